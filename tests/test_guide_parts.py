"""A guide to one service is asked for its parts (what it costs, where, how long), told from under their headings."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from tests.small_corpus import assistant_over, conversation

GUIDE = """\
云泽市食品经营许可办事指南
1. 适用范围
1.1 本指南适用于在本市从事食品销售和餐饮服务活动，申请食品经营许可的新办、变更、延续。
2. 办理机构
2.1 由经营场所所在地的市场监督管理局受理和审批。
3. 申请材料
3.1 新办许可应当提交下列材料：
（1）食品经营许可申请书；
（2）营业执照复印件。
3.2 委托他人办理的，另提交授权委托书。
4. 办理流程
4.1 申请。申请人可以在线申请，也可以到窗口申请。
4.2 受理。材料齐全的，当场受理。
5. 办理时限
5.1 法定时限：新办自受理之日起10个工作日。
5.2 承诺时限：新办6个工作日。
6. 收费标准
6.1 食品经营许可不收取费用。
7. 许可证管理
7.1 食品经营许可证有效期为5年。
8. 咨询和投诉
8.1 咨询电话：市行政服务中心窗口0595-2200****。
8.2 办理地点：云泽市海星街公共服务中心2楼。
8.3 办公时间：周一至周五上午8:00至12:00。
"""
PLAN = """\
云泽市数字化行动方案
一、支持政策
（一）对首次认定的智能工厂，给予一次性奖补100万元。（市工信局负责）
（二）对数字化改造项目，按照投入的20%给予补助，最高50万元。（市财政局负责）
二、重点任务
（一）建设平台。建成统一平台。（市数据局负责）
（二）培育企业。培育企业10家。（市商务局负责）
"""
MANIFEST = """\
[guide]
file = "guide.txt"
title = "云泽市食品经营许可办事指南"
issuers = ["云泽市市场监督管理局"]
region = "云泽市"
level = "市级"
date = "2025-02-01"
status = "虚构示例"

[plan]
file = "plan.txt"
title = "云泽市数字化行动方案"
issuers = ["云泽市人民政府"]
region = "云泽市"
level = "市级"
date = "2025-03-01"
status = "虚构示例"
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    files = {"guide.txt": GUIDE, "plan.txt": PLAN, "manifest.toml": MANIFEST}
    return assistant_over(tmp_path_factory.mktemp("guide"), files)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("办食品经营许可证要多少钱", "食品经营许可不收取费用"),
        ("办食品经营许可证去哪办", "海星街公共服务中心2楼"),
        ("办食品经营许可证要带什么", "食品经营许可申请书"),
        ("食品经营许可多久能办好", "6个工作日"),
        ("食品经营许可证怎么办理", "材料齐全的，当场受理"),
        ("办食品经营许可证电话多少", "0595-2200****"),
        ("办食品经营许可证几点上班", "8:00至12:00"),
        ("食品经营许可证有效期几年", "5年"),
    ],
)
def test_a_part_of_the_guide(assistant: Assistant, question: str, told: str) -> None:
    answer = assistant.ask(question)
    assert answer.outcome == "answered"
    assert told in answer.text
    assert {c.doc_id for c in answer.citations} == {"guide"}


@pytest.mark.parametrize("question", ["办养老院许可证要多少钱", "办数字化改造去哪办"])
def test_another_thing_is_not_told_from_it(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert "不收取费用" not in answer.text
    assert "海星街" not in answer.text


def test_a_chapter_of_parts_without_headings_is_told_by_how_they_begin(assistant: Assistant) -> None:
    text = assistant.ask("数字化有哪些支持政策").text
    assert "给予一次性奖补100万元" in text
    assert "按照投入的20%给予补助" in text


def test_a_clause_without_a_heading_is_named_with_its_chapter(assistant: Assistant) -> None:
    text = conversation(assistant, "数字化有哪些支持政策", "谁负责").text
    assert "市工信局" in text
    assert "市数据局" not in text


def test_another_place_has_no_guide_here(assistant: Assistant) -> None:
    answer = assistant.ask("马鞍山的食品经营许可证到哪个窗口办？")
    assert answer.outcome == "refused"
    assert "这些文件里没有马鞍山市的文件" in answer.text
