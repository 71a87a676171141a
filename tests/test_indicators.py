"""The indicator table of the five texts, and how a sentence becomes a target."""

from __future__ import annotations

import re

import pytest

from corpus.indicators import extract_indicators, own_spans, sentences
from corpus.parse import parse
from corpus.types import Document, Indicator
from index.policy_index import PolicyIndex
from tests.corpus_laws import document


def of(index: PolicyIndex, doc_id: str) -> list[Indicator]:
    return [i for i in index.indicators if i.doc_id == doc_id]


def is_row(indicator: Indicator) -> bool:
    return "@" in indicator.indicator_id


def made(text: str) -> tuple[Indicator, ...]:
    return extract_indicators(parse(Document("d", "某市质量提升实施方案", text, "0", region="云泽市")))


# rows

SHAANXI_ROWS = [
    ("1", "战略性新兴产业总产值占工业总产值比重", "=", "25.5", "%", "预期性"),
    ("2", "数字经济核心产业增加值占地区生产总值比重", "=", "5", "%", "预期性"),
    ("3", "每万人口高价值发明专利拥有量", "=", "8", "件", "预期性"),
    ("4", "制造业质量竞争力指数", "=", "86", None, "预期性"),
    ("5", "制造业全员劳动生产率增长", "=", "6.5", "%", "预期性"),
    ("6", "农产品质量安全例行监测合格率", "≥", "98", "%", "约束性"),
    ("7", "食品评价性抽检合格率", "≥", "98", "%", "约束性"),
    ("8", "制造业产品质量合格率", "=", "94", "%", "约束性"),
    ("9", "中国质量奖及提名奖", "=", "20", "个", "预期性"),
    ("10", "累计建立社会公用计量标准", "=", "2000", "个", "预期性"),
    ("11", "累计主导和参与制定国际标准", "=", "90", "项", "预期性"),
    ("12", "累计主导和参与制定国家、行业标准", "=", "2500", "项", "预期性"),
    ("13", "体系认证证书保有量", "=", "6", "万张", "预期性"),
]
XIAN_ROWS = [
    ("1", "全员劳动生产率", "=", "21", "万元/人", "预期性"),
    ("2", "单位地区生产总值能源消耗降低", "=", "13", "%", "约束性"),
    ("3", "每万人口高价值发明专利拥有量", "=", "12", "件", "预期性"),
    ("4", "国家高新技术企业", "≥", "1.2", "万家", "预期性"),
    ("5", "战略性新兴产业总产值占工业总产值比重", "=", "50", "%", "预期性"),
    ("6", "制造业质量竞争力指数", "=", "86", None, "预期性"),
    ("7", "制造业全员劳动生产率增长", "=", "7", "%", "预期性"),
    ("8", "数字经济核心产业增加值占地区生产总值比重", "=", "10", "%", "预期性"),
    ("9", "制定引领产业发展“西安标准”数量", ">", "60", "项", "约束性"),
    ("10", "农产品质量安全监测合格率", "≥", "98", "%", "约束性"),
    ("11", "食品安全评价性抽检合格率", "≥", "98", "%", "约束性"),
    ("12", "制造业产品质量合格率", "≥", "94", "%", "约束性"),
    ("13", "省级质量标杆企业数", "=", "35", "家", "预期性"),
    ("14", "工业品牌培育示范企业", "=", "35", "家", "预期性"),
    ("15", "陕西质量奖拥有量", "=", "25", "个", "约束性"),
    ("16", "西安市质量奖拥有量", "≥", "30", "个", "约束性"),
    ("17", "制定具有国际先进国内领先的西安标准数量", "=", "100", "项", "约束性"),
    ("18", "累计主导制定修订国际标准", ">", "150", "个", "约束性"),
    ("19", "主导制定修订国家标准立项数", ">", "180", "个", "约束性"),
    ("20", "产品、体系、服务认证证书数量新增", "=", "3000", "张", "预期性"),
    ("21", "形成先进质量管理模式和成果", "≥", "50", "例", "预期性"),
    ("22", "首席质量官覆盖率", "≥", "80", "%", "预期性"),
]


