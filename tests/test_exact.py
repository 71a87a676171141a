"""Exact cosines among some rows, by hand; files that are not what was written are named."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from corpus.errors import StoreError
from index.exact import ExactVectors, largest

# the cosines with (1, 0) are .0, .6, .8, 1., -.6
VECTORS = np.asarray([[0, 1], [0.6, 0.8], [0.8, 0.6], [1, 0], [-0.6, 0.8]], np.float32)
EAST = np.asarray([1, 0], np.float32)


@pytest.fixture
def exact(tmp_path: Path) -> ExactVectors:
    ExactVectors.save(tmp_path / "v.npy", VECTORS)
    return ExactVectors.open(tmp_path / "v.npy", 5)


@pytest.mark.parametrize(
    ("rows", "k", "expected"),
    [
        ([0, 1, 2, 3, 4], 2, [3, 2]),
        ([0, 1, 4], 9, [1, 0, 4]),
        ([1, 2], 1, [2]),
        ([], 3, []),
        ([2], 0, []),
    ],
)
def test_the_nearest_of_some_rows(exact: ExactVectors, rows: list[int], k: int, expected: list[int]) -> None:
    found, cosines = exact.nearest(EAST, np.asarray(rows, np.int64), k)
    assert found.tolist() == expected
    assert cosines.tolist() == [float(VECTORS[row][0]) for row in expected]


def test_scattered_rows_and_runs_give_the_same() -> None:
    vectors = np.random.default_rng(3).standard_normal((1000, 8)).astype(np.float32)
    scattered = np.arange(0, 1000, 2)
    found, cosines = ExactVectors(vectors).nearest(vectors[10], scattered, 20)
    expected = sorted(scattered.tolist(), key=lambda i: -float(vectors[i] @ vectors[10]))[:20]
    assert found.tolist() == expected
    assert cosines == pytest.approx([float(vectors[i] @ vectors[10]) for i in expected], rel=1e-5)


def test_of_equal_scores_the_earlier_comes_first() -> None:
    scores = np.asarray([1, 2, 2, 3, 2], np.float32)
    assert largest(scores, 3).tolist() == [3, 1, 2]
    assert largest(scores, 9).tolist() == [3, 1, 2, 4, 0]


def test_files_that_cannot_be_used_are_named(tmp_path: Path) -> None:
    path = tmp_path / "v.npy"
    with pytest.raises(StoreError, match=r"v\.npy: missing from the index; run: python -m index build"):
        ExactVectors.open(path, 5)
    ExactVectors.save(path, VECTORS)
    with pytest.raises(StoreError, match=r"v\.npy: holds 5 vectors, expected 6"):
        ExactVectors.open(path, 6)
    path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(StoreError, match=r"v\.npy: damaged"):
        ExactVectors.open(path, 5)


def test_no_rows_at_all(tmp_path: Path) -> None:
    ExactVectors.save(tmp_path / "v.npy", np.zeros((0, 8), np.float32))
    assert len(ExactVectors.open(tmp_path / "v.npy", 0).vectors) == 0
