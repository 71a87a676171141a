"""What is asked about something else is refused, whatever words it shares with the texts."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from assistant.answers.pertinence import FEATURES, model
from assistant.assistant import Assistant
from corpus.errors import InputError
from eval.calibrate import open_sets
from eval.foreign import calibrate_foreign, read_foreign
from tests.test_calibrate import write_gold


@pytest.mark.parametrize(
    "question",
    [
        "质押财产产生的孳息由谁收取？",
        "浙江小学报名要什么材料",
        "未成年人参与赌博是不是犯罪？",
        "借条上签字了需要承担保证责任吗",
        "夫妻离婚财产怎么分",
        "怎么减肥",
        "你会写代码吗",
    ],
)
def test_a_question_about_something_else_is_refused(real_assistant: Assistant, question: str) -> None:
    answer = real_assistant.ask(question)
    assert answer.outcome == "refused"
    assert answer.citations == ()


def test_nobody_is_sent_to_a_department_with_what_is_not_its_matter(real_assistant: Assistant) -> None:
    assert "咨询" not in real_assistant.ask("西安今天天气怎么样？").text
    near = real_assistant.ask("西安对检验检测机构罚款多少")
    assert near.outcome == "refused"
    assert "咨询" in near.text


@pytest.mark.parametrize(
    "question",
    ["西安CQO覆盖率", "群众性质量活动里的五小", "省里要培训多少首席质量官，陕西的", "QC小组是什么"],
)
def test_a_short_question_about_the_texts_is_answered(real_assistant: Assistant, question: str) -> None:
    assert real_assistant.ask(question).outcome == "answered"


def test_coefficients_are_fitted_and_can_be_read_back(tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.jsonl"
    lines = [
        {"turns": [text], "answerable": False} for text in ("怎么支持企业离婚？", "首次入库的奖励谁家有")
    ]
    foreign.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    sets = open_sets([write_gold(tmp_path / "set")], tmp_path / "out")
    target = tmp_path / "pertinence.toml"
    assert "right answers refused" in calibrate_foreign(sets, [foreign], target)
    fitted = tomllib.loads(target.read_text("utf-8"))
    assert list(fitted["weights"]) == list(FEATURES)
    assert fitted["enough"] == model().enough
    assert fitted["weights"]["said"] > 0 > fitted["weights"]["unsaid"]


def test_foreign_questions_that_cannot_be_read_are_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.jsonl"):
        read_foreign(tmp_path / "nowhere.jsonl")
    odd = tmp_path / "odd.jsonl"
    odd.write_text('{"question": "?"}\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"odd\.jsonl.*turns"):
        read_foreign(odd)
