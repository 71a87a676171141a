"""Who is responsible for a thing asked about: the clause that is about it, and whom that clause names.

Knows nothing of figures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answers.actors import names_body
from assistant.answers.answerable import probability
from assistant.answers.bodies import Bodies, Deed
from assistant.answers.fitting import MEASURED
from assistant.answers.provisions import OWN_NAME
from assistant.answers.ranking import Scored
from assistant.answers.readout import SUPPORT_COVERAGE
from assistant.answers.render import Composed, Draft, Span, plain
from assistant.answers.signals import KEY_WEIGHT
from assistant.answers.statements import flat
from assistant.answers.tasks import core, same
from assistant.answers.tasks_table import asked_cell
from assistant.answers.wanted import asks_unimplied, deed_wanted, is_deed, subject_of, with_dates, written
from assistant.understand.kinds import asks_exempt, asks_membership, without_membership
from assistant.understand.question import Query
from assistant.understand.words import Word, coverage, segment, spread
from corpus.departments import names
from corpus.types import Clause

LIKELY = 3  # clauses that need say less of the subject
PARTIES = 8  # likeliest statements that are looked at for a party
UNITS = 5  # clauses that are looked at for a body
# a clause with its 责任单位 is a safe answer: its own words and headings need say less of the question
LOW_WHOLE, LOW_SEARCH, LOW_COVERAGE = 0.4, 0.3, 0.25
HEADING = 0.35  # what a heading that says all of the subject adds to a clause's score
LISTED, DEED_FITS = 0.3, 0.35  # ... and 责任单位; a body that does what is asked for
FITTING = 0.6  # ... of that share, where the body does what is asked for
DEEDS = 6  # sentences of a clause in which a body acts
HEARD = 0.05  # what a unit of the judge's logit is worth in a clause's score
NEXT_CLAUSE = 0.8  # share of the likeliest clause's score that another one needs
OTHER_CLAUSE = 0.75  # share of the subject that a sentence of another clause than the likeliest must say
# share of the subject in words that neither the corpus nor the clause writes: at most so much, and where the
# clause is not a sure answer else
STRANGE, STRANGE_UNSURE = 0.8, 0.4
SURE = 0.72  # probability of an answer from which a clause is one
TELLING = 0.2  # weight of a word that tells something
DENIED = 0.75  # share of the subject that a clause says from which on a body that it does not name has no part in it
_CHARGE_ASKED = re.compile("谁|部门|单位|负责|牵头|主管|归|管")
TOGETHER = 0.3  # what a sentence counts more that writes the subject's words next to one another
OVER = 0.3  # by so much less a document counts whose planning period is over
SAID_WHOLE = 0.9  # how far a clause must say each word of a row's name to be about the same thing
PARTLY = 0.35  # how far a clause must say one of the telling words of the subject
_IN_CHARGE = re.compile("负责|主管|监督管理|牵头")
_PENALTY = re.compile("责令|罚款|处[一二三四五六七八九十百千万\\d]|吊销|没收")
# who asks for a body of the administration is not answered with the parties of a contract
_BODY_ASKED = re.compile(
    "部门|单位|[哪个省市]局|厅|委办|政府|机关|牵头|主管|监管|挑头|主抓|分管|备案|举报|投诉|审批"
)
_PARTY = re.compile(
    "由(?!于|此)[^，。；由]{2,16}(?:承担|分担|负责|支付|负担|收取|赔偿|出资|提供|办理|申请|组织)|"
    "[一-龥]{2,10}(?:负(?!责)[^，。；]{0,4}责任|承担[^，。；]{0,8}责任)|负[^，。；]{0,4}责任"
)


@dataclass(frozen=True, slots=True)
class _Found:
    """Somebody who may be asked for: 责任单位 of a clause, or a body that a sentence names (``deed``)."""

    score: float
    unit: Clause
    clause: Clause
    said: float  # share of the subject that the clause's best sentence says
    holder: Clause
    departments: tuple[str, ...]
    deed: Deed | None = None
    about: float = 0.0  # share of the subject that the deed says


class Duties(Bodies):
    """Answers from the 责任单位 of clauses and from the bodies that their sentences name."""

    def responsible(self, query: Query, *, of_row: bool = True) -> Composed:
        """Who is responsible for what a question names.

        :param of_row: where that is a figure of a table, the clauses on its thing are looked at.
        """
        doc_ids = self.scope(query)
        if query.refs:
            clauses = self.by_refs(query)
            for clause in clauses:
                if draft := self._of_clause(query, clause):
                    self._say_whether_in(query, clause, draft)
                    return Composed("answered", draft, tuple(clauses))
            if clauses:
                return self._beside_the_row(query, clauses[0]) or self._nobody(
                    query, clauses[0], tuple(clauses)
                )
        query = with_dates(query)
        as_asked = query
        member = (*query.departments, *query.unknown_bodies) if asks_membership(query.text) else ()
        if member:
            if everywhere := self._everywhere(query, member, doc_ids):
                return everywhere
            # whom is known; the thing is what is looked for
            thing = self.understander.understand(f"{without_membership(query.text, member)}由谁负责")
            if thing.words and not thing.departments:
                query = replace(query, words=thing.words, topic=thing.topic, text=thing.text)
        ranked = self.ranked(query, doc_ids)
        looked = tuple(dict.fromkeys(s.statement.clause for s in ranked))
        units = self._units(query, ranked)
        measured = any(MEASURED.search(w.text) for w in subject_of(query))
        row = units[0][1].statement.clause if units and of_row and measured and not member else None
        if row is not None and row.row is not None:
            if told := self._beside_the_row(query, row):
                return told
            units = [u for u in units if not self._says_other_thing(query, u[1])]
        found = self._by_deed_alone(query, doc_ids, ranked)
        least = 0.0
        for n, (score, scored) in enumerate(units if not found else ()):
            if score < NEXT_CLAUSE * units[0][0] and units[0][1].statement.clause.row is None:
                break
            here = self._in_unit(query, scored, score, least)
            if n == 0:
                # beyond the likeliest clause a body must act on the very subject
                about = max((f.about for f in here if f.deed), default=1.0)
                least = min(OTHER_CLAUSE, 0.9 * about)
            found.extend(here)
        if not found:
            found = self._listed_elsewhere(query, ranked)
        if not found:
            if party := self._party(query, ranked):
                return party
            if units:
                return self._nobody(query, units[0][1].statement.unit, looked)
            return self.refuse(query, nearest=looked[0] if looked else None, looked=looked or None)
        # of two that say as much, the one that still holds
        best = max(self._heard(query, found), key=lambda f: f.score - OVER * self._past(f.unit))
        draft = Draft()
        if units and self._past(best.unit) and not self._past(units[0][1].statement.unit):
            draft.say("现行文件没有写由谁负责，以下出自规划期已届满的文件")
        if member:
            there, verdict = self._membership(as_asked, member, best)
            whole = flat(best.unit.title) + self.ranker.book.text_of(best.unit)
            if verdict and not there and coverage(subject_of(query), whole) < DENIED:
                return self.refuse(query, nearest=best.clause, looked=looked or None)
            if verdict:
                draft.say(verdict)
        self._say(draft, query, best, alone=not member)
        alike = [f for f in found if f.unit != best.unit and f.said >= max(0.9, best.said) and f.departments]
        for other in alike[:2]:
            draft.note(
                f"{self.renderer.label(other.unit)}也写到这件事，责任单位是{'、'.join(other.departments)}"
            )
        return Composed("answered", draft, tuple(dict.fromkeys((best.clause, *looked))))

    def _say_whether_in(self, query: Query, clause: Clause, draft: Draft) -> None:
        """Whether the bodies that a question names are among those of a clause that it names by number."""
        member = (*query.departments, *query.unknown_bodies) if asks_membership(query.text) else ()
        holder, departments = self.departments_at(clause)
        if member and departments:
            found = _Found(1.0, clause, clause, 1.0, holder, departments)
            _, verdict = self._membership(query, member, found)
            if verdict:
                draft.sentences.insert(0, (verdict, ()))

    def _beside_the_row(self, query: Query, row: Clause) -> Composed | None:
        """A row of a table that names nobody: the clause of the same document on the same thing that does; None for no row."""
        if row.row is None or deed_wanted(query.text):
            return None
        noun = next((w for w, flag in segment(row.row.name) if flag[:1] == "n" and len(w) > 1), "")
        for name in (row.row.name, noun):
            asked = self.understander.understand(f"{name}由谁负责")
            told = self.responsible(
                replace(asked, regions=query.regions, doc_ids=(row.doc_id,), named_docs=(), refs=()),
                of_row=False,
            )
            units = [self.ranker.book.unit_of(c) for c in told.draft.clauses()]
            said = " ".join(map(self.ranker.book.text_of, units))
            things = [w for w in asked.words if w.weight >= KEY_WEIGHT and not MEASURED.search(w.text)]
            # 食品 alone is in many clauses: the one on it is headed so
            headed = name != noun or any(re.search(".*".join(noun), flat(u.title)) for u in units)
            if (
                told.outcome == "answered"
                and things
                and headed
                and all(w.said_in(said) >= SAID_WHOLE for w in things)
            ):
                told.draft.sentences.insert(0, ("表格的这一行没有写由谁负责，写到这件事的条款如下", ()))
                return told
        return None

    def _heard(self, query: Query, found: Sequence[_Found]) -> list[_Found]:
        """The bodies found; of several that act in sentences, those that the judge hears less of the answer in fall back."""
        acting = [f.deed for f in found if f.deed]
        told = [d.statement.part(d.start, d.end) for d in acting]
        logits = (self.judging.heard(query.text, told) or []) if len(told) > 1 else []
        behind = iter(HEARD * (logit - max(logits)) for logit in logits)
        return [replace(f, score=f.score + next(behind, 0.0)) if f.deed else f for f in found]

    def _past(self, clause: Clause) -> bool:
        return self.renderer.expired(self.index.documents[clause.doc_id])

    def _everywhere(self, query: Query, named: Sequence[str], doc_ids: Sequence[str]) -> Composed | None:
        """A body that a sentence for all clauses names (以下工作均需…落实) is one of those of each."""
        for note in self.index.standing:
            clause = self.index.tree.get(note.clause_id)
            if clause is None or (doc_ids and note.doc_id not in doc_ids):
                continue
            if any(same(core(n), core(d)) for n in named for d in note.departments):
                draft = Draft()
                draft.say(
                    f"{'不是' if asks_exempt(query.text) else '是'}，{plain(note.text)}",
                    Span(clause, note.start, note.end),
                )
                return Composed("answered", draft, (clause,))
        return None

    def _membership(self, query: Query, named: Sequence[str], found: _Found) -> tuple[bool, str]:
        """Whether bodies that a question names are among those found, and that as a verdict; "" where it cannot be told."""
        listed = found.departments or ((found.deed.actor.name,) if found.deed else ())
        head = "责任单位"
        task = self.task_at(found.holder)
        if task and (cell := asked_cell(task, query.text)):
            # whether it helps, where it leads
            head, listed = cell[0], names(cell[1])
        # as the text writes them
        there = [d for d in listed if any(same(core(n), core(d)) for n in named)]
        yes, no = ("不是", "是") if asks_exempt(query.text) else ("是", "不是")
        if there:
            return True, f"{yes}，其中有{'、'.join(there)}"
        # a sentence names who acts in it, not everybody
        return False, f"{no}，{head}中没有{'、'.join(named)}" if found.departments else ""

    def _listed_elsewhere(self, query: Query, ranked: Sequence[Scored]) -> list[_Found]:
        """The first sentence that says the whole subject in a clause with 责任单位, where the likeliest clauses have none.

        Most documents never say who is responsible.
        """
        if not _CHARGE_ASKED.search(query.text):
            return []
        subject = [w for w in subject_of(query) if w.weight >= TELLING]
        saying = [
            s for s in ranked if subject and all(w.said_in(s.statement.text) >= SAID_WHOLE for w in subject)
        ]
        # 提升养老服务质量 before 在医疗、养老、教育等领域开展服务质量监测
        saying.sort(key=lambda s: spread([w.text for w in subject], s.statement.text))
        for scored in saying:
            if found := [f for f in self._in_unit(query, scored, scored.score, 0.0) if f.departments]:
                return found
        return []

    def _party(self, query: Query, ranked: Sequence[Scored]) -> Composed | None:
        """Who of those a text is about has to act or pay (运费算谁的: 由消费者承担), where no body was asked for."""
        if _BODY_ASKED.search(query.text) or not re.search("谁|哪家|哪一方|哪方", query.text):
            return None
        subject = subject_of(query)
        for n, scored in enumerate(ranked[:PARTIES]):
            if not self._concerns(query, subject, scored, near=n < LIKELY) or not self.supported(
                query, scored, beside=True
            ):
                continue
            unit = scored.statement.unit
            mates = [s for s in ranked if s.statement.unit is unit and _PARTY.search(s.statement.text)]
            if mates := [s for s in mates if not s.statement.heading]:
                draft = Draft()
                self.say_statement(draft, query, max(mates, key=lambda s: s.own))
                return Composed("answered", draft, tuple(s.statement.clause for s in ranked[:PARTIES]))
        return None

    def _by_deed_alone(self, query: Query, doc_ids: Sequence[str], ranked: Sequence[Scored]) -> list[_Found]:
        """Who does what is asked of the document as a whole (由谁解释, 谁盯着落实): the sentence that says so."""
        asked = [w for w in subject_of(query) if w.weight >= TELLING and not is_deed(w.text)]
        wanted = deed_wanted(query.text)
        if asked or wanted is None or not (len(doc_ids) == 1 or len(self.index.documents) == 1):
            return []
        order = {id(s.statement): n for n, s in enumerate(ranked)}
        found: list[_Found] = []
        for clause in (c for c in self.index.tree if c.doc_id in doc_ids or not doc_ids):
            for statement in self.ranker.book.of(clause):
                if (
                    statement.heading
                    or not wanted.search(statement.text)
                    or not OWN_NAME.search(statement.text)
                ):
                    continue
                for deed in self.split(statement):
                    if wanted.search(deed.text):
                        score = 1.0 - 0.001 * order.get(id(statement), len(order))
                        found.append(_Found(score, statement.unit, clause, 0.0, clause, (), deed))
        return found

    def _units(self, query: Query, ranked: Sequence[Scored]) -> list[tuple[float, Scored]]:
        """The best statement of each clause that the question may be about, with a score, best first."""
        subject = subject_of(query)
        best: dict[str, tuple[float, Scored]] = {}
        for scored in ranked:
            unit = scored.statement.unit
            titled = coverage(subject, flat(unit.title)) if unit.title else 0.0
            score = scored.score + HEADING * titled
            if _CHARGE_ASKED.search(query.text):
                score += TOGETHER * bool(_run_together(subject, scored.statement.text))
            if unit.clause_id not in best or score > best[unit.clause_id][0]:
                best[unit.clause_id] = (score, scored)
        order = sorted(best.values(), key=lambda pair: -pair[0])
        return [
            (score, s)
            for n, (score, s) in enumerate(order[:UNITS])
            if self._concerns(query, subject, s, near=n < LIKELY)
        ]

    def _says_other_thing(self, query: Query, scored: Scored) -> bool:
        """食品合格率谁负责, and the clause has the 合格率 of 消费品: whose rate it is tells whose clause it is."""
        things = [replace(w, akin=()) for w in subject_of(query) if w.weight >= TELLING and w.known]
        text = self.ranker.book.text_of(scored.statement.unit) + scored.statement.context
        return any(w.said_in(text) < SAID_WHOLE for w in things if not MEASURED.search(w.text))

    def _concerns(self, query: Query, subject: tuple[Word, ...], scored: Scored, *, near: bool) -> bool:
        """Whether a clause is about the question's subject; the likeliest ones need say less of it."""
        text = self.ranker.book.text_of(scored.statement.unit) + scored.statement.context
        weight = sum(w.weight for w in subject)
        # what the corpus never writes is not what its clauses are about (网约车)
        strange = sum(w.weight for w in subject if not w.known and not written(w, text))
        sure = probability(self.signals.values(query, scored)) >= SURE
        if strange > (STRANGE if sure else STRANGE_UNSURE) * weight:
            return False
        if not any(w.weight >= TELLING and w.said_in(text) >= PARTLY for w in subject):
            return False
        if scored.coverage >= SUPPORT_COVERAGE or self.supported(query, scored, beside=True):
            return True
        low = near and scored.search >= LOW_SEARCH and scored.coverage >= LOW_COVERAGE
        return low and coverage(subject, text) >= LOW_WHOLE

    def _in_unit(self, query: Query, best: Scored, score: float, least: float) -> list[_Found]:
        """Who acts in the clause of a statement: by 责任单位, and in its sentences that say ``least`` of the subject."""
        statement, subject = best.statement, subject_of(query)
        unit = statement.unit
        said = coverage(subject, statement.text)
        found: list[_Found] = []
        wanted = deed_wanted(query.text)
        holder, departments = self.departments_at(statement.clause)
        implied = not asks_unimplied(query.text)
        if departments and (implied or (wanted and wanted.search(self.ranker.book.text_of(unit)))):
            found.append(_Found(score + LISTED, unit, statement.clause, said, holder, departments))
        for about, deed in self.deeds(query, unit, statement)[:DEEDS]:
            fits = bool(wanted and wanted.search(deed.text))
            if (departments or not implied) and not fits:
                continue
            if not departments and (
                about < (least * FITTING if fits else least) or (least and wanted and not fits)
            ):
                continue
            bonus = DEED_FITS if fits else -0.1
            if wanted is None:
                # who is in charge, not who punishes
                bonus = DEED_FITS if _IN_CHARGE.search(deed.text) else 0.0
                bonus -= DEED_FITS if _PENALTY.search(deed.text) else 0.0
            found.append(
                _Found(score + 0.3 * about + bonus, unit, deed.statement.clause, said, unit, (), deed, about)
            )
        return found

    def _say(self, draft: Draft, query: Query, found: _Found, *, alone: bool = True) -> None:
        """:param alone: only those asked for of the bodies of a row, its lead or its helpers."""
        if found.deed:
            self.say_deed(draft, query, found.deed)
        else:
            where = self.where(query, self.index.documents[found.clause.doc_id])
            asked = query.text * alone
            self.say_departments(draft, found.clause, found.holder, found.departments, asked, where=where)

    def _of_clause(self, query: Query, clause: Clause) -> Draft | None:
        """Who is responsible for a clause asked for by number."""
        draft = Draft()
        holder, departments = self.departments_at(clause)
        if departments:
            self.say_departments(draft, clause, holder, departments, query.text)
            return draft
        if within := self.lookup.departments_within(clause):
            for item in within[:5]:
                self.say_departments(draft, item, item, item.departments)
            return draft
        for _, deed in self.deeds(query, clause, None)[:3]:
            self.say_deed(draft, query, deed)
        return draft if draft.sentences else None

    def responsible_at(self, clause: Clause, query: Query) -> Composed | None:
        """The 责任单位 of a clause that is known to be meant; None where it has none, or who does what it says is asked."""
        holder, departments = self.departments_at(clause)
        if not departments or asks_unimplied(query.text) or deed_wanted(query.text):
            return None
        draft = Draft()
        whole = self.ranker.book.unit_of(clause) if clause.kind == "paragraph" else clause
        self.say_departments(draft, whole, holder, departments, query.text)
        return Composed("answered", draft, tuple(dict.fromkeys((clause, holder))))

    def _nobody(self, query: Query, nearest: Clause, looked: Sequence[Clause]) -> Composed:
        """The clause is there and no sentence of it names a body."""
        draft = Draft()
        draft.say("没有查到由哪个部门负责")
        unit = self.ranker.book.text_of(self.ranker.book.unit_of(nearest))
        # only where nothing in it looks like a body may it be said that the clause names none
        silent = "" if names_body(unit) else "，该条没有写由谁负责"
        draft.say(f"最接近的是{self.renderer.pointer(nearest)}{silent}")
        return Composed("refused", draft, tuple(looked) or (nearest,))


def _run_together(subject: Sequence[Word], text: str) -> bool:
    """提升养老服务质量, but not 在医疗、养老、教育等领域开展服务质量监测, where 养老服务质量 is asked for."""
    words = [w.text for w in subject if w.weight >= TELLING]
    return len(words) > 1 and "".join(words) in text
