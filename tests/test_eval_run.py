"""Runs: what they write, how they go on after a break, and that bad answerers score as badly as they deserve."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.types import Answer
from eval.__main__ import _COMMANDS, main
from eval.gold import Question, load_gold
from eval.records import Record, read_run
from eval.run import run_questions
from tests.scripted import (
    CLAUSES,
    FACTS,
    LIBRARY,
    Scripted,
    cited,
    copies_everything,
    gold_lines,
    good,
    random_clause,
    refusal,
    run,
    value,
    write_gold,
    wrong_number,
)


@pytest.fixture
def questions(tmp_path: Path) -> tuple[Question, ...]:
    return load_gold(write_gold(tmp_path, gold_lines()), LIBRARY)[0]


def test_a_perfect_answerer_gets_everything(questions: tuple[Question, ...], tmp_path: Path) -> None:
    summary = run(questions, Scripted(good), tmp_path / "out")
    for metric, figure in summary["metrics"].items():
        assert figure["value"] == (0 if "_refusal" in metric else 1), metric
    assert summary["crashed"] == 0


def test_a_random_clause_earns_nothing_but_its_grounding(
    questions: tuple[Question, ...], tmp_path: Path
) -> None:
    summary = run(questions, Scripted(random_clause), tmp_path / "out")
    assert value(summary, "correct") == 0
    assert value(summary, "citation_recall") == value(summary, "citation_precision") == 0
    assert value(summary, "first_citation_exact") == value(summary, "evidence_recall@10") == 0
    assert value(summary, "missed_refusal") == 1
    assert value(summary, "grounded") == 1  # it says only what stands there: that alone is worth nothing


def test_the_right_clause_with_a_wrong_number_is_wrong_and_ungrounded(
    questions: tuple[Question, ...], tmp_path: Path
) -> None:
    summary = run(questions, Scripted(wrong_number), tmp_path / "out")
    assert value(summary, "fact_accuracy") == 0
    assert value(summary, "citation_recall") == 1
    assert value(summary, "quotes_verbatim") == 1
    assert value(summary, "numbers_grounded") == 0.25  # only the two refusals say no number
    records = read_run(tmp_path / "out")[1]
    assert [r["loose_numbers"] for r in records[:2]] == [["103"], ["87"]]


def test_always_refusing_earns_the_unanswerable_ones_alone(
    questions: tuple[Question, ...], tmp_path: Path
) -> None:
    summary = run(questions, Scripted(refusal), tmp_path / "out")
    assert value(summary, "correct") == value(summary, "refusal") == 0.25
    assert value(summary, "fact_accuracy") == value(summary, "citation_recall") == 0
    assert value(summary, "citation_precision") == 0
    assert (value(summary, "wrong_refusal"), value(summary, "missed_refusal")) == (1, 0)


def test_copying_whole_clauses_says_too_much_too_late(
    questions: tuple[Question, ...], tmp_path: Path
) -> None:
    summary = run(questions, Scripted(copies_everything), tmp_path / "out")
    assert value(summary, "fact_accuracy") == 0
    assert value(summary, "citation_recall") == 0  # the right one stands sixth
    assert value(summary, "citation_precision") == pytest.approx(1 / 6, abs=1e-3)
    assert value(summary, "missed_refusal") == 1


def test_copying_the_right_clause_brings_its_other_numbers_along(tmp_path: Path) -> None:
    lines = gold_lines()[:2]
    for line, other in zip(lines, ("2个百分点", "5000名"), strict=True):
        line["must_not_contain"] = [other]
    copied = Scripted(
        lambda q: next(cited(c.text, q, c) for c, f in zip(CLAUSES, FACTS, strict=True) if f[2] == q)
    )
    summary = run(load_gold(write_gold(tmp_path, lines), LIBRARY)[0], copied, tmp_path / "out")
    assert value(summary, "fact_accuracy") == 0


def test_a_crash_is_counted_as_a_crash_and_not_as_wrong(
    questions: tuple[Question, ...], tmp_path: Path
) -> None:
    def sometimes(question: str) -> Answer:
        if question == FACTS[0][2]:
            raise RuntimeError("no luck")
        return good(question)

    summary = run(questions, Scripted(sometimes), tmp_path / "out")
    assert summary["crashed"] == 1
    assert summary["metrics"]["correct"]["n"] == 7
    assert value(summary, "correct") == 1
    assert summary["confusion"]["answerable"]["crashed"] == 1
    assert read_run(tmp_path / "out")[1][0]["error"].startswith("RuntimeError: no luck (test_eval_run.py:")


def test_earlier_turns_are_answered_by_the_assistant_itself(tmp_path: Path) -> None:
    line = gold_lines()[1] | {
        "turns": ["产品质量合格率目标是多少？", "那2050年的呢？", "首席质量官覆盖率是多少？"]
    }
    asker = Scripted(good)
    summary = run(load_gold(write_gold(tmp_path, [line]), LIBRARY)[0], asker, tmp_path / "out")
    last, history = asker.asked[-1]
    assert last == "首席质量官覆盖率是多少？"
    assert [(t.question, t.answer.outcome) for t in history] == [
        ("产品质量合格率目标是多少？", "answered"),
        ("那2050年的呢？", "refused"),
    ]
    assert value(summary, "correct") == 1
    assert list(summary["groups"]["turns"]) == ["multi"]


def test_figures_are_broken_down_by_category_document_asker_and_turns(
    questions: tuple[Question, ...], tmp_path: Path
) -> None:
    groups = run(questions, Scripted(refusal), tmp_path / "out")["groups"]
    assert {k: list(v) for k, v in groups.items()} == {
        "category": ["indicator", "refusal"],
        "document": ["(none)", "d"],
        "asker": ["(none)", "hotline"],
        "turns": ["single"],
    }
    assert groups["category"]["indicator"]["metrics"]["correct"]["value"] == 0
    assert groups["category"]["refusal"]["metrics"]["correct"]["value"] == 1
    assert groups["category"]["refusal"]["metrics"]["citation_recall"] is None


def _still(records: list[Record]) -> list[Record]:
    return [{k: v for k, v in r.items() if k not in ("ms", "timing_ms")} for r in records]


def test_the_same_answers_make_the_same_run(questions: tuple[Question, ...], tmp_path: Path) -> None:
    one, two = (run(questions, Scripted(random_clause), tmp_path / name) for name in ("a", "b"))
    assert one["metrics"] == two["metrics"]
    assert _still(read_run(tmp_path / "a")[1]) == _still(read_run(tmp_path / "b")[1])


class BrokenOff(BaseException):
    """What a killed process looks like from inside."""


def test_a_broken_off_run_goes_on_where_it_stopped(questions: tuple[Question, ...], tmp_path: Path) -> None:
    def until_the_third(question: str) -> Answer:
        if question == FACTS[3][2]:
            raise BrokenOff
        return good(question)

    out = tmp_path / "out"
    with pytest.raises(BrokenOff):
        run(questions, Scripted(until_the_third), out)
    assert not (out / "summary.json").exists()
    with (out / "partial.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"id": "q3", "torn')
    asker = Scripted(good)
    summary = run(questions, asker, out)
    assert [q for q, _ in asker.asked] == [q.turns[0] for q in questions[3:]]
    assert (summary["questions"], value(summary, "correct")) == (8, 1)
    assert sorted(p.name for p in out.iterdir()) == ["report.html", "results.jsonl", "summary.json"]


def test_a_broken_off_run_over_other_ground_begins_anew(
    questions: tuple[Question, ...], tmp_path: Path
) -> None:
    def never(question: str) -> Answer:
        if question == FACTS[3][2]:
            raise BrokenOff
        return refusal(question)

    with pytest.raises(BrokenOff):
        run(questions, Scripted(never), tmp_path / "out")
    asker = Scripted(good)
    run_questions(
        questions, asker, LIBRARY, tmp_path / "out", about={"gold": "g"}, ground="2", progress=False
    )
    assert len(asker.asked) == 8


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "gold.jsonl:1: column 2: found"),
        ("", "found no questions"),
        (
            '{"id":"a","category":"c","turns":["q"],"answerable":true,"evidence_all":[{"doc":"zz","text":"x"}]}',
            'gold.jsonl:1: evidence_all[0].doc: found "zz", expected one of central-2017',
        ),
    ],
)
def test_a_bad_gold_file_is_one_line_and_nothing_is_written(
    content: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(content, "utf-8")
    out = tmp_path / "out"
    corpus = Path(__file__).parent.parent / "corpus"
    status = main(["run", "--gold", str(gold), "--corpus", str(corpus), "--out", str(out)])
    said = capsys.readouterr().err
    assert status == 2
    assert message in said
    assert said.count("\n") == 1
    assert not out.exists()


def test_every_command_that_is_offered_can_be_run(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    offered = re.search(r"\{([\w,]+)\}", capsys.readouterr().out)
    assert offered is not None
    assert offered[1].split(",") == list(_COMMANDS)
