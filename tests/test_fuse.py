"""Mixing scores, worked by hand."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from index.fuse import fuse
from index.settings import FusionWeights

NAN = math.nan


def floats(*values: float) -> np.ndarray:
    return np.asarray(values, np.float32)


def test_zscored_sum_by_hand() -> None:
    # dense: mean .6, std .2 → 1, -1; sparse: mean 2, std 2 → -1, 1
    scores = fuse(FusionWeights("zscore", dense=0.25), floats(0.8, 0.4), floats(0, 4))
    assert scores == pytest.approx([0.25 * 1 + 0.75 * -1, 0.25 * -1 + 0.75 * 1])


def test_what_the_dense_search_did_not_reach_counts_as_its_lowest() -> None:
    with_gap = fuse(FusionWeights("zscore", dense=1.0), floats(0.8, 0.4, NAN), floats(0, 0, 0))
    assert with_gap[1] == pytest.approx(with_gap[2])


def test_weighted_rrf_by_hand() -> None:
    # dense ranks 1, -, 2; sparse ranks -, 1, 2
    scores = fuse(FusionWeights("rrf", dense=0.5), floats(0.9, NAN, 0.5), floats(0, 7, 3))
    assert scores == pytest.approx([0.5 / 61, 0.5 / 61, 0.5 / 62 + 0.5 / 62])


@pytest.mark.parametrize("method", ["zscore", "rrf"])
def test_the_ends_of_the_scale_are_the_single_searches(method: str) -> None:
    dense, sparse = floats(0.9, 0.5, 0.7), floats(1, 9, 5)
    vectors = fuse(FusionWeights(method, dense=1.0), dense, sparse)  # type: ignore[arg-type]
    words = fuse(FusionWeights(method, dense=0.0), dense, sparse)  # type: ignore[arg-type]
    assert np.argsort(-vectors).tolist() == [0, 2, 1]
    assert np.argsort(-words).tolist() == [1, 2, 0]


def test_a_search_without_opinion_changes_nothing() -> None:
    scores = fuse(FusionWeights("zscore", dense=0.5), floats(0.9, 0.5), floats(0, 0))
    assert scores == pytest.approx([0.5, -0.5])


def test_nothing_to_mix() -> None:
    assert fuse(FusionWeights(), floats(), floats()).shape == (0,)


@given(
    hnp.arrays(np.float32, st.integers(2, 30), elements=st.floats(0, 1, width=32)),
    st.sampled_from(["zscore", "rrf"]),
    st.floats(0, 1),
)
def test_better_in_both_searches_is_never_worse(dense: np.ndarray, method: str, share: float) -> None:
    sparse = dense * 10
    order = np.argsort(-fuse(FusionWeights(method, dense=share), dense, sparse), kind="stable")  # type: ignore[arg-type]
    kept = dense[order]
    assert all(a >= b - 1e-5 for a, b in pairwise(kept))
