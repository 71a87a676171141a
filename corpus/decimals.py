"""Outlines numbered 1, 1.1, 1.1.1, as standards, 实施细则 and 应急预案 are: which lines carry a number of one.

A line alone does not tell 2.1 抽样方法 from a figure or a row of a table: only numbers that follow on from 1 are an
outline. Knows nothing of other headings or of trees.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from corpus.front import is_title
from corpus.lines import Line, Wrapping
from corpus.marks import Mark, Rank, read_mark
from corpus.numerals import flatten
from corpus.script import fold

Path = tuple[int, ...]

_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,4})(\.?、?)((?:[ \t\u3000]|\*\*|__)*)(?=\S)")
_PRINTED = re.compile(rf"[\s\u3000#*_>]*{_NUMBER.pattern}")
_BEGINS = re.compile(r"[\u4e00-\u9fffA-Za-z“‘《〈（(【\[「]")
# 3.5 万元以上, 1.5倍: what is counted, and its sentence goes on or ends
_COUNTED = re.compile(
    r"(?:[万亿千百]{1,2}[\u4e00-\u9fff]?|美元|元|%|‰|个?百分点|倍|[公千平毫厘]?[米克升]|平方[公千]?米|立方米|公里|[公英]?吨|公斤|公顷|亩|"
    r"小时|分钟|秒|岁|周岁|个?[月年日天]|[kKmMcC]?[mMgGlLW]h?|dB|℃|[个项家户人次件批张条辆台套名处座间门级类种期层号])"
    r"(?=$|[\s,，。；;、）)/／的至—-]|[以之]?[上下内]|左右|及其?以)"
)
# 2.1规定的, 2.1至2.3, 2.1条: a clause that is only referred to
_REFERS = re.compile(
    r"规定(?:[的，。；]|执行|要求|办理|处理|情形)|[的、，,。；;）)》”至~～—]"
    r"|[条款项节](?:规定|所|的|和|或|中|至|，|、|。)|[中所](?:的|列|述|规定|，)"
)
_JOINED = re.compile(r"[和或与及以到中所]")
_CELLS = re.compile(r"\t|[ \u3000]{2,}")
_LEADERS = re.compile(r"(?:…|\.{3}|·{3}|\t|[ \u3000]{2,})[\s.…·]*\d{1,3}$")
_TITLE_MARKS = re.compile(r"[。；;，,：:！!？?]")
_SKIPPED = 3  # numbers that may be missing between two of an outline
_LEAST = 4  # numbers that an outline has, two of them 1.1


@dataclass(frozen=True, slots=True)
class _Candidate:
    line: int
    path: Path
    dotted: bool  # 1. or 1、: a list may count so, too
    titled: bool  # the line is no sentence
    spaced: bool
    length: int


def decimal_path(label: str) -> Path:
    """2.1.3 → (2, 1, 3); () for a label of another kind (2. is one)."""
    if not re.fullmatch(r"\d{1,2}(?:\.\d{1,2})*", label):
        return ()
    return tuple(map(int, label.split(".")))


def printed_heading(label: str, title: str, text: str) -> tuple[int, int]:
    """Where the number of an outline's clause ends in its text, and a heading in lines of its own; 0 for none.

    :param text: the clause's text, traditional or not, with Markdown marks.
    """
    if not decimal_path(label):
        return 0, 0
    match = _PRINTED.match(flatten(text))
    if match is None or match[1] != label:
        return 0, 0
    wanted, end = re.sub(r"[\W_]", "", fold(title)), match.end()
    while wanted and end < len(text):
        end = (text + "\n").index("\n", end) + 1
        found = re.sub(r"[\W_]", "", fold(text[match.end() : end]))
        if len(found) >= len(wanted):
            return match.end(), end if found == wanted and end < len(text) else 0
    return match.end(), 0


def comes_after(path: Path, before: Path) -> bool:
    """Whether an outline goes on with ``path`` after ``before``, nothing left out."""
    if path[:-1] == before:
        return path[-1] == 1
    depth = len(path)
    return path[:-1] == before[: depth - 1] and len(before) >= depth and path[-1] == before[depth - 1] + 1


def find_outline(lines: Sequence[Line], wrap: Wrapping, skip: Collection[int] = ()) -> dict[int, Mark]:
    """The marks of a text's decimal outlines by line; {} where it has none. Each enclosure may have its own.

    :param skip: indices of lines that head nothing (rows of tables, contents, page numbers).
    """
    found: dict[int, Mark] = {}
    segment: list[_Candidate] = []
    for i, line in enumerate(lines):
        if i in skip:
            continue
        mark = read_mark(line.text)
        if mark is not None and mark.rank is Rank.ATTACHMENT:
            found |= _marks(_outline(segment), lines)
            segment = []
        elif (candidate := _candidate(i, lines, wrap, skip)) is not None:
            segment.append(candidate)
    return found | _marks(_outline(segment), lines)


def outline_contents(lines: Sequence[Line], first: int) -> int:
    """How far the contents of a decimal outline reach that begin with line ``first``; ``first`` where none do."""
    paths = [(i, m) for i in range(first, len(lines)) if (m := _path_of(lines[i].text))]
    if not paths or paths[0][0] > first + 1 or set(paths[0][1]) != {1}:
        return first
    return next((i for i, path in paths[2:] if path == paths[0][1]), first)


def _path_of(text: str) -> Path:
    match = _NUMBER.match(flatten(text))
    return decimal_path(match[1]) if match else ()


def _candidate(i: int, lines: Sequence[Line], wrap: Wrapping, skip: Collection[int]) -> _Candidate | None:
    line = lines[i]
    match = _NUMBER.match(flatten(line.text))
    if match is None or line.piped:
        return None
    path, rest = decimal_path(match[1]), line.text[match.end() :]
    if 0 in path or not _BEGINS.match(rest) or _CELLS.search(rest.rstrip()) or _LEADERS.search(line.text):
        return None
    spaced = bool(match[3])
    if _COUNTED.match(rest) or _REFERS.match(rest) or (not spaced and _JOINED.match(rest)):
        return None
    last = i - 1
    while last in skip and last >= 0 and "\t" not in lines[last].text and not lines[last].piped:
        last -= 1
    if last >= 0 and last not in skip and _broken_into(lines[last], line, wrap):
        return None
    titled = not _TITLE_MARKS.search(rest) and len(rest) <= 40
    return _Candidate(i, path, bool(match[2]) and len(path) == 1, titled, spaced, match.end())


def _broken_into(before: Line, line: Line, wrap: Wrapping) -> bool:
    """Whether the sentence of the line before runs on into this one."""
    if not wrap.goes_on(before) or is_title(before.text) or line.level or line.bold:
        return False
    return before.dangling or not (line.gap or before.closed or _NUMBER.match(flatten(before.text)))


def _outline(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """The longest outline among the candidates; [] where they are none."""
    best: list[_Candidate] = []
    for start, candidate in enumerate(candidates):
        if set(candidate.path) != {1} or len(candidate.path) > 2:
            continue
        chain = _chain(candidates[start:])
        if len(chain) >= len(best):  # the later beginning: what stands before it numbers something else
            best = chain
    deep = sum(len(c.path) > 1 for c in best)
    return best if len(best) >= _LEAST and deep >= 2 else []


def _chain(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    chain = [candidates[0]]
    for k, candidate in enumerate(candidates[1:], 1):
        last = chain[-1].path
        if len(candidate.path) > 1:
            if _may_follow(candidate.path, last):
                chain.append(candidate)
        elif _is_chapter(candidate, last, chain[0], candidates[k + 1 :]):
            chain.append(candidate)
    return chain


def _may_follow(path: Path, before: Path) -> bool:
    """Whether an outline may go on so; a few numbers may be missing."""
    if comes_after(path, before):
        return True
    if path == (before[0] + 1, 1):
        return True  # the chapter's own number stands in another grammar: 二、
    depth = len(path)
    if path[:-1] != before[: depth - 1]:
        return len(path) == 2 and path[0] == before[0] + 1 and path[1] <= _SKIPPED
    last = before[depth - 1] if len(before) >= depth else 0
    return last < path[-1] <= last + _SKIPPED


def _is_chapter(candidate: _Candidate, last: Path, first: _Candidate, later: Sequence[_Candidate]) -> bool:
    """Whether a bare number is a chapter's: it is next, and what comes of the outline before and after it agrees."""
    number = candidate.path[0]
    if candidate.dotted != first.dotted and len(first.path) == 1:
        return False
    following = next((c for c in later if len(c.path) > 1), None)
    again = [c for c in later if c.path == candidate.path and (following is None or c.line < following.line)]
    again = [c for c in again if c.dotted == candidate.dotted]
    if following is not None and following.path[:1] == (number,):  # its first section comes
        return last[0] < number <= last[0] + _SKIPPED and not again
    if number != last[0] + 1 or (following is not None and following.path[0] < number):
        return False
    if candidate.dotted or not candidate.spaced:  # a list may count so, or a sentence begin so
        return candidate.titled and not again
    return not again


