"""Answers what the documents asked about want to have reached in a year: their sentences of it, and their tables' column.

Which questions ask so, and which sentences say it, is told by aims.py; one indicator by its name is no such question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answers.aims import aims, asks_aims, asks_for_table
from assistant.answers.render import Composed, Draft, Span, plain, say_value
from assistant.answers.statements import Statement
from assistant.answers.stretches import untitled
from assistant.answers.target_tables import TargetTables, row_name
from assistant.understand.question import Query
from corpus.numerals import flatten
from corpus.types import Clause

TOLD_BESIDE = 10  # rows of a table that are told behind the sentences; a longer table is pointed at
MOST = 40  # rows that are told where the indicators are asked for
DOCUMENTS = 3  # of a place, whose aims are told


_LATER = re.compile(r"20\d\d年?(?:以后|之后|往后|过后)")
_BY_YEAR = re.compile(r"[到至](20\d\d)年")


class Goals(TargetTables):
    """Answers about a document's aims as a whole."""

    def goals(self, query: Query) -> Composed | None:
        """The aims of the year asked about; None where something else is asked, or nothing is said of the year."""
        doc_ids = self._meant(query)
        if not doc_ids:
            return None
        query = self._of_later(query, doc_ids)
        draft = Draft()
        looked: list[Clause] = []
        tables: dict[str, list[Clause]] = {d: self._rows_of_year(query, d) for d in doc_ids}
        for doc_id in doc_ids[:DOCUMENTS]:
            rows = tables[doc_id]
            where = self.where(query, self.index.documents[doc_id])
            said = [] if rows and asks_for_table(query) else self.aims_of(query, (doc_id,))
            for n, statement in enumerate(said):
                text = untitled(plain(self.text_of(statement)))
                if n == len(said) - 1:
                    text = text.rstrip("：:")
                draft.say(text if n else where + text, self.span_of(statement))
                looked.append(statement.clause)
            if rows and (not said or len(rows) <= TOLD_BESIDE):
                self._say_column(draft, query, rows, "" if said else where)
                looked += rows
            elif said and (table := self._table_of(doc_id)):
                draft.note(f"具体指标见{self.renderer.label(table)}")
        if looked:
            return Composed("answered", draft, tuple(dict.fromkeys(looked)), settled=True)
        return self._no_such_year(query, doc_ids)

    def _of_later(self, query: Query, doc_ids: Sequence[str]) -> Query:
        """2025年以后还有什么目标: the next year after it that the documents name an aim for."""
        if len(query.years) != 1 or not _LATER.search(flatten(query.text)):
            return query
        texts = (flatten(s.text) for d in doc_ids for s in self.ranker.book.of_document(d))
        named = {int(y) for text in texts for y in _BY_YEAR.findall(text)}
        later = [y for y in named if y > query.years[0]]
        return replace(query, years=(min(later),)) if later else query

    def aims_of(self, query: Query, doc_ids: Sequence[str]) -> list[Statement]:
        """The sentences in which the first of some documents that does so says what it wants to have reached."""
        for doc_id in doc_ids:
            statements = sorted(self.ranker.book.of_document(doc_id), key=lambda s: s.start)
            if told := aims(query, statements, [self._titles(s.clause) for s in statements]):
                return told
        return []

    def asks_goals(self, query: Query) -> bool:
        """Whether a question asks what is to be reached, of nothing that one of the documents asked about is not about."""
        return bool(self._meant(query))

    def _meant(self, query: Query) -> list[str]:
        """The documents in force whose aims a question asks for; [] where it asks for something else."""
        titles = {d: document.title for d, document in self.index.documents.items()}
        if query.years and not (query.doc_ids or query.regions or query.outside):
            # 2027年的目标有哪些: of all that say what they want to have reached by then
            anywhere = replace(query, doc_ids=tuple(titles))
            asked = (d for d, title in titles.items() if asks_aims(anywhere, (title,)))
            return [d for d in asked if self.aims_of(query, (d,))]
        current = [d for d in query.doc_ids if not self.renderer.expired(self.index.documents[d])]
        among = query.named_docs or current or query.doc_ids
        return [d for d in among if asks_aims(query, (titles[d],))]

    def _rows_of_year(self, query: Query, doc_id: str) -> list[Clause]:
        """The rows of a document's tables with a target of a year asked for; all where none is asked for."""
        rows = self.rows_in((doc_id,))
        if not query.years:
            return rows if query.named_docs else []
        return [c for c in rows if any(i.year in query.years for i in self.targets(c))]

    def _say_column(self, draft: Draft, query: Query, rows: Sequence[Clause], where: str) -> None:
        """制造业产品质量合格率95%（预期性）；…, with the year where several are told."""
        shown = rows[:MOST]
        told = "；".join(self._row_said(c, query) for c in shown)
        year = f"{query.years[0]}年" if len(query.years) == 1 else ""
        draft.say(f"{where}{year}指标有{told}", *(Span(c, c.start, c.end) for c in shown))
        if len(rows) > MOST:
            draft.note(f"指标表共{len(rows)}项，只读出前{MOST}项")

    def _row_said(self, clause: Clause, query: Query) -> str:
        targets = [i for i in self.targets(clause) if not query.years or i.year in query.years]
        several = len({i.year for i in targets}) > 1
        said = "、".join(f"{i.year}年{say_value(i)}" if several else say_value(i) for i in targets)
        kind = clause.row.attribute if clause.row else None
        return f"{row_name(clause)}{said}{f'（{kind}）' if kind else ''}"

    def _no_such_year(self, query: Query, doc_ids: Sequence[str]) -> Composed | None:
        """The indicators of a year are asked for that the tables do not have: said so."""
        rows = [c for d in doc_ids for c in self.rows_in((d,))]
        if not rows or not query.years or not asks_for_table(query):
            return None
        when = "、".join(map(str, query.years))
        return self.refuse(
            query, saying=f"指标表里没有{when}年的指标", nearest=self.index.tree.parent(rows[0])
        )

    def _table_of(self, doc_id: str) -> Clause | None:
        row = next((c for c in self.index.tree if c.doc_id == doc_id and c.row), None)
        return self.index.tree.parent(row) if row else None

    def _titles(self, clause: Clause) -> str:
        return " ".join(c.title for c in (clause, *self.index.tree.ancestors(clause)))
