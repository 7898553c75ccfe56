"""Folds for cross-validation."""

from __future__ import annotations

import tracemalloc

from hypothesis import given
from hypothesis import strategies as st

from sentiment.training.folds import FOLDS, folds


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("xy")), min_size=40))
def test_each_row_is_held_out_once_and_never_with_its_text_seen(
    rows: list[tuple[str, str]],
) -> None:
    texts = [f"{text}{n % 5}" for n, (text, _) in enumerate(rows)]
    cuts = folds(texts, [stratum for _, stratum in rows])

    assert len(cuts) == FOLDS
    assert sorted(row for _, held_out in cuts for row in held_out) == list(range(len(rows)))
    for seen, held_out in cuts:
        assert not {texts[row] for row in seen} & {texts[row] for row in held_out}


def test_one_long_text_does_not_make_all_rows_long() -> None:
    texts = [*map(str, range(2000)), "lang " * 20_000]

    tracemalloc.start()
    folds(texts, ["x", "y", "z"] * 667)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 20_000_000  # characters as an array: 2001 rows of 400 kB
