"""The page with a language model: streaming, a model that is gone, and leaving while it still speaks."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from app import build_app
from assistant.assistant import Assistant
from assistant.types import Answer
from index.policy_index import PolicyIndex
from tests.app_support import RecordingAssistant, serving
from tests.browser.conftest import ask, shot
from web.desk import Desk

OpenPage = Callable[..., Page]
QUESTION = "西安2025年首席质量官覆盖率目标是多少？"
OTHER = "陕西省要培训多少名首席质量官？"


class Slow(RecordingAssistant):
    """Says its sentences and, while ``slow``, waits before the end: the n-th slow question for ``gates[n]``."""

    def __init__(self, index: PolicyIndex) -> None:
        super().__init__(index)
        self.gates = [threading.Event() for _ in range(4)]
        self.begun: list[str] = []
        self.slow = False

    def stream(self, question: str, history: object = ()) -> Iterator[str | Answer]:
        pieces = list(super().stream(question, history))  # type: ignore[arg-type]
        yield from pieces[:-1]
        if self.slow:
            self.begun.append(question)
            assert self.gates[len(self.begun) - 1].wait(30)
        yield pieces[-1]


@pytest.fixture
def slow(real_index: PolicyIndex) -> Iterator[Slow]:
    made = Slow(real_index)
    yield made
    for gate in made.gates:
        gate.set()


def box_of(page: Page) -> Locator:
    return page.locator("#pa-box").get_by_role("textbox", name="问题")


def put(page: Page, question: str, said: str) -> None:
    """Put a question and wait until its first words are there."""
    box_of(page).fill(question)
    page.keyboard.press("Enter")
    expect(page.locator("#pa-live .pa-text")).to_contain_text(said)


@contextmanager
def held_back(page: Page, url: str) -> Iterator[None]:
    """While the block lasts, requests for ``url`` do not leave the browser."""
    held: list[Route] = []
    page.route(url, lambda route: held.append(route))
    yield
    for route in held:
        route.continue_()
    page.unroute(url)


def test_the_first_sentence_is_shown_before_the_last(open_page: OpenPage, slow: Slow) -> None:
    with serving(build_app(Desk(slow))) as url:
        page = open_page(url=url)
        slow.slow = True
        put(page, QUESTION, "80%")
        expect(page.locator("#pa-log .pa-turn")).to_have_count(0)
        box_of(page).fill("下一个问题")
        page.keyboard.press("Enter")
        expect(page.locator("#pa-live .pa-told")).to_contain_text("请先停止")
        slow.gates[0].set()
        expect(page.locator("#pa-log .pa-chip").first).to_be_visible()
        expect(box_of(page)).to_have_value("下一个问题")
        expect(page.locator("#pa-live .pa-turn")).to_have_count(0)
        assert slow.begun == [QUESTION]


def test_a_new_conversation_is_answered_while_the_old_answer_still_hangs(
    open_page: OpenPage, slow: Slow
) -> None:
    with serving(build_app(Desk(slow))) as url:
        page = open_page(url=url)
        slow.slow = True
        put(page, QUESTION, "80%")
        page.get_by_role("button", name="新对话").click()
        expect(page.locator(".pa-welcome")).to_be_visible()
        put(page, OTHER, "5000")
        slow.gates[0].set()
        slow.gates[1].set()
        turns = page.locator("#pa-log .pa-turn")
        expect(turns.locator(".pa-question")).to_contain_text(OTHER)
        expect(turns).to_have_count(1)
        expect(page.locator("#pa-live .pa-turn")).to_have_count(0)
        expect(page.locator(".pa-conversations li[data-id]")).to_have_count(1)
        assert slow.asked[-1][1] == ()


def test_what_comes_after_the_reader_turned_away_is_not_shown(open_page: OpenPage, slow: Slow) -> None:
    with serving(build_app(Desk(slow))) as url:
        page = open_page(url=url)
        slow.slow = True
        put(page, QUESTION, "80%")
        with held_back(page, "**/run/predict*"):
            page.get_by_role("button", name="新对话").click()
            slow.gates[0].set()
            # the whole answer reaches the browser before the server has heard of the new conversation
            expect(page.locator(".pa-conversations li[data-id]")).to_have_count(1)
            expect(page.locator("#pa-log .pa-turn")).to_have_count(0)
            expect(page.locator(".pa-card")).to_have_count(0)
        expect(page.locator("#pa-live .pa-turn")).to_have_count(0)
        expect(page.locator(".pa-conversations li.pa-current")).to_have_count(0)
        put(page, OTHER, "5000")
        slow.gates[1].set()
        expect(page.locator("#pa-log .pa-turn")).to_have_count(1)
        assert slow.asked[-1][1] == (), "the new conversation does not remember the old one"


def test_another_conversation_opened_while_an_answer_is_on_its_way(open_page: OpenPage, slow: Slow) -> None:
    with serving(build_app(Desk(slow))) as url:
        page = open_page(url=url)
        ask(page, OTHER)
        page.get_by_role("button", name="新对话").click()
        expect(page.locator(".pa-welcome")).to_be_visible()
        slow.slow = True
        put(page, QUESTION, "80%")
        page.locator(".pa-conversations .pa-open").first.click()
        expect(page.locator("#pa-log .pa-answer")).to_contain_text("5000")
        slow.gates[0].set()
        put(page, "由谁负责？", "")
        slow.gates[1].set()
        expect(page.locator("#pa-log .pa-turn")).to_have_count(2)
        assert "80%" not in page.locator("#pa-talk").inner_text()
        assert [t.question for t in slow.asked[-1][1]] == [OTHER]


@pytest.mark.parametrize("by", ["button", "Escape"])
def test_an_answer_can_be_stopped(open_page: OpenPage, slow: Slow, by: str) -> None:
    with serving(build_app(Desk(slow))) as url:
        page = open_page(url=url)
        ask(page, OTHER)
        slow.slow = True
        put(page, QUESTION, "80%")
        shot(page, "chat-streaming")
        if by == "button":
            page.get_by_role("button", name="停止").click()
        else:
            page.keyboard.press("Escape")
        stopped = page.locator("#pa-live .pa-stopped")
        expect(stopped).to_contain_text("已停止")
        expect(stopped).to_contain_text("80%")
        expect(page.get_by_role("button", name="停止")).to_have_count(0)
        slow.gates[0].set()
        page.get_by_role("button", name="重新回答").click()
        expect(page.locator("#pa-live .pa-live")).to_contain_text("80%")
        slow.gates[1].set()
        expect(page.locator("#pa-log .pa-turn")).to_have_count(2)
        expect(page.locator("#pa-live .pa-turn")).to_have_count(0)
        assert [t.question for t in slow.asked[-1][1]] == [OTHER], "what was stopped is not remembered"


def test_an_answer_that_breaks_off_says_so_and_the_next_question_is_answered(
    open_page: OpenPage, slow: Slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(question: str, history: object = ()) -> Iterator[str | Answer]:
        yield "西安市"
        raise RuntimeError("out of order")

    with serving(build_app(Desk(slow))) as url:
        page = open_page(url=url)
        with monkeypatch.context() as patch:
            patch.setattr(slow, "stream", broken)
            box_of(page).fill(QUESTION)
            page.keyboard.press("Enter")
            expect(page.get_by_role("alert")).to_contain_text("没有答成")
        ask(page, QUESTION)
        expect(page.locator("#pa-log .pa-answer")).to_contain_text("80%")


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
