"""Intervals and tests for figures measured on few questions. Knows nothing of questions or answers."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, comb

RESAMPLES = 2000
SEED = 20240428


def bootstrap_interval(
    values: Sequence[float], *, level: float = 0.95, resamples: int = RESAMPLES, seed: int = SEED
) -> tuple[float, float]:
    """Percentile bootstrap interval of the mean (Efron & Tibshirani 1993, ch. 13); same seed, same interval.

    Where all values are equal the interval is that value alone: say how many values there were beside it.

    :raises ValueError: without values.
    """
    import numpy as np

    if not values:
        raise ValueError("no values: an interval needs at least one")
    sample = np.asarray(values, dtype=np.float64)
    draws = np.random.default_rng(seed).integers(0, len(sample), size=(resamples, len(sample)))
    tail = (1 - level) / 2
    low, high = np.quantile(sample[draws].mean(axis=1), [tail, 1 - tail])
    return float(low), float(high)


def mcnemar_exact(only_first: int, only_second: int) -> float:
    """Two-sided exact p of McNemar's test: a fair coin thrown once per question on which two runs disagree.

    (McNemar 1947; exact binomial form.) 1.0 where they never disagree.
    """
    n = only_first + only_second
    tail = sum(comb(n, i) for i in range(min(only_first, only_second) + 1)) / 2**n
    return float(min(1.0, 2 * tail))


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least ``share`` (0..1] of the values do not exceed (nearest rank).

    :raises ValueError: without values.
    """
    if not values:
        raise ValueError("no values: a percentile needs at least one")
    ordered = sorted(values)
    return ordered[max(1, ceil(round(len(ordered) * share, 9))) - 1]
