"""What a document says of itself: who issued it and when, its 文号, from when to when it holds."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from corpus.script import simplify
from tests.small_corpus import assistant_over, conversation

GRANTS = """\
曲靖市民宿扶持办法
曲文旅发〔2023〕8号

第一条 为了支持民宿发展，制定本办法。
第二条 新评为甲级的旅游民宿，一次性奖励五万元。所需资金由市、县两级财政分担。
第三条 本办法施行前已经评为甲级的民宿，不予奖励。
第四条 本办法由市文化和旅游局负责解释。本办法认定的民宿不再经营的，由市文化和旅游局公告废止其标牌。
第五条 本办法自2023年6月1日起施行，有效期至2026年5月31日。

曲靖市文化和旅游局
2023年4月20日
"""
OPINION = """\
曲靖市湖泊休养意见

一、总体要求
（一）减少捕捞。湖泊每年休渔五个月。
（二）恢复水草。湖泊水草盖度达到三成。

各县要认真落实本意见，按月报送进展。
（曲靖日报社3月5日电）
"""
MANIFEST = """\
[grants]
file = "grants.txt"
title = "曲靖市民宿扶持办法"
region = "曲靖市"
level = "市级"
issuers = ["曲靖市文化和旅游局"]
number = "曲文旅发〔2023〕8号"
date = "2023-04-20"

[opinion]
file = "opinion.txt"
title = "曲靖市湖泊休养意见"
region = "曲靖市"
level = "市级"
"""


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """An assistant over an invented regulation with all particulars and an opinion with hardly any."""
    files = {"grants.txt": GRANTS, "opinion.txt": OPINION, "manifest.toml": MANIFEST}
    return assistant_over(tmp_path_factory.mktemp("papers"), files)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("曲靖民宿扶持办法文号是多少", "曲文旅发〔2023〕8号"),
        ("曲靖民宿扶持办法是哪几个部门发的", "由曲靖市文化和旅游局印发"),
        ("曲靖民宿扶持办法什么时候印发的", "2023年4月20日"),
        ("曲靖民宿扶持办法什么时候施行", "自2023年6月1日起施行"),
        ("曲靖民宿扶持办法什么时候到期", "有效期至2026年5月31日"),
        ("曲靖民宿扶持办法由谁解释", "由市文化和旅游局负责解释"),
        ("曲靖湖泊休养意见，日报社是几月几号发的稿", "3月5日"),
    ],
)
def test_what_a_document_says_of_itself(papers: Assistant, question: str, said: str) -> None:
    answer = papers.ask(question)
    assert answer.outcome == "answered"
    assert said in answer.text
    assert all(c.verified for c in answer.citations)


@pytest.mark.parametrize(
    "question", ["曲靖湖泊休养意见文号是多少", "曲靖湖泊休养意见什么时候到期", "曲靖湖泊休养意见由谁解释"]
)
def test_what_it_does_not_say_is_refused(papers: Assistant, question: str) -> None:
    assert papers.ask(question).outcome == "refused"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("2015年行动计划还有效吗", "规划到2015年，规划期已届满"),
        ("2015年的计划现在还算吗", "规划到2015年，规划期已届满"),
        ("中央2017年的指导意见现在还有效吗", "规划到2020年，规划期已届满"),
        ("西安的方案过期了没", "规划期未满"),
    ],
)
def test_whether_a_document_still_holds_is_told_by_the_year_it_plans_to(
    real_assistant: Assistant, question: str, said: str
) -> None:
    answer = real_assistant.ask(question)
    assert said in answer.text
    assert all(c.verified for c in answer.citations)
    assert any("时效性" in note for note in answer.notes)


def test_the_day_asked_for_is_that_of_the_kind_of_document_named(real_assistant: Assistant) -> None:
    assert "2023" in real_assistant.ask("陕西质量强省实施意见是哪年发的").text


JOINT = """\
钦州市第三方评估暂行规则（2022—2030年）

