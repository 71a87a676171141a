"""Plain questions as they are typed with a caller waiting: a keyword, two places, all documents at once."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.types import Turn
from tests.small_corpus import conversation


def told(assistant: Assistant, *questions: str) -> str:
    """The answer to the last of some questions of one conversation."""
    answer = conversation(assistant, *questions)
    assert all(c.verified for c in answer.citations)
    return answer.text


def test_a_place_and_a_keyword_bring_the_indicator_first(real_assistant: Assistant) -> None:
    for question in ("西安首席质量官", "西安CQO"):
        text = told(real_assistant, question)
        assert text.startswith("西安市全市规模以上工业企业首席质量官覆盖率目标为≥80%")
        assert "新增获证人数500名以上" in text


def test_a_keyword_is_no_name_of_a_row_on_another_thing(real_assistant: Assistant) -> None:
    assert "12件" not in told(real_assistant, "西安 知识产权")


def test_of_a_list_of_targets_a_keyword_brings_its_own(real_assistant: Assistant) -> None:
    text = told(real_assistant, "鲁班奖")
    assert "25项" in text
    assert "5项" in text
    assert "100家" not in text


@pytest.mark.parametrize(
    "question", ["每万人口高价值发明专利拥有量 西安 陕西", "每万人口高价值发明专利拥有量 陕西 西安 2025"]
)
def test_places_typed_one_behind_the_other_are_both_told(real_assistant: Assistant, question: str) -> None:
    text = told(real_assistant, question)
    assert "相差4件" in text
    assert "12件" in text
    assert "8件" in text


def test_a_province_before_its_city_is_an_address(real_assistant: Assistant) -> None:
    text = told(real_assistant, "陕西省西安市制造业产品质量合格率是多少")
    assert text.startswith("西安市制造业产品质量合格率目标为≥94%")
    assert "陕西省" not in text


def test_a_side_without_the_indicator_is_not_told_by_a_sentence_that_sounds_like_it(
    real_assistant: Assistant,
) -> None:
    text = told(real_assistant, "单位地区生产总值能源消耗降低 陕西 西安")
    assert "13%" in text
    assert "没有查到陕西省的这一项" in text
    assert "榆林" not in text


def test_of_all_places_the_figure_asked_for_stands_alone(real_assistant: Assistant) -> None:
    text = told(real_assistant, "工程质量一次验收合格率各地多少")
    assert "100%" in text
    assert "94%" not in text


def test_two_documents_that_say_the_same_are_told_apart_by_their_place(real_assistant: Assistant) -> None:
    assert "西安市：到2035年，智慧工地覆盖率达到100%" in told(real_assistant, "智慧工地覆盖率")


def test_what_a_place_has_arranged_on_a_topic_is_its_own(real_assistant: Assistant) -> None:
    answer = real_assistant.ask("标准化 西安 做了哪些安排")
    assert answer.outcome == "answered"
    assert {c.doc_id for c in answer.citations} == {"xian-2024"}


def test_all_documents_are_told_of_one_by_one(real_assistant: Assistant) -> None:
    text = told(real_assistant, "五份文件都是谁发的")
    assert "西安市人民政府办公厅" in text
    assert "中共浙江省委" in text
    assert "中共陕西省委" in text
    assert "规划期未满" in (text := told(real_assistant, "这些文件现在还有效吗"))
    assert "已届满" in text


def test_which_of_all_documents_it_is(real_assistant: Assistant) -> None:
    over = told(real_assistant, "哪些文件已经过期了")
    assert "2015年行动计划" in over
    assert "西安市" not in over
    assert "西安市贯彻落实" in told(real_assistant, "哪份文件是2024年的")
    assert told(real_assistant, "哪个文件最新").startswith("《西安市贯彻落实")


def test_a_question_about_a_thing_is_none_about_all_documents(real_assistant: Assistant) -> None:
    assert "这里收录" not in told(real_assistant, "哪些文件提到首席质量官")
    assert "成文日期" not in told(real_assistant, "所有文件里制造业质量竞争力指数最高是多少")


def test_who_is_responsible_is_looked_up_where_it_is_written(real_assistant: Assistant) -> None:
    text = told(real_assistant, "养老服务质量谁管")
    assert text.startswith("西安市：“促进公共服务满意度提升”的责任单位是")
    assert "市民政局" in text


def test_of_two_documents_the_one_in_force_says_who(real_assistant: Assistant) -> None:
    assert "省质监局" not in told(real_assistant, "旅游服务质量归谁管")


def test_who_bears_a_responsibility_is_no_office(real_assistant: Assistant) -> None:
    text = told(real_assistant, "工程质量终身责任由谁承担")
    assert "建设单位" in text
    assert "责任单位是" not in text


def test_a_clause_that_names_nobody_does_not_say_who(real_assistant: Assistant) -> None:
    answer = real_assistant.ask("陕西省首席质量官覆盖率谁负责")
    assert answer.outcome == "refused"
    assert "（十六）" in answer.text


def test_a_clause_without_figures_is_said_to_have_none(real_assistant: Assistant) -> None:
    assert told(real_assistant, "西安方案第二十条讲什么", "有数字目标吗").startswith("没有写具体数字")
    assert not told(real_assistant, "西安农产品合格率有具体指标吗").startswith("没有写")


def test_a_clause_without_a_time_is_said_to_have_none(real_assistant: Assistant) -> None:
    assert told(real_assistant, "陕西精品培育有什么内容", "什么时候完成").startswith("没有写明时间")


def test_one_award_of_two_places_is_added_up_with_a_warning(real_assistant: Assistant) -> None:
    history = [Turn(q, real_assistant.ask(q)) for q in ("陕西鲁班奖目标几项",)]
    history.append(Turn("西安呢", real_assistant.ask("西安呢", history)))
    answer = real_assistant.ask("加起来多少", history)
    assert answer.text.startswith("合计30项（25项+5项）")
    assert any("可能已包含西安市的" in note for note in answer.notes)


def test_a_bare_question_for_the_year_is_a_question(real_assistant: Assistant) -> None:
    assert told(real_assistant, "西安首席质量官覆盖率多少", "哪一年")


def test_a_restaurant_that_asks_about_food_hears_of_food(real_assistant: Assistant) -> None:
    text = told(real_assistant, "我在西安开饭店，食品安全方面有什么要求")
    assert "食品生产、经营、消费环节" in text
    assert "首席质量官" not in text


def test_conditions_that_no_text_sets_are_not_made_up(real_assistant: Assistant) -> None:
    answer = real_assistant.ask("我们厂想申报省长质量奖，要什么条件")
    assert answer.outcome == "refused"
    assert "有条件的高校" not in answer.text


def test_a_document_that_titles_only_name_is_known_by_its_short_name(real_assistant: Assistant) -> None:
    answer = real_assistant.ask("强国纲要里2035年的目标是什么")
    assert answer.outcome == "refused"
    assert "没有《质量强国建设纲要》" in answer.text
    assert real_assistant.ask("陕西对强国纲要怎么落实").outcome == "answered"


def test_one_indicator_of_two_years_is_no_doubt(real_assistant: Assistant) -> None:
    text = told(real_assistant, "浙江省质量竞争力指数")
    assert text.index("到2025年，制造业质量竞争力指数达到92以上") < text.index("92.5以上")


def test_what_answers_stands_first(real_assistant: Assistant) -> None:
    assert told(real_assistant, "西安市到哪年要建成质量强国？").startswith("到2035年")
    assert "：提高儿童用品安全性" in told(real_assistant, "儿童用品质量安全")


def test_those_named_for_every_clause_have_every_task(real_assistant: Assistant) -> None:
    for question in ("各区县政府要做什么", "西咸新区要做什么", "开发区管委会要干什么"):
        assert "以下工作均需各区县政府、西咸新区、各开发区管委会落实" in told(real_assistant, question)
    assert "以下工作均需" not in told(real_assistant, "西咸新区的检验检测企业要做什么")


def test_to_take_part_is_no_subject_of_a_task(real_assistant: Assistant) -> None:
    text = told(real_assistant, "西安市交通局参与哪些工作")
    assert "（十三）强化工程质量保障" in text
    assert "（十八）促进公共服务满意度提升" in text


def test_that_the_thing_is_not_there_is_said_before_who_is_responsible(real_assistant: Assistant) -> None:
    answer = real_assistant.ask("陕西高技术制造业增加值占比到2025年要到多少？这个是约束性的吗？谁负责？")
    assert answer.outcome == "refused"
    assert answer.text.startswith("这些文件里没有查到")


def test_a_place_that_a_part_names_is_that_part_s(real_assistant: Assistant) -> None:
    answer = real_assistant.ask("陕西质量标杆多少家，工业品牌示范多少家")
    assert "35家" not in answer.text
    assert {c.doc_id for c in answer.citations} == {"shaanxi-2023"}


def test_a_figure_asked_of_a_box_is_told_alone(real_assistant: Assistant) -> None:
    assert told(real_assistant, "西安专栏6里鲁班奖几项").startswith("新增“鲁班奖”5项")


def test_names_that_share_a_figure_are_told_together(real_assistant: Assistant) -> None:
    assert "基本药物、集采品种抽检合格率" in told(real_assistant, "浙江食品合格率和药品合格率分别多少")


def test_what_is_asked_of_whole_documents_does_not_go_on_from_the_talk(real_assistant: Assistant) -> None:
    assert "92.5以上" in told(real_assistant, "西安 鲁班奖 长安杯", "浙江2027年有哪些目标")
    assert "规划期未满" in told(real_assistant, "西安 鲁班奖 长安杯", "这些文件还有效吗")


def test_the_aim_of_another_place_after_an_indicator_is_that_indicator_s(real_assistant: Assistant) -> None:
    history = [Turn("西安首席质量官覆盖率", real_assistant.ask("西安首席质量官覆盖率"))]
    answer = real_assistant.ask("浙江2027年目标是多少", history)
    assert "首席质量官" in answer.standalone_question


def test_what_is_asked_of_somebody_who_applies_is_no_count(real_assistant: Assistant) -> None:
    assert "30个" not in real_assistant.ask("我今年想申请西安市质量奖，有什么要求").text


def test_places_are_asked_for_as_documents_are(real_assistant: Assistant) -> None:
    answer = real_assistant.ask("哪几个地方提到了首席质量官")
    assert {c.doc_id for c in answer.citations} == {"shaanxi-2023", "xian-2024", "zhejiang-2022"}


def test_what_one_place_sets_more_of_than_another_is_what_the_other_has_not(
    real_assistant: Assistant,
) -> None:
    assert "西安市有、陕西省没有的指标" in real_assistant.ask("西安比省里多要求了哪些指标").text
