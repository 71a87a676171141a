"""Answers about a document as such: who issued it and when, its 文号, from when to when it holds.

Knows nothing of searching for facts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answers.provisions import OWN_NAME
from assistant.answers.readout import Readout
from assistant.answers.render import Composed, Draft, Span, plain
from assistant.answers.statements import UNRELATED, Statement
from assistant.answers.stretches import untitled
from assistant.understand.kinds import asks_in_force
from assistant.understand.naming import DOC_TYPE, DOC_TYPES
from assistant.understand.question import Kind, Query
from assistant.understand.words import coverage
from corpus.script import simplify
from corpus.types import Clause, Document

# 质量促进条例: a paper by its name; so much of it before its kind
_A_PAPER = re.compile(rf"[一-龥]{{2,12}}?(?:{DOC_TYPES})")
# a list or a standard is issued too, and is a document's own work, not the document
_A_WORK = re.compile("[一-龥]{2,14}?(?:清单|目录|名录|手册|标准(?!化)|规范|图谱|地图|台账|白皮书)")
PAPER_NAME = 5
WORK_SAID = 0.75  # of a work's name, by the sentence that sets it as a task
# 中央那个意见是奔着哪一年去的
_PLANS_TO = "管到|规划到|(?:奔|冲|瞄)[着向]"
_ENACTED = re.compile(
    f"通过|施行|执行|实施(?!方案|意见|细则|办法|条例|标准化)|生效|修订|修正|有效期|到期|过期|失效|废止|{_PLANS_TO}"
)
_UNTIL = re.compile(f"(?:{_PLANS_TO})(?:哪|什么时候|几)")
_TAKES_EFFECT = ("施行", "实施", "生效", "执行")
# 施行前已建成的 tells of others; 自…起施行 and 自印发之日起30日后施行 of the document
_EFFECTIVE = (
    rf"(?:自[^，。；]{{0,20}}起|日起)(?:正式|开始|\d+[日天]后)*(?:试行|{'|'.join(_TAKES_EFFECT)})(?!的)"
)
_ENDS = re.compile(f"有效期|到期|过期|失效|废止|{_PLANS_TO}")
_MENTIONS = "(?:提到|提及|谈到|(?:写|说|讲)(?:到|了|着|过|有)|涉及|规定|出现|包含|明确)"
_WHICH_PAPERS = "(?:(?:哪(?:些|几[个份部])|几[个份部]|什么)(?:政策)?文件(?:里面?|中)?|(?:哪(?:些|几个?)|几个)(?:地方|省市|城市))"
# 哪些文件提到首席质量官, 首席质量官在哪几份文件里有, 首席质量官哪些文件写到
_MENTIONING = (
    re.compile(rf"{_WHICH_PAPERS}(?:都|有|里)*{_MENTIONS}(?:过|了|到)*(?P<what>[^，,？?。]{{2,}})"),
    re.compile(
        rf"(?P<what>[^，,？?。]{{2,}}?)(?:都|是)?在?{_WHICH_PAPERS}(?:都|有|被)*(?:{_MENTIONS}|写|说|讲)(?:过|了|到)*[？?。\s]*$"
    ),
    re.compile(rf"(?P<what>[^，,？?。]{{2,}}?)(?:都|是)?在{_WHICH_PAPERS}(?:都|里)*有"),
)
_NUMBER_ASKED = re.compile("字号|文号|号令")
_DAY_ASKED = re.compile("几月|几号|哪天|哪一?[天日年月]|几几年|什么时候|何时|几时|日期|时间")
_ISSUER_ASKED = re.compile(
    "谁|(?:哪|什么|几).{0,3}(?:单位|部门|机关|机构|[局厅委])|(?:发文|发布|印发|制定|颁布|出台)的?(?:单位|部门|机关|机构|主体)|落款"
)
_DAY = re.compile(r"\d{1,2}月\d{1,2}日")
_FULL_DAY = r"\d{4}年\d{1,2}月\d{1,2}日"
_LAST_DAY = re.compile(r"(?:有效期)?[至到](\d{4})年\d{1,2}月\d{1,2}日")
_PERIOD_ASKED = re.compile("哪一?年(?:开始)?[^，,。？?]{0,3}到哪一?年")
_PERIOD = re.compile(
    r"(?:规划|实施|方案|计划|行动)(?:期限?|周期)(?:限)?(?:为|是|从|自)*\d{4}年?(?:起|开始)?[—–~至到-]+\d{4}"
)
_YEARS = re.compile(r"(\d{4})年?\s*[—–~至到-]+\s*(\d{4})年?")
# 方案是2025年发的吧, 那份是市场监管局印发的吗: what a question takes for granted of a document itself
_ISSUE_TOLD = re.compile(
    rf"(?:{DOC_TYPES}|要点|文件|份)[》”]?(?:是不是|是否|是|由|系|在|于)*"
    r"(?P<told>(?P<year>(?:19|20)\d\d)年(?:0?(?P<month>\d{1,2})月)?(?:\d{1,2}[日号])?|"
    r"[^的里中上下，,。；？?是由]{0,14}(?:政府|办公厅|办公室|[局委厅部院办]|委员会|人大|中央))(?:联合|正式|印)*"
    r"(?:发布|下发|制发|出台|颁布|公布|签发|发|出)(?:出来)?的(?:吗|么|吧|嘛|[，,]?(?:对|是吗|是吧|是不是|没错|不是))"
)
MENTIONED = 0.9  # share of what is asked for that a sentence must say to speak of it
A_NAME = 10  # characters; what is longer may stand there in other words
LISTED = 12  # documents that are named where all are asked for
SUBJECT = 0.25  # weight of words that ask for something besides
TOLD = 0.5  # share of what is asked that a line at a document's head or end must say


class Papers(Readout):
    """Answers what a document says of itself."""

    def about_document(self, query: Query) -> Composed:
        """Who issued a document, when, and from when to when it holds, where its own text says so."""
        document = self._meant_paper(query)
        if document is None:
            return self.refuse(query)
        heads = self._frame_of(document)
        if asks_in_force(query.text) or _UNTIL.search(query.text):
            return self._still_holds(query, document, heads)
        if _PERIOD_ASKED.search(query.text):
            return self._period(query, document, heads)
        if statement := self._enacted(query, document) or self._told_of(query, document, heads):
            draft = Draft()
            self._say_line(draft, statement)
            return Composed("answered", draft, (statement.clause,))
        if verb := _ENACTED.search(query.text):
            return self.refuse(query, what=f"它的{verb.group()}时间", nearest=heads[0] if heads else None)
        return self._issued(query, document, heads)

    def speaks_of_paper(self, query: Query) -> bool:
        """Whether a question is about a paper that a document only speaks of: 质量促进条例, of which its 立法研究 is to begin."""
        if query.named_docs:
            return False
        titles = [self.lexicon.titles[d] for d in self.scope(query) or tuple(self.index.documents)]
        for m in _A_PAPER.finditer(query.topic):
            names = (m.group()[n:] for n in range(len(m.group()) - PAPER_NAME + 1))
            called = next((n for n in names if self.lexicon.contexts.writes(n, query.doc_ids)), "")
            if called and not any(called in title for title in titles):
                return True
        return any(self._is_work(m.group(), query, titles) for m in _A_WORK.finditer(query.topic))

    def _is_work(self, name: str, query: Query, titles: Sequence[str]) -> bool:
        """Whether a list or standard that a question names is set as a task by some sentence, and is no document here."""
        words = tuple(w for w in query.words if w.text in name)
        kind = name[-2:]
        if not words or any(kind in title for title in titles):
            return False
        said = (s.statement.text for s in self.ranker.rank(query, self.scope(query), k=5))
        return any(kind in text and coverage(words, text) >= WORK_SAID for text in said)

    def _meant_paper(self, query: Query) -> Document | None:
        """The document that a question about one as such is about; None where it tells none from another."""
        doc_ids = self.scope(query) or tuple(self.index.documents)
        # 实施意见 names a kind of document, the other one of the place is a 行动计划
        said = [t for t in DOC_TYPE.findall(query.text) if len(t) > 1]
        alike = [d for d in doc_ids if self.lexicon.titles[d].endswith(tuple(said))] if said else []
        best = max(
            alike or doc_ids, key=lambda d: coverage(query.words, self.lexicon.titles[d]), default=None
        )
        if best is None or (len(doc_ids) > 1 and coverage(query.words, self.lexicon.titles[best]) == 0):
            return None
        return self.index.documents[best]

    def _frame_of(self, document: Document) -> list[Clause]:
        """The title block and the closing of a document."""
        roots = self.index.tree.roots(document.doc_id)
        return [c for c in roots if c.kind == "other" and c.label != UNRELATED]

    def issue_told(self, query: Query) -> Composed | None:
        """西安方案是2025年发的吧: who issued a document and when, and whether the question has it right; None for another one."""
        told = _ISSUE_TOLD.search(query.text)
        document = self._meant_paper(query) if told and query.kind is not Kind.COMPARE else None
        if told is None or document is None or query.outside:
            return None
        heads = self._frame_of(document)
        asked = replace(query, text="成文日期" if told["year"] else "发文单位")
        answer = self._issued(asked, document, heads)
        if answer.outcome != "answered":
            return answer
        if told["year"]:
            month = f"-{int(told['month']):02d}" if told["month"] else ""
            right: bool | None = (document.date or "").startswith(told["year"] + month)
        else:
            right = _is_issuer(told["told"], document.issuers)
        if right is not None:
            answer.draft.sentences.insert(0, ("是的" if right else "不对", ()))
        return replace(answer, settled=True)

    def of_document(self, query: Query, document: Document, *, in_force: bool = False) -> Composed:
        """Who issued one document and when, or whether it still holds."""
        heads = self._frame_of(document)
        if in_force:
            return self._still_holds(query, document, heads)
        return self._issued(query, document, heads)

    def holdings(self) -> Composed:
        """Which documents are here, by title; those whose period is over say so in their labels."""
        draft = Draft()
        heads = [(self.index.tree.roots(d), doc.title) for d, doc in self.index.documents.items()]
        listed = [(clauses[0], title) for clauses, title in heads if clauses]
        draft.say("这里收录的文件如下")
        for clause, title in listed[:LISTED]:
            first = next(iter(self.ranker.book.of(clause)), None)
            span = self.span_of(first) if first else Span(clause, clause.start, clause.end)
            draft.say(f"《{title}》", span)
        if len(self.index.documents) > LISTED:
            draft.note(f"共收录{len(self.index.documents)}份文件，这里只列出前{LISTED}份")
        return Composed("answered", draft, tuple(clause for clause, _ in listed[:LISTED]), settled=True)

    def mentioning(self, query: Query) -> Composed | None:
        """Which documents speak of something (哪些文件提到首席质量官), each with its clause; None for other questions."""
        asked = next((m for p in _MENTIONING if (m := p.search(query.text))), None)
        if not asked:
            return None
        words = tuple(w for w in query.words if w.text in asked["what"].lower())
        ranked = [s.statement for s in self.ranker.rank(query, self.scope(query), k=200)] if words else []
        found: dict[str, Statement] = {}
        # what the sentence says itself before what only the heading over it does
        for said in (lambda s: s.text, lambda s: f"{s.text}{s.context}"):
            for statement in ranked:
                if coverage(words, said(statement)) >= MENTIONED:
                    found.setdefault(statement.clause.doc_id, statement)
        if not found:
            what = asked["what"].strip('“”"的')
            written = any(simplify(what) in self.index.plain(d) for d in self.index.documents)
            known = written or len(what) > A_NAME
            return None if known else self.refuse(query, saying=f"这些文件里没有提到“{what}”")
        draft = Draft()
        for doc_id in (d for d in self.index.documents if d in found):
            clause = found[doc_id].clause
            where = f"《{self.index.documents[doc_id].title}》{self.renderer.place(clause)}"
            draft.say(where, self.span_of(found[doc_id]))
        draft.note("每份文件只列出最贴近的一处")
        return Composed("answered", draft, tuple(s.clause for s in found.values()), settled=True)

    def _still_holds(self, query: Query, document: Document, heads: Sequence[Clause]) -> Composed:
        """Whether a document still holds: by its own last day, or the year it plans to, or the day it took effect.

        Whether another document repealed it is beyond its own text: the manifest's status is a note.
        """
        note = (
            f"语料清单记载的时效性：{document.status or '未注明'}；是否另有文件废止或接替它，文件自己没有写"
        )
        ends = self._last_of(document)
        end = document.period_end
        statements = self.ranker.book.of_document(document.doc_id)
        planned = next((s for s in statements if end and str(end) in s.text), None)
        draft = Draft()
        told: Statement | None
        if ends is None and planned is not None:
            state = "，规划期已届满" if self.renderer.expired(document) else "，规划期未满"
            draft.say(f"《{document.title}》规划到{end}年{state}", self.span_of(planned))
            told = planned
        elif told := ends or self._in_force(document, _EFFECTIVE):
            self._say_line(draft, told)
            if ends is None:
                draft.note("文件没有写明有效期")
        else:
            composed = self.refuse(query, what="它的有效期", nearest=heads[0] if heads else None)
            composed.draft.note(note)
            return composed
        draft.note(note)
        return Composed("answered", draft, (told.clause,))

    def _period(self, query: Query, document: Document, heads: Sequence[Clause]) -> Composed:
        """From which year to which a document plans: as its text says, else as its title does, else until when."""
        told = next(
            (s for s in self.ranker.book.of_document(document.doc_id) if _PERIOD.search(s.text)), None
        )
        draft = Draft()
        if told is not None:
            self._say_line(draft, told)
            return Composed("answered", draft, (told.clause,))
        years = _YEARS.search(document.title)
        where = document.text.find(years.group()) if years else -1
        clause = next((c for c in heads if c.start <= where < c.end), None)
        if years is None or clause is None:
            return self._still_holds(query, document, heads)
        draft.say(
            f"《{document.title}》的期限是{years[1]}年到{years[2]}年",
            Span(clause, where, where + len(years.group())),
        )
        return Composed("answered", draft, (clause,))

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
        statement = self._enacted(query, document)
        if statement is None:
            return None
        draft = Draft()
        if last := _LAST_DAY.search(statement.text):
            draft.say("是的" if int(last[1]) == query.years[0] else "不对")
        self._say_line(draft, statement)
        return Composed("answered", draft, (statement.clause,))

    def _enacted(self, query: Query, document: Document) -> Statement | None:
        """The sentence that says when a document was passed, amended, takes effect or ceases to hold."""
        # 新修订的…哪天生效 asks for the day that the last verb names
        verb = next(reversed(list(_ENACTED.finditer(query.text))), None)
        if verb is None:
            return None
        if _ENDS.search(query.text):
            return self._last_of(document)
        return self._in_force(document, _EFFECTIVE if verb.group() in _TAKES_EFFECT else verb.group())

    def _last_of(self, document: Document) -> Statement | None:
        """The sentence that says until when a document holds; what it repeals may be another one, or a thing."""
        return self._in_force(document, rf"有效期(?!内)|失效|[至到]{_FULL_DAY}止") or self._in_force(
            document, "废止"
        )

    def _in_force(self, document: Document, said: str) -> Statement | None:
        """The first sentence of a document that says this (施行, 修订, 有效期) of itself, or with a day."""
        # the title block of a law names the day it was passed, an article the day it takes effect
        dated = rf"(?=.*{_FULL_DAY}).*{said}" if said is _EFFECTIVE else rf"{_FULL_DAY}.*{said}"
        found = None
        for statement in self.ranker.book.of_document(document.doc_id):
            own = OWN_NAME.search(statement.text)
            if re.search(dated, statement.text) or (own and re.search(said, statement.text)):
                if said is not _EFFECTIVE or own:
                    return statement
                found = found or statement
        return found

    def _say_line(self, draft: Draft, statement: Statement) -> None:
        draft.say(untitled(plain(self.text_of(statement))).strip("*（）()"), self.span_of(statement))

    def _told_of(self, query: Query, document: Document, heads: Sequence[Clause]) -> Statement | None:
        """The line with a date at the head or end of a document that is about who is asked after (新华社)."""
        asked = tuple(
            w for w in query.words if w.weight >= 0.25 and w.text not in self.lexicon.titles[document.doc_id]
        )
        if not _DAY_ASKED.search(query.text) or not asked:
            return None
        lines = [
            s
            for c in heads
            for s in self.ranker.book.of(c)
            if _DAY.search(s.text) and not re.search(f"{_EFFECTIVE}|有效期", s.text)
        ]
        best = max(lines, key=lambda s: coverage(asked, s.text), default=None)
        return best if best is not None and coverage(asked, best.text) >= TOLD else None

    def _issued(self, query: Query, document: Document, heads: Sequence[Clause]) -> Composed:
        """Who issued a document, when, and its 文号, as far as asked and as far as its own head or closing says it.

        The rest is in the manifest at best, and told apart as a note.
        """
        issuers = [s for s in (self._stands(document, heads, i) for i in document.issuers) if s]
        day = self._stands(document, heads, document.date or "")
        number = self._stands(document, heads, document.number or "")
        particulars = (
            ("发文机关", _ISSUER_ASKED, bool(issuers), "、".join(document.issuers)),
            ("成文日期", _DAY_ASKED, day is not None, document.date or ""),
            ("发文字号", _NUMBER_ASKED, number is not None, document.number or ""),
        )
        asked = [(name, stands, value) for name, p, stands, value in particulars if p.search(query.text)]
        lacking = [(name, value) for name, stands, value in asked if not stands]
        told = bool(issuers or day or number) and (not asked or len(lacking) < len(asked))
        if not told and not lacking:
            lacking = [(name, value) for name, _, _, value in particulars[:2]]
        listed = [f"语料清单记载的{name}：{value}" for name, value in lacking if value]
        if not told:
            what = "和".join(name for name, _ in lacking)
            composed = self.refuse(query, what=what, nearest=heads[0] if heads else None)
            for line in listed:
                composed.draft.note(line)
            return composed
        draft = Draft()
        wanted = {name for name, stands, _ in asked if stands}
        if number is not None and "发文字号" in wanted:
            draft.say(f"《{document.title}》的发文字号是{self._words(document, number)}", number)
        if wanted != {"发文字号"} and (issuers or day):
            self._say_issued(draft, document, issuers, day)
        if len(issuers) < len(document.issuers) and "发文机关" in wanted:
            listed.append(f"语料清单记载的发文机关：{'、'.join(document.issuers)}")
        if document.number and not _NUMBER_ASKED.search(query.text):
            listed.append(f"发文字号：{document.number}")
        for name, _ in lacking:
            draft.note(f"文件正文没有写明{name}")
        for line in listed:
            draft.note(line)
        return Composed(
            "answered", draft, tuple(dict.fromkeys(s.clause for _, ss in draft.sentences for s in ss))
        )

    def _say_issued(
        self, draft: Draft, document: Document, issuers: Sequence[Span], day: Span | None
    ) -> None:
        words = "、".join(self._words(document, s) for s in issuers)
        text = f"《{document.title}》"
        # five joint issuers of whom the text names one are not that one
        text += f"由{words}{'印发' if len(issuers) == len(document.issuers) else '等印发'}" if words else ""
        if day:
            text += f"{'，' if words else '的'}成文日期为{self._words(document, day)}"
        spans = [*issuers, *([day] if day else [])]
        clause = spans[-1].clause
        inside = [s for s in spans if s.clause == clause]
        draft.say(text, Span(clause, min(s.start for s in inside), max(s.end for s in inside)))

    @staticmethod
    def _words(document: Document, span: Span) -> str:
        return plain(document.text[span.start : span.end])

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


def _is_issuer(told: str, issuers: Sequence[str]) -> bool | None:
    """Whether a body, in short or in full, is one of those who issued a document; None for an office and its government."""
    short = told.replace("人民政府", "政府")
    names = [name.replace("人民政府", "政府") for name in issuers]
    if any(_shortens(short, name) and name.endswith(short[-1]) for name in names):
        return True
    # 市政府 of 市政府办公厅, or the other way round: the one speaks for the other
    return None if any(_shortens(short, n) or _shortens(n, short) for n in names) else False


def _shortens(short: str, name: str) -> bool:
    rest = iter(name)
    return all(c in rest for c in short)
