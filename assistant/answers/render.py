"""How clauses, figures and citations are put into words. Decides nothing about what is true."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from assistant.types import Citation, Outcome
from corpus.columns import TARGET, with_pipes
from corpus.gridded import Columns, blank_cells
from corpus.indicators import heading_line
from corpus.numerals import flatten, marks_apart
from corpus.script import simplify
from corpus.tree import ClauseTree
from corpus.types import Clause, Document, Indicator

EXPIRED = "规划期已届满"
# characters of a line that is a heading, however long the next one is; by how many a longer one is shorter than that
SHORT_HEADING, NARROWER = 16, 8


@dataclass(frozen=True, slots=True)
class Span:
    """A verbatim stretch of a document and the clause it is cited as."""

    clause: Clause
    start: int
    end: int


_FIGURE = re.compile(r"\d")
_MARK = re.compile(r"【\d+】")
_UNIT_HEAD = re.compile("[（(]")  # 补贴标准（元/月）
_BETWEEN_FIGURES = re.compile(r"(?<=\d)，(?=\d)")


NOT_FOUND = "没有查到"  # in a sentence that says so of a part of what is asked
LEAST_TWICE = 12  # characters of a sentence that is left out where another says it whole


@dataclass(slots=True)
class Draft:
    """An answer while it is being put together: sentences, each with the spans it rests on."""

    sentences: list[tuple[str, tuple[Span, ...]]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def say(self, text: str, *spans: Span) -> None:
        """Add a sentence; its end mark is put in if missing. One without a word (a number alone, cut off) is none."""
        if re.search(r"\w", text):
            self.sentences.append((text, spans))

    def once_each(self) -> None:
        """Leave out what a sentence before says whole: the points of a list that was read out with its first words."""
        kept: list[tuple[str, tuple[Span, ...]]] = []
        for said, spans in self.sentences:
            bare = said.rstrip("。；;，, ")
            if len(bare) < LEAST_TWICE or not any(bare in before for before, _ in kept):
                kept.append((said, spans))
        self.sentences = kept

    def clauses(self) -> list[Clause]:
        """The clauses it rests on, each once, in the order of the sentences."""
        return list(dict.fromkeys(span.clause for _, spans in self.sentences for span in spans))

    @property
    def lacking(self) -> bool:
        """Whether it says of a part of what is asked that it was not found."""
        return any(NOT_FOUND in said for said, spans in self.sentences if not spans)

    def note(self, text: str) -> None:
        """Add a quiet remark, once."""
        if text not in self.notes:
            self.notes.append(text)


@dataclass(frozen=True, slots=True)
class Composed:
    """A draft with what it amounts to and what was looked at."""

    outcome: Outcome
    draft: Draft
    looked_at: tuple[Clause, ...]
    settled: bool = False  # chosen by whom a clause addresses, not by the words of the question
    parted: bool = False  # what is for other amounts than the asker's is left out already


class Renderer:
    """Words for the documents of one index, as of one day."""

    def __init__(self, documents: Mapping[str, Document], tree: ClauseTree, today: date) -> None:
        self.documents = documents
        self.tree = tree
        self.today = today

    def expired(self, document: Document) -> bool:
        """Whether the document's planning period has ended."""
        return document.period_end is not None and document.period_end < self.today.year

    def title(self, document: Document) -> str:
        """《title》, with its state where that is not plainly in force."""
        return titled(document.title)

    def label(self, clause: Clause, bare: Callable[[Clause], bool] = lambda _: False) -> str:
        """《title》（二十）title › item: what is read out as 依据; ``bare`` as in ``ClauseTree.path``."""
        document = self.documents[clause.doc_id]
        state = f"（{EXPIRED}）" if self.expired(document) else ""
        if document.status and document.status not in ("现行有效", "有效"):
            state = f"（{document.status}）"
        return f"{self.title(document)}{self.tree.path(clause, bare)}{state}"

    def pointer(self, clause: Clause) -> str:
        """What a refusal points to: the label, without headings that have a figure or a year in them.

        Whoever hears that there is no answer must not hear a figure with it.
        """
        return self.label(clause, lambda c: bool(_FIGURE.search(unicodedata.normalize("NFKC", c.title))))

    def place(self, clause: Clause) -> str:
        """The clause's number as said in a sentence: （二十）, 专栏1, 专栏1第22项."""
        where, row, item = self.tree.cite_parts(clause)
        if row:
            return f"{where or ''}第{row}项"
        if item:
            return f"{where or ''}“{item}”"
        return where or clause.label

    def citation(self, number: int, span: Span) -> Citation:
        """The contract's citation for a span; verified means the quote was compared with the text."""
        document = self.documents[span.clause.doc_id]
        quote = document.text[span.start : span.end]
        where, row, item = self.tree.cite_parts(span.clause)
        inside = span.clause.start <= span.start < span.end <= len(document.text)
        return Citation(
            number=number,
            doc_id=document.doc_id,
            clause=where,
            row=row,
            item=item,
            clause_id=span.clause.clause_id,
            label=self.label(span.clause),
            quote=quote,
            start=span.start,
            end=span.end,
            verified=inside and bool(quote.strip()),
        )

    def finish(self, draft: Draft) -> tuple[str, tuple[Citation, ...]]:
        """The answer's text with 【n】 marks, and its citations; equal spans share a number."""
        citations: list[Citation] = []
        numbers: dict[tuple[str, int, int], int] = {}
        parts: list[str] = []
        for text, spans in draft.sentences:
            marks = ""
            for span in spans:
                key = (span.clause.clause_id, span.start, span.end)
                if key not in numbers:
                    numbers[key] = len(citations) + 1
                    citations.append(self.citation(numbers[key], span))
                mark = f"【{numbers[key]}】"
                if mark not in marks:
                    marks += mark
            text = _unheaded(text.strip(), spans)
            end = text[-1] if text and text[-1] in "。；！？：" else "。"
            parts.append(text.rstrip("。；！？：") + marks + end)
        return book_marks("".join(parts)), tuple(citations)


