"""What a document wants to have reached, as a whole: 西安2035年目标, 到2027年浙江要怎么样.

Such a question has a place, often a year, and no subject; the sentences that say 到2035年… answer it. Knows nothing
of single indicators.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answers.statements import Statement
from assistant.understand.question import Kind, Query

LONG = 240  # characters read out
OPENING = 40  # characters of a sentence that only opens what it announces
SEVERAL = 3  # sentences for a question that names no year
SUBJECTLESS = 0.45  # the words of a question that weigh less than this together name no subject
_KINDS = frozenset({Kind.FACT, Kind.LIST, Kind.INDICATOR, Kind.DEFINITION})
_ASKED = re.compile(
    r"目标|愿景|蓝图|要?(?:达到|实现|做到|建成|走到|排到|进到|到)(?:[一-龥]{2,3}的?)?(?:什么|啥|怎样|哪)|(?:要|会|将|是)?(?:什么样|怎么?样|咋样|如何)|干成什么|(?:要|想|打算|准备)(?:干|做|搞)(?:些|点)?(?:什么|啥)|goals?|targets?"
)
_FRAME = re.compile(
    r"[的是有要达到实现做成建干搞样主总体长远近大概分想写说讲看问]+|目标|任务|愿景|情况|水平|程度|地步|位置|地位|位次|档次|名次|排名|口径|说法|提法"
)
# the aims as a list, each with its heading
_PARTS = re.compile("方面|哪[几两三四五六七八九十]|几[个项条类]|分[成为]")
# a place where a document says what it wants as a whole
_SECTION = re.compile(r"目标|总体要求|愿景|总要求")


def asks_aims(query: Query) -> bool:
    """Whether a question asks what is to be reached, of nothing in particular."""
    if query.kind not in _KINDS or query.refs or query.attribute or not query.doc_ids:
        return False
    if not _ASKED.search(query.text.lower()) or not (query.years or "目标" in query.text):
        return False
    if _PARTS.search(query.text):
        return False
    return sum(w.weight for w in query.words if not _FRAME.fullmatch(w.text)) < SUBJECTLESS


def aims(query: Query, statements: Sequence[Statement], titles: Sequence[str]) -> list[Statement]:
    """The sentences of one document that answer it, in reading order; none where it says nothing of the year.

    :param statements: of the document, in reading order.
    :param titles: for each of them the headings around it.
    """
    general = [s for s, t in zip(statements, titles, strict=True) if _SECTION.search(t) and not s.clause.row]
    for pool in (general, [s for s in statements if not s.clause.row]):
        starts = [n for n, s in enumerate(pool) if _opens(query, s) and not s.heading]
        if starts and query.years:
            return _followed(pool, starts[0], query)
        if starts:
            return [pool[n] for n in starts[:SEVERAL]]
    return []


def _opens(query: Query, statement: Statement) -> bool:
    if not query.years:
        return bool(re.search(r"(?:[到至]|力争)(?:20)?\d{2}年", statement.text)) and len(statement.text) > 12
    return any(re.search(rf"(?:[到至]|力争){year}年", statement.text) for year in query.years)


def _followed(pool: Sequence[Statement], at: int, query: Query) -> list[Statement]:
    """A sentence with those behind it in the same clause, as long as they speak of no other year."""
    out, used = [pool[at]], len(pool[at].text)
    for statement in pool[at + 1 :]:
        other = {int(y) for y in re.findall(r"(20\d{2})年", statement.text)} - set(query.years)
        # 到2027年，质量总体水平再上新台阶 says nothing without the figures behind it
        long = used + len(statement.text) > LONG and used > OPENING
        if statement.clause is not pool[at].clause or other or long:
            break
        if not statement.heading:
            out.append(statement)
            used += len(statement.text)
    return out
