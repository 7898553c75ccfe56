"""A run as a whole: how much it holds while it goes on."""

from __future__ import annotations

import json
import tracemalloc
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest

import sentiment
from sentiment import run
from sentiment.opinion import Mention, Opinion, Sentiment
from sentiment.pipeline import Analysis, Options
from sentiment.present import Format
from sentiment.present.report.texts import Language
from sentiment.readers import large_tables
from sentiment.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from sentiment.discussion import Discussion
    from sentiment.errors import SentimentError

COMMENTS, PARTS = 10, 4  # in a part, and in the table
LETTERS = 100_000  # in what is found about a comment


def large_opinion(number: int) -> Opinion:
    mood = Sentiment(label="neutral", probabilities={"negative": 0, "neutral": 1, "positive": 0})
    thing = Mention(target=f"{number} {'Bad' * (LETTERS // 3)}", label="favor", probability=0.75)
    return Opinion(sentiment=mood, stances=(), mentions=(thing,))


@pytest.mark.parametrize("format_", [Format.JSONL, Format.JSON, Format.CSV, Format.PARQUET])
def test_nothing_of_a_part_is_held_while_the_next_is_classified(
    format_: Format, tmp_path: Path, model: sentiment.Bundle
) -> None:
    if format_ is Format.PARQUET:
        pytest.importorskip("pyarrow")
    table, output = tmp_path / "in.jsonl", tmp_path / "out"
    rows = (json.dumps({"text": f"Ja {number}!"}) for number in range(COMMENTS * PARTS))
    table.write_text("\n".join(rows), "utf-8")
    held: list[int] = []
    errors: list[SentimentError] = []

    def analyse(discussions: Iterable[Discussion], *_: object, **__: object) -> Iterator[Analysis]:
        for discussion in discussions:
            held.append(tracemalloc.get_traced_memory()[0])
            yield Analysis(
                discussion=discussion,
                subject=None,
                opinions=tuple(large_opinion(n) for n in range(len(discussion.comments))),
                so_far=Tally(),
            )

    own = run.Run(
        paths=[table],
        model=model,
        options=Options(),
        format_=format_,
        language=Language.DE,
        output=output,
    )
    with (
        patch.object(large_tables, "MOST_COMMENTS", COMMENTS),
        patch.object(run, "analyse", analyse),
    ):
        own.write(on_error=errors.append)  # loads what a format needs
        held.clear()
        tracemalloc.start()
        try:
            own.write(on_error=errors.append)
        finally:
            tracemalloc.stop()
    assert not errors
    assert len(held) == PARTS
    assert max(held) - held[0] < COMMENTS * LETTERS / 2
