"""What an article is about."""

from __future__ import annotations

import gzip
import json
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from altered_bundles import with_settings, without
from hypothesis import given
from hypothesis import strategies as st

import sentiment
from sentiment.bundle import save_bundle
from sentiment.errors import BundleError, SampleError
from sentiment.state import State
from sentiment.subject import PART, READER, SubjectModel
from sentiment.training.subject import add_subject, read_articles

WHO = ("Stadtrat", "Kreistag", "Landkreis", "Gemeinderat", "Bezirk", "Magistrat", "Ortsbeirat")
WHAT = ("Seilbahn", "Tiefgarage", "Buslinie", "Eisdiele", "Sauna", "Kantine", "Zeltplatz")
WIKINEWS = "text/articles-wikinews"
ARTICLE = ("Kreistag streitet über Biotonne", "Der Kreistag will die Biotonne. Sie kostet viel.")


@pytest.mark.parametrize(
    ("title", "text", "subject"),
    [
        ("Tempo 30 kommt", "Ab Mai gilt Tempo 30. Das Tempo wird gemessen.", "Tempo 30"),
        ("Tempo 30 kommt", "Das Tempo wird gemessen. Das Tempo sinkt.", "Tempo"),
        ("Freibad offen", "Das Freibad 2024: Freibad 12, Freibad 3.50.", "Freibad"),
    ],
)
def test_a_number_that_mostly_follows_is_part_of_the_name(
    title: str, text: str, subject: str, model: sentiment.Bundle
) -> None:
    assert model.subjects.find(title, text) == subject


@given(st.one_of(st.none(), st.text(max_size=80)), st.text(max_size=400))
def test_the_subject_of_any_article_that_tells_no_decision_stands_in_it(
    model: sentiment.Bundle, title: str | None, text: str
) -> None:
    found = model.subjects.find(title, text)
    assert found is None or found in f"{title}.\n{text}"


def written(corpora: Path, samples: Path) -> None:
    """Write invented articles, some of them in the form of a corpus, and labels of all."""
    articles = [
        {
            "id": f"{n} - {who} beschließt {what} (2024-05-01)",
            "headline": f"{who} beschließt {what}",
            "text": f"Am Abend tagte der {who}. Die Mehrheit war knapp, die {what} kommt.",
            "subject": what,
        }
        for n, (who, what) in enumerate((who, what) for who in WHO for what in WHAT)
    ]
    own, foreign = articles[::2], articles[1::2]
    labels = [("pages/invented", str(n), article) for n, article in enumerate(own)]
    labels += [(WIKINEWS, article["id"], article) for article in foreign]
    for path, rows in (
        (samples / "pages" / "invented.jsonl", [{**a, "article": [a["text"]]} for a in own]),
        (corpora / f"{WIKINEWS}.jsonl.gz", [{k: a[k] for k in ("id", "text")} for a in foreign]),
        (
            samples / "subjects" / "kurz.jsonl",
            [
                {
                    "headline": f"Rathaus beschließt {what}",
                    "text": f"Am Abend tagte das Rathaus. Knapp war es, die {what} kommt.",
                    "subjects": [what],
                }
                for what in WHAT
            ],
        ),
        (
            samples / "subjects" / "labels.jsonl.gz",
            [
                {
                    "corpus": corpus,
                    "id": id_,
                    "crc32": zlib.crc32(article["text"].encode()),
                    "subjects": [article["subject"]],
                }
                for corpus, id_, article in labels
            ],
        ),
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        content = "".join(json.dumps(row) + "\n" for row in rows).encode()
        path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)


@pytest.mark.parametrize("name", ["german-lite", "german"])
def test_what_was_labelled_is_found_in_articles_that_were_not(name: str, tmp_path: Path) -> None:
    model = sentiment.load_model(name)
    written(tmp_path / "corpora", tmp_path / "samples")
    articles = read_articles(tmp_path / "corpora", tmp_path / "samples")
    assert {article.title for article in articles} >= {"Stadtrat beschließt Seilbahn"}
    figures = add_subject(model, articles, tmp_path / "mine")
    assert figures["real"]["right"] == figures["pages"]["right"] == figures["items"]["right"] == 1
    mine = sentiment.load_model(tmp_path / "mine")
    assert (mine.subjects.reader is not None) == (name == "german")
    text = "Am Abend tagte der Umweltausschuss. Die Mehrheit war knapp, die Mensa kommt."
    assert mine.subjects.find("Umweltausschuss beschließt Mensa", text) == "Mensa"
    (analysis,) = sentiment.analyse(sentiment.read([_page(tmp_path, text)], mine), mine)
    assert analysis.subject == "Mensa"


