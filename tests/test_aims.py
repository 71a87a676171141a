"""What a document wants to have reached by a year, as a whole, is read out from where it says so."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("2035年浙江要怎么样", "高水平建成质量强省、标准强省、品牌强省"),
        ("西安2035年目标", "全市整体质量水平走在全国前列"),
        ("陕西到2025年要建成什么样", "质量强省建设取得明显成效"),
        ("西安的总体目标是什么", "质量强市建设取得阶段性成效"),
        ("西安有哪些主要目标", "质量强市建设取得阶段性成效"),
        ("浙江2027年有哪些目标", "制造业质量竞争力指数达到92.5以上"),
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
