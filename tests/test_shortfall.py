"""The asker's own figure against a target, and whether a text demands or favours a thing: on the five texts."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant


@pytest.mark.parametrize(
    ("question", "verdict", "target"),
    [
        ("陕西主导参与的国际标准现在统计是62项，照2025年的目标还缺几项", "还差28项", "90项"),
        ("我们西安现在首席质量官覆盖率72%，离目标还差多少", "还差8个百分点", "80%"),
        ("西安农产品质量安全监测合格率目前99%，达标了吗", "已达到目标", "98%"),
    ],
)
def test_how_far_it_is_to_the_target(
    real_assistant: Assistant, question: str, verdict: str, target: str
) -> None:
    answer = real_assistant.ask(question)
    assert verdict in answer.text
    assert target in answer.text
    assert any("未经核实" in note for note in answer.notes)


@pytest.mark.parametrize(
    "question", ["西安首席质量官覆盖率还差多少", "西安公务员人数现在是72人，离目标还差多少"]
)
def test_no_gap_is_told_without_both_figures(real_assistant: Assistant, question: str) -> None:
    assert "还差" not in real_assistant.ask(question).text


def test_the_word_a_text_uses_tells_duty_from_favour(real_assistant: Assistant) -> None:
    favoured = real_assistant.ask("陕西对企业首席质量官是鼓励还是要求")
    assert "“推进”，没有写“必须”" in favoured.text
    demanded = real_assistant.ask("西安建材见证取样和送检是必须的还是鼓励的")
    assert "是要求" in demanded.text
    assert demanded.citations[0].clause == "（十四）"


def test_another_things_rate_is_not_told(real_assistant: Assistant) -> None:
    """A wrong number told to a caller: 食品 has such a rate in Shaanxi, 药品 has none."""
    for question in ("陕西药品抽检合格率是多少", "陕西2025年基本药物抽检合格率是多少"):
        answer = real_assistant.ask(question)
        assert answer.outcome == "refused"
    assert "99.5%" in real_assistant.ask("浙江药品抽检合格率是多少").text


@pytest.mark.parametrize(
    "question", ["西安单位GDP能耗下降13%是哪年的目标", "西安首席质量官覆盖率什么时候要达到"]
)
def test_the_year_a_target_is_for(real_assistant: Assistant, question: str) -> None:
    assert "到2025年" in real_assistant.ask(question).text
