"""A text → its non-blank lines with offsets, and how the text was wrapped.

A line knows its range in the text and what stands in it once indentation and Markdown marks are taken off.
Knows nothing of headings or clauses.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.columns import with_pipes
from corpus.script import simplify

_LEAD = re.compile(r"(?:[\s\u3000\ufeff\u200b]|#{1,6}(?=[\s*第一二三四五六七八九十（(\d])|\*\*|__|>(?=\s))*")
_TAIL = re.compile(r"(?:[\s\u3000|]|\*\*|__|\\)*$")
_HASHES = re.compile(r"#{1,6}")
# several —— items or 【】 pieces printed in one line: one starts where a sentence or bracket ended
_INLINE_ITEM = re.compile(r"(?<=[。；;）)：:])[ \t\u3000]*(?=——|【[\u4e00-\u9fff]{2,12}】)")
# … 2.核桃、蓝莓。…。3.扎染: numbered items run together in one paragraph
_RUN_IN = re.compile(
    r"(?<=[。；;）)：:\s])(?<![年月第]\s)(\d{1,2})[.．、](?=[ \t\u3000]?[“‘《\u4e00-\u9fff])"
)
_NOTE = re.compile(r"\s*(?:注|备注|附注|说明)[：:]")  # its numbers count on from nothing
_ENDED = re.compile(r"[。！？；：…!?;:][”’」』）)】〕》\]]*$")
_CLOSED = re.compile(r"[”’」』）)】〕\]]$")
# a paragraph does not begin so
_GOES_ON = re.compile(r"[，。、；：！？）》”’,;:!?)]|(?:等|的|和|及|与|或)[^级]")
_DUTY_CLOSED = re.compile(r"(?:负责|落实|配合|牵头|参与)[）)]$")
# a list of departments on its own line needs no full stop: 责任单位：市科技局、市财政局
_DUTY_LINE = re.compile(
    r"(?:【[^】]{0,6}(?:单位|部门)】|[\u4e00-\u9fff]{2,4}(?:单位|部门)[：:]).*"
    r"(?:局|委|厅|办|部|署|政府|委员会|办公室|中心|公司|单位|部门|银行|行|联|会|院)$"
)
# words after which a sentence cannot stop
_DANGLING = re.compile(
    r"(?:[，、,和与及或的之以对在由从向至到为按把将第（(“]|按照|依照|依据|根据|本法|本条例|本办法|本规定|符合|违反|适用)$"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One non-blank line, or one —— item of a line that prints several.

    ``start``/``end``: without surrounding white space, Markdown marks and pipes included.
    ``body``/``body_end``: without Markdown marks and trailing pipes. ``text``: simplified body.
    ``level``: Markdown heading level, 0 for none. ``gap``: blank lines before it. ``indent``: white space
    before it. ``piped``: a line of a pipe table.
    """

    start: int
    end: int
    body: int
    body_end: int
    text: str
    level: int = 0
    bold: bool = False
    gap: int = 0
    indent: int = 0
    piped: bool = False

    @property
    def ended(self) -> bool:
        """Whether a sentence ends with the line."""
        return bool(_ENDED.search(self.text))

    @property
    def closed(self) -> bool:
        """Whether a bracket or quotation ends with the line."""
        return bool(_CLOSED.search(self.text))

    @property
    def duty(self) -> bool:
        """Whether the line is a whole list of departments (责任单位：…)."""
        return bool(_DUTY_LINE.match(self.text))

    @property
    def dangling(self) -> bool:
        """Whether the line ends in a word after which its sentence must go on."""
        return bool(_DANGLING.search(self.text))


