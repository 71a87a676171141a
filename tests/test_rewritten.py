"""A follow-up read in two ways: which of the two answers is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.rewritten import HIGHEST, VALUES, Reading, case_of, rules, values
from assistant.types import Answer, Turn
from index.judge import PolicyJudge
from index.policy_index import PolicyIndex
from index.rewriter import PolicyRewriter, Rewriting

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
    assistant.rewritten._rewriter = rewriter
    history: list[Turn] = []
    for message in messages:
        history.append(Turn(message, assistant.ask(message, history)))
    return history[-1].answer, rewriter


@pytest.fixture(scope="module")
def judge() -> PolicyJudge:
    return PolicyJudge(threads=1)


def test_a_first_question_is_read_in_one_way(real_index: PolicyIndex) -> None:
    answer, rewriter = told(real_index, PLANES, CHIEFS)
    assert not rewriter.asked
    assert "80%" in answer.text


def test_the_rewriter_reads_all_messages_as_they_were_said(real_index: PolicyIndex) -> None:
    _, rewriter = told(real_index, CHIEFS, "你好，" + CHIEFS, "拿证的质量官打算添几个人？")
    assert rewriter.asked == [("你好，" + CHIEFS, "拿证的质量官打算添几个人？")]


def test_what_the_rules_are_sure_of_is_not_read_again(real_index: PolicyIndex) -> None:
    for message in ("陕西呢", "到2027年呢？", "下一条呢", "谢谢", "上面说的第二个呢", "这是约束性的吗"):
        assert not told(real_index, PLANES, CHIEFS, message)[1].asked


def test_a_reading_that_is_about_something_else_is_not_told(real_index: PolicyIndex) -> None:
    plain, _ = told(real_index, "", CHIEFS, "这个由谁负责？")
    answer, _ = told(real_index, "西安的空气质量优良天数", CHIEFS, "这个由谁负责？")
    assert answer.text == plain.text


def test_a_reading_that_the_rules_do_not_find_is_told(real_index: PolicyIndex) -> None:
    talk = ("西安制造业质量竞争力指数2025年要到多少", "劳驾顺手把拿证的质量官头头打算添几个人报给我")
    made = "西安首席质量官新增获证人数多少"
    answer, _ = told(real_index, made, *talk)
    assert answer.standalone_question == made
    assert "500" in answer.text


def test_it_can_be_left_out(real_index: PolicyIndex) -> None:
    settings = real_index.settings
    try:
        real_index.settings = replace(settings, rewriter=False)
        assistant = Assistant(real_index)
    finally:
        real_index.settings = settings
    first = Turn(CHIEFS, assistant.ask(CHIEFS))
    assert assistant.rewritten._rewriter is None
    assert assistant.ask("陕西呢", [first]).standalone_question


def test_the_cases_of_a_choice() -> None:
    said, other, nothing = Reading("a", "甲"), Reading("b", "乙"), Reading("c", "")
    assert case_of(said, other) == "both"
    assert case_of(nothing, other) == "found"
    assert case_of(said, nothing) == "withdrawn"
    assert case_of(said, replace(other, told="甲")) is None
    assert case_of(nothing, nothing) is None


def test_a_refusal_counts_as_the_lowest_and_numbers_of_citations_are_not_read(judge: PolicyJudge) -> None:
    first, other = Reading("处多少罚款", "处五千元罚款【1】。"), Reading("甲", "")
    known = dict(zip(VALUES, values(judge, "罚多少", first, other, 0.5, 2), strict=True))
    assert known["other"] == -HIGHEST
    assert known["first"] == pytest.approx(float(judge.logits("罚多少", ["处五千元罚款。"])[0]))
    assert known["certainty"] == 0.5
    assert known["messages"] == 2.0


def test_what_the_judge_finds_speaks_for_an_answer() -> None:
    for case, (_, weights) in rules().items():
        known = dict(zip(VALUES, weights, strict=True))
        assert known["other"] > 0 or case == "withdrawn"
        assert known["first"] < 0 or case == "found"


def test_a_damaged_rewriter_is_named(real_index: PolicyIndex, tmp_path: Path) -> None:
    from corpus.errors import StoreError
    from index.own_encoder import MODEL_FOLDER, ModelFiles
    from index.rewriter import NAME

    (tmp_path / f"{NAME}.json").write_bytes((MODEL_FOLDER / f"{NAME}.json").read_bytes())
    assistant = Assistant(real_index)
    assistant.rewritten._rewriter = PolicyRewriter(files=ModelFiles.read(tmp_path, NAME))
    first = Turn(CHIEFS, assistant.ask(CHIEFS))
    with pytest.raises(StoreError, match=r"tokenizer\.json: cannot be read"):
        assistant.ask("拿证的质量官打算添几个人", [first])
