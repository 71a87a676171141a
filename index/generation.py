"""What lies in a generation of a store: the names of its files, opening them, and what the next build keeps of them.

Knows nothing of how they are made (build.py), nor of search.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.errors import StoreError
from index.catalog import Catalog
from index.dense import check_database
from index.encoder import Encoder
from index.exact import ExactVectors
from index.source import Source
from index.store import Manifest, is_ours
from index.vocabulary import Vocabulary

Vectors = npt.NDArray[np.float32]
CATALOG, WORDS, VECTORS, BM25, CHROMA = "catalog.json", "words.npz", "vectors.npy", "bm25", "chroma"
NAMES = "names.npy"  # of the indicators


def load_catalog(store: Path, manifest: Manifest) -> Catalog:
    """The catalog of the manifest's generation, once every file of it is known to be there.

    :raises StoreError: a file is missing or damaged.
    """
    manifest.check_files(store)
    check_database(store / manifest.generation / CHROMA)
    data = manifest.read_file(store, CATALOG)
    try:
        return Catalog.loads(data)
    except (ValueError, KeyError, TypeError, IndexError) as error:
        path = store / manifest.generation / CATALOG
        raise StoreError(f"{path}: cannot be read ({error}); run: python -m index build") from error


def load_vocabulary(store: Path, manifest: Manifest, *, whole: bool = False) -> Vocabulary:
    """The words of the manifest's generation.

    :param whole: with what only the next build needs.
    :raises StoreError: missing or damaged.
    """
    data = manifest.read_file(store, WORDS)
    try:
        return Vocabulary.loads(data, whole=whole)
    except (ValueError, KeyError, OSError) as error:
        path = store / manifest.generation / WORDS
        raise StoreError(f"{path}: cannot be read ({error}); run: python -m index build") from error


def check_encoder(store: Path, manifest: Manifest | None, encoder: Encoder) -> None:
    """:raises StoreError: the store's vectors come from another encoder."""
    if manifest is not None and manifest.encoder != encoder.id:
        raise StoreError(
            f"{store}: built with encoder {manifest.encoder}, now {encoder.id}; "
            "set ENCODER to the one it was built with, or run: python -m index build"
        )


@dataclass(frozen=True, slots=True)
class Previous:
    """The generation a build starts from: its vectors are kept where the text is the same."""

    store: Path
    manifest: Manifest | None
    catalog: Catalog | None

    @classmethod
    def read(cls, store: Path, strict: bool) -> Previous:
        """:raises StoreError: (strict) there is none that can be used."""
        try:
            manifest = Manifest.read(store)
            return cls(store, manifest, load_catalog(store, manifest))
        except StoreError:
            # a build starts from the texts and needs no old generation
            if strict or not is_ours(store):
                raise
            return cls(store, None, None)

    @property
    def source(self) -> Source:
        if self.manifest is None:
            return Source(None, None)
        return Source(self.manifest.corpus, self.manifest.corpus_state)

    def vectors(self, encoder: Encoder, wanted: set[str]) -> dict[str, Vectors]:
        """Vectors by digest of the text, for those of ``wanted`` that this encoder made."""
        if self.manifest is None or self.catalog is None or self.manifest.encoder != encoder.id:
            return {}
        spans = self.catalog.spans
        try:
            old = ExactVectors.open(self.store / self.manifest.generation / VECTORS, len(spans))
        except StoreError:
            return {}  # keeping vectors only saves time: what cannot be read is made anew
        return {
            span.digest: np.array(old.vectors[row]) for row, span in enumerate(spans) if span.digest in wanted
        }

    def names(self, encoder: Encoder) -> dict[str, Vectors]:
        """Each indicator's name with its vector, where this encoder made it."""
        if self.manifest is None or self.catalog is None or self.manifest.encoder != encoder.id:
            return {}
        names = self.catalog.indicator_names
        try:
            old = ExactVectors.open(self.store / self.manifest.generation / NAMES, len(names))
        except StoreError:
            return {}
        return {name: np.array(vector) for name, vector in zip(names, old.vectors, strict=True)}

    def words(self, encoder: Encoder) -> dict[str, tuple[Vectors, Vectors]]:
        """Both vectors of each word, where this encoder made them."""
        if self.manifest is None or self.manifest.encoder != encoder.id:
            return {}
        try:
            return load_vocabulary(self.store, self.manifest, whole=True).known()
        except StoreError:
            return {}
