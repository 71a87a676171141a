"""那计量呢, 再说说品牌, after what was said of another matter as a whole: the same asked of this one.

The two are exchanged whole, where within a question only the parts of one kind are (ellipsis.py). Whether a document has
such a heading, the caller says.
"""

from __future__ import annotations

import re

from assistant.understand.matters import matter_of

_NAMED = re.compile(
    r"^(?:那|那么|还有|另外|再?(?:说说|讲讲|看看|查查|问问))*[，,]?(?P<what>[一-龥、“”]{2,14}?)"
    r"(?:这一?块儿?|方面|领域|这方面|工作)?(?:的)?"
    r"(?:呢|(?:是)?(?:怎么|咋|如何)(?:说|规定|写|安排|弄|抓|管|搞)的?|(?:有|要求|规定|说)了?(?:什么|哪些|啥)(?:要求|规定|措施|内容|安排)?)?[呢啊呀]?[？?。！!\s]*$"
)


def of_other_matter(said: str, before: str, unscoped: str) -> str:
    """The question before with the matter that a follow-up names; "" where it asked of none, or the follow-up names none.

    :param said: the (simplified) follow-up. :param before: the question before, as it stands alone.
    :param unscoped: that without the places and documents it names.
    """
    matter, named = matter_of(unscoped), _NAMED.match(said)
    if not matter or not named or before.count(matter) != 1:
        return ""
    what = named["what"].strip("“”")
    if what in matter:
        return ""
    # 怎么强化组织保障 asks of a doing, which another one's may be called otherwise
    return re.sub(
        f"(?:怎么|咋|如何|怎样){re.escape(matter)}|{re.escape(matter)}",
        lambda m: f"{what}怎么抓" if m[0] != matter else what,
        before,
    )
