"""Document → clause tree with exact offsets.

Lines become headings (headings.py) and table rows (tables.py); here they become a tree: what holds what, where
a piece ends, what is no provision at all (题头, 前言, 结尾, 同版其他内容). Every non-blank character of the text
lies in exactly one deepest clause. Knows nothing of tokens, vectors or Chroma.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.departments import departments_in, standing_duties
from corpus.front import is_title, read_date, read_front, read_issuers
from corpus.headings import Heading, Rank, contents_lines, find_headings
from corpus.lines import Line, Wrapping, split_lines, wrapping
from corpus.node import Node, name_nodes
from corpus.numerals import format_ordinal
from corpus.script import fold, simplify
from corpus.tables import Table, is_row_of_cells, read_table
from corpus.types import Clause, ClauseKind, Document, ParsedDocument, StandingNote

FRONT, PREAMBLE, CLOSING, STRAY = "题头", "前言", "结尾", "同版其他内容"

_CLOSING = re.compile(
    r"(?:各(?:地|级|市|区|县|省|单位|部门|有关)[^。]{0,24}?(?:要|应|须|可|应当)"
    r"|本(?:方案|意见|办法|措施|规定|通知|计划|细则|政策|行动计划|实施意见|实施方案)(?:自|由|从|有效期|印发)"
    r"|以上(?:政策|措施|意见)|特此|此前|此通知|联系(?:人|电话)|抄送|主送|[(（]此件|[(（]新华社)"
)  # fmt: skip
_NOTE = re.compile(r"(?:注|备注|说明|来源|数据来源)[：:\d]|[(（]?注[)）：:]")
_NAMED_CHAPTER = re.compile(r"(?:总则|附则|序言|结语|罚则)$")


def parse(document: Document) -> ParsedDocument:
    """The clauses of a document in reading order, with warnings on what could not be understood."""
    return _Builder(document).run()


class _Builder:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.simple = simplify(document.text)
        self.lines: Sequence[Line] = split_lines(document.text)
        self.wrap: Wrapping = wrapping(self.lines)
        self.warnings: list[str] = list(document.warnings)
        self.root = Node("other", -1, None, "", "", 0, len(document.text))
        self.current = self.root
        self.closing = False

    def run(self) -> ParsedDocument:
        self.tables = self._tables()
        inside = frozenset(i for t in self.tables.values() for i in range(t.first, t.last + 1))
        self.headings = {h.line: h for h in find_headings(self.lines, self.wrap, inside)}
        numbered = [h for h in self.headings.values() if h.mark.rank is not Rank.DASH]
        body = [h.line for h in numbered if h.mark.rank is not Rank.ATTACHMENT]
        self.first = min(body, default=min(self.headings, default=len(self.lines)))
        self.last = max(body, default=-1)
        self.nested_numerals = self._numerals_inside_articles()
        self._front()
        self._body()
        self._return_paragraphs()
        self._paragraphs_of_laws()
        name_nodes(self.root, self.document.doc_id)
        self.warnings += self._gaps()
        return self._finish()

    # -- reading ---------------------------------------------------------------------------------

    def _tables(self) -> dict[int, Table]:
        texts = [self.simple[line.start : line.end] for line in self.lines]
        date = self.document.date
        written = int(date[:4]) if date else None
        found: dict[int, Table] = {}
        i = 0
        while i < len(self.lines):
            table = read_table(self.lines, texts, i, written)
            if table is not None and table.rows:
                found[i] = table
                self.warnings += [
                    f"{self.document.path or self.document.doc_id}：{w}" for w in table.warnings
                ]
                i = table.last + 1
            else:
                i += 1
        return found

    def _numerals_inside_articles(self) -> bool:
        """Whether 一、 stands inside 第一条 (rather than above it)."""
        ranks = [h.mark.rank for h in self.headings.values() if h.mark.rank in (Rank.NUMERAL, Rank.ARTICLE)]
        return bool(ranks) and ranks[0] is Rank.ARTICLE and Rank.NUMERAL in ranks

    def _front(self) -> None:
        """题头 and 前言: everything before the first heading, —— items there on their own."""
        contents = contents_lines(self.lines)
        front = read_front(self.lines, self.first, fold(self.document.title))
        for i in range(self.first):
            if i in self.headings:
                self._open(self.headings[i])
                continue
            before = self.current
            if before.kind == "box_item" and not self._new_paragraph(i):
                self._append(i)
                continue
            label = FRONT if i < front.preamble or i in contents else PREAMBLE
            if label == PREAMBLE and i == 0 and not front.title_lines and not self.lines[i].ended:
                label = FRONT
            if before.label != label or before.kind != "other":
                self.current = self._new("other", 100, label, i)
            else:
                self._append(i)

    def _body(self) -> None:
        i = max(self.first, 0)
        while i < len(self.lines):
            if i in self.headings:
                i = self._open(self.headings[i])
            elif i in self.tables:
                i = self._table(self.tables[i])
            else:
                self._text(i)
                i += 1

    # -- growing ---------------------------------------------------------------------------------

    def _new(self, kind: ClauseKind, rank: int, label: str, i: int, parent: Node | None = None) -> Node:
        line = self.lines[i]
        node = Node(kind, rank, None, label, "", line.start, line.start)
        (parent or self.root).add(node)
        self.current = node
        self._append(i)
        return node

    def _append(self, i: int) -> None:
        self.current.own.append(i)
        for node in self.current.up():
            node.end = max(node.end, self.lines[i].end)

    def _open(self, heading: Heading) -> int:
        """Hangs a heading into the tree; the index of the line after it."""
        mark = heading.mark
        rank = int(mark.rank)
        parent = self.current
        if mark.rank is Rank.NUMERAL and self.nested_numerals:
            rank = int(Rank.PAREN)
        if mark.rank is Rank.BOX:
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
                while parent.parent is not None and (parent.rank >= rank or parent.kind == "other"):
                    parent = parent.parent
        node = Node(
            self._kind(mark.rank, parent), rank, mark.number, mark.label, heading.title,
            self.lines[heading.line].start, self.lines[heading.line].start, sub=mark.sub,
        )  # fmt: skip
        if mark.rank is Rank.DASH:
            node.label = heading.title or _first_words(self.lines[heading.line].text[mark.length :])
            node.title = node.label
        parent.add(node)
        self.current = node
        self.closing = False
        for i in range(heading.line, heading.last_line + 1):
            self._append(i)
        node.heading_last = heading.last_line if heading.alone else heading.line - 1
        return heading.last_line + 1

    def _kind(self, rank: Rank, parent: Node) -> ClauseKind:
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
        if rank is Rank.PAREN:
            if in_article:
                return "subparagraph"
            return "item" if "box" in holders or "article" in holders else "article"
        if rank is Rank.ARABIC:
            return "item"
        return "subitem"

    def _inside_box(self, heading: Heading, box: Node) -> bool:
        """Whether a numbered heading after a box is one of the box's own (（一） 1. ...)."""
        rank, number = heading.mark.rank, heading.mark.number
        if rank <= Rank.SECTION or rank is Rank.ARTICLE:
            return False
        outside = [
            n.number for n in self.root.walk() if n.rank == rank and not any(a.kind == "box" for a in n.up())
        ]
        inside = [n.number for n in box.walk() if n.rank == rank]
        if inside and number == (inside[-1] or 0) + 1:
            return not (outside and number == (outside[-1] or 0) + 1 and rank <= Rank.PAREN)
        if rank in (Rank.NUMERAL, Rank.PAREN):
            return bool(outside) and number == 1 and not inside and rank is Rank.PAREN and self._runs_on()
        return (number == 1 and not inside) or bool(inside)

    def _runs_on(self) -> bool:
        """Whether （一） runs on over the chapters, so that a （一） after the first chapter is no article."""
        seen = [n for n in self.root.walk() if n.rank == Rank.PAREN]
        return len([n for n in seen if n.number == 1]) == 1 and len({n.parent for n in seen}) > 1

    def _table(self, table: Table) -> int:
        parent = self.current
        while parent.parent is not None and parent.kind in ("box_item", "row", "other"):
            parent = parent.parent
        if parent is self.root:
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
            node = Node("row", 50, row.number, "", row.title, self.lines[i].start, self.lines[i].start)
            node.label = f"第{row.number}项" if row.number is not None else row.title
            node.row, node.cell_departments = row.row, row.departments
            parent.add(node)
            self.current = node
            for k in range(row.first, row.last + 1):
                self._append(k)
            i = row.last + 1
        self.current = parent
        return table.last + 1

    def _new_paragraph(self, i: int) -> bool:
        return i == 0 or self.wrap.paragraph_starts(self.lines[i - 1], self.lines[i])

    def _text(self, i: int) -> None:
        """Puts a line that is no heading where it belongs."""
        line, node = self.lines[i], self.current
        fresh = self._new_paragraph(i) and node.heading_last != i - 1
        if line.level and i < self.last:
            self._stray_heading(i)
            return
        if self.closing or i > self.last:
            if self._after_provisions(i, fresh):
                return
        node = self.current
        if node.kind == "other" and node.parent is not self.root and node.parent is not None:
            self.current = node = node.parent  # the text goes on after a stray heading
        if fresh and node.kind == "box_item" and not self._items_follow(i) and self._short_of_edge(i, node):
            node = self.current = node.parent or self.root
        if node.kind == "box" and self._leaves_box(i, node, fresh):
            self.current = node = node.parent or self.root
        if node is self.root:
            self._new("other", 100, PREAMBLE if i < self.last else CLOSING, i)
        else:
            self._append(i)

    def _leaves_box(self, i: int, box: Node, fresh: bool) -> bool:
        line = self.lines[i]
        if not box.children or line.piped or is_row_of_cells(line, line.text) or _NOTE.match(line.text):
            return False
        after_rows = box.children[-1].kind == "row" and i - 1 not in box.own
        return (fresh or after_rows) and not self._items_follow(i)

    def _items_follow(self, i: int) -> bool:
        """Whether the next heading after line ``i`` is another —— item, so that the text is still the list's."""
        following = next((h for line, h in self.headings.items() if line > i), None)
        return following is not None and following.mark.rank is Rank.DASH

    def _short_of_edge(self, i: int, item: Node) -> bool:
        """Whether the line before ``i`` ends short of the item's own edge: a box is set narrower than the page."""
        return (
            not self.wrap.hard
            or len(self.lines[i - 1].text) < max(len(self.lines[k].text) for k in item.own) - 1
        )

    def _stray_heading(self, i: int) -> None:
        """A Markdown heading without a number amid the provisions: a chapter, or a title that strayed there."""
        text = self.lines[i].text
        if _NAMED_CHAPTER.fullmatch(text):
            self.current = self._new("chapter", int(Rank.CHAPTER), text, i)
            self.current.title, self.current.heading_last = text, i
            return
        holder = self.current
        while holder.kind in ("other", "box_item") and holder.parent is not None:
            holder = holder.parent
        label = FRONT if is_title(text) or fold(text) == fold(self.document.title) else STRAY
        self._new("other", 100, label, i, holder)

    def _after_provisions(self, i: int, fresh: bool) -> bool:
        """After the last heading: the closing, its signature, and what else stands on the page."""
        line, node = self.lines[i], self.current
        if line.level and node.heading_last != i - 1:
            self.current = self._new("other", 100, STRAY, i)
            self.closing = True
            return True
        if self.closing:
            if node.label == STRAY and line.gap >= 2:
                self.current = self._new("other", 100, STRAY, i)
            else:
                self._append(i)
            return True
        if node.kind == "other" and node.parent is self.root:
            return False
        signature = read_date(line.text) or read_issuers(line.text)
        if signature or (fresh and (_CLOSING.match(line.text) or self._surplus())):
            self.closing = True
            self.current = self._new("other", 100, CLOSING, i)
            return True
        return False

    def _surplus(self) -> bool:
        """Whether the last article already has its one paragraph where every article before it has just one."""
        article = next((n for n in self.current.up() if n.kind == "article"), None)
        if article is None or article.rank == Rank.ARTICLE or article is not self.current:
            return False
        others = [n for n in self.root.walk() if n.kind == "article" and n is not article and not n.children]
        return len(others) >= 3 and all(self._paragraph_count(n) == 1 for n in others)

    # -- after the tree stands -------------------------------------------------------------------

    def _paragraphs(self, node: Node) -> list[list[int]]:
        """The node's own lines as paragraphs, a heading that stands alone left out."""
        out: list[list[int]] = []
        for i in node.own:
            if i <= node.heading_last:
                continue
            split = not out or out[-1][-1] != i - 1 or self._new_paragraph(i)
            if split:
                out.append([i])
            else:
                out[-1].append(i)
        return out

    def _paragraph_count(self, node: Node) -> int:
        return len(self._paragraphs(node))

    def _return_paragraphs(self) -> None:
        """Gives a paragraph after the last of several items back to what holds them.

        Items of one list have the same number of paragraphs; what the last has more is not its own.
        """
        for holder in [self.root, *self.root.walk()]:
            items = [c for c in holder.children if c.kind in ("item", "subitem", "subparagraph")]
            for item, following in zip(items, [*items[1:], None], strict=False):
                if item.children or (following is not None and following.number == (item.number or 0) + 1
                                     and item.kind != "subparagraph"):  # fmt: skip
                    continue
                earlier = [c for c in items if c is not item and c.start < item.start and not c.children]
                if item.kind == "subparagraph":
                    allowed = 1
                elif earlier:
                    allowed = max(self._paragraph_count(c) for c in earlier)
                else:
                    continue
                own = self._paragraphs(item)
                surplus = own[max(allowed, 1) :]
                if not surplus or holder is self.root:
                    continue
                cut = surplus[0][0]
                item.own = [i for i in item.own if i < cut]
                item.end = self.lines[item.own[-1]].end
                holder.own = sorted([*holder.own, *(i for p in surplus for i in p)])

    def _paragraphs_of_laws(self) -> None:
        """款: the paragraphs of 第…条 where there are several; the 项 after one lie in it."""
        for article in [n for n in self.root.walk() if n.rank == Rank.ARTICLE and n.kind == "article"]:
            starts = self._paragraphs(article)
            if len(starts) < 2:
                continue
            if any(c.kind not in ("subparagraph", "item", "subitem") for c in article.children):
                continue
            pieces: list[Node] = []
            for number, group in enumerate(starts, 1):
                begin = self.lines[group[0]].start
                if group[0] == article.own[0]:
                    line = self.lines[group[0]]
                    begin = line.body + _mark_length(line)
                label = f"第{format_ordinal(number)}款"
                piece = Node("paragraph", 6, number, label, "", begin, self.lines[group[-1]].end, article)
                piece.own = group
                pieces.append(piece)
            for child in article.children:
                home = [p for p in pieces if p.start <= child.start]
                if not home:
                    break
                child.parent = home[-1]
                home[-1].children.append(child)
                home[-1].end = max(home[-1].end, child.end)
            else:
                article.children = pieces
                article.own = [i for i in article.own if i <= article.heading_last]

    def _gaps(self) -> Iterator[str]:
        """Numbers that are left out or come twice, as warnings."""
        where = self.document.path or self.document.doc_id
        articles = [n for n in self.root.walk() if n.kind == "article" and n.number]
        restarts = len([n for n in articles if n.number == 1]) > 1
        groups: list[list[Node]] = []
        for holder in [self.root, *self.root.walk()]:
            for kind in (
                "part",
                "chapter",
                "section",
                "item",
                "subitem",
                "subparagraph",
                "box",
                "row",
                "article",
            ):
                if (kind == "article" and not restarts) or kind == "box":
                    continue
                same = [c for c in holder.children if c.kind == kind and c.number]
                groups += [[c for c in same if c.rank == r] for r in {c.rank for c in same}]
        groups.append([n for n in self.root.walk() if n.kind == "box" and n.number])
        if not restarts:
            groups.append(articles)
        for group in groups:
            for before, node in zip(group, group[1:], strict=False):
                a, b = before.number or 0, node.number or 0
                if b == a + 1 or (b == a and node.sub == before.sub + 1):
                    continue
                found = f"{before.label}之后是{node.label}"
                yield f"{where}：编号{'重复' if b == a else '不连续'}：{found}（第{self._line_number(node)}行）"
            if group and (group[0].number or 1) > 1 and group[0].kind in ("chapter", "article", "row", "box"):
                yield f"{where}：编号不从一开始：最先见到{group[0].label}（第{self._line_number(group[0])}行）"

    def _line_number(self, node: Node) -> int:
        return self.document.text.count("\n", 0, node.start) + 1

    # -- handing over ----------------------------------------------------------------------------

    def _finish(self) -> ParsedDocument:
        text, clauses, standing = self.document.text, [], []
        if not any(n.kind != "other" for n in self.root.walk()):
            self.warnings.append(f"{self.document.path or self.document.doc_id}：未识别出任何条款编号")
        for node in self.root.walk():
            own = self._own_text(node)
            departments: tuple[str, ...] = ()
            if node.cell_departments:
                departments = departments_in(f"（责任单位：{node.cell_departments}负责）")
            elif node.kind not in ("other", "row", "chapter", "part", "section"):
                departments = departments_in(own)
            parent = node.parent if node.parent is not self.root else None
            clauses.append(
                Clause(
                    node.clause_id,
                    self.document.doc_id,
                    parent.clause_id if parent else None,
                    node.kind,
                    node.number,
                    node.label,
                    node.title,
                    text[node.start : node.end],
                    node.start,
                    node.end,
                    departments,
                    node.row,
                )  # fmt: skip
            )
            if node.kind != "other" and "以下" in own:
                standing += self._standing(node)
        return ParsedDocument(self.document, tuple(clauses), tuple(standing), tuple(self.warnings))

    def _own_text(self, node: Node) -> str:
        """The node's simplified text after its last child (all of it where there is none)."""
        start = node.start
        if node.children:
            start = max(c.end for c in node.children)
        return self.simple[start : node.end]

    def _standing(self, node: Node) -> list[StandingNote]:
        begin = max((c.end for c in node.children), default=node.start)
        out = []
        for start, end, names in standing_duties(self.simple[begin : node.end]):
            a, b = begin + start, begin + end
            out.append(
                StandingNote(self.document.doc_id, node.clause_id, names, self.document.text[a:b], a, b)
            )
        return out


def _mark_length(line: Line) -> int:
    from corpus.headings import read_mark

    mark = read_mark(line.text)
    return mark.length if mark else 0


def _first_words(text: str) -> str:
    return re.split(r"[，,。；;：:]", text, maxsplit=1)[0][:40]
