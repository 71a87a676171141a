"""The asker's own step of a scale: of rows or items that bound one amount against each other the one it falls into.

设备买了2000万能补多少 of 300万元至1000万元 6%, 1000万元至3000万元 8%, 3000万元以上 10%: the second. What bounds whom a rule is
for (投资额不低于300万元) is no answer to how much. Knows nothing of fines by degree (tiers.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from assistant.answers.ranking import LIKELIEST, Scored
from assistant.answers.render import Composed, Draft, plain, tabled
from assistant.answers.statements import Statement
from assistant.answers.stretches import untitled
from assistant.applies.branches import lies_below
from assistant.applies.case_questions import KINDS, topic_of
from assistant.applies.cases import Cases, asks_bound
from assistant.applies.conditions import Match, Measure, facts, thresholds
from assistant.understand.question import Query
from assistant.understand.words import coverage
from corpus.types import Clause

NEAR = 0.75  # of the best statement's score that a step must have
BEHIND = 12  # statements that are looked at where the best one only bounds whom the rule is for
SAID = 0.5  # of what is asked, said by the step with what stands over it
LEAST_STEPS = 2
MOST_STEPS, MOST_WHOLE = 12, 6
NO_ANSWER = -2.0  # the judge's logit below which a step that leads by its words alone is none


class OwnSteps(Cases):
    """Answers with the step of a scale that the asker's own amount falls into."""

    def own_step(self, query: Query) -> Composed | None:
        """The step for an amount told; None where how much is not asked, or no scale bounds such an amount."""
        if query.refs or query.kind not in KINDS or not (query.asks_figure or query.unit):
            return None
        told = tuple(f for f in facts(query.text) if not asks_bound(query.text, f))
        if not told or len(query.regions) > 1:
            return None
        ranked = [s for s in self.ranked(query, self.scope(query)) if not s.statement.heading]
        if not ranked:
            return None
        best = ranked[0].statement
        bounds = self._only_bounds(self.held(told, best), best)
        for scored in ranked[: BEHIND if bounds else LIKELIEST]:
            near = scored.score >= NEAR * ranked[0].score
            if not near and not (bounds and scored.statement.clause.doc_id == best.clause.doc_id):
                break
            steps = self._steps(told, scored.statement)
            if steps and (bounds or scored is ranked[0]) and self._is_asked(query, scored, bounds):
                looked = tuple(dict.fromkeys(s.statement.clause for s in (scored, *ranked)))
                return Composed("answered", self._say_steps(query, steps), looked, parted=True)
        return None

    def whole_scale(self, query: Query, composed: Composed) -> Composed | None:
        """All steps of a scale of which an answer gives one to a question that tells no amount; None for any other answer.

        存管比例多少: 一百万元以上的，百分之四十 alone would be said of everybody.
        """
        cited = composed.draft.clauses()
        if composed.outcome != "answered" or len(cited) != 1 or composed.parted or not query.asks_figure:
            return None
        clause, parent = cited[0], self.index.tree.parent(cited[0])
        if parent is None or clause.kind in ("article", "row", "chapter") or facts(query.text):
            return None
        beside = [c for c in self.index.tree.children(parent) if c.kind == clause.kind]
        steps = [s for c in beside if (s := self._of(c)) is not None]
        bounds = [thresholds(s.text) for s in steps]
        if not LEAST_STEPS <= len(steps) <= MOST_WHOLE or any(len(b) != 1 for b in bounds):
            return None
        scale = sorted((b[0] for b in bounds), key=lambda b: b.low or 0)
        adjoin = all(a.high is not None and a.high == b.low for a, b in pairwise(scale))
        if not adjoin or len({b.dimension for b in scale}) > 1:
            return None
        return Composed(
            "answered", self._say_steps(query, steps), tuple(s.clause for s in steps), settled=True
        )

    def _steps(self, told: Sequence[Measure], statement: Statement) -> list[Statement]:
        """The steps that an amount told falls into, of the scale a row or item is one of; [] where it is of none."""
        parent = self.index.tree.parent(statement.clause)
        if parent is None or self.tiers.of(statement.clause):
            return []
        beside = [c for c in self.index.tree.children(parent) if c.kind == statement.clause.kind]
        held = [(s, m) for c in beside if (s := self._of(c)) and len(m := self.held(told, s)) == 1]
        fact = held[0][1][0].fact if held else None
        held = [(s, m) for s, m in held if m[0].fact == fact]
        apart = {m[0].met for _, m in held} == {True, False}
        whole = LEAST_STEPS <= len(held) <= MOST_STEPS and 2 * len(held) > len(beside)
        if not (apart and whole) or all(s.clause is not statement.clause for s, _ in held):
            return []
        return [s for s, m in held if m[0].met or lies_below(m[0], s.text)]

    def _of(self, clause: Clause) -> Statement | None:
        return next((s for s in self.ranker.book.of(clause) if not s.heading), None)

    def _is_asked(self, query: Query, scored: Scored, bounds: bool) -> bool:
        """Whether what is asked is said by a step with what stands over it, and the judge does not deny it.

        :param bounds: the document bounds the very amount elsewhere: the judge, which knows no amounts, is not needed.
        """
        if not bounds and scored.logit is not None and scored.logit < NO_ANSWER:
            return False
        statement = scored.statement
        around = statement.context + self.ranker.book.text_of(statement.unit)
        return coverage(topic_of(query), around) >= SAID

    def _only_bounds(self, held: Sequence[Match], statement: Statement) -> bool:
        """Whether every amount of a statement bounds the thing told, and so none says how much there is for it."""
        bounds = [m.threshold.text for m in held]
        return bool(bounds) and all(
            any(q.text in b or b in q.text for b in bounds) for q in statement.quantities
        )

    def _say_steps(self, query: Query, steps: Sequence[Statement]) -> Draft:
        draft = Draft()
        clause = steps[0].clause
        where = self.where(query, self.index.documents[clause.doc_id])
        stem = self.stem(clause) if clause.kind != "row" else None
        if stem is not None:
            draft.say(where + untitled(plain(self.text_of(stem))).rstrip("：:"), self.span_of(stem))
            where = ""
        for step in steps:
            columns = self.ranker.book.columns(step.clause)
            if columns is not None:
                draft.say(where + tabled(columns), *self.row_spans(step.clause, columns))
            else:
                draft.say(where + untitled(plain(self.text_of(step))).rstrip("；;"), self.span_of(step))
            where = ""
        for match in {m.threshold.text: m for s in steps for m in self.held(facts(query.text), s)}.values():
            if match.met:
                draft.note(f"您说的“{match.fact.text}”在“{match.threshold.text}”之内")
        return draft
