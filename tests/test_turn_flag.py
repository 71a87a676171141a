"""What stands over an answer on the page: a warning where clauses were looked at in vain, none over small talk."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from web.chat_view import turn_html
from web.contract import StoredTurn, evidence_records, record

FLAG = "没有找到可以作答的依据"


@pytest.mark.parametrize(
    ("question", "warned"),
    [("西安质量奖奖金有多少钱", True), ("谢谢", False), ("西安首席质量官覆盖率是多少", False)],
)
def test_a_warning_stands_over_what_was_looked_for_in_vain(
    real_assistant: Assistant, question: str, warned: bool
) -> None:
    answer = real_assistant.ask(question)
    stored = StoredTurn(
        turn_id="0" * 32,
        asked_at="2026-01-01T00:00:00+00:00",
        answer=record(answer),
        evidence=evidence_records(answer),
    )
    assert (FLAG in turn_html(stored, 0, last=True)) is warned
