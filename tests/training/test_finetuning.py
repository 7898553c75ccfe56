"""Fine-tuning itself, with a tiny encoder; needs the extra, so `make test-finetune` runs it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from conftest import ROOT

import sentiment
from sentiment.encoder import Encoder
from sentiment.errors import InputError
from sentiment.question import Question
from sentiment.separation.lines import lines
from sentiment.training.evaluate import evaluate
from sentiment.training.multitask_data import (
    UNLABELLED,
    MultitaskData,
    PlacedPage,
    read_multitask_data,
)
from sentiment.training.recipe import Recipe
from sentiment.training.samples import read_samples

pytestmark = pytest.mark.finetune

LABELLED = ROOT / "samples" / "labelled"
TEXTS = [
    Question("Nie wieder!"),
    Question("Das Bad bleibt, bravo.", "Bad"),
    Question("lang " * 300),
]
PAGES = tuple(
    PlacedPage(
        lines=tuple(lines("Titel\n" + above * "Der Rat tagte.\n" + 3 * "Ich fasse es nicht!\n")),
        end=1 + above,
    )
    for above in range(1, 9)
)


class StoppedError(Exception):
    """Stands for a power cut."""


@pytest.fixture
def encoder(tmp_path: Path) -> Path:
    """A tiny encoder with random weights and the shipped tokenizer."""
    import torch
    import transformers

    torch.manual_seed(0)
    folder = tmp_path / "tiny"
    shipped = sentiment.load_model("german")
    vocabulary = len(json.loads(shipped.files["tokenizer.json"])["model"]["vocab"])
    config = transformers.BertConfig(
        vocab_size=vocabulary,
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        pad_token_id=1,
    )
    transformers.BertModel(config, add_pooling_layer=False).save_pretrained(folder)
    (folder / "tokenizer.json").write_bytes(shipped.files["tokenizer.json"])
    (folder / "tokenizer_config.json").write_text('{"tokenizer_class": "PreTrainedTokenizerFast"}')
    return folder


@pytest.fixture
def data() -> MultitaskData:
    read = read_multitask_data([LABELLED])
    return MultitaskData(train=read.train[:200], dev=read.train[-60:])


def test_a_stopped_run_ends_as_an_unbroken_one(
    encoder: Path, data: MultitaskData, tmp_path: Path
) -> None:
    from sentiment.training.finetune import Finetuning

    data = replace(data, pages=PAGES)
    recipe = Recipe(examples=400, batch_size=8, steps_between_pages=3)
    unbroken = Finetuning(encoder, data, recipe, tmp_path / "a")
    unbroken.run()
    stopped = Finetuning(encoder, data, recipe, tmp_path / "b")

    def stop(step: int, _: int) -> None:
        if step == 20:
            raise StoppedError

    with pytest.raises(StoppedError):
        stopped.run(on_step=stop, minutes_between_checkpoints=0)
    resumed = Finetuning(encoder, data, recipe, tmp_path / "b")
    assert 0 < resumed.step < len(resumed.batches)
    resumed.run()
    ours, theirs = unbroken.modules.state_dict(), resumed.modules.state_dict()
    assert all((ours[name] == theirs[name]).all() for name in ours)
    for other in (replace(data, train=data.train[:100]), replace(data, pages=PAGES[:4])):
        with pytest.raises(InputError, match="of another recipe, encoder or corpora"):
            Finetuning(encoder, other, recipe, tmp_path / "b")
    (tmp_path / "b" / "checkpoint.pt").write_bytes(b"half")
    with pytest.raises(InputError, match="damaged"):
        Finetuning(encoder, data, recipe, tmp_path / "b")


def test_a_run_goes_on_from_the_same_weights_alone(
    encoder: Path, data: MultitaskData, tmp_path: Path
) -> None:
    from sentiment.training.finetune import Finetuning
    from sentiment.training.network import OpinionNetwork

    def network(seed: int) -> OpinionNetwork:
        return OpinionNetwork(encoder, ["sentiment", "stance"], most_tokens=96, seed=seed)

    def tuned() -> Finetuning:
        return Finetuning(start, data, Recipe(examples=8), tmp_path / "a", teachers=[teacher])

    start, teacher = tmp_path / "start", tmp_path / "teacher"
    network(0).save(start)
    network(0).save(teacher)
    tuned().run()
    assert tuned().step
    for folder in (start, teacher):  # which now hold other heads
        network(1).save(folder)
        with pytest.raises(InputError, match="of another recipe, encoder or corpora"):
            tuned()
        network(0).save(folder)


def test_a_pupil_without_labels_comes_to_say_what_its_teachers_say(
    encoder: Path, data: MultitaskData, tmp_path: Path
) -> None:
    from sentiment.training.finetune import Finetuning
    from sentiment.training.network import OpinionNetwork

    teacher = OpinionNetwork(encoder, ["sentiment", "stance"], most_tokens=96, seed=5)
    teacher.heads["sentiment"].bias.data[1] = 3.0
    teacher.save(tmp_path / "teacher")
    texts = [example for example in data.train if example.task == "sentiment"]
    pool = tuple(replace(example, label=UNLABELLED, weight=0.0) for example in texts)
    unlabelled = MultitaskData(train=(), dev=data.dev, unlabelled=pool)
    recipe = Recipe(examples=1600, batch_size=16, learning_rate=5e-3)
    pupil = Finetuning(encoder, unlabelled, recipe, tmp_path / "a", teachers=[tmp_path / "teacher"])
    pupil.run()
    said, told = (np.exp(own.log_proba(texts)) for own in (pupil.network, teacher))
    assert np.abs(said - told).max() < 0.05
    with pytest.raises(InputError, match="of another recipe, encoder or corpora"):
        Finetuning(encoder, unlabelled, recipe, tmp_path / "a")
    with pytest.raises(InputError, match="tiny: cannot teach without heads"):
        Finetuning(encoder, unlabelled, recipe, tmp_path / "a", teachers=[encoder])


def test_an_encoder_learns_where_pages_end(encoder: Path, tmp_path: Path) -> None:
    import torch

    from sentiment.training.finetune import Finetuning
    from sentiment.training.page_pointer import pointing_loss

    read = read_multitask_data([LABELLED])
    data = MultitaskData(train=read.train[:64], dev=read.train[-60:], pages=PAGES)
    recipe = Recipe(examples=1600, batch_size=16, steps_between_pages=1)
    tuned = Finetuning(encoder, data, recipe, tmp_path / "a")
    tuned.run()
    tuned.modules.eval()
    with torch.no_grad():
        loss = float(pointing_loss(tuned.network, tuned.pointer, PAGES))
    assert loss < 1  # a guess costs over 2


def test_an_export_reads_what_the_network_reads(
    encoder: Path, data: MultitaskData, tmp_path: Path
) -> None:
    import onnx

    from sentiment.training.export import export_encoder
    from sentiment.training.finetune import Finetuning

    tuned = Finetuning(encoder, data, Recipe(examples=8), tmp_path / "a")
    exact = Encoder(export_encoder(tuned.network, rounded=False), tuned.network.tokenizer_json())
    rows = [example for example in data.dev if example.task == "stance"][:5]
    vectors = exact.encode([row.question for row in rows])
    weights, intercept = tuned.network.head("stance")
    scores = vectors @ weights + intercept
    logs = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
    # The network may compute in 16 bits, the export does in 32.
    assert np.allclose(logs, tuned.network.log_proba(rows), atol=0.05)
    graph, tokenizer = export_encoder(tuned.network), tuned.network.tokenizer_json()
    small = Encoder(graph, tokenizer).encode(TEXTS)
    assert np.allclose(small, exact.encode(TEXTS), atol=0.2)
    # Those of earlier versions read one text at a time.
    earlier = onnx.load_model_from_string(graph)
    earlier.graph.input[0].type.tensor_type.shape.dim[0].dim_value = 1
    assert np.array_equal(Encoder(earlier.SerializeToString(), tokenizer).encode(TEXTS), small)


def test_the_command_gives_a_model_to_use(encoder: Path, tmp_path: Path) -> None:
    from typer.testing import CliRunner

    from sentiment.cli.app import app
    from sentiment.training.export import export_encoder

    output = tmp_path / "mine"
    # What `german` tells mentions and subjects by belongs to its own encoder.
    arguments = ["finetune", str(LABELLED), "--encoder", str(encoder), "--output", str(output),
                 "--base", "german"]  # fmt: skip
    dev = tmp_path / "dev.jsonl"
    row = {"text": "Nein.", "sentiment": "negative", "target": "Bad", "stance": "against"}
    dev.write_text(json.dumps(row | {"split": "dev"}), "utf-8")
    done = CliRunner().invoke(app, [*arguments, str(dev), "--examples", "64"])
    assert done.exit_code == 0, done.output
    mine = sentiment.load_model(output)
    found = evaluate(read_samples([LABELLED / "verkehr.jsonl"], "stance"), mine)
    assert found.metrics.n > 0
    (analysis,) = sentiment.analyse(["Da fahre ich lieber an den Baggersee."], mine)
    assert [mention.target for mention in analysis.opinions[0].mentions] == ["Baggersee"]
    assert mine.subjects.reader is None
    # And one to train on: what it has learnt is where the next training starts.
    from sentiment.training.network import OpinionNetwork

    again = OpinionNetwork(output, ["stance"], most_tokens=96, seed=0)
    vectors = mine.encoder.encode(TEXTS)
    kept = Encoder(export_encoder(again), again.tokenizer_json()).encode(TEXTS)
    assert np.allclose(kept, vectors, atol=0.02)
    assert np.allclose(again.head("stance")[0], mine.head("stance")[0])


def test_a_page_reader_learns_where_articles_end(encoder: Path) -> None:
    from sentiment.separation.page_reader import PageReader
    from sentiment.training.export import export_encoder
    from sentiment.training.network import OpinionNetwork
    from sentiment.training.page_reading import fit_page_reader, read_all
    from sentiment.training.separation_samples import Page

    network = OpinionNetwork(encoder, ["role"], most_tokens=96, seed=0)
    tiny = Encoder(export_encoder(network), network.tokenizer_json())
    pages = []
    for count in range(1, 25):
        article = [f"Der Rat beschloss am Montag Punkt {n}." for n in range(count % 5 + 1)]
        comments = [f"Nein danke, ich bin dagegen, {n}!" for n in range(count % 4)]
        text = "\n".join(article + comments)
        roles = ["article"] * len(article) + ["begin"] * len(comments)
        pages.append(Page(text=text, page=tuple(lines(text)), roles=tuple(roles)))
    known = read_all(pages, tiny)
    reader = fit_page_reader(known, tiny)
    again = PageReader.restored(tiny, reader.state())
    for page in known:
        gaps = reader.gaps(page.vectors)
        assert gaps.argmax() == page.gap
        assert np.allclose(again.gaps(page.vectors), gaps, atol=0.1)


def test_an_encoder_of_another_kind_is_refused(encoder: Path) -> None:
    from sentiment.training.pretrained import load_pretrained

    config = encoder / "config.json"
    config.write_text(config.read_text().replace('"gelu"', '"relu"'))
    with pytest.raises(InputError, match="tiny: holds no encoder"):
        load_pretrained(encoder, dropout=0.0)


def test_a_model_without_an_encoder_is_refused() -> None:
    from sentiment.training.pretrained import load_pretrained

    with pytest.raises(InputError, match="german-lite: holds no encoder"):
        load_pretrained("german-lite", dropout=0.0)
