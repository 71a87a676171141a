"""What can be told only once a whole tree stands: which 1. are articles, whose a last paragraph is, 款, gaps.

Works on nodes and the page they came from; knows nothing of how they were hung.
"""

from __future__ import annotations

from collections.abc import Iterator

from corpus.marks import Rank, read_mark
from corpus.node import Node
from corpus.numerals import format_ordinal
from corpus.page import Page


def settle(root: Node, page: Page) -> None:
    """Puts right, in place, what the lines alone did not tell."""
    _promote_numbers(root)
    _untitle_sentences(root, page)
    _return_paragraphs(root, page)
    _paragraphs_of_laws(root, page)


def paragraphs_of(node: Node, page: Page) -> list[list[int]]:
    """The node's own lines as paragraphs, a heading that stands alone left out."""
    out: list[list[int]] = []
    for i in node.own:
        if i <= node.heading_last:
            continue
        split = not out or out[-1][-1] != i - 1 or page.new_paragraph(i)
        if split:
            out.append([i])
        else:
            out[-1].append(i)
    return out


def _promote_numbers(root: Node) -> None:
    """1. 2. 3. that run on over the chapters, or stand under none, are the articles of their text."""
    texts = [root, *(n for n in root.walk() if n.rank == Rank.ATTACHMENT)]
    for text in texts:
        inner = [n for n in text.walk() if n.rank == Rank.ARABIC and _text_of(n, root) is text]
        top = [n for n in inner if n.parent is text or (n.parent and n.parent.kind in ("chapter", "section"))]
        holders = {id(n.parent) for n in top}
        once = len([n for n in top if n.number == 1]) <= 1
        if once and (len(holders) > 1 or all(n.parent is text for n in top)):
            for node in top:
                node.kind = "article"


def _untitle_sentences(root: Node, page: Page) -> None:
    """（1）甲； （2）乙。 are the parts of one sentence: the last one's full stop makes no heading of it."""
    for holder in [root, *root.walk()]:
        for rank in {
            c.rank for c in holder.children if c.kind in ("item", "subitem") or c.rank == Rank.PAREN
        }:
            items = [c for c in holder.children if c.rank == rank and not c.piece]
            heads = {id(c): page.lines[c.own[0]].text for c in items}
            if any(heads[id(c)].endswith(("；", ";")) for c in items):
                for item in items:
                    if (
                        heads[id(item)].endswith("。")
                        and item.heading_last == item.own[0]
                        and not item.children
                    ):
                        item.title, item.heading_last = "", item.own[0] - 1


def _text_of(node: Node, root: Node) -> Node:
    return next((n for n in node.up() if n.rank == Rank.ATTACHMENT and n is not node), root)


def _return_paragraphs(root: Node, page: Page) -> None:
    """Gives a paragraph after the last of several items back to what holds them.

    Items of one list have the same number of paragraphs; what the last has more is not its own.
    """
    for holder in [root, *root.walk()]:
        items = [c for c in holder.children if c.kind in ("item", "subitem", "subparagraph") and not c.piece]
        for item, following in zip(items, [*items[1:], None], strict=False):
            if item.children or (following is not None and following.number == (item.number or 0) + 1
                                 and item.kind != "subparagraph"):  # fmt: skip
                continue
            earlier = [c for c in items if c is not item and c.start < item.start and not c.children]
            own = paragraphs_of(item, page)
            if item.kind == "subparagraph":
                surplus = own[1:]
            elif earlier:
                allowed = max(len(paragraphs_of(c, page)) for c in earlier)
                # headings that are whole sentences have no paragraph of their own to compare with
                sentence = page.lines[item.own[0]].ended or len(earlier) > 1
                surplus = own[allowed if sentence else max(allowed, 1) :]
            else:
                continue
            # the line that an item begins on is its own, however its neighbours are written
            surplus = [p for p in surplus if p[0] != item.own[0]]
            if not surplus or holder is root:
                continue
            cut = surplus[0][0]
            item.own = [i for i in item.own if i < cut]
            item.end = page.lines[item.own[-1]].end
            holder.own = sorted([*holder.own, *(i for p in surplus for i in p)])


def _paragraphs_of_laws(root: Node, page: Page) -> None:
    """款: the paragraphs of 第…条 where there are several; the 项 after one lie in it."""
    for article in [n for n in root.walk() if n.rank == Rank.ARTICLE and n.kind == "article"]:
        starts = paragraphs_of(article, page)
        if len(starts) < 2:
            continue
        strays = [c for c in article.children if page.furniture.issuperset(c.own)]
        inside = [c for c in article.children if c not in strays]
        if any(c.piece or c.kind not in ("subparagraph", "item", "subitem") for c in inside):
            continue
        pieces: list[Node] = []
        for number, group in enumerate(starts, 1):
            begin = page.lines[group[0]].start
            if group[0] == article.own[0]:
                line = page.lines[group[0]]
                mark = read_mark(line.text)
                begin = line.body + (mark.length if mark else 0)
            label = f"第{format_ordinal(number)}款"
            piece = Node("paragraph", 6, number, label, "", begin, page.lines[group[-1]].end, article)
            piece.own = group
            pieces.append(piece)
        for child in inside:
            home = [p for p in pieces if p.start <= child.start]
            if not home:
                break
            child.parent = home[-1]
            home[-1].children.append(child)
            home[-1].end = max(home[-1].end, child.end)
        else:
            article.children = sorted([*pieces, *strays], key=lambda n: n.start)
            article.own = [i for i in article.own if i <= article.heading_last]


def numbering_gaps(root: Node, page: Page) -> Iterator[str]:
    """Numbers that are left out or come twice, as warnings."""
    where = page.name
    before: dict[tuple[str, int, int], Node] = {}
    for node in root.walk():
        if not node.number or node.kind in ("paragraph", "other", "box_item"):
            continue
        kind = node.label.rstrip("0123456789") if node.kind == "box" else node.kind
        key = (kind, node.rank, len(node.path))
        last = before.get(key)
        before[key] = node
        if node.rank == Rank.ATTACHMENT or (node.kind == "part" and last is None):
            before = {key: node}
            continue
        if last is None:
            if node.number > 1:
                yield f"{where}：编号不从一开始：最先见到{node.label}{page.place(node.start)}"
            continue
        a, b = last.number or 0, node.number
        alike = node.path[:-1] == last.path[:-1]  # 2.3 does not follow on 1.2
        runs_on = alike and (b == a + 1 or (b == a and node.sub == last.sub + 1))
        # a list under another holder, or a second list under the same, starts again
        listed = node.kind in ("item", "subitem", "subparagraph", "row")
        if runs_on or (b == 1 and (listed or node.parent is not last.parent)):
            continue
        found = f"{last.label}之后是{node.label}"
        yield f"{where}：编号{'重复' if alike and b == a else '不连续'}：{found}{page.place(node.start)}"
