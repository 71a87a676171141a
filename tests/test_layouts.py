"""Tables and lists of bodies as offices lay them out: two columns of tabs, two rows of heads, a unit over the table."""

from __future__ import annotations

import pytest

from assistant.answers.render import tabled
from corpus.columns import merged_heads, unit_over
from corpus.departments import departments_in
from corpus.gridded import caption_above, columns_of
from corpus.parse import parse
from corpus.types import Clause, Document

NOTICE = """\
沅江市商贸流通专项资金申报通知

一、支持方向
（一）支持冷链设施。资金分配见表一。〔牵头单位：市商务局；配合单位：市财政局〕

表一  冷链设施资金分配
（单位：万元）
县（市、区）\t资金额度
东湖区\t120
西塘县\t95

1. 资金按进度拨付。

专 栏 1  主要指标    单位：家
| 县区 | 任务 | |
|---|---|---|
| | 2026年 | 2027年 |
| 前山区 | 30 | 42 |
| 后江县 | 18 | 25 |

附件1
平台奖补标准
| 类别 | 平台 | 奖补（万元） |
|---|---|---|
| 国家级 | 重点实验室 | 200 |
| | 技术创新中心 | 150 |
| 省级 | 重点实验室 | 60 |
"""


@pytest.fixture(scope="module")
def clauses() -> dict[str, Clause]:
    document = Document(doc_id="d", title="沅江市商贸流通专项资金申报通知", text=NOTICE, sha256="0")
    return {f"{c.kind} {c.label}": c for c in parse(document).clauses}


def test_a_table_titled_in_chinese_numerals_is_a_box_with_its_rows(clauses: dict[str, Clause]) -> None:
    assert clauses["box 表1"].title == "冷链设施资金分配"
    assert clauses["row 东湖区"].parent_id == clauses["box 表1"].clause_id
    assert "资金按进度拨付" not in clauses["box 表1"].text
    assert clauses["article （一）"].departments == ("市商务局", "市财政局")


def test_two_rows_of_heads_and_a_unit_over_them(clauses: dict[str, Clause]) -> None:
    assert clauses["box 专栏1"].title == "主要指标"
    row = clauses["row 前山区"].row
    assert row is not None
    assert (row.unit, row.targets) == ("家", ((2026, "30"), (2027, "42")))


def test_rows_that_share_a_class_are_named_by_the_column_next_to_it(clauses: dict[str, Clause]) -> None:
    row = clauses["row 技术创新中心"].row
    assert row is not None
    assert row.group == "国家级"


def test_a_class_of_one_row_names_it() -> None:
    head = "办法\n第一条 标准如下。\n| 类别 | 条件 | 补助标准 |\n|---|---|---|\n"
    text = f"{head}| 甲类 | 满二十年 | 30% |\n| 乙类 | 满十年 | 20% |\n"
    found = parse(Document(doc_id="d", title="办法", text=text, sha256="0")).clauses
    assert [c.title for c in found if c.kind == "row"] == ["甲类", "乙类"]


def test_a_bare_figure_is_read_out_with_the_unit_over_its_table() -> None:
    above = "表一 养老服务补贴标准（元／人·月）\n对象类别\t居家\t入住机构\n轻度\t150\t200\n"
    columns = columns_of("重度\t４５０\t６００", above)
    assert columns is not None
    assert tabled(columns) == "重度——居家：４５０元/人·月；入住机构：６００元/人·月"
    assert caption_above(above) == "表一 养老服务补贴标准（元／人·月）"
    assert unit_over("各县区任务（单位：个、万元）") == ""


def test_heads_reach_over_empty_cells_and_down() -> None:
    assert merged_heads(["县区", "任务", ""], ["", "2026年", "2027年"]) == [
        "县区",
        "任务2026年",
        "任务2027年",
    ]
    assert merged_heads(["县区", "任务", "备注"], ["前山区", "30", ""]) is None


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        (
            "登记免费。（牵头单位：市委宣传部〈市版权局〉；配合单位：市大数\n据局、市市场监管局）",
            ("市委宣传部〈市版权局〉", "市大数据局", "市市场监管局"),
        ),
        (
            "入库。（\n牵头单位：市市场监管局；配合单位：市财政局）",
            ("市市场监管局", "市财政局"),
        ),
        ("予以补助。【责任单位：市商务局、市农业农村局】", ("市商务局", "市农业农村局")),
        ("发布实施意见（某政发〔2025〕3号）", ()),
    ],
)
def test_bodies_stand_whole_within_their_brackets(text: str, bodies: tuple[str, ...]) -> None:
    assert departments_in(text) == bodies
