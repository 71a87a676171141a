"""When an answer says a fact, and when a citation is the one that was asked for.

The rules that gold checker and metrics share. Knows nothing of files, answers or documents.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from eval.fold import comparable, folded


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands, as a reader cites it (the contract's doc, clause, row, item)."""

    doc: str
    clause: str | None
    row: str | None
    item: str | None

    def said(self) -> str:
        """The place in words for messages: ``xian-2024 专栏1 row 22``."""
        row = f"row {self.row}" if self.row else None
        return " ".join(part for part in (self.doc, self.clause, row, self.item) if part)


@lru_cache(maxsize=65536)
def _label(text: str | None) -> str:
    # a —— heading is cited with and without its dashes and its full stop
    return "" if text is None else comparable(text).strip("—-–―。.:;,")


def same_place(a: Place, b: Place) -> bool:
    """Whether both name the very same place, after folding."""
    return (a.doc, _label(a.clause), _label(a.row), _label(a.item)) == (
        b.doc,
        _label(b.clause),
        _label(b.row),
        _label(b.item),
    )


def points_at(gold: Place, given: Place) -> bool:
    """Whether ``given`` is the gold place or lies in it: what gold leaves out (null) asks for nothing."""
    return (
        gold.doc == given.doc
        and _label(gold.clause) == _label(given.clause)
        and (gold.row is None or _label(gold.row) == _label(given.row))
        and (gold.item is None or _label(gold.item) == _label(given.item))
    )


@lru_cache(maxsize=65536)
def _pattern(wanted: str) -> re.Pattern[str]:
    chars = comparable(wanted)
    body = r"\s*".join(re.escape(c) for c in chars)
    # "6%" must not be found in "96%" or "0.6%", nor "5" in "5.5" or "50"
    before = r"(?<![0-9])(?<![0-9]\.)" if chars[:1].isdigit() else ""
    after = r"(?![0-9])(?!\.[0-9])" if chars[-1:].isdigit() else ""
    return re.compile(before + body + after)


def says(wanted: str, text: str) -> bool:
    """Whether ``text`` says the fact ``wanted``: it stands there after folding, no number cut in two.

    Stricter than plain containment only at digits; white space inside is ignored.
    """
    return _pattern(wanted).search(folded(text)) is not None


def contains(wanted: str, text: str) -> bool:
    """Plain containment after folding: the reading of must_not_contain that is harder on the answer."""
    return comparable(wanted) in comparable(text)


def groups_missing(groups: Sequence[tuple[str, ...]], text: str) -> list[tuple[str, ...]]:
    """The groups of alternatives of which ``text`` says none."""
    return [group for group in groups if not any(says(option, text) for option in group)]
