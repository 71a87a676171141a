"""How a document is laid out, on an invented plan: its parts, boxes, tasks, what secures them, its projects."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.assistant import Assistant
from tests.small_corpus import city_document

PLAN = """\
青禾市质量发展方案（2026—2030年）
一、总体要求
到2030年，全市质量水平迈上新台阶。
二、实施产品质量提档工程
（一）做优农产品。建设基地30处。（市农业农村局负责）
（二）做强工业品。培育标杆企业20家。（市工信局负责）
专栏1 农产品提升行动计划
——建设检测站。每个乡镇一处。
三、实施服务品质提升工程
（三）改进政务服务。推行一窗受理。（市行政审批局负责）
专栏2 服务提升行动计划
——开展满意度测评。每年一次。
四、保障措施
（四）加强组织领导。市政府统一部署。
（五）强化资金支持。列入年度预算。（市财政局负责）
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder: Path = tmp_path_factory.mktemp("outline")
    return city_document(folder, "青禾市质量发展方案（2026—2030年）", PLAN)


@pytest.mark.parametrize(
    ("question", "clauses"),
    [
        ("这个方案分哪几个部分", ["一、", "二、", "三、", "四、"]),
        ("方案的主要任务有哪些", ["二、", "三、"]),
        ("保障措施有哪些", ["（四）", "（五）"]),
        ("有哪些专栏", ["专栏1", "专栏2"]),
        ("方案有哪些重点工程", ["二、", "三、"]),
    ],
)
def test_the_headings_asked_for(assistant: Assistant, question: str, clauses: list[str]) -> None:
    answer = assistant.ask(question)
    assert answer.outcome == "answered"
    assert [c.clause for c in answer.citations] == clauses


def test_what_asks_for_one_matter_is_no_outline(assistant: Assistant) -> None:
    answer = assistant.ask("农产品方面的主要任务有哪些")
    assert "做优农产品" in answer.text
    assert "服务品质" not in answer.text


def test_a_kind_of_heading_that_is_not_there_is_not_made_up(assistant: Assistant) -> None:
    assert "、" not in "".join(c.clause or "" for c in assistant.ask("有哪些基本原则").citations)


@pytest.mark.parametrize("question", ["这份方案主要讲什么", "方案里都有哪些内容", "这份方案主要内容"])
def test_what_a_document_says_is_its_parts(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.text.startswith(
        "一、总体要求；二、实施产品质量提档工程；三、实施服务品质提升工程；四、保障措施"
    )


def test_what_a_document_says_of_one_matter_is_no_outline(assistant: Assistant) -> None:
    answer = assistant.ask("方案关于政务服务讲了什么")
    assert "一窗受理" in answer.text
    assert "总体要求" not in answer.text
