"""A question that finds no sure answer: the likeliest sentence is told where the verifier says that it is one."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.assistant import Assistant
from assistant.second_look import SURE
from assistant.types import Turn
from index.policy_index import PolicyIndex
from index.verifier import PolicyVerifier

# of the project's own texts; no sentence is sure to answer it
QUESTION = "公司质检员想评职称，西安支持报哪几个方向的？"


class Scripted(PolicyVerifier):
    """The verifier, made to hold every answer alike; keeps what it was asked."""

    def __init__(self, logit: float) -> None:
        super().__init__(threads=1)
        self.always = logit
        self.asked: list[tuple[tuple[str, ...], str]] = []

    def logit(self, messages: Sequence[str], told: str) -> float:
        self.asked.append((tuple(messages), told))
        return self.always


def assistant_with(index: PolicyIndex, logit: float) -> tuple[Assistant, Scripted]:
    assistant, verifier = Assistant(index), Scripted(logit)
    assistant.second_look._verifier = verifier
    return assistant, verifier


def test_it_is_told_with_its_clause_and_a_note_where_the_verifier_is_sure(real_index: PolicyIndex) -> None:
    assistant, verifier = assistant_with(real_index, SURE)
    answer = assistant.ask(QUESTION)
    assert answer.outcome == "answered"
    assert answer.citations
    assert any("请对照原文核对" in note for note in answer.notes)
    assert [messages for messages, _ in verifier.asked] == [(QUESTION,)]
    assert "【" not in verifier.asked[0][1]


def test_it_stays_unanswered_where_the_verifier_is_not_sure(real_index: PolicyIndex) -> None:
    assistant, _ = assistant_with(real_index, SURE - 0.1)
    answer = assistant.ask(QUESTION)
    assert answer.outcome == "refused"
    assert not answer.notes


@pytest.mark.parametrize(
    "question",
    [
        "浙江一共要建多少家养老院",  # a figure
        "西安到2028年质量工作怎么样",  # a year
        "谢谢你",  # said to the assistant
        "帮我写个总结",
        "济南对首席质量官怎么说",  # a place that is not here
    ],
)
def test_the_verifier_has_no_say_in(real_index: PolicyIndex, question: str) -> None:
    assistant, verifier = assistant_with(real_index, 9.0)
    assert assistant.ask(question).outcome == "refused"
    assert not verifier.asked


def test_what_is_answered_is_not_looked_at_again(real_index: PolicyIndex) -> None:
    assistant, verifier = assistant_with(real_index, 9.0)
    assert assistant.ask("西安2025年首席质量官覆盖率目标是多少").outcome == "answered"
    assert not verifier.asked


def test_a_follow_up_of_few_words_is_not_looked_at_again(real_index: PolicyIndex) -> None:
    assistant, verifier = assistant_with(real_index, 9.0)
    first = "浙江品牌建设怎么做"
    assistant.ask("养猪呢", [Turn(first, assistant.ask(first))])
    assert not verifier.asked


def test_a_question_of_its_own_after_one_on_what_applies_is_looked_at_again(real_index: PolicyIndex) -> None:
    assistant, verifier = assistant_with(real_index, 9.0)
    first = "我是做包装的，在西安，有什么适用我的"
    answer = assistant.ask(QUESTION, [Turn(first, assistant.ask(first))])
    assert verifier.asked
    assert answer.outcome == "answered"


def test_without_a_judge_the_likeliest_sentence_is_that_of_the_words(real_index: PolicyIndex) -> None:
    assistant = Assistant(real_index)
    assistant.composer.judging._judge = None
    likely = assistant.composer.likely(assistant.understander.understand(QUESTION))
    assert likely is not None
    assert likely.draft.clauses()


def test_without_a_verifier_nothing_changes(real_index: PolicyIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    assistant = Assistant(real_index)
    assistant.second_look._verifier = None
    assert assistant.ask(QUESTION).outcome == "refused"
