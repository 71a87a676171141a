from __future__ import annotations

import pytest

from corpus.headings import find_headings
from corpus.lines import split_lines, wrapping
from corpus.marks import Rank, read_mark


def headings(text: str) -> list[tuple[str, str]]:
    lines = split_lines(text)
    return [(h.mark.label, h.title) for h in find_headings(lines, wrapping(lines))]


@pytest.mark.parametrize(
    ("line", "rank", "number", "label"),
    [
        ("一、总体要求", Rank.NUMERAL, 1, "一、"),
        ("十二．保障措施", Rank.NUMERAL, 12, "十二、"),
        ("（二十）提升", Rank.PAREN, 20, "（二十）"),
        ("(二十)提升", Rank.PAREN, 20, "（二十）"),
        ("㈢提升", Rank.PAREN, 3, "（三）"),
        ("1.提升", Rank.ARABIC, 1, "1."),
        ("１．提升", Rank.ARABIC, 1, "1."),
        ("12、提升", Rank.ARABIC, 12, "12."),
        ("（1）提升", Rank.PAREN_ARABIC, 1, "（1）"),
        ("(１)提升", Rank.PAREN_ARABIC, 1, "（1）"),
        ("①提升", Rank.CIRCLED, 1, "①"),
        ("1）提升", Rank.CIRCLED, 1, "1）"),
        ("专栏1 指标", Rank.BOX, 1, "专栏1"),
        ("专栏一　指标", Rank.BOX, 1, "专栏1"),
        ("专栏（一）指标", Rank.BOX, 1, "专栏1"),
        ("专栏 3：指标", Rank.BOX, 3, "专栏3"),
        ("专栏１２：指标", Rank.BOX, 12, "专栏12"),
        ("专栏 指标", Rank.BOX, None, "专栏"),
        ("附表2 指标", Rank.BOX, 2, "附表2"),
        ("附表　2024年资金安排", Rank.BOX, None, "附表"),
        ("附件 2024年重点任务", Rank.ATTACHMENT, None, "附件"),
        ("附件2", Rank.ATTACHMENT, 2, "附件2"),
        ("附件", Rank.ATTACHMENT, None, "附件"),
        ("——实施行动。", Rank.DASH, None, "——"),
        ("第三编　人格权", Rank.PART, 3, "第三编"),
        ("第一分编 通则", Rank.SUBPART, 1, "第一分编"),
        ("第二章　权利", Rank.CHAPTER, 2, "第二章"),
        ("第四节 效力", Rank.SECTION, 4, "第四节"),
        ("第一百零五条　国家", Rank.ARTICLE, 105, "第一百零五条"),
        ("第12条 国家", Rank.ARTICLE, 12, "第十二条"),
        ("第十条之一　国家", Rank.ARTICLE, 10, "第十条之一"),
    ],
)
def test_marks(line: str, rank: Rank, number: int | None, label: str) -> None:
    mark = read_mark(line)
    assert mark is not None
    assert (mark.rank, mark.number, mark.label) == (rank, number, label)


@pytest.mark.parametrize(
    "line",
    [
        "2025年，全市质量",
        "6.5（年均）",
        "3.15消费者权益日",
        "1500家企业",
        "专栏1所列指标按年度评估。",
        "附件所列企业可以申请。",
        "第一，提高认识",
        "一方面要加强",
        "表彰先进",
    ],
)
def test_lines_without_a_mark(line: str) -> None:
    assert read_mark(line) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "第一条　为了规范管理，按照\n第十二条规定，制定本法。\n第二条　本法适用于质量工作。",
        "第一条　为了规范管理，依据本法\n第三条　第二款的规定，制定本法。\n第二条　本法适用于质量工作。",
        "第一条　为了规范管理，制定本法。\n第十二条规定的情形除外。\n第二条　本法适用于质量工作。",
        "第一条　为了规范管理，制定本法。第二条、\n第三条和第四条规定的除外。\n第二条　本法适用于质量工作。",
    ],
)
def test_a_cross_reference_is_no_heading(sentence: str) -> None:
    assert [label for label, _ in headings(sentence)] == ["第一条", "第二条"]


def test_numbers_in_sentences_are_no_headings() -> None:
    text = "一、发展产业\n（一）融合发展。推动\n一、二、三产业融合。\n（二）落实责任。按照\n（一）至（三）项要求办理。"
    assert [label for label, _ in headings(text)] == ["一、", "（一）", "（二）"]


def test_heading_and_body_share_a_line() -> None:
    assert headings("（一）强化管理。落实责任，提升水平。") == [("（一）", "强化管理")]
    assert headings("1.强化管理：落实责任。") == [("1.", "强化管理")]


