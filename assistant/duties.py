"""Who is responsible for what: departments of a clause, clauses of a department. Knows nothing of figures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.provisions import Provisions
from assistant.question import Query
from assistant.readout import LONG, SUPPORT_COVERAGE, Composed, cut, untitled
from assistant.render import Draft, Span, plain
from assistant.statements import Scored, flat
from assistant.words import coverage
from corpus.types import Clause, Document

_ACTOR = re.compile(
    r"[一-龥]{2,}(?:领导小组|委员会|办公室|部门|机构|人民政府|[局厅委部署院])(?:会同|负责|牵头|组织|统筹|按|要|应当?|具体|承担|对)"
)


class Duties(Provisions):
    """Answers from the 责任单位 of clauses."""

    def responsible(self, query: Query) -> Composed:
        doc_ids = self.scope(query)
        looked: tuple[Clause, ...] = ()
        ranked: list[Scored] = []
        if query.refs:
            clauses = self.by_refs(query)
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
            draft.say(untitled(plain(self.text_of(acting.statement))), self.span_of(acting.statement))
            return Composed("answered", draft, looked)
        return self.refuse(query, what="责任单位的规定", nearest=clauses[0], looked=looked or tuple(clauses))

    def _names_actor(self, query: Query, scored: Scored) -> bool:
        """Whether a sentence says itself which body acts (领导小组办公室会同有关部门对…开展督促指导)."""
        return self.supported(query, scored) and bool(_ACTOR.search(scored.statement.text))

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

    def tasks(self, query: Query) -> Composed:
        if not query.departments:
            return self.refuse(query, what=f"{'、'.join(query.unknown_bodies)}的任务（各条责任单位中没有它）")
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
            holder_end = min(clause.end, clause.start + len(clause.text.split("。")[0]) + 1)
            spans.append(Span(clause, clause.start, holder_end))
            listed.append(
                f"{clause.label}{clause.title}"
                if clause.kind == "article"
                else f"“{clause.title or clause.label}”"
            )
        draft.say(cut(f"责任单位中列有{names}的条款：{'；'.join(listed)}", LONG), *spans[:10])
        if len(spans) > 10:
            draft.note("列有该部门的条款较多，引文只列出前十条")
        return Composed("answered", draft, tuple(clauses))
