"""What of a table's row is read out besides the figure asked for: figures asked for together, and notes below the table.

Knows nothing of how the row was found or of wording.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.answers.measures import PRESENT
from assistant.answers.statements import Statement, flat
from assistant.understand.question import Query
from assistant.understand.words import coverage
from corpus.numerals import flatten, parse_ordinal
from corpus.script import simplify
from corpus.types import Clause, Indicator

# where things stand is asked for; what is to be reached
_FUTURE = re.compile("目标|以后|今后|将来|未来|将要?(?:达|到|建|增)|要(?:达|到|搞|建|增|做)")
_HOW_MANY = re.compile("多少|几(?![年月]前)")
_FROM_TO = re.compile("[从由](?:多少|几).{0,10}?[到至成](?:多少|几)")
_NOTE = re.compile(
    r"(?:注|备注|说明)[：:]?|(?:\d{1,2}[.．、])?(?:本表|表中)?第[\d一二三四五六七八九十]+(?:[、，和及至—\-]第?[\d一二三四五六七八九十]+)*项"
)
_OF_ROW = re.compile(r"第([\d一二三四五六七八九十]+)项")
# what a note under a table tells of a figure, and its row does not
_NOTE_ASKED = re.compile("哪一?年|口径|怎么算|算不算|含不含|包不包|包括|指的?是|底数|基数|基期|说明|备注")
# 第7项、第8项不适用于个人零星小额交易: what a note takes out of a row belongs to it, asked or not
_TAKES_OUT = re.compile("不适用|除外|不包括|不含")
ONE_OF_THEM = (
    0.5  # share of the question that a figure's name must say to be the one meant of several in a cell
)
NOTE_LENGTH = 90  # characters of a note that is read out


def asked_together(query: Query, statement: Statement, indicator: Indicator) -> list[Indicator]:
    """The figures of a row that one question asks for: 24年和27年各多少, 现在有几个，以后要多少, 从多少天压到多少天."""
    row = [i for i in statement.indicators if i.name == indicator.name]
    base = [i for i in row if i.actual]
    several = len(_HOW_MANY.findall(query.text)) > 1
    if several and not indicator.actual and (PRESENT.search(query.text) or _FROM_TO.search(query.text)):
        # 27年要建多少张，现在有多少
        return [*base[-1:], indicator]
    if len(query.years) > 1:
        return sorted((i for i in row if i.year in query.years), key=lambda i: i.year or 0) or [indicator]
    if indicator.actual and (several or not query.years) and _FUTURE.search(query.text):
        return [indicator, *[i for i in row if not i.actual][:1]]
    return [indicator]


def cell_together(query: Query, statement: Statement, indicator: Indicator) -> tuple[int, int] | None:
    """The cell of a row that holds several things' figures (新建学校5所，新增学位4200个), as offsets in the document.

    None where the question names one of them, or there is but one.
    """
    beside = [i for i in statement.indicators if i.year == indicator.year and i.actual == indicator.actual]
    if len({i.name for i in beside}) < 2 or coverage(query.words, indicator.name.lower()) >= ONE_OF_THEM:
        return None
    at, text = indicator.quantity.start - statement.start, statement.source
    start = max(text.rfind(bar, 0, at) for bar in "|\t") + 1
    end = min((e for bar in "|\t" if (e := text.find(bar, at)) >= 0), default=len(text))
    inside = [i for i in beside if start <= i.quantity.start - statement.start < end]
    if start == 0 or len({i.name for i in inside}) < 2:
        return None
    cell = text[start:end]
    start += len(cell) - len(cell.lstrip())
    return statement.start + start, statement.start + start + len(cell.strip())


def note_on(query: Query, row: Clause, below: Iterable[Statement]) -> tuple[int, int] | None:
    """What a note below a table says of a row by its number and is asked (注：第4项每次整治结束后…公布结果), as offsets.

    :param below: the sentences of what holds the table.
    """
    if row.number is None:
        return None
    for statement in below:
        text = flatten(simplify(statement.source))
        if statement.start < row.end or len(text) > NOTE_LENGTH or not _NOTE.match(text):
            continue
        for piece in re.finditer("[^；;]+", text):
            said = piece.group()
            if row.number not in {parse_ordinal(n) for n in _OF_ROW.findall(said)}:
                continue
            asked = _NOTE_ASKED.search(query.text) or coverage(query.words, flat(said)) > 0
            if asked or _TAKES_OUT.search(said):
                begin = re.match(r"\s*(?:(?:注|备注|说明)[：:])?\s*", said)
                start = piece.start() + (begin.end() if begin else 0)
                return statement.start + start, statement.start + piece.end()
    return None
