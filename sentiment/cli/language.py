"""The language of the system, as far as the report speaks it."""

from __future__ import annotations

import locale
import os

from sentiment.present.report.texts import Language

_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")  # of POSIX: the first that is set decides


def language_of_system() -> Language:
    """Return German where the system speaks it, else English."""
    named = next(filter(None, map(os.environ.get, _VARIABLES)), None) or locale.getlocale()[0] or ""
    # Windows has no such variables, and may say "German_Germany".
    return Language.DE if named.lower().startswith(("de", "german")) else Language.EN
