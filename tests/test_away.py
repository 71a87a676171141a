"""A place without documents that is only where somebody goes: no scope, but the other place's rules are not told."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from tests.small_corpus import city_document

TITLE = "青禾市企业落户补助办法"
TEXT = f"""\
# {TITLE}
第一条 新落户企业按照设备投资额的百分之十给予一次性补助，最高六十万元。
第二条 企业自领取补助之日起五年内将注册地迁出本市的，应当全额退还补助；因国家重大工程征收搬迁的除外。
第三条 申请补助应当提交营业执照、投资合同和发票。
第四条 职工子女凭居住证和劳动合同申请入学。
"""


@pytest.fixture(scope="module")
def clerk(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return city_document(tmp_path_factory.mktemp("settling"), TITLE, TEXT)


def test_who_moves_away_is_told_what_holds_here_and_that_the_other_place_is_unknown(clerk: Assistant) -> None:
    answer = clerk.ask("领了落户补助第三年，公司要搬到济南去，钱要退吗")
    assert answer.outcome == "answered"
    assert "全额退还" in answer.text
    assert any("济南市" in note for note in answer.notes)


@pytest.mark.parametrize(
    "question",
    [
        "到济南落户要什么材料",
        "孩子转到深圳上学，要什么材料",
        "济南的落户补助是多少",
        "公司搬到济南去，落户补助给多少",  # Jinan's to say: no clause here speaks of those who left
    ],
)
def test_what_another_place_gives_or_asks_for_is_not_answered_from_here(
    clerk: Assistant, question: str
) -> None:
    answer = clerk.ask(question)
    assert answer.outcome == "refused"
    assert answer.citations == ()
