"""An invented regulation asked for by its numbers: an article's items and paragraphs, what breaking it costs, its tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.assistant import Assistant
from tests.small_corpus import city_document, conversation

RULES = """\
# 青禾市竹筏游览管理条例

## 第一章 总则

第一条 为了保障竹筏游览安全，制定本条例。

## 第二章 经营

第二条 经营者应当自开业之日起十日内向市文化旅游局备案，提交下列材料：

（一）营业执照；

（二）竹筏检验证明。

竹筏少于三只的，可以不备案，但应当公示承诺书。

备案不收取费用。

第三条 经营者应当为每名游客配备救生衣。

第四条 筏工不得有下列行为：

（一）酒后撑筏；

（二）超员载客。

第五条 有下列情形之一的，经营者应当委托机构进行竹筏安全评估：

（一）使用满五年；

（二）受洪水冲击；

（三）发生倾覆。

第六条 押金收取标准见附表。

| 竹筏类型 | 押金标准 |
| --- | --- |
| 双人筏 | 200元 |
| 四人筏 | 300元 |

## 第三章 法律责任

第七条 违反本条例第三条规定，未配备救生衣的，由市文化旅游局责令改正，处二千元以上一万元以下罚款。

第八条 筏工违反本条例第四条第二项规定的，由市交通运输局处五百元罚款。

第九条 发生游览安全事故的，由市应急管理局对经营者按照下列规定处以罚款：

（一）发生一般事故的，处十万元以上二十万元以下的罚款；

（二）发生较大事故的，处二十万元以上五十万元以下的罚款；

（三）发生重大事故的，处五十万元以上一百万元以下的罚款。

第十条 本条例自2026年5月1日起施行。
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder: Path = tmp_path_factory.mktemp("breaches")
    return city_document(folder, "青禾市竹筏游览管理条例", RULES)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("违反竹筏条例第三条怎么处罚？", "二千元以上一万元以下"),
        ("不遵守竹筏条例第三条会有什么后果", "二千元以上一万元以下"),
        ("竹筏条例第四条第二项违反了罚多少", "五百元"),
    ],
)
def test_what_breaking_an_article_costs_is_told_from_where_it_is_said(
    assistant: Assistant, question: str, said: str
) -> None:
    answer = assistant.ask(question)
    assert said in answer.text
    assert answer.citations[0].clause in ("第七条", "第八条")


def test_no_cost_is_told_of_an_article_whose_breach_costs_nothing(assistant: Assistant) -> None:
    answer = assistant.ask("违反竹筏条例第六条怎么处罚？")
    assert answer.outcome == "refused"
    assert "没有写明" in answer.text


@pytest.mark.parametrize(
    "question",
    ["竹筏条例第四条第（二）项是什么", "竹筏条例第4条（二）规定了什么", "竹筏条例第四条第二项是什么"],
)
def test_an_item_in_brackets_is_one_of_the_article(assistant: Assistant, question: str) -> None:
    assert "超员载客" in assistant.ask(question).text


def test_a_paragraph_is_counted_apart_from_the_items(assistant: Assistant) -> None:
    assert "可以不备案" in assistant.ask("竹筏条例第二条第二款是什么").text


@pytest.mark.parametrize("follow", ["第二个是什么", "上面说的第二个呢"])
def test_the_second_of_an_articles_items(assistant: Assistant, follow: str) -> None:
    answer = conversation(assistant, "哪些情形要做竹筏安全评估？", follow)
    assert "受洪水冲击" in answer.text
    assert "使用满五年" not in answer.text


@pytest.mark.parametrize("question", ["什么情形可以不用备案", "啥情况能不备案"])
def test_who_need_not_is_no_list_of_what_to_hand_in(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert "少于三只" in answer.text
    assert "营业执照" not in answer.text


def test_when_something_must_be_done_is_all_the_cases(assistant: Assistant) -> None:
    answer = assistant.ask("竹筏到什么地步必须做安全评估")
    assert all(case in answer.text for case in ("使用满五年", "受洪水冲击", "发生倾覆"))


@pytest.mark.parametrize(
    ("question", "said", "other"),
    [
        ("出了较大事故经营者罚多少", "二十万元以上五十万元以下", "十万元以上二十万元以下的罚款"),
        ("发生一般事故罚多少", "十万元以上二十万元以下", "五十万元以下"),
    ],
)
def test_the_fine_of_the_grade_asked_for(assistant: Assistant, question: str, said: str, other: str) -> None:
    answer = assistant.ask(question)
    assert said in answer.text
    assert other not in answer.text.replace(said, "")


def test_no_fine_of_a_lesser_grade_is_told(assistant: Assistant) -> None:
    assert "五十万元以上一百万元以下" in assistant.ask("发生重大事故罚多少").text
    answer = assistant.ask("发生特别重大事故罚多少")
    assert "一百万元" not in answer.text


def test_a_rate_without_a_year_is_what_holds_now(assistant: Assistant) -> None:
    assert "300元" in assistant.ask("四人筏的押金现在是多少").text


def test_what_is_left_undone_is_the_whole_of_it(assistant: Assistant) -> None:
    answer = conversation(assistant, "经营者要给游客配救生衣吗", "没配会罚多少")
    assert "没配救生衣" in answer.standalone_question
    assert "二千元以上一万元以下" in answer.text
