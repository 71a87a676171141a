"""Whose time runs: the time to hand something in (十五日内提出申请), or the time in which it is dealt with (三十日内作出决定).

Of a question and of a text. Knows nothing of how long either is, nor of clauses.
"""

from __future__ import annotations

import re
from functools import lru_cache

HAND_IN, DEAL = "hand in", "deal"

_LONG = "(?:多久|多长时间|(?<![十第])几(?:个?(?:工作日|小时|星期)|[天日周]|个月)|多少个?(?:工作日|小时|星期|[天日周月]))"
# 多少天内给我结论, 几个工作日出结果, 多长时间内要提, 补发几天能拿到新的
_THEN = re.compile(rf"{_LONG}(?P<then>[^，,。；;？?！!]{{0,16}})")
_ASKS_HAND_IN = re.compile(
    "提(?:出|起|交)|提(?=异议|申请|复议|诉讼|请求|[的呢吗？?]*$)|申请|申报|申诉|报名|起诉|上诉|复议|递交|交(?:上去|申请|材料)"
)
_ASKS_DEALT = re.compile(
    "答复|回复|回[音话信]|准信|给[^，,。]{0,8}(?:说法|结论|结果|答复|决定)|说法|结论|结果|处理(?!决定)|(?:[办批审验]|换|补)(?:完|好|结|下来|出来|得下来|妥)|"
    "补[办发]|批[准复]?(?=[的呢吗？?]*$)|受理|立案|反馈|[作做]出|出[证具]|[拿领]到|下来"
)
# 变更要几天, 审批得多久, 出证几个工作日: how long it takes
_TAKES = re.compile(
    rf"(?:(?:要|需要?|得|花|用)(?:等|花)?|(?:结果|结论|答复|回复|出证|审[核批查])在?){_LONG}(?:时间)?(?:啊|呢|呀|才行|左右)?[？?。\s]*$"
)
_SPAN = re.compile(
    r"(?<!\d)(?:\d{1,3}(?:\.\d)?|[一二两三四五六七八九十百半]+)个?(?:工作日|[日天周年月]|小时|星期|分钟)(?P<within>(?:以|之)?内)?"
    r"(?P<then>[^；;。|]{0,40})|当[场日天]|即时|立即|随时"
)
_HANDS_IN = re.compile(
    "提出(?!(?:处理|审[查核]|初审)?(?:意见|建议))|提起|申请(?!人)|申报(?!人|者)|申诉|报名|预约|投诉|起诉|上诉|提交|递交|办理(?![完结好毕])"
)
_DEALS = re.compile(
    "作出|答复|回复|办[完结好毕]|审[查核批定结]|决定|受理|查清|[核颁]发|发[给放]|出具|反馈|处理|裁[定决]|复核|批[准复]|完成|"
    "拨付|兑付|告知|通知|书面说明|提出(?:处理|审[查核]|初审)?(?:意见|建议)"
)
_HEAD = re.compile("^(?P<head>[^：:；;。]{1,12})[：:][^；;]*$")


@lru_cache(maxsize=512)
def asked_time(question: str) -> str:
    """HAND_IN or DEAL, where a (simplified) question asks for the time of one of them; "" for any other."""
    asked = _THEN.search(question)
    if asked is None:
        return ""
    dealt, handed = _ASKS_DEALT.search(asked["then"]), _ASKS_HAND_IN.search(asked["then"])
    if dealt and (handed is None or dealt.start() < handed.start()):
        return DEAL
    if handed:
        return HAND_IN
    return DEAL if _TAKES.search(question) else ""


def times_told(text: str) -> frozenset[str]:
    """Whose times a (flattened) text tells: of each span what is said to be done within it; "" where that may be anyone's.

    A cell of a table stands as 什么时候申请：之日起10个工作日内: where nothing is said behind the span, the head tells.
    """
    told = set()
    for piece in re.split("[；;。|]", text):
        head = _HEAD.match(piece)
        for span in _SPAN.finditer(piece):
            if not span["within"]:
                told.add("")
                continue
            said = span["then"].lstrip("，,") or (head["head"] if head else "")
            handed, dealt = _HANDS_IN.search(said), _DEALS.search(said)
            if handed and (dealt is None or handed.start() < dealt.start()):
                told.add(HAND_IN)
            else:
                told.add(DEAL if dealt else "")
    return frozenset(told)


def of_another_time(question: str, text: str) -> bool:
    """Whether a question asks how long one has to hand something in, and a text says only in what time it is dealt with, or
    the other way round (补发几天能拿到, of 十日内申请补发).
    """
    asked = asked_time(question)
    told = times_told(text) if asked else frozenset()
    return bool(told) and not told & {asked, ""}
