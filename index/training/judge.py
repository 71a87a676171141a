"""``python -m index.training.judge``: trains the carried judge (index/judge.py) anew and says how its loss fell.

The network is the encoder's before its own training: multilingual-e5-small, pruned; the word table and the lower layers
stay as they are. A question is read with each of its passages; the softmax over their logits and a constant 0, which
stands for "nothing here answers", is to pick the right one. Two passes: STARD's training questions and pairs of the
laws alone, then these beside readings of gold questions (``python -m eval reading``). Knows nothing of clauses.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

import numpy as np

from corpus.errors import InputError
from index.judge import paired
from index.sparse import SparseIndex

from . import export, pairs, prune, weights
from .command import arguments, call, keep_memory, set_threads
from .data import Stard, read_laws, read_stard
from .split import Split, split_queries
from .weights import SPECIALS

SEED = 5
LOWER = 4  # layers that are not trained
RATE, HEAD_RATE = 8e-5, 1e-3
WARM_UP, LEAST_RATE = 0.08, 0.02
QUESTIONS, MICRO_BATCH = 4, 16
NEAR, FAR = 4, 3  # passages that do not answer, of a question's first four and of the others
UNANSWERED = 0.15  # of the questions with an answer are shown without it
ROUNDS = (1, 3)  # of either pass
PER_KIND = 500  # pairs of each kind from the laws
OF_LAWS = (500, 150)  # of these a round
OF_STARD = (1.0, 0.5)  # of its questions a round


@dataclass(frozen=True, slots=True)
class Listed:
    """A question with passages to choose from; ``right`` is the place of the answer, None where there is none."""

    question: str
    passages: tuple[str, ...]
    right: int | None


@dataclass(frozen=True, slots=True)
class Source:
    """What lists are drawn from. ``others`` come likeliest first."""

    question: str
    answers: tuple[str, ...]
    others: tuple[str, ...]
    foreign: tuple[str, ...] = ()  # of laws that do not answer it at all


def main(argv: Sequence[str] | None = None) -> int:
    """The command; returns its exit status."""
    parser = arguments("python -m index.training.judge", __doc__, "judge")
    parser.add_argument("--readings", type=Path, required=True, help="JSON of `python -m eval reading`")
    return call(run, parser.parse_args(argv))


def run(args: argparse.Namespace) -> None:
    """Every step in turn.

    :raises InputError: data or weights are missing.
    """
    keep_memory()
    set_threads(args.threads)
    args.work.mkdir(parents=True, exist_ok=True)
    random = Random(SEED)
    stard, laws = lay_sources(args.data, random)
    readings = read_readings(args.readings)
    source = weights.read_source(weights.source_file())
    ids = prune.kept_ids(source)
    tokenizer = prune.make_tokenizer(source, ids)
    model = make_model(weights.build_model(source, np.asarray(ids)))
    for n, rounds in enumerate(ROUNDS):
        lists = [
            one
            for _ in range(rounds)
            for one in one_round(stard, laws, readings if n else (), OF_STARD[n], OF_LAWS[n], random)
        ]
        train(model, tokenizer, lists)
    export.export_judge(model, tokenizer, args.work, args.out or args.work / "model")


def read_readings(path: Path) -> list[Source]:
    """What `python -m eval reading` wrote.

    :raises InputError: not such a file.
    """
    try:
        found = json.loads(path.read_text("utf-8"))
        return [Source(r["question"], tuple(r["answers"]), tuple(r["others"])) for r in found]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path}: no readings of `python -m eval reading` ({error!r})") from error


def lay_sources(data: Path, random: Random) -> tuple[list[Source], list[Source]]:
    """STARD's training questions with articles that are near in words, and pairs of the laws.

    :raises InputError: no such data.
    """
    stard = read_stard(data / "stard")
    split = split_queries(stard.gold)
    banned = {pairs.squeeze(stard.articles[a].text) for q in split.kept for a in stard.gold[q]}
    found = list(read_laws(data / "laws" / "just-laws.tar.gz"))
    made = [
        *pairs.law_pairs(found, banned, PER_KIND, random),
        *pairs.sentence_pairs(found, banned, PER_KIND, random),
    ]
    return _stard(stard, split, banned, random), [Source(p.query, (p.passage,), (p.negative,)) for p in made]


def _stard(stard: Stard, split: Split, banned: set[str], random: Random) -> list[Source]:
    ids = list(stard.articles)
    texts = [stard.articles[i].text for i in ids]
    bare = [pairs.squeeze(t) for t in texts]
    index = SparseIndex.build(texts)
    laws = sorted({a.law for a in stard.articles.values()})

    def styled(at: int) -> str:
        article = stard.articles[ids[at]]
        return f"{article.law}\n{article.text}" if random.random() < 0.7 else article.text

    out = []
    for query in split.train:
        gold = [ids.index(a) for a in stard.gold[query]]
        same = {bare[g] for g in gold} | banned
        order = np.argsort(-index.scores(stard.queries[query]), kind="stable")[:12000].tolist()
        order = [at for at in order if bare[at] not in same]
        own = {stard.articles[ids[g]].law for g in gold}
        beside = set(random.sample(laws, 10)) | own  # a small corpus with the law that answers
        away = set(random.sample(laws, 8)) - own  # one without it
        law = {at: stard.articles[ids[at]].law for at in order}
        near = [at for at in order[:6000] if law[at] in beside][:12]
        out.append(
            Source(
                stard.queries[query],
                tuple(map(styled, gold)),
                tuple(map(styled, dict.fromkeys([*near[:4], *order[2:40], *near[4:]]))),
                tuple(map(styled, [at for at in order if law[at] in away][:10])),
            )
        )
    return out


def one_round(
    stard: Sequence[Source],
    laws: Sequence[Source],
    readings: Sequence[Source],
    of_stard: float,
    of_laws: int,
    random: Random,
) -> list[Listed]:
    """Every question once, in random order, with passages drawn anew."""
    out = []
    for one in (s for s in stard if random.random() < of_stard):
        if random.random() < 0.7 or not one.foreign:
            out.append(listed(one, random))
        else:
            rest = one.foreign[4:]
            out.append(
                Listed(one.question, (*one.foreign[:4], *random.sample(rest, min(2, len(rest)))), None)
            )
    pool = [s.answers[0] for s in laws]
    for one in random.sample(laws, min(of_laws, len(laws))):
        out.append(Listed(one.question, (one.answers[0], *one.others, random.choice(pool)), 0))
    out += [listed(one, random) for one in readings]
    random.shuffle(out)
    return out


def listed(one: Source, random: Random) -> Listed:
    """A question with one of its answers, or now and then without, and some passages that do not answer it."""
    near, far = one.others[:NEAR], one.others[NEAR:]
    others = (*random.sample(near, min(FAR, len(near))), *random.sample(far, min(FAR, len(far))))
    if not one.answers or random.random() < UNANSWERED:
        return Listed(one.question, others, None)
    return Listed(one.question, (random.choice(one.answers), *others), 0)


def make_model(bert: Any, lower: int = LOWER) -> Any:
    """The network: mean of the last layer, one number. Word table and lower layers are not trained."""
    import torch

    class Judge(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.bert = bert
            self.head = torch.nn.Linear(bert.config.hidden_size, 1)
            torch.nn.init.normal_(self.head.weight, std=0.02)
            torch.nn.init.zeros_(self.head.bias)

        def forward(self, input_ids: Any, attention_mask: Any) -> Any:
            hidden = self.bert(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
            weight = attention_mask.unsqueeze(-1).to(hidden.dtype)
            return self.head(((hidden * weight).sum(1) / weight.sum(1)).float()).squeeze(-1)

    torch.manual_seed(SEED)
    model = Judge()
    bert.embeddings.word_embeddings.weight.requires_grad_(False)
    for layer in bert.encoder.layer[:lower]:
        for weight in layer.parameters():
            weight.requires_grad_(False)
    return model


def train(model: Any, tokenizer: Any, lists: Sequence[Listed], *, quiet: bool = False) -> float:
    """Trains ``model`` in place on ``lists`` in their order; returns the mean loss of the last ones."""
    import torch

    body = [p for name, p in model.named_parameters() if p.requires_grad and not name.startswith("head")]
    groups = [{"params": body, "lr": RATE}, {"params": list(model.head.parameters()), "lr": HEAD_RATE}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = [lists[at : at + QUESTIONS] for at in range(0, len(lists), QUESTIONS)]
    model.train()
    begun, mean = perf_counter(), 0.0
    for n, batch in enumerate(steps):
        done = n / len(steps)
        share = min(1.0, done / WARM_UP) * max(LEAST_RATE, 1 - done)
        for group, rate in zip(optimizer.param_groups, (RATE, HEAD_RATE), strict=True):
            group["lr"] = rate * share
        loss = _loss(model, tokenizer, batch)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        mean = loss.item() if n == 0 else 0.98 * mean + 0.02 * loss.item()
        if n % 20 == 0 and not quiet:
            print(f"  {n}/{len(steps)} loss {mean:.3f}, {perf_counter() - begun:.0f} s", flush=True)
    model.eval()
    return mean


def _loss(model: Any, tokenizer: Any, batch: Sequence[Listed]) -> Any:
    import torch

    ends = SPECIALS.index("<s>"), SPECIALS.index("</s>")
    rows = [row for one in batch for row in paired(tokenizer, one.question, one.passages, *ends)]
    order = sorted(range(len(rows)), key=lambda r: len(rows[r]))
    parts = []
    for at in range(0, len(order), MICRO_BATCH):
        texts = [torch.tensor(rows[r]) for r in order[at : at + MICRO_BATCH]]
        ids = torch.nn.utils.rnn.pad_sequence(texts, batch_first=True, padding_value=1)
        mask = torch.nn.utils.rnn.pad_sequence(
            [torch.ones_like(t) for t in texts], batch_first=True, padding_value=0
        )
        with torch.autocast("cpu", torch.bfloat16):
            parts.append(model(ids, mask).float())
    back = torch.empty(len(order), dtype=torch.long)
    back[torch.tensor(order)] = torch.arange(len(order))
    logits = torch.cat(parts)[back]
    losses, at = [], 0
    for one in batch:
        size = len(one.passages)
        held = torch.cat([logits[at : at + size], torch.zeros(1)])  # the last: nothing answers
        at += size
        right = torch.tensor([size if one.right is None else one.right])
        losses.append(torch.nn.functional.cross_entropy(held[None], right))
    return torch.stack(losses).mean()


if __name__ == "__main__":
    sys.exit(main())
