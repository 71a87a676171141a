"""What the benchmark is made of: copies that are not the same text, and figures a reader can read."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from corpus.errors import FailedError, InputError
from corpus.load import load_corpus
from corpus.parse import parse
from eval.bench import Measured, copies, perturbed, plot, run_bench, table, usable
from eval.memory import peak_mib, resident_mib
from index.build import build_index
from tests.small_corpus import RecordingEncoder, write_corpus

CORPUS = Path(__file__).parent.parent / "corpus"
ROW = Measured(1, 5, 267, 12.5, 20.25, 300.0, 1.8, 2.5, 0.1, 60.0, 90.0, 12.0, 0.5, 4.0, 1.25, 95.0, 425.0)


def test_copies_are_other_documents_with_the_same_clauses(tmp_path: Path) -> None:
    assert copies(CORPUS, 2, tmp_path) == 10
    documents = load_corpus(tmp_path)
    assert [d.doc_id for d in documents[5:]] == [f"{d.doc_id}-copy1" for d in documents[:5]]
    for one, other in zip(documents[:5], documents[5:], strict=True):
        assert one.text != other.text
        assert len(one.text) == len(other.text)
        labels = [
            [(c.kind, c.label) for c in parse(d).clauses if c.kind in ("article", "row")]
            for d in (one, other)
        ]
        assert labels[0] == labels[1]


def test_a_perturbed_text_is_the_same_each_time_and_differs_by_seed() -> None:
    text = "（一）推进质量工作" + "持续提升产业链供应链现代化水平和企业质量管理能力" * 6 + "\n1 | 合格率 | 94"
    assert perturbed(text, 1) == perturbed(text, 1) != perturbed(text, 2) != text
    assert perturbed(text, 1).endswith("\n1 | 合格率 | 94")


def test_the_table_has_a_line_a_size() -> None:
    text = table([ROW, replace(ROW, scale=10, chunks=2670)])
    assert text.splitlines()[2].startswith("| 1 | 5 | 267 | 12.50 | 20.25 | 300 | 1.80 |")
    assert text.splitlines()[3].startswith("| 10 | 5 | 2,670 |")


def test_the_plot_names_its_lines() -> None:
    drawn = plot([ROW, replace(ROW, scale=10, chunks=2670, build_s=125.0)])
    assert drawn.count("<polyline") == 5
    assert "warm ask 预热后提问 (ms)" in drawn
    assert "2,670" in drawn


def test_names_of_lines_that_end_side_by_side_do_not_cover_each_other() -> None:
    row = replace(ROW, build_s=9.0, cold_ask_s=9.0, open_s=9.0, warm_p50_ms=9.0, memory_mib=9.0)
    drawn = plot([row, replace(row, scale=10, chunks=2670)])
    heights = sorted(float(y) for y in re.findall(r'<text x="[\d.]+" y="([\d.]+)"><tspan', drawn))
    assert len(heights) == 5
    assert all(b - a >= 13 for a, b in pairwise(heights))


def test_a_store_of_an_earlier_run_is_used_only_where_it_opens(tmp_path: Path) -> None:
    store = tmp_path / "store"
    assert not usable(store)
    build_index(write_corpus(tmp_path / "texts"), store, RecordingEncoder(), progress=False)
    assert usable(store)
    manifest = store / "MANIFEST.json"
    manifest.write_text(manifest.read_text("utf-8").replace('"version": ', '"version": 9'), "utf-8")
    assert not usable(store)


def test_memory_of_this_process_and_of_none() -> None:
    assert 10 < resident_mib(os.getpid()) <= peak_mib()
    with pytest.raises(FailedError, match="/proc/999999999/status: No such file"):
        resident_mib(999999999)


def test_too_few_questions(tmp_path: Path) -> None:
    gold = tmp_path / "g.jsonl"
    gold.write_text('{"id":"a","category":"c","turns":["q"],"answerable":true}\n', "utf-8")
    with pytest.raises(InputError, match="found 1 different questions, expected at least 10"):
        run_bench(CORPUS, gold, [1], tmp_path / "out", page=False)
