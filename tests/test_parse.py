from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import opencc
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.load import load_corpus, load_file
from corpus.numerals import format_ordinal
from corpus.parse import parse
from corpus.script import fold, simplify
from corpus.tree import ClauseTree
from corpus.types import Clause, ParsedDocument
from tests.corpus_laws import assert_invariants, document, shape, wrapped

ROOT = Path(__file__).parent.parent
POLICIES = Path(__file__).parent / "data" / "policies"
REAL = ("shaanxi-2023", "xian-2024", "shaanxi-2015", "zhejiang-2022", "central-2017")


@cache
def real() -> dict[str, ParsedDocument]:
    return {d.doc_id: parse(d) for d in load_corpus(ROOT / "corpus")}


@cache
def small(name: str) -> ParsedDocument:
    return parse(load_file(POLICIES / name))


def clause(parsed: ParsedDocument, local_id: str) -> Clause:
    found = [c for c in parsed.clauses if c.clause_id == f"{parsed.document.doc_id}:{local_id}"]
    assert found, f"{local_id}: not among {[c.clause_id for c in parsed.clauses][:40]}"
    return found[0]


# -- the five real texts ---------------------------------------------------------------------------


@pytest.mark.parametrize("doc_id", REAL)
def test_invariants_of_the_real_texts(doc_id: str) -> None:
    assert_invariants(real()[doc_id])


@pytest.mark.parametrize(
    ("doc_id", "counts"),
    [
        ("shaanxi-2023", {"chapter": 9, "article": 29, "box": 8, "row": 13, "box_item": 21, "other": 2}),
        ("xian-2024", {"chapter": 10, "article": 34, "box": 8, "row": 22, "box_item": 21, "other": 2}),
        ("shaanxi-2015", {"chapter": 4, "article": 17, "other": 2}),
        ("zhejiang-2022", {"chapter": 8, "article": 27, "item": 5, "other": 2}),
        ("central-2017", {"chapter": 5, "article": 28, "box_item": 5, "other": 5}),
    ],
)
def test_counts(doc_id: str, counts: dict[str, int]) -> None:
    assert Counter(c.kind for c in real()[doc_id].clauses) == counts


@pytest.mark.parametrize("doc_id", REAL)
def test_articles_follow_on(doc_id: str) -> None:
    numbers = [c.number for c in real()[doc_id].clauses if c.kind == "article"]
    first = 3 if doc_id == "central-2017" else 1
    assert numbers == list(range(first, first + len(numbers)))


def test_missing_beginnings_are_reported() -> None:
    warnings = real()["central-2017"].warnings
    assert any("最先见到（三）" in w for w in warnings)
    assert any("最先见到二、" in w for w in warnings)
    assert all(not real()[d].warnings for d in REAL if d != "central-2017")


def test_the_first_question_of_everybody() -> None:
    row = clause(real()["xian-2024"], "专栏1.22")
    assert (row.label, row.number, row.kind) == ("第22项", 22, "row")
    assert row.row is not None
    assert (row.row.group, row.row.name, row.row.unit, row.row.target, row.row.attribute, row.row.year) == (
        "质量治理体系",
        "全市规模以上工业企业首席质量官覆盖率",
        "%",
        "≥80",
        "预期性",
        2025,
    )
    assert row.text == "22 | 全市規模以上工業企業首席質量官覆蓋率(%) | ≥80 | 預期性 |"


@pytest.mark.parametrize(
    ("local_id", "group", "name", "unit", "target", "attribute"),
    [
        ("专栏1.2", "经济质量", "单位地区生产总值能源消耗降低", "%", "13", "约束性"),
        (
            "专栏1.5",
            "产业质量",
            "规模以上工业企业战略性新兴产业总产值占工业总产值比重",
            "%",
            "50",
            "预期性",
        ),
        ("专栏1.7", "产业质量", "制造业全员劳动生产率增长", "%", "7(年均)", "预期性"),
        ("专栏1.12", "产品、工程、服务质量", "制造业产品质量合格率", "%", "≥94", "约束性"),
        ("专栏1.15", "品牌建设", "陕西质量奖拥有量", "个", "25", "约束性"),
        ("专栏1.18", "质量基础设施建设", "累计主导制定修订国际标准", "个", ">150", "约束性"),
    ],
)
def test_rows_of_xian(local_id: str, group: str, name: str, unit: str, target: str, attribute: str) -> None:
    row = clause(real()["xian-2024"], local_id).row
    assert row is not None
    assert (row.group, row.name, row.unit, row.target, row.attribute) == (
        group,
        name,
        unit,
        target,
        attribute,
    )


