"""Follow-ups that put the question before another way: a word taken back, the first question once more, a thing beside it.

Works on the words of the two questions alone; which places and documents are meant is decided elsewhere (slots.py).
"""

from __future__ import annotations

import re

from assistant.conversation.followup import asks

# 我说错了，不是投诉，是质疑，多久之内要提: a word of the question before is taken back
_NOT_BUT = re.compile(
    r"(?:^|[，,])(?:我)?(?:问|说|指)?的?不是(?P<old>[^，,是]{1,12})[，,](?:而?是|应该是|是问|问的是|我问的是)(?P<new>[^，,？?。]{1,16})(?:[，,](?P<ask>.{2,}))?$"
)
# 我刚开始问的那个，再说一遍
_FIRST_ASKED = re.compile(
    r"(?:我)?(?:刚|最)?(?:刚|一)?(?:开始|开头|最早|最先|第一次|头一个|第一个)(?:就)?(?:问|说|提)(?:过)?的(?:那个|那条|那件事|问题)?"
)
# 省级的呢，跟国家级差多少: the new thing beside the one asked for before
_BESIDE_IT = re.compile(
    r"(?P<new>[^，,呢]{1,10}?)的?(?:呢)?[，,]?(?:跟|和|与|比)(?P<old>[^，,]{1,10}?)(?:的)?(?:相比|比)?(?:要|会|能)?(?:相?差|[多少高低长短])(?:了|出)?(?:多少|几)[^，,]{0,4}$"
)
# 我妈93了，她呢: whose case it is, beside what is told of it
_KIN = re.compile(
    r"^(?:那|那么)?(?:我|俺|咱)(?:们)?(?:家)?(?:里)?(?:的)?(?:爸妈?|妈|爹|娘|父亲|母亲|父母|爷爷|奶奶|外公|外婆|姥姥|姥爷|老公|老婆|媳妇|丈夫|妻子|孩子|儿子|女儿|闺女|哥|姐|弟|妹|老人)"
    r"(?:今年|已经|都|是|有|也)*"
)
_KIN_TAIL = re.compile(r"(?:了)?(?:的)?[，,]?(?:[她他]|[她他]们|这种|这样的?)?的?(?:呢|怎么样)?[？?。\s]*$")


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


def asks_first_again(text: str) -> bool:
    """Whether a follow-up goes back to the question asked first."""
    return bool(_FIRST_ASKED.search(text))


def set_beside(text: str, before: str) -> str:
    """The question before about two things, where a follow-up sets another one beside the one it names; "" where it does not."""
    m = _BESIDE_IT.match(text)
    if m is None or m["old"] not in before or m["new"] in before:
        return ""
    both = before.replace(m["old"], f"{m['old']}和{m['new']}", 1)
    both = re.sub("(?=多少|几)", "分别", both, count=1)
    return f"{re.sub(r'[？?。，, ]+$', '', both)}，差多少"


def told_of_kin(text: str) -> str:
    """What a follow-up tells of somebody's family, and no more (93 of 我妈93了，她呢); "" where it tells nothing, or asks."""
    kin = _KIN.match(text)
    told = _KIN_TAIL.sub("", text[kin.end() :]) if kin else ""
    return "" if asks(told) else told
