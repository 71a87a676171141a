"""The lines of a page → a tree of nodes: what holds what, and where a piece ends.

Also tells what is no provision at all: 题头, 前言, 结尾, 同版其他内容. Every line lies in exactly one deepest node.
"""

from __future__ import annotations

import re

from corpus.columns import Table
from corpus.front import is_furniture, is_title, read_signature
from corpus.furniture import text_before
from corpus.headings import Heading, clean_title
from corpus.lines import Line
from corpus.marks import Mark, Rank, is_enclosure_list
from corpus.node import Node
from corpus.page import Page
from corpus.pieces import Piece
from corpus.script import fold
from corpus.settle import paragraphs_of
from corpus.tables import is_row_of_cells
from corpus.types import ClauseKind

FRONT, PREAMBLE, CLOSING, STRAY = "题头", "前言", "结尾", "同版其他内容"

_CLOSING = re.compile(
    r"(?:各(?:地|级|市|区|县|省|单位|部门|有关)[^。]{0,24}?(?:要|应|须|可|应当)"
    r"|本(?:方案|意见|办法|措施|规定|通知|计划|细则|政策|行动计划|实施意见|实施方案)(?:自|由|从|有效期|印发)"
    r"|以上(?:政策|措施|意见)|特此|此前|此通知|联系(?:人|电话)|抄送|主送|[(（]此件|[(（]新华社)"
)  # fmt: skip
_NOTE = re.compile(r"(?:注|备注|说明|来源|数据来源)[：:\d]|[(（]?注[)）：:]")
# what stands behind the last chapter and explains it
_APPENDIX = re.compile(
    r"(?:附[:：]?)?(?:主要|有关|相关)?(?:名词|术语|指标|概念)(?:的?解释|注释|释义|说明)(?:[和与及]说明)?"
)
_NAMED_CHAPTER = re.compile(r"(?:总则|附则|序言|结语|罚则)$")


def grow(page: Page) -> Node:
    """The root of a page's tree; the root itself is no clause."""
    grower = _Grower(page)
    grower.front()
    grower.body()
    return grower.root


