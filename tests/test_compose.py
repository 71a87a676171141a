"""Answers without a model over the five texts: the figure, its clause, and what is refused."""

from __future__ import annotations

import re

import pytest

from assistant.answers.render import book_marks
from assistant.assistant import Assistant
from assistant.types import Answer, Turn
from corpus.script import simplify

Place = tuple[str, str | None, str | None]


@pytest.fixture
def ask(real_assistant: Assistant):
    return real_assistant.ask


def first(answer: Answer) -> Place:
    assert answer.citations, answer.text
    return answer.citations[0].doc_id, answer.citations[0].clause, answer.citations[0].row


def places(answer: Answer) -> list[Place]:
    return [(c.doc_id, c.clause, c.row) for c in answer.citations]


# figures


@pytest.mark.parametrize(
    ("question", "figure", "place"),
    [
        ("西安2025年制造业产品质量合格率要达到多少？", "≥94%", ("xian-2024", "专栏1", "12")),
        ("西安国家高新技术企业要到多少家？", "≥1.2万家", ("xian-2024", "专栏1", "4")),
        ("西安制造业全员劳动生产率增长目标是多少？", "年均7%", ("xian-2024", "专栏1", "7")),
        ("西安累计主导制定修订国际标准要多少个？", ">150个", ("xian-2024", "专栏1", "18")),
        ("西安拥有多少陕西质量奖？", "25个", ("xian-2024", "专栏1", "15")),
        ("陕西体系认证证书保有量目标是多少？", "6万张", ("shaanxi-2023", "专栏1", "13")),
        ("陕西每万人口高价值发明专利拥有量2025年目标", "8件", ("shaanxi-2023", "专栏1", "3")),
        ("西安年技术合同成交额目标是多少？", "不低于3300亿元", ("xian-2024", "（一）", None)),
        ("西安2025年绿色工厂要创建多少家？", "10家以上", ("xian-2024", "专栏2", None)),
        ("西安2035年智慧工地覆盖率目标是多少？", "100%", ("xian-2024", "专栏4", None)),
        ("西安首席质量官新增获证人数多少？", "500名以上", ("xian-2024", "专栏6", None)),
        ("陕西要培训多少名首席质量官？", "5000名", ("shaanxi-2023", "专栏6", None)),
        ("浙江2025年食品安全评价性抽检合格率目标是多少？", "99%以上", ("zhejiang-2022", "（二）", None)),
        ("浙江数字经济核心产业增加值占GDP比重2025年目标", "15%左右", ("zhejiang-2022", "（二）", None)),
        ("浙江2027年制造业质量竞争力指数目标是多少？", "92.5以上", ("zhejiang-2022", "（二）", None)),
        (
            "浙江2027年要建设质量基础设施一站式服务平台多少个？",
            "200个以上",
            ("zhejiang-2022", "（二）", None),
        ),
    ],
)
def test_a_figure_and_the_clause_it_stands_in(ask, question: str, figure: str, place: Place) -> None:
    answer = ask(question)
    assert answer.outcome == "answered"
    assert figure in answer.text
    assert first(answer) == place


def test_the_figure_everybody_asks_for_and_not_its_neighbours(ask) -> None:
    answer = ask("西安规上工业企业首席质量官覆盖率到2025年定的是多少？")
    assert "≥80%" in answer.text
    assert "预期性" in answer.text
    assert first(answer) == ("xian-2024", "专栏1", "22")
    assert not {"500", "5000", "100%"} & {w for w in ("500", "5000", "100%") if w in answer.text}


def test_the_year_of_a_figure_is_told_where_the_question_names_none(ask) -> None:
    answer = ask("西安省级质量标杆企业数目标是多少家？")
    assert "35家" in answer.text
    assert "2025" in answer.text + "".join(answer.notes)


def test_both_places_of_a_contradiction_are_given(ask) -> None:
    answer = ask("浙江规上制造业品牌销售占比目标值？")
    assert "65%以上" in answer.text
    assert "57%以上" in answer.text
    for figure in ("65%以上", "57%以上"):
        assert any(figure in c.quote for c in answer.citations)
    assert "2025" in answer.text + "".join(answer.notes)
    assert "2027" in answer.text + "".join(answer.notes)


@pytest.mark.parametrize(("year", "figure", "other"), [(2025, "65%", "57%"), (2027, "57%", "65%")])
def test_a_year_picks_one_of_two_figures(ask, year: int, figure: str, other: str) -> None:
    answer = ask(f"浙江{year}年规上制造业品牌销售占比目标值")
    assert figure in answer.text
    assert other not in answer.text


