"""What an offence costs by a table of fines by degree (裁量基准): which offence a question tells, and its rows read out.

A name of an offence is short and in the words of the office; the judge, the sense and the words told are weighed together,
and an amount counted as its rows count speaks for it. Which rows are meant is told by tiers.py. Knows nothing of limbs.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answers.ranking import Scored
from assistant.answers.readout import Readout
from assistant.answers.render import Composed, Draft
from assistant.answers.tiers import by_amount
from assistant.understand.question import Query
from assistant.understand.words import coverage

# so many offences are weighed; what cosine, words and an amount counted as its rows do add to the judge's
# logit of one, and from where on it is the one told
OFFENCES, DEED_SENSE, DEED_ZERO, DEED_WORDS, DEED_COUNTED, DEED_TOLD = 6, 10.0, 0.55, 3.0, 2.2, 0.8


class Graded(Readout):
    """Answers what an offence costs from a table of fines."""

    def graded(self, query: Query, asked: Query, rivals: Sequence[float | None]) -> Composed | None:
        """What an offence costs by the rows of a table of fines; None where none of them is told.

        :param asked: the question for the conduct alone.
        :param rivals: the judge's logits of what else may be meant.
        """
        ranked = self.ranked(query, self.scope(query), read=True)
        rows: dict[tuple[str, str], list[Scored]] = {}
        for scored in ranked:
            clause = scored.statement.clause
            key = (clause.doc_id, self.tiers.deed(clause))
            if key[1] and (key in rows or len(rows) < OFFENCES):
                rows.setdefault(key, []).append(scored)
        if not rows:
            return None
        deeds = [deed for _, deed in rows]
        named = [f"{self.lexicon.titles[doc_id]}\n{deed}" for doc_id, deed in rows]
        logits = self.judging.named(query.text, named) or [0.0] * len(named)
        senses = self.index.likenesses(asked.search, deeds)
        told = []
        for (key, found), logit, sense in zip(rows.items(), logits, senses, strict=True):
            counted = by_amount(query.text, self.tiers.of(found[0].statement.clause), counted=True)
            near = DEED_SENSE * (float(sense) - DEED_ZERO) + DEED_WORDS * coverage(asked.words, key[1])
            told.append((logit + near + DEED_COUNTED * bool(counted), logit, key))
        score, logit, key = max(told)
        best = next((s for s in rows[key] if s.logit is not None), rows[key][0])
        if score < DEED_TOLD and not self.supported(query, best):
            return None
        heard = max([logit, *(s.logit for s in rows[key] if s.logit is not None)])
        if any(logit is not None and logit > heard for logit in rivals):
            return None
        draft = Draft()
        row = best.statement.clause
        where = self.where(query, self.index.documents[row.doc_id])
        self.say_tiers(draft, query, where, self.tiers.asked(query.text, row))
        if query.around and not query.doc_ids:
            self.note_around(draft, query)
        looked = (row, *(s.statement.clause for s in ranked))
        return Composed("answered", draft, tuple(dict.fromkeys(looked)), settled=True)
