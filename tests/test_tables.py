from __future__ import annotations

import pytest

from corpus.columns import Table, split_unit
from corpus.lines import split_lines
from corpus.script import simplify
from corpus.tables import read_table
from corpus.types import Row


def table(text: str, written: int | None = None) -> Table | None:
    lines = split_lines(text)
    simple = simplify(text)
    return read_table(lines, [simple[x.start : x.end] for x in lines], 0, written)


def rows(text: str, written: int | None = None) -> list[Row]:
    found = table(text, written)
    assert found is not None
    return [r.row for r in found.rows if r.row is not None]


def brief(found: list[Row]) -> list[tuple[str | None, str | None, str, str | None, str, str | None]]:
    return [(r.no, r.group, r.name, r.unit, r.target, r.attribute) for r in found]


def test_merged_first_cells_are_carried_down_and_a_repeated_header_is_none() -> None:
    text = (
        "序号 | 主要任务 | 指标名称 | 2025年 | 属性 |\n"
        "1 | 经济质量 | 劳动生产率(万元/人) | 21 | 预期性 |\n"
        "2 | 能源消耗降低(%) | 13 | 约束性 | |\n"
        "序号 | 主要任务 | 指标名称 | 2025年 | 属性 |\n"
        "3 | 产业质量 | 制造业质量 竞争力指数 | 86 | 预期性 |\n"
        "4 | 劳动生产率增长(%) | 7(年均) | 预期性 | |\n"
    )
    assert brief(rows(text)) == [
        ("1", "经济质量", "劳动生产率", "万元/人", "21", "预期性"),
        ("2", "经济质量", "能源消耗降低", "%", "13", "约束性"),
        ("3", "产业质量", "制造业质量竞争力指数", None, "86", "预期性"),
        ("4", "产业质量", "劳动生产率增长", "%", "7(年均)", "预期性"),
    ]


def test_full_width_pipes_part_cells_too() -> None:
    text = "指标｜2025年｜2027年｜2030年\n家庭医生签约率（%）｜46｜58｜75\n镇卫生院CT配备（台）｜6｜11｜17\n"
    found = rows(text)
    assert [(r.name, r.unit, r.targets) for r in found] == [
        ("家庭医生签约率", "%", ((2025, "46"), (2027, "58"), (2030, "75"))),
        ("镇卫生院CT配备", "台", ((2025, "6"), (2027, "11"), (2030, "17"))),
    ]


def test_a_page_printed_to_text() -> None:
    text = (
        "序号                指标名称 2025年 属性\n 1\n战略性新兴产业总产值占工业总产值\n\n比重（%）\n25.5 预期性\n\n"
        "2 每万人口高价值发明专利拥有量（件） 8 预期性\n\n3 劳动生产率增长（%）\n6.5（年\n\n均）\n预期性\n\n"
        "4 农产品质量安全例行监测合格率（%） ≥98 约束性\n\n到2035年，质量基础更加牢固。\n"
    )
    found = table(text)
    assert found is not None
    assert brief(rows(text)) == [
        ("1", None, "战略性新兴产业总产值占工业总产值比重", "%", "25.5", "预期性"),
        ("2", None, "每万人口高价值发明专利拥有量", "件", "8", "预期性"),
        ("3", None, "劳动生产率增长", "%", "6.5（年均）", "预期性"),
        ("4", None, "农产品质量安全例行监测合格率", "%", "≥98", "约束性"),
    ]
    assert found.warnings == ()


def test_several_target_years() -> None:
    text = (
        "| 序号 | 类别 | 指标 | 单位 | 2025年目标 | 2027年目标 | 属性 |\n|---|---|---|---|---|---|---|\n"
        "| 1 | 规模 | 产值 | 亿元 | 100 | 120 | 预期性 |\n| 2 | 规模 | 企业数 | 家 | 30 | 45 | 预期性 |\n"
    )
    first, second = rows(text)
    assert (first.year, first.target, first.unit) == (2025, "100", "亿元")
    assert first.targets == ((2025, "100"), (2027, "120"))
    assert second.targets == ((2025, "30"), (2027, "45"))