def test_rows_of_shaanxi_wrapped_over_lines() -> None:
    rows = [c.row for c in real()["shaanxi-2023"].clauses if c.row]
    assert [(r.no, r.unit, r.target) for r in rows] == [
        ("1", "%", "25.5"),
        ("2", "%", "5"),
        ("3", "件", "8"),
        ("4", None, "86"),
        ("5", "%", "6.5（年均）"),
        ("6", "%", "≥98"),
        ("7", "%", "≥98"),
        ("8", "%", "94"),
        ("9", "个", "20"),
        ("10", "个", "2000"),
        ("11", "项", "90"),
        ("12", "项", "2500"),
        ("13", "万张", "6"),
    ]
    assert rows[0].name == "规模以上工业战略性新兴产业总产值占工业总产值比重"


def test_text_after_a_box_returns_to_the_chapter() -> None:
    for doc_id in ("shaanxi-2023", "xian-2024"):
        parsed = real()[doc_id]
        box, chapter = clause(parsed, "专栏1"), clause(parsed, "一、")
        assert box.parent_id == chapter.clause_id
        assert "2035" not in box.text
        assert "2035" in chapter.text


def test_box_items_printed_in_one_line() -> None:
    parsed = real()["xian-2024"]
    items = [c for c in parsed.clauses if c.parent_id == "xian-2024:专栏6"]
    assert [c.label for c in items] == [
        "实施西安精品培育行动",
        "提升中小微企业质量管理水平",
        "发展壮大质量人才队伍建设",
    ]
    assert items[2].departments == ("市市场监管局", "市教育局")
    assert items[0].text.startswith("——實施西安精品培育行動。")
    assert items[0].text.endswith("按職責分工負責)")


def test_departments_of_every_article_and_item_that_names_them() -> None:
    parsed = real()["xian-2024"]
    named = [c for c in parsed.clauses if c.kind in ("article", "box_item")]
    assert len(named) == 55
    assert all(c.departments for c in named)
    # the items of a box are separate duties, the last one's is not the box's
    assert not any(c.departments for c in parsed.clauses if c.kind in ("box", "chapter"))
    assert clause(parsed, "（十六）").departments[-1] == "人行陕西省分行营管部"
    assert clause(parsed, "（二十六）").departments == ("市市场监管局", "市级相关部门")
    assert clause(parsed, "（二十）").departments == ("市工信局", "市市场监管局", "市数据局", "市国资委")
    every = {d for c in parsed.clauses for d in c.departments}
    assert not [d for d in every if any(x in d for x in ("负责", "分工", "牵头", "职责")) or d.endswith("等")]
    old = [c for c in real()["shaanxi-2015"].clauses if c.kind == "article"]
    assert all(c.departments for c in old)
    assert old[9].departments[-1] == "省旅游局"
    assert not any(c.departments for c in real()["zhejiang-2022"].clauses)
    assert not any(c.departments for c in real()["shaanxi-2023"].clauses)


def test_a_duty_given_once_for_all() -> None:
    parsed = real()["xian-2024"]
    (note,) = parsed.standing
    assert note.clause_id == "xian-2024:（一）"
    assert note.departments == ("各区县政府", "西咸新区", "各开发区管委会")
    assert note.text.startswith("以下工作均需")
    assert clause(parsed, "（一）").departments == (
        "市工信局",
        "市科技局",
        "市数据局",
        "市市场监管局",
        "各区县政府",
        "西咸新区管委会",
        "各开发区管委会",
    )


def test_numbered_items_and_the_text_after_them() -> None:
    parsed = real()["zhejiang-2022"]
    items = [c for c in parsed.clauses if c.kind == "item"]
    assert [c.parent_id for c in items] == ["zhejiang-2022:（二）"] * 5
    assert items[0].title == "经济发展质量效益持续跃升"
    assert "到2027年" not in items[4].text
    article = clause(parsed, "（二）")
    assert "规上制造业品牌销售占比达到57%以上" in article.text
    assert "规上制造业品牌销售占比达到65%以上" in items[2].text
    assert "长三角质量标\n\n准一体化建设" in clause(parsed, "（四）").text


def test_titles_that_tear_and_stray() -> None:
    parsed = real()["central-2017"]
    assert clause(parsed, "（六）").title == "提升装备制造业标准化和质量提升"
    assert clause(parsed, "（二十）").title == "深化国家质量基础设施融合发展"
    assert clause(parsed, "（二十五）").title == "健全质量人才培养体系"
    tenth = clause(parsed, "（十）")
    assert tenth.text.endswith("引导提升公共服务质量水平。")
    title = [c for c in parsed.clauses if c.parent_id == tenth.clause_id]
    assert [(c.kind, c.label) for c in title] == [("other", "题头")]
    loose = clause(parsed, "—1")
    assert (loose.parent_id, loose.label) == (None, "坚持以改革创新为根本途径")


