"""What a Python program hands over: the shape does not matter, and each text has its opinion."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import numpy as np
import pandas as pd
import polars as pl
import pytest
from conftest import DISCUSSIONS
from hypothesis import given, settings
from hypothesis import strategies as st

import sentiment
from sentiment.errors import DataError, InputError
from sentiment.readers import large_tables

if TYPE_CHECKING:
    from sentiment.sources import Source

SAID = ["Endlich wird der Radweg gebaut!", "Wer hat das denn geplant?", "", "Typisch Rathaus."]
DISCUSSION = sentiment.Discussion(source="x", article=sentiment.Article(text="Der Radweg kommt."))
COLUMNS = {
    "Kommentar": SAID,
    "ID": [7, 8, None, 10],
    "parent": [None, 7, 7, 99],
    "Autor": ["Ines", None, "Bo", "Ines"],
    "Datum": [datetime(2024, 3, 1, 10, 5, 7, 9), None, datetime(2024, 3, 2), None],
    "target": ["Radweg", "Radweg", None, "Rathaus"],
}


def opinions(source: Source, model: sentiment.Bundle) -> list[sentiment.Opinion]:
    return [found for one in sentiment.analyse(source, model) for found in one.opinions]


@pytest.mark.parametrize(
    "shape",
    [tuple, iter, np.array, pd.Series, pl.Series, lambda said: pd.DataFrame({"text": said})],
    ids=["tuple", "iterator", "array", "pandas", "polars", "frame"],
)
def test_texts_of_any_shape_are_the_same(
    model: sentiment.Bundle, shape: Callable[[list[str]], Source]
) -> None:
    expected = opinions(SAID, model)
    assert len(expected) == len(SAID)
    assert opinions(shape(SAID), model) == expected


# Halves of characters, too, which no database and no encoder takes.
TEXTS = st.text(st.characters(), max_size=8) | st.sampled_from(SAID)


@settings(max_examples=30)
@given(st.lists(TEXTS, max_size=9), st.integers(1, 4))
def test_each_text_has_its_opinion_in_order(texts: list[str], size: int) -> None:
    model = sentiment.load_model("german-lite")
    alone = [found for text in texts for found in opinions([text], model)]
    with patch.object(large_tables, "MOST_COMMENTS", size):
        assert opinions(texts, model) == alone


@pytest.mark.parametrize("library", [pd.DataFrame, pl.DataFrame])
def test_a_frame_is_the_table_that_it_would_be_saved_as(
    model: sentiment.Bundle, tmp_path: Path, library: Callable[..., pl.DataFrame | pd.DataFrame]
) -> None:
    frame = library(COLUMNS)
    path = tmp_path / "said.parquet"
    frame.to_parquet(path) if isinstance(frame, pd.DataFrame) else frame.write_parquet(path)
    (of_frame,) = sentiment.analyse(frame, model)
    (of_file,) = sentiment.analyse(path, model)
    comments = list(of_frame.discussion.comments)
    assert [comment.id for comment in comments] == ["7", "8", "3", "10"]
    del comments[2]  # the one without text, which a file's readers leave out
    assert comments == list(of_file.discussion.comments)
    assert (comments[0].date, comments[1].parent) == ("2024-03-01T10:05:07", "7")
    assert of_frame.opinions[:2] == of_file.opinions[:2]


@pytest.mark.parametrize(
    ("index", "of_frame", "of_files"),
    [
        (pd.Index(["a", "b", "c"], name="Kommentar-ID"), "abc", "abc"),
        (pd.Index([7, 9, 8], name="id"), "798", "798"),
        (pd.Index([7, 9, 8]), "123", "798"),
        (pd.Index([7, 9, 9]), "123", "123"),
        (pd.Index(["a", "b", "c"], name="Stadt"), "123", "123"),
    ],
)
def test_ids_may_be_the_index_of_a_frame(
    model: sentiment.Bundle, tmp_path: Path, index: pd.Index, of_frame: str, of_files: str
) -> None:
    frame = pd.DataFrame({"text": ["Ja!", "Nein.", "Wer?"]}, index=index)
    frame.to_parquet(tmp_path / "t.parquet")
    frame.to_csv(tmp_path / "t.csv")
    for source, ids in (
        (frame, of_frame),
        (tmp_path / "t.parquet", of_files),
        (tmp_path / "t.csv", of_files),
    ):
        (found,) = sentiment.analyse(source, model)
        assert "".join(comment.id for comment in found.discussion.comments) == ids


def test_cells_that_are_no_text_are_printed() -> None:
    cells = {"text": ["a", "b"], "date": [date(2024, 5, 1), None], "author": [float("nan"), 3.0]}
    number = {"id": pd.Series([np.int64(4), pd.NA], dtype=object)}
    (found,) = sentiment.analyse(pd.DataFrame({**cells, **number}, dtype=object))
    first, second = found.discussion.comments
    assert (first.id, first.author, first.date) == ("4", None, "2024-05-01")
    assert (second.id, second.author, second.date) == ("2", "3", None)


@pytest.mark.parametrize(
    ("freq", "dates"),
    [
        ("Y", ["2024-01-01", None]),
        ("M", ["2024-05-01", None]),
        ("D", ["2024-05-03", None]),
        ("h", ["2024-05-03T00:00:00", None]),
        ("min", ["2024-05-03T00:20:00", None]),
    ],
)
def test_periods_are_when_they_start(
    freq: str, dates: list[str | None], caplog: pytest.LogCaptureFixture
) -> None:
    periods = [pd.Period("2024-05-03 00:20", freq=freq), pd.NaT]
    frame = pd.DataFrame({"text": ["a", "b"], "date": pd.PeriodIndex(periods)})
    (found,) = sentiment.analyse(frame, "german-lite")
    assert [comment.date for comment in found.discussion.comments] == dates
    assert not caplog.messages


@pytest.mark.parametrize("library", [pd.DataFrame, pl.DataFrame])
def test_what_is_no_date_is_told(
    library: Callable[..., pl.DataFrame | pd.DataFrame], caplog: pytest.LogCaptureFixture
) -> None:
    frame = library({"text": ["a", "b", "c"], "Datum": [timedelta(1), None, timedelta(hours=2)]})
    (found,) = sentiment.analyse(frame, "german-lite")
    assert [comment.date for comment in found.discussion.comments] == [None, None, None]
    (message,) = caplog.messages
    assert message.startswith("frame: left out, since it is no text, number or date: 2 ")
    assert message.lower().endswith("in the column 'datum' (timedelta)")


def test_cells_that_are_missing_are_not_told(caplog: pytest.LogCaptureFixture) -> None:
    missing = [None, pd.NA, pd.NaT, float("nan"), ""]
    cells = pd.Series(missing, dtype=object)
    list(sentiment.analyse(pd.DataFrame({"text": list("abcde"), "date": cells}), "german-lite"))
    assert not caplog.messages


@pytest.mark.parametrize(
    ("others", "says"),
    [
        (["Ja!"], "analyses: number 1 is str, and no analysis"),
        ({"text": "Ja!"}, "number 1 is str"),
        (None, "analyses: is NoneType, and no list of analyses"),
        (
            sentiment.Analysis(discussion=DISCUSSION, subject=None, opinions=()),
            "analyses: is Analysis, and no list of analyses; give all that sentiment.analyse",
        ),
    ],
)
def test_rows_are_made_of_analyses_alone(others: Any, says: str) -> None:  # noqa: ANN401
    with pytest.raises(DataError, match=says):
        list(sentiment.rows(others))


def test_rows_make_frames_again(model: sentiment.Bundle) -> None:
    frame = pd.DataFrame(COLUMNS)
    found = pd.DataFrame(sentiment.rows(sentiment.analyse(frame, model)))
    assert list(found["text"]) == SAID
    expected = opinions(frame, model)
    assert list(found["sentiment"]) == [opinion.sentiment.label for opinion in expected]
    assert list(pl.DataFrame(found.to_dict("records"))["p_favor"])[:2] == [
        round(opinion.stances[0].probabilities["favor"], 4) for opinion in expected[:2]
    ]


def test_files_are_read_as_by_command(model: sentiment.Bundle, tmp_path: Path) -> None:
    path = DISCUSSIONS / "wechat.txt"
    expected = list(sentiment.analyse(sentiment.read([path], model), model))
    assert list(sentiment.analyse(str(path), model)) == expected
    assert list(sentiment.analyse([path, path], "german-lite")) == expected * 2
    (by_default,) = sentiment.analyse(path)
    assert by_default.discussion == expected[0].discussion
    assert list(sentiment.analyse(expected[0].discussion, model)) == expected
    (tmp_path / "leer.csv").write_text("x\n1\n")
    failures: list[sentiment.SentimentError] = []
    assert not list(sentiment.analyse(tmp_path, model, on_error=failures.append))
    assert not list(sentiment.analyse("nirgends.txt", model, on_error=failures.append))
    assert [type(failure) for failure in failures] == [InputError, DataError]


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("Das ist ja toll!", ["Das ist ja toll!: there is no file", "[text]"]),
        ("Das ist\nja toll!", ["texts: there is no file"]),
        ("Ja! " * 2000, ["texts: there is no file"]),
        (5, ["int is neither"]),
        (np.array("Ja."), ["ndarray is neither", "in a list"]),
        ({"text": SAID}, ["dict is neither"]),
        (b"Ja.", ["bytes is neither"]),
        (pl.LazyFrame({"text": SAID}), ["LazyFrame is neither", "in memory"]),
        (pl.DataFrame({"text": SAID}).to_arrow(), ["Table is neither", "of pandas or polars"]),
        (["Ja.", None], ["number 2 is NoneType"]),
        (pd.Series(["Ja.", None]), ["number 2 is float"]),
        ([DISCUSSION, "Ja."], ["number 2 is str, not Discussion"]),
        ([DISCUSSIONS / "wechat.txt", 3], ["number 2 is int, not Path"]),
        ([DISCUSSIONS / "wechat.txt", DISCUSSION], ["number 2 is Discussion, not Path"]),
        (pd.DataFrame({"was": SAID}), ["no column holds the text", "kommentar"]),
        (pd.DataFrame([["a", "b"]], columns=["text", "text"]), ["several columns", "'text'"]),
    ],
)
def test_what_cannot_be_used_is_named(
    model: sentiment.Bundle, source: Source, says: list[str]
) -> None:
    with pytest.raises(DataError) as caught:
        list(sentiment.analyse(source, model))
    assert isinstance(caught.value, InputError)
    assert all(part in str(caught.value) for part in says)
    assert len(str(caught.value)) < 300


def test_one_name_is_no_list_of_its_letters(model: sentiment.Bundle) -> None:
    for name in ("wechat.txt", DISCUSSIONS / "wechat.txt"):
        with pytest.raises(DataError, match="inputs: is one name, not a list of names; write it"):
            list(sentiment.read(name, model))  # type: ignore[arg-type]


def test_an_address_is_one_as_on_the_command_line(model: sentiment.Bundle) -> None:
    address = "memory://nirgends.csv"
    with pytest.raises(InputError) as expected:
        list(sentiment.read([address], model))
    with pytest.raises(InputError) as caught:
        list(sentiment.analyse(address, model))
    assert str(caught.value) == str(expected.value)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"targets": "Radweg"}, "targets cannot be 'Radweg'; write a tuple"),
        ({"targets": ["Radweg"]}, "targets cannot be"),
        ({"targets": (" ",)}, "targets cannot be"),
        ({"min_confidence": 60}, "min_confidence cannot be 60"),
        ({"min_confidence": float("nan")}, "min_confidence cannot be nan"),
        ({"jobs": 0}, "jobs cannot be 0"),
    ],
)
def test_options_that_no_command_line_takes_are_named(options: dict[str, Any], says: str) -> None:
    with pytest.raises(DataError, match=re.escape(says)):
        sentiment.Options(**options)


def test_importing_loads_nothing_heavy() -> None:
    code = (
        "import sys, sentiment\nbefore = set(sys.modules)\nsentiment.CommentSentiment\n"
        "print(*before)\nassert 'sklearn' in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    heavy = {"numpy", "scipy", "sklearn", "onnxruntime", "lxml", "pandas", "polars", "pyarrow"}
    assert not heavy & set(done.stdout.decode().split())
    assert set(sentiment.__all__) >= {"CommentSentiment", "rows", "analyse"}
    assert not hasattr(sentiment, "nothing_of_this_name")
