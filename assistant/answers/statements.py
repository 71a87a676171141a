"""The smallest things an answer can be made of: sentences and table rows, each in its clause's context.

Tells what share of some words each of them says. Knows nothing of how they are ranked, nor of wording an answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import numpy as np

from assistant.understand.question import Query
from assistant.understand.words import Word
from assistant.understand.writing import Shares, Writing
from corpus.gridded import Columns, caption_above, columns_of, heads_above, row_cells
from corpus.indicators import own_spans, sentences, table_lines
from corpus.numerals import find_quantities, find_years, marks_apart
from corpus.pieces import labelled_lines
from corpus.questions import answered
from corpus.script import simplify
from corpus.types import Clause, Indicator, Quantity
from index.policy_index import PolicyIndex
from index.sparse import tokens

INTRO = 150  # characters of the sentence that opens a list
# 责任单位 alone say nothing of what is to be done
_ONLY_DUTY = re.compile(r"[（(][^（()）]*(?:负责|牵头|落实|配合)[^（()）]*[）)]$")
# an article's number on a line of its own
_ONLY_NUMBER = re.compile("第[一二三四五六七八九十百千零〇0-9]+条(?:之[一二三四五六七八九十]+)?")
PARTS = ("paragraph", "subparagraph")  # kinds of clause that may be searched as part of their article
SHORTEST = 10  # characters of a clause of one sentence that is no mere heading
_BLANK = re.compile(r"[\s“”‘’\"]")
_NO_LETTER = re.compile(r"\W")
UNRELATED = "同版其他内容"  # what else stood on the page; never the policy's own words

TARGETS = 3  # figures of different names in a sentence that lists targets
_RULES = re.compile("须|应当|不得|给予|补[助贴]|奖[励补]|资助|可[以按向享获申抵]|罚款|处[以罚]|收取|贴息")


@dataclass(frozen=True)
class Statement:
    """A sentence or a row. ``start``/``end`` are offsets into Document.text.

    What few of the sentences looked at need is worked out when it is asked for.
    """

    clause: Clause
    start: int
    end: int
    source: str  # as it stands in the document
    text: str  # simplified, lower case, without white space
    context: str  # the headings around it and the document's title, likewise
    indicators: tuple[Indicator, ...]
    unit: Clause  # what it is cited as: its article, box item, row ...
    title: str  # of its document
    columns: bool = False  # it is the head of a table: what its columns hold
    labelled: bool = False  # a line that tells what falls under a label: 2026年：甲镇、乙镇

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """The amounts in it."""
        return tuple(find_quantities(self.source, base=self.start))

    def part(self, start: int, end: int) -> Statement:
        """What of it stands between two offsets in its document, as the judge reads it: the words as they are printed."""
        return replace(self, start=start, end=end, source=self.source[start - self.start : end - self.start])

    @cached_property
    def rules(self) -> bool:
        """Whether it sets a rule with its amounts, which belong together."""
        return bool(_RULES.search(self.text))

    @cached_property
    def lists_targets(self) -> bool:
        """Whether it lists figures of different names, each a target of its own."""
        named = {i.name for i in self.indicators}
        return self.clause.row is None and len(named) >= TARGETS and not self.rules

    @cached_property
    def years(self) -> frozenset[int]:
        """The years it names or its figures are of."""
        return frozenset({i.year for i in self.indicators if i.year} | set(find_years(self.text)))

    @cached_property
    def names(self) -> tuple[frozenset[str], ...]:
        """Bigrams of the indicators' names."""
        return tuple(frozenset(tokens(i.name)) for i in self.indicators)

    @cached_property
    def under(self) -> str:
        """The heading of what it is cited as."""
        return flat(self.unit.title)

    @cached_property
    def bare(self) -> str:
        """Its letters and digits alone."""
        return _NO_LETTER.sub("", self.text)

    @cached_property
    def heading(self) -> bool:
        """Whether it is nothing but its clause's heading."""
        if self.clause.kind == "row" or self.columns:
            return self.columns
        title = self.clause.title
        if _SAYS_ALL.search(title) and title[-1] not in "？?" and not _ONLY_DUTY.match(self.text):
            return False  # a point of one sentence, which is its heading too
        said = self.source.strip()
        if said.endswith(("。", "；", ";")) and said == self.clause.text.strip() and len(said) > SHORTEST:
            return False  # the whole clause is one sentence
        if _OPENS_LIST.search(said):
            return False  # 4.1 新办许可应当提交下列材料： and what stands below it
        bare, title = self.bare, _NO_LETTER.sub("", title)
        return (
            (bool(title) and bare.endswith(title) and len(bare) <= len(title) + 5)
            or bool(_ONLY_NUMBER.fullmatch(bare))
            or bool(_ONLY_DUTY.match(self.text))
            or bare == _NO_LETTER.sub("", self.title)
        )