def test_what_is_no_provision() -> None:
    central = [(c.label, c.text[:6]) for c in real()["central-2017"].clauses if c.kind == "other"]
    assert [label for label, _ in central] == ["题头", "题头", "结尾", "同版其他内容", "同版其他内容"]
    closing = clause(real()["central-2017"], "o3")
    assert closing.text.startswith("各地区各部门要认真落实")
    assert closing.text.endswith("（新华社北京9月12日电）**")
    assert "李心萍" in clause(real()["central-2017"], "o4").text
    assert "龙岩" in clause(real()["central-2017"], "o5").text
    assert [c.label for c in real()["shaanxi-2015"].clauses if c.kind == "other"] == ["前言", "结尾"]
    assert clause(real()["shaanxi-2015"], "o2").text.startswith("各地、各部门要")
    for doc_id in ("shaanxi-2023", "xian-2024", "zhejiang-2022"):
        assert [c.label for c in real()[doc_id].clauses if c.kind == "other"] == ["题头", "前言"]


def test_ids_stay_the_same_across_rebuilds() -> None:
    for parsed in real().values():
        assert parse(parsed.document) == parsed


def rewrapped(text: str, width: int) -> str:
    lines = text.split("\n")
    return "\n".join(
        x for line in lines for x in (wrapped([line], width) if line and "|" not in line else [line])
    )


MUTATIONS: dict[str, Callable[[str], str]] = {
    "simplified": simplify,
    "traditional": lambda t: str(opencc.OpenCC("s2t").convert(t)),
    "indented": lambda t: re.sub(r"(?m)^(?=\S)", "　　", t),
    "without blank lines": lambda t: re.sub(r"\n+", "\n", t),
    "with more blank lines": lambda t: t.replace("\n", "\n\n"),
    "wrapped at 40": lambda t: rewrapped(t, 40),
    "wrapped at 33": lambda t: rewrapped(t, 33),
    "full-width digits": lambda t: t.translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    "half-width commas": lambda t: t.replace("，", ","),
    "blanks at line ends": lambda t: t.replace("\n", "  \n"),
}


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_the_same_text_printed_otherwise_has_the_same_clauses(mutation: str) -> None:
    for parsed in real().values():
        text = MUTATIONS[mutation](parsed.document.text)
        other = parse(dataclasses.replace(parsed.document, text=text))
        assert_invariants(other)
        assert shape(other) == shape(parsed)
        assert [c.departments for c in other.clauses if c.kind != "other"] == [
            c.departments for c in parsed.clauses if c.kind != "other"
        ]
        assert [(c.label, c.row.name, c.row.group) for c in other.clauses if c.row] == [
            (c.label, c.row.name, c.row.group) for c in parsed.clauses if c.row
        ]
        assert [fold(c.row.target) for c in other.clauses if c.row] == [
            fold(c.row.target) for c in parsed.clauses if c.row
        ]


# -- other kinds of official texts -----------------------------------------------------------------


@pytest.mark.parametrize("path", sorted(POLICIES.iterdir()), ids=lambda p: p.name)
def test_invariants_of_small_policies(path: Path) -> None:
    assert_invariants(parse(load_file(path)))


def test_a_notice_that_encloses_a_plan_and_a_table() -> None:
    parsed = small("notice.txt")
    assert not parsed.warnings
    assert [(c.kind, c.label, c.title) for c in parsed.clauses if c.kind == "part"] == [
        ("part", "附件1", "清河市支持绿色建材产业发展实施方案"),
        ("part", "附件2", "清河市绿色建材产业主要指标"),
    ]
    # 一、 stands in the notice and in the plan: ids tell them apart
    assert clause(parsed, "一、").title == "提高认识"
    assert clause(parsed, "附件1.一、").title == "总体目标"
    assert clause(parsed, "（二）").departments == ("市住房城乡建设局", "各县（区）人民政府")
    rows = [c for c in parsed.clauses if c.row]
    assert [c.row.targets for c in rows if c.row] == [
        ((2025, "100"), (2026, "120")),
        ((2025, "30"), (2026, "45")),
        ((2025, "≥50"), (2026, "≥60")),
    ]
    assert parsed.document.number == "清政办发〔2024〕12号"
    assert parsed.document.date == "2024-03-18"
    closing = [c for c in parsed.clauses if c.label == "结尾"]
    assert [c.text[:4] for c in closing] == ["附件：1", "本方案自"]


