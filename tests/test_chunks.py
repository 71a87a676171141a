"""Chunks: exact offsets, nothing lost, nothing over budget, the breadcrumb never in the body."""

from __future__ import annotations

import socket
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.parse import parse
from corpus.tree import ClauseTree
from corpus.types import Clause, ClauseKind, Document, Row
from index.chunks import chunk_document, count_tokens, search_text, split, tidy
from index.types import Chunk
from tests.small_corpus import LAW, PLAN


def document(text: str, **facts: str) -> Document:
    return replace(Document("d", "云泽市方案", text, "0" * 64), **facts)  # type: ignore[arg-type]


def chunks_of(doc: Document, budget: int = 350) -> tuple[Chunk, ...]:
    clauses = parse(doc).clauses
    return chunk_document(doc, ClauseTree(clauses), clauses, budget)


def clause(
    doc: Document, kind: ClauseKind, text: str, parent: Clause | None = None, **more: object
) -> Clause:
    at = doc.text.index(text)
    plain = Clause(
        f"d:{kind}{at}",
        "d",
        parent.clause_id if parent else None,
        kind,
        None,
        "",
        "",
        text,
        at,
        at + len(text),
    )
    return replace(plain, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", [PLAN, LAW])
@pytest.mark.parametrize("budget", [50, 350])
def test_every_chunk_is_its_slice_and_lies_in_its_clause(text: str, budget: int) -> None:
    doc = document(text)
    clauses = {c.clause_id: c for c in parse(doc).clauses}
    for chunk in chunks_of(doc, budget):
        owner = clauses[chunk.clause_id]
        assert chunk.body == text[chunk.start : chunk.end]
        assert owner.start <= chunk.start < chunk.end <= owner.end
        assert count_tokens(chunk.body) <= budget
        assert chunk.breadcrumb in chunk.search_text
        assert doc.title not in chunk.body or doc.title in text


def test_chunks_do_not_overlap_and_lose_only_bare_headings() -> None:
    doc = document(PLAN)
    chunks = chunks_of(doc)
    for before, after in pairwise(chunks):
        assert before.end <= after.start
    left = PLAN
    for chunk in reversed(chunks):
        left = left[: chunk.start] + left[chunk.end :]
    assert left.split() == ["二、重点任务", "三、保障措施"]


def test_one_chunk_a_row_with_its_tables_name_group_and_year() -> None:
    doc = document(PLAN)
    clauses = {c.clause_id: c for c in parse(doc).clauses}
    rows = [c for c in chunks_of(doc) if clauses[c.clause_id].kind == "row"]
    assert len(rows) == 2
    for part in ("数字经济主要指标", "产业规模", "工业机器人密度", "台/万人", "2027年", "≥300", "约束性"):
        assert part in rows[1].search_text
    assert rows[1].body.startswith("2 | 产业规模")


def test_one_chunk_a_box_item() -> None:
    doc = document(PLAN)
    found = [c for c in chunks_of(doc) if c.body.startswith("——")]
    assert [c.body[:8] for c in found] == ["——培养数字工匠", "——引进高层次人"]
    assert "人才工程" in found[0].breadcrumb


def test_search_text_is_simplified_and_body_is_not() -> None:
    doc = document(PLAN)
    chunk = next(c for c in chunks_of(doc) if "開放" in c.body)
    assert "开放" in chunk.search_text
    assert "開" not in chunk.search_text


def test_paragraphs_stay_in_a_short_law_article_and_leave_a_long_one() -> None:
    doc = document(LAW)
    clauses = {c.clause_id: c for c in parse(doc).clauses}
    owners = {clauses[c.clause_id].kind for c in chunks_of(doc)}
    assert not owners & {"paragraph", "subparagraph"}
    third = next(c for c in chunks_of(doc) if c.body.startswith("第三条"))
    assert "擅自采砂" in third.body
    assert "五万元" in third.body

    long = document(LAW.replace("（二）擅自采砂。", "（二）" + "擅自在河道内开采砂石的行为。" * 40))
    kinds = {clause.clause_id: clause.kind for clause in parse(long).clauses}
    assert "paragraph" in {kinds[c.clause_id] for c in chunks_of(long)}


def test_row_with_several_target_columns_names_them_all() -> None:
    doc = document("一、目标\n1 | 合格率 | 94 | 96 |")
    row = Row("1", None, "合格率", "%", "94", None, 2025, targets=((2025, "94"), (2035, "96")))
    piece = clause(doc, "row", "1 | 合格率 | 94 | 96 |", row=row)
    text = search_text(doc, ClauseTree([piece]), piece, piece.start, piece.end)
    assert "2025年目标 94" in text
    assert "2035年目标 96" in text


def test_region_is_added_where_the_title_does_not_say_it() -> None:
    doc = document("一、总则。", title="贯彻质量发展纲要行动计划", region="陕西省", level="省级")
    piece = clause(doc, "chapter", "一、总则。")
    assert "陕西省" in search_text(doc, ClauseTree([piece]), piece, piece.start, piece.end)
    named = replace(doc, title="陕西省行动计划")
    assert search_text(named, ClauseTree([piece]), piece, 0, 5).count("陕西") == 1


def test_a_continuation_names_its_article() -> None:
    body = "（一）壮大产业。" + "".join(f"推进第{i}批示范园区建设，完善配套服务体系。" for i in range(60))
    doc = document("一、任务\n" + body)
    parts = [c for c in chunks_of(doc, 100) if c.start >= doc.text.index("（一）")]
    assert len(parts) > 3
    assert "壮大产业" in parts[1].breadcrumb
    assert "壮大产业" not in parts[1].body
    assert all(part.body.endswith("。") for part in parts)


def test_line_breaks_inside_words_are_healed_for_searching_only() -> None:
    assert tidy("全市质量 整体\n水平 GDP 增长") == "全市质量整体水平 GDP 增长"


@given(
    st.text(alphabet="质量强市。；，、\n ab12（）”", max_size=300),
    st.integers(min_value=1, max_value=40),
)
def test_split_covers_everything_but_blanks_within_budget(text: str, budget: int) -> None:
    spans = split(text, (0, len(text)), budget, len)
    assert "".join("".join(text[s:e].split()) for s, e in spans) == "".join(text.split())
    for start, end in spans:
        assert start < end
        assert end - start <= budget
    for (_, before), (after, _) in pairwise(spans):
        assert before <= after


def test_split_makes_even_runs() -> None:
    text = "加快推进质量强市建设工作。" * 20
    sizes = [end - start for start, end in split(text, (0, len(text)), 200, len)]
    assert len(sizes) == 2
    assert max(sizes) - min(sizes) <= 26


def test_tokens_are_counted_without_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    from index import chunks

    chunks._encoding.cache_clear()
    assert 0 < count_tokens("全市规模以上工业企业首席质量官覆盖率") < 20