_RULED = re.compile(r"\s*\n[\s|:]*-[\s|:\-]*(?:\n|$)")  # the line under the head of a Markdown table
_OPENS_LIST = re.compile(
    "(?:应当?|须|必须|不得|可以|需要?|提[交供]|具备|符合|有)[^。；]{0,12}(?:下列|以下|如下)[^。；]{0,16}[：:]$"
)
_SAYS_ALL = re.compile(r"^(?=.{16,}).+[，,；;].+")


@lru_cache(maxsize=4096)
def flat(text: str) -> str:
    """A source text as statements are matched: simplified, lower case, without white space."""
    return _bare(simplify(text))


# a term with what it is said to be: （一）月度纳统，是指
_DEFINED = re.compile(
    "(?:^|[。；：:）)]|所称的?)(?P<term>(?:(?!所称)[^，,。；：:（）()]){3,20})[，,]?(?:是指|系指|指的是)"
)


def defines(query: Query, statement: Statement) -> bool:
    """Whether a sentence says what the term asked about is: 本法所称中小企业，是指…."""
    asked = flat(query.text)
    if any(term in asked for term in _DEFINED.findall(statement.text)):
        return True
    heaviest = max(query.words, key=lambda w: w.weight, default=None)
    if heaviest is None:
        return False
    term = re.escape(heaviest.text)
    said = f"{term}[，,]?(?:是指|系指|指的是|指)|(?:统称|简称|以下称)[为“]?{term}"
    return bool(re.search(said, statement.text))


@lru_cache(maxsize=64)
def asked_tokens(text: str) -> frozenset[str]:
    """The tokens of a question, each once; many statements are held against the same ones."""
    return frozenset(tokens(text))


def _bare(text: str) -> str:
    return _BLANK.sub("", marks_apart(text)).lower()


class Sheet:
    """The statements of some clauses, to be matched against a word all at once."""

    def __init__(self, book: StatementBook, clauses: Iterable[Clause]) -> None:
        self.clauses = list(clauses)
        self.ids = [c.clause_id for c in self.clauses]
        self.doc_ids = np.asarray([c.doc_id for c in self.clauses], str)
        self.related = np.asarray([c.label != UNRELATED for c in self.clauses], bool)
        # the places of those that may have been searched as part of another
        self.parts = [i for i, c in enumerate(self.clauses) if c.kind in PARTS]
        made = [book.of(clause) for clause in self.clauses]
        self.statements = [s for statements in made for s in statements]
        # of each statement the place of its clause among the clauses
        self.clause_at = np.repeat(np.arange(len(made)), [len(statements) for statements in made])
        own = [s.text for s in self.statements]
        contexts = list(dict.fromkeys(s.context for s in self.statements))
        units = {s.unit.clause_id: s.unit for s in self.statements}
        context_at = {text: i for i, text in enumerate(contexts, len(own))}
        unit_at = {clause_id: i for i, clause_id in enumerate(units, len(own) + len(contexts))}
        self._around = np.asarray([context_at[s.context] for s in self.statements], np.int64)
        self._whole = np.asarray([unit_at[s.unit.clause_id] for s in self.statements], np.int64)
        self._writing = Writing([*own, *contexts, *(book.text_of(unit) for unit in units.values())])

    def shares(self, words: tuple[Word, ...]) -> tuple[Shares, Shares, Shares]:
        """Of each statement the share of the words that it says, it or the headings, these or its unit."""
        total = sum(w.weight for w in words) or 1.0
        count = len(self.statements)
        own, both, whole = np.zeros(count), np.zeros(count), np.zeros(count)
        for word in words:
            said = self._writing.said_in(word)
            here = said[:count]
            own += word.weight * here
            here = np.maximum(here, said[self._around])
            both += word.weight * here
            whole += word.weight * np.maximum(here, said[self._whole])
        return own / total, both / total, whole / total


