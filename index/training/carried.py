"""Reads a carried cross-encoder back out of its int8 file, so that it can be trained further.

The graph is what ``export.py`` makes: attention fused, one scale an output channel. What int8 took is not given back:
logits differ by some tenths. Knows nothing of training.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

_EMBEDDINGS = (
    "word_embeddings.weight",
    "position_embeddings.weight",
    "token_type_embeddings.weight",
    "LayerNorm.weight",
    "LayerNorm.bias",
)
_ATTENTION = ("query", "key", "value")  # in the order of their columns in the fused matrix
_DENSE = ("attention.output.dense", "intermediate.dense", "output.dense")  # in the order of a layer's nodes


def read_back(path: Path) -> dict[str, Floats]:
    """The weights of a network of ``bert`` and ``head`` (``index.training.judge.make_model``) by their names.

    :raises ValueError: not a graph of ``export.export_judge``.
    """
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(str(path)).graph
    held = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    layers = sum(node.op_type == "QAttention" for node in graph.node)
    dense = [
        node.input[1].removesuffix("_quantized") for node in graph.node if node.op_type == "MatMulInteger"
    ]
    if not layers or len(dense) != len(_DENSE) * layers + 1:
        raise ValueError(
            f"{path}: {layers} layers of attention and {len(dense)} matrices, expected 3 a layer and 1"
        )
    weights = {f"bert.embeddings.{name}": _floats(held, f"bert.embeddings.{name}") for name in _EMBEDDINGS}
    weights |= {name: values for name, values in held.items() if name.startswith("bert.encoder.")}
    for n in range(layers):
        layer = f"bert.encoder.layer.{n}"
        fused, bias = _floats(held, f"Attention_{n}_qkv_weight"), held[f"Attention_{n}_qkv_bias"]
        for k, part in enumerate(_ATTENTION):
            here = slice(k * fused.shape[0], (k + 1) * fused.shape[0])
            weights[f"{layer}.attention.self.{part}.weight"] = fused[:, here].T
            weights[f"{layer}.attention.self.{part}.bias"] = bias[here]
        for name, part in zip(dense[len(_DENSE) * n :], _DENSE, strict=False):
            weights[f"{layer}.{part}.weight"] = _floats(held, name).T
    return weights | {"head.weight": _floats(held, dense[-1]).T, "head.bias": held["head.bias"]}


def load(model: Any, path: Path) -> None:
    """Puts a carried network's weights into ``model``, in place."""
    import torch

    model.load_state_dict({name: torch.from_numpy(np.array(w)) for name, w in read_back(path).items()})


def _floats(held: dict[str, Any], name: str) -> Floats:
    whole = held[f"{name}_quantized"].astype(np.float32) - held[f"{name}_zero_point"].astype(np.float32)
    floats: Floats = (whole * held[f"{name}_scale"]).astype(np.float32)
    return floats
