"""A follow-up read in three ways: which of the answers is told."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.chosen import HIGHEST, REFUSING, WAYS, scores, values
from assistant.types import Answer, Turn
from index.judge import PolicyJudge
from index.policy_index import PolicyIndex
from index.rewriter import PolicyRewriter, Rewriting
from index.verifier import PolicyVerifier

CHIEFS = "西安2025年首席质量官覆盖率目标是多少"
PLANES = "西安2025年航空航天产业链规模目标是多少"


class Scripted(PolicyRewriter):
    """The rewriter, made to read every message as it is told to; keeps what it was asked."""

    def __init__(self, made: str) -> None:
        super().__init__(threads=1)
        self.made = made
        self.asked: list[tuple[str, ...]] = []

    def rewrite(self, messages: Sequence[str]) -> Rewriting:
        self.asked.append(tuple(messages))
        return Rewriting(self.made, 1.0)


def told(index: PolicyIndex, made: str, *messages: str) -> tuple[Answer, Scripted]:
    """The answer to the last message of a talk, where the rewriter reads each follow-up as ``made``."""
    assistant, rewriter = Assistant(index), Scripted(made)
    assistant.chosen._rewriter = rewriter
    history: list[Turn] = []
    for message in messages:
        history.append(Turn(message, assistant.ask(message, history)))
    return history[-1].answer, rewriter


def test_a_first_question_is_read_in_one_way(real_index: PolicyIndex) -> None:
    answer, rewriter = told(real_index, PLANES, CHIEFS)
    assert not rewriter.asked
    assert "80%" in answer.text


def test_the_rewriter_reads_all_messages_as_they_were_said(real_index: PolicyIndex) -> None:
    _, rewriter = told(real_index, CHIEFS, "你好，" + CHIEFS, "拿证的质量官打算添几个人？")
    assert rewriter.asked == [("你好，" + CHIEFS, "拿证的质量官打算添几个人？")]


@pytest.mark.parametrize(
    "message",
    ["陕西呢", "到2027年呢？", "下一条呢", "谢谢", "上面说的第二个呢", "这是约束性的吗", "要是没达到呢"],
)
def test_what_only_the_rules_can_read_is_not_read_again(real_index: PolicyIndex, message: str) -> None:
    assert not told(real_index, PLANES, CHIEFS, message)[1].asked


def test_a_reading_that_is_about_something_else_is_not_told(real_index: PolicyIndex) -> None:
    plain, _ = told(real_index, "", CHIEFS, "培训这些人归哪个部门管呢")
    answer, _ = told(real_index, "西安的空气质量优良天数", CHIEFS, "培训这些人归哪个部门管呢")
    assert answer.text == plain.text


@pytest.mark.parametrize("sure", [True, False])
def test_told_is_the_answer_that_the_verifier_holds_right(real_index: PolicyIndex, sure: bool) -> None:
    class Sure(PolicyVerifier):
        def logit(self, messages: Sequence[str], told: str) -> float:
            return 6.0 if sure and "500名" in told else -6.0

    assistant = Assistant(real_index)
    made = "西安首席质量官新增获证人数多少"
    assistant.chosen._rewriter, assistant.chosen._verifier = Scripted(made), Sure(threads=1)
    first = "西安制造业质量竞争力指数2025年要到多少"
    answer = assistant.ask(
        "劳驾顺手把拿证的质量官头头打算添几个人报给我", [Turn(first, assistant.ask(first))]
    )
    assert (answer.standalone_question == made) is sure
    assert ("500名" in answer.text) is sure


def test_what_was_asked_before_is_no_reading_of_another_message(real_index: PolicyIndex) -> None:
    answer, rewriter = told(real_index, CHIEFS, CHIEFS, "质量官一年要培训几回啊")
    assert rewriter.asked
    assert answer.standalone_question != CHIEFS


def test_another_place_than_the_one_talked_of_is_not_told(real_index: PolicyIndex) -> None:
    # 浙江 has the figure, and nobody asked for it
    answer, _ = told(real_index, "", "西安食品抽检合格率多少", "药品的要多少")
    assert answer.outcome == "refused"
    assert "99.5" not in answer.text


@pytest.mark.parametrize("without", ["rewriter", "verifier"])
def test_either_model_can_be_left_out(real_index: PolicyIndex, without: str) -> None:
    settings = real_index.settings
    try:
        real_index.settings = replace(
            settings, rewriter=without != "rewriter", verifier=without != "verifier"
        )
        assistant = Assistant(real_index)
    finally:
        real_index.settings = settings
    first = Turn(CHIEFS, assistant.ask(CHIEFS))
    assert (assistant.chosen._rewriter is None) is (without == "rewriter")
    assert (assistant.chosen._verifier is None) is (without == "verifier")
    assert assistant.ask("拿证的质量官打算添几个人", [first]).standalone_question


def test_numbers_of_citations_are_not_read(real_index: PolicyIndex) -> None:
    judge, verifier = PolicyJudge(threads=1), PolicyVerifier(threads=1)
    messages = ("不登记怎么办", "罚多少")
    known = values(verifier, judge, messages, "处五千元罚款【1】。")
    assert known == values(verifier, judge, messages, "处五千元罚款。")
    assert all(abs(value) <= HIGHEST for value in known)


def test_what_verifier_and_judge_find_speaks_for_an_answer() -> None:
    held = scores()
    assert all(weight > 0 for weight in held.weights)
    for way in WAYS:
        assert held.of(way, (2.0, 2.0)) > held.of(way, (-2.0, -2.0))
        assert (held.of(way, None) == -math.inf) is (way not in REFUSING)
    # nothing speaks for another reading than for the rules' where all is the same
    assert max(WAYS, key=lambda way: held.of(way, (0.0, 0.0))) == "rules"


def test_a_damaged_rewriter_is_named(real_index: PolicyIndex, tmp_path: Path) -> None:
    from corpus.errors import StoreError
    from index.own_encoder import MODEL_FOLDER, ModelFiles
    from index.rewriter import NAME

    (tmp_path / f"{NAME}.json").write_bytes((MODEL_FOLDER / f"{NAME}.json").read_bytes())
    assistant = Assistant(real_index)
    assistant.chosen._rewriter = PolicyRewriter(files=ModelFiles.read(tmp_path, NAME))
    first = Turn(CHIEFS, assistant.ask(CHIEFS))
    with pytest.raises(StoreError, match=r"tokenizer\.json: cannot be read"):
        assistant.ask("拿证的质量官打算添几个人", [first])
