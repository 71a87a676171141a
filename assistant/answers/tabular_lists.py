"""A list that stands in a table: its rows, where a question's words lead to the table and to none of its rows.

数字园区都有哪些 is answered by the column of their names, not by the table's head, nor by one of its rows. Knows nothing
of how a statement is found, nor of single figures.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.answers.readout import LONG
from assistant.answers.render import Composed, Draft, Span, plain
from assistant.answers.restated import Restated
from assistant.answers.statements import Statement, flat
from assistant.understand.question import Kind, Query
from assistant.understand.words import coverage
from corpus.columns import TARGET
from corpus.gridded import Columns, caption_above, columns_of
from corpus.numerals import find_years, flatten
from corpus.script import simplify
from corpus.types import Clause

# 都叫啥名, 各叫什么: what things are called is asked of all of them
_CALLED = re.compile("(?:都|各|分别)(?:叫|有|是)(?:个|些)?(?:什么|啥|谁|哪)|(?:叫|名)(?:什么|啥)名?字?")
_WHICH = re.compile("什么|啥|哪|怎|如何|咋|谁")
_OPEN = (Kind.FACT, Kind.DEFINITION)
_NAME_HEAD = re.compile("(?:名称|名字|名单|姓名|名)$")
_TABLE_NUMBER = re.compile(r"^附?表?[\s\u3000]?[一二三四五六七八九十\d０-９]*[\s\u3000:：、.]*")
_POINTS = re.compile("(?:见|按照?|依照|如|以)(?:下|附|右)?(?:列)?表|(?:如|见)下[：:。]?$")
_LIST_TITLE = re.compile(
    r"^附[件录表]?[一二三四五六七八九十\d]*[：:].*(?:清单|目录|名单|名录|一览表?|材料|条件|情形)$"
)
_SEE = re.compile(r"(?:见|按照?|依照)(?P<table>附[件表]\d*|专栏\d*|表\d+)")
_NOTE = re.compile("(?:注|备注|说明)[：:\\d]")
LEAST_TITLE, LEAST_HEAD = 4, 3  # characters by which a table or a column of it is named
SAID = 0.5  # of a word, by the titles around a table
LEAST_ROWS = 2  # that make a list
NAMES_ROW = 0.2  # the weight of a word that only a row says, from which on the question is about that row


@dataclass(frozen=True, slots=True)
class _Table:
    """A table's rows, the titles over it, and the heads of its columns."""

    rows: tuple[Clause, ...]
    titles: tuple[str, ...]
    heads: tuple[str, ...]


def _of_year(query: Query, cells: Sequence[str]) -> bool:
    """Whether a row is of a year asked for (2026年10月底), or of every year, or of none."""
    years = {y for cell in cells for y in find_years(cell)}
    return not query.years or not years or not years.isdisjoint(query.years)


