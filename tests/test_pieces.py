"""【支持标准】 and the like: labelled pieces of an article, and whose duty it is."""

from __future__ import annotations

import pytest

from corpus.parse import parse
from corpus.tree import ClauseTree
from corpus.types import ParsedDocument
from tests.corpus_laws import assert_invariants, document

RULES = """某市若干措施实施细则
第一条　支持企业、高校上云
【支持对象】购买云服务的中小微企业。
【支持标准】按下列标准补助：
1.小型企业30%；
2.中型企业20%。
【申报条件】
（1）在本市注册；
（2）信用良好。
【责任单位】市工信局、市财政局
第二条　发放算力券
【支持对象】租用算力的企业。
【支持标准】补助20%。每年最高100万元。
【责任单位】市大数据局
第三条　本细则由市大数据局负责解释。
"""


def read(text: str) -> ParsedDocument:
    parsed = parse(document(text))
    assert_invariants(parsed)
    return parsed


def outline(parsed: ParsedDocument) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(c.clause_id.split(":")[1], c.title, c.departments) for c in parsed.clauses if c.kind != "other"]


def test_pieces_of_an_article_are_no_paragraphs_by_number() -> None:
    parsed = read(RULES)
    assert not parsed.warnings
    assert outline(parsed) == [
        ("第一条", "支持企业、高校上云", ("市工信局", "市财政局")),
        ("第一条.【支持对象】", "支持对象", ()),
        ("第一条.【支持标准】", "支持标准", ()),
        ("第一条.【支持标准】.1", "", ()),
        ("第一条.【支持标准】.2", "", ()),
        ("第一条.【申报条件】", "申报条件", ()),
        ("第一条.【申报条件】.（1）", "", ()),
        ("第一条.【申报条件】.（2）", "", ()),
        ("第一条.【责任单位】", "责任单位", ()),
        ("第二条", "发放算力券", ("市大数据局",)),
        ("第二条.【支持对象】", "支持对象", ()),
        ("第二条.【支持标准】", "支持标准", ()),
        ("第二条.【责任单位】", "责任单位", ()),
        ("第三条", "", ()),
    ]
    tree = ClauseTree(parsed.clauses)
    piece = tree.get("doc:第二条.【支持标准】")
    assert piece is not None
    assert piece.number is None
    assert piece.text == "【支持标准】补助20%。每年最高100万元。"
    assert tree.path(piece) == "第二条 发放算力券›【支持标准】"
    assert tree.reader_label(piece) == "第二条【支持标准】"
    assert tree.cite_parts(piece) == ("第二条", None, None)


@pytest.mark.parametrize(
    "text",
    [
        "（一）支持上云。\n支持对象：中小企业。\n支持标准：30%。\n责任单位：市工信局\n"
        "（二）支持算力。\n支持对象：初创企业。\n支持标准：20%。\n牵头单位：市大数据局\n",
        "（一）支持上云。【支持对象】中小企业。【支持标准】30%。【责任单位】市工信局\n"
        "（二）支持算力。【支持对象】初创企业。【支持标准】20%。【牵头单位】市大数据局\n",
        "### （一）支持上云\n- **支持对象**：中小企业。\n- **支持标准**：30%。\n- **责任单位**：市工信局\n"
        "### （二）支持算力\n- **支持对象**：初创企业。\n- **支持标准：** 20%。\n- **牵头单位：** 市大数据局\n",
    ],
)
def test_labels_in_brackets_with_a_colon_and_in_one_line(text: str) -> None:
    found = outline(read("某市若干措施\n一、支持数字化\n" + text + "本措施自印发之日起施行。\n"))
    assert found == [
        ("一、", "支持数字化", ()),
        ("（一）", "支持上云", ("市工信局",)),
        ("（一）.【支持对象】", "支持对象", ()),
        ("（一）.【支持标准】", "支持标准", ()),
        ("（一）.【责任单位】", "责任单位", ()),
        ("（二）", "支持算力", ("市大数据局",)),
        ("（二）.【支持对象】", "支持对象", ()),
        ("（二）.【支持标准】", "支持标准", ()),
        ("（二）.【牵头单位】", "牵头单位", ()),
    ]


def test_a_colon_alone_makes_no_piece() -> None:
    found = outline(read("某市意见\n一、任务\n（一）甲。做好。\n基本原则：坚持统筹。\n（二）乙。做好。\n"))
    assert [name for name, _, _ in found] == ["一、", "（一）", "（二）"]


def test_whose_duty_stands_on_a_line_of_its_own() -> None:
    found = outline(
        read(
            "某市措施\n一、支持\n（一）支持上云\n1.甲。做好甲。\n责任单位：市工信局\n2.乙。做好乙。\n责任单位：市财政局\n"
            "（二）支持算力\n牵头单位：市大数据局\n配合单位：市工信局、市财政局\n1.丙。做好丙。\n2.丁。做好丁。\n"
            "（三）支持人才\n1.戊。做好。\n2.己。做好。\n【责任单位】市人社局\n"
        )
    )
    assert {name: who for name, _, who in found if who} == {
        "（一）.1": ("市工信局",),
        "（一）.2": ("市财政局",),
        "（二）": ("市大数据局", "市工信局", "市财政局"),
        "（三）": ("市人社局",),
    }


def test_pieces_of_a_box_are_its_items() -> None:
    parsed = read(
        "某市规划\n一、任务\n（一）甲。做好。\n专栏1 重点工程\n【产业工程】建设平台。\n【人才工程】培训人员。\n"
    )
    items = [c for c in parsed.clauses if c.kind == "box_item"]
    assert [(c.label, c.text) for c in items] == [
        ("产业工程", "【产业工程】建设平台。"),
        ("人才工程", "【人才工程】培训人员。"),
    ]


def test_the_buttons_of_a_page_are_no_pieces() -> None:
    parsed = read("某市办法\n第一条 做好。\n第二条 自2025年1月1日起施行。\n【打印】【关闭】\n")
    assert [(c.label, c.text) for c in parsed.clauses][-1] == ("同版其他内容", "【打印】【关闭】")
    assert not [c for c in parsed.clauses if c.kind == "paragraph"]


RUN_IN = """青禾市2026年质量工作要点
一、抓产品质量 1.乳制品。出台小作坊质量规范，合格率达到94.5%。2.核桃。购机按30%补贴，不超过4万元。3.对化肥抽查120批次。
二、抓服务质量 4.推行无理由退货，期限不少于7.5天。5.民宿分级。金花级奖励8万元。
三、申报材料
1.申报书（附件1）；2.营业执照复印件；3.信用承诺书。
说明：1.时限均为12月31日；2.排在首位的为牵头单位。
"""


def test_numbered_items_run_together_in_one_paragraph_are_items() -> None:
    parsed = read(RUN_IN)
    texts = {c.clause_id.split(":")[1]: c.text for c in parsed.clauses if c.kind != "other"}
    assert not parsed.warnings
    assert [c.title for c in parsed.clauses if c.kind == "chapter"] == [
        "抓产品质量",
        "抓服务质量",
        "申报材料",
    ]
    assert "2.核桃。购机按30%补贴，不超过4万元。" in texts.values()
    assert "4.推行无理由退货，期限不少于7.5天。" in texts.values()  # counts on, no item at 7.5
    assert "2.营业执照复印件；" in texts.values()
    assert not any(text.startswith("1.时限") for text in texts.values())
