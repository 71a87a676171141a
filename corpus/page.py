"""A document seen as a page: its lines, headings and tables, and where each text on it begins and ends.

One page may hold several texts: a notice and what it encloses, a law and its amendments. Knows nothing of the
clause tree.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from corpus.columns import Table
from corpus.front import Front, first_year, is_title, read_front
from corpus.furniture import furniture_lines, text_before
from corpus.headings import Heading, contents_lines, find_headings, unnumbered_headings
from corpus.lines import Line, Wrapping, split_lines, wrapping
from corpus.marks import Rank, is_enclosure_list
from corpus.pieces import find_pieces
from corpus.script import fold, simplify
from corpus.tables import read_table
from corpus.types import Document


class Page:
    """Everything that can be said of a document's lines before they become clauses.

    ``first``: index of the first numbered heading. ``headings``, ``tables``, ``pieces``: by the index of their
    first line.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.name = document.path or document.doc_id
        self.simple = simplify(document.text)
        self.lines: Sequence[Line] = split_lines(document.text)
        self.wrap: Wrapping = wrapping(self.lines)
        # blank lines between paragraphs; more of them part what does not belong together
        gaps = Counter(line.gap for line in self.lines if line.gap)
        self.usual_gap = max(1, gaps.most_common(1)[0][0]) if gaps else 1
        self.warnings: list[str] = []
        self.tables = self._tables()
        inside = frozenset(i for t in self.tables.values() for i in range(t.first, t.last + 1))
        self.furniture = furniture_lines(self.lines, inside)
        self.headings = {h.line: h for h in find_headings(self.lines, self.wrap, inside)}
        if all(h.mark.rank is Rank.DASH for h in self.headings.values()):
            title = read_front(self.lines, len(self.lines), fold(document.title)).title_lines[:1]
            self.headings |= {h.line: h for h in unnumbered_headings(self.lines, title)}
        self._order = sorted(self.headings)
        self.pieces = find_pieces(self.lines, self.headings, inside)
        body = [h.line for h in self.headings.values() if h.mark.rank not in (Rank.DASH, Rank.ATTACHMENT)]
        self.first = min(body, default=min(self.headings, default=len(self.lines)))
        self.contents = contents_lines(self.lines)
        self.front: Front = read_front(self.lines, self.first, fold(document.title))
        # a table after everything else (附表) is no provision after which the text would go on
        provisions = [i for i in body if not self.headings[i].mark.label.startswith("附表")]
        self._segments = self._find_segments(provisions)

    def simple_text(self, i: int) -> str:
        """A line's simplified text with pipes and Markdown marks."""
        return self.simple[self.lines[i].start : self.lines[i].end]

    def _tables(self) -> dict[int, Table]:
        texts = [self.simple_text(i) for i in range(len(self.lines))]
        date = self.document.date
        written = int(date[:4]) if date else first_year(self.document.title)
        found: dict[int, Table] = {}
        i = 0
        while i < len(self.lines):
            table = read_table(self.lines, texts, i, written)
            if table is not None and table.rows:
                found[i] = table
                self.warnings += [f"{self.name}：{w}" for w in table.warnings]
                i = table.last + 1
            else:
                i += 1
        return found

    def _find_segments(self, body: Sequence[int]) -> list[tuple[int, int]]:
        """Where each text of the page begins (the main one, enclosures, further texts), and its last heading."""
        begins = [
            h.line for h in self.headings.values() if h.mark.rank is Rank.ATTACHMENT and h.line > self.first
        ]
        begins += [
            i
            for i in range(self.first + 1, len(self.lines))
            if i not in self.headings and self.begins_text(i)
        ]
        begins = sorted({0, *begins})
        ends = [*begins[1:], len(self.lines)]
        return [
            (a, max((n for n in body if a <= n < b), default=a - 1))
            for a, b in zip(begins, ends, strict=True)
        ]

    def past(self, i: int) -> bool:
        """Whether line ``i`` comes after the last numbered heading of its text."""
        at = bisect_right(self._segments, i, key=lambda s: s[0]) - 1
        return i > self._segments[at][1]

    def next_heading(self, i: int) -> Heading | None:
        """The first heading after line ``i``, —— items included."""
        at = bisect_right(self._order, i)
        return self.headings[self._order[at]] if at < len(self._order) else None

    def begins_text(self, i: int) -> bool:
        """Whether line ``i`` is the title of another text on the page: a title after which numbers start again."""
        line, before = self.lines[i], self.lines[i - 1]
        if (
            i in self.furniture
            or len(line.text) > 100
            or line.piped
            or i in self.headings
            or is_enclosure_list(line.text)
        ):
            return False
        if not is_title(line.text):
            return False
        if not (line.level or before.ended or before.closed or len(before.text) < 24):
            return False
        following = self.next_heading(i)
        if following is None or following.mark.number != 1 or following.mark.rank >= Rank.ARABIC:
            return False
        if len(following.mark.path) > 1 and following.mark.path != (1, 1):
            return False
        if any(is_title(self.lines[n].text) for n in range(i + 1, following.line)):
            return False
        rank, seen = following.mark.rank, []
        for n in reversed(self._order[: bisect_right(self._order, i)]):
            mark = self.headings[n].mark
            if mark.rank is Rank.ATTACHMENT:
                break
            if mark.rank <= Rank.PAREN:
                seen.append(mark.rank)
        return bool(seen) and (rank in seen if line.level else rank <= min(seen))

    def new_paragraph(self, i: int) -> bool:
        """Whether line ``i`` starts a paragraph."""
        before = text_before(i, self.furniture)
        if i in self.furniture:
            return False
        return before < 0 or self.wrap.paragraph_starts(self.lines[before], self.lines[i])

    def place(self, offset: int) -> str:
        """Where a character stands in the file, for a warning."""
        return f"（第{self.document.text.count(chr(10), 0, offset) + 1}行）"
