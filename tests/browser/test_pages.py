"""指标对比, 适用条款, 语料与评测; login; and that no text is ever run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document as Word
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

from app import build_app
from assistant.types import Answer
from corpus.types import Clause, Document
from index.types import Filters
from tests.app_support import RecordingAssistant, serving
from tests.browser.conftest import CONTRAST, DESKTOP, PHONE, ask, shot
from web.cards import evidence_html
from web.comparison import chosen, groups, names
from web.contract import evidence_records, record
from web.corpus_page import corpus_html
from web.desk import Desk
from web.find_page import hits_html, sheet_html
from web.finder import Ticket
from web.operators import Operators, hashed
from web.reader import document_html, reader_html

OpenPage = Callable[..., Page]
EVIL = "<script>window.ran=1</script><img src=x onerror='window.ran=1'>${window.ran=1}{{window.ran=1}}"


def test_indicators_side_by_side(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page()
    page.get_by_role("tab", name="指标对比").click()
    picker = page.locator("#pa-indicators input")
    for text in ("制造业质量竞争力指数", "全市规模以上工业企业首席质量官覆盖率"):
        picker.click()
        picker.fill(text)
        page.get_by_role("option", name=text, exact=True).first.click()
    page.keyboard.press("Escape")
    table = page.locator("#pa-compare")
    expect(table).to_contain_text("首席质量官覆盖率")
    expect(table).to_contain_text("≥80%")
    expect(table).to_contain_text("专栏1第22项")
    expect(table).to_contain_text("预期性")
    shot(page, "compare")
    with page.expect_download() as waiting:
        table.get_by_role("button", name="导出 Excel").click()
    target = tmp_path / "figures.xlsx"
    waiting.value.save_as(target)
    rows = list(load_workbook(target).active.values)
    assert ("西安市", 80) in [(r[1], r[2]) for r in rows]
    table.get_by_role("button", name="阅读原文").first.click()
    expect(page.locator("#pa-reader mark").first).to_be_in_viewport()


def test_only_like_is_drawn_with_like(engine: RecordingAssistant) -> None:
    found = groups(chosen(engine.index, names(engine.index)))
    for group in found:
        assert {(f.name, f.unit, f.year, f.yearly) for f in group.figures} == {
            (group.name, group.unit, group.year, group.yearly)
        }
    assert sum(len(g.figures) for g in found) == len(chosen(engine.index, names(engine.index)))


def test_a_plot_for_figures_that_may_be_compared(open_page: OpenPage, engine: RecordingAssistant) -> None:
    drawn = [g for g in groups(chosen(engine.index, names(engine.index))) if g.drawn]
    if not drawn:
        pytest.skip("the corpus has no two figures of one name, unit and year")
    page = open_page()
    page.get_by_role("tab", name="指标对比").click()
    picker = page.locator("#pa-indicators input")
    picker.click()
    picker.fill(drawn[0].name)
    page.get_by_role("option", name=drawn[0].name, exact=True).first.click()
    page.keyboard.press("Escape")
    expect(page.locator("canvas, svg.marks, .vega-embed").first).to_be_visible()
    shot(page, "compare-plot")


def test_what_applies_to_me(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page()
    page.get_by_role("tab", name="适用条款").click()
    page.get_by_role("button", name="列出适用条款").click()
    expect(page.locator("#pa-checklist").get_by_role("alert")).to_contain_text("行业")
    page.get_by_label("所在地区").fill("西安市")
    page.get_by_label("行业和主体").fill("食品生产企业")
    page.get_by_role("button", name="列出适用条款").click()
    lines = page.locator("#pa-checklist li")
    expect(lines.first).to_be_visible()
    expect(page.locator("#pa-checklist")).to_contain_text("责任单位")
    expect(page.locator("#pa-checklist")).to_contain_text("未填写：规模")
    shot(page, "applicable")
    with page.expect_download() as waiting:
        page.locator("#pa-checklist").get_by_role("button", name="导出 Word").click()
    target = tmp_path / "list.docx"
    waiting.value.save_as(target)
    text = "\n".join(p.text for p in Word(str(target)).paragraphs)
    assert "☐" in text
    assert "依据：《" in text


def test_the_corpus(open_page: OpenPage, engine: RecordingAssistant) -> None:
    page = open_page()
    page.get_by_role("tab", name="语料与评测").click()
    rows = page.locator("#pa-corpus tbody").first.locator("tr")
    expect(rows).to_have_count(len(engine.index.documents))
    expect(page.locator("#pa-corpus")).to_contain_text("现行有效")
    expect(page.locator("#pa-corpus")).to_contain_text("最近一次评测")
    shot(page, "corpus")


def test_every_tab_fits_a_phone(open_page: OpenPage) -> None:
    page = open_page(PHONE)
    for name in ("条款速查", "指标对比", "适用条款", "语料与评测"):
        page.get_by_role("tab", name=name).click()
        page.wait_for_function("document.documentElement.scrollWidth <= window.innerWidth")
    title = page.locator("#pa-corpus tbody th").first.bounding_box()
    assert title is not None
    assert title["width"] > PHONE["width"] / 2, (
        "a title must not be squeezed into a column of single characters"
    )


def test_every_field_has_a_name(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, "西安2025年首席质量官覆盖率目标是多少？")
    page.get_by_role("button", name="有问题").click()
    for name in ("问答", "条款速查", "指标对比", "适用条款", "语料与评测"):
        page.get_by_role("tab", name=name).click()
        unnamed = page.evaluate(
            """() => [...document.querySelectorAll('button, input, textarea, select')].filter(e => e.checkVisibility()
              && !(e.labels && [...e.labels].some(l => l.textContent.trim())) && !e.getAttribute('aria-label')
              && !e.textContent.trim() && e.type !== 'file').map(e => e.outerHTML.slice(0, 160))"""
        )
        assert unnamed == [], name


def test_script_in_a_question_and_an_answer_is_text(open_page: OpenPage, engine: RecordingAssistant) -> None:
    page = open_page()
    real = engine.ask("西安2025年首席质量官覆盖率目标是多少？")
    bad = replace(real.citations[0], label=EVIL, quote=EVIL)
    engine.says.append(
        Answer(
            question=EVIL,
            standalone_question=EVIL + "另说",
            outcome="answered",
            text=EVIL + "【1】",
            citations=(bad,),
            notes=(EVIL,),
            suggestions=(EVIL,),
        )
    )
    ask(page, EVIL)
    turn = page.locator("#pa-log .pa-turn")
    expect(turn.locator(".pa-question")).to_contain_text("<script>window.ran=1</script>")
    expect(turn.locator(".pa-text")).to_contain_text("<img src=x")
    expect(turn.locator(".pa-notes")).to_contain_text("${window.ran=1}")
    expect(page.locator(".pa-card blockquote")).to_contain_text("{{window.ran=1}}")
    expect(page.locator(".pa-conversations .pa-open").first).to_contain_text("<script>")
    page.reload()
    expect(turn.locator(".pa-question")).to_contain_text("<script>window.ran=1</script>")
    assert page.evaluate("window.ran") is None
    assert page.locator("#pa-columns script, #pa-columns img").count() == 0


def test_script_in_a_document_is_text(engine: RecordingAssistant, monkeypatch: pytest.MonkeyPatch) -> None:
    real = engine.ask("西安2025年首席质量官覆盖率目标是多少？")
    index = engine.index
    cited = real.citations[0]
    document: Document = index.documents[cited.doc_id]
    clause: Clause | None = index.tree.get(cited.clause_id)
    assert clause is not None
    at = clause.start
    poisoned = document.text[:at] + EVIL + document.text[at + len(EVIL) :]
    bad = replace(document, title=EVIL, text=poisoned, status=EVIL)
    monkeypatch.setattr(type(index), "documents", {**index.documents, cited.doc_id: bad})
    quote = poisoned[cited.start : cited.end]
    answer = replace(real, citations=(replace(cited, quote=quote),))
    desk = Desk(engine)
    shown = {
        "evidence": evidence_html(index, record(answer).citations, evidence_records(answer), turn=0),
        "reader": reader_html(index, cited.clause_id),
        "document": document_html(index, cited.doc_id),
        "hits": hits_html(desk.finder, "", Filters(doc_ids=(cited.doc_id,))),
        "sheet": sheet_html(desk.finder, Ticket(), cited.clause_id),
        "corpus": corpus_html(desk),
    }
    for place, html in shown.items():
        assert "<script" not in html, place
        assert "<img" not in html, place
        assert "&lt;script&gt;" in html, place


def test_a_stranger_sees_the_login_and_an_operator_the_page(
    browser: Browser, engine: RecordingAssistant
) -> None:
    operators = Operators({"anna": hashed("correct horse")})
    with serving(build_app(Desk(engine), operators)) as url:
        context = browser.new_context(locale="zh-CN", viewport=DESKTOP)  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(url)
        expect(page).to_have_url(f"{url}/login")
        assert "条款速查" not in page.content()
        assert page.evaluate(CONTRAST) == []
        shot(page, "login")
        page.get_by_label("操作员").fill("anna")
        page.get_by_label("密码").fill("wrong")
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_be_visible()
        expect(page.get_by_label("操作员")).to_have_value("anna")
        expect(page.get_by_label("密码")).to_be_focused()
        page.get_by_label("密码").fill("correct horse")
        page.keyboard.press("Enter")
        expect(page.locator(".pa-welcome")).to_be_visible()
        ask(page, "西安2025年首席质量官覆盖率目标是多少？")
        expect(page.locator("#pa-log .pa-answer")).to_contain_text("80%")
        keys = page.evaluate("Object.keys(localStorage)")
        assert any(k.startswith("policy-assistant:anna:") for k in keys)
        expect(page.locator("#pa-head")).to_contain_text("anna")
        page.get_by_role("link", name="退出").click()
        expect(page).to_have_url(f"{url}/login")
        page.goto(url)
        expect(page).to_have_url(f"{url}/login")
        context.close()