def test_where_it_starts_from_is_no_target() -> None:
    text = "序号 | 指标 | 2020年 | 2025年 | 属性 |\n1 | 研发投入强度（%） | 2.4 | 3.1 | 预期性 |\n"
    (row,) = rows(text, written=2021)
    assert row.targets == ((2025, "3.1"),)
    assert row.others == ((2020, "2.4", ""),)
    marked = "序号 | 指标 | 2020年基期 | 2025年 | 属性 |\n1 | 研发投入强度（%） | 2.4 | 3.1 | 预期性 |\n"
    assert rows(marked)[0].targets == ((2025, "3.1"),)
    assert rows(marked)[0].others == ((2020, "2.4", "基期"),)


@pytest.mark.parametrize(
    ("header", "targets", "others"),
    [
        ("2024年现状值 | 2027年目标值", ((2027, "8"),), ((2024, "5", "现状值"),)),
        ("2023年（基数） | 2025年", ((2025, "8"),), ((2023, "5", "基数"),)),
        ("2025年实际 | 2026年目标", ((2026, "8"),), ((2025, "5", "实际"),)),
        ("2025年预计完成 | 2026年完成目标", ((2026, "8"),), ((2025, "5", "预计完成"),)),
        ("现状 | 目标", ((None, "8"),), ((None, "5", "现状"),)),
        ("2025年 | 2030年", ((2025, "5"), (2030, "8")), ()),
        ("2027年 | 累计", ((2027, "5"),), ((None, "8", "累计"),)),
        ("2025年目标值 | 年均增速〔累计〕", ((2025, "5"),), ((None, "8", "年均增速"),)),
        ("2025年 | 补助资金（万元）", ((2025, "5"),), ((None, "8", "补助资金（万元）"),)),
        ("“十三五”末 | “十四五”末", ((2025, "8"),), ((2020, "5", ""),)),
        ("2027年目标 | 完成时限", ((2027, "5"),), ()),
        ("指标值 | 备注", ((None, "5"),), ()),
    ],
)
@pytest.mark.parametrize("unit_first", [True, False])
def test_every_column_of_figures_is_kept_for_what_it_is(
    header: str,
    targets: tuple[tuple[int | None, str], ...],
    others: tuple[tuple[int | None, str, str], ...],
    unit_first: bool,
) -> None:
    columns, cells = ("单位 | " + header, "张 | 5 | 8") if unit_first else (header + " | 单位", "5 | 8 | 张")
    text = f"| 序号 | 指标 | {columns} |\n| :-- | --- | :-: | --: | --- |\n| 1 | 护理床位 | {cells} |\n"
    (row,) = rows(text, written=2021)
    assert (row.name, row.unit, row.targets, row.others) == ("护理床位", "张", targets, others)


@pytest.mark.parametrize(
    ("above", "targets", "others"),
    [
        ("单位 | 目标值 | |", ((2025, "5"), (2027, "8")), ()),
        ("单位 | 现状值 | 目标值 |", ((2027, "8"),), ((2025, "5", "现状值"),)),
    ],
)
def test_years_below_a_heading_that_reaches_over_them(
    above: str,
    targets: tuple[tuple[int | None, str], ...],
    others: tuple[tuple[int | None, str, str], ...],
) -> None:
    text = f"| 序号 | 指标 | {above}\n|---|---|---|---|---|\n| | | | 2025年 | 2027年 |\n| 1 | 床位 | 张 | 5 | 8 |\n"
    (row,) = rows(text)
    assert (row.targets, row.others) == (targets, others)


