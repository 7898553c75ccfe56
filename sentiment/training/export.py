"""A fine-tuned encoder as an ONNX graph with 8-bit weights; needs the extra ``[finetune]``.

The graph is written out operator by operator, since the general tools do worse: a traced graph
carries shapes that never vary here, and dynamic quantisation takes one scale for all tokens of a
text, though a few tokens of an encoder have activations a hundred times as large as all others
(Dettmers et al., 2022, arXiv:2208.07339). Here each token has a scale of its own.

Texts of one length are read at once, and each gets, to the last bit, the vector that it would get
alone, with 8-bit weights: in products and normalisations all their tokens stand in one row, and no
operator adds up across texts.

The constants of a graph bear the names of the weights that they hold, so that `import_encoder`
finds them again.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from sentiment.training.network import OpinionNetwork

    Floats = NDArray[np.float32]

_OPSET, _IR_VERSION = 17, 8
_MICROSOFT = "com.microsoft"  # onnxruntime's own operators
_HALF = 128  # the zero of an unsigned byte that stands for a signed one
# Less than 127, since processors without VNNI add up pairs of products in 16 bits: 0.007 % of the
# pairs are too large at 127, none at 80, and the vectors are no worse.
_LARGEST_WEIGHT = 80
_LARGEST_ACTIVATION = 127
_TINIEST = 1e-12
_SCALE = ".scale"  # ends the name of what a rounded weight was divided by
_WORDS = "embeddings.word_embeddings.weight"
_PLACES = "embeddings.position_embeddings.weight"
_KINDS = "embeddings.token_type_embeddings.weight"
_ASKING = ("query", "key", "value")
_TEXTS, _ROW = "texts.shape", "row.shape"  # of vectors: text by text, and all tokens in one row


def export_encoder(network: OpinionNetwork, *, rounded: bool = True) -> bytes:
    """Return the graph: int64 `ids`, shape (texts, tokens), to float32 `vector`, (texts, width).

    Parameters
    ----------
    rounded : bool
        To 8 bits; without, a graph to compare with.
    """
    bert = network.bert
    weights = {name: value.float().cpu().numpy() for name, value in bert.state_dict().items()}
    return _Graph(weights, bert.config, rounded=rounded).build()


def import_encoder(graph: bytes) -> tuple[dict[str, Any], dict[str, Floats]]:
    """Return configuration and weights of a graph that `export_encoder` made.

    The weights are those that the graph computes with, so rounded ones stay rounded.

    Raises
    ------
    ValueError
        Where the graph is not one of ours.
    """
    from onnx import load_model_from_string, numpy_helper

    try:
        model = load_model_from_string(graph)
    except Exception as e:  # protobuf raises classes of its own
        raise ValueError("not an ONNX graph") from e
    noted = {entry.key: entry.value for entry in model.metadata_props}
    if "config" not in noted:
        raise ValueError("not one of our graphs")
    config: dict[str, Any] = json.loads(noted["config"])
    constants = {own.name: numpy_helper.to_array(own) for own in model.graph.initializer}
    weights: dict[str, Floats] = {_KINDS: np.zeros((1, config["hidden_size"]), np.float32)}
    for name, array in constants.items():
        if not name.startswith(("embeddings.", "encoder.")) or name.endswith(_SCALE):
            continue
        exact = array.astype(np.float32) * constants.get(name + _SCALE, np.float32(1))
        if name.endswith("attention.self.bias"):
            for part, own in zip(_ASKING, np.split(exact, len(_ASKING)), strict=True):
                weights[name.replace("bias", f"{part}.bias")] = own
        else:
            in_layer = exact.ndim == 2 and name.startswith("encoder.")
            weights[name] = exact.T if in_layer else exact
    return config, weights


@dataclass
class _Graph:
    """A BERT encoder (Devlin et al., 2019) for texts of one length, so without any mask."""

    weights: Mapping[str, Floats]
    config: Any
    rounded: bool
    nodes: list[Any] = field(default_factory=list)
    constants: list[Any] = field(default_factory=list)

    def build(self) -> bytes:
        from onnx import TensorProto, helper

        width = self.config.hidden_size
        asked = self._add("Shape", "ids")
        self._add("Concat", asked, self._numbers([width]), axis=0, output=_TEXTS)
        self._named(_ROW, np.array([1, -1, width], np.int64))
        hidden = self._embedded("ids")
        for layer in range(self.config.num_hidden_layers):
            hidden = self._layer(hidden, f"encoder.layer.{layer}")
        # The last bits of a ReduceMean over tokens hang on how many texts there are.
        columns = self._add("Transpose", self._add("Reshape", hidden, _TEXTS), perm=[0, 2, 1])
        means = self._add("GlobalAveragePool", columns)
        self._add("Reshape", means, self._numbers([-1, width]), output="vector")
        graph = helper.make_graph(
            self.nodes,
            "encoder",
            [helper.make_tensor_value_info("ids", TensorProto.INT64, ["texts", "tokens"])],
            [helper.make_tensor_value_info("vector", TensorProto.FLOAT, ["texts", width])],
            self.constants,
        )
        opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_MICROSOFT, 1)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=_IR_VERSION)
        helper.set_model_props(model, {"config": json.dumps(_noted(self.config))})
        return bytes(model.SerializeToString())

    def _embedded(self, ids: str) -> str:
        """Return the normalised sums of the vectors of word, place and text: one row of tokens."""
        if self.rounded:
            from onnx import helper

            count = self._add("Unsqueeze", self._add("Size", ids), self._numbers([0]))
            zero = helper.make_tensor("value", 2, [1], [_HALF])
            self._add("ConstantOfShape", count, value=zero, output="zeros")
        tokens = self._add("Shape", ids, start=1, end=2)
        # All tokens are of the first kind, which the graph adds to the places once and for all.
        table = self._named(_PLACES, self.weights[_PLACES] + self.weights[_KINDS][0])
        places = self._add("Slice", table, self._numbers([0]), tokens, self._numbers([0]))
        placed = self._add("Add", self._words(ids), places)
        return self._normalised(self._add("Reshape", placed, _ROW), "embeddings.LayerNorm")

    def _words(self, ids: str) -> str:
        """Look up word vectors; rounded ones have one scale a word."""
        table = self.weights[_WORDS]
        if not self.rounded:
            return self._add("Gather", self._weight(_WORDS), ids)
        scale = np.abs(table).max(axis=1, keepdims=True) / _LARGEST_ACTIVATION + _TINIEST
        small = self._named(_WORDS, np.rint(table / scale).astype(np.int8))
        found = self._add("Cast", self._add("Gather", small, ids), to=1)
        return self._add(
            "Mul", found, self._add("Gather", self._named(_WORDS + _SCALE, scale), ids)
        )

    def _layer(self, hidden: str, name: str) -> str:
        """Return what a layer makes of a row of tokens: attention, then two products."""
        parts = [f"{name}.attention.self.{part}" for part in _ASKING]
        asked = [self._add("Reshape", part, _TEXTS) for part in self._products(hidden, *parts)]
        bias = self._named(
            f"{name}.attention.self.bias",
            np.concatenate([self.weights[f"{part}.bias"] for part in parts]),
        )
        heads = self.config.num_attention_heads
        seen = self._add("MultiHeadAttention", *asked, bias, num_heads=heads)
        seen = self._add("Reshape", seen, _ROW)
        hidden = self._with_skipped(seen, hidden, f"{name}.attention.output")
        (wide,) = self._products(hidden, f"{name}.intermediate.dense")
        wide = self._add("BiasGelu", wide, self._weight(f"{name}.intermediate.dense.bias"))
        return self._with_skipped(wide, hidden, f"{name}.output")

    def _with_skipped(self, hidden: str, skipped: str, name: str) -> str:
        (product,) = self._products(hidden, f"{name}.dense")
        # The operator that adds and normalises at once takes three times as long as these.
        own = self._add("Add", product, self._weight(f"{name}.dense.bias"))
        return self._normalised(self._add("Add", own, skipped), f"{name}.LayerNorm")

    def _products(self, hidden: str, *names: str) -> list[str]:
        """Multiply tokens, (1, tokens, any width), by weights of some layers, without bias."""
        matrices = {f"{name}.weight": self.weights[f"{name}.weight"].T for name in names}
        if not self.rounded:
            return [self._add("MatMul", hidden, self._named(*own)) for own in matrices.items()]
        largest = self._add("ReduceMax", self._add("Abs", hidden), axes=[2], keepdims=1)
        scale = self._add("Mul", largest, self._numbers(np.float32(1 / _LARGEST_ACTIVATION)))
        scale = self._add("Add", scale, self._numbers(np.float32(_TINIEST)))
        flat = self._add("Reshape", scale, self._numbers([-1]))
        rounded = self._add("QuantizeLinear", hidden, flat, "zeros", axis=1)
        products = []
        for name, matrix in matrices.items():
            columns = np.abs(matrix).max(axis=0) / _LARGEST_WEIGHT + _TINIEST
            product = self._add(
                "MatMulIntegerToFloat",
                rounded,
                self._named(name, np.rint(matrix / columns).astype(np.int8)),
                self._numbers(np.float32(1)),
                self._named(name + _SCALE, columns.astype(np.float32)),
                self._numbers(np.uint8(_HALF)),
            )
            products.append(self._add("Mul", product, scale))
        return products

    def _normalised(self, hidden: str, name: str) -> str:
        scale, shift = self._weight(f"{name}.weight"), self._weight(f"{name}.bias")
        epsilon = self.config.layer_norm_eps
        return self._add("LayerNormalization", hidden, scale, shift, epsilon=epsilon)

    def _add(self, operator: str, *inputs: str, output: str = "", **attributes: Any) -> str:
        from onnx import defs, helper

        output = output or f"{operator}_{len(self.nodes)}"
        domain = "" if defs.has(operator, _OPSET) else _MICROSOFT
        self.nodes.append(helper.make_node(operator, inputs, [output], domain=domain, **attributes))
        return output

    def _weight(self, name: str) -> str:
        """Add a weight as it is."""
        return self._named(name, self.weights[name])

    def _numbers(self, value: list[int] | np.generic) -> str:
        """Add numbers that no training changes; whole ones as 64 bits."""
        array = np.array(value, np.int64) if isinstance(value, list) else np.asarray(value)
        return self._named(f"constant_{len(self.constants)}", array)

    def _named(self, name: str, array: NDArray[Any]) -> str:
        """Add a constant of that name; return the name."""
        from onnx import numpy_helper

        contiguous = np.ascontiguousarray(array) if array.ndim else array
        self.constants.append(numpy_helper.from_array(contiguous, name))
        return name


def _noted(config: Any) -> dict[str, Any]:
    """Return what must be known of a configuration to go on training."""
    kept = (
        "vocab_size hidden_size num_hidden_layers num_attention_heads intermediate_size hidden_act "
        "max_position_embeddings layer_norm_eps pad_token_id"
    ).split()
    return {**{name: getattr(config, name) for name in kept}, "type_vocab_size": 1}
