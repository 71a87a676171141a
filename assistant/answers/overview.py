"""A table of indicators as a whole: which there are, those of one attribute, of one matter, or with one value.

约束性指标有哪些, 各是多少; 哪些指标要达到100%; 专栏1的前三项. Counted and told row by row. One indicator's figure is not asked
for here (facts.py), nor how many clauses there are (counted.py).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from assistant.answers.intervals import Amount, amounts
from assistant.answers.provisions import Provisions
from assistant.answers.readout import Composed
from assistant.answers.render import Draft, Span, say_value
from assistant.answers.statements import flat
from assistant.understand.question import Kind, Query
from assistant.understand.words import Word
from corpus.numerals import parse_ordinal
from corpus.types import Clause, Indicator

_HOW_MANY = r"(?:(?:一共|总共|共|总计)(?:是|有)?|有|列了?|设了?)(?:几|多少)(?:个|项|条)"
_ALL = r"(?:主要|全部|所有|核心|质量|发展|考核|数值|具体|约束性?|预期性?|的)*"
# the indicators are asked for, not the figure of one of them
_ASKS = re.compile(
    rf"(?:指标|目标值)[^，,。？?]{{0,8}}?(?:有哪些|是哪些|都?有(?:什么|啥)|哪些|清单|一览|列(?:一下|出来|举|出)|{_HOW_MANY}|"
    rf"(?:各|分别)(?:都)?(?:是|为|要|达到)*(?:多少|几))|"
    rf"(?:哪些|哪几[个项]|(?:几|多少)[个项]|列(?:一下|出|举)|说(?:一下|说)|介绍一下){_ALL}指标|"
    rf"(?:列(?:出|举)|说说|介绍)[^，,。？?]{{0,16}}的{_ALL}指标|(?:全部|所有)(?:的)?指标"
)
_COUNTS = re.compile(rf"{_HOW_MANY}[^，,。]{{0,8}}|(?:几|多少)(?:个|项|条){_ALL}指标")
_VALUES = re.compile(
    "(?:各|分别)(?:都)?(?:是|为|要|达到|有)*(?:多少|几)|(?:目标)?值|数值|数字|要(?:达到)?多少|目标(?:都)?是多少"
)
_SOME = re.compile(r"(?P<end>前|头|后|最后|倒数)(?P<number>[一二两三四五六七八九十\d]+)(?:个|项|条)")
# words that ask for indicators, and tell none of them
_OF_ASKING = re.compile(
    "质量|有|要|是|里|指标|目标|目标值|约束性?|预期性?|硬性|强制性?|性|主要|核心|全部|所有|一共|总共|共|列|列出|列举|清单|一览|属性|数值|具体|值|方面|有关|相关|涉及|达到|"
    "等于|超过|高于|低于|不低于|以上|以下|要求|质量发展|发展|考核|专栏|表|介绍|数量|带|含|包含|字样|共有|都有|相同|共同|一样|分别|前|后|项|个"
)
_BEYOND = re.compile("超过|高于|大于|多于|以上|不低于|至少")
_BELOW = re.compile("低于|小于|少于|不到|以下|不高于|至多")
_SHARED = re.compile("共有|都有|相同|共同|一样")
LEAST_WEIGHT = 0.15  # of a word that tells which indicators are meant
MOST_WORDS = 3  # of them: one that tells more asks for one indicator
SHORT = 8  # rows whose values are told unasked
MOST = 40  # rows that are told


class Overview(Provisions):
    """Answers about tables of indicators."""

    def overview(self, query: Query) -> Composed | None:
        """The indicators asked for; None where something else is asked, or no table has such."""
        box = bool(query.refs) and [r.kind for r in query.refs] == ["box"]
        some = _SOME.search(query.text)
        if (
            query.english
            or (query.refs and not box)
            or query.kind in (Kind.CHECK, Kind.RESPONSIBLE, Kind.META)
        ):
            return None
        # 哪几项是硬指标: the attribute tells enough
        counted = "指标" in query.text and _COUNTS.search(query.text)
        kind = query.attribute if query.kind is Kind.LIST or counted else None
        within = box and (some or _COUNTS.search(query.text))
        if not kind and not _ASKS.search(query.text) and not within:
            return None
        telling = self.telling(query, _OF_ASKING, LEAST_WEIGHT)
        if len(telling) > MOST_WORDS and not kind:
            return None
        rows = self._rows(query)
        if query.attribute:
            rows = [c for c in rows if c.row and c.row.attribute == query.attribute]
        if telling:
            named = [c for c in rows if c.row and all(_said(w, c) for w in telling)]
            rows = named if named or not kind else rows
            if len(rows) == 1 and not kind:
                return None  # one indicator by its name
        whole = rows
        asked = [x for x in amounts(query.text) if x.kind] if not some else []
        if asked and not query.attribute:
            rows = [
                c for c in rows if any(_fits(asked[0], query.text, i) for i in self._targets(c, query.years))
            ]
        if query.years:
            rows = [c for c in rows if self._targets(c, query.years)]
        if some and (number := parse_ordinal(some["number"].replace("两", "二"))):
            rows = rows[:number] if some["end"] in "前头" else rows[-number:]
        if not rows and whole and (asked or query.years):
            when = f"{'、'.join(map(str, query.years))}年的" if query.years else ""
            what = f"目标为{asked[0].text}的" if asked else ""
            refused = self.refuse(query, nearest=self.index.tree.parent(whole[0]))
            refused.draft.sentences[0] = (f"指标表里没有{when}{what}指标", ())
            return refused
        if not rows:
            return None
        scope = self.scope(query)
        tables = list(dict.fromkeys(c.doc_id for c in rows))
        if not scope and len(tables) > 1 and not query.attribute and not telling and not asked:
            return self._which(rows)
        draft = Draft()
        counts = _COUNTS.search(query.text)
        values = bool(_VALUES.search(query.text)) or bool(asked) or (len(rows) <= SHORT and not counts)
        for doc_id in tables:
            mine = [c for c in rows if c.doc_id == doc_id][:MOST]
            names = "；".join(self._row_told(c, query) if values else _name(c) for c in mine)
            where = f"{self.index.documents[doc_id].region or ''}的" if len(tables) > 1 else ""
            draft.say(
                f"{where}{query.attribute or ''}指标有：{names}", *(Span(c, c.start, c.end) for c in mine)
            )
        if counts or len(rows) > SHORT:
            kinds = Counter(c.row.attribute for c in rows if c.row and c.row.attribute)
            parts = "，".join(f"{kind}{n}项" for kind, n in kinds.items()) if len(kinds) > 1 else ""
            draft.note(f"以上共{len(rows)}项{f'（{parts}）' if parts else ''}，按表逐行数得")
        if len(tables) > 1 and _SHARED.search(query.text):
            draft.note("各文件的指标分列如上，哪些相同请对照名称")
        if years := sorted(
            {i.year for c in rows for i in self._targets(c, query.years) if i.year} if values else ()
        ):
            draft.note(f"目标年份为{'、'.join(f'{y}年' for y in years)}（见表头）")
        return Composed("answered", draft, tuple(rows), settled=True)

    def _rows(self, query: Query) -> list[Clause]:
        """The rows of tables of targets in scope, or of the box that the question names."""
        doc_ids = self.scope(query)
        within = None
        if query.refs:
            within = {d.clause_id for c in self.by_refs(query) for d in self.index.tree.descendants(c)}
        return [
            c
            for c in self.index.tree
            if c.row
            and (not doc_ids or c.doc_id in doc_ids)
            and (within is None or c.clause_id in within)
            and self._targets(c)
        ]

    def _targets(self, clause: Clause, years: Sequence[int] = ()) -> list[Indicator]:
        """A row's targets, of some years where any are given."""
        told = [i for s in self.ranker.book.of(clause) for i in s.indicators if not i.actual]
        return [i for i in told if not years or i.year in years or i.year is None]

    def _row_told(self, clause: Clause, query: Query) -> str:
        """软件业务收入2028年120亿元、2030年150亿元（预期性）."""
        targets = self._targets(clause, query.years)
        several = len({i.year for i in targets if i.year}) > 1
        said = "、".join(f"{i.year}年{say_value(i)}" if several else say_value(i) for i in targets)
        kind = clause.row.attribute if clause.row else None
        attribute = f"（{kind}）" if kind and not query.attribute else ""
        return f"{_name(clause)}{said}{attribute}"

    def _which(self, rows: Sequence[Clause]) -> Composed:
        """Several documents have a table and none is named: which there are."""
        draft = Draft()
        draft.say("多份文件都有指标表，请说明要问哪一份")
        tables = dict.fromkeys(self.index.tree.parent(c) or c for c in rows)
        for table in list(tables)[:5]:
            head = Span(table, table.start, min(table.end, table.start + 40))
            draft.say(self.renderer.label(table), head)
        return Composed("clarify", draft, tuple(tables))


def _name(clause: Clause) -> str:
    return clause.row.name if clause.row else clause.title


def _said(word: Word, clause: Clause) -> bool:
    """Whether an indicator's name, or the task it stands under, says a word."""
    row = clause.row
    return row is not None and word.said_in(flat(f"{row.name}{row.group or ''}")) >= 0.8


def _fits(asked: Amount, text: str, indicator: Indicator) -> bool:
    """Whether an indicator's target is the asked amount, or beyond or below it where the question says that."""
    mine = next(iter(amounts(say_value(indicator))), None)
    if mine is None or mine.point is None or asked.point is None or mine.kind != asked.kind:
        return False
    if _BEYOND.search(text):
        strict = "以上" not in text and "不低于" not in text and "至少" not in text
        return mine.point > asked.point if strict else mine.point >= asked.point
    if _BELOW.search(text):
        return mine.point < asked.point
    return mine.point == asked.point
