"""The server: wiring and layout only. ``python app.py [--host 127.0.0.1] [--port 7860]``.

Builds the page out of the parts in web/, hangs the programs' doors beside it and starts uvicorn. Retrieves
and answers nothing itself.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import PolicyError

if TYPE_CHECKING:
    import gradio as gr
    from fastapi import FastAPI

    from web.desk import Desk
    from web.operators import Operators

TITLE = "政策条款助手"
VERSION = "0.1.0"


def build_page(desk: Desk) -> gr.Blocks:
    """The page with its tabs."""
    import gradio as gr

    from web import applicable_page, chat_page, compare_page, corpus_page, find_page
    from web.finder import Ticket
    from web.markup import render

    examples = cache(desk.examples)
    finder, ticket = desk.finder, Ticket()
    with gr.Blocks(title=TITLE, analytics_enabled=False, fill_width=True) as page:
        gr.HTML(
            render("head.html", title=TITLE, documents=len(desk.index.documents), answerer=desk.answerer),
            elem_id="pa-head",
            js_on_load=None,
            apply_default_css=False,
        )
        with gr.Tabs() as tabs:
            with gr.Tab("问答", id="chat", render_children=True) as chat_tab:
                chat = chat_page.build(desk, examples)
            with gr.Tab("条款速查", id="find", render_children=True) as find_tab:
                find = find_page.build(finder, ticket)
            with gr.Tab("指标对比", id="compare", render_children=True):
                table = compare_page.build(desk.index)
            with gr.Tab("适用条款", id="applicable", render_children=True):
                duties = applicable_page.build(desk)
            with gr.Tab("语料与评测", id="corpus", render_children=True):
                corpus_page.build(desk)

        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private", "queue": False}
        for place in (chat.evidence, table, duties):
            place.read(lambda: gr.Tabs(selected="find"), None, tabs, **quiet)
            place.read(find.opened, None, [find.sheet, find.reader], **quiet)
        for tab, box in ((chat_tab, "#pa-box textarea"), (find_tab, "#pa-find-box input")):
            tab.select(None, None, None, js=f"() => policy.ready('{box}')", **quiet)
        page.load(chat.loaded, None, chat.keep, **quiet)
    page.queue(default_concurrency_limit=8, max_size=64)
    blocks: gr.Blocks = page
    return blocks


def theme() -> Any:
    """Colours and sizes; fonts are the reader's own, nothing is fetched, and nothing is under 14 px."""
    import gradio as gr

    fonts = ("PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "system-ui", "sans-serif")
    size = gr.themes.Size(
        name="readable", xxs="14px", xs="14px", sm="14px", md="15px", lg="16px", xl="20px", xxl="24px"
    )
    made = gr.themes.Base(
        primary_hue="teal",
        neutral_hue="slate",
        text_size=size,
        font=fonts,
        font_mono=("ui-monospace", "monospace"),
    )
    # one palette, that of page.css, which turns dark by itself
    colours = {
        "body_background_fill": "ground",
        "body_text_color": "ink",
        "body_text_color_subdued": "soft",
        "background_fill_primary": "paper",
        "background_fill_secondary": "ground",
        "border_color_primary": "line",
        "border_color_accent": "accent",
        "block_background_fill": "paper",
        "block_border_color": "line",
        "block_label_text_color": "soft",
        "block_title_text_color": "soft",
        "input_background_fill": "paper",
        "input_background_fill_focus": "paper",
        "input_background_fill_hover": "paper",
        "input_border_color": "edge",
        "input_border_color_focus": "accent",
        "input_border_color_hover": "edge",
        "input_placeholder_color": "soft",
        "checkbox_background_color": "paper",
        "checkbox_background_color_selected": "accent",
        "checkbox_border_color": "edge",
        "checkbox_border_color_selected": "accent",
        "checkbox_label_background_fill": "paper",
        "checkbox_label_background_fill_hover": "ask",
        "checkbox_label_background_fill_selected": "tint",
        "checkbox_label_border_color": "line",
        "checkbox_label_text_color": "ink",
        "checkbox_label_text_color_selected": "ink",
    }
    for name, colour in colours.items():
        made.set(**{name: f"var(--pa-{colour})", f"{name}_dark": f"var(--pa-{colour})"})
    return made.set(
        color_accent="var(--pa-accent)",
        input_border_width="1px",
        block_shadow="none",
        checkbox_label_border_width="1px",
    )


def build_app(desk: Desk, operators: Operators | None = None) -> FastAPI:
    """The whole server: gate, page, exports, programs' doors."""
    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
    import gradio as gr
    from fastapi import FastAPI, Request
    from fastapi.responses import JSONResponse

    from corpus.errors import FailedError, InputError
    from web import api, exports, mcp_tools, openai_api
    from web.gate import Gate, operator_of
    from web.limits import RateLimitError
    from web.markup import static

    tools = mcp_tools.server(desk)
    tools_app = mcp_tools.app_of(tools)

    @asynccontextmanager
    async def running(_: FastAPI) -> AsyncIterator[None]:
        async with tools.session_manager.run():
            yield

    # the interactive documentation would be fetched from elsewhere: docs/api.md and the schema take its place
    app = FastAPI(
        title=TITLE,
        version=VERSION,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=running,
    )

    def answer_error(_: Request, error: Exception) -> JSONResponse:
        status = 429 if isinstance(error, RateLimitError) else 400 if isinstance(error, InputError) else 500
        return JSONResponse({"error": str(error)}, status)

    for kind in (InputError, FailedError):
        app.add_exception_handler(kind, answer_error)
    for routes in (api.router(desk), openai_api.router(desk), exports.router(desk)):
        app.include_router(routes)
    app.mount(mcp_tools.PATH, tools_app)
    app.add_middleware(Gate, operators=operators)
    mounted: FastAPI = gr.mount_gradio_app(
        app,
        build_page(desk),
        path="/",
        footer_links=[],
        run_history=False,
        show_error=False,
        max_file_size="1mb",
        ssr_mode=False,
        auth_dependency=lambda request: operator_of(request.scope),
        theme=theme(),
        # not as css=, which would put Gradio's own class before our rules, but not before those for narrow screens
        head=f"<style>{static('page.css')}</style><script>{static('page.js')}</script>",
    )
    return mounted


def arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python app.py", description="Serve the policy assistant's page.")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default 127.0.0.1)")
    parser.add_argument("--port", type=int, default=7860, help="port (default 7860)")
    parser.add_argument("--store", type=Path, default=None, help="folder of the index")
    parser.add_argument("--answerer", choices=("extractive", "llm"), default=None)
    parser.add_argument(
        "--operators",
        type=Path,
        default=None,
        help="file of named operators; needed on any address but loopback",
    )
    return parser.parse_args(argv)


def admitted(host: str, file: Path | None) -> Operators | None:
    """Who may come in; None: whoever is on this machine.

    :raises InputError: the address can be reached from elsewhere and there are no operators.
    """
    from corpus.errors import InputError
    from web.gate import is_loopback
    from web.operators import Operators

    if file is not None:
        return Operators.read(file)
    if not is_loopback(host):
        raise InputError(
            f"--host {host}: can be reached from other machines and no operators are named; "
            "expected --operators FILE (python -m web operator NAME makes a line)"
        )
    return None


def main(argv: Sequence[str] | None = None) -> int:
    """Serve until stopped; 2 for bad input, 1 for a failure, one line on stderr each."""
    args = arguments(argv)
    try:
        operators = admitted(args.host, args.operators)
        from assistant.assistant import Assistant
        from web.desk import Desk
        from web.journal import SqliteJournal
        from web.limits import RateLimiter

        answerer = args.answerer or ("llm" if os.environ.get("LLM_BASE_URL") else "extractive")
        limiter, journal = RateLimiter.from_env(), SqliteJournal.from_env()
        assistant = Assistant.open(args.store, answerer)
        desk = Desk(assistant, answerer, journal, limiter)
        desk.warm()
        app = build_app(desk, operators)
    except PolicyError as error:
        print(error, file=sys.stderr)
        return error.exit_status
    import uvicorn

    print(f"{TITLE}: http://{args.host}:{args.port}", flush=True)
    uvicorn.run(app, host=args.host, port=args.port, log_level="warning")
    return 0


if __name__ == "__main__":
    sys.exit(main())
