"""The project's own encoder: index/model/policy-e5.onnx run by onnxruntime, no torch, no download.

Text → tokens (the ``tokenizers`` library) → windows → batches of like length → unit vectors. Knows nothing
of how the model was made (index/training) nor of Chroma, chunks or questions.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.errors import StoreError

Vectors = npt.NDArray[np.float32]

MODEL_FOLDER = Path(__file__).resolve().parent / "model"
NAME = "policy-e5"
# the prefixes e5 was trained with
QUERY_PREFIX = "query: "
PASSAGE_PREFIX = "passage: "
# most tokens of a batch, padding counted; more gains nothing on a CPU and costs memory
BATCH_TOKENS = 2048


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """What a model's JSON (``policy-e5.json``) says of the files beside it."""

    folder: Path
    name: str  # of the model
    dim: int
    window: int  # most tokens of one pass, <s> and </s> counted
    begin: int  # token ids
    end: int
    padding: int
    sha256: dict[str, str]  # file name → digest of its bytes, hex

    @classmethod
    def read(cls, folder: Path = MODEL_FOLDER, name: str = NAME) -> ModelFiles:
        """Reads the manifest; the files themselves are not touched.

        :raises StoreError: no manifest, or one that lacks a key.
        """
        path = folder / f"{name}.json"
        try:
            raw = json.loads(path.read_text(encoding="utf-8"))
            return cls(
                folder=folder,
                name=name,
                dim=int(raw["dim"]),
                window=int(raw["window"]),
                begin=int(raw["begin"]),
                end=int(raw["end"]),
                padding=int(raw["padding"]),
                sha256={str(name): str(digest) for name, digest in raw["sha256"].items()},
            )
        except (OSError, ValueError, KeyError, AttributeError) as error:
            raise StoreError(f"{path}: no usable description of the model's files ({error!r})") from error

    @property
    def digest(self) -> str:
        """Changes when any of the files does."""
        lines = "".join(f"{name} {digest}\n" for name, digest in sorted(self.sha256.items()))
        return hashlib.sha256(lines.encode()).hexdigest()[:12]

    def bytes_of(self, name: str) -> bytes:
        """A file's bytes.

        :raises StoreError: the file is missing or is not the one the manifest describes.
        """
        path = self.folder / name
        try:
            data = path.read_bytes()
        except OSError as error:
            raise StoreError(f"{path}: cannot be read ({error.strerror})") from error
        found = hashlib.sha256(data).hexdigest()
        if found != self.sha256[name]:
            raise StoreError(
                f"{path}: sha256 is {found[:12]}…, expected {self.sha256[name][:12]}…: damaged file"
            )
        return data


@dataclass(frozen=True, slots=True)
class _Window:
    text: int  # which text
    ids: list[int]
    weight: int  # tokens of the text in it


