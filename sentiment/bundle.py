"""Model bundles on disk: the only module that knows where they lie and what they hold.

A bundle is a folder::

    card.json        format, name, tasks with their label order, training data, figures,
                     and the SHA-256 of every other file
    NAME.npz         numbers of the part NAME, read without pickle
    NAME.json        settings of the part NAME
    encoder.onnx     the graph of the sentence encoder, where the bundle has one
    tokenizer.json   and how it cuts texts into its tokens

No code of a bundle is run: numbers, text, JSON and a graph of onnxruntime's own operators are
read, checked, and handed to classes that this package names itself. Each part takes its arrays in
the shapes that it needs, and answers a question before it is used, so that one with good checksums
and senseless contents is refused.

`card.json` says which parts make a task: its classifier, and then the adapters that retraining
stacked upon it, first to last. Where the classifier is the head of an encoder, `lexical` names the
n-gram classifier that answers with it; `reader` names what finds the article's end with its help.
The part `confusion`, which not every bundle has, tells how the classifiers err, so that shares can
allow for it; without the part `mentions`, no mentions are told, and without `subject`, that of
`german-lite` is used; where `subject-reader` is, the encoder reads what may be the subject.
"""

from __future__ import annotations

import hashlib
import io
import json
import logging
import tempfile
import tokenize
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from sentiment.discussion import PlainText
from sentiment.errors import BundleError, OutputError
from sentiment.state import State

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from sentiment.classifiers import (
        LexicalClassifier,
        OpinionClassifier,
        SentimentClassifier,
    )
    from sentiment.confusion import Confusion
    from sentiment.encoder import Encoder
    from sentiment.language.nouns import NounBackground
    from sentiment.language.sentences import Sentences
    from sentiment.mentions import MentionModel
    from sentiment.separation.line_model import LineModel
    from sentiment.separation.page_reader import PageReader
    from sentiment.subject import SubjectModel

_log = logging.getLogger("sentiment")

FORMAT = 2
"""Raised by one whenever an older version of this package could misread a bundle."""

DEFAULT = "german"
LITE = "german-lite"

ENCODER_FILES = ("encoder.onnx", "tokenizer.json")

_CARD = "card.json"
_LARGEST = 1e30  # that a number may be: sums of such are still numbers
_MOST_LEVELS = 50  # of a card, which functions that call themselves show; ours have six
_MOST_BYTES = 2**30  # of one unpacked part; ours have a few million
# What each part has to answer before it is used: about a thing that is named, one that is not, and
# a claim.
_PAGE = PlainText(
    source="", text="Das neue Bad\n\nDer Rat baut.\n\nEva\nDas Bad ist gut. Nein danke!\n"
)
_TARGETS = ("Bad", "Radweg", "Das Bad soll bleiben.")
_SHIPPED = (
    Path(__file__).parent / "models",  # installed from a wheel
    Path(__file__).parent.parent / "models",  # a checkout
)