def test_a_heading_torn_over_two_lines() -> None:
    text = (
        "一、质量提升\n（一）坚持质量提升和质量提\n升,推动质量提升。融合发展,全面融合。\n"
        "（二）深化基础设施融\n合发展\n加强质量建设和融合。"
    )
    assert headings(text)[1:] == [("（一）", "坚持质量提升和质量提升"), ("（二）", "深化基础设施融合发展")]


def test_markdown_marks_are_no_part_of_a_title() -> None:
    assert headings("## 二、全面**提升**质量\n\n**（四）增加供给**  \n健全体系。")[0][0] == "二、"
    assert headings("**（四）增加供给**  \n健全体系。") == [("（四）", "增加供给")]
    assert headings("**第一条**　为了规范。\n\n**第二条**　本法适用。") == [("第一条", ""), ("第二条", "")]


def test_traditional_and_indented_headings() -> None:
    assert headings("　　一、總體要求\n　　(一)顯著提升質量。落實責任。") == [
        ("一、", "总体要求"),
        ("（一）", "显著提升质量"),
    ]


def test_a_table_of_contents_holds_no_headings() -> None:
    text = "管理办法\n目　录\n第一章　总则\n第二章　附则\n第一章　总则\n第一条　为了管理。\n第二章　附则\n第二条　施行。"
    assert [label for label, _ in headings(text)] == ["第一章", "第一条", "第二章", "第二条"]


def test_a_list_of_enclosures_holds_no_headings() -> None:
    text = "一、目标\n内容。\n附件：1.实施方案\n2.指标表\n附件1\n实施方案\n一、任务\n内容。"
    assert [label for label, _ in headings(text)] == ["一、", "附件1", "一、"]


def test_titles_of_articles() -> None:
    city = "第一条 支持上市。给予500万元奖励。\n第二条 支持创新。给予补助。\n第三条 附则事项。本措施施行。"
    assert [t for _, t in headings(city)] == ["支持上市", "支持创新", "附则事项"]
    assert headings("第一条【立法目的】为了规范，制定本法。") == [("第一条", "立法目的")]


WRAPPED = """七、教育和卫生
13.改造老旧小区。开工改造城镇老旧小区一百五十六个，惠及居民
四万户。（牵头单位：市住房城乡建设局；完成时限：明年十月底开工）
14.更新供热管网。改造城市燃气老化管道一百八十公里，为居民更换
软管和自闭阀。（牵头单位：市城市管理局；完成时限：明年的十月底前）
15.增设充电设施。新增公共停车泊位一万二千个，新建公共充电桩四
千个，其中农村九百个。（牵头单位：市发展改革委；完成时限：年底前）
"""


def test_a_number_behind_a_closing_bracket_begins_its_item_however_the_text_is_wrapped() -> None:
    assert [label for label, _ in headings(WRAPPED)] == ["七、", "13.", "14.", "15."]


def test_a_number_in_a_sentence_that_goes_on_is_none() -> None:
    text = WRAPPED.replace("泊位一万二千个，", "泊位，数量见下文所称的表格（附后）\n18.所列的数，")
    assert [label for label, _ in headings(text)] == ["七、", "13.", "14.", "15."]


REGULATION = """某市质量奖管理办法

（2024年4月22日某市人民政府第五十八次常务会议讨论通过）


        第一章　总则

　　第一条　为了引导和激励本市各类组织加强质量管理和推动质量强市建设，
根据有关法律、法规的规定，结合本市实际情况，现制定本办法，自公布施行。
　　第二条　本市市长质量奖（以下简称质量奖）是市人民政府所设立的本市的
最高质量荣誉，授予质量管理水平先进、经济社会效益显著的组织和个人获得。
　　第三条　质量奖
　　市长质量奖每两年评选一届，每届授予市长质量奖的组织不超过五家，个人
不超过三名；申报组织达不到评选标准的，奖项可以空缺，并且向社会说明的。
"""


def test_a_centred_chapter_and_articles_wrapped_in_their_first_sentence() -> None:
    assert headings(REGULATION) == [("第一章", "总则"), ("第一条", ""), ("第二条", ""), ("第三条", "质量奖")]


def test_a_box_behind_a_blank_line_begins_though_the_line_before_ends_in_brackets() -> None:
    text = """\
一、推动产业质量升级
（一）质量金融。推出“质量增信贷”，获得市质量奖企业年利率在同期贷款市
场报价利率基础上下浮不少于30个基点。产品质量责任保险按保费的40%补贴，
每家企业每年最高15万元。（市财政局、市金融监管局）

专栏2 重大工程与责任分工
——质量数字港。归集企业质量信用数据。
"""
    assert ("专栏2", "重大工程与责任分工") in headings(text)
