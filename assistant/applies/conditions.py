"""Facts that somebody tells of himself against the thresholds that a text sets: 120个人 and 从业人员超过一百人的.

A fact and a threshold are compared where they count the same kind of thing: staff with staff, the age of a firm
with the age of a firm, pigs with pigs; never a firm's income with the amount of a grant. Text in, intervals out;
knows nothing of clauses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from corpus.numerals import find_quantities, parse_ordinal
from corpus.types import Quantity

_YEAR_APART = re.compile(r"(?:19|20)\d\d\s")  # 首席质量官 2027 学时: a year, and what is asked of it
_MONEY = {
    "元": 1,
    "块": 1,
    "万": 10**4,
    "万元": 10**4,
    "亿": 10**8,
    "亿元": 10**8,
    "百万元": 10**6,
    "千万元": 10**7,
}
_DAYS = {"天": 1, "日": 1, "工作日": 1, "个工作日": 1, "周": 7, "个月": 30, "月": 30, "年": 365}
_BIG = {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
REACH, AHEAD = 18, 8  # characters before and after a number that tell what it counts
# what a number is about, by the words around it; the first that fits holds
_ABOUT = (
    ("age", re.compile(r"岁|年龄|高龄")),
    ("founded", re.compile(r"成立|设立|登记(?!簿|表|证)|注册(?!资)|创办|开业|开办|创业|新办|办了|开了|干了")),
    ("insured", re.compile(r"社保|参保|缴纳|缴费")),
    ("capital", re.compile(r"注册资[本金]|实缴|注资")),
    ("income", re.compile(r"收入|营收|营业额|销售|产值|流水|卖了")),
    (
        "invest",
        re.compile(r"投资|投入|投了|设备款|花了|投的|购置|[买购换]设备|设备(?=[\d一二两三四五六七八九十])"),
    ),
    ("contract", re.compile(r"合同|采购|订单")),
    ("salary", re.compile(r"年薪|工资|月薪")),
    ("lease", re.compile(r"租")),
    ("area", re.compile(r"平方|平米|面积|㎡")),
    (
        "staff",
        re.compile(r"从业|职工|员工|在职|人员|人数|用工|工人|招了|雇|手下|个人|号人|来人|多人|\d人|名"),
    ),
    ("loan", re.compile(r"贷|借")),
    ("deadline", re.compile(r"之日起|以内|内(?!容)|期限|提前|工作日")),
)
_NO_SUM = frozenset({"staff", "age", "area"})
# figures that a firm has of its own; a period of time or an amount may be anything's
OWN_FIGURES = frozenset({"staff", "income", "capital", "founded", "area", "age"})
# amounts that are given or taken are consequences, not conditions
_GIVEN = re.compile(
    r"(?:奖励|补助|补贴|给予|资助|补足|罚款|支付|返还|最高|按|减免|贴息|处|退还|赔偿|安排|不超过其?|上限)"
    r"[^，；。]{0,8}$"
)
# 每亩500元 is given, 每户每年不超过420立方米 bounds
_GIVEN_EACH = re.compile(r"每[家人户年月亩吨餐床张位个件台][^，；。]{0,3}[^，；。]{0,8}$")
_GIVEN_AFTER = re.compile(r"^(?:[^，；。]{0,4})(?:的?(?:一次性)?(?:奖励|补助|补贴|罚款|资助|返还|扶持|贴息))")
# characters of amounts, bounds and joining, and those that count cattle of every kind
_NOISE = frozenset(
    "年月日个一二三四五六七八九十百千万亿0123456789的以上下内不超过少于低或者其他和与及等在于达到有为我们家要吗"
    "出存栏头只羽吨亩，。；：、"
)
# what may stand between the two ends of a stretch, and between two bounds of one
_TO = re.compile(r"(?:[（(]不?含[^）)]{0,4}[）)])?(?:至|到|[-—~～])")
_BESIDE = 10
_BARE = 4  # characters before a bound that do not tell what it counts: 对单户
_CLOSED_BOUND = re.compile(r"[（(]不?含[^）)]{0,4}[）)]以[上下内]")
_CLOSED = re.compile(r"^[（(]不?含[^）)]{0,4}[）)]")
# a bound may stand behind what is counted: 5万吨标准煤以上
_BOUND = re.compile(r"^[一-龥]{0,4}?[及]?以([上下内])")
_MONEY_WORD = re.compile(r"投|花|收入|营收|营业额|销售|产值|贷|借|担保|资金|研发|缴税|纳税|利润")
_NOUN = re.compile(r"[个家人名台头只吨户亩件辆张]")
_BELOW = re.compile(r"(?:不满|未满|不到|不足|未达到|低于|少于|小于|未超过)$")
_MORE = re.compile(r"[破超过]$")
_ABOVE = re.compile(r"(?:已?满|达到|突破|达|超|超过|年满)$")


@dataclass(frozen=True, slots=True)
class Measure:
    """A number of a text with what it counts. Closed interval in the dimension's base unit (元, days, one)."""

    start: int
    end: int
    text: str  # as written: 不满三年, 120个人
    low: Decimal | None  # None: unbounded
    high: Decimal | None
    open_low: bool  # the bound itself lies outside
    open_high: bool
    dimension: str  # money, time, age, people, or the unit itself
    about: str  # one of _ABOUT, "" where nothing tells
    context: str  # the words around it


