"""Who asks, told anew: the question what applies is asked of them."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.types import Turn

FIRST = "我们是西安做建材的，有什么支持"


@pytest.mark.parametrize(
    ("message", "standalone"),
    [
        ("如果是食品厂呢", "我们是西安市食品厂，有什么支持"),
        ("换成检测机构呢", "我们是西安市检测机构，有什么支持"),
        ("要是我在咸阳呢", "我们是咸阳市做建材的，有什么支持"),
        ("我们才二十来人", "我们是西安做建材的，我们才二十来人，有什么支持"),
        ("只看必须做的", "我们是西安做建材的，有什么义务"),
        ("那鼓励类的呢", "我们是西安做建材的，有什么支持"),
        ("鲁班奖新增几项", "西安市鲁班奖新增几项"),
    ],
)
def test_who_asks_is_told_anew(real_assistant: Assistant, message: str, standalone: str) -> None:
    first = Turn(FIRST, real_assistant.ask(FIRST))
    assert real_assistant.ask(message, (first,)).standalone_question == standalone
