"""Where fine-tuning starts from: an encoder of the BERT kind, or a bundle that holds one."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sentiment.bundle import ENCODER_FILES, is_bundle, load_model
from sentiment.errors import InputError, MissingExtraError
from sentiment.training.export import import_encoder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sentiment.bundle import Bundle

HEADS_FILE = "heads.safetensors"
"""Beside an encoder that was fine-tuned before: its heads, as ``TASK.weight`` and ``TASK.bias``."""

_OPTIONS = {
    # Each row is read a few times only, and spelt in other ways: that is variation enough, and
    # dropout costs a tenth of the time.
    "attention_probs_dropout_prob": 0.0,
    "hidden_dropout_prob": 0.0,
}
_ATTENTION = "eager"  # faster than fused attention where texts are short


@dataclass(frozen=True, slots=True, kw_only=True)
class Pretrained:
    """A `BertModel` of transformers, its tokenizer, and the heads that it was trained with."""

    bert: Any
    tokenizer: Any
    heads: Mapping[str, Any] = field(default_factory=dict)


def load_pretrained(encoder: Path | str) -> Pretrained:
    """Load an encoder to train.

    Parameters
    ----------
    encoder : Path or str
        The name or folder of a bundle that has an encoder; a folder with `config.json`,
        `model.safetensors` and `tokenizer.json`; or a name on the Hugging Face hub.

    Raises
    ------
    MissingExtraError
        Where torch or transformers are not installed.
    InputError
        Where there is no such encoder.
    BundleError
        Where the bundle is damaged.
    """
    try:
        import torch  # noqa: F401 - transformers cannot load an encoder without
        import transformers  # noqa: F401
    except ImportError as e:
        raise MissingExtraError(
            "needs torch and transformers",
            where="sentiment finetune",
            remedy='install them with: pip install "sentiment[finetune]"',
        ) from e
    try:
        if is_bundle(encoder):
            return _of_bundle(load_model(encoder))
        return _of_transformers(str(encoder))
    except (OSError, ValueError, RuntimeError) as e:  # whatever torch and transformers raise
        raise InputError(
            "holds no encoder that can be trained",
            where=str(encoder),
            remedy="name a bundle with an encoder, or a folder with config.json, "
            "model.safetensors and tokenizer.json",
        ) from e


def _of_bundle(bundle: Bundle) -> Pretrained:
    import torch
    import transformers
    from tokenizers import Tokenizer

    if not set(ENCODER_FILES) <= set(bundle.files):
        raise ValueError("a bundle without an encoder")
    graph, tokenizer = (bundle.files[name] for name in ENCODER_FILES)
    settings, weights = import_encoder(graph)
    config = transformers.BertConfig(**settings, **_OPTIONS, attn_implementation=_ATTENTION)
    bert = transformers.BertModel(config, add_pooling_layer=False)
    bert.load_state_dict({name: torch.tensor(own) for name, own in weights.items()})
    heads: dict[str, Any] = {}
    for task in bundle.tasks:
        if bundle.is_semantic(task):
            weight, bias = bundle.head(task)
            heads |= {f"{task}.weight": torch.tensor(weight.T), f"{task}.bias": torch.tensor(bias)}
    return Pretrained(bert=bert, tokenizer=Tokenizer.from_buffer(tokenizer), heads=heads)


def _of_transformers(encoder: str) -> Pretrained:
    import torch
    import transformers
    from safetensors.torch import load_file
    from tokenizers import Tokenizer

    bert = transformers.AutoModel.from_pretrained(
        encoder,
        add_pooling_layer=False,
        attn_implementation=_ATTENTION,
        dtype=torch.float32,
        **_OPTIONS,
    )
    heads, tokenizer = (Path(encoder) / name for name in (HEADS_FILE, "tokenizer.json"))
    return Pretrained(
        bert=bert,
        tokenizer=Tokenizer.from_file(str(tokenizer))
        if tokenizer.is_file()
        else transformers.AutoTokenizer.from_pretrained(encoder).backend_tokenizer,
        heads=load_file(heads) if heads.is_file() else {},
    )