def test_the_year_of_a_table_may_stand_in_its_caption_alone() -> None:
    body = "| 指标 | 目标 | 单位 |\n|---|---|---|\n| 床位 | 50 | 张 |\n"
    lines = split_lines("表1 2027年主要指标\n" + body)
    texts = [simplify(x.text) if not x.piped else "|" + x.text + " |" for x in lines]
    found = read_table(lines, texts, 1)
    assert found is not None
    assert [r.row.targets for r in found.rows if r.row] == [((2027, "50"),)]
    assert rows(body)[0].targets == ((None, "50"),)


def test_a_printed_table_keeps_where_it_starts_from() -> None:
    text = "序号 指标名称 单位 2023年\n（基数）\n2025年 2027年 属性\n1 床位数 张 1.1 1.6 2.2 预期性\n"
    (row,) = rows(text)
    assert (row.targets, row.others) == (((2025, "1.6"), (2027, "2.2")), ((2023, "1.1", "基数"),))


def test_who_leads_and_who_helps_in_a_table_of_tasks() -> None:
    found = table(
        "| 任务 | 配合单位 | 牵头单位 | 完成时限 |\n|---|---|---|---|\n"
        "| 建设平台 | 市财政局、市商务局 | 市科技局 | 2025年12月 |\n"
        "| 培训人员 | | | 持续推进 |\n"  # merged cells: both bodies go on
        "| 改造小区 | — | 市住建局 | 2026年6月 |\n"
        "| 评估成效 | | 市统计局 | 2026年8月 |\n"  # nobody helps
    )
    assert found is not None
    assert [(r.title, r.departments) for r in found.rows] == [
        ("建设平台", "市科技局、市财政局、市商务局"),
        ("培训人员", "市科技局、市财政局、市商务局"),
        ("改造小区", "市住建局、—"),
        ("评估成效", "市统计局"),
    ]


def test_printed_table_with_units_and_two_years() -> None:
    text = (
        "序号 指标名称 单位 2025年 2027年 属性\n1 品牌数量 个 20 50 预期性\n2 产品合格率 % ≥95 ≥96 约束性\n"
    )
    assert brief(rows(text)) == [
        ("1", None, "品牌数量", "个", "20", "预期性"),
        ("2", None, "产品合格率", "%", "≥95", "约束性"),
    ]
    assert rows(text)[1].targets == ((2025, "≥95"), (2027, "≥96"))


def test_a_table_without_numbers_and_attribute() -> None:
    found = rows("指标名称 | 单位 | 2025年目标值 |\n数字经济占比 | % | 15左右 |\n研发投入强度 | % | 3.3 |\n")
    assert [(r.no, r.name, r.target, r.attribute) for r in found] == [
        (None, "数字经济占比", "15左右", None),
        (None, "研发投入强度", "3.3", None),
    ]


def test_a_table_of_tasks_has_departments_and_no_targets() -> None:
    found = table(
        "序号 | 重点任务 | 责任单位 |\n1 | 开展质量诊断 | 市市场监管局、市工信局 |\n2 | 建设平台 | 市科技局 |\n"
    )
    assert found is not None
    assert [(r.number, r.row, r.title, r.departments) for r in found.rows] == [
        (1, None, "开展质量诊断", "市市场监管局、市工信局"),
        (2, None, "建设平台", "市科技局"),
    ]


def test_lines_that_begin_no_table() -> None:
    assert table("一、总体要求\n内容。") is None
    assert table("序号是什么\n内容。") is None


def test_a_printed_header_over_several_lines_with_the_group_before_the_number() -> None:
    text = (
        "类别 序号 指标名称 单位 2022年\n（基期）\n2025年\n（目标）\n2027年\n（目标）\n属性\n"
        "创新 1 研发投入强度 % 2.1 2.5 2.8 预期性\n2 每亿元营业收入有效发明专利数 件 1.2 1.5 1.8 预期性\n"
        "质量 3 制造业产品质量合格率 % 93.5 94 95 约束性\n二、主要任务\n"
    )
    assert [(r.no, r.group, r.name, r.unit, r.targets) for r in rows(text)] == [
        ("1", "创新", "研发投入强度", "%", ((2025, "2.5"), (2027, "2.8"))),
        ("2", "创新", "每亿元营业收入有效发明专利数", "件", ((2025, "1.5"), (2027, "1.8"))),
        ("3", "质量", "制造业产品质量合格率", "%", ((2025, "94"), (2027, "95"))),
    ]


