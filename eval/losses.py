"""What is lost when questions that are answered right are put otherwise, counted by kind. Knows nothing of how they are put."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from eval.records import Record, is_right, write_atomically

LOST = "lost.jsonl"
_KEPT = ("id", "turns", "outcome", "answer", "standalone_question")


class Losses:
    """Answers to questions that were right before, as they come."""

    def __init__(self) -> None:
        self._asked: Counter[str] = Counter()
        self._lost: Counter[str] = Counter()
        self._lines: list[str] = []

    def add(self, kinds: Iterable[str], record: Record, **head: str) -> None:
        """Count an answer under each of its kinds and ``all``; one that is wrong is kept with what ``head`` says of it."""
        counted = (*kinds, "all")
        self._asked.update(counted)
        if not is_right(record):
            self._lost.update(counted)
            kept = {k: record[k] for k in _KEPT}
            self._lines.append(json.dumps({**head, **kept}, ensure_ascii=False))

    def write(self, out: Path) -> None:
        """What is lost, into ``out``/lost.jsonl."""
        out.mkdir(parents=True, exist_ok=True)
        write_atomically(out / LOST, "".join(f"{line}\n" for line in self._lines))

    def table(self, title: str) -> str:
        """A line for each kind in the order they first came, all of them last."""
        kinds = [*(k for k in self._asked if k != "all"), "all"]
        rows = [f"{kind:<16} {self._asked[kind]:>6} {self._lost[kind]:>6}" for kind in kinds]
        return "\n".join([f"{title:<16} {'asked':>6} {'lost':>6}", *rows])
