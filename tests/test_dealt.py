"""What people ask of a text that shares out figures, defines, demands and punishes; on an invented measure."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.assistant import Assistant
from index.build import build_index
from tests.small_corpus import MANIFEST, PLAN

MEASURES = """\
云泽市山泉饮水管理办法
第一条 为了加强山泉饮水管理，制定本办法。
第二条 本办法所称山泉站，是指取用山泉水供居民饮用的固定场所。
第三条 山泉站与养殖场的距离不得少于三百米。
第四条 对获得清泉奖的单位和个人分别奖励40万元、6万元。
第五条 支持饮水企业上台阶
【支持对象】年度销售额首次突破2亿元、6亿元、20亿元的饮水企业。
【支持标准】分别给予30万元、70万元、160万元一次性奖励。
第六条 到2025年底，山泉站水质公示率达到70%，到2027年底达到95%。
第七条 销售假冒山泉水的，由市场监督管理部门责令停止销售，并处货值金额等值以下的罚款。
第八条 违反本办法第三条规定的，由水行政主管部门责令限期搬迁，处两万元以上八万元以下罚款。
第九条 本办法自2023年5月1日起施行，有效期至2027年4月30日。
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory):
    folder: Path = tmp_path_factory.mktemp("dealt")
    (folder / "plan.txt").write_text(PLAN, "utf-8")
    (folder / "law.txt").write_text(MEASURES, "utf-8")
    manifest = MANIFEST.replace("云泽市河道管理条例", "云泽市山泉饮水管理办法")
    (folder / "manifest.toml").write_text(manifest, "utf-8")
    build_index(folder, folder / "store", progress=False)
    return Assistant.open(store=folder / "store").ask


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("清泉奖个人奖多少", "6万元", "40万元"),
        ("云泽饮水企业年销售额首次破6亿奖多少", "70万元", "30万元"),
        ("云泽饮水企业年销售额首次突破20亿元奖励多少", "160万元", "70万元"),
    ],
)
def test_of_figures_dealt_out_the_one_that_is_asked_for(ask, question: str, said: str, unsaid: str) -> None:
    answer = ask(question)
    assert said in answer.text
    assert unsaid not in answer.text


@pytest.mark.parametrize(
    ("question", "clause", "said"),
    [
        ("云泽怎么才算山泉站", "第二条", "固定场所"),
        ("云泽的山泉站是做什么的", "第二条", "固定场所"),
        ("云泽山泉站离养殖场不够远会怎么处罚", "第八条", "八万元"),
        ("云泽销售假冒山泉水罚多少", "第七条", "等值以下"),
        ("云泽山泉站水质公示率2027年要到什么比例", "第六条", "95%"),
        ("云泽有多大比例的站要公开水质（水质公示率），2025年", "第六条", "70%"),
    ],
)
def test_the_clause_that_is_asked_for_in_other_words(ask, question: str, clause: str, said: str) -> None:
    answer = ask(question)
    assert answer.outcome == "answered", answer.text
    assert answer.citations[0].clause == clause
    assert said in answer.text


@pytest.mark.parametrize(
    ("year", "verdict"),
    [(2027, "是的"), (2026, "不对")],
)
def test_a_documents_last_day_is_held_against_the_year_told(ask, year: int, verdict: str) -> None:
    answer = ask(f"云泽市山泉饮水管理办法是不是{year}年到期")
    assert answer.text.startswith(verdict)
    assert "2027年4月30日" in answer.text


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("清泉奖奖多少", ("40万元", "6万元")),
        ("云泽饮水企业年销售额首次破9亿奖多少", ("30万元", "70万元", "160万元")),
    ],
)
def test_where_no_share_is_named_all_are_said(ask, question: str, figures: tuple[str, ...]) -> None:
    answer = ask(question)
    assert answer.outcome == "refused" or all(f in answer.text for f in figures)


def test_an_item_is_counted_in_the_list_that_is_named(ask) -> None:
    assert "高层次人才" in ask("云泽市人才工程第二项是什么").text
    assert "工业机器人" not in ask("云泽市人才工程第二项是什么").text


@pytest.mark.parametrize("question", ["补贴给谁发", "疫苗给谁打"])
def test_who_gets_something_is_not_who_is_responsible(ask, question: str) -> None:
    assert "负责" not in ask(question).text


def test_what_the_answer_is_wanted_for_is_no_side_of_a_comparison(ask) -> None:
    answer = ask("想写一份对比材料，云泽市软件业务收入2027年要到多少亿元")
    assert "材料" not in answer.text
