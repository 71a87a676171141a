"""The invariants every parsed text keeps, for tests to assert; and texts generated with known structure."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.tree import ClauseTree
from corpus.types import Document, ParsedDocument

KINDS = "chapter article item subitem box box_item row part section paragraph subparagraph other".split()


def document(text: str, doc_id: str = "doc", title: str = "") -> Document:
    return Document(doc_id=doc_id, title=title, text=text, sha256="", path=f"{doc_id}.txt")


def assert_invariants(parsed: ParsedDocument) -> None:
    """Offsets, nesting, order, coverage, unique ids."""
    text = parsed.document.text
    by_id = {c.clause_id: c for c in parsed.clauses}
    assert len(by_id) == len(parsed.clauses), "an id comes twice"
    last_start: dict[str | None, int] = {}
    seen: set[str] = set()
    for clause in parsed.clauses:
        assert clause.doc_id == parsed.document.doc_id
        assert clause.kind in KINDS
        assert 0 <= clause.start < clause.end <= len(text), clause.clause_id
        assert clause.text == text[clause.start : clause.end], clause.clause_id
        assert clause.text == clause.text.strip(), clause.clause_id
        assert clause.label, clause.clause_id
        if clause.parent_id is not None:
            assert clause.parent_id in seen, "a parent comes before its children"
            parent = by_id[clause.parent_id]
            assert parent.start <= clause.start <= clause.end <= parent.end, clause.clause_id
        assert clause.start >= last_start.get(clause.parent_id, 0), f"siblings overlap at {clause.clause_id}"
        last_start[clause.parent_id] = clause.end
        seen.add(clause.clause_id)
    covered = 0
    for clause in (c for c in parsed.clauses if c.parent_id is None):
        assert not text[covered : clause.start].strip(), f"uncovered before {clause.clause_id}"
        covered = clause.end
    assert not text[covered:].strip(), "uncovered at the end"
    tree = ClauseTree(parsed.clauses)
    for clause in parsed.clauses:
        deepest = tree.deepest_at(clause.doc_id, clause.start)
        assert deepest is not None
        assert clause in (deepest, *tree.ancestors(deepest))
    for note in parsed.standing:
        assert text[note.start : note.end] == note.text
        assert note.clause_id in by_id


def shape(parsed: ParsedDocument) -> list[tuple[str, str, str | None]]:
    """(kind, label, parent's label) of every clause that is a provision, rows left out."""
    by_id = {c.clause_id: c for c in parsed.clauses}
    return [
        (c.kind, c.label, by_id[c.parent_id].label if c.parent_id else None)
        for c in parsed.clauses
        if c.kind not in ("other", "row", "paragraph")
    ]


def wrapped(lines: list[str], width: int) -> Iterator[str]:
    """Lines broken hard at ``width`` characters, as a page printed to text is."""
    for line in lines:
        for start in range(0, len(line), width):
            yield line[start : start + width]