def test_a_printed_group_behind_the_number_is_carried_down() -> None:
    text = "序号 类别 指标名称 2025年 属性\n1 创新 研发强度（%） 2.5 预期性\n2 专利数（件） 15 预期性\n"
    assert [(r.group, r.name, r.target) for r in rows(text)] == [
        ("创新", "研发强度", "2.5"),
        ("创新", "专利数", "15"),
    ]


@pytest.mark.parametrize("cells", ["2.1 2.5 2.8", "25 50", "21 ≥50", "2.1 2.5（年均）"])
def test_a_row_with_more_figures_than_the_header_has_columns_is_given_up(cells: str) -> None:
    found = table(f"序号 指标名称 2025年 属性\n1 研发投入强度 {cells} 预期性\n2 专利数（件） 15 预期性\n")
    assert found is not None
    assert [r.row is None for r in found.rows] == [True, False]
    assert any("第1项的目标值未能读出" in w for w in found.warnings)


def test_cells_with_more_columns_than_the_header_are_given_up() -> None:
    found = table(
        "序号 | 指标 | 2025年 | 属性 |\n1 | 强度（%） | 2.1 | 2.5 | 2.8 | 预期性 |\n2 | 专利（件） | 15 | 预期性 |\n"
    )
    assert found is not None
    assert [r.row.target for r in found.rows if r.row] == ["15"]
    assert any("无法与表头对齐" in w for w in found.warnings)


def test_units() -> None:
    assert split_unit("专利拥有量（件）") == ("专利拥有量", "件")
    assert split_unit("全员劳动生产率(万元/人)") == ("全员劳动生产率", "万元/人")
    assert split_unit("研发经费投入（R&D）") == ("研发经费投入（R&D）", None)
    assert split_unit("竞争力指数") == ("竞争力指数", None)


def test_brackets_in_a_column_of_growth_mean_the_sum() -> None:
    text = "序号 | 指标 | 2025年 | 年均增速〔累计〕 | 属性 |\n1 | 能耗降低（%） | — | 〔14〕 | 约束性 |\n"
    (row,) = rows(text)
    assert row.others == ((None, "〔14〕", "累计"),)


def test_a_table_of_amounts_without_a_target_is_read_row_by_row() -> None:
    text = "序号 类别 项目数（件） 市级资金（万元）\n1 教育提升 3 18600\n2 医疗健康 4 12400\n"
    assert [(r.name, r.target, r.others) for r in rows(text)] == [
        ("教育提升", "", ((None, "3", "项目数（件）"), (None, "18600", "市级资金（万元）"))),
        ("医疗健康", "", ((None, "4", "项目数（件）"), (None, "12400", "市级资金（万元）"))),
    ]


def test_what_a_table_of_targets_is_about_where_nothing_is_called_so() -> None:
    text = (
        "序号 | 产业 | 主攻方向 | 2025年目标 | 牵头部门 |\n"
        "1 | 建筑业 | 推广装配式建筑 | 装配式建筑占比达到30% | 省住建厅 |\n"
    )
    (row,) = rows(text)
    assert (row.name, row.year, row.target) == ("建筑业", 2025, "装配式建筑占比达到30%")


@pytest.mark.parametrize("between", ["<br>", "<br/>", " "])
def test_a_line_break_in_a_cell_is_none_of_the_text(between: str) -> None:
    text = (
        f"| 序号 | 指标 | 2022年{between}基期值 | 2025年 |\n|---|---|---|---|\n| 1 | 企业数（家） | 5 | 8 |\n"
    )
    assert rows(text)[0].others == ((2022, "5", "基期值"),)
