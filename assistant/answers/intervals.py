"""Amounts as stretches of a number line: 三十万元以上一百万元以下, 不超过60%, 80万; and how one lies to another.

Knows nothing of questions or clauses: text in, amounts with offsets out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from corpus.numerals import find_quantities, flatten, format_ordinal
from corpus.script import simplify
from corpus.types import Indicator, Quantity

TWO = 2  # 两年, before a unit
_SCALES = {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
# words for the same thing fall together; 工作日 and 日 stay apart, nobody can turn one into the other
_SAME = {
    "人": "名", "位": "名", "人次": "人次", "个百分点": "百分点", "天": "日", "个工作日": "工作日", "家次": "家",
    "个月": "月", "周岁": "岁", "间": "间", "分钟": "分钟", "钟": "分钟", "块": "元", "公斤": "千克", "美元": "美元",
}  # fmt: skip
_TIME = frozenset(("日", "工作日", "月", "年", "小时", "分钟", "周"))
_RANGE_JOIN = re.compile(r"^(?:并处|处)?\s*[、，,]?\s*(?:(?:至|到|—|-|~|～)\s*)?$")


@dataclass(frozen=True, slots=True)
class Amount:
    """What a text says of a number: at least ``low``, at most ``high`` (None: no end), scaled (万 multiplied out).

    ``kind`` is the plain unit (元, %, 日 …; "" for a bare number). ``start``/``end`` are offsets.
    """

    text: str
    start: int
    end: int
    low: Decimal | None
    high: Decimal | None
    kind: str
    open_low: bool = False  # 超过: the end itself is not meant
    open_high: bool = False
    about: bool = False  # 左右, 约
    factor: Decimal = Decimal(1)  # what the unit scales the number written by: 10000 in 420万亩

    @property
    def point(self) -> Decimal | None:
        """The one number it names: 94 of ≥94% and of 94%; None for a range of two."""
        if self.low is not None and self.high is not None:
            return self.low if self.low == self.high else None
        return self.low if self.low is not None else self.high

    @property
    def bound(self) -> str:
        """ "≥", "≤", "range" or "="."""
        if self.low is None:
            return "≤"
        if self.high is None:
            return "≥"
        return "=" if self.low == self.high else "range"

    def holds(self, value: Decimal) -> bool:
        """Whether a number lies within."""
        if self.low is not None and (value < self.low or (self.open_low and value == self.low)):
            return False
        return not (self.high is not None and (value > self.high or (self.open_high and value == self.high)))


def kind_of(unit: str) -> tuple[Decimal, str]:
    """万元 → (10000, 元)."""
    factor = Decimal(1)
    while unit and unit[0] in _SCALES and unit not in _SAME:
        factor *= _SCALES[unit[0]]
        unit = unit[1:]
    return factor, _SAME.get(unit, unit)


def is_time(kind: str) -> bool:
    """Whether a unit measures time."""
    return kind in _TIME


def amount_of(quantity: Quantity) -> Amount:
    """A quantity as an amount."""
    factor, kind = kind_of(quantity.unit)
    low: Decimal | None = quantity.low * factor
    high: Decimal | None = quantity.high * factor
    comparator = quantity.comparator
    if comparator in ("≥", ">"):
        high = None
    elif comparator in ("≤", "<"):
        low = None
    return Amount(
        text=quantity.text,
        start=quantity.start,
        end=quantity.end,
        low=low,
        high=high,
        kind=kind,
        open_low=comparator == ">",
        open_high=comparator == "<",
        about=comparator == "≈",
        factor=factor,
    )


def amount_of_indicator(indicator: Indicator) -> Amount:
    """An indicator's figure as an amount, in the unit that its row or sentence gives it."""
    return amount_of(replace(indicator.quantity, unit=indicator.unit or indicator.quantity.unit))


