"""A real Chromium, a real server; every test ends by checking that the console stayed quiet and no request
left the machine."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, sync_playwright

from app import build_app
from index.policy_index import PolicyIndex
from tests.app_support import RecordingAssistant, serving
from web.desk import Desk

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LEAVING = "this page is being left"
DESKTOP = {"width": 1366, "height": 820}
PHONE = {"width": 390, "height": 844}
SCREENSHOTS = Path(__file__).resolve().parents[2] / "docs" / "screenshots"

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

# visible texts under 14 px
SMALL = """() => { const out = []; const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) { const n = walk.currentNode, e = n.parentElement;
    if (!n.textContent.trim() || !e.checkVisibility() || ['SCRIPT', 'STYLE'].includes(e.tagName)) continue;
    const size = parseFloat(getComputedStyle(e).fontSize);
    if (size < 14) out.push(size + ' ' + e.className + ' ' + n.textContent.trim().slice(0, 20)); } return out; }"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="no Chromium on this machine"))


@pytest.fixture(scope="session")
def engine(real_index: PolicyIndex) -> RecordingAssistant:
    real_index.warm()
    return RecordingAssistant(real_index)


@pytest.fixture(scope="session")
def address(engine: RecordingAssistant) -> Iterator[str]:
    with serving(build_app(Desk(engine))) as url:
        yield url


# Playwright keeps an event loop running in this thread, which other tests cannot bear
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield launched
        launched.close()


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Call it for a new browser profile on the page; a second call is another person."""
    contexts = []
    complaints: list[str] = []
    strangers: list[str] = []
    closing = False

    def opened(viewport: dict[str, int] = DESKTOP, scheme: str = "light", url: str | None = None) -> Page:
        context = browser.new_context(
            viewport=viewport,  # type: ignore[arg-type]
            locale="zh-CN",
            color_scheme=scheme,  # type: ignore[arg-type]
            accept_downloads=True,
        )
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=url or address)
        context.set_default_timeout(8000)
        contexts.append(context)
        page = context.new_page()
        # Gradio tells of its own streams being cut off when a page is left. The page says so itself, in the
        # same stream and before Gradio hears of it: a request for the next page can come after the complaint
        leaving = False

        def said(message: ConsoleMessage) -> None:
            nonlocal leaving
            if message.text == LEAVING:
                leaving = True
            elif message.type == "error" and not leaving and not closing:
                complaints.append(message.text)

        # a promise that nobody catches, where a request is cut off, is told in this way and not by the console
        def failed(error: Error) -> None:
            if not leaving and not closing:
                complaints.append(f"{error.message}\n{error.stack}")

        def arrived(_: Page) -> None:
            nonlocal leaving
            leaving = False

        page.add_init_script(f"addEventListener('beforeunload', () => console.debug('{LEAVING}'))")
        page.on("domcontentloaded", arrived)
        page.on("console", said)
        page.on("pageerror", failed)
        ours = (url or address, "data:", "blob:", (url or address).replace("http:", "ws:"))
        page.on("request", lambda r: strangers.append(r.url) if not r.url.startswith(ours) else None)
        page.goto(url or address)
        page.locator("#pa-log .pa-welcome, #pa-log .pa-turn").first.wait_for()
        return page

    yield opened
    closing = True
    for context in contexts:
        context.close()
    assert complaints == []
    assert strangers == []


def ask(page: Page, question: str) -> None:
    """Type a question, press Enter, wait until its answer is whole."""
    turns = page.locator("#pa-log .pa-turn")
    before = turns.count()
    page.locator("#pa-box").get_by_role("textbox", name="问题").fill(question)
    page.keyboard.press("Enter")
    turns.nth(before).wait_for()


def shot(page: Page, name: str) -> None:
    """A small screenshot into docs/screenshots when the tests run with --screenshots."""
    if not _wanted:
        return
    from PIL import Image

    picture = Image.open(io.BytesIO(page.screenshot()))
    picture.convert("RGB").quantize(96).save(SCREENSHOTS / f"{name}.png", optimize=True)


_wanted = False


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--screenshots", action="store_true", help="renew docs/screenshots")


def pytest_configure(config: pytest.Config) -> None:
    global _wanted
    _wanted = bool(config.getoption("--screenshots", default=False))
