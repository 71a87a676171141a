"""What a printer put between the lines of a text: page numbers and running heads. Knows nothing of headings."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from corpus.front import is_title
from corpus.lines import Line
from corpus.numerals import flatten

_NUMBER = re.compile(
    r"(?:[—–―－-]+\s*(\d{1,4})\s*[—–―－-]+|[·•.]\s*(\d{1,4})\s*[·•.]|第\s*(\d{1,4})\s*页(?:\s*[,，/]?\s*共\s*\d+\s*页)?"
    r"|(\d{1,4})\s*/\s*\d{1,4}|(\d{1,4}))"
)
_PAGE_LINES = 8  # the least number of lines between two bare page numbers: what is closer numbers rows
# what is numbered is a heading, and the same headings may come in every chapter
_NUMBERED = re.compile(r"[第附表(（\d①-⑳]|专栏|[〇零一二三四五六七八九十]+[、.．]")
_NUMBER_LENGTH, _HEAD_LENGTH = 24, 60


def furniture_lines(lines: Sequence[Line], tables: Collection[int] = ()) -> frozenset[int]:
    """The indices of page numbers and of running heads.

    A bare number is a page number only where at least three follow on, a page apart. A running head is a title
    that comes three times, or a line that comes again and again beside page numbers; the first of them is none.

    :param tables: indices of lines that are rows of tables.
    """
    numbers: set[int] = set()
    bare: list[tuple[int, int]] = []
    for i, line in enumerate(lines):
        short = len(line.text) <= _NUMBER_LENGTH and i not in tables and not line.piped
        match = _NUMBER.fullmatch(flatten(line.text)) if short else None
        if match is not None and match[5] is None:
            numbers.add(i)
        elif match is not None:
            bare.append((i, int(match[5])))
    numbers |= _follow_on(bare)
    places: dict[str, list[int]] = {}
    for i, line in enumerate(lines):
        short = 4 <= len(line.text) <= _HEAD_LENGTH and i not in tables and not line.level
        short = short and not _NUMBERED.match(line.text)
        if short and not re.search("[。；：:;，]", line.text):
            places.setdefault(line.text, []).append(i)
    heads: set[int] = set()
    for text, at in places.items():
        beside = [i for i in at if {i - 1, i + 1} & numbers]
        if len(at) > 2 and is_title(text):
            heads.update(at[1:])
        elif len(beside) > 1 or (beside and at[0] not in beside and is_title(text)):
            heads.update(i for i in beside if i != at[0])
    return frozenset(numbers | heads)


def _follow_on(bare: Sequence[tuple[int, int]]) -> set[int]:
    """The lines of those bare numbers that count on from page to page."""
    best: set[int] = set()
    for start in range(len(bare)):
        run = [bare[start]]
        for place, number in bare[start + 1 :]:
            if number == run[-1][1] + 1 and place - run[-1][0] >= _PAGE_LINES:
                run.append((place, number))
        if len(run) > max(2, len(best)):
            best = {place for place, _ in run}
    return best


def text_before(i: int, furniture: Collection[int]) -> int:
    """The index of the last line of the text before line ``i``, -1 where there is none."""
    i -= 1
    while i in furniture:
        i -= 1
    return i
