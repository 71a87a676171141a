"""Answers about clauses and documents as such: a clause by number, its parts, who issued a document and when.

Knows nothing of searching for facts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answers.readout import LONG, Composed, Readout, cut, untitled
from assistant.answers.render import Draft, Span, plain
from assistant.answers.statements import UNRELATED, Statement, flat
from assistant.understand.question import Kind, Query
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
TOLD = 0.5  # share of what is asked that a line at a document's head or end must say
# a document speaks of itself
OWN_NAME = re.compile(
    "本(?:办法|细则|规定|条例|法|意见|实施意见|方案|实施方案|计划|行动计划|规划|政策|措施|政策措施|通知|决定|纲要)"
)


class Provisions(Readout):
    """Answers what stands in a clause that is named."""

    def by_refs(self, query: Query) -> list[Clause]:
        """The clauses a question names by number, narrowed to an item it names by its heading."""
        doc_ids = self.scope(query) or tuple(self.index.documents)
        clauses = self.lookup.by_refs(query.refs, doc_ids)
        if not clauses and query.refs and re.search("[个种类样件]$", query.refs[-1].text):
            # 第八条第一个要求: the clause does not number them
            clauses = self.lookup.by_refs(query.refs[:-1], doc_ids)
        for term in query.quoted:
            inside = [
                d
                for c in clauses
                for d in self.index.tree.descendants(c)
                if flat(d.title) and term in flat(d.title)
            ]
            clauses = inside or clauses
        return clauses

    def unheard(self, query: Query) -> Composed:
        """A document that is not here is not answered for, least of all from one with a similar name."""
        refused = self.refuse(query, what="")
        names = "".join(f"《{name}》" for name in query.unheard)
        refused.draft.sentences[0] = (f"这些文件里没有{names}，无法回答", ())
        return refused

    def say_where(self, draft: Draft) -> None:
        """Put first in an answer which clauses say what it says."""
        first: dict[str, Span] = {}
        for span in (s for _, spans in draft.sentences for s in spans):
            document = self.index.documents[span.clause.doc_id]
            first.setdefault(f"《{document.title}》{self.renderer.place(span.clause)}", span)
        if first:
            names = list(first)[:3]
            draft.sentences.insert(0, (f"写在{'、'.join(names)}", tuple(first[n] for n in names)))

    def parts(self, query: Query, clause: Clause) -> Clause | None:
        """The clause whose heading is what a list is asked of (主要目标有哪几个方面), if it has parts to list."""
        for node in (clause, *self.index.tree.ancestors(clause)):
            kinds = ("box_item", "item", "article") if node.kind == "chapter" else ("box_item", "item")
            items = [c for c in self.index.tree.children(node) if c.kind in kinds and c.title]
            title = flat(node.title)
            if (
                len(items) > 1
                and title
                and (coverage(query.words, title) >= 0.7 or title in flat(query.text))
            ):
                return node
        return None

    def say_clause(self, draft: Draft, query: Query, clause: Clause) -> None:
        document = self.index.documents[clause.doc_id]
        if clause.row:
            indicators = [i for i in self.index.indicators if i.clause_id == clause.clause_id]
            for indicator in indicators:
                draft.say(self.say_indicator(query, indicator), Span(clause, clause.start, clause.end))
            if not indicators:
                draft.say(plain(clause.text), Span(clause, clause.start, clause.end))
            return
        kinds = {"chapter": "article", "box": "box_item", "part": "chapter", "section": "article"}
        children = [c for c in self.index.tree.children(clause) if c.kind == kinds.get(clause.kind)]
        if not children and query.kind is Kind.LIST:
            children = [
                c for c in self.index.tree.children(clause) if c.kind in ("box_item", "item") and c.title
            ]
        if not children and clause.kind == "box":
            children = [c for c in self.index.tree.children(clause) if c.kind == "row"]
        if children:
            end = clause.start + len(clause.text.split("\n", 1)[0].rstrip())
            names = "；".join(_child_name(c) for c in children)
            draft.say(cut(f"{clause.title or clause.label}：{names}", LONG), Span(clause, clause.start, end))
            return
        text = plain(clause.text)
        end = clause.end
        if len(text) > LONG - 60:
            end = self.first_sentences(clause, LONG - 80)
            text = plain(document.text[clause.start : end])
        draft.say(text.strip("—"), Span(clause, clause.start, end))

    def first_sentences(self, clause: Clause, limit: int) -> int:
        end = clause.start
        for statement in self.ranker.book.of(clause):
            if statement.end - clause.start > limit and end > clause.start:
                break
            end = statement.end
        return end

    def clause_by_number(self, query: Query) -> Composed | None:
        """The clause a question names by its number; None where it names none that is there and may mean another."""
        clauses = self.by_refs(query)
        if not clauses:
            if query.refs and (query.doc_ids or len(self.index.documents) == 1):
                return self.refuse(query, what=f"“{''.join(r.text for r in query.refs)}”")
            return None
        draft = Draft()
        by_doc = {c.doc_id: c for c in reversed(clauses)}
        if len(by_doc) > 1:
            draft.say("多份文件都有这一条，请说明要问哪一份")
            for clause in clauses[:5]:
                document = self.index.documents[clause.doc_id]
                head = Span(clause, clause.start, min(clause.end, clause.start + 60))
                draft.say(f"{document.region or document.title}：{clause.label}{clause.title}", head)
            return Composed("clarify", draft, tuple(clauses))
        self.say_clause(draft, query, clauses[0])
        return Composed("answered", draft, tuple(clauses))

    def about_document(self, query: Query) -> Composed:
        """Who issued a document, when, and from when to when it holds, where its own text says so."""
        doc_ids = self.scope(query) or tuple(self.index.documents)
        best = max(doc_ids, key=lambda d: coverage(query.words, self.lexicon.titles[d]), default=None)
        if best is None or (len(doc_ids) > 1 and coverage(query.words, self.lexicon.titles[best]) == 0):
            return self.refuse(query)
        document = self.index.documents[best]
        heads = [c for c in self.index.tree.roots(best) if c.kind == "other" and c.label != UNRELATED]
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

    def _in_force(self, query: Query, document: Document) -> Statement | None:
        """The sentence that says when a document was passed, amended, takes effect or ceases to hold."""
        verb = _ENACTED.search(query.text)
        if verb is None:
            return None
        # 施行前已建成的 tells of others; 自…起施行 of the document
        said = (
            "有效期|失效|废止"
            if _ENDS.search(query.text)
            else f"(?:自.{{0,16}}|之日起|日起){verb.group()}"
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

    def by_attribute(self, query: Query) -> Composed | None:
        """约束性指标有哪些: the rows of that attribute, of one document."""
        doc_ids = self.scope(query)
        within = (
            {d.clause_id for c in self.by_refs(query) for d in self.index.tree.descendants(c)}
            if query.refs
            else None
        )
        rows = [
            c
            for c in self.index.tree
            if c.row
            and c.row.attribute == query.attribute
            and (not doc_ids or c.doc_id in doc_ids)
            and (within is None or c.clause_id in within)
        ]
        if not rows:
            return None
        draft = Draft()
        several = len({c.doc_id for c in rows}) > 1
        for doc_id in dict.fromkeys(c.doc_id for c in rows):
            mine = [c for c in rows if c.doc_id == doc_id]
            names = "；".join(c.row.name for c in mine if c.row)
            where = f"{self.index.documents[doc_id].region}的" if several else ""
            draft.say(f"{where}{query.attribute}指标有：{names}", *(Span(c, c.start, c.end) for c in mine))
        return Composed("answered", draft, tuple(rows))


def _child_name(clause: Clause) -> str:
    if clause.row:
        return clause.row.name
    if clause.label[:1].isdigit():
        return clause.title or clause.label  # 1. 2. 3. only count; a figure in an answer stands in a quote
    return (
        f"{clause.label}{clause.title}"
        if clause.kind in ("article", "chapter")
        else (clause.title or clause.label)
    )
