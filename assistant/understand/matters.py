"""Whether a question asks what is said of a matter as a whole, and of which: 对计量怎么说, 怎么抓食品安全, 品牌这块有哪些安排.

Nothing single is asked for: no figure, no day, nobody. Knows nothing of documents; what is left of a question once places
and titles are taken away, the caller says.
"""

from __future__ import annotations

import re

_HOW = "(?:怎么|咋|如何|怎样|怎么样)(?:个|去|来|地)?"
_SAY = "(?:说明|说|讲|写|提(?![升高供振质倡])|谈|规定|要求|安排|部署|表述|论述|描述|阐述|考虑|打算)"
_ACT = "(?:做|干|弄|搞|抓|管|办|推进|推动|推|开展|建设|建|落实|实施|加强|提升|提高|保障|发展)"
_KIND = (
    "(?:规定|要求|措施|举措|内容|安排|部署|做法|说法|提法|任务|工作|动作|打算|行动|政策|考虑|表述|东西|方面|"
    "办法|条款|意见|招|事情?)"
)
_WHAT = "(?:什么|啥|哪些(?:个)?|哪几(?:个|项|条|方面|件)?)(?:样)?"
_GIVE = (
    f"(?:有|提出?|提到|{_SAY}|[做作定包]|采取|明确|包括|包含|涉及|讲到|写到|说到)(?:了|到|出|过|些|有){{0,3}}"
)
_TOLD = f"(?:{_SAY}|包括|包含|涉及|讲到|写到|说到|提到)(?:了|到|出|过|些){{0,3}}"
_MUCH = "(?:都|还|又|也|具体|主要|到底|大概|分别|重点|一般){0,3}"
_TAIL = r"(?:的|了|过|吗|呢|啊|呀|嘛|没){0,3}[？?。！!\s]*$"
_AROUND = "(?:这一?块儿?|那一?块儿?|方面|领域|这方面|这项工作|工作|上面|上|这件事|的事)?(?:的)?"
_ASKED = tuple(
    re.compile(p)
    for p in (
        # 对计量怎么说的, 计量这块有什么安排, 计量要做哪些工作, 计量怎么抓
        rf"^(?:对于?|关于|针对|就|在|围绕|有关)?(?P<what>.{{2,26}}?){_AROUND}[，,]?{_MUCH}(?:是|要|该|应该|准备|打算)?{_MUCH}"
        rf"(?:{_HOW}{_MUCH}(?:{_SAY}|{_ACT})|(?:{_GIVE}|要)?(?:具体|主要|新)*(?:[做干抓搞](?:些|点|好)?)?{_WHAT}(?:相关|具体|主要|重点|新)*(?:的)?{_KIND}|(?:要|该|应该)?{_MUCH}[做干抓搞](?:些|点|好)?{_WHAT}|{_TOLD}{_WHAT})"
        rf"{_TAIL}",
        # 怎么写计量的, 怎么安排计量工作
        rf"^{_MUCH}(?:是)?{_HOW}{_SAY}(?:对于?|关于)?(?P<what>.{{2,26}}?){_AROUND}{_TAIL}",
        # 有哪些计量的措施, 关于计量有哪些内容
        rf"^{_MUCH}(?:{_GIVE})?{_WHAT}(?:关于|有关|针对)?(?P<what>.{{2,26}}?)(?:方面|这块|工作|上)?的?{_KIND}{_TAIL}",
        # 怎么提升农产品质量
        rf"^{_MUCH}(?:是|要|准备|打算)?{_HOW}(?:[抓搞管](?:好)?)?(?P<what>[一-龥、“”（）]{{4,26}}?){_TAIL}",
        # 说说计量, 计量都讲了些什么
        rf"^(?:介绍|说说|讲讲|谈谈|念念|说|讲)(?:一下|下)?(?:关于|有关)?(?P<what>[一-龥、“”（）]{{2,26}}?){_AROUND}{_TAIL}",
    )
)
_LEAD = re.compile(
    "^(?:(?:行动计划|实施方案|实施意见|文件|方案|意见|计划|条例|办法|规定)(?:里面?|中|上)(?:面|头)?|[在对就把将里中上的，,、\\s]|对于|关于|针对|有关|围绕|里面|里头)+"
)
# 质量提升对童装有什么措施: what stands before names the document
_ABOUT = re.compile("^[^，,。？?怎如咋]{2,12}?(?=(?:对于?|关于|针对)[^，,。？?]{2,})")
_END = re.compile("(?:[的了里中上，,\\s]|这一?块儿?|那一?块儿?|方面|领域|这方面|具体|都|主要|要|文件|方案)+$")
# one thing of it is asked for, or somebody's own case
_SINGLE = re.compile(
    "多少|几[个年月天号日家条倍成]|哪[一年个家里天]|谁|何时|什么时候|多久|多长|为什么|为何|凭什么|我|你|您|吗|[是能可]不[是能可]|有没有|"
    "区别|不同|差别|相比|意思|含义|叫什么|指$"
)


def matter_of(text: str) -> str:
    """The matter on which it is asked what is said, or done; "" where something single is asked for.

    :param text: a question without the places and titles it names.
    """
    said = re.sub('[“”"]', "", text.strip())
    said = _LEAD.sub("", _ABOUT.sub("", said))
    for pattern in _ASKED:
        if m := pattern.match(said):
            matter = _END.sub("", _LEAD.sub("", m["what"]))
            return matter if len(matter) >= 2 and not _SINGLE.search(matter) else ""
    return ""
