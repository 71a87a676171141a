"""Which marks of a text are headings, and how far their titles reach.

A mark is a heading only where a sentence does not run into it and where its number can stand: 按照第十二条…
broken so that 第十二条 begins a line is a cross-reference. Knows nothing of trees or tables.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from corpus.decimals import find_outline, outline_contents, outline_title
from corpus.front import is_title
from corpus.furniture import furniture_lines, text_before
from corpus.lines import Line, Wrapping
from corpus.marks import (
    SENTENCE_END,
    TITLE_LIMIT,
    Mark,
    Rank,
    is_cross_reference,
    is_enclosure_list,
    read_mark,
)
from corpus.questions import asked_in


@dataclass(frozen=True, slots=True)
class Heading:
    """An accepted heading: the line it stands in, the lines its title takes, the title (simplified)."""

    line: int
    mark: Mark
    title: str
    last_line: int  # the last line that the heading (not the body) reaches into
    alone: bool  # the heading's lines hold nothing else


_NOTES = re.compile(r"(?:注|备注|说明)[：:][\s\u3000]*[1１][.．、](?!\d)")
_UNIT_BEHIND = re.compile(r"[\s\u3000]+单位[：:]\S{1,8}$")  # 表1　各县区任务　　　单位：家
_CONTENTS = re.compile(r"目[\s\u3000]*[录次]$")
_TITLE_END = re.compile(r"。|(?<!\d)[：:]|[：:](?!\d)")  # 4:6 and 8:30 end no title
_ARTICLE_TITLE = re.compile(r"([^，,。；;：:]{2,20})。")


@dataclass
class _Sequences:
    """The last number seen at each rank; a higher heading lets the lower ones start again."""

    last: dict[Rank, tuple[int, int]] = field(default_factory=dict)
    running: dict[Rank, tuple[int, int]] = field(default_factory=dict)
    # as they ran before the last box, whose items count anew: 14. 专栏2 1. … 5. and then 15.
    outside: dict[Rank, tuple[int, int]] = field(default_factory=dict)

    def fits(self, mark: Mark, *, sure: bool) -> bool:
        """Whether the number can stand here. ``sure``: typography says that it is a heading."""
        if mark.number is None:
            return True
        here = (mark.number, mark.sub)
        seen = self._seen(mark.rank)
        if here == (1, 0) or mark.rank not in self.running:
            return True
        if self.follows(mark) or any(here == (n, s + 1) for n, s in seen):
            return True
        if mark.rank in (Rank.ARABIC, Rank.PAREN_ARABIC, Rank.CIRCLED):
            return sure and any(n < mark.number <= n + 3 for n, _ in seen)
        if any(s < here and here[0] <= s[0] + 5 for s in seen):
            return True
        return sure and mark.rank is not Rank.ARTICLE

    def follows(self, mark: Mark) -> bool:
        """Whether the number is the one that comes next at its rank."""
        seen = [*self._seen(mark.rank), *([self.outside[mark.rank]] if mark.rank in self.outside else [])]
        return mark.number is not None and any((mark.number, mark.sub) == (n + 1, 0) for n, _ in seen)

    def _seen(self, rank: Rank) -> list[tuple[int, int]]:
        return [s for s in (self.last.get(rank), self.running.get(rank)) if s]

    def restart(self, rank: Rank) -> None:
        """Whatever stands below a heading of this rank counts anew."""
        for below in [r for r in self.last if r > rank]:
            # 条 and （一） may run on over chapters: ``running`` remembers them
            del self.last[below]

    def take(self, mark: Mark) -> None:
        if mark.number is None or mark.rank >= Rank.BOX:
            if mark.rank is Rank.ATTACHMENT:
                self.last.clear()
                self.running.clear()
                self.outside.clear()
            elif mark.rank is Rank.BOX:
                self.outside = dict(self.running)
            return
        self.restart(mark.rank)
        self.last[mark.rank] = self.running[mark.rank] = (mark.number, mark.sub)


class _Pairs:
    """How often two characters stand side by side within the lines of a text; counted once, when first asked."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(a + b for line in self._lines for a, b in pairwise(line.text))

    def count(self, pair: str) -> int:
        return self._counts[pair]


def contents_lines(lines: Sequence[Line]) -> frozenset[int]:
    """The indices of the lines of a table of contents (目录), its own heading included."""
    for i, line in enumerate(lines):
        if not _CONTENTS.fullmatch(line.text):
            continue
        first = next((m for m in (read_mark(x.text) for x in lines[i + 1 : i + 3]) if m), None)
        if first is None:
            end = outline_contents(lines, i + 1)
            if end > i + 1:
                return frozenset(range(i, end))
            continue
        for j in range(i + 2, len(lines)):
            mark = read_mark(lines[j].text)
            again = mark and (mark.rank, mark.number) == (first.rank, first.number)
            if again and j > i + 2:
                return frozenset(range(i, j))
    return frozenset()


