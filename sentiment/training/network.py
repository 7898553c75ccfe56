"""An encoder with one linear head a task, in torch; needs the extra ``[finetune]``."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import numpy as np

from sentiment.texts_for_encoder import PADDING, cleaned
from sentiment.training.multitask_data import TASKS
from sentiment.training.pretrained import HEADS_FILE, load_pretrained

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from sentiment.question import Question
    from sentiment.training.multitask_data import Example

    Floats = NDArray[np.float64]

_READ_AT_ONCE = 64


class OpinionNetwork:
    """Mean of an encoder's token vectors, under one linear head a task.

    Parameters
    ----------
    encoder : Path or str
        See `load_pretrained`; what `save` wrote will do, too.
    tasks : iterable of str
        Keys of `TASKS`.
    most_tokens : int
        Longer inputs are cut.
    seed : int
        For new heads and for dropout.
    dropout : float
        In training alone.

    Raises
    ------
    SentimentError
        As `load_pretrained` does.
    """

    def __init__(
        self,
        encoder: Path | str,
        tasks: Iterable[str],
        *,
        most_tokens: int,
        seed: int,
        dropout: float = 0.0,
    ) -> None:
        start = load_pretrained(encoder, dropout=dropout)
        import torch

        torch.manual_seed(seed)
        self.most_tokens = most_tokens
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        self.in_half = _is_fast_in_half(self.device)
        self.learnt_before = start.learnt_from
        self.bert, self.tokenizer = start.bert, start.tokenizer
        # Word vectors are known for words that the samples lack; moving the others leaves those.
        self.bert.embeddings.word_embeddings.weight.requires_grad_(False)
        width = self.bert.config.hidden_size
        self.heads = torch.nn.ModuleDict(
            {task: torch.nn.Linear(width, len(TASKS[task])) for task in tasks}
        )
        own = self.heads.state_dict()
        known = {name: weights for name, weights in start.heads.items() if name in own}
        self.heads.load_state_dict(own | known)
        # A new head says nothing yet.
        self.has_known_heads = known.keys() == own.keys()
        self.modules = torch.nn.ModuleDict({"bert": self.bert, "heads": self.heads})
        self.modules.to(self.device)

    def scores(self, batch: Sequence[Example]) -> Any:
        """Return the scores of one task's examples, a tensor of shape (examples, labels)."""
        questions = [example.question for example in batch]
        task = batch[0].task
        return self.heads[task](self.vectors(questions, paired=task != "sentiment"))

    def vectors(self, questions: Sequence[Question], *, paired: bool) -> Any:
        """Return the vectors of texts, or of topics with texts: a tensor (questions, width)."""
        ids, mask = self._encoded(questions, paired=paired)
        hidden = self.bert(input_ids=ids, attention_mask=mask).last_hidden_state.float()
        share = mask / mask.sum(1, keepdim=True)
        return (hidden * share[..., None]).sum(1)

    def head(self, task: str) -> tuple[Floats, Floats]:
        """Return weights (width, labels) and intercept (labels,) of a task's head."""
        layer = self.heads[task]
        weight, bias = (own.detach().cpu().numpy() for own in (layer.weight, layer.bias))
        return weight.T.astype(np.float64), bias.astype(np.float64)

    def mixed_precision(self) -> Any:
        """Return a context in which bfloat16 is used where the processor gains by it."""
        import torch

        return torch.autocast(self.device, torch.bfloat16, enabled=self.in_half)

    def log_proba(self, examples: Sequence[Example]) -> Floats:
        """Return log-probabilities of one task's examples, shape (examples, labels)."""
        import torch

        order = sorted(range(len(examples)), key=lambda i: len(examples[i].question.text))
        logs = np.zeros((len(examples), len(TASKS[examples[0].task])))
        self.modules.eval()
        with torch.inference_mode(), self.mixed_precision():
            for start in range(0, len(order), _READ_AT_ONCE):
                rows = order[start : start + _READ_AT_ONCE]
                scores = self.scores([examples[row] for row in rows])
                logs[rows] = scores.float().log_softmax(-1).cpu().numpy()
        return logs

    def tokenizer_json(self) -> bytes:
        """Return the tokenizer as a `tokenizer.json`."""
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        return str(self.tokenizer.to_str()).encode()

    def save(self, folder: Path) -> None:
        """Write encoder, tokenizer and heads, to be loaded again or by transformers."""
        from safetensors.torch import save_file

        self.bert.save_pretrained(folder)
        (folder / "tokenizer.json").write_bytes(self.tokenizer_json())
        save_file(self.heads.state_dict(), folder / HEADS_FILE)

    def _encoded(self, questions: Sequence[Question], *, paired: bool) -> tuple[Any, Any]:
        import torch

        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(self.most_tokens, strategy="longest_first")
        texts: list[Any] = [cleaned(question.text) for question in questions]
        if paired:
            topics = [cleaned(question.topic) for question in questions]
            texts = list(zip(topics, texts, strict=True))
        encoded = [encoding.ids for encoding in self.tokenizer.encode_batch(texts)]
        ids = torch.full((len(questions), max(map(len, encoded))), PADDING)
        for row, own in enumerate(encoded):
            ids[row, : len(own)] = torch.tensor(own)
        ids = ids.to(self.device)
        return ids, (ids != PADDING).long()


def _is_fast_in_half(device: str) -> bool:
    """Try it: no flag of a processor tells, and one that only emulates is thirty times slower."""
    import torch

    def seconds(kind: Any) -> float:
        matrix = torch.ones((512, 512), dtype=kind, device=device)
        float((matrix @ matrix)[0, 0])
        times = []
        for _ in range(5):  # of which one without a neighbour's noise is enough
            start = time.perf_counter()
            float((matrix @ matrix)[0, 0])
            times.append(time.perf_counter() - start)
        return min(times)

    return seconds(torch.bfloat16) < seconds(torch.float32)
