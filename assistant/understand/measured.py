"""What a how-much question counts or measures: its unit, and whether the name of a measure alone asks for a figure."""

from __future__ import annotations

import re

from assistant.understand.kinds import counting, wants_number

_MONEY = re.compile(
    r"几[十百千]*万(?![家个项件名人张])|"
    # 一家给多少万; 要发展多少万户 counts them
    r"(?:给|奖|补|罚|赔|贴|发|拿|得|领|花|交|退|拨|资助|奖励|补助|补贴)[^，,。？?]{0,3}多少[十百千]?万(?![家个项件名人张户头只株亩吨])|"
    r"(?:(?:补助|补贴|奖励|奖金|罚款|罚|资助|赔|赔偿|(?<!消)费用?|价格(?!指数)|工资|薪水|金(?![融属牌])|租(?!赁|户)|税(?!务)|(?<!条)款(?!项)|钱).{0,6}|[奖补贴])(?:多少|几)"
    r"(?![十百千万]*[家个项件名人张天年月户%])|"
    r"(?:多少|几[十百千]*万?元?)的?(?:补助|补贴|奖励|奖金|罚款|资助|赔偿)|"
    # 交多少认证费; 给多少评审费
    r"(?:交|缴|收|付|花|出|要|掏|给|拿|发|领|补|得)(?:多少|几)[一-龥]{0,6}(?:费|款|金|租|津贴)(?!率)|多少费用?"
)
_SHARE_ASKED = re.compile(
    r"(?:比例|占比|比重|(?<![效频产])率)[^，,。；;）)]{0,4}(?:多少|几)|占几成|百分之(?:几|多少)|(?:什么|啥|多大|多高)的?(?:比例|占比|比重)|"
    r"(?:比例|占比|比重)[？?。\s]*$"
)
# 有效期是多少: how long
_SPAN_ASKED = re.compile(
    "(?:有效期|期限|时限|时长|年限|周期)(?:一般|最[长短多少]|大概|目标)?(?:是|为|要|有|达到?)*(?:多少|几)(?![家个项件名张条万亿])"
)
_AREA = re.compile("(?:住|面积|房子?|套|户型)[^，,]{0,4}多大|多大(?:的)?(?:面积|房)")
_PERSON = re.compile(
    "[一-龥]{0,4}(?:员|师|医生|护士|专家|律师|保安|保洁|工人|老师|人)(?!证|会|才|大)"
)  # 几个检测员
_PORTION = re.compile(r"占(?:了|到|比|全部|总数)?的?多少(?![家个项件名人张户万亿])")
# a question that ends in the name of a measure asks for its figure
_TARGET_END = re.compile(r"(?<!主要)(?:目标|指标)(?:值|数)?[?？。！!\s]*$")
_WHICH = re.compile("哪|什么|啥")
# 公共服务质量满意度, 每千人床位: a measure by its bare name asks for its figure; 怎么提高满意度 does not
_MEASURED_NOUN = re.compile(
    r"(?:(?<!效)率|指数|比重|占比|比例|强度|增速|满意度|数量|总量|[人次户件家]数|拥有量|保有量|产值|增加值|[金总余销成交]额|营收)\s*$|"
    r"每[十百千万亿]+(?:名|户|个)?(?:常住)?人(?:口)?"
)
_HOW = re.compile("怎么|怎样|咋|如何|提升|提高|增强|改善|优化|降低|压减|哪|什么|啥|谁")
_UNIT = re.compile(
    r"(?:多少|(?<![哪这那])几)(?:百|千|万|十|亿|来)*\s*(?:个(?![百千万亿]))?(百分点|工作日|分(?![之钟])|点|钱|块|元|公斤|千克|斤|克|升|立方米?|平方米?|千瓦时|度|学时|课时|批次|字|株|棵|只|台|套|盒|家|个(?![百千万亿])|项|件|名(?!额)|人|位(?![子置])|张|例|分钟|小时|钟头|天|日|周|星期|礼拜|年|个月|月|条|种|类|所|"
    r"处|户|座|倍|成|米|公里|里|头|亩|吨|岁|次|回|份(?!文件|政策|通知|方案|意见))|多(久|长|远|大年纪|大岁数)"
)


# 几年评一次, 多久查一回
OFTEN = re.compile(
    r"(?:几|多少)个?[年月天周][^，,。；;？?]{0,6}一[次届回趟遍]|多(?:久|长时间)[^，,。；;？?]{0,8}一[次届回趟遍]|每(?:几|多少)个?[年月天周]"
)


def asks_number(text: str, topic: str) -> bool:
    """Whether a figure is asked for, in so many words or by ending in what has one (…的比重, …目标)."""
    return bool(
        wants_number(text)
        or (names_measure(topic) and not _HOW.search(text))
        or (_TARGET_END.search(text) and not _WHICH.search(text))
    )


def names_measure(topic: str) -> bool:
    """Whether what a question is about ends in what has a figure (满意度, 比重, 覆盖率)."""
    return bool(_MEASURED_NOUN.search(topic))


def asked_unit(text: str) -> str:
    """家 in 多少家, 元 of money, 比例 of a share; "" where no unit is asked for."""
    if _SHARE_ASKED.search(text):
        return "比例"
    text = counting(text)
    asked = list(_UNIT.finditer(text))
    # 少烧几百吨煤，省一吨给多少钱: 几 may only be some
    if m := next((m for m in asked if m[0].startswith("多")), asked[0] if asked else None):
        return "名" if m[1] == "个" and _PERSON.match(text, m.end()) else m[1] or m[2]
    if _SPAN_ASKED.search(text):
        return "久"
    if _AREA.search(text):
        return "平方米"
    if _PORTION.search(text):
        return "比例"  # 品牌货卖的钱要占到多少
    return "元" if _MONEY.search(text) else ""
