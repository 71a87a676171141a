"""What asks for a table of indicators as a whole, and not for the figure of one of them.

The grammar of asking alone: knows nothing of which tables and rows there are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.understand.kinds import attributes_of

_HOW_MANY = r"(?:(?:一共|总共|共|总计)(?:是|有)?|有|列了?|设了?)(?:几|多少)(?:个|项|条)"
_ALL = r"(?:主要|全部|所有|核心|质量|发展|考核|数值|具体|约束性?|预期性?|的)*"
# 质量基础设施那组指标: what stands under one heading of the table
_GROUP = "(?:那|这|哪|一)(?:一)?(?:组|类|栏|大类)的?指标|(?:那|这)一?组(?=都|有|是|里|分别|各|列|报|呢|[，,？?。\\s]|$)"
# the indicators are asked for, not the figure of one of them
_ASKS = re.compile(
    rf"(?:指标|目标值)[^，,。？?]{{0,8}}?(?:有哪些|是哪些|都?有(?:什么|啥)|哪些|清单|一览|列(?:一下|出来|举|出)|{_HOW_MANY}|"
    rf"(?:各|分别)(?:都)?(?:是|为|要|达到)*(?:多少|几))|"
    rf"(?:哪些|哪几[个项]|(?:几|多少)[个项]|列(?:一下|出|举)|说(?:一下|说)|介绍一下){_ALL}指标|"
    rf"(?:列(?:出|举)|说说|介绍)[^，,。？?]{{0,16}}的{_ALL}指标|(?:全部|所有)(?:的)?指标|"
    rf"指标(?:是不是|是否)?(?:都|全)(?:是|属于)|"
    # 三个跟质量奖有关的指标
    r"(?:跟|和|与)[^，,。？?]{1,10}(?:有关|相关|沾边)的[^，,。？?]{0,4}指标[？?。\s]*$|"
    # 指标表里管产品质量的几项, 22个指标里头几个约束性
    rf"指标(?:表)?(?:里[头面]?|中|当中|上)[^。？?]{{0,24}}?(?<!第)(?<!到)(?<!要)(?<!是)(?<!建)(?<!有)(?:哪|那)?几[个项]|"
    rf"指标表?(?:里[头面]?|中|当中|上)[^。？?]{{0,24}}?(?:哪几|是几)[个项]|{_GROUP}|"
    # 指标表里要到95%以上的有哪些
    rf"指标表?(?:里[头面]?|中|当中|上)[^，,。？?]{{2,20}}的(?:都)?(?:有|是)(?:哪些|哪几[个项]|什么|啥)"
)
_COUNTS = re.compile(
    rf"{_HOW_MANY}[^，,。]{{0,8}}|(?<!哪)(?:几|多少)(?:个|项|条){_ALL}指标|(?:几|多少)[个项条](?:是)?(?:约束|预期)|(?:约束|预期)性?(?:的)?(?:指标)?(?:各|分别)?(?:有|是)?(?:几|多少)[个项]"
)
# these are all binding; which of them is
_ALL_ARE = re.compile(
    r"^(?!.*(?:哪|什么|啥|多少)).*(?:都(?:是|属于|属|算)|全(?:都)?(?:是|属于)).*(?:[吗么吧嘛不]|(?<![一-龥])|的)[？?。\s]*$|"
    r"(?:是不是|是否)(?:都|全)"
)
_CHANGE = "提高|提升|增长|增加|上升|上涨|下降|降低|减少|变化|增幅|涨幅|降幅|增速|[涨升降]"
# 最高, 提高得最多, 增幅最大的
_EXTREME = re.compile(
    rf"(?:(?P<change>{_CHANGE})[^，,。？?]{{0,6}})?最(?P<end>[高低大小多少快慢])(?:的)?(?!限|额|范围|程度|努力)"
)
_FALLS = re.compile("下降|降低|减少|降幅|降")
_WHICH_ONE = re.compile("哪|什么|啥|谁|(?:是|为)[？?]?$")
# 西安有陕西没有, 两地都有; 比省里多了哪几项
_LACKS = re.compile("没有|没列|没设|没提|[所缺]无|(?<=[省市县区])无|缺了?")
_SHARES = re.compile("都有|共有|共同|相同|一样|都列|都设|重合|重复")
# 陕西哪些指标超过西安, 西安有哪些指标比浙江低
_ABOVE = re.compile(
    "(?:(?P<high>超过|高于|高过|大于|领先|比[^，,。？?]{2,12}?(?:还|更|要|定得)*(?:高|大|多|严)(?!少))|低于|小于|不如|落后|比[^，,。？?]{2,12}?(?:还|更|要|定得)*(?:低|小|少|松))"
)
_MORE = re.compile(
    "比(?P<other>[^，,。？?]{2,12}?)(?P<word>[多少])(?:了|出来?|出了|要求|规定|列|设|定)*(?:的)?(?:哪|什么|啥|几)"
)


@dataclass(frozen=True, slots=True)
class Held:
    """How two tables are held against each other: by what both have, or by what one has and the other lacks."""

    shared: bool
    lacking_before: int | None = None  # the place that lacks them stands last before this offset
    order: str = ""  # of those that both have, the ones the place named first has 高 or 低 than the other


@dataclass(frozen=True, slots=True)
class Extreme:
    """Which of several is asked for: the highest, the one that rises the most."""

    most: bool  # the highest, not the lowest
    change: bool  # what it rises or falls by, not what it is
    falls: bool
    names_indicators: bool  # 指标 is said: not 哪个市最高


def asks_held(text: str) -> Held | None:
    """How a (simplified) question holds two tables of indicators against each other; None where it does not."""
    if "指标" not in text:
        return None
    if m := _MORE.search(text):
        # 比省里少了哪些: what the other one has
        return Held(shared=False, lacking_before=m.end("other") if m["word"] == "多" else m.start())
    if (m := _ABOVE.search(text)) and re.search("哪|什么|啥|几[个项]", text):
        return Held(shared=True, order="高" if m["high"] else "低")
    if _SHARES.search(text) and re.search("哪|什么|啥|几|有没有", text):
        return Held(shared=True)
    if (lacks := _LACKS.search(text)) and lacks.group() and not text.rstrip("？?。 ").endswith("有没有"):
        return Held(shared=False, lacking_before=lacks.start())
    return None


def asks_extreme(text: str) -> Extreme | None:
    """What a (simplified) question asks for by 最; None where it asks for none of several."""
    m = _EXTREME.search(text)
    if m is None or not _WHICH_ONE.search(text):
        return None
    change = m["change"] or ""
    return Extreme(
        most=m["end"] in "高大多快",
        change=bool(change),
        falls=bool(_FALLS.search(change)),
        names_indicators=bool(re.search("指标|目标值", text)),
    )


def asks_indicators(text: str) -> bool:
    """Whether a (simplified) question asks which indicators there are, or for all their figures."""
    return bool(_ASKS.search(text))


def asks_group(text: str) -> bool:
    """Whether a (simplified) question asks for the indicators under one heading of the table (那组指标)."""
    return bool(re.search(_GROUP, text))


def counts_indicators(text: str) -> bool:
    """Whether a (simplified) question asks how many of them there are."""
    return bool(_COUNTS.search(text))


def asks_if_all(text: str) -> bool:
    """Whether a (simplified) question asks if several things are all of one kind."""
    return bool(_ALL_ARE.search(text))


def asks_kind(text: str) -> bool:
    """Whether a (simplified) question asks of what kind figures are: 约束性, 预期性, 什么属性."""
    return bool(attributes_of(text)) or "属性" in text
