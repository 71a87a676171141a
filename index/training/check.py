"""Measures an encoder: how near it is to another, how fast, how well it finds articles of law.

Works with anything that has ``encode_queries`` and ``encode_passages``; knows nothing of how it was made.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import numpy as np

from index.encoder import Encoder

from .data import Stard
from .split import Split

# articles searched: the gold of all queries and drawn ones up to this number
POOL = 7_415
DRAW_SEED = 20


@dataclass(frozen=True, slots=True)
class Recall:
    """Mean share of a query's gold articles among the first 5, 10, 100; 95 % bootstrap bounds of @10."""

    queries: int
    at_5: float
    at_10: float
    at_100: float
    low_10: float
    high_10: float
    each_10: tuple[float, ...]

    def __str__(self) -> str:
        return (
            f"R@5 {self.at_5:.3f}  R@10 {self.at_10:.3f} [{self.low_10:.3f}, {self.high_10:.3f}]"
            f"  R@100 {self.at_100:.3f}  ({self.queries} queries)"
        )


def pool(stard: Stard) -> list[str]:
    """Ids of the articles searched, always the same."""
    gold = {article for ids in stard.gold.values() for article in ids}
    rest = sorted(set(stard.articles) - gold, key=int)
    drawn = Random(DRAW_SEED).sample(rest, min(len(rest), max(0, POOL - len(gold))))
    return sorted(gold | set(drawn), key=int)


def stard_recall(encoder: Encoder, stard: Stard, split: Split, progress: bool = False) -> Recall:
    """Dense recall on the kept part over :func:`pool`, article texts alone."""
    ids = pool(stard)
    passages = encoder.encode_passages([stard.articles[a].text for a in ids], progress)
    queries = encoder.encode_queries([stard.queries[q] for q in split.kept])
    top = np.argsort(-(queries @ passages.T), axis=1, kind="stable")[:, :100]
    shares = {5: [], 10: [], 100: []}  # type: dict[int, list[float]]
    for query, ranked in zip(split.kept, top, strict=True):
        gold = set(stard.gold[query])
        for k, found in shares.items():
            found.append(len(gold & {ids[i] for i in ranked[:k]}) / len(gold))
    low, high = interval(shares[10])
    means = {k: float(np.mean(v)) for k, v in shares.items()}
    return Recall(len(split.kept), means[5], means[10], means[100], low, high, tuple(shares[10]))


def interval(values: Sequence[float], draws: int = 2000) -> tuple[float, float]:
    """Bounds of the mean that hold 95 % of bootstrap draws."""
    values_ = np.asarray(values)
    picks = np.random.default_rng(0).integers(0, len(values_), (draws, len(values_)))
    low, high = np.quantile(values_[picks].mean(axis=1), [0.025, 0.975])
    return float(low), float(high)


@dataclass(frozen=True, slots=True)
class Speed:
    """Passage tokens a second and the median milliseconds of a query."""

    tokens_per_second: float
    query_ms: float

    def __str__(self) -> str:
        return f"{self.tokens_per_second:,.0f} tokens/s  {self.query_ms:.1f} ms a query"


def speeds(
    encoders: Sequence[Encoder], passages: Sequence[str], tokens: int, queries: Sequence[str], rounds: int = 3
) -> list[Speed]:
    """Speeds of several encoders on the same texts, taken turn by turn, the best round of each.

    :param tokens: how many tokens ``passages`` are, by one count for all.
    """
    best = [float("inf")] * len(encoders)
    waits: list[list[float]] = [[] for _ in encoders]
    for encoder in encoders:
        encoder.encode_queries(queries[:1])
    for _ in range(rounds):
        for number, encoder in enumerate(encoders):
            start = time.perf_counter()
            encoder.encode_passages(passages)
            best[number] = min(best[number], time.perf_counter() - start)
            for query in queries:
                start = time.perf_counter()
                encoder.encode_queries([query])
                waits[number].append(time.perf_counter() - start)
    return [Speed(tokens / b, float(np.median(w)) * 1000) for b, w in zip(best, waits, strict=True)]


def nearness(one: Encoder, other: Encoder, passages: Sequence[str]) -> tuple[float, float]:
    """Mean and least cosine between two encoders' vectors of the same passages."""
    cosines = (one.encode_passages(passages) * other.encode_passages(passages)).sum(axis=1)
    return float(cosines.mean()), float(cosines.min())
