"""The bodies of a clause: its 责任单位, and those that its sentences say act; read out with their quotes.

Knows nothing of how the clause was found.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answers.actors import Actor, actors
from assistant.answers.provisions import Provisions
from assistant.answers.render import Draft, Span, plain
from assistant.answers.statements import Statement
from assistant.answers.stretches import EXCERPT, untitled
from assistant.answers.tasks_table import said_of_bodies
from assistant.answers.wanted import subject_of
from assistant.understand.question import Query
from assistant.understand.words import coverage
from corpus.departments import names
from corpus.types import Clause, Document

LABELLED = re.compile(
    # without a mark behind it only where no sentence goes on: 承办单位认为不属于本单位职责的，应当… is none
    r"^[【\[]?(?:主要)?(?:责任|牵头|主管|实施|承办|主办|受理)(?:单位|部门)(?:[】\]][：:]?|[：:]|(?=[^，,；;]+$))(.+)$"
)


@dataclass(frozen=True, slots=True)
class Deed:
    """A sentence in which a body acts. ``start``/``end``: what of it is read out, offsets into Document.text."""

    statement: Statement
    actor: Actor
    start: int
    end: int
    text: str  # of that stretch, flat


def _begin(before: str) -> int:
    """Where the part of a sentence begins that is about a body: at the mark before it, with the case it acts in (…的，由…)."""
    marks = [0, *(m.end() for m in re.finditer(r"[，,；;：]", before))]
    while len(marks) > 1 and re.search("的[，,]$", before[marks[-2] : marks[-1]]):
        marks.pop()
    return marks[-1]


class Bodies(Provisions):
    """Finds and words who is named in a clause."""

    def departments_at(self, clause: Clause) -> tuple[Clause, tuple[str, ...]]:
        """责任单位 of a clause: its own, those of what holds it, or of the line 责任单位 beside it."""
        holder, departments = self.lookup.departments_of(clause)
        if departments:
            return holder, departments
        unit = self.ranker.book.unit_of(clause)
        for part in (unit, *self.index.tree.descendants(unit)):
            for statement in self.ranker.book.of(part):
                if m := LABELLED.match(statement.text):
                    return part, names(m[1])
        return clause, ()

    def deeds(self, query: Query, unit: Clause, best: Statement | None) -> list[tuple[float, Deed]]:
        """(share of the subject it says, deed) of a clause's sentences in which a body acts, best first."""
        subject = subject_of(query) or query.words
        found: list[tuple[float, Deed]] = []
        parts = [unit, *(c for c in self.index.tree.descendants(unit) if c.kind not in ("box_item", "row"))]
        for statement in (s for c in parts for s in self.ranker.book.of(c)):
            if statement.heading or LABELLED.match(statement.text):
                continue
            for deed in self.split(statement):
                score = coverage(subject, deed.text) + 0.4 * coverage(subject, statement.text)
                found.append((score + (0.1 if statement is best else 0.0), deed))
        found.sort(key=lambda pair: -pair[0])
        return found

    def split(self, statement: Statement) -> list[Deed]:
        """A sentence's acting bodies, each with the stretch that is about it."""
        source = self.index.documents[statement.clause.doc_id].text[statement.start : statement.end]
        kept = [i for i, c in enumerate(source) if not (c.isspace() or c in '“”‘’"')]
        said = actors(statement.text)
        if not said or len(kept) != len(statement.text):
            return []
        # where each body's part of the sentence begins: at the mark before it
        begins = [_begin(statement.text[: a.start]) for a in said]
        out = []
        for n, actor in enumerate(said):
            following = [b for b in begins[n + 1 :] if b > begins[n]]
            start = begins[n] if n and begins[n] > begins[0] else 0
            end = following[0] if following else len(statement.text)
            if end - start > EXCERPT:
                start = begins[n]
                cuts = [
                    m.end() for m in re.finditer(r"[，,；;]", statement.text[:end]) if m.end() > actor.end
                ]
                end = min(end, next((c for c in reversed(cuts) if c - start <= EXCERPT), end))
            text = statement.text[start:end]
            out.append(
                Deed(
                    statement, actor, statement.start + kept[start], statement.start + kept[end - 1] + 1, text
                )
            )
        return out

    def say_deed(self, draft: Draft, query: Query, deed: Deed) -> None:
        document = self.index.documents[deed.statement.clause.doc_id]
        text = untitled(plain(document.text[deed.start : deed.end])).rstrip("，,；;、。")
        draft.say(self.where(query, document) + text, Span(deed.statement.clause, deed.start, deed.end))

    def say_departments(
        self,
        draft: Draft,
        clause: Clause,
        holder: Clause,
        departments: Sequence[str],
        asked: str = "",
        *,
        where: str = "",
    ) -> None:
        """:param asked: the question: whom of a row it wants, those who lead or those who help.
        :param where: whose document it is, where that is not known from the question.
        """
        task = self.task_at(holder)
        if task is not None and task.helpers and (said := said_of_bodies(task, asked)):
            draft.say(where + said, Span(holder, holder.start, holder.end))
            return
        document = self.index.documents[holder.doc_id]
        start, end = self._bracket(holder, document, departments)
        unit = self.ranker.book.unit_of(clause)
        what = clause.row.name if clause.row else (clause.title or unit.title or clause.label)
        if re.search(r"\d", what):
            # a heading that is a sentence: its figures are not what is quoted
            what = re.split("[，,；;]", what)[0]
            what = re.sub(r"(?<=..)[≥>＞]?\d[\d.]*%?.*$", "", what)
        lead = re.search(r"([^、，,（(：:]+)牵头", plain(document.text[start:end]))
        text = f"{where}“{what}”的责任单位是{'、'.join(departments)}"
        if lead:
            text += f"，由{lead[1]}牵头"
        draft.say(text, Span(holder, start, end))
        note = self.lookup.standing_for(clause)
        if note and note.clause_id != holder.clause_id:
            draft.note(f"另外：{plain(note.text)}")

    def _bracket(self, clause: Clause, document: Document, departments: Sequence[str]) -> tuple[int, int]:
        """The last bracket of a clause that names a department, else its last sentence."""
        text = document.text
        for m in reversed(
            list(re.finditer(r"[（(][^（()）]*(?:[（(][^（()）]*[）)][^（()）]*)*[）)]", clause.text))
        ):
            inside = plain(m.group())
            if any(d in inside for d in departments):
                return clause.start + m.start(), clause.start + m.end()
        parts = (clause, *self.index.tree.descendants(clause))
        statements = [
            s for c in parts for s in self.ranker.book.of(c) if any(d in s.text for d in departments)
        ]
        if statements:
            return statements[-1].start, statements[-1].end
        return clause.start, min(clause.end, clause.start + len(text[clause.start : clause.end]))
