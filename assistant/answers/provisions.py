"""Answers about clauses and documents as such: a clause by number, its parts, who issued a document and when.

Knows nothing of searching for facts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answers.ranking import Scored
from assistant.answers.readout import LONG, Readout
from assistant.answers.render import Composed, Draft, Span, plain, tabled
from assistant.answers.statements import Statement, flat
from assistant.answers.stretches import cut, untitled
from assistant.answers.tasks_table import Task, said_of_deadline, task_of
from assistant.understand.naming import DOC_TYPE, THAT_PAPER
from assistant.understand.question import Kind, Query
from assistant.understand.tabular import asks_extreme
from assistant.understand.words import Word, coverage
from corpus.decimals import printed_heading
from corpus.types import Clause

# a document speaks of itself
OWN_NAME = re.compile(
    "本(?:实施|工作|行动|政策|若干|暂行|裁量)?"
    "(?:办法|细则|规定|条例|法|意见|方案|计划|规划|政策|措施|通知|决定|纲要|基准|规则|规程|通告|公告|指南|指引|要点|导则|章程)"
)
SHORT = 200  # characters of a clause that is read out as it is, whatever is asked of it
ALONE = 0.3  # share of the words that does where no other sentence says any of them
# sentences of a box that the judge reads; the logit from which on one surely answers, or does where it is so far ahead
READ, SURE, LIKELY, APART = 6, 1.0, -3.0, 2.0
WITHIN = 0.6  # share of the words asked for that a sentence of the clause that is meant must say
# characters of a label that says what a part of a clause tells
LABEL = 8
# characters of a heading that names its clause in a question
HEADING, HEADED = 4, 32  # characters of one; of one that tells what stands under it
TELLING = 0.3  # weight of a word from which on it tells of something
SENTENCE = 1.5  # weight of words from which on a question quotes a clause's own
# the share of them that the clause they are from says, by how much others say less, and what none says that is not meant
WHOLE, AHEAD, PART = 0.75, 0.15, 0.6


# 专栏6有哪几项行动: what its parts are called
_PARTS_CALLED = re.compile(
    "(?:哪些|什么|啥|哪?几|多少)(?:[项个条大种])?(?:具体|主要|重点)?(?P<parts>行动|工程|任务|项目|措施|举措|工作|内容|方面|计划)"
)
_OTHER_CELL = re.compile("什么时候|啥时候|何时|哪一?[年月天个]|哪[里儿]|谁|几[年月号]")


class Provisions(Readout):
    """Answers what stands in a clause that is named."""

    def beside_it(self, clause: Clause, label: re.Pattern[str], query: Query) -> Composed | None:
        """The part of a clause's whole that is labelled so: 【申报条件】 beside 【支持标准】."""
        parent = self.index.tree.parent(clause)
        parts = self.index.tree.children(parent) if parent and clause.title else ()
        titled = [c for c in parts if c.kind == clause.kind and c.title and len(c.title) <= LABEL]
        named = [c for c in titled if c != clause and label.search(c.title)]
        if len(named) != 1 or len(titled) < len(parts):
            return None
        draft = Draft()
        self.say_clause(draft, query, named[0])
        return Composed("answered", draft, (named[0],))

    def within_unit(
        self, unit: Clause, query: Query, words: tuple[Word, ...], sign: re.Pattern[str] | None
    ) -> Composed | None:
        """The sentence of a clause that says most of some words, where it says enough of them and has a sign."""
        book = self.ranker.book
        parts = (unit, *self.index.tree.descendants(unit)) if words and unit.kind != "row" else ()
        rivals = [s for c in parts for s in book.of(c) if not s.heading and s.clause.kind != "row"]
        rivals = [s for s in rivals if sign is None or sign.search(s.text)]
        best = max(rivals, key=lambda s: coverage(words, s.text), default=None)
        if best is None or coverage(words, best.text) < WITHIN:
            return None
        start, end = self.excerpt(query, best)
        draft = Draft()
        text = plain(self.index.documents[unit.doc_id].text[start:end]).rstrip("，,、；;")
        draft.say(untitled(text), Span(best.clause, start, end))
        return Composed("answered", draft, (best.clause,))

    def task_at(self, clause: Clause) -> Task | None:
        """The cells of a clause that is a row of a table of tasks."""
        return task_of(clause, self.index.tree.parent(clause))

    def deadline_at(self, clause: Clause) -> Composed | None:
        """Until when the task of a row is to be done; None where the clause is no such row."""
        task = self.task_at(clause)
        if task is None or not (said := said_of_deadline(task)):
            return None
        draft = Draft()
        draft.say(said, Span(clause, clause.start, clause.end))
        return Composed("answered", draft, (clause,))

    def row_told(self, row: Clause, query: Query) -> Composed:
        """A row of a table as it is read out: what each of its columns holds, or its figures."""
        draft = Draft()
        if columns := self.ranker.book.columns(row):
            where = self.where(query, self.index.documents[row.doc_id])
            draft.say(where + tabled(columns), *self.row_spans(row, columns))
        else:
            self.say_clause(draft, query, row)
        return Composed("answered", draft, (row,))

    def by_refs(self, query: Query) -> list[Clause]:
        """The clauses a question names by number, narrowed to an item it names by its heading."""
        doc_ids = self.scope(query) or tuple(self.index.documents)
        clauses = self._within_named(query, doc_ids) or self.lookup.by_refs(query.refs, doc_ids)
        if not clauses and query.refs and re.search("[个种类样件]$", query.refs[-1].text):
            # 第八条第一个要求: the clause does not number them
            clauses = self.lookup.by_refs(query.refs[:-1], doc_ids)
        for term in query.quoted:
            # 第四节“开放合作”, where every chapter has a 第四节
            headed = [c for c in clauses if flat(c.title) == term] if len(clauses) > 1 else []
            inside = headed or [
                d
                for c in clauses
                for d in self.index.tree.descendants(c)
                if flat(d.title) and term in flat(d.title)
            ]
            clauses = inside or clauses
        return clauses

    def of_its_words(self, query: Query) -> Query:
        """第十六条 建设单位应当自…: a number that several documents have, with words of one of them behind it.

        The question in the document whose clause says them; without the number, where none of those clauses does.
        """
        if not query.refs or self.scope(query) or sum(w.weight for w in query.words) < SENTENCE:
            return query
        said: dict[str, float] = {}
        for clause in self.by_refs(query):
            texts = [
                self.ranker.book.text_of(clause),
                *(flat(d.text) for d in self.index.tree.descendants(clause)),
            ]
            said[clause.doc_id] = max(said.get(clause.doc_id, 0.0), coverage(query.words, "".join(texts)))
        if len(said) < 2:
            return query
        best = max(said, key=lambda d: said[d])
        if said[best] >= WHOLE and all(s < said[best] - AHEAD for d, s in said.items() if d != best):
            return replace(query, doc_ids=(best,))
        if said[best] < PART and query.text.startswith(query.refs[0].text):
            return self.understander.understand(query.text[len(query.refs[0].text) :])
        return query

    def headed(self, text: str, doc_ids: Sequence[str]) -> Iterator[Clause]:
        """The clauses of some documents whose heading a question writes."""
        asked = flat(text)
        for clause in self.index.tree:
            title = flat(clause.title) if clause.doc_id in doc_ids else ""
            if len(title) >= HEADING and title in asked:
                yield clause

    def _within_named(self, query: Query, doc_ids: tuple[str, ...]) -> list[Clause]:
        """重点产业强链工程第二项: the second of the clause with that heading, not of another list of the text."""
        if [r.kind for r in query.refs] not in (["item"], ["row"]):
            return []
        within = max(self.headed(query.text, doc_ids), key=lambda c: len(c.title), default=None)
        return self.lookup.inside(query.refs[0], within) if within is not None else []

    def unheard(self, query: Query) -> Composed:
        """A document that is not here is not answered for, least of all from one with a similar name."""
        names = "".join(n if n.endswith(THAT_PAPER) else f"《{n}》" for n in query.unheard)
        return self.refuse(query, saying=f"这些文件里没有{names}，无法回答")

    def say_where(self, draft: Draft) -> None:
        """Put first in an answer which clauses say what it says."""
        first: dict[str, Span] = {}
        for span in (s for _, spans in draft.sentences for s in spans):
            document = self.index.documents[span.clause.doc_id]
            where = self.renderer.place(span.clause)
            if span.clause.number is not None and span.clause.label not in where:
                where = self.index.tree.path(span.clause)  # 五、…›19.鼓励投保科技保险: found by its number
            first.setdefault(f"《{document.title}》{where}", span)
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
            rows = [s for s in self.ranker.book.of(clause) if s.indicators]
            for statement in rows:
                told: set[str] = set()
                for indicator in statement.indicators:
                    if not indicator.actual and indicator.name in told:
                        continue  # its years were said with the first of them
                    if not indicator.actual and self.say_all_years(draft, query, statement, indicator):
                        told.add(indicator.name)
                    else:
                        draft.say(
                            self.say_indicator(query, indicator), Span(clause, clause.start, clause.end)
                        )
            if not rows:
                draft.say(plain(clause.text), Span(clause, clause.start, clause.end))
            return
        kinds = {"chapter": "article", "box": "box_item", "part": "chapter", "section": "article"}
        children = [c for c in self.index.tree.children(clause) if c.kind == kinds.get(clause.kind)]
        if not children and query.kind is Kind.LIST:
            children = [
                c for c in self.index.tree.children(clause) if c.kind in ("box_item", "item") and c.title
            ]
        if not children and clause.kind in ("box", "part"):
            children = [c for c in self.index.tree.children(clause) if c.kind == "row"]
        if children and not all(c.row or 0 < len(c.title) <= HEADED for c in children):
            self.say_parts(draft, query, children)
            return
        if children:
            end = clause.start + len(clause.text.split("\n", 1)[0].rstrip())
            names = "；".join(_child_name(c) for c in children)
            draft.say(cut(f"{clause.title or clause.label}：{names}", LONG), Span(clause, clause.start, end))
            return
        start, end = clause.start + max(printed_heading(clause.label, clause.title, clause.text)), clause.end
        text = plain(document.text[start:end])
        if len(text) > LONG - 60:
            end = self.first_sentences(clause, LONG - 80)
            text = plain(document.text[start:end])
        draft.say(text.strip("—"), Span(clause, start, end))

    def say_parts(self, draft: Draft, query: Query, parts: Sequence[Clause]) -> None:
        """How each of some clauses begins, with what it lists; as many as can be listened to."""
        told = 0
        for part in parts:
            said = next((s for s in self.ranker.book.of(part) if not s.heading), None)
            if said is None:
                continue
            if told and told + (said.end - said.start) > LONG:
                draft.note("后面还有，未全部读出")
                return
            before = len(draft.sentences)
            if said.text.endswith("："):
                self.say_clause(draft, query, part)
            else:
                draft.say(cut(plain(self.text_of(said)), LONG), Span(said.clause, said.start, said.end))
            told += sum(len(text) for text, _ in draft.sentences[before:])

    def first_sentences(self, clause: Clause, limit: int) -> int:
        end = clause.start
        for statement in self.ranker.book.of(clause):
            if statement.end - clause.start > limit and end > clause.start:
                break
            end = statement.end
        return end

    def _of_the_paper(self, query: Query, clauses: list[Clause], draft: Draft) -> list[Clause]:
        """Of a place's clauses of one number those of the kind of document that is named, and in force where one is.

        陕西意见第八条 is none of the 行动计划, whose period is over.
        """
        said = {t for t in DOC_TYPE.findall(query.text) if len(t) > 1}
        kinds = [c for c in clauses if any(self.lexicon.titles[c.doc_id].endswith(t) for t in said)]
        clauses = kinds or clauses
        now = [c for c in clauses if not self.renderer.expired(self.index.documents[c.doc_id])]
        if query.regions and not query.named_docs and now and len(now) < len(clauses):
            over = dict.fromkeys(c.doc_id for c in clauses if c not in now)
            titles = "".join(f"《{self.index.documents[d].title}》" for d in over)
            draft.note(f"{titles}也有这一条，规划期已届满")
            return now
        return clauses

    def kind_by_number(self, query: Query) -> Composed | None:
        """专栏1第5项是约束性的吗: whether the row a question names by its number is of that kind; None where it names none."""
        besides = re.sub("《.*》", "", query.text)
        named = any(w.weight >= TELLING and w.text in besides for w in query.words)
        if not query.refs or not query.attribute or named:
            return None
        rows = [c for c in self.by_refs(query) if c.row and c.row.attribute]
        figures = [i for i in self.index.indicators if rows and i.clause_id == rows[0].clause_id]
        figures = [i for i in figures if not i.actual] or figures
        if len(rows) != 1 or not figures or rows[0].row is None:
            return None
        draft = Draft([("是的" if rows[0].row.attribute == query.attribute else "不对", ())])
        draft.say(self.say_indicator(query, figures[-1]), Span(rows[0], figures[-1].start, figures[-1].end))
        return Composed("answered", draft, tuple(rows), settled=True)

    def clause_by_number(self, query: Query) -> Composed | None:
        """The clause a question names by its number; None where it names none that is there and may mean another."""
        clauses = self.by_refs(query)
        if not clauses:
            if query.refs and (query.doc_ids or len(self.index.documents) == 1):
                said = f"“{''.join(r.text for r in query.refs)}”"
                refused = self.refuse(query, what=said)
                others = self.lookup.by_refs(query.refs, tuple(self.index.documents))
                if titles := dict.fromkeys(self.index.documents[c.doc_id].title for c in others):
                    papers = "、".join(f"《{t}》" for t in list(titles)[:3])
                    refused.draft.note(f"{papers}里有{said}，要问那里的请说明")
                return refused
            return None
        if re.search("[（(]", query.refs[0].text if query.refs else ""):
            # （十四） is no 第十四条, where both are there
            clauses = [c for c in clauses if c.label.startswith("（")] or clauses
        draft = Draft()
        clauses = self._of_the_paper(query, clauses, draft)
        by_doc = {c.doc_id: c for c in reversed(clauses)}
        if len(by_doc) > 1:
            draft.say("多份文件都有这一条，请说明要问哪一份")
            regions = [self.index.documents[d].region for d in by_doc]
            for clause in clauses[:5]:
                document = self.index.documents[clause.doc_id]
                head = Span(clause, clause.start, min(clause.end, clause.start + 60))
                alone = document.region and regions.count(document.region) == 1
                name = document.region if alone else f"《{document.title}》"
                draft.say(f"{name}：{clause.label}{clause.title}", head)
            return Composed("clarify", draft, tuple(clauses))
        columns = self.ranker.book.columns(clauses[0]) if clauses[0].kind == "row" else None
        if columns is not None and not query.wants_number and _OTHER_CELL.search(query.text):
            # 第2项什么时候建好: what is asked may stand in any of its cells
            draft.say(tabled(columns), *self.row_spans(clauses[0], columns))
            return Composed("answered", draft, tuple(clauses))
        sentence = self._asked_inside(query, clauses[0])
        if sentence and query.asks_figure and self.tells_other_year(query, sentence.statement):
            return self.no_such_year(query, clauses[0])
        if sentence is not None:
            if asks_extreme(query.text):
                # of the figures side by side none is told alone
                draft.say(untitled(plain(self.text_of(sentence.statement))), self.span_of(sentence.statement))
            else:
                self.say_statement(draft, query, sentence)
        else:
            self.say_clause(draft, query, clauses[0])
        return Composed("answered", draft, tuple(clauses))

    def _likeliest_inside(
        self, query: Query, said: Sequence[Statement], shares: Sequence[float]
    ) -> int | None:
        """Which sentence the judge surely takes for the answer, of those that say most of the words; None for none."""
        read = sorted((n for n, share in enumerate(shares) if share), key=lambda n: -shares[n])[:READ]
        asked = query.text
        for ref in query.refs:
            asked = asked.replace(ref.text, "")
        logits = self.judging.heard(asked, [said[n] for n in read]) if read else None
        if not logits:
            return None
        first, *others = sorted(logits, reverse=True)
        # the box is named, so that of its sentences one alone has to stand out
        apart = first >= LIKELY and all(first - other >= APART for other in others)
        return read[logits.index(first)] if first >= SURE or apart else None

    def tells_other_year(self, query: Query, statement: Statement) -> bool:
        """Whether a sentence of the clause that was named tells of other years than the one asked for."""
        date = self.index.documents[statement.clause.doc_id].date or ""
        of_paper = any(date.startswith(str(year)) for year in query.years)  # 2026年的意见
        told = statement.years and not statement.years & set(query.years)
        return bool(query.years and told and not of_paper and not query.attribute)

    def no_such_year(self, query: Query, clause: Clause, *, instead: Sequence[int] = ()) -> Composed:
        """A clause has no figure of the year asked for.

        :param instead: the years that there is one of.
        """
        when = "、".join(map(str, query.years))
        refused = self.refuse(query, what=f"{when}年的这一项", nearest=clause)
        if instead:
            # beside the answer: a refusal cites nothing that a number in it could be held against
            refused.draft.note(f"这一项文件里写明的是{'、'.join(f'{y}年' for y in instead)}的")
        return refused

    def _asked_inside(self, query: Query, clause: Clause) -> Scored | None:
        """The sentence of a clause too long to be read out that says what is asked besides its number; None for none.

        （二）“主要目标”一站式平台什么时候: not what the clause begins with.
        """
        inside = (clause, *self.index.tree.descendants(clause))
        said = [s for c in inside for s in self.ranker.book.of(c) if not s.heading]
        named = flat(clause.title) + "".join(query.quoted)
        parts = {m["parts"] for m in _PARTS_CALLED.finditer(query.text)}
        words = tuple(
            w for w in query.words if w.weight >= TELLING and w.said_in(named) < 1.0 and w.text not in parts
        )
        if query.english or not words or sum(s.end - s.start for s in said) <= SHORT:
            return None
        shares = [coverage(words, s.text) for s in said]
        best = max(range(len(said)), key=lambda n: shares[n])
        others = max((share for n, share in enumerate(shares) if n != best), default=0.0)
        # 超市、网店那块: one sentence alone says anything of it
        alone = shares[best] >= ALONE and not others
        if shares[best] < WITHIN and not alone:
            likeliest = self._likeliest_inside(query, said, shares)
            if likeliest is None:
                return None
            best = likeliest
        share = shares[best]
        return Scored(said[best], share, share, share, 0.0, 0.0, share)


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
