"""Document → ParsedDocument: the clauses of a text with exact offsets.

The page is read (page.py), grown into a tree (grow.py), settled (settle.py) and named (node.py); here the tree
becomes clauses. Knows nothing of tokens, vectors or Chroma.
"""

from __future__ import annotations

from corpus.departments import departments_in, labelled_departments, names, standing_duties
from corpus.grow import grow
from corpus.node import Node, name_nodes
from corpus.page import Page
from corpus.settle import numbering_gaps, settle
from corpus.types import Clause, Document, ParsedDocument, StandingNote

# what holds whole articles has no 责任单位 of its own; a chapter or section without any is a provision like them
_NO_DUTY = ("other", "row", "part")
_HOLDERS = ("chapter", "section")


def parse(document: Document) -> ParsedDocument:
    """The clauses of a document in reading order, with warnings on what could not be understood.

    Every non-blank character lies in exactly one deepest clause; ``text[start:end]`` is a clause's text.
    """
    page = Page(document)
    root = grow(page)
    settle(root, page)
    name_nodes(root, document.doc_id)
    nodes = list(root.walk())
    warnings = [*document.warnings, *page.warnings, *numbering_gaps(root, page)]
    if all(n.kind == "other" for n in nodes):
        warnings.append(f"{page.name}：未识别出任何条款编号")
    standing = [note for n in nodes if n.kind != "other" for note in _standing(n, page)]
    return ParsedDocument(document, tuple(_clause(n, page) for n in nodes), tuple(standing), tuple(warnings))


def _clause(node: Node, page: Page) -> Clause:
    parent = node.parent.clause_id if node.parent and node.parent.parent else None
    return Clause(
        clause_id=node.clause_id,
        doc_id=page.document.doc_id,
        parent_id=parent,
        kind=node.kind,
        number=node.number,
        label=node.label,
        title=node.title,
        text=page.document.text[node.start : node.end],
        start=node.start,
        end=node.end,
        departments=_departments(node, page),
        row=node.row,
    )


def _departments(node: Node, page: Page) -> tuple[str, ...]:
    if node.cell_departments:
        return names(node.cell_departments)
    holds = node.kind in _HOLDERS and any(n.kind in (*_HOLDERS, "article") for n in node.children)
    if node.duty or ((node.kind in _NO_DUTY or holds) and not any(c.duty for c in node.children)):
        return ()
    lists = [page.simple[c.start : c.end] for c in node.children if c.duty]
    if lists:
        return labelled_departments("\n".join(lists))
    # 款 are only the paragraphs of their article: what the last one's brackets say holds for it whole
    whole = all(c.kind == "paragraph" for c in node.children)
    found = departments_in(page.simple[node.start if whole else _own_start(node) : node.end])
    if (
        not found and node.children and not whole
    ):  # they may stand before a list or a table, or below the heading
        found = departments_in(page.simple[node.start : node.children[0].start])
    return found


def _standing(node: Node, page: Page) -> list[StandingNote]:
    begin = _own_start(node)
    own = page.simple[begin : node.end]
    return [
        StandingNote(
            page.document.doc_id,
            node.clause_id,
            who,
            page.document.text[begin + start : begin + end],
            begin + start,
            begin + end,
        )
        for start, end, who in standing_duties(own)
    ]


def _own_start(node: Node) -> int:
    """Where the node's own text after its last child begins."""
    return max((c.end for c in node.children), default=node.start)
