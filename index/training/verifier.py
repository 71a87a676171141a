"""``python -m index.training.verifier``: trains the carried answer verifier (index/verifier.py) anew.

It begins as the judge, read back out of its int8 file, and learns from answers that were told to somebody and graded, and
from questions that people wrote beside an answer, some it answers and some it misses by one point. Right answers are
drawn anew each round, as there are many more of them. Two cores take twenty minutes. Knows nothing of clauses.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

from index.judge import NAME as JUDGE
from index.own_encoder import MODEL_FOLDER
from index.settings import ROOT
from index.verifier import BETWEEN, MESSAGES, row

from . import carried, export, network, start, told
from .command import arguments, call, keep_memory, set_threads
from .judge import make_model
from .told import Told
from .weights import SPECIALS

SEED = 37
RATE = 1e-4
ROUNDS = 2
BATCH, BUCKET = 32, 512  # answers a step, and answers that are sorted by length
# answers a round: wrong ones so often, and so many right ones for each wrong one; of questions written beside an answer all
WRONG = {"talk": 1, "alone": 1, "gold": 2, "near": 1}
RIGHT = {"talk": 1.5, "alone": 1.5, "gold": 4.0}
UNSURE = 0.02  # of a grade


def main(argv: Sequence[str] | None = None) -> int:
    """The command; returns its exit status."""
    parser = arguments("python -m index.training.verifier", __doc__, "verifier", public=False)
    parser.add_argument("--told", nargs="+", type=Path, default=[ROOT / "eval" / "told" / "told.jsonl.xz"])
    parser.add_argument(
        "--without", nargs="*", default=(), metavar="CORPUS", help="corpora kept to measure on"
    )
    return call(run, parser.parse_args(argv))


def run(args: argparse.Namespace) -> None:
    """Every step in turn.

    :raises InputError: answers or weights are missing.
    """
    keep_memory()
    set_threads(args.threads)
    args.work.mkdir(parents=True, exist_ok=True)
    answers = [a for path in args.told for a in told.read(path) if a.corpus not in args.without]
    tokenizer, untrained = start.pruned()
    model = make_model(untrained())
    carried.load(model, MODEL_FOLDER / f"{JUDGE}.onnx")
    train(model, tokenizer, answers, ROUNDS, RATE, Random(SEED))
    export.export_verifier(model.cpu().float().eval(), tokenizer, args.work, args.out or args.work / "model")


def train(
    model: Any,
    tokenizer: Any,
    answers: Sequence[Told],
    rounds: int,
    rate: float,
    random: Random,
    *,
    quiet: bool = False,
) -> float:
    """Trains ``model`` in place; returns the mean loss of the last steps."""
    batches = [batch for _ in range(rounds) for batch in _one_round(answers, random)]
    return network.learn(model, rate, batches, lambda batch: _loss(model, tokenizer, batch), quiet=quiet)


def _one_round(answers: Sequence[Told], random: Random) -> list[Sequence[Told]]:
    """The answers of a round in batches of like length."""
    drawn: list[Told] = []
    for kind, times in WRONG.items():
        mine = [a for a in answers if a.kind == kind]
        wrong = [a for a in mine if a.right <= 0.5]
        right = [a for a in mine if a.right > 0.5]
        most = int(RIGHT[kind] * len(wrong)) if kind in RIGHT else len(right)
        drawn += [*wrong * times, *random.sample(right, min(most, len(right)))]
    random.shuffle(drawn)
    out: list[Sequence[Told]] = []
    for at in range(0, len(drawn), BUCKET):
        alike = sorted(drawn[at : at + BUCKET], key=lambda a: len(a.told))
        batches = [alike[n : n + BATCH] for n in range(0, len(alike), BATCH)]
        random.shuffle(batches)
        out += batches
    return out


def _loss(model: Any, tokenizer: Any, batch: Sequence[Told]) -> Any:
    import torch

    begin, end = SPECIALS.index("<s>"), SPECIALS.index("</s>")
    rows = [row(tokenizer, BETWEEN.join(a.asked[-MESSAGES:]), a.told, begin, end) for a in batch]
    logits = network.through(model, rows)
    target = torch.tensor([UNSURE + a.right * (1 - 2 * UNSURE) for a in batch]).to(logits)
    return torch.nn.functional.binary_cross_entropy_with_logits(logits, target)


if __name__ == "__main__":
    sys.exit(main())
