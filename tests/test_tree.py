from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from corpus import ClauseTree, load_corpus, load_file, parse
from corpus.types import Clause
from tests.corpus_laws import document

ROOT = Path(__file__).parent.parent
POLICIES = Path(__file__).parent / "data" / "policies"


@cache
def real() -> ClauseTree:
    return ClauseTree(c for d in load_corpus(ROOT / "corpus") for c in parse(d).clauses)


@cache
def small(name: str) -> ClauseTree:
    return ClauseTree(parse(load_file(POLICIES / name)).clauses)


def get(tree: ClauseTree, clause_id: str) -> Clause:
    clause = tree.get(clause_id)
    assert clause is not None, clause_id
    return clause


def test_the_public_names() -> None:
    import corpus

    assert corpus.__all__ == ["ClauseTree", "load_corpus", "load_file", "parse"]


@pytest.mark.parametrize(
    ("clause_id", "parts"),
    [
        ("xian-2024:（二十）", ("（二十）", None, None)),
        ("xian-2024:专栏1", ("专栏1", None, None)),
        ("xian-2024:专栏1.22", ("专栏1", "22", None)),
        ("xian-2024:专栏6.—3", ("专栏6", None, "发展壮大质量人才队伍建设")),
        ("xian-2024:三、", ("三、", None, None)),
        ("zhejiang-2022:（二）.3", ("（二）", None, "品牌发展影响力显著增强")),
        ("central-2017:（三）.—2", ("（三）", None, "产业发展质量稳步提高")),
        ("central-2017:o1", (None, None, "题头")),
        ("central-2017:o4", (None, None, "同版其他内容")),
        ("central-2017:—1", (None, None, "坚持以改革创新为根本途径")),
    ],
)
def test_cite_parts(clause_id: str, parts: tuple[str | None, str | None, str | None]) -> None:
    assert real().cite_parts(get(real(), clause_id)) == parts


def test_walking() -> None:
    tree = real()
    row = get(tree, "xian-2024:专栏1.22")
    box, chapter = tree.ancestors(row)
    assert (box.clause_id, chapter.clause_id) == ("xian-2024:专栏1", "xian-2024:一、")
    assert tree.parent(chapter) is None
    assert row in tree.children(box)
    assert tree.descendants(chapter)[0] == box
    assert len(tree.descendants(chapter)) == 23
    assert tree.container(row) == box
    assert tree.container(chapter) == chapter
    assert tree.container(get(tree, "central-2017:o1")) is None
    assert tree.path(row) == (
        "一、总体要求›专栏1 质量强市建设主要发展指标›第22项 全市规模以上工业企业首席质量官覆盖率"
    )
    assert tree.roots("shaanxi-2015")[0].label == "前言"
    assert tree.get("none") is None
    assert "xian-2024:一、" in tree
    assert "none" not in tree


def test_deepest_at_finds_the_smallest_clause() -> None:
    tree = real()
    row = get(tree, "xian-2024:专栏1.22")
    assert tree.deepest_at("xian-2024", row.start) == row
    assert tree.deepest_at("xian-2024", row.end - 1) == row
    assert tree.deepest_at("xian-2024", 10**9) is None
    assert tree.deepest_at("none", 0) is None
    for clause in tree:
        assert tree.deepest_at(clause.doc_id, clause.start) is not None


def test_a_reader_sees_the_chapter_where_numbers_start_again() -> None:
    assert real().reader_label(get(real(), "xian-2024:（二十）")) == "（二十）"
    assert real().reader_label(get(real(), "xian-2024:专栏1.22")) == "专栏1第22项"
    assert real().reader_label(get(real(), "central-2017:o3")) == "结尾"
    tree = small("restarting.txt")
    article = get(tree, "restarting:二、（一）")
    assert tree.cite_parts(article) == ("（一）", None, None)
    assert tree.reader_label(article) == "二、（一）"
    assert tree.restarts("restarting")
    law = small("articles.txt")
    assert law.reader_label(get(law, "articles:第三条.第一款.（三）")) == "第三条第一款（三）"
    assert not law.restarts("articles")


def test_two_clauses_with_one_id_are_refused() -> None:
    clause = get(real(), "xian-2024:（二十）")
    with pytest.raises(ValueError, match="comes twice"):
        ClauseTree([clause, clause])


def test_sections_that_start_again_are_named_with_their_chapter() -> None:
    text = (
        "第一章　目标\n第一节　成效\n规模持续扩大。\n第二节　问题\n链条短。\n"
        "第二章　任务\n第一节　创新\n建设平台。（责任单位：省科技厅、省财政厅）\n"
    )
    parsed = parse(document(text))
    tree = ClauseTree(parsed.clauses)
    sections = [c for c in parsed.clauses if c.kind == "section"]
    assert [tree.reader_label(c) for c in sections] == ["第一章第一节", "第一章第二节", "第二章第一节"]
    assert [tree.cite_parts(c)[0] for c in sections] == ["第一节", "第二节", "第一节"]
    assert sections[2].departments == ("省科技厅", "省财政厅")
