"""条款速查: a few words → clauses, by number, by department, by keyword; and what an operator reads out.

Everything said is the clause's own words or its indicator's figure. Knows nothing of HTML.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, StrictUndefined, TemplateError

from assistant.answers.lookup import Lookup
from assistant.answers.render import plain, say_value, titled
from assistant.understand.question import Query, Understander
from corpus.errors import InputError, QuestionError
from corpus.numerals import find_years
from corpus.script import fold
from corpus.types import Clause, Document
from index.policy_index import PolicyIndex
from index.types import Filters
from web.cards import UNKNOWN_STATUS, departments_of
from web.markup import TEMPLATES

READ_OUT = 160  # characters an operator can say in one breath or two
_ENDS = "。；！？"


@dataclass(frozen=True, slots=True)
class Hit:
    """A clause that was found. ``reason``: 编号, 责任单位, 关键词, or 筛选 where only the filters chose."""

    clause: Clause
    label: str
    title: str
    document: Document
    snippet: str
    departments: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """What an operator needs of one clause, all plain text."""

    clause_id: str
    doc_id: str
    read_out: str
    basis: str  # 依据
    quote: str
    departments: tuple[str, ...]
    standing: str | None  # a sentence that gives a duty to this clause too, in simplified characters
    date: str
    status: str

    @property
    def departments_text(self) -> str:
        """The departments in one line."""
        return "、".join(self.departments) or "本条未列"


class Finder:
    """Finds clauses in one index. Safe to share between threads."""

    def __init__(self, index: PolicyIndex, understander: Understander, lookup: Lookup) -> None:
        self.index = index
        self._understander = understander
        self._lookup = lookup
        self._by_clause = {i.clause_id: i for i in reversed(index.indicators)}

    def find(self, text: str, narrow: Filters | None = None, k: int = 12) -> list[Hit]:
        """The clauses for ``text``, best first: exact numbers, then departments, then words."""
        narrow = narrow or Filters()
        if not text.strip():
            return self._all(narrow, k) if narrow != Filters() else []
        try:
            query = self._understander.understand(text)
        except QuestionError:
            return []
        documents = [
            d.doc_id
            for d in self.index.documents.values()
            if (not narrow.doc_ids or d.doc_id in narrow.doc_ids)
            and (not narrow.regions or d.region in narrow.regions)
            and (not narrow.levels or d.level in narrow.levels)
            and (not query.doc_ids or d.doc_id in query.doc_ids)
        ]
        if not documents:
            return []
        found: dict[str, Hit] = {}

        def add(clauses: Iterable[Clause], reason: str) -> None:
            for clause in clauses:
                if len(found) < k and clause.clause_id not in found and self._fits(clause, narrow):
                    found[clause.clause_id] = self._hit(clause, reason)

        if query.refs:
            add(self._lookup.by_refs(query.refs, documents), "编号")
        if not found or not query.refs:
            by_department = self._lookup.tasks_of(query.departments, documents) if query.departments else []
            if _names_only_departments(query):
                add(by_department, "责任单位")
            within = Filters(tuple(documents), (), (), narrow.kinds, narrow.departments, narrow.years)
            evidence = self.index.search(query.search or text, k=k, filters=within)
            add((e.clause for e in evidence), "关键词")
            add(by_department, "责任单位")
        return list(found.values())

    def _all(self, narrow: Filters, k: int) -> list[Hit]:
        """The first clauses that the filters let through, in reading order."""
        fitting = (
            c
            for c in self.index.tree
            if c.kind in ("article", "box", "row", "box_item")
            and (not narrow.doc_ids or c.doc_id in narrow.doc_ids)
            and (not narrow.regions or self.index.documents[c.doc_id].region in narrow.regions)
            and (not narrow.levels or self.index.documents[c.doc_id].level in narrow.levels)
            and self._fits(c, narrow)
        )
        return [self._hit(c, "筛选") for c in itertools.islice(fitting, k)]

    def _fits(self, clause: Clause, narrow: Filters) -> bool:
        if narrow.departments and not set(narrow.departments) & set(departments_of(self.index, clause)):
            return False
        return not narrow.years or bool(set(narrow.years) & set(find_years(clause.text)))

    def _hit(self, clause: Clause, reason: str) -> Hit:
        return Hit(
            clause=clause,
            label=self.index.tree.reader_label(clause),
            title=clause.row.name if clause.row else clause.title,
            document=self.index.documents[clause.doc_id],
            snippet=self.statement(clause)[:80],
            departments=departments_of(self.index, clause),
            reason=reason,
        )

    def statement(self, clause: Clause) -> str:
        """The clause in words to be said: its indicator's figure, or its own first sentences."""
        indicator = self._by_clause.get(clause.clause_id)
        if clause.row is not None and indicator is not None:
            until = f"到{indicator.year}年，" if indicator.year else ""
            attribute = f"（{indicator.attribute}）" if indicator.attribute else ""
            return f"{until}{indicator.region or ''}{indicator.name}目标为{say_value(indicator)}{attribute}。"
        children = self.index.tree.children(clause)
        own = clause.text[: children[0].start - clause.start] if children else clause.text
        words = _without_label(plain(own), clause.label)
        if len(words) < 12:
            words = _without_label(plain(clause.text), clause.label)
        if len(words) <= READ_OUT:
            return words
        ends = [i + 1 for i, char in enumerate(words[:READ_OUT]) if char in _ENDS]
        return words[: ends[-1]] if ends and ends[-1] > 30 else words[:READ_OUT] + "……"

    def sheet(self, clause_id: str) -> Sheet | None:
        """What to read out and to copy for a clause; None where there is none of that id."""
        clause = self.index.tree.get(clause_id)
        if clause is None:
            return None
        document = self.index.documents[clause.doc_id]
        note = self._lookup.standing_for(clause)
        number = f"（{document.number}）" if document.number else ""
        return Sheet(
            clause_id=clause.clause_id,
            doc_id=clause.doc_id,
            read_out=f"根据{titled(document.title)}{self.index.tree.reader_label(clause)}：{self.statement(clause)}",
            basis=f"{titled(document.title)}{number}{self.index.tree.path(clause)}",
            quote=clause.text.strip(),
            departments=departments_of(self.index, clause),
            standing=plain(note.text) if note else None,
            date=document.date or "未注明",
            status=document.status or UNKNOWN_STATUS,
        )