def amounts(
    text: str, base: int = 0, *, quantities: Callable[[str], Sequence[Quantity]] = find_quantities
) -> list[Amount]:
    """The amounts of a text in order; 三十万元以上一百万元以下 and 百分之六十至百分之一百 are one each.

    :param base: added to the offsets of the result.
    :param quantities: what finds the numbers in it.
    """
    text = simplify(text)
    flat = flatten(text)
    out: list[Amount] = []
    previous: Quantity | None = None
    for quantity in quantities(text):
        found = _bounded(amount_of(quantity), flat, quantity.start, quantity.end)
        if out and previous is not None:
            last, between = out[-1], flat[previous.end : quantity.start]
            _, kind = kind_of(previous.unit)
            alike = kind == found.kind or (
                not kind and re.search(r"[至到~～—-]", between + quantity.text[:1])
            )
            joined = _RANGE_JOIN.match(between) is not None
            sign = bool(re.search(r"[至到~～—-]", between))
            lower = last.low if last.bound in ("≥", "=") else None
            upper = found.high if found.bound in ("≤", "=") else None
            closes = (last.bound == "≥" and found.bound == "≤") or (sign and found.bound in ("=", "≤"))
            if alike and joined and closes and lower is not None and upper is not None and lower < upper:
                out[-1] = Amount(
                    text=text[last.start - base : quantity.end],
                    start=last.start,
                    end=base + quantity.end,
                    low=lower,
                    high=upper,
                    kind=found.kind,
                    open_low=last.open_low,
                    open_high=found.open_high,
                )
                previous = quantity
                continue
        out.append(replace(found, start=base + found.start, end=base + found.end))
        previous = quantity
    return out


_CONDITION = re.compile(
    r"的(?!奖|补|资助|罚|赔|标准|比例|幅度|限额|额度|一次性|支持|扶持|贴息|部分给予|费|价|滞纳)|的?部分"
)
_LISTED = re.compile(r"[、，,]|和|及|以及|与|或者?")


def is_condition(text: str, amount: Amount) -> bool:
    """Whether an amount only says who or what is meant (入表金额100万元以上的，…), and is not what is given."""
    rest = flatten(text)[amount.end :]
    if _CONDITION.match(rest):
        return True
    if joined := _LISTED.match(rest):
        # 首次突破1亿元、5亿元、10亿元的企业
        following = next((a for a in amounts(text) if a.start == amount.end + joined.end()), None)
        return following is not None and following.kind == amount.kind and is_condition(text, following)
    return False


_AT_MOST = re.compile(r"(?:不得?超过|不高于|不得高于|最高|最多|至多|最长|控制在)[^\d，,；;、。]{1,14}$")
_AT_LEAST = re.compile(r"(?:不得?低于|不得?少于|不小于|最低|至少|最少|最短)[^\d，,；;、。]{1,14}$")


def _bounded(found: Amount, flat: str, start: int, end: int) -> Amount:
    """An amount with the bound that stands a few words before it (不得超过月床位费的12倍) or right behind (15日内)."""
    if found.bound != "=":
        return found
    if _AT_MOST.search(flat[:start]) or re.match("(?:之)?内", flat[end:]):
        return replace(found, low=None)
    return replace(found, high=None) if _AT_LEAST.search(flat[:start]) else found


def say_number(value: Decimal, kind: str, *, written: bool = False) -> str:
    """A computed number as a figure with its unit: 150万元, 8个工作日, 0.5个百分点.

    :param written: in Chinese numerals where that is possible (八个工作日), as the figures it comes from.
    """
    unit = {"%": "个百分点", "工作日": "个工作日", "月": "个月", "日": "天"}.get(kind, kind)
    if kind != "%":
        for scale, name in ((Decimal(100_000_000), "亿"), (Decimal(10_000), "万")):
            share = value / scale
            if value >= scale and share == share.quantize(Decimal("0.01")):
                return f"{_numeral(share, written)}{name}{unit}"
    return f"{_numeral(value, written)}{unit}"


def _numeral(value: Decimal, written: bool) -> str:
    if written and value == value.to_integral_value() and 1 <= value <= 9999:
        return "两" if value == TWO else format_ordinal(int(value))
    return f"{value.normalize():f}"
