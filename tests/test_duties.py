from __future__ import annotations

import pytest

from assistant.answers.tasks import core
from assistant.assistant import Assistant
from assistant.types import Turn
from tests.small_corpus import assistant_over

RULES = """\
曲靖市湖泊保护规定
第一章 总则
第一条 为了保护湖泊，制定本规定。
第二条 农业农村主管部门负责湖泊渔业资源保护，水行政主管部门负责湖泊岸线内违法建筑的查处。
第三条 湖区经营游船的，应当自取得营业执照之日起十日内向所在地县级交通运输主管部门备案。
第四条 任何单位和个人有权向生态环境主管部门举报污染湖泊的行为。
第二章 法律责任
第五条 违反本规定第三条，游船未备案的，由交通运输主管部门责令改正，处一千元罚款。
第六条 湖区内的渔具应当符合国家标准，网目不得小于三厘米。
"""
SUPPORT = """\
曲靖市农旅融合扶持细则
第一章 扶持内容
第一条 支持民宿升级
【支持对象】新评为甲级的旅游民宿。
【支持标准】一次性奖励五万元。
【责任单位】市文化和旅游局、市财政局
第二条 支持采摘园建设
【支持对象】面积二十亩以上的采摘园。
【支持标准】每亩补助五百元。
【责任单位】市农业农村局
"""
ORDER = """\
曲靖市湖泊投诉处理办法
第一条 承办单位认为湖泊投诉不属于本单位职责的，应当在一个工作日内退回并说明依据。两个以上单位职责交叉的，由投诉中心指定主办单位。
第二条 捕捞区域的划定属于全市性的，由省农业农村主管部门认定；属于县域性的，由市、县人民政府农业农村主管部门认定。
"""
PLAN = """\
曲靖市消费提升方案
一、重点任务
（一）办好消费节庆。组织“3·15”宣传和美食节。（市商务局负责）
（二）改造老旧市场。完成三十个农贸市场消防改造。（市商务局、市消防救援支队按职责分工负责）
专栏1 市场改造工程
——改造城区市场。改造农贸市场十个。（市城管局负责）
"""
MANIFEST = """\
[rules]
file = "rules.txt"
title = "曲靖市湖泊保护规定"
region = "曲靖市"
level = "市级"

[support]
file = "support.txt"
title = "曲靖市农旅融合扶持细则"
region = "曲靖市"
level = "市级"

[order]
file = "order.txt"
title = "曲靖市湖泊投诉处理办法"
region = "曲靖市"
level = "市级"

[plan]
file = "plan.txt"
title = "曲靖市消费提升方案"
region = "曲靖市"
level = "市级"
"""


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """An assistant over an invented regulation, a support scheme and a plan of one city."""
    files = {
        "rules.txt": RULES,
        "support.txt": SUPPORT,
        "order.txt": ORDER,
        "plan.txt": PLAN,
        "manifest.toml": MANIFEST,
    }
    return assistant_over(tmp_path_factory.mktemp("lake"), files)


@pytest.mark.parametrize(
    ("question", "clause", "said"),
    [
        ("湖泊岸线里的违法建筑哪个部门查", "第二条", "水行政主管部门"),
        ("湖泊渔业资源谁来管", "第二条", "农业农村主管部门"),
        ("湖区经营游船到哪里备案", "第三条", "县级交通运输主管部门备案"),
        ("污染湖泊向谁举报", "第四条", "生态环境主管部门举报"),
        ("游船没备案谁来罚", "第五条", "交通运输主管部门责令改正"),
        ("民宿升级的奖励找哪个局办", "第一条", "市文化和旅游局、市财政局"),
        ("采摘园建设是哪家在管", "第二条", "市农业农村局"),
        ("改造城区市场归谁", "专栏1", "市城管局"),
    ],
)
def test_the_body_that_the_clause_names(lake: Assistant, question: str, clause: str, said: str) -> None:
    answer = lake.ask(question)
    assert answer.outcome == "answered"
    assert said in answer.text
    assert answer.citations[0].clause == clause
    assert all(c.verified for c in answer.citations)


def test_a_day_is_found_however_its_dot_is_written(lake: Assistant) -> None:
    assert "市商务局" in lake.ask("3.15宣传谁负责").text


def test_of_several_bodies_in_a_sentence_only_the_one_asked_for_is_read_out(lake: Assistant) -> None:
    assert "渔业" not in lake.ask("湖泊岸线里的违法建筑哪个部门查").text


def test_a_clause_without_any_body_is_said_to_have_none(lake: Assistant) -> None:
    answer = lake.ask("渔具的网目由哪个部门负责")
    assert answer.outcome == "refused"
    assert "没有查到由哪个部门负责" in answer.text
    assert "第六条" in answer.text
    assert "该条没有写" in answer.text