def test_measures_numbered_through_the_chapters_are_articles() -> None:
    parsed = small("measures.txt")
    assert [(c.label, c.title) for c in parsed.clauses if c.kind == "article"] == [
        ("1.", "延续税费优惠政策"),
        ("2.", "降低用电成本"),
        ("3.", "扩大信贷投放"),
        ("4.", "发展普惠保险"),
        ("5.", "支持上市融资"),
    ]
    assert parsed.clauses[-1].text.startswith("以上措施自")


def test_a_regulation_with_chapters_paragraphs_and_cross_references() -> None:
    parsed = small("articles.txt")
    assert not parsed.warnings
    assert [c.label for c in parsed.clauses if c.kind == "article"] == [
        "第一条", "第二条", "第三条", "第四条", "第四条之一", "第五条", "第六条", "第七条",
    ]  # fmt: skip
    assert [c.label for c in parsed.clauses if c.kind == "chapter"] == ["第一章", "第二章", "第三章"]
    second = clause(parsed, "第三条.第二款")
    assert second.text == "不符合前款第（二）项规定的初创企业，经评审可以申请。"
    assert clause(parsed, "第三条.第一款.（三）").parent_id == clause(parsed, "第三条.第一款").clause_id
    assert clause(parsed, "第五条.（一）.2").text == "2.付款凭证；"


def test_articles_that_start_again_in_each_chapter() -> None:
    parsed = small("restarting.txt")
    assert not parsed.warnings
    assert [c.clause_id.split(":")[1] for c in parsed.clauses if c.kind == "article"] == [
        "一、（一）", "一、（二）", "二、（一）", "二、（二）", "三、（一）",
    ]  # fmt: skip
    assert clause(parsed, "二、（一）.2.（2）").kind == "subitem"
    assert parsed.document.period_end == 2026


def test_spellings_of_boxes_and_what_stands_in_them() -> None:
    parsed = small("boxes.txt")
    assert [(c.label, c.title) for c in parsed.clauses if c.kind == "box"] == [
        ("专栏1", "标准提升"),
        ("专栏2", "品牌培育"),
        ("附表1", "主要指标"),
    ]
    assert [c.label for c in parsed.clauses if c.kind == "article"] == ["（一）", "（二）", "（三）"]
    assert clause(parsed, "专栏1.2").title == "团体标准"
    assert clause(parsed, "（三）.2").text.endswith("一、二、三产业检测机构整合。")


def test_a_web_page() -> None:
    parsed = small("page.html")
    assert clause(parsed, "（一）").departments == ("县市场监管局",)
    assert clause(parsed, "（一）").title == "加强培训"
    rows = [c.row for c in parsed.clauses if c.row]
    assert [(r.group, r.name, r.targets) for r in rows] == [
        ("产品质量", "制造业产品质量合格率", ((2025, "≥94"), (2027, "≥95"))),
        ("产品质量", "农产品监测合格率", ((2025, "≥98"), (2027, "≥98.5"))),
        ("品牌", "县级质量奖", ((2025, "5"), (2027, "10"))),
    ]


def test_a_plan_with_contents_sections_and_a_grouped_table() -> None:
    parsed = small("planning.txt")
    assert not parsed.warnings
    assert [c.label for c in parsed.clauses if c.kind == "chapter"] == ["第一章", "第二章", "第三章"]
    rows = [c.row for c in parsed.clauses if c.row]
    assert [(r.group, r.name, r.targets) for r in rows] == [
        ("产品质量", "制造业产品质量合格率", ((2025, "95"),)),
        ("产品质量", "农产品合格率", ((2025, "98以上"),)),
        ("质量创新", "发明专利拥有量", ((2025, "[3000]"),)),
    ]
    assert parsed.document.title == "滨江市“十四五”质量发展规划"
    assert (parsed.document.date, parsed.document.period_end) == ("2022-01-05", 2025)
    assert clause(parsed, "表1").text.endswith("注：[ ]内为五年累计数。")


def test_key_points_with_a_table_of_tasks() -> None:
    parsed = small("keypoints.txt")
    second = clause(parsed, "一、2")
    # the duty stands below the sub-items on a line of its own: it holds for the item
    assert second.departments == ("市市场监管局", "市农业农村局")
    assert not any(c.departments for c in parsed.clauses if c.parent_id == second.clause_id)
    table = clause(parsed, "附表")
    assert (table.parent_id, table.title) == (None, "2025年质量工作任务分解表")
    assert clause(parsed, "附表.2").departments == ("市市场监管局", "市农业农村局", "市水利局")


