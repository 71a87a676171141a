"""What a document wants to have reached by a year, as a whole, is read out from where it says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.assistant import Assistant
from tests.small_corpus import city_document


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("2035年浙江要怎么样", "高水平建成质量强省、标准强省、品牌强省"),
        ("西安2035年目标", "全市整体质量水平走在全国前列"),
        ("陕西到2025年要建成什么样", "质量强省建设取得明显成效"),
        ("西安的总体目标是什么", "质量强市建设取得阶段性成效"),
        ("西安有哪些主要目标", "质量强市建设取得阶段性成效"),
        ("浙江2027年有哪些目标", "制造业质量竞争力指数达到92.5以上"),
        # of no place: the documents that say what they want to have reached by then
        ("到2020年的目标有哪些", "供给质量明显改善"),
        ("国家到2020年的目标有哪些", "供给质量明显改善"),
        ("2027年的目标有哪些", "浙江省：到2027年，质量总体水平再上新台阶"),
    ],
)
def test_the_aims_of_a_year_are_read_out(real_assistant: Assistant, question: str, said: str) -> None:
    answer = real_assistant.ask(question)
    assert answer.outcome == "answered"
    assert said in answer.text
    assert all(c.verified for c in answer.citations)


@pytest.mark.parametrize("question", ["浙江2030年目标", "西安2024年的目标"])
def test_a_year_that_the_document_has_no_aims_for_is_refused(
    real_assistant: Assistant, question: str
) -> None:
    assert real_assistant.ask(question).outcome == "refused"


def test_the_table_of_indicators_is_pointed_at(real_assistant: Assistant) -> None:
    assert any("专栏1" in note for note in real_assistant.ask("西安到2025年要达到什么目标").notes)


def test_a_subject_asks_for_its_own_target(real_assistant: Assistant) -> None:
    assert "92.5" in real_assistant.ask("浙江制造业质量竞争力到2027年的目标").text


PLAN = """\
# 青禾市竹产业提质方案（2026—2028年）

## 一、工作目标

到2028年，竹产业迈上新台阶，规模以上竹加工企业达到60家。

专栏1 主要指标

| 序号 | 指标 | 2026年 | 2027年 | 2028年 | 属性 |
| --- | --- | --- | --- | --- | --- |
| 1 | 竹产业总产值（亿元） | 40 | 55 | 70 | 预期性 |
| 2 | 初加工点污水达标率（%） | 80 | 90 | 100 | 约束性 |

## 二、重点任务

（一）扩大以竹代塑。到2027年，食堂采购竹制餐具的比例不低于60%。（市林业局负责）
"""
YEARLY = """\
# 青禾市2026年乡村工作要点

## 一、主要目标

——粮食播种面积稳定在58万亩以上。

——农村卫生户厕普及率达到82%。

## 二、重点任务

（一）治理撂荒地。连续撂荒1年以上的，停发补贴。
"""


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return city_document(tmp_path_factory.mktemp("aims"), "青禾市竹产业提质方案（2026—2028年）", PLAN)


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("青禾市2028年有哪些目标", ("到2028年", "60家", "70亿元", "100%"), ("工作目标", "90%")),
        ("青禾市2027年指标", ("55亿元", "90%"), ("60%", "70亿元")),
        ("青禾市竹产业2027年目标", ("55亿元", "90%"), ("60%",)),
        ("青禾市2026年要达到多少", ("40亿元", "80%"), ("60家",)),
    ],
)
def test_the_column_of_a_year_is_told_with_the_aims(
    plan: Assistant, question: str, said: tuple[str, ...], unsaid: tuple[str, ...]
) -> None:
    answer = plan.ask(question)
    assert answer.outcome == "answered"
    assert all(words in answer.text for words in said)
    assert not any(words in answer.text for words in unsaid)


def test_indicators_of_a_year_that_no_table_has_are_said_not_to_be_there(plan: Assistant) -> None:
    answer = plan.ask("青禾市2035年指标")
    assert answer.outcome == "refused"
    assert "2035年的指标" in answer.text


def test_the_aims_of_a_plan_for_one_year_name_no_year(tmp_path: Path) -> None:
    answer = city_document(tmp_path, "青禾市2026年乡村工作要点", YEARLY).ask("青禾市2026年有哪些目标")
    assert "58万亩" in answer.text
    assert "82%" in answer.text


def test_the_heading_above_a_sentence_is_none_of_it(tmp_path: Path) -> None:
    text = "青禾市放心消费方案\n一、主要任务\n（一）放心消费行动\n农贸市场公平秤每半年检定一次，由市场开办者送检，检定免费。\n"
    said = city_document(tmp_path, "青禾市放心消费方案", text).ask("青禾市农贸市场公平秤多久检定一次").text
    assert said.startswith("农贸市场公平秤每半年检定一次")


def test_a_sentence_that_a_line_breaks_off_is_no_heading(tmp_path: Path) -> None:
    text = "青禾市设施农业办法\n一、申报条件\n1.已办理登记；\n2.土地流转合同剩余年限不少于6年，设施农业\n"
    text += "用地已办理备案手续；\n3.信用良好。\n"
    said = (
        city_document(tmp_path, "青禾市设施农业办法", text)
        .ask("青禾市设施农业土地流转合同剩余年限要几年")
        .text
    )
    assert "6年" in said
