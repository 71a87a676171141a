"""Documents by their names: titles, short forms, dates, levels; and names of documents that are not there."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.understand.naming import Naming, level_of
from corpus.gazetteer import gazetteer
from corpus.script import fold
from corpus.types import Document

TITLES = {
    "consumers": ("中华人民共和国消费者权益保护法", "全国", "1993-10-31"),
    "safety": ("中华人民共和国安全生产法", "全国", "2002-06-29"),
    "labour": ("中华人民共和国劳动合同法", "全国", "2007-06-29"),
    "kitchen": ("洛阳市餐厨垃圾管理办法", "洛阳市", "2023-09-20"),
    "digital": ("烟台市促进数字经济高质量发展若干措施实施细则", "烟台市", "2025-03-18"),
    "year": ("陕西省质量工作2015年行动计划", "陕西省", "2015"),
    "strong": ("陕西省质量强省建设实施方案", "陕西省", "2023-05-14"),
}


@pytest.fixture(scope="module")
def naming() -> Naming:
    documents = {
        d: Document(d, title, "", "", region=region, date=day, period_end=2015 if d == "year" else None)
        for d, (title, region, day) in TITLES.items()
    }
    return Naming(documents, {d: fold(title) for d, (title, _, _) in TITLES.items()}, gazetteer())


@pytest.mark.parametrize(
    ("text", "doc_id"),
    [
        ("《中华人民共和国安全生产法》第九十五条", "safety"),
        ("安全生产法第95条讲啥", "safety"),
        ("消法55条念一下", "consumers"),
        ("按消法，商家欺诈赔几倍", "consumers"),
        ("消保法第25条", "consumers"),
        ("我想问安法第24条", "safety"),
        ("洛阳餐厨垃圾办法第三条", "kitchen"),
        ("数字经济细则里怎么申报", "digital"),
        ("劳动合同法第36条", "labour"),
    ],
)
def test_a_title_or_what_is_short_for_it(naming: Naming, text: str, doc_id: str) -> None:
    assert [n.doc_id for n in naming.find(text)] == [doc_id]
    assert naming.unknown(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "有什么办法退货",  # a word, not a law
        "商家的做法违法吗",
        "执法部门有哪些",
        "这个办法第三条讲什么",
        "有哪些促进数字经济的措施",
        "郑州餐厨垃圾办法第三条",  # another place's
    ],
)
def test_what_names_no_document(naming: Naming, text: str) -> None:
    assert naming.find(text) == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("消费者权益保护法实施条例第十条讲什么", "消费者权益保护法实施条例"),
        ("消费者权益保护法的实施条例怎么说预付卡", "消费者权益保护法实施条例"),
        ("食品安全法第34条怎么说", "食品安全法"),  # ends like 安全生产法 is abbreviated
        ("请问产品质量法第四十条", "产品质量法"),
        ("合同法第52条", "合同法"),  # the end of another name
    ],
)
def test_a_document_that_is_not_here_is_known_as_such(naming: Naming, text: str, name: str) -> None:
    assert naming.find(text) == ()
    assert naming.unknown(text) == (name,)


@pytest.mark.parametrize(
    "text", ["本法第三条", "这部法第三条", "该条例第五条", "方案第八条", "安全生产法规定的罚款"]
)
def test_pointing_at_a_document_names_no_unknown_one(naming: Naming, text: str) -> None:
    assert naming.unknown(text) == ()


# dates


@pytest.mark.parametrize(
    ("text", "pool", "placed", "hits"),
    [
        ("2015年那个黑名单谁在弄", ("year", "strong", "kitchen"), False, ("year",)),
        ("2015年那会儿怎么收粮", ("year", "strong"), True, ("year",)),
        ("2015年在创建哪些示范区", ("year", "strong"), True, ("year",)),
        ("2023年怎么推品牌", ("year", "strong"), True, ("strong",)),
        ("2023年怎么推品牌", ("year", "strong"), False, ()),  # no place: the year may be any
        ("到2015年的目标", ("year", "strong"), True, ()),
        ("2015年以来有什么变化", ("year", "strong"), True, ()),
        ("我们2015年成立的公司能享受什么", ("year", "strong"), True, ()),
        ("2018年的目标", ("year", "strong"), True, ()),
    ],
)
def test_a_year_that_dates_a_document(
    naming: Naming, text: str, pool: tuple[str, ...], placed: bool, hits: tuple[str, ...]
) -> None:
    assert naming.by_date(text, pool, placed=placed)[0] == hits


def test_a_year_that_dates_a_document_asks_for_no_figure_of_that_year_in_a_plan_for_it(
    naming: Naming,
) -> None:
    assert naming.by_date("2015年培训多少人", ("year", "strong"), placed=True)[2] is False
    assert naming.by_date("2023年培训多少人", ("year", "strong"), placed=True)[2] is True


# levels


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("国家那份怎么说奶业", "国家级"),
        ("国家那个意见里手机怎么管", "国家级"),
        ("国家对养老怎么说", "国家级"),
        ("国家评质量是不是只看合格率", "国家级"),
        ("中央怎么定的", "国家级"),
        ("省里呢", "省级"),
        ("省上那份怎么说", "省级"),
        ("市里怎么管", "市级"),
        ("县里有没有补贴", "县级"),
        ("国家级质检中心建几个", None),
        ("国家标准参与制定多少项", None),
        ("国家高新技术企业多少家", None),
        ("国家认定的企业技术中心奖多少", None),
        ("开超市的要注意什么", None),
        ("城市的空气怎么治", None),
        ("节省的能源", None),
    ],
)
def test_the_level_a_question_says(text: str, level: str | None) -> None:
    assert level_of(text) == level


# what comes of it


def test_a_document_that_is_not_here_is_not_answered_for(real_assistant: Assistant) -> None:
    answer = real_assistant.ask("食品安全法第三条讲什么")
    assert answer.outcome == "refused"
    assert "没有《食品安全法》" in answer.text


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("《质量强国建设纲要》提出到2025年制造业质量竞争力指数达到多少", "质量强国建设纲要"),
        ("质量强国建设纲要2035年的目标是什么", "质量强国建设纲要"),
        ("国家质量强国纲要对2035年怎么说", "质量强国建设纲要"),
        ("质量强国建设纲要什么时候印发的", "质量强国建设纲要"),
        ("《产品质量法》对假冒伪劣怎么处罚", "产品质量法"),
    ],
)
def test_a_document_that_is_only_cited_here_is_not_answered_for(
    real_assistant: Assistant, question: str, name: str
) -> None:
    answer = real_assistant.ask(question)
    assert answer.outcome == "refused"
    assert f"没有《{name}》" in answer.text


@pytest.mark.parametrize(
    ("question", "doc_id"),
    [
        ("陕西省贯彻质量强国建设纲要的实施意见2025年目标", "shaanxi-2023"),
        ("西安贯彻《质量强国建设纲要》的方案里首席质量官覆盖率", "xian-2024"),
        ("省里的《质量强国建设纲要》实施意见对食品安全怎么说", "shaanxi-2023"),
        ("落实《质量强国建设纲要》西安有哪些任务", "xian-2024"),
        ("《质量提升行动指导意见》提出的目标是什么", "central-2017"),
        ("《建筑业十项新技术》怎么推广", "shaanxi-2023"),
    ],
)
def test_what_carries_a_cited_document_out_is_here(
    real_assistant: Assistant, question: str, doc_id: str
) -> None:
    answer = real_assistant.ask(question)
    assert answer.outcome == "answered"
    assert answer.citations[0].doc_id == doc_id


def test_the_year_of_a_document_keeps_the_other_document_of_the_place_away(real_assistant: Assistant) -> None:
    answer = real_assistant.ask("2015年陕西在创建哪些示范区")
    assert {c.doc_id for c in answer.citations} == {"shaanxi-2015"}


def test_the_nation_is_the_national_document(real_assistant: Assistant) -> None:
    answer = real_assistant.ask("国家有没有品牌日")
    assert {c.doc_id for c in answer.citations} == {"central-2017"}


# which clause


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("首席质量官的覆盖率写在第几条", "专栏1第22项"),
        ("哪条说到零售药店", "（十）"),
        ("中小学质量教育是国家意见哪一条说的", "（二十五）"),
    ],
)
def test_where_it_stands_is_said(real_assistant: Assistant, question: str, label: str) -> None:
    answer = real_assistant.ask(question)
    assert answer.text.startswith("写在《")
    assert label in answer.text.split("【")[0]


def test_whose_clause_it_is_asks_for_no_label(real_assistant: Assistant) -> None:
    assert not real_assistant.ask("西安市财政局牵涉到哪一条").text.startswith("写在")


@pytest.mark.parametrize(
    ("question", "item"),
    [
        ("西安专栏七第二个讲啥", "开展质量基础设施“一站式”服务试点示范"),
        ("浙江（二）下面第二个目标讲什么", "高标准质量供给全面优化"),
    ],
)
def test_the_second_of_a_clause(real_assistant: Assistant, question: str, item: str) -> None:
    assert real_assistant.ask(question).citations[0].item == item


def test_a_clause_that_counts_nothing_is_read_as_a_whole(real_assistant: Assistant) -> None:
    answer = real_assistant.ask("西安方案第八条第一个要求是什么")
    assert (answer.outcome, answer.citations[0].clause) == ("answered", "（八）")


@pytest.mark.parametrize("question", ["陕西质量奖几个", "陕西质量奖目标是多少"])
def test_a_row_that_begins_with_a_place_is_asked_for_by_its_name(
    real_assistant: Assistant, question: str
) -> None:
    answer = real_assistant.ask(question)
    assert "陕西质量奖拥有量目标为25个" in answer.text
    assert "中国质量奖" not in answer.text
