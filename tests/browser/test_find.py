"""The 条款速查 page as a hotline operator uses it: by keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, ask, shot

OpenPage = Callable[..., Page]


def search(page: Page, text: str) -> None:
    box = page.get_by_label("编号、专栏、部门或关键词")
    box.click()
    box.press("Control+a")
    box.press_sequentially(text)


def open_tab(page: Page) -> None:
    page.get_by_role("tab", name="条款速查").click()
    page.locator("#pa-find-box").wait_for()


def test_an_operator_needs_no_mouse(open_page: OpenPage) -> None:
    page = open_page()
    open_tab(page)
    search(page, "西安 第二十二条")
    first = page.get_by_role("option").first
    expect(first).to_contain_text("（二十二）")
    expect(first).to_contain_text("西安市")
    page.keyboard.press("Enter")
    expect(page.locator(".pa-read-out")).to_contain_text("（二十二）")
    expect(page.locator(".pa-facts")).to_contain_text("责任单位")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".pa-sheet-card .pa-told")).to_have_text("已复制")
    ticket = page.evaluate("navigator.clipboard.readText()")
    for part in ("【答复口径】", "【政策依据】", "【责任单位】", "西安市", "（二十二）"):
        assert part in ticket
    page.keyboard.press("Escape")
    expect(page.locator("#pa-find-box").get_by_role("combobox")).to_be_focused()


def test_who_types_fast_does_not_open_a_hit_for_half_of_the_words(open_page: OpenPage) -> None:
    page = open_page()
    open_tab(page)
    search(page, "西安 第二十二条")
    page.keyboard.press("Enter")
    expect(page.locator(".pa-read-out")).to_contain_text("（二十二）")


def test_arrows_choose_among_the_hits(open_page: OpenPage) -> None:
    page = open_page()
    open_tab(page)
    search(page, "专栏6")
    options = page.get_by_role("option")
    expect(page.locator('#pa-hits [data-text="专栏6"]')).to_be_visible()
    second = options.nth(1).locator(".pa-hit-doc").inner_text()
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page.locator(".pa-facts")).to_contain_text(re.sub(r"\d{4}$", "", second).strip("《》")[:8])


def test_a_department_finds_its_clauses(open_page: OpenPage) -> None:
    page = open_page()
    open_tab(page)
    search(page, "市数据局")
    expect(page.get_by_role("option").first).to_contain_text("责任单位")
    page.keyboard.press("Enter")
    expect(page.locator(".pa-facts")).to_contain_text("市数据局")
    shot(page, "find")


def test_filters_narrow(open_page: OpenPage) -> None:
    page = open_page()
    open_tab(page)
    search(page, "质量品牌")
    expect(page.get_by_role("option").first).to_be_visible()
    page.get_by_role("button", name="筛选").click()
    page.get_by_label("地区").click()
    page.get_by_role("option", name="浙江省").click()
    hits = page.locator("#pa-hits [role=option]")
    expect(page.locator("#pa-hits [data-clause]:not([data-clause^=zhejiang])")).to_have_count(0)
    expect(hits.first).to_be_visible()


def test_reading_on_in_the_whole_document(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, "西安2025年首席质量官覆盖率目标是多少？")
    page.get_by_role("button", name="在全文中阅读").first.click()
    mark = page.locator("#pa-reader .pa-original mark").first
    expect(mark).to_contain_text("首席質量官覆蓋率")
    expect(mark).to_be_in_viewport()
    page.locator("#pa-reader .pa-outline").get_by_role("button", name="（二十）").click()
    inside = page.evaluate(
        "() => { const b = document.querySelector('#pa-reader .pa-doc').getBoundingClientRect();"
        " const s = [...document.querySelectorAll('#pa-reader .pa-original span')]"
        ".find(s => s.textContent.startsWith('(二十)')).getBoundingClientRect();"
        " return s.top >= b.top - 1 && s.top < b.bottom; }"
    )
    assert inside
    shot(page, "document")


def test_phone(open_page: OpenPage) -> None:
    page = open_page(PHONE)
    open_tab(page)
    search(page, "首席质量官")
    page.get_by_role("option").first.click()
    expect(page.locator(".pa-read-out")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    shot(page, "find-phone")
