"""On which of the things that they name comments take a side."""

from __future__ import annotations

import gzip
import json
import zlib
from pathlib import Path

import numpy as np
import pytest
from altered_bundles import with_settings, without

import sentiment
from sentiment.errors import BundleError, SampleError
from sentiment.mention_candidates import find_mentions
from sentiment.mentions import PART, MentionModel
from sentiment.training.mentions import add_mentions, read_named

THINGS = (
    "Mediathek", "Radweg", "Freibad", "Rathaus", "Bürgerkarte", "Seilbahn", "Buslinie", "Kantine",
    "Sauna", "Tiefgarage", "Umgehungsstraße", "Ostbahnhof", "Zeltplatz", "Straßenbahn", "Eisdiele",
)  # fmt: skip
SAID = {
    "against": "Am {day} hat mich {thing} wieder nur genervt.",
    "none": "Am {day} stand ich kurz neben {thing}.",
    "favor": "Am {day} durfte ich {thing} wieder richtig genießen.",
}
DAYS = ("Montag", "Dienstag", "Mittwoch", "Freitag")


def written(corpora: Path, samples: Path) -> list[dict[str, str]]:
    """Write a corpus of invented comments and their labels; return the comments."""
    rows = [
        {"id": f"{n}-{d}-{side}", "text": SAID[side].format(thing=thing, day=day), "side": side}
        for n, thing in enumerate(THINGS)
        for d, day in enumerate(DAYS)
        for side in SAID
    ]
    labels = [
        {
            "corpus": "text/invented",
            "id": row["id"],
            "crc32": zlib.crc32(row["text"].encode()),
            "sides": {THINGS[int(row["id"].split("-")[0])]: row["side"]}
            if row["side"] != "none"
            else {},
        }
        for row in rows
    ]
    for path, own in (
        (corpora / "text" / "invented.jsonl.gz", rows),
        (samples / "mentions" / "labels.jsonl.gz", labels),
    ):
        path.parent.mkdir(parents=True)
        path.write_bytes(gzip.compress("".join(json.dumps(r) + "\n" for r in own).encode()))
    return rows


def mentions_of(text: str, model: sentiment.Bundle) -> list[tuple[str, str]]:
    (found,) = sentiment.analyse([text], model)
    return [(mention.target, mention.label) for mention in found.opinions[0].mentions]


def test_what_was_labelled_is_found_of_things_that_were_not(
    model: sentiment.Bundle, tmp_path: Path
) -> None:
    written(tmp_path / "corpora", tmp_path / "samples")
    named = read_named(tmp_path / "corpora", tmp_path / "samples", model)
    assert {one.candidate.target for one in named} == set(THINGS)
    figures = add_mentions(model, named, tmp_path / "mine")
    mine = sentiment.load_model(tmp_path / "mine")
    assert figures["f0.5"] > 0.9
    assert mentions_of("Zum Glück durfte ich Ulm wieder richtig genießen.", mine) == [
        ("Ulm", "favor")
    ]
    assert mentions_of("Mich hat Ulm wieder nur genervt.", mine) == [("Ulm", "against")]
    # How sure that is counts, too, whether it says anything of it at all.
    assert mine.mentions is not None
    candidates = find_mentions(
        "Mich hat Ulm wieder nur genervt.", frozenset(), mine.nouns, mine.sentences
    )
    ((against, none, favor),) = mine.mentions.predict_proba(candidates)
    (mention,) = (found for found in mine.mentions.mentions(candidates) if found)
    assert mention.probability == pytest.approx(against / (against + favor))
    assert mention.takes_side == pytest.approx(1 - none)
    assert mention.certainty == pytest.approx(against)

    (left,) = mine.mentions.mentions(
        find_mentions(
            "Ich bin wieder bei Ulm und durfte Ulm richtig genießen.",
            frozenset(),
            mine.nouns,
            mine.sentences,
        )
    )
    assert left is not None
    assert (left.label, left.is_instead, mention.is_instead) == ("favor", True, False)
    assert mentions_of("Kurz stand ich neben Ulm.", mine) == []


def test_a_saved_model_answers_as_before(model: sentiment.Bundle) -> None:
    assert model.mentions is not None
    text = "Die Mediathek nervt, der Radweg ist ein Segen, und am Rathaus war ich auch."
    named = find_mentions(text, frozenset(), model.nouns, model.sentences)
    again = MentionModel.from_state(model.mentions.state())
    assert np.array_equal(again.predict_proba(named), model.mentions.predict_proba(named))


@pytest.mark.parametrize("name", ["german-lite", "german"])
def test_shipped_models_tell_what_is_praised_and_what_is_turned_down(name: str) -> None:
    model = sentiment.load_model(name)
    text = "Diese Messenger nerven mich, ich bin zurück bei ICQ."
    assert mentions_of(text, model) == [("Messenger", "against"), ("ICQ", "favor")]


def test_german_tells_from_a_verdict_what_is_turned_down() -> None:
    text = "Diese Mediathek ist eine Frechheit. Da fahre ich lieber an den Baggersee."
    found = mentions_of(text, sentiment.load_model("german"))
    assert found == [("Mediathek", "against"), ("Baggersee", "favor")]


def test_labels_of_another_text_are_refused(model: sentiment.Bundle, tmp_path: Path) -> None:
    rows = written(tmp_path / "corpora", tmp_path / "samples")
    other = "".join(json.dumps({**row, "text": row["text"] + "!"}) + "\n" for row in rows)
    corpus = tmp_path / "corpora" / "text" / "invented.jsonl.gz"
    corpus.write_bytes(gzip.compress(other.encode()))
    with pytest.raises(SampleError, match="another text under 0-0-against"):
        read_named(tmp_path / "corpora", tmp_path / "samples", model)


def test_a_bundle_without_the_part_tells_no_mentions(
    model: sentiment.Bundle, tmp_path: Path
) -> None:
    text = "Da fahre ich lieber an den Baggersee."
    assert mentions_of(text, model)
    assert mentions_of(text, without(model, tmp_path / "mine", PART)) == []


@pytest.mark.parametrize("least", ["much", 0, None])
def test_nonsense_in_the_part_is_one_clear_error(
    model: sentiment.Bundle, tmp_path: Path, least: object
) -> None:
    settings = {**model.state(PART).settings, "least": least}
    with pytest.raises(BundleError, match="cannot use"):
        _ = with_settings(model, tmp_path / "mine", PART, settings).mentions
