"""The coefficients of the decision to answer come from gold questions and are written where the assistant reads them."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from assistant.answers.answerable import model
from assistant.answers.signals import FEATURES
from corpus.errors import PolicyError
from eval.calibrate import calibrate, open_sets
from tests.small_corpus import write_corpus

QUESTIONS = [
    ("云泽市到2027年软件业务收入目标是多少？", True, "专栏1", "软件业务收入（亿元） | 120"),
    ("工业机器人密度要达到多少？", True, "专栏1", "工业机器人密度（台/万人） | ≥300"),
    ("首次入库企业有奖励吗？", True, "（二）", "对首次入库企业给予奖励"),
    ("智能计算中心怎么布局？", True, "（一）", "统筹布局智能计算中心"),
    ("资金怎么支持企业技术改造？", True, "（四）", "支持企业技术改造"),
    ("云泽市有几座水库？", False, None, None),
    ("今天天气怎么样？", False, None, None),
]


def write_gold(folder: Path) -> Path:
    """A folder with a small corpus and questions about it."""
    write_corpus(folder / "corpus")
    lines = [
        json.dumps(
            {
                "id": f"q{n}",
                "category": "fact",
                "turns": [text],
                "answerable": answerable,
                "must_contain": [],
                "citations": [{"doc": "plan", "clause": clause, "row": None, "item": None}] if clause else [],
                "evidence_all": [{"doc": "plan", "text": words}] if words else [],
            },
            ensure_ascii=False,
        )
        for n, (text, answerable, clause, words) in enumerate(QUESTIONS)
    ]
    (folder / "gold.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


def test_coefficients_are_fitted_and_can_be_read_back(tmp_path: Path) -> None:
    target = tmp_path / "answerable.toml"
    told = calibrate(open_sets([write_gold(tmp_path / "set")], tmp_path / "out"), target)
    assert "examples" in told
    assert "worth a question" in told
    fitted = tomllib.loads(target.read_text("utf-8"))
    assert list(fitted["weights"]) == list(FEATURES)
    assert fitted["enough"] == model().enough
    # saying the question is what makes an answer likely
    assert fitted["weights"]["around"] + fitted["weights"]["own"] + fitted["weights"]["whole"] > 0


def test_a_gold_file_that_is_not_there_is_told_by_name(tmp_path: Path) -> None:
    target = tmp_path / "answerable.toml"
    write_gold(tmp_path / "set")
    (tmp_path / "set" / "gold.jsonl").unlink()
    with pytest.raises(PolicyError, match=r"gold\.jsonl"):
        calibrate(open_sets([tmp_path / "set"], tmp_path / "out"), target)
    assert not target.exists()
