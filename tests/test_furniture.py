"""Page numbers and running heads amid a text."""

from __future__ import annotations

from corpus.furniture import furniture_lines
from corpus.lines import split_lines
from corpus.parse import parse
from tests.corpus_laws import assert_invariants, document

LAW = """某省质量促进条例
第一章　总　则
第一条　为了促进质量提升，推动高质量发展，根据有关法律、行政法
规，结合本省实际，制定本条例。
第二条　本省行政区域内的质量促进活动，适用本条例。
— 1 —
某省质量促进条例
法律、行政法规另有规定的，从其规定。
第三条　县级以上人民政府应当加强对质量工作的领导，将质量工作纳
入国民经济和社会发展规划，建立健全质量工作协调机制，协调解决质量
— 2 —
某省质量促进条例
工作中的重大问题，所需经费列入本级财政预算。
乡镇人民政府应当做好质量促进的相关工作，协助有关部门开展监督检查
和宣传教育。
第 3 页 共 3 页
第二章　附　则
第四条　本条例自2024年10月1日起施行。
"""


def test_page_numbers_part_no_paragraph_and_are_no_provision() -> None:
    parsed = parse(document(LAW))
    assert_invariants(parsed)
    assert not parsed.warnings
    found = [(c.kind, c.label, c.text) for c in parsed.clauses if c.kind in ("paragraph", "other")]
    assert found == [
        ("other", "题头", "某省质量促进条例"),
        ("paragraph", "第一款", "本省行政区域内的质量促进活动，适用本条例。"),
        ("other", "同版其他内容", "— 1 —\n某省质量促进条例"),
        ("paragraph", "第二款", "法律、行政法规另有规定的，从其规定。"),
        (
            "paragraph",
            "第一款",
            "县级以上人民政府应当加强对质量工作的领导，将质量工作纳\n"
            "入国民经济和社会发展规划，建立健全质量工作协调机制，协调解决质量\n— 2 —\n某省质量促进条例\n"
            "工作中的重大问题，所需经费列入本级财政预算。",
        ),
        (
            "paragraph",
            "第二款",
            "乡镇人民政府应当做好质量促进的相关工作，协助有关部门开展监督检查\n和宣传教育。",
        ),
        ("other", "同版其他内容", "第 3 页 共 3 页"),
    ]
    assert [c.label for c in parsed.clauses if c.kind == "article"] == [
        "第一条",
        "第二条",
        "第三条",
        "第四条",
    ]


def test_bare_numbers_are_page_numbers_only_a_page_apart() -> None:
    page = [f"（{n}）做好第{n}项工作。" for n in "一二三四五六七八九"]
    book = [*page, "1", *page, "2", *page, "3"]
    assert furniture_lines(split_lines("\n".join(book))) == {9, 19, 29}
    rows = ["1", "产值", "2", "税收", "3", "就业"]
    assert furniture_lines(split_lines("\n".join(rows))) == frozenset()


def test_headings_that_come_again_are_no_running_heads() -> None:
    text = "\n".join(
        f"第{c}章　总则\n第一节　一般规定\n做好工作。\n— {n} —" for n, c in enumerate("一二三", 1)
    )
    assert furniture_lines(split_lines(text)) == {3, 7, 11}
