"""The 条款速查 page: one box, filters, hits, the read-out sheet and the whole document. Layout and wiring only."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import gradio as gr

from assistant.answers.render import titled
from corpus.numerals import find_years
from index.types import Filters
from web.finder import Finder, Ticket
from web.markup import render, static
from web.reader import document_html, reader_html


@dataclass(frozen=True, slots=True)
class Desktop:
    """What other pages need of this one: where a clause that is to be read is shown, and what fills it."""

    sheet: gr.HTML
    reader: gr.HTML
    opened: Callable[[gr.EventData], tuple[str, str]]


def hits_html(finder: Finder, text: str, narrow: Filters) -> str:
    """The hits for ``text`` with the time the search took."""
    begun = time.perf_counter()
    hits = finder.find(text, narrow)
    ms = (time.perf_counter() - begun) * 1000
    documents = finder.index.documents
    narrowed = [
        *(titled(documents[d].title) for d in narrow.doc_ids if d in documents),
        *narrow.regions,
        *narrow.levels,
        *(f"{year}年" for year in narrow.years),
        *narrow.departments,
    ]
    return render(
        "hits.html",
        hits=hits,
        text=text.strip(),
        ms=ms,
        narrowed_to=narrowed,
        documents=() if text.strip() or narrowed else documents.values(),
    )


def sheet_html(finder: Finder, ticket: Ticket, clause_id: str | None) -> str:
    """The read-out sheet of a clause, or what the place is for."""
    sheet = finder.sheet(clause_id) if clause_id else None
    return render("sheet.html", sheet=sheet, ticket=ticket.text(sheet) if sheet else "")


def build(finder: Finder, ticket: Ticket) -> Desktop:
    """Lay out the page inside the current tab."""
    documents = finder.index.documents
    regions = sorted({d.region for d in documents.values() if d.region})
    levels = sorted({d.level for d in documents.values() if d.level})
    years = sorted({y for d in documents.values() for y in find_years(d.text) if 1990 < y < 2100})
    departments = sorted({name for c in finder.index.tree for name in c.departments})
    with gr.Row(elem_id="pa-find", equal_height=False):
        with gr.Column(scale=5, min_width=320, elem_id="pa-find-left"):
            box = gr.Textbox(
                label="编号、专栏、部门或关键词",
                placeholder="例如：西安 第二十二条",
                elem_id="pa-find-box",
                max_length=200,
                max_lines=1,
            )
            with gr.Accordion("筛选", open=False):
                in_documents = gr.Dropdown(
                    [(f"{titled(d.title)}{(d.date or '')[:4]}", d.doc_id) for d in documents.values()],
                    multiselect=True,
                    label="文件",
                )
                in_regions = gr.Dropdown(regions, multiselect=True, label="地区")
                in_levels = gr.Dropdown(levels, multiselect=True, label="层级")
                in_years = gr.Dropdown(years, multiselect=True, label="提到的年份")
                in_departments = gr.Dropdown(departments, multiselect=True, label="责任单位")
            hits = gr.HTML(
                value=hits_html(finder, "", Filters()),
                js_on_load=static("finder.js"),
                elem_id="pa-hits",
                apply_default_css=False,
            )
        with gr.Column(scale=8, min_width=320, elem_id="pa-find-right"):
            sheet = gr.HTML(
                value=sheet_html(finder, ticket, None),
                js_on_load=static("sheet.js"),
                elem_id="pa-sheet",
                apply_default_css=False,
            )
            reader = gr.HTML(
                value="", js_on_load=static("reader.js"), elem_id="pa-reader", apply_default_css=False
            )

    def search(
        text: str,
        doc_ids: list[str],
        region: list[str],
        level: list[str],
        year: list[int],
        department: list[str],
    ) -> str:
        narrow = Filters(
            doc_ids=tuple(doc_ids),
            regions=tuple(region),
            levels=tuple(level),
            departments=tuple(department),
            years=tuple(year),
        )
        return hits_html(finder, text, narrow)

    def picked(event: gr.EventData) -> tuple[str, str]:
        clause_id = str(event._data["clause"])
        return sheet_html(finder, ticket, clause_id), reader_html(finder.index, clause_id)

    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private", "queue": False}
    narrowing = [in_documents, in_regions, in_levels, in_years, in_departments]
    gr.on(
        # not box.input: Gradio fires that on key presses, and an input method for Chinese makes none
        [box.change, *(n.input for n in narrowing)],
        search,
        [box, *narrowing],
        [hits],
        trigger_mode="always_last",
        **quiet,
    )

    def whole(event: gr.EventData) -> tuple[str, str]:
        return sheet_html(finder, ticket, None), document_html(finder.index, str(event._data["doc"]))

    hits.pick(picked, None, [sheet, reader], **quiet)
    hits.whole(whole, None, [sheet, reader], **quiet)
    hits.widen(
        lambda text: (*([] for _ in narrowing), hits_html(finder, text, Filters())),
        [box],
        [*narrowing, hits],
        **quiet,
    )
    return Desktop(sheet, reader, picked)
