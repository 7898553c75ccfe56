"""What is sent is cut as a file is that the command line reads."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

import sentiment
from sentiment.separation.page_reader import PageReader
from sentiment.web.reading import discussions_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pytest
    from numpy.typing import NDArray

    from sentiment.separation.lines import Line

TEXT = """\
Die Bibliothek zieht um
Die Stadtbibliothek in Niederau zieht im Herbst in das alte Postamt.
Bis dahin bleiben die Bücher im Keller der Schule.
"""


def test_the_encoder_of_a_model_corrects_what_is_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def first(_: PageReader, __: NDArray[np.float64], page: Sequence[Line]) -> NDArray[np.float64]:
        """Say against all that the line model knows that the third line begins a comment."""
        return np.where(np.arange(len(page)) == 2, 100.0, -100.0)

    monkeypatch.setattr(PageReader, "first", first)
    model = sentiment.load_model("german")
    page = tmp_path / "page.txt"
    page.write_text(TEXT, "utf-8")
    (sent,) = discussions_in(page.read_bytes(), str(page), model)
    assert sent.article.text == "\n".join(TEXT.splitlines()[:2])
    assert len(sent.comments) > 0
    assert [sent] == list(sentiment.read([page], model))
