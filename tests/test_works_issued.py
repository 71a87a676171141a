"""When a list or a standard is to be issued that a document sets as a task is that task's day, not the document's."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from tests.small_corpus import city_document

TITLE = "青禾市质量提升行动方案"
TEXT = f"""\
# {TITLE}
青禾市人民政府
2025年4月29日
一、重点任务
（一）制定医疗服务质量改进清单，2025年7月底前完成。（市卫生健康委牵头，市医保局配合）
（二）修订家政服务规范，2026年3月底前完成。（市商务局牵头）
（三）建立公交服务测评机制，2026年5月底前完成。（市交通运输局牵头）
"""


@pytest.fixture(scope="module")
def clerk(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return city_document(tmp_path_factory.mktemp("works"), TITLE, TEXT)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("青禾医疗服务质量改进清单什么时候出台", "2025年7月"),
        ("青禾医疗服务质量改进清单，出台月份", "2025年7月"),
        ("青禾的家政服务规范什么时候发布", "2026年3月"),
    ],
)
def test_the_day_of_the_task_is_told(clerk: Assistant, question: str, told: str) -> None:
    assert told in clerk.ask(question).text


@pytest.mark.parametrize("question", ["青禾质量提升行动方案什么时候出台", "青禾这个方案是什么时候印发的"])
def test_of_the_document_its_own(clerk: Assistant, question: str) -> None:
    assert "2025年4月29日" in clerk.ask(question).text


@pytest.mark.parametrize(
    "question",
    [
        "青禾医疗服务质量改进清单，医保局牵头还是配合，什么时候出台",
        "青禾医疗服务质量改进清单，医保局是主还是辅，几时出台",
        "青禾医疗服务质量改进清单里医保局是挑头的还是打下手的，啥时候出台",
    ],
)
def test_which_of_two_a_body_is_and_when_are_two_questions(clerk: Assistant, question: str) -> None:
    told = clerk.ask(question).text
    assert "市卫生健康委" in told
    assert "2025年7月" in told