def test_a_header_of_two_rows_and_a_box_in_one_cell() -> None:
    parsed = small("layout.html")
    rows = [c.row for c in parsed.clauses if c.row]
    assert [(r.no, r.group, r.name, r.unit, r.targets) for r in rows] == [
        (None, "产品", "合格率", "%", ((2025, "94"), (2026, "95"))),
        (None, "产品", "抽检批次", "万批次", ((2025, "2"), (2026, "3"))),
    ]
    assert [c.label for c in parsed.clauses if c.kind == "box_item"] == ["平台工程", "人才工程"]


def test_articles_of_a_city_with_titles() -> None:
    parsed = small("subsidies.txt")
    assert [c.title for c in parsed.clauses if c.kind == "article"] == [
        "支持汽车报废更新", "支持家电以旧换新", "支持旧房装修", "", "",
    ]  # fmt: skip
    assert clause(parsed, "第一条").departments == ("市商务局", "市财政局", "市公安局")
    assert clause(parsed, "第二条").departments == ("市商务局", "市财政局")


def test_a_reference_at_the_start_of_a_line_splits_no_paragraph() -> None:
    parsed = small("standards.txt")
    assert "第二十七条等规定" in clause(parsed, "第一条").text
    assert [c.clause_id.split(":")[1] for c in parsed.clauses if c.kind == "paragraph"] == [
        "第二条.第一款",
        "第二条.第二款",
    ]
    assert parsed.clauses[-1].label == "结尾"
    assert parsed.document.date == "2024-05-06"


def test_the_furniture_of_a_web_page_is_no_provision() -> None:
    parsed = small("webpage.txt")
    assert parsed.document.title == "首席质量官制度实施指南"
    assert parsed.document.date == "2024-03-05"
    stray = parsed.clauses[-1]
    assert (stray.label, stray.text[:5]) == ("同版其他内容", "打印 关闭")
    assert clause(parsed, "第三条").text.endswith("“一票否决”。")
    assert [c.title for c in parsed.clauses if c.kind == "article"] == ["总体要求", "任职条件", "职责"]


def test_markdown_headings_without_numbers_are_chapters() -> None:
    parsed = small("unnumbered.md")
    assert [(c.kind, c.label) for c in parsed.clauses] == [
        ("other", "题头"),
        ("chapter", "总则"),
        ("chapter", "评审"),
        ("chapter", "附则"),
    ]


def test_an_appendix_that_explains_words_is_a_part_of_its_own() -> None:
    plain = (
        "一、目标\n（一）总量。达到九成。\n（二）结构。持续优化。\n"
        "名词解释\n1.中试基地：指提供场地的平台。\n2.揭榜挂帅：指择优支持。\n"
    )
    marked = plain.replace("一、", "## 一、").replace("名词", "### 名词")
    for text in (plain, marked):
        parsed = parse(document(text))
        part = clause(parsed, "名词解释")
        assert (part.kind, part.parent_id) == ("part", None)
        item = next(c for c in parsed.clauses if c.title == "中试基地")
        assert ClauseTree(parsed.clauses).cite_parts(item) == ("名词解释", None, "中试基地")


def test_short_articles_of_a_law_have_no_titles() -> None:
    parsed = parse(
        document("某省办法\n第一条 做好工作。\n第二条 抓好落实。\n第三条 本办法自印发之日起施行。\n")
    )
    assert [(c.label, c.title) for c in parsed.clauses if c.kind == "article"] == [
        ("第一条", ""),
        ("第二条", ""),
        ("第三条", ""),
    ]


def test_the_parts_of_one_sentence_have_no_titles() -> None:
    parsed = parse(
        document(
            "某市意见\n一、条件\n（一）基本条件：\n1.注册满3年；\n2.信用良好。\n（二）材料。1）申请表；\n2）报告。\n"
        )
    )
    assert [(c.label, c.title) for c in parsed.clauses if c.kind == "item"] == [("1.", ""), ("2.", "")]


def test_a_list_within_a_sentence_is_no_heading() -> None:
    parsed = parse(
        document(
            "某市意见\n一、任务\n（一）培育品牌，一是培育区域品牌5个；二是培育企业品牌10个。\n（二）二是做好。\n"
        )
    )
    first = clause(parsed, "（一）")
    assert first.title == ""
    assert "二是培育企业品牌" in first.text
    assert [c.label for c in parsed.clauses if c.kind == "article"] == ["（一）", "（二）"]