def _marks(outline: Sequence[_Candidate], lines: Sequence[Line]) -> dict[int, Mark]:
    return {
        c.line: Mark(
            Rank.DECIMAL, c.path[-1], ".".join(map(str, c.path)), c.length, spaced=c.spaced, path=c.path
        )
        for c in outline
    }


def outline_title(
    i: int, lines: Sequence[Line], mark: Mark, wrap: Wrapping, marks: Mapping[int, Mark]
) -> tuple[str, int, bool]:
    """(title, the last line the heading reaches into, whether it stands alone) of a number of an outline.

    A title is no sentence: 2.1 抽样人员, or 2.1 抽样人员。每个小组…; a clause that is one sentence has none.
    """
    rest = lines[i].text[mark.length :]
    full = wrap.hard and len(lines[i].text) >= wrap.width - 4
    stop = _TITLE_MARKS.search(rest)
    if stop is None and full and i + 1 < len(lines) and i + 1 not in marks:
        after = lines[i + 1].text
        if _TITLE_MARKS.search(after) or len(after) >= wrap.width - 4 or len(rest + after) > 60:
            return "", i, False  # the first line of a sentence
        return rest + after, i + 1, True
    if stop is None:
        return (rest, i, True) if len(rest) <= 60 else ("", i, False)
    if stop.group() in "。：:" and stop.start() <= 20:
        alone = stop.end() == len(rest)
        if not alone or stop.group() != "。":
            return rest[: stop.start()], i, alone
    return "", i, False
