"""Measures an encoder: how near it is to another, how fast, how well it finds articles of law.

Works with anything that has ``encode_queries`` and ``encode_passages``; knows nothing of how it was made.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random

import numpy as np
import numpy.typing as npt

from index.encoder import Encoder
from index.fuse import fuse
from index.settings import FusionWeights
from index.sparse import SparseIndex

from .data import Stard
from .split import Split

# articles searched: the gold of all queries and drawn ones up to this number
POOL = 7_415
DRAW_SEED = 20
DEPTHS = (5, 10, 100)
# rows each search hands to the fusion, as in index/policy_index.py
_SEARCHED = 200


@dataclass(frozen=True, slots=True)
class Recall:
    """Each query's share of what it needs among the first k, by k; the mean over queries is Recall@k."""

    each: dict[int, tuple[float, ...]]

    def at(self, k: int) -> float:
        return float(np.mean(self.each[k]))

    def __str__(self) -> str:
        figures = [
            f"R@{k} {self.at(k):.3f} [{low:.3f}, {high:.3f}]" for k, (low, high) in self._bounds().items()
        ]
        return "  ".join(figures) + f"  ({len(next(iter(self.each.values())))} queries)"

    def gain_over(self, other: Recall) -> str:
        """Differences from ``other`` on the same queries, with 95 % bounds."""
        said = []
        for k in self.each:
            low, high = interval(np.subtract(self.each[k], other.each[k]).tolist())
            said.append(f"R@{k} {self.at(k) - other.at(k):+.3f} [{low:+.3f}, {high:+.3f}]")
        return "  ".join(said)

    def _bounds(self) -> dict[int, tuple[float, float]]:
        return {k: interval(values) for k, values in self.each.items()}


def pool(stard: Stard) -> list[str]:
    """Ids of the articles searched, always the same."""
    gold = {article for ids in stard.gold.values() for article in ids}
    rest = sorted(set(stard.articles) - gold, key=int)
    drawn = Random(DRAW_SEED).sample(rest, min(len(rest), max(0, POOL - len(gold))))
    return sorted(gold | set(drawn), key=int)


def stard_recall(
    encoder: Encoder, stard: Stard, split: Split, progress: bool = False, work: Path | None = None
) -> dict[str, Recall]:
    """Recall of vectors alone, of BM25 alone and of both, on the kept part over :func:`pool`.

    Articles are searched by their text alone; both are mixed as the index mixes them (index/fuse.py).

    :param work: keeps the articles' vectors, so that a second run, or another model's, need not wait for them.
    """
    ids = pool(stard)
    texts = [stard.articles[a].text for a in ids]
    words = SparseIndex.build(texts)
    queries = [stard.queries[q] for q in split.kept]
    cosines = encoder.encode_queries(queries) @ kept_vectors(encoder, texts, work, progress).T
    shares: dict[str, dict[int, list[float]]] = {
        m: {k: [] for k in DEPTHS} for m in ("dense", "sparse", "hybrid")
    }
    for number, query in enumerate(split.kept):
        dense, sparse = cosines[number], words.scores(queries[number])
        rankings = {"dense": _best(dense), "sparse": _best(sparse), "hybrid": _hybrid(dense, sparse)}
        gold = set(stard.gold[query])
        for mode, ranked in rankings.items():
            for k in DEPTHS:
                shares[mode][k].append(len(gold & {ids[i] for i in ranked[:k]}) / len(gold))
    return {mode: Recall({k: tuple(v) for k, v in found.items()}) for mode, found in shares.items()}


def kept_vectors(
    encoder: Encoder, texts: Sequence[str], work: Path | None, progress: bool = False
) -> npt.NDArray[np.float32]:
    """Vectors of passages, (len(texts), dim): read from ``work`` where this encoder made them before."""
    if work is None:
        return encoder.encode_passages(texts, progress)
    key = hashlib.sha256("\0".join([encoder.id, *texts]).encode("utf-8", "replace")).hexdigest()[:16]
    path = work / f"vectors-{key}.npy"
    if not path.is_file():
        work.mkdir(parents=True, exist_ok=True)
        np.save(path.with_suffix(".new.npy"), encoder.encode_passages(texts, progress))
        path.with_suffix(".new.npy").replace(path)
    return np.asarray(np.load(path), np.float32)


def _best(scores: npt.NDArray[np.float32]) -> npt.NDArray[np.int64]:
    return np.argsort(-scores, kind="stable")[:_SEARCHED]


def _hybrid(dense: npt.NDArray[np.float32], sparse: npt.NDArray[np.float32]) -> npt.NDArray[np.int64]:
    near = _best(dense)
    rows = np.union1d(near, [row for row in _best(sparse) if sparse[row] > 0]).astype(np.int64)
    reached = np.where(np.isin(rows, near), dense[rows], np.nan).astype(np.float32)
    mixed = fuse(FusionWeights(), reached, sparse[rows])
    return rows[np.argsort(-mixed, kind="stable")]


def interval(values: Sequence[float], draws: int = 2000) -> tuple[float, float]:
    """Bounds of the mean that hold 95 % of bootstrap draws."""
    values_ = np.asarray(values)
    picks = np.random.default_rng(0).integers(0, len(values_), (draws, len(values_)))
    low, high = np.quantile(values_[picks].mean(axis=1), [0.025, 0.975])
    return float(low), float(high)


@dataclass(frozen=True, slots=True)
class Speed:
    """Passage tokens a second and the milliseconds of a query (medians): on the clock, and of processor time.

    Processor time adds up all threads; other work on the machine moves it far less than the clock.
    """

    tokens_per_second: float
    query_ms: float
    tokens_per_processor_second: float
    query_processor_ms: float


def speeds(
    encoders: Sequence[Encoder], passages: Sequence[str], tokens: int, queries: Sequence[str], rounds: int = 3
) -> list[Speed]:
    """Speeds of several encoders on the same texts, taken turn by turn; of passages the median round.

    :param tokens: how many tokens ``passages`` are, by one count for all.
    """
    took: list[list[tuple[float, float]]] = [[] for _ in encoders]
    waits: list[list[tuple[float, float]]] = [[] for _ in encoders]
    for encoder in encoders:
        encoder.encode_queries(queries[:1])
    for _ in range(rounds):
        for number, encoder in enumerate(encoders):
            took[number].append(_timed(partial(encoder.encode_passages, passages)))
            waits[number] += [_timed(partial(encoder.encode_queries, [query])) for query in queries]
    found = []
    for passage_times, query_times in zip(took, waits, strict=True):
        passage, query = np.median(passage_times, axis=0), np.median(query_times, axis=0) * 1000
        found.append(
            Speed(tokens / float(passage[0]), float(query[0]), tokens / float(passage[1]), float(query[1]))
        )
    return found


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - clock, time.process_time() - processor


def nearness(one: Encoder, other: Encoder, passages: Sequence[str]) -> tuple[float, float]:
    """Mean and least cosine between two encoders' vectors of the same passages."""
    cosines = (one.encode_passages(passages) * other.encode_passages(passages)).sum(axis=1)
    return float(cosines.mean()), float(cosines.min())
