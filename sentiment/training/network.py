"""An encoder with one linear head a task, in torch; needs the extra ``[finetune]``."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sentiment.errors import InputError, MissingExtraError
from sentiment.texts_for_encoder import cleaned
from sentiment.training.multitask_data import TASKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from sentiment.training.multitask_data import Example

    Floats = NDArray[np.float64]

_PADDING = 1  # index of the encoder's padding token
_READ_AT_ONCE = 64
_HEADS = "heads.safetensors"


class OpinionNetwork:
    """Mean of an encoder's token vectors, under one linear head a task.

    Parameters
    ----------
    encoder : Path or str
        A folder with an encoder of the BERT kind, or its name on the Hugging Face hub; or what
        `save` wrote, whose heads then go along.
    tasks : iterable of str
        Keys of `TASKS`.
    most_tokens : int
        Longer inputs are cut.
    seed : int
        For new heads and for dropout.

    Raises
    ------
    MissingExtraError
        Where torch or transformers are not installed.
    InputError
        Where the encoder cannot be loaded.
    """

    def __init__(
        self, encoder: Path | str, tasks: Iterable[str], *, most_tokens: int, seed: int
    ) -> None:
        torch, transformers = _libraries()
        torch.manual_seed(seed)
        self.most_tokens = most_tokens
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        self._in_half = _is_fast_in_half(self.device)
        try:
            self.bert = transformers.AutoModel.from_pretrained(
                str(encoder),
                add_pooling_layer=False,
                attn_implementation="eager",  # faster than fused attention where texts are short
                dtype=torch.float32,
                # Each row is read a few times only, and spelt in other ways: that is variation
                # enough, and dropout costs a tenth of the time.
                attention_probs_dropout_prob=0.0,
                hidden_dropout_prob=0.0,
            )
            self.tokenizer = _tokenizer(str(encoder), transformers)
        except (OSError, ValueError) as e:
            raise InputError(
                "holds no encoder that transformers can load",
                where=str(encoder),
                remedy="name a folder with config.json, model.safetensors and tokenizer.json",
            ) from e
        # Word vectors are known for words that the samples lack; moving the others leaves those.
        self.bert.embeddings.word_embeddings.weight.requires_grad_(False)
        width = self.bert.config.hidden_size
        self.heads = torch.nn.ModuleDict(
            {task: torch.nn.Linear(width, len(TASKS[task])) for task in tasks}
        )
        self._take_heads(Path(encoder) / _HEADS)
        self.modules = torch.nn.ModuleDict({"bert": self.bert, "heads": self.heads})
        self.modules.to(self.device)

    def scores(self, batch: Sequence[Example]) -> Any:
        """Return the scores of one task's examples, a tensor of shape (examples, labels)."""
        ids, mask = self._encoded(batch)
        hidden = self.bert(input_ids=ids, attention_mask=mask).last_hidden_state.float()
        share = mask / mask.sum(1, keepdim=True)
        return self.heads[batch[0].task]((hidden * share[..., None]).sum(1))

    def mixed_precision(self) -> Any:
        """Return a context in which bfloat16 is used where the processor gains by it."""
        import torch

        return torch.autocast(self.device, torch.bfloat16, enabled=self._in_half)

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
        save_file(self.heads.state_dict(), folder / _HEADS)

    def _take_heads(self, path: Path) -> None:
        from safetensors.torch import load_file

        if path.is_file():
            own = self.heads.state_dict()
            found = {name: w for name, w in load_file(path).items() if name in own}
            self.heads.load_state_dict(own | found)

    def _encoded(self, batch: Sequence[Example]) -> tuple[Any, Any]:
        import torch

        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(self.most_tokens, strategy="longest_first")
        texts: list[Any] = [cleaned(example.question.text) for example in batch]
        if batch[0].task == "stance":
            targets = [cleaned(example.question.target) for example in batch]
            texts = list(zip(targets, texts, strict=True))
        encoded = [encoding.ids for encoding in self.tokenizer.encode_batch(texts)]
        ids = torch.full((len(batch), max(map(len, encoded))), _PADDING)
        for row, own in enumerate(encoded):
            ids[row, : len(own)] = torch.tensor(own)
        ids = ids.to(self.device)
        return ids, (ids != _PADDING).long()


def _is_fast_in_half(device: str) -> bool:
    """Try it: no flag of a processor tells, and one that only emulates is thirty times slower."""
    import torch

    def seconds(kind: Any) -> float:
        matrix = torch.ones((512, 512), dtype=kind, device=device)
        float((matrix @ matrix)[0, 0])
        start = time.perf_counter()
        float((matrix @ matrix)[0, 0])
        return time.perf_counter() - start

    return seconds(torch.bfloat16) < seconds(torch.float32)


def _libraries() -> tuple[Any, Any]:
    try:
        import torch
        import transformers
    except ImportError as e:
        raise MissingExtraError(
            "needs torch and transformers",
            where="sentiment finetune",
            remedy='install them with: pip install "sentiment[finetune]"',
        ) from e
    return torch, transformers


def _tokenizer(encoder: str, transformers: Any) -> Any:
    from tokenizers import Tokenizer

    path = Path(encoder) / "tokenizer.json"
    if path.is_file():
        return Tokenizer.from_file(str(path))
    return transformers.AutoTokenizer.from_pretrained(encoder).backend_tokenizer
