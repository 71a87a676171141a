"""The whole way of a question by keyboard alone, and that what is written can be read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import CONTRAST, DESKTOP, PHONE, SMALL, ask

OpenPage = Callable[..., Page]
QUESTION = "西安2025年首席质量官覆盖率目标是多少？"


def press_until(page: Page, key: str, selector: str, most: int = 60) -> None:
    for _ in range(most):
        page.keyboard.press(key)
        if page.evaluate("s => !!document.activeElement.closest(s)", selector):
            return
    raise AssertionError(f"{selector} is not reached by {key}")


def test_a_question_by_keyboard_alone(open_page: OpenPage) -> None:
    page = open_page()
    press_until(page, "Tab", "#pa-box textarea")
    page.keyboard.insert_text(QUESTION)
    page.keyboard.press("Enter")
    page.locator("#pa-log .pa-answer").wait_for()
    press_until(page, "Shift+Tab", ".pa-chip")
    page.keyboard.press("Enter")
    expect(page.locator(".pa-card.pa-active")).to_be_focused()
    press_until(page, "Tab", '[data-act="script"]')
    page.keyboard.press("Enter")
    expect(page.locator(".pa-simplified mark").first).to_be_visible()
    press_until(page, "Shift+Tab", '[data-act="down"]')
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    press_until(page, "Tab", ".pa-feedback button")
    page.keyboard.press("Enter")
    expect(page.get_by_text("已记录，谢谢")).to_be_visible()
    press_until(page, "Shift+Tab", ".pa-open")
    page.keyboard.press("Enter")
    expect(page.locator("#pa-log .pa-turn")).to_have_count(1)
    press_until(page, "Shift+Tab", '[role="tab"]:nth-of-type(2)')
    page.keyboard.press("Enter")
    expect(page.locator("#pa-find-box")).to_be_visible()


def test_where_the_focus_is_can_be_seen(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, QUESTION)
    page.locator("#pa-box").get_by_role("textbox").focus()
    for _ in range(12):
        page.keyboard.press("Shift+Tab")
        outlined = page.evaluate(
            "() => { const e = document.activeElement; if (e === document.body) return true;"
            " const s = getComputedStyle(e); return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2; }"
        )
        assert outlined, page.evaluate("document.activeElement.outerHTML.slice(0, 200)")


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_can_be_read(open_page: OpenPage, scheme: str, viewport: dict[str, int]) -> None:
    page = open_page(viewport, scheme)

    def readable() -> None:
        assert page.evaluate(CONTRAST) == []
        assert page.evaluate(SMALL) == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    readable()
    ask(page, QUESTION)
    ask(page, "今天天气怎么样？")
    page.get_by_role("button", name="有问题").last.click()
    readable()
    page.get_by_role("button", name="依据1").click()
    expect(page.locator(".pa-card.pa-active")).to_be_in_viewport()
    page.locator(".pa-others summary").click()
    readable()
    page.keyboard.press("Escape")
    page.get_by_role("tab", name="条款速查").click()
    readable()
    page.get_by_label("编号、专栏、部门或关键词").fill("市数据局")
    page.locator("#pa-hits [data-clause]").first.click()
    page.locator("#pa-reader mark").first.wait_for()
    readable()
    page.get_by_role("tab", name="指标对比").click()
    page.locator("#pa-indicators input").click()
    page.locator("#pa-indicators input").fill("制造业质量竞争力指数")
    page.get_by_role("option", name="制造业质量竞争力指数", exact=True).first.click()
    page.keyboard.press("Escape")
    page.locator("#pa-compare table").first.wait_for()
    readable()
    page.get_by_role("tab", name="适用条款").click()
    page.get_by_label("行业和主体").fill("食品生产企业")
    page.get_by_role("button", name="列出适用条款").click()
    page.locator("#pa-checklist li").first.wait_for()
    readable()
    page.get_by_role("tab", name="语料与评测").click()
    readable()
