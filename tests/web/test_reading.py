"""What is sent is cut as a file is that the command line reads."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

import sentiment
from sentiment.errors import InputError
from sentiment.separation.page_reader import PageReader
from sentiment.web.reading import discussions_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sentiment.errors import SentimentError
    from sentiment.separation.lines import Line

TEXT = """\
Die Bibliothek zieht um
Die Stadtbibliothek in Niederau zieht im Herbst in das alte Postamt.
Bis dahin bleiben die Bücher im Keller der Schule.
"""

# It breaks off in the second post.
EXPORT = b"""\
<rss xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
<item><title>Das Bad</title><wp:post_type>post</wp:post_type>
<wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_approved>1</wp:comment_approved>
<wp:comment_content>Gut so.</wp:comment_content></wp:comment>
</item>
<item><title>Die Sauna</title>
<wp:post_type>post</wp:post_type>
"""


def test_what_comes_before_damage_is_read_where_somebody_hears_of_it() -> None:
    model = sentiment.load_model("german-lite")
    failures: list[SentimentError] = []
    (found,) = discussions_in(EXPORT, "blog.xml", model, on_error=failures.append)
    assert [comment.text for comment in found.comments] == ["Gut so."]
    assert [str(failure) for failure in failures] == [
        "blog.xml: line 9: the file ends too early; export or download it again (what comes before "
        "is read)."
    ]
    with pytest.raises(InputError, match="line 9"):
        discussions_in(EXPORT, "blog.xml", model)
    # Where nothing comes before, it is refused as ever.
    with pytest.raises(InputError, match="line 3"):
        discussions_in(EXPORT[:100], "blog.xml", model, on_error=failures.append)
    assert len(failures) == 1


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
