"""The 问答 page as a reader uses it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from docx import Document as Word
from playwright.sync_api import Page, expect

from tests.app_support import RecordingAssistant
from tests.browser.conftest import PHONE, ask, shot

QUESTION = "西安2025年首席质量官覆盖率目标是多少？"
OpenPage = Callable[..., Page]


def test_answer_with_the_quote_highlighted_in_its_context(
    open_page: OpenPage, engine: RecordingAssistant
) -> None:
    page = open_page()
    shot(page, "chat-start")
    ask(page, QUESTION)
    expect(page.locator("#pa-log .pa-answer")).to_contain_text("80%")
    page.get_by_role("button", name="依据1").click()
    card = page.locator(".pa-card.pa-active")
    expect(card).to_contain_text("西安市")
    expect(card).to_contain_text("专栏1")
    expect(card).to_contain_text("2024-04-28")
    expect(card).to_contain_text("现行有效")
    mark = card.locator(".pa-original mark")
    stored = engine.ask(QUESTION).citations[0]
    document = engine.index.documents[stored.doc_id]
    assert mark.evaluate("e => e.textContent") == document.text[stored.start : stored.end]
    inside = mark.evaluate(
        "e => { const b = e.closest('.pa-passage').getBoundingClientRect(), m = e.getBoundingClientRect();"
        " return m.top >= b.top - 1 && m.bottom <= b.bottom + 1; }"
    )
    assert inside, "the highlighted words must be scrolled into view"
    shot(page, "chat-answer")


def test_traditional_text_can_be_read_in_simplified_characters(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, QUESTION)
    card = page.locator(".pa-card").first
    expect(card.locator(".pa-original mark")).to_contain_text("質量官")
    card.get_by_role("button", name="看简体").click()
    expect(card.locator(".pa-simplified mark")).to_contain_text("质量官")
    expect(card.locator(".pa-original")).to_be_hidden()
    card.get_by_role("button", name="看原文").click()
    expect(card.locator(".pa-original mark")).to_be_visible()


def test_follow_up_is_shown_as_it_was_read_and_can_be_corrected(
    open_page: OpenPage, engine: RecordingAssistant
) -> None:
    page = open_page()
    ask(page, QUESTION)
    ask(page, "陕西呢？")
    second = page.locator("#pa-log .pa-turn").nth(1)
    expect(second.locator(".pa-read-text")).to_contain_text("首席质量官")
    asked, history = engine.asked[-1]
    assert asked == "陕西呢？"
    assert [t.question for t in history] == [QUESTION]
    assert history[0].answer.citations[0].clause_id
    second.get_by_role("button", name="不对，改一下").click()
    box = second.get_by_label("改成")
    box.fill("陕西省要培训多少名首席质量官？")
    box.press("Enter")
    expect(page.locator("#pa-log .pa-turn").nth(1).locator(".pa-question")).to_contain_text("培训多少名")
    expect(page.locator("#pa-log .pa-turn")).to_have_count(2)
    expect(page.locator("#pa-log .pa-turn").nth(1).locator(".pa-answer")).to_contain_text("5000")


def test_a_chip_of_an_earlier_answer_opens_its_own_evidence(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, QUESTION)
    ask(page, "陕西省要培训多少名首席质量官？")
    expect(page.locator(".pa-card").first).to_contain_text("陕西")
    page.locator("#pa-log .pa-turn").first.get_by_role("button", name="依据1").click()
    expect(page.locator(".pa-card.pa-active")).to_contain_text("西安市")


def test_examples_are_answered(open_page: OpenPage) -> None:
    page = open_page()
    page.locator(".pa-welcome .pa-suggestion").first.click()
    expect(page.locator("#pa-log .pa-answered")).to_be_visible()


def test_conversations_live_in_the_browser(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, QUESTION)
    items = page.locator(".pa-conversations li[data-id]")
    expect(items).to_have_count(1)
    page.reload()
    expect(page.locator("#pa-log .pa-answer")).to_contain_text("80%")
    expect(page.locator(".pa-card mark").first).to_be_visible()
    page.get_by_role("button", name="新对话").click()
    expect(page.locator(".pa-welcome")).to_be_visible()
    ask(page, "陕西省要培训多少名首席质量官？")
    expect(items).to_have_count(2)
    page.get_by_role("button", name="改名：陕西省要培训多少名首席质量官？").click()
    page.get_by_label("对话名称").fill("培训人数")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="培训人数", exact=True)).to_be_visible()
    page.get_by_label("搜索对话").fill("覆盖率")
    expect(items).to_have_count(1)
    page.get_by_label("搜索对话").fill("")
    page.get_by_role("button", name="删除：培训人数").click()
    page.get_by_role("button", name="确定删除：培训人数").click()
    expect(items).to_have_count(1)
    expect(page.locator(".pa-welcome")).to_be_visible()
    items.first.locator(".pa-open").click()
    expect(page.locator("#pa-log .pa-answer")).to_contain_text("80%")


def test_two_tabs_do_not_overwrite_each_other(open_page: OpenPage) -> None:
    first = open_page()
    ask(first, QUESTION)
    second = first.context.new_page()
    second.goto(first.url)
    second.locator(".pa-welcome").wait_for()
    ask(second, "陕西省要培训多少名首席质量官？")
    ask(first, "由谁负责？")
    expect(first.locator(".pa-conversations li[data-id]")).to_have_count(2)
    first.reload()
    expect(first.locator(".pa-conversations li[data-id]")).to_have_count(2)
    expect(first.locator("#pa-log .pa-turn")).to_have_count(2)


def test_two_browsers_never_see_each_others_conversation(
    open_page: OpenPage, engine: RecordingAssistant
) -> None:
    mine, theirs = open_page(), open_page()
    ask(mine, QUESTION)
    ask(theirs, "陕西省要培训多少名首席质量官？")
    assert not engine.asked[-1][1], "another reader's history must not be used"
    ask(mine, "由谁负责？")
    assert [t.question for t in engine.asked[-1][1]] == [QUESTION]
    assert "80%" not in theirs.locator("body").inner_text()
    theirs.reload()
    theirs.locator("#pa-log .pa-turn").wait_for()
    assert "覆盖率" not in theirs.locator("#pa-columns").inner_text().replace("首席质量官覆盖率的目标", "")
    expect(theirs.locator(".pa-conversations li[data-id]")).to_have_count(1)


def test_copy_an_answer_with_its_sources(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, QUESTION)
    page.get_by_role("button", name="复制（含出处）").click()
    expect(page.locator(".pa-told").last).to_be_visible()
    expect(page.locator(".pa-actions .pa-told")).to_have_text("已复制")
    text = page.evaluate("navigator.clipboard.readText()")
    assert "80%" in text
    assert "【1】《西安市" in text
    assert "首席質量官" in text


def test_export_markdown_and_word(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page()
    ask(page, QUESTION)
    for name, suffix in (("Markdown", "md"), ("Word", "docx")):
        with page.expect_download() as waiting:
            page.get_by_role("button", name=name).click()
        target = tmp_path / f"conversation.{suffix}"
        waiting.value.save_as(target)
        text = (
            target.read_text(encoding="utf-8")
            if suffix == "md"
            else "\n".join(p.text for p in Word(str(target)).paragraphs)
        )
        assert QUESTION in text
        assert "80%" in text
        assert "首席質量官" in text


def test_feedback_with_a_reason_and_words(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, QUESTION)
    page.get_by_role("button", name="有问题").click()
    page.get_by_label("依据错").check()
    page.get_by_label("补充说明").fill("应引用另一条")
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_text("已记录，谢谢")).to_be_visible()
    expect(page.get_by_role("button", name="有问题")).to_have_attribute("aria-pressed", "true")
    kept = '"verdict":"down"'
    page.wait_for_function("kept => Object.values(localStorage).some(v => v.includes(kept))", arg=kept)
    page.reload()
    expect(page.get_by_role("button", name="有问题")).to_have_attribute("aria-pressed", "true")


def test_phone_evidence_opens_as_a_sheet_and_gives_the_focus_back(open_page: OpenPage) -> None:
    page = open_page(PHONE)
    ask(page, QUESTION)
    chip = page.get_by_role("button", name="依据1")
    chip.click()
    card = page.locator(".pa-card.pa-active")
    expect(card).to_be_in_viewport()
    expect(card.locator("mark").first).to_be_in_viewport()
    shot(page, "chat-phone")
    page.keyboard.press("Escape")
    expect(page.locator("#pa-evidence.pa-sheet")).to_have_count(0)
    expect(chip).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "no sideways scrolling"


def test_dark(open_page: OpenPage) -> None:
    page = open_page(scheme="dark")
    ask(page, QUESTION)
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert sum(int(n) for n in ground[4:-1].split(",")[:3]) < 150
    shot(page, "chat-dark")


def test_a_question_that_cannot_be_put_says_why(open_page: OpenPage) -> None:
    page = open_page()
    page.locator("#pa-box").get_by_role("textbox", name="问题").fill("？？？")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").first).to_be_visible()
