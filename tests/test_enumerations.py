"""Lists: the sentence that opens the one asked for, and names alike in one sentence."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from tests.small_corpus import assistant_over

RULES = """\
曲靖市民宿评定办法
第一章 评定
第一条 为了规范民宿评定，制定本办法。
第二条 申报甲级民宿的，应当具备下列条件：
（一）客房不少于五间；
（二）经营满两年。
第三条 有下列情形之一的，不得申报：
（一）近两年发生火灾的；
（二）被列入失信名单的。
第四条 获评民宿自获评之日起四年内不得再次申报民宿评定。
第五条 依法打击扰乱民宿市场的“黑店”“黑导”“黑车”，推广“云上旅居”“云上采摘”平台。
"""
MANIFEST = """\
[rules]
file = "rules.txt"
title = "曲靖市民宿评定办法"
region = "曲靖市"
level = "市级"
"""


@pytest.fixture(scope="module")
def inns(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """An assistant over one invented regulation."""
    files = {"rules.txt": RULES, "manifest.toml": MANIFEST}
    return assistant_over(tmp_path_factory.mktemp("inns"), files)


@pytest.mark.parametrize(
    ("question", "clause", "said"),
    [
        ("曲靖哪些情况不让报民宿评定", "第三条", ("发生火灾", "失信名单")),
        ("曲靖民宿啥情形不能申报", "第三条", ("发生火灾", "失信名单")),
        ("曲靖申报甲级民宿要具备哪些条件", "第二条", ("不少于五间", "满两年")),
        ("曲靖民宿市场要打的那几个“黑”", "第五条", ("黑店", "黑导", "黑车")),
        ("曲靖“云上”开头的平台有哪些", "第五条", ("云上旅居", "云上采摘")),
    ],
)
def test_the_list_asked_for_is_read_out_whole(
    inns: Assistant, question: str, clause: str, said: tuple[str, ...]
) -> None:
    answer = inns.ask(question)
    assert answer.outcome == "answered"
    assert all(word in answer.text for word in said)
    assert answer.citations[0].clause == clause
    assert all(c.verified for c in answer.citations)


@pytest.mark.parametrize("question", ["曲靖哪些情况不让领养老金", "曲靖“绿野”开头的平台有哪些"])
def test_no_other_list_is_read_out(inns: Assistant, question: str) -> None:
    assert inns.ask(question).outcome == "refused"
