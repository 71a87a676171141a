"""A BertModel → one ONNX file: pooling and normalising inside, attention fused, weights in int8.

Knows nothing of where the weights came from.
"""

from __future__ import annotations

import hashlib
import json
import logging
import warnings
from pathlib import Path
from typing import Any

from index.judge import NAME as JUDGE
from index.own_encoder import NAME
from index.rewriter import NAME as REWRITER
from index.verifier import NAME as VERIFIER

from .weights import SPECIALS

OPSET = 17  # the newest that onnxruntime's BERT optimiser is made for


def export_model(model: Any, tokenizer: Any, work: Path, out: Path) -> None:
    """Writes what index/own_encoder.py runs into ``out``: graph, tokenizer and their description.

    :param model: a transformers.BertModel. :param tokenizer: a tokenizers.Tokenizer.
    :param work: for the large files on the way.
    """
    export_fp32(model, work / "fp32.onnx")
    _finish(model.config, tokenizer, work, out, NAME)


def export_judge(judge: Any, tokenizer: Any, work: Path, out: Path, name: str = JUDGE) -> None:
    """Writes what index/judge.py runs into ``out``.

    :param judge: a module of ``bert`` (transformers.BertModel) whose output is a logit a row.
    """
    judge.bert.set_attn_implementation("eager")
    _to_onnx(judge, work / "fp32.onnx", "logit")
    _finish(judge.bert.config, tokenizer, work, out, name)


def export_verifier(verifier: Any, tokenizer: Any, work: Path, out: Path) -> None:
    """Writes what index/verifier.py runs into ``out``; the same kind of module as the judge."""
    export_judge(verifier, tokenizer, work, out, VERIFIER)


def export_rewriter(rewriter: Any, tokenizer: Any, work: Path, out: Path) -> None:
    """Writes what index/rewriter.py runs into ``out``.

    :param rewriter: a module of ``bert`` (transformers.BertModel) whose output is three numbers a token; it also takes
        the kind of each token (``token_type_ids``).
    """
    rewriter.bert.set_attn_implementation("eager")
    _to_onnx(rewriter, work / "fp32.onnx", "told", kinds=True)
    _finish(rewriter.bert.config, tokenizer, work, out, REWRITER)


def _finish(config: Any, tokenizer: Any, work: Path, out: Path, name: str) -> None:
    out.mkdir(parents=True, exist_ok=True)
    fuse(
        work / "fp32.onnx",
        work / "fused.onnx",
        heads=config.num_attention_heads,
        hidden=config.hidden_size,
        layers=config.num_hidden_layers,
    )
    quantise(work / "fused.onnx", out / f"{name}.onnx")
    # a tokenizer that was trained with may cut and pad; windows are cut at run time
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.save(str(out / "tokenizer.json"), pretty=False)
    description = {
        "dim": config.hidden_size,
        "window": config.max_position_embeddings,
        "begin": SPECIALS.index("<s>"),
        "end": SPECIALS.index("</s>"),
        "padding": SPECIALS.index("<pad>"),
        "sha256": {
            file: hashlib.sha256((out / file).read_bytes()).hexdigest()
            for file in (f"{name}.onnx", "tokenizer.json")
        },
    }
    (out / f"{name}.json").write_text(json.dumps(description, indent=1) + "\n", encoding="utf-8")


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
    _to_onnx(Embedder(), path, "embedding")


def _to_onnx(module: Any, path: Path, output: str, *, kinds: bool = False) -> None:
    import torch

    ids = torch.tensor([[0, 5, 6, 2], [0, 7, 2, 1]])
    mask = torch.tensor([[1, 1, 1, 1], [1, 1, 1, 0]])
    inputs = {"input_ids": ids, "attention_mask": mask}
    if kinds:
        inputs["token_type_ids"] = torch.tensor([[0, 0, 1, 1], [0, 1, 1, 0]])
    dynamic = {0: "batch", 1: "tokens"}
    with warnings.catch_warnings():
        # the exporter that writes opset 17 says at every step that there is a newer one
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module.eval(),
            tuple(inputs.values()),
            str(path),
            input_names=list(inputs),
            output_names=[output],
            dynamic_axes={**dict.fromkeys(inputs, dynamic), output: dynamic if kinds else {0: "batch"}},
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


def quantise(path: Path, out: Path) -> None:
    """Dynamic int8, one scale an output channel, for MatMul, Attention and the embeddings.

    Weights use 7 of the 8 bits: processors with AVX2 but without VNNI add two products in 16 bits, which
    would overflow. It costs .0003 of cosine and makes vectors alike on every machine.
    """
    from onnx import TensorProto
    from onnxruntime.quantization import QuantType, quantize_dynamic

    logging.getLogger().setLevel(logging.ERROR)
    quantize_dynamic(
        str(path),
        str(out),
        op_types_to_quantize=["MatMul", "Attention", "EmbedLayerNormalization", "Gather"],
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        # shapes cannot be inferred past the fused operators
        extra_options={"MatMulConstBOnly": True, "DefaultTensorType": TensorProto.FLOAT},
    )
