"""What a document wants to have reached, as a whole: 西安2035年目标, 到2027年浙江要怎么样, 赣州2027年指标.

Such a question has a place, often a year, and no subject of its own; the sentences that say 到2035年… answer it. Knows
nothing of single indicators, nor of tables.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.answers.statements import Statement, flat
from assistant.understand.question import Kind, Query
from corpus.numerals import flatten

LONG = 240  # characters of the sentence that opens, with those behind it in its clause
OPENING = 40  # characters of a sentence that only opens what it announces
MORE = 600  # characters read out in all
SEVERAL = 3  # sentences for a question that names no year
SUBJECTLESS = 0.45  # the words of a question that weigh less than this together name no subject
_KINDS = frozenset({Kind.FACT, Kind.LIST, Kind.INDICATOR, Kind.DEFINITION})
_ASKED = re.compile(
    r"目标|指标|愿景|蓝图|要?(?:达到|实现|做到|建成|走到|排到|进到|到)(?:[一-龥]{2,3}的?)?(?:什么|啥|怎样|哪|多少)|"
    r"(?:要|会|将|是)?(?:什么样|怎么?样|咋样|如何)|干成什么|(?:要|想|打算|准备)(?:干|做|搞)(?:些|点)?(?:什么|啥)|"
    r"goals?|targets?"
)
_INDICATORS = re.compile("指标|目标值")
_FRAME = re.compile(
    r"[的是有要达到实现做成建干搞样主总体长远近大概分想写说讲看问]+|目标|任务|愿景|情况|水平|程度|地步|位置|地位|位次|档次|名次|排名|口径|说法|提法|"
    r"(?:主要|发展|核心|全部|所有|具体)?(?:指标|目标值|数值)|主要|全部|所有|核心|具体|"
    "国家|中央|全国|我国"
)
_WHICH_AIMS = re.compile("(?:有|定了|提了|提出了?)(?:哪些|什么|啥)(?:主要|总体|发展|具体)?的?目标")
# the aims as a list, each with its heading
_PARTS = re.compile("方面|哪[几两三四五六七八九十]|几[个项条类]|分[成为]")
# a place where a document says what it wants as a whole
_SECTION = re.compile(r"目标|总体要求|愿景|总要求")
_OTHER_AIM = re.compile(r"(?:[到至]|展望)(20\d{2})年")  # not 比2022年增长: what it is measured from
# 上述四项依次为: says nothing without the sentence before
_BACK = re.compile("上述|前述|以上[一二两三四五六七八九十几\\d]*[项个类]|依次为")


def asks_aims(query: Query, titles: Sequence[str] = ()) -> bool:
    """Whether a question asks what is to be reached, of nothing in particular.

    :param titles: of the documents asked about; a word of theirs is no subject of the question's own (江西竹产业2030年目标).
    """
    if query.kind not in _KINDS or query.refs or query.attribute or not query.doc_ids:
        return False
    text = query.text.lower()
    if not _ASKED.search(text) or not (query.years or "目标" in text):
        return False
    if _PARTS.search(text):
        return False
    return unsaid_weight(query, titles) < SUBJECTLESS


def unsaid_weight(query: Query, titles: Sequence[str] = ()) -> float:
    """What the words of a question weigh together that neither ask for aims nor stand in a title."""
    known = "".join(map(flat, titles))
    words = (w for w in query.words if not _FRAME.fullmatch(w.text) and flat(w.text) not in known)
    return sum(w.weight for w in words)


def asks_for_table(query: Query) -> bool:
    """Whether it is the indicators that are asked for, and not what is written about the aims."""
    return bool(_INDICATORS.search(query.text))


def lists_aims(query: Query) -> bool:
    """Whether a question names a place and asks which aims it has: of the whole document, whatever was talked of."""
    return bool(query.regions and _WHICH_AIMS.search(query.text))


def aims(query: Query, statements: Sequence[Statement], titles: Sequence[str]) -> list[Statement]:
    """The sentences of one document that answer it, in reading order; none where it says nothing of the year.

    :param statements: of the document, in reading order.
    :param titles: for each of them the headings around it.
    """
    general = [s for s, t in zip(statements, titles, strict=True) if _SECTION.search(t) and not s.clause.row]
    titles_of = {s.start: t for s, t in zip(statements, titles, strict=True)}
    for pool, own in ((general, True), ([s for s in statements if not s.clause.row], False)):
        starts = [n for n, s in enumerate(pool) if not s.heading and _opens(query, s, own=own)]
        if starts and query.years:
            return _followed(pool, starts[0], query) if not own else _told(pool, starts, query)
        if starts:
            return [pool[n] for n in starts[:SEVERAL]]
        if own and (listed := _listed(pool, titles_of)) and not query.years:
            return listed
        if own and pool and query.years:
            return []  # what one measure is to reach is not the aim
    return []


def _listed(pool: Sequence[Statement], titles: Mapping[int, str]) -> list[Statement]:
    """The figures listed under 主要目标 that name no year: those of a plan for one year."""
    out: list[Statement] = []
    for statement in pool:
        figures = any(not i.actual for i in statement.indicators) and not statement.heading
        if figures and "目标" in titles[statement.start] and _room(out, statement):
            out.append(statement)
    return out


def _room(told: Sequence[Statement], statement: Statement) -> bool:
    return sum(len(s.text) for s in told) + len(statement.text) <= MORE


def _opens(query: Query, statement: Statement, *, own: bool) -> bool:
    """Whether a sentence says what is to be reached by the year; one under such a heading may begin with it (2026年底，…)."""
    text = flatten(statement.text)
    if not query.years:
        return bool(re.search(r"(?:[到至]|力争)(?:20)?\d{2}年", text)) and len(text) > 12
    if own and statement.indicators and all(i.actual for i in statement.indicators):
        return False
    before = "(?:[到至]|力争|(?:^|[：:])\\W*)" if own else "(?:[到至]|力争)"
    return any(re.search(rf"{before}{year}年", text) for year in query.years)


def _told(pool: Sequence[Statement], starts: Sequence[int], query: Query) -> list[Statement]:
    """The opening sentences of the year, and the figures that stand below the first of them without a year of their own."""
    chosen: dict[int, Statement] = {}
    used = 0
    for n, at in enumerate(starts):
        run = _followed(pool, at, query)
        if _BACK.search(pool[at].text) and at:
            run = [pool[at - 1], *run]
        until = starts[n + 1] if n + 1 < len(starts) else len(pool)
        below = [] if n else _figures_below(pool[at + 1 : until], query)
        for statement in (*run, *below):
            if statement.start in chosen or (used + len(statement.text) > MORE and chosen):
                continue
            chosen[statement.start] = statement
            used += len(statement.text)
    return [chosen[start] for start in sorted(chosen)]


def _figures_below(pool: Sequence[Statement], query: Query) -> list[Statement]:
    """The sentences with targets that follow, until one speaks of another year."""
    out: list[Statement] = []
    for statement in pool:
        if {int(y) for y in _OTHER_AIM.findall(flatten(statement.text))} - set(query.years):
            break
        if any(not i.actual for i in statement.indicators) and not statement.heading:
            out.append(statement)
    return out


def _followed(pool: Sequence[Statement], at: int, query: Query) -> list[Statement]:
    """A sentence with those behind it in the same clause, as long as they speak of no other year."""
    out, used = [pool[at]], len(pool[at].text)
    for statement in pool[at + 1 :]:
        # 到2027年，质量总体水平再上新台阶 says nothing without the figures behind it
        long = used + len(statement.text) > LONG and used > OPENING
        if statement.clause is not pool[at].clause or long or _other_years(statement, query):
            break
        if not statement.heading:
            out.append(statement)
            used += len(statement.text)
    return out


def _other_years(statement: Statement, query: Query) -> set[int]:
    return {int(y) for y in re.findall(r"(20\d{2})年", flatten(statement.text))} - set(query.years)