@pytest.mark.parametrize(("doc_id", "expected"), [("shaanxi-2023", SHAANXI_ROWS), ("xian-2024", XIAN_ROWS)])
def test_every_row_of_the_indicator_tables(
    real_index: PolicyIndex, doc_id: str, expected: list[tuple[str, str, str, str, str | None, str]]
) -> None:
    rows = [i for i in of(real_index, doc_id) if is_row(i)]
    assert len(rows) == len(expected)
    for indicator, (no, name, comparator, value, unit, attribute) in zip(rows, expected, strict=True):
        clause = real_index.tree.get(indicator.clause_id)
        assert clause is not None
        assert clause.row is not None
        assert clause.row.no == no
        assert indicator.name.endswith(name)
        assert (indicator.quantity.comparator, str(indicator.quantity.low)) == (comparator, value)
        assert (indicator.unit, indicator.attribute, indicator.year) == (unit, attribute, 2025)


def test_yearly_growth_stays_yearly(real_index: PolicyIndex) -> None:
    yearly = {(i.doc_id, str(i.quantity.low)) for i in real_index.indicators if i.quantity.yearly}
    assert yearly == {("shaanxi-2023", "6.5"), ("xian-2024", "7")}


def test_merged_cells_give_every_row_its_group(real_index: PolicyIndex) -> None:
    rows = [i for i in of(real_index, "xian-2024") if is_row(i)]
    assert [i.group for i in rows[:4]] == ["经济质量"] * 4
    assert [i.group for i in rows[4:9]] == ["产业质量"] * 5
    assert rows[-1].group == "质量治理体系"


def test_where_things_stand_is_no_target() -> None:
    found = made(
        "一、目标\n| 序号 | 指标 | 单位 | 2024年现状值 | 2027年目标值 | 累计 | 属性 |\n|---|---|---|---|---|---|---|\n"
        "| 1 | 达标率 | % | 100 | 100 | — | 约束性 |\n| 2 | 新增床位 | 张 | 20 | 2 | 220 | 预期性 |\n"
    )
    assert [(i.name, i.year, i.quantity.text, i.actual, i.stage, i.attribute) for i in found] == [
        ("达标率", 2027, "100", False, "", "约束性"),
        ("达标率", 2024, "100", True, "现状值", None),
        ("新增床位", 2027, "2", False, "", "预期性"),
        ("新增床位", 2024, "20", True, "现状值", None),
        ("新增床位累计", None, "220", False, "", "预期性"),
    ]
    assert len({i.indicator_id for i in found}) == 5
    # each figure's place is its own cell's, also where another cell says the same or holds its digits
    starts = [i.quantity.start for i in found]
    assert starts[1] < starts[0] < starts[3] < starts[2] < starts[4]


# sentences


@pytest.mark.parametrize(
    ("doc_id", "name", "year", "comparator", "value", "unit"),
    [
        ("shaanxi-2023", "全省消费品质量合格率", 2025, "≥", "92", "%"),
        ("shaanxi-2023", "培育放心消费示范单位", 2025, "=", "2.6", "万家"),
        ("shaanxi-2023", "培训首席质量官", None, "=", "5000", "名"),
        ("xian-2024", "年技术合同成交额", 2025, "≥", "3300", "亿元"),
        ("xian-2024", "国家级制造业单项冠军企业", 2025, "=", "20", "家"),
        ("xian-2024", "创建国家级和省级绿色工厂", 2025, "≥", "10", "家"),
        ("xian-2024", "全市消费品质量合格率", 2025, "≥", "92", "%"),
        ("xian-2024", "智慧工地覆盖率", 2035, "=", "100", "%"),
        ("xian-2024", "新增“雁塔杯”", 2025, "=", "150", "项"),
        ("xian-2024", "新增获证人数", None, "≥", "500", "名"),
        ("zhejiang-2022", "数字经济核心产业增加值占GDP比重", 2025, "≈", "15", "%"),
        ("zhejiang-2022", "研发投入强度", 2025, "=", "3.3", "%"),
        ("zhejiang-2022", "研发投入强度", 2027, "=", "3.4", "%"),
        ("zhejiang-2022", "全员劳动生产率", 2025, "=", "22", "万元/人"),
        ("zhejiang-2022", "全员劳动生产率", 2027, "=", "28", "万元/人"),
        ("zhejiang-2022", "制造业质量竞争力指数", 2025, "≥", "92", None),
        ("zhejiang-2022", "制造业质量竞争力指数", 2027, "≥", "92.5", None),
        ("zhejiang-2022", "抽检合格率", 2025, "≥", "99.5", "%"),
        ("zhejiang-2022", "服务质量满意度", 2025, "≥", "90", "分"),
        ("zhejiang-2022", "质量基础设施一站式服务平台", 2027, "≥", "200", "个"),
    ],
)
def test_targets_that_stand_in_sentences(
    real_index: PolicyIndex,
    doc_id: str,
    name: str,
    year: int | None,
    comparator: str,
    value: str,
    unit: str | None,
) -> None:
    hits = [
        i
        for i in of(real_index, doc_id)
        if not is_row(i) and name in i.name and i.year == year and str(i.quantity.low) == value
    ]
    assert len(hits) == 1, [i.name for i in of(real_index, doc_id)]
    assert (hits[0].quantity.comparator, hits[0].unit) == (comparator, unit)


