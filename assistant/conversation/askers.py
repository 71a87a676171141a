"""Who asks, told anew in a talk on what applies to them: 如果是食品厂呢, 我们才二十来人, 只看必须做的, 那鼓励类的呢.

Text in, text out; which provisions apply to whom is not known here.
"""

from __future__ import annotations

import re

from assistant.conversation.followup import asks, ended, without_tail
from assistant.conversation.kin import actor
from assistant.understand.question import Query

_US = "(?:我们?|俺们?|咱们?)"
# 我们是西安做建材的 | 有什么支持
_WHO_THEN_WHAT = re.compile(rf"^(?P<who>{_US}.{{2,40}})[，,](?P<what>[^，,]{{2,16}})$")
_DUTY = "必须|义务|要求|强制|硬性|责任|规定动作"
_GIVEN = "支持|鼓励|扶持|优惠|好处|福利|激励"
# 那鼓励类的呢, 只看必须做的, 光说支持的
_ASPECT = re.compile(
    rf"^(?:那|只|光|就|单|仅)*(?:看|说|讲|要|列|报|挑|问)?(?:出来?)?(?:(?P<duty>{_DUTY})|(?P<given>{_GIVEN}))(?:做|办|遵守)?(?:性|类|型|方面|那种|这块|那块|那些|部分|条款)*的?"
    r"(?:条款|内容|部分|那些|事|措施)?$"
)
# 我们才二十来人, 我们没上规: what was not told yet
_ALSO_ARE = re.compile(rf"^{_US}(?:家|厂|公司|店|单位|社|这)?[^，,。？?]{{2,16}}$")
# and no 我想买苹果
_IS = re.compile(
    rf"{_US}(?:家|厂|公司|店|单位|社|这)?(?:是|才|只有?|就|有|没|不到|不足|在|做|开|卖|种|养|干|搞|刚|还|也|属于|算|主要|专门|已经|现在|目前)"
)
# 是食品厂, 换成做食品的
_OTHERS = re.compile(rf"^(?:{_US})?(?:换成|换作|改成|算|属于|是)?(?P<who>[^，,。？?我咱俺]{{2,10}})$")
_TRADE = re.compile("^(?:做|卖|搞|开|种|养|跑|生产|加工|经营).|的$")


def tells_who(text: str) -> bool:
    """Whether a (simplified) follow-up only says something of its asker (我们是民营的, 我们才二十来人)."""
    bare = re.sub(r"[？?。！!\s]+$", "", text)
    return _ALSO_ARE.match(bare) is not None and _IS.match(bare) is not None and not asks(bare)


def told_anew(text: str, now: Query, before: Query, *, instead: bool) -> str:
    """The question what applies, of somebody else or of somebody more is known of; "" where a follow-up tells no such thing.

    :param text: the (simplified) follow-up without its ties.
    :param before: the question before, which asks what applies to its asker, or to some kind of body.
    :param instead: what it says takes the place of something (如果是…呢).
    """
    m = _WHO_THEN_WHAT.match(re.sub(r"[？?。\s]+$", "", before.text))
    bare = re.sub(r"[？?。！!\s]+$", "", without_tail(text))
    if now.refs or now.named_docs or now.years:
        return ""
    if m is None:
        # 检测机构要做什么, then 我们是民营的: said of the kind of body that was asked about
        return f"{bare}，{ended(before.text)}" if tells_who(bare) else ""
    aspect = _ASPECT.match(bare)
    if aspect and bare not in (aspect["duty"], aspect["given"]):
        return f"{m['who']}，有什么{'义务' if aspect['duty'] else '支持'}"
    if asks(bare) or now.regions or now.level:
        return ""
    if not instead and _ALSO_ARE.match(bare):
        return f"{m['who']}，{bare}，{m['what']}"
    other = _OTHERS.match(bare) if instead else None
    if other and (actor(other["who"]) or _TRADE.search(other["who"])):
        place = "".join(r.name for r in before.regions)
        return f"我们是{place}{other['who']}，{m['what']}"
    return ""
