"""The corpus folder that a store was built from, and whether it has changed since.

Knows nothing of what a store holds.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import ManifestError
from corpus.load import text_files
from corpus.manifest import MANIFEST_NAME, read_manifest
from index.store import Manifest


@dataclass(frozen=True, slots=True)
class Source:
    """The folder, as seen from the store, and its fingerprint; None where nothing was built from a folder."""

    folder: str | None
    state: str | None


def corpus_state(folder: Path) -> str:
    """A fingerprint of a corpus folder: its manifest, if any, and the bytes and names of its texts.

    :raises ManifestError: the manifest, or a file that it names, cannot be read.
    """
    manifest = folder / MANIFEST_NAME
    state = hashlib.sha256(manifest.read_bytes() if manifest.is_file() else b"")
    named = {folder / e.file for e in (read_manifest(manifest) if manifest.is_file() else ())}
    for path in sorted(named | set(text_files(folder))):
        try:
            data = path.read_bytes()
        except OSError as error:
            raise ManifestError(f"{manifest}: file {path.name} cannot be read ({error.strerror})") from error
        state.update(path.relative_to(folder).as_posix().encode() + hashlib.sha256(data).digest())
    return state.hexdigest()


def corpus_changed(store: Path, manifest: Manifest) -> bool:
    """Whether the corpus the store was built from has changed since; False where it is not on this machine."""
    if manifest.corpus is None:
        return False
    folder = Path(os.path.normpath(store.resolve() / manifest.corpus))
    if not folder.is_dir():
        return False
    try:
        return corpus_state(folder) != manifest.corpus_state
    except ManifestError:
        return True