class _Grower:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.root = Node("other", -1, None, "", "", 0, len(page.document.text))
        self.current = self.root
        self.closing = False
        self.outside: dict[Rank, int] = {}  # the last number at each rank outside boxes
        self.chapters_with_articles: set[int] = set()
        self.nested_numerals = self._numerals_inside_articles()

    @property
    def runs_on(self) -> bool:
        """Whether （一） runs on over the chapters so far."""
        return len(self.chapters_with_articles) > 1 and self.outside.get(Rank.PAREN, 0) > len(
            self.chapters_with_articles
        )

    def _numerals_inside_articles(self) -> bool:
        """Whether 一、 stands inside 第一条 (rather than above it)."""
        ranks = [
            h.mark.rank for h in self.page.headings.values() if h.mark.rank in (Rank.NUMERAL, Rank.ARTICLE)
        ]
        return bool(ranks) and ranks[0] is Rank.ARTICLE and Rank.NUMERAL in ranks

    def front(self) -> None:
        """题头 and 前言: everything before the first heading, —— items there on their own."""
        front, contents = self.page.front, self.page.contents
        inside = -1
        for i in range(self.page.first):
            if i <= inside:
                continue
            if i in self.page.tables and not self.page.tables[i].plain:
                inside = self._table(self.page.tables[i]) - 1
                continue
            if i in self.page.headings and self.page.headings[i].mark.rank is Rank.DASH:
                self._open(self.page.headings[i])
                continue
            before = self.current
            if before.kind == "box_item" and not self.page.new_paragraph(i):
                self._append(i)
                continue
            label = FRONT if i < front.preamble or i in contents else PREAMBLE
            if i < front.matter:
                label = STRAY
            if before.label != label or before.kind != "other":
                self.current = self._new("other", 100, label, i)
            else:
                self._append(i)

    def body(self) -> None:
        i = max(self.page.first, 0)
        while i < len(self.page.lines):
            if i in self.page.headings and not self._table_of_article(self.page.headings[i]):
                i = self._open(self.page.headings[i])
            elif i in self.page.tables and (not self.page.tables[i].plain or self._among_provisions()):
                i = self._table(self.page.tables[i])
            else:
                self._text(i)
                i += 1

    def _table_of_article(self, heading: Heading) -> bool:
        """Whether 表一 stands in 第五条, which is what a reader cites; 表1 is cited as such."""
        spelt = heading.mark.label.startswith("表") and not self.page.lines[heading.line].text[1:2].isdigit()
        return spelt and any(n.kind == "article" and n.rank == Rank.ARTICLE for n in self.current.up())

    def _new(self, kind: ClauseKind, rank: int, label: str, i: int, parent: Node | None = None) -> Node:
        line = self.page.lines[i]
        node = Node(kind, rank, None, label, "", line.start, line.start)
        (parent or self.root).add(node)
        self.current = node
        self._append(i)
        return node

    def _append(self, i: int) -> None:
        self.current.own.append(i)
        for node in self.current.up():
            node.end = max(node.end, self.page.lines[i].end)

    def _open(self, heading: Heading) -> int:
        """Hangs a heading into the tree; the index of the line after it."""
        mark = heading.mark
        rank = int(mark.rank)
        parent = self.current
        if mark.rank is Rank.NUMERAL and self.nested_numerals:
            rank = int(Rank.PAREN)
        if mark.rank is Rank.BOX and mark.label.startswith("附表") and self.page.past(heading.line):
            parent = self._text_root()
        elif mark.rank is Rank.BOX:
            while parent.parent is not None and parent.kind not in ("chapter", "section", "part"):
                parent = parent.parent
        elif mark.rank is Rank.DASH:
            while parent.parent is not None and parent.kind in ("box_item", "row", "other"):
                parent = parent.parent
        else:
            box = next((n for n in parent.up() if n.kind == "box"), None)
            if box is not None and self._inside_box(heading, box):
                while parent is not box and not (parent.rank < rank and parent.kind in ("item", "subitem")):
                    parent = parent.parent or box
            else:
                while parent.parent is not None and (
                    (parent.rank >= rank and not _holds(parent, mark)) or parent.kind == "other"
                ):
                    parent = parent.parent
        node = Node(
            self._kind(mark, parent), rank, mark.number, mark.label, heading.title,
            self.page.lines[heading.line].start, self.page.lines[heading.line].start, sub=mark.sub, path=mark.path,
        )  # fmt: skip
        if mark.rank is Rank.DASH:
            node.label = heading.title or _first_words(self.page.lines[heading.line].text[mark.length :])
            node.title = node.label
        parent.add(node)
        if mark.number is not None and not any(n.kind == "box" for n in node.up()):
            self.outside[mark.rank] = mark.number
            if mark.rank is Rank.PAREN:
                self.chapters_with_articles.add(id(parent))
        self.current = node
        self.closing = False
        for i in range(heading.line, heading.last_line + 1):
            self._append(i)
        node.heading_last = heading.last_line if heading.alone else heading.line - 1
        if node.kind == "subparagraph" and heading.alone:
            # 项 are sentences, not headings, however short
            node.title, node.heading_last = "", heading.line - 1
        return heading.last_line + 1

    def _open_piece(self, i: int, piece: Piece) -> bool:
        """Hangs a labelled piece (【支持标准】) under what its fellows hang under; False where it is plain text."""
        before = next((n for n in self.current.up() if n.piece), None)
        if before is not None and before.parent is not None:
            holder = before.parent
        elif piece.duty:
            return False  # 责任单位 on its own is the last line of its article
        else:
            holder = self.current
            while holder.parent is not None and (
                holder.kind in ("row", "other", "box_item") or _last_of_list(holder)
            ):
                holder = holder.parent
        if holder.parent is None:
            return False
        # what stands deeper goes into the piece, the holder's next fellow ends it
        boxed, start = holder.kind == "box", self.page.lines[i].start
        kind: ClauseKind = "box_item" if boxed else "paragraph"
        label = piece.question or (piece.label if boxed else f"【{piece.label}】")
        node = Node(kind, holder.rank, None, label, piece.label, start, start, piece=True, duty=piece.duty)
        holder.add(node)
        self.current, self.closing = node, False
        self._append(i)
        node.heading_last = i if piece.alone else -1
        return True

    def _kind(self, mark: Mark, parent: Node) -> ClauseKind:
        rank = mark.rank
        if rank in (Rank.ATTACHMENT, Rank.PART, Rank.SUBPART):
            return "part"
        if rank is Rank.BOX:
            return "box"
        if rank is Rank.DASH:
            return "box_item"
        holders = {n.kind for n in parent.up()}
        in_article = any(n.rank == Rank.ARTICLE for n in parent.up())
        if rank is Rank.CHAPTER:
            return "chapter"
        if rank is Rank.SECTION:
            return "section"
        if rank is Rank.NUMERAL:
            if in_article:
                return "subparagraph"
            return "section" if "chapter" in holders else ("item" if "box" in holders else "chapter")
        if rank is Rank.ARTICLE:
            return "article"
        if rank is Rank.DECIMAL:
            if len(mark.path) > 1:
                return "article"  # however deep: a reader cites 2.1.3 by that alone
            return "section" if "chapter" in holders else "chapter"
        if rank is Rank.PAREN:
            if in_article:
                return "subparagraph"
            within = "box" in holders or "article" in holders or any(n.path for n in parent.up())
            return "item" if within else "article"
        if rank is Rank.ARABIC:
            return "item"
        return "subitem"

    def _inside_box(self, heading: Heading, box: Node) -> bool:
        """Whether a numbered heading after a box is one of the box's own (（一） 1. ...)."""
        rank, number = heading.mark.rank, heading.mark.number
        if rank <= Rank.SECTION or rank in (Rank.ARTICLE, Rank.DECIMAL):
            return False
        if box.label.startswith("表") and box.children and all(c.kind == "row" for c in box.children):
            return False  # 1. below a table is none of its rows
        outside = self.outside.get(rank, 0)
        inside = [n.number or 0 for n in box.walk() if n.rank == rank and not n.piece]
        continues = outside > 0 and number == outside + 1
        if rank in (Rank.NUMERAL, Rank.PAREN):
            if inside:
                return number == inside[-1] + 1 and not continues
            # （一） in a box: only where the articles run on over the chapters, so that it cannot be one
            return rank is Rank.PAREN and number == 1 and self.runs_on
        return bool(inside) or number == 1

    def _among_provisions(self) -> bool:
        """Whether a table here belongs to a provision, and not to the front, the closing or the page around the text."""
        return any(n.kind != "other" for n in self.current.up()) and not self.closing

    def _table(self, table: Table) -> int:
        parent = self.current
        while parent.parent is not None and parent.kind in ("box_item", "row", "other"):
            parent = parent.parent
        if parent is self.root and self.page.first > table.first:  # the text is a table, or begins with one
            parent = self._new("box", int(Rank.BOX), "表", table.first)
        elif parent is self.root:
            parent = self._new("other", 100, CLOSING if self.closing else PREAMBLE, table.first)
        self.current = parent
        rows = {r.first: r for r in table.rows}
        i = table.first
        while i <= table.last:
            row = rows.get(i)
            if row is None:
                self.current = parent
                if i not in parent.own:
                    self._append(i)
                i += 1
                continue
            node = Node(
                "row", 50, row.number, "", row.title, self.page.lines[i].start, self.page.lines[i].start
            )
            node.label = f"第{row.number}项" if row.number is not None else row.title
            node.row, node.cell_departments = row.row, row.departments
            parent.add(node)
            self.current = node
            for k in range(row.first, row.last + 1):
                self._append(k)
            i = row.last + 1
        self.current = parent
        return table.last + 1

    def _text(self, i: int) -> None:
        """Puts a line that is no heading where it belongs."""
        if i in self.page.furniture and self._set_aside(i):
            return
        line, node = self.page.lines[i], self.current
        fresh = self.page.new_paragraph(i) and node.heading_last != i - 1
        untitled = node.rank in (Rank.ATTACHMENT, Rank.BOX) and not node.title and node.heading_last == i - 1
        if untitled and _is_heading(line):
            node.title, node.heading_last = clean_title(line.text), i
            self._append(i)
            return
        past = self.page.past(i)
        piece = self.page.pieces.get(i)
        if piece is not None and not self.closing and self._open_piece(i, piece):
            return
        if fresh and _APPENDIX.fullmatch(line.text):
            self._open_text(i)
            return
        named = line.level and _NAMED_CHAPTER.fullmatch(line.text)
        if self.page.begins_text(i) or (line.level and not past) or named:
            self._stray_heading(i)
            return
        if (self.closing or past) and self._after_provisions(i, fresh):
            return
        node = self.current
        if node.kind == "other" and node.parent is not self.root and node.parent is not None:
            self.current = node = node.parent  # the text goes on after a stray heading
        if fresh and node.kind == "box_item" and not self._items_follow(i) and self._short_of_edge(i, node):
            node = self.current = node.parent or self.root
        if node.kind == "box" and self._leaves_box(i, node, fresh):
            self.current = node = node.parent or self.root
        if node is self.root:
            self._new("other", 100, CLOSING if past else PREAMBLE, i)
        else:
            self._append(i)

    def _set_aside(self, i: int) -> bool:
        """A page number or running head between two sentences is no part of them; within one it stays in it."""
        last = text_before(i, self.page.furniture)
        if self.closing:
            return False
        if self.current.kind == "other" and self.current.label == STRAY:
            self._append(i)
            return True
        heading = self.current.heading_last == last
        if last < 0 or not (heading or self.page.lines[last].ended or self.page.lines[last].closed):
            return False
        holder = self.current
        if self._heading_after(i):  # what ends with the page does not hold its number
            while holder.kind not in ("chapter", "section", "part") and holder.parent is not None:
                holder = holder.parent
        while holder.kind in ("other", "row") and holder.parent is not None:
            holder = holder.parent
        self._new("other", 100, STRAY, i, holder)
        return True

    def _heading_after(self, i: int) -> bool:
        while i in self.page.furniture:
            i += 1
        return i in self.page.headings or i >= len(self.page.lines)

    def _leaves_box(self, i: int, box: Node, fresh: bool) -> bool:
        line = self.page.lines[i]
        if not box.children or line.piped or is_row_of_cells(line, line.text) or _NOTE.match(line.text):
            return False
        after_rows = box.children[-1].kind == "row" and i - 1 not in box.own
        return (fresh or after_rows) and not self._items_follow(i)

    def _items_follow(self, i: int) -> bool:
        """Whether the next heading after line ``i`` is another —— item, so that the text is still the list's."""
        following = self.page.next_heading(i)
        return following is not None and following.mark.rank is Rank.DASH

    def _short_of_edge(self, i: int, item: Node) -> bool:
        """Whether the line before ``i`` ends short of the item's own edge: a box is set narrower than the page."""
        return (
            not self.page.wrap.hard
            or len(self.page.lines[i - 1].text) < max(len(self.page.lines[k].text) for k in item.own) - 1
        )

    def _stray_heading(self, i: int) -> None:
        """A Markdown heading without a number amid the provisions: a chapter, or a title that strayed there."""
        text = self.page.lines[i].text
        if _NAMED_CHAPTER.fullmatch(text):
            self.current = self._new("chapter", int(Rank.CHAPTER), text, i)
            self.current.title, self.current.heading_last = text, i
            return
        holder = self.current
        while holder.kind in ("other", "box_item") and holder.parent is not None:
            holder = holder.parent
        if self.page.begins_text(i):
            self._open_text(i)
            return
        label = FRONT if is_title(text) or fold(text) == fold(self.page.document.title) else STRAY
        self._new("other", 100, label, i, holder)

    def _open_text(self, i: int) -> None:
        """An enclosed or further text under its own title, as a part of the document."""
        self.closing = False
        self.current = self._new("part", int(Rank.ATTACHMENT), self.page.lines[i].text, i)
        self.current.title, self.current.heading_last = self.page.lines[i].text, i

    def _text_root(self) -> Node:
        """The enclosure in which the current node lies, else the root."""
        return next((n for n in self.current.up() if n.rank == Rank.ATTACHMENT), self.root)

    def _after_provisions(self, i: int, fresh: bool) -> bool:
        """After the last heading: the closing, its signature, and what else stands on the page."""
        line, node = self.page.lines[i], self.current
        if (line.level and node.heading_last != i - 1) or (is_furniture(line.text) and node.label != STRAY):
            self.current = self._new("other", 100, STRAY, i, self._text_root())
            self.closing = True
            return True
        if self.closing:
            if node.label == STRAY and line.gap > self.page.usual_gap:
                self.current = self._new("other", 100, STRAY, i, self._text_root())
            else:
                self._append(i)
            return True
        if node.kind == "other" and node.parent is self.root:
            return False
        signature = any(read_signature(line.text))
        listed = is_enclosure_list(line.text)
        if signature or listed or (fresh and (_CLOSING.match(line.text) or self._surplus())):
            self.closing = True
            self.current = self._new("other", 100, CLOSING, i, self._text_root())
            return True
        return False

    def _surplus(self) -> bool:
        """Whether the last article already has its one paragraph where every article before it has just one."""
        if self.current.piece:
            fellows = [n for n in self.root.walk() if n.label == self.current.label and n is not self.current]
            pieces = [n for n in fellows if n.piece and not n.children]
            return len(pieces) >= 2 and all(len(paragraphs_of(n, self.page)) <= 1 for n in pieces)
        article = next((n for n in self.current.up() if n.kind == "article"), None)
        if article is None or article.rank == Rank.ARTICLE or article is not self.current:
            return False
        others = [n for n in self.root.walk() if n.kind == "article" and n is not article and not n.children]
        return len(others) >= 3 and all(len(paragraphs_of(n, self.page)) == 1 for n in others)


def _holds(node: Node, mark: Mark) -> bool:
    """Whether a number of an outline holds another: 2 and 2.1 hold 2.1.3."""
    return bool(node.path) and len(node.path) < len(mark.path) and mark.path[: len(node.path)] == node.path


def _is_heading(line: Line) -> bool:
    return not (line.ended or line.piped) and len(line.text) <= 60 and "，" not in line.text


def _last_of_list(node: Node) -> bool:
    """Whether a numbered item follows others that have no labelled pieces: then a piece after it is not its own."""
    if node.kind not in ("item", "subitem", "subparagraph") or (node.number or 0) < 2 or node.parent is None:
        return False
    return not any(c.piece for n in node.parent.children for c in n.children)


def _first_words(text: str) -> str:
    return re.split(r"[，,。；;：:]", text, maxsplit=1)[0][:40]