def _without_label(words: str, label: str) -> str:
    """``words`` without the clause's own number or —— heading in front: it has just been said."""
    words = words.lstrip("—")
    wanted = fold(label)
    for n in range(1, min(len(words), 2 * len(label) + 2)):
        if fold(words[:n]) == wanted:
            return words[n:].lstrip("、.．）)。 ")
    return words


def _names_only_departments(query: Query) -> bool:
    rest = query.topic
    for name in query.departments:
        rest = rest.replace(name, "")
    return bool(query.departments) and len(rest.strip()) < 2


class Ticket:
    """The 工单 text of a clause, in the form that a template file says."""

    def __init__(self, path: Path | None = None) -> None:
        """:param path: the template; default POLICY_TICKET, else web/templates/ticket.txt.

        :raises InputError: the template cannot be read, or asks for something that is not there.
        """
        self.path = path or Path(os.environ.get("POLICY_TICKET") or TEMPLATES / "ticket.txt")
        try:
            source = self.path.read_text(encoding="utf-8")
            # plain text for the clipboard, set as a button's attribute by an escaping template
            self._template = Environment(undefined=StrictUndefined, autoescape=False).from_string(source)
            self.text(Sheet("", "", "", "", "", (), None, "", ""))
        except (OSError, UnicodeDecodeError, TemplateError) as error:
            raise InputError(f"{self.path}: ticket template: {error}") from error

    def text(self, sheet: Sheet) -> str:
        """The filled-in form."""
        return self._template.render(sheet=sheet).strip()
