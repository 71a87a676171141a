"""Who asks: told before the question, after it, or with no question at all."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.conversation.askers import tells_who
from assistant.understand.asker import matter_of_body, only_tells_self
from tests.small_corpus import conversation


@pytest.mark.parametrize("text", ["我是西安一家做预制菜的小厂", "我们是宝鸡的建筑公司", "我开了个饭店。"])
def test_says_who_and_asks_nothing(text: str) -> None:
    assert only_tells_self(text)


@pytest.mark.parametrize(
    "text",
    [
        "我们是民营的",
        "我们是西安的检测机构，有补助吗",
        "我在公司上班被辞退",
        "建筑公司有什么义务",
        "我们公司是哪类企业",
    ],
)
def test_asks_or_says_no_body(text: str) -> None:
    assert not only_tells_self(text)


def test_who_only_says_who_they_are_is_told_what_there_is_for_them(real_assistant: Assistant) -> None:
    answer = real_assistant.ask("我是西安一家做预制菜的小厂")
    assert answer.outcome == "answered"
    assert answer.standalone_question == "我是西安一家做预制菜的小厂，有哪些要求和支持"
    assert "义务/要求" in answer.text
    assert "支持/鼓励" in answer.text
    assert "绿色工厂" not in answer.text  # a figure of others, that only shares a word


def test_what_is_asked_after_it_is_asked_by_them(real_assistant: Assistant) -> None:
    answer = conversation(real_assistant, "我是西安一家做预制菜的小厂", "哪些是必须的")
    assert answer.standalone_question == "我是西安一家做预制菜的小厂，哪些是必须的"
    assert answer.text.startswith("义务/要求")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("我们是民营的", True),
        ("我们才十来个人", True),
        ("我们是民营的，有补助吗", False),
        ("民营的呢", False),
    ],
)
def test_only_says_something_of_the_asker(text: str, told: bool) -> None:
    assert tells_who(text) is told


def test_what_they_add_is_said_of_the_body_asked_about(real_assistant: Assistant) -> None:
    answer = conversation(real_assistant, "检验检测机构在西安要做什么", "我们是民营的")
    assert answer.standalone_question == "我们是民营的，检验检测机构在西安要做什么"
    assert answer.outcome == "answered"
    assert {c.doc_id for c in answer.citations} == {"xian-2024"}
    further = conversation(
        real_assistant, "检验检测机构在西安要做什么", "我们是民营的", "有补助吗", "陕西省里有没有"
    )
    assert further.standalone_question == "我们是民营的，检验检测机构在陕西省有补助吗"
    assert {c.doc_id for c in further.citations} == {"shaanxi-2023"}


def test_whose_a_body_is_is_nothing_that_is_asked(real_assistant: Assistant) -> None:
    plain = real_assistant.ask("检验检测机构在西安要做什么")
    owned = real_assistant.ask("民营的检验检测机构在西安要做什么")
    assert owned.outcome == "answered"
    assert [c.clause_id for c in owned.citations] == [c.clause_id for c in plain.citations]


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("西安市中小企业质量管理有什么支持", "质量管理"),
        ("检验检测机构仪器共享有什么要求", "仪器共享"),
        ("中小企业有什么支持", ""),
        ("质量管理有什么支持", ""),
    ],
)
def test_the_matter_in_which_a_body_gets_something(text: str, matter: str) -> None:
    assert matter_of_body(text) == matter


def test_what_a_body_gets_in_a_matter(real_assistant: Assistant) -> None:
    answer = real_assistant.ask("西安市中小企业质量管理有什么支持")
    assert answer.outcome == "answered"
    assert answer.citations[0].clause == "专栏6"
    assert answer.citations[0].item == "提升中小微企业质量管理水平"
    # nothing that is given to them in other matters
    assert "标准化服务机构" not in answer.text
    assert real_assistant.ask("西安市中小企业消防演练有什么支持").outcome == "refused"


@pytest.mark.parametrize("text", ["我们合作社在杨凌种猕猴桃", "我们公司做预制菜"])
def test_a_body_of_theirs_is_who_they_are(text: str) -> None:
    assert only_tells_self(text)


def test_which_clauses_concern_them_is_no_part_of_what_is_asked_next(real_assistant: Assistant) -> None:
    first = "我们是西安的装修公司，哪些条款管我们"
    answer = conversation(real_assistant, first, "有什么优惠")
    assert answer.standalone_question == "我们是西安的装修公司，有什么优惠"
    assert conversation(real_assistant, first, "有什么优惠", "不达标会怎样").outcome == "refused"


def test_help_is_not_found_in_a_clause_that_gives_none(real_assistant: Assistant) -> None:
    answer = conversation(real_assistant, "西安的电商平台要做什么", "有扶持没有")
    assert answer.outcome == "refused"


def test_who_says_who_they_are_in_a_talk_of_something_else(real_assistant: Assistant) -> None:
    turns = ("西安2025年首席质量官覆盖率目标是多少", "我是西安一家做预制菜的小厂")
    answer = conversation(real_assistant, *turns)
    assert answer.standalone_question == "我是西安一家做预制菜的小厂，有哪些要求和支持"
    assert "绿色工厂" not in answer.text
    assert conversation(real_assistant, *turns, "哪些是必须的").text.startswith("义务/要求")
