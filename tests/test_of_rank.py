"""国家级 and 省级 set side by side: what is read of a rank is of the thing that is asked for."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from tests.small_corpus import city_document

TEXT = """\
# 青禾市质量提升行动方案

一、总体要求

到2027年，质量强市建设取得新进展。

二、重点任务

（一）培育优质企业。到2027年，国家级单项冠军企业达到12家，省级质量标杆企业达到31家。

（二）支持项目建设。对通过验收的国家级、省级标准化试点项目，分别给予20万元、10万元补助。

（三）奖励先进。首次获得中国质量奖的奖励200万元，获得省长质量奖的奖励100万元。
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return city_document(tmp_path_factory.mktemp("rank"), "青禾市质量提升行动方案", TEXT)


def test_another_thing_of_that_rank_is_not_told(assistant: Assistant) -> None:
    answer = assistant.ask("青禾市国家级和省级质量标杆企业各多少家")
    assert "31家" in answer.text
    assert "相差" not in answer.text
    assert "20万元" not in answer.text


@pytest.mark.parametrize("ask", ["各多少家", "合起来多少", "加起来多少家"])
def test_what_no_text_has_of_either_rank_is_refused(assistant: Assistant, ask: str) -> None:
    answer = assistant.ask(f"青禾市国家级和省级绿色园区{ask}")
    assert answer.outcome == "refused", answer.text


def test_both_ranks_of_the_thing(assistant: Assistant) -> None:
    answer = assistant.ask("青禾市国家级和省级标准化试点项目各补助多少")
    assert "20万元" in answer.text
    assert "10万元" in answer.text


def test_no_difference_where_a_sum_is_asked(assistant: Assistant) -> None:
    answer = assistant.ask("青禾市中国质量奖和省长质量奖加起来奖励多少")
    assert "相差" not in answer.text
    assert "200万元" in answer.text
    assert "100万元" in answer.text
