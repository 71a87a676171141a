from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answers.render import plain
from corpus import ClauseTree, parse
from corpus.gridded import heads_above
from corpus.types import ParsedDocument
from tests.corpus_laws import assert_invariants, document
from tests.test_parse import SETTINGS, topic

HEAD = ["类别", "组织", "班组", "个人"]
BODY = [["质量奖", "60万元", "15万元", "5万元"], ["提名奖", "20万元", "5万元", "2万元"]]
POLICY = "某市奖励办法\n第一条 奖金按下表执行。\n{table}\n注：个人奖金依法纳税。\n第二条 本办法自2025年1月1日起施行。\n"


def rows(parsed: ParsedDocument) -> list[tuple[str, str]]:
    by_id = {c.clause_id: c for c in parsed.clauses}
    return [(by_id[c.parent_id or ""].label, c.label) for c in parsed.clauses if c.kind == "row"]


@pytest.mark.parametrize(
    ("bar", "rule", "end"),
    [
        ("\t", "", "\n"),
        ("  ", "", "\n"),
        ("    ", "", "\n\n"),
        (" | ", "", "\n"),
        (" | ", "--- | --- | --- | ---", "\n"),
    ],
)
def test_a_table_of_any_kind_has_rows_however_its_columns_are_parted(bar: str, rule: str, end: str) -> None:
    lines = [bar.join(HEAD), *([rule] if rule else []), *(bar.join(r) for r in BODY)]
    if "|" in bar:
        lines = [f"| {line} |" for line in lines]
    parsed = parse(document(POLICY.format(table=end.join(lines))))
    assert_invariants(parsed)
    assert rows(parsed) == [("第一条", "质量奖"), ("第一条", "提名奖")]
    article = next(c for c in parsed.clauses if c.label == "第一条")
    assert article.text.endswith("注：个人奖金依法纳税。")
    row = next(c for c in parsed.clauses if c.label == "提名奖")
    assert heads_above(row.text, article.text[: row.start - article.start]) == HEAD
    assert plain(row.text) == "提名奖，20万元，5万元，2万元"


def test_rows_with_a_running_number_are_cited_by_it() -> None:
    table = "序号\t材料\t份数\n1\t申请表\t原件1份\n2\t营业执照\t免提交"
    parsed = parse(document(POLICY.format(table=table)))
    tree = ClauseTree(parsed.clauses)
    assert [tree.cite_parts(c) for c in parsed.clauses if c.kind == "row"] == [
        ("第一条", "1", None),
        ("第一条", "2", None),
    ]


def test_a_printed_table_with_clause_numbers_and_a_sum() -> None:
    text = (
        "某市办法\n第一条 评分。\n附件\n评分表\n条款  内容  分值\n\n4.1  领导  110\n\n4.2  战略  90\n\n合计    200\n\n"
        "联系人：质量科  电话：0831-2330000\n"
    )
    parsed = parse(document(text))
    assert_invariants(parsed)
    assert rows(parsed) == [("附件", "领导"), ("附件", "战略"), ("附件", "合计")]


@pytest.mark.parametrize(
    "text",
    [
        "发布日期：2025-03-12    信息来源：质量科    【字体：大 中 小】\n索引号：1    文号：2    日期：3",
        "首页  政务公开  办事服务",
        "第一章  总  则",
        "某市商务局    某市财政局    某市统计局\n2025年3月12日",
        "本市  各县  各区  要落实。\n有关部门  各负其责。  抓好。",
    ],
)
def test_what_is_no_table(text: str) -> None:
    assert not rows(parse(document(f"某市办法\n第一条 评分。\n{text}\n第二条 施行。\n")))


def test_the_navigation_above_a_text_is_no_table() -> None:
    text = "首页 | 政务 | 服务 |\n新闻 | 公告 | 政策 |\n留言 | 信箱 | 热线 |\n某市办法\n第一条 评分。\n第二条 施行。\n"
    parsed = parse(document(text))
    assert_invariants(parsed)
    assert not rows(parsed)


NOTES = """某市若干措施
一、支持企业
（一）开店奖励。见附件。
二、附则
（二）自印发之日起施行。

附件
补助标准
序号\t业态\t面积\t补助标准
1\t早餐店\t30平方米\t投资的20%
2\t便利店\t80平方米\t投资的25%
注：1. 面积以合同为准。
2. 连锁企业上浮20%。
3. 老年人打8折。
"""


def test_the_notes_below_a_table_are_no_articles() -> None:
    parsed = parse(document(NOTES))
    assert_invariants(parsed)
    assert [c.label for c in parsed.clauses if c.kind != "other"] == [
        "一、", "（一）", "二、", "（二）", "附件", "第1项", "第2项",
    ]  # fmt: skip
    annex = next(c for c in parsed.clauses if c.label == "附件")
    assert annex.text.endswith("3. 老年人打8折。")


def test_an_enclosure_named_in_one_line_above_its_table() -> None:
    text = (
        "某市办事指南\n一、收费\n不收费。\n二、咨询\n咨询电话：12345。\n\n附件：各区窗口\n"
        "地区\t窗口\t电话\n东区\t一楼6号\t101\n西区\t二楼3号\t102\n"
    )
    parsed = parse(document(text))
    assert_invariants(parsed)
    assert rows(parsed) == [("附件", "东区"), ("附件", "西区")]
    listed = parse(document(text.split("附件")[0] + "附件：各区窗口\n\n某市卫生局\n2025年1月1日\n"))
    assert "附件" not in [c.label for c in listed.clauses]


def test_a_ratio_or_a_time_ends_no_heading() -> None:
    text = "某市办法\n一、经费\n（一）市与区县按照4:6的比例分担。\n（二）8:30至12:00办理。\n"
    titles = [c.title for c in parse(document(text)).clauses if c.kind == "article"]
    assert titles == ["市与区县按照4:6的比例分担", "8:30至12:00办理"]


word = st.builds(lambda a, b: a + b, topic, topic)


@SETTINGS
@given(
    st.lists(word, min_size=3, max_size=5, unique=True).flatmap(
        lambda head: st.tuples(
            st.just(head),
            st.lists(st.lists(word, min_size=len(head), max_size=len(head)), min_size=2, max_size=6),
        )
    ),
    st.sampled_from(["\t", "  ", "   ", " | "]),
    st.sampled_from(["\n", "\n\n"]),
)
def test_generated_tables_come_back(table: tuple[list[str], list[list[str]]], bar: str, end: str) -> None:
    head, body = table
    lines = [bar.join(cells) + (" |" if "|" in bar else "") for cells in [head, *body]]
    parsed = parse(document(POLICY.format(table=end.join(lines))))
    assert_invariants(parsed)
    assert [label for _, label in rows(parsed)] == [r[0] for r in body]
    assert [c.text.strip(" |") for c in parsed.clauses if c.kind == "row"] == [bar.join(r) for r in body]


def test_rows_parted_by_blanks_are_read_out_apart() -> None:
    from assistant.answers.render import plain

    said = plain("评分表\n\n条款  评价内容  分值\n\n4.1  领导  110\n\n4.2  战略  90\n")
    assert said == "评分表条款，评价内容，分值；4.1，领导，110；4.2，战略，90"