class PolicyE5Encoder:
    """multilingual-e5-small, pruned to Chinese and English, trained on Chinese law, in int8: 384 dimensions.

    Safe to call from several threads; loads at the first text. ``threads`` bounds the threads of one pass,
    by default one a core this process may use. A text longer than a window is cut into windows of
    like length, and its vector is their mean, weighted by their tokens.
    """

    def __init__(self, threads: int | None = None, files: ModelFiles | None = None) -> None:
        self._files = files or ModelFiles.read()
        self._threads = threads
        self._lock = threading.Lock()
        self._loaded: tuple[Any, Any] | None = None  # tokenizer, session
        self._heads: dict[str, list[int]] = {}  # the tokens of a prefix
        self.id = f"{NAME}-{self._files.digest}"
        self.dim = self._files.dim

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """(len(texts), dim) float32, L2-normalised."""
        return self._encode(texts, QUERY_PREFIX, progress=False)

    def encode_passages(self, texts: Sequence[str], progress: bool = False) -> Vectors:
        """(len(texts), dim) float32, L2-normalised; ``progress`` draws a bar on standard error."""
        return self._encode(texts, PASSAGE_PREFIX, progress)

    def count_tokens(self, text: str) -> int:
        """Tokens of ``text`` as a passage, prefix and marks counted, before it is cut into windows."""
        return len(self._tokens(PASSAGE_PREFIX + text)) + 2

    def load(self) -> None:
        """Reads and checks the files now; otherwise the first text does.

        :raises StoreError: a file is missing or not the one described.
        """
        self._load()

    def _encode(self, texts: Sequence[str], prefix: str, progress: bool) -> Vectors:
        sums = np.zeros((len(texts), self.dim), np.float32)
        windows = list(self._windows(texts, prefix))
        windows.sort(key=lambda window: -len(window.ids))
        with _bar(len(texts), progress) as bar:
            left = np.bincount([window.text for window in windows], minlength=len(texts))
            for batch in _batches(windows):
                vectors = self._run(batch)
                for window, vector in zip(batch, vectors, strict=True):
                    sums[window.text] += window.weight * vector
                    left[window.text] -= 1
                    bar.update(int(left[window.text] == 0))
        norms = np.linalg.norm(sums, axis=1, keepdims=True)
        unit: Vectors = np.divide(sums, norms, out=sums, where=norms > 0)
        return unit

    def _windows(self, texts: Sequence[str], prefix: str) -> Iterator[_Window]:
        head = self._heads.get(prefix) or self._heads.setdefault(prefix, self._tokens(prefix.strip()))
        room = self._files.window - 2 - len(head)
        for number, text in enumerate(texts):
            body = self._tokens(prefix + text)[len(head) :]
            pieces = max(1, -(-len(body) // room))
            size = max(1, -(-len(body) // pieces))
            for at in range(0, max(1, len(body)), size):
                part = body[at : at + size]
                ids = [self._files.begin, *head, *part, self._files.end]
                yield _Window(number, ids, max(1, len(part)))

    def _tokens(self, text: str) -> list[int]:
        return tokens_of(self._load()[0], text)

    def _run(self, batch: Sequence[_Window]) -> Vectors:
        rows = padded([window.ids for window in batch], self._files.padding)
        out = self._load()[1].run(None, rows)[0]
        return np.asarray(out, np.float32)

    def _load(self) -> tuple[Any, Any]:
        with self._lock:
            if self._loaded is None:
                self._loaded = open_model(self._files, self._threads)
            return self._loaded


def open_model(files: ModelFiles, threads: int | None = None) -> tuple[Any, Any]:
    """(tokenizer, onnxruntime session) of a model.

    :param threads: most threads of one pass; by default one a core this process may use.
    :raises StoreError: a file is missing or not the one described.
    """
    import onnxruntime
    from tokenizers import Tokenizer

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads or usable_cores()
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # idle threads sleep: the same cores answer questions and draw pages
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return (
        Tokenizer.from_str(files.bytes_of("tokenizer.json").decode("utf-8")),
        onnxruntime.InferenceSession(
            files.bytes_of(f"{files.name}.onnx"), options, providers=["CPUExecutionProvider"]
        ),
    )


def padded(rows: Sequence[Sequence[int]], padding: int) -> dict[str, npt.NDArray[np.int64]]:
    """Rows of token ids as a model takes them, each filled up to the longest."""
    ids = np.full((len(rows), max(map(len, rows))), padding, np.int64)
    mask = np.zeros_like(ids)
    for at, row in enumerate(rows):
        ids[at, : len(row)] = row
        mask[at, : len(row)] = 1
    return {"input_ids": ids, "attention_mask": mask}


def tokens_of(tokenizer: Any, text: str) -> list[int]:
    """The ids of a text's tokens, without marks at its ends."""
    # a lone surrogate, which a JSON request can hold, is no UTF-8
    clean = text.encode("utf-8", "replace").decode("utf-8")
    ids: list[int] = tokenizer.encode(clean, add_special_tokens=False).ids
    return ids


def _batches(windows: Sequence[_Window]) -> Iterator[Sequence[_Window]]:
    """Runs of windows, longest first, each within ``BATCH_TOKENS``."""
    at = 0
    while at < len(windows):
        size = max(1, BATCH_TOKENS // len(windows[at].ids))
        yield windows[at : at + size]
        at += size


def _bar(total: int, progress: bool) -> Any:
    from tqdm import tqdm

    # a question's one text is encoded in less time than a bar takes to be made
    return tqdm(total=total, desc="向量化", unit="段") if progress else _NoBar()


class _NoBar:
    """A bar that nobody sees."""

    def __enter__(self) -> _NoBar:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def update(self, _: int) -> None:
        """Nothing to draw."""


def usable_cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1
