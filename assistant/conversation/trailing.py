"""A follow-up that names another thing and says behind it only that it asks the same: 食品的呢，几家一起的？ → 食品的呢.

Words alone: what stands behind has no thing of its own, so that nothing is lost where it is left out. Knows nothing of
what was asked before.
"""

from __future__ import annotations

import re

_WHAT = r"(?P<what>[^，,。；;？?]{1,14}?的?)"
_YEAR = r"(?:20)?\d{2}年"
# 有没有给数, 涨了点没, 几家一起的, 是多少, 我也要: nothing but that it is asked for
_ASKS_SAME = (
    r"(?:它|那边|他家|人家|里头?|里面|也|又|还|都|是|这个|一共|总共|大概|到底)*"
    r"(?:(?:有没有|有无|给没给|定没定|写没写|提没提)(?:也)?(?:给|定|写|提|说|列)?(?:了|过|个|出)?(?:数字?|目标|具体的?|说法|要求)?|"
    r"(?:有|给|定|写|提|说|列)(?:了|过|个|出)?(?:数字?|目标|具体的?|说法|要求)?(?:吗|么|没有?|不)|"
    r"(?:涨|升|降|变|高|低|多|少)(?:了|出)?(?:点儿?|些)?(?:吗|么|没有?|不)|"
    r"几[家个项](?:单位|部门)?(?:一起|一块儿?|联合|共同)?(?:的|管|负责)?|"
    r"(?:[写定要给]?多少|[写定要]几[个家项名件分]|几[个家项名件分]|怎么(?:说|写|定|算)的?|咋(?:说|写|定|算)的?)|"
    r"我(?:也|都)?(?:想|要)(?:知道|要|听|看)?(?:一下)?|(?:也|一并)?(?:说|查|讲|报)(?:一)?[下说查])"
)
_OTHER = re.compile(rf"^(?P<tie>那|那么)?{_WHAT}[呢咧勒][，,？?\s]+(?:{_ASKS_SAME})[呢啊呀了]?[？?。！!\s]*$")
# 浙江咧，我说的是25年
_OF_YEAR = re.compile(
    rf"^(?P<tie>那|那么)?{_WHAT}[呢咧勒][，,？?\s]+(?:我(?:说|问|要|指)的?(?:是)?|就)?(?P<year>{_YEAR})(?:的|那个)?[？?。！!\s]*$"
)
# 浙江同一年的我也要
_ALSO_WANTED = re.compile(
    rf"^(?P<tie>那|那么)?{_WHAT}(?:同一?年|同期|那年)?的?(?:我|咱)?(?:也|都)(?:要|想要|想知道|给我|帮我)(?:说|查|讲|看|报)?(?:一下|下)?[？?。！!\s]*$"
)
# 县级的也有吧，多少
_SUPPOSED = re.compile(
    rf"^(?P<tie>那|那么)?{_WHAT}(?:应该|肯定|总)?也?(?:该)?有(?:的)?吧[，,？?\s]+(?:{_ASKS_SAME})[呢啊呀]?[？?。！!\s]*$"
)
# 浙江有没有类似的，建多少个: of the other one, how many
_HAS_SUCH = re.compile(
    r"^(?P<what>[^，,。；;？?]{2,12}?)(?:那边|里)?(?:有没有|有无|有)(?:类似|同样|一样|这样|这种|这个)的?[一-龥]{0,4}?(?:吗|么|没有?)?[，,](?=[^我咱俺])"
    r"(?P<ask>.*(?:多少|几|谁|哪).*)$"
)
# 跟浙江同一年比谁高
_SAME_YEAR = re.compile("(?:同一?年|同期)的?(?=[相对]?比)")


def without_trail(text: str) -> str:
    """A (simplified) follow-up without what it says behind the thing it names; as it is where that asks something else."""
    text = _SAME_YEAR.sub("", text)
    if dated := _OF_YEAR.match(text):
        return f"{dated['tie'] or ''}{dated['what']}{dated['year']}呢"
    if such := _HAS_SUCH.match(text):
        return f"{such['what']}{such['ask']}"
    found = next((m for p in (_OTHER, _ALSO_WANTED, _SUPPOSED) if (m := p.match(text))), None)
    return f"{found['tie'] or ''}{found['what']}呢" if found else text
