"""Answers without a model: the row, sentence or clause that says it, worded in one to three sentences.

Each answer is built from cells and sentences of the corpus; where nothing supports one, ``refuse`` names the
nearest clause. Knows nothing of models, pages or history.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.applicability import Applicability
from assistant.checklist import Checklist
from assistant.lexicon import Lexicon
from assistant.lookup import Lookup
from assistant.question import Kind, Query
from assistant.render import Draft, Renderer, Span, plain, say_value
from assistant.statements import Ranker, Scored, Statement, flat
from assistant.types import Outcome
from assistant.words import coverage
from corpus.gazetteer import Region
from corpus.indicators import piece_around
from corpus.script import simplify
from corpus.types import Clause, Document, Indicator
from index.policy_index import PolicyIndex

EXCERPT = 170  # characters of a sentence that are read out whole
GATHER = 270  # characters of an answer put together from several sentences
YEAR_REACH = 400  # characters back to the year a figure is meant for
LONG = 560  # of answers that list clauses

# the share of a question's words that a statement (with its headings) must say to answer it, and the share it
# must say itself; a figure must match more closely. Measured on the development questions (docs/log.md)
SUPPORT_COVERAGE = 0.42
SUPPORT_OWN = 0.3
SUPPORT_FIGURE = 0.58
# a word this heavy is what the question is about; a figure that does not say it is another figure
KEY_WEIGHT = 0.6


@dataclass(frozen=True, slots=True)
class Composed:
    """A draft with what it amounts to and what was looked at."""

    outcome: Outcome
    draft: Draft
    looked_at: tuple[Clause, ...]


class Composer:
    """Words answers over one index."""

    def __init__(
        self, index: PolicyIndex, lexicon: Lexicon, lookup: Lookup, ranker: Ranker, renderer: Renderer
    ) -> None:
        self.index = index
        self.lexicon = lexicon
        self.lookup = lookup
        self.ranker = ranker
        self.renderer = renderer
        self.applicability = Applicability(index, lexicon, lookup, ranker.book)
        self.checklist = Checklist(index, lexicon, self.applicability, renderer)

    # entry

    def compose(self, query: Query) -> Composed:
        """The answer to an understood question."""
        if query.outside and not query.doc_ids and not query.around:
            return self.refuse(query, self._names(query.outside))
        if applied := self.checklist.answer(query):
            return Composed(*applied)
        match query.kind:
            case Kind.CLAUSE:
                return self._clause(query)
            case Kind.RESPONSIBLE:
                return self._responsible(query)
            case Kind.TASKS:
                return self._tasks(query)
            case Kind.COMPARE:
                return self._compare(query)
            case Kind.CHECK:
                return self._check(query)
            case Kind.META:
                return self._document(query)
            case _:
                return self._fact(query)

    def _names(self, regions: Sequence[Region]) -> str:
        return "、".join(r.name for r in regions)

    def scope(self, query: Query) -> tuple[str, ...]:
        """The documents a question is to be answered from; () for all of them."""
        if query.doc_ids:
            return query.doc_ids
        return query.around

    # facts and figures

    def supported(self, query: Query, scored: Scored) -> bool:
        """Whether a statement says enough of the question to be its answer."""
        statement = scored.statement
        if query.asks_figure:
            if scored.coverage < SUPPORT_FIGURE or not fits_unit(query.unit, statement):
                return False
            around = statement.context + statement.text
            missing = [w for w in query.words if w.weight >= KEY_WEIGHT and w.said_in(around) < 0.5]
            heavy = sum(w.weight for w in query.words if w.weight >= KEY_WEIGHT) or 1.0
            return sum(w.weight for w in missing) <= 0.34 * heavy
        return scored.coverage >= SUPPORT_COVERAGE and scored.own >= SUPPORT_OWN

    def _fact(self, query: Query) -> Composed:
        if query.refs and (clauses := self._by_refs(query)):
            return self._within(query, clauses)
        if query.kind is Kind.LIST and query.attribute and (listed := self._by_attribute(query)):
            return listed
        ranked = self.ranker.rank(query, self.scope(query))
        if query.part:
            there = [s for s in ranked if s.statement.clause.label == query.part]
            if not there:
                clauses = [
                    c for c in self.index.tree if c.label == query.part and c.doc_id in self.scope(query)
                ]
                if len(clauses) == 1:
                    draft = Draft()
                    self._say_clause(draft, query, clauses[0])
                    return Composed("answered", draft, tuple(clauses))
            ranked = there + [s for s in ranked if s not in there]
            if there and len({s.statement.clause.doc_id for s in there}) == 1:
                draft = Draft()
                self._say_statement(draft, query, there[0])
                return Composed("answered", draft, tuple(s.statement.clause for s in ranked))
        return self._from_ranked(query, ranked)

    def _by_attribute(self, query: Query) -> Composed | None:
        """约束性指标有哪些: the rows of that attribute, of one document."""
        doc_ids = self.scope(query)
        rows = [
            c
            for c in self.index.tree
            if c.row and c.row.attribute == query.attribute and (not doc_ids or c.doc_id in doc_ids)
        ]
        if not rows or len({c.doc_id for c in rows}) > 1:
            return None
        draft = Draft()
        names = "；".join(c.row.name for c in rows if c.row)
        draft.say(f"{query.attribute}指标有：{names}", *(Span(c, c.start, c.end) for c in rows))
        return Composed("answered", draft, tuple(rows))

    def _document(self, query: Query) -> Composed:
        """Who issued a document and when, where its own text says so."""
        doc_ids = [d for d in self.scope(query) or tuple(self.index.documents)]
        best = max(doc_ids, key=lambda d: coverage(query.words, self.lexicon.titles[d]), default=None)
        if best is None or (len(doc_ids) > 1 and coverage(query.words, self.lexicon.titles[best]) == 0):
            return self.refuse(query)
        document = self.index.documents[best]
        heads = [c for c in self.index.tree.roots(best) if c.kind == "other"]
        if verb := _ENACTED.search(query.text):
            for statement in (s for c in self.index.tree if c.doc_id == best for s in self.ranker.book.of(c)):
                if re.search(rf"\d{{4}}年\d{{1,2}}月\d{{1,2}}日.*{verb.group()}", statement.text):
                    draft = Draft()
                    draft.say(_untitled(plain(self._text(statement))), self._span(statement))
                    return Composed("answered", draft, (statement.clause,))
        stated = [v for v in (*document.issuers, document.date or "") if self._stands(document, heads, v)]
        if stated:
            return self._issued(document, heads)
        composed = self.refuse(query, what="发文机关和成文日期", nearest=heads[0] if heads else None)
        for name, value in (("发文机关", "、".join(document.issuers)), ("成文日期", document.date or "")):
            if value:
                composed.draft.note(f"语料清单记载的{name}：{value}")
        return composed

    def _issued(self, document: Document, heads: Sequence[Clause]) -> Composed:
        draft = Draft()
        issuers = [s for s in (self._stands(document, heads, i) for i in document.issuers) if s]
        day = self._stands(document, heads, document.date or "")
        words = "、".join(plain(document.text[s.start : s.end]) for s in issuers)
        text = f"《{document.title}》由{words}印发" if words else f"《{document.title}》"
        if day:
            text += f"，成文日期为{plain(document.text[day.start : day.end])}"
        spans = [*issuers, *([day] if day else [])]
        clause = spans[-1].clause
        inside = [s for s in spans if s.clause == clause]
        draft.say(text, Span(clause, min(s.start for s in inside), max(s.end for s in inside)))
        if document.number:
            draft.note(f"发文字号：{document.number}")
        return Composed("answered", draft, (clause,))

    def _stands(self, document: Document, heads: Sequence[Clause], value: str) -> Span | None:
        """Where a name or an ISO date stands in the title block or closing; the last place, which is the signature."""
        if not value:
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

    def _by_refs(self, query: Query) -> list[Clause]:
        """The clauses a question names by number, narrowed to an item it names by its heading."""
        clauses = self.lookup.by_refs(query.refs, self.scope(query) or tuple(self.index.documents))
        for term in query.quoted:
            inside = [
                d
                for c in clauses
                for d in self.index.tree.descendants(c)
                if flat(d.title) and term in flat(d.title)
            ]
            clauses = inside or clauses
        return clauses

    def _within(self, query: Query, clauses: Sequence[Clause]) -> Composed:
        """A fact asked of a clause named by number."""
        inside = {d.clause_id for c in clauses for d in [c, *self.index.tree.descendants(c)]}
        ranked = [
            s
            for s in self.ranker.rank(query, tuple({c.doc_id for c in clauses}), k=200)
            if s.statement.clause.clause_id in inside and not s.statement.heading
        ]
        if query.kind is Kind.LIST or not ranked or not query.words:
            return self._clause(query)
        draft = Draft()
        self._say_statement(draft, query, ranked[0])
        return Composed("answered", draft, tuple(s.statement.clause for s in ranked[:5]))

    def _from_ranked(self, query: Query, ranked: list[Scored]) -> Composed:
        ranked = [s for s in ranked if not s.statement.heading] or ranked
        if ranked and query.kind is Kind.FACT and (named := self._indicator(query, ranked[0].statement)):
            # a bare indicator's name asks for its figure
            if coverage(query.words, named.name.lower()) >= 0.75:
                query = replace(query, wants_number=True)
        looked = tuple(dict.fromkeys(s.statement.clause for s in ranked))
        if query.asks_figure:
            ranked = [s for s in ranked if s.statement.indicators or s.statement.quantities] or ranked
        best = next((s for s in ranked if self.supported(query, s)), None)
        if best is not None and query.asks_figure and (not self._year_fits(query, best) or query.around):
            best = None
        if best is None:
            return self.refuse(query, nearest=ranked[0].statement.clause if ranked else None, looked=looked)
        if query.kind is Kind.LIST and (parts := self._parts(query, best.statement.clause)):
            draft = Draft()
            self._say_clause(draft, query, parts)
            return Composed("answered", draft, looked)
        draft = Draft()
        if not query.doc_ids and not query.around and (query.asks_figure):
            chosen = self._one_a_region(query, ranked, best)
        else:
            chosen = [best, *self._contradictions(query, ranked, best)]
        if len(chosen) == 1:
            self._say_statement(draft, query, best)
            if not query.asks_figure:
                self._say_more(draft, query, ranked, best)
        else:
            for scored in chosen:
                self._say_statement(draft, query, scored)
        if query.around:
            self._note_around(draft, query)
        return Composed("answered", draft, looked)

    def _parts(self, query: Query, clause: Clause) -> Clause | None:
        """The clause whose heading is what a list is asked of (主要目标有哪几个方面), if it has parts to list."""
        for node in (clause, *self.index.tree.ancestors(clause)):
            items = [c for c in self.index.tree.children(node) if c.kind in ("box_item", "item") and c.title]
            title = flat(node.title)
            if (
                len(items) > 1
                and title
                and (coverage(query.words, title) >= 0.7 or title in flat(query.text))
            ):
                return node
        return None

    def _year_fits(self, query: Query, scored: Scored) -> bool:
        years = scored.statement.years
        return not query.years or not years or bool(years & set(query.years))

    def _note_around(self, draft: Draft, query: Query) -> None:
        regions = "、".join(r.name for r in query.regions)
        draft.note(f"文件中没有{regions}自己的文件，以上依据的是其上级地区的文件")

    def _one_a_region(self, query: Query, ranked: list[Scored], best: Scored) -> list[Scored]:
        """Where a question names no place: the figure of every document that states it as well as the best."""
        chosen: list[Scored] = [best]
        for scored in ranked:
            if scored.statement.clause.doc_id in {c.statement.clause.doc_id for c in chosen}:
                continue
            if (
                self.supported(query, scored)
                and scored.own >= best.own - 0.12
                and scored.statement.indicators
            ):
                chosen.append(scored)
        return chosen[:4]

    def _contradictions(self, query: Query, ranked: list[Scored], best: Scored) -> list[Scored]:
        """Other statements of the same indicator in the same document, where the question names no year."""
        mine = self._indicator(query, best.statement)
        if mine is None:
            return []
        out = []
        for scored in ranked:
            other = self._indicator(query, scored.statement)
            if (
                other is not None
                and scored is not best
                and other.doc_id == mine.doc_id
                and other.quantity.start != mine.quantity.start
                and _same_name(mine, other)
                and (not query.years or other.year in query.years)
            ):
                out.append(scored)
        return out[:2]

    def _indicator(self, query: Query, statement: Statement) -> Indicator | None:
        """The indicator of a statement that the question asks for."""
        if not statement.indicators:
            return None
        from index.sparse import tokens

        def fit(indicator: Indicator) -> tuple[float, float]:
            grams = set(tokens(indicator.name))
            match = coverage(query.words, indicator.name.lower())
            year = 0.5 if query.years and indicator.year in query.years else 0.0
            return (year + match, -len(grams))

        best = max(statement.indicators, key=fit)
        return best if statement.clause.row or fit(best)[0] > 0 else None

    def _say_statement(self, draft: Draft, query: Query, scored: Scored) -> None:
        statement = scored.statement
        clause = statement.clause
        indicator = self._indicator(query, statement)
        if clause.row and indicator:
            span = Span(clause, clause.start, clause.end)
            draft.say(self.say_indicator(query, indicator), span)
            if indicator.year and str(indicator.year) not in query.raw:
                draft.note(f"目标年份为{indicator.year}年（见表头）")
            return
        start, end = self._stretch(query, statement, indicator)
        document = self.index.documents[clause.doc_id]
        if document.text[start:end].rstrip().endswith(("：", ":")):
            end = self._with_items(clause, end)
        text = plain(document.text[start:end]).rstrip("，,、；;")
        draft.say(self._where(query, document) + _untitled(text), Span(clause, start, end))
        if indicator and indicator.year and str(indicator.year) not in text:
            draft.note(f"目标年份为{indicator.year}年（见上文）")

    def say_indicator(self, query: Query, indicator: Indicator) -> str:
        """到2025年，西安市…的目标为≥80%（预期性）; the year only where the question says it (its column does else)."""
        document = self.index.documents[indicator.doc_id]
        when = f"到{indicator.year}年，" if indicator.year and str(indicator.year) in query.raw else ""
        region = document.region or ""
        name = indicator.name
        where = "" if name.startswith(region) or not region else region
        attribute = f"（{indicator.attribute}）" if indicator.attribute else ""
        return f"{when}{where}{name}目标为{say_value(indicator)}{attribute}"

    def _where(self, query: Query, document: Document) -> str:
        if len(query.doc_ids) == 1 or len(self.index.documents) == 1:
            return ""
        alike = [
            d
            for d in self.scope(query) or self.index.documents
            if self.index.documents[d].region == document.region
        ]
        return f"{document.region}：" if document.region and len(alike) == 1 else f"《{document.title}》："

    def _with_items(self, clause: Clause, end: int) -> int:
        """Where the list ends that a sentence opens with a colon (有下列情形之一的：), as far as it can be read out."""
        tree = self.index.tree
        parent = tree.parent(clause)
        items = [c for c in tree.children(clause) if c.start >= end - 1]
        items = items or [c for c in (tree.children(parent) if parent else ()) if c.start >= end - 1]
        reach = end
        for item in items:
            if item.end - clause.start > GATHER + 60:
                break
            reach = item.end
        return reach

    def _stretch(self, query: Query, statement: Statement, indicator: Indicator | None) -> tuple[int, int]:
        """What of a statement is read out: for a figure only the words around it, neighbours are other figures."""
        if not (query.asks_figure and indicator):
            return self.excerpt(query, statement)
        text = self.index.documents[indicator.doc_id].text
        start, end = piece_around(text, statement.start, statement.end, indicator.quantity.start)
        # figures asked for together are read out together (1个国家级、1-2个省级)
        for other in statement.indicators:
            a, b = piece_around(text, statement.start, statement.end, other.quantity.start)
            alike = (
                coverage(query.words, other.name.lower())
                >= coverage(query.words, indicator.name.lower()) - 0.05
            )
            if (
                other is not indicator
                and (a == end or b == start)
                and (alike or text[min(end, b) - 1] == "、")
            ):
                start, end = min(start, a), max(end, b)
        return start, end

    def excerpt(self, query: Query, statement: Statement) -> tuple[int, int]:
        """The stretch of a statement to read out: all of it, or the run of clauses that says most of the question."""
        text = self.index.documents[statement.clause.doc_id].text
        if statement.end - statement.start <= EXCERPT:
            return statement.start, statement.end
        cuts = [statement.start]
        cuts += [
            m.end() + statement.start for m in re.finditer(r"[，,；;]", text[statement.start : statement.end])
        ]
        if cuts[-1] != statement.end:
            cuts.append(statement.end)
        best, best_score = (statement.start, min(statement.end, statement.start + EXCERPT)), -1.0
        for i, a in enumerate(cuts[:-1]):
            for b in cuts[i + 1 :]:
                if b - a > EXCERPT and b != cuts[i + 1]:
                    break
                score = coverage(query.words, flat(text[a:b])) - 0.0008 * (b - a)
                if score > best_score:
                    best, best_score = (a, b), score
        return best

    def _say_more(self, draft: Draft, query: Query, ranked: list[Scored], best: Scored) -> None:
        """Further sentences of the same clause, where the question is about more than one sentence."""
        used = sum(len(t) for t, _ in draft.sentences)
        clause = best.statement.clause
        taken = [best.statement]
        for scored in ranked:
            s = scored.statement
            if s is best.statement or s.clause.clause_id != clause.clause_id or s.heading:
                continue
            if scored.own < 0.5 * best.own or used + len(s.text) > GATHER:
                continue
            used += len(s.text)
            taken.append(s)
        if len(taken) == 1:
            return
        draft.sentences.clear()
        document = self.index.documents[clause.doc_id]
        where = self._where(query, document)
        for s in sorted(taken, key=lambda s: s.start):
            start, end = self.excerpt(query, s)
            draft.say(where + _untitled(plain(document.text[start:end])), Span(clause, start, end))
            where = ""

    # clauses by number

    def _clause(self, query: Query) -> Composed:
        doc_ids = self.scope(query) or tuple(self.index.documents)
        clauses = self._by_refs(query)
        if not clauses:
            if query.refs and (query.doc_ids or len(self.index.documents) == 1):
                return self.refuse(query, what=f"“{query.refs[0].text}”")
            ranked = self.ranker.rank(query, self.scope(query))
            return self._from_ranked(query, ranked)
        draft = Draft()
        by_doc = {c.doc_id: c for c in reversed(clauses)}
        if len(by_doc) > 1:
            draft.say("多份文件都有这一条，请说明要问哪一份")
            for clause in clauses[:5]:
                document = self.index.documents[clause.doc_id]
                head = Span(clause, clause.start, min(clause.end, clause.start + 60))
                draft.say(f"{document.region or document.title}：{clause.label}{clause.title}", head)
            return Composed("clarify", draft, tuple(clauses))
        self._say_clause(draft, query, clauses[0])
        return Composed("answered", draft, tuple(clauses))

    def _say_clause(self, draft: Draft, query: Query, clause: Clause) -> None:
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
            draft.say(_cut(f"{clause.title or clause.label}：{names}", LONG), Span(clause, clause.start, end))
            return
        text = plain(clause.text)
        end = clause.end
        if len(text) > LONG - 60:
            end = self._first_sentences(clause, LONG - 80)
            text = plain(document.text[clause.start : end])
        draft.say(text.strip("—"), Span(clause, clause.start, end))

    def _first_sentences(self, clause: Clause, limit: int) -> int:
        end = clause.start
        for statement in self.ranker.book.of(clause):
            if statement.end - clause.start > limit and end > clause.start:
                break
            end = statement.end
        return end

    # departments

    def _responsible(self, query: Query) -> Composed:
        doc_ids = self.scope(query)
        looked: tuple[Clause, ...] = ()
        ranked: list[Scored] = []
        if query.refs:
            clauses = self._by_refs(query)
        else:
            ranked = self.ranker.rank(query, doc_ids)
            looked = tuple(dict.fromkeys(s.statement.clause for s in ranked))
            clauses = [s.statement.clause for s in ranked if s.coverage >= SUPPORT_COVERAGE][:6]
        if not clauses:
            return self.refuse(query, nearest=looked[0] if looked else None, looked=looked)
        draft = Draft()
        for clause in clauses:
            holder, departments = self.lookup.departments_of(clause)
            if departments:
                self._say_departments(draft, clause, holder, departments)
                return Composed("answered", draft, looked or tuple(clauses))
            within = self.lookup.departments_within(clause)
            if within and query.refs:
                for item in within[:5]:
                    self._say_departments(draft, item, item, item.departments)
                return Composed("answered", draft, looked or tuple(clauses))
        if not query.refs and (acting := next((s for s in ranked[:3] if self._names_actor(query, s)), None)):
            draft.say(_untitled(plain(self._text(acting.statement))), self._span(acting.statement))
            return Composed("answered", draft, looked)
        return self.refuse(query, what="责任单位的规定", nearest=clauses[0], looked=looked or tuple(clauses))

    def _names_actor(self, query: Query, scored: Scored) -> bool:
        """Whether a sentence says itself which body acts (领导小组办公室会同有关部门对…开展督促指导)."""
        return self.supported(query, scored) and bool(_ACTOR.search(scored.statement.text))

    def _text(self, statement: Statement) -> str:
        return self.index.documents[statement.clause.doc_id].text[statement.start : statement.end]

    def _span(self, statement: Statement) -> Span:
        return Span(statement.clause, statement.start, statement.end)

    def _say_departments(
        self, draft: Draft, clause: Clause, holder: Clause, departments: Sequence[str]
    ) -> None:
        document = self.index.documents[holder.doc_id]
        start, end = self._bracket(holder, document)
        what = clause.row.name if clause.row else (clause.title or clause.label)
        lead = re.search(r"([^、，,（(]+)牵头", plain(document.text[start:end]))
        text = f"“{what}”的责任单位是{'、'.join(departments)}"
        if lead:
            text += f"，由{lead[1]}牵头"
        draft.say(text, Span(holder, start, end))
        note = self.lookup.standing_for(clause)
        if note and note.clause_id != holder.clause_id:
            draft.note(f"另外：{plain(note.text)}")

    def _bracket(self, clause: Clause, document: Document) -> tuple[int, int]:
        """The last bracket of a clause that names a department, else its last sentence."""
        text = document.text
        for m in reversed(
            list(re.finditer(r"[（(][^（()）]*(?:[（(][^（()）]*[）)][^（()）]*)*[）)]", clause.text))
        ):
            inside = plain(m.group())
            if any(d in inside for d in clause.departments):
                return clause.start + m.start(), clause.start + m.end()
        statements = [s for s in self.ranker.book.of(clause) if any(d in s.text for d in clause.departments)]
        if statements:
            return statements[-1].start, statements[-1].end
        return clause.start, min(clause.end, clause.start + len(text[clause.start : clause.end]))

    def _tasks(self, query: Query) -> Composed:
        clauses = self.lookup.tasks_of(query.departments, self.scope(query))
        if query.topic:
            titles = "".join(self.lexicon.titles[d] for d in self.scope(query) or self.lexicon.titles)
            wanted = tuple(
                w
                for w in query.words
                if w.weight >= 0.5
                and w.text not in titles
                and not any(w.text in d for d in query.departments)
            )
            narrowed = [c for c in clauses if wanted and coverage(wanted, flat(c.text)) >= 0.8]
            clauses = narrowed or clauses
        if not clauses:
            return self.refuse(query, what=f"{'、'.join(query.departments)}的任务")
        draft = Draft()
        names = "、".join(query.departments)
        spans = []
        listed = []
        for clause in clauses:
            document = self.index.documents[clause.doc_id]
            holder_end = min(clause.end, clause.start + len(clause.text.split("。")[0]) + 1)
            spans.append(Span(clause, clause.start, holder_end))
            listed.append(
                f"{clause.label}{clause.title}"
                if clause.kind == "article"
                else f"“{clause.title or clause.label}”"
            )
        draft.say(_cut(f"责任单位中列有{names}的条款：{'；'.join(listed)}", LONG), *spans[:10])
        if len(spans) > 10:
            draft.note("列有该部门的条款较多，引文只列出前十条")
        return Composed("answered", draft, tuple(clauses))

    # comparisons and checks

    def _compare(self, query: Query) -> Composed:
        draft = Draft()
        found: list[tuple[str, Indicator | None, Scored]] = []
        missing: list[str] = []
        looked: list[Clause] = []
        groups = self._groups(query)
        if len(groups) < 2:
            return self._fact(query)
        for name, asked, doc_ids in groups:
            ranked = [s for s in self.ranker.rank(asked, doc_ids) if not s.statement.heading]
            looked.extend(s.statement.clause for s in ranked[:6])
            best = next((s for s in ranked if self.supported(asked, s) and self._year_fits(asked, s)), None)
            if best is None:
                missing.append(name)
            else:
                found.append((name, self._indicator(asked, best.statement), best))
        if not found:
            return self.refuse(query, nearest=looked[0] if looked else None, looked=tuple(looked))
        figures = query.asks_figure or all(i is not None for _, i, _ in found)
        for name, indicator, scored in found:
            statement = scored.statement
            if statement.clause.row and indicator:
                draft.say(
                    self.say_indicator(query, indicator),
                    Span(statement.clause, statement.start, statement.end),
                )
            else:
                start, end = self._stretch(replace(query, wants_number=figures), statement, indicator)
                text = _untitled(plain(self.index.documents[statement.clause.doc_id].text[start:end]))
                draft.say(f"{name}：{text.rstrip('，,、；;')}", Span(statement.clause, start, end))
        for name in missing:
            draft.say(f"{name}的文件中没有这一项")
        if figures and not missing:
            self._say_difference(draft, [(n, i) for n, i, _ in found if i is not None])
        return Composed("answered", draft, tuple(dict.fromkeys(looked)))

    def _say_difference(self, draft: Draft, figures: Sequence[tuple[str, Indicator]]) -> None:
        """差0.5个百分点 of two figures, the highest of several; why not, where units or years differ."""
        if len(figures) < 2:
            return
        units = {i.unit or "" for _, i in figures}
        if len(units) > 1:
            draft.say("几处单位不同，不能直接比较")
            return
        if any(i.quantity.low != i.quantity.high for _, i in figures):
            return
        years = {i.year for _, i in figures if i.year}
        if len(years) > 1 and not all(n.endswith("年") for n, _ in figures):
            draft.note("各处目标年份不同，比较时请注意")
        unit = next(iter(units))
        high, low = (
            max(figures, key=lambda f: f[1].quantity.low),
            min(figures, key=lambda f: f[1].quantity.low),
        )
        gap: Decimal = high[1].quantity.low - low[1].quantity.low
        if gap == 0:
            same = len({i.quantity.comparator for _, i in figures}) == 1
            draft.say(
                "数值相同"
                if same
                else "数值相同，但写法不同：" + "，".join(f"{n}为{say_value(i)}" for n, i in figures)
            )
        elif len(figures) == 2:
            draft.say(f"{high[0]}更高，相差{gap.normalize():f}{'个百分点' if unit == '%' else unit}")
        else:
            draft.say(f"{high[0]}最高，{low[0]}最低")

    def _groups(self, query: Query) -> list[tuple[str, Query, tuple[str, ...]]]:
        """What is compared, each with the question put to it: documents by name, places, else years."""
        documents = self.index.documents
        if len(query.named_docs) > 1:
            return [(f"《{documents[d].title}》", query, (d,)) for d in query.named_docs]
        places = [(r.name, query, tuple(self.lexicon.docs_by_region.get(r.name, ()))) for r in query.regions]
        places = [g for g in places if g[2]]
        if len(places) > 1:
            return places
        if len(query.years) > 1:
            return [
                (
                    f"{y}年" if str(y) in query.raw else f"{y % 100}年",
                    replace(query, years=(y,), wants_number=True),
                    self.scope(query),
                )
                for y in query.years
            ]
        if not query.doc_ids and not query.regions:
            return [(name, query, docs) for name, docs in self.lexicon.docs_by_region.items()]
        return places

    def _check(self, query: Query) -> Composed:
        """是不是, 对吧: what the documents say of it, and whether the question has figure, year and attribute right."""
        taken = bool(query.claims or query.attribute or query.years)
        if not taken:
            return self._fact(query)
        asked = replace(query, wants_number=bool(query.claims), years=(), attribute=None, unit="")
        ranked = [s for s in self.ranker.rank(asked, self.scope(query)) if not s.statement.heading]
        looked = tuple(dict.fromkeys(s.statement.clause for s in ranked))
        best = next((s for s in ranked if self.supported(asked, s)), None)
        indicator = self._indicator(asked, best.statement) if best else None
        if best is None or indicator is None:
            return self._fact(asked)
        same = [indicator]
        for scored in self._contradictions(asked, ranked, best):
            other = self._indicator(asked, scored.statement)
            if other is not None:
                same.append(other)
        if query.years:
            same.sort(key=lambda i: i.year not in query.years)
        draft = Draft()
        right = [i for i in same if self._agrees(query, i)]
        draft.say("是的" if right else "不对")
        for n, i in enumerate(right[:1] or same):
            clause = self.index.tree.get(i.clause_id)
            if clause is None:
                continue
            text = self._say_figure(query, i)
            draft.say(text, self._figure_span(clause, i))
            if n and i.year and str(i.year) not in text:
                draft.note(f"“{plain(i.quantity.text)}”的目标年份为{i.year}年")
        return Composed("answered", draft, looked)

    def _agrees(self, query: Query, indicator: Indicator) -> bool:
        """Whether everything the question takes for granted of a figure stands in the text."""
        q = indicator.quantity
        if query.attribute and indicator.attribute != query.attribute:
            return False
        if query.years and indicator.year and indicator.year not in query.years:
            return False
        for claim in query.claims:
            if claim.low != q.low or (claim.comparator != "=" and claim.comparator != q.comparator):
                return False
        return True

    def _say_figure(self, query: Query, indicator: Indicator) -> str:
        clause = self.index.tree.get(indicator.clause_id)
        if clause is not None and clause.row:
            return self.say_indicator(query, indicator)
        document = self.index.documents[indicator.doc_id]
        start, end = piece_around(document.text, indicator.start, indicator.end, indicator.quantity.start)
        text = _untitled(plain(document.text[start:end])).rstrip("，,、；;。")
        year = f"到{indicator.year}年，"
        begin = self._year_start(clause, indicator) if clause else indicator.start
        said = document.text[begin : indicator.end] + query.raw
        if indicator.year and str(indicator.year) not in text and str(indicator.year) in said:
            text = year + text
        return text

    def _figure_span(self, clause: Clause, indicator: Indicator) -> Span:
        if clause.row:
            return Span(clause, clause.start, clause.end)
        return Span(clause, self._year_start(clause, indicator), indicator.end)

    def _year_start(self, clause: Clause, indicator: Indicator) -> int:
        """Where a figure's quote begins so that its year stands in it: at the 到2027年 shortly before, if any."""
        document = self.index.documents[indicator.doc_id]
        if indicator.year:
            reach = max(clause.start, indicator.start - YEAR_REACH)
            at = document.text.rfind(str(indicator.year), reach, indicator.quantity.start)
            if 0 < at < indicator.start:
                return at - 1 if document.text[at - 1] in "到至" else at
        return indicator.start

    # what is not there

    def refuse(
        self,
        query: Query,
        outside: str = "",
        *,
        what: str = "",
        nearest: Clause | None = None,
        looked: Sequence[Clause] = (),
    ) -> Composed:
        """Not in these documents; the nearest clause and, where it names one, the competent department."""
        draft = Draft()
        if outside:
            draft.say(f"这些文件里没有{outside}的文件，无法回答")
        elif what:
            draft.say(f"文件中没有写明{what}")
        else:
            draft.say("这些文件里没有查到能回答这个问题的规定")
        if nearest is None:
            evidence = self.ranker.evidence(query, self.scope(query), k=5)
            looked = [e.clause for e in evidence]
            nearest = looked[0] if looked else None
        if nearest is not None:
            draft.say(f"最接近的是{self.renderer.label(nearest)}")
            _, departments = self.lookup.departments_of(nearest)
            if departments:
                draft.say(
                    f"可向{departments[0]}等责任单位咨询"
                    if len(departments) > 1
                    else f"可向{departments[0]}咨询"
                )
        return Composed("refused", draft, tuple(looked) or ((nearest,) if nearest else ()))


