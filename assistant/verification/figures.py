"""Numbers, years and comparisons of a sentence against the facts of the clauses it cites.

A figure is keyed by region, year and indicator, never by its bare digits. Knows nothing of other words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.verification.amounts import (
    COMPARISON_RE,
    SUM_RE,
    YEAR_RE,
    Comparison,
    Match,
    Part,
    base,
    same_value,
)
from assistant.verification.claims import said_quantities
from assistant.verification.closed_words import GLUE_RE, META_YEAR_RE
from assistant.verification.grounds import CitedClause, Fact, bigrams, piece_around
from corpus.gazetteer import Region
from corpus.numerals import find_quantities, find_years
from corpus.types import Quantity

_PREMISE_RE = re.compile(
    r"(?:不是|并非|而非|不为|没有|无)[^,;。]{0,8}$|(?:您|你|问题?中?|提到|所说|说)的[^,;。]{0,6}$"
)
_DIFFERENCE_RE = re.compile(r"(?:相差|差距|差值|差额|差|高出|高|低|多出|多|少|领先|落后)(?:了|为|是|约)?$")
_MIN_RECALL = 0.2  # share of an indicator's name that sentence and question together must say
_MEMBER_SAID = 0.34  # share of what only one of several things counted together is called by


@dataclass(frozen=True, slots=True)
class Asked:
    """What the question says that an answer may take for granted."""

    text: str
    years: tuple[int, ...]
    regions: tuple[Region, ...]
    quantities: tuple[Quantity, ...]


def asked(text: str, regions: Sequence[Region]) -> Asked:
    """:param text: the question, normalised."""
    return Asked(text, tuple(dict.fromkeys(find_years(text))), tuple(regions), tuple(said_quantities(text)))


class FigureCheck:
    """One sentence's figures. ``reason`` is set where one of them fails."""

    def __init__(self, parts: Sequence[Part], question: Asked) -> None:
        self.parts = parts
        self.question = question
        self.matches: list[Match] = []
        self.reason: str | None = None
        self.spare = ["" for _ in parts]  # the stretches with everything accounted for masked out
        self._derived: list[tuple[int, Quantity]] = []

    def run(self) -> str | None:
        """The reason why a figure fails, None where all stand."""
        for n, part in enumerate(self.parts):
            reason = self._direct(n, part) or self._years(n, part) or self._leftover(n, part)
            if reason:
                return reason
        comparison = Comparison(self.parts, self.matches, self.spare)
        for n, quantity in self._derived:
            if not comparison.holds(n, quantity):
                return f"“{quantity.text}”无法由句中所引数字算出"
        return comparison.reason()

    def _direct(self, n: int, part: Part) -> str | None:
        spare = list(part.text)
        for q in said_quantities(part.text):
            before = part.text[: q.start]
            number = re.search(r"\d", part.text[q.start : q.end])
            at = q.start + (number.start() if number else 0)
            if _is_bare_year(q) and not any(_agrees(q, f, part.text) for g in part.grounds for f in g.facts):
                continue
            spare[q.start : q.end] = "\0" * (q.end - q.start)
            if self._is_premise(q, before):
                if any(
                    _agrees(q, f, part.text) and self._named(q, f, g, part)
                    for g in part.grounds
                    for f in g.facts
                ):
                    return f"“{q.text}”见于所引条款，却被否定"
                continue
            derived = q.unit in ("百分点", "个百分点", "倍")
            derived = derived or bool(_DIFFERENCE_RE.search(before) or SUM_RE.search(before))
            if derived and not any(_agrees(q, f, part.text) for g in part.grounds for f in g.facts):
                self._derived.append((n, q))
                continue
            found = self._find(q, part, at)
            if isinstance(found, str):
                return found
            self.matches.append(Match(q, found[0], found[1], n, at))
        self.spare[n] = "".join(spare)
        return None

    def _is_premise(self, q: Quantity, before: str) -> bool:
        """A figure that the question takes for granted and the sentence corrects: 不是90%."""
        return bool(_PREMISE_RE.search(before)) and any(
            a.low == q.low and base(a.unit)[1] == base(q.unit)[1] for a in self.question.quantities
        )

    def _find(self, q: Quantity, part: Part, at: int) -> tuple[Fact, CitedClause] | str:
        every = [(f, g) for g in part.grounds for f in g.facts]
        marks = "".join(f"【{g.number}】" for g in part.grounds)
        same = [(f, g) for f, g in every if _agrees(q, f, part.text)]
        if not same:
            return self._why_not(q, every, part.text, marks)
        yearly = q.yearly or bool(re.search(r"年均|每年", piece_around(part.text, q.start, q.end)))
        same = [(f, g) for f, g in same if f.quantity.yearly == yearly]
        if not same:
            return f"“{q.text}”是否年均与{marks}不符"
        year = self._governing_year(part.text, at)
        if year is not None:
            same = [(f, g) for f, g in same if _holds_in(f, g, year)]
        elif len(self.question.years) == 1:
            same = [(f, g) for f, g in same if f.year is None or f.year == self.question.years[0]]
        if not same:
            return f"“{q.text}”的年份与{marks}不符"
        same = [(f, g) for f, g in same if self._in_region(part, at, g)]
        if not same:
            return f"“{q.text}”的地区与{marks}不符"
        best = self._best(q, same, every, part, year)
        if best is not None and self._torn(best[0]):
            return f"“{q.text}”在{marks}中是几项合计"
        return best or f"“{q.text}”在{marks}中说的不是这一事项"

    def _torn(self, fact: Fact) -> bool:
        """Whether a figure that counts several things together is told of some of them alone."""
        said = set().union(*(bigrams(p.text) for p in self.parts), bigrams(self.question.text))
        names = [bigrams(name) for name in fact.shared]
        for n, name in enumerate(names):
            own = name.difference(*names[:n], *names[n + 1 :])
            if own and len(own & said) / len(own) < _MEMBER_SAID:
                return True
        return False

    @staticmethod
    def _why_not(q: Quantity, every: list[tuple[Fact, CitedClause]], text: str, marks: str) -> str:
        for f, _ in every:
            if (f.quantity.low, f.quantity.high) == (q.low, q.high):
                if base(f.quantity.unit)[1] == base(q.unit)[1] and f.quantity.comparator != q.comparator:
                    return f"“{q.text}”的比较词与{marks}不符（原文：{f.quantity.text}）"
                return f"“{q.text}”的单位与{marks}不符（原文单位：{f.quantity.unit or '无'}）"
        return f"“{q.text}”不见于{marks}"

    def _governing_year(self, text: str, at: int) -> int | None:
        years = [(m.start(), int(m[1])) for m in YEAR_RE.finditer(text) if not _is_amount(text, m)]
        before = [y for s, y in years if s < at]
        if before:
            return before[-1]
        after = [y for s, y in years if s >= at]
        return after[0] if after else None

    def _in_region(self, part: Part, at: int, ground: CitedClause) -> bool:
        home = ground.region
        if home is None:
            return True
        before = [r for s, r in part.regions if s < at]
        after = [r for s, r in part.regions if s >= at]
        if said := (before[-1:] or after[:1]):
            return said[0] == home
        if len(self.question.regions) == 1:
            wanted = self.question.regions[0]
            return home.contains(wanted) or wanted.contains(home)
        return True

    def _named(self, q: Quantity, f: Fact, g: CitedClause, part: Part) -> bool:
        words = bigrams(part.text) | bigrams(self.question.text)
        name = bigrams(f.near)
        return not name or len(words & name) / len(name) >= _MIN_RECALL * 2

    def _best(
        self,
        q: Quantity,
        same: list[tuple[Fact, CitedClause]],
        every: list[tuple[Fact, CitedClause]],
        part: Part,
        year: int | None,
    ) -> tuple[Fact, CitedClause] | None:
        """The fact whose name the sentence says; None where another figure's name fits as well or better."""
        piece = bigrams(piece_around(part.text, q.start, q.end))
        whole = set().union(*(bigrams(p.text) for p in self.parts))
        layers = [piece, bigrams(part.text), whole, bigrams(self.question.text)]
        said = set().union(*layers)
        year = year or (self.question.years[0] if len(self.question.years) == 1 else None)

        def fit(fact: Fact) -> tuple[float, ...]:
            name = bigrams(fact.near)
            out: list[float] = []
            for layer in layers:
                hit = len(layer & name)
                out += [hit, hit / len(name) if name else 0.0]
            return tuple(out)

        fact, ground = max(same, key=lambda p: fit(p[0]))
        name = bigrams(fact.near)
        if name:
            # without a name of its own the sentence rests on the question's
            own = (
                piece if len(bigrams(GLUE_RE.sub("", piece_around(part.text, q.start, q.end)))) >= 2 else said
            )
            if not own & name or len(said & name) / len(name) < _MIN_RECALL:
                return None
        chosen = fit(fact)
        for rival, other in every:
            if base(rival.quantity.unit) != base(fact.quantity.unit) or same_value(
                rival.quantity, fact.quantity
            ):
                continue
            if year is not None and not _holds_in(rival, other, year):
                continue
            if other is not ground and part.regions and not any(r == other.region for _, r in part.regions):
                continue
            if other.region != ground.region and fit(rival)[0] <= chosen[0]:
                continue
            if fit(rival) >= chosen:
                return None
        return fact, ground

    def _years(self, n: int, part: Part) -> str | None:
        marks = "".join(f"【{g.number}】" for g in part.grounds)
        words = bigrams(part.text)
        for m in YEAR_RE.finditer(self.spare[n]):
            year = int(m[1])
            self.spare[n] = self.spare[n][: m.start()] + "\0" * 4 + self.spare[n][m.end() :]
            if year in self.question.years and _PREMISE_RE.search(part.text[: m.start()]):
                continue
            if META_YEAR_RE.search(part.text) and any(_meta_year(g, year) for g in part.grounds):
                continue
            compares = bool(COMPARISON_RE.search(part.text))  # 2027年更高 rests on the figures before it
            if any(k.fact.year == year and (k.stretch == n or compares) for k in self.matches):
                continue
            scored = [(len(words & bigrams(s.text)), s) for g in part.grounds for s in g.statements]
            best = max((score for score, _ in scored), default=0)
            if not any(year in s.years and score >= max(2, 0.6 * best) for score, s in scored):
                return f"“{year}年”不见于{marks}的相应内容"
        return None

    def _leftover(self, n: int, part: Part) -> str | None:
        """Digits that are no amount and no year must stand in the clause with the same neighbours."""
        spare = self.spare[n]
        for m in re.finditer(r"\d+(?:\.\d+)?", spare):
            left = part.text[max(0, m.start() - 1) : m.start()]
            right = part.text[m.end() : m.end() + 1]
            pattern = re.escape(left) if left.isalpha() else r"(?<![\d.])"
            pattern += re.escape(m.group()) + (re.escape(right) if right.isalpha() else r"(?![\d.])")
            if not any(re.search(pattern, g.text) for g in part.grounds):
                marks = "".join(f"【{g.number}】" for g in part.grounds)
                return f"“{m.group()}”不见于{marks}"
        return None


def _is_bare_year(q: Quantity) -> bool:
    return not q.unit and q.comparator == "=" and q.low == q.high and 1949 <= q.low <= 2100 and q.low % 1 == 0


def _is_amount(text: str, year: re.Match[str]) -> bool:
    return any(q.unit and q.start <= year.start() < q.end for q in find_quantities(text))


def _agrees(q: Quantity, fact: Fact, text: str) -> bool:
    """Value, unit and comparator; a unit may stand in brackets elsewhere: 覆盖率(%)≥80."""
    f = fact.quantity
    if q.comparator != f.comparator:
        return False
    if not q.unit and f.unit:
        return (q.low, q.high) == (f.low, f.high) and f"({f.unit})" in text
    return base(q.unit)[1] == base(f.unit)[1] and same_value(q, f)


def _holds_in(fact: Fact, ground: CitedClause, year: int) -> bool:
    if fact.year is not None:
        return fact.year == year
    return year in ground.statements[fact.statement].years


def _meta_year(ground: CitedClause, year: int) -> bool:
    document = ground.document
    return (document.date or "").startswith(str(year)) or document.period_end == year
