"""A message that names no matter: it points at a talk (上面两个加起来多少), asks for more (还有呢), or how much of nothing.

Alone, without a talk before it, nothing can answer it. Whole messages only; knows nothing of documents or of the talk.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol


class Stretch(Protocol):
    """A stretch of a text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


_POINTER = (
    r"上面|上述|前面|前头|刚才|刚刚|方才|之前|[这那](?:一)?[个些条项款点]|[这那][两二三四五几](?:个|条|项|款|点)?|"
    r"[它他她]们?"
)
_FILLER = (
    r"还有|还|那|这|说|讲|提到|提|过|的|了|是|有|为|在|到|多少|几|[两二三四五]|[个条项款点]|第|一|数字|数据|数值|数|值|"
    r"指标|目标|要求|规定|内容|问题|意思|加起来|加在一起|加一起|相加|加|合计|总共|一共|共|差|相差|比|"
    r"哪|谁|更|[高低多少大小]|什么|啥|怎么|如何|为什么|再|念|读|给我|帮我|一遍|一下|请问|请|问|我|[你您]|"
    r"由|归|负责|牵头|主管|管|要不要|要|做|办|罚|奖|补|钱|分别|各|都|和|与|也|又|呢|吗|么|啊|吧|呀"
)
_ONLY_POINTS = re.compile(rf"(?=.*?(?:{_POINTER}))(?:{_POINTER}|{_FILLER})+")
# 去年的数是多少, 最高的是多少, 有多少家: how much, of nothing
_BARE_FIGURE = re.compile(
    r"(?=.*(?:多少|几))(?:那|这|请问|问|的|了|是|有|为|要|应该?|能|会|得|定|建|达到?|完成|多少|几|[个条项款点家名人件张种类户座份]|钱|"
    r"数字|数据|数值|总数|数量|数|目标值?|指标值?|值|比例|占比|最[高低多少大小]|[去今明前后]年|现在|目前|当前|以后|"
    r"一共|总共|合计|加起来|到底|究竟|呢|啊|吧|呀)+"
)
_MORE = re.compile(
    "(?:那|请问)?(?:还有|然后|接着|后来|别的|其他的?|剩下的?|下一?[个条项])(?:呢|吗|么|啊|什么|啥)*"
)
_MORE_OF = re.compile(
    "(?:那|请问)?(?:还|另外)?有(?:没有)?(?:别的|其他的?|其它的?)(?:要求|规定|内容|条件|办法|说法)?(?:呢|吗|么|没有?)?"
)
# 有约束力吗, 是约束性的吗, 哪个最高, 为什么: of what, it leaves to the talk
_WHAT_OF_IT = re.compile(
    r"(?:那|请问|这)?(?:"
    r"(?:是不是|是否|是|属于|算|有没有|有)?(?:约束|预期)[性力]?的?(?:还是)?(?:约束|预期)?性?的?(?:指标|目标)?[吗么呢吧]?|"
    r"(?:哪|谁)一?(?:个|家|项|边|方)?(?:要求)?(?:更|最|比较)?[高低多少大小快慢严](?:一些|一点|些)?[呢啊]?|"
    r"(?:这|那)?是?(?:为什么|为啥|什么意思|啥意思|什么原因)[呢啊]?|(?:能|可以)?(?:给我)?举个例子[吗呢吧]?"
    r")"
)
# 西安呢, 换成陕西, 我说的是西安, 比全国高吗, without the place
_OF_A_PLACE = re.compile(
    r"(?:那|不对|不是|换成|换作|改成|换|我?[说问]的是|和|跟|与|同|比|较|相|来|一下|的|[省市区县里上这那边]|话|"
    r"(?:更|要|也)?[高低多少大小快慢严](?:了?多少|一些|些)?|差(?:了?多少|距)?|呢|吗|么|啊|吧)*"
)
_MARKS = re.compile(r"[^\w%]+")

# characters of such a message; of a longer one its patterns would try every way to take it apart
LONGEST = 24
SAYING = "没有说明问的是哪一项，前面也没有可以接上的内容；请说出要查的指标、事项或文件的名称"


def names_nothing(text: str, places: Sequence[Stretch] = ()) -> bool:
    """Whether a (simplified) message names no matter: it points at a talk, asks for more of it, or how much of nothing.

    :param places: where in the text places stand; what is left of it may name none.
    """
    bare = _MARKS.sub("", text)
    if len(bare) > LONGEST:
        return False
    if any(p.fullmatch(bare) for p in (_ONLY_POINTS, _BARE_FIGURE, _MORE, _MORE_OF, _WHAT_OF_IT)):
        return True
    for place in sorted(places, key=lambda p: -p.start):
        text = text[: place.start] + text[place.end :]
    return bool(places) and _OF_A_PLACE.fullmatch(_MARKS.sub("", text)) is not None
