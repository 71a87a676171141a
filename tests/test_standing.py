"""Figures by name on an invented plan: where things stand beside the target, a number without its unit, two unlike names."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.assistant import Assistant
from tests.small_corpus import city_document, conversation

PLAN = """\
# 青禾市竹产业提升行动方案（2026—2030年）

## 一、总体要求

专栏1 主要指标

| 序号 | 指标 | 2025年现状 | 2028年 | 2030年 | 属性 |
| --- | --- | --- | --- | --- | --- |
| 1 | 丰产竹林基地面积（万亩） | 310 | 420 | 500 | 约束性 |
| 2 | 竹材综合利用率（%） | 72 | 80 | 88 | 预期性 |
| 3 | 初加工点污水达标排放率（%） | 81 | 90 | 100 | 约束性 |
| 4 | 消费者满意度（分） | 82.7 | 84 | 87 | 预期性 |

## 二、重点任务

（一）建设竹林基地。建设康养基地30处，单处基地竹林面积不少于1500亩。（市林业局负责）

（二）发展标准。对主导制定国际标准的企业，每项奖励50万元。（市市场监管局负责）

（三）提升服务。2025年网上办理率97.2%；2026年网上办理率目标为98%以上。（市行政审批局负责）

（四）推广保险。推广竹林保险，到2028年覆盖率达到60%。（市林业局负责）
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder: Path = tmp_path_factory.mktemp("standing")
    return city_document(folder, "青禾市竹产业提升行动方案（2026—2030年）", PLAN)


@pytest.mark.parametrize(
    "question",
    ["竹材综合利用率2028年要比现在提高多少？", "2028年竹材综合利用率目标比目前高多少个百分点"],
)
def test_how_far_it_is_from_where_things_stand(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert all(said in answer.text for said in ("72%", "80%", "8个百分点"))


@pytest.mark.parametrize(
    "question", ["消费者满意度现在是多少，目标是多少？", "消费者满意度的目标和现状各是多少"]
)
def test_where_things_stand_and_the_last_target(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert "82.7分" in answer.text
    assert "87分" in answer.text


@pytest.mark.parametrize(
    ("question", "begins", "said"),
    [
        ("听说丰产竹林基地面积要到420，是吗？", "是的", "2028年420万亩"),
        ("听说丰产竹林基地面积要到420万亩，是吗？", "是的", "2028年420万亩"),
        ("听说丰产竹林基地面积要到400，是吗？", "不对", "2030年500万亩"),
        ("听说初加工点污水达标排放率要到95，是吗？", "不对", "2028年90%"),
        ("听说网上办理率目标要到98，是吗？", "是的", "98%以上"),
        ("听说网上办理率目标要到99，是吗？", "不对", "98%以上"),
    ],
)
def test_a_number_told_without_its_unit_is_held_to_the_figure_named(
    assistant: Assistant, question: str, begins: str, said: str
) -> None:
    answer = assistant.ask(question)
    assert answer.text.startswith(begins)
    assert said in answer.text


def test_figures_of_unlike_names_are_each_told(assistant: Assistant) -> None:
    answer = assistant.ask("丰产竹林基地面积和初加工点污水达标排放率分别是多少？")
    assert "500万亩" in answer.text
    assert "100%" in answer.text


def test_of_two_figures_the_one_that_is_not_there_is_said_so(assistant: Assistant) -> None:
    answer = assistant.ask("竹材综合利用率和竹笋罐头出口额分别是多少？")
    assert "88%" in answer.text
    assert "没有查到竹笋罐头出口额" in answer.text


def test_a_sum_that_is_paid_is_no_target(assistant: Assistant) -> None:
    assert "50万" not in assistant.ask("主导制定国际标准目标是多少？").text.split("最接近的是")[0]
    assert "50万元" in assistant.ask("主导制定国际标准奖励多少？").text


@pytest.mark.parametrize("question", ["消费者满意度是多少", "消费者满意度要到多少"])
def test_a_measure_with_a_word_that_reads_like_money_is_none(assistant: Assistant, question: str) -> None:
    assert "87分" in assistant.ask(question).text


@pytest.mark.parametrize("asked", ["这是哪份文件写的？", "哪个文件规定的", "在哪条写的"])
def test_which_document_says_so(assistant: Assistant, asked: str) -> None:
    answer = conversation(assistant, "竹材综合利用率目标是多少？", asked)
    assert answer.text.startswith("写在《青禾市竹产业提升行动方案（2026—2030年）》专栏1第2项")


@pytest.mark.parametrize("follow", ["那消费者满意度呢？", "消费者满意度要达到多少"])
def test_another_figure_by_its_whole_name_takes_nothing_of_the_one_before(
    assistant: Assistant, follow: str
) -> None:
    answer = conversation(assistant, "初加工点污水达标排放率目标是多少？", follow)
    assert "87分" in answer.text
    assert "100%" not in answer.text


@pytest.mark.parametrize(
    ("turns", "standalone"),
    [
        (
            ("竹材综合利用率2028年目标是多少？", "我说错了，不是竹材综合利用率，是消费者满意度"),
            "消费者满意度2028年目标是多少？",
        ),
        (
            ("竹材综合利用率2028年目标是多少？", "丰产竹林基地面积要到多少", "我最开始问的那个再说一遍"),
            "竹材综合利用率2028年目标是多少？",
        ),
        (
            ("主导制定国际标准奖励多少？", "行业标准的呢，跟国际标准差多少"),
            "主导制定国际标准和行业标准奖励分别多少，差多少",
        ),
    ],
)
def test_what_is_taken_back_gone_back_to_or_set_beside(
    assistant: Assistant, turns: tuple[str, ...], standalone: str
) -> None:
    asked = conversation(assistant, *turns).standalone_question
    assert asked.rstrip("？?") == standalone.rstrip("？?")


def test_a_year_that_is_asked_for_takes_the_place_of_the_one_before(assistant: Assistant) -> None:
    answer = conversation(assistant, "竹材综合利用率2028年目标是多少？", "那2035年有没有定")
    assert answer.outcome == "refused"
    assert "2028" not in answer.standalone_question


def test_a_rate_without_a_name_is_of_its_clause_only(assistant: Assistant) -> None:
    assert "60%" in assistant.ask("竹林保险覆盖率目标是多少？").text
    other = assistant.ask("竹材综合利用数字化改造覆盖率目标是多少？")
    assert "60%" not in other.text.split("最接近的是")[0]
