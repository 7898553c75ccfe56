"""Whether one classifier is better than another, and how sure that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sentiment.question import Question
from sentiment.training.comparison import Comparison, compare
from sentiment.training.samples import Sample

if TYPE_CHECKING:
    from sentiment.bundle import Bundle


def comparison(n: int, mended: int, broken: int) -> Comparison:
    return Comparison(n=n, before=broken, after=mended, mended=mended, broken=broken)


def test_a_known_interval() -> None:
    found = comparison(100, 12, 4)
    assert found.gain == pytest.approx(0.08)
    interval = found.interval()
    assert (interval.low, interval.high) == pytest.approx((0.0007, 0.1562), abs=1e-4)


@given(st.data())
def test_the_interval_holds_the_gain_and_is_never_certain(data: st.DataObject) -> None:
    n = data.draw(st.integers(1, 500))
    mended = data.draw(st.integers(0, n))
    broken = data.draw(st.integers(0, n - mended))
    one, other = comparison(n, mended, broken), comparison(n, broken, mended)
    interval, turned = one.interval(), other.interval()
    assert -1 <= interval.low < interval.high <= 1
    assert interval.low <= one.gain <= interval.high
    assert (turned.low, turned.high) == pytest.approx((-interval.high, -interval.low))
    longer = comparison(4 * n, 4 * mended, 4 * broken).interval()
    assert longer.high - longer.low < interval.high - interval.low


def test_a_classifier_beside_another(model: Bundle) -> None:
    rows = [
        Sample(question=Question("Einfach herrlich, ich bin begeistert!"), label=label, source="x")
        for label in ("positive", "negative", "positive")
    ]
    found = compare(rows, model.sentiment, model.sentiment)
    assert (found.n, found.before, found.after) == (3, 2, 2)
    assert (found.mended, found.broken, found.gain) == (0, 0, 0)
