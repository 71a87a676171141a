"""至少, 不得超过, 必须 told of a figure that a text bounds the other way, and of what it forbids."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.understand.spoken import told
from tests.small_corpus import city_document

RULES = """\
青禾市质量管理办法
第一条 生产者应当建立进货查验记录，记录保存期限不得少于三年。
第二条 家装合同首付款不得超过合同总价的30%。
第三条 组织获市长质量奖后五年内不得重复申报。
第四条 住宅防水工程保险期限不少于10年。
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory):
    folder: Path = tmp_path_factory.mktemp("bounds_told")
    return city_document(folder, "青禾市质量管理办法", RULES).ask


@pytest.mark.parametrize(
    "question",
    [
        "青禾市进货查验记录保存期限不得超过三年对吗",
        "青禾市进货查验记录保存期限最多只能三年吧",
        "青禾市家装合同首付款必须达到合同总价的30%对吗",
        "青禾市家装合同首付款至少要合同总价的30%吧",
        "青禾市组织获市长质量奖后五年内必须重复申报吗",
    ],
)
def test_a_bound_told_the_wrong_way_round_is_not_confirmed(ask, question: str) -> None:
    assert not ask(question).text.startswith("是的")


@pytest.mark.parametrize(
    "question",
    [
        "青禾市进货查验记录保存期限至少要三年吧",
        "青禾市家装合同首付款不得超过合同总价的30%吧",
        "青禾市组织获市长质量奖后五年内不得重复申报对吗",
        "青禾市住宅防水工程保险期限不能低于10年吧",
    ],
)
def test_the_bound_as_it_stands_is(ask, question: str) -> None:
    assert ask(question).text.startswith("是的")


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        ("不能超过三年吧", "≤"),
        ("不得少于五年", "≥"),
        ("至少要20万元", "≥"),
        ("最多只能六个月", "≤"),
        ("超过三年", ">"),
    ],
)
def test_what_bounds_an_amount_may_stand_apart(text: str, comparator: str) -> None:
    assert [q.comparator for q in told(text)] == [comparator]
