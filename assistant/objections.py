"""What an answer is held against, whichever room worded it: the place and the year asked for, what may not be missing.

Each check says what is wrong, and none mends it. Knows nothing of how an answer is found.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answers.deadlines import of_another_time
from assistant.answers.facets import asked_term, defines, lacks_facet, parts_of_name, tells_part, what_lacks
from assistant.answers.facts import Facts
from assistant.answers.mentions import AIMS
from assistant.answers.render import Composed
from assistant.answers.series import of_other_member
from assistant.answers.statements import flat, holds_now
from assistant.answers.units import lacks_amount
from assistant.applies.case_questions import without_asker
from assistant.understand.asker import Concern
from assistant.understand.question import Kind, Query
from corpus.numerals import find_years
from corpus.types import Clause

_EXPLAINED = re.compile(
    "指的?是?(?:啥|什么|哪)|(?:有没有|有|给|做)(?:过|出)?解释|是哪[一两二三四五六七八九十][^，,。？?]"
)
_PIECES = re.compile("[，,；;]|[。？?！!](?!$)")
_WHOSE = re.compile("^(?:《[^》]*》|[一-龥]{2,10}[省市县区州])：")


class Objections(Facts):
    """Holds an answer against the question, whichever room worded it."""

    def of_other_years(self, query: Query, told: Composed) -> bool:
        """Whether what is told is of other years than the one asked for (2027年度哪天开始报, of a notice for 2026)."""
        quotes = self.quotes(s for _, spans in told.draft.sentences for s in spans)
        years = {y for q in quotes for y in find_years(q)}
        return bool(query.years and years and not years & set(query.years))

    def neighbours(self, query: Query, composed: Composed) -> bool:
        """Whether an answer begins with what is another place's, beside the one asked for."""
        first = next((self.quotes(spans)[0] for _, spans in composed.draft.sentences if spans), "")
        return composed.outcome == "answered" and self.of_neighbour(query, first)

    def pertains(self, query: Query, cited: Sequence[Clause]) -> bool:
        """Whether an answer that cites these clauses is about the question, by its words or as the judge reads them."""
        return self.pertinence.pertains(self.asked(query), cited) or self.judging.vouches(query, cited)

    def lacking(self, query: Query, composed: Composed) -> str | None:
        """What kind of thing is asked for that neither the answer nor its clauses have, whichever room worded it.

        "" where it has no short name; None where nothing is missing.
        """
        book, cited = self.ranker.book, composed.draft.clauses()
        # what a story tells besides (工资都快发不出来了, …怎么罚) is not asked for
        asked = _PIECES.split(query.text.rstrip())[-1] if composed.settled else query.text
        # whose document it is is no answer
        texts = [_WHOSE.sub("", flat(text)) for text, _ in composed.draft.sentences]
        told = "。".join(texts)
        texts += dict.fromkeys(self._cells_apart(c) or book.text_of(book.unit_of(c)) for c in cited)
        statements = [s for c in cited for s in book.of(c)]
        headings = dict.fromkeys(s.context for s in statements)
        # 累计 in the name of what is aimed at reaches nothing yet
        for name in {
            flat(i.name) for s in statements if s.clause.row for i in s.indicators if "累计" in i.name
        }:
            texts = [t.replace(name, name.replace("累计", "")) for t in texts]
        whole, around = "。".join(texts), "。".join(headings)
        alone = query.kind not in (Kind.CHECK, Kind.COMPARE)
        # 几项都是约束性的吗: which ones
        counted = query.asks_figure and alone and query.kind is not Kind.LIST and not query.attribute
        unit = query.unit if counted else ""
        missing = (
            of_another_time(asked, told)
            or lacks_amount(asked, unit, told)
            # 重大事故, of 特别重大事故
            or (alone and of_other_member(flat(asked), told, around))
            or lacks_facet(asked, whole, around, present=holds_now(statements))
        )
        return what_lacks(asked, whole, told) if missing else None

    def _cells_apart(self, clause: Clause) -> str:
        """A row's cells, or what stands over a table's rows; "" for other clauses. Figures side by side dial no number."""
        if clause.row:
            return flat(re.sub(r"[\s｜|]+", "。", clause.text))
        over = any(c.row for c in self.index.tree.children(clause))
        return "。".join(s.text for s in self.ranker.book.of(clause)) if over else ""

    def unexplained(self, query: Query, cited: Sequence[Clause]) -> bool:
        """Whether it is asked what a figure in a name stands for (415X里的4), and the cited clauses only use the name."""
        pieces = parts_of_name(re.sub(r"\s", "", query.text.lower()))
        texts = [self.ranker.book.text_of(self.ranker.book.unit_of(c)) for c in cited] if pieces else []
        return any(not any(tells_part(p, t) for t in texts) for p in pieces)

    def unquoted(self, query: Query, cited: Sequence[Clause]) -> bool:
        """Whether a term is put in quotation marks that the documents write, and the cited clauses do not.

        A figure may be called otherwise in its table (“质量贷”: 质量融资增信贷款).
        """
        if query.asks_figure or query.claims or query.refs or query.named_docs:
            return False
        said = "".join(self.ranker.book.text_of(self.ranker.book.unit_of(c)) for c in cited)
        said += "".join(flat(a.title) for c in cited for a in (c, *self.index.tree.ancestors(c)))
        terms = [flat(t) for t in query.quoted]
        return any(t not in said for t in terms) and any(
            t not in said and self.lexicon.contexts.writes(t, self.scope(query)) for t in terms
        )

    def undefined(self, query: Query, cited: Sequence[Clause]) -> bool:
        """Whether a term is to be explained that the cited clauses only use."""
        term = asked_term(flat(query.text)) if query.kind is Kind.DEFINITION and not query.refs else ""
        if query.quoted and _EXPLAINED.search(query.text):
            term = query.quoted[0]  # “一体两翼”，一体指啥两翼指啥
        if not term:
            return False
        for place in (r.short for r in query.regions):
            term = term.removeprefix(place).removeprefix("市").removeprefix("省").removeprefix("的")
        statements = [s for c in cited for s in self.ranker.book.of(c)]
        titles = [flat(c.title) for c in cited if not c.row]
        # a row says how much, never what
        told = {defines(term, s.text, titles) and not s.clause.row for s in statements}
        return False in told and True not in told

    def aimless(self, query: Query, cited: Sequence[Clause]) -> bool:
        """Whether what a whole document is meant by is asked for (指导思想是什么), and no cited clause, nor one over it, has it.

        The first part of a document, where that stands, may be missing.
        """
        asked = AIMS.search(query.text)
        over = (a for c in cited for a in (c, *self.index.tree.ancestors(c)))
        return asked is not None and not any(asked[0] in flat(f"{a.title}{a.text}") for a in over)

    def is_judged(self, query: Query) -> bool:
        """Whether an answer has to be about the question's words.

        A clause's number, a body by name and a year's aims are asked for as such.
        """
        return not query.refs and query.kind not in (Kind.TASKS, Kind.META) and not self.asks_goals(query)

    def asked(self, query: Query) -> Query:
        """The question without what only says who asks: that is known from here on, and is not what is asked."""
        return without_asker(query) if query.concern is Concern.CASE else query
