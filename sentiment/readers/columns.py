"""Which column of a table, or key of a JSON row, holds what: names in German and English.

Names are compared in lower case, without blanks, dots, hyphens and underscores: "createdAt" is
"created_at". Where a table has several columns for one field, the name that stands first here wins.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

COLUMNS: Mapping[str, Sequence[str]] = {
    # The plain names first; then what exports of Facebook (message) and forums (posting) say; One
    # Million Posts (id_post), and Facepager of what Reddit answers (data_body).
    "text": (
        "text", "comment", "body", "content", "kommentar", "inhalt", "beitrag",
        "message", "nachricht", "posting", "kommentartext", "comment_text", "data_body",
    ),
    "id": ("id", "comment_id", "kommentar_id", "nr", "nummer", "id_post"),
    "parent": (
        "parent", "parent_id", "parent_comment_id", "reply_to", "in_reply_to",
        "reply_to_id", "in_reply_to_id", "antwort_auf", "eltern_id", "id_parent_post",
    ),
    "author": (
        "author", "autor", "autorin", "verfasser", "author_name", "name", "user", "username",
        "nutzer", "nutzername", "benutzer", "benutzername", "from", "data_author",
    ),
    "date": (
        "date", "datum", "created_at", "created_time", "created", "published_at", "published",
        "timestamp", "zeitstempel", "zeitpunkt", "zeit", "date_published", "created_utc",
        "erstellt", "erstellt_am", "data_created_utc",
    ),
    "target": ("target", "ziel"),
}  # fmt: skip

_SEPARATORS = re.compile(r"[\s._\-]+")


def normalise(name: str) -> str:
    """Return the form in which column names are compared."""
    return _SEPARATORS.sub("", name.strip("\ufeff").lower())


_FORMS = {field: tuple(map(normalise, names)) for field, names in COLUMNS.items()}


@lru_cache(maxsize=64)  # rows of JSON lines ask again and again with the same keys
def find_columns(names: tuple[str, ...]) -> Mapping[str, str]:
    """Find the column of each field.

    Parameters
    ----------
    names : tuple of str
        The columns as the file names them.

    Returns
    -------
    Mapping
        From field ("text", "id", "parent", "author", "date", "target") to the name in the file;
        fields that the file does not have are absent.
    """
    by_form: dict[str, str] = {}
    for name in names:
        by_form.setdefault(normalise(name), name)
    return {
        field: next(by_form[form] for form in forms if form in by_form)
        for field, forms in _FORMS.items()
        if any(form in by_form for form in forms)
    }
