"""The store's folder: its manifest, its generations, its lock, and whose folder it is.

    store/.policy-store         says that the folder is ours
    store/MANIFEST.json         written last, by rename: names the generation that is whole
    store/g-0123456789ab/       one generation: catalog.json, words.npz, vectors.npy, bm25/, chroma/

Whoever reads follows the manifest; a build that was killed leaves a folder that no manifest names, and the
next build clears it away. Knows nothing of what stands in a generation.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from corpus.errors import StoreError

FORMAT = "policy-store"
VERSION = 15
MARKER = ".policy-store"
MANIFEST = "MANIFEST.json"
_GENERATION = "g-"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a whole store is: everything that must agree before it may be used.

    ``corpus`` is the corpus folder relative to the store (None where documents came otherwise),
    ``corpus_state`` its fingerprint; ``documents`` maps doc_id to the sha256 of the file; ``files`` maps the
    generation's own files to [bytes, sha256]; ``built_at`` is UTC, ISO 8601; ``seconds`` the build took.
    """

    generation: str
    encoder: str
    dim: int
    corpus: str | None
    corpus_state: str | None
    documents: dict[str, str]
    counts: dict[str, int]
    files: dict[str, list[Any]]
    token_budget: int
    built_at: str
    seconds: float

    def write(self, store: Path) -> None:
        """Make this the store's manifest, at one stroke."""
        data = {"format": FORMAT, "version": VERSION, **asdict(self)}
        partial = store / f"{MANIFEST}.partial"
        with partial.open("w", encoding="utf-8") as file:
            json.dump(data, file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        os.replace(partial, store / MANIFEST)

    @classmethod
    def read(cls, store: Path) -> Manifest:
        """The manifest of a store that can be used.

        :raises StoreError: no store, a foreign folder, another version, or a damaged manifest.
        """
        path = store / MANIFEST
        if not store.exists():
            raise StoreError(f"{store}: no index here; run: python -m index build")
        if not store.is_dir():
            raise StoreError(f"{store}: a file, expected the folder of an index")
        if not path.is_file():
            if is_ours(store):
                raise StoreError(f"{store}: no finished index here; run: python -m index build")
            raise StoreError(f"{store}: not an index (no {MANIFEST}); expected the folder of an index")
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            kind, version = data.pop("format"), data.pop("version")
            if kind != FORMAT:
                raise ValueError(f"format {kind!r}")
        except (OSError, ValueError, KeyError, AttributeError, TypeError) as error:
            raise StoreError(f"{path}: not the manifest of an index ({_line(error)})") from error
        if version != VERSION:
            raise StoreError(f"{path}: version {version!r}, expected {VERSION}; run: python -m index build")
        try:
            manifest = cls(**data)
            if not (
                isinstance(manifest.generation, str)
                and manifest.generation.startswith(_GENERATION)
                and Path(manifest.generation).name == manifest.generation
                and isinstance(manifest.files, dict)
                and isinstance(manifest.counts, dict)
            ):
                raise ValueError(f"generation {manifest.generation!r}")
        except (TypeError, ValueError) as error:
            raise StoreError(f"{path}: damaged ({_line(error)}); run: python -m index build") from error
        return manifest

    def read_file(self, store: Path, name: str) -> bytes:
        """One file of the generation, checked against its digest.

        :raises StoreError: missing or not what was written.
        """
        path = store / self.generation / name
        try:
            data = path.read_bytes()
        except OSError as error:
            raise StoreError(f"{path}: missing from the index; run: python -m index build") from error
        if hashlib.sha256(data).hexdigest() != self.files[name][1]:
            raise StoreError(f"{path}: damaged (its digest differs); run: python -m index build")
        return data

    def check_files(self, store: Path) -> None:
        """Every file that was written is there, with its size.

        :raises StoreError: one is not.
        """
        for name, (size, _) in self.files.items():
            path = store / self.generation / name
            found = path.stat().st_size if path.is_file() else None
            if found is None:
                raise StoreError(f"{path}: missing from the index; run: python -m index build")
            if found != size:
                raise StoreError(
                    f"{path}: damaged ({found} bytes, expected {size}); run: python -m index build"
                )


def is_ours(store: Path) -> bool:
    """Whether the folder was made by ``claim``."""
    return (store / MARKER).is_file()


def claim(store: Path) -> None:
    """Make ``store`` a folder of ours; one that holds anything else is left alone.

    :raises StoreError: it holds something else, is a file, or cannot be made.
    """
    try:
        store.mkdir(parents=True, exist_ok=True)
        if is_ours(store):
            return
        if any(store.iterdir()):
            raise StoreError(f"{store}: holds files that are not an index's; expected an empty or new folder")
        (store / MARKER).write_text("The index of policy-assistant: generated, may be deleted.\n")
    except OSError as error:
        raise StoreError(f"{store}: cannot be used as the index's folder ({error.strerror})") from error


@contextmanager
def locked(store: Path) -> Iterator[None]:
    """Hold the store for writing; the system lets go when the process dies.

    :raises StoreError: another process holds it.
    """
    from filelock import FileLock, Timeout

    try:
        with FileLock(store / ".lock", timeout=0):
            yield
    except Timeout as error:
        raise StoreError(f"{store}: another build is at work here; wait for it to end") from error


def new_generation(store: Path) -> Path:
    """A fresh, empty generation folder."""
    folder = store / f"{_GENERATION}{uuid.uuid4().hex[:12]}"
    folder.mkdir()
    return folder


def drop_generations(store: Path, keep: str | None) -> None:
    """Delete every generation but ``keep``."""
    for folder in store.glob(f"{_GENERATION}*"):
        if folder.name != keep and folder.is_dir():
            shutil.rmtree(folder, ignore_errors=True)


def list_files(folder: Path) -> dict[str, list[Any]]:
    """Each file below ``folder`` with [bytes, sha256], by its relative path."""
    found: dict[str, list[Any]] = {}
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        data = path.read_bytes()
        found[path.relative_to(folder).as_posix()] = [len(data), hashlib.sha256(data).hexdigest()]
    return found


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:160]
