"""Which column of a table, or key of a JSON row, holds what: names in German and English.

Names are compared in lower case, without blanks, dots, hyphens, underscores and an "(optional)" at
the end: "createdAt" is "created_at". The words of a form count as the plain ones: "Verfasser/in"
and "Name der Verfasserin" as "verfasser", "Datum und Uhrzeit" as "datum". Where a table has several
columns for one field, the name that stands first here wins.
"""

from __future__ import annotations

import logging
import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

# What is said of a comment that somebody wrote: "Eingegangen am", "Gepostet von".
_WRITTEN = (
    "erstellt", "veröffentlicht", "gepostet", "geschrieben", "verfasst", "eingegangen",
    "eingereicht", "abgegeben", "abgesendet", "abgeschickt", "gesendet",
)  # fmt: skip
# And what forms and exports call it, before "Datum" or "Zeitpunkt".
_WRITING = (
    "erstell", "erstellungs", "veröffentlichungs", "eingangs", "kommentar", "beitrags", "posting",
    "bewertungs", "rezensions",
)  # fmt: skip
_ANSWER = (
    "reply_to", "in_reply_to", "replies_to",
    "antwort_auf", "antwort_zu", "antwort_auf_kommentar", "antwort_zu_kommentar",
)  # fmt: skip
_NUMBER = ("", "_id", "_nr", "_nummer", "_no")  # of the comment that is answered

COLUMNS: Mapping[str, Sequence[str]] = {
    # What says that it is a comment first, since beside it a text or body is the article's; the
    # whole text of a tweet before the shortened one. Then the plain names; what exports of Facebook
    # (message) and forums (posting) say; One Million Posts (id_post), and Facepager of what Reddit
    # answers (data_body); Google Takeout (live_chat_text); columns of surveys and reviews, HTML
    # where no plain words stand beside it, and last those that may as well be counts. WordPress
    # puts "comment_" before each name.
    "text": (
        "kommentar", "comment", "kommentartext", "comment_text", "comment_content", "full_text",
        "text", "body", "content", "inhalt", "beitrag",
        "message", "nachricht", "posting", "data_body", "text_original", "text_display", "tweet",
        "live_chat_text",
        "freitext", "antwort", "meinung", "bemerkung", "anmerkung", "feedback", "review",
        "review_text", "bewertungstext", "rezension", "rezensionstext", "beitragstext",
        "nachrichtentext", "antworttext", "html",
        "kommentare", "comments",
    ),
    "headline": ("kommentartitel", "comment_title", "bewertungstitel", "review_title"),
    # LimeSurvey (antwort_id, response_id) and Unipark (lfdn), scrapers of TikTok and YouTube (cid).
    "id": (
        "id", "comment_id", "kommentar_id", "nr", "nummer", "id_post",
        "antwort_id", "response_id", "lfdn", "lfd_nr", "live_chat_id",
        "kommentar_nr", "kommentarnummer", "laufende_nummer", "review_id", "cid",
    ),
    "parent": (
        "parent", "parent_id", "parent_comment_id",
        *(f"{answer}{number}" for answer in _ANSWER for number in _NUMBER),
        "eltern_id", "id_parent_post", "is_reply_to", "comment_parent",
        "übergeordnete_kommentar_id",
    ),
    "author": (
        "author", "autor", "verfasser", "author_name", "name", "user", "username",
        "nutzer", "nutzername", "benutzer", "benutzername", "from", "from_name", "data_author",
        "comment_author", "absender", "einsender", "kommentator", "reviewer", "reviewer_name",
        "commenter", "posted_by", *(f"{written}_von" for written in _WRITTEN), "von",
        "nickname", "unique_id",
    ),
    "date": (
        "date", "datum", "created_at", "created_time", "created", "published_at", "published",
        "timestamp", "zeitstempel", "zeitpunkt", "zeit", "date_published", "created_utc",
        "erstellt", "comment_date",
        "data_created_utc",
        "comment_create_timestamp", "live_chat_create_timestamp",
        "zeitstempel_der_kommentarerstellung",
        *(f"{written}_am" for written in _WRITTEN),
        *(f"{writing}{when}" for writing in _WRITING for when in ("datum", "zeitpunkt", "zeit")),
        "eingang", "posted_at", "posted_on", "submitted_at", "submitted_on", "date_posted",
        "date_created", "review_date", "review_submit_date", "create_time_iso", "create_time",
    ),
    "target": ("target", "ziel"),
    # What `sentiment` writes; of Reddit; of yt-dlp.
    "is_host": ("is_host", "is_submitter", "author_is_uploader"),
}  # fmt: skip

# Names that say so only beside one of others: of scrapers of TikTok and YouTube. Elsewhere, "cid"
# may be a customer.
_BESIDE = {"uniqueid": {"cid"}, "cid": {"uniqueid", "channel", "votes"}}
# And one that does not beside others: "von", "bis".
_NOT_BESIDE = {"von": {"bis", "nach"}}

_log = logging.getLogger("sentiment")

# What an error proposes: the plain names, which stand first.
NAMES_OF_TEXT = COLUMNS["text"][:9]

_SEPARATORS = re.compile(r"[\s._\-]+")
_OF_WOMEN = re.compile(r"(?<=[eo]r)[/:*·(]?in(?:nen)?\)?(?=name|$)")
_NAME_OF = re.compile(r"^name(?:des|der)(.+[eo]r)s?$")
_AND_TIME = re.compile(r"(?<=date|atum)[/,&+(]?(?:und|and)?(?:uhr)?(?:zeit|time)\)?$")


def normalise(name: str) -> str:
    """Return the form in which column names are compared."""
    form = _SEPARATORS.sub("", name.strip("\ufeff").lower()).removesuffix("(optional)")
    return _NAME_OF.sub(r"\1", _AND_TIME.sub("", _OF_WOMEN.sub("", form)))


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
        From field ("text", "headline", "id", "parent", "author", "date", "target", "is_host") to
        the name in the file; fields that the file does not have are absent.
    """
    by_form: dict[str, str] = {}
    for name in names:
        by_form.setdefault(normalise(name), name)
    others = frozenset(by_form)
    for form in others:
        if not others.isdisjoint(_NOT_BESIDE.get(form, ())) or (
            form in _BESIDE and others.isdisjoint(_BESIDE[form])
        ):
            del by_form[form]
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
