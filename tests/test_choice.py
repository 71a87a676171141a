"""Fitting which reading of a follow-up is told."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from assistant.chosen import REFUSING, VALUES, WAYS
from corpus.errors import InputError
from eval.choice import calibrate_choice

FINE, BODY = "处五千元罚款。", "由市场监管部门负责。"


def graded(talk: str, told: dict[str, str], right: str) -> dict[str, Any]:
    """A follow-up that asks for the fine: each way's answer, and its grade."""
    grades = {way: "right" if t == right else "wrong" if t else "refused" for way, t in told.items()}
    return {"talk": talk, "messages": ["不登记怎么办", "罚多少"], "told": told, "grades": grades}


def test_the_answer_that_the_message_asks_for_is_chosen(tmp_path: Path) -> None:
    path, target = tmp_path / "choices.jsonl", tmp_path / "choosing.toml"
    rows = []
    for n in range(10):
        for at in range(len(WAYS)):
            answers = dict(
                zip(WAYS, [FINE if k == at else BODY if k % 2 else "" for k in range(3)], strict=True)
            )
            rows.append(graded(f"t{n}", answers, FINE))
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    lines = calibrate_choice([path], target).splitlines()
    assert lines[0] == "30 follow-ups of 10 talks"
    assert lines[1].startswith("rules     right 10,")
    assert lines[-1].startswith("chosen    right 30,")
    held = tomllib.loads(target.read_text("utf-8"))
    assert {part: tuple(names) for part, names in held.items()} == {
        "weights": VALUES,
        "told": WAYS,
        "refused": REFUSING,
    }
    assert held["told"]["rules"] == 0.0


@pytest.mark.parametrize(
    "row",
    [
        {"talk": "t1"},
        graded("t", {"rules": FINE, "rewriter": BODY}, FINE),
        {**graded("t", dict.fromkeys(WAYS, FINE), FINE), "grades": dict.fromkeys(WAYS, "fine")},
        ["rules"],
    ],
)
def test_a_line_that_cannot_be_used_is_named(tmp_path: Path, row: object) -> None:
    path = tmp_path / "choices.jsonl"
    good = graded("t0", dict.fromkeys(WAYS, FINE), FINE)
    path.write_text(json.dumps(good) + "\n" + json.dumps(row), "utf-8")
    with pytest.raises(InputError, match=r"choices\.jsonl:2: no graded readings of a follow-up"):
        calibrate_choice([path], tmp_path / "choosing.toml")
    assert not (tmp_path / "choosing.toml").exists()
