"""The page with a language model: streaming, a model that is gone, and leaving while it still speaks."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from app import build_app
from assistant.assistant import Assistant
from assistant.types import Answer
from index.policy_index import PolicyIndex
from tests.app_support import RecordingAssistant, serving
from tests.browser.conftest import ask
from web.desk import Desk

OpenPage = Callable[..., Page]
QUESTION = "西安2025年首席质量官覆盖率目标是多少？"


class Slow(RecordingAssistant):
    """Says its first sentence, then waits until it may go on."""

    def __init__(self, index: PolicyIndex) -> None:
        super().__init__(index)
        self.go_on = threading.Event()
        self.slow = False

    def stream(self, question: str, history: object = ()) -> Iterator[str | Answer]:
        pieces = list(super().stream(question, history))  # type: ignore[arg-type]
        for piece in pieces:
            if isinstance(piece, Answer) and self.slow:
                assert self.go_on.wait(20)
            yield piece


@pytest.fixture
def slow(real_index: PolicyIndex) -> Slow:
    return Slow(real_index)


def test_the_first_sentence_is_shown_before_the_last(open_page: OpenPage, slow: Slow) -> None:
    with serving(build_app(Desk(slow))) as url:
        page = open_page(url=url)
        slow.slow = True
        page.locator("#pa-box").get_by_role("textbox").fill(QUESTION)
        page.keyboard.press("Enter")
        expect(page.locator("#pa-live .pa-text")).to_contain_text("80%")
        expect(page.locator("#pa-log .pa-turn")).to_have_count(0)
        box = page.locator("#pa-box").get_by_role("textbox")
        box.fill("下一个问题")
        slow.go_on.set()
        expect(page.locator("#pa-log .pa-chip").first).to_be_visible()
        expect(box).to_have_value("下一个问题")
        expect(page.locator("#pa-live .pa-turn")).to_have_count(0)


def test_an_answer_on_its_way_does_not_arrive_in_a_new_conversation(open_page: OpenPage, slow: Slow) -> None:
    with serving(build_app(Desk(slow))) as url:
        page = open_page(url=url)
        slow.slow = True
        page.locator("#pa-box").get_by_role("textbox").fill(QUESTION)
        page.keyboard.press("Enter")
        expect(page.locator("#pa-live .pa-text")).to_contain_text("80%")
        page.get_by_role("button", name="新对话").click()
        expect(page.locator(".pa-welcome")).to_be_visible()
        slow.go_on.set()
        slow.slow = False
        ask(page, "陕西省要培训多少名首席质量官？")
        expect(page.locator("#pa-log .pa-turn")).to_have_count(1)
        assert slow.asked[-1][1] == ()


def test_a_model_that_is_gone_is_told_and_the_answer_stands(
    open_page: OpenPage, real_index: PolicyIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LLM_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("LLM_MODEL", "gone")
    monkeypatch.setenv("LLM_RETRIES", "0")
    desk = Desk(Assistant(real_index, answerer="llm"), "llm")
    with serving(build_app(desk)) as url:
        page = open_page(url=url)
        expect(page.locator("#pa-head")).to_contain_text("语言模型作答")
        ask(page, QUESTION)
        expect(page.locator("#pa-log .pa-answer")).to_contain_text("80%")
        expect(page.locator("#pa-log .pa-notes")).to_contain_text("语言模型不可用")
