"""Answers without a model: which room answers which kind of question.

Each answer is worded in one to three sentences from cells and sentences of the corpus; where nothing supports
one, the nearest clause is named. Knows nothing of models, pages or history.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answers.aims import asks_aims
from assistant.answers.checks import Checks
from assistant.answers.contrasted import compares
from assistant.answers.duties import Duties
from assistant.answers.facets import asked_term, defines, lacks_facet, parts_of_name, tells_part
from assistant.answers.lookup import Lookup
from assistant.answers.meanings import Meanings
from assistant.answers.papers import Papers
from assistant.answers.penalties import Penalties
from assistant.answers.ranking import Ranker
from assistant.answers.readout import Composed
from assistant.answers.render import Draft, Renderer
from assistant.answers.statements import flat
from assistant.answers.tasks import Tasks
from assistant.answers.verdicts import has_exception, verdict
from assistant.answers.wanted import NEVER_IMPLIED
from assistant.applies.applicability import Applicability
from assistant.applies.case_questions import tells_case, without_asker
from assistant.applies.cases import Cases
from assistant.applies.checklist import Checklist
from assistant.understand.asker import Concern
from assistant.understand.lexicon import Lexicon
from assistant.understand.question import Kind, Query
from assistant.understand.rulings import asks_ruling_alone
from assistant.understand.smalltalk import LINES, small_talk
from corpus.types import Clause
from index.policy_index import PolicyIndex

# a word of a question that tells figures apart: heavier than a verb can be
DISTINCT, LEAST_SAID = 0.7, 0.35


class Composer(Penalties, Checks, Duties, Tasks, Papers, Meanings, Cases):
    """Words answers over one index."""

    def __init__(
        self, index: PolicyIndex, lexicon: Lexicon, lookup: Lookup, ranker: Ranker, renderer: Renderer
    ) -> None:
        super().__init__(index, lexicon, lookup, ranker, renderer)
        self.applicability = Applicability(index, lexicon, lookup, ranker.book)
        self.checklist = Checklist(index, lexicon, self.applicability, renderer, ranker.book)

    def compose(self, query: Query) -> Composed:
        """The answer to an understood question; a refusal where what was found is about something else."""
        composed = self.draft(query)
        cited = composed.draft.clauses()
        judged = composed.outcome == "answered" and cited and not composed.settled and self.is_judged(query)
        if judged and not self._pertains(query, cited):
            return self.refuse(query, nearest=cited[0], looked=composed.looked_at)
        if judged and self._lacking(query, composed):
            return self.refuse(query, nearest=cited[0], looked=composed.looked_at)
        if judged and self._unexplained(query, cited):
            return self.refuse(query, nearest=cited[0], looked=composed.looked_at)
        if judged and self._undefined(query, cited):
            composed.draft.sentences.insert(0, ("文件没有给出定义，只写到以下内容", ()))
        if composed.outcome == "answered" and not composed.settled and asks_ruling_alone(query.text):
            self._rule(query, composed.draft)
        if query.asks_where and composed.outcome == "answered":
            self.say_where(composed.draft)
        if judged and query.asks_figure and not query.english:
            self._note_unsaid(query, composed.draft)
        return composed

    def _who(self, query: Query) -> Composed:
        """Who is responsible; where no body stands in the clauses, the sentence that says who decides, pays or comes."""
        pays = NEVER_IMPLIED.search(query.text) and not query.refs
        if pays and (told := self._says_who(query)):
            return told
        answer = self.responsible(query)
        if answer.outcome == "answered" or query.refs or pays:
            return answer
        return self._says_who(query) or answer

    def _says_who(self, query: Query) -> Composed | None:
        told = self.fact(replace(query, kind=Kind.FACT))
        likely = told.outcome == "answered" and self.judging.vouches(query, told.draft.clauses())
        return told if likely else None

    def _pertains(self, query: Query, cited: Sequence[Clause]) -> bool:
        """Whether an answer that cites these clauses is about the question, by its words or as the judge reads them."""
        return self.pertinence.pertains(self.asked(query), cited) or self.judging.vouches(query, cited)

    def _note_unsaid(self, query: Query, draft: Draft) -> None:
        """What a figure was asked of that its sentence does not say: 规上工业企业 of a figure for all of society.

        Only words that the corpus writes elsewhere: others are the asker's way to say what stands there.
        """
        spans = [span for _, spans in draft.sentences for span in spans]
        around = dict.fromkeys(s.context for span in spans for s in self.ranker.book.of(span.clause))
        text = " ".join([*self.quotes(spans), *around])
        unsaid = [
            w.text for w in query.words if w.known and w.weight >= DISTINCT and w.said_in(text) < LEAST_SAID
        ]
        if spans and unsaid:
            words = "、".join(f"“{word}”" for word in unsaid)
            draft.note(f"引用的原文没有写{words}，请核对是不是所问的口径")

    def _rule(self, query: Query, draft: Draft) -> None:
        """可以, 不可以, 需要 before an answer whose own words say so; where only an exception stands there, that it does."""
        if not draft.sentences or not draft.sentences[0][1]:
            return  # one is given
        texts = self.quotes(s for _, spans in draft.sentences for s in spans)
        said = verdict(query, texts)
        if said is not None:
            draft.sentences.insert(0, (said, ()))
        elif has_exception(texts[0]):
            draft.sentences.insert(0, ("文件另有除外规定", ()))

    def _lacking(self, query: Query, composed: Composed) -> bool:
        """Whether a kind of thing is asked for that neither the answer nor its clauses have, whichever room worded it."""
        book, cited = self.ranker.book, composed.draft.clauses()
        texts = [flat(text) for text, _ in composed.draft.sentences]
        texts += dict.fromkeys(book.text_of(book.unit_of(c)) for c in cited)
        headings = dict.fromkeys(s.context for c in cited for s in book.of(c))
        return lacks_facet(query.text, "。".join(texts), "。".join(headings))

    def _unexplained(self, query: Query, cited: Sequence[Clause]) -> bool:
        """Whether it is asked what a figure in a name stands for (415X里的4), and the cited clauses only use the name."""
        pieces = parts_of_name(re.sub(r"\s", "", query.text.lower()))
        texts = [self.ranker.book.text_of(self.ranker.book.unit_of(c)) for c in cited] if pieces else []
        return any(not any(tells_part(p, t) for t in texts) for p in pieces)

    def _undefined(self, query: Query, cited: Sequence[Clause]) -> bool:
        """Whether a term is to be explained that the cited clauses only use."""
        term = asked_term(flat(query.text)) if query.kind is Kind.DEFINITION and not query.refs else ""
        if not term:
            return False
        for place in (r.short for r in query.regions):
            term = term.removeprefix(place).removeprefix("市").removeprefix("省").removeprefix("的")
        statements = [s for c in cited for s in self.ranker.book.of(c)]
        titles = [flat(c.title) for c in cited if not c.row]
        # a row says how much, never what
        told = {defines(term, s.text, titles) and not s.clause.row for s in statements}
        return False in told and True not in told

    def is_judged(self, query: Query) -> bool:
        """Whether an answer has to be about the question's words.

        A clause's number, a body by name and a year's aims are asked for as such.
        """
        return not query.refs and query.kind not in (Kind.TASKS, Kind.META) and not asks_aims(query)

    def asked(self, query: Query) -> Query:
        """The question without what only says who asks: that is known from here on, and is not what is asked."""
        return without_asker(query) if query.concern is Concern.CASE else query

    def draft(self, query: Query) -> Composed:
        """The answer as the room for the question's kind words it, not yet judged."""
        if said := small_talk(query.text):
            return Composed("refused", Draft([(LINES[said], ())]), ())
        if query.unheard:
            return self.unheard(query)
        if query.outside and not query.doc_ids and not query.around:
            return self.told_of(query) or self.refuse(query, self.names(query.outside))
        if told := self.meanings_beside(query) or self.included(query):
            return told
        if told := self.apiece(query):
            return told
        if compares(query) and (beside := self.beside(query)):
            return beside
        if (cost := self.penalty(query)) is not None:
            return cost
        if tells_case(query):
            if own := self.case(without_asker(query)):
                return own
            query = self.asked(query)
        if applied := self.checklist.answer(query):
            return Composed(*applied, settled=query.concern is Concern.OPEN)
        match query.kind:
            case Kind.CLAUSE:
                return self.clause_by_number(query) or self.fact(query)
            case Kind.RESPONSIBLE:
                return self._who(query)
            case Kind.TASKS:
                return self.tasks(query)
            case Kind.COMPARE:
                return self.compare(query)
            case Kind.CHECK:
                return self.still_holds(query) or self.check(query)
            case Kind.META:
                return self.about_document(query)
            case _:
                return self.meaning(query) or self.fact(query)
