"""A body that is called after another place (北京证券交易所) makes a question none of that place's."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from tests.small_corpus import city_document

TITLE = "青禾市支持企业发展若干措施"
TEXT = f"""\
# {TITLE}
第一条 在北京证券交易所上市的企业，一次性奖励四百万元。
第二条 与武汉大学共建研发中心的企业，每年补助三十万元。
第三条 新建厂房按照每平方米一百元给予补贴。
"""


@pytest.fixture(scope="module")
def clerk(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return city_document(tmp_path_factory.mktemp("listing"), TITLE, TEXT)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("青禾企业在北京证券交易所上市奖多少", "四百万元"),
        ("企业在北京证券交易所上市能拿多少奖励", "四百万元"),
        ("青禾市企业和武汉大学共建研发中心，补多少", "三十万元"),
    ],
)
def test_what_is_given_here_is_told(clerk: Assistant, question: str, told: str) -> None:
    assert told in clerk.ask(question).text


@pytest.mark.parametrize(
    "question",
    [
        "北京市企业上市奖多少",
        "武汉新建厂房补贴多少",
        "在上海证券交易所上市奖多少",
        "武汉的大学毕业生补贴多少",
    ],
)
def test_what_another_place_gives_is_not(clerk: Assistant, question: str) -> None:
    assert clerk.ask(question).outcome == "refused"
