"""Comparing runs: what got better, what got worse, and whether it may be chance."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import InputError
from eval.__main__ import main
from eval.compare import compare_records, compare_runs
from eval.records import read_run
from tests.scripted import FACTS, LIBRARY, Scripted, gold_lines, good, refusal, run, write_gold


@pytest.fixture
def runs(tmp_path: Path) -> tuple[Path, Path]:
    from eval.gold import load_gold

    questions = load_gold(write_gold(tmp_path, gold_lines()), LIBRARY)[0]
    half = Scripted(lambda q: good(q) if q in [f[2] for f in FACTS[:2]] else refusal(q))
    run(questions, half, tmp_path / "a")
    last = Scripted(lambda q: refusal(q) if q == FACTS[0][2] else good(q))
    run(questions, last, tmp_path / "b")
    return tmp_path / "a", tmp_path / "b"


def test_better_and_worse_question_by_question(runs: tuple[Path, Path]) -> None:
    before, after = (read_run(r)[1] for r in runs)
    found = compare_records(before, after)
    assert [b["id"] for _, b in found.better] == ["q2", "q3", "q4", "q5"]
    assert [b["id"] for _, b in found.worse] == ["q0"]
    assert found.p == pytest.approx(2 * 6 / 32)  # one or none of five fair throws, both sides
    assert found.means["correct"] == (4 / 8, 7 / 8, 8)
    fewer_wrong_refusals = compare_records(before, after, metric="wrong_refusal")
    assert [b["id"] for _, b in fewer_wrong_refusals.better] == ["q2", "q3", "q4", "q5"]


def test_questions_of_one_run_only_are_named_and_not_counted(runs: tuple[Path, Path]) -> None:
    a, b = (read_run(r)[1] for r in runs)
    found = compare_records(a[:4], b[1:])
    assert found.unpaired == ("q0", "q4", "q5", "r0", "r1")
    assert found.means["correct"][2] == 3
    with pytest.raises(InputError, match="no question in common"):
        compare_records(a[:1], b[1:])
    with pytest.raises(InputError, match="--metric citation_recall: expected one of"):
        compare_records(a, b, "citation_recall")


def test_the_command_says_it(runs: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", *map(str, runs)]) == 0
    said = capsys.readouterr().out
    assert "4 better, 1 worse, exact McNemar p = 0.3750" in said
    assert FACTS[0][2] in said
    assert compare_runs(*runs) in said


def test_a_folder_without_a_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", str(tmp_path), str(tmp_path)]) == 2
    assert "found no finished run" in capsys.readouterr().err
