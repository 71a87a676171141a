"""Members of one series that exclude each other: 二星 and 三星, 高中 and 初中, 甲类 and 丙类, 2级 and 三级.

A text that deals something out to some members of a series says nothing of another one. The series are those of public
administration; a text's own kinds (交通类, 智能基础设施类) are found by their ending. Knows nothing of clauses.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from corpus.numerals import parse_ordinal

_RANK = (
    "(?<![a-z\\d一二三四五六七八九十第百哪这那同每任各])(?<![上下](?=一级))"
    "(?P<m>[a-e]{1,5}|[一二两三四五六七八九十]|[甲乙丙丁戊]|[1-9])"
)
# of what a series is made → its members
_SERIES = (
    re.compile(rf"{_RANK}(?=星)"),
    re.compile(f"{_RANK}(?=级(?![别联])|等级)"),
    re.compile(f"{_RANK}(?=类(?!别|似))"),
    re.compile(f"{_RANK}(?=档(?!案|次))"),
    re.compile("(?P<m>国家|省|市|县|区)级"),
    re.compile("(?P<m>幼儿园|(?<!中)小学|初中|高中|中职|大学)"),
    re.compile("(?P<m>初级|中级|(?<!正)(?<!副)高级(?!技师)|高级技师|(?<!高级)技师)"),
    re.compile("(?P<m>专科|大专|本科|硕士|博士)"),
    re.compile("(?P<m>大型|中型|小型|微型)"),
    re.compile("(?P<m>职工|居民)(?=(?:基本|大病)?(?:医疗?保|养老保|生育保))"),
    re.compile("(?P<m>在职|退休)(?=人员|职工|工人|的)"),
    re.compile("(?P<m>[金银铜])奖"),
    re.compile("(?P<m>特别重大|(?<!特别)重大|较大|一般)(?=事故|突发|火灾)"),
    re.compile("(?P<m>生产|经营|销售)(?=许可)"),
    re.compile("(?P<m>[男女])(?=[孩生童性方]|职工|学生)"),
    re.compile("(?P<m>[猪牛羊鸡鸭鹅兔犬狗猫])(?![仔奶油肉蛋])"),
    re.compile("(?P<m>建设|施工|监理|勘察|设计)(?=单位|总承包|企业)"),
    re.compile("(?P<m>重点|一般)(?=管理区|监管|地区)"),
    re.compile("(?P<m>线上|网上|网购|网店|电商|网络|在线|互联网|线下|实体店)"),
)
_SAME = {
    "两": "二",
    "大专": "专科",
    "狗": "犬",
    "网上": "线上",
    "网购": "线上",
    "网店": "线上",
    "电商": "线上",
    "网络": "线上",
    "在线": "线上",
    "互联网": "线上",
    "实体店": "线下",
}
# what a text says of more than the members it names
_AND_OTHERS = re.compile("[级星类等档科型](?:及)?以[上下]|及其他|各[级类等档]|不同[级类等档]|所有|任何|不分")
_KIND = re.compile("(?P<m>[一-龥]{1,5}(?![一二三四五六七八九十两几各这那哪同分])[一-龥])类(?![别似型])")


def of_other_member(question: str, text: str, around: str = "") -> bool:
    """Whether a (flattened) text speaks of members of a series, and neither it nor what stands around it of the one asked for."""
    for n, asked in _asked(question):
        headed = _members(n, around)
        told = _members(n, text) or headed
        if told and not asked & (told | headed) and not _AND_OTHERS.search(text):
            return True
    kinds = [m["m"] for m in _KIND.finditer(question)]
    named = _KIND.findall(text) if kinds else []
    # 里交通类: what stands before a kind's name may be taken for a part of it; 咨寻类 is 咨询类, mistyped
    mistyped = any(set(kind[-2:]) & set(other[-2:]) for kind in kinds for other in named)
    said = mistyped or any(kind[-2:] in text or kind[-2:] in around for kind in kinds)
    return bool(named) and not said


@lru_cache(maxsize=64)
def _asked(question: str) -> tuple[tuple[int, frozenset[str]], ...]:
    """The series that a question names members of, by number, with these; one question is held against many texts."""
    return tuple((n, asked) for n in range(len(_SERIES)) if (asked := _members(n, question)))


@lru_cache(maxsize=4096)
def _members(n: int, text: str) -> frozenset[str]:
    out = set()
    for m in _SERIES[n].finditer(text):
        member = _SAME.get(m["m"], m["m"])
        out.add(str(parse_ordinal(member) or member))
    return frozenset(out)


def member_unsaid(name: str, others: Sequence[str], text: str) -> bool:
    """Whether a side is told from the others by a member of a series, and a text names none: 发生事故…, of 特别重大事故."""
    rest = [_asked(o) for o in others]
    return any(
        any(n == m and asked != told for other in rest for m, told in other) and not _members(n, text)
        for n, asked in _asked(name)
    )


def apart(question: str, text: str) -> bool:
    """Whether a text names members of a series that a question names another one of."""
    return any((told := _members(n, text)) and not asked & told for n, asked in _asked(question))