@dataclass(frozen=True, slots=True)
class Match:
    """A fact held against a threshold."""

    fact: Measure
    threshold: Measure
    met: bool


_BROKEN_OFF = re.compile(
    "(?:[断漏欠停](?:缴|交|保|档|供)|中断|没有?[交缴续]|未[交缴续])(?:了|过|费|社保|医保)*(?:有|大概|差不多|将近)?$"
)


def facts(text: str) -> tuple[Measure, ...]:
    """The numbers that a (simplified) question tells of its asker; what it asks for is none."""
    return tuple(
        m
        for q in _quantities(text)
        if (m := _measure(text, q, fact=True)) is not None
        and not _YEAR_APART.match(text[m.start : m.end])
        # 投资300万补多少: what is given for it is asked, not how much it is
        and not re.match(r"[^，,。补奖给罚赔退报贴发拿]{0,2}多少|[^，,。]{0,3}还是", text[m.end :])
        and not re.search(r"还是[^，,。]{0,2}$", text[: m.start])
        # 断缴了两个月: so long it was not paid
        and not _BROKEN_OFF.search(text[: m.start])
        # 这两个月的能补吗
        and text[: m.start][-1:] not in ("这", "那")
        # 省一吨给多少: the one that a rate is for
        and not (
            m.low == m.high == 1
            and re.match(r"[^，,。]{0,2}[给补奖收交罚算][^，,。]{0,4}(?:多少|几)", text[m.end :])
        )
        # 三个50公斤的: one of several
        and not re.search(r"[两二三四五六七八九十几\d][个台只瓶箱袋批间辆罐桶件]$", text[: m.start])
    )


def thresholds(text: str) -> tuple[Measure, ...]:
    """The numbers of a (simplified, without white space) text that bound whom or what it applies to.

    Two that bound one stretch (300人以上不足1000人, 500万元（含）至3000万元) are one; one that says nothing of what it counts
    counts what the one before it does (单户担保金额500万元以下…；单户500万元以上).
    """
    found: list[Measure] = []
    for q in _joined(text, _quantities(text)):
        before = text[max(0, q.start - 14) : q.start]
        sum_of_it = q.unit in _MONEY or q.unit == "%"
        given = q.unit in _MONEY and _GIVEN_AFTER.match(text[q.end : q.end + 12])
        given = given or (sum_of_it and _GIVEN_EACH.search(before)) or _GIVEN.search(before)
        if given or re.match("最高|最多|封顶", q.text):
            continue
        measure = _measure(text, q, fact=False)
        if measure is None or (measure.low is not None and measure.low == measure.high):
            continue
        bare = len(re.split(r"[，,；;。：:]", text[: q.start])[-1]) <= _BARE
        if found and bare and not measure.about and found[-1].dimension == measure.dimension:
            measure = replace(measure, about=found[-1].about, context=found[-1].context + measure.context)
        stretch = _stretch(text, found[-1], measure) if found else None
        if stretch is not None:
            found[-1] = stretch
        else:
            found.append(measure)
    return tuple(found)


