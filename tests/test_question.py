"""How a question is read: kind, places, documents, clause numbers, years, units; typos, traditional, English."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.assistant import Assistant
from assistant.understand.measured import asked_unit
from assistant.understand.question import MAX_QUESTION, Kind, Query, check_question, find_refs
from corpus.errors import QuestionError
from corpus.numerals import format_ordinal
from corpus.script import fold


@pytest.fixture
def read(real_assistant: Assistant):
    return real_assistant.understander.understand


# kinds


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("西安省级质量标杆企业数要达到多少家？", Kind.INDICATOR),
        ("陕西要培训多少名首席质量官？", Kind.INDICATOR),
        ("浙江全员劳动生产率目标值", Kind.INDICATOR),
        ("药品质量由谁负责？", Kind.RESPONSIBLE),
        ("食品安全归哪个部门管", Kind.RESPONSIBLE),
        ("建筑材料质量的牵头单位是哪家", Kind.RESPONSIBLE),
        ("市交通局有哪些任务？", Kind.TASKS),
        ("省粮食局负责什么", Kind.TASKS),
        ("什么是沙盒监管？", Kind.DEFINITION),
        ("“三品一标”是什么意思", Kind.DEFINITION),
        ("陕西和浙江的制造业质量竞争力指数哪个高？", Kind.COMPARE),
        ("浙江比西安高多少？", Kind.COMPARE),
        ("西安方案第八条说了什么？", Kind.CLAUSE),
        ("专栏7的内容", Kind.CLAUSE),
        ("我是西安一家食品厂，哪些条款和我有关？", Kind.APPLICABILITY),
        ("我们公司做医疗器械，要遵守哪些规定？", Kind.APPLICABILITY),
        ("西安智慧工地覆盖率是100%吗？", Kind.CHECK),
        ("听说浙江的目标是98%，对不对？", Kind.CHECK),
        ("浙江实施意见什么时候发布的？", Kind.META),
        ("西安方案的发文机关是哪个？", Kind.META),
        ("专栏5包括哪些行动", Kind.CLAUSE),
        ("西安有哪些品牌培育的举措？", Kind.LIST),
        ("怎样加强质量国际合作？", Kind.FACT),
    ],
)
def test_what_kind_of_question_it_is(read, question: str, kind: Kind) -> None:
    assert read(question).kind is kind


# places and documents


@pytest.mark.parametrize(
    ("question", "region", "doc_ids"),
    [
        ("西安的目标", "西安市", ("xian-2024",)),
        ("陕西省西安市的目标", "西安市", ("xian-2024",)),
        ("浙江的目标", "浙江省", ("zhejiang-2022",)),
        ("陜西省的目標", "陕西省", ("shaanxi-2023", "shaanxi-2015")),
    ],
)
def test_a_place_leads_to_its_own_documents(
    read, question: str, region: str, doc_ids: tuple[str, ...]
) -> None:
    query: Query = read(question)
    assert [r.name for r in query.regions] == [region]
    assert set(query.doc_ids) == set(doc_ids)
    assert query.outside == ()


@pytest.mark.parametrize(
    ("question", "region", "nearest"),
    [
        ("宝鸡有哪些任务", "宝鸡市", "shaanxi-2023"),
        ("蓝田县怎么提升农产品质量", "蓝田县", "xian-2024"),
        ("西安市雁塔区的企业", "雁塔区", "xian-2024"),
        ("温州怎么打造品牌", "温州市", "zhejiang-2022"),
    ],
)
def test_a_place_inside_one_that_has_documents_is_answered_from_those_around_it(
    read, question: str, region: str, nearest: str
) -> None:
    query: Query = read(question)
    assert [r.name for r in query.regions] == [region]
    assert (query.doc_ids, query.outside) == ((), ())
    assert query.around[0] == nearest


@pytest.mark.parametrize("place", ["重庆", "上海市", "成都", "海淀区", "广东省深圳市"])
def test_a_place_elsewhere_is_outside(read, place: str) -> None:
    query: Query = read(f"{place}的合格率是多少")
    assert len(query.outside) == 1
    assert (query.doc_ids, query.around) == ((), ())


@pytest.mark.parametrize(
    ("question", "regions", "elsewhere"),
    [
        ("拿了西安的奖励，公司想搬到成都去，钱要退吗", ["西安市"], ["成都市"]),
        ("户口在西安，人在深圳带孙子，补贴还能领吗", ["西安市"], ["深圳市"]),
        ("得了奖励，第三年公司迁到成都，钱要退吗", ["成都市"], ["成都市"]),
        ("到成都上学要什么材料", ["成都市"], []),
        ("搬到成都去给多少补贴", ["成都市"], []),  # the part that asks says the place
        ("西安的要求搬到成都还适用吗", ["西安市", "成都市"], []),
        ("拿西安跟成都比，哪个目标高", ["西安市", "成都市"], []),
    ],
)
def test_a_place_that_is_only_gone_to(read, question: str, regions: list[str], elsewhere: list[str]) -> None:
    query: Query = read(question)
    assert [r.name for r in query.regions] == regions
    assert [r.name for r in query.elsewhere] == elsewhere
    assert [r.name for r in query.outside] == [n for n in regions if n != "西安市"]


def test_two_places_are_both_meant(read) -> None:
    query: Query = read("陕西和浙江的制造业质量竞争力指数")
    assert [r.name for r in query.regions] == ["陕西省", "浙江省"]
    assert {"shaanxi-2023", "zhejiang-2022"} <= set(query.doc_ids)


def test_a_place_inside_an_indicators_name_is_not_the_place_asked_about(read) -> None:
    assert read("西安拥有多少陕西质量奖").doc_ids == ("xian-2024",)


def test_no_place_restricts_nothing(read) -> None:
    query: Query = read("首席质量官覆盖率是多少")
    assert (query.regions, query.doc_ids, query.outside, query.around) == ((), (), (), ())


@pytest.mark.parametrize(
    ("question", "doc_id"),
    [
        ("《西安市贯彻落实〈质量强国建设纲要〉深化质量强市建设实施方案》第三条", "xian-2024"),
        ("中共中央、国务院关于开展质量提升行动的指导意见里怎么规定品牌", "central-2017"),
        ("2015年行动计划第四条", "shaanxi-2015"),
        ("陕西2023年的实施意见第二条", "shaanxi-2023"),
    ],
)
def test_a_document_by_its_title_or_date(read, question: str, doc_id: str) -> None:
    query: Query = read(question)
    assert query.named_docs == (doc_id,) == query.doc_ids
    assert query.years == ()


@pytest.mark.parametrize(
    ("question", "doc_id"),
    [("国家层面怎么规定品牌", "central-2017"), ("市里的方案怎么规定品牌", "xian-2024")],
)
def test_a_level_leads_to_the_documents_of_that_level(read, question: str, doc_id: str) -> None:
    assert read(question).doc_ids == (doc_id,)


# clause numbers


@settings(deadline=None, derandomize=True)
@given(
    st.integers(1, 99),
    st.sampled_from(["第{}条", "第 {} 条", "（{}）", "({})", "（{}）条"]),
    st.booleans(),
)
def test_an_article_number_in_any_writing(number: int, form: str, chinese: bool) -> None:
    written = form.format(format_ordinal(number) if chinese else number)
    for text in (
        f"方案{written}讲了什么",
        written.translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    ):
        assert [(r.kind, r.number) for r in find_refs(text)] == [("article", number)]


@pytest.mark.parametrize(
    ("text", "refs"),
    [
        ("专栏六", [("box", 6)]),
        ("专栏6第3项", [("box", 6), ("item", 3)]),
        ("第二章第12条", [("chapter", 2), ("article", 12)]),
        ("第2部分", [("chapter", 2)]),
        ("第三节", [("section", 3)]),
        ("第22项指标", [("row", 22)]),
        ("序号22", [("row", 22)]),
        ("第一百零八条第二款", [("article", 108), ("item", 2)]),
        ("二十一条是什么", [("article", 21)]),
        ("一共有多少条", []),
        ("第几条规定了首席质量官", []),
        ("有3条意见吗", []),
        ("到2025年覆盖率80%", []),
    ],
)
def test_clause_numbers_of_a_question(text: str, refs: list[tuple[str, int]]) -> None:
    assert [(r.kind, r.number) for r in find_refs(text)] == refs


# years, units, attributes, claims


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("西安2025年首席质量官覆盖率", (2025,)),
        ("西安２０２５年首席质量官覆盖率", (2025,)),
        ("西安25年首席质量官覆盖率", (2025,)),
        ("浙江2025年和2027年研发投入强度", (2025, 2027)),
        ("浙江2027目标", (2027,)),
        ("3年内要建多少平台", ()),
        ("15年以上的老企业", ()),
        ("首席质量官覆盖率", ()),
    ],
)
def test_years_of_a_question(read, question: str, years: tuple[int, ...]) -> None:
    assert read(question).years == years


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("培训多少名首席质量官", "名"),
        ("新增多少家绿色工厂", "家"),
        ("奖励多少钱", "钱"),
        ("补贴多少", "元"),
        ("农村要多少小时", "小时"),
        ("多久办结", "久"),
        ("覆盖率是多少", "比例"),
    ],
)
def test_what_is_counted(read, question: str, unit: str) -> None:
    query: Query = read(question)
    assert query.unit == unit
    assert query.asks_figure


@pytest.mark.parametrize(
    ("question", "attribute"),
    [
        ("西安的约束性指标有哪些", "约束性"),
        ("首席质量官覆盖率是预期性的吗", "预期性"),
        ("首席质量官覆盖率", None),
    ],
)
def test_the_attribute_a_question_names(read, question: str, attribute: str | None) -> None:
    assert read(question).attribute == attribute


def test_a_figure_taken_for_granted_is_a_claim_and_a_clause_number_is_not(read) -> None:
    (claim,) = read("西安食品安全评价性抽检合格率要达到95%以上，对吗？").claims
    assert (str(claim.low), claim.unit, claim.comparator) == ("95", "%", "≥")
    assert read("西安方案第12条对吗").claims == ()


def test_departments_in_full_and_short(read) -> None:
    assert read("市工信局有哪些任务").departments == ("市工信局",)
    assert read("市市场监督管理局有哪些任务").departments == ("市市场监管局",)
    assert read("工信部门以外谁管").departments == ()


# writings


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("西安食品安权评价性抽检合格率", "食品安全评价性"),
        ("西安农产品冷恋物流", "冷链物流"),
        ("浙江质量竞争利指数是多少", "质量竞争力指数"),
        ("浙江研发投入强渡目标", "研发投入强度"),
    ],
)
def test_a_slip_of_the_input_method_is_put_right(read, question: str, meant: str) -> None:
    assert meant in read(question).text


@pytest.mark.parametrize(
    "question",
    [
        "西安的制造业质量竞争力指数是多少",
        "我们厂在西安，想问问怎么办认证",
        "麻烦查一下浙江的品牌政策",
        "自成立之日起几天内办理",
    ],
)
def test_what_is_spelt_right_is_left_alone(read, question: str) -> None:
    assert fold(read(question).text) == fold(question)


def test_a_level_is_read_however_it_is_said(read) -> None:
    assert "市级的示范单位" in read("陕西市一级的示范单位有多少家").text
    assert "城市一级水源" in read("西安城市一级水源地有几处").text


def test_a_quoted_lists_points_are_no_clause_numbers(read) -> None:
    assert read("西安可以有下列行为：（一）虚构服务吗").refs == ()
    assert [r.text for r in read("西安方案：（五）讲什么").refs] == ["(五)"]


def test_a_place_is_like_no_other_one(read) -> None:
    (place,) = [w for w in read("西安市的陕西质量奖有多少个").words if w.text == "陕西"]
    assert place.akin == ()


def test_traditional_characters_are_read(read) -> None:
    query: Query = read("西安製造業質量競爭力指數目標是多少？")
    assert fold(query.text) == fold("西安制造业质量竞争力指数目标是多少？")
    assert query.kind is Kind.INDICATOR


@pytest.mark.parametrize(
    ("question", "kind", "doc_id", "years"),
    [
        ("Who is responsible for drug quality in Xi'an?", Kind.RESPONSIBLE, "xian-2024", ()),
        ("How many chief quality officers will Shaanxi train?", Kind.INDICATOR, "shaanxi-2023", ()),
        ("What is the R&D intensity target of Zhejiang for 2027?", Kind.INDICATOR, "zhejiang-2022", (2027,)),
    ],
)
def test_english(read, question: str, kind: Kind, doc_id: str, years: tuple[int, ...]) -> None:
    query: Query = read(question)
    assert query.english
    assert (query.kind, query.years) == (kind, years)
    assert doc_id in query.doc_ids


def test_a_joining_particle_is_no_slip(read) -> None:
    assert "西安的方案" in read("西安的方案里首席质量官覆盖率").text


def test_a_slip_put_right_in_the_same_breath_does_not_count(read) -> None:
    query: Query = read("浙江2025年，不对，西安2025年的研发投入强度是多少")
    assert query.doc_ids == ("xian-2024",)


# what is no question


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\x00\x07\x1b", "？？！", "​⁠", "。" * 30])
def test_nothing_to_read(text: str) -> None:
    with pytest.raises(QuestionError) as caught:
        check_question(text)
    assert "\n" not in str(caught.value)


def test_the_longest_question_and_one_longer() -> None:
    assert len(check_question("问" * MAX_QUESTION)) == MAX_QUESTION
    with pytest.raises(QuestionError, match=str(MAX_QUESTION + 1)):
        check_question("问" * (MAX_QUESTION + 1))


@settings(deadline=None, derandomize=True)
@given(st.text(max_size=80))
def test_any_text_is_read_or_refused_in_one_line(real_assistant: Assistant, text: str) -> None:
    try:
        query = real_assistant.understander.understand(text)
    except QuestionError as error:
        message = str(error)
    else:
        message = "read"
        assert "\x00" not in query.raw
        assert isinstance(query.kind, Kind)
    assert len(message.splitlines()) == 1


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("评审专家一次给多少评审费", "元"),
        ("实验室至少得配几个检测员", "名"),
        ("一年少烧几百吨煤，省一吨给多少钱", "钱"),
        ("全市建几个站点", "个"),
    ],
)
def test_the_unit_that_is_asked_for(question: str, unit: str) -> None:
    assert asked_unit(question) == unit


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("What is the cap on the interest subsidy for one firm?", Kind.INDICATOR),
        ("What is the current reward for drafting a standard?", Kind.FACT),
        ("What is a guide dog?", Kind.DEFINITION),
        ("What is the chief quality officer system?", Kind.DEFINITION),
    ],
)
def test_what_is_in_english(read, question: str, kind: Kind) -> None:
    assert read(question).kind is kind
