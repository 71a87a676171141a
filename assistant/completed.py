"""What is said around an answer: its verdict, who is responsible, what else its clause says, where it stands, what it lacks.

Knows nothing of how an answer is found.
"""

from __future__ import annotations

import re

from assistant.answers.bodies import Bodies
from assistant.answers.obligation import Obligation
from assistant.answers.remarks import Remarks
from assistant.answers.render import Composed, Draft, Span, plain
from assistant.answers.siblings import kept_of, left_out
from assistant.answers.statements import flat
from assistant.answers.stretches import untitled
from assistant.answers.verdicts import has_exception, verdict
from assistant.applies.bounds import excludes, tells_inclusion, words_at_bounds
from assistant.applies.conditions import facts
from assistant.objections import Objections
from assistant.understand.asker import Concern
from assistant.understand.kinds import asks_no_office
from assistant.understand.leanings import leans
from assistant.understand.question import Kind, Query
from assistant.understand.rulings import asks_ruling_alone
from assistant.understand.tabular import asks_kind
from assistant.understand.words import coverage

STILL_SAID = 0.7  # of what a text says of the question, by what is left of it
_WHEN_ASKED = re.compile("哪一?[年月天]|什么时候|何时|多久|几[年月号]")
# asked for as such, or told with whoever it is that acts
_NOT_WHO = frozenset({Kind.RESPONSIBLE, Kind.TASKS, Kind.META, Kind.APPLICABILITY})
# kinds of question that a sentence read out answers
READ_OUT = frozenset({Kind.FACT, Kind.LIST, Kind.CHECK, Kind.DEFINITION, Kind.RESPONSIBLE})
# kinds of question that one amount answers
ONE_ANSWER = frozenset({Kind.FACT, Kind.INDICATOR, Kind.CHECK})
_JOINED = re.compile("([一-龥]{2})[和跟与同]([一-龥]{2})")


class Completed(Objections, Bodies, Obligation, Remarks):
    """Says what belongs around an answer."""

    def _may_ask_where(self, query: Query) -> bool:
        """Whether the clause's number may be asked for in words that are not known to do so; 要到哪一年 asks for none."""
        if query.refs or query.kind not in READ_OUT or _WHEN_ASKED.search(query.text):
            return False
        return leans("where", query.text)

    def _say_who(self, query: Query, draft: Draft) -> None:
        """Before what a clause says its 责任单位, where the question may ask for it in words that are not known to do so."""
        cited = draft.clauses()
        spared = query.kind in _NOT_WHO or query.asks_figure or asks_no_office(query.text)
        if not cited or spared or not leans("who", query.text):
            return
        holder, departments = self.departments_at(cited[0])
        if departments:
            told, draft.sentences = draft.sentences, []
            self.say_departments(draft, cited[0], holder, departments, query.text)
            draft.sentences += told

    def complete(self, query: Query, composed: Composed, *, judged: bool) -> None:
        """What is said around an answer: its verdict, what else its clause says, where that stands, what it lacks.

        :param judged: it was held against the question's words, see ``is_judged``.
        """
        cited = composed.draft.clauses()
        if judged and self.undefined(query, cited):
            composed.draft.sentences.insert(0, ("文件没有给出定义，只写到以下内容", ()))
        if not composed.settled and asks_ruling_alone(query.text):
            self._rule(query, composed.draft)
        if judged:
            self.say_favoured(query, composed)
        if query.asks_where or self._may_ask_where(query):
            self.say_where(composed.draft)
        if judged and query.asks_figure and not query.english:
            self.note_unsaid(query, composed.draft)
            self.say_years_missing(query, composed.draft)
        if judged and asks_kind(query.text):
            self.say_no_kind(composed.draft)
        measured = bool(facts(query.text))
        listed = composed.settled and (query.concern is not Concern.CASE or measured)
        if self.is_judged(query) and not (composed.parted or listed):
            self.say_rest(query, composed.draft, cut=measured)
        if cited:
            self.say_none_written(query, composed.draft)
            self._say_bounds(query, composed.draft)
        if query.elsewhere and cited:
            composed.draft.note(f"这里没有{self.names(query.elsewhere)}的文件，那里的规定要另查")

    def _say_bounds(self, query: Query, draft: Draft) -> None:
        """Whether 5万元以下 includes the 5万 that is told, where the document says so."""
        told = facts(query.text)
        spans = [span for _, spans in draft.sentences for span in spans] if told else []
        for span in spans:
            words = words_at_bounds(told, self.quotes([span])[0])
            clauses = (c for c in self.index.tree if c.doc_id == span.clause.doc_id) if words else ()
            said = (s for c in clauses for s in self.ranker.book.of(c) if tells_inclusion(s.text, words))
            if (statement := next(said, None)) is None:
                continue
            draft.say(untitled(plain(self.text_of(statement))), self.span_of(statement))
            if any(excludes(statement.text, w) for w in words):
                draft.notes[:] = [n for n in draft.notes if not n.endswith("之内")]
            return

    def leave_out(self, query: Query, composed: Composed) -> None:
        """Take out of an answer to one question the amounts that stand beside the one meant for other cases."""
        draft = composed.draft
        if (
            composed.outcome != "answered"
            or composed.parted
            or query.kind not in ONE_ANSWER
            or not (query.asks_figure or query.unit)
        ):
            return
        for n, (said, spans) in enumerate(draft.sentences):
            if len(spans) != 1:
                continue
            span = spans[0]
            text = self.index.documents[span.clause.doc_id].text[span.start : span.end]
            whole = untitled(plain(text)).rstrip("，,、；;")
            if not said.endswith(whole):
                continue
            out = left_out(text, query.text, query.words, query.unit, query.years)
            kept = kept_of(text, out)
            words = "".join(plain(text[a:b]) for a, b in kept)
            # 2025年达到94%: without what it is said of
            whole_said = coverage(query.words, flat(text))
            if any((a in words) != (b in words) for a, b in _JOINED.findall(query.text)):
                continue  # 城里和乡镇: both are asked for, whatever the text calls the other
            if not out or not kept or coverage(query.words, flat(words)) < STILL_SAID * whole_said:
                continue
            draft.sentences[n] = (
                said.removesuffix(whole) + untitled(words).rstrip("，,、；;"),
                tuple(Span(span.clause, span.start + a, span.start + b) for a, b in kept),
            )
            draft.note("只读出了所问的一种情形，原文还写有别的情形")

    def _rule(self, query: Query, draft: Draft) -> None:
        """可以, 不可以, 需要 before an answer whose own words say so; where only an exception stands there, that it does."""
        if not draft.sentences or not draft.sentences[0][1]:
            return  # one is given
        texts = self.quotes(s for _, spans in draft.sentences for s in spans)
        said = verdict(query, texts)
        if said is not None:
            draft.sentences.insert(0, (said, ()))
        elif has_exception(texts[0]) or has_exception(max(texts, key=lambda t: coverage(query.words, t))):
            draft.sentences.insert(0, ("文件另有除外规定", ()))
