"""What kind of target several indicators are, asked at once: 约束性 or 预期性, all of them, which of them."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from tests.small_corpus import conversation

TWO = "西安农产品质量安全监测合格率和首席质量官覆盖率"


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        (f"{TWO}都是约束性的吗", "不都是约束性指标"),
        (f"{TWO}是不是都是预期性", "不都是预期性指标"),
        ("西安农产品质量安全监测合格率和食品安全评价性抽检合格率都是约束性的吗", "是的，都是约束性指标"),
    ],
)
def test_whether_all_are_of_one_kind(real_assistant: Assistant, question: str, verdict: str) -> None:
    answer = real_assistant.ask(question)
    assert answer.text.startswith(verdict)
    assert len(answer.citations) == 2


def test_each_is_told_with_its_own(real_assistant: Assistant) -> None:
    answer = real_assistant.ask(f"{TWO}哪个是约束性的")
    assert "农产品质量安全监测合格率：约束性指标" in answer.text
    assert "首席质量官覆盖率：预期性指标" in answer.text


def test_how_many_of_each_kind(real_assistant: Assistant) -> None:
    answer = real_assistant.ask("西安22个指标里头，几个约束性几个预期性")
    assert "约束性指标共10项" in answer.text
    assert "预期性指标共12项" in answer.text


def test_after_a_list_all_of_it_is_meant(real_assistant: Assistant) -> None:
    answer = conversation(real_assistant, "西安品牌方面的指标有哪些", "这些都是硬指标吗")
    assert answer.text.startswith("不都是约束性指标")
    answer = conversation(real_assistant, f"{TWO}分别是多少", "两个里哪个是约束性的")
    assert "首席质量官覆盖率：预期性指标" in answer.text


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("西安专栏1第5项是约束性的吗", "不对"),
        ("西安专栏1第5项是不是预期性", "是的"),
        ("陕西专栏1第6项是硬指标吗", "是的"),
    ],
)
def test_a_row_named_by_its_number(real_assistant: Assistant, question: str, verdict: str) -> None:
    answer = real_assistant.ask(question)
    assert answer.text.startswith(verdict)
    assert (answer.citations[0].row or "-") in question


@pytest.mark.parametrize(
    "follow", ["完不成算不算违约那种硬指标", "这个数是必须做到的吗，还是说说而已", "算硬任务吗"]
)
def test_whether_it_must_be_done(real_assistant: Assistant, follow: str) -> None:
    answer = conversation(real_assistant, "西安战略性新兴产业占工业总产值多少", follow)
    assert answer.text.startswith("不对")
    assert "预期性" in answer.text
    # a sentence that tells several figures is not asked as a whole
    answer = conversation(real_assistant, "浙江研发投入强度2025年目标多少", follow)
    assert "研发投入强度是约束性的吗" in answer.standalone_question


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("西安质量基础设施那组指标里，哪一个不是约束性的", "预期性指标有：产品、体系、服务认证证书数量新增"),
        ("西安质量基础设施那组指标，唯一不算硬性的是哪个", "预期性指标有：产品、体系、服务认证证书数量新增"),
        (
            "西安品牌建设那组指标有哪些",
            "指标有：陕西质量奖拥有量25个（约束性）；西安市质量奖拥有量≥30个（约束性）",
        ),
        ("西安首席质量官覆盖率不是约束性的吧", "是的"),
        ("西安首席质量官覆盖率是不是约束性的", "不对"),
    ],
)
def test_groups_and_what_is_not_binding(real_assistant: Assistant, question: str, told: str) -> None:
    assert real_assistant.ask(question).text.startswith(told)
