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


def settled(page: Page, text: str) -> None:
    """Wait until the hits are those for ``text``."""
    page.locator(f'#pa-hits [data-text="{text}"]').wait_for()


def open_tab(page: Page) -> None:
    page.get_by_role("tab", name="条款速查").click()
    page.locator("#pa-find-box").wait_for()


def test_who_opens_the_page_can_type_at_once(open_page: OpenPage) -> None:
    page = open_page()
    open_tab(page)
    box = page.get_by_label("编号、专栏、部门或关键词")
    expect(box).to_be_focused()
    page.keyboard.insert_text("专栏6")
    settled(page, "专栏6")
    page.get_by_role("tab", name="问答").click()
    expect(page.locator("#pa-box").get_by_role("textbox", name="问题")).to_be_focused()


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
    settled(page, "质量品牌")
    page.get_by_role("button", name="筛选", exact=False).first.click()
    page.get_by_label("地区").click()
    page.get_by_role("option", name="浙江省").click()
    hits = page.locator("#pa-hits [data-clause]")
    elsewhere = page.locator("#pa-hits [data-clause]:not([data-clause^=zhejiang])")
    expect(elsewhere).to_have_count(0)
    expect(hits.first).to_be_visible()
    expect(page.locator("#pa-hits")).to_contain_text("筛选：浙江省")
    page.get_by_label("编号、专栏、部门或关键词").fill("")
    expect(hits.first).to_contain_text("筛选")
    expect(elsewhere).to_have_count(0)
    page.get_by_role("button", name="清空筛选").click()
    expect(hits).to_have_count(0)
    expect(page.locator("#pa-hits [data-doc]")).to_have_count(5)


def test_a_document_is_read_from_its_beginning_without_a_mouse(open_page: OpenPage) -> None:
    page = open_page()
    open_tab(page)
    box = page.get_by_label("编号、专栏、部门或关键词")
    box.press("Enter")
    expect(page.locator("#pa-reader .pa-doc")).to_have_count(0)
    box.press("ArrowDown")
    box.press("Enter")
    reader = page.locator("#pa-reader")
    expect(reader.locator(".pa-outline")).to_contain_text("总体要求")
    expect(reader.locator("mark")).to_have_count(0)
    assert reader.locator(".pa-doc").evaluate("e => e.scrollTop") == 0


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
    settled(page, "首席质量官")
    page.get_by_role("option").first.click()
    expect(page.locator(".pa-read-out")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    shot(page, "find-phone")
