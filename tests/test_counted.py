"""How many parts a document or one of its clauses has."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from index.build import build_index
from tests.small_corpus import write_corpus


@pytest.fixture(scope="module")
def clerk(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("counted")
    build_index(write_corpus(folder / "corpus"), folder / "store", progress=False)
    return Assistant.open(folder / "store")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("云泽市数字经济发展实施方案专栏1有几个指标", "共有2项指标"),
        ("云泽市数字经济发展实施方案有几个专栏", "共有2个专栏"),
        ("云泽市数字经济发展实施方案分几个部分", "共有三个部分"),
        ("云泽市河道管理条例一共有多少条", "共有四条"),
    ],
)
def test_the_parts_are_counted(clerk: Assistant, question: str, said: str) -> None:
    answer = clerk.ask(question)
    assert answer.outcome == "answered"
    assert said in answer.text
    assert all(c.verified for c in answer.citations)


def test_a_count_of_something_else_is_no_count_of_parts(clerk: Assistant) -> None:
    assert "共有" not in clerk.ask("云泽市软件业务收入有几个指标").text


def test_a_clause_named_by_number_gives_no_figure_of_another_thing(clerk: Assistant) -> None:
    answer = clerk.ask("云泽市数字经济发展实施方案专栏1新能源汽车产量是多少万辆")
    assert "120" not in answer.text


@pytest.mark.parametrize(
    ("question", "verdict", "said"),
    [
        ("西安方案有8个专栏对吧", "是的", "8个专栏"),
        ("西安方案有9个专栏对吧", "不对", "8个专栏"),
        ("西安方案一共有三十四条，是吗", "是的", "三十四条"),
        ("西安强化组织保障里有几条", "", "四条"),
    ],
)
def test_a_count_that_is_taken_for_granted_and_one_within_a_heading(
    real_assistant: Assistant, question: str, verdict: str, said: str
) -> None:
    answer = real_assistant.ask(question)
    assert answer.text.startswith(verdict)
    assert said in answer.text


def test_a_clauses_number_is_no_count(real_assistant: Assistant) -> None:
    assert not real_assistant.ask("西安第十条对吗").text.startswith("不对")
