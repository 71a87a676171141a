"""A figure that the documents have for another year is not told; the refusal says for which year it is there."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.types import Turn


@pytest.mark.parametrize(
    ("question", "asked", "there"),
    [
        ("西安首席质量官覆盖率2027年要达到多少", "2027年", "2025年"),
        ("陕西2030年制造业产品质量合格率多少", "2030年", "2025年"),
        ("西安农产品质量安全监测合格率2026年要到多少", "2026年", "2025年"),
        ("浙江2035年研发投入强度多少", "2035年", "2025年、2027年"),
    ],
)
def test_says_for_which_year_it_is_there(
    real_assistant: Assistant, question: str, asked: str, there: str
) -> None:
    answer = real_assistant.ask(question)
    assert answer.outcome == "refused"
    assert f"没有写明{asked}的这一项" in answer.text
    assert f"这一项文件里写明的是{there}的" in answer.notes
    assert "%" not in answer.text


def test_in_a_talk_too(real_assistant: Assistant) -> None:
    first = "西安2025年首席质量官覆盖率目标是多少"
    answer = real_assistant.ask("2027年呢", [Turn(first, real_assistant.ask(first))])
    assert answer.outcome == "refused"
    assert "这一项文件里写明的是2025年的" in answer.notes


def test_of_what_is_there_for_no_year_nothing_is_said(real_assistant: Assistant) -> None:
    answer = real_assistant.ask("西安2028年要建多少地铁")
    assert answer.outcome == "refused"
    assert not any("写明的是" in note for note in answer.notes)
