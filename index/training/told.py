"""The file of told answers: what was asked, what was told, and whether that tells it. What the verifier learns from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import rows

# what an answer was told to: a message of a talk with those before it, a question that stands alone, a gold question,
# or a question written beside the answer
KINDS = ("talk", "alone", "gold", "near")


@dataclass(frozen=True, slots=True)
class Told:
    """``asked``: messages, oldest first. ``right``: from 0 to 1 how far ``told`` tells what the last of them asks.

    ``corpus``: whose answer it is.
    """

    kind: str
    corpus: str
    asked: tuple[str, ...]
    told: str
    right: float


def write(path: Path, answers: Sequence[Told]) -> None:
    """Writes answers as JSON lines, compressed."""
    rows.write(path, ([a.kind, a.corpus, a.right, a.told, *a.asked] for a in answers))


def read(path: Path) -> list[Told]:
    """What ``write`` wrote.

    :raises InputError: no such file.
    """
    return rows.read(path, _made, "answers of index/training/told.py")


def _made(row: list[Any]) -> Told:
    kind, corpus, right, told, *asked = row
    return Told(str(kind), str(corpus), tuple(map(str, asked)), str(told), float(right))
