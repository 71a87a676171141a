"""The gate: shut where a figure fell, open where none did."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.types import Answer
from corpus.errors import InputError
from eval.gate import accept, below, judge, read_baselines
from eval.gold import load_gold
from eval.records import Record
from eval.run import run_questions
from tests.scripted import FACTS, LIBRARY, Scripted, gold_lines, good, refusal, write_gold


def make(folder: Path, name: str, reply: Callable[[str], Answer], sha: str = "1") -> tuple[Path, Record]:
    questions = load_gold(write_gold(folder, gold_lines()), LIBRARY)[0]
    about = {
        "gold": "eval/gold/g.jsonl",
        "gold_sha256": sha,
        "answerer": "extractive",
        "encoder": "e",
        "corpus": None,
    }
    summary = run_questions(questions, Scripted(reply), LIBRARY, folder / name, about=about, progress=False)
    return folder / name, summary


def worse(question: str) -> Answer:
    return refusal(question) if question == FACTS[0][2] else good(question)


def crashing(question: str) -> Answer:
    raise RuntimeError("x")


def test_the_gate_shuts_where_a_figure_fell_and_says_which(tmp_path: Path) -> None:
    baselines = tmp_path / "baselines"
    baselines.mkdir()
    better_run, better = make(tmp_path, "good", good)
    worse_run, fell = make(tmp_path, "worse", worse)
    path = accept(better, baselines)
    assert path.name == "g-extractive.json"
    assert judge([better_run], tmp_path, baselines) == []
    lines = judge([worse_run], tmp_path, baselines)
    assert "eval/gold/g.jsonl: correct: found 0.8750, accepted is 1.0000" in lines
    assert "eval/gold/g.jsonl: wrong_refusal: found 0.1667, accepted is 0.0000" in lines
    accept(fell, baselines)
    assert judge([worse_run], tmp_path, baselines) == judge([better_run], tmp_path, baselines) == []


def test_one_question_in_sixty_may_fall_but_no_number_without_a_source() -> None:
    def run(correct: float, grounded: float, asked: int) -> Record:
        figures = {"correct": (correct, asked), "grounded": (grounded, asked)}
        metrics = {name: {"value": value, "n": n} for name, (value, n) in figures.items()}
        return {"gold": "g", "gold_sha256": "1", "crashed": 0, "metrics": metrics}

    accepted = {"gold_sha256": "1", "figures": {"correct": 1.0, "grounded": 1.0}}
    assert below(accepted, run(0.99, 1.0, 120)) == []
    assert below(accepted, run(0.97, 1.0, 120)) == ["g: correct: found 0.9700, accepted is 1.0000"]
    assert below(accepted, run(0.98, 1.0, 50)) == []
    assert below(accepted, run(0.975, 1.0, 40)) == ["g: correct: found 0.9750, accepted is 1.0000"]
    assert below(accepted, run(1.0, 0.99, 120)) == ["g: grounded: found 0.9900, accepted is 1.0000"]


def test_a_crash_shuts_the_gate_and_is_never_accepted(tmp_path: Path) -> None:
    _, summary = make(tmp_path, "crashed", crashing)
    with pytest.raises(InputError, match="8 questions crashed"):
        accept(summary, tmp_path)
    _, fine = make(tmp_path, "good", good)
    accept(fine, tmp_path)
    (baseline,) = read_baselines(tmp_path).values()
    lines = below(baseline, summary)
    assert "eval/gold/g.jsonl: 8 questions crashed, expected none" in lines
    assert "eval/gold/g.jsonl: correct: found nothing, accepted is 1.0000" in lines


def test_other_questions_are_not_comparable(tmp_path: Path) -> None:
    accept(make(tmp_path, "old", good)[1], tmp_path)
    (baseline,) = read_baselines(tmp_path).values()
    (line,) = below(baseline, make(tmp_path, "new", good, sha="2")[1])
    assert "the gold file changed since its figures were accepted" in line


def test_baselines_that_cannot_be_used(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no baseline here"):
        read_baselines(tmp_path)
    path, summary = make(tmp_path, "good", good)
    file = accept(summary, tmp_path)
    value = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps(value | {"figures": {"luck": 1}}), "utf-8")
    with pytest.raises(InputError, match="figures: found luck"):
        read_baselines(tmp_path)
    file.write_text("{", "utf-8")
    with pytest.raises(InputError, match="not JSON"):
        judge([path], tmp_path, tmp_path)
