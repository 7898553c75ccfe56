"""Names of authors, without the addresses that exports put in their place or beside them."""

from __future__ import annotations

import ipaddress
import re

from sentiment.language.as_seen import as_seen

# Some systems show an e-mail address or an IP in the place of a name, or beside it. "@name@host"
# is neither, but the name of somebody in the Fediverse. IPs may be cut or changed, so that what
# looks like one is one, too.
_ADDRESS = re.compile(
    r"(?<![@\w.+'-])[\w.+'-]+@[\w-]+(?:\.[\w-]+)+"
    r"|\b\d{1,3}(?:\.\d{1,3}){3}\b(?::\d{1,5}\b)?"
    r"|(?<![\w:])(?:[\da-f]{0,4}:){3,7}[\da-f]{0,4}(?![\w:])",
    re.IGNORECASE,
)
_AROUND_ADDRESS = " \t\n<>()[],;"

# Where an IP of version 6 may stand: "[2a02::1]:8080", "fe80::1%eth0", "2a02::/32".
_WORD = re.compile(r"\[(?P<host>[^\s\[\]]+)\](?::\d{1,5}\b)?|[^\s<>()\[\],;]+")
_LONGEST_IP = 64  # characters
BETWEEN_NAMES = r"(?:\s(?:und|and|&)\s|\s?/\s?)"
"""What stands between two who wrote together."""
_BETWEEN_NAMES = re.compile(BETWEEN_NAMES, re.IGNORECASE)


def name_of(author: str | None) -> str | None:
    """Return the name of an author without e-mail and IP addresses; None where nothing is left."""
    if not author:
        return None
    name = _ADDRESS.sub("", _WORD.sub(_without_ip, author))
    return (author.strip() if name == author else name.strip(_AROUND_ADDRESS)) or None


def names_in(byline: str) -> list[str]:
    """Return the names of a line that names one or more authors."""
    return _BETWEEN_NAMES.split(byline)


def seen_name(author: str | None) -> str | None:
    """Return the name of an author as it is; None where a reader would see none."""
    return author if author and as_seen(author).strip() else None


def _without_ip(found: re.Match[str]) -> str:
    """Return a word, or nothing where it is an IP of version 6; "Ada::Bea" has no digit."""
    word = found["host"] or found[0]
    if "::" not in word or len(word) > _LONGEST_IP or not any(map(str.isdigit, word)):
        return found[0]
    try:
        ipaddress.ip_interface(word)
    except ValueError:
        return found[0]
    return ""
