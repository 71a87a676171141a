"""What a cited clause says, taken apart so that a sentence can be held against it.

A clause becomes statements (its sentences and table rows, those of its children too), and every figure in them
a Fact: value, unit, comparator, year, the words beside it. Knows nothing of drafts, models or verdicts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from corpus.gazetteer import Region, gazetteer
from corpus.indicators import own_spans, sentences
from corpus.numerals import CHINESE_NUMERAL, find_quantities, find_years, parse_ordinal
from corpus.script import fold
from corpus.tree import ClauseTree
from corpus.types import Clause, Document, Indicator, Quantity, StandingNote

_LEAD_CHARS = 400  # how far back in a parent's own words a year may stand that holds for its children
_TARGET_YEAR = re.compile(r"(?:到|至|截至)\s*((?:19|20)\d{2})\s*年")
_SMALL = "〇零一二两三四五六七八九十百千"
_PERCENT_RE = re.compile(rf"百分之([{_SMALL}]+)(?:点([〇零一二三四五六七八九]+))?")
_COUNTED = (
    "个百分点|百分点|亿元|万元|万家|万张|万件|家|名|张|例|件|座|所|项|个|级|倍|亿|元|人|分|天|年|月|户|吨"
)
_CHINESE_RE = re.compile(rf"([{CHINESE_NUMERAL}]*[{_SMALL}][{CHINESE_NUMERAL}]*)(?=({_COUNTED}))")
_LIST_SIGN_RE = re.compile(r"^\d{1,2}[.、](?!\d)")
_PIECES = re.compile(r"[,;、。:!?]")
# what is counted, not measured: a rate or a sum of money that several things share holds for each of them
_COUNT_UNITS = frozenset(
    "家 个 项 件 名 人 张 例 座 所 户 处 条 种 批 次 万家 万个 万件 万人 万名 万张 家次".split()
)
_NAMES_BEFORE = re.compile(r"[^,;。:!?\d%]*$")
_JOINS = re.compile("、|以及|及|和|与")
_EACH = re.compile("各|均|分别|每")


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure of a statement. ``near`` is the folded text it stands in up to the next commas."""

    quantity: Quantity  # unit filled in from the table's head
    year: int | None
    near: str
    attribute: str | None
    statement: int  # index into Grounds.statements
    shared: tuple[
        str, ...
    ] = ()  # the folded names of the things that it counts together, where there are several


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence or row. ``start``/``end`` are offsets into Document.text; ``text`` is folded."""

    clause: Clause
    start: int
    end: int
    text: str
    years: frozenset[int]  # said by it, or by the words around it for it
    attribute: str | None


@dataclass(frozen=True)
class CitedClause:
    """The clause behind a mark 【number】 with what holds for it without standing in it.

    ``quote`` is what the citation shows, ``headings`` the labels and titles of the clauses around it (outermost
    first), ``departments`` its 责任单位 (or those of the clause that holds it), ``standing`` those with a duty
    for every clause, ``year`` the year of its table's head or of the words that lead into it.
    """

    number: int
    clause: Clause
    document: Document
    quote: str
    headings: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()  # as the headings, without titles
    departments: tuple[str, ...] = ()
    standing: tuple[str, ...] = ()
    year: int | None = None
    statements: tuple[Statement, ...] = ()
    facts: tuple[Fact, ...] = ()
    numbers: frozenset[tuple[str, int]] = (
        frozenset()
    )  # (kind, number) of it, of what holds it, of what it holds

    @cached_property
    def text(self) -> str:
        """The folded text of the clause: its statements one after the other."""
        return "\n".join(s.text for s in self.statements)

    @cached_property
    def duties(self) -> str:
        """The folded names of everyone with a duty here, one a line."""
        return "\n".join(map(norm, (*self.departments, *self.standing)))

    @cached_property
    def around(self) -> str:
        """The folded words around it: headings, title, region, issuers, departments."""
        document = self.document
        parts = (
            *self.headings,
            document.title,
            document.region or "",
            *document.issuers,
            document.number or "",
        )
        return "\n".join([*map(norm, parts), self.duties])

    @cached_property
    def region(self) -> Region | None:
        """Where the document holds."""
        return gazetteer().get(self.document.region) if self.document.region else None

    @cached_property
    def years(self) -> frozenset[int]:
        """Every year that the clause names or that holds for one of its statements."""
        return frozenset(y for s in self.statements for y in s.years)


def context_for(
    number: int,
    clause: Clause,
    documents: Mapping[str, Document],
    tree: ClauseTree,
    indicators: Iterable[Indicator] = (),
    standing: Sequence[StandingNote] = (),
    span: tuple[int, int] | None = None,
) -> CitedClause:
    """The context of a clause that is cited as 【number】.

    :param indicators: those of the clause's document are used, for the years that hold for its figures.
    :param span: the cited stretch of the document's text; the whole clause where None.
    """
    document = documents[clause.doc_id]
    start, end = span or (clause.start, clause.end)
    line = (clause, *tree.ancestors(clause))
    inside = tree.descendants(clause)
    departments = next((c.departments for c in line if c.departments), ())
    departments = tuple(dict.fromkeys((*departments, *(d for c in inside for d in c.departments))))
    notes = [n for n in standing if n.doc_id == clause.doc_id and n.start < clause.end]
    statements, facts = _take_apart(clause, document, tree, tuple(indicators))
    return CitedClause(
        number=number,
        clause=clause,
        document=document,
        quote=document.text[start:end],
        headings=tuple(c.label if c.title == c.label else c.label + c.title for c in reversed(line)),
        labels=tuple(c.label for c in reversed(line)),
        departments=departments,
        standing=tuple(d for n in notes for d in n.departments),
        year=_inherited_year(clause, tree),
        statements=tuple(statements),
        facts=tuple(facts),
        numbers=frozenset((c.kind, c.number) for c in (*line, *inside) if c.number is not None),
    )


def _take_apart(
    clause: Clause, document: Document, tree: ClauseTree, indicators: tuple[Indicator, ...]
) -> tuple[list[Statement], list[Fact]]:
    statements: list[Statement] = []
    facts: list[Fact] = []
    known = [i for i in indicators if i.doc_id == document.doc_id and clause.start <= i.start < clause.end]
    for node in (clause, *tree.descendants(clause)):
        if node.kind == "row" and node.row is not None:
            _add_row(node, statements, facts)
            continue
        year = _inherited_year(node, tree)
        for start, end in own_spans(node, list(tree.children(node))):
            for s, e in sentences(document.text[start:end]):
                here = [i for i in known if start + s <= i.quantity.start < start + e]
                year = _add_sentence(node, document, start + s, start + e, year, here, statements, facts)
    return statements, facts


def _add_row(clause: Clause, statements: list[Statement], facts: list[Fact]) -> None:
    row = clause.row
    if row is None:
        return
    targets = (
        *(row.targets or ((row.year, row.target),)),
        *((year, figure) for year, figure, _ in row.others),
    )
    said = " ".join(t for _, t in targets)
    text = norm(f"{row.group or ''},{row.name}({row.unit or ''}),{said},{row.attribute or ''}")
    years = frozenset(y for y, _ in targets if y)
    statements.append(Statement(clause, clause.start, clause.end, text, years, row.attribute))
    for year, target in targets:
        for quantity in find_quantities(norm(target)):
            unit = fold(quantity.unit or row.unit or "")
            filled = replace(quantity, unit=unit, yearly=quantity.yearly or "年均" in norm(target))
            facts.append(Fact(filled, year, norm(row.name), row.attribute, len(statements) - 1))


def _add_sentence(
    clause: Clause,
    document: Document,
    start: int,
    end: int,
    year: int | None,
    known: Sequence[Indicator],
    statements: list[Statement],
    facts: list[Fact],
) -> int | None:
    """Adds a sentence and its figures; returns the year that holds for the sentence after it."""
    text = norm(document.text[start:end])
    inherited = year
    years = set(find_years(text))
    first = len(facts)
    for quantity in find_quantities(open_brackets(_LIST_SIGN_RE.sub(_blank, text))):
        before = _TARGET_YEAR.findall(text[: quantity.start])
        holds = int(before[-1]) if before else inherited
        same = [i for i in known if i.quantity.low == quantity.low and i.year]
        if same and not before:
            holds = same[0].year
        near = piece_around(text, quantity.start, quantity.end)
        filled = replace(quantity, unit=fold(quantity.unit), yearly=quantity.yearly or "年均" in near)
        shared = counted_together(text, quantity)
        facts.append(Fact(filled, holds, near, None, len(statements), shared))
    if year and len(facts) > first:
        years.add(year)  # a target's year holds for the figures after it, not for 各开发区管委会负责落实
    if inside := _TARGET_YEAR.findall(text):
        inherited = int(inside[-1])
    statements.append(Statement(clause, start, end, text, frozenset(years), None))
    return inherited


def counted_together(text: str, figure: Quantity) -> tuple[str, ...]:
    """The names of the things that a count is of together (省级专精特新及国家级小巨人企业300家); () where it is of one.

    :param text: the folded sentence in which the figure stands.
    """
    before = _NAMES_BEFORE.search(text, 0, figure.start)
    if figure.unit not in _COUNT_UNITS or before is None or _EACH.search(before.group()):
        return ()
    names = tuple(name for name in _JOINS.split(before.group()) if bigrams(name))
    return names if len(names) > 1 else ()


def _blank(match: re.Match[str]) -> str:
    return "\0" * len(match.group())


def open_brackets(text: str) -> str:
    """Brackets as commas, length kept: find_quantities takes a bare number behind a bracket for a label."""
    return re.sub(r"\((?=[\d≥≤><])", ",", text)


def piece_around(text: str, start: int, end: int) -> str:
    """The folded text between the commas around a range; with the piece before where that says too little."""
    left = max((m.end() for m in _PIECES.finditer(text, 0, start)), default=0)
    right = _PIECES.search(text, end)
    own = text[left : right.start() if right else len(text)]
    while left > 0 and len(re.findall(r"[^\W\d]", text[left:start] + own[end - left :])) < 4:
        left = max((m.end() for m in _PIECES.finditer(text, 0, left - 1)), default=0)
        own = text[left : right.start() if right else len(text)]
    return own


def _inherited_year(clause: Clause, tree: ClauseTree) -> int | None:
    """到2025年 in the words of the clauses around this one before it begins, or the year in a box's head."""
    if clause.row is not None:
        return clause.row.year
    for parent in tree.ancestors(clause):
        before = parent.text[: clause.start - parent.start]
        for child in tree.children(parent):  # other children's words are not the parent's own
            if child.end <= clause.start and child.kind != "other":
                before = before.replace(child.text, "")
        if parent.kind in ("article", "item", "box") and (
            found := _TARGET_YEAR.findall(norm(before[-_LEAD_CHARS:]))
        ):
            return int(found[-1])
    return None


