"""Whom to ring, on two invented notices: of one its numbers, of none in particular which is meant."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from tests.small_corpus import assistant_over

QINGHE = """\
青禾市质量奖申报通知
一、申报条件
在本市登记满三年的企业可以申报。
二、联系方式
咨询电话：0999-5550101（市市场监管局质量科）；投诉电话：0999-5550202。邮箱：zlj@qinghe.example.cn。
"""
BAISHA = """\
白沙市计量补助办理指南
一、补助标准
首次建立计量标准的，每项补助2万元。
二、咨询
业务咨询请致电市计量科：0998—6660303。
"""
SILENT = """\
云泽市标准化条例
第一条 为了加强标准化工作，制定本条例。
第二条 企业应当公开执行的标准。
"""
MANIFEST = """\
[qinghe]
file = "qinghe.txt"
title = "青禾市质量奖申报通知"
region = "青禾市"
level = "市级"

[baisha]
file = "baisha.txt"
title = "白沙市计量补助办理指南"
region = "白沙市"
level = "市级"

[yunze]
file = "yunze.txt"
title = "云泽市标准化条例"
region = "云泽市"
level = "市级"
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    files = {"qinghe.txt": QINGHE, "baisha.txt": BAISHA, "yunze.txt": SILENT, "manifest.toml": MANIFEST}
    return assistant_over(tmp_path_factory.mktemp("contacts"), files)


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("《青禾市质量奖申报通知》的联系电话是多少", "0999-5550101"),
        ("青禾市质量奖申报通知有问题打哪个电话", "0999-5550101"),
        ("白沙市的咨询电话", "0998—6660303"),
        ("青禾市的邮箱是什么", "zlj@qinghe.example.cn"),
    ],
)
def test_the_number_of_a_document_or_place(assistant: Assistant, question: str, number: str) -> None:
    answer = assistant.ask(question)
    assert answer.outcome == "answered"
    assert number in answer.text
    assert all(number in c.quote for c in answer.citations[:1])


def test_where_several_documents_have_one_it_is_asked_which_is_meant(assistant: Assistant) -> None:
    answer = assistant.ask("咨询电话是多少")
    assert answer.outcome == "clarify"
    assert "0999-5550101" in answer.text
    assert "0998—6660303" in answer.text


def test_a_document_without_a_number_is_not_answered_with_anothers(assistant: Assistant) -> None:
    answer = assistant.ask("云泽市标准化条例的联系电话是多少")
    assert answer.outcome == "refused"
    assert "0999" not in answer.text
    assert "0998" not in answer.text


def test_what_asks_for_more_than_a_number_is_searched_for(assistant: Assistant) -> None:
    assert "0999" not in assistant.ask("青禾市婚姻登记处电话是多少").text