@dataclass(frozen=True)
class Bundle:
    """A checked bundle; its parts are built when they are first asked for.

    `card_sha256` is of the file that the card was read from. `threads` are those that its encoder
    may use; None are as many as there are cores. A pickle holds the name of a model that ships, and
    is refused where another one ships; all else is whole.
    """

    name: str
    folder: Path
    card: Mapping[str, Any]
    files: Mapping[str, bytes] = field(repr=False)
    card_sha256: str
    threads: int | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        """Return what opens it again; another machine has the models that ship, but no others."""
        if self.folder.parent in _SHIPPED:
            return reopened, (self.folder.name, self.version, self.threads)
        # Without the parts that were built: a session of onnxruntime cannot be sent to a worker.
        own = (self.name, self.folder, self.card, self.files, self.card_sha256, self.threads)
        return type(self), own

    def __deepcopy__(self, memo: dict[int, Any]) -> Bundle:
        """Return the same, since nothing in it changes."""
        return self

    @property
    def version(self) -> str:
        """The name with a digest of all parts: a model that was trained anew has another one."""
        digests = json.dumps(self.card["files"], sort_keys=True)
        return f"{self.name}@{hashlib.sha256(digests.encode()).hexdigest()[:8]}"

    @property
    def tasks(self) -> tuple[str, ...]:
        """The tasks that this bundle can do."""
        return tuple(self.card["tasks"])

    @cached_property
    def sentiment(self) -> OpinionClassifier:
        """The sentiment classifier."""
        return self._tried(self._adapted(self._with_encoder(self.mood(), "sentiment"), "sentiment"))

    @cached_property
    def stance(self) -> OpinionClassifier:
        """The stance classifier."""
        from sentiment.classifiers import StanceClassifier

        with self._complaining():
            mood = self._mood(self._entry("stance")["mood"])
            lexical = StanceClassifier(mood=mood).restore(self.state(self._lexical_part("stance")))
        return self._tried(self._adapted(self._with_encoder(lexical, "stance"), "stance"))

    def built(self) -> Self:
        """Return the same with all parts built: a damaged one is found, and threads share them."""
        _ = self.sentiment, self.stance, self.separation, self.page_reader, self.sentences
        _ = self.nouns, self.subjects, self.mentions, self.confusion
        return self

    def classifier(self, task: str) -> OpinionClassifier:
        """Return the classifier of `sentiment` or `stance`."""
        return self.sentiment if task == "sentiment" else self.stance

    def is_semantic(self, task: str) -> bool:
        """Return whether the classifier of a task reads with an encoder."""
        return "lexical" in self._entry(task)

    def head(self, task: str) -> tuple[NDArray[Any], NDArray[Any]]:
        """Return weights (width, labels) and intercept (labels,) of what reads the encoder."""
        with self._complaining():
            arrays = self.state(self._parts(task)[0]).arrays
            return arrays["weights"], arrays["intercept"]

    def mood(self) -> SentimentClassifier:
        """Return the sentiment classifier that knows words alone, without its adapters."""
        return self._mood(self._lexical_part("sentiment"))

    @cached_property
    def encoder(self) -> Encoder:
        """The sentence encoder, which not every bundle has."""
        from sentiment.encoder import Encoder

        with self._complaining():
            graph, tokenizer = (self.files[name] for name in ENCODER_FILES)
            return Encoder(graph, tokenizer, threads=self.threads)

    @cached_property
    def separation(self) -> LineModel:
        """The line model that cuts plain text."""
        from sentiment.separation import separate
        from sentiment.separation.line_model import LineModel

        with self._complaining():
            first, *corrections = self._parts("separation")
            model = LineModel.from_state(self.state(first))
            for part in corrections:
                model = LineModel.from_state(self.state(part), base=model)
            separate(_PAGE, model)
            return model

    @cached_property
    def page_reader(self) -> PageReader | None:
        """What finds the end of an article by the encoder, where the bundle has it."""
        from sentiment.separation import separate
        from sentiment.separation.page_reader import PageReader

        part = self._entry("separation").get("reader")
        if part is None:
            return None
        with self._complaining():
            reader = PageReader.restored(self.encoder, self.state(part))
            separate(_PAGE, self.separation, reader)
            return reader

    @cached_property
    def sentences(self) -> Sentences:
        """The sentence splitter."""
        from sentiment.language.sentences import Sentences

        with self._complaining():
            sentences = Sentences.from_state(self.state("sentences"))
            sentences.split(_PAGE.text)
            return sentences

    @cached_property
    def nouns(self) -> NounBackground:
        """How common nouns are in German articles."""
        from sentiment.article_things import things_of
        from sentiment.language.nouns import NounBackground

        with self._complaining():
            nouns = NounBackground.from_state(self.state("nouns"))
            things_of(None, _PAGE.text, nouns)
            return nouns

    @cached_property
    def subjects(self) -> SubjectModel:
        """What tells the subject of an article; bundles of earlier versions use `LITE`'s."""
        import numpy as np

        from sentiment.subject import PART, READER, SubjectModel, SubjectReader

        # One that ships has to have its own: `LITE` would look for it in itself.
        if f"{PART}.json" not in self.files and self.folder.parent not in _SHIPPED:
            return load_model(LITE).subjects
        with self._complaining():
            reader = None
            if f"{READER}.json" in self.files:
                shape = (2 + self.encoder.width,)
                weights = self.state(READER).array("weights", *shape).astype(np.float64)
                reader = SubjectReader(self.encoder, weights)
            model = SubjectModel.from_state(self.state(PART), self.nouns, reader)
            things, scores = model.scored(None, _PAGE.text)
            read = reader.scores(None, _PAGE.text, things, scores) if reader else scores
            if not np.isfinite([*scores, *read]).all():
                raise ValueError
            return model

    @cached_property
    def mentions(self) -> MentionModel | None:
        """What tells which of the things that it names a comment takes a side on, if there."""
        import numpy as np

        from sentiment.classifiers import Question
        from sentiment.mention_candidates import Candidate
        from sentiment.mentions import PART, MentionModel

        if f"{PART}.json" not in self.files:
            return None
        with self._complaining():
            model = MentionModel.from_state(self.state(PART))
            asked = [Question(_PAGE.text, target) for target in _TARGETS]
            reading = self.stance.read(asked) if model.reads_clauses else None
            named = [Candidate(one.target, one.target, one.text) for one in asked]
            if not np.isfinite(model.predict_proba(named, reading)).all():
                raise ValueError
            return model

    @cached_property
    def confusion(self) -> Confusion:
        """How the classifiers err on texts that they have not learnt, as far as it was measured."""
        from sentiment.confusion import PART, Confusion

        with self._complaining():
            known = f"{PART}.json" in self.files
            return Confusion.from_state(self.state(PART)) if known else Confusion()

    def state(self, part: str) -> State:
        """Read one part's numbers and settings."""
        return State(
            arrays=_arrays(self.files.get(f"{part}.npz", b"")),
            settings=json.loads(self.files[f"{part}.json"]),
        )

    def _mood(self, part: str) -> SentimentClassifier:
        from sentiment.classifiers import SentimentClassifier

        with self._complaining():
            return SentimentClassifier().restore(self.state(part))

    def _with_encoder(self, lexical: LexicalClassifier, task: str) -> OpinionClassifier:
        """Return the classifier that reads with the encoder, too, where the bundle has a head."""
        if not self.is_semantic(task):
            return lexical
        from sentiment.semantic_classifier import SemanticClassifier

        classifier = SemanticClassifier(lexical, encoder=self.encoder)
        with self._complaining():
            return classifier.restore(self.state(self._parts(task)[0]))

    def _lexical_part(self, task: str) -> str:
        entry = self._entry(task)
        return str(entry["lexical"] if self.is_semantic(task) else entry["parts"][0])

    def _adapted(self, classifier: OpinionClassifier, task: str) -> OpinionClassifier:
        from sentiment.classifiers import AdaptedClassifier

        with self._complaining():
            for part in self._parts(task)[1:]:
                classifier = AdaptedClassifier.restored(classifier, self.state(part))
        return classifier

    def _tried(self, classifier: OpinionClassifier) -> OpinionClassifier:
        """Return a classifier that has answered."""
        import numpy as np

        from sentiment.classifiers import Question

        asked = [Question(_PAGE.text), *(Question(_PAGE.text, target) for target in _TARGETS)]
        with self._complaining():
            if not np.isfinite(classifier.predict_proba(asked)).all():
                raise ValueError
        return classifier

    def _parts(self, task: str) -> list[str]:
        parts: list[str] = self._entry(task)["parts"]
        return parts

    def _entry(self, task: str) -> Mapping[str, Any]:
        """Return what the card says of a task, which not every bundle has."""
        with self._complaining():
            entry: Mapping[str, Any] = self.card["tasks"][task]
            return entry

    @contextmanager
    def _complaining(self) -> Iterator[None]:
        """Turn what goes wrong with well-signed but senseless contents into one clear error."""
        try:
            yield
        except (
            LookupError,
            ValueError,
            TypeError,
            AttributeError,
            ArithmeticError,
            MemoryError,
            RecursionError,
        ) as e:
            raise BundleError(
                "holds numbers or settings that this version cannot use",
                where=str(self.folder),
                remedy="train it anew, or install the version that wrote it",
            ) from e


