"""Until when something is handed in: 什么时候申报, 截止到哪天, 申报时间.

The sentence that gives a day or month for handing in or applying, of those who apply before those who check; never the
day on which a document itself begins or ceases to hold. Knows nothing of other deadlines.
"""

from __future__ import annotations

import re

from assistant.answers.render import Composed, Draft, plain
from assistant.answers.statements import UNRELATED, Statement, flat
from assistant.answers.stretches import untitled
from assistant.answers.topics import Topics
from assistant.understand.question import Kind, Query
from assistant.understand.words import Word, coverage
from corpus.numerals import find_years

_HAND_IN = "(?:申报|报名|申领|申请|填报|交材料|递交|提交|上报|报送|网上填报|集中申报)"
ASKS = re.compile(
    rf"{_HAND_IN}[^，,。；;？?]{{0,6}}(?:时间|期限|截止|窗口期|日期|(?:是|到|在|从)?(?:什么时候|啥时候|何时|几号|几月|哪天|哪一天|哪几个月))|"
    rf"(?:什么时候|啥时候|何时|几号|几月份?|哪天|哪几个月)(?:开始|可以|能|才能|截止|要|去)*(?:{_HAND_IN}|受理|收材料|报(?=[？?。\s]*$))|"
    rf"{_HAND_IN}.{{0,4}}截止|截止.{{0,4}}{_HAND_IN}|截止(?:到|是)?(?:什么时候|啥时候|何时|几号|哪天)|(?:什么时候|啥时候|何时|几号|哪天)截止"
)
_ASKING = re.compile(
    rf"{_HAND_IN}|时间|期限|截止|窗口期|日期|什么时候|啥时候|何时|几号|几月份?|哪天|哪一天|哪几个月|开始|可以|通知|[？?吗呢是到在从]"
)
ON_DAY = re.compile(
    r"\d{1,2}月(?:\d{1,2}日|底|末|初|份|[至到—-]|前)?|每年\d{1,2}月|之?日起[\d一二三四五六七八九十]+个?(?:工作)?日内"
)
HANDS_IN = re.compile(
    "申报(?!公告|指南|通知)|报名|申领|申请|填报|登录|窗口期|受理时间|(?:提交|递交|报送?|上报)[^，。；]{0,10}(?:材料|申请|申报)|材料[^，。；]{0,6}(?:提交|递交|报)"
)
HOLDS = re.compile("施行|有效期|废止|实施之日|发生时间")
BY_OFFICE = re.compile(
    "^[^，。；]{0,30}(?:主管部门|部门|局|秘书处|办公室|机构|银行|学校)[^，。；]{0,24}(?:前|内|月)"
)
_WHO_APPLIES = re.compile(
    "(?:企业|申报者|申报主体|申报单位|申请人|申请单位|个人|集中申报|申报时间|申请窗口|窗口期|网上填报)"
)
ABOUT_IT = 0.7  # how likely the clause has to be about the question
SAID = 0.3  # of what the question is about, by the sentence with what stands over it
APPLIES, OFFICE, DAY = 0.4, -0.3, 0.2


class Windows(Topics):
    """Answers until when to hand something in."""

    def window(self, query: Query, composed: Composed) -> Composed | None:
        """The sentence that gives the day, where an answer does not; None where that is not asked, or no sentence does.

        :param composed: the answer found otherwise.
        """
        if query.refs or query.english or not ASKS.search(query.text):
            return None
        if query.kind not in (Kind.FACT, Kind.INDICATOR):
            return None
        cited = (
            "".join(flat(t) for t, _ in composed.draft.sentences) if composed.outcome == "answered" else ""
        )
        if ON_DAY.search(cited) and not HOLDS.search(cited):
            return None
        scope = self.scope(query)
        if not scope:
            ranked = self.ranker.rank(query, ())
            scope = (ranked[0].statement.clause.doc_id,) if ranked else ()
        words = tuple(w for w in query.words if not _ASKING.fullmatch(w.text))
        found = [
            (v, s) for d in scope for s in self._dated(d) if (v := self._value(query, words, s)) is not None
        ]
        best = max(found, key=lambda f: f[0], default=None)
        if best is None or self.pertinence.about(query, [best[1].clause]) < ABOUT_IT:
            return None
        statement = best[1]
        draft = Draft()
        where = self.where(query, self.index.documents[statement.clause.doc_id])
        draft.say(where + untitled(plain(self.text_of(statement))), self.span_of(statement))
        return Composed("answered", draft, (statement.clause,), settled=True)

    def _dated(self, doc_id: str) -> list[Statement]:
        """The sentences of a document that give a day for handing in."""
        own = (c for c in self.index.tree if c.doc_id == doc_id and c.kind not in ("row", "other"))
        return [
            s
            for c in own
            if c.label != UNRELATED
            for s in self.ranker.book.of(c)
            if ON_DAY.search(s.text) and HANDS_IN.search(s.text) and not HOLDS.search(s.text)
        ]

    def _value(self, query: Query, words: tuple[Word, ...], statement: Statement) -> float | None:
        """How likely it is the day asked for; None where it says too little of what is handed in."""
        text = self.ranker.book.text_of(statement.unit) + statement.context
        said = coverage(words, text) if words else 1.0
        dated = statement.years | set(find_years(statement.title))
        yearly = "每年" in statement.text
        if said < SAID or (query.years and not yearly and not dated & set(query.years)):
            return None
        value = said + DAY * bool(re.search(r"\d{1,2}月", statement.text))
        value += APPLIES * bool(_WHO_APPLIES.search(statement.text))
        return value + OFFICE * bool(BY_OFFICE.search(statement.text))
