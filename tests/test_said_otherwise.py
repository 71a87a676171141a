"""Follow-ups as callers put them: the place behind, a correction in two breaths, 那条例, the same to be read out for another."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.types import Answer, Turn


def _talk(assistant: Assistant, *turns: str) -> Answer:
    history: list[Turn] = []
    for question in turns:
        history.append(Turn(question, assistant.ask(question, history)))
    return history[-1].answer


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (("陕西2025年食品评价性抽检合格率要求多少", "不好意思说错了，来电的人问的是浙江的"), "99%"),
        (("西安新增鲁班奖几项", "全省的口径是多少项？陕西省那份实施意见"), "25项"),
        (("西安搞不搞沙盒监管？我们是做新业态的", "行，那是方案第几条写的，我要写进报告里"), "二十八"),
        (("西安规上工业战略性新兴产业总产值占比是不是50%", "全省的也念一下"), "25.5%"),
        (("陕西那个“城市15分钟、农村1.5小时”服务圈在哪提的", "西安也有这话吧"), "农村1.5小时"),
        (("西安有没有先行赔付的说法，我在网上买东西被坑了", "浙江那边呢，我老家在浙江"), "推行先行赔付"),
        (("浙江质量促进条例有没有说要搞", "那条例定在哪一年出台？"), "立法研究"),
        (("西安2024年方案的大质量监管工作格局是什么",), "行业自律"),
        (("西安鲁班奖新增多少", "义务教育里有没有质量教育"), "中小学义务教育"),
        (("西安重大事项要向谁报告",), "市政府"),
    ],
    ids=lambda v: v[-1] if isinstance(v, tuple) else v,
)
def test_it_is_understood(real_assistant: Assistant, turns: tuple[str, ...], told: str) -> None:
    assert told in _talk(real_assistant, *turns).text


@pytest.mark.parametrize(
    "turns",
    [
        ("浙江到2025年服务质量满意度的目标", "那西安呢，西安定的多少分"),
        ("西安规上工业战略性新兴产业总产值占比是不是50%", "浙江的也报一下，就这个占比"),
    ],
    ids=lambda t: t[-1],
)
def test_what_is_not_there_is_not_told_from_elsewhere(
    real_assistant: Assistant, turns: tuple[str, ...]
) -> None:
    assert _talk(real_assistant, *turns).outcome == "refused"
