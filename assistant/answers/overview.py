"""A table of indicators as a whole: which there are, those of one attribute, of one matter, or with one value.

约束性指标有哪些, 各是多少; 哪些指标要达到100%; 专栏1的前三项. Counted and told row by row. One indicator's figure is not asked
for here (facts.py), nor how many clauses there are (counted.py).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from assistant.answers.across import Across
from assistant.answers.intervals import Amount, amounts
from assistant.answers.render import Composed, Draft, Span, all_of_kind, say_value
from assistant.answers.statements import flat
from assistant.answers.target_tables import LEAST_WEIGHT, OF_ASKING, row_name
from assistant.understand.kinds import attributes_of
from assistant.understand.question import Kind, Query
from assistant.understand.tabular import asks_group, asks_if_all, asks_indicators, counts_indicators
from assistant.understand.words import Word, coverage
from corpus.numerals import parse_ordinal
from corpus.types import Clause, Indicator

_VALUES = re.compile(
    "(?:各|分别)(?:都)?(?:是|为|要|达到|有)*(?:多少|几)|(?:目标)?值|数值|数字|要(?:达到)?多少|目标(?:都)?是多少"
)
_OWN_COUNT = re.compile("[个项条]?(?:主要|发展|质量)?指标")  # 22个指标里
_SOME = re.compile(r"(?P<end>前|头|后|最后|倒数)(?P<number>[一二两三四五六七八九十\d]+)(?:个|项|条)")
_BEYOND = re.compile("超过|高于|大于|多于|以上|不低于|至少")
_BELOW = re.compile("低于|小于|少于|不到|以下|不高于|至多")
_ENDS = re.compile(r"(?:约束|预期)性?(?:的)?(?:主要)?指标[，,\s]*(?:20\d\d年?)?[。\s]*$")
MOST_WORDS = 3  # of them: one that tells more asks for one indicator
SHORT = 8  # rows whose values are told unasked
MOST = 40  # rows that are told


class Overview(Across):
    """Answers about tables of indicators."""

    def overview(self, query: Query) -> Composed | None:
        """The indicators asked for; None where something else is asked, or no table has such."""
        box = bool(query.refs) and [r.kind for r in query.refs] == ["box"]
        whole = asks_indicators(query.text)
        checked = whole and query.attribute and asks_if_all(query.text)
        if query.english or (query.refs and not box) or query.kind in (Kind.RESPONSIBLE, Kind.META):
            return None
        if query.kind is Kind.CHECK and not checked:
            return None
        # 哪几项是硬指标: the attribute tells enough
        counted = ("指标" in query.text or query.attribute) and counts_indicators(query.text)
        # 宾川2027年约束性指标, and nothing asked of them
        alone = query.kind is Kind.FACT and _ENDS.search(query.text)
        kind = query.attribute if query.kind is Kind.LIST or counted or alone else None
        within = box and (_SOME.search(query.text) or counts_indicators(query.text))
        if not kind and not whole and not within:
            return None
        rows = self._named_rows(
            query, None if checked else kind, attributes=() if checked else attributes_of(query.text)
        )
        if not rows and checked:
            return self.refuse(query)  # of indicators that are not there nothing is all
        if not rows:
            return self._without_kinds(query) if kind else None
        if checked:
            return self._all_of_kind(query, rows)
        chosen = self._chosen(query, rows)
        if not chosen:
            return self._no_such(query, rows)
        tables = list(dict.fromkeys(c.doc_id for c in chosen))
        unnamed = not self.scope(query) and not query.attribute and not self._telling(query)
        if len(tables) > 1 and unnamed and not _amounts_asked(query):
            return self.which_table(rows)
        return self._told_rows(query, chosen, tables)

    def _without_kinds(self, query: Query) -> Composed | None:
        """约束性指标有哪些, of documents that tell of no indicator what kind it is: said so; None where one of them does."""
        rows = self.rows_in(docs) if (docs := self.scope(query)) else []
        told = any(c.row and c.row.attribute for c in rows)
        if not rows or told or any("约束性" in s.text for d in docs for s in self.ranker.book.of_document(d)):
            return None
        where = self.index.tree.parent(rows[0])
        return self.refuse(query, saying="指标表没有写明哪些是约束性、哪些是预期性", nearest=where)

    def _named_rows(self, query: Query, kind: str | None, attributes: tuple[str, ...]) -> list[Clause]:
        """The rows of the tables in scope that a question names by attribute and by words; [] where it means no table."""
        rows = self.target_rows(query)
        if len(attributes) == 1:
            rows = [c for c in rows if c.row and c.row.attribute in attributes]
        if not (telling := self._telling(query)):
            return rows
        if asks_group(query.text):
            return self._in_group(telling, rows)
        named = [c for c in rows if c.row and all(_said(w, c) for w in telling)]
        if not kind and (len(named) == 1 or (len(telling) > MOST_WORDS and len(named) < 2)):
            return []  # one indicator by its name
        return named if named or not kind else rows

    def _in_group(self, telling: Sequence[Word], rows: list[Clause]) -> list[Clause]:
        """The rows under the heading of the table that says most of the words, or the like of them (牌子: 品牌建设)."""
        shares = {g: coverage(tuple(telling), flat(g)) for c in rows if c.row and (g := c.row.group)}
        best = max(shares.values(), default=0.0)
        heads = [g for g, share in shares.items() if share == best]
        return [c for c in rows if c.row and c.row.group in heads] if best > 0 and len(heads) == 1 else []

    def _telling(self, query: Query) -> list[Word]:
        """The words that tell which indicators are meant: not those of what is told beside the question."""
        parts = re.split("[，,。；;]", query.text)
        at = next((n for n, p in enumerate(parts) if "指标" in p or "目标值" in p), 0)
        asked = "，".join(parts[at:])
        return [w for w in self.telling(query, OF_ASKING, LEAST_WEIGHT) if w.text in asked]

    def _chosen(self, query: Query, rows: list[Clause]) -> list[Clause]:
        """Of the rows those with the value, the year, or the place in the table that is asked for."""
        some = _SOME.search(query.text)
        asked = _amounts_asked(query)
        if asked and not query.attribute:
            rows = [
                c for c in rows if any(_fits(asked[0], query.text, i) for i in self.targets(c, query.years))
            ]
        if query.years:
            rows = [c for c in rows if self.targets(c, query.years)]
        if some and (number := parse_ordinal(some["number"].replace("两", "二"))):
            rows = rows[:number] if some["end"] in "前头" else rows[-number:]
        return rows

    def _no_such(self, query: Query, rows: list[Clause]) -> Composed | None:
        """No row has the value or the year: said so, where one was asked for."""
        asked = _amounts_asked(query)
        if not (asked or query.years):
            return None
        when = f"{'、'.join(map(str, query.years))}年的" if query.years else ""
        what = f"目标为{asked[0].text}的" if asked else ""
        where = self.index.tree.parent(rows[0])
        return self.refuse(query, saying=f"指标表里没有{when}{what}指标", nearest=where)

    def _told_rows(self, query: Query, rows: list[Clause], tables: list[str]) -> Composed:
        """Rows by name, or with their values, per document and attribute; how many, where that is asked."""
        draft = Draft()
        counts = counts_indicators(query.text)
        values = (
            bool(_VALUES.search(query.text))
            or bool(_amounts_asked(query))
            or (len(rows) <= SHORT and not counts)
        )
        kinds = attributes_of(query.text)
        for doc_id in tables:
            where = f"{self.index.documents[doc_id].region or ''}的" if len(tables) > 1 else ""
            for kind in kinds or ("",):
                mine = [c for c in rows if c.doc_id == doc_id and c.row and kind in ("", c.row.attribute)]
                shown = mine[:MOST]
                names = "；".join(self._row_told(c, query) if values else row_name(c) for c in shown)
                number = f"共{len(mine)}项" if counts else "有"
                if mine:
                    draft.say(
                        f"{where}{kind}指标{number}：{names}", *(Span(c, c.start, c.end) for c in shown)
                    )
        if counts or len(rows) > SHORT:
            by_kind = Counter(c.row.attribute for c in rows if c.row and c.row.attribute)
            parts = "，".join(f"{kind}{n}项" for kind, n in by_kind.items()) if len(by_kind) > 1 else ""
            draft.note(f"以上共{len(rows)}项{f'（{parts}）' if parts else ''}，按表逐行数得")
        if years := sorted(
            {i.year for c in rows for i in self.targets(c, query.years) if i.year} if values else ()
        ):
            draft.note(f"目标年份为{'、'.join(f'{y}年' for y in years)}（见表头）")
        return Composed("answered", draft, tuple(rows), settled=True)

    def _all_of_kind(self, query: Query, rows: list[Clause]) -> Composed | None:
        """Whether all of some rows are 约束性, or 预期性: the verdict, and each with its own."""
        if not all(c.row and c.row.attribute for c in rows):
            return None
        verdict = all_of_kind(query.attribute or "", [c.row.attribute for c in rows if c.row])
        draft = Draft([(verdict, ())])
        told = "；".join(f"{row_name(c)}（{c.row.attribute}）" for c in rows if c.row)
        draft.say(told, *(Span(c, c.start, c.end) for c in rows))
        return Composed("answered", draft, tuple(rows), settled=True)

    def _row_told(self, clause: Clause, query: Query) -> str:
        """软件业务收入2028年120亿元、2030年150亿元（预期性）."""
        targets = self.targets(clause, query.years)
        several = len({i.year for i in targets if i.year}) > 1
        said = "、".join(f"{i.year}年{say_value(i)}" if several else say_value(i) for i in targets)
        kind = clause.row.attribute if clause.row else None
        attribute = f"（{kind}）" if kind and not query.attribute else ""
        return f"{row_name(clause)}{said}{attribute}"


def _amounts_asked(query: Query) -> list[Amount]:
    """The values that indicators are asked for by; 前三项 and 22个指标 are none."""
    if _SOME.search(query.text):
        return []
    return [x for x in amounts(query.text) if x.kind and not _OWN_COUNT.match(query.text, x.end)]


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