def test_blanks_in_headings_and_enclosures_with_their_own_numbers() -> None:
    parsed = parse(
        document(
            "某市人民政府办公室关于印发《某市贯彻〈质量强国建设纲要〉实施方案》的通知\n某政办发〔2025〕1号\n"
            "附件：1.任务分工表\n2.主要指标表\n某市人民政府办公室\n2025年1月5日\n"
            "某市贯彻《质量强国建设纲要》实施方案\n第 一 章　总　　则\n第 １ 条　为了提升质量，制定本方案。\n"
            "附件1\n任务分工表\n| 序号 | 重点任务 | 牵头单位 | 完成时限 |\n| --- | --- | --- | --- |\n"
            "| 1 | 建设平台 | 市科技局 | 2025年12月 |\n附件2\n主要指标表\n| 序号 | 指标 | 单位 | 2027年 |\n"
            "| :-- | --- | --- | --: |\n| 1 | 床位 | 张 | 20 |\n"
        )
    )
    assert_invariants(parsed)
    assert not parsed.warnings
    assert [
        (c.clause_id.split(":")[1], c.title, c.departments) for c in parsed.clauses if c.kind != "other"
    ] == [
        ("第一章", "总则", ()),
        ("第一条", "", ()),
        ("附件1", "任务分工表", ()),
        ("附件1.1", "建设平台", ("市科技局",)),
        ("附件2", "主要指标表", ()),
        ("附件2.1", "床位", ()),
    ]


def test_a_text_without_any_numbering_is_a_preamble_with_a_warning() -> None:
    parsed = parse(document("关于表彰先进集体的决定\n各单位要向先进集体学习。\n"))
    assert {c.kind for c in parsed.clauses} == {"other"}
    assert any("未识别出任何条款编号" in w for w in parsed.warnings)


def test_gaps_and_doubles_are_reported_with_their_place() -> None:
    parsed = parse(document("一、目标\n甲。\n二、任务\n乙。\n四、保障\n丙。\n四、附则\n丁。\n"))
    assert parsed.warnings == (
        "doc.txt：编号不连续：二、之后是四、（第5行）",
        "doc.txt：编号重复：四、之后是四、（第7行）",
    )
    assert_invariants(parsed)


# -- generated texts -------------------------------------------------------------------------------