def test_a_contradiction_of_the_source_is_kept_as_written(real_index: PolicyIndex) -> None:
    said = {
        (i.year, str(i.quantity.low))
        for i in of(real_index, "zhejiang-2022")
        if i.name == "规上制造业品牌销售占比"
    }
    assert said == {(2025, "65"), (2027, "57")}


def test_ranges_are_ranges(real_index: PolicyIndex) -> None:
    ranges = {
        (str(i.quantity.low), str(i.quantity.high), i.unit)
        for i in of(real_index, "shaanxi-2023")
        if i.quantity.low != i.quantity.high
    }
    assert {("1", "2", "个"), ("3", "4", "个"), ("3", "5", "家"), ("1", "2", "家")} <= ranges


def test_names_with_numbers_are_no_targets(real_index: PolicyIndex) -> None:
    """《中国制造2025》, the 2015 plan's title and newspaper pieces beside the policy give none."""
    assert of(real_index, "shaanxi-2015") == []
    assert not [i for i in real_index.indicators if i.quantity.low in (2015, 2025)]
    for indicator in real_index.indicators:
        clause = real_index.tree.get(indicator.clause_id)
        assert clause is not None
        assert clause.kind != "other"


def test_every_offset_is_verbatim(real_index: PolicyIndex) -> None:
    ids = [i.indicator_id for i in real_index.indicators]
    assert len(ids) == len(set(ids)) > 100
    for i in real_index.indicators:
        text = real_index.documents[i.doc_id].text
        clause = real_index.tree.get(i.clause_id)
        assert clause is not None
        assert clause.start <= i.start <= i.quantity.start < i.quantity.end <= i.end <= clause.end
        printed = re.sub(r"\s", "", text[i.quantity.start : i.quantity.end])
        assert printed == re.sub(r"\s", "", i.quantity.text), i.name
        assert i.region == real_index.documents[i.doc_id].region


# small texts


def test_a_year_reaches_over_the_figures_behind_it() -> None:
    found = made(
        "一、目标\n（一）提升质量。到2026年，合格率达到95%以上，平台达到12个。到2030年，合格率达到98%。\n"
    )
    assert [(i.name, i.year, str(i.quantity.low)) for i in found] == [
        ("合格率", 2026, "95"),
        ("平台", 2026, "12"),
        ("合格率", 2030, "98"),
    ]


def test_a_numbered_item_takes_the_year_of_the_words_around_it() -> None:
    found = made(
        "一、目标\n（一）主要目标。到2026年，取得成效。\n1.产品质量。抽检合格率达到97%。\n2.品牌。品牌达到30个。\n"
    )
    assert [(i.name, i.year) for i in found] == [("抽检合格率", 2026), ("品牌", 2026)]


def test_a_list_of_figures_shares_its_verb() -> None:
    found = made("一、人才\n（一）培养人才。新增技师30名、工匠5名，建设实训基地2个。\n")
    assert [(i.name, str(i.quantity.low)) for i in found] == [
        ("新增技师", "30"),
        ("新增工匠", "5"),
        ("建设实训基地", "2"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "贯彻落实《智能制造2030》。",
        "推广3C认证。",
        "落实国办发〔2015〕19号文件。",
        "按照第三条第2项执行。",
        "自2024年5月1日起施行。",
    ],
)
def test_sentences_without_a_target(sentence: str) -> None:
    assert made(f"一、总则\n（一）基本要求。{sentence}\n") == ()


def test_sentences_tile_a_text() -> None:
    text = "到2025年，合格率达到95%。  建设“一站式”平台！\n扩大开放"
    assert [text[a:b] for a, b in sentences(text)] == [
        "到2025年，合格率达到95%。",
        "建设“一站式”平台！",
        "扩大开放",
    ]


