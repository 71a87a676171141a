"""Exact tables: clauses by number, departments both ways. Answers only what truly matches; never searches."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.understand.lexicon import Lexicon
from assistant.understand.question import ClauseRef
from corpus.decimals import decimal_path
from corpus.tree import ClauseTree
from corpus.types import Clause, StandingNote
from index.policy_index import PolicyIndex

_KINDS = {
    "part": ("part",),
    "box": ("box",),
    "row": ("row",),
    "chapter": ("chapter",),
    "section": ("section",),
    "article": ("article",),
    "item": ("row", "box_item", "item", "subparagraph", "subitem"),
}


class Lookup:
    """Number and department tables of one index."""

    def __init__(self, index: PolicyIndex, lexicon: Lexicon) -> None:
        self._tree: ClauseTree = index.tree
        self._lexicon = lexicon
        self._standing: tuple[StandingNote, ...] = tuple(index.standing)
        self._numbers: dict[tuple[str, str, int], list[Clause]] = {}
        self._outline: dict[
            tuple[str, str], list[Clause]
        ] = {}  # 2.1: by its label, its last number is no name
        outlined = {c.clause_id for c in self._tree if len(decimal_path(c.label)) > 1}
        self._with_articles = {
            c.doc_id for c in self._tree if c.kind == "article" and c.clause_id not in outlined
        }
        for clause in self._tree:
            if clause.clause_id in outlined:
                self._outline.setdefault((clause.doc_id, clause.label), []).append(clause)
            elif clause.number is not None:
                self._numbers.setdefault((clause.doc_id, clause.kind, clause.number), []).append(clause)

    def by_refs(self, refs: Sequence[ClauseRef], doc_ids: Sequence[str]) -> list[Clause]:
        """The clauses that carry these numbers, one or more a document; [] where none does.

        Several numbers narrow each other: 专栏6 with 第3项 is the third item of that box. A bare 第3项 without
        a box is a row or item of that number.
        """
        found: list[Clause] = []
        for doc_id in doc_ids:
            scope: list[Clause] | None = None
            for ref in refs:
                scope = self._step(ref, doc_id, scope)
                if not scope:
                    break
            found.extend(scope or [])
        return found

    def inside(self, ref: ClauseRef, clause: Clause) -> list[Clause]:
        """The item or row of that number within a clause."""
        return self._step(ref, clause.doc_id, [clause])

    def _step(self, ref: ClauseRef, doc_id: str, scope: list[Clause] | None) -> list[Clause]:
        if scope and ref.kind in ("item", "row"):
            # rows and —— items of a box are counted in the order they stand in
            order: tuple[tuple[str], ...] = (
                ("row",),
                ("box_item",),
                ("item",),
                ("subparagraph",),
                ("paragraph",),
                ("subitem",),
            )
            if ref.text.endswith("款"):
                order = (("paragraph",), *order)
            for kinds in order:
                pieces = [c for s in scope for c in self._tree.descendants(s) if c.kind in kinds]
                hits = [
                    c for c in pieces if c.number == ref.number or (c.row and c.row.no == str(ref.number))
                ]
                if hits:
                    return hits
                if pieces and kinds != ("row",) and 0 < ref.number <= len(pieces):
                    return [pieces[ref.number - 1]]
            return []
        if ref.label:
            return list(self._outline.get((doc_id, ref.label), ()))
        if ref.kind == "box" and not ref.number:
            boxes = [c for c in self._tree if c.doc_id == doc_id and c.kind == "box"]
            named = [c for c in boxes if c.label == ref.text]
            return named if len(named) == 1 else []
        hits = []
        for kind in _KINDS[ref.kind]:
            hits = self._numbers.get((doc_id, kind, ref.number), [])
            if ref.kind == "box":  # 表1 is not 专栏1, where there are both
                hits = [c for c in hits if c.label[:1] == ref.text[:1]] or hits
            if hits:
                break
        if not hits and ref.kind == "article" and doc_id not in self._with_articles:
            # 第九条 of measures that count 一、二、三、, or 1. to 20. throughout
            for kind in ("chapter", "item"):
                alike = self._numbers.get((doc_id, kind, ref.number), [])
                if len(alike) == 1:
                    hits = alike
                    break
        if not hits and ref.kind in ("box", "part"):
            hits = [
                c
                for c in self._tree
                if c.doc_id == doc_id and c.kind == ref.kind and c.label.endswith(str(ref.number))
            ]
        if scope:
            inside = {d.clause_id for s in scope for d in self._tree.descendants(s)}
            return [c for c in hits if c.clause_id in inside] or hits
        return list(hits)

    def departments_of(self, clause: Clause) -> tuple[Clause, tuple[str, ...]]:
        """The departments responsible for a clause and the clause that names them (itself or one around it)."""
        for c in [clause, *self._tree.ancestors(clause)]:
            if c.departments:
                return c, c.departments
        return clause, ()

    def departments_within(self, clause: Clause) -> list[Clause]:
        """The clauses inside this one that name departments (the items of a box)."""
        return [c for c in self._tree.descendants(clause) if c.departments]

    def standing_for(self, clause: Clause) -> StandingNote | None:
        """The note that gives a duty to this clause too (以下工作均需…), where one stands before it."""
        for note in self._standing:
            if note.doc_id == clause.doc_id and note.end <= clause.end:
                return note
        return None

    def tasks_of(self, departments: Sequence[str], doc_ids: Sequence[str]) -> list[Clause]:
        """The clauses that name one of the departments, in reading order."""
        wanted = set(doc_ids)
        found: dict[str, Clause] = {}
        for name in departments:
            for clause in self._lexicon.departments.get(name, []):
                if not wanted or clause.doc_id in wanted:
                    found[clause.clause_id] = clause
        return sorted(found.values(), key=lambda c: (c.doc_id, c.start))
