"""Retraining on one's own samples: it helps where it can, never hurts, and survives a save."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from conftest import DISCUSSIONS, ROOT

import sentiment
from sentiment.errors import InputError, SampleError
from sentiment.labelling.correction import read_corrections
from sentiment.question import Question
from sentiment.separation.line_model import ROLES, LineModel
from sentiment.separation.lines import lines
from sentiment.training.evaluate import evaluate
from sentiment.training.samples import read_samples
from sentiment.training.separation import fit_line_model, train_separation
from sentiment.training.separation_samples import read_pages
from sentiment.training.train import train

Tool = Callable[..., subprocess.CompletedProcess[str]]
LABELLED = ROOT / "samples" / "labelled"

# A newsroom's own jargon, which no base can know.
JARGON = {"negative": "Das ist wieder voll flurbig, {}.", "positive": "Total knorke-quapp, {}!"}
PLACES = "Ulm Köln Graz Bern Kiel Jena Linz Chur Bonn Hof Wels Trier Mainz Gera Thun Enns".split()


def write_jargon(path: Path) -> Path:
    rows = [
        {"text": text.format(f"{place} {number}"), "sentiment": label}
        for number, place in enumerate(PLACES * 3)
        for label, text in JARGON.items()
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def test_a_base_learns_words_that_it_never_saw(model: sentiment.Bundle, tmp_path: Path) -> None:
    samples = read_samples([write_jargon(tmp_path / "s.jsonl")], "sentiment")
    trained = train(samples, model)
    assert trained.report.after.macro_f1 > trained.report.before.macro_f1
    trained.save(tmp_path / "mine")
    mine = sentiment.load_model(tmp_path / "mine")
    asked = [Question("Echt flurbig, Trier."), Question("Knorke-quapp, Hof!")]
    labels = [mine.sentiment.labels[i] for i in mine.sentiment.predict_proba(asked).argmax(axis=1)]
    assert labels == ["negative", "positive"]
    # What was not retrained answers as before.
    about = [Question("Das Bad ist zu teuer.", "Bad")]
    assert np.array_equal(mine.stance.predict_proba(about), model.stance.predict_proba(about))
    # How it errs is known of that alone: the samples are too few to tell.
    assert mine.confusion.of("stance") == model.confusion.of("stance")
    assert model.confusion.of("sentiment")
    assert not mine.confusion.of("sentiment")


def test_what_is_asked_beside_a_text_changes_nothing_where_a_label_was_not_learnt(
    tmp_path: Path,
) -> None:
    samples = read_samples([write_jargon(tmp_path / "s.jsonl")], "sentiment")
    train(samples, None).save(tmp_path / "mine")
    mine = sentiment.load_model(tmp_path / "mine").sentiment
    asked = [Question("Ja, Thun."), *(Question(JARGON[mood].format("Enns")) for mood in JARGON)]
    together = mine.predict_proba(asked)
    assert (together[:, mine.labels.index("neutral")] > 0).all()
    assert np.array_equal(together, np.vstack([mine.predict_proba([one]) for one in asked]))


def test_a_card_says_nothing_of_the_base_that_is_not_true_of_the_model(
    model: sentiment.Bundle, tmp_path: Path
) -> None:
    samples = read_samples([write_jargon(tmp_path / "s.jsonl")], "sentiment")
    for base, description in (
        (model, model.card["description"]),
        (None, "The sentiment is learnt from 96 samples alone; all else, and the other data and "
               "figures, are those of german-lite."),
    ):  # fmt: skip
        trained = train(samples, base)
        trained.save(tmp_path / "mine")
        card = sentiment.load_model(tmp_path / "mine").card
        assert card["description"] == description
        assert card["figures"] == {
            **model.card["figures"],
            "sentiment": {
                "samples": {
                    "how": "cross-validation on the samples",
                    **trained.report.after.summary(),
                }
            },
        }
        assert card["data"][-1]["name"] == "96 samples of sentiment"
        assert card["data"][:-1] == model.card["data"]
    unmoved = replace(train(samples, model), part=None)
    unmoved.save(tmp_path / "mine")
    card = sentiment.load_model(tmp_path / "mine").card
    assert (card["figures"], card["data"]) == (model.card["figures"], model.card["data"])


def test_labels_may_be_german_and_in_upper_case(tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    moods = ["positiv", "negativ", "neutral", "POSITIVE", " negative"]
    path.write_text("text;sentiment\n" + "".join(f"T;{mood}\n" for mood in moods), "utf-8")
    found = [sample.label for sample in read_samples([path], "sentiment").rows]
    assert found == ["positive", "negative", "neutral", "positive", "negative"]
    path.write_text("target;text;stance\nBad;T;dafür\nBad;T;Dagegen\n", "utf-8")
    found = [sample.label for sample in read_samples([path], "stance").rows]
    assert found == ["favor", "against"]
    path.write_text("text;sentiment\nT;gut\n", "utf-8")
    with pytest.raises(SampleError, match="unknown label"):
        read_samples([path], "sentiment")


def test_noise_does_not_hurt(model: sentiment.Bundle, tmp_path: Path) -> None:
    path = tmp_path / "noise.jsonl"
    gains = []
    for draw in range(10):
        labels = np.random.default_rng(draw).permutation(["negative", "neutral", "positive"] * 16)
        rows = [
            json.dumps({"text": f"{place} {number}", "sentiment": label})
            for number, (place, label) in enumerate(zip(PLACES * 3, labels, strict=True))
        ]
        path.write_text("\n".join(rows), "utf-8")
        report = train(read_samples([path], "sentiment"), model).report
        assert report.after.macro_f1_interval().high >= report.before.macro_f1
        gains.append(report.after.macro_f1 - report.before.macro_f1)
    # One draw may lose what another gains.
    assert np.mean(gains) >= 0


def test_labelled_samples_train_and_evaluate_by_command(tool: Tool, tmp_path: Path) -> None:
    done = tool("train", LABELLED / "kochen.jsonl", LABELLED / "klima.jsonl", "--task", "stance",
                "--output", "mine", "--base", "german-lite")  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "before" in done.stdout
    assert "after" in done.stdout
    done = tool("evaluate", LABELLED / "klima.jsonl", "--task", "stance", "--model", "mine",
                "--format", "json")  # fmt: skip
    figures = json.loads(done.stdout)
    assert figures["n"] == sum(map(sum, figures["confusion"]["matrix"]))
    assert figures["accuracy_ci95"][0] <= figures["accuracy"] <= figures["accuracy_ci95"][1]
    assert list(figures["per_class"]) == ["against", "neutral", "favor"]
    assert (tmp_path / "mine" / "card.json").is_file()


def test_only_allowed_labels_are_predicted(model: sentiment.Bundle, tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    path.write_text("target,text,stance\nBad,Das Bad soll bleiben.,favor\nBad,Weg damit!,against\n")
    samples = read_samples([path], "stance")
    confusion = evaluate(samples, model, labels=["against", "favor"]).metrics.confusion
    assert confusion.shape == (2, 2)
    assert confusion.sum() == 2


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ('{"text": "Gut.", "sentiment": "gut"}\n', ["line 1", "'sentiment'", "negative, neutral"]),
        ('{"text": "Gut.", "sentiment": "positive"}\n{"text": ""}\n', ["line 2", "'text'"]),
        ('{"kommentar": "Gut.", "sentiment": "positive"}\n', ["needed are text, sentiment"]),
        ("[]\n", ["line 1", "JSON object"]),
    ],
)
def test_a_bad_row_is_named_by_line_and_column(
    tmp_path: Path, content: str, says: list[str]
) -> None:
    path = tmp_path / "s.jsonl"
    path.write_text(content, "utf-8")
    with pytest.raises(SampleError) as caught:
        read_samples([path], "sentiment")
    assert all(part in str(caught.value) for part in [str(path), *says])


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ('text,sentiment,note\nToll,positive,"oh\nSchlecht,negative,x\n', "line 2"),
        ('text;sentiment\nMies;negative\n"Toll;positive\n"Schlecht";negative\n', "line 3"),
    ],
)
def test_no_rows_of_a_table_are_merged(tmp_path: Path, content: str, line: str) -> None:
    path = tmp_path / "s.csv"
    path.write_text(content, "utf-8")
    with pytest.raises(InputError, match=rf"s\.csv: {line}: the quotes do not pair"):
        read_samples([path], "sentiment")


def test_tables_of_samples_are_read_as_those_of_comments(tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    path.write_text('sep=;\ntext;sentiment\n"Toll,\nwirklich";positive\n', "utf-8")
    (sample,) = read_samples([path], "sentiment").rows
    assert (sample.question.text, sample.label) == ("Toll,\nwirklich", "positive")
    path = tmp_path / "s.tsv"
    path.write_text('text\tsentiment\n"Toll, sagt er\tpositive\nMies\tnegative\n', "utf-8")
    texts = [row.question.text for row in read_samples([path], "sentiment").rows]
    assert texts == ['"Toll, sagt er', "Mies"]
    path.write_text(
        "text\tsentiment\n<p>Mist &amp; Murks</p>\tnegative\nSo &lt;3\tpositive\n", "utf-8"
    )
    texts = [row.question.text for row in read_samples([path], "sentiment").rows]
    assert texts == ["Mist & Murks", "So <3"]
    path.write_text("text\tsentiment\nMist & Murks\tnegative\nSo &lt;3\tpositive\n", "utf-8")
    texts = [row.question.text for row in read_samples([path], "sentiment").rows]
    assert texts == ["Mist & Murks", "So &lt;3"]


def test_rows_of_another_task_are_passed_over_in_tables_too(tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    rows = ["target,text,sentiment,stance", "Bad,Toll,positive,", "Bad,Weg damit,,against"]
    path.write_text("\n".join(rows), "utf-8")
    assert [row.question.text for row in read_samples([path], "sentiment").rows] == ["Toll"]
    assert [row.question.text for row in read_samples([path], "stance").rows] == ["Weg damit"]
    # An annotator's empty cell takes no label back.
    of_anna = [
        "target,text,annotator,sentiment,stance",
        "Bad,Ja,Anna,positive,",
        "Bad,Ja,Anna,,favor",
    ]
    path.write_text("\n".join(of_anna), "utf-8")
    for task, label in (("sentiment", "positive"), ("stance", "favor")):
        assert [row.label for row in read_samples([path], task).rows] == [label]
    path.write_text("\n".join([*rows, "Bad,Naja,,"]), "utf-8")
    with pytest.raises(SampleError, match="line 4: column 'sentiment' is missing or empty"):
        read_samples([path], "sentiment")
    path = tmp_path / "s.jsonl"
    row = {"text": "Weg damit", "sentiment": None, "target": "Bad", "stance": "against"}
    path.write_text(json.dumps(row), "utf-8")
    with pytest.raises(SampleError, match="no valid sample for sentiment"):
        read_samples([path], "sentiment")


def test_the_last_row_of_an_annotator_stands_across_files(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def written(name: str, *rows: tuple[str, str | None, str | None]) -> Path:
        named = ({"text": text, "sentiment": mood, "annotator": by} for text, mood, by in rows)
        path = tmp_path / name
        path.write_text("".join(json.dumps(row) + "\n" for row in named), "utf-8")
        return path

    first = written("1.jsonl", ("Na ja", "neutral", "Anna"), ("Ach", "negative", "Anna"),
                    ("Oh", "neutral", None))  # fmt: skip
    second = written("2.jsonl", ("Na ja", "negative", "Anna"), ("Na ja", "positive", "Bernd"),
                     ("Ach", None, "Anna"), ("Oh", "neutral", None))  # fmt: skip

    def labels(*paths: Path) -> list[tuple[str, str, str]]:
        found = read_samples(paths, "sentiment").rows
        corrections, _ = read_corrections(paths, "sentiment")
        assert [c.label for c in corrections] == [sample.label for sample in found]
        return [(Path(row.source).stem, row.question.text, row.label) for row in found]

    unnamed = [("1", "Oh", "neutral"), ("2", "Oh", "neutral")]
    of_second = [("2", "Na ja", "negative"), ("2", "Na ja", "positive"), unnamed[1]]
    assert labels(first, second) == [unnamed[0], *of_second]
    assert labels(second, first) == [
        ("2", "Na ja", "positive"),
        unnamed[1],
        ("1", "Na ja", "neutral"),
        ("1", "Ach", "negative"),
        unnamed[0],
    ]
    assert not caplog.messages
    again = tmp_path / "." / ".." / tmp_path.name / "2.jsonl"
    assert labels(second, again) == of_second
    assert caplog.messages[0] == f"{again}: named more than once, and read once"


def test_what_other_programs_write_for_no_value_is_no_sample(tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    path.write_text("text;sentiment\nNA;positive\nk. A.;neutral\n-99;neutral\nJa;NA\n", "utf-8")
    for line in (2, 3, 4):
        with pytest.raises(SampleError, match=f"line {line}: column 'text' is missing or empty"):
            read_samples([path], "sentiment")
        path.write_text(path.read_text("utf-8").replace(("NA", "k. A.", "-99")[line - 2], "Oh", 1))
    with pytest.raises(SampleError, match="line 5: column 'sentiment' is missing or empty"):
        read_samples([path], "sentiment")
    assert read_samples([path], "sentiment", skip_invalid=True).skipped == 1


def test_a_header_is_read_in_any_case_or_named(tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    path.write_text(" TEXT ;Sentiment;Bemerkung\nToll!;positiv;ja\n", "utf-8")
    (sample,) = read_samples([path], "sentiment").rows
    assert (sample.question.text, sample.label) == ("Toll!", "positive")
    path.write_text("Text;Stimmung\nToll!;positiv\n", "utf-8")
    with pytest.raises(SampleError) as caught:
        read_samples([path], "sentiment")
    assert str(caught.value) == (
        f"{path}: the header names no column 'sentiment' (needed are text, sentiment); "
        "name the columns so in the first line."
    )
    # The column that is in the way keeps its own name.
    path.write_text("Text;text;sentiment\nA;Toll!;positive\n", "utf-8")
    (sample,) = read_samples([path], "sentiment").rows
    assert sample.question.text == "Toll!"


def test_invalid_rows_can_be_skipped_but_not_all(tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    path.write_text("text;sentiment\nGut.;positive\n;negative\nSo so.;naja\n", "utf-8")
    samples = read_samples([path], "sentiment", skip_invalid=True)
    assert (len(samples.rows), samples.skipped) == (1, 2)
    path.write_text("text;sentiment\nSo so.;naja\n", "utf-8")
    with pytest.raises(SampleError, match="no valid sample"):
        read_samples([path], "sentiment", skip_invalid=True)


def test_too_few_samples_are_refused(model: sentiment.Bundle, tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    path.write_text('{"text": "Gut.", "sentiment": "positive"}\n' * 9, "utf-8")
    with pytest.raises(SampleError, match="too few samples"):
        train(read_samples([path], "sentiment"), model)


def test_rows_with_one_text_are_not_enough_of_a_label(
    model: sentiment.Bundle, tmp_path: Path
) -> None:
    path = tmp_path / "s.jsonl"
    rows = [{"text": "Danke!", "sentiment": "positive"}] * 6
    rows += [{"text": f"Schlecht, {place}.", "sentiment": "negative"} for place in PLACES]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    with pytest.raises(SampleError, match="too few samples"):
        train(read_samples([path], "sentiment"), model)


def test_a_model_that_will_be_replaced_is_named_before_unless_it_is_built_on(
    tool: Tool, tmp_path: Path
) -> None:
    samples = write_jargon(tmp_path / "s.jsonl")
    command = ("train", samples, "--task", "sentiment", "--output", "mine")
    said = "mine: holds a model, which will be replaced; --base mine builds on it"
    assert said not in tool(*command, "--base", "german-lite").stderr
    assert said not in tool(*command, "--base", "./mine").stderr
    (tmp_path / "bad.jsonl").write_text("[]\n", "utf-8")
    before = (tmp_path / "mine" / "card.json").read_bytes()
    done = tool("train", "bad.jsonl", "--task", "stance", "--output", "mine")
    assert done.stderr.splitlines()[0] == said
    assert (tmp_path / "mine" / "card.json").read_bytes() == before


def test_separation_is_corrected_by_pages_of_ones_own(tool: Tool) -> None:
    golds = [path for path in DISCUSSIONS.glob("*.gold.json")
             if path.with_name(path.name.replace(".gold.json", ".txt")).is_file()]  # fmt: skip
    done = tool(
        "train", *golds, "--task", "separation", "--output", "mine", "--base", "german-lite"
    )
    assert done.returncode == 0, done.stderr
    assert tool("separate", DISCUSSIONS / "velo.txt", "--model", "mine").returncode == 0


def write_page(path: Path, article: str, *comments: str) -> Path:
    """Write a page without furniture, and beside it the JSON that says what its lines are."""
    text = "\n".join([article, *comments])
    path.with_suffix(".txt").write_text(text, "utf-8")
    places = {part: {"start": text.index(part), "end": text.index(part) + len(part)}
              for part in (article, *comments)}  # fmt: skip
    discussion = {
        "source": path.with_suffix(".txt").name,
        "article": {"text": article, **places[article]},
        "comments": [{"id": str(n), "text": part, **places[part]}
                     for n, part in enumerate(comments)],
    }  # fmt: skip
    path.write_text(json.dumps({"schema": 1, "discussions": [discussion]}), "utf-8")
    return path


@pytest.mark.parametrize("comments", [5, 1])
def test_pages_may_lack_kinds_of_lines(
    model: sentiment.Bundle, tmp_path: Path, comments: int
) -> None:
    pages = [
        write_page(
            tmp_path / f"{place}.json",
            f"Das Bad in {place} schließt im Sommer, sagte der Rat.",
            *([f"Ich finde es gut, {place}!\nDanke."] if number < comments else []),
        )
        for number, place in enumerate(PLACES[:5])
    ]
    trained = train_separation(pages, model)
    assert trained.after.line_accuracy >= trained.before.line_accuracy


def test_kinds_of_lines_that_were_not_learnt_stay_as_likely(
    model: sentiment.Bundle, tmp_path: Path
) -> None:
    paths = [write_page(tmp_path / f"{place}.json", f"Der Rat tagt in {place}.", "Na endlich!")
             for place in PLACES[:5]]  # fmt: skip
    corrected = fit_line_model(read_pages(paths), base=model.separation)
    again = LineModel.from_state(corrected.state(), base=model.separation)
    page = list(lines("Der Rat tagt.\nKommentare\nNa endlich!\nDanke."))
    ours, base = np.exp(again.log_proba(page)), np.exp(model.separation.log_proba(page))
    assert ours.sum(axis=1) == pytest.approx(1)
    unseen = [ROLES.index("furniture"), ROLES.index("inside")]
    assert ours[:, unseen] == pytest.approx(base[:, unseen])


def test_pages_with_lines_of_one_kind_are_refused(model: sentiment.Bundle, tmp_path: Path) -> None:
    pages = [write_page(tmp_path / f"{place}.json", f"In {place} tagt der Rat.")
             for place in PLACES[:5]]  # fmt: skip
    with pytest.raises(SampleError, match="of one kind"):
        train_separation(pages, model)


def test_a_page_whose_text_has_an_impossible_name_is_refused(tmp_path: Path) -> None:
    page = write_page(tmp_path / "a.json", "Der Rat tagt.", "Na endlich!")
    page.write_text(page.read_text("utf-8").replace("a.txt", "a" * 300), "utf-8")
    with pytest.raises(SampleError, match=r"a\.json: .* is missing or no plain text"):
        read_pages([page])
