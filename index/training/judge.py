"""``python -m index.training.judge``: trains the carried judge (index/judge.py) anew and says how its loss fell.

The network is the encoder's before its own training: multilingual-e5-small, pruned; its word table stays as it is. A
question is read with some of its passages; the softmax over their logits and a constant 0, which stands for "nothing
here answers", is to pick the right one. Half of that target is what judges say that were not trained on the question
(``--marks`` trains these, each without a part of the readings, and writes what they say into the file of readings): a
passage that answers as well is then no mistake. Knows nothing of clauses.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

from index.judge import paired

from . import export, network, readings, start
from .command import arguments, call, keep_memory, set_threads
from .readings import Marks, Reading
from .sources import Source, of_statements, public_sources
from .weights import SPECIALS

SEED = 31
PARTS = 3  # of the readings; a judge that marks one was trained on the others
RATES = (1e-4, 1.5e-4, 2e-4)  # of these judges
RATE = 1.5e-4
ROUNDS, MARKING_ROUNDS = 5, 4
BATCH = 32  # questions
FIRST, NEAR, FAR = 6, 4, 3  # passages that do not answer, of a question's first six and of the others
STRANGE, STRANGE_MARK = 0.3, -6.0  # of the questions get a passage from anywhere, too
UNANSWERED = 0.13  # of the questions with an answer are shown without it
FOREIGN = 0.3  # of STARD's with laws that do not answer them
OF_LAWS = 0.35  # of the pairs from laws a round
HARD = 0.5  # of a target that is what the reading says, where it has marks


@dataclass(frozen=True, slots=True)
class Listed:
    """A question with passages to choose from; ``right`` is the place of the answer, None where there is none."""

    question: str
    passages: tuple[str, ...]
    right: int | None
    marks: Marks = ()  # of each passage; empty where no judge has read them


def main(argv: Sequence[str] | None = None) -> int:
    """The command; returns its exit status."""
    parser = arguments("python -m index.training.judge", __doc__, "judge")
    parser.add_argument("--readings", type=Path, required=True, help="file of `python -m eval reading`")
    parser.add_argument("--marks", type=Path, help="write the readings with marks to this file, and no judge")
    return call(run, parser.parse_args(argv))


def run(args: argparse.Namespace) -> None:
    """Every step in turn.

    :raises InputError: data or weights are missing.
    """
    keep_memory()
    set_threads(args.threads)
    args.work.mkdir(parents=True, exist_ok=True)
    random = Random(SEED)
    public, _ = public_sources(args.data, random)
    read = readings.read(args.readings)
    tokenizer, untrained = start.pruned()

    def fresh() -> Any:
        return make_model(untrained())

    if args.marks:
        readings.write(args.marks, marked(read, public, fresh, tokenizer, random))
        return
    model = fresh()
    train(model, tokenizer, [*public, *of_statements(read)], ROUNDS, RATE, random)
    export.export_judge(model.cpu().float().eval(), tokenizer, args.work, args.out or args.work / "model")


def marked(
    read: Sequence[Reading], public: Sequence[Source], fresh: Any, tokenizer: Any, random: Random
) -> list[Reading]:
    """The readings, each marked by a judge that was not trained on it.

    :param fresh: gives an untrained judge.
    """
    part_of = [random.randrange(PARTS) for _ in read]
    out = list(read)
    for part in range(PARTS):
        model = fresh()
        rest = [replace(r, marks=()) for r, p in zip(read, part_of, strict=True) if p != part]
        train(model, tokenizer, [*public, *of_statements(rest)], MARKING_ROUNDS, RATES[part], random)
        for n in (n for n, p in enumerate(part_of) if p == part):
            r = read[n]
            out[n] = replace(
                r,
                marks=_logits(model, tokenizer, r.question, (*r.answers, *r.others)),
                clause_marks=_logits(model, tokenizer, r.search, (*r.clauses, *r.elsewhere)),
            )
    return out


def _logits(model: Any, tokenizer: Any, question: str, passages: Sequence[str]) -> Marks:
    return tuple(map(float, network.scores(model, _rows(tokenizer, question, passages))))


def one_round(sources: Sequence[Source], random: Random) -> list[Listed]:
    """Every question once, in random order, with passages drawn anew; of the pairs from laws some."""
    pool = [s.answers[0] for s in sources if s.kind == "reading" and s.answers]
    out = [listed(s, pool, random) for s in sources if s.kind != "law" or random.random() < OF_LAWS]
    random.shuffle(out)
    return out


def listed(one: Source, pool: Sequence[str], random: Random) -> Listed:
    """A question with one of its answers, or now and then without, and some passages that do not answer it.

    :param pool: passages of any documents.
    """
    if one.foreign and random.random() < FOREIGN:
        return Listed(one.question, one.foreign[: NEAR + FAR], None)
    near, far = range(len(one.others))[:FIRST], range(len(one.others))[FIRST:]
    drawn = [*random.sample(near, min(NEAR, len(near))), *random.sample(far, min(FAR, len(far)))]
    strange = (random.choice(pool),) if pool and random.random() < STRANGE else ()
    at = random.randrange(len(one.answers)) if one.answers and random.random() >= UNANSWERED else None
    answer = () if at is None else (one.answers[at],)
    passages = (*answer, *(one.others[i] for i in drawn), *(s for s in strange if s not in one.answers))
    marks: Marks = ()
    if one.marks:
        of_others = one.marks[len(one.answers) :]
        told = (*(() if at is None else (one.marks[at],)), *(of_others[i] for i in drawn))
        marks = (*told, *(STRANGE_MARK for _ in passages[len(told) :]))
    return Listed(one.question, passages, None if at is None else 0, marks)


def make_model(bert: Any) -> Any:
    """The network: mean of the last layer, one number. Its word table is not trained."""
    import torch

    class Judge(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.bert = bert
            self.head = torch.nn.Linear(bert.config.hidden_size, 1)
            torch.nn.init.normal_(self.head.weight, std=0.02)
            torch.nn.init.zeros_(self.head.bias)

        def forward(self, input_ids: Any, attention_mask: Any) -> Any:
            return self.head(network.pooled(self.bert, input_ids, attention_mask).float()).squeeze(-1)

    torch.manual_seed(SEED)
    model = Judge()
    network.frozen_words(model.bert)
    return model.to(network.device())


def train(
    model: Any,
    tokenizer: Any,
    sources: Sequence[Source],
    rounds: int,
    rate: float,
    random: Random,
    *,
    batch: int = BATCH,
    quiet: bool = False,
) -> float:
    """Trains ``model`` in place, every source once a round; returns the mean loss of the last steps."""
    lists = [one for _ in range(rounds) for one in one_round(sources, random)]
    batches = [lists[at : at + batch] for at in range(0, len(lists), batch)]
    return network.learn(model, rate, batches, lambda some: _loss(model, tokenizer, some), quiet=quiet)


def _rows(tokenizer: Any, question: str, passages: Sequence[str]) -> list[list[int]]:
    return paired(tokenizer, question, passages, SPECIALS.index("<s>"), SPECIALS.index("</s>"))


def _loss(model: Any, tokenizer: Any, questions: Sequence[Listed]) -> Any:
    import torch

    logits = network.through(model, [r for q in questions for r in _rows(tokenizer, q.question, q.passages)])
    losses, at = [], 0
    for one in questions:
        size = len(one.passages)
        # the last: nothing answers
        held = torch.cat([logits[at : at + size], logits.new_zeros(1)])
        at += size
        target = torch.zeros(size + 1)
        target[size if one.right is None else one.right] = 1.0
        if one.marks:
            target = HARD * target + (1 - HARD) * torch.tensor([*one.marks, 0.0]).softmax(0)
        losses.append(-(target.to(held) * held.log_softmax(0)).sum())
    return torch.stack(losses).mean()


if __name__ == "__main__":
    sys.exit(main())
