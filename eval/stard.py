"""STARD: lay questions → articles of law, 55,382 of them, with the index's own encoder, BM25, Chroma and fusion.

Queries that share a gold article never stand on both sides of a split (index.training.split). Of the part that
nothing was trained on, one half tunes the fusion weight, the other is reported; figures on all queries stand
beside it and say that they hold trained and tuned ones. Metrics are STARD's: Recall@k, the mean share of a
query's gold articles among the first k, and MRR@10. Knows nothing of policies or answers.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import numpy.typing as npt

from eval.memory import peak_mib, resident_mib
from eval.records import dump, write_atomically
from eval.stats import bootstrap_interval, percentile
from index.chunks import count_tokens
from index.encoder import Encoder, make_encoder
from index.fuse import fuse
from index.policy_index import POOL
from index.settings import FusionWeights
from index.sparse import SparseIndex
from index.training.data import Article, Stard, read_stard
from index.training.split import split_queries

Floats = npt.NDArray[np.float32]
DEPTHS = (5, 10, 100)
SYSTEMS = ("BM25", "dense", "hybrid")
WEIGHTS = tuple(round(0.05 * i, 2) for i in range(21))
# of the queries nothing was trained on, the share that is reported; the rest tunes the fusion weight
TEST_SHARE = 0.5
_SAVED_EVERY = 2048
_DRAW_SEED = 20


@dataclass(frozen=True, slots=True)
class Hits:
    """What both searches return for a query: rows, dense scores (NaN: not reached), BM25 scores."""

    rows: npt.NDArray[np.int64]
    dense: Floats
    sparse: Floats

    def ranked(self, system: str, weight: float) -> npt.NDArray[np.int64]:
        """Rows best first, for one of SYSTEMS; what a search did not find is not in its order."""
        if system == "hybrid":
            return self.rows[
                np.argsort(-fuse(FusionWeights(dense=weight), self.dense, self.sparse), kind="stable")
            ]
        scores, found = (
            (self.sparse, self.sparse > 0) if system == "BM25" else (self.dense, ~np.isnan(self.dense))
        )
        order = np.argsort(-np.where(found, scores, -np.inf), kind="stable")
        return self.rows[order[: int(found.sum())]]


def recall_at(ranked: Sequence[int], gold: Iterable[int], k: int) -> float:
    """Share of the gold rows among the first k (STARD's Recall@k for one query)."""
    wanted = set(gold)
    return len(wanted.intersection(ranked[:k])) / len(wanted)


def reciprocal_rank(ranked: Sequence[int], gold: Iterable[int], k: int = 10) -> float:
    """1 / rank of the first gold row among the first k, 0 where none is there (MRR@k for one query)."""
    wanted = set(gold)
    return next((1 / rank for rank, row in enumerate(ranked[:k], start=1) if row in wanted), 0.0)


@dataclass(frozen=True, slots=True)
class Parts:
    """Query ids: ``tuned`` chose the weight, ``test`` is reported, ``trained`` an encoder may have seen."""

    trained: tuple[str, ...]
    tuned: tuple[str, ...]
    test: tuple[str, ...]


def parts_of(gold: Mapping[str, Sequence[str]]) -> Parts:
    """The split, always the same; no gold article stands in two parts."""
    outer = split_queries(gold)
    inner = split_queries({q: gold[q] for q in outer.kept}, TEST_SHARE)
    return Parts(outer.train, inner.train, inner.kept)


def passage(article: Article) -> str:
    """An article as it is searched: its law, its number, its text."""
    return f"{article.law} {article.number}\n{article.text}"


def limited(stard: Stard, limit: int | None) -> Stard:
    """A small STARD for trying things out: ``limit`` articles, and the queries whose gold is among them.

    Gold articles come first, so that there are queries at all. Figures are not comparable with the whole.
    """
    if limit is None or limit >= len(stard.articles):
        return stard
    gold = sorted({a for ids in stard.gold.values() for a in ids}, key=int)
    rest = sorted(set(stard.articles) - set(gold), key=int)
    drawn = gold[: limit // 2] + Random(_DRAW_SEED).sample(
        rest, min(len(rest), limit - min(len(gold), limit // 2))
    )
    kept = set(drawn)
    queries = {q for q, ids in stard.gold.items() if kept.issuperset(ids)}
    return Stard(
        {q: t for q, t in stard.queries.items() if q in queries},
        {a: stard.articles[a] for a in sorted(kept, key=int)},
        {q: ids for q, ids in stard.gold.items() if q in queries},
    )


def vectors_of(encoder: Encoder, texts: Sequence[str], work: Path) -> tuple[Floats, float]:
    """Vectors of ``texts`` and the seconds they took, kept in ``work`` as they come: a killed run goes on.

    :returns: (len(texts), dim) float32, and the seconds of encoding over all runs.
    """
    key = hashlib.sha256("\0".join([encoder.id, *texts]).encode()).hexdigest()[:16]
    folder = work / f"vectors-{key}"
    folder.mkdir(parents=True, exist_ok=True)
    # like lengths together, for a batch costs as much as its longest text
    order = sorted(range(len(texts)), key=lambda i: -len(texts[i]))
    out = np.zeros((len(texts), encoder.dim), np.float32)
    seconds = 0.0
    from tqdm import tqdm

    for at in tqdm(range(0, len(order), _SAVED_EVERY), desc="encode", unit="part", disable=None):
        part = order[at : at + _SAVED_EVERY]
        file = folder / f"{at}.npz"
        if not file.is_file():
            start = time.perf_counter()
            made = encoder.encode_passages([texts[i] for i in part])
            took = time.perf_counter() - start
            partial = folder / "new.npz"
            np.savez(partial, vectors=made, seconds=np.float64(took))
            partial.replace(file)
        with np.load(file) as saved:
            out[part] = saved["vectors"]
            seconds += float(saved["seconds"])
    return out, seconds


def _search(query: str, encoder: Encoder, sparse: SparseIndex, dense: Any, row_of: Mapping[str, int]) -> Hits:
    vector = encoder.encode_queries([query])[0]
    found, cosines = dense.search(vector, POOL)
    scores = sparse.scores(query)
    best = np.argpartition(-scores, min(POOL, len(scores) - 1))[:POOL]
    by_sense = [row_of[i] for i in found]
    rows = np.asarray(sorted({*best[scores[best] > 0].tolist(), *by_sense}), np.int64)
    cosine = np.full(len(rows), np.nan, np.float32)
    cosine[np.searchsorted(rows, by_sense)] = cosines
    return Hits(rows, cosine, scores[rows])


def figures(
    ranked: Mapping[str, Sequence[int]], gold: Mapping[str, Sequence[int]], ids: Sequence[str]
) -> dict[str, Any]:
    """Means over the queries ``ids``, with the 95% bootstrap interval of R@10."""
    out: dict[str, Any] = {"queries": len(ids)}
    for k in DEPTHS:
        out[f"R@{k}"] = float(np.mean([recall_at(ranked[q], gold[q], k) for q in ids]))
    out["MRR@10"] = float(np.mean([reciprocal_rank(ranked[q], gold[q]) for q in ids]))
    out["R@10 95%"] = bootstrap_interval([recall_at(ranked[q], gold[q], 10) for q in ids])
    return out


def tune(hits: Mapping[str, Hits], gold: Mapping[str, Sequence[int]], ids: Sequence[str]) -> float:
    """The dense share with the best R@10 + R@100 on ``ids``; of equal ones the smallest."""

    def worth(weight: float) -> float:
        ranked = {q: hits[q].ranked("hybrid", weight).tolist() for q in ids}
        return sum(recall_at(ranked[q], gold[q], 10) + recall_at(ranked[q], gold[q], 100) for q in ids)

    return max(WEIGHTS, key=lambda w: (round(worth(w), 9), -w))


def run_stard(
    data: Path, work: Path, *, limit: int | None = None, encoder: Encoder | None = None
) -> dict[str, Any]:
    """``python -m eval stard``: builds the index, runs all queries, writes ``stard.json`` into ``work``.

    :returns: figures by system and part, and what the index cost.
    :raises InputError: ``data`` does not hold the STARD files.
    """
    from index.dense import DenseIndex

    stard = limited(read_stard(data), limit)
    encoder = encoder or make_encoder()
    work.mkdir(parents=True, exist_ok=True)
    ids = list(stard.articles)
    texts = [passage(stard.articles[a]) for a in ids]
    tokens = sum(count_tokens(t) for t in texts)

    start = time.perf_counter()
    sparse = SparseIndex.build(texts)
    sparse_s = time.perf_counter() - start
    vectors, encode_s = vectors_of(encoder, texts, work)
    # Chroma keeps what it is given; the vectors' own files are what the next run goes on from
    folder = Path(tempfile.mkdtemp(prefix="chroma-", dir=work))
    start = time.perf_counter()
    dense = DenseIndex.build(folder, ids, vectors, [{"law": stard.articles[a].law} for a in ids])
    chroma_s = time.perf_counter() - start
    index_peak = peak_mib()

    row_of = {a: i for i, a in enumerate(ids)}
    gold = {q: [row_of[a] for a in articles] for q, articles in stard.gold.items()}
    parts = parts_of(stard.gold)
    queries = list(gold)
    for query in queries[:3]:
        _search(stard.queries[query], encoder, sparse, dense, row_of)
    from tqdm import tqdm

    hits: dict[str, Hits] = {}
    waits: list[float] = []
    for query in tqdm(queries, desc="query", unit="q", disable=None):
        start = time.perf_counter()
        hits[query] = _search(stard.queries[query], encoder, sparse, dense, row_of)
        hits[query].ranked("hybrid", 0.5)
        waits.append(time.perf_counter() - start)
    weight = tune(hits, gold, parts.tuned)
    sides = {"test": parts.test, "kept": sorted(parts.test + parts.tuned, key=int), "all": queries}
    results: dict[str, Any] = {}
    for system in SYSTEMS:
        ranked = {q: hits[q].ranked(system, weight).tolist() for q in queries}
        results[system] = {side: figures(ranked, gold, list(part)) for side, part in sides.items()}
    out = {
        "encoder": encoder.id,
        "articles": len(ids),
        "tokens": tokens,
        "dense_share": weight,
        "index_s": {
            "bm25": sparse_s,
            "encode": encode_s,
            "chroma": chroma_s,
            "all": sparse_s + encode_s + chroma_s,
        },
        "tokens_per_s": tokens / encode_s,
        "query_ms": {"p50": percentile(waits, 0.5) * 1000, "p95": percentile(waits, 0.95) * 1000},
        "memory_mib": {"index_peak": index_peak, "queries": resident_mib()},
        "results": results,
    }
    dense.close()
    shutil.rmtree(folder)
    write_atomically(work / "stard.json", dump(out, indent=1) + "\n")
    return out


def render(found: Mapping[str, Any]) -> str:
    """The figures as Markdown."""
    depths = [f"R@{k}" for k in DEPTHS]
    lines = [
        f"STARD, rebuilt corpus, {found['articles']:,} articles, encoder {found['encoder']}, "
        f"dense share {found['dense_share']} (tuned on other queries than test)",
        "",
        "| queries | system | n | " + " | ".join(depths) + " | MRR@10 | R@10 95% |",
        "| --- | --- | --: | " + "--: | " * (len(depths) + 2),
    ]
    for side, title in (("test", "test"), ("kept", "test + tuning"), ("all", "all (trained ones too)")):
        for system in SYSTEMS:
            row = found["results"][system][side]
            cells = " | ".join(f"{row[d]:.3f}" for d in (*depths, "MRR@10"))
            low, high = row["R@10 95%"]
            lines.append(f"| {title} | {system} | {row['queries']} | {cells} | {low:.3f}–{high:.3f} |")
    seconds = found["index_s"]
    lines += [
        "",
        f"index {seconds['all'] / 60:.1f} min (encode {seconds['encode']:.0f} s, {found['tokens_per_s']:,.0f} o200k "
        f"tokens/s; BM25 {seconds['bm25']:.0f} s; Chroma {seconds['chroma']:.0f} s), "
        f"query p50 {found['query_ms']['p50']:.0f} ms, p95 {found['query_ms']['p95']:.0f} ms, "
        f"memory {found['memory_mib']['queries']:.0f} MiB (peak while indexing {found['memory_mib']['index_peak']:.0f})",
    ]
    return "\n".join(lines)
