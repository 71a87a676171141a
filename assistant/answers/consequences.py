"""What follows from a breach where no limb of a law says so: 无正当理由拒绝核查的，终止审核.

Notices and guides threaten with other things than fines (终止, 核减, 不予受理), and a fine may stand in a clause that names
the breach in words the asker does not use. Where the room for penalties finds nothing, the likeliest statement that the
judge has read answers, if it says a consequence of the kind asked for.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answers.checks import Checks
from assistant.answers.degrees import chosen
from assistant.answers.limbs import CONSEQUENCE, NUMBER, Limb, cites
from assistant.answers.penalties import FIGURE, FIGURE_ASKED, NOT_SAID, Penalties
from assistant.answers.ranking import Scored
from assistant.answers.render import Composed, Draft, plain
from assistant.answers.statements import flat
from assistant.answers.stretches import untitled
from assistant.answers.units import unit_is, units_in
from assistant.understand.penalty import as_penalty, asks_penalty, penalty_of
from assistant.understand.question import Kind, Query
from corpus.types import Clause

# what befalls one besides what laws threaten with
_FOLLOWS = re.compile(
    "终止|中止|暂停|停止|停[发用业]|取消|撤销|解除|核减|扣[减除发分]|调减|追[回缴]|收[回缴]|退[回还出]|返还|不予|不再|不得|不能|"
    "列入|记入|纳入|视为|移送|驳回|降[级低]|约谈|除名|清退|强制|赔偿|承担|加收|滞纳金|无效"
)
# 违反第十条, 没遵守第九条; 第十条的罚则 of the article's breach
_BREAKING = re.compile(
    "违反|违背|触犯|违规|不(?:遵守|执行|按|照|落实)|没(?:有)?(?:遵守|执行|按|照|落实|做到)|未(?:遵守|执行|按)"
)
MOST_LIMBS = 4  # consequences of one article's breach that are told
FIRST = 2  # so many of the likeliest statements are looked at
# the judge's logit from which on a clause tells of the breach: where it says in words of its own what a law may threaten
# with, and where it says another thing, or the breach is told by a number, or by the items of a list, alone
READ, READ_LOOSE = 0.0, 2.0
# the logit of a clause that answers in the place of the one told, and by how much it has to lie above those cited
SURELY, CLEARLY = 4.0, 2.4
_TIME = re.compile("[天日周年月久长]|个月|工作日|小时")
SURE = 1.5  # ... in which it finds the answer to a question in several parts


class Consequences(Penalties, Checks):
    """Answers what follows from a breach by the general decision."""

    def consequence(self, query: Query) -> Composed | None:
        """What the breach a question tells costs, by limbs or by the likeliest statement; None where none is asked for."""
        if query.refs:
            return self._of_article(query)
        told = self.penalty(query)
        if told is None:
            return None
        if told.outcome != "answered":
            return self._read_out(query) or told
        said = "".join(flat(text) for text, _ in told.draft.sentences)
        if _TIME.fullmatch(query.unit) and not unit_is(query.unit, units_in(said)):
            return None  # 过了多久没人发现就不追了: no fine answers that
        return self._surer(query, told) or told

    def _surer(self, query: Query, told: Composed) -> Composed | None:
        """What follows by the clause in which the judge surely finds the answer, where it finds none in those told."""
        ranked = self.ranked(query, self.scope(query), read=True)
        best = next((s for s in ranked if not s.statement.heading), None)
        if best is None or (best.logit or 0.0) < SURELY or not self._follows(query, best):
            return None
        cited = told.draft.clauses()
        book = self.ranker.book
        if book.unit_of(best.statement.clause) in {book.unit_of(c) for c in cited}:
            return None
        if self.judging.vouches(query, cited, least=(best.logit or 0.0) - CLEARLY):
            return None
        return self._read_of(query, ranked, best)

    def comes_of(self, query: Query) -> Composed | None:
        """What comes of a deed that no word calls a breach, where some conduct that costs something is surely that one."""
        asked = None if query.refs or query.english else as_penalty(query.text)
        if asked is None:
            return None
        penal = replace(self.understander.understand(asked), doc_ids=query.doc_ids, around=query.around)
        told = self.penalty(penal)
        return told if told is not None and told.outcome == "answered" else None

    def _of_article(self, query: Query) -> Composed | None:
        """What breaking an article asked for by its number costs; None where that is not asked, or it is itself what costs."""
        if not (asks_penalty(query.text) and _BREAKING.search(query.text)):
            return None
        clauses = self.by_refs(query)
        if len({c.doc_id for c in clauses}) != 1:
            return None
        inside = {d.clause_id for c in clauses for d in (c, *self.index.tree.descendants(c))}
        sanctions = self.sanctions.in_document(clauses[0].doc_id)
        if any(limb.base.clause.clause_id in inside for limb in sanctions.limbs):
            return None
        limbs = self._citing(clauses[0].doc_id, inside)
        draft = Draft()
        if not limbs:
            # what follows may be no sanction: 使用标识不符合第二十三条的，责令改正
            numbers = {c.number for c in clauses}
            told = [
                s
                for s in self.ranker.book.of_document(clauses[0].doc_id)
                if _BREAKING.search(s.text) and numbers & {x.article for x in cites(NUMBER.sub("", s.text))}
            ]
            for statement in told[:MOST_LIMBS]:
                if (stem := self.stem(statement.clause)) is not None:
                    draft.say(untitled(plain(self.text_of(stem))), self.span_of(stem))
                draft.say(untitled(plain(self.text_of(statement))), self.span_of(statement))
            if not told:
                return self.refuse(query, what=NOT_SAID, nearest=clauses[0], looked=tuple(clauses))
            looked = [*(s.clause for s in told), *clauses]
            return Composed("answered", draft, tuple(dict.fromkeys(looked)), settled=True)
        where = self.where(query, self.index.documents[clauses[0].doc_id])
        for limb in limbs[:MOST_LIMBS]:
            self.say_limb(draft, query, penalty_of(query.text), limb, limb.pieces, where=where)
            where = ""
        looked = [*(x.base.clause for x in limbs), *clauses]
        return Composed("answered", draft, tuple(dict.fromkeys(looked)), settled=True)

    def _citing(self, doc_id: str, inside: set[str]) -> list[Limb]:
        """The limbs that say what breaking a rule in some clauses of a document costs, each once."""
        conducts = self.sanctions.in_document(doc_id).conducts
        cited = (c for c in conducts if c.cited and c.statement and c.statement.clause.clause_id in inside)
        return list({id(c.limb): c.limb for c in cited}.values())

    def surely(self, query: Query) -> Composed | None:
        """What the judge finds the answer in, whatever kind of thing the question seems to want; None where it is not sure."""
        if query.outside or query.refs or query.english:
            return None
        ranked = self.ranked(query, self.scope(query), read=True)
        heard = [s for s in ranked if s.logit is not None and s.logit >= SURE and self.supported(query, s)]
        best = max(heard, key=lambda s: s.logit or 0.0, default=None)
        if best is None:
            return None
        draft = Draft()
        self.say_best(draft, replace(query, kind=Kind.FACT), ranked, best)
        return Composed("answered", draft, tuple(s.statement.clause for s in ranked))

    def cost_at(self, clause: Clause, query: Query) -> Composed | None:
        """What breaking the very rule that a clause says costs; None where nothing is said to follow, or too much is."""
        if not asks_penalty(query.text):
            return None
        own = {clause.clause_id, *(d.clause_id for d in self.index.tree.descendants(clause))}
        limbs = self._citing(clause.doc_id, own)
        if not 1 <= len(limbs) <= MOST_LIMBS:
            return None
        draft = Draft()
        penalty = penalty_of(query.text)
        for limb in limbs:
            self.say_limb(draft, query, penalty, limb, chosen(query.text, penalty, limb), where="")
        looked = (*(x.base.clause for x in limbs), clause)
        return Composed("answered", draft, tuple(dict.fromkeys(looked)), settled=True)

    def _read_out(self, query: Query) -> Composed | None:
        ranked = self.ranked(query, self.scope(query), read=True)
        best = next((s for s in ranked[:FIRST] if self._follows(query, s)), None)
        return None if best is None else self._read_of(query, ranked, best)

    def _read_of(self, query: Query, ranked: list[Scored], best: Scored) -> Composed:
        draft = Draft()
        self.say_best(draft, replace(query, kind=Kind.FACT), ranked, best)
        if query.around and not query.doc_ids:
            self.note_around(draft, query)
        return Composed("answered", draft, tuple(s.statement.clause for s in ranked))

    def _follows(self, query: Query, scored: Scored) -> bool:
        """Whether a statement that the judge has read says what follows from the breach."""
        if scored.logit is None or scored.logit < READ or not self.supported(query, scored):
            return False
        text = scored.statement.text
        stem = self.stem(scored.statement.clause)
        said = text + (stem.text if stem is not None else "")
        if FIGURE_ASKED.search(query.text) and not FIGURE.search(said):
            return False
        by_itself = not text.endswith(("：", ":")) and not cites(NUMBER.sub("", text))
        if CONSEQUENCE.search(text) and by_itself:
            return True
        follows = CONSEQUENCE.search(said) or _FOLLOWS.search(said)
        return bool(follows) and scored.logit >= READ_LOOSE
