"""Rates of several things in one sentence, short names of figures, and what is claimed of them in English."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answers.intervals import Amount, amounts
from assistant.answers.weighing import weigh
from assistant.assistant import Assistant
from assistant.understand.measured import asked_unit
from tests.small_corpus import city_document

PLAN = """\
# 青禾市质量强市建设规划

## 一、主要目标

（一）到2025年，农产品质量安全监测合格率达到98%以上，食品安全抽检合格率达到99%以上，基本药物、集采品种抽检合格率达到99.5%以上，制造业质量竞争力指数达到92以上，研发投入强度达到3.3%，全员劳动生产率达到22万元/人。

（二）到2027年，研发投入强度达到3.4%，全员劳动生产率达到28万元/人，制造业质量竞争力指数达到92.5以上。

专栏1 标准指标

| 序号 | 指标 | 2025年 | 属性 |
| --- | --- | --- | --- |
| 1 | 累计主导制定修订国际标准（个） | 150 | 约束性 |
| 2 | 主导制定修订国家标准立项数（个） | 180 | 约束性 |
"""


@pytest.fixture(scope="module")
def clerk(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder: Path = tmp_path_factory.mktemp("rates")
    return city_document(folder, "青禾市质量强市建设规划", PLAN)


@pytest.mark.parametrize(
    "question",
    [
        "青禾食品合格率和药品合格率分别多少",
        "青禾食品合格率比药品高多少",
        "青禾食品抽检合格率跟药品抽检合格率哪个高",
    ],
)
def test_a_rate_of_another_thing_is_no_side(clerk: Assistant, question: str) -> None:
    answer = clerk.ask(question)
    assert "99%" in answer.text
    assert "99.5%" in answer.text
    assert "98%" not in answer.text
    assert "相差1个" not in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "青禾2027：研发投入、劳动生产率、制造业质量指数 三个数",
        "青禾2027年研发投入、劳动生产率和制造业质量竞争力指数分别是多少",
    ],
)
def test_short_names_of_one_year(clerk: Assistant, question: str) -> None:
    answer = clerk.ask(question)
    for said in ("3.4%", "28万元/人", "92.5"):
        assert said in answer.text
    assert "3.3%" not in answer.text
    assert "22万元" not in answer.text


def test_a_national_standard_is_no_country(clerk: Assistant) -> None:
    answer = clerk.ask("青禾主导制定修订的国际标准和国家标准哪个多")
    assert "国家标准更多，相差30个" in answer.text
    assert "全国" not in answer.text


def test_a_productivity_is_no_share() -> None:
    assert asked_unit("2027年劳动生产率是多少") == ""
    assert asked_unit("2027年合格率是多少") == "比例"


@pytest.mark.parametrize(
    ("question", "verdict", "figure"),
    [
        ("Does 青禾 want R&D intensity to hit 3.4% by 2025?", "不对", "3.3%"),
        ("Is the R&D intensity target of 青禾 3.4% in 2027?", "是的", "3.4%"),
    ],
)
def test_a_figure_claimed_in_english(clerk: Assistant, question: str, verdict: str, figure: str) -> None:
    answer = clerk.ask(question)
    assert answer.text.startswith(verdict)
    assert figure in answer.text


def test_a_range_that_may_come_to_the_same_is_not_more() -> None:
    def amount(text: str) -> Amount:
        return amounts(text)[0]

    assert weigh([("甲", amount("1-2个")), ("乙", amount("1个"))], "多") == ""
    assert weigh([("甲", amount("5个")), ("乙", amount("1-2个"))], "多") == "甲更多"


def test_another_word_for_the_measure_is_no_other_subject(clerk: Assistant) -> None:
    answer = clerk.ask("青禾研发投入占比，2025年和2027年分别定多少")
    assert "3.3%" in answer.text
    assert "3.4%" in answer.text
