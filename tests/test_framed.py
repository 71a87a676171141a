"""What is lost when questions are put in frames is counted by frame; who hears only the question loses none."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.types import Answer
from assistant.understand.courtesy import core
from eval.framed import framed, put_in_frames, read_frames
from eval.gold import Question, load_gold
from eval.losses import LOST
from tests.scripted import LIBRARY, Scripted, gold_lines, good, write_gold

FRAMES = {"greeting": ["你好，我想问一下，{}"], "thanks": ["{}，谢谢"]}


@pytest.fixture
def questions(tmp_path: Path) -> tuple[Question, ...]:
    return load_gold(write_gold(tmp_path, gold_lines()), LIBRARY)[0]


def test_who_hears_every_word_loses_what_is_answerable(
    questions: tuple[Question, ...], tmp_path: Path
) -> None:
    table = put_in_frames(questions, Scripted(good), LIBRARY, FRAMES, sample=99, out=tmp_path)
    answerable = sum(q.answerable for q in questions)
    assert table.splitlines()[-1].split() == ["all", str(2 * len(questions)), str(2 * answerable)]
    lost = [json.loads(line) for line in (tmp_path / LOST).read_text("utf-8").splitlines()]
    assert {line["frame"] for line in lost} == {f for frames in FRAMES.values() for f in frames}
    assert all(line["outcome"] == "refused" for line in lost)


def test_who_hears_the_question_alone_loses_nothing(questions: tuple[Question, ...], tmp_path: Path) -> None:
    def heard(message: str) -> Answer:
        asked = core(message)
        return good(next((q.turns[-1] for q in questions if core(q.turns[-1]) == asked), asked))

    bare = [replace(q, turns=(q.turns[-1].rstrip("？?"),)) for q in questions]
    table = put_in_frames(bare, Scripted(heard), LIBRARY, FRAMES, sample=2, out=tmp_path)
    assert table.splitlines()[-1].split() == ["all", "4", "0"]


def test_the_last_turn_is_framed(questions: tuple[Question, ...]) -> None:
    talk = replace(questions[0], turns=("第一句？", "第二句？"))
    assert framed(talk, "{}，谢谢").turns == ("第一句？", "第二句，谢谢")
    assert framed(talk, "你好，{}").turns == ("第一句？", "你好，第二句？")


def test_every_frame_has_one_place_for_the_question() -> None:
    frames = [f for patterns in read_frames().values() for f in patterns]
    assert len(frames) >= 20
    assert all(f.count("{}") == 1 for f in frames)
