from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.understand.question import find_refs
from corpus import ClauseTree, parse
from corpus.check import numbering
from corpus.indicators import own_spans
from corpus.types import ParsedDocument
from tests.corpus_laws import assert_invariants, document, shape, wrapped
from tests.test_parse import SETTINGS, heading, prose

RULES = """甲市保温杯产品质量监督抽查实施细则

1 适用范围
本细则适用于不锈钢保温杯。
2 抽样
2.1 抽样方法
样品应当随机抽取，利润低于
3.5 万元的商户除外。
2.1.1 每个小组不得少于2人，应当出示证件。未出示的，可以拒绝。
2.1.2 有下列情形之一的，不得抽样：
（1）用于出口的；
（2）标有“处理品”的。
2.2抽样数量。每批抽取6个：
1. 检验样品4个；
2. 备用样品2个。
3 判定
3.1 不符合2.1规定的，抽样无效。
3.2 检验费用由财政承担。
"""


def test_a_clause_of_an_outline_is_read_out_without_its_number_and_heading() -> None:
    clauses = {c.label: c for c in parse(document(RULES)).clauses}
    said = {}
    for label, clause in clauses.items():
        children = [c for c in clauses.values() if c.parent_id == clause.clause_id]
        said[label] = [RULES[a:b].strip() for a, b in own_spans(clause, children)]
    assert said["1"] == ["适用范围", "本细则适用于不锈钢保温杯。"]
    assert said["2.1.1"] == ["每个小组不得少于2人，应当出示证件。未出示的，可以拒绝。"]
    assert said["2.2"][0] == "抽样数量。每批抽取6个："


def labels(parsed: ParsedDocument) -> list[str]:
    return [c.label for c in parsed.clauses if c.kind != "other"]


def test_an_outline_of_decimal_numbers() -> None:
    parsed = parse(document(RULES))
    assert_invariants(parsed)
    assert not parsed.warnings
    assert shape(parsed) == [
        ("chapter", "1", None),
        ("chapter", "2", None),
        ("article", "2.1", "2"),
        ("article", "2.1.1", "2.1"),
        ("article", "2.1.2", "2.1"),
        ("subitem", "（1）", "2.1.2"),
        ("subitem", "（2）", "2.1.2"),
        ("article", "2.2", "2"),
        ("item", "1.", "2.2"),
        ("item", "2.", "2.2"),
        ("chapter", "3", None),
        ("article", "3.1", "3"),
        ("article", "3.2", "3"),
    ]
    titles = {c.label: c.title for c in parsed.clauses}
    assert (titles["1"], titles["2.1"], titles["2.2"]) == ("适用范围", "抽样方法", "抽样数量")
    assert titles["2.1.1"] == titles["3.1"] == titles["3.2"] == ""


def test_a_reader_cites_a_number_of_an_outline_by_that_alone() -> None:
    tree = ClauseTree(parse(document(RULES)).clauses)
    cited = {c.label: (c.clause_id, tree.cite_parts(c)) for c in tree if c.kind != "other"}
    assert cited["2.1.2"] == ("doc:2.1.2", ("2.1.2", None, None))
    assert cited["（2）"] == ("doc:2.1.2.（2）", ("2.1.2", None, "（2）"))
    assert cited["2"] == ("doc:2", ("2", None, None))


@pytest.mark.parametrize(
    "text",
    [
        RULES.translate(str.maketrans("0123456789.", "０１２３４５６７８９．")),
        RULES.replace("\n", "\n\n"),
        RULES.replace("\n", "\n　　"),
        RULES.replace("1 适", "1适").replace("2 抽", "2抽").replace("3 判", "3判").replace("2.1 ", "2.1"),
        RULES.replace("1 适", "1. 适").replace("2 抽", "2. 抽").replace("3 判", "3. 判"),
        RULES.replace("1 适", "1、适").replace("2 抽", "2、抽").replace("3 判", "3、判"),
        RULES.replace("细则\n\n", "细则\n\n目　录\n1 适用范围\n2 抽样\n2.1 抽样方法\n3 判定\n"),
        RULES.replace("细则\n\n", "细则\n\n目录\n1 适用范围……1\n2 抽样……1\n2.1 抽样方法……2\n3 判定……3\n"),
    ],
)
def test_the_same_outline_printed_otherwise(text: str) -> None:
    parsed = parse(document(text))
    assert_invariants(parsed)
    assert labels(parsed) == labels(parse(document(RULES)))
    assert not parsed.warnings


def test_sections_under_chinese_chapters() -> None:
    text = "甲市预案\n一、总则\n1.1 目的\n为了应对。\n1.2 依据\n依据法律。\n二、组织\n2.1 机构\n设指挥部。\n2.2 职责\n指挥。\n"
    parsed = parse(document(text))
    assert shape(parsed) == [
        ("chapter", "一、", None),
        ("article", "1.1", "一、"),
        ("article", "1.2", "一、"),
        ("chapter", "二、", None),
        ("article", "2.1", "二、"),
        ("article", "2.2", "二、"),
    ]
    assert not parsed.warnings


def test_an_enclosure_has_an_outline_of_its_own() -> None:
    enclosed = "附件\n复检规程\n1 目的\n为了复检。\n1.1 期限\n十日。\n1.2 费用\n先付。\n2 施行\n即日起。\n"
    parsed = parse(document(RULES + enclosed))
    assert_invariants(parsed)
    assert labels(parsed)[-5:] == ["附件", "1", "1.1", "1.2", "2"]


