"""A message that names no matter: it points at a talk (上面两个加起来多少), asks for more (还有呢), or how much of nothing.

Alone, without a talk before it, nothing can answer it. Whole messages only; knows nothing of documents or of the talk.
"""

from __future__ import annotations

import re

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
_MARKS = re.compile(r"[^\w%]+")

LONGEST = (
    24  # characters of such a message; of a longer one its patterns would try every way to take it apart
)
SAYING = "没有说明问的是哪一项，前面也没有可以接上的内容；请说出要查的指标、事项或文件的名称"


def names_nothing(text: str) -> bool:
    """Whether a (simplified) message names no matter: it points at a talk, asks for more of it, or how much of nothing."""
    bare = _MARKS.sub("", text)
    return len(bare) <= LONGEST and any(p.fullmatch(bare) for p in (_ONLY_POINTS, _BARE_FIGURE, _MORE))