def _enclosure_lists(lines: Sequence[Line], tables: Collection[int]) -> frozenset[int]:
    """The lines of lists of what is enclosed, the 1. 2. after the first included; and 注：1. … 2. … below a table."""
    out: set[int] = set()
    note = 0  # the number that the notes have come to
    for i, line in enumerate(lines):
        if (is_enclosure_list(line.text) and not heads_table(i, lines, tables)) or (
            i - 1 in out and _listed(line, lines[i - 1])
        ):
            out.add(i)
        mark = read_mark(line.text)
        if i - 1 in tables and _NOTES.match(line.text):
            note = 1
        elif note and mark is not None and mark.rank is Rank.ARABIC and mark.number == note + 1:
            note += 1
            out.add(i)
        elif mark is not None or i in tables or line.level:
            note = 0
    return frozenset(out)


def heads_table(i: int, lines: Sequence[Line], tables: Collection[int]) -> bool:
    """附件：各区窗口 right above a table is an enclosure's heading, not a list of what is enclosed."""
    return i + 1 in tables and bool(re.match(r"附[\s\u3000]?[件录]\s*[:：]\s*[^\d\s]", lines[i].text))


def _listed(line: Line, before: Line) -> bool:
    mark = read_mark(line.text)
    return mark is not None and mark.rank is Rank.ARABIC and (mark.number or 0) > 1 and not before.ended


def find_headings(
    lines: Sequence[Line], wrap: Wrapping, tables: frozenset[int] = frozenset()
) -> tuple[Heading, ...]:
    """The headings of a text in order.

    :param tables: indices of lines that are rows of tables; they head nothing.
    """
    marks = {
        i: m
        for i, line in enumerate(lines)
        if i not in tables and (m := read_mark(line.text, heads_table(i, lines, tables)))
    }
    printed = furniture_lines(lines, tables)
    skip = contents_lines(lines) | _enclosure_lists(lines, tables) | printed
    outline = find_outline(lines, wrap, skip | tables)
    marks = dict(sorted({**marks, **outline}.items()))
    articles = [m for m in marks.values() if m.rank is Rank.ARTICLE]
    spaced = sum(m.spaced for m in articles) > 0.8 * len(articles)
    # 第一条 支持企业上市。对…: where the articles of a text begin with such headings, they are titles
    first_words = [
        _ARTICLE_TITLE.match(lines[i].text[m.length :]) for i, m in marks.items() if m.rank is Rank.ARTICLE
    ]
    followed = [m for m in first_words if m and m.end() < len(m.string)]
    titled = len(articles) >= 3 and sum(map(bool, first_words)) >= 0.5 * len(articles) and bool(followed)
    pairs = _Pairs(lines)
    found: list[Heading] = []
    taken: set[int] = set()
    sequences = _Sequences()
    for i, mark in marks.items():
        if i in skip or i in taken or is_cross_reference(mark, lines[i].text):
            continue
        line = lines[i]
        if i in outline:
            title, last, alone = outline_title(i, lines, mark, wrap, marks)
            found.append(Heading(i, mark, clean_title(title), last, alone))
            taken.update(range(i + 1, last + 1))
            sequences.restart(mark.rank)
            continue
        last = text_before(i, printed)
        before = lines[last] if last >= 0 else None
        after_heading = bool(found and found[-1].alone and found[-1].last_line == last)
        broken_into = (
            before is not None
            and last not in tables
            and not after_heading
            and wrap.goes_on(before)
            and (found or not is_title(before.text))
            # a sentence may stop with its brackets: （责任单位：…） and then the next number
            and not (before.closed and sequences.follows(mark))
            # nor does it run over a blank line into 第一章, or into 专栏2
            and not (line.gap and mark.rank <= Rank.ARTICLE and not before.dangling)
            and not (line.gap and mark.rank is Rank.BOX and before.closed)
            and not (line.level or (line.bold and mark.rank is not Rank.ARABIC))
        )
        if broken_into or (mark.rank is Rank.ARTICLE and spaced and not mark.spaced):
            continue
        sure = (
            before is None or before.ended or before.closed or after_heading or bool(line.level or line.bold)
        )
        if not sequences.fits(mark, sure=sure):
            continue
        sequences.take(mark)
        heading = _heading(lines, i, mark, wrap, pairs, marks, titled)
        found.append(heading)
        taken.update(range(i + 1, heading.last_line + 1))
    return tuple(found)


def unnumbered_headings(lines: Sequence[Line], title_lines: Sequence[int]) -> tuple[Heading, ...]:
    """What heads a text that numbers nothing: Markdown headings, chapters and below them sections; else its 问：…？."""
    levels = [(i, line) for i, line in enumerate(lines) if line.level and i not in title_lines]
    top = min((line.level for _, line in levels), default=0)
    return tuple(
        Heading(
            i,
            Mark(Rank.CHAPTER if line.level == top else Rank.SECTION, None, line.text, 0),
            line.text,
            i,
            True,
        )
        for i, line in levels
    ) or tuple(
        Heading(i, Mark(Rank.CHAPTER, None, asked.label, 0), asked.text, i, asked.alone)
        for i in range(len(lines))
        if (asked := asked_in(lines, i))
    )


