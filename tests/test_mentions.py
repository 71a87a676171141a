"""Whether a thing is spoken of at all is told by the very word; what is not written is not told of."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant


@pytest.mark.parametrize(
    "wording", "西安有没有提到{} 西安提到过{}吗 西安写没写{} 西安文件里提到{}没 西安{}在文件里提到没".split()
)
def test_whether_it_is_spoken_of(real_assistant: Assistant, wording: str) -> None:
    there = real_assistant.ask(wording.format("机器人"))
    assert there.text.startswith("写到了“机器人”")
    assert {c.doc_id for c in there.citations} == {"xian-2024"}
    absent = real_assistant.ask(wording.format("元宇宙"))
    assert absent.outcome == "refused"
    assert absent.text.startswith("这些文件里没有提到“元宇宙”")


def test_what_is_written_often_is_counted_and_some_of_it_read(real_assistant: Assistant) -> None:
    answer = real_assistant.ask("西安有没有提到汽车")
    assert answer.text.startswith("写到“汽车”的有")
    assert all("汽車" in c.quote for c in answer.citations)
    assert any(note.startswith("写到它的还有") for note in answer.notes)


@pytest.mark.parametrize(
    "question", ["西安对汽车有什么说法", "西安有汽车方面的内容吗", "西安有没有关于汽车的内容"]
)
def test_what_is_said_of_it_is_where_it_is_written(real_assistant: Assistant, question: str) -> None:
    assert "写到“汽车”的有" in real_assistant.ask(question).text


def test_a_claim_is_no_mention(real_assistant: Assistant) -> None:
    assert real_assistant.ask("陕西的鲁班奖提到25项了吗").text.startswith("是的")
    assert "鼓励企业投保" in real_assistant.ask("西安有没有让企业买质量保险的说法").text


@pytest.mark.parametrize(
    "question",
    [
        "西安方案哪几条提到首席质量官",
        "西安方案提到几次首席质量官",
        "西安方案里提到首席质量官的条款有哪些",
        "西安首席质量官在哪几条提到",
    ],
)
def test_where_it_is_written(real_assistant: Assistant, question: str) -> None:
    answer = real_assistant.ask(question)
    assert "首席质量官”的有4处" in answer.text
    assert {c.clause for c in answer.citations} == {"专栏1", "（二十）", "专栏6", "（二十九）"}


def test_parts_of_a_box_are_counted_by_their_heading(real_assistant: Assistant) -> None:
    answer = real_assistant.ask("陕西专栏6有几个行动，分别是什么")
    assert "共4项：实施陕西精品培育行动" in answer.text
