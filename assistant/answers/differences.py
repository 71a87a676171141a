"""What follows from the figures of several places, documents or years: who has more, by how much, or why nothing does.

Only from the figures and what they are called; knows nothing of where they stand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answers.compared import ORDER
from assistant.answers.framing import COMPARABLE, IN_ORDER, STRICT
from assistant.answers.intervals import Amount, is_time
from assistant.answers.weighing import furthest, in_order, ratio, weigh
from index.sparse import tokens

# words for one thing counted: nobody can say how a 项 of a standard differs from a 个
_COUNTERS = frozenset("个项件家户处所例种类只座条")
# what a number counts: all there is, what is added, what is done in a year, what was done in several
_BASES = (
    (
        "span",
        re.compile(
            r"(?:[2-9二两三四五六七八九十]|\d\d)年(?:来|间|内)?(?:共|累计|合计|总共|来)|时期[^，,；;]{0,6}(?:共|累计)"
        ),
    ),
    ("yearly", re.compile("每年|全年|年均|当年|年度(?!目标)|一年")),
    ("stock", re.compile("保有量|拥有量|存量|总量|总数|现有")),
    ("flow", re.compile("新增|净增|增量|增加|增长")),
)
_APART = (frozenset(("span", "yearly")), frozenset(("stock", "flow")))
ALIKE = 0.5  # of the shorter name's character pairs that two figures' names share


# so many each time are no number of all
_PER = re.compile("每(届|年|季度|月|次|周|日)")


@dataclass(frozen=True, slots=True)
class Figure:
    """One side's figure: what the side is called, the amount, what the text calls it, for which year it is meant.

    ``per``: 届 of 每届不超过5个, "" for what is counted once.
    """

    side: str
    amount: Amount
    what: str
    year: int | None = None
    attribute: str | None = None
    per: str = ""


def counted_per(text: str, amount: str) -> str:
    """届, of 每届市质量奖不超过5个: for each of which an amount is, as the stretch around it says; "" for none."""
    stretch = next((s for s in re.split("[，,；;。]", text) if amount and amount in s), "")
    found = _PER.search(stretch)
    return found[1] if found else ""


def alike(a: str, b: str) -> bool:
    """Whether two figures' names speak of the same thing."""
    mine, other = set(tokens(a)), set(tokens(b))
    return bool(mine and other) and len(mine & other) >= ALIKE * min(len(mine), len(other))


def one_unit(figures: Sequence[Figure]) -> list[Figure]:
    """The figures, those of things counted with different words for them in the first one's."""
    kinds = {f.amount.kind for f in figures}
    if len(kinds) < 2 or not all(not k or k in _COUNTERS for k in kinds):
        return list(figures)
    kind = next(f.amount.kind for f in figures if f.amount.kind)
    return [replace(f, amount=replace(f.amount, kind=kind)) for f in figures]


# 升了还是降了, 是涨是跌
_WHICH_WAY = re.compile(
    "[升涨增高多][^，,。？?]{0,4}(?:还是|是)?[降跌减低少]|[降跌减低少][^，,。？?]{0,4}(?:还是|是)?[升涨增高多]"
)
_TOGETHER = re.compile("(?:加|合)(?:在|到)?(?:一起|一块儿?|起来)|相加|合计|总和|之和")


_UPWARDS = re.compile("[低少小短慢轻]到")
_GAP = re.compile("差(?:多少|几|多[大远]|距)")