def test_own_text_and_children_share_nothing(real_index: PolicyIndex) -> None:
    tree = real_index.tree
    for clause in tree:
        children = list(tree.children(clause))
        spans = list(own_spans(clause, children))
        covered = sum(b - a for a, b in spans) + sum(c.end - c.start for c in children)
        assert covered == clause.end - clause.start


def test_what_a_figure_grows_from_is_no_target_and_has_its_own_year() -> None:
    text = "一、目标\n（一）监测。监测领域由2022年的8个扩大到2025年的15个，每人补助由640元提高到670元。\n"
    parsed = parse(document(text))
    assert [(i.name, i.year, i.quantity.text, i.actual) for i in extract_indicators(parsed)] == [
        ("监测领域", 2022, "8个", True),
        ("监测领域", 2025, "15个", False),
        ("每人补助", 2025, "640元", True),
        ("每人补助", 2025, "670元", False),
    ]
    since = parse(document("一、成效\n（一）规模。2020年，企业由2015年的3210户增加到4100户。\n"))
    years = [(i.year, i.quantity.text) for i in extract_indicators(since)]
    assert years == [(2015, "3210户"), (2020, "4100户")]


def test_a_year_that_a_figure_is_a_multiple_of_is_not_its_year() -> None:
    text = (
        "一、基础\n（一）创造。截至2025年底，有效发明专利达到3860件，是2020年的2.1倍；每万人口拥有量1.9件。\n"
    )
    years = [(i.year, i.quantity.text) for i in extract_indicators(parse(document(text)))]
    assert years == [(2025, "3860件"), (2025, "2.1倍"), (2025, "1.9件")]


def test_a_heading_is_no_part_of_the_name_of_a_figure_below_it() -> None:
    text = "第一章　任务\n\n### 第一节　人才支撑\n\n每年培养高技能人才3万人以上，百亿元级园区达到5个。\n"
    found = extract_indicators(parse(document(text)))
    assert [(i.name, i.quantity.text) for i in found] == [
        ("每年培养高技能人才", "3万人以上"),
        ("百亿元级园区", "5个"),
    ]


def test_a_target_that_is_a_sentence_in_its_cell() -> None:
    text = (
        "专栏1 工程\n序号 | 产业 | 2025年目标 | 牵头部门 |\n1 | 建筑业 | 装配式建筑占比达到30% | 省住建厅 |\n"
    )
    (found,) = extract_indicators(parse(document(text)))
    assert (found.name, found.year, found.quantity.text) == ("装配式建筑占比", 2025, "30%")
    assert text[found.quantity.start : found.quantity.end] == "30%"


def test_a_sum_over_the_years_and_amounts_without_a_target() -> None:
    text = (
        "专栏1 指标\n序号 | 指标 | 2025年 | 年均增速〔累计〕 | 属性 |\n1 | 能耗降低（%） | — | 〔14〕 | 约束性 |\n"
        "附表　资金安排\n序号 | 类别 | 县级资金（万元） |\n1 | 教育提升 | 42500 |\n"
    )
    found = [(i.name, i.quantity.text, i.unit, i.actual) for i in extract_indicators(parse(document(text)))]
    assert found == [("能耗降低累计", "14", "%", False), ("教育提升县级资金", "42500", "万元", True)]


@pytest.mark.parametrize(
    "sentence",
    [
        "到2027年，全市专利拥有量达到32件；到2030年，达到45件。",
        "全市专利拥有量到2027年达到32件，2030年进一步提高到45件。",
        "2027年底前全市专利拥有量达到32件，到2030年底达到45件。",
    ],
)
def test_a_figure_without_a_name_is_the_one_before_it_in_another_year(sentence: str) -> None:
    found = made(f"一、主要目标\n（一）专利质量。{sentence}\n（二）其他。继续推进。")
    assert [(i.year, i.quantity.text) for i in found] == [(2027, "32件"), (2030, "45件")]
    assert {i.name for i in found} == {found[0].name}
    assert "专利拥有量" in found[0].name


def test_a_figure_of_another_unit_takes_no_name_from_the_one_before() -> None:
    found = made(
        "一、主要目标\n（一）专利质量。到2027年，专利拥有量达到32件；到2030年，达到45%。\n（二）其他。继续推进。"
    )
    assert [i.quantity.text for i in found if "专利拥有量" in i.name] == ["32件"]