class StatementBook:
    """All statements of an index, made when first asked for and kept."""

    def __init__(self, index: PolicyIndex) -> None:
        self._index = index
        self._made: dict[str, tuple[Statement, ...]] = {}
        self._units: dict[str, str] = {}
        self._headings: dict[str, str] = {}
        self._columns: dict[str, Columns | None] = {}

    @cached_property
    def _indicators(self) -> dict[str, list[Indicator]]:
        table: dict[str, list[Indicator]] = {}
        for indicator in self._index.indicators:
            table.setdefault(indicator.clause_id, []).append(indicator)
        return table

    def of_document(self, doc_id: str) -> Iterator[Statement]:
        """The statements of a document, clause by clause."""
        return (s for c in self._index.tree if c.doc_id == doc_id for s in self.of(c))

    def of(self, clause: Clause) -> tuple[Statement, ...]:
        """The statements of a clause's own text, children left out, in reading order."""
        made = self._made.get(clause.clause_id)
        if made is None:
            made = self._made[clause.clause_id] = tuple(self._make(clause))
        return made

    @cached_property
    def everything(self) -> Sheet:
        """The sheet of all clauses; for a corpus small enough to be looked at whole."""
        return Sheet(self, self._index.tree)

    @cached_property
    def shares(self) -> Callable[[tuple[Word, ...]], tuple[Shares, Shares, Shares]]:
        """``Sheet.shares`` of everything; one question is often put to several documents in turn."""
        return lru_cache(maxsize=8)(self.everything.shares)

    def unit_of(self, clause: Clause) -> Clause:
        """The largest clause around it that is cited in the same way: a 款's article, a row itself."""
        tree = self._index.tree
        parts = tree.cite_parts(clause)
        unit = clause
        for up in tree.ancestors(clause):
            if tree.cite_parts(up) != parts:
                break
            unit = up
        return unit

    def text_of(self, unit: Clause) -> str:
        """All of a unit's text as statements are matched."""
        text = self._units.get(unit.clause_id)
        if text is None:
            text = self._units[unit.clause_id] = _bare(self._index.plain(unit.doc_id)[unit.start : unit.end])
        return text

    def intro(self, clause: Clause) -> str:
        """The sentence that opens the list an item stands in (有下列情形之一的：)."""
        for up in self._index.tree.ancestors(clause):
            spans = own_spans(up, list(self._index.tree.children(up)))
            before = "".join(
                up.text[a - up.start : b - up.start] for a, b in spans if b <= clause.start
            ).strip()
            if before.endswith(("：", ":")):
                return flat(before[-INTRO:])
            if up.kind in ("chapter", "part", "section"):
                break
        return ""

    def columns(self, row: Clause) -> Columns | None:
        """What the columns of a row without targets hold, offsets in the document; None for others.

        A table of targets is read by its indicators.
        """
        if row.clause_id not in self._columns:
            self._columns[row.clause_id] = self._columns_of(row)
        return self._columns[row.clause_id]

    def by_heads(self, statement: Statement) -> str:
        """A statement's text; of a row with columns each cell behind its head (要不要现场核查：不核查), flattened."""
        columns = self.columns(statement.clause)
        return "；".join(f"{flat(h)}：{flat(c)}" for h, c in columns.cells) if columns else statement.text

    def _columns_of(self, row: Clause) -> Columns | None:
        holder = self._index.tree.parent(row)
        if holder is None or row.kind != "row" or (row.row and (row.row.target or row.row.targets)):
            return None
        above = self._index.documents[row.doc_id].text[holder.start : row.start]
        found = columns_of(row.text, above)
        return found and replace(found, start=holder.start + found.start, end=holder.start + found.end)

    def _make(self, clause: Clause) -> Iterable[Statement]:
        tree = self._index.tree
        document = self._index.documents[clause.doc_id]
        holder = tree.parent(clause) if clause.kind == "row" and clause.row is None else None
        headings = [document.title, document.region or ""]
        for up in [*tree.ancestors(clause), clause]:
            headings.append(up.title)
        if clause.row:
            headings.append(clause.row.group or "")
            headings += [word for _, _, word in clause.row.others]  # the heads of its columns: 现状值, 基数
        elif holder is not None:
            above = holder.text[: clause.start - holder.start]
            headings += [*heads_above(clause.text, above), caption_above(above)]
        context = " ".join([*map(self._heading, headings), self.intro(clause)])
        # what a row of any table leaves unsaid stands in its heads and around the table
        unit = self.unit_of(holder or clause)
        indicators = self._indicators.get(clause.clause_id, [])
        rows = [c.start for c in tree.children(clause) if c.kind == "row" and c.row is None]
        for start, end in own_spans(clause, list(tree.children(clause))):
            body = document.text[start:end]
            plain = self._index.plain(clause.doc_id)[start:end]
            spans = ((0, len(body)),) if clause.kind == "row" else answered(body) or tuple(sentences(body))
            members = {} if clause.kind == "row" else dict(_members(body, spans))
            spans = tuple(_parted(body, spans, members)) if members else spans
            # a line of a table is about what the heads of its columns say
            heads = {} if clause.kind == "row" else {a: h for a, _, h in table_lines(body)}
            for s, e in spans:
                head = heads.get(s)
                over = "" if head in (None, s) else flat(plain[head : (plain + "\n").index("\n", head)])
                inside = tuple(i for i in indicators if start + s <= i.quantity.start < start + e)
                yield Statement(
                    clause=clause,
                    start=start + s,
                    end=start + e,
                    source=body[s:e],
                    text=_bare(plain[s:e]),
                    context=f"{context} {over}" if over else context,
                    indicators=tuple(indicators) if clause.kind == "row" else inside,
                    unit=unit,
                    title=document.title,
                    labelled=s in members,
                    columns=(head == s and bool(_RULED.match(body, e)))
                    or (end in rows and not re.search(r"\w", body[e:]) and row_cells(body[s:e]) is not None),
                )

    def _heading(self, title: str) -> str:
        """A heading as statements are matched; the same ones stand around many clauses."""
        text = self._headings.get(title)
        if text is None:
            text = self._headings[title] = flat(title)
        return text


def _members(body: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The lines within sentences that each tell what falls under a label."""
    return (line for start, end in spans for line in labelled_lines(body, start, end))


def _parted(
    body: str, spans: Iterable[tuple[int, int]], members: Mapping[int, int]
) -> Iterator[tuple[int, int]]:
    """The spans of some sentences, such lines on their own."""
    for start, end in spans:
        at = start
        for a, b in (*((a, b) for a, b in members.items() if start <= a < end), (end, end)):
            if told := body[at:a].strip():
                begin = body.index(told, at)
                yield begin, begin + len(told)
            if a < b:
                yield a, b
            at = b


def holds_now(statements: Iterable[Statement]) -> bool:
    """Whether table rows among some statements have figures that are no targets: where things stand, a rate that is paid."""
    rows = [s for s in statements if s.clause.row or s.clause.kind == "row"]
    return any(i.actual or not i.year for s in rows for i in s.indicators) or any(
        not s.indicators and not s.years for s in rows
    )
