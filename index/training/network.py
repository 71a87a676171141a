"""What both recipes do with a network: rows of tokens through it, on a GPU where there is one, and its optimiser.

Rows of like length go together, padded. Knows nothing of what the rows say.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import perf_counter
from typing import Any

import numpy as np
import numpy.typing as npt

from .weights import SPECIALS

WARM_UP, LEAST_RATE = 0.06, 0.02
HEAD_RATE = 1e-3
PART = {"cuda": 96, "cpu": 16}  # rows that are padded to one length


def device() -> str:
    """cuda where torch sees a GPU."""
    import torch

    return "cuda" if torch.cuda.is_available() else "cpu"


def through(run: Callable[[Any, Any], Any], rows: Sequence[Sequence[int]]) -> Any:
    """What ``run(ids, mask)`` gives for each row, float32 and in the order of the rows."""
    import torch

    where = device()
    order = sorted(range(len(rows)), key=lambda r: len(rows[r]))
    parts = []
    for at in range(0, len(order), PART[where]):
        texts = [torch.tensor(rows[r]) for r in order[at : at + PART[where]]]
        pad = torch.nn.utils.rnn.pad_sequence
        ids = pad(texts, batch_first=True, padding_value=SPECIALS.index("<pad>"))
        mask = pad([torch.ones_like(t) for t in texts], batch_first=True, padding_value=0)
        with torch.autocast(where, torch.bfloat16):
            parts.append(run(ids.to(where), mask.to(where)).float())
    back = torch.empty(len(order), dtype=torch.long)
    back[torch.tensor(order, dtype=torch.long)] = torch.arange(len(order))
    return torch.cat(parts)[back.to(where)]


def scores(
    run: Callable[[Any, Any], Any], rows: Sequence[Sequence[int]], size: int = 2048
) -> npt.NDArray[Any]:
    """The same without learning from it, as numpy."""
    import torch

    with torch.no_grad():
        parts = [through(run, rows[at : at + size]).cpu().numpy() for at in range(0, len(rows), size)]
    return np.concatenate(parts) if parts else np.zeros(0, np.float32)


def pooled(bert: Any, ids: Any, mask: Any) -> Any:
    """The mean of the last layer over the tokens of each row."""
    hidden = bert(input_ids=ids, attention_mask=mask).last_hidden_state
    weight = mask.unsqueeze(-1).to(hidden.dtype)
    return (hidden * weight).sum(1) / weight.sum(1)


class Steps:
    """An optimiser with its rates: up during the first steps, then down in a line. The head has a rate of its own."""

    def __init__(self, model: Any, rate: float, count: int) -> None:
        import torch

        self._model, self._count, self._done = model, max(1, count), 0
        named = [(name, p) for name, p in model.named_parameters() if p.requires_grad]
        body = [p for name, p in named if not name.startswith("head")]
        head = [p for name, p in named if name.startswith("head")]
        parts = [(params, r) for params, r in ((body, rate), (head, HEAD_RATE)) if params]
        self._rates = [r for _, r in parts]
        groups = [{"params": params, "lr": r} for params, r in parts]
        self._optimizer = torch.optim.AdamW(groups, weight_decay=0.01)

    def step(self, loss: Any) -> None:
        """Learns from one loss."""
        import torch

        done = self._done / self._count
        share = min(1.0, (done + 1 / self._count) / WARM_UP) * max(LEAST_RATE, 1 - done)
        for group, rate in zip(self._optimizer.param_groups, self._rates, strict=True):
            group["lr"] = rate * share
        self._optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self._model.parameters(), 1.0)
        self._optimizer.step()
        self._done += 1


def learn(
    model: Any, rate: float, batches: Sequence[Any], loss_of: Callable[[Any], Any], *, quiet: bool = False
) -> float:
    """Trains ``model`` in place on ``batches`` in their order; returns the mean loss of the last ones."""
    steps = Steps(model, rate, len(batches))
    model.train()
    begun, mean = perf_counter(), 0.0
    for n, batch in enumerate(batches):
        loss = loss_of(batch)
        steps.step(loss)
        mean = loss.item() if n == 0 else 0.98 * mean + 0.02 * loss.item()
        if n % 20 == 0 and not quiet:
            print(f"  {n}/{len(batches)} loss {mean:.3f}, {perf_counter() - begun:.0f} s", flush=True)
    model.eval()
    return mean


def frozen_words(bert: Any) -> Any:
    """``bert`` on its device, its word table fixed: words that no training text says stay where they are."""
    bert.embeddings.word_embeddings.weight.requires_grad_(False)
    return bert.to(device())
