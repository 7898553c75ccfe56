"""A bundle that was read: what its card says, and its parts, built when they are asked for."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from sentiment.bundle.folder import ENCODER_FILES, read_folder
from sentiment.bundle.names import LITE, find, is_shipped
from sentiment.bundle.part_files import state_of
from sentiment.bundle.trial import (
    complaining,
    try_classifier,
    try_mentions,
    try_nouns,
    try_sentences,
    try_separation,
    try_subjects,
)
from sentiment.errors import BundleError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from contextlib import AbstractContextManager
    from pathlib import Path

    from numpy.typing import NDArray

    from sentiment.classifiers import LexicalClassifier, SentimentClassifier
    from sentiment.confusion import Confusion
    from sentiment.encoder import Encoder
    from sentiment.language.nouns import NounBackground
    from sentiment.language.sentences import Sentences
    from sentiment.mentions import MentionModel
    from sentiment.opinion_classifier import OpinionClassifier
    from sentiment.separation.line_model import LineModel
    from sentiment.separation.page_reader import PageReader
    from sentiment.state import State
    from sentiment.subject import SubjectModel


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
        if is_shipped(self.folder):
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
        return self._assembled("sentiment", self.mood())

    @cached_property
    def stance(self) -> OpinionClassifier:
        """The stance classifier."""
        from sentiment.classifiers import StanceClassifier

        with self._complaining():
            mood = self._mood(self._entry("stance")["mood"])
            lexical = StanceClassifier(mood=mood).restore(self.state(self._lexical_part("stance")))
        return self._assembled("stance", lexical)

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
        from sentiment.separation.line_model import LineModel

        with self._complaining():
            first, *corrections = self._parts("separation")
            model = LineModel.from_state(self.state(first))
            for part in corrections:
                model = LineModel.from_state(self.state(part), base=model)
            try_separation(model)
            return model

    @cached_property
    def page_reader(self) -> PageReader | None:
        """What finds the end of an article by the encoder, where the bundle has it."""
        from sentiment.separation.page_reader import PageReader

        part = self._entry("separation").get("reader")
        if part is None:
            return None
        with self._complaining():
            reader = PageReader.restored(self.encoder, self.state(part))
            try_separation(self.separation, reader)
            return reader

    @cached_property
    def sentences(self) -> Sentences:
        """The sentence splitter."""
        from sentiment.language.sentences import Sentences

        with self._complaining():
            sentences = Sentences.from_state(self.state("sentences"))
            try_sentences(sentences)
            return sentences

    @cached_property
    def nouns(self) -> NounBackground:
        """How common nouns are in German articles."""
        from sentiment.language.nouns import NounBackground

        with self._complaining():
            nouns = NounBackground.from_state(self.state("nouns"))
            try_nouns(nouns)
            return nouns

    @cached_property
    def subjects(self) -> SubjectModel:
        """What tells the subject of an article; bundles of earlier versions use `LITE`'s."""
        import numpy as np

        from sentiment.subject import PART, READER, SubjectModel, SubjectReader

        # One that ships has to have its own: `LITE` would look for it in itself.
        if not self._has(PART) and not is_shipped(self.folder):
            return load_model(LITE).subjects
        with self._complaining():
            reader = None
            if self._has(READER):
                shape = (2 + self.encoder.width,)
                weights = self.state(READER).array("weights", *shape).astype(np.float64)
                reader = SubjectReader(self.encoder, weights)
            model = SubjectModel.from_state(self.state(PART), self.nouns, reader)
            try_subjects(model)
            return model

    @cached_property
    def mentions(self) -> MentionModel | None:
        """What tells which of the things that it names a comment takes a side on, if there."""
        from sentiment.mentions import PART, MentionModel

        if not self._has(PART):
            return None
        with self._complaining():
            model = MentionModel.from_state(self.state(PART))
            try_mentions(model, self.stance if model.reads_clauses else None)
            return model

    @cached_property
    def confusion(self) -> Confusion:
        """How the classifiers err on texts that they have not learnt, as far as it was measured."""
        from sentiment.confusion import PART, Confusion

        with self._complaining():
            return Confusion.from_state(self.state(PART)) if self._has(PART) else Confusion()

    def state(self, part: str) -> State:
        """Read one part's numbers and settings."""
        return state_of(part, self.files)

    def _assembled(self, task: str, lexical: LexicalClassifier) -> OpinionClassifier:
        """Put the head of an encoder, if any, and the adapters upon `lexical`, and try it."""
        from sentiment.adapted_classifier import AdaptedClassifier
        from sentiment.semantic_classifier import SemanticClassifier

        with self._complaining():
            first, *adapters = self._parts(task)
            classifier: OpinionClassifier = lexical
            if self.is_semantic(task):
                semantic = SemanticClassifier(lexical, encoder=self.encoder)
                classifier = semantic.restore(self.state(first))
            for part in adapters:
                classifier = AdaptedClassifier.restored(classifier, self.state(part))
            try_classifier(classifier)
            return classifier

    def _mood(self, part: str) -> SentimentClassifier:
        from sentiment.classifiers import SentimentClassifier

        with self._complaining():
            return SentimentClassifier().restore(self.state(part))

    def _lexical_part(self, task: str) -> str:
        entry = self._entry(task)
        return str(entry["lexical"] if self.is_semantic(task) else entry["parts"][0])

    def _parts(self, task: str) -> list[str]:
        parts: list[str] = self._entry(task)["parts"]
        return parts

    def _entry(self, task: str) -> Mapping[str, Any]:
        """Return what the card says of a task, which not every bundle has."""
        with self._complaining():
            entry: Mapping[str, Any] = self.card["tasks"][task]
            return entry

    def _has(self, part: str) -> bool:
        return f"{part}.json" in self.files

    def _complaining(self) -> AbstractContextManager[None]:
        return complaining(self.folder)


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
    folder = find(model)
    contents = read_folder(folder)
    return Bundle(
        name=str(contents.card["name"]),
        folder=folder,
        card=contents.card,
        files=contents.files,
        card_sha256=contents.card_sha256,
        threads=threads,
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