@pytest.mark.parametrize(
    "text",
    [
        "甲市措施\n一、奖励\n（一）上市奖励。\n1.1 万元以下的不奖。\n1.2 万元以上的奖。\n1.3 万元封顶。\n1.5 倍计算。\n",
        "甲市通报\n一、情况\n今年的增长率分别为\n1.1、1.2、1.3和2.1，高于去年。\n二、打算\n继续努力。\n",
        "甲市计划\n一、日程\n3.12 植树活动。\n3.15 维权活动。\n5.1 劳动活动。\n6.1 儿童活动。\n二、要求\n认真组织。\n",
        "甲市办法\n第一条 评分。\n4.1  领导  110\n4.2  战略  90\n4.3  顾客  100\n4.4  资源  130\n第二条 施行。\n",
        "甲市措施\n一、任务\n1. 支持企业。\n2. 支持人才。\n3. 支持园区。\n4. 支持外贸。\n二、要求\n抓好落实。\n",
    ],
)
def test_figures_dates_and_lists_are_no_outline(text: str) -> None:
    assert not [c for c in labels(parse(document(text))) if c[-1:].isdigit()]


def test_a_number_left_out_is_reported() -> None:
    broken = parse(document(RULES.replace("2.1.1 每个", "每个").replace("3.1 不符合", "不符合")))
    assert [w.split("：", 1)[1] for w in broken.warnings] == [
        "编号不从一开始：最先见到2.1.2（第10行）",
        "编号不连续：2.2之后是3.2（第18行）",
    ]
    assert numbering(parse(document(RULES)), "a").verdict == "contiguous"
    assert numbering(broken, "a").verdict == "broken"


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("2.1条怎么规定", "2.1"),
        ("第2.1项是什么", "2.1"),
        ("2.1 怎么规定的？", "2.1"),
        ("细则５．２条讲了什么", "5.2"),
        ("请问第2.1.3款", "2.1.3"),
        ("3.2讲的是什么", "3.2"),
        ("根据2.5，备用样品能卖吗", "2.5"),
        ("what does clause 2.1 say", "2.1"),
    ],
)
def test_an_outline_number_in_a_question(question: str, label: str) -> None:
    assert [r.label for r in find_refs(question)] == [label]


@pytest.mark.parametrize(
    "question",
    [
        "增长2.1%的有哪些",
        "奖励3.5万元的条件",
        "2025.3.12发布的文件",
        "GB/T 22199.1是什么",
        "罚款1.5倍",
        "按2.5元收费吗",
        "按照3.5%的比例",
        "标准1.5倍",
    ],
)
def test_figures_in_a_question_are_no_clause(question: str) -> None:
    assert not find_refs(question)


# -- generated outlines ----------------------------------------------------------------------------


@st.composite
def outlines(draw: st.DrawFn) -> tuple[list[str], list[tuple[str, str, str | None]]]:
    """(lines, shape) of an 实施细则: chapters, sections, clauses, and lists in them."""
    blank, dot = draw(st.sampled_from([" ", "　", "  ", ""])), draw(st.sampled_from(["", "", "."]))
    lines = ["某省质量监督抽查实施细则"]
    expected: list[tuple[str, str, str | None]] = []
    for a in range(1, draw(st.integers(2, 12)) + 1):
        expected.append(("chapter", f"{a}", None))
        lines.append(f"{a}{dot}{blank}{draw(heading)}")
        sections = draw(st.integers(1 if a < 3 else 0, 3))
        if not sections or draw(st.booleans()):
            lines.append(draw(prose))
        for b in range(1, sections + 1):
            expected.append(("article", f"{a}.{b}", f"{a}"))
            lines.append(f"{a}.{b}{blank}{draw(heading)}")
            lines.append(draw(prose))
            for c in range(1, draw(st.integers(0, 2)) + 1):
                expected.append(("article", f"{a}.{b}.{c}", f"{a}.{b}"))
                items = draw(st.sampled_from([0, 0, 2, 3]))
                lines.append(f"{a}.{b}.{c}{blank}{draw(prose)}")
                if items:
                    lines[-1] = lines[-1][:-1] + "，包括："
                for k in range(1, items + 1):
                    expected.append(("subitem", f"（{k}）", f"{a}.{b}.{c}"))
                    lines.append(f"（{k}）{draw(prose)[:-1]}{'。' if k == items else '；'}")
    return lines, expected


@SETTINGS
@given(outlines(), st.booleans(), st.sampled_from(["\n", "\n\n", "\n　　"]))
def test_generated_outlines_come_back(
    generated: tuple[list[str], list[tuple[str, str, str | None]]], wide: bool, between: str
) -> None:
    lines, expected = generated
    text = between.join(lines) + "\n"
    if wide:
        text = text.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    parsed = parse(document(text))
    assert_invariants(parsed)
    assert shape(parsed) == expected
    assert not parsed.warnings


@SETTINGS
@given(outlines(), st.integers(36, 46))
def test_generated_outlines_wrapped_hard_come_back(
    generated: tuple[list[str], list[tuple[str, str, str | None]]], width: int
) -> None:
    lines, expected = generated
    parsed = parse(document("\n".join(wrapped(lines, width)) + "\n"))
    assert_invariants(parsed)
    assert shape(parsed) == expected
    assert not parsed.warnings
