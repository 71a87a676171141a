"""A line → the mark it starts with, in the grammars of 公文 and 法规, whether or not it heads anything.

公文: 一、 （一） 1. （1） ① 专栏 附件 ——. 法规: 编 分编 章 节 条 (之一) 款 项 目.
Knows one line at a time; which marks of a text are headings is told by headings.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from corpus.numerals import CHINESE_NUMERAL, flatten, format_ordinal, parse_ordinal

_CN = rf"[{CHINESE_NUMERAL}]"
_WS = r"[\s\u3000]"
TITLE_LIMIT = 80  # characters; a longer first sentence is body, not a heading


class Rank(IntEnum):
    """How high a heading stands; a smaller rank holds a larger one."""

    ATTACHMENT = 0
    PART = 1  # 编
    SUBPART = 2  # 分编
    CHAPTER = 3  # 章
    SECTION = 4  # 节
    NUMERAL = 5  # 一、
    ARTICLE = 6  # 第一条
    DECIMAL = 7  # 1, 1.1, 1.1.1 of an outline (decimals.py); its path tells how deep
    PAREN = 8  # （一）
    ARABIC = 9  # 1.
    PAREN_ARABIC = 10  # （1）
    CIRCLED = 11  # ①
    BOX = 20  # 专栏, 附表
    DASH = 21  # ——


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark at the start of a line. ``length``: characters of it in ``Line.text``, blanks after it included."""

    rank: Rank
    number: int | None
    label: str
    length: int
    sub: int = 0  # 第十条之一: 1
    spaced: bool = False  # white space (or a bracket, or the end) follows the mark
    path: tuple[int, ...] = ()  # 2.1.3 of an outline: (2, 1, 3)


_PATTERNS: tuple[tuple[Rank, re.Pattern[str]], ...] = (
    (Rank.SUBPART, re.compile(rf"第({_CN}+|\d+)分编")),
    (Rank.PART, re.compile(rf"第{_WS}?({_CN}+|\d+){_WS}?(?:编|部分)")),
    (Rank.CHAPTER, re.compile(rf"第{_WS}?({_CN}+|\d+){_WS}?章")),
    (Rank.SECTION, re.compile(rf"第{_WS}?({_CN}+|\d+){_WS}?节")),
    (Rank.ARTICLE, re.compile(rf"第{_WS}?({_CN}+|\d+){_WS}?条(?:之({_CN}+))?")),
    (Rank.NUMERAL, re.compile(rf"({_CN}+)(?:[、．]|\.(?!\d))")),
    (Rank.PAREN, re.compile(rf"\({_WS}*({_CN}+){_WS}*\)|([㈠-㈩])")),
    (Rank.ARABIC, re.compile(r"(\d{1,3})(?:[、.](?!\d))|([⒈-⒛])")),
    (Rank.PAREN_ARABIC, re.compile(rf"\({_WS}*(\d{{1,3}}){_WS}*\)|([⑴-⒇])")),
    (Rank.CIRCLED, re.compile(r"([①-⑳])|(\d{1,2})\)(?!\d)")),
)
_BOX = re.compile(
    rf"(专{_WS}?栏|附{_WS}?表|表){_WS}*[-—]?{_WS}*(?:\({_WS}*({_CN}+|\d+){_WS}*\)|({_CN}+|\d+)(?![{CHINESE_NUMERAL}\d年]))?"
    rf"(?:[:：、.](?!\d)|{_WS})*"
)
_NUMBERED_TABLE = re.compile(rf"表{_CN}{{1,2}}(?:{_WS}|[:：]|$)")  # 表一 and its title; 表一致 is none
_ATTACHMENT = re.compile(
    rf"附{_WS}?[件录]{_WS}*[-—]?(?:({_CN}+|\d+)(?![{CHINESE_NUMERAL}\d年]))?{_WS}*[:：]?{_WS}*"
)
_DASH = re.compile(r"(?:—{2,}|―{2,}|─{2,}|━{2,}|－{2,}|-{2,}(?!-*$))[\s\u3000]*")
# what follows the number of a clause that is only referred to
_REFERS = re.compile(
    rf"(?:规定|所|的|、|和|或|至|到|与|及|以|中|之外|之规定|,|，|。|；|;|第{_CN}+[款项条]|第\d+[款项条]|[款项]|\)|）|》|”)"
)
_PART_OF_ARTICLE = re.compile(rf"第(?:{_CN}+|\d+)[款项](?!目)")
_PAREN_REFERS = re.compile(
    r"(?:[至到、和及或与，,][\s]*[（(第]|(?:[项款]|目(?!的))(?:规定|情形|所|的|、|和|或|中|，))"
)
_LIST_OF_NUMBERS = re.compile(rf"{_CN}+(?:、|产业|次产业)")
# 专栏1所列, 专栏1中的 go on as a sentence; 专栏1 中小企业… is a title
_GOES_ON = re.compile(r"[所的及和、,]|中(?:[的所列、,]|提出|规定|明确|确定)")
SENTENCE_END = re.compile(r"[。；;！？]")