def test_without_a_place_every_document_that_says_it_is_named(ask) -> None:
    answer = ask("制造业质量竞争力指数目标是多少？")
    assert {"xian-2024", "shaanxi-2023", "zhejiang-2022"} <= {c.doc_id for c in answer.citations}
    assert "86" in answer.text
    assert "92" in answer.text


# comparisons


def test_a_comparison_shows_both_figures_and_their_difference(ask) -> None:
    answer = ask("西安2025年和陕西2025年数字经济核心产业增加值占地区生产总值比重相差多少？")
    assert set(places(answer)) == {("xian-2024", "专栏1", "8"), ("shaanxi-2023", "专栏1", "2")}
    assert "10%" in answer.text
    assert "5个百分点" in answer.text


def test_a_comparison_of_two_years(ask) -> None:
    answer = ask("浙江2025年和2027年研发投入强度相差多少？")
    for figure in ("3.3%", "3.4%", "0.1个百分点"):
        assert figure in answer.text


def test_equal_numbers_written_otherwise_are_not_called_the_same(ask) -> None:
    answer = ask("陕西和西安的制造业产品质量合格率目标哪个高？")
    assert "≥94%" in answer.text
    assert places(answer) == [("shaanxi-2023", "专栏1", "8"), ("xian-2024", "专栏1", "12")]
    assert "更高" not in answer.text


def test_yearly_growth_is_compared_as_such(ask) -> None:
    answer = ask("陕西和西安的制造业全员劳动生产率增长目标差多少？")
    assert "年均6.5%" in answer.text
    assert "年均7%" in answer.text
    assert "0.5个百分点" in answer.text


# refusals


@pytest.mark.parametrize(
    "question",
    [
        "重庆2025年制造业质量竞争力指数是多少？",
        "上海有哪些质量提升措施？",
        "宝鸡2025年制造业质量竞争力指数目标是多少？",
        "蓝田县首席质量官覆盖率目标多少？",
        "杭州研发投入强度2025年目标是多少？",
        "西安2030年首席质量官覆盖率目标是多少？",
        "浙江2030年研发投入强度目标是多少？",
        "西安智慧工地覆盖率2025年要达到多少？",
        "西安2025年汽车产量目标是多少？",
        "西安2025年空气质量优良天数比例目标是多少？",
        "违反质量规定罚款多少？",
        "企业拒不召回缺陷产品罚多少钱？",
        "西安质量奖奖金多少万元？",
        "浙江实施意见第三十条讲什么？",
        "西安方案专栏9有哪些内容？",
        "今天天气怎么样？",
    ],
)
def test_what_the_texts_do_not_say_is_refused_without_a_source(ask, question: str) -> None:
    answer = ask(question)
    assert answer.outcome == "refused"
    assert answer.citations == ()
    assert "【" not in answer.text


def test_a_refusal_names_the_nearest_clause_and_where_there_is_one_the_department(ask) -> None:
    answer = ask("西安智慧工地覆盖率2025年要达到多少？")
    assert "专栏4" in answer.text
    assert "市住建局" in answer.text
    assert "100%" not in answer.text


def test_a_refused_place_is_named(ask) -> None:
    assert "重庆" in ask("重庆2025年制造业质量竞争力指数是多少？").text


# premises


@pytest.mark.parametrize(
    ("question", "right", "figure", "place"),
    [
        ("西安智慧工地覆盖率是100%，对吗？", True, "100%", ("xian-2024", "专栏4", None)),
        ("西安首席质量官覆盖率是不是80%以上？", True, "≥80%", ("xian-2024", "专栏1", "22")),
        ("西安首席质量官覆盖率是不是90%？", False, "≥80%", ("xian-2024", "专栏1", "22")),
        (
            "西安每万人口高价值发明专利拥有量2025年目标是15件，对吗？",
            False,
            "12件",
            ("xian-2024", "专栏1", "3"),
        ),
        ("浙江研发投入强度2027年是3.4%吗？", True, "3.4%", ("zhejiang-2022", "（二）", None)),
        ("浙江研发投入强度2025年是3.4%吗？", False, "3.3%", ("zhejiang-2022", "（二）", None)),
        ("西安农产品质量安全监测合格率是预期性指标，对吗？", False, "约束性", ("xian-2024", "专栏1", "10")),
        ("西安农产品质量安全监测合格率是约束性指标吗？", True, "约束性", ("xian-2024", "专栏1", "10")),
    ],
)
def test_a_premise_is_confirmed_or_put_right(
    ask, question: str, right: bool, figure: str, place: Place
) -> None:
    answer = ask(question)
    assert answer.outcome == "answered"
    assert answer.text.startswith("是" if right else "不")
    assert figure in answer.text
    assert first(answer) == place