def split_lines(text: str) -> tuple[Line, ...]:
    """The non-blank lines of a text, in order; every non-blank character lies in exactly one."""
    simple = simplify(text)
    out: list[Line] = []
    gap = last = 0
    for match in re.finditer(r"[^\n]+|\n", text):
        if match.group() == "\n":
            gap += 1
            continue
        if not match.group().strip():
            continue
        cuts = [match.start()]
        cuts += [m.end() for m in _INLINE_ITEM.finditer(simple, match.start(), match.end())]
        run_in, last = _run_in(simple, match.start(), match.end(), last)
        cuts = sorted({*cuts, *run_in})
        for n, (a, b) in enumerate(zip(cuts, [*cuts[1:], match.end()], strict=True)):
            if text[a:b].strip():
                out.append(_line(text, simple, a, b, max(0, gap - 1) if n == 0 else 0))
        gap = 0
    return tuple(out)


def _run_in(text: str, start: int, end: int, last: int) -> tuple[list[int], int]:
    """Where numbered items begin within a line, and the last number: they count on from 1, or from the item before.

    :param last: the number of the last item before the line, 0 where there is none.
    """
    begins = re.match(r"\s*(\d{1,2})[.．、](?!\d)", text[start:end])
    if begins:
        last = int(begins[1])
    cuts: list[int] = []
    if "|" in text[start:end] or "\t" in text[start:end] or _NOTE.match(text, start, end):
        return cuts, last
    found = [(m.start(), int(m[1])) for m in _RUN_IN.finditer(text, start, end) if m.start() > start]
    numbers = [number for _, number in found]
    for at, number in found:
        if (last and number == last + 1) or (number == 1 and 2 in numbers):
            cuts.append(at)
            last = number
    return cuts, last


def _line(text: str, simple: str, a: int, b: int, gap: int) -> Line:
    raw = text[a:b]
    start = a + len(raw) - len(raw.lstrip())
    end = a + len(raw.rstrip())
    lead = _LEAD.match(text, a, b)
    body = lead.end() if lead else start
    tail = _TAIL.search(text, body, b)
    body_end = tail.start() if tail else end
    if body >= body_end:  # nothing but marks (a ruler, a lone pipe)
        body, body_end = start, end
    marks = text[a:body]
    hashes = _HASHES.search(marks)
    return Line(
        start=start,
        end=end,
        body=body,
        body_end=body_end,
        text=simple[body:body_end],
        level=len(hashes.group()) if hashes else 0,
        bold="**" in marks or "__" in marks,
        gap=gap,
        indent=start - a,
        piped=with_pipes(text[start:end]).count("|") >= 2 or text[start:end].endswith("|"),
    )


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How the lines of a text were broken: ``hard`` where a line break says nothing, at ``width`` characters."""

    hard: bool
    width: int

    def goes_on(self, line: Line) -> bool:
        """Whether the sentence in ``line`` goes on in the next one."""
        if line.ended or line.piped or line.level or line.duty or _DUTY_CLOSED.search(line.text):
            return False
        if self.hard:
            return len(line.text) >= 0.6 * self.width or line.dangling
        return line.dangling

    def paragraph_starts(self, before: Line, line: Line) -> bool:
        """Whether ``line`` starts a paragraph after ``before``."""
        if line.indent >= 2 and self.hard:
            return True
        if _GOES_ON.match(line.text) and not before.ended:
            return False
        if before.duty:
            return True
        if not (before.ended or before.closed):
            return not self.hard and not before.dangling and line.gap == 0 and before.level > 0
        # a line filled to the edge may end in a full stop by chance
        return not self.hard or len(before.text) < self.width - 1


def wrapping(lines: Sequence[Line]) -> Wrapping:
    """How the text was wrapped: hard where many lines end within a sentence and hardly any is longer than those."""
    long = [line for line in lines if len(line.text) >= 15 and not line.piped and "\t" not in line.text]
    broken = sorted(len(line.text) for line in long if not (line.ended or line.closed or line.duty))
    if not broken:
        return Wrapping(False, 0)
    width = broken[min(len(broken) - 1, int(len(broken) * 0.9))]
    longest = sorted(len(line.text) for line in long)[int(len(long) * 0.95)]
    hard = len(lines) >= 8 and len(broken) > 0.4 * len(long) and longest <= 1.25 * width + 2
    return Wrapping(hard, width)
