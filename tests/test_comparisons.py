"""One figure of several places or years of the five texts, side by side."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant


@pytest.fixture
def ask(real_assistant: Assistant):
    return real_assistant.ask


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "制造业产品质量合格率，浙江陕西西安是不是都一样",
            ("浙江省：", "94%以上", "陕西省", "西安市", "≥94%"),
        ),
        ("制造业质量竞争力指数陕西西安浙江谁定得最高", ("86", "92以上", "浙江省最高")),
        (
            "中小微企业管理体系认证提升，省里遴选的多还是西安遴选的多",
            ("500家", "100家", "陕西省更多，相差400家"),
        ),
        ("鲁班奖省里和西安分别要新增几个", ("25项", "5项", "相差20项")),
    ],
)
def test_every_place_named_is_compared(ask, question: str, said: tuple[str, ...]) -> None:
    answer = ask(question)
    assert answer.outcome == "answered"
    for words in said:
        assert words in answer.text


def test_equal_numbers_for_different_years_are_told_apart(ask) -> None:
    answer = ask("智慧工地覆盖率，省里和西安的要求一样吗")
    assert "到2035年" in answer.text
    assert "数值相同，但年份不同" in answer.text
    assert "陕西省没有写年份" in answer.text
    assert any("2035" in c.quote for c in answer.citations)


def test_figures_of_other_things_are_not_set_against_each_other(ask) -> None:
    answer = ask("首席质量官，陕西和西安谁的人数多")
    assert "5000名" in answer.text
    assert "500名以上" in answer.text
    assert "更多" not in answer.text
    assert "不宜直接比较" in answer.text


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        # 西安 writes of 研发投入 but gives no 强度; its neighbour's 空气质量 stands nowhere in 陕西's texts
        ("研发投入强度西安和浙江各是多少", "没有查到西安市的这一项"),
        ("空气质量优良天数比例陕西和浙江各是多少", "陕西省的文件中没有这一项"),
    ],
)
def test_only_what_no_sentence_speaks_of_is_said_to_be_absent(ask, question: str, missing: str) -> None:
    answer = ask(question)
    assert missing in answer.text
    assert "更高" not in answer.text


@pytest.mark.parametrize(
    ("question", "missing", "nearest"),
    [
        ("研发投入强度西安和浙江哪个高", "西安市", "最接近的是《关于深入贯彻"),
        ("浙江和西安，规上企业首席质量官覆盖率目标谁高", "浙江省", "最接近的是《西安市"),
        ("陕西数字经济核心产业占比，2025年比2020年高多少", "2020年", "最接近的是《陕西省"),
    ],
)
def test_what_is_more_is_not_answered_with_one_side(ask, question: str, missing: str, nearest: str) -> None:
    answer = ask(question)
    assert answer.outcome == "refused"
    assert f"没有查到{missing}的这一项，无法比较" in answer.text
    assert nearest in answer.text
    assert not answer.citations


def test_a_side_is_asked_for_without_a_comparison_all_the_same(ask) -> None:
    answer = ask("单位GDP能耗降低，西安、陕西各定多少")
    assert answer.outcome == "answered"
    assert "13%" in answer.text
    assert "没有查到陕西省的这一项" in answer.text


def test_another_place_s_figure_is_no_thing_of_its_own(ask) -> None:
    answer = ask("浙江制造业质量竞争力指数2025年比咱西安定的高出几个")
    assert "相差6" in answer.text


def test_a_document_without_the_unit_asked_for_is_named(ask) -> None:
    answer = ask("全员劳动生产率（万元/人）西安、陕西、浙江分别定多少")
    assert "陕西省的文件中没有以“万元/人”计的这一项" in answer.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        # every document named is there, the country's too
        (
            "商品质量惩罚性赔偿，2017中央、2023陕西、2022浙江三份用的动词有啥不同",
            ("建立商品质量惩罚性赔偿", "有效执行", "严格执行"),
        ),
        ("中央、陕西、浙江对惩罚性赔偿的提法有什么区别", ("建立商品质量", "有效执行", "严格执行")),
        # the years are those of the documents, no target's
        ("“沙盒监管”在陕西2023和浙江2022里力度一样吗", ("落实质量安全“沙盒监管”制度", "探索开展")),
        ("陕西“沙盒监管”和浙江的措辞一样吗", ("陕西省：落实", "浙江省：探索")),
    ],
)
def test_how_documents_word_something_is_read_out_of_each(ask, question: str, said: tuple[str, ...]) -> None:
    answer = ask(question)
    assert answer.outcome == "answered"
    for words in said:
        assert words in answer.text


def test_aims_of_a_year_side_by_side(ask) -> None:
    answer = ask("写稿用：陕西省和西安市2035年的目标，质量水平各要到全国什么位置")
    assert "陕西省：到2035年" in answer.text
    assert "第一梯队" in answer.text
    assert "西安市：到2035年" in answer.text
    assert "走在全国前列" in answer.text
    assert "没有查到" not in answer.text


def test_a_side_without_aims_for_the_year_is_named(ask) -> None:
    answer = ask("全国和陕西、浙江2027年的目标分别是什么")
    assert "到2027年" in answer.text
    assert "没有查到全国、陕西省的这一项目标" in answer.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        # how it is compared is no part of what is compared
        (
            "我们报表要用：西安和陕西规上工业战新产业产值占比，西安高出几个点？",
            ("50%", "25.5%", "相差24.5个百分点"),
        ),
        ("每万人发明专利 西安跟省里比高几件", ("12件", "8件", "相差4件")),
        # 项 and 个 of one thing
        ("西安的国际标准目标比陕西多多少项", (">150个", "90项", "相差60")),
        # all there are
        ("农产品监测合格率三家是不是都一样高", ("陕西省", "西安市", "浙江省", "数值相同")),
        ("制造业质量竞争力指数在西安和陕西都是约束性的吗", ("都是预期性", "86")),
        (
            "Zhejiang vs Xi'an: overall labor productivity target for 2025, which is higher?",
            ("22", "21", "浙江省更"),
        ),
        # ranges apart
        ("省级质量认证示范县，陕西要3-5家，西安呢，谁多", ("3-5家", "1-2家", "陕西省更多")),
    ],
)
def test_sides_units_and_verdict_are_read_out_of_any_wording(
    ask, question: str, said: tuple[str, ...]
) -> None:
    answer = ask(question)
    assert answer.outcome == "answered"
    for words in said:
        assert words in answer.text


def test_all_there_is_is_not_set_against_what_is_added(ask) -> None:
    answer = ask("体系认证，陕西说6万张，西安3000张，咋差这么多，是一回事吗")
    assert "不能直接比较" in answer.text
    assert "保有量" in answer.text
    assert "新增" in answer.text
    assert "相差" not in answer.text


def test_the_verdict_stands_first(ask) -> None:
    answer = ask("西安和浙江2025年全员劳动生产率，哪个目标高，差多少？")
    assert answer.text.startswith("浙江省更高，相差1万元/人")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "中央2017年的意见和陕西2015年的行动计划，都提到企业标准自我声明公开吗",
            ("全面实施企业标准自我声明公开", "建立企业产品和服务标准自我声明公开"),
        ),
        (
            "陕西2015年那份和2023年那份，对检验检测机构整合的说法有什么变化",
            ("检验检测认证机构整合", "跨区域、跨行业整合"),
        ),
    ],
)
def test_two_documents_are_told_apart_by_their_years(ask, question: str, said: tuple[str, ...]) -> None:
    answer = ask(question)
    for words in said:
        assert words in answer.text


@pytest.mark.parametrize(
    "question", ["养老金西安和浙江哪个高", "落户条件浙江西安谁更严", "产假天数浙江和陕西差几天"]
)
def test_what_no_side_speaks_of_is_refused(ask, question: str) -> None:
    assert ask(question).outcome == "refused"


def test_one_side_alone_has_to_answer_the_question(real_assistant: Assistant) -> None:
    # 每万人口高价值发明专利拥有量 is no 质量奖拥有量, and no other side bears it out
    for question in ("陕西和浙江的质量奖拥有量各是多少", "浙江省陕西质量奖拥有量是多少？"):
        answer = real_assistant.ask(question)
        assert answer.outcome == "refused"
        assert "8件" not in answer.text
    assert "≥80%" in real_assistant.ask("西安和浙江首席质量官覆盖率各是多少").text


def test_a_how_much_question_is_not_answered_without_a_figure(real_assistant: Assistant) -> None:
    answer = real_assistant.ask("浙江省累计主导和参与制定国家、行业标准是多少？")
    assert answer.outcome == "refused"


def test_a_national_standard_is_no_other_place(real_assistant: Assistant) -> None:
    answer = real_assistant.ask("西安主导制定的国际标准和国家标准哪个多")
    assert {c.doc_id for c in answer.citations} == {"xian-2024"}
    assert "全国" not in answer.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("陕西挑的中小微企业是西安的几倍", ("陕西省是西安市的5倍", "500家", "100家")),
        ("浙江全员劳动生产率2027年是2025年的多少倍", ("约1.27倍", "28万元", "22万元")),
        # which of the two is the larger is told, whatever way round it is asked
        ("西安的国家级农安县是省级农安县的几倍", ("省级农安县是国家级农安县的3倍",)),
    ],
)
def test_how_many_times_one_figure_is_of_another_is_worked_out(
    ask, question: str, said: tuple[str, ...]
) -> None:
    answer = ask(question)
    for words in said:
        assert words in answer.text


def test_which_way_a_target_moves_from_one_year_to_the_next(ask) -> None:
    assert "是下降" in ask("规上制造业品牌销售占比，浙江25年跟27年的目标相比是升了还是降了").text
    assert "是上升" in ask("浙江25年和27年制造业质量竞争力指数，升了还是降了").text
    assert "上升" not in ask("浙江研发投入强度27年比25年高多少").text  # only how much is asked


def test_how_great_a_part_one_place_is_of_another(ask) -> None:
    assert ask("西安新增的鲁班奖是陕西的几成").text.startswith("西安市是陕西省的20%")
    assert ask("西安省级质量标杆占全省的多少").text.startswith("西安市是陕西省的35%")
    # a share that is a figure of its own, and two rates of which none is a part of the other
    assert "50%" not in ask("西安和陕西数字经济占地区生产总值多少").text
    assert "50%" not in ask("西安的数字经济占比是陕西的几成").text


def test_whether_two_figures_can_be_compared(ask) -> None:
    assert "不宜直接比较" in ask("陕西中国质量奖20个和西安陕西质量奖25个能直接比吗").text
    same = ask("西安和陕西的高价值发明专利口径一样吗").text
    assert "可以比较" in same
    assert "相差4件" in same
    # 国家、行业标准 is of 国家标准 too: the row whose figure the question tells is that place's
    both = ask("国家标准，西安180、陕西2500，口径一样吗").text
    assert "2500项" in both
    assert ">180个" in both


def test_how_two_texts_word_a_thing_is_told_without_a_verdict_on_numbers(ask) -> None:
    answer = ask("15分钟服务圈，西安和省里的提法哪不一样")
    assert "基本建成" in answer.text
    assert "加快" in answer.text
    assert "数值" not in answer.text
    duty = ask("质量首负责任制，西安现在的跟陕西2015年的写法有没有区别")
    assert "推行质量安全首负责任制" in duty.text
    assert "严格落实质量首负责任制" in duty.text


def test_a_unit_that_a_place_has_in_a_sentence_is_not_said_to_be_missing(ask) -> None:
    assert "没有以“名”计" not in ask("首席质量官，陕西和西安有什么不同").text


def test_the_same_prize_of_two_ranks_is_told_apart_by_its_full_name(ask) -> None:
    for question in ("西安陕西质量奖和西安市质量奖哪个多", "西安市质量奖和陕西质量奖，西安25年要拿的哪个多"):
        assert "西安市质量奖更多，相差5个" in ask(question).text


def test_the_figures_told_of_two_places_are_each_held_against_their_own_text(ask) -> None:
    right = ask("首席质量官培训，陕西说5000人，西安才500人，是这样吗").text
    assert "5000名" in right
    assert "500名以上" in right
    assert ask("鲁班奖陕西新增5项，西安新增25项，对吧").text.count("不对") == 2


def test_the_way_a_target_moves_is_the_same_however_its_years_are_written(ask) -> None:
    assert "是下降" in ask("规上制造业品牌销售占比，浙江25年跟2027年的目标相比是升了还是降了").text


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("西安劳动生产率增长7%，陕西是多少", ("7%", "6.5%")),
        ("质量标杆企业西安35家，陕西多少家", ("35家", "100家")),
        ("陕西鲁班奖25项，西安要多少", ("25项", "5项")),
    ],
)
def test_a_figure_told_of_one_place_asks_for_the_other_s(
    ask, question: str, figures: tuple[str, ...]
) -> None:
    answer = ask(question)
    assert {c.doc_id for c in answer.citations} == {"xian-2024", "shaanxi-2023"}
    for figure in figures:
        assert figure in answer.text


@pytest.mark.parametrize(
    "question", ["西安竣工验收合格率目标是多少，陕西呢", "西安学生体检合格率目标，陕西呢"]
)
def test_two_rates_of_something_else_do_not_bear_each_other_out(ask, question: str) -> None:
    answer = ask(question)
    assert answer.outcome == "refused"
    assert "94" not in answer.text
    assert "98" not in answer.text
