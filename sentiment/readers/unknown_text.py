"""Files of programs that no other reader takes: refused, since as plain text they are nonsense."""

from __future__ import annotations

import re
from typing import NoReturn

from sentiment.errors import InputError

_SQL_START = re.compile(
    r"--|/\*|insert\s+into\s|(?:create|drop|alter)\s+(?:table|database)\s|set\s+[@\w]{1,50}\s*="
    r"|pragma\s|begin(?:\s+transaction)?;|start\s+transaction|use\s+[`\w]{1,80};|lock\s+tables\s",
    re.IGNORECASE,
)
_SQL_TABLE = re.compile(
    r"^(?:insert\s+into\s+[^\s(]{1,200}\s*(?:\(|values\b)"
    r"|create\s+table\s+(?:if\s+not\s+exists\s+)?[^\s(]{1,200}\s*\(|copy\s.{1,999}\sfrom\sstdin;)",
    re.IGNORECASE | re.MULTILINE,
)
# Two keys of one entry, of a list that begins the file or stands below its one key.
_YAML_START = re.compile(
    r"(?:---[ ]*\r?\n)?(?:[a-z][\w-]{0,50}:[ ]*\r?\n)?[ ]{0,20}-[ ][a-z][\w-]{0,50}:(?:[ ].*)?\r?\n"
    r"[ ]{1,20}[a-z][\w-]{0,50}:(?:[ ]|\r?\n)"
)


def is_sql(start: str) -> bool:
    """Tell whether a text, of which this is the beginning, is a dump of a database."""
    return _SQL_START.match(start) is not None and _SQL_TABLE.search(start) is not None


def is_yaml(start: str) -> bool:
    """Tell whether a text, of which this is the beginning, is a list in YAML."""
    return _YAML_START.match(start) is not None


def refuse_sql(_: bytes, source: str) -> NoReturn:
    """Raise the error that says what `source` is.

    Raises
    ------
    InputError
        Always.
    """
    raise InputError(
        "this is an SQL dump, which is not read",
        where=source,
        remedy="export the table of comments as CSV",
    )


def refuse_yaml(_: bytes, source: str) -> NoReturn:
    """Raise the error that says what `source` is.

    Raises
    ------
    InputError
        Always.
    """
    raise InputError(
        "this is YAML, which is not read",
        where=source,
        remedy="save the comments as JSON or CSV",
    )
