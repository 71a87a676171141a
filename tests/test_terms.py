"""Terms, sums, conditions and papers of a law, asked in everyday words by people who never read it."""

from __future__ import annotations

import pytest

from assistant.answers import ranking
from assistant.assistant import Assistant
from assistant.understand.kinds import Kind
from tests.small_corpus import assistant_over

LAW = """\
云泽市家庭旅馆管理条例
第一章 总则
第一条 为了规范家庭旅馆经营，维护旅客权益，制定本条例。
第二条 文化和旅游主管部门负责家庭旅馆的监督管理。
第二章 经营规范
第三条 开办家庭旅馆，应当具备下列条件：
（一）有合法的经营场所；
（二）有符合标准的消防设施；
（三）有完善的管理制度。
开办人应当向所在地街道办事处备案，备案不收取费用。
第四条 旅客解除预订的，经营者应当退还预付的房款。
经营者停业或者迁移的，应当提前二十日在经营场所公告，并通知已经预订的旅客。
监控录像的保存期限不少于九十日。
第五条 经营者应当在前台公示房价，不得在标价之外加收费用。
第三章 法律责任
第六条 违反本条例第五条规定的，由市场监督管理部门责令改正，处一千元以上五千元以下罚款。
第七条 本条例自2024年1月1日起施行。
"""
MANIFEST = """\
[inns]
file = "inns.txt"
title = "云泽市家庭旅馆管理条例"
issuers = ["云泽市人民代表大会常务委员会"]
date = "2023-10-20"
region = "云泽市"
level = "市级"
status = "现行有效"
source = "invented"
"""


@pytest.fixture(scope="module")
def clerk(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_over(tmp_path_factory.mktemp("inns"), {"inns.txt": LAW, "manifest.toml": MANIFEST})


@pytest.mark.parametrize("limit", [ranking.SMALL_CORPUS, 0])
def test_paragraphs_are_read_however_large_the_corpus(
    clerk: Assistant, monkeypatch: pytest.MonkeyPatch, limit: int
) -> None:
    monkeypatch.setattr(ranking, "SMALL_CORPUS", limit)
    answer = clerk.ask("家庭旅馆监控录像要保存多少天")
    assert answer.outcome == "answered"
    assert "九十日" in answer.text
    assert "提前二十日" in clerk.ask("家庭旅馆停业要提前几天公告").text


@pytest.mark.parametrize("question", ["开家庭旅馆要什么条件", "开办家庭旅馆需要具备哪些条件"])
def test_conditions_are_read_out_whole(clerk: Assistant, question: str) -> None:
    assert clerk.understander.understand(question).kind is Kind.LIST
    text = clerk.ask(question).text
    assert all(said in text for said in ("经营场所", "消防设施", "管理制度"))


@pytest.mark.parametrize("question", ["客栈停业得提前多少天贴公告", "停业公告得提前多少天才能赶趟"])
def test_an_everyday_word_does_not_refuse_the_clause_that_is_clearly_nearest(
    clerk: Assistant, question: str
) -> None:
    answer = clerk.ask(question)
    assert answer.outcome == "answered"
    assert "二十日" in answer.text


@pytest.mark.parametrize("question", ["家庭旅馆前台多少天体检一次", "云泽市网约车要交多少押金"])
def test_what_is_not_there_is_refused(clerk: Assistant, question: str) -> None:
    assert clerk.ask(question).outcome == "refused"


def test_how_many_days_is_asking_and_no_word(clerk: Assistant) -> None:
    for asked in ("几天内", "多少个工作日之内", "几个月以后"):
        query = clerk.understander.understand(f"停业{asked}能公告")
        assert {w.text for w in query.words} <= {"停业", "公告", "能"}
