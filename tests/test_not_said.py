"""What is near and does not say what is asked: sums, places to go to, days of another year, towns nobody wrote of."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.understand.scope import named_part
from tests.small_corpus import city_document

TEXT = """\
# 青禾市2025年度便民服务工作方案

（一）改造燃气老化管道180公里，为居民更换燃气安全软管12万户。
（二）家政服务员持“电子安心证”上门，客户可以拒绝无证上门。（市商务局负责）
（三）企业应当于2025年6月30日前提交技改资金申报书。
（四）家庭医生签约率2025年达到75%。
（五）物业服务评价低于60分的，责令限期整改，整改期限不超过90日。
（六）建成公共冷库2座，冷库由第三方运营。
（七）居民用水执行阶梯水价，由市发展改革委另行公布。
"""


@pytest.fixture(scope="module")
def clerk(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return city_document(tmp_path_factory.mktemp("unsaid"), "青禾市2025年度便民服务工作方案", TEXT)


@pytest.mark.parametrize("question", ["济南对燃气管道改造怎么说", "济南关于家政服务员有什么规定"])
def test_of_a_place_that_is_not_here_nothing_is_told(clerk: Assistant, question: str) -> None:
    answer = clerk.ask(question)
    assert answer.outcome == "refused"
    assert "济南" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "青禾市更换燃气软管居民要付多少钱",
        "青禾市电子安心证去哪里办",
        "青禾市2026年技改资金申报哪天截止",
        "青禾市物业评价低于60分罚多少",
        "青禾市冷库第三方运营企业给个名单",
        "蕨溪镇2025年家庭医生签约率要到多少",
    ],
)
def test_what_does_not_stand_there_is_refused(clerk: Assistant, question: str) -> None:
    answer = clerk.ask(question)
    assert answer.outcome == "refused"
    assert not answer.citations


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("青禾市2025年更换燃气安全软管多少户", "12万户"),
        ("青禾市2025年技改资金申报哪天截止", "6月30日"),
        ("青禾市2025年家庭医生签约率要到多少", "75%"),
    ],
)
def test_what_stands_there_is_answered(clerk: Assistant, question: str, said: str) -> None:
    assert said in clerk.ask(question).text


def test_a_town_that_no_dictionary_holds_is_a_place() -> None:
    assert named_part("蕨溪镇2030年签约率要到多少") == "蕨溪"
    assert named_part("重点镇2030年签约率要到多少") == ""
    assert named_part("哪些乡镇2030年要建冷库") == ""


@pytest.mark.parametrize("question", ["西安公租房租金怎么算", "西安公租房租金"])
def test_a_word_of_like_sense_alone_is_no_answer(real_assistant: Assistant, question: str) -> None:
    """租赁 of cars is the nearest to 租金 that is written."""
    answer = real_assistant.ask(question)
    assert answer.outcome == "refused"
    assert not answer.citations