def is_bundle(model: str | Path) -> bool:
    """Return whether `load_model` would find something of that name."""
    return _located(model) is not None


def installed() -> tuple[str, ...]:
    """Return the names of the models that came with this package."""
    return tuple(
        sorted({card.parent.name for folder in _SHIPPED for card in folder.glob(f"*/{_CARD}")})
    )


def load_model(model: str | Path | None = None, *, threads: int | None = None) -> Bundle:
    """Return the bundle that is called `model`, or that lies in the folder `model`.

    Parameters
    ----------
    threads : int, optional
        As many as its encoder may use; all cores otherwise.

    Raises
    ------
    BundleError
        Where there is none, or where it is incomplete, tampered with, foreign, or too new.
    """
    folder = _find(DEFAULT if model is None else model)
    content = _card_file(folder)
    card = _card_in(folder, content)
    return Bundle(
        name=str(card["name"]),
        folder=folder,
        card=card,
        files={name: _checked(folder / name, digest) for name, digest in card["files"].items()},
        card_sha256=hashlib.sha256(content).hexdigest(),
        threads=threads,
    )


def read_card(model: str | Path | None = None) -> Mapping[str, Any]:
    """Return a model's card without reading the model.

    Raises
    ------
    BundleError
        As `load_model` does, but for the parts.
    """
    return _read_card(_find(DEFAULT if model is None else model))