def read_mark(text: str, enclosed: bool = False) -> Mark | None:
    """The heading mark a line's (simplified) text starts with, whether or not it heads anything.

    :param enclosed: what follows the line is enclosed, so that 附件：… lists nothing.
    """
    flat = flatten(text)
    dash = _DASH.match(flat)
    if dash:
        return Mark(Rank.DASH, None, "——", dash.end(), spaced=True)
    if flat[:1] in "专附表":
        return _read_box(flat) or _read_attachment(flat, enclosed)
    for rank, pattern in _PATTERNS:
        match = pattern.match(flat)
        if match is None:
            continue
        numeral = next(g for g in match.groups() if g)
        number = parse_ordinal(numeral)
        if number is None or not 0 < number < 2000:
            return None
        sub = 0
        if rank is Rank.ARTICLE and match[2]:
            sub = parse_ordinal(match[2]) or 0
        blank = re.compile(r"(?:[\s\u3000]|\*\*|__)*").match(flat, match.end())
        length = blank.end() if blank else match.end()
        spaced = length > match.end() or length == len(flat) or flat[length] in "【[(〔"
        label = _label(rank, number, sub, numeral)
        if match.group().endswith("部分"):
            label = label.removesuffix("编") + "部分"
        return Mark(rank, number, label, length, sub, spaced)
    return None


def _label(rank: Rank, number: int, sub: int, numeral: str) -> str:
    cn = format_ordinal(number)
    after = f"之{format_ordinal(sub)}" if sub else ""
    law = {Rank.PART: "编", Rank.SUBPART: "分编", Rank.CHAPTER: "章", Rank.SECTION: "节", Rank.ARTICLE: "条"}
    if rank in law:
        return f"第{cn}{law[rank]}{after}"
    if rank is Rank.NUMERAL:
        return f"{cn}、"
    if rank is Rank.PAREN:
        return f"（{cn}）"
    if rank is Rank.ARABIC:
        return f"{number}."
    if rank is Rank.PAREN_ARABIC:
        return f"（{number}）"
    return f"{numeral}）" if numeral.isdecimal() else numeral


def _read_box(flat: str) -> Mark | None:
    match = _BOX.match(flat)
    if match is None:
        return None
    word, numeral = re.sub(_WS, "", match[1]), match[2] or match[3]
    if word == "表" and not (numeral and (numeral.isdigit() or _NUMBERED_TABLE.match(flat))):
        return None
    number = parse_ordinal(numeral) if numeral else None
    rest = flat[match.end() :]
    # a box named in a sentence (专栏1所列指标…) runs on; a heading is short
    if SENTENCE_END.search(rest) or len(rest) > TITLE_LIMIT or _GOES_ON.match(rest):
        return None
    return Mark(Rank.BOX, number, f"{word}{number or ''}", match.end(), spaced=True)


def _read_attachment(flat: str, enclosed: bool) -> Mark | None:
    match = _ATTACHMENT.match(flat)
    if match is None or SENTENCE_END.search(flat) or (is_enclosure_list(flat) and not enclosed):
        return None
    rest = flat[match.end() :]
    number = parse_ordinal(match[1]) if match[1] else None
    if len(rest) > TITLE_LIMIT or _GOES_ON.match(rest):
        return None
    return Mark(Rank.ATTACHMENT, number, f"附件{number or ''}", match.end(), spaced=True)


def is_enclosure_list(text: str) -> bool:
    """Whether a line lists what is enclosed (附件：1.… at the end of a notice), and is no enclosure's heading."""
    return bool(re.match(rf"附{_WS}?[件录]{_WS}*[:：]{_WS}*\S", text))


def is_cross_reference(mark: Mark, text: str) -> bool:
    """Whether the words after the mark show that the clause is only being referred to."""
    rest = flatten(text)[mark.length :]
    if mark.rank is Rank.NUMERAL:
        return bool(_LIST_OF_NUMBERS.match(rest))
    if mark.rank in (Rank.PAREN, Rank.PAREN_ARABIC, Rank.CIRCLED):
        return bool(_PAREN_REFERS.match(text[mark.length :]))
    if mark.rank <= Rank.SECTION or mark.rank is Rank.ARTICLE:
        return bool(_PART_OF_ARTICLE.match(rest)) or (not mark.spaced and bool(_REFERS.match(rest)))
    return False