一、本规则适用于荔枝、黄牛两项补贴的评估。
二、本规则由钦州市农业农村局等三部门印发，自印发之日起30日后执行，有效期至2030年12月31日。
三、荔枝补贴每亩300元，黄牛补贴每头800元。
"""
JOINT_MANIFEST = """\
[joint]
file = "joint.txt"
title = "钦州市荔枝补贴和黄牛补贴评估暂行规则（2022—2030年）"
region = "钦州市"
level = "市级"
issuers = ["钦州市农业农村局", "钦州市财政局", "钦州市审计局"]
number = "钦农规〔2022〕4号"
date = "2022-03-04"
period_end = 2030
"""


@pytest.fixture(scope="module")
def joint(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """An assistant over invented rules of three issuers, whose text names one, and neither day nor 文号."""
    files = {"joint.txt": JOINT, "manifest.toml": JOINT_MANIFEST}
    return assistant_over(tmp_path_factory.mktemp("joint"), files)


NAMED = "《钦州市荔枝补贴和黄牛补贴评估暂行规则（2022—2030年）》"


@pytest.mark.parametrize(
    ("question", "lacks", "listed"),
    [
        ("的文号是多少", "发文字号", "钦农规〔2022〕4号"),
        ("是什么时候发布的", "成文日期", "2022-03-04"),
    ],
)
def test_what_only_the_manifest_knows_is_told_apart(
    joint: Assistant, question: str, lacks: str, listed: str
) -> None:
    answer = joint.ask(f"{NAMED}{question}？")
    assert answer.outcome == "refused"
    assert f"没有写明{lacks}" in answer.text
    assert any(listed in note for note in answer.notes)


@pytest.mark.parametrize("asked", ["是哪个部门发布的", "由哪个机关制定", "的发布单位是哪里"])
def test_one_of_three_issuers_is_not_the_issuer(joint: Assistant, asked: str) -> None:
    answer = joint.ask(f"{NAMED}{asked}？")
    assert "由钦州市农业农村局印发" not in answer.text
    assert any("钦州市审计局" in note for note in answer.notes)


@pytest.mark.parametrize(("asked", "said"), [("什么时候开始执行", "30日后执行"), ("现在还有效吗", "2030")])
def test_from_when_to_when_rules_hold(joint: Assistant, asked: str, said: str) -> None:
    answer = joint.ask(f"{NAMED}{asked}？")
    assert answer.outcome == "answered"
    assert said in answer.text


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("西安的方案和陕西的意见哪个先出台", "陕西省更早"),
        ("陕西的意见和浙江的意见哪一份印发得更晚", "陕西省更晚"),
    ],
)
def test_which_document_came_first(real_assistant: Assistant, question: str, verdict: str) -> None:
    answer = real_assistant.ask(question)
    assert answer.text.startswith(verdict)
    assert len({c.doc_id for c in answer.citations}) == 2


@pytest.mark.parametrize("question", ["你们能查什么文件", "有哪些政策文件？", "您能回答哪些问题"])
def test_which_documents_are_here(real_assistant: Assistant, question: str) -> None:
    answer = real_assistant.ask(question)
    assert answer.outcome == "answered"
    assert {c.doc_id for c in answer.citations} == set(real_assistant.index.documents)


def test_what_measures_a_document_has_is_no_question_of_what_is_here(real_assistant: Assistant) -> None:
    assert "收录" not in real_assistant.ask("西安的文件有哪些支持措施").text


@pytest.mark.parametrize(
    "question",
    [
        "有哪些文件提到首席质量官？",
        "首席质量官在哪几份文件里提到？",
        "首席质量官在哪些文件里有",
        "首席质量官哪些文件有写",
        "哪些文件写了首席质量官",
    ],
)
def test_which_documents_speak_of_something(real_assistant: Assistant, question: str) -> None:
    answer = real_assistant.ask(question)
    told = {c.doc_id for c in answer.citations}
    assert told == {"shaanxi-2023", "xian-2024", "zhejiang-2022"}
    assert all("首席质量官" in simplify(c.quote) for c in answer.citations)
    assert real_assistant.ask("哪些文件规定了电动车上牌").outcome == "refused"


def test_a_name_that_no_document_has_is_told_so(real_assistant: Assistant) -> None:
    answer = real_assistant.ask("哪些文件提到大国工匠")
    assert answer.outcome == "refused"
    assert answer.text.startswith("这些文件里没有提到“大国工匠”")


def test_what_stands_in_the_document_just_talked_of(real_assistant: Assistant) -> None:
    said = conversation(real_assistant, "2015年那份计划现在还算数吗", "里面说打假谁负责")
    assert "省公安厅" in said.text
    assert {c.doc_id for c in said.citations} == {"shaanxi-2015"}
    other = conversation(real_assistant, "2015年那份计划现在还算数吗", "里面说打假谁负责", "23年的呢")
    assert "2015年行动计划" not in other.text