def save_bundle(
    folder: Path,
    card: Mapping[str, Any],
    parts: Mapping[str, State],
    *,
    base: Bundle | None = None,
    encoder: tuple[bytes, bytes] | None = None,
) -> None:
    """Write a bundle whole or not at all; an older one in the same folder is replaced.

    Parameters
    ----------
    folder : Path
        Becomes the bundle; where it is a link, what that leads to. An existing folder is replaced
        only if it is a bundle and nothing else, or empty.
    card : mapping
        Its `format`, `name` and `files`, if it has any, are written anew.
    parts : mapping of str to State
        What is new.
    base : Bundle, optional
        All its files go along, and then those of `parts`.
    encoder : tuple of bytes, optional
        What `ENCODER_FILES` shall hold.

    Raises
    ------
    OutputError
        Where the folder holds something else, or cannot be written.
    """
    target = check_target(folder)
    files = dict(base.files) if base else {}
    for name, state in parts.items():
        files[f"{name}.json"] = _as_json(state.settings)
        if state.arrays:
            files[f"{name}.npz"] = _as_npz(state.arrays)
    files.update(zip(ENCODER_FILES, encoder or (), strict=False))
    digests = {name: hashlib.sha256(files[name]).hexdigest() for name in sorted(files)}
    head = {"format": FORMAT, "name": target.name}
    own = {key: value for key, value in card.items() if key not in (*head, "files")}
    files[_CARD] = _as_json({**head, **own, "files": digests})
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}-") as work:
            fresh, old = Path(work) / "new", Path(work) / "old"
            fresh.mkdir()
            for name, content in files.items():
                (fresh / name).write_bytes(content)
            try:
                if target.exists():
                    target.rename(old)
                fresh.rename(target)
            except BaseException:
                if old.exists() and not target.exists():
                    old.rename(target)
                raise
    except OSError as e:
        raise OutputError(
            f"cannot be written ({e.strerror})", where=str(folder), remedy="name another folder"
        ) from e


def check_target(folder: Path) -> Path:
    """Refuse a folder that holds anything else than a bundle, before work is spent on one.

    Returns
    -------
    Path
        The folder, or what it leads to where it is a link.

    Raises
    ------
    OutputError
        Where `folder` is a file, holds files that no bundle lists, or is a link to itself.
    """
    from sentiment.present.writing import followed

    target = followed(folder)
    if not target.exists() or not _holds_anything(target):
        return target
    try:
        own = {_CARD, *_read_card(target)["files"]}
    except BundleError as e:
        raise OutputError(
            "exists and is no model bundle that this version knows",
            where=str(folder),
            remedy="name another folder",
        ) from e
    others = sorted(path.name for path in target.iterdir() if path.name not in own)
    if others:
        raise OutputError(
            f"holds {others[0]}, which is no part of the model and would be lost",
            where=str(folder),
            remedy="move it away, or name another folder",
        )
    return target


def tell_of_replacing(folder: Path, base: Bundle | None) -> None:
    """Log a warning, before work is spent, where a model will be replaced that is not built on."""
    if (folder / _CARD).exists() and not (base and base.folder.samefile(folder)):
        _log.warning(
            "%s: holds a model, which will be replaced; --base %s builds on it", folder, folder
        )


def reopened(model: str | Path, version: str, threads: int | None) -> Bundle:
    """Return a model that was open elsewhere.

    Raises
    ------
    BundleError
        Where it is of another version here, or there is none.
    """
    bundle = load_model(model, threads=threads)
    if bundle.version != version:
        raise BundleError(
            f"is {bundle.version}, and what was pickled needs {version}",
            where=str(bundle.folder),
            remedy="put that model there, or fit anew",
        )
    return bundle


def _find(model: str | Path) -> Path:
    folder = _located(model)
    if folder is not None:
        return folder
    known = ", ".join(installed()) or "none"
    raise BundleError(
        "is neither an installed model nor a folder with a card.json",
        where=str(model),
        remedy=f"name one of the installed models ({known}) or the folder of your own",
    )


def _located(model: str | Path) -> Path | None:
    """Return the folder of a model: a shipped one goes before one in the current folder."""
    shipped = [folder / str(model) for folder in _SHIPPED] if _is_name(str(model)) else []
    found = (folder for folder in [*shipped, Path(model)] if (folder / _CARD).is_file())
    try:
        return next(found, None)
    except OSError:  # too long for a name, or in a folder that is closed
        return None


def _read_card(folder: Path) -> dict[str, Any]:
    return _card_in(folder, _card_file(folder))


