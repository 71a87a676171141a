"""A short clause is read out whole: what it excepts, bounds or leaves to somebody's decision is a part of the answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.assistant import Assistant
from index.build import build_index
from index.policy_index import PolicyIndex

MEASURES = """\
禾川市惠企若干措施
一、扶持企业
（一）流动资金贷款贴息。对商贸小微企业新发放的流动资金贷款给予贴息，贴息期限最长12个月。用于购置房产、偿还旧贷的贷款不予贴息。（责任单位：市财政局）
（二）质量奖评选。市长质量奖每两年评选一次，每届不超过5家。申报企业须在本市登记注册满五年。（责任单位：市市场监管局）
（三）首次轻微违法免罚。初次违法且危害后果轻微并及时改正的，可以不予行政处罚；涉及食品、药品、特种设备安全的除外。（责任单位：市司法局）
（四）乡村集体聚餐。农村集体聚餐一次就餐人数在100人以上的，举办者应当提前3日向村民委员会报告。乡村厨师每年培训不少于12学时。（责任单位：市卫生健康委）
（五）电梯安全守护。市消防救援支队会同市市场监管局在高层住宅开展电梯困人演练，每年不少于两次。（责任单位：市消防救援支队）
"""
MANIFEST = """\
[measures]
file = "measures.txt"
title = "禾川市惠企若干措施"
region = "禾川市"
level = "市级"
date = "2025-03-01"
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder: Path = tmp_path_factory.mktemp("measures")
    (folder / "measures.txt").write_text(MEASURES, "utf-8")
    (folder / "manifest.toml").write_text(MANIFEST, "utf-8")
    build_index(folder, folder / "store")
    return Assistant(PolicyIndex.open(folder / "store"))


def test_what_is_not_paid_for_is_told_with_what_is(assistant: Assistant) -> None:
    answer = assistant.ask("商贸小微企业新贷的流动资金贷款政府贴息吗")
    assert "给予贴息" in answer.text
    assert "偿还旧贷的贷款不予贴息" in answer.text


def test_an_exception_behind_a_semicolon_is_not_cut_off(assistant: Assistant) -> None:
    answer = assistant.ask("初次违法又很轻微，卖食品的也能免罚吗")
    assert "可以不予行政处罚" in answer.text
    assert "食品、药品、特种设备安全的除外" in answer.text


def test_the_sentence_that_a_claim_is_about_comes_first(assistant: Assistant) -> None:
    answer = assistant.ask("市长质量奖每届不超过8家，对吗")
    assert answer.text.startswith("不对。")
    assert "5家" in answer.text.split("同一条还写明")[0]


def test_a_body_out_of_the_brackets_is_the_whole_answer(assistant: Assistant) -> None:
    answer = assistant.ask("流动资金贷款贴息由哪个部门负责")
    assert "市财政局" in answer.text
    assert "购置房产" not in answer.text


def test_of_a_bodys_only_task_is_told_what_is_to_be_done(assistant: Assistant) -> None:
    answer = assistant.ask("市消防救援支队要做什么工作")
    assert "电梯困人演练" in answer.text
    assert answer.citations


def test_every_sentence_that_is_added_is_cited(assistant: Assistant) -> None:
    for question in ("商贸小微企业新贷的流动资金贷款政府贴息吗", "市长质量奖每届不超过8家，对吗"):
        answer = assistant.ask(question)
        quoted = "".join(c.quote for c in answer.citations)
        for piece in ("给予贴息", "不予贴息", "登记注册满五年"):
            assert (piece in answer.text) <= (piece in quoted)
