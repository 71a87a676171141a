"""A few keywords: words that no dictionary has, and what is told of a topic that one clause names."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.assistant import Assistant
from tests.small_corpus import city_document, conversation

TEXT = """\
青禾市质量提升方案
一、主要目标
专栏1 主要指标
序号	指标	单位	2027年	2028年	责任单位
1	起降点	个	160	220	市交通运输局
2	物流航线	条	36	60	市邮政管理局
二、重点任务
（一）拓展市场。组织企业参加广交会、进博会等展会，每个标准展位补助8000元，每家企业每届不超过2个展位。参加境外展会的，展位费补助50%，单户年度最高6万元。（市商务局）
（五）首发经济。举办新品首发活动，按场地费的30%补助，每场不超过3万元。（市商务局）
（六）品牌宣传。参加国际展会的，给予展位费50%的补贴，企业自行参展的，不享受本条补贴。（市商务局）
（二）老旧电梯。使用15年以上的住宅电梯每年开展一次安全评估，三年内老旧电梯更新改造不少于1800台；发生困人故障的，维保单位主城区30分钟内、其他区域60分钟内抵达现场。
（三）举报奖励。举报黑飞查实的，奖励200元。
（四）支持上云。首次上云的中小企业，可以领取上云券，按年度云服务费的30%抵扣，连续支持不超过两年。云服务费不含宽带接入费。个体工商户参照执行，但最高额减半。
（七）金融支持。推广“质量贷”，单户授信额度最高1000万元。（市金融办）
（八）贷款贴息。企业质量升级贷款每年最多贴息20万元。（市财政局）
（九）展位申请。申请展位的材料包括：
1.展位申请表；
2.企业营业执照复印件；
3.参展商品目录。
材料一式四份。
专栏2 年度重点事项责任表
事项	完成时限	牵头单位
发布质量地图	2026年10月底	市市场监管局
质量进校园活动	每年9月	市教育局
茶馆服务规范	2027年3月底	市文体旅局
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder: Path = tmp_path_factory.mktemp("keywords")
    return city_document(folder, "青禾市质量提升方案", TEXT)


def test_a_name_that_the_text_puts_in_quotation_marks_is_one_word(assistant: Assistant) -> None:
    answer = assistant.ask("质量贷最多能贷多少")
    assert "金融支持" in answer.text or "1000万元" in answer.text
    assert "20万元" not in answer.text  # of 质量升级贷款


def test_of_things_to_be_brought_all_are_told(assistant: Assistant) -> None:
    answer = assistant.ask("申请展位要带什么")
    for thing in ("展位申请表", "营业执照复印件", "参展商品目录"):
        assert thing in answer.text


def test_how_many_copies_is_a_number(assistant: Assistant) -> None:
    assert "一式四份" in assistant.ask("展位材料要几份").text


def test_two_ideographs_that_are_written_together_are_one_word(assistant: Assistant) -> None:
    words = [w.text for w in assistant.composer.understander.understand("青禾市电梯困人多久到").words]
    assert "困人" in words
    assert "30分钟内" in assistant.ask("青禾市电梯困人多久到").text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("青禾市展会补助", "8000元"),
        ("青禾市个体户上云券", "减半"),
        ("青禾市 宽带 个体户", "参照执行"),
        ("青禾市 宽带 上云券", "30%"),
    ],
)
def test_what_a_clause_says_that_names_all_keywords_is_told(
    assistant: Assistant, question: str, said: str
) -> None:
    answer = assistant.ask(question)
    assert answer.outcome == "answered"
    assert said in answer.text


@pytest.mark.parametrize("question", ["青禾市 公积金", "青禾市养猪补贴"])
def test_keywords_that_nothing_names_are_refused(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).outcome == "refused"


def test_the_rows_of_a_year_alone_are_read(assistant: Assistant) -> None:
    text = assistant.ask("青禾市年度重点事项2026年要完成哪些").text
    assert "质量地图" in text
    assert "茶馆" not in text


def test_a_year_behind_who_is_responsible_asks_for_the_number(assistant: Assistant) -> None:
    answer = conversation(assistant, "青禾市起降点2027年多少个", "谁负责", "2028年呢")
    assert "220" in answer.text


def test_words_that_say_little_each_are_a_name_where_they_are_written_together(
    real_assistant: Assistant,
) -> None:
    assert "加强养老服务标准与评价体系建设" in real_assistant.ask("西安养老服务怎么说").text
    assert real_assistant.ask("西安学校教育怎么说").outcome == "refused"


def test_a_thing_and_a_year_are_answered_by_what_says_the_whole_thing(real_assistant: Assistant) -> None:
    assert real_assistant.ask("西安2025年研发投入").outcome == "refused"
    assert "≥98%" in real_assistant.ask("西安2025年食品合格率").text