# clauses, departments, lists, definitions, documents


@pytest.mark.parametrize(
    ("question", "place", "said"),
    [
        ("西安方案第十条讲了什么？", ("xian-2024", "（十）", None), "提升药品质量安全水平"),
        ("浙江实施意见第二十五条讲什么", ("zhejiang-2022", "（二十五）", None), "加强组织领导"),
        ("2015年行动计划第四条是什么内容", ("shaanxi-2015", "（四）", None), "先进管理制度"),
        ("国家层面的指导意见第五条讲什么", ("central-2017", "（五）", None), "消费品"),
        ("西安方案专栏1第16项是什么？", ("xian-2024", "专栏1", "16"), "≥30个"),
        ("陕西实施意见第五章包括哪些条款？", ("shaanxi-2023", "五、", None), "（十四）"),
    ],
)
def test_a_clause_is_read_out(ask, question: str, place: Place, said: str) -> None:
    answer = ask(question)
    assert first(answer) == place
    assert said in answer.text


def test_a_number_several_documents_have_asks_back(ask) -> None:
    answer = ask("第九条说什么？")
    assert answer.outcome == "clarify"
    assert {c.doc_id for c in answer.citations} >= {"xian-2024", "shaanxi-2023", "zhejiang-2022"}
    assert {c.clause for c in answer.citations} == {"（九）"}


def test_who_is_responsible_with_the_duty_everybody_has(ask) -> None:
    answer = ask("西安药品质量安全由谁负责？")
    assert first(answer) == ("xian-2024", "（十）", None)
    assert "市市场监管局" in answer.text
    assert "市卫生健康委" in answer.text
    assert any("各区县政府" in n for n in answer.notes)


def test_who_leads(ask) -> None:
    answer = ask("西安完善大质量监管体系由谁牵头？")
    assert first(answer) == ("xian-2024", "（二十六）", None)
    assert "市市场监管局" in answer.text


def test_the_tasks_of_a_department(ask) -> None:
    answer = ask("市体育局有哪些任务？")
    assert places(answer) == [("xian-2024", "（十七）", None)]
    answer = ask("省粮食局负责什么？")
    assert places(answer) == [("shaanxi-2015", "（七）", None), ("shaanxi-2015", "（八）", None)]


def test_the_items_of_a_box(ask) -> None:
    answer = ask("西安方案专栏7有哪些内容？")
    assert answer.citations[0].clause == "专栏7"
    for word in ("产业服务平台", "“一站式”", "效能监测", "质量认证示范"):
        assert word in answer.text


def test_the_binding_targets_of_a_document(ask) -> None:
    answer = ask("陕西的约束性指标有哪些？")
    assert places(answer) == [("shaanxi-2023", "专栏1", no) for no in ("6", "7", "8")]
    assert "制造业质量竞争力指数" not in answer.text


@pytest.mark.parametrize(
    ("question", "term"), [("什么是沙盒监管？", "沙盒监管"), ("“三品一标”是什么意思？", "三品一标")]
)
def test_what_a_term_means_is_answered_where_it_stands(ask, question: str, term: str) -> None:
    answer = ask(question)
    assert answer.outcome == "answered"
    assert term in simplify(answer.citations[0].quote)


@pytest.mark.parametrize(
    ("question", "doc_id", "said"),
    [
        ("西安方案是什么时候印发的？", "xian-2024", ("2024年4月28日", "西安市人民政府办公厅")),
        ("浙江的实施意见是谁印发的？", "zhejiang-2022", ("浙江省人民政府", "2022年12月31日")),
        ("陕西实施意见什么时候印发的？", "shaanxi-2023", ("2023年5月14日",)),
    ],
)
def test_who_issued_a_document_and_when(ask, question: str, doc_id: str, said: tuple[str, ...]) -> None:
    answer = ask(question)
    assert answer.outcome == "answered"
    assert answer.citations[0].doc_id == doc_id
    assert answer.citations[0].clause is None
    for words in said:
        assert words in answer.text


