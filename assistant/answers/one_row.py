"""Two columns of one row set side by side: 居家 and 入住养老机构 of 重度失能; and two rows of one table.

Where the question for each side leads to one row that has a figure for each, the row tells both, each under its column's
head. Of two rows the figures that stand in one column are held against one another. Knows nothing of how sides are told
apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answers.contrasted import kinds_wanted
from assistant.answers.intervals import Amount
from assistant.answers.listed import Listed
from assistant.answers.readings import UNIT_OF, cell_amount
from assistant.answers.render import Composed, Draft, tabled
from assistant.answers.sides import Sides
from assistant.answers.statements import flat
from assistant.answers.weighing import weigh
from assistant.understand.naming import longest_common
from assistant.understand.question import Query
from assistant.understand.words import coverage
from corpus.columns import TARGET, role_of
from corpus.gridded import Columns
from corpus.numerals import flatten
from corpus.types import Clause

_IN_BRACKETS = re.compile("[（(][^（()）]*[)）]")
SHARED = 2  # characters that a side's name has of a head of the row that answers both: 送养老院, 入住养老机构
# 300万元, 不少于800平方米: what is left of a cell that is a figure is its unit
_PROSE = re.compile(r"[\d.,，．０-９\s]|不少于|不超过|不低于|最高|至少|以上|以下|以内")
LONGEST_UNIT = 5
NEARLY = 3  # characters of a column's head by which a side names it
BOTH = 2  # sides, and figures of the row


class OneRow(Listed):
    """Reads a comparison out of one row of a table."""

    def within_row(self, query: Query, sides: Sides, asked: Sequence[Query]) -> Composed | None:
        """The row that answers both of two sides, and what follows from its figures; None where no row does.

        :param asked: the question for each side.
        """
        rows = [self._row_for(a) for a in asked] if len(asked) == BOTH else []
        row = (
            rows[0]
            if len(set(rows)) == 1 and self._names_column(sides, rows[0])
            else self._by_heads(sides, rows)
        )
        if row is None:
            return None
        columns = self.ranker.book.columns(row)
        figures = _figures(columns) if columns is not None else []
        if columns is None or len(figures) != BOTH:
            return None
        draft = Draft()
        where = self.where(query, self.index.documents[row.doc_id])
        known = [(head, cell_amount(head, cell, columns.unit)) for head, cell in figures]
        if verdict := weigh(known, sides.order):
            draft.say(verdict)
        draft.say(where + tabled(columns), *self.row_spans(row, columns))
        settled = any(self.pertinence.pertains(a, [row]) for a in asked)
        return Composed("answered", draft, (row,), settled=settled)

    def in_one_column(self, query: Query, rows: Sequence[Clause]) -> list[Amount]:
        """The figures of rows of one table in the column that is asked about, its unit with each; [] where none is plain.

        贵几块 of rows with a price and a percentage: the column in 元.
        """
        holders = {c.clause_id for r in rows if (c := self.index.tree.parent(r)) is not None}
        read = [self.ranker.book.columns(r) for r in rows]
        if len(holders) != 1 or len(set(rows)) < BOTH or not all(read):
            return []
        by_head = [
            {h: c for h, c in columns.cells[1:] if len(_PROSE.sub("", c)) <= LONGEST_UNIT}
            for columns in read
            if columns is not None
        ]
        heads = [h for h in by_head[0] if role_of(h) != "no" and all(h in cells for cells in by_head)]
        over = read[0].unit if read[0] is not None else ""
        given = {h: [cell_amount(h, cells[h], over) for cells in by_head] for h in heads}
        wanted = kinds_wanted(query.text)
        fit = [h for h in heads if not wanted or all(a is not None and a.kind in wanted for a in given[h])]
        if "元" in wanted:  # money before a share of it
            fit = [h for h in fit if all(a is not None and a.kind == "元" for a in given[h])] or fit
        said = {h: coverage(query.words, flat(UNIT_OF.sub("", h))) for h in fit}
        if len(fit) > 1:
            fit = [h for h in fit if said[h] and said[h] == max(said.values())]
        found = [a for a in given[fit[0]] if a is not None] if len(fit) == 1 else []
        return found if len(found) == len(rows) else []

    def _names_column(self, sides: Sides, row: Clause | None) -> bool:
        """Whether one of the sides is called by a column of a row, and not 今年 beside 去年."""
        columns = self.ranker.book.columns(row) if row is not None else None
        heads = [flat(head) for head, _ in _figures(columns)] if columns is not None else []
        names = [flat(s.name) for s in sides.sides]
        return any(h in n or n in h or len(longest_common(n, h)) >= SHARED for n in names for h in heads)

    def _by_heads(self, sides: Sides, rows: Sequence[Clause | None]) -> Clause | None:
        """The row of 重度失能居家和入住养老机构: each side names a column of its own, and the one also the row."""
        bare = [flat(s.name) for s in sides.sides]
        for row, name, other in zip(rows, bare, reversed(bare), strict=False):
            columns = self.ranker.book.columns(row) if row is not None else None
            holder = self.index.tree.parent(row) if row is not None else None
            if row is None or columns is None or holder is None:
                continue
            heads = [flat(head) for head, _ in _figures(columns)]
            own, others = (
                [h for h in heads if h in said or len(longest_common(said, h)) >= NEARLY]
                for said in (name, other)
            )
            called = [self._called(c) for c in self.index.tree.children(holder) if c.kind == "row"]
            # of two columns the other one needs not be called as its head calls it (在家, 居家)
            apart = len(heads) == BOTH and len(own) <= 1 and len(others) == 1 and own != others
            if apart and self._called(row) in name and not any(c and c in other for c in called):
                return row
        return None

    def _called(self, row: Clause) -> str:
        """What a row is called in its first cell, without what stands in brackets there."""
        columns = self.ranker.book.columns(row)
        return _IN_BRACKETS.sub("", flat(columns.cells[0][1])) if columns is not None else ""

    def _row_for(self, asked: Query) -> Clause | None:
        """The row whose statement answers a question; None where another one does, or none."""
        ranked = [s for s in self.ranked(asked, self.scope(asked)) if not s.statement.heading]
        best = next((s for s in ranked if self.supported(asked, s)), None)
        return best.statement.clause if best is not None and best.statement.clause.kind == "row" else None


def _figures(columns: Columns) -> list[tuple[str, str]]:
    """The (head, cell) of a row's figures."""
    return [(head, cell) for head, cell in columns.cells[1:] if TARGET.fullmatch(flatten(cell))]
