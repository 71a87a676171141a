"""The whole way of a question by keyboard alone, and that what is written can be read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ask

OpenPage = Callable[..., Page]
QUESTION = "西安2025年首席质量官覆盖率目标是多少？"

# contrast of each visible text with the first opaque ground behind it, WCAG 2: (ratio, size, text) below 4.5 : 1
CONTRAST = """() => {
  const parse = c => { const m = c.match(/[\\d.]+/g).map(Number);
    return c.startsWith('color(srgb') ? [m[0]*255, m[1]*255, m[2]*255, m[3] ?? 1] : [m[0], m[1], m[2], m[3] ?? 1]; };
  const lum = ([r, g, b]) => { const f = v => { v /= 255; return v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; };
    return .2126 * f(r) + .7152 * f(g) + .0722 * f(b); };
  const ground = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor);
    if (c[3] > .99) return c; } return [255, 255, 255, 1]; };
  const out = []; const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) { const n = walk.currentNode, e = n.parentElement;
    if (!n.textContent.trim() || !e.checkVisibility({visibilityProperty: true, opacityProperty: true})
        || ['SCRIPT', 'STYLE'].includes(e.tagName) || e.closest('.pa-sr, .sr-only, :disabled, svg, .visually-hidden')) continue;
    const a = lum(parse(getComputedStyle(e).color)), b = lum(ground(e));
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < 4.5) out.push([ratio.toFixed(2), e.className, n.textContent.trim().slice(0, 20)].join(' '));
  } return out; }"""


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast(open_page: OpenPage, scheme: str) -> None:
    page = open_page(scheme=scheme)
    assert page.evaluate(CONTRAST) == []
    ask(page, QUESTION)
    page.get_by_role("button", name="有问题").click()
    page.locator(".pa-others summary").click()
    assert page.evaluate(CONTRAST) == []
    page.get_by_role("tab", name="条款速查").click()
    page.get_by_label("编号、专栏、部门或关键词").fill("市数据局")
    page.locator("#pa-hits [data-clause]").first.click()
    page.locator("#pa-reader mark").first.wait_for()
    assert page.evaluate(CONTRAST) == []
    page.get_by_role("tab", name="指标对比").click()
    assert page.evaluate(CONTRAST) == []
    page.get_by_role("tab", name="适用条款").click()
    page.get_by_label("行业和主体").fill("食品生产企业")
    page.get_by_role("button", name="列出适用条款").click()
    page.locator("#pa-checklist li").first.wait_for()
    assert page.evaluate(CONTRAST) == []
    page.get_by_role("tab", name="语料与评测").click()
    assert page.evaluate(CONTRAST) == []