def test_a_subject_the_documents_do_not_know_has_no_department(lake: Assistant) -> None:
    assert lake.ask("曲靖网约车归哪个部门管").outcome == "refused"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("曲靖消防支队有哪些任务", "改造老旧市场"),
        ("水利部门要负责什么", "违法建筑的查处"),
        ("农业局负责哪些工作", "采摘园"),
        ("环保局要管哪些事", "举报污染湖泊"),
    ],
)
def test_what_a_body_known_by_another_name_has_to_do(lake: Assistant, question: str, said: str) -> None:
    answer = lake.ask(question)
    assert answer.outcome == "answered"
    assert said in answer.text


def test_whom_to_ask_for_money_is_no_matter_of_departments(lake: Assistant) -> None:
    assert lake.understander.understand("买到假货找谁赔").kind.value != "responsible_dept"


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("市消防救援支队", "消防救援"),
        ("县级农业农村主管部门", "农业农村"),
        ("省市场监督管理局", "市场监督"),
        ("水行政主管部门", "水行政主管部门"),
    ],
)
def test_what_a_name_says_besides_level_and_kind(body: str, name: str) -> None:
    assert core(body) == name


@pytest.mark.parametrize(
    "question",
    [
        "市场消防改造谁挑头",
        "农贸市场消防改造是市里哪几家",
        "管农贸市场消防改造的是哪几家",
        "农贸市场消防改造哪些单位来抓",
        "农贸市场消防改造这块谁说了算",
        "农贸市场消防改造谁盯着",
        "农贸市场消防改造算谁的活",
    ],
)
def test_who_leads_is_asked_in_many_ways(lake: Assistant, question: str) -> None:
    answer = lake.ask(question)
    assert answer.outcome == "answered"
    assert "市商务局、市消防救援支队" in answer.text


@pytest.mark.parametrize(
    "question",
    ["质押财产产生的孳息由谁收取", "房产证丢了找哪个局补办", "曲靖高考报名归谁管", "出租车投诉找哪个部门"],
)
def test_no_clause_of_another_matter_names_its_departments(lake: Assistant, question: str) -> None:
    assert lake.ask(question).outcome == "refused"


@pytest.mark.parametrize("question", ["曲靖市商务局电话多少", "曲靖市商务局在哪办公"])
def test_where_a_body_sits_is_not_what_it_has_to_do(lake: Assistant, question: str) -> None:
    assert lake.ask(question).outcome == "refused"


@pytest.mark.parametrize("question", ["曲靖支持哪些民宿", "企业可以报哪些奖", "哪些单位可以申报采摘园补助"])
def test_a_list_is_no_question_about_departments(lake: Assistant, question: str) -> None:
    assert lake.understander.understand(question).kind.value != "responsible_dept"


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("曲靖改造农贸市场消防是不是市商务局负责？", "是，其中有市商务局。"),
        ("曲靖农贸市场消防改造有没有消防救援支队的事，还有谁", "是，其中有市消防救援支队。"),
        ("曲靖农贸市场消防改造市财政局管不管？", "不是，责任单位中没有市财政局。"),
        ("曲靖农贸市场消防改造市商务局是不是就没事了？", "不是，其中有市商务局。"),
        ("曲靖采摘园建设，市农业农村局参与吗", "是，其中有市农业农村局。"),
    ],
)
def test_whether_a_body_is_one_of_those_responsible(lake: Assistant, question: str, verdict: str) -> None:
    answer = lake.ask(question)
    assert answer.text.startswith(verdict)
    assert answer.citations


def test_how_many_bodies_there_are_may_be_known(lake: Assistant) -> None:
    assert "市商务局、市消防救援支队" in lake.ask("曲靖农贸市场消防改造是哪两家管").text


def test_the_bodies_of_an_earlier_answer_are_asked_about(lake: Assistant) -> None:
    first = lake.ask("曲靖农贸市场消防改造由谁负责？")
    answer = lake.ask("里面有市财政局吗", [Turn("曲靖农贸市场消防改造由谁负责？", first)])
    assert answer.text.startswith("不是，责任单位中没有市财政局。")


def test_a_sentence_that_begins_with_who_handles_it_is_no_label(lake: Assistant) -> None:
    answer = lake.ask("湖泊投诉几个局职责交叉，由谁指定主办单位")
    assert "投诉中心指定" in answer.text
    assert "责任单位是" not in answer.text


def test_a_body_is_told_with_the_case_it_acts_in(lake: Assistant) -> None:
    clause = next(c for c in lake.index.tree if "划定属于全市性的" in c.text and c.kind == "article")
    told = [d.text for s in lake.ranker.book.of(clause) for d in lake.composer.split(s)]
    assert len(told) == 2
    assert told[1].startswith("属于县域性的，由市、县人民政府")
    assert not any(t.endswith("的，") for t in told)
