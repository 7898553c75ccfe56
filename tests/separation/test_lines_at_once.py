"""All lines of a page are looked at in one go, and each is found what it is by itself."""

from __future__ import annotations

import re
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import pytest
from conftest import DISCUSSIONS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import sentiment
from sentiment.features import NgramHasher, token_hashes, tokens
from sentiment.separation import cues, lexicon, line_features
from sentiment.separation.decoder import decode
from sentiment.separation.lexicon import Lexicon
from sentiment.separation.line_model import ROLES, LineModel
from sentiment.separation.lines import lines
from sentiment.separation.looks import Looks
from sentiment.separation.quotations import sentences

if TYPE_CHECKING:
    from sentiment.state import State

OFTEN = settings(deadline=None, suppress_health_check=list(HealthCheck))
PIECES = st.sampled_from(
    [
        "@", "@ ", " ", "  ", "\t", "Ich", "MICH", "mein12", "hmmmmm", "ſuper", "İch", "Σας",
        "toll!!!!!", "www.", "https://a.de/b@c", "12.5.", "0", "....", "?!", "_", "😀", ":-)",
        "\u00a0", "-", "haha",
    ]
)  # fmt: skip
TEXTS = st.lists(st.lists(PIECES | st.text(max_size=5), max_size=12).map("".join), max_size=8).map(
    "\n".join
)
PAGES = TEXTS.map(lambda text: [line.head for line in lines(text)]).filter(bool)


@pytest.fixture(scope="module")
def state() -> State:
    bundle = sentiment.load_model("german-lite")
    return bundle.separation.state()


@pytest.fixture(scope="module")
def model(state: State) -> LineModel:
    return LineModel.from_state(state)


@pytest.fixture(scope="module")
def words(model: LineModel) -> Lexicon:
    return Lexicon(model.register_)


@OFTEN
@given(page=PAGES)
def test_tokens_of_a_page_are_those_of_its_lines(page: list[str], words: Lexicon) -> None:
    found = words.read(page)
    assert found.lengths.tolist() == [len(tokens(line)) for line in page]
    expected = token_hashes([token for line in page for token in tokens(line)])
    assert found.hashes.tolist() == expected.tolist()


@OFTEN
@given(page=PAGES)
def test_cue_words_are_counted_whatever_their_case(page: list[str], words: Lexicon) -> None:
    patterns = [re.compile(rf"\b{cue.pattern}\b", re.IGNORECASE) for cue in cues.WORD_CUES]
    expected = [[len(pattern.findall(line)) for pattern in patterns] for line in page]
    assert words.read(page).cues.tolist() == expected


@OFTEN
@given(text=TEXTS.filter(str.strip))
def test_lines_sound_by_themselves_as_they_do_among_features(text: str, model: LineModel) -> None:
    page = list(lines(text))
    assert model.like_readers(page).tolist() == model._seen(page).features.own[:, 0].tolist()


@OFTEN
@given(page=st.lists(st.lists(PIECES | st.sampled_from('. !?…"»ß'), min_size=1).map("".join)))
def test_sentences_of_lines_with_stops_behind_them_are_those_of_each(page: list[str]) -> None:
    stripped = [line.strip() for line in page if line.strip()]
    expected = [sentence for line in stripped for sentence in sentences(line)]
    assert sentences(".\n".join(stripped)) == (expected or [""])


