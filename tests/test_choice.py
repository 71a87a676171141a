"""Fitting which of two readings of a follow-up is told."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from assistant.rewritten import CASES, VALUES
from corpus.errors import InputError
from eval.choice import calibrate_choice

ROW = {
    "talk": "t1",
    "message": "罚多少",
    "messages": 2,
    "certainty": 0.9,
    "first": ["甲怎么办", ""],
    "other": ["甲罚多少", "处五千元罚款。"],
    "first_grade": "refused",
    "other_grade": "right",
}
# case → the two answers: one that the message asks for, and one that it does not
ANSWERS = {
    "both": ("处五千元罚款。", "由市场监管部门负责。"),
    "found": ("处五千元罚款。", ""),
    "withdrawn": ("", "由市场监管部门负责。"),
}


def graded(case: str, n: int) -> dict[str, object]:
    """A follow-up whose other answer is the right one, or, for every second ``n``, the first."""
    good, bad = ANSWERS[case]
    other, first = (good, bad) if n % 2 == 0 else (bad, good)
    if case != "both":
        other, first = good, bad
        if n % 2:  # the same case, told of what was not asked
            other, first = ("由市场监管部门负责。", "") if case == "found" else ("", "处五千元罚款。")
    right = [
        "right" if told == "处五千元罚款。" else "wrong" if told else "refused" for told in (first, other)
    ]
    return {
        **ROW,
        "talk": f"t{n}",
        "first": ["甲怎么办", first],
        "other": ["甲罚多少", other],
        "first_grade": right[0],
        "other_grade": right[1],
    }


def test_the_answer_that_the_message_asks_for_is_chosen(tmp_path: Path) -> None:
    path, target = tmp_path / "choices.jsonl", tmp_path / "choosing.toml"
    rows = [graded(case, n) for case in CASES for n in range(12)]
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    table = calibrate_choice([path], target)
    assert table.splitlines()[0] == "36 follow-ups of 12 talks"
    assert "both         12: right 6 → 12, wrong 6 → 0" in table
    rules = tomllib.loads(target.read_text("utf-8"))
    assert tuple(rules) == CASES
    assert all(set(rule) == {"bias", *VALUES} for rule in rules.values())


@pytest.mark.parametrize(
    "row",
    [{"talk": "t1"}, {**ROW, "other_grade": "fine"}, {**ROW, "first": ROW["other"]}],
)
def test_a_line_that_cannot_be_used_is_named(tmp_path: Path, row: dict[str, object]) -> None:
    path = tmp_path / "choices.jsonl"
    path.write_text(json.dumps(ROW) + "\n" + json.dumps(row), "utf-8")
    with pytest.raises(InputError, match=r"choices\.jsonl:2: no graded readings of a follow-up"):
        calibrate_choice([path], tmp_path / "choosing.toml")
    assert not (tmp_path / "choosing.toml").exists()
