"""A clause while the tree grows, and the names its nodes get: readable ids, the same across rebuilds.

Knows nothing of lines' contents, headings or tables.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.types import ClauseKind, Row


@dataclass(eq=False)
class Node:
    """A clause while the tree grows. ``own``: indices of the lines that are its own, its heading first."""

    kind: ClauseKind
    rank: int
    number: int | None
    label: str
    title: str
    start: int
    end: int
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    own: list[int] = field(default_factory=list)
    heading_last: int = -1  # index of the last line that its heading takes, -1 for none
    row: Row | None = None
    cell_departments: str = ""
    piece: bool = False  # a labelled piece: 【支持标准】
    duty: bool = False  # ... that lists 责任单位: they are those of what holds it
    sub: int = 0
    path: tuple[int, ...] = ()  # of a number of an outline: 2.1.3 is (2, 1, 3)
    clause_id: str = ""

    def add(self, child: Node) -> Node:
        child.parent = self
        self.children.append(child)
        return child

    def walk(self) -> Iterator[Node]:
        """The node's descendants in reading order, without itself."""
        for child in self.children:
            yield child
            yield from child.walk()

    def up(self) -> Iterator[Node]:
        """The node and what holds it, the root left out."""
        node: Node | None = self
        while node is not None and node.parent is not None:
            yield node
            node = node.parent


def name_nodes(root: Node, doc_id: str) -> None:
    """Gives every node under ``root`` its ``clause_id``, unique in the document.

    A chapter, article or box is named by its own label alone; only where such labels come twice (numbers that
    start again in each chapter or attachment) is it named under what holds it. Everything else is named under
    its parent.
    """
    nodes = list(root.walk())
    labels = {
        kind: Counter(n.label for n in nodes if n.kind == kind)
        for kind in ("chapter", "section", "article", "box")
    }
    qualified = {kind for kind, count in labels.items() if any(c > 1 for c in count.values())}
    names: Counter[str] = Counter()
    others = 0
    dashes: Counter[str] = Counter()
    local: dict[int, str] = {id(root): ""}
    for node in nodes:
        parent = node.parent or root
        above = local[id(parent)]
        if node.kind == "other":
            others += 1
            name = f"o{others}"
        elif node.kind == "box_item":
            dashes[above] += 1
            name = _join(above, f"—{dashes[above]}")
        elif node.kind in labels and node.kind not in qualified:
            name = node.label
        else:
            key = (
                str(node.number) if node.kind == "row" and node.number is not None else node.label.rstrip(".")
            )
            if parent.path and not node.path:  # the first item of 2 is 2.1., as 2.1 is another clause
                key = node.label
            name = _join(above, key or node.kind)
        names[name] += 1
        if names[name] > 1:
            name = f"{name}~{names[name]}"
        local[id(node)] = name
        node.clause_id = f"{doc_id}:{name}"


def _join(above: str, name: str) -> str:
    if not above or above.endswith("、"):
        return above + name
    return f"{above}.{name}"