def _page(folder: Path, text: str) -> Path:
    page = {"discussions": [{"title": "Umweltausschuss beschließt Mensa", "article": text}]}
    path = folder / "page.json"
    path.write_text(json.dumps(page), "utf-8")
    return path


def test_labels_of_another_text_are_refused(tmp_path: Path) -> None:
    written(tmp_path / "corpora", tmp_path / "samples")
    pages = tmp_path / "samples" / "pages" / "invented.jsonl"
    pages.write_text(pages.read_text("utf-8").replace("Abend", "Morgen"), "utf-8")
    with pytest.raises(SampleError, match="another text under 0"):
        read_articles(tmp_path / "corpora", tmp_path / "samples")


def test_a_saved_model_answers_as_before(model: sentiment.Bundle) -> None:
    again = SubjectModel.from_state(model.subjects.state(), model.nouns)
    assert again.ranked(*ARTICLE) == model.subjects.ranked(*ARTICLE)


def test_a_bundle_of_an_earlier_version_uses_that_of_the_fast_model(
    model: sentiment.Bundle, tmp_path: Path
) -> None:
    earlier = without(model, tmp_path / "mine", PART)
    assert earlier.subjects.ranked(*ARTICLE) == model.subjects.ranked(*ARTICLE)


@pytest.mark.parametrize("change", [{"bits": 4}, {"classes": ["no", "perhaps"]}, {"words": 7}])
def test_nonsense_in_the_part_is_one_clear_error(
    model: sentiment.Bundle, tmp_path: Path, change: dict[str, Any]
) -> None:
    settings = {**model.state(PART).settings, **change}
    with pytest.raises(BundleError, match="cannot use"):
        _ = with_settings(model, tmp_path / "mine", PART, settings).subjects


def test_what_the_reader_weighs_must_fit_the_encoder(tmp_path: Path) -> None:
    german = sentiment.load_model("german")
    save_bundle(
        tmp_path / "mine", german.card, {READER: State(arrays={"weights": np.ones(7)})}, base=german
    )
    with pytest.raises(BundleError, match="cannot use"):
        _ = sentiment.load_model(tmp_path / "mine").subjects


@pytest.mark.parametrize("name", ["german-lite", "german"])
@pytest.mark.parametrize(
    ("title", "text", "subject"),
    [
        (
            "Neustadt kehrt zu Windows zurück",
            "Die Stadt will ihre Rechner wieder auf Windows umstellen. Das hat der Stadtrat am "
            "Mittwoch entschieden. Windows kostet die Stadt mehrere Millionen Euro.",
            "Windows",
        ),
        (
            "Gemeinderat lehnt Windpark ab",
            "Der Gemeinderat von Oberbach hat den geplanten Windpark mit zwölf zu drei Stimmen "
            "abgelehnt. Bürgermeister Kern bedauerte die Entscheidung.",
            "Absage an Windpark",
        ),
        (
            "Bauern protestieren gegen Düngeverordnung",
            "Mit Traktoren sind Bauern vor das Ministerium gezogen. Die Düngeverordnung zwinge sie "
            "zum Aufgeben, sagte ein Sprecher der Bauern.",
            "Düngeverordnung",
        ),
        (
            "Umbenennung der Hindenburgstraße gescheitert",
            "Der Bezirksrat hat gegen die Umbenennung der Hindenburgstraße gestimmt. Damit bleibt "
            "der Name.",
            "Umbenennung der Hindenburgstraße",
        ),
    ],
)
def test_shipped_models_tell_what_is_decided_from_who_decides(
    name: str, title: str, text: str, subject: str
) -> None:
    assert sentiment.load_model(name).subjects.find(title, text) == subject


def test_with_an_encoder_what_it_reads_has_the_last_word() -> None:
    title = "Stadtrat beschließt Tempo 30 in der Innenstadt"
    text = (
        "Der Stadtrat hat am Donnerstag mit knapper Mehrheit beschlossen, dass in der Innenstadt "
        "ab Mai Tempo 30 gilt. Die Verwaltung hatte das vorgeschlagen. Für Tempo 30 stimmten "
        "Grüne und SPD."
    )
    german = sentiment.load_model("german").subjects
    assert german.find(title, text) == "Tempo 30"
    by_looks_alone = SubjectModel.from_state(german.state(), german.background)
    assert by_looks_alone.find(title, text) == "Stadtrat"


@pytest.mark.parametrize("text", ["x A" + "a" * 19_000, "Ab der " * 2_500, "Ab1c2. " * 2_500])
def test_hostile_articles_are_read_as_well(model: sentiment.Bundle, text: str) -> None:
    assert model.subjects.find(None, text)