def _heading(
    lines: Sequence[Line],
    i: int,
    mark: Mark,
    wrap: Wrapping,
    pairs: _Pairs,
    marks: dict[int, Mark],
    titled: bool,
) -> Heading:
    line = lines[i]
    rest = line.text[mark.length :]
    if mark.rank is Rank.BOX:
        rest = _UNIT_BEHIND.sub("", rest)
    if mark.rank is Rank.ARTICLE:
        body_below = i + 1 < len(lines) and i + 1 not in marks
        full = wrap.hard and len(line.text) >= wrap.width - 4 and "。" not in rest
        if full and body_below and not wrap.paragraph_starts(line, lines[i + 1]):
            return Heading(i, mark, "", i, False)  # the first line of a sentence
        return _article(i, mark, rest, titled, whole=not (wrap.hard or line.dangling), body_below=body_below)
    high = mark.rank <= Rank.NUMERAL or mark.rank == Rank.BOX
    cut = re.search("。", rest) if high else _TITLE_END.search(rest)
    if asked := asked_in(lines, i):  # （一）问：可以提前还款吗？答：可以…
        return Heading(i, mark, clean_title(asked.text), i, asked.alone)
    if cut:
        title = rest[: cut.start()]
        alone = cut.end() == len(rest)
        if len(title) > TITLE_LIMIT or "；" in title:  # 一是…；二是…: a sentence
            title, alone = "", False
        return Heading(i, mark, clean_title(title), i, alone)
    if re.fullmatch(r"[^。；;！？?]{2,60}[？?]", rest) and mark.rank <= Rank.PAREN_ARABIC:
        return Heading(i, mark, clean_title(rest), i, True)  # 1.怎样申请？ and the answer below
    if SENTENCE_END.search(rest):
        return Heading(i, mark, "", i, False)
    last = i
    title = rest
    if i + 1 < len(lines) and i + 1 not in marks:
        after = lines[i + 1].text
        tail = _torn_tail(line, lines[i + 1], wrap, pairs, mark)
        if tail is not None and len(title) + tail <= TITLE_LIMIT:
            title, last = title + after[:tail], i + 1
            cut = _TITLE_END.match(after, tail)
            alone = tail + (1 if cut else 0) == len(after)
            return Heading(i, mark, clean_title(title), last, alone)
    if len(title) > TITLE_LIMIT:
        return Heading(i, mark, "", i, False)
    return Heading(i, mark, clean_title(title), last, True)


def _article(i: int, mark: Mark, rest: str, titled: bool, *, whole: bool, body_below: bool) -> Heading:
    """第…条: its sentence is no title, unless in 【】, alone without any sentence, or a habit of the text.

    :param whole: the text is not wrapped, so that a line without a full stop is no sentence.
    :param body_below: the line after it heads nothing.
    """
    bracket = re.match(r"[【〔\[]([^】〕\]]{1,40})[】〕\]]", rest)
    if bracket:
        return Heading(i, mark, clean_title(bracket[1]), i, bracket.end() == len(rest))
    if not re.search(r"[，,。；;：:]" if whole else r"[，,。；;：:、]", rest) and len(rest) <= (
        40 if whole else 30
    ):
        return Heading(i, mark, clean_title(rest), i, True)
    match = _ARTICLE_TITLE.match(rest) if titled else None
    alone = match is not None and match.end() == len(rest)
    if match is None or (alone and not body_below):
        return Heading(i, mark, "", i, False)
    return Heading(i, mark, clean_title(match[1]), i, alone)


def _torn_tail(line: Line, after: Line, wrap: Wrapping, pairs: _Pairs, mark: Mark) -> int | None:
    """How many characters of the next line still belong to a heading torn over two lines; None: not torn."""
    stop = re.search(r"[，,。：:；;、]", after.text)
    reach = stop.start() if stop else len(after.text)
    if after.piped or line.piped or after.level:
        return None
    if mark.rank is Rank.DASH or (wrap.hard and len(line.text) >= wrap.width - 3):
        sentence = re.search(r"[。：:]", after.text)
        if sentence:
            return sentence.start()
        return reach if not stop and len(after.text) < wrap.width - 3 else None
    # a word split between the lines: the two characters side by side are a word of this very text
    pair = line.text[-1:] + after.text[:1]
    if reach <= (4 if stop else 10) and pairs.count(pair) >= 2:
        return reach
    return None


def clean_title(title: str) -> str:
    """A heading's words without Markdown marks and without the blanks that printing put between characters."""
    title = re.sub(r"\*\*|__", "", title).strip(" \u3000\t|*_")
    return re.sub(r"(?<![A-Za-z0-9])[\s\u3000]+|[\s\u3000]+(?![A-Za-z0-9])", "", title)