class TabularLists(Restated):
    """Reads out the rows of a table as a list."""

    def listed_in_table(self, query: Query, statement: Statement) -> Composed | None:
        """The rows of the table that a statement is the head of, or a row of no more to do with the question than the others.

        None where no list is asked for, or the statement stands in no table.
        """
        lists = query.kind is Kind.LIST or bool(_CALLED.search(query.text))
        if query.asks_figure or not (lists or query.kind in _OPEN):
            return None
        if told := self._under_labels(query, statement) or self._below_title(query, statement):
            return told
        # nobody is answered by a table's head, whatever he asks
        if not lists and (statement.clause.kind == "row" or not _WHICH.search(query.text)):
            return None
        rows = self._rows_at(query, statement)
        if len(rows) < LEAST_ROWS:
            return None
        return self._read_rows(query, rows)

    def table_asked(self, query: Query) -> Composed | None:
        """The rows of the one table whose title or column a list question asks for, and nothing besides (推荐单位有哪些)."""
        if query.kind is not Kind.LIST or query.asks_figure or query.refs or query.english:
            return None
        asked = flat(query.text)
        doc_ids = self.scope(query) or tuple(self.index.documents)
        found: list[tuple[Clause, ...]] = []
        for table in self._tables:
            doc_id = table.rows[0].doc_id
            if doc_id not in doc_ids:
                continue
            first = _NAME_HEAD.sub("", table.heads[0])
            named = any(len(t) >= LEAST_TITLE and t in asked for t in table.titles)
            named = named or (len(first) >= LEAST_HEAD and _asks_for(first, asked))
            around = " ".join([*table.titles, *table.heads, self.lexicon.titles[doc_id]])
            if named and all(w.said_in(around) >= SAID for w in query.words if w.weight >= NAMES_ROW):
                found.append(table.rows)
        return self._read_rows(query, found[0]) if len(found) == 1 else None

    @cached_property
    def _tables(self) -> tuple[_Table, ...]:
        """The tables of the corpus whose columns have heads."""
        rows_of: dict[str, list[Clause]] = {}
        for clause in self.index.tree:
            if clause.kind == "row" and (holder := self.index.tree.parent(clause)) is not None:
                rows_of.setdefault(holder.clause_id, []).append(clause)
        out = []
        for rows in rows_of.values():
            holder = self.index.tree.parent(rows[0])
            columns = self._cells(rows[0]) if len(rows) >= LEAST_ROWS else None
            if columns is not None and holder is not None:
                titles = (flat(self._caption(holder, rows[0])), flat(holder.title))
                out.append(_Table(tuple(rows), titles, tuple(flat(h) for h, _ in columns.cells)))
        return tuple(out)

    def _caption(self, holder: Clause, row: Clause) -> str:
        """The title right over a table, without its number."""
        text = self.index.documents[row.doc_id].text
        return _TABLE_NUMBER.sub("", caption_above(text[holder.start : row.start])).strip()

    def _read_rows(self, query: Query, rows: Sequence[Clause]) -> Composed | None:
        """The rows of a table, those alone that a question names; of the columns it asks for."""
        cells = [self._cells(row) for row in rows]
        told = [(row, c) for row, c in zip(rows, cells, strict=True) if c is not None]
        if len(told) < len(rows) or len({tuple(h for h, _ in c.cells[:1]) for _, c in told}) != 1:
            return None
        asked = flat(query.text)
        holder = self.index.tree.parent(told[0][0]) if told else None
        if holder is None:
            return None
        over = flat(f"{holder.title} {self._caption(holder, told[0][0])}")
        named = [
            t
            for t in told
            if any(len(c) > 1 and flat(c) in asked and flat(c) not in over for _, c in t[1].cells)
        ]
        told = named if named and len(named) < len(told) else told
        told = [t for t in told if _of_year(query, [c for _, c in t[1].cells])] or told
        heads = self._columns_asked(query, [c for _, c in told])
        lines = [_line(columns, heads) for _, columns in told]
        draft = Draft()
        if sum(map(len, lines)) > LONG and heads:
            lines = [_line(columns, frozenset()) for _, columns in told]
            draft.note("表中各行的其他栏目没有读出")
        kept = lines
        while len(kept) > 1 and sum(map(len, kept)) > LONG:
            kept = kept[:-1]
        if len(kept) < len(lines):
            draft.note(f"表中共{len(lines)}行，只读出了前{len(kept)}行")
        where = self.where(query, self.index.documents[holder.doc_id])
        mark = "、" if all(re.fullmatch("[^：、]{1,24}", line) for line in kept) else "；"
        span = Span(holder, told[0][1].start, told[len(kept) - 1][0].end)
        draft.say(where + mark.join(kept), span)
        return Composed("answered", draft, (holder, *(row for row, _ in told)))

    def _under_labels(self, query: Query, statement: Statement) -> Composed | None:
        """What falls under the labels that a question names, of lines told label by label; all of them where it names none."""
        clause = statement.clause
        text = self.index.documents[clause.doc_id].text
        after = [s for s in self.ranker.book.of(clause) if s.end > statement.start and s is not statement]
        opens = bool(after) and after[0].labelled and not text[statement.end : after[0].start].strip()
        if not (statement.labelled or opens):
            return None
        members = [s for s in self.ranker.book.of(clause) if s.labelled]
        asked = flat(query.text)
        said = [s for s in members if re.split("[：:]", s.text)[0] in asked]
        draft = Draft()
        where = self.where(query, self.index.documents[clause.doc_id])
        for n, member in enumerate(said or members):
            draft.say(("" if n else where) + plain(self.text_of(member)), self.span_of(member))
        return Composed("answered", draft, (clause,))

    def _below_title(self, query: Query, statement: Statement) -> Composed | None:
        """The items right below the title of a list that no sentence opens (附件：申报材料清单)."""
        clause = statement.clause
        if not _LIST_TITLE.search(statement.text):
            return None
        text = self.index.documents[clause.doc_id].text
        end = statement.end
        for item in self.index.tree.children(clause):
            if item.start < statement.end or item.kind not in ("item", "subitem"):
                continue
            if re.search(r"\w", text[end : item.start]) or item.end - statement.end > LONG:
                break
            end = item.end
        if end == statement.end:
            return None
        draft = Draft()
        where = self.where(query, self.index.documents[clause.doc_id])
        told = plain(text[statement.end : end]).strip().rstrip("；;")
        draft.say(f"{where}{plain(self.text_of(statement))}：{told}", Span(clause, statement.start, end))
        return Composed("answered", draft, (clause,))

    def _rows_at(self, query: Query, statement: Statement) -> list[Clause]:
        """The rows of the table whose head a statement is, or of which it is any one; [] for others."""
        tree, clause = self.index.tree, statement.clause
        holder = tree.parent(clause) if clause.kind == "row" else clause
        elsewhere = _SEE.search(statement.text) if not re.search("[：:]", statement.text) else None
        if elsewhere is not None and self.stem(clause) is None:
            return self._rows_of(query, clause.doc_id, elsewhere["table"])
        rows = [c for c in tree.children(holder) if c.kind == "row"] if holder is not None else []
        if not rows:
            return []
        if clause.kind == "row":
            others = [flat(c.text) for c in rows if c is not clause] + [statement.context]
            own = [w for w in query.words if w.weight >= NAMES_ROW and w.said_in(statement.text) >= 0.5]
            # a word of all rows, or of the heads over them, tells nothing of this one
            if any(all(w.text not in t for t in others) for w in own):
                return []
        else:
            text = self.index.documents[clause.doc_id].text
            # 按下表执行, or a note below it that says less of the question than what stands over the table
            if _POINTS.search(statement.text) and statement.end <= rows[0].start:
                return rows
            columns = self._cells(rows[0]) if _NOTE.match(statement.text) else None
            if columns is not None:
                over = flat(
                    f"{clause.title} {self._caption(clause, rows[0])} {' '.join(h for h, _ in columns.cells)}"
                )
                return rows if coverage(query.words, over) >= coverage(query.words, statement.text) else []
            first = next((r for r in rows if r.start >= statement.end), None)
            if first is None or re.search(r"\w", text[statement.end : first.start]):
                return []
            rows = rows[rows.index(first) :]
        return rows

    def _rows_of(self, query: Query, doc_id: str, label: str) -> list[Clause]:
        """The rows of the table that a sentence refers to by its label (名录见附件1), where it is about the question; else []."""
        holders = [c for c in self.index.tree if c.doc_id == doc_id and flat(c.label) == label]
        rows = [r for r in self.index.tree.children(holders[0]) if r.kind == "row"] if holders else []
        columns = self._cells(rows[0]) if len(holders) == 1 and rows else None
        if columns is None:
            return []
        heads = " ".join(h for h, _ in columns.cells)
        over = flat(f"{holders[0].title} {self._caption(holders[0], rows[0])} {heads}")
        return rows if coverage(query.words, over) >= SAID else []

    def _cells(self, row: Clause) -> Columns | None:
        """A row's cells with the heads of their columns, offsets in the document, targets or not."""
        if (columns := self.ranker.book.columns(row)) is not None:
            return columns
        holder = self.index.tree.parent(row)
        above = self.index.documents[row.doc_id].text[holder.start : row.start] if holder else ""
        found = columns_of(row.text, above)
        if found is None or holder is None:
            return None
        return Columns(holder.start + found.start, holder.start + found.end, found.cells, found.unit)

    def _columns_asked(self, query: Query, rows: Sequence[Columns]) -> frozenset[str]:
        """The heads of the columns that a question names, besides the first; all of them where it names none."""
        heads = list(dict.fromkeys(h for columns in rows for h, _ in columns.cells))
        bare = {h: _NAME_HEAD.sub("", flat(h)) for h in heads}
        asked = flat(query.text)
        # 各县区那些数字园区: what the rows are told apart by is named too
        hits = [h for h in heads if len(bare[h]) > 1 and bare[h] in asked]
        names = [h for h in hits if bare[h] != flat(h)] if _CALLED.search(query.text) else []
        chosen = names or hits
        if chosen == heads[:1] and bare[heads[0]] != flat(heads[0]):
            return frozenset()  # 展会名称: their names, and nothing else
        return frozenset(chosen if chosen and chosen != heads[:1] else heads) - {heads[0]}


def _asks_for(head: str, asked: str) -> bool:
    """Whether a question asks which there are of what a column's head names: 推荐单位有哪些, 哪几个评审指标."""
    name = re.escape(head)
    return bool(
        re.search(rf"{name}(?:都|一共|总共|分别|各)?(?:有|是|包括|分)?(?:哪|什么|啥)", asked)
        or re.search(rf"(?:哪些|哪几[个项类种家]|什么|啥){name}", asked)
    )


def _line(columns: Columns, heads: Collection[str]) -> str:
    """鱼峰区：官塘人工智能产业园; the row's name alone where nothing else is told, a figure with its head and unit."""
    (_, name), *cells = columns.cells
    rest = [(h, f"{c}{columns.unit}" if TARGET.fullmatch(flatten(c)) else c) for h, c in cells if h in heads]
    if len(rest) == 1 and not re.search(r"\d", flatten(rest[0][1])):
        return simplify(plain(f"{name}：{rest[0][1]}"))
    told = "，".join(f"{h}：{c}" for h, c in rest)
    return simplify(plain(f"{name}——{told}" if told else name))
