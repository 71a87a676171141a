"""A whole document with its outline, cut at clause borders so that one clause can be shown in its place.

Knows nothing of searching.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from corpus.script import is_traditional, simplify
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
    if clause is None:
        return render("reader.html", document=None)
    document = index.documents[clause.doc_id]
    entries = [
        Entry(
            c.clause_id, c.label, c.title if c.title != c.label else "", c.start, len(index.tree.ancestors(c))
        )
        for c in index.tree
        if c.doc_id == document.doc_id and c.kind in _OUTLINED
    ]
    holder = index.tree.container(clause) or clause
    borders = sorted({0, len(document.text), clause.start, clause.end, *(e.start for e in entries)})
    simplified = simplify(document.text)  # as a whole: a character may depend on its neighbour
    parts = []
    for start, end in pairwise(borders):
        found = clause.start <= start and end <= clause.end
        parts.append(Part(start, document.text[start:end], simplified[start:end], found))
    return render(
        "reader.html",
        document=document,
        outline=entries,
        parts=parts,
        found=holder.clause_id,
        traditional=is_traditional(document.text),
    )
