"""A BertModel → one ONNX file: pooling and normalising inside, attention fused, weights in int8.

Knows nothing of where the weights came from.
"""

from __future__ import annotations

import logging
import warnings
from pathlib import Path
from typing import Any

OPSET = 17  # the newest that onnxruntime's BERT optimiser is made for


def export_fp32(model: Any, path: Path) -> None:
    """Writes ``model`` (transformers.BertModel) with mean pooling and L2 normalising as an fp32 graph.

    Inputs ``input_ids`` and ``attention_mask``, int64 [batch, tokens]; output ``embedding``, float32
    [batch, hidden].
    """
    import torch

    class Embedder(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.bert = model

        def forward(self, input_ids: Any, attention_mask: Any) -> Any:
            hidden = self.bert(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
            weight = attention_mask.unsqueeze(-1).to(hidden.dtype)
            pooled = (hidden * weight).sum(1) / weight.sum(1)
            return torch.nn.functional.normalize(pooled, dim=-1)

    model.set_attn_implementation("eager")
    ids = torch.tensor([[0, 5, 6, 2], [0, 7, 2, 1]])
    mask = torch.tensor([[1, 1, 1, 1], [1, 1, 1, 0]])
    dynamic = {0: "batch", 1: "tokens"}
    with warnings.catch_warnings():
        # the exporter that writes opset 17 says at every step that there is a newer one
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Embedder().eval(),
            (ids, mask),
            str(path),
            input_names=["input_ids", "attention_mask"],
            output_names=["embedding"],
            dynamic_axes={"input_ids": dynamic, "attention_mask": dynamic, "embedding": {0: "batch"}},
            opset_version=OPSET,
            dynamo=False,
        )


def fuse(path: Path, out: Path, *, heads: int, hidden: int, layers: int) -> None:
    """Runs onnxruntime's BERT optimiser.

    :raises RuntimeError: attention was not fused in every layer; the graph would be right but slow.
    """
    from onnxruntime.transformers import optimizer
    from onnxruntime.transformers.fusion_options import FusionOptions

    logging.getLogger("onnxruntime.transformers").setLevel(logging.ERROR)
    optimised = optimizer.optimize_model(
        str(path),
        model_type="bert",
        num_heads=heads,
        hidden_size=hidden,
        opt_level=0,
        optimization_options=FusionOptions("bert"),
    )
    fused = optimised.get_fused_operator_statistics()
    if fused["Attention"] != layers:
        raise RuntimeError(f"{fused['Attention']} of {layers} attention layers were fused: {fused}")
    optimised.save_model_to_file(str(out))


def quantise(path: Path, out: Path, *, reduce_range: bool = False) -> None:
    """Dynamic int8, one scale an output channel, for MatMul, Attention and the embeddings."""
    from onnx import TensorProto
    from onnxruntime.quantization import QuantType, quantize_dynamic

    logging.getLogger().setLevel(logging.ERROR)
    quantize_dynamic(
        str(path),
        str(out),
        op_types_to_quantize=["MatMul", "Attention", "EmbedLayerNormalization", "Gather"],
        per_channel=True,
        reduce_range=reduce_range,
        weight_type=QuantType.QInt8,
        # shapes cannot be inferred past the fused operators
        extra_options={"MatMulConstBOnly": True, "DefaultTensorType": TensorProto.FLOAT},
    )
