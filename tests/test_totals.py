"""Figures asked for together, added up; what cannot be added is not."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.types import Turn
from eval.grounding import ungrounded_numbers
from tests.small_corpus import conversation


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (("西安鲁班奖和长安杯加起来多少项",), "合计55项（5项+50项）"),
        (("西安省级和国家级单项冠军一共多少家",), "合计70家"),
        (("西安鲁班奖多少项", "长安杯呢", "合计多少项"), "合计55项"),
        (("西安省级质量标杆企业多少家", "省级单项冠军呢", "跟国家级的加一块儿是多少"), "合计70家"),
        (("浙江食品抽检合格率和药品抽检合格率加起来多少",), "不能直接相加"),
    ],
)
def test_figures_are_added_up(real_assistant: Assistant, turns: tuple[str, ...], told: str) -> None:
    answer = conversation(real_assistant, *turns)
    assert told in answer.text
    assert answer.citations


def test_a_sum_of_what_is_named_is_not_one_of_what_was_asked_before(real_assistant: Assistant) -> None:
    asked = "西安鲁班奖和长安杯加起来几项"
    assert "合计55项" in conversation(real_assistant, "陕西专栏7有几项", "第三项具体说了啥", asked).text


def test_a_count_of_indicators_is_no_sum(real_assistant: Assistant) -> None:
    assert "合计" not in real_assistant.ask("西安一共有多少项约束性指标").text


def test_nothing_is_added_where_one_of_them_is_not_there(real_assistant: Assistant) -> None:
    assert "合计" not in real_assistant.ask("西安鲁班奖和詹天佑奖加起来多少项").text


def test_a_sum_stands_only_on_the_terms_it_shows() -> None:
    said = "“鲁班奖”5项。“长安杯”50项。“雁塔杯”150项。"

    def loose(total: str) -> list[str]:
        quotes = ["新增“鲁班奖”5项、“长安杯”50项、“雁塔杯”150项"]
        return ungrounded_numbers(answer=total + said, quotes=quotes, question=["加起来多少项"])

    assert loose("合计205项（5项+50项+150项）。") == []
    assert loose("合计56项（5项+50项）。") == ["56"]
    assert loose("合计205项。") == ["205"]


def test_figures_just_compared_are_added_up(real_assistant: Assistant) -> None:
    question = "陕西和西安鲁班奖各几项"
    history = [Turn(question, real_assistant.ask(question))]
    assert real_assistant.ask("加起来多少", history).text.startswith("合计30项（25项+5项）")
