"""``python -m index.training.rewriter``: trains the carried question rewriter (index/rewriter.py) anew.

The network is the encoder's before its own training: multilingual-e5-small, pruned; its word table stays as it is. For
each token it learns whether the question that stands alone keeps it, whether that question breaks off behind it, and how
far on it stands. Two cores take an hour and a half. Knows nothing of clauses.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from index.rewriter import MESSAGES, WINDOW, Tokens, tokens_of_talk
from index.settings import ROOT

from . import export, network, start, talks
from .command import arguments, call, keep_memory, set_threads
from .talks import Talk
from .weights import SPECIALS

SEED = 33
RATE = 1.5e-4
ROUNDS = 7
BATCH, BUCKET = 32, 512  # talks a step, and talks that are sorted by length
BREAKS, STANDS = 0.3, 2.0  # shares of the losses, beside that of what is kept
NOTHING = -1.0  # no target
APART = 4  # characters of the question between two tokens that are still one stretch


@dataclass(frozen=True, slots=True)
class Example:
    """A talk's tokens and for each its targets: kept, breaks off, place from 0 to 1; ``NOTHING`` where there is none."""

    tokens: Tokens
    kept: list[float]
    breaks: list[float]
    place: list[float]


def main(argv: Sequence[str] | None = None) -> int:
    """The command; returns its exit status."""
    parser = arguments("python -m index.training.rewriter", __doc__, "rewriter", public=False)
    parser.add_argument("--talks", type=Path, default=ROOT / "eval" / "talks" / "talks.jsonl.xz")
    return call(run, parser.parse_args(argv))


def run(args: argparse.Namespace) -> None:
    """Every step in turn.

    :raises InputError: talks or weights are missing.
    """
    keep_memory()
    set_threads(args.threads)
    args.work.mkdir(parents=True, exist_ok=True)
    told = talks.read(args.talks)
    tokenizer, untrained = start.pruned()
    model = make_model(untrained())
    train(model, tokenizer, told, ROUNDS, RATE, Random(SEED))
    export.export_rewriter(model.cpu().float().eval(), tokenizer, args.work, args.out or args.work / "model")


def example(tokenizer: Any, talk: Talk) -> Example:
    """What is to be told of a talk's tokens; a token counts as kept where most of it is."""
    talk = Talk(talk.messages[-MESSAGES:], talk.standalone)
    at = talks.places(talk)
    tokens = tokens_of_talk(tokenizer, talk.messages, SPECIALS.index("<s>"), SPECIALS.index("</s>"))
    kept, place = [], []
    for span in tokens.spans:
        stands = [at[c] for c in range(*span) if at[c] >= 0] if span else []
        keeps = bool(span) and len(stands) * 2 > span[1] - span[0] if span else False
        kept.append(float(keeps) if span else NOTHING)
        place.append(sum(stands) / len(stands) / max(1, len(talk.standalone)) if keeps else NOTHING)
    breaks = [NOTHING] * len(kept)
    for n in range(len(kept) - 1):
        if kept[n] == kept[n + 1] == 1.0:
            step = (place[n + 1] - place[n]) * len(talk.standalone)
            after = tokens.spans[n + 1]
            breaks[n] = float(not 0 < step <= max(APART, 2 * (after[1] - after[0]) if after else 0))
    return Example(tokens, kept, breaks, place)


def make_model(bert: Any) -> Any:
    """The network: three numbers a token. Messages before the last and the last begin as the same kind of text."""
    import torch

    hidden = bert.config.hidden_size
    kinds = torch.nn.Embedding(2, hidden)
    with torch.no_grad():
        kinds.weight.copy_(bert.embeddings.token_type_embeddings.weight[:1].repeat(2, 1))
    bert.embeddings.token_type_embeddings = kinds
    bert.config.type_vocab_size = 2

    class Rewriter(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.bert = bert
            self.head = torch.nn.Linear(hidden, 3)
            torch.nn.init.normal_(self.head.weight, std=0.02)
            torch.nn.init.zeros_(self.head.bias)

        def forward(self, input_ids: Any, attention_mask: Any, token_type_ids: Any) -> Any:
            told = self.bert(
                input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
            )
            return self.head(told.last_hidden_state)

    torch.manual_seed(SEED)
    model = Rewriter()
    network.frozen_words(model.bert)
    return model.to(network.device())


def train(
    model: Any,
    tokenizer: Any,
    told: Sequence[Talk],
    rounds: int,
    rate: float,
    random: Random,
    *,
    quiet: bool = False,
) -> float:
    """Trains ``model`` in place, every talk that fits once a round; returns the mean loss of the last steps."""
    examples = [e for e in (example(tokenizer, t) for t in told) if len(e.tokens.ids) <= WINDOW]
    batches = [batch for _ in range(rounds) for batch in _one_round(examples, random)]
    return network.learn(model, rate, batches, lambda batch: _loss(model, batch), quiet=quiet)


def _one_round(examples: Sequence[Example], random: Random) -> list[Sequence[Example]]:
    """Every example once, in random order, those of like length together."""
    mixed = random.sample(examples, len(examples))
    out: list[Sequence[Example]] = []
    for at in range(0, len(mixed), BUCKET):
        alike = sorted(mixed[at : at + BUCKET], key=lambda e: len(e.tokens.ids))
        out += [alike[n : n + BATCH] for n in range(0, len(alike), BATCH)]
    random.shuffle(out)
    return out


def _loss(model: Any, batch: Sequence[Example]) -> Any:
    import torch
    from torch.nn import functional

    where = network.device()

    def table(rows: Sequence[Sequence[float]], fill: float, kind: Any) -> Any:
        return torch.nn.utils.rnn.pad_sequence(
            [torch.tensor(row, dtype=kind) for row in rows], batch_first=True, padding_value=fill
        ).to(where)

    ids = table([e.tokens.ids for e in batch], SPECIALS.index("<pad>"), torch.long)
    parts = table([e.tokens.parts for e in batch], 0, torch.long)
    mask = table([[1] * len(e.tokens.ids) for e in batch], 0, torch.long)
    out = model(ids, mask, parts)
    loss = out.new_zeros(())
    for n, share in enumerate((1.0, BREAKS)):
        target = table([(e.kept, e.breaks)[n] for e in batch], NOTHING, torch.float32)
        told = target != NOTHING
        if told.any():
            loss = loss + share * functional.binary_cross_entropy_with_logits(out[..., n][told], target[told])
    place = table([e.place for e in batch], NOTHING, torch.float32)
    told = place != NOTHING
    if told.any():
        stands = torch.sigmoid(out[..., 2][told])
        loss = loss + STANDS * functional.smooth_l1_loss(stands, place[told], beta=0.1)
    return loss


if __name__ == "__main__":
    sys.exit(main())
