"""Kinds of things that take one another's place in a question: bodies, persons, degrees (企业 and 高校, 本科 and 大专).

Told by how a noun ends, in the ordinary words of the language; knows no corpus and no list of anybody's bodies.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.conversation.parts import Span

_BODY = (
    r"企业|公司|厂|店|工厂|单位|机构|组织|团体|协会|学会|商会|联盟|合作社|农场|园区|大学|高校|院校|学校|中小学|小学|中学|幼儿园|托儿所|医院|诊所|"
    r"食堂|作坊|摊点|摊贩|商户|商家|商场|超市|市场|民宿|宾馆|酒店|饭店|餐馆|旅行社|报社|供销社|信用社|敬老院|养老院|(?:科研|研究)院?所|研究院|实验室|银行|平台|个体户|商户|工商户"
)
_PERSON = (
    r"个人|本人|居民|村民|农民|农民工|老人|老年人|儿童|孩子|婴幼儿|残疾人|妇女|学生|毕业生|职工|员工|工人|人员|人士|人才|[农养渔牧种]殖?户|住户|贫困户|低保户|"
    r"业主|家庭|经营者|生产者|消费者|劳动者|志愿者|负责人|法人|代表人|老板|老总|法定代表人|博士后?|硕士|研究生|本科生|大专生|中专生|教师|老师|医生|"
    r"护士|护理员|导游|领队|游客|乘客|旅客|顾客|客户|[一-龥]{2}员|[从使经监管所持][一-龥]{1,2}者|师傅|司机|车主|房东|租户|租客|军人"
)
_DEGREE = r"本科|专科|大专|中专|中职|高职|技校|高中|初中|硕士|博士|研究生"
_ENDS = {
    "degree": re.compile(rf"^(?:{_DEGREE})(?:毕业生?|学历|学位|在读|生)?$"),
    "body": re.compile(rf"(?:{_BODY})$"),
    "person": re.compile(rf"(?:{_PERSON})$"),
}
# a school is a body, and a place to be near to
_PLACES = re.compile(r"(?:店|厂|园区|学校|小学|中学|幼儿园|医院|食堂|养老院|敬老院|农场)$")


def kind_of(noun: str) -> str:
    """degree, body or person; "" for what is none."""
    return next((kind for kind, end in _ENDS.items() if end.search(noun)), "")


def actor(noun: str) -> bool:
    """Whether a noun is a kind of body or person, that something is given to or asked of (高校, 个体户, 毕业生)."""
    return kind_of(noun) in ("body", "person")


def place_too(noun: str) -> bool:
    """Whether the body is also a place (离学校多远)."""
    return bool(_PLACES.search(noun))


def same_kind(subject: str, chunks: list[list[Span]], new: str, writes: Callable[[str], bool]) -> Span | None:
    """The stretch of a subject that is of the new words' kind: 企业 for 高校; the last one, of the same kind first.

    :param writes: whether the corpus writes a text; 小微企业 is one name there, 算力券企业 is none.
    """
    kind = kind_of(new)
    kinds = ((kind,), ("body", "person")) if kind in ("body", "person") else ((kind,),)
    for fitting in kinds if kind else ():
        # 硕士毕业生租人才公寓: who rents it, before what it is called by
        heads = [(chunk, len(chunk) - 1) for chunk in reversed(chunks)]
        inner = [(chunk, at) for chunk in reversed(chunks) for at in range(len(chunk) - 2, -1, -1)]
        for chunk, at in heads + inner:
            start, end = chunk[at]
            if kind_of(subject[start:end]) not in fitting:
                continue
            if fitting != ("degree",):
                start = _name_start(subject, chunk, at, writes)
            return None if subject[start:end] == new else (start, end)
    return None


def _name_start(subject: str, chunk: list[Span], at: int, writes: Callable[[str], bool]) -> int:
    """Where the name begins that ends with a body or person: 小微企业, 外来务工人员."""
    end = chunk[at][1]
    while at and writes(subject[chunk[at - 1][0] : end]):
        at -= 1
    start = chunk[at][0]
    # what comes from elsewhere, is new or at work is said by a verb too
    before = re.search(
        r"(?:外来|新就业|在职|在岗|失业|退休|退役|就业|登记失业|进城务工|务工)$", subject[:start]
    )
    return before.start() if before and writes(subject[before.start() : end]) else start
