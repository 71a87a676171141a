"""Where things stand beside what is aimed at: 现在是多少，目标是多少; 要比现在提高多少.

Both figures are of one name in one document, each with its own year. Knows nothing of other places and documents.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answers.comparisons import Comparisons
from assistant.answers.differences import Figure, difference
from assistant.answers.intervals import amount_of_indicator, amounts
from assistant.answers.measures import Measure
from assistant.answers.render import Composed, Draft, Span
from assistant.answers.statements import Statement
from assistant.understand.question import Kind, Query
from corpus.types import Indicator

_NOW = r"(?:现在|目前|当前|眼下|如今|当下|现状|现有|基期|眼前|起点)(?:的)?(?:值|水平|情况|基础|数|数值|年)?(?:上|的)?"
_CHANGE = (
    r"(?:还)?(?:要|能|将|得|应|会|需要?)?(?:再|多)?(?:提高|提升|增加|增长|增|降低|下降|减少|减|涨|降|升|高|低|多|少|差|变化)"
    r"(?:到|了|出)?(?:多少|几|多大|多高)(?:个)?(?:百分点|点|[家个项件名张条亿万元]+)?"
)
# 比现在提高多少: the way between the two
_FROM_NOW = re.compile(
    rf"(?:要|应|需要?|得|会|能)?(?:比|较|跟|和|与|在|从)(?:起)?{_NOW}(?:相比|比|基础上|来说|起)?[，,]?{_CHANGE}|"
    rf"{_NOW}(?:离|距离?|到|跟|和|与)(?:20\d\d年)?(?:的)?目标(?:值)?(?:还)?(?:差|有|要|相差|差距)(?:多少|几|多大|多远)?"
)
# 现在是多少，目标是多少; 目标和现状各是多少
_BOTH = re.compile(
    rf"(?:的)?{_NOW}(?:是|有|为|达到?)?(?:多少|几[家个项件名张条])?[，,、；;]?(?:和|与|跟|以及)?(?:20\d\d年|将来|以后|未来)?(?:的)?(?:目标|要到|要达到)(?:值)?(?:是|要|为|各|分别|又|都|定|达到?|是?到)*(?:多少|几)|"
    rf"(?:的)?目标(?:值)?(?:是|为)?(?:多少)?[，,、；;]?(?:和|与|跟|以及)?{_NOW}(?:是|各|分别|又|都|有|为|达到?)*(?:多少|几)"
)
# a target's year is asked for: 是哪一年要达到, 是哪年的目标, 到哪年, 有没有时间要求
_WHICH_YEAR = re.compile(
    "[，,]?(?:是|要|在|到|应|得)*(?:(?:哪(?:一)?年|什么时候|何时|几几年|啥时候)(?:的|要|前|底|之前|才|必须|就要|应)*(?:目标|指标|达到|实现|完成|达标|建成|建好|建完|做到|做完|铺完|弄完|弄好|搞完|到位)(?:值)?(?:的)?(?:吗|呢)?|"
    "(?:哪(?:一)?年|几几年)(?:之?前|底|末)?(?:的)?(?:呢)?|有(?:没有|无)?(?:什么|啥)?(?:时间|时限|期限|完成时间|年份)(?:上的?)?(?:要求|限制|规定)?(?:吗|么|没有?)?)[？?。\\s]*$"
)
_OF_SOME = re.compile(r"\s*(?:及|和|或)?(?:以[上下内])?的(?=\s*[一-龥])")
_NAMES = re.compile("《(?:[^《》]|《[^《》]*》)*》|“[^”]*”")


class Standing(Comparisons):
    """Answers how far it is from where things stand to the target."""

    def from_now(self, query: Query) -> Composed | None:
        """The present value and the target of what a question names; None where it asks no such thing, or one is not said."""
        if query.kind in (Kind.META, Kind.CLAUSE, Kind.TASKS) or len(query.regions) > 1 or query.refs:
            return None
        way = _FROM_NOW.search(query.text)
        both = way or _BOTH.search(query.text)
        if both is None:
            return None
        bare = query.text[: both.start()] + query.text[both.end() :].rstrip("？?。 ")
        asked = self.understander.understand(f"{bare}目标是多少？")
        # 和2025年目标差多少: a target's year is said between the two
        asked = replace(asked, regions=query.regions, doc_ids=query.doc_ids, around=query.around)
        asked = replace(asked, years=query.years)
        measure = self.named_figure(asked, self.scope(asked))
        if measure is None:
            return None
        present, aim = self._present(measure), self._aim(asked, measure)
        if present is None or aim is None:
            return None
        draft = Draft()
        for statement, indicator in (present, aim):
            self._say_dated(draft, asked, statement, indicator)
        if way and (verdict := _verdict(query.text, present[1], aim[1])):
            draft.sentences.insert(0, (verdict, ()))
        looked = tuple(dict.fromkeys(s.clause for s, _ in (present, aim)))
        return Composed("answered", draft, looked, settled=True)

    def due(self, query: Query) -> Composed | None:
        """首席质量官80%是哪年的目标: a target with the year it is for; None where no year is asked for, or none is said."""
        asks = _WHICH_YEAR.search(query.text) if query.kind is not Kind.META else None
        if asks is None or query.english or len(query.regions) > 1 or query.years:
            return None
        bare = query.text[: asks.start()]
        told = [a for a in amounts(bare) if a.kind] if not query.refs else []
        for amount in reversed(told[-1:]):
            bare = bare[: amount.start].rstrip("≥>的到达是") + bare[amount.end :]
        unit = told[-1].kind if told else ""
        ask = "百分之几" if unit == "%" else f"多少{unit}"
        asked, figures = self._aimed_at(query, bare, ask)
        # 不足20亩的农户 only says who is meant
        aims = [(s, i) for s, i in figures if not (i.actual or self._only_whom(s, i)) and i.year]
        if told:
            aims = [a for a in aims if amount_of_indicator(a[1]).point == told[-1].point]
        draft = Draft()
        for year in sorted({i.year for _, i in aims if i.year}):
            self._say_dated(draft, asked, *next(a for a in aims if a[1].year == year))
            if str(year) not in draft.sentences[-1][0]:
                return None
        if not draft.sentences:
            return None
        return Composed("answered", draft, tuple(draft.clauses()), settled=True)

    def _only_whom(self, statement: Statement, indicator: Indicator) -> bool:
        """Whether a figure of running text only says who or what is meant."""
        if statement.clause.row is not None:
            return False
        document = self.index.documents[statement.clause.doc_id].text
        return _OF_SOME.match(document[indicator.quantity.end : statement.end]) is not None

    def _aimed_at(self, query: Query, bare: str, ask: str) -> tuple[Query, list[tuple[Statement, Indicator]]]:
        """The question for a figure, and the figures of the name that it says or of the row that it names by its number.

        :param bare: the question without what it asks.
        """
        clauses = self.by_refs(query) if query.refs else []
        if len(clauses) == 1 and clauses[0].row:
            return query, [(s, i) for s in self.ranker.book.of(clauses[0]) for i in s.indicators]
        for ref in query.refs:
            bare = _NAMES.sub("", bare).replace(ref.text, "")
        asked = self.understander.understand(f"{bare.rstrip('的是要，, ') or '它'}目标是{ask}？")
        asked = replace(asked, regions=query.regions, doc_ids=query.doc_ids, around=query.around)
        measure = self.named_figure(asked, self.scope(asked))
        inside = {d.clause_id for c in clauses for d in (c, *self.index.tree.descendants(c))}
        if measure is None or (query.refs and measure.statement.clause.clause_id not in inside):
            return asked, []
        return asked, self._figures(measure)

    def _figures(self, measure: Measure) -> list[tuple[Statement, Indicator]]:
        """The figures of the measure's name in its document, those of its own statement first."""
        found, book = measure.indicator, self.ranker.book
        out = [(measure.statement, i) for i in measure.statement.indicators if i.name == found.name]
        for other in self.index.indicators:
            clause = self.index.tree.get(other.clause_id)
            if other.doc_id != found.doc_id or other.name != found.name or clause is None:
                continue
            holding = (s for s in book.of(clause) if other in s.indicators and s != measure.statement)
            out += [(s, other) for s in holding]
        return out

    def _present(self, measure: Measure) -> tuple[Statement, Indicator] | None:
        """The latest figure that says where things stand."""
        found = [(s, i) for s, i in self._figures(measure) if i.actual]
        return max(found, key=lambda f: f[1].year or 0, default=None)

    def _aim(self, query: Query, measure: Measure) -> tuple[Statement, Indicator] | None:
        """The target of the year asked for, else the last one."""
        found = [(s, i) for s, i in self._figures(measure) if not i.actual]
        if query.years:
            found = [(s, i) for s, i in found if i.year in query.years]
        return max(found, key=lambda f: f[1].year or 0, default=None)

    def _say_dated(self, draft: Draft, query: Query, statement: Statement, indicator: Indicator) -> None:
        """One of the two, with its year where the table's head shows it."""
        clause = statement.clause
        text = self.say_figure(query, indicator)
        spans: Sequence[Span] = [self.figure_span(clause, indicator)]
        year = indicator.year
        if year and str(year) not in text and (lead := self.year_lead(clause, year)):
            to = "" if indicator.actual else "到"
            text, spans = f"{to}{year}年，{text}", [*spans, lead]
        draft.say(text, *spans)


def _verdict(text: str, present: Indicator, aim: Indicator) -> str:
    """2028年更高，相差2.8个百分点."""
    figures = [
        Figure(
            f"{i.year}年" if i.year else "现状" if i.actual else "目标",
            amount_of_indicator(i),
            i.name,
            i.year,
        )
        for i in (present, aim)
    ]
    return difference(text, figures)
