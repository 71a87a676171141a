"""Which indicator of a table has the highest target, or is to rise the most from where it stands.

Only figures of one unit are held against each other: 98% is neither more nor less than 60家. Knows nothing of one
indicator's figure in several places (comparisons.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.answers.intervals import Amount, amount_of_indicator, say_number
from assistant.answers.render import Composed, Draft, Span, say_value
from assistant.answers.target_tables import LEAST_WEIGHT, OF_ASKING, TargetTables, row_name
from assistant.understand.question import Query
from assistant.understand.tabular import Extreme, asks_extreme
from corpus.types import Clause, Indicator

_OF_EXTREMES = re.compile(
    f"{OF_ASKING.pattern}|[一-龥]*(?:提高|提升|增长|增加|上升|下降|降低|减少|变化|增幅|涨幅|降幅|增速|幅度|最)[一-龥]*|涨|升|降|快|慢|高|低|大|小|多|少|"
    "相比|比|基期|基数|现状|现在|目前|数字|到|从|年|底|末"
)
TIED = 5  # rows with the same figure that are told
LEAST_ROWS = 2  # of one unit, for one to be the highest


@dataclass(frozen=True, slots=True)
class _Row:
    clause: Clause
    target: Indicator
    amount: Amount
    base: Amount | None = None
    base_said: str = ""

    @property
    def point(self) -> Decimal:
        assert self.amount.point is not None
        return self.amount.point

    @property
    def rise(self) -> Decimal:
        """By how much the target is above the base: percentage points, else the share of the base."""
        assert self.base is not None
        assert self.base.point is not None
        change = self.point - self.base.point
        return change if self.amount.kind == "%" else change / self.base.point


class Extremes(TargetTables):
    """Answers which indicator is the highest, or rises the most."""

    def extreme(self, query: Query) -> Composed | None:
        """The first by its figure in each unit; None where something else is asked, or no table is in scope."""
        asked = asks_extreme(query.text)
        if asked is None or query.english or len(query.regions) > 1:
            return None
        box = [r.kind for r in query.refs] == ["box"]
        if (query.refs and not box) or not (box or asked.names_indicators):
            return None
        if self.telling(query, _OF_EXTREMES, LEAST_WEIGHT):
            return None  # one matter's indicators
        clauses = self.target_rows(query)
        if query.attribute:
            clauses = [c for c in clauses if c.row and c.row.attribute == query.attribute]
        if not clauses:
            return None
        if len({c.doc_id for c in clauses}) > 1:
            return self.which_table(clauses)
        rows = [row for c in clauses if (row := self._measured(c, query.years)) is not None]
        if not asked.change:
            return self._highest(query, rows, asked)
        moved = [r for r in rows if r.base is not None and (r.amount.kind == "%" or (r.base.point or 0) > 0)]
        if not moved:
            where = self.index.tree.parent(clauses[0])
            return self.refuse(query, saying="指标表里没有基期值，算不出提高多少", nearest=where)
        return self._moved_most(moved, asked)

    def _measured(self, clause: Clause, years: Sequence[int]) -> _Row | None:
        """A row with its last target (or that of a year) as one number, and the number it starts from."""
        if (target := self.last_target(clause, years)) is None:
            return None
        amount = amount_of_indicator(target)
        if amount.point is None or amount.bound == "range":
            return None
        bases = [i for i in self.bases(clause) if not i.quantity.yearly]
        base = max(bases, key=lambda i: i.year or 0) if bases else None
        start = amount_of_indicator(base) if base is not None else None
        if base is None or start is None or start.point is None or start.kind != amount.kind:
            return _Row(clause, target, amount)
        return _Row(clause, target, amount, start, say_value(base))

    def _highest(self, query: Query, rows: Sequence[_Row], asked: Extreme) -> Composed | None:
        by_unit = _by_unit(rows)
        kinds = [k for k, mine in by_unit.items() if len(mine) >= LEAST_ROWS]
        if "%" in by_unit and "%" in kinds:
            kinds = ["%"]  # 最高 of amounts of things says nothing beside a rate
        if not kinds:
            return None
        draft = Draft()
        for kind in kinds:
            mine = by_unit[kind]
            end = (max if asked.most else min)(r.point for r in mine)
            first = [r for r in mine if r.point == end][:TIED]
            told = "；".join(f"{row_name(r.clause)}（{say_value(r.target)}）" for r in first)
            unit = "以百分比计的指标中" if kind == "%" else f"以“{kind or '个'}”计的指标中"
            lead = f"{unit}，" if len(by_unit) > 1 else ""
            spans = [Span(r.clause, r.clause.start, r.clause.end) for r in first]
            draft.say(f"{lead}目标{'最高' if asked.most else '最低'}的是{told}", *spans)
        if len(by_unit) > 1:
            draft.note("单位不同的指标不能放在一起比")
        return Composed("answered", draft, tuple(r.clause for r in rows), settled=True)

    def _moved_most(self, rows: Sequence[_Row], asked: Extreme) -> Composed:
        draft = Draft()
        moved = [r for r in rows if (r.rise < 0 if asked.falls else r.rise > 0)]
        rates, others = ([r for r in moved if (r.amount.kind == "%") is rate] for rate in (True, False))
        for mine, what, word in ((rates, "以百分比计的指标中", "提高"), (others, "按增幅，", "增长")):
            if not mine:
                continue
            word = "下降" if asked.falls else word
            most = sorted(mine, key=lambda r: abs(r.rise), reverse=asked.most)[0]
            by = say_number(abs(most.rise), "%") if mine is rates else _percent(abs(most.rise))
            draft.say(
                f"{what}{word}{'最多' if asked.most else '最少'}的是{row_name(most.clause)}："
                f"从{most.base_said}到{say_value(most.target)}",
                Span(most.clause, most.clause.start, most.clause.end),
            )
            # computed from what the sentence before cites
            draft.sentences.append((f"{word}{by}", ()))
        if not moved:
            draft.say(f"表中没有比基期{'下降' if asked.falls else '提高'}的指标")
        draft.note("按表中基期值和目标值算得；以百分比计的按百分点比较，其他按增幅比较")
        return Composed("answered", draft, tuple(r.clause for r in rows), settled=True)


def _percent(share: Decimal) -> str:
    return f"{(share * 100).quantize(Decimal('0.1')).normalize():f}%"


def _by_unit(rows: Sequence[_Row]) -> dict[str, list[_Row]]:
    out: dict[str, list[_Row]] = {}
    for row in rows:
        out.setdefault(row.amount.kind, []).append(row)
    return out
