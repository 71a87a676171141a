"""Dense and sparse scores into one order. Knows nothing of clauses, encoders or Chroma.

z-scored sum (default). Over the pool P of rows that either search returned, with d a row's cosine (the lowest
cosine returned where the dense search did not reach it) and b its BM25 score:

    score = w * (d - mean(d)) / std(d) + (1 - w) * (b - mean(b)) / std(b)

weighted RRF, kept because it is what others use and the evaluation compares it:

    score = w / (60 + rank_dense) + (1 - w) / (60 + rank_sparse)

The share w. Equal shares lose to BM25 alone on policy texts, whose readers ask in the texts' own words, while
on statutes, asked about in lay words, vectors are better. The two cases tell themselves apart: ``coverage``,
the share of the question's idf mass that stands in the best BM25 hit, is high for the first and low for the
second. With ``adaptive`` the share moves in a straight line between the two measured weights:

    w = dense + (dense_lay - dense) * clip((HIGH - coverage) / (HIGH - LOW), 0, 1)
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from index.settings import FusionWeights

Floats = npt.NDArray[np.float32]

RRF_K = 60
COVERAGE_HIGH = 0.6
COVERAGE_LOW = 0.2


def dense_share(weights: FusionWeights, coverage: float) -> float:
    """w of the formula above.

    :param coverage: 0 to 1, see the module's description.
    """
    if not weights.adaptive:
        return weights.dense
    lay = min(1.0, max(0.0, (COVERAGE_HIGH - coverage) / (COVERAGE_HIGH - COVERAGE_LOW)))
    return weights.dense + (weights.dense_lay - weights.dense) * lay


def fuse(weights: FusionWeights, share: float, dense: Floats, sparse: Floats) -> Floats:
    """One score a row, higher is better.

    :param share: of the dense score, from ``dense_share``.
    :param dense: (n,) cosine of each row of the pool, NaN where the dense search did not reach it.
    :param sparse: (n,) BM25 score of each row of the pool.
    """
    if weights.method == "rrf":
        return share / (RRF_K + _ranks(dense)) + (1 - share) / (RRF_K + _ranks(sparse))
    known = dense[~np.isnan(dense)]
    floor = float(known.min()) if known.size else 0.0
    return share * _z(np.where(np.isnan(dense), floor, dense)) + (1 - share) * _z(sparse)


def _z(scores: Floats) -> Floats:
    spread = float(scores.std()) if scores.size else 0.0
    # all alike: this search has no opinion
    return np.zeros_like(scores) if spread < 1e-9 else (scores - scores.mean()) / spread


def _ranks(scores: Floats) -> Floats:
    """1 for the best; infinity (no share) for what was not found: NaN, or a BM25 score of 0."""
    found = ~np.isnan(scores) & (scores != 0)
    ranks = np.full(scores.shape, np.inf, np.float32)
    order = np.argsort(-np.where(found, scores, -np.inf), kind="stable")[: int(found.sum())]
    ranks[order] = np.arange(1, order.size + 1)
    return ranks
