"""What was told of one place is found in another's documents in their own words; nobody else's figure is told for it."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from tests.small_corpus import conversation


@pytest.mark.parametrize(
    ("turns", "document", "told"),
    [
        (
            (
                "网上订了个按摩椅，付完钱商家没影了",
                "西安有没有先把钱赔我、再去找商家的那种路子",
                "我女儿在宁波也碰上了，浙江那边的文件写这个没",
            ),
            "zhejiang-2022",
            "推行先行赔付",
        ),
        (
            ("对商品质量惩罚性赔偿，陕西是什么提法", "浙江用的词一样吗，原话怎么说"),
            "zhejiang-2022",
            "严格执行商品质量惩罚性赔偿制度",
        ),
    ],
)
def test_its_counterpart_is_told(
    real_assistant: Assistant, turns: tuple[str, ...], document: str, told: str
) -> None:
    answer = conversation(real_assistant, *turns)
    assert told in answer.text
    assert answer.citations[0].doc_id == document
    assert any("对应" in note for note in answer.notes)


@pytest.mark.parametrize(
    "turns",
    [
        ("西安2025年首席质量官覆盖率目标是多少", "那浙江呢？"),
        ("浙江到2025年服务质量满意度的目标", "那西安呢，西安定的多少分"),
        ("陕西社会公用计量标准累计要建多少个", "浙江要建多少个"),
    ],
)
def test_what_is_only_near_is_not(real_assistant: Assistant, turns: tuple[str, ...]) -> None:
    assert conversation(real_assistant, *turns).outcome == "refused"


def test_whether_it_is_so_there_too(real_assistant: Assistant) -> None:
    answer = conversation(real_assistant, "浙江对这个沙盒监管，是试点吧", "陕西也是试点吗？")
    assert "沙盒监管" in answer.text
    assert answer.citations[0].doc_id == "shaanxi-2023"
    answer = conversation(
        real_assistant, "放心消费示范店是不是就挂个牌", "西安也搞？", "西安市里自己定了要评多少家没有"
    )
    assert answer.outcome == "refused"  # and not some other eighty firms
    answer = conversation(
        real_assistant,
        "放心消费示范店是不是就挂个牌",
        "西安也搞？",
        "西安市里自己定了要评多少家没有，不是全省的",
    )
    assert answer.outcome == "refused"
    assert "不是" not in answer.standalone_question


def test_where_several_things_are_to_stand(real_assistant: Assistant) -> None:
    turns = ("陕西打算新建几个省级质检中心", "5个分别放在哪些地市？")
    assert conversation(real_assistant, *turns).outcome == "refused"
