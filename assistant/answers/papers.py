"""Answers about a document as such: who issued it and when, its 文号, from when to when it holds.

Knows nothing of searching for facts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answers.provisions import OWN_NAME
from assistant.answers.readout import Composed, Readout, untitled
from assistant.answers.render import Draft, Span, plain
from assistant.answers.statements import UNRELATED, Statement
from assistant.understand.kinds import asks_in_force
from assistant.understand.naming import DOC_TYPE
from assistant.understand.question import Query
from assistant.understand.words import coverage
from corpus.script import simplify
from corpus.types import Clause, Document

_ENACTED = re.compile(
    "通过|施行|实施(?!方案|意见|细则|办法|条例)|生效|修订|修正|有效期|到期|过期|失效|废止|管到"
)
_TAKES_EFFECT = ("施行", "实施", "生效")
_ENDS = re.compile("有效期|到期|过期|失效|废止|管到")
_NUMBER_ASKED = re.compile("字号|文号|号令")
_DAY_ASKED = re.compile("几月|几号|哪天|哪一?[天日年月]|什么时候|何时|日期|时间")
_DAY = re.compile(r"\d{1,2}月\d{1,2}日")
_LAST_DAY = re.compile(r"(?:有效期)?[至到](\d{4})年\d{1,2}月\d{1,2}日")
SUBJECT = 0.25  # weight of words that ask for something besides
TOLD = 0.5  # share of what is asked that a line at a document's head or end must say


class Papers(Readout):
    """Answers what a document says of itself."""

    def about_document(self, query: Query) -> Composed:
        """Who issued a document, when, and from when to when it holds, where its own text says so."""
        doc_ids = self.scope(query) or tuple(self.index.documents)
        # 实施意见 names a kind of document, the other one of the place is a 行动计划
        said = [t for t in DOC_TYPE.findall(query.text) if len(t) > 1]
        alike = [d for d in doc_ids if self.lexicon.titles[d].endswith(tuple(said))] if said else []
        best = max(
            alike or doc_ids, key=lambda d: coverage(query.words, self.lexicon.titles[d]), default=None
        )
        if best is None or (len(doc_ids) > 1 and coverage(query.words, self.lexicon.titles[best]) == 0):
            return self.refuse(query)
        document = self.index.documents[best]
        heads = [c for c in self.index.tree.roots(best) if c.kind == "other" and c.label != UNRELATED]
        if asks_in_force(query.text) and (composed := self._holds(document)):
            return composed
        if statement := self._in_force(query, document) or self._told_of(query, document, heads):
            draft = Draft()
            draft.say(untitled(plain(self.text_of(statement))).strip("*（）()"), self.span_of(statement))
            return Composed("answered", draft, (statement.clause,))
        if verb := _ENACTED.search(query.text):
            return self.refuse(query, what=f"它的{verb.group()}时间", nearest=heads[0] if heads else None)
        numbered = _NUMBER_ASKED.search(query.text)
        if numbered and not document.number:
            return self.refuse(query, what="发文字号", nearest=heads[0] if heads else None)
        stated = [v for v in (*document.issuers, document.date or "") if self._stands(document, heads, v)]
        if stated or (numbered and self._stands(document, heads, document.number or "")):
            return self._issued(query, document, heads)
        composed = self.refuse(query, what="发文机关和成文日期", nearest=heads[0] if heads else None)
        for name, value in (("发文机关", "、".join(document.issuers)), ("成文日期", document.date or "")):
            if value:
                composed.draft.note(f"语料清单记载的{name}：{value}")
        return composed

    def _holds(self, document: Document) -> Composed | None:
        """Whether a document still holds: by the year it plans to, which it says itself, and by the manifest's status."""
        end = document.period_end
        statements = (
            s for c in self.index.tree if c.doc_id == document.doc_id for s in self.ranker.book.of(c)
        )
        said = next((s for s in statements if end and str(end) in s.text), None)
        if said is None:
            return None
        draft = Draft()
        state = "，规划期已届满" if self.renderer.expired(document) else "，规划期未满"
        draft.say(f"《{document.title}》规划到{end}年{state}", self.span_of(said))
        draft.note(
            f"语料清单记载的时效性：{document.status or '未注明'}；是否另有文件废止或接替它，文件自己没有写"
        )
        return Composed("answered", draft, (said.clause,))

    def still_holds(self, query: Query) -> Composed | None:
        """到2026年底就到期吗: whether a document ceases to hold in the year told; None for another question."""
        ends = _ENDS.search(query.text)
        if not ends or len(query.years) != 1 or len(self.scope(query)) != 1:
            return None
        document = self.index.documents[self.scope(query)[0]]
        title = self.lexicon.titles[document.doc_id]
        about = [w for w in query.words if w.text not in title and w.text not in ends.group()]
        if sum(w.weight for w in about) >= SUBJECT:
            return None
        statement = self._in_force(query, document)
        if statement is None:
            return None
        draft = Draft()
        if last := _LAST_DAY.search(statement.text):
            draft.say("是的" if int(last[1]) == query.years[0] else "不对")
        draft.say(untitled(plain(self.text_of(statement))).strip("*（）()"), self.span_of(statement))
        return Composed("answered", draft, (statement.clause,))

    def _in_force(self, query: Query, document: Document) -> Statement | None:
        """The sentence that says when a document was passed, amended, takes effect or ceases to hold."""
        # 新修订的…哪天生效 asks for the day that the last verb names
        verb = next(reversed(list(_ENACTED.finditer(query.text))), None)
        if verb is None:
            return None
        # 施行前已建成的 tells of others; 自…起施行 of the document
        said = (
            "有效期|失效|废止"
            if _ENDS.search(query.text)
            else f"(?:自[^，。；]{{0,20}}起|之日起|日起)(?:{'|'.join(_TAKES_EFFECT)})"
            if verb.group() in _TAKES_EFFECT
            else verb.group()
        )
        found = None
        for statement in (
            s for c in self.index.tree if c.doc_id == document.doc_id for s in self.ranker.book.of(c)
        ):
            if re.search(rf"\d{{4}}年\d{{1,2}}月\d{{1,2}}日.*{said}", statement.text) or (
                OWN_NAME.search(statement.text) and re.search(said, statement.text)
            ):
                # the title block of a law names the day it was passed, an article the day it takes effect
                if verb.group() not in _TAKES_EFFECT or OWN_NAME.search(statement.text):
                    return statement
                found = found or statement
        return found

    def _told_of(self, query: Query, document: Document, heads: Sequence[Clause]) -> Statement | None:
        """The line with a date at the head or end of a document that is about who is asked after (新华社)."""
        asked = tuple(
            w for w in query.words if w.weight >= 0.25 and w.text not in self.lexicon.titles[document.doc_id]
        )
        if not _DAY_ASKED.search(query.text) or not asked:
            return None
        lines = [s for c in heads for s in self.ranker.book.of(c) if _DAY.search(s.text)]
        best = max(lines, key=lambda s: coverage(asked, s.text), default=None)
        return best if best is not None and coverage(asked, best.text) >= TOLD else None

    def _issued(self, query: Query, document: Document, heads: Sequence[Clause]) -> Composed:
        draft = Draft()
        issuers = [s for s in (self._stands(document, heads, i) for i in document.issuers) if s]
        day = self._stands(document, heads, document.date or "")
        number = self._stands(document, heads, document.number or "")
        if _NUMBER_ASKED.search(query.text) and number:
            draft.say(
                f"《{document.title}》的发文字号是{plain(document.text[number.start : number.end])}", number
            )
            if not re.search("谁|哪|什么时候|何时|日期|几号|几月", query.text):
                return Composed("answered", draft, (number.clause,))
        words = "、".join(plain(document.text[s.start : s.end]) for s in issuers)
        text = f"《{document.title}》由{words}印发" if words else f"《{document.title}》"
        if day:
            text += f"，成文日期为{plain(document.text[day.start : day.end])}"
        spans = [*issuers, *([day] if day else [])]
        if spans:
            clause = spans[-1].clause
            inside = [s for s in spans if s.clause == clause]
            draft.say(text, Span(clause, min(s.start for s in inside), max(s.end for s in inside)))
        if document.number:
            draft.note(f"发文字号：{document.number}")
        return Composed(
            "answered", draft, tuple(dict.fromkeys(s.clause for _, ss in draft.sentences for s in ss))
        )

    def _stands(self, document: Document, heads: Sequence[Clause], value: str) -> Span | None:
        """Where a name or an ISO date stands in the title block or closing; the last place, which is the signature."""
        # a bare year in a title is not the day a document was signed
        if not value or re.fullmatch(r"\d{4}(?:-\d{2})?", value):
            return None
        m = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", value)
        wanted = (
            rf"{m[1]}\s*年\s*0?{int(m[2])}\s*月\s*0?{int(m[3])}\s*日"
            if m
            else r"\s*".join(map(re.escape, value.replace(" ", "")))
        )
        for clause in reversed(heads):
            hits = list(re.finditer(wanted, simplify(clause.text)))
            if hits:
                return Span(clause, clause.start + hits[-1].start(), clause.start + hits[-1].end())
        return None
