"""Follow-ups that put the question before another way: a word taken back, the first question once more, a thing beside it.

Works on the words of the two questions alone; which places and documents are meant is decided elsewhere (slots.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.conversation.followup import asks, ended
from assistant.conversation.parts import content, wanted
from assistant.understand.kinds import attribute_of
from assistant.understand.tabular import asks_indicators
from corpus.numerals import parse_ordinal

# 我说错了，不是投诉，是质疑，多久之内要提: a word of the question before is taken back
_NOT_BUT = re.compile(
    r"(?:^|[，,])(?:我)?(?:问|说|指)?的?不是(?P<old>[^，,是]{1,12})[，,](?:而?是|应该是|是问|问的是|我问的是)(?P<new>[^，,？?。]{1,16})(?:[，,](?P<ask>.{2,}))?$"
)
# 我刚开始问的那个，再说一遍
_FIRST_ASKED = re.compile(
    r"(?:我)?(?:刚|最)?(?:刚|一)?(?:开始|开头|最早|最先|第一次|头一个|第一个)(?:就)?(?:问|说|提)(?:过)?的(?:那个|那条|那件事|问题)?"
)
# 你确定吗
_DOUBTS = re.compile(
    r"(?:你|您)?(?:说的|讲的|这个|这)?(?:是)?(?:真的|确定|对|没错|准|准确|正确)(?:的)?(?:吗|么|嘛|吧|不)[？?！!。\s]*|(?:你|您)(?:能)?(?:确定|肯定)(?:吗|么|吧)?[？?！!。\s]*|是吗[？?]?"
)
# 能不能简单说, 再说一遍
_ONCE_MORE = re.compile(
    r"(?:(?:刚才?|我)*没(?:太)?(?:听清楚?|听见|看清楚?|记住|记下来?)(?:了)?[，,]?)?(?:你|您)?(?:能不能|可不可以|可以|能|请|麻烦)?(?:你|您)?(?:再|给我)?(?:说|讲|重复|简单|通俗|概括|总结|说人话|说白|没听清|没看懂|听不懂|看不懂)"
    r"(?:得|的|点|些|一点|一下|一遍|一次|了|点儿|地|说|讲|简单|通俗|明白|清楚)*(?:吗|么|吧|不)?[？?。！!\s]*|"
    # 再报一下那个数
    r"(?:麻烦|请|你|您)*(?:再|重新)(?:给我|跟我|帮我)?(?:说|念|讲|报|重复)(?:一)?(?:遍|次|下|回)(?:刚才?|前面|上面)?的?(?:那|这)?个?(?:数字?|数据|指标|目标|结果)?(?:吧|吗)?[？?。！!\s]*"
)
# 陕西那个再说一遍, 前一个是多少来着, 第二个问题的答案再念一下
_REPEATED = re.compile(
    r"^(?:那|麻烦|请|你|您|能不能|可以)*(?:把)?(?:刚[才刚](?=[^说问讲提那这]{3}))?(?P<which>.{0,24}?)(?:的)?(?:答案|回答|结果|数字|数)?[，,]?(?:"
    r"(?:麻烦|请|能不能|可以|能|你|您)*(?:再|重新)(?:给我|跟我|帮我)?(?:说|念|讲|报|答|回答|重复|读|告诉我?)(?:一)?(?:遍|次|下|回)(?:吧|吗|呢|好吗|行吗)?|"
    r"(?:刚才)?(?:说的?)?(?:是|要|到)?(?:多少|几[个家项年天]?|什么|啥|谁)来着)[，,]?(?:刚才?|我)?(?:没(?:太)?(?:听清|听见|听清楚|记住|记下来?|看清)楚?)?(?:了)?[？?。！!\s]*$"
)
# 刚才药品合格率说的是多少
_SAID_BEFORE = re.compile(
    r"^(?:刚[才刚]|前面|之前|上面)(?P<which>[^，,。？?]{2,24}?)(?:那个|这个)?(?:你)?(?:说|讲|报)的?(?:是|要|到)?(?:多少|几[个家项年天]?)[？?。！!\s]*$"
)
_ONCE = re.compile(r"(?:再|重新)(?:给我|跟我|帮我)?(?:说|念|讲|报|答|回答|重复|读)(?:一)?(?:遍|次|下|回)")
_LAST_ASKED = re.compile(
    r"(?:刚才|刚刚|上面|方才)?(?:说|问|讲|提)?(?:过)?的?(?:那|这|上)?(?:一)?(?:个|条|项|句)?(?:问题|话)?|上一个(?:问题)?"
)
_ONE_BEFORE = re.compile(r"(?:再)?(?:前|上上)(?:面)?(?:的)?(?:那)?(?:一)?个(?:问题)?")
_NUMBERED = re.compile(r"(?:我)?(?:问的?)?第(?P<number>[一二三四五六七八九十\d]+)个(?:问题|问的)")
_PLACE_END = re.compile(r"(?<=..)[省市县区](?=$|的|那)|的?(?:那|这)(?:一)?(?:个|条|项)?$|的$")
_HOW_MANY = re.compile(
    r"(?:那|这些?|它们)?(?:(?:一共|总共|合计|加起来|共)(?:是|有)?(?:几|多少)(?:个|项|条|家|种)?|有(?:几|多少)(?:个|项|条|种))(?:呢|啊)?[？?。\s]*"
)
_LISTED = re.compile(r"(?:都)?有?(?:哪些|什么)[？?。\s]*$")
_SOME = re.compile(
    r"(?:那|其中|里面|这里面|这些里面?|的)*(?P<some>(?:哪些|哪几[个项])(?:指标)?(?:是|要|超过|达到|低于|高于)[^，,？?。]{1,10}|"
    r"[^，,？?。]{2,10}的(?:都)?(?:有|是)?(?:哪些|哪几[个项]))[？?。\s]*"
)
_ALL_OF_KIND = re.compile(
    r"(?:那|这|它|他)?(?:些|们|[几两三四五六七八九十]+[个项])?(?:指标)?(?:都|全|全都|是不是都|是否都)(?:是|属于|算)[^，,]{2,12}?[吗么吧嘛？?。\s]*"
)
_KINDS = re.compile("(?:约束|预期)性")
_OTHER_KIND = re.compile(
    r"(?:那|剩下的?)?(?P<kind>(?:约束|预期)性)的?(?:指标)?(?:有哪些|都?有什么|呢|又有哪些)?[？?。\s]*"
)
_OTHER_END = re.compile(
    r"(?:那)?(?:要求)?最(?P<end>[高低多少大小快慢早晚长短])的?(?:是|又是)?(?:哪一?[个项家]|谁|什么|啥)?(?:呢|啊)?[？?。\s]*"
)
_END_ASKED = re.compile("(?<!至)最(?P<end>[高低多少大小快慢早晚长短])(?!限|额)")
_ASKED_OF_THEM = re.compile(
    r"(?:都|各|分别|各自)?(?:要|是|为|应|得|定|达到?|有|做)*到?(?:(?:多少|哪些|什么|啥)[^，,。？?]{0,6}|几[个项]?)[？?。\s]*$"
)
_TELLS_SOME = re.compile(r"^\d+$|哪几|约束|预期|超过|高于|低于|达到|不低于|以上|以下|指标")
_WHICH = re.compile("(?:都)?有?(?:哪些|哪几[个项条家种])")
# 省教育厅还管什么: what a body has to do
_DUTIES = re.compile(
    r"(?:都|还|主要)?(?:有|被安排了?)?(?:管|负责|承担|牵头)?(?:的)?(?:哪些|什么|啥)(?:任务|工作|职责|事情?)[？?。\s]*$|"
    r"(?:都|还|主要)?(?:管|负责|承担|牵头)(?:了|着)?(?:些)?(?:什么|哪些|啥)[？?。\s]*$"
)
# 省级的呢，跟国家级差多少: the new thing beside the one asked for before
_BESIDE_IT = re.compile(
    r"(?P<new>[^，,呢]{1,10}?)的?(?:呢)?[，,]?(?:跟|和|与|比)(?P<old>[^，,]{1,10}?)(?:的)?(?:相比|比)?(?:要|会|能)?(?:相?差|[多少高低长短])(?:了|出)?(?:多少|几)[^，,]{0,4}$"
)
# 和陕西比呢, 跟省里比高多少: what was asked, held against another place; the place is left out here
_HELD_AGAINST = re.compile(
    r"(?:那|要是|如果)?(?:和|跟|与|同|较)?(?:的|那边|这边|那里|那儿)?(?:(?:相|对)?(?:比|比较)(?:起来|一下|一比|的话)?|(?<=[和跟与同])(?=相?差))[，,]?"
    r"(?P<how>(?:是|谁|哪个|相)?(?:家)?(?:的)?(?:更|差|[高低多少大小快慢早晚严松长短])[^，,。；;]{0,6}|怎么样|如何)?(?:呢|啊)?[？?。\s]*"
)
_WEIGHED = re.compile(
    "[这那]么[高低多少大]|一样|相同|对比|比较|比(?:这个?|它|那个?|前面|刚才)|[高低多少大小]还是|(?:哪个|哪边|谁)(?:定得?|的|更|要)*[高低多少大]|差(?:多少|几)"
)
_OF_WEIGHING = re.compile(
    r"这个|那个|那么?|和|跟|与|同|比较?|较|的|呢|啊|那边|目标|指标|水平|数字?|定得?|也|有没有|是不是|有|是|这么?|它|前面|刚才|谁|哪个|哪边|更|要|还是|还|高|低|大|小|"
    r"严|一样|相同|相?差|多少|多|少|几[个件项点家名]?(?:百分点)?|对|一下|吗|么|不|吧|了|出|[，,？?。\s]"
)
# 我妈93了，她呢: whose case it is, beside what is told of it
_KIN = re.compile(
    r"^(?:那|那么)?(?:我|俺|咱)(?:们)?(?:家)?(?:里)?(?:的)?(?:爸妈?|妈|爹|娘|父亲|母亲|父母|爷爷|奶奶|外公|外婆|姥姥|姥爷|老公|老婆|媳妇|丈夫|妻子|孩子|儿子|女儿|闺女|哥|姐|弟|妹|老人)"
    r"(?:今年|已经|都|是|有|也)*"
)
_KIN_TAIL = re.compile(
    r"(?:了)?(?:的)?[，,]?(?:那)?(?:[她他]们?|这种|这样的?|老人家)?的?(?:(?:又|能|可以?|该|得|要|会|一共|最多|每月)*(?:报销?|领取?|拿|给|补|享受|买|交|发)?(?:多少|几成|百分之几|几[^，,]{1,2})(?:钱|元)?)?(?:呢|啊|怎么样)?[？?。\s]*$"
)

_MORE_CLOSELY = re.compile(
    r"(?:再|能)?(?:说|讲|展开)?(?:得|的)?(?:详细|具体|展开|仔细)"
    r"(?:点|些|一点|一些|说说|讲讲|说|讲|一下)*(?:吗|吧)?[？?。\s]*|"
    # 原话念一下, 念一下条文
    r"(?:把|那|麻烦)?(?:那)?(?:一)?(?:条|段)?(?:的)?(?:原话|原文|条文|全文)(?:再)?(?:给我|跟我)?(?:念|读|发|说|报|看)(?:给我)?(?:一)?(?:下|遍|看看?)?(?:吧|吗)?[？?。\s]*|"
    r"(?:再)?(?:给我)?(?:念|读|报)(?:一)?(?:下|遍)?(?:原话|原文|条文|全文)(?:吧|吗)?[？?。\s]*"
)
# 一个字别改, 别给我概括: how it is to be read
_TO_THE_LETTER = re.compile(
    r"[，,。\s]*(?:一(?:个)?字(?:都|也)?|一字不[差漏落]|逐字|完整|照着)?(?:不要|别|不许|不能|不准|不)(?:给我)?(?:改|删|漏|落|少|概括|省|缩)[^，,？?]{0,4}$"
)


def withdrawn_word(text: str, before: str) -> str:
    """The word of the question before that a (simplified) follow-up takes back for another one; "" where it takes back none."""
    m = _NOT_BUT.search(text)
    return m["old"] if m and m["old"] in before and m["new"] not in before else ""


def put_right(text: str, before: str) -> str:
    """The question before with the right word; with what is asked now, where the follow-up says that too."""
    m = _NOT_BUT.search(text)
    assert m is not None
    at = before.index(m["old"])
    if m["ask"] and asks(m["ask"]):
        return before[:at] + m["new"] + m["ask"]
    return before[:at] + m["new"] + before[at + len(m["old"]) :]


def asked_again(text: str, before: Sequence[str]) -> int | None:
    """Which of the questions before a (simplified) follow-up wants answered once more; None where it wants something else.

    :param before: the questions before, the last one last.
    """
    if not before:
        return None
    if _FIRST_ASKED.search(text):
        return 0 if len(before) > 1 else None
    if _DOUBTS.fullmatch(text) or _ONCE_MORE.fullmatch(text):
        return len(before) - 1
    m = _REPEATED.match(text) or _SAID_BEFORE.match(text)
    if m is None:
        return None
    which = m["which"]
    if _LAST_ASKED.fullmatch(which):
        return len(before) - 1
    if _ONE_BEFORE.fullmatch(which):
        return max(len(before) - 2, 0)
    if numbered := _NUMBERED.fullmatch(which):
        number = parse_ordinal(numbered["number"])
        return number - 1 if number is not None and number <= len(before) else None
    # 陕西那个, 首席质量官的: the one that was about it
    about = [w for w in content(_PLACE_END.sub("", which)) if not wanted(w)] or [_PLACE_END.sub("", which)]
    return next((n for n in reversed(range(len(before))) if all(w in before[n] for w in about)), None)


def is_repeat(text: str) -> bool:
    """Whether a text says nothing but that something is to be said once more."""
    return bool(_ONCE.fullmatch(text))


def wants_it_read(text: str) -> bool:
    """Whether a (simplified) message asks for nothing but more of what was told, or its words."""
    return bool(_MORE_CLOSELY.fullmatch(text) or _MORE_CLOSELY.fullmatch(_TO_THE_LETTER.sub("", text)))


def counted(text: str, before: str) -> str:
    """The question before, asking how many where it asked which: 一共几个 after 有哪些指标; "" where that is not asked."""
    if not asks_count(text):
        return ""
    if duty := _DUTIES.search(before):
        return f"{before[: duty.start()]}一共负责几条"
    which = _WHICH.search(before)
    if which is None:
        return ""
    if (kind := attribute_of(before)) and "指标" not in before:
        return f"{before[: which.start()]}一共有几项{kind}指标"
    return _WHICH.sub("一共有几个", before, count=1)


def asks_count(text: str) -> bool:
    """Whether a follow-up asks nothing but how many there are."""
    return bool(_HOW_MANY.fullmatch(text))


def some_of(text: str, before: str) -> str:
    """The question before for some of what it asked for: 哪些是约束性的, 超过90%的有哪些 after 指标有哪些; "" for other ones."""
    listed = _LISTED.search(before)
    some = _SOME.fullmatch(text)
    if listed is None or some is None or any(not _TELLS_SOME.search(w) for w in content(some["some"])):
        return ""
    return f"{before[: listed.start()]}{some['some']}"


def other_end(text: str, before: str) -> str:
    """The question before for the other end (最少的呢 after 哪个最多); "" for other follow-ups."""
    asked, had = _OTHER_END.fullmatch(text), _END_ASKED.search(before)
    if asked is None or had is None or asked["end"] == had["end"]:
        return ""
    return before[: had.start("end")] + asked["end"] + before[had.end("end") :]


def other_kind(text: str, before: str) -> str:
    """The question before for the indicators of the other kind (预期性的呢 after 约束性指标有哪些); "" for other follow-ups."""
    kind = _OTHER_KIND.fullmatch(text)
    had = _KINDS.search(before) if kind and kind["kind"] not in before else None
    listed = had and (_WHICH.search(before) or re.search("几[个项]|多少[个项]?|一共", before))
    return before[: had.start()] + kind["kind"] + before[had.end() :] if kind and had and listed else ""


def all_of_kind(text: str, before: str) -> str:
    """Whether the indicators that were asked for are all of one kind (都是硬指标吗); "" where that is not asked."""
    asked = _ALL_OF_KIND.fullmatch(text)
    if asked is None or not asks_indicators(before) or not (kind := attribute_of(text)):
        return ""
    return f"{_ASKED_OF_THEM.sub('', before)}都是{kind}的吗"


def set_beside(text: str, before: str) -> str:
    """The question before about two things, where a follow-up sets another one beside the one it names; "" where it does not."""
    m = _BESIDE_IT.match(text)
    if m is None or m["old"] not in before or m["new"] in before:
        return ""
    both = before.replace(m["old"], f"{m['old']}和{m['new']}", 1)
    both = re.sub("(?=多少|几)", "分别", both, count=1)
    return f"{ended(both)}，差多少"


def held_against(text: str) -> str | None:
    """How what was asked compares, where a follow-up, its place left out, asks no more (高多少; "" of 和陕西比呢); else None."""
    asked = _HELD_AGAINST.fullmatch(text)
    return None if asked is None else asked["how"] or ""


def weighed(text: str) -> str | None:
    """How another place's figure compares with the one told, where a follow-up, its place left out, asks no more.

    高还是这个高, 也这么高吗, 与的目标差多少, 比这个高吗: the question which is more, or by how much; None for others.
    """
    if not _WEIGHED.search(text) or _OF_WEIGHING.sub("", text):
        return None
    return "差多少" if re.search("差|多少|几", text) else "哪个高"


def told_of_kin(text: str) -> str:
    """What a follow-up tells of somebody's family, and no more (93 of 我妈93了，她呢); "" where it tells nothing, or asks."""
    kin = _KIN.match(text)
    told = _KIN_TAIL.sub("", text[kin.end() :]) if kin else ""
    return "" if asks(told) else told
