"""What stands near what is asked and is not it: a province's figure for its city's share, names only counted, another year."""

from __future__ import annotations

import pytest

from assistant.answers.named import lacks_names
from assistant.assistant import Assistant
from assistant.conversation.asides import asides
from assistant.types import Answer, Turn


def _talk(assistant: Assistant, *turns: str) -> Answer:
    history: list[Turn] = []
    for question in turns:
        history.append(Turn(question, assistant.ask(question, history)))
    return history[-1].answer


@pytest.mark.parametrize(
    "turns",
    [
        # the province's whole, of which a city's part is asked for
        ("陕西2025年要培育多少家放心消费示范单位", "这里头西安得完成多少家"),
        ("陕西要培训多少名首席质量官", "其中西安多少"),
        ("榆林市放心消费示范单位，培育家数",),
        # names of what is only counted
        ("西安遴选100家中小微企业，名单",),
        ("把西安遴选的那100家中小微企业名字一个个列给我",),
        ("西安选出的一百户中小微公司都是哪些，名册给看看",),
        ("老说食品安全四个最严，是哪四个呀",),
        ("陕西要建的5个省级质检中心分别是做哪些产品的",),
        # a figure of another year than the one that is claimed
        ("请核实西安市2028年制造业产品质量合格率目标是否提高至96%",),
    ],
    ids=lambda t: t[-1],
)
def test_it_is_refused(real_assistant: Assistant, turns: tuple[str, ...]) -> None:
    assert _talk(real_assistant, *turns).outcome == "refused"


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (("陕西要培训多少名首席质量官", "西安呢"), "500名"),
        (("陕西完成筹建的3家省级产业计量测试中心分别是做什么的",), "羊乳制品"),
        (("请确认西安制造业产品质量合格率目标是否提高至96%",), "94%"),
    ],
    ids=lambda v: v[-1] if isinstance(v, tuple) else v,
)
def test_what_stands_there_is_told(real_assistant: Assistant, turns: tuple[str, ...], told: str) -> None:
    assert told in _talk(real_assistant, *turns).text


@pytest.mark.parametrize(
    ("question", "lacking", "held"),
    [
        (
            "四个最严是哪四个",
            "落实食品安全“四个最严”要求，狠抓责任。",
            "落实“四个最严”：最严谨的标准、最严格的监管、最严厉的处罚、最严肃的问责。",
        ),
        ("两个责任指的是哪两个", "狠抓“两个责任”落实，实行监管。", "属地管理责任、主体责任“两个责任”落实。"),
        (
            "5个中心分别是做什么的",
            "筹建3个平台，建设5个中心。",
            "建设5个中心。（一）计量中心。（二）标准中心。（三）认证中心。（四）检测中心。（五）检验中心。",
        ),
        ("三大变革是哪三个", "推动三大变革，提高效益。", "推动质量变革、效率变革、动力变革三大变革。"),
    ],
)
def test_each_of_so_many(question: str, lacking: str, held: str) -> None:
    assert lacks_names(question, lacking)
    assert not lacks_names(question, held)


@pytest.mark.parametrize(
    "message", ["某市示范单位，培育家数", "遴选100家中小微企业，名单", "失信名单，移出期限"]
)
def test_a_keyword_is_no_aside(message: str) -> None:
    assert not list(asides(message, told=False))


def test_what_somebody_says_beside_keywords_is_one() -> None:
    assert ("我同事要写材料", "西安首席质量官覆盖率目标") in list(
        asides("我同事要写材料，西安首席质量官覆盖率目标", told=False)
    )
