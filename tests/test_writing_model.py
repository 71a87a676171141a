"""What a model writes beside the point is not shown, however true to its clause."""

from __future__ import annotations

import pytest

from assistant.model.writer import strays

QUOTE = "推动航空公司和机场全面建立旅客服务质量管理体系，支持西安咸阳国际机场打造中国最佳中转机场。"
QUESTION = "咸阳机场要干成啥样？"


@pytest.mark.parametrize(
    ("written", "astray"),
    [
        (
            "陕西的目标是实施旅游服务品质提升行动，推动红色旅游与旅游演艺、乡村旅游、研学旅游融合发展【1】。",
            True,
        ),
        ("支持咸阳机场打造中国最佳中转机场【1】。", False),
        ("咸阳机场要打造成中国最佳的中转机场，机场要建立旅客服务质量管理体系【1】。", False),
    ],
)
def test_a_sentence_beside_the_point_strays(written: str, astray: bool) -> None:
    assert strays(written, QUOTE, QUESTION) is astray
