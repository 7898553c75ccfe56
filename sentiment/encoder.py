"""The sentence encoder: texts, or pairs of topic and text, to vectors; ONNX at run time."""

from __future__ import annotations

import os
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np

from sentiment.errors import EncoderError
from sentiment.texts_for_encoder import END, START, cleaned

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from sentiment.question import Question

    Ids = NDArray[np.int64]
    Vectors = NDArray[np.float32]

_MOST_TOKENS = 128  # of one window, with its topic and marks
_MOST_OF_TOPIC = 48
_FROM_START, _FROM_END = 3000, 1000  # characters that are read of a text that has more
_AT_ONCE = 256  # tokens: products of more are no faster, and leave a core's cache

# In a graph, the key under which the name of another file stands that holds weights. An encoder has
# all of its own, and a foreign one shall open no file.
_OTHER_FILE = b"location"


class Encoder:
    """Reads texts so that no vector depends on what else is asked, to the last bit.

    A text of more than about 120 tokens is read in windows of like length, whose
    vectors are averaged by their tokens; of a very long one the middle is left out. Windows of one
    length are read at once, without padding; each core reads windows of its own.

    Parameters
    ----------
    graph : bytes
        ONNX: int64 `ids` of shape (texts, tokens) to float32 `vector` of shape (texts, width); in
        a graph of an earlier version, texts is 1.
    tokenizer : bytes
        A `tokenizer.json` of the Hugging Face library tokenizers.
    threads : int, optional
        How many cores read; otherwise all.

    Raises
    ------
    EncoderError
        Where onnxruntime or tokenizers cannot use what is given, or later what is asked.
    """

    def __init__(self, graph: bytes, tokenizer: bytes, *, threads: int | None = None) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False  # it would keep the memory of the longest text
        options.log_severity_level = 4  # an exception says what the log would say
        if _OTHER_FILE in graph:
            raise ValueError("an encoder that opens other files")
        with _explaining():
            self._session = onnxruntime.InferenceSession(
                graph, options, providers=["CPUExecutionProvider"]
            )
            self._tokenizer = Tokenizer.from_buffer(tokenizer)
        self._threads = threads or cores()
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()

    def encode(self, questions: Sequence[Question]) -> Vectors:
        """Return the vectors, shape (questions, width); what is asked twice is read once."""
        different = list(dict.fromkeys(questions))
        texts = self._ids(question.text for question in different)
        topics = self._ids(question.topic for question in different)
        windows, owners = [], []
        for row, (text, topic) in enumerate(zip(texts, topics, strict=True)):
            own = _windows(text, topic[:_MOST_OF_TOPIC])
            windows += own
            owners += [row] * len(own)
        sums = np.zeros((len(different), self.width))
        counts = np.zeros((len(different), 1))
        for row, window, vector in zip(owners, windows, self._read(windows), strict=True):
            sums[row] += vector * len(window)
            counts[row] += len(window)
        means = (sums / np.maximum(counts, 1)).astype(np.float32)
        place = {question: row for row, question in enumerate(different)}
        vectors: Vectors = means[[place[question] for question in questions]]
        return vectors

    @property
    def width(self) -> int:
        """The length of a vector."""
        return int(self._session.get_outputs()[0].shape[-1])

    def _ids(self, texts: Iterable[str]) -> list[list[int]]:
        shortened = [cleaned(_without_middle(text)) for text in texts]
        with _explaining():
            found = self._tokenizer.encode_batch_fast(shortened, add_special_tokens=False)
        return [encoding.ids for encoding in found]

    def _read(self, windows: Sequence[Ids]) -> Vectors:
        one_by_one = self._session.get_inputs()[0].shape[0] == 1
        batches = _batches(windows, 1 if one_by_one else _AT_ONCE)
        vectors = np.empty((len(windows), self.width), np.float32)
        with ThreadPoolExecutor(self._threads) as pool:
            read = pool.map(self._vectors, ([windows[i] for i in batch] for batch in batches))
            for batch, own in zip(batches, read, strict=True):
                vectors[batch] = own
        return vectors

    def _vectors(self, windows: Sequence[Ids]) -> Vectors:
        with _explaining():
            vectors: Vectors = self._session.run(None, {"ids": np.stack(windows)})[0]
        return vectors


@contextmanager
def _explaining() -> Iterator[None]:
    try:
        yield
    except Exception as e:  # both libraries raise classes of their own
        raise EncoderError(
            "cannot read what it is asked",
            where="encoder of the model",
            remedy="train the model anew, or install the version that wrote it",
        ) from e


def _without_middle(text: str) -> str:
    if len(text) <= _FROM_START + _FROM_END:
        return text
    return f"{text[:_FROM_START]} {text[-_FROM_END:]}"


def _windows(text: Sequence[int], topic: Sequence[int]) -> list[Ids]:
    """Cut a text into equal windows, each with the marks and the topic before it."""
    head = [START, *topic, END, END] if topic else [START]
    room = _MOST_TOKENS - len(head) - 1
    count = max(1, -(-len(text) // room))
    return [
        np.array([*head, *part.tolist(), END], np.int64)
        for part in np.array_split(np.array(text, np.int64), count)
    ]


def _batches(windows: Sequence[Ids], tokens: int) -> list[list[int]]:
    """Return places of windows of one length: of so many tokens at most, but one at least."""
    places = defaultdict(list)
    for place, window in enumerate(windows):
        places[len(window)].append(place)
    batches = []
    for length, own in places.items():
        count = max(1, tokens // length)
        batches += [own[start : start + count] for start in range(0, len(own), count)]
    return batches


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
