"""Which language an answer is in."""

from __future__ import annotations

from sentiment.present.report.texts import Language


def language_of(accepted: str) -> Language:
    """Return what a browser asks for, as far as the page speaks it; English where it does not.

    Parameters
    ----------
    accepted : str
        The header `Accept-Language`; empty where there is none.
    """
    for part in accepted.lower().split(","):
        for language in Language:
            if part.strip().startswith(language.value):
                return language
    return Language.EN