def _joined(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """500万元（含）至3000万元 as one quantity, like 500万元至3000万元."""
    out: list[Quantity] = []
    for q in quantities:
        before = out[-1] if out else None
        sums = before is not None and before.unit in _MONEY and q.unit in _MONEY
        if before and (before.unit == q.unit or sums) and _TO.fullmatch(text, before.end, q.start):
            whole = text[before.start : q.end]
            # 3000万元（含）至1亿元
            scale = Decimal(_MONEY[q.unit]) / _MONEY[before.unit] if sums else 1
            out[-1] = replace(before, text=whole, end=q.end, high=q.high * scale)
        else:
            out.append(q)
    return out


def _stretch(text: str, first: Measure, second: Measure) -> Measure | None:
    """The stretch between a lower and an upper bound that stand side by side; None where they are two conditions."""
    told = {first.about, second.about} - {""}
    if first.dimension != second.dimension or len(told) > 1:
        return None
    between = text[first.end : second.start]
    if len(between) > _BESIDE or re.search(r"[；;。]|或|的", between):
        return None
    low, high = (first, second) if first.high is None else (second, first)
    if low.high is not None or high.low is not None or low.low is None or high.high is None:
        return None
    if low.low > high.high:
        return None
    return replace(
        first,
        end=second.end,
        text=text[first.start : second.end],
        low=low.low,
        high=high.high,
        open_low=low.open_low,
        open_high=high.open_high,
        about=next(iter(told), ""),
        context=first.context + second.context,
    )


def matches(told: Iterable[Measure], text: str, *, under: str = "") -> tuple[Match, ...]:
    """The thresholds of a text that a told fact meets or fails, in reading order.

    :param under: what opens the list in which the text is an item (按设备投资额分档：); it tells what a bare number counts.
    """
    out = []
    told = tuple(told)
    over = next((name for name, pattern in _ABOUT if pattern.search(under)), "")
    for threshold in thresholds(text):
        if not threshold.about:
            threshold = replace(threshold, about=over, context=under + threshold.context)
        comparable = [(k, f) for f in told if (k := kinship(f, threshold)) > 0]
        if comparable:
            fact = max(comparable, key=lambda pair: pair[0])[1]
            if _open(fact, threshold):
                continue
            out.append(Match(fact, threshold, _inside(fact, threshold)))
    return tuple(out)


def _open(fact: Measure, threshold: Measure) -> bool:
    """Whether a fact leaves open if it lies within: 不到5年 may be three years and more, or less."""
    value = fact.low if fact.low is not None else fact.high
    if value is None:
        return False
    if fact.open_high and threshold.high is None and threshold.low is not None:
        return value > threshold.low
    return fact.open_low and threshold.low is None and threshold.high is not None and value < threshold.high


def kinship(fact: Measure, threshold: Measure) -> float:
    """How surely two numbers count the same kind of thing; 0 where they do not."""
    if fact.dimension != threshold.dimension:
        return 0.0
    if fact.dimension == "age":
        return 1.0
    if fact.about and threshold.about:
        return 1.0 if fact.about == threshold.about else 0.0
    if any(a in fact.context and b in threshold.context for a, b in _UNLIKE):
        return 0.0
    if fact.dimension == "笔":
        return 0.2  # nothing but dealings is counted so
    shared = _shared(fact.context, threshold.context)
    if fact.about or threshold.about:
        return 0.4 * min(1, shared) if fact.dimension not in ("money", "time", "people") else 0.0
    return 0.3 * shared


_UNLIKE = (("出栏", "存栏"), ("存栏", "出栏"))


def _shared(a: str, b: str) -> int:
    """How many characters that name a thing two contexts share: 猪 of 出栏300头猪 and 生猪年出栏五百头."""
    return len((set(a) & set(b)) - _NOISE)


def _inside(fact: Measure, threshold: Measure) -> bool:
    value = fact.low if fact.low is not None else fact.high
    if value is None:
        return False
    above, below = fact.open_low, fact.open_high  # 超过30人, 不到30人
    if threshold.low is not None and (
        value < threshold.low or (value == threshold.low and (below or (threshold.open_low and not above)))
    ):
        return False
    return not (
        threshold.high is not None
        and (
            value > threshold.high
            or (value == threshold.high and (above or (threshold.open_high and not below)))
        )
    )


_LOOSE = re.compile(
    r"(?<![几数])(?P<low>\d+(?:\.\d+)?|[一二两三四五六七八九十百千万]+)(?:来|多|几|余)?(?P<big>[百千万亿])?(?P<unit>个?(?:人|员工|工人|职工)|号人|口人|年|岁|周岁|"
    r"平米|平方|个月|头|只|羽|亩|家|户|元|块|群|匹|箱|株|棵|台|辆|张|吨|单(?!位|独|纯|据|子|价)|笔)"
)


# 投了三千万换设备: 元 goes without saying
_SPOKEN_SUM = re.compile(
    rf"(?:{_MONEY_WORD.pattern}|卖|买)[资入了到过有是约大概快差不多共总]{{0,5}}"
    rf"(?P<sum>(?P<low>[一二两三四五六七八九十百千]+)(?:来|多|个)?(?P<unit>[万亿]))(?!元|块|{_NOUN.pattern})"
)


def _quantities(text: str) -> list[Quantity]:
    """The quantities of a text; those of everyday speech (八十三岁, 30来个人, 干了两年, 投了三千万) too."""
    found = list(find_quantities(text))
    for m in _SPOKEN_SUM.finditer(text):
        written = parse_ordinal(m["low"].replace("两", "二"))
        if written and not any(q.start < m.end("sum") and m.start("sum") < q.end for q in found):
            value = Decimal(written)
            found.append(Quantity(m["sum"], *m.span("sum"), value, value, f"{m['unit']}元", "="))
    for m in _LOOSE.finditer(text):
        over = [q for q in found if q.start < m.end() and m.start() < q.end]
        if any(q.unit or q.end - q.start >= m.end() - m.start() for q in over):
            continue
        found = [q for q in found if q not in over]
        low = m["low"]
        number = Decimal(low) if low[0].isdigit() else Decimal(parse_ordinal(low.replace("两", "二")) or 0)
        # 第三年, 2025年, 一家, 一个: no amounts
        small_name = number == 1 and m["unit"] in ("家", "户", "个人")
        if not number or small_name or text[m.start() - 1 : m.start()] == "第":
            continue
        if m["unit"] == "年" and (number >= 1900 or number < 0):
            continue
        number *= _BIG.get(m["big"] or "", 1)
        found.append(Quantity(m.group(), m.start(), m.end(), number, number, m["unit"], "="))
    return sorted(found, key=lambda q: q.start)


def _measure(text: str, q: Quantity, *, fact: bool) -> Measure | None:
    before, after = text[max(0, q.start - REACH) : q.start], text[q.end : q.end + AHEAD]
    # a clause's own words tell; what stands behind its comma belongs to another number
    before = re.split(r"[，,；;。：:]", before)[-1] if not fact else before
    after = re.split(r"[，,；;。：:]", after)[0]
    unit = q.unit
    people = re.match("人|员工|工人|职工", after) if unit == "个" else None
    if people:
        unit = "人"
    if not unit and (m := re.match(r"(周岁|岁|人|头|只|羽|亩|平方米|平米|元|笔)", after)):
        unit = m[1]
    if (
        not unit
        and fact
        and re.search("[万亿]", q.text)
        and _MONEY_WORD.search(before)
        and not _NOUN.match(after)
    ):
        unit = "元"  # 投了四千万
    scaled = _scale(unit)
    if scaled is None:
        return None
    dimension, factor = scaled
    context = before + q.text + after
    said = before[-12:] + q.text + after
    told = (name for name, pattern in _ABOUT if pattern.search(said))
    # 10万元以下的个人贷款: no sum counts heads
    about = next((name for name in told if dimension != "money" or name not in _NO_SUM), "")
    if dimension == "people" and about not in ("staff", ""):
        about = "staff" if re.search(r"员工|职工|从业|在职", context) else about
    low, high, open_low, open_high = _bounds(text, q, fact=fact)
    return Measure(
        start=q.start,
        end=q.end,
        text=_written(text, q) + (people.group() if people else ""),
        low=None if low is None else low * factor,
        high=None if high is None else high * factor,
        open_low=open_low,
        open_high=open_high,
        dimension=dimension,
        about=about,
        context=context,
    )


def _scale(unit: str) -> tuple[str, Decimal] | None:
    """(dimension, base units in one) of a unit; None for one that no threshold is told in."""
    if unit in _MONEY:
        return "money", Decimal(_MONEY[unit])
    if unit in _DAYS:
        return "time", Decimal(_DAYS[unit])
    if unit in ("岁", "周岁"):
        return "age", Decimal(1)
    if re.fullmatch(r"个?(?:人|员工|工人|职工)|号人|口人|名|位", unit):
        return "people", Decimal(1)
    if unit in ("平方米", "平米", "平方", "㎡"):
        return "area", Decimal(1)
    if unit == "羽":
        return "只", Decimal(1)
    if unit in ("单", "笔"):
        return "笔", Decimal(1)
    if unit in ("公顷",):
        return "亩", Decimal(15)
    if not unit or unit in ("%", "个", "次", "倍", "项", "件", "条", "小时", "分钟"):
        return None
    for sign, factor in _BIG.items():
        if unit.startswith(sign) and len(unit) > 1:
            if unit[1:] in _MONEY:  # 8万块
                return "money", Decimal(factor) * _MONEY[unit[1:]]
            return unit[1:], Decimal(factor)
    return unit, Decimal(1)


def _bounds(text: str, q: Quantity, *, fact: bool) -> tuple[Decimal | None, Decimal | None, bool, bool]:
    if fact:
        # 超过10亿, 破10亿: more than the figure
        more = q.comparator == ">" or _MORE.search(text[max(0, q.start - 2) : q.start])
        # 不到140平方米: just below it
        less = q.comparator == "<" or _BELOW.search(text[max(0, q.start - 4) : q.start])
        return q.low, q.high, bool(more and not less), bool(less)
    before = text[max(0, q.start - 4) : q.start]
    if q.high != q.low:
        return q.low, q.high, False, False
    if _BELOW.search(before) or q.comparator == "<":
        return None, q.high, False, True
    after = _CLOSED.sub("", text[q.end : q.end + 14])
    if q.comparator == "=" and (m := _BOUND.match(after)):
        return (q.low, None, False, False) if m[1] == "上" else (None, q.high, False, False)
    if q.comparator == "≤":
        return None, q.high, False, False
    if q.comparator == ">" and "突破" not in q.text:
        return q.low, None, True, False
    if q.comparator in ("≥", ">") or _ABOVE.search(before):
        return q.low, None, False, False
    return q.low, q.high, False, False


def _written(text: str, q: Quantity) -> str:
    """The number with the words that bound it: 不满三年."""
    before = text[max(0, q.start - 4) : q.start]
    sign = _BELOW.search(before) or _ABOVE.search(before)
    bound = _CLOSED_BOUND.match(text, q.end)
    return (sign.group() if sign else "") + text[q.start : bound.end() if bound else q.end]
