"""Walking clauses: what holds what, and how a clause is cited. Knows nothing of search."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from corpus.types import Clause

_CONTAINERS = ("article", "box")
_HOLDERS = ("chapter", "section", "part")


class ClauseTree:
    """The clauses of any number of documents. Every look-up is a dictionary access or a bisection."""

    def __init__(self, clauses: Iterable[Clause]) -> None:
        """:param clauses: in reading order within each document, parents before children.

        :raises ValueError: two clauses with one id.
        """
        self._by_id: dict[str, Clause] = {}
        self._children: dict[str | None, list[Clause]] = {}
        self._roots: dict[str, list[Clause]] = {}
        self._starts: dict[str, list[int]] = {}
        labels: dict[str, Counter[str]] = {}
        sections: dict[str, Counter[str]] = {}
        for clause in clauses:
            if clause.clause_id in self._by_id:
                raise ValueError(f"clause id {clause.clause_id!r} comes twice: expected unique ids")
            self._by_id[clause.clause_id] = clause
            if clause.parent_id is None:
                self._roots.setdefault(clause.doc_id, []).append(clause)
            else:
                self._children.setdefault(clause.parent_id, []).append(clause)
            if clause.kind in _CONTAINERS or clause.kind == "section":
                of = sections if clause.kind == "section" else labels
                of.setdefault(clause.doc_id, Counter())[clause.label] += 1
        # documents in which a label alone does not tell which clause is meant
        self._restarting = _repeating(labels)
        self._sections_restart = _repeating(sections)

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[Clause]:
        return iter(self._by_id.values())

    def __contains__(self, clause_id: object) -> bool:
        return clause_id in self._by_id

    def get(self, clause_id: str) -> Clause | None:
        """The clause with this id, None if there is none."""
        return self._by_id.get(clause_id)

    def parent(self, clause: Clause) -> Clause | None:
        return self._by_id[clause.parent_id] if clause.parent_id is not None else None

    def children(self, clause: Clause) -> tuple[Clause, ...]:
        return tuple(self._children.get(clause.clause_id, ()))

    def roots(self, doc_id: str) -> tuple[Clause, ...]:
        """The topmost clauses of a document."""
        return tuple(self._roots.get(doc_id, ()))

    def ancestors(self, clause: Clause) -> tuple[Clause, ...]:
        """What holds the clause, nearest first."""
        out = []
        while (up := self.parent(clause)) is not None:
            out.append(up)
            clause = up
        return tuple(out)

    def descendants(self, clause: Clause) -> tuple[Clause, ...]:
        """Everything the clause holds, in reading order."""
        out: list[Clause] = []
        stack = [*reversed(self._children.get(clause.clause_id, []))]
        while stack:
            node = stack.pop()
            out.append(node)
            stack.extend(reversed(self._children.get(node.clause_id, [])))
        return tuple(out)

    def container(self, clause: Clause) -> Clause | None:
        """The nearest article or box that holds the clause (or is it), else the nearest chapter; None outside."""
        line = (clause, *self.ancestors(clause))
        for kinds in (_CONTAINERS, _HOLDERS):
            for node in line:
                if node.kind in kinds:
                    return node
        return None

    def deepest_at(self, doc_id: str, offset: int) -> Clause | None:
        """The smallest clause with this code point of the document; None between clauses."""
        found = None
        level = self._roots.get(doc_id, [])
        while level:
            starts = self._starts.get(level[0].clause_id)
            if starts is None:
                starts = self._starts[level[0].clause_id] = [c.start for c in level]
            i = bisect_right(starts, offset) - 1
            if i < 0 or offset >= level[i].end:
                break
            found = level[i]
            level = self._children.get(found.clause_id, [])
        return found

    def cite_parts(self, clause: Clause) -> tuple[str | None, str | None, str | None]:
        """How a clause is cited: (clause, row, item).

        ``clause``: label of its article, box or chapter; None outside every chapter, where ``item`` is its label.
        ``row``: the row's 序号. ``item``: the heading of its —— or numbered sub-item. A 款 or 项 of a law, or
        a labelled piece of an article (【支持标准】), is cited as its article; a measure numbered 1. 2. 3. through
        the chapters and a question with its answer as an item of its chapter.
        """
        holder = self._cited(clause)
        if holder is None:
            return None, None, clause.label
        row = item = None
        for node in (clause, *self.ancestors(clause)):
            if node is holder:
                break
            if node.kind == "row" and row is None:
                row = str(node.number) if node.number is not None else (node.row.no if node.row else None)
                # a row of any other table without numbers is cited as what holds the table
                if row is None and node.row is not None:
                    item = node.title or node.label
            elif node.kind in ("box_item", "item", "subitem", "other", "article"):
                item = item or node.title or node.label
            elif node.kind == "paragraph" and node.title and not node.label.startswith("【"):
                item = item or node.label  # 问4
        return holder.label, row, item

    def _cited(self, clause: Clause) -> Clause | None:
        """The clause by whose label another is cited."""
        holder = self.container(clause)
        while holder is not None and holder.kind == "article" and holder.label[-1:] == ".":
            chapter = self.parent(holder)
            if chapter is None or not holder.title:
                break
            holder = chapter
        return holder

    def restarts(self, doc_id: str) -> bool:
        """Whether article or box numbers start again in the document, so that a label needs its chapter."""
        return doc_id in self._restarting

    def path(self, clause: Clause, bare: Callable[[Clause], bool] = lambda _: False) -> str:
        """The way to a clause with titles: 三、提升区域产业质量竞争力›（九）…

        :param bare: which clauses are named by their number alone, and left out where they have none.
        """
        way = (*reversed(self.ancestors(clause)), clause)
        return "›".join(name for c in way if (name := _number_of(c) if bare(c) else _named(c)))

    def reader_label(self, clause: Clause) -> str:
        """The label a reader sees: （二十）, 专栏1第22项, with the chapter where numbers start again: 第四章第一节."""
        name, row, item = self.cite_parts(clause)
        holder = self._cited(clause)
        if name is None or holder is None:
            return item or clause.label
        above: list[Clause] = []
        if holder.kind in _CONTAINERS and self.restarts(clause.doc_id):
            above = [c for c in self.ancestors(holder) if c.kind in _HOLDERS]
        elif holder.kind == "section" and clause.doc_id in self._sections_restart:
            above = [c for c in self.ancestors(holder) if c.kind == "chapter"]
        name = "".join(c.label for c in reversed(above)) + name
        if row is not None:
            return f"{name}第{row}项"
        if clause.kind in ("paragraph", "subparagraph"):
            line = [c for c in (clause, *self.ancestors(clause)) if c.kind in ("paragraph", "subparagraph")]
            return name + "".join(c.label for c in reversed(line))
        return f"{name}“{item}”" if item else name


def _repeating(labels: dict[str, Counter[str]]) -> frozenset[str]:
    return frozenset(doc for doc, count in labels.items() if any(n > 1 for n in count.values()))


def _number_of(clause: Clause) -> str:
    return "" if clause.label in clause.title or clause.title in clause.label else clause.label


def _named(clause: Clause) -> str:
    if clause.kind == "row":
        name = clause.row.name if clause.row else clause.label
        return name if name == clause.label else f"{clause.label} {name}"
    if not clause.title or clause.label.strip("【】").endswith(clause.title):
        return clause.label
    between = " " if clause.label[-1:] not in "、）." else ""
    return f"{clause.label}{between}{clause.title}"