_ENACTED = re.compile("通过|施行|生效|修订|修正")
_ACTOR = re.compile(
    r"[一-龥]{2,}(?:领导小组|委员会|办公室|主管部门|人民政府|[局厅委部署院])(?:会同|负责|牵头|组织|统筹|按|要|应当?|具体|承担|对)"
)
_UNITS = (
    (re.compile("元|钱|款"), re.compile("元|倍")),
    (re.compile("家"), re.compile("家|个")),
    (re.compile("[名人位]"), re.compile("[名人位]")),
    (re.compile("[个项件条种类所处例]"), re.compile("[个项件条种类所处例家]|")),
    (re.compile("[天日月周]|小时|分钟|久|长"), re.compile("[天日月周年时钟]")),
)


def fits_unit(asked: str, statement: Statement) -> bool:
    """Whether a statement has a figure of the kind asked for: 多少钱 wants money, 多少家 wants 家."""
    if not asked:
        return True
    for question, unit in _UNITS:
        if question.search(asked):
            units = [q.unit for q in statement.quantities] + [i.unit or "" for i in statement.indicators]
            return any(unit.search(u) for u in units)
    return True


def _grams(text: str) -> list[str]:
    from index.sparse import tokens

    return tokens(text)


def _same_name(a: Indicator, b: Indicator) -> bool:
    mine, other = set(_grams(a.name)), set(_grams(b.name))
    return bool(mine and other) and len(mine & other) >= 0.8 * max(len(mine), len(other)) and a.unit == b.unit


def _untitled(text: str) -> str:
    """A sentence without the dashes and number that its clause prints before it."""
    return re.sub(
        r"^(?:[—-]{2,}|[（(][一二三四五六七八九十\d]+[）)]|\d+[.．、]|第[一二三四五六七八九十百千零\d]+条(?:之[一二三四五六七八九十]+)?)",
        "",
        text,
    )


def _child_name(clause: Clause) -> str:
    if clause.row:
        return clause.row.name
    return (
        f"{clause.label}{clause.title}"
        if clause.kind in ("article", "chapter")
        else (clause.title or clause.label)
    )


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"
