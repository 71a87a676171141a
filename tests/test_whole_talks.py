"""Whole conversations as an operator has them: places compared, put in order, added up; what comes after a comparison."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.types import Answer, Turn
from tests.small_corpus import conversation


def talk(assistant: Assistant, *questions: str) -> Answer:
    """The answer to the last of some questions of one conversation."""
    answer = conversation(assistant, *questions)
    assert all(c.verified for c in answer.citations)
    return answer


# what is set side by side


def test_a_figure_of_another_thing_is_no_side(real_assistant: Assistant) -> None:
    text = talk(real_assistant, "浙江药品抽检合格率", "比西安高吗").text
    assert "99.5%" in text
    assert "没有查到西安市的这一项" in text
    assert "食品" not in text


def test_a_figure_called_just_so_goes_before_one_like_another_sides(real_assistant: Assistant) -> None:
    text = talk(real_assistant, "陕西、西安、浙江全员劳动生产率从低到高排").text
    assert "21万元/人" in text
    assert "7%" not in text


def test_a_sentence_without_a_figure_is_no_side_of_a_figure(real_assistant: Assistant) -> None:
    assert talk(real_assistant, "陕西和西安鲁班奖加起来多少").text.startswith("合计30项（25项+5项）")


# in order


@pytest.mark.parametrize(
    "before",
    [
        ("陕西西安浙江食品抽检合格率各多少",),
        ("西安食品抽检合格率多少", "和陕西比呢", "和浙江比呢"),
        ("西安食品抽检合格率多少", "陕西呢", "浙江呢"),
    ],
)
def test_three_places_are_put_in_order(real_assistant: Assistant, before: tuple[str, ...]) -> None:
    text = talk(real_assistant, *before, "三个地方排个序").text
    assert text.startswith("从高到低：浙江省、")
    assert "（数值相同）" in text
    assert talk(real_assistant, *before, "从低到高呢").text.startswith("从低到高：")


def test_how_far_three_places_are_apart(real_assistant: Assistant) -> None:
    before = ("西安数字经济占比多少", "陕西呢", "浙江呢", "哪个最高")
    assert "最高与最低相差10个百分点" in talk(real_assistant, *before, "差多少").text
    assert talk(real_assistant, *before, "谁最低").text.startswith("陕西省最低")


def test_all_three_places_of_the_talk(real_assistant: Assistant) -> None:
    before = ("消费品合格率西安", "陕西", "一样吗", "浙江有吗", "制造业产品呢")
    answer = talk(real_assistant, *before, "三个地方都说说")
    assert {c.doc_id for c in answer.citations} == {"shaanxi-2023", "xian-2024", "zhejiang-2022"}


# what is asked of each place compared


def test_of_what_kind_each_place_compared_has_it(real_assistant: Assistant) -> None:
    text = talk(real_assistant, "农产品合格率 陕西 西安 浙江", "约束性吗").text
    assert text.startswith("陕西省为约束性，西安市为约束性，浙江省的文件没有写属性")


def test_for_which_year_each_place_compared_has_it(real_assistant: Assistant) -> None:
    answer = talk(real_assistant, "农产品合格率 陕西 西安 浙江", "约束性吗", "哪一年的")
    assert answer.text.count("到2025年") == 3


def test_a_new_question_after_three_places_is_asked_of_all(real_assistant: Assistant) -> None:
    first = "农产品合格率 陕西 西安 浙江"
    history = [Turn(first, real_assistant.ask(first))]
    assert real_assistant.dialogue.standalone("企业失信怎么处理", history) == "企业失信怎么处理"


def test_one_of_the_places_compared_alone(real_assistant: Assistant) -> None:
    answer = talk(real_assistant, "陕西和西安绿色建筑比例哪个高", "西安谁负责")
    assert "市住建局" in answer.text
    assert {c.doc_id for c in answer.citations} == {"xian-2024"}


# which year


@pytest.mark.parametrize("follow", ["哪一年", "是哪年的目标", "什么时候完成", "有没有时间要求", "到哪年"])
def test_the_year_of_a_row_stands_in_its_head(real_assistant: Assistant, follow: str) -> None:
    assert talk(real_assistant, "西安全员劳动生产率多少", follow).text.startswith("到2025年")


def test_a_figure_that_no_year_is_written_for(real_assistant: Assistant) -> None:
    assert talk(real_assistant, "陕西鲁班奖要多少", "哪一年").text.startswith("没有写明时间")


def test_how_much_it_rises_from_the_year_told_before(real_assistant: Assistant) -> None:
    assert "相差0.1个百分点" in talk(real_assistant, "浙江研发投入强度", "到27年呢", "涨了几个点").text


# another thing, another place


def test_an_exchanged_thing_is_not_answered_with_the_one_before(real_assistant: Assistant) -> None:
    assert talk(real_assistant, "西安质量奖多少个", "提名奖呢").outcome == "refused"
    answer = talk(real_assistant, "西安质量奖多少个", "陕西质量奖呢", "中国质量奖呢")
    assert answer.text.startswith("陕西省中国质量奖及提名奖目标为20个")


def test_another_thing_after_a_clause_that_was_only_pointed_at(real_assistant: Assistant) -> None:
    before = ("西安农产品合格率多少", "谁负责", "那食品的呢")
    assert "“提升食品质量安全水平”" in talk(real_assistant, *before).text
    assert talk(real_assistant, *before, "比省里高吗").text.startswith("数值相同")


def test_by_how_much_it_is_more_than_the_place_asked_of_last(real_assistant: Assistant) -> None:
    text = talk(real_assistant, "浙江全员劳动生产率多少", "西安多少", "浙江高多少").text
    assert text.startswith("浙江省更多，相差1万元/人")


def test_sums_of_places_and_of_things(real_assistant: Assistant) -> None:
    places = talk(real_assistant, "质量标杆西安多少家", "陕西呢", "一共多少")
    assert places.text.startswith("合计135家")
    things = talk(real_assistant, "西安鲁班奖几个", "长安杯呢", "雁塔杯呢", "三个加起来")
    assert things.text.startswith("合计205项")
    assert talk(real_assistant, "陕西鲁班奖几项", "西安呢", "差几项", "加起来呢").text.startswith("合计30项")


def test_how_many_are_trained_is_compared_as_trained(real_assistant: Assistant) -> None:
    assert "相差4500名" in talk(real_assistant, "陕西首席质量官要培训多少人", "西安呢", "差多少").text


def test_no_other_places_clause_for_a_follow_up_without_a_place(real_assistant: Assistant) -> None:
    answer = talk(real_assistant, "质量标杆西安多少家", "陕西的", "谁管")
    assert "服务品质" not in answer.text


def test_a_clause_is_not_read_out_for_what_it_says_nothing_of(real_assistant: Assistant) -> None:
    before = ("西安专精特新和小巨人25年要新增几家", "单项冠军呢", "这两个加起来多少")
    assert talk(real_assistant, *before, "怎么报名，要交啥材料").outcome == "refused"


# whose duty


@pytest.mark.parametrize("question", ["西安食品合格率谁负责", "西安食品安全评价性抽检合格率谁负责"])
def test_whose_a_rate_is_tells_its_clause(real_assistant: Assistant, question: str) -> None:
    text = talk(real_assistant, question).text
    assert "“提升食品质量安全水平”" in text
    assert "消费品" not in text


def test_a_sentence_that_writes_the_subject_together(real_assistant: Assistant) -> None:
    assert "“促进公共服务满意度提升”" in talk(real_assistant, "西安养老服务质量谁管").text


@pytest.mark.parametrize("joint", ["和", " "])
def test_two_prizes_whose_names_begin_with_places(real_assistant: Assistant, joint: str) -> None:
    text = talk(real_assistant, f"西安质量奖{joint}陕西质量奖 各要多少").text
    assert text.startswith("西安市质量奖更多，相差5个")
    assert "25个" in text


def test_a_figure_without_a_year_is_told_for_none(real_assistant: Assistant) -> None:
    text = talk(real_assistant, "陕西鲁班奖2025年和2030年各多少").text
    assert text.startswith("没有写年份：新增“鲁班奖”25项")
    assert "2025年：" not in text


def test_three_places_are_put_in_order_and_a_new_question_is_asked_of_all(real_assistant: Assistant) -> None:
    order = talk(real_assistant, "三个地方的农产品合格率", "排个序")
    assert {c.doc_id for c in order.citations} == {"shaanxi-2023", "xian-2024", "zhejiang-2022"}
    new = talk(real_assistant, "三个地方的农产品合格率", "排个序", "企业失信怎么处理")
    assert new.outcome == "answered"


def test_how_many_times_is_asked_of_what_was_just_compared(real_assistant: Assistant) -> None:
    text = talk(real_assistant, "陕西和西安鲁班奖各几项", "陕西是西安的几倍").text
    assert text.startswith("陕西省是西安市的5倍")


def test_what_is_asked_of_all_documents_goes_on_from_nothing(real_assistant: Assistant) -> None:
    assert "2024年4月28日" in talk(real_assistant, "西安质量奖有奖金吗", "五份文件哪份最新").text


# one figure by another


@pytest.mark.parametrize(
    ("before", "follow", "said"),
    [
        (("陕西的鲁班奖要新增多少项",), "是西安的几倍", "陕西省是西安市的5倍"),
        (
            ("西安要培育农产品区域公用品牌多少个", "陕西呢", "相差多少"),
            "是西安的几倍",
            "陕西省是西安市的10倍",
        ),
        (("陕西鲁班奖几项", "西安呢"), "西安占多少", "西安市是陕西省的20%"),
        (("战略性新兴产业占比，西安", "陕西的呢"), "是几倍", "西安市是陕西省的约1.96倍"),
        (("浙江全员劳动生产率2025年", "27年呢"), "翻了几倍", "27年是2025年的约1.27倍"),
        (("陕西国际标准要主导参与多少项", "西安的呢"), "西安比陕西还多？", "西安市更多，相差60个"),
    ],
)
def test_how_many_times_or_what_part_the_other_place_has(
    real_assistant: Assistant, before: tuple[str, ...], follow: str, said: str
) -> None:
    assert talk(real_assistant, *before, follow).text.startswith(said)


def test_whether_what_two_places_were_asked_for_can_be_compared(real_assistant: Assistant) -> None:
    before = ("陕西体系认证证书要到多少", "西安认证证书呢")
    assert "不宜直接比较" in talk(real_assistant, *before, "能直接比吗").text
    assert "口径不同" in talk(real_assistant, *before, "能直接比吗", "单位一样吗").text


# what was worked out is left behind


@pytest.mark.parametrize(
    ("before", "follow", "asked"),
    [
        (
            ("西安数字经济核心产业占比要到多少", "陕西呢", "差多少"),
            "那浙江2027年呢",
            "浙江省到2027年数字经济核心产业占比要到多少",
        ),
        (
            ("浙江全员劳动生产率27年要到多少", "比25年涨了多少"),
            "西安25年是多少",
            "西安市到2025年全员劳动生产率要到多少",
        ),
        (("西安鲁班奖几项", "陕西呢", "加起来多少"), "浙江呢", "浙江省鲁班奖几项"),
        (
            ("浙江研发投入强度2025年", "2027年呢", "高了多少"),
            "西安有这个指标吗",
            "西安市研发投入强度到2027年",
        ),
    ],
)
def test_another_place_or_year_after_a_difference_or_a_sum(
    real_assistant: Assistant, before: tuple[str, ...], follow: str, asked: str
) -> None:
    assert talk(real_assistant, *before, follow).standalone_question == asked


def test_the_thing_before_does_not_answer_for_another(real_assistant: Assistant) -> None:
    answer = talk(real_assistant, "陕西的鲁班奖要新增多少项", "是西安的几倍", "质量奖呢")
    assert "25项" not in answer.text
    answer = talk(real_assistant, "浙江农产品合格率多少", "换成食品呢", "换成药品呢")
    assert "99.5%" in answer.text
    assert "食品" not in answer.text


def test_sums_of_things_whose_names_begin_with_a_place_or_tell_a_deed(real_assistant: Assistant) -> None:
    awards = talk(real_assistant, "西安陕西质量奖目标多少", "不是，我问的是西安市质量奖", "两个加起来呢")
    assert awards.text.startswith("合计至少55个")
    norms = talk(real_assistant, "陕西国际标准要主导参与多少项", "国家标准呢", "加起来呢")
    assert norms.text.startswith("合计2590项")


def test_indicators_of_the_other_kind(real_assistant: Assistant) -> None:
    before = ("西安专栏1约束性指标有哪些",)
    assert talk(real_assistant, *before, "一共几个").text.startswith("约束性指标共10项")
    assert talk(real_assistant, *before, "一共几个", "预期性的呢").text.startswith("预期性指标共12项")


@pytest.mark.parametrize(
    ("turns", "asked"),
    [
        # a question of its own after one that was not found
        (("西安的药品抽检合格率目标是多少", "谁负责西安药品安全"), "谁负责西安药品安全"),
        (("西安的能耗要降多少", "是约束性的吗", "陕西有没有定"), "陕西省的能耗要降多少"),
        (("西安制造业劳动生产率多少", "陕西制造业的呢"), "陕西省制造业劳动生产率多少"),
        (("帮我查下西安的高新技术企业", "陕西呢"), "陕西省的高新技术企业"),
        (("西安鲁班奖几项", "首席质量官呢，陕西"), "陕西省首席质量官几项"),
        (("西安食品合格率多少", "算了，换个问题，浙江药品的"), "浙江省药品合格率多少"),
        (("陕西农产品质量安全县要建几个", "国家级的几个"), "陕西国家级农产品质量安全县要建几个"),
    ],
)
def test_how_a_follow_up_is_read(real_assistant: Assistant, turns: tuple[str, ...], asked: str) -> None:
    assert talk(real_assistant, *turns).standalone_question == asked


@pytest.mark.parametrize(
    ("turns", "asked"),
    [
        # a rank of what was asked for, here and in another place
        (("西安单项冠军企业多少家", "省级的呢"), "西安省级单项冠军企业多少家"),
        (("陕西质检中心建几个", "国家级的呢", "西安国家级的呢"), "西安市国家级质检中心建几个"),
        (("陕西省级质检中心几个", "西安的呢"), "西安市省级质检中心几个"),
        # a place taken up again, a thing said in another way, a body after a clause
        (("西安农产品合格率多少", "陕西呢", "还是说西安吧"), "西安市农产品合格率多少"),
        (("陕西高价值发明专利多少件", "我要的是高新技术企业"), "陕西高新技术企业多少"),
        (("西安市教育局负责什么", "第一个写在哪一条", "市财政局呢"), "西安市财政局负责什么"),
        # a year after the question for the year; a thing that the talk goes back to
        (("浙江服务质量满意度多少", "是哪一年的", "27年呢"), "浙江到2027年服务质量满意度多少"),
        (("西安食品安全谁负责", "下一条呢", "回到食品那条，合格率多少"), "西安食品安全合格率多少"),
        # one name for another, whatever words they share
        (("陕西要创建几个质量强市示范城市", "质量品牌提升示范区呢"), "陕西要创建几个质量品牌提升示范区"),
        # of two places named, and of all that were told
        (("食品合格率哪个地方最高", "浙江比西安高多少"), "浙江省食品合格率比西安市高多少"),
        (("陕西消费品合格率多少", "西安的一样吗"), "陕西省和西安市消费品合格率一样吗"),
        (("西安鲁班奖几项", "长安杯呢", "两样加起来呢"), "西安市鲁班奖和长安杯加起来几项"),
        (("西安全员劳动生产率多少", "浙江呢", "有差别吗"), "西安市和浙江省全员劳动生产率一样吗"),
        (("西安的能耗指标", "浙江提没提"), "浙江省单位地区生产总值能源消耗降低是多少"),
        (("国家2017年的意见里对中小企业怎么说", "西安呢"), "西安市对中小企业怎么说"),
    ],
)
def test_how_a_later_follow_up_is_read(real_assistant: Assistant, turns: tuple[str, ...], asked: str) -> None:
    assert talk(real_assistant, *turns).standalone_question == asked


def test_a_target_that_was_said_is_not_taken_for_where_things_stand(real_assistant: Assistant) -> None:
    answer = talk(real_assistant, "西安首席质量官覆盖率80%，现在多少了", "差多少")
    assert "已达到目标" not in answer.text


def test_a_claim_about_another_place_is_checked(real_assistant: Assistant) -> None:
    answer = talk(real_assistant, "西安首席质量官500人是吧", "陕西是5000人吧")
    assert answer.text.startswith("是的")
    assert "5000名" in answer.text
