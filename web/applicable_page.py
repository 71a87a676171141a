"""The 适用条款 page: a form on the left, the checklist on the right. Layout and wiring only."""

from __future__ import annotations

from typing import Any

import gradio as gr

from corpus.errors import InputError
from web import checklist
from web.desk import Desk
from web.markup import render, static


def build(desk: Desk) -> gr.HTML:
    """Lay out the page inside the current tab. Returns the list; its 'read' event is wired by the caller."""
    with gr.Row(elem_id="pa-applicable", equal_height=False):
        with gr.Column(scale=4, min_width=300, elem_classes="pa-noprint"):
            place = gr.Textbox(label="所在地区", placeholder="西安市", max_length=40, elem_id="pa-place")
            trade = gr.Textbox(
                label="行业和主体",
                placeholder="食品生产企业、建材供应商、检测机构……",
                max_length=200,
                elem_id="pa-trade",
            )
            size = gr.Dropdown([("未填写", ""), *checklist.SIZES], value="", label="规模", elem_id="pa-size")
            roles = gr.CheckboxGroup(list(checklist.ROLES), label="从事的环节", elem_id="pa-roles")
            go = gr.Button("列出适用条款", variant="primary")
        with gr.Column(scale=9, min_width=320):
            shown = gr.HTML(
                value=render("checklist.html", problem=None, checklist=None),
                js_on_load=static("checklist.js"),
                elem_id="pa-checklist",
                apply_default_css=False,
                told={},
            )

    def listed(place: str, trade: str, size: str, roles: list[str]) -> Any:
        told = {"place": place, "trade": trade, "size": size, "roles": roles}
        try:
            made = desk.checklist(place=place, trade=trade, size=size, roles=roles)
        except InputError as error:
            return gr.HTML(value=render("checklist.html", problem=str(error), checklist=None), told=told)
        return gr.HTML(value=render("checklist.html", problem=None, checklist=made), told=told)

    gr.on(
        [go.click, place.submit, trade.submit],
        listed,
        [place, trade, size, roles],
        [shown],
        show_progress="minimal",
        api_visibility="private",
    )
    return shown