@pytest.mark.parametrize("number", range(len(cues.LINE_CUES)))
@settings(suppress_health_check=list(HealthCheck), max_examples=30)
@given(data=st.data())
def test_a_cue_that_begins_a_line_is_seen(number: int, data: st.DataObject) -> None:
    pattern, _ = cues.LINE_CUES[number]
    text = data.draw(st.from_regex(pattern))
    page = list(lines(f"Ein Satz.\n{text.upper()}\n{text}"))
    nothing = np.zeros((len(page), len(cues.WORD_CUES)), int)
    first = 1 + 15 + len(cues.WORD_CUES) + 1
    seen = line_features.line_features(page, nothing, np.zeros(len(page))).own[:, first + number]
    for line, found in zip(page, seen, strict=True):
        shown = line.head if line.length <= 120 else line.head[:40]
        ignoring_case = re.compile(pattern.pattern, re.IGNORECASE)
        assert bool(found) == bool(ignoring_case.match(shown))


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 9])
def test_beside_a_line_are_its_neighbours_whatever_is_laid_out_at_once(
    count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = list(lines("\n".join("Zeile " + "x" * at for at in range(count))))
    random = np.random.default_rng(count)
    features = line_features.line_features(
        page, np.zeros((count, len(cues.WORD_CUES))), random.normal(size=count)
    )
    own, rows = features.own, features.rows(0, count)
    width = own.shape[1]
    nothing = np.zeros(width)
    for at, row in enumerate(rows):
        around = [own[at + by] if 0 <= at + by < count else nothing for by in (0, -2, -1, 1, 2)]
        assert row[: 5 * width].tolist() == np.concatenate(around).tolist()
        assert row[-1] == (at == 0)
    weights = random.normal(size=(rows.shape[1], 4))
    monkeypatch.setattr(line_features, "_LAID_OUT", 2)
    assert features.times(weights) == pytest.approx(rows @ weights)


def test_many_short_lines_take_little_memory(state: State) -> None:
    model = LineModel.from_state(state)
    page = list(lines("ja\n" * 20_000))
    model.log_proba(page[:2])
    tracemalloc.start()
    try:
        model.log_proba(page)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 2000 * len(page)


def test_a_page_is_read_the_same_whatever_was_read_before(
    state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [path.read_text("utf-8", "replace") for path in sorted(DISCUSSIONS.glob("*.txt"))]
    pages = [list(lines(text)) for text in texts]
    alone = [LineModel.from_state(state).log_proba(page) for page in pages]
    monkeypatch.setattr(lexicon, "_MOST", 1000)
    model = LineModel.from_state(state)
    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(model.log_proba, pages * 3))
    for expected, found in zip(alone * 3, together, strict=True):
        assert np.array_equal(expected, found)


def test_views_that_are_hashed_have_the_columns_of_those_that_are_spelled() -> None:
    words = [
        tokens(line) for line in ("Der Artikel.", "Max sagt:", "Na ja, so so la la. Gut!", "x")
    ]
    flat = [word for own in words for word in own]
    looks = Looks.of(np.array([len(own) for own in words]))
    hasher = NgramHasher(bits=16, characters=None, words=(1, 2))
    views = list(looks.spelled(flat, 0))
    assert [words for _, words, _ in views[8:12]] == [
        "na ja , so so la la . gut !", "na ja ,", "max sagt : max sagt :", "x",
    ]  # fmt: skip
    spelled = [
        pair
        for rows, columns in hasher.blocks(views)
        for pair in zip(rows.tolist(), columns.tolist(), strict=True)
    ]
    hashed = [
        (view % len(words), column)
        for of_view, columns in hasher.gram_blocks(looks.hashed(token_hashes(flat)).grams(2))
        for view, column in zip(of_view.tolist(), columns.tolist(), strict=True)
    ]
    assert sorted(spelled) == sorted(hashed)


SCORES = st.lists(
    st.tuples(*[st.integers(-9, 0)] * 4, st.integers(-5, 5), st.booleans()), min_size=1, max_size=4
)


@OFTEN
@given(page=SCORES)
def test_no_reading_is_better_than_the_one_that_is_found(
    page: list[tuple[int, int, int, int, int, bool]],
) -> None:
    logs = np.array([line[:4] for line in page], float)
    first, blank = np.array([float(line[4]) for line in page]), np.array([line[5] for line in page])
    found = decode(logs, blank, first)
    readings = [_worth(roles, page) for roles in product(ROLES, repeat=len(page))]
    assert _worth(tuple(found), page) == pytest.approx(max(readings))


def _worth(roles: tuple[str, ...], page: list[tuple[int, int, int, int, int, bool]]) -> float:
    """Return how good a reading is in the layout that suits it best; -inf where it is none."""
    begins = [at for at, role in enumerate(roles) if role == "begin"]
    opening = begins[0] if begins else len(roles)
    if "inside" in roles[:opening] or "article" in roles[opening:]:
        return -np.inf
    best = -np.inf
    for layout in ("free", "headed", "blocks", "single lines"):
        total = -1.0 if 0 < opening < len(roles) and set(roles[:opening]) != {"furniture"} else 0.0
        for at, (role, line) in enumerate(zip(roles, page, strict=True)):
            total += line[ROLES.index(role)] + (line[4] if at == opening else 0)
            in_comment = role in {"begin", "inside"}
            above = roles[at - 1] if at else ""
            if role == "inside" and above not in {"begin", "inside"}:
                return -np.inf
            if layout == "free" and in_comment:
                total -= 0.7
            if layout == "headed" and role == "begin" and at > opening and above != "furniture":
                total = -np.inf
            if layout == "blocks" and role == "begin" and not line[5]:
                total -= 3.0
            if role == "inside" and (layout == "single lines" or (layout == "blocks" and line[5])):
                total = -np.inf
        best = max(best, total)
    return best


def test_lines_are_where_they_stand() -> None:
    text = " \n Eins \r\nzwei\u2028\x85  drei\n"
    found = list(lines(text))
    assert [line.span.of(text) for line in found] == ["Eins", "zwei", "drei"]
    assert [line.blank_before for line in found] == [False, False, True]
