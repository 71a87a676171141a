"""The 问答 page: three columns and what happens in them. Layout and wiring only; web.session does the work.

Gradio's Chatbot turns messages into Markdown and HTML; here every text is shown as text, with buttons (chips)
inside it, and feedback takes free words: so the conversation is a gr.HTML fed from escaping templates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import gradio as gr

from corpus.errors import InputError
from web import session as steps
from web.chat_view import log_html, problem_html
from web.contract import Verdict
from web.desk import Desk
from web.gate import LOCAL
from web.markup import render, static
from web.session import Session, Tab, View

Shown = tuple[Any, Any, Any, Any]
VERDICTS: dict[str, Verdict] = {"up": "up", "down": "down"}


def user_of(request: gr.Request) -> str:
    """The operator's name; LOCAL where there is no login."""
    return str(request.username or LOCAL)


def _part(epoch: int, html: str) -> dict[str, Any]:
    """A part of the page as page.js takes it: dropped there if the reader has turned away since."""
    return {"epoch": epoch, "html": html}


def _shown(epoch: int, view: View) -> Shown:
    """(log, live, evidence, keep); what the view leaves as it was is skipped."""
    parts = (
        gr.skip() if html is None else _part(epoch, html) for html in (view.log, view.live, view.evidence)
    )
    keep = gr.skip() if view.saved is None else {**view.saved, "epoch": epoch}
    return (*parts, keep)  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class ChatPage:
    """What the whole page needs of this one: the list of conversations with what tells it at loading whose they
    are, and the evidence panel."""

    loaded: Callable[[gr.Request], dict[str, Any]]
    keep: gr.HTML
    evidence: gr.HTML


def _panel(name: str, html: str, script: str | None) -> gr.HTML:
    """A part of the page that shows only what belongs to what the reader is looking at now (page.js)."""
    return gr.HTML(
        value=_part(0, html),
        html_template=f"${{policy.latest('{name}', value)}}",
        js_on_load=static(script) if script else None,
        elem_id=f"pa-{name}",
        apply_default_css=False,
    )


def build(desk: Desk, examples: Callable[[], list[str]]) -> ChatPage:
    """Lay out the page inside the current tab; the evidence panel's 'read' event is wired by the caller."""
    tab = gr.State(Tab())
    with gr.Row(elem_id="pa-columns", equal_height=False):
        with gr.Column(scale=2, min_width=220, elem_id="pa-left"):
            keep = gr.HTML(
                value=None,
                html_template=render("conversations.html"),
                js_on_load=static("conversations.js"),
                elem_id="pa-conversations",
                apply_default_css=False,
            )
        with gr.Column(scale=6, min_width=320, elem_id="pa-middle"):
            with gr.Column(elem_id="pa-talk"):
                log = _panel("log", log_html((), examples()), "chat.js")
                live = _panel("live", "", None)
            box = gr.Textbox(
                label="问题",
                show_label=False,
                placeholder="问一个政策问题，按回车发送",
                lines=1,
                max_lines=6,
                max_length=20_000,
                submit_btn="发送",
                elem_id="pa-box",
                autofocus=True,
            )
        with gr.Column(scale=5, min_width=300, elem_id="pa-right"):
            evidence = _panel("evidence", steps.empty_evidence(desk), "evidence.js")
    outputs = [log, live, evidence, keep]

    def put(now: Tab, event: gr.EventData, request: gr.Request) -> Iterator[Shown]:
        data = event._data
        epoch, at = int(data["epoch"]), data["at"]
        question, before = str(data["question"]), None if at is None else int(at)
        for view in steps.put(desk, now, epoch, question, user=user_of(request), at=before):
            yield _shown(epoch, view)

    def stop(now: Tab, event: gr.EventData) -> Shown:
        epoch = int(event._data["epoch"])
        return _shown(epoch, steps.stop(now, epoch, examples()))

    def reveal(now: Tab, event: gr.EventData) -> Any:
        data = event._data
        html = steps.evidence_of(desk, now.session, int(data["turn"]), data["number"] and int(data["number"]))
        return gr.skip() if html is None else _part(int(data["epoch"]), html)

    def judge(now: Tab, event: gr.EventData, request: gr.Request) -> Any:
        data = event._data
        epoch = int(data["epoch"])
        view = steps.give_feedback(
            desk,
            now,
            epoch,
            int(data["turn"]),
            VERDICTS[str(data["verdict"])],
            data.get("reason"),
            str(data.get("comment") or ""),
            user=user_of(request),
        )
        return gr.skip() if view is None else _shown(epoch, view)[-1]

    def reopened(now: Tab, event: gr.EventData) -> Shown:
        epoch = int(event._data["epoch"])
        try:
            found = steps.reopen(event._data["conversation"])
        except InputError as error:
            now.turn(epoch, Session())
            gr.Warning("这段对话无法打开：格式不对。")
            return _shown(epoch, View(Session(), live=problem_html("", str(error))))
        now.turn(epoch, found)
        return _shown(epoch, steps.show(desk, found, examples()))

    def fresh(now: Tab, event: gr.EventData) -> Shown:
        epoch = int(event._data["epoch"])
        now.turn(epoch, Session())
        return _shown(epoch, steps.show(desk, Session(), examples()))

    def loaded(request: gr.Request) -> dict[str, Any]:
        user = user_of(request)
        return {"op": "config", "user": user, "named": user != LOCAL}

    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    # the browser says what is put in which epoch, empties the box, and knows whether an answer is on its way
    box.submit(None, [box], None, js="question => policy.put(question)", **quiet)
    log.put(put, [tab], outputs, trigger_mode="multiple", **quiet)
    log.stop(stop, [tab], outputs, queue=False, **quiet)
    log.show(reveal, [tab], [evidence], queue=False, **quiet)
    log.judge(judge, [tab], [keep], queue=False, **quiet)
    keep.open(reopened, [tab], outputs, queue=False, **quiet)
    keep.fresh(fresh, [tab], outputs, queue=False, **quiet)
    return ChatPage(loaded, keep, evidence)
