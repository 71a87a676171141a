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
from web.markup import render, static
from web.session import Session, View

Shown = tuple[Any, Any, Any, Any, Any]
VERDICTS: dict[str, Verdict] = {"up": "up", "down": "down"}


def user_of(request: gr.Request) -> str:
    """The operator's name; "local" where there is no login."""
    return str(request.username or "local")


def _shown(view: View) -> Shown:
    """(session, log, live, evidence, keep); None means "leave as it is"."""

    def kept(value: Any) -> Any:
        return gr.skip() if value is None else value

    return (view.session, kept(view.log), kept(view.live), kept(view.evidence), kept(view.saved))


@dataclass(frozen=True, slots=True)
class ChatPage:
    """What the whole page needs of this one: what fills it at loading, and its evidence panel."""

    loaded: Callable[..., Shown]
    outputs: list[Any]
    evidence: gr.HTML


def build(desk: Desk, examples: Callable[[], list[str]]) -> ChatPage:
    """Lay out the page inside the current tab; the evidence panel's 'read' event is wired by the caller."""
    session = gr.State(Session())
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
                log = gr.HTML(
                    value=log_html((), examples()),
                    js_on_load=static("chat.js"),
                    elem_id="pa-log",
                    apply_default_css=False,
                )
                live = gr.HTML(value="", elem_id="pa-live", apply_default_css=False, js_on_load=None)
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
            evidence = gr.HTML(
                value=steps.empty_evidence(desk),
                js_on_load=static("evidence.js"),
                elem_id="pa-evidence",
                apply_default_css=False,
            )
    outputs = [session, log, live, evidence, keep]

    def put(question: str, at: int | None, now: Session, user: str) -> Iterator[Shown]:
        for view in steps.ask(desk, now, question, user=user, at=at):
            yield _shown(view)

    def submitted(question: str, now: Session, request: gr.Request) -> Iterator[tuple[Any, ...]]:
        if not question.strip():
            yield ("", *(gr.skip() for _ in outputs))
            return
        emptied: Any = ""
        for shown in put(question, None, now, user_of(request)):
            yield (emptied, *shown)
            # once only: the reader may be typing the next question already
            emptied = gr.skip()

    def clicked(now: Session, event: gr.EventData, request: gr.Request) -> Iterator[Shown]:
        data = event._data
        at = data["at"]
        yield from put(str(data["question"]), None if at is None else int(at), now, user_of(request))

    def reveal(now: Session, event: gr.EventData) -> Any:
        html = steps.evidence_of(desk, now, int(event._data["turn"]), int(event._data["number"]))
        return gr.skip() if html is None else html

    def judge(now: Session, event: gr.EventData, request: gr.Request) -> tuple[Session, Any]:
        data = event._data
        view = steps.give_feedback(
            desk,
            now,
            int(data["turn"]),
            VERDICTS[str(data["verdict"])],
            data.get("reason"),
            str(data.get("comment") or ""),
            user=user_of(request),
        )
        return view.session, view.saved

    def reopened(event: gr.EventData) -> Shown:
        try:
            found = steps.reopen(event._data["conversation"])
        except InputError as error:
            gr.Warning("这段对话无法打开：格式不对。")
            return _shown(View(Session(), live=problem_html("", str(error))))
        return _shown(steps.show(desk, found, examples()))

    def fresh() -> Shown:
        return _shown(steps.show(desk, Session(), examples()))

    def loaded(request: gr.Request) -> Shown:
        view = steps.show(desk, Session(), examples())
        session_now, log_now, live_now, evidence_now, _ = _shown(view)
        return session_now, log_now, live_now, evidence_now, {"op": "config", "user": user_of(request)}

    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    # "multiple": after an answer was called off, the next question must not be taken for a second press
    typed = box.submit(submitted, [box, session], [box, *outputs], trigger_mode="multiple", **quiet)
    asked = log.put(clicked, [session], outputs, trigger_mode="multiple", **quiet)
    log.show(reveal, [session], [evidence], queue=False, **quiet)
    log.judge(judge, [session], [session, keep], queue=False, **quiet)
    # an answer on its way must not arrive in another conversation
    running = [typed, asked]
    keep.open(reopened, None, outputs, queue=False, cancels=running, **quiet)
    keep.fresh(fresh, None, outputs, queue=False, cancels=running, **quiet)
    return ChatPage(loaded, outputs, evidence)