def unmarked(text: str) -> str:
    """An answer's text without the numbers of its citations."""
    return _MARK.sub("", text)


def _unheaded(text: str, spans: Sequence[Span]) -> str:
    """A sentence without the heading that its clause prints in a line of its own before it: a label says it.

    A clause asked for by its number keeps number and heading, apart from what it says.
    """
    clause = spans[0].clause if spans and spans[0].start == spans[0].clause.start else None
    if clause is None or not (length := heading_line(clause)):
        return text
    following = clause.text[length:].strip().split("\n", 1)[0]
    whole = length <= SHORT_HEADING or length + NARROWER <= len(following)
    if re.search("[，,；;。：:]", clause.title) or not whole:
        return text  # the first line of a sentence that goes on in the next
    printed, title = plain(clause.text[:length]), plain(clause.title)
    where = text[: text.find("：") + 1]  # 云泽市：
    for before in ("", where):
        said = text.removeprefix(before)
        for head, kept in ((printed, f"{printed}：" if printed != title else ""), (title, "")):
            rest = said.removeprefix(head)
            if len(rest) < len(said) and re.match(r"[^：；;、，,].*\w", rest):
                return before + kept + rest.lstrip("。")
    return text


def book_marks(text: str) -> str:
    """Titles inside titles as Chinese usage wants them (GB/T 15834, 4.15): 《…〈…〉…》, then 《》 again.

    Text whose marks do not pair is left as it is.
    """
    out: list[str] = []
    closing: list[str] = []
    for char in text:
        if char in "《〈":
            char = char if not closing else "〈" if closing[-1] == "》" else "《"
            closing.append("》" if char == "《" else "〉")
        elif char in "》〉":
            if not closing:
                return text
            char = closing.pop()
        out.append(char)
    return text if closing else "".join(out)


def titled(title: str) -> str:
    """A document's title in its marks."""
    return book_marks(f"《{title}》")


def plain(text: str) -> str:
    """A source text as it is said: simplified, hard line breaks and table bars gone."""
    # neither a page's number nor Markdown's marks are the policy's words
    text = re.sub(r"(?m)^[ \t]*[—–-]\s*\d+\s*[—–-][ \t]*\n", "", text)
    text = re.sub(r"(?m)^(?:#+\s*|[-*+][ \t]+(?=\S))", "", text)
    text = re.sub(r"(?<!\*)\*\*(?!\*)", "", text)  # 0595-2200**** is a number that is not printed whole
    if "|" in with_pipes(text) or "\t" in text or blank_cells(text) is not None:
        lines = [line for line in text.split("\n") if line.strip()]
        text = "".join(
            _read_line(line) + ("；" if _in_table(line) and _in_table(following) else "\n")
            for line, following in zip(lines, [*lines[1:], ""], strict=True)
        )
    return re.sub(r"\s+", "", simplify(marks_apart(text)))


def _in_table(line: str) -> bool:
    return bool(re.search(r"\w[^\n]*[|\t]", with_pipes(line))) or blank_cells(line) is not None


def _read_line(line: str) -> str:
    """A line of a table as it is read out: its cells with commas, two of them as name and value."""
    cells = blank_cells(line) or [c.strip() for c in re.split(r"[|\t]", with_pipes(line))]
    cells = [c for c in cells if c and not re.fullmatch(r"[:\-—\s]*", c)]
    told = ("：" if len(cells) == 2 else "，").join(cells)
    # 7，540 would be read as one number
    return _BETWEEN_FIGURES.sub("；", told)


def tabled(columns: Columns) -> str:
    """A row as it is read out: 大专毕业生——补贴标准（元/月）：300；最长期限：12个月."""
    (_, name), *rest = columns.cells
    if columns.unit:  # 单位：万元 over the table
        rest = [(h, f"{c}{columns.unit}" if TARGET.fullmatch(flatten(c)) else c) for h, c in rest]
    if len(rest) == 1 and not _UNIT_HEAD.search(rest[0][0]):
        return simplify(f"{name}：{rest[0][1]}")
    return simplify(f"{name}——" + "；".join(f"{head}：{cell}" for head, cell in rest))


def say_value(indicator: Indicator) -> str:
    """A figure with comparator, unit and 年均 as the source writes it: ≥80%, 年均6.5%, 15%左右."""
    quantity = indicator.quantity
    text = plain(quantity.text)
    if not indicator.indicator_id.rpartition("@")[2].isdigit():
        return text
    value = re.sub(r"[（(]年[/／]?均?[）)]", "", text)
    unit = indicator.unit or ""
    if unit and unit not in value:
        value = re.sub(r"(?=左右$|以上$|以下$|以内$)|$", unit, value, count=1)
    return f"年均{value}" if quantity.yearly and not value.startswith("年均") else value


def all_of_kind(kind: str, kinds: Sequence[str | None]) -> str:
    """The verdict on whether several indicators are all 约束性, or 预期性.

    :param kinds: of what kind each is.
    """
    alike = sum(k == kind for k in kinds)
    if alike == len(kinds):
        return f"是的，都是{kind}指标"
    return f"不都是{kind}指标" if alike else f"不是，都不是{kind}指标"
