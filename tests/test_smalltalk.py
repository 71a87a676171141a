"""What is said to the assistant itself is told from questions, by whole messages only."""

from __future__ import annotations

import pytest

from assistant.understand.smalltalk import LINES, small_talk


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("你好", "greeting"),
        ("您好，在吗", "greeting"),
        ("你好，问个事", "greeting"),
        ("好的，谢谢！", "thanks"),
        ("嗯嗯", "thanks"),
        ("再见", "farewell"),
        ("没有了", "farewell"),
        ("帮我转人工", "human"),
        ("人工客服", "human"),
        ("你是机器人吗", "self"),
        ("你叫什么名字", "self"),
        ("你会写代码吗", "self"),
        ("讲个笑话吧", "pastime"),
        ("今天天气怎么样", "pastime"),
        ("几点了", "pastime"),
    ],
)
def test_small_talk(text: str, kind: str) -> None:
    assert small_talk(text) == kind
    assert LINES[kind]


@pytest.mark.parametrize(
    "text",
    [
        "你好，西安首席质量官覆盖率多少",
        "你们会补贴多少钱",
        "你是按哪条说的",
        "你是说西安的吗",
        "可以吗",
        "有奖励吗",
        "不是",
        "西安今天天气怎么样",
        "客服中心由谁负责",
        "你会给我补贴吗",
    ],
)
def test_questions_are_none(text: str) -> None:
    assert small_talk(text) == ""