def test_a_date_only_the_manifest_knows_is_no_answer_from_the_text(ask) -> None:
    answer = ask("国家的指导意见是什么时候发布的？")
    assert answer.outcome == "refused"
    assert any("2017" in n for n in answer.notes)


def test_a_place_without_documents_of_its_own_is_answered_from_around_with_a_note(ask) -> None:
    answer = ask("西安市蓝田县怎么提升药品质量安全水平？")
    assert answer.outcome == "answered"
    assert first(answer)[:2] == ("xian-2024", "（十）")
    assert any("蓝田县" in n for n in answer.notes)


def test_pieces_of_the_newspaper_page_are_only_cited_as_what_they_are(ask) -> None:
    for question in ("李心萍写了什么？", "龙岩的质量规定是什么？", "国家怎么规定质量提升行动？"):
        for citation in ask(question).citations:
            around = any(name in citation.label for name in ("同版其他内容", "题头", "前言", "结尾"))
            assert (citation.clause is None) == around, question


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("《关于贯彻《质量强国建设纲要》的意见》（一）", "《关于贯彻〈质量强国建设纲要〉的意见》（一）"),
        ("《甲《乙《丙》》》和《丁》", "《甲〈乙《丙》〉》和《丁》"),
        ("见〈附件〉与《甲〈乙〉》", "见〈附件〉与《甲〈乙〉》"),
        ("《没有收尾《的》", "《没有收尾《的》"),
        ("收尾》在前《的》", "收尾》在前《的》"),
    ],
)
def test_titles_inside_titles(text: str, expected: str) -> None:
    assert book_marks(text) == expected


def test_no_answer_prints_double_marks_inside_double_marks(ask) -> None:
    nested = re.compile(r"《[^》]*《")
    answered = ask("西安2025年首席质量官覆盖率目标是多少？")
    refused = ask("陕西省2025年首席质量官覆盖率目标是多少？")
    assert "〈质量强国建设纲要〉" in answered.citations[0].label
    for text in (answered.text, refused.text, *(c.label for c in answered.citations)):
        assert not nested.search(text)


@pytest.mark.parametrize(
    "question",
    [
        "浙江“415X”先进制造业集群里的4和15具体是哪些产业集群",
        "浙江“双随机、一公开”里的双指什么",
    ],
)
def test_what_a_figure_in_a_name_stands_for_is_not_told_by_the_name(
    real_assistant: Assistant, question: str
) -> None:
    assert real_assistant.ask(question).outcome == "refused"


def test_the_figure_of_a_level_is_not_that_of_all(real_assistant: Assistant) -> None:
    answer = real_assistant.ask("陕西省级放心消费示范单位有多少家")
    assert "百余家省级" in answer.text
    assert "2.6万家" not in answer.text


def test_what_a_question_is_put_for_counts_little(real_assistant: Assistant) -> None:
    assert "万亿元" in real_assistant.ask("写稿核实：西安六大支柱产业的总规模力争突破多少").text


def test_a_word_of_the_question_that_the_figures_sentence_does_not_say_is_told(ask):
    """The figure is for all of society, the question is about industry above the threshold."""
    answer = ask("浙江规上工业企业研发投入强度2027年达到多少")
    assert any("“规上”" in note for note in answer.notes)
    assert not any("原文没有写" in note for note in ask("浙江2027年研发投入强度").notes)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (
            "陕西省制造业产品质量合格率2025年是多少，属于约束性还是预期性？",
            "到2025年，陕西省制造业产品质量合格率目标为94%（约束性）【1】。",
        ),
        (
            "西安陕西质量奖拥有量目标几个？是预期性的还是约束性的",
            "西安市陕西质量奖拥有量目标为25个（约束性）【1】。",
        ),
    ],
)
def test_which_of_two_attributes_a_figure_has_sets_nothing_side_by_side(
    ask, question: str, text: str
) -> None:
    assert ask(question).text == text


def test_figures_that_were_not_asked_for_get_no_verdict(ask) -> None:
    assert "不能直接比较" not in ask("西安和浙江在品牌建设上有什么不同").text


def test_both_sides_of_the_talk_are_held_against_one_another(real_assistant: Assistant) -> None:
    turns: list[Turn] = []
    for question in ("陕西省制造业产品质量合格率2025年是多少", "那浙江呢", "两边差多少"):
        turns.append(Turn(question, real_assistant.ask(question, turns)))
    assert turns[-1].answer.standalone_question == "陕西省和浙江省2025年制造业产品质量合格率差多少"
