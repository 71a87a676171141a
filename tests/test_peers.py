"""The other systems' recipes, as far as they are ours: mixing, and when a passage counts as found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.model.llm import ModelUnavailable
from corpus.errors import InputError
from eval.gold import Passage, load_gold
from eval.peer_systems import SYSTEMS, Piece, equal_rrf, wenji_mix
from eval.peers import Row, covered, measure, table
from eval.peers_model import answer_from, drawn, fact_accuracy, model_from_env
from tests.chat_server import ScriptedModel, says, serving
from tests.scripted import FACTS, LIBRARY, gold_lines, write_gold


def test_an_equal_rrf_by_hand() -> None:
    scores = equal_rrf(np.asarray([0.9, 0.5, 0.7], np.float32), np.asarray([0.0, 2.0, 1.0], np.float32))
    assert scores.tolist() == pytest.approx([0.5 / 61, 0.5 / 63 + 0.5 / 61, 0.5 / 62 + 0.5 / 62], abs=1e-7)


def test_wenjis_weights_by_hand() -> None:
    scores = wenji_mix(np.asarray([0.8, 0.4], np.float32), np.asarray([2.0, 4.0], np.float32))
    assert scores.tolist() == pytest.approx([0.25 * 0.5 + 0.75 * 0.8, 0.25 + 0.75 * 0.4])
    assert wenji_mix(np.asarray([0.8], np.float32), np.asarray([0.0], np.float32)).tolist() == pytest.approx(
        [0.6]
    )


def test_a_passage_counts_only_inside_one_piece_of_its_own_document() -> None:
    pieces = [Piece("d", "覆蓋率達到80%以上"), Piece("d", "合格率"), Piece("d", "达到96%")]
    assert covered([Passage("d", "覆盖率 达到80％")], pieces)
    assert not covered([Passage("e", "覆盖率达到80%")], pieces)
    assert not covered([Passage("d", "合格率达到96%")], pieces)
    assert not covered([Passage("d", "覆盖率达到80%"), Passage("d", "没有")], pieces)


def test_the_table_has_a_line_a_system() -> None:
    row = Row(
        "x", "g.jsonl", {1: 0.5, 3: 0.6, 5: 0.7, 10: 0.8}, (0.6, 0.8), 10, 1234.0, 3.2, 10.0, 20.0, 400.0
    )
    other = replace(row, name="y", facts=0.25, facts_alone=0.5)
    lines = table([row, replace(row, gold="h.jsonl"), other]).splitlines()
    assert lines[2] == (
        "| x | g.jsonl | 10 | 0.500 | 0.600 | 0.700 | 0.800 | 0.600–0.800 | 1,234 | 3.2 | 10 / 20 | 400 | — |"
    )
    assert lines[3].endswith("| 400 | 0.250 (without a model 0.500) |")
    assert lines[4].startswith("| x | h.jsonl |")


def test_the_model_is_given_the_pieces_and_all_turns() -> None:
    model = ScriptedModel("80%以上")
    assert answer_from(model, ["合格率多少？", "那覆盖率呢？"], ["80%以上", "96%"]) == "80%以上"
    system, user = model.asked[0]
    assert "只根据给出的材料" in system.text
    assert "[1] 80%以上\n\n[2] 96%" in user.text
    assert user.text.endswith("合格率多少？\n那覆盖率呢？")


def test_a_model_that_breaks_down_has_not_answered() -> None:
    assert answer_from(ScriptedModel(ModelUnavailable("超时")), ["合格率多少？"], ["96%"]) == ""


class FirstClause:
    """A system that finds the first clause, whatever is asked."""

    def search(self, turns: Sequence[str], k: int) -> list[Piece]:
        return [Piece("d", FACTS[0][1])][:k]


def test_a_system_is_measured_on_each_file_and_its_pieces_answered_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    questions = [q for q in load_gold(write_gold(tmp_path, gold_lines()), LIBRARY)[0] if q.evidence_all]
    monkeypatch.setitem(SYSTEMS, "first", lambda documents, encoder, work: FirstClause())
    with serving(says("目标是96%", "以上。")) as server:
        monkeypatch.setenv("LLM_BASE_URL", server.url)
        monkeypatch.setenv("LLM_MODEL", "scripted")
        one, two = measure("first", (), {"a.jsonl": questions[:1], "b.jsonl": questions}, questions[:4])
    assert (one.gold, one.recall[1], one.questions, one.facts) == ("a.jsonl", 1.0, 1, None)
    assert (two.gold, two.questions, two.facts) == ("b.jsonl", 6, 0.25)
    assert two.recall[5] == pytest.approx(1 / 6)
    assert len(server.requests) == 4
    assert FACTS[0][1] in server.requests[3]["messages"][-1]["content"]


def test_fact_accuracy_of_the_models_answers(tmp_path: Path) -> None:
    questions = load_gold(write_gold(tmp_path, gold_lines()[:4]), LIBRARY)[0]
    bodies = {question: body for _, body, question, _ in FACTS}
    right = ScriptedModel(*(bodies[q.turns[0]] for q in questions))
    assert fact_accuracy(questions, lambda q: answer_from(right, q.turns, ["…"])) == 1
    first = ScriptedModel(FACTS[0][1])
    assert fact_accuracy(questions, lambda q: answer_from(first, q.turns, ["…"])) == 0.25
    assert drawn(questions, 2) == drawn(questions, 2)
    assert drawn(questions, 99) == list(questions)


def test_without_an_endpoint_there_is_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LLM_BASE_URL", raising=False)
    with pytest.raises(InputError, match="LLM_BASE_URL: not set"):
        model_from_env()
