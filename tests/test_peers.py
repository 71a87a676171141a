"""The other systems' recipes, as far as they are ours: mixing, and when a passage counts as found."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from assistant.llm import ChatModel, ModelSettings
from assistant.prompts import Message
from corpus.errors import InputError
from eval.gold import Passage, load_gold
from eval.peers import Piece, Row, covered, equal_rrf, table, wenji_mix
from eval.peers_model import answer_from, drawn, fact_accuracy, model_from_env
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
    row = Row("x", {1: 0.5, 3: 0.6, 5: 0.7, 10: 0.8}, (0.6, 0.8), 10, 1234.0, 3.2, 10.0, 20.0, 400.0)
    assert table([row]).splitlines()[2] == (
        "| x | 0.500 | 0.600 | 0.700 | 0.800 | 0.600–0.800 | 1,234 | 3.2 | 10 / 20 | 400 | — |"
    )


class Recording(ChatModel):
    """Remembers what it was told, and says the first piece."""

    def __init__(self) -> None:
        super().__init__(ModelSettings("http://127.0.0.1:9", "none"))
        self.told: list[str] = []

    def complete(self, messages: Sequence[Message]) -> str:
        self.told += [m.text for m in messages]
        return messages[0].text.split("[1] ")[1].split("\n")[0]


def test_the_model_is_given_the_pieces_and_all_turns() -> None:
    model = Recording()
    assert answer_from(model, ["合格率多少？", "那覆盖率呢？"], ["80%以上", "96%"]) == "80%以上"
    assert "[1] 80%以上\n\n[2] 96%" in model.told[0]
    assert model.told[0].rstrip().endswith("合格率多少？\n那覆盖率呢？")


def test_fact_accuracy_of_the_models_answers(tmp_path: Path) -> None:
    questions = load_gold(write_gold(tmp_path, gold_lines()[:4]), LIBRARY)[0]
    model = Recording()
    bodies = {question: body for _, body, question, _ in FACTS}
    assert fact_accuracy(questions, lambda q: answer_from(model, q.turns, [bodies[q.turns[0]]])) == 1
    assert fact_accuracy(questions, lambda q: answer_from(model, q.turns, [FACTS[0][1]])) == 0.25
    assert drawn(questions, 2) == drawn(questions, 2)
    assert drawn(questions, 99) == list(questions)


def test_without_an_endpoint_there_is_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LLM_BASE_URL", raising=False)
    with pytest.raises(InputError, match="LLM_BASE_URL: not set"):
        model_from_env()