_TOPICS = "质量标准计量认证检验品牌服务工程产品创新人才数据安全信用融资供应培训监管治理合作"
_VERBS = ("加强", "提升", "完善", "推进", "强化", "优化", "健全", "深化")
topic = st.integers(0, len(_TOPICS) // 2 - 1).map(lambda i: _TOPICS[2 * i : 2 * i + 2])
heading = st.builds(lambda v, a, b: f"{v}{a}{b}建设", st.sampled_from(_VERBS), topic, topic)
sentence = st.builds(
    lambda v, a, n, b: f"{v}{a}工作，到2025年建成{b}平台{n}个以上，推动全省{a}水平明显提高",
    st.sampled_from(_VERBS), topic, st.integers(2, 900), topic,
)  # fmt: skip
prose = st.lists(sentence, min_size=1, max_size=3).map(lambda s: "。".join(s) + "。")


@st.composite
def plans(draw: st.DrawFn) -> tuple[list[str], list[tuple[str, str, str | None]], list[str]]:
    """(lines, shape, titles) of a 公文: chapters, articles that run on, items, boxes with —— items."""
    lines, expected, titles = ["某省质量提升实施方案", "为提升质量，制定本方案。"], [], []
    number = box = 0

    def add(kind: str, label: str, parent: str | None, title: str) -> None:
        expected.append((kind, label, parent))
        titles.append(title)

    for c in range(1, draw(st.integers(2, 5)) + 1):
        chapter = f"{format_ordinal(c)}、"
        title = draw(heading)
        add("chapter", chapter, None, title)
        lines.append(chapter + title)
        if draw(st.booleans()):
            lines.append(draw(prose))
        for _ in range(draw(st.integers(1, 3))):
            number += 1
            label, title = f"（{format_ordinal(number)}）", draw(heading)
            add("article", label, chapter, title)
            items = draw(st.integers(0, 3))
            lines.append(f"{label}{title}。{draw(prose)}")
            if items >= 2:
                for k in range(1, items + 1):
                    title = draw(heading)
                    add("item", f"{k}.", label, title)
                    lines.append(f"{k}.{title}。{draw(prose)}")
        if draw(st.booleans()):
            box += 1
            title = draw(heading)
            add("box", f"专栏{box}", chapter, title)
            lines.append(f"专栏{box}　{title}")
            for _ in range(draw(st.integers(1, 3))):
                title = draw(heading)
                add("box_item", title, f"专栏{box}", title)
                lines.append(f"——{title}。{draw(prose)}")
    return lines, expected, titles


@st.composite
def laws(draw: st.DrawFn) -> tuple[list[str], list[tuple[str, str, str | None]]]:
    """(lines, shape) of a 法规: chapters, 条 that run on, 款, 项."""
    lines = ["某省质量条例"]
    expected: list[tuple[str, str, str | None]] = []
    number = 0
    for c in range(1, draw(st.integers(1, 4)) + 1):
        chapter = f"第{format_ordinal(c)}章"
        expected.append(("chapter", chapter, None))
        lines.append(f"{chapter}　{draw(heading)}")
        for _ in range(draw(st.integers(1, 4))):
            number += 1
            label = f"第{format_ordinal(number)}条"
            expected.append(("article", label, chapter))
            paragraphs = draw(st.integers(1, 3))
            for p in range(1, paragraphs + 1):
                items = draw(st.integers(0, 3))
                text = draw(prose)
                if draw(st.booleans()):
                    text = f"依照本条例第{format_ordinal(draw(st.integers(1, 60)))}条第二款的规定，" + text
                lead = f"{label}　" if p == 1 else ""
                lines.append(lead + (text[:-1] + "，包括下列各项：" if items else text))
                for k in range(1, items + 1):
                    holder = f"第{format_ordinal(p)}款" if paragraphs > 1 else label
                    expected.append(("subparagraph", f"（{format_ordinal(k)}）", holder))
                    lines.append(f"（{format_ordinal(k)}）{draw(sentence)}{'。' if k == items else '；'}")
    return lines, expected


def printed(draw: Callable[..., Any], lines: list[str], *, wrap: bool) -> str:
    """Lines as they come from the wild: indented, blank lines between, half-width brackets, traditional, wrapped."""
    if wrap:
        lines = list(wrapped(lines, draw(st.integers(36, 46))))
    elif draw(st.booleans()):
        lines = ["　　" + line for line in lines]
    text: str = draw(st.sampled_from(["\n", "\n\n"])).join(lines) + "\n"
    if draw(st.booleans()):
        text = text.replace("（", "(").replace("）", ")")
    if draw(st.booleans()):
        text = opencc.OpenCC("s2t").convert(text)
    return text


SETTINGS = settings(
    max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)


@SETTINGS
@given(st.data())
def test_generated_plans_come_back(data: st.DataObject) -> None:
    lines, expected, titles = data.draw(plans())
    text = printed(data.draw, lines, wrap=False)
    parsed = parse(document(text))
    assert_invariants(parsed)
    assert shape(parsed) == expected
    provisions = [c for c in parsed.clauses if c.kind not in ("other", "row")]
    assert [c.title for c in provisions] == [simplify(t) for t in titles]
    assert not parsed.warnings


@SETTINGS
@given(st.data())
def test_generated_plans_wrapped_hard_come_back(data: st.DataObject) -> None:
    lines, expected, _ = data.draw(plans())
    parsed = parse(document(printed(data.draw, lines, wrap=True)))
    assert_invariants(parsed)
    assert shape(parsed) == expected
    assert not parsed.warnings


@SETTINGS
@given(st.data())
def test_generated_laws_come_back(data: st.DataObject) -> None:
    lines, expected = data.draw(laws())
    parsed = parse(document(printed(data.draw, lines, wrap=False)))
    assert_invariants(parsed)
    assert shape(parsed) == expected
    assert not parsed.warnings


@SETTINGS
@given(st.data())
def test_the_articles_of_laws_wrapped_hard_come_back(data: st.DataObject) -> None:
    lines, expected = data.draw(laws())
    parsed = parse(document(printed(data.draw, lines, wrap=True)))
    assert_invariants(parsed)
    kinds = ("chapter", "article")
    assert [s for s in shape(parsed) if s[0] in kinds] == [s for s in expected if s[0] in kinds]


_SCRAPS = """一、目标
（一）任务。做好。
1.甲。
（1）乙；
①丙
专栏1 指标
——行动。内容。
附件1
第一条　为了。
第二章　总则
序号 指标 2025年 属性
1 产值（亿元） 5 预期性
序号 | 指标 | 2025年 |
1 | 产值 | 5 |
# 标题
**（二）粗体**
目录
某市方案
2024年5月1日
各地要落实。
（新华社北京电）
第三条规定的
注：说明
1 总则
1.1 目的
1.2 依据。为了。
2.1.1管理
类别	组织	个人
质量奖	60万元	5万元
提名奖	20万元	2万元
项目  金额  备注
路灯  5万元  无
附件：各区窗口
注：1. 甲。
1．老旧电梯每年评估一次，费用由管理单位承担，不得向业主另行收取。
2．推广保险。救援人员应当在20分钟内到达。""".splitlines()


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(st.one_of(st.text(max_size=30), st.sampled_from(_SCRAPS)), max_size=25))
def test_whatever_stands_in_a_text_the_invariants_hold(lines: list[str]) -> None:
    text = "\n".join(lines)
    if text.strip():
        assert_invariants(parse(document(text)))


