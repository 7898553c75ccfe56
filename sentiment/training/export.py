"""A fine-tuned encoder as an ONNX graph with 8-bit weights; needs the extra ``[finetune]``."""

from __future__ import annotations

import tempfile
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch

if TYPE_CHECKING:
    from sentiment.training.network import OpinionNetwork

_OPSET = 17
_QUANTISED = ["MatMul", "Attention", "Gather"]  # matrix products and the table of word vectors


class _Pooled(torch.nn.Module):
    """Ids of one text, without padding, to the mean of its token vectors."""

    def __init__(self, bert: Any) -> None:
        super().__init__()
        self.bert = bert

    def forward(self, ids: Any) -> Any:
        return self.bert(input_ids=ids).last_hidden_state.mean(1)


def export_encoder(network: OpinionNetwork, *, bits: int = 8) -> bytes:
    """Return the graph: int64 `ids` of shape (1, tokens) to float32 `vector` of shape (1, width).

    Weights are quantised per channel, activations when the graph runs (onnxruntime's dynamic
    quantisation), and the operators of a layer are fused. With `bits` = 32 nothing is quantised.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.transformers.fusion_options import FusionOptions
    from onnxruntime.transformers.optimizer import optimize_model

    bert = network.bert.cpu().float().eval()
    with tempfile.TemporaryDirectory() as folder:
        plain, fused, small = (str(Path(folder) / name) for name in ("plain", "fused", "small"))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of the tracer, about lengths that never vary here
            torch.onnx.export(
                _Pooled(bert),
                (torch.arange(5, 21)[None],),
                plain,
                input_names=["ids"],
                output_names=["vector"],
                dynamic_axes={"ids": {1: "tokens"}},
                opset_version=_OPSET,
                dynamo=False,
            )
        options = FusionOptions("bert")
        options.enable_embed_layer_norm = False  # its table of word vectors would stay in 32 bits
        optimize_model(
            plain,
            model_type="bert",
            num_heads=bert.config.num_attention_heads,
            hidden_size=bert.config.hidden_size,
            optimization_options=options,
            opt_level=0,
        ).save_model_to_file(fused)
        if bits == 32:
            return Path(fused).read_bytes()
        quantize_dynamic(
            fused,
            small,
            per_channel=True,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=_QUANTISED,
            extra_options={"DefaultTensorType": 1},  # float32, where shapes cannot be inferred
        )
        return Path(small).read_bytes()
