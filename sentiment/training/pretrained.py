"""Where fine-tuning starts from: an encoder of the BERT kind, or a bundle that holds one."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sentiment.bundle import ENCODER_FILES, is_bundle, load_model
from sentiment.errors import InputError, MissingExtraError, SentimentError, install_extra
from sentiment.texts_for_encoder import END, PADDING, START
from sentiment.training.export import import_encoder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tokenizers import Tokenizer

    from sentiment.bundle import Bundle

HEADS_FILE = "heads.safetensors"
"""Beside an encoder that was fine-tuned before: its heads, as ``TASK.weight`` and ``TASK.bias``."""

_ATTENTION = "eager"  # faster than fused attention where texts are short


@dataclass(frozen=True, slots=True, kw_only=True)
class Pretrained:
    """A `BertModel` of transformers, its tokenizer, and the heads that it was trained with.

    `learnt_from` has the rows of each task and corpus that a bundle's card names.
    """

    bert: Any
    tokenizer: Any
    heads: Mapping[str, Any] = field(default_factory=dict)
    learnt_from: Mapping[str, Any] = field(default_factory=dict)


def load_pretrained(encoder: Path | str, *, dropout: float) -> Pretrained:
    """Load an encoder to train.

    Parameters
    ----------
    encoder : Path or str
        The name or folder of a bundle that has an encoder; a folder with `config.json`,
        `model.safetensors` and `tokenizer.json`; or a name on the Hugging Face hub. It must be of
        the BERT kind with XLM-R's marks around texts, as multilingual-e5-small is.
    dropout : float
        Of hidden values and of attention, while it is trained.

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
        import onnx  # noqa: F401 - the export needs it
        import torch  # noqa: F401 - transformers cannot load an encoder without
        import transformers  # noqa: F401
    except ImportError as e:
        raise MissingExtraError(
            "needs torch, transformers and onnx",
            where="sentiment finetune",
            remedy=install_extra("finetune", what="them"),
        ) from e
    options = {
        "attention_probs_dropout_prob": dropout,
        "hidden_dropout_prob": dropout,
        "attn_implementation": _ATTENTION,
    }
    bundle = load_model(encoder) if is_bundle(encoder) else None
    try:
        loaded = _of_bundle(bundle, options) if bundle else _of_transformers(str(encoder), options)
        _check_marks(loaded.tokenizer)
    except SentimentError:
        raise
    except Exception as e:  # each of the libraries raises classes of its own
        raise InputError(
            "holds no encoder that can be trained",
            where=str(encoder),
            remedy="name a bundle with an encoder, or a folder with config.json, "
            "model.safetensors and tokenizer.json, like those of multilingual-e5-small",
        ) from e
    return loaded


def _check_marks(tokenizer: Tokenizer) -> None:
    ids = tokenizer.encode("ja", "nein").ids
    middle = ids[1:-1]
    at = middle.index(END)
    if (ids[0], ids[-1], middle[at + 1]) != (START, END, END):
        raise ValueError("other marks around texts")
    if tokenizer.token_to_id("<pad>") != PADDING:
        raise ValueError("another token for padding")


def _of_bundle(bundle: Bundle, options: Mapping[str, Any]) -> Pretrained:
    import torch
    import transformers
    from tokenizers import Tokenizer

    if not set(ENCODER_FILES) <= set(bundle.files):
        raise ValueError("a bundle without an encoder")
    graph, tokenizer = (bundle.files[name] for name in ENCODER_FILES)
    settings, weights = import_encoder(graph)
    config = transformers.BertConfig(**settings, **options)
    bert = transformers.BertModel(config, add_pooling_layer=False)
    bert.load_state_dict({name: torch.tensor(own) for name, own in weights.items()})
    heads: dict[str, Any] = {}
    for task in bundle.tasks:
        if bundle.is_semantic(task):
            weight, bias = bundle.head(task)
            heads |= {f"{task}.weight": torch.tensor(weight.T), f"{task}.bias": torch.tensor(bias)}
    return Pretrained(
        bert=bert,
        tokenizer=Tokenizer.from_buffer(tokenizer),
        heads=heads,
        learnt_from=bundle.card.get("learnt_from", {}),
    )


def _of_transformers(encoder: str, options: Mapping[str, Any]) -> Pretrained:
    import torch
    import transformers
    from safetensors.torch import load_file
    from tokenizers import Tokenizer

    config = transformers.AutoConfig.from_pretrained(encoder, **options)
    if (config.model_type, config.hidden_act) != ("bert", "gelu"):
        raise ValueError("another kind of encoder than the export can write")
    bert = transformers.BertModel.from_pretrained(
        encoder, config=config, add_pooling_layer=False, dtype=torch.float32
    )
    heads, tokenizer = (Path(encoder) / name for name in (HEADS_FILE, "tokenizer.json"))
    return Pretrained(
        bert=bert,
        tokenizer=Tokenizer.from_file(str(tokenizer))
        if tokenizer.is_file()
        else transformers.AutoTokenizer.from_pretrained(encoder).backend_tokenizer,
        heads=load_file(heads) if heads.is_file() else {},
    )
