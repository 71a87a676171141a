"""Figures of a sentence and what is computed from them: units, differences, sums, rankings.

Knows nothing of whether a figure stands in a clause (figures.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.verification.grounds import CitedClause, Fact
from corpus.gazetteer import Region
from corpus.types import Quantity

SUM_RE = re.compile(r"(?:合计|共计|总计|总共|一共|共)(?:为|是)?$")
_DIRECTION_RE = re.compile(r"比|高于|低于|高出|较")
COMPARISON_RE = re.compile(
    r"高于|低于|最高|最低|最多|最少|更高|更低|更多|更少|一致|相同|相等|持平|一样|领先|落后|优于|比[^,;。]{1,30}[高低多少]"
)
_SCALES = {"百": 10**2, "千": 10**3, "万": 10**4, "亿": 10**8}
_SAME_UNIT = {"人": "名", "位": "名", "个百分点": "百分点", "件次": "件"}
YEAR_RE = re.compile(r"(?<![\d.])((?:19|20)\d{2})(?![\d.])")


@dataclass(frozen=True, slots=True)
class Match:
    """A figure of a sentence and the fact it rests on. ``start`` is its place in the stretch."""

    quantity: Quantity
    fact: Fact
    ground: CitedClause
    stretch: int
    start: int


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch ready for checking: names, labels and titles masked out, regions found.

    ``regions`` are the places the stretch speaks about, with their positions, in order.
    """

    text: str
    grounds: tuple[CitedClause, ...]
    regions: tuple[tuple[int, Region], ...]


def base(unit: str) -> tuple[int, str]:
    """万家 → (10000, 家); words for the same thing fall together."""
    factor = 1
    while unit and unit[0] in _SCALES and unit not in _SAME_UNIT:
        factor *= _SCALES[unit[0]]
        unit = unit[1:]
    return factor, _SAME_UNIT.get(unit, unit)


def scaled(q: Quantity) -> Decimal:
    return q.low * base(q.unit)[0]


def same_value(a: Quantity, b: Quantity) -> bool:
    return (scaled(a), a.high * base(a.unit)[0]) == (scaled(b), b.high * base(b.unit)[0])


class Comparison:
    """What one sentence makes of its matched figures."""

    def __init__(self, parts: Sequence[Part], matches: Sequence[Match], spare: Sequence[str]) -> None:
        """:param spare: the stretches with their figures and years masked out."""
        self.parts = parts
        self.matches = matches
        self.spare = spare

    def holds(self, n: int, q: Quantity) -> bool:
        """Whether a difference, sum or ratio follows from two matched figures of the sentence."""
        if q.comparator != "=" or q.low != q.high:
            return False
        before = self.parts[n].text[: q.start]
        unit = base(q.unit)[1]
        for i, a in enumerate(self.matches):
            for b in self.matches[i + 1 :]:
                kind = base(a.quantity.unit)[1]
                if kind != base(b.quantity.unit)[1]:
                    continue
                x, y = scaled(a.quantity), scaled(b.quantity)
                if unit == "倍":
                    exact = min(x, y) and max(x, y) / min(x, y)
                    if exact and exact.quantize(q.low) == q.low:
                        return True
                    continue
                if unit != ("百分点" if kind == "%" else kind):
                    continue
                said = q.low * base(q.unit)[0]
                if SUM_RE.search(before):
                    if kind != "%" and x + y == said and len(self.matches) == 2:
                        return True
                elif abs(x - y) == said:
                    return self._direction(sum(len(p.text) for p in self.parts[:n]) + q.start, a, b)
        return False

    def _direction(self, at: int, a: Match, b: Match) -> bool:
        """高/低 must point the right way: the thing behind 比 is found by its region or its figure.

        :param at: where the difference stands in the whole sentence.
        """
        text, placed, regions = self._laid_out()
        before = text[:at]
        word = re.search(r"(高出|高|低|多出|多|少|领先|落后)(?:了|约)?$", before)
        if not word:
            return True
        over = word[1] in ("高出", "高", "多出", "多", "领先")
        hits = list(_DIRECTION_RE.finditer(before))
        if not hits:
            return False
        behind = hits[-1].end()
        objects = [
            m
            for s, m in placed
            if m in (a, b)
            and (behind <= s < at or any(r == m.ground.region and behind <= p < at for p, r in regions))
        ]
        if len(objects) != 1:
            return False
        other = b if objects[0] is a else a
        return (scaled(other.quantity) > scaled(objects[0].quantity)) == over

    def _laid_out(self) -> tuple[str, list[tuple[int, Match]], list[tuple[int, Region]]]:
        """The whole sentence with its matches and regions at their places in it."""
        offset = 0
        placed: list[tuple[int, Match]] = []
        regions: list[tuple[int, Region]] = []
        for n, part in enumerate(self.parts):
            placed += [(offset + k.start, k) for k in self.matches if k.stretch == n]
            regions += [(offset + s, r) for s, r in part.regions]
            offset += len(part.text)
        return "".join(p.text for p in self.parts), placed, regions

    def reason(self) -> str | None:
        """高于, 最高, 一致 … between clauses: only with the figures in the sentence, and only if they say so."""
        grounds = {g.number: g for p in self.parts for g in p.grounds}
        text = "".join(self.spare)
        for m in COMPARISON_RE.finditer(text):
            if any(m.group() in g.text for g in grounds.values()):
                continue
            figures = self.matches
            if len(figures) < 2 or len({base(k.quantity.unit) for k in figures}) != 1:
                return f"“{m.group()}”没有可核对的数字"
            values = [scaled(k.quantity) for k in figures]
            word = m.group()
            if word in ("一致", "相同", "相等", "持平", "一样"):
                if len(set(values)) != 1:
                    return f"“{word}”与所引数字不符"
            elif not self._ranked(word, m.start()):
                return f"“{word}”与所引数字不符"
        return None

    def _ranked(self, word: str, at: int) -> bool:
        """Whether the subject of a ranking word really lies where it says. The subject stands before the word."""
        text, placed, regions = self._laid_out()
        subject = self._subject(at, text, regions, placed)
        if subject is None:
            return False
        value = scaled(subject.quantity)
        values = [scaled(k.quantity) for _, k in placed]
        if word in ("最高", "最多", "领先"):
            return value == max(values) and values.count(value) == 1
        if word in ("最低", "最少", "落后"):
            return value == min(values) and values.count(value) == 1
        others = [scaled(k.quantity) for _, k in placed if k is not subject]
        over = word[-1] in "高多" or word in ("高于", "更高", "更多", "优于")
        return len(others) == 1 and value != others[0] and (value > others[0]) == over

    @staticmethod
    def _subject(
        at: int, text: str, regions: Sequence[tuple[int, Region]], placed: Sequence[tuple[int, Match]]
    ) -> Match | None:
        """What a ranking word at ``at`` speaks of: the nearest place or year before it, else the nearest figure."""
        region = max(((s, r) for s, r in regions if s < at), key=lambda p: p[0], default=None)
        year = max(((m.start(), int(m[1])) for m in YEAR_RE.finditer(text, 0, at)), default=None)
        if year and (region is None or region[0] < year[0]):
            hits = [k for _, k in placed if k.fact.year == year[1]]
        elif region:
            hits = [k for _, k in placed if k.ground.region == region[1]]
        else:
            hits = [k for s, k in placed if s < at][-1:]
        return hits[0] if len(hits) == 1 else None
