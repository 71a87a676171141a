"""The file of talks: messages of one asker and, for each after the first, the question it asks made to stand alone.

Such a question is made of the messages' own words. ``places`` finds which of their characters it took, and where they
stand in it: what the rewriter (index/rewriter.py) learns to tell. Knows nothing of models.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.rewriter import BETWEEN

from . import rows

_NUMERAL = re.compile(r"[\dA-Za-z一二三四五六七八九十第]")
_WORDLIKE = re.compile(r"\w")
NEAR = 3  # characters of the question between a single character and one from beside it


@dataclass(frozen=True, slots=True)
class Talk:
    """Messages, oldest first, and what the last of them asks, by itself."""

    messages: tuple[str, ...]
    standalone: str


def write(path: Path, talks: Sequence[Talk]) -> None:
    """Writes talks as JSON lines, compressed."""
    rows.write(path, ([*t.messages, t.standalone] for t in talks))


def read(path: Path) -> list[Talk]:
    """What ``write`` wrote.

    :raises InputError: no such file.
    """
    return rows.read(
        path,
        lambda row: Talk(tuple(map(str, row[:-1])), str(row[-1])),
        "talks of index/training/talks.py",
    )


def places(talk: Talk) -> list[int]:
    """For each character of the messages joined by ``BETWEEN`` its place in the question; -1 where it is not taken.

    The longest common stretches come first, those of the last message before others as long, later ones before earlier.
    """
    text, asked = BETWEEN.join(talk.messages), talk.standalone
    last = len(text) - len(talk.messages[-1])
    found = [-1] * len(text)
    taken = [False] * len(asked)
    matches = sorted(_matches(text, asked, last), reverse=True)
    while best := _longest_free(matches, found, taken):
        length, i, j = best
        if length == 1 and not _belongs(text, asked, found, i, j):
            taken[i] = True
            continue
        for n in range(length):
            found[j + n], taken[i + n] = i + n, True
    return found


def _matches(text: str, asked: str, last: int) -> Iterable[tuple[float, int, int, int]]:
    """Common stretches, each as long as it goes: weight, length, where in the question, where in the messages."""
    for i in range(len(asked)):
        for j in range(len(text)):
            if i and j and asked[i - 1] == text[j - 1] != BETWEEN:
                continue  # begins earlier
            n = 0
            while (
                i + n < len(asked)
                and j + n < len(text)
                and asked[i + n] == text[j + n]
                and text[j + n] != BETWEEN
            ):
                n += 1
            if n:
                yield n + (0.5 if j >= last else 0.0) + j / 10_000, n, i, j


def _longest_free(
    matches: Sequence[tuple[float, int, int, int]], found: Sequence[int], taken: Sequence[bool]
) -> tuple[int, int, int] | None:
    """The heaviest part of a match of which nothing is taken yet: length, where in the question, where in the messages."""
    best: tuple[float, int, int, int] | None = None
    for weight, length, i, j in matches:
        if best and weight <= best[0]:
            break
        at = 0
        while at < length:
            while at < length and (taken[i + at] or found[j + at] >= 0):
                at += 1
            end = at
            while end < length and not taken[i + end] and found[j + end] < 0:
                end += 1
            if end > at:
                here = end - at + weight - length
                if best is None or here > best[0]:
                    best = (here, end - at, i + at, j + at)
            at = end
    return best[1:] if best else None


def _belongs(text: str, asked: str, found: Sequence[int], i: int, j: int) -> bool:
    """Whether a single character in common is the same one: a numeral, or one beside what was taken."""
    if not _WORDLIKE.match(asked[i]):
        return False
    if _NUMERAL.match(asked[i]):
        return True
    beside = (j + d for d in (-2, -1, 1, 2) if 0 <= j + d < len(text))
    return any(found[k] >= 0 and abs(found[k] - i) <= NEAR for k in beside)