def norm(text: str) -> str:
    """``text`` for comparison: folded, 百分之八十 and 三千家 with digits."""
    return _as_digits(fold(text))


def _as_digits(text: str) -> str:
    def percent(m: re.Match[str]) -> str:
        whole = parse_ordinal(m[1])
        point = "." + "".join(str(parse_ordinal(c)) for c in m[2]) if m[2] else ""
        return f"{whole}{point}%"

    def counted(m: re.Match[str]) -> str:
        before = text_[max(0, m.start() - 1) : m.start()]
        run = m[1]
        if (before and (before.isdigit() or before in ".第")) or text_.startswith("分点", m.end()):
            return m.group()
        if run == "一" and m[2] in ("个", "项", "级", "年", "月", "天", "人", "分"):
            return m.group()  # 一个 is an article more often than a count
        head = re.match(rf"([{_SMALL}]+)([万亿]*)$", run)
        value = parse_ordinal(head[1]) if head else None
        return f"{value}{head[2]}" if head and value else m.group()

    text_ = _PERCENT_RE.sub(percent, text)
    return _CHINESE_RE.sub(counted, text_)


def bigrams(text: str) -> set[str]:
    """The pairs of neighbouring letters of a folded text; digits and marks part them."""
    return {run[i : i + 2] for run in re.findall(r"[^\W\d_]+", text) for i in range(len(run) - 1)}
