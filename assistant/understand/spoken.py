"""Amounts as people say them: 八成, 一半以上, 四分之一, 两万人次, 五年, 退一赔三; beside those texts write.

Text in, quantities with offsets out; knows nothing of questions or clauses.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from corpus.numerals import CHINESE_NUMERAL, find_quantities, flatten, parse_ordinal
from corpus.types import Comparator, Quantity

_CN = f"[{CHINESE_NUMERAL}]"
_DIGIT = "[一二两三四五六七八九十]"
_AFTER: dict[str, Comparator] = {
    "以上": "≥",
    "以下": "≤",
    "以内": "≤",
    "之内": "≤",
    "左右": "≈",
    "上下": "≈",
    "多": ">",
}
_BEFORE: dict[str, Comparator] = {
    "超过": ">", "高于": ">", "多于": ">", "不低于": "≥", "不少于": "≥", "至少": "≥", "最少": "≥", "最低": "≥",
    "不超过": "≤", "不高于": "≤", "最多": "≤", "最高": "≤", "至多": "≤", "顶多": "≤",
    "不到": "<", "低于": "<", "少于": "<", "不足": "<",
}  # fmt: skip
_B = "(?P<before>" + "|".join(sorted(_BEFORE, key=len, reverse=True)) + ")?"
_A = "(?P<after>" + "|".join(_AFTER) + ")?"
# a lone numeral before one of these is an amount unless a name goes on behind it (三年行动计划)
_SPAN = "年|个月|个工作日|工作日|小时|分钟|天|日|周|倍|次|届"
_COUNT = "人次|平方米|公里|个|家|项|名|人|位|张|件|户|所|座|台|套|条|辆|处|间|头|只|羽|亩|吨|岁|周岁|米|分|元|块|场|批|期|学时"
_SPOKEN: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], tuple[Decimal, str] | None]], ...] = (
    # 八成, 九成五; not 建成, 成本, 八成新
    (
        re.compile(
            rf"{_B}(?<!百分之)(?P<n>{_DIGIT})成(?P<m>[一二三四五六七八九])?(?!新|本|立|果|为|功|长|员|绩|熟|交|都|[{CHINESE_NUMERAL}])"
            rf"{_A}"
        ),
        lambda m: (Decimal(_number(m["n"]) * 10 + (_number(m["m"]) if m["m"] else 0)), "%"),
    ),
    (
        re.compile(
            rf"{_B}(?P<all>一半|半数|对半|过半)(?!天|年|个|路|价){_A}",
        ),
        lambda m: (Decimal(50), "%"),
    ),
    (
        re.compile(rf"{_B}(?P<of>{_DIGIT}+)分之(?P<n>{_DIGIT}+){_A}"),
        lambda m: (Decimal(100 * _number(m["n"])) / _number(m["of"]), "%"),
    ),
    (re.compile(rf"{_B}半(?P<u>年|个月|天|小时){_A}"), lambda m: _half(m["u"])),
    (re.compile(rf"[退假]一[赔罚](?P<n>{_DIGIT}+)"), lambda m: (Decimal(_number(m["n"])), "倍")),
    (
        re.compile(
            rf"{_B}(?<![第之每近前后头{CHINESE_NUMERAL}\d])(?P<n>{_CN}+)(?P<u>{_SPAN})"
            rf"(?!行动|计划|规划|工程|级|代|度|前|以来|来|一|总|月|常|初|末|底|制|性|纲要|会){_A}"
        ),
        # 一年最多: how often, not how long
        lambda m: (Decimal(_number(m["n"])), m["u"]) if _number(m["n"]) and (m["n"] != "一" or m["after"]) else None,
    ),
    # 新品900款; 第九条2款 is a paragraph
    (
        re.compile(rf"{_B}(?<![第条\d.])(?P<n>\d{{2,}})(?P<u>款){_A}"),
        lambda m: (Decimal(m["n"]), m["u"]),
    ),
    # GDP15%
    (
        re.compile(rf"{_B}(?<=[A-Za-z])(?P<n>\d+(?:\.\d+)?)%{_A}"),
        lambda m: (Decimal(m["n"]), "%"),
    ),
    # 五项吧, 两万人次: a short numeral counts only where the sentence ends in it, else it may be part of a name
    (
        re.compile(
            rf"{_B}(?<![第之每近{CHINESE_NUMERAL}\d])(?P<n>{_CN}{{2,}}|{_CN}(?=(?:{_COUNT})(?:以上|以下|以内|左右)?(?:[吗吧么呢啊呀，,。？?！!]|对|没错|是不是|是吧|不|$)))"
            rf"(?P<u>[万亿]?(?:{_COUNT})){_A}"
        ),
        lambda m: (Decimal(_number(m["n"])), m["u"]) if _number(m["n"]) else None,
    ),
)  # fmt: skip


# 不能超过三年, 至少要三年, 最多只能三年: words that bound the amount behind them
_NEVER = re.compile("(?:不得|不能|不可以?|不许|不准|不应当?|别|莫)$")
_TURNED: dict[Comparator, Comparator] = {">": "≤", "<": "≥"}
_BOUNDED: tuple[tuple[re.Pattern[str], Comparator], ...] = (
    (re.compile("(?:至少|起码|最少)(?:也?[要得能]|可以|达到)+$"), "≥"),
    (re.compile("(?:最多|顶多|至多)(?:也?只?[要得能]|只|可以|达到)+$"), "≤"),
)
_TIME = re.compile("[年月日天周]|小时|分钟")


_CUT_SHORT = re.compile(rf"(?P<head>{_CN}*[百千万亿])(?P<last>[一二两三四五六七八九])")


def numeral(text: str) -> Decimal | None:
    """The number that a numeral alone stands for, as people say it: 一百五 is 150, 两万三 23000, 半 one half."""
    if text == "半":
        return Decimal("0.5")
    if re.fullmatch(r"\d+(?:\.\d+)?", text):
        return Decimal(text)
    if (m := _CUT_SHORT.fullmatch(text)) and "零" not in text:
        step = {"百": 10, "千": 100, "万": 1000, "亿": 10_000_000}[m["head"][-1]]
        return Decimal(_number(m["head"]) + step * _number(m["last"]))
    value = parse_ordinal(text)
    return None if value is None else Decimal(value)


def _number(text: str) -> int:
    return parse_ordinal(text) or 0


def _half(unit: str) -> tuple[Decimal, str]:
    return {
        "年": (Decimal(6), "个月"),
        "个月": (Decimal(15), "天"),
        "天": (Decimal(12), "小时"),
        "小时": (Decimal(30), "分钟"),
    }[unit]


def told(text: str) -> list[Quantity]:
    """The amounts a question takes for granted: without years, and of several without how long and bare numbers.

    三年培训1.5万人次 tells how many are trained, 12345是10个工作日 how many days.
    """
    found = [q for q in spoken_quantities(text) if q.unit or not 1900 <= q.low <= 2100]
    found = [q for q in found if q.unit] or found
    found = [q for q in found if not _TIME.search(q.unit)] or found
    return found


def spoken_quantities(text: str) -> list[Quantity]:
    """The amounts of a (simplified) text, also those only people say so; the longer one where two overlap."""
    found = list(find_quantities(text))
    flat = flatten(text)
    for pattern, value_of in _SPOKEN:
        for m in pattern.finditer(flat):
            value = value_of(m)
            if value is None:
                continue
            groups = m.groupdict()
            comparator: Comparator = "="
            if groups.get("before"):
                comparator = _BEFORE[groups["before"]]
            elif groups.get("after"):
                comparator = _AFTER[groups["after"]]
            elif groups.get("all") == "过半":
                comparator = ">"
            found.append(
                Quantity(
                    text[m.start() : m.end()], m.start(), m.end(), value[0], value[0], value[1], comparator
                )
            )
    out: list[Quantity] = []
    for quantity in sorted(found, key=lambda q: (q.start - q.end, q.start)):
        if all(quantity.end <= q.start or q.end <= quantity.start for q in out):
            out.append(quantity)
    return sorted((_bounded(q, text) for q in out), key=lambda q: q.start)


def _bounded(quantity: Quantity, text: str) -> Quantity:
    """An amount with the bound that the words before it set, which need not stand right before it."""
    before = text[: quantity.start]
    if quantity.comparator in _TURNED and (m := _NEVER.search(before)):
        comparator = _TURNED[quantity.comparator]
    elif quantity.comparator == "=" and (
        hit := next(((m, sign) for p, sign in _BOUNDED if (m := p.search(before))), None)
    ):
        m, comparator = hit
    else:
        return quantity
    start = m.start()
    return replace(quantity, text=text[start : quantity.end], start=start, comparator=comparator)
