"""Rows of tables and of JSON whose comments readers never saw: rejected, pending, deleted.

Both the name of the column and the word in it must be known: a `status` may be anybody's, and
"verheiratet" says nothing about a comment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sentiment.readers.columns import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_WORDS = frozenset(
    word.replace("_", " ")
    for word in (
        "spam trash trashed papierkorb deleted gelöscht geloescht removed entfernt rejected "
        "abgelehnt zurückgewiesen blocked blockiert gesperrt hidden versteckt verborgen "
        "ausgeblendet pending pending_approval pending_moderation pending_review ausstehend "
        "awaiting_moderation in_prüfung wartet_auf_freigabe wartet_auf_moderation unapproved "
        "not_approved disapproved nicht_freigegeben nicht_genehmigt unpublished not_published "
        "unveröffentlicht nicht_veröffentlicht hold held withheld heldforreview zurückgehalten"
    ).split()
)
_YES = frozenset({"true", "wahr", "yes", "ja", "1", "1.0"})
_NO = frozenset({"false", "falsch", "no", "nein", "0", "0.0"})

# By the form in which names of columns are compared: the words that a comment is left out for.
_HIDING: Mapping[str, frozenset[str]] = {
    normalise(name): words
    for names, words in (
        ("status state moderation_status moderationsstatus", _WORDS),
        ("approved comment_approved freigegeben", _WORDS | _NO),
        ("deleted is_deleted gelöscht hidden is_hidden", _WORDS | _YES),
    )
    for name in names.split()
}


def columns_of_moderation(names: Iterable[str]) -> list[str]:
    """Return the columns that may say that a comment is not public."""
    return [name for name in names if normalise(name) in _HIDING]


def is_public(cells: Mapping[str, object]) -> bool:
    """Tell whether no cell of the `columns_of_moderation` says that the comment is not public."""
    return not any(_word(cell) in _HIDING[normalise(name)] for name, cell in cells.items())


def _word(cell: object) -> str:
    if not isinstance(cell, str | int | float):  # a truth value is a number, too
        return ""
    return " ".join(str(cell).replace("_", " ").replace("-", " ").lower().split())
