"""A real Chroma: nearest first, exact restrictions, damaged folders named."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import StoreError
from index.dense import DenseIndex

IDS = [f"d:{i}#0" for i in range(40)]


def unit_vectors(n: int, dim: int = 8) -> np.ndarray:
    vectors = np.random.default_rng(7).standard_normal((n, dim)).astype(np.float32)
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)


@pytest.fixture
def vectors() -> np.ndarray:
    return unit_vectors(40)


@pytest.fixture
def dense(tmp_path: Path, vectors: np.ndarray) -> DenseIndex:
    return DenseIndex.build(tmp_path / "chroma", IDS, vectors, [{"doc_id": "d"}] * 40)


def test_the_cosines_are_exact_and_in_order(dense: DenseIndex, vectors: np.ndarray) -> None:
    ids, cosines = dense.search(vectors[3], 40)
    expected = vectors @ vectors[3]
    assert ids[0] == IDS[3]
    assert sorted(ids) == sorted(IDS)
    assert cosines == pytest.approx([expected[IDS.index(i)] for i in ids], abs=1e-5)
    assert all(a >= b for a, b in pairwise(cosines))


def test_asking_for_more_than_there_is(dense: DenseIndex, vectors: np.ndarray) -> None:
    assert len(dense.search(vectors[0], 1000)[0]) == 40


def test_closed_and_opened(tmp_path: Path, dense: DenseIndex, vectors: np.ndarray) -> None:
    before = dense.search(vectors[8], 5)
    dense.close()
    opened = DenseIndex.open(tmp_path / "chroma", 40)
    assert opened.search(vectors[8], 5)[0] == before[0]


def test_an_empty_collection(tmp_path: Path) -> None:
    empty = DenseIndex.build(tmp_path / "none", [], np.zeros((0, 8), np.float32), [])
    assert empty.search(np.ones(8, np.float32), 5)[0] == []


def test_missing_and_damaged_folders_are_named(tmp_path: Path, dense: DenseIndex) -> None:
    dense.close()
    with pytest.raises(StoreError, match="missing from the index"):
        DenseIndex.open(tmp_path / "nowhere", 40)
    with pytest.raises(StoreError, match="holds 40 vectors, expected 41"):
        DenseIndex.open(tmp_path / "chroma", 41)
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "chroma.sqlite3").write_bytes(b"not a database" * 400)
    with pytest.raises(StoreError, match="not an SQLite database"):
        DenseIndex.open(tmp_path / "bad", 40)
    (tmp_path / "bad" / "chroma.sqlite3").write_bytes(b"SQLite format 3\0" + b"x" * 4000)
    with pytest.raises(StoreError, match="bad: Chroma cannot open it"):
        DenseIndex.open(tmp_path / "bad", 40)
