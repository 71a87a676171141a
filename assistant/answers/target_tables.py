"""The rows of tables of targets: which a question can mean, their targets, and what they start from.

Reads tables for the rooms that answer about them as a whole; knows nothing of what is asked of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answers.provisions import Provisions
from assistant.answers.render import Composed, Draft, Span
from assistant.understand.question import Query
from corpus.types import Clause, Indicator

LEAST_WEIGHT = 0.15  # of a word that tells which indicators are meant
# words that ask for indicators, and tell none of them
OF_ASKING = re.compile(
    "质量|有|要|是|里|指标|目标|目标值|约束性?|预期性?|硬性|强制性?|性|主要|核心|全部|所有|一共|总共|共|列|列出|列举|清单|一览|属性|数值|具体|值|方面|有关|相关|涉及|达到|"
    "等于|超过|高于|低于|不低于|以上|以下|要求|质量发展|发展|考核|专栏|表|介绍|数量|带|含|包含|字样|共有|都有|相同|共同|一样|分别|前|后|项|个|管|管着|跟|沾边|表里|表里头|里头|里面|当中|那张|几项|几个|都"
)


class TargetTables(Provisions):
    """Reads tables of targets."""

    def target_rows(self, query: Query) -> list[Clause]:
        """The rows of tables of targets in scope, or of the box that the question names."""
        within = None
        if query.refs:
            within = {d.clause_id for c in self.by_refs(query) for d in self.index.tree.descendants(c)}
        rows = self.rows_in(self.scope(query))
        return [c for c in rows if within is None or c.clause_id in within]

    def rows_in(self, doc_ids: Sequence[str]) -> list[Clause]:
        """The rows with targets of some documents; of all where none is named."""
        tree = self.index.tree
        return [c for c in tree if c.row and (not doc_ids or c.doc_id in doc_ids) and self.targets(c)]

    def targets(self, clause: Clause, years: Sequence[int] = ()) -> list[Indicator]:
        """A row's targets, of some years where any are given."""
        told = [i for i in self._row_figures(clause) if not i.actual]
        return [i for i in told if not years or i.year in years or i.year is None]

    def last_target(self, clause: Clause, years: Sequence[int] = ()) -> Indicator | None:
        """A row's target of some years, else its last one; none that is meant as a yearly average."""
        targets = [i for i in self.targets(clause, years) if not i.quantity.yearly]
        return max(targets, key=lambda i: i.year or 0, default=None)

    def bases(self, clause: Clause) -> list[Indicator]:
        """Where a row says things stand (2020年实际)."""
        return [i for i in self._row_figures(clause) if i.actual]

    def _row_figures(self, clause: Clause) -> list[Indicator]:
        return [i for s in self.ranker.book.of(clause) for i in s.indicators]

    def which_table(self, rows: Sequence[Clause]) -> Composed:
        """Several documents have a table and none is named: which there are."""
        draft = Draft()
        draft.say("多份文件都有指标表，请说明要问哪一份")
        tables = dict.fromkeys(self.index.tree.parent(c) or c for c in rows)
        for table in list(tables)[:5]:
            head = Span(table, table.start, min(table.end, table.start + 40))
            draft.say(self.renderer.label(table), head)
        return Composed("clarify", draft, tuple(tables))


def row_name(clause: Clause) -> str:
    """What a row is called."""
    return clause.row.name if clause.row else clause.title
