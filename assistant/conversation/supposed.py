"""A follow-up that supposes something else to have happened: 要是丢了呢, 还是解决不了呢, 要是列进重点项目呢.

What happened before gives way to it or stays beside it, and what was asked of a sum or with yes and no is asked still;
of anything else what is to be done now. Works on the words alone.
"""

from __future__ import annotations

import re

from assistant.conversation.frames import Frame
from assistant.conversation.parts import content, nominal
from assistant.understand.words import segment

_UNDONE = re.compile("(?:没有?|未|不)(?P<deed>[办报交签装设配验评审备])(?=[会要的怎有罚被呢，,]|$)")
_HAPPENED = re.compile(r"^.{1,3}[了过](?!期|程|度|渡)|(?<=.)[了过]$")
# what makes a verb a deed that happens, and no word that qualifies (进口设备)
_COMPLETED = re.compile("[到给进出成走掉好完上下来去不没把被让]")
_GOES_ON = re.compile(r"^(?:才|又|还(?!是)|再|也|仍|后来|之后|结果)|[^，,]又")
_ASKED_STILL = re.compile(
    r"多少[钱元万块%]|[罚补奖赔收交付减免抵][^，,]{0,3}(?:多少|几)|(?:最[高多低少]|上限|比例)[^，,]{0,3}(?:多少|几)|[吗么不]$|(.)不\1|能否|是否|可否"
)
_OURS = re.compile(r"^(?:我们?|俺们?|咱们?)(?=[一-龥]{2})")
_ITS_TERM = re.compile(r"的[^的，,]{0,6}(?:期|期限|时间|时限|金额|标准|比例)$")
_MODAL = re.compile("(?:可以|能够?|行|算|要|会|需要|允许)[^，,]{0,4}$")
_LEFT_UNDONE = re.compile(
    "(?:我们?)?(?:忘了|忘记了?|没去|漏了|错过了|没来得及|来不及|没顾上|不想|没能|没有|没)"
)
_DEED_ASKED = re.compile("(?:要|得|应该?|应当|需要?|必须|可以|能)(?:去)?(?P<deed>[一-龥]{2,8}?)[吗么不]?$")
_CONSEQUENCE = "怎么办"
# longer than this a clause is set off by commas
_SHORT = 4


def supposes(text: str, *, said: bool = False) -> bool:
    """Whether a follow-up's words (without 呢) tell of something that happens.

    :param said: they begin with 要是 or 如果.
    """
    tokens = [(w, f) for w, f in segment(text) if w.strip()]
    deeds = [n for n, (w, f) in enumerate(tokens) if f[:1] == "v" and f != "vn" and w not in "是有"]
    if text.endswith("的"):
        return False
    if _HAPPENED.search(text):
        return True
    if said:
        return (bool(deeds) and (deeds[0] > 0 or bool(_COMPLETED.search(text)))) or any(
            w == "是" for w, _ in tokens[1:]
        )
    # the deed of a noun phrase stands before its 的
    return len(deeds) > 1 and len(text) >= 8 and "的" not in text


def supposing(frame: Frame, new: str, ask: str = "") -> str:
    """The question before, with this having happened.

    :param ask: what the follow-up asks itself (厂家也给修吗), "" where it only supposes.
    """
    pieces = [p for p in re.split("[，,]", frame.subject) if p]
    back = frame.back
    if pieces and back in ("吗", "么", "不") and (modal := _MODAL.search(pieces[-1])):
        # 有两辆车 | 可以吗
        pieces[-1], back = pieces[-1][: modal.start()], modal.group() + back
    if _LEFT_UNDONE.fullmatch(new) and (deed := _DEED_ASKED.search(back)):
        new += deed["deed"]  # 要申请复核, then 要是忘了呢
    own = _OURS.match(new)
    still = _ASKED_STILL.search(back) and not (own and re.search("[不没]", new))
    asked = back if still else _CONSEQUENCE
    *told, last = pieces or [""]
    if told and (not content(last) or (not still and not _doer(told[0]))):
        # …少交了税，税务局能调整吗: who acts is asked no more
        last = ""
    if _GOES_ON.search(new):
        # 要裁员, then 才过三个月又要招人呢
        return frame.lead + "，".join(p for p in (*told, last, new, ask or asked) if p)
    if told and (head := _doer(told[0])) and not still:
        # 宾馆换了老板，许可…, then 搬到另一条街呢
        told = [head + without_us(new)]
        return frame.lead + "，".join([*told, last + (ask or asked)])
    if told and still and (head := _doer(told[0], happened=False)):
        # 小餐饮没有登记证，会罚款吗, then 卖的是生鱼片呢
        return (
            frame.lead
            + "，".join([head + without_us(new), told[0].removeprefix(head), *told[1:], last])
            + (ask or asked)
        )
    if not told and (head := _doer(last)):
        last = head
    if ask:
        last = _ITS_TERM.sub("", last)
        return frame.lead + "，".join(p for p in (*told, last, new, ask) if p)
    if len(new) <= _SHORT or (nominal(last) and not told and len(last + new) <= 3 * _SHORT):
        return frame.lead + "，".join([*told, last + new]) + asked
    return frame.lead + "，".join(p for p in (*told, last, new, asked) if p)


def without_us(text: str) -> str:
    """What happens, without who says it: 我整个搬走."""
    return _OURS.sub("", text)


def _doer(told: str, *, happened: bool = True) -> str:
    """Whom or what a clause tells of, before what happened (宾馆 of 宾馆换了老板); "" where it tells of no such thing."""
    tokens = segment(told)
    if happened and not re.search(".[了过]", told):
        return ""
    at, done = 0, re.search("(?=.[了过])", told) if happened else None
    for n, (word, flag) in enumerate(tokens):
        if (flag[:1] in "vdp" and flag != "vn") or (done and at + len(word) > done.start()):
            return told[:at] if n and nominal(told[:at]) else ""
        at += len(word)
    return ""


def whole_deed(ask: str, before: str) -> str:
    """没办会罚多少 after 要办证吗: 没办证会罚多少."""
    m = _UNDONE.search(ask)
    done = (
        re.search(re.escape(m["deed"]) + r"(?P<what>[一-龥]{1,4}?)(?=[吗么不呢？?]|$)", before) if m else None
    )
    return ask if m is None or done is None else ask[: m.end()] + done["what"] + ask[m.end() :]
