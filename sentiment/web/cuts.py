"""Where plain text was cut by hand: discussions in our JSON beside their texts.

These are samples to retrain separation on, as `sentiment train --task separation` reads them.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from pathlib import Path

from sentiment import readers
from sentiment.discussion import Discussion
from sentiment.errors import OutputError
from sentiment.present import Format, render_discussions, write

_DIGEST = 12  # hexadecimal digits
_LONGEST_STEM = 40
_UNSAFE = re.compile(r"[^\w-]+")
_ENDING = ".gold.json"  # left out where a folder is read


class Cuts:
    """A folder of corrected discussions, one for each text; made with the first."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def save(self, discussion: Discussion) -> None:
        """Keep a discussion whose plain text was cut by hand, in place of an earlier cut.

        Raises
        ------
        OutputError
            Where it cannot be written.
        """
        text = discussion.plain or ""
        stem = self._stem(text) or _new_stem(discussion.source, text)
        page = self._folder / f"{stem}.txt"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(
                f"cannot be made ({error.strerror})",
                where=str(self._folder),
                remedy="start the server in a folder that you may write to",
            ) from error
        write([text], page)
        named = replace(discussion, source=page.name)
        write(render_discussions([named], Format.JSON), self._folder / f"{stem}{_ENDING}")

    def apply(self, discussion: Discussion) -> Discussion:
        """Return a discussion as its text was cut by hand; the same where it was not."""
        text = discussion.plain
        stem = None if text is None else self._stem(text)
        if stem is None:
            return discussion
        for found in readers.read(self._folder / f"{stem}{_ENDING}"):
            if isinstance(found, Discussion):
                return replace(found, source=discussion.source, plain=text)
        return discussion

    def _stem(self, text: str) -> str | None:
        """Return the name that the files of a text have, without its endings."""
        found = sorted(self._folder.glob(f"*-{_digest(text)}{_ENDING}"))
        return found[0].name.removesuffix(_ENDING) if found else None


def _new_stem(source: str, text: str) -> str:
    name = _UNSAFE.sub("-", Path(source).stem)[:_LONGEST_STEM].strip("-")
    return f"{name or 'text'}-{_digest(text)}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:_DIGEST]
