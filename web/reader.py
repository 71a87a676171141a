"""A whole document with its outline, cut at clause borders so that one clause can be shown in its place.

Knows nothing of searching.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from corpus.script import is_traditional, simplify
from corpus.types import Clause
from index.policy_index import PolicyIndex
from web.markup import render

_OUTLINED = ("part", "chapter", "section", "article", "box")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the outline; ``start`` is the clause's offset in the text."""

    clause_id: str
    label: str
    title: str
    start: int
    depth: int


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the text between two borders."""

    start: int
    text: str
    simplified: str
    found: bool


def reader_html(index: PolicyIndex, clause_id: str) -> str:
    """The document of a clause with the clause marked; empty where there is no such clause."""
    clause = index.tree.get(clause_id)
    return _html(index, clause.doc_id, clause) if clause is not None else render("reader.html", document=None)


def document_html(index: PolicyIndex, doc_id: str) -> str:
    """A document from its beginning; empty where there is none of that id."""
    return _html(index, doc_id, None) if doc_id in index.documents else render("reader.html", document=None)


def _html(index: PolicyIndex, doc_id: str, clause: Clause | None) -> str:
    document = index.documents[doc_id]
    entries = [
        Entry(
            c.clause_id, c.label, c.title if c.title != c.label else "", c.start, len(index.tree.ancestors(c))
        )
        for c in index.tree
        if c.doc_id == doc_id and c.kind in _OUTLINED
    ]
    marked = (clause.start, clause.end) if clause else (0, 0)
    borders = sorted({0, len(document.text), *marked, *(e.start for e in entries)})
    simplified = simplify(document.text)  # as a whole: a character may depend on its neighbour
    parts = []
    for start, end in pairwise(borders):
        found = marked[0] <= start and end <= marked[1]
        parts.append(Part(start, document.text[start:end], simplified[start:end], found))
    holder = (index.tree.container(clause) or clause) if clause else None
    return render(
        "reader.html",
        document=document,
        outline=entries,
        parts=parts,
        found=holder.clause_id if holder else None,
        traditional=is_traditional(document.text),
    )
