"""Who is responsible, where something is written and how two sides compare are asked in words that no list holds."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.understand.leanings import LEANINGS, leans, models, runs


def test_a_leaning_is_read_from_runs_of_characters() -> None:
    assert runs("甲12乙") == {"^", "甲", "0", "乙", "$", "^甲", "甲0", "0乙", "乙$", "^甲0", "甲0乙", "0乙$"}
    assert runs("ＡB，") == runs("ab,")
    assert set(models()) == set(LEANINGS)


@pytest.mark.parametrize(
    ("leaning", "asked", "other"),
    [
        ("who", "小巨人这摊，是工信还是市场监管抓？", "覆盖率目标是多少"),
        ("where", "15年要给打虚假广告的建黑名单，条款出处给一下", "鲁班奖新增几项"),
        ("compared", "西安定的跟省里比哪个狠", "西安定的是多少"),
    ],
)
def test_it_leans(leaning: str, asked: str, other: str) -> None:
    assert leans(leaning, asked)
    assert not leans(leaning, other)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("西安培育单项冠军、小巨人这摊，是工信还是市场监管抓？", "责任单位是市工信局"),
        ("15年要给打虚假广告的建黑名单，条款出处给一下", "（十五）"),
        ("首席质量官的培训，省上说培训好几千，市上又说几百，到底各是几", "相差4500名"),
        ("无人机那几家想拉个标准联盟，得跟西安哪些局打交道", "市工信局"),
        ("省粮食局的人问，2015那份里跟粮沾边、轮到我们的事有哪几桩", "（八）强化重点领域质量安全监管"),
    ],
)
def test_it_is_told(real_assistant: Assistant, question: str, told: str) -> None:
    assert told in real_assistant.ask(question).text


@pytest.mark.parametrize(
    "question",
    [
        "西安质量奖的奖金分给谁",
        "体验式调查由什么单位来开展，2017年中央那份点名鼓励了谁",
        "首席质量官覆盖率要到哪一年做到80%",
    ],
)
def test_other_things_are_not_told_besides(real_assistant: Assistant, question: str) -> None:
    text = real_assistant.ask(question).text
    assert "责任单位是" not in text
    assert not text.startswith("写在")


def test_as_many_as_are_asked_for(real_assistant: Assistant) -> None:
    text = real_assistant.ask("工程上出事要找的“五方”，2015年陕西点的是哪五家负责人").text
    assert "建设、勘察、设计、施工、监理五方" in text
    assert "责任单位" not in text
