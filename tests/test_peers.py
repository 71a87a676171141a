"""The other systems' recipes, as far as they are ours: mixing, and when a passage counts as found."""

from __future__ import annotations

import numpy as np
import pytest

from eval.gold import Passage
from eval.peers import Piece, Row, covered, equal_rrf, table, wenji_mix


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
        "| x | 0.500 | 0.600 | 0.700 | 0.800 | 0.600–0.800 | 1,234 | 3.2 | 10 / 20 | 400 |"
    )
