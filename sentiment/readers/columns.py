"""Which column of a table, or key of a JSON row, holds what: names in German and English.

Names are compared in lower case, without blanks, dots, hyphens, underscores and an "(optional)" at
the end: "createdAt" is "created_at". Where a table has several columns for one
field, the name that stands first here wins.
"""

from __future__ import annotations

import logging
import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

COLUMNS: Mapping[str, Sequence[str]] = {
    # What says that it is a comment first, since beside it a text or body is the article's; the
    # whole text of a tweet before the shortened one. Then the plain names; what exports of Facebook
    # (message) and forums (posting) say; One Million Posts (id_post), and Facepager of what Reddit
    # answers (data_body); Google Takeout (live_chat_text); columns of surveys, HTML where no plain
    # words stand beside it, and last those that may as well be counts. WordPress puts "comment_"
    # before each name.
    "text": (
        "kommentar", "comment", "kommentartext", "comment_text", "comment_content", "full_text",
        "text", "body", "content", "inhalt", "beitrag",
        "message", "nachricht", "posting", "data_body", "text_original", "text_display", "tweet",
        "live_chat_text",
        "freitext", "antwort", "meinung", "bemerkung", "anmerkung", "feedback", "review", "html",
        "kommentare", "comments",
    ),
    # LimeSurvey (antwort_id, response_id) and Unipark (lfdn).
    "id": (
        "id", "comment_id", "kommentar_id", "nr", "nummer", "id_post",
        "antwort_id", "response_id", "lfdn", "lfd_nr", "live_chat_id",
    ),
    "parent": (
        "parent", "parent_id", "parent_comment_id", "reply_to", "in_reply_to",
        "reply_to_id", "in_reply_to_id", "antwort_auf", "eltern_id", "id_parent_post",
        "is_reply_to", "comment_parent", "übergeordnete_kommentar_id",
    ),
    "author": (
        "author", "autor", "autorin", "verfasser", "author_name", "name", "user", "username",
        "nutzer", "nutzername", "benutzer", "benutzername", "from", "from_name", "data_author",
        "comment_author",
    ),
    "date": (
        "date", "datum", "created_at", "created_time", "created", "published_at", "published",
        "timestamp", "zeitstempel", "zeitpunkt", "zeit", "date_published", "created_utc",
        "erstellt", "erstellt_am", "veröffentlicht_am", "data_created_utc", "comment_date",
        "comment_create_timestamp", "live_chat_create_timestamp",
        "zeitstempel_der_kommentarerstellung",
    ),
    "target": ("target", "ziel"),
    # What `sentiment` writes; of Reddit; of yt-dlp.
    "is_host": ("is_host", "is_submitter", "author_is_uploader"),
}  # fmt: skip

_log = logging.getLogger("sentiment")

# What an error proposes: the plain names, which stand first.
NAMES_OF_TEXT = COLUMNS["text"][:9]

_SEPARATORS = re.compile(r"[\s._\-]+")


def normalise(name: str) -> str:
    """Return the form in which column names are compared."""
    return _SEPARATORS.sub("", name.strip("\ufeff").lower()).removesuffix("(optional)")


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
        From field ("text", "id", "parent", "author", "date", "target", "is_host") to the name in
        the file; fields that the file does not have are absent.
    """
    by_form: dict[str, str] = {}
    for name in names:
        by_form.setdefault(normalise(name), name)
    return {
        field: next(by_form[form] for form in forms if form in by_form)
        for field, forms in _FORMS.items()
        if any(form in by_form for form in forms)
    }


def tell_columns(names: Iterable[str], source: str) -> None:
    """Log which column is read, where several could hold the text, or are called the same."""
    by_form: dict[str, list[str]] = {}
    for name in names:
        by_form.setdefault(normalise(name), []).append(name)
    could_be = [by_form[form][0] for form in _FORMS["text"] if form in by_form]
    if len(could_be) > 1:
        taken, *others = could_be
        _log.warning(
            "%s: the comments are read from the column %r, not from %s",
            source, taken, ", ".join(map(repr, others)),
        )  # fmt: skip
    for forms in _FORMS.values():
        for first, *again in (by_form[form] for form in forms if form in by_form):
            if again:
                _log.warning(
                    "%s: several columns are called %r, and the first is read", source, first
                )