def test_an_item_that_is_all_heading_before_one_with_a_sentence_more() -> None:
    text = (
        "（八）守护行动\n1．老旧电梯每年评估一次，费用由管理单位承担，不得向业主另行收取。\n"
        "2．推广保险。救援人员应当在20分钟内到达现场。\n"
    )
    parsed = parse(document(text))
    assert_invariants(parsed)
    assert parsed.clauses[-1].text == "2．推广保险。救援人员应当在20分钟内到达现场。"


def test_a_text_that_is_one_table_of_tasks() -> None:
    text = (
        "# 海州市2025年质量工作任务分解表\n\n为做好工作，制定本表。\n\n"
        "| 序号 | 重点任务 | 牵头单位 | 责任单位 | 完成时限 |\n| --- | --- | --- | --- | --- |\n"
        "| 1 | 推行首席质量官 | 市市场监管局 | 市工信局、市国资委 | 2025年12月底前 |\n"
        "| 2 | 培育质量标杆5个 | 市工信局 |  | 持续推进 |\n"
    )
    parsed = parse(document(text))
    assert_invariants(parsed)
    rows = [c for c in parsed.clauses if c.kind == "row"]
    assert [(c.label, c.title, c.departments) for c in rows] == [
        ("第1项", "推行首席质量官", ("市市场监管局", "市工信局", "市国资委")),
        ("第2项", "培育质量标杆5个", ("市工信局",)),
    ]
    assert ClauseTree(parsed.clauses).cite_parts(rows[1]) == ("表", "2", None)


def test_questions_and_their_answers() -> None:
    parsed = parse(
        document("人才政策问答\n1.博士有哪些补贴？\n答：每月三千元。\n2.怎么申请？\n答：向人社局申请。\n")
    )
    assert [c.title for c in parsed.clauses if c.kind == "article"] == ["博士有哪些补贴？", "怎么申请？"]


def test_the_head_of_a_column_names_no_department() -> None:
    text = "一、任务\n\n任务 | 责任单位 | 完成时限 |\n开办提速 | 市数据局 | 2024年 |\n\n二、保障\n（一）加强领导。成立专班。\n"
    parsed = parse(document(text))
    assert clause(parsed, "一、").departments == ()
    assert [c.departments for c in parsed.clauses if c.kind == "row"] == [("市数据局",)]


def test_the_year_a_plan_starts_from_is_no_target_though_the_text_has_no_date() -> None:
    text = "一、目标\n序号 | 指标 | 2020年 | 2025年 |\n1 | 抽检合格率（%） | 97.5 | 98.5 |\n二、保障\n"
    parsed = parse(document(text, title="海州市“十四五”市场监管规划"))
    assert [c.row.targets for c in parsed.clauses if c.row] == [((2025, "98.5"),)]


def test_the_purpose_of_a_text_is_an_item_and_no_reference_to_one() -> None:
    text = (
        "摊点管理办法\n一、总则\n（一）目的。为规范经营秩序，制定本办法。\n（二）范围。本区适用。\n"
        "二、设置\n（一）设置。\n不得占用盲道，本办法第三条第\n（一）目规定的除外。\n（二）申请。向街道申请。\n"
    )
    titles = [(c.label, c.title) for c in parse(document(text)).clauses if c.label.startswith("（")]
    assert titles == [("（一）", "目的"), ("（二）", "范围"), ("（一）", "设置"), ("（二）", "申请")]


def test_numbers_that_run_on_over_a_box_whose_items_count_anew() -> None:
    text = (
        "检验检测提升方案\n一、任务\n（一）优化服务\n1. 建设平台。建成统一平台。\n2. 发放检测券。每年500万元。\n"
        "专栏1 重点项目\n1. 测试中心。总投资1亿元。\n2. 快检实验室。配备6辆车。\n3. 智慧平台。覆盖电梯。\n4. 检测港。在开发区。\n"
        "（二）加强监督\n3. 查处虚假检测。依法从严。\n4. 畅通投诉。公布电话。\n二、保障\n"
    )
    clauses = parse(document(text)).clauses
    second = next(c for c in clauses if c.label == "（二）")
    assert [c.title for c in clauses if c.parent_id == second.clause_id] == ["查处虚假检测", "畅通投诉"]
