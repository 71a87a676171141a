"""What is said on a topic that the texts name, whether a thing is a must, and what a two-part question leaves to its parts."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.assistant import Assistant
from tests.small_corpus import city_document, conversation

PLAN = """\
# 青禾市质量强市建设实施方案

## 一、主要目标

专栏1 主要指标

| 序号 | 指标 | 2025年 | 属性 |
| --- | --- | --- | --- |
| 1 | 规模以上工业企业首席质量官覆盖率（%） | ≥80 | 预期性 |

（一）到2025年，工程质量一次交验合格率达到100%，服务质量满意度达到90分以上，制造业产品质量合格率达到94%以上。

（二）到2027年，建设质量基础设施一站式服务平台200个以上。

## 二、重点任务

（三）提升管理水平。推进全市规模以上企业首席质量官制度全覆盖，推广卓越绩效模式。（市市场监管局负责）

（四）壮大人才队伍。实施首席质量官培养计划，举办首席质量官论坛，新增获证人数500名以上。（市市场监管局、市教育局按职责分工负责）

（五）突出利民惠民。鼓励企业投保产品、工程、服务质量相关保险。（市工信局负责）

（六）智能制造。到2025年，80家以上企业智能制造能力成熟度达到2级，20家企业达到3级以上。（市工信局负责）

（七）完善法规。推进《青禾市反不正当竞争条例》、《青禾市标准化条例》、《青禾市检验机构管理条例》等地方性法规制定修订。（市司法局负责）

（八）落实督查。深化质量工作考核，对作出突出贡献的单位和个人予以通报表扬。（市委组织部、市市场监管局负责）
"""


@pytest.fixture(scope="module")
def clerk(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder: Path = tmp_path_factory.mktemp("topics")
    return city_document(folder, "青禾市质量强市建设实施方案", PLAN)


@pytest.mark.parametrize(
    "question", ["青禾首席质量官怎么说", "青禾首席质量官有什么要求", "青禾首席质量官是怎么规定的"]
)
def test_a_topic_that_several_clauses_name(clerk: Assistant, question: str) -> None:
    answer = clerk.ask(question)
    assert answer.outcome == "answered"
    assert "全覆盖" in answer.text
    assert "500名以上" in answer.text


def test_a_topic_that_no_clause_names_is_refused(clerk: Assistant) -> None:
    assert clerk.ask("青禾员工食堂怎么说").outcome == "refused"


def test_whether_a_thing_is_a_must_is_told_by_the_texts_own_word(clerk: Assistant) -> None:
    answer = clerk.ask("青禾要求规上企业必须配首席质量官吗")
    assert answer.text.startswith("原文用的是“推进”，没有写“必须”“应当”")
    answer = clerk.ask("青禾强制企业买质量保险吗")
    assert answer.text.startswith("原文用的是“鼓励”")


def test_a_must_of_a_thing_that_is_not_there_is_refused(clerk: Assistant) -> None:
    assert clerk.ask("青禾企业必须装监控吗").outcome == "refused"


def test_a_part_of_another_thing_is_asked_in_the_same_place(clerk: Assistant) -> None:
    answer = clerk.ask("青禾施工方：2025年工程一次交验要全过吗？服务那边打分又要多少分")
    assert "100%" in answer.text
    assert "90分以上" in answer.text


def test_how_many_and_what_they_are_called(clerk: Assistant) -> None:
    answer = clerk.ask("法律系学生：青禾要推进制定修订的条例有几部，叫什么？")
    for name in ("反不正当竞争条例", "标准化条例", "检验机构管理条例"):
        assert name in answer.text


def test_who_shares_a_task(clerk: Assistant) -> None:
    answer = clerk.ask("青禾质量工作考核，哪几家分着管")
    assert "市委组织部" in answer.text
    assert "责任单位" in answer.text


def test_of_two_years_the_one_without_a_figure_is_named(clerk: Assistant) -> None:
    answer = clerk.ask("青禾一站式质量平台2025年建几个？我知道27年有个数")
    assert "2027年" in answer.text
    assert "没有查到2025年的这一项" in answer.text


def test_a_grade_that_is_not_told_has_no_figure(clerk: Assistant) -> None:
    assert clerk.ask("青禾有多少家企业智能制造要达到四级").outcome == "refused"
    assert "80家" in clerk.ask("青禾有多少家企业智能制造要达到二级").text


def test_all_the_places_there_are_documents_of(real_assistant: Assistant) -> None:
    for question in ("三个地方的农产品合格率是多少", "三个地方的农产品合格率"):
        answer = real_assistant.ask(question)
        assert {c.doc_id for c in answer.citations} == {"shaanxi-2023", "xian-2024", "zhejiang-2022"}


def test_a_figure_that_says_no_word_of_the_question_is_not_told(real_assistant: Assistant) -> None:
    assert real_assistant.ask("西安品牌价值多少个上榜").outcome == "refused"


def test_a_body_that_does_one_of_what_a_name_lists(real_assistant: Assistant) -> None:
    answer = real_assistant.ask("我是西安的检测机构，有哪些支持")
    assert "检验检测认证机构" in answer.text


def test_of_what_kind_a_target_is_where_no_text_says_so(real_assistant: Assistant) -> None:
    answer = real_assistant.ask("浙江研发投入强度2025年多少，属于约束性吗")
    assert "3.3%" in answer.text
    assert "文件没有写明这一项是约束性还是预期性" in answer.text
    assert "没有写明" not in real_assistant.ask("西安首席质量官覆盖率是约束性还是预期性").text


def test_years_joined_without_their_word(real_assistant: Assistant) -> None:
    assert "相差6万元/人" in real_assistant.ask("浙江2025和2027全员劳动生产率差多少").text


@pytest.mark.parametrize("question", ["我们是西安的高校，能参与什么", "我们是陕西的白酒厂，实施意见里有什么"])
def test_what_is_in_it_for_somebody(real_assistant: Assistant, question: str) -> None:
    assert real_assistant.ask(question).text.startswith("支持/鼓励")


def test_a_common_word_is_a_topic_where_a_clause_is_headed_so(real_assistant: Assistant) -> None:
    answer = real_assistant.ask("西安质量品牌怎么说")
    assert answer.outcome == "answered"
    assert "品牌" in answer.text


def test_all_places_are_no_follow_up(real_assistant: Assistant) -> None:
    answer = conversation(real_assistant, "浙江2025年研发投入强度多少", "三个地方的农产品合格率")
    assert {c.doc_id for c in answer.citations} == {"shaanxi-2023", "xian-2024", "zhejiang-2022"}
