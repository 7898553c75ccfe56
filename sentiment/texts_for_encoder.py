"""How a text is written before an encoder reads it, in training as in use."""

from __future__ import annotations

from sentiment.features import URL

START, PADDING, END = range(3)
"""Tokens of XLM-R's vocabulary: around every text, beside the shorter ones of a batch, and at its
end; between target and text stand two ends."""


def cleaned(text: str) -> str:
    """Shorten addresses, whose letters say nothing, and put all on one line.

    Half a pair of surrogates, which no tokenizer takes, becomes a question mark.
    """
    whole = text.encode(errors="replace").decode()
    return " ".join(URL.sub("http", whole).split())