def difference(
    text: str,
    figures: Sequence[Figure],
    *,
    asks_attribute: bool = False,
    times: bool = False,
    share: bool = False,
) -> str:
    """The verdict on two or more figures; "" where nothing follows.

    :param text: the question.
    :param asks_attribute: whether 约束性 and 预期性 are compared, not the numbers.
    :param times: whether it is asked how many times the first is of the second.
    :param share: ... or how great a part of it.
    """
    if _TOGETHER.search(text):
        return ""  # 加起来多少 is asked, not how far they are apart
    if asks_attribute and all(f.attribute for f in figures):
        if len({f.attribute for f in figures}) == 1:
            return f"都是{figures[0].attribute}"
        return "不一样：" + "，".join(f"{f.side}为{f.attribute}" for f in figures)
    if asks_attribute and not ORDER.search(text):
        return "，".join(
            f"{f.side}为{f.attribute}" if f.attribute else f"{f.side}的文件没有写属性" for f in figures
        )
    named = all(f.what for f in figures)
    if named and (apart := _other_base(figures)):
        return apart
    if named and any(not alike(figures[0].what, f.what) for f in figures[1:]):
        return "几处指标的说法不同，数字不宜直接比较"
    if len({f.per for f in figures}) > 1:
        per = next(f for f in figures if f.per)
        return f"{per.side}按每{per.per}计，别处不是，数字不宜直接比较"
    figures = one_unit(figures)
    if len({f.amount.kind for f in figures}) > 1:
        return "几处单位不同，不能直接比较"
    if times:
        return ratio([(f.side, f.amount) for f in figures], share=share)
    order = next((a or b for a, b in ORDER.findall(text) if a or b), "")
    strict = STRICT.search(text)
    ceiling = all(f.amount.bound == "≤" for f in figures)
    if strict:
        timed = is_time(figures[0].amount.kind)
        order = ("短" if ceiling else "长") if timed else ("低" if ceiling else "高")
    sides = [(f.side, f.amount) for f in figures]
    said = weigh(sides, order if strict or len(sides) > 2 or order not in "少小低" else "")
    if (asked := IN_ORDER.search(text)) and (
        ranked := in_order(sides, upwards=bool(_UPWARDS.search(asked[0])))
    ):
        said = ranked
    elif _GAP.search(text) and (gap := furthest(sides)):
        said = f"{said}，{gap}"
    if strict:
        said = said.replace(f"更{order}", "更严")
    years = {f.year for f in figures}
    by_year = all(f.side.endswith("年") for f in figures)
    if said == "数值相同" and len(years) > 1 and not by_year:
        apart = "，".join(f"{f.side}为{f.year}年" if f.year else f"{f.side}没有写年份" for f in figures)
        return f"数值相同，但年份不同：{apart}"
    if by_year and len(figures) == 2 and _WHICH_WAY.search(text.replace("多少", "")) and "更" in said:
        said = f"{said}，是{_way(figures)}"
    if said and named and len({f.what for f in figures}) == 1 and COMPARABLE.search(text) and len(years) == 1:
        said = f"各处都是“{figures[0].what}”，年份和单位相同，可以比较：{said}"
    if said and named and COMPARABLE.search(text) and len({f.what for f in figures}) > 1:
        said = f"两处写法不同：{_called(figures)}；只看数字，{said}" if len(figures) == 2 else said
    return said


def _way(figures: Sequence[Figure]) -> str:
    """上升 or 下降 from the earlier of two years to the later."""
    # 25年 stands beside 2027年 as the question writes them
    first, last = sorted(figures, key=lambda f: int(f.side.removesuffix("年")) % 100)
    return "上升" if (last.amount.point or 0) > (first.amount.point or 0) else "下降"


def _called(figures: Sequence[Figure]) -> str:
    return "，".join(f"{f.side}是“{f.what}”" for f in figures)


def bases_differ(a: str, b: str) -> bool:
    """Whether two figures count something else by what they are called: five years and one, all and what is added."""
    return any({x, y} in _APART for x in _bases(a) for y in _bases(b))


def _bases(what: str) -> list[str]:
    return [name for name, pattern in _BASES if pattern.search(what)]


def _other_base(figures: Sequence[Figure]) -> str:
    first, *rest = figures
    if any(bases_differ(first.what, r.what) for r in rest):
        return f"口径不同，不能直接比较：{_called(figures)}"
    return ""
