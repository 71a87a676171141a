"""Nearest vectors from Chroma, which gets our own vectors and never an embedding function.

Knows nothing of clauses or of how vectors come about: an id and a vector in, ids and cosines out.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from corpus.errors import StoreError

Vectors = npt.NDArray[np.float32]
Metadata = Mapping[str, str | int | float | bool]

_COLLECTION = "chunks"
# how wide the graph is searched; below the number of results asked for it would cut recall
_EF_SEARCH = 200


def _client(folder: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    # Chroma announces its telemetry on this logger even where it is switched off
    logging.getLogger("chromadb.telemetry").setLevel(logging.CRITICAL)
    return chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))


class DenseIndex:
    """A Chroma collection of chunk vectors, cosine space."""

    def __init__(self, folder: Path, client: Any, collection: Any) -> None:
        self._folder = folder
        self._client = client
        self._collection = collection
        self._size = int(collection.count())

    @classmethod
    def build(
        cls, folder: Path, ids: Sequence[str], vectors: Vectors, metadatas: Sequence[Metadata]
    ) -> DenseIndex:
        """A new collection in ``folder``; ``vectors`` is (len(ids), dim), L2-normalised."""
        client = _client(folder)
        collection = client.create_collection(
            _COLLECTION,
            embedding_function=None,
            configuration={"hnsw": {"space": "cosine", "ef_search": _EF_SEARCH}},
        )
        step = min(int(client.get_max_batch_size()), 2000)
        for at in range(0, len(ids), step):
            part = slice(at, at + step)
            collection.add(
                ids=list(ids[part]),
                embeddings=vectors[part],
                metadatas=[dict(m) for m in metadatas[part]],
            )
        return cls(folder, client, collection)

    @classmethod
    def open(cls, folder: Path, size: int) -> DenseIndex:
        """Open what ``build`` wrote.

        :param size: how many vectors it must hold.
        :raises StoreError: missing, damaged, or of another number of vectors.
        """
        check_database(folder)
        try:
            client = _client(folder)
            index = cls(folder, client, client.get_collection(_COLLECTION, embedding_function=None))
        except Exception as error:  # Chroma lets its storage engine's own exceptions through
            raise StoreError(f"{folder}: Chroma cannot open it ({_line(error)}); build it anew") from error
        if index._size != size:
            raise StoreError(f"{folder}: Chroma holds {index._size} vectors, expected {size}; build it anew")
        return index

    def search(self, vector: Vectors, k: int) -> tuple[list[str], Vectors]:
        """The ``k`` nearest ids and their cosines (n,), nearest first."""
        wanted = min(k, self._size)
        if wanted <= 0:
            return [], np.zeros(0, np.float32)
        try:
            found = self._collection.query(
                query_embeddings=[vector],
                n_results=wanted,
                include=["distances"],
            )
        except Exception as error:  # as in open
            raise StoreError(f"{self._folder}: Chroma cannot search it ({_line(error)})") from error
        distances = np.asarray(found["distances"][0], np.float32)
        return list(found["ids"][0]), 1 - distances

    def close(self) -> None:
        """Give the files back; the index cannot be used afterwards."""
        cast(Any, self._client).close()


def check_database(folder: Path) -> None:
    """Look at the database without loading Chroma, which takes a second.

    :raises StoreError: it is missing, or plainly no database.
    """
    path = folder / "chroma.sqlite3"
    try:
        with path.open("rb") as file:
            head = file.read(16)
    except OSError as error:
        raise StoreError(f"{path}: missing from the index; run: python -m index build") from error
    if head != b"SQLite format 3\0":
        raise StoreError(f"{path}: damaged (not an SQLite database); run: python -m index build")


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