def _card_file(folder: Path) -> bytes:
    try:
        return (folder / _CARD).read_bytes()
    except OSError as e:
        raise _refusal(folder, f"{_CARD} cannot be read") from e


def _card_in(folder: Path, content: bytes) -> dict[str, Any]:
    try:
        card = json.loads(content)
    except (ValueError, RecursionError) as e:
        raise _refusal(folder, f"{_CARD} cannot be read") from e
    if not _is_shallow(card, _MOST_LEVELS):
        raise _refusal(folder, f"{_CARD} is nested too deeply")
    written = card.get("format") if isinstance(card, dict) else None
    if not isinstance(written, int):
        raise _refusal(folder, f"{_CARD} names no format version")
    if written > FORMAT:
        raise BundleError(
            f"is of format {written}, and this version reads formats up to {FORMAT}",
            where=str(folder),
            remedy="upgrade sentiment",
        )
    _check_card(folder, card)
    return dict(card)


def _is_shallow(value: object, levels: int) -> bool:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return levels > 0 and all(_is_shallow(one, levels - 1) for one in inner)


def _check_card(folder: Path, card: Mapping[str, Any]) -> None:
    """Refuse a card with missing entries, unsafe file names or another order of labels."""
    from sentiment.opinion import LABELS

    names = {"name": str, "tasks": dict, "files": dict}
    if any(not isinstance(card.get(key), kind) for key, kind in names.items()):
        raise _refusal(folder, f"{_CARD} is incomplete")
    if not all(_is_name(name) and isinstance(sha, str) for name, sha in card["files"].items()):
        raise _refusal(folder, f"{_CARD} names a file outside the bundle")
    for task, entry in card["tasks"].items():
        parts = entry.get("parts") if isinstance(entry, dict) else None
        if not isinstance(parts, list) or not parts:
            raise _refusal(folder, f"{_CARD} names no parts for {task}")
        beside = [entry[key] for key in ("lexical", "reader") if key in entry]
        if any(f"{part}.json" not in card["files"] for part in [*parts, *beside]):
            raise _refusal(folder, f"{_CARD} lists no files for {task}")
        if beside and not set(ENCODER_FILES) <= set(card["files"]):
            raise _refusal(folder, f"{_CARD} lists no encoder for {task}")
        if task in LABELS and entry.get("labels") != list(LABELS[task]):
            raise _refusal(folder, f"{_CARD} has other labels for {task} than this version")


def _checked(path: Path, digest: str) -> bytes:
    unreadable = _refusal(path.parent, f"{path.name} is missing or cannot be read")
    # Links are followed, as installers and caches of models make them; but what is no file may
    # have no end, or wait for who writes it.
    if not path.is_file():
        raise unreadable
    try:
        content = path.read_bytes()
    except OSError as e:
        raise unreadable from e
    if hashlib.sha256(content).hexdigest() != digest:
        raise _refusal(path.parent, f"{path.name} is not the file that {_CARD} was written for")
    return content


def _refusal(folder: Path, problem: str) -> BundleError:
    return BundleError(problem, where=str(folder), remedy="fetch or train the bundle anew")


def _arrays(content: bytes) -> dict[str, NDArray[Any]]:
    import numpy as np

    from sentiment.readers.unpacking import ZIP_DAMAGES

    if not content:
        return {}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(info.file_size for info in archive.infolist()) > _MOST_BYTES:
                raise ValueError
        with np.load(io.BytesIO(content), allow_pickle=False) as numbers:
            arrays = {name: numbers[name] for name in numbers.files}
    except (*ZIP_DAMAGES, tokenize.TokenError) as error:  # the latter where a head is cut off
        raise ValueError from error
    if not all(_has_numbers(array) for array in arrays.values()):
        raise ValueError
    return arrays


def _has_numbers(array: NDArray[Any]) -> bool:
    import numpy as np

    if array.dtype.kind != "f":
        return array.dtype.kind in "iu"
    # Comparing with a number that is none is false, too.
    return float(np.abs(array).max(initial=0)) < _LARGEST


def _as_npz(arrays: Mapping[str, NDArray[Any]]) -> bytes:
    import numpy as np

    buffer = io.BytesIO()
    np.savez_compressed(buffer, allow_pickle=False, **arrays)
    return buffer.getvalue()


def _as_json(value: Mapping[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _is_name(name: str) -> bool:
    return name == Path(name).name and name not in {"", ".", ".."} and not {"\\", "\0"} & set(name)


def _holds_anything(folder: Path) -> bool:
    return not folder.is_dir() or any(folder.iterdir())
