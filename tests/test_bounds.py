"""A figure told that is the very number of a bound."""

from __future__ import annotations

import pytest

from assistant.applies.bounds import excludes, words_at_bounds
from assistant.applies.conditions import facts
from assistant.assistant import Assistant
from tests.small_corpus import city_document

TITLE = "青禾市小额奖补管理办法"
TEXT = f"""\
# {TITLE}
第一条 奖补金额在8万元以下的事项，不再进行专项审计。
第二条 本办法所称“以上”包括本数，“以下”不包括本数。
第三条 本办法自2025年3月1日起施行。
"""


@pytest.fixture(scope="module")
def clerk(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return city_document(tmp_path_factory.mktemp("grants"), TITLE, TEXT)


def test_of_a_figure_at_the_bound_it_is_said_whether_the_bound_includes_it(clerk: Assistant) -> None:
    answer = clerk.ask("我们这笔奖补正好8万元，要不要专项审计")
    assert "“以下”不包括本数" in answer.text
    assert not any("之内" in note for note in answer.notes)


def test_of_a_figure_away_from_the_bound_it_is_not(clerk: Assistant) -> None:
    assert "本数" not in clerk.ask("我们这笔奖补3万元，要不要专项审计").text


@pytest.mark.parametrize(
    ("sentence", "word", "out"),
    [
        ("本办法所称以上包括本数，以下不包括本数。", "以下", True),
        ("本办法所称以上包括本数，以下不包括本数。", "以上", False),
        ("本条例所称以上、不超过，包括本数；不足、超过，不包括本数。", "不超过", False),
        ("本条例所称以上、不超过，包括本数；不足、超过，不包括本数。", "超过", True),
        ("所称以上、以下均含本数，不足不含本数。", "以下", False),
    ],
)
def test_which_bounds_leave_their_number_out(sentence: str, word: str, out: bool) -> None:
    assert excludes(sentence, word) is out


def test_only_the_bound_whose_number_is_told_counts() -> None:
    text = "从业人员不超过五十人且面积八十平方米以上的"
    assert words_at_bounds(facts("我们正好有五十个人"), text) == ("不超过",)
    assert words_at_bounds(facts("我们有四十个人"), text) == ()
