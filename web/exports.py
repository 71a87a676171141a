"""A conversation as Markdown or Word, with every answer's sources.

Served as a download from a request, not through files on disk: a private conversation leaves nothing behind.
Knows nothing of the page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Query
from fastapi.responses import Response
from pydantic import BaseModel, Field

from web import checklist, comparison
from web.contract import Conversation, StoredTurn
from web.desk import Desk
from web.reports import latest_report
from web.word import as_bytes, chinese_document, clean

if TYPE_CHECKING:
    from docx.document import Document

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_OUTCOMES = {"answered": "", "refused": "（没有找到可以作答的依据）", "clarify": "（需要补充）"}
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+!|~-])")


def _escaped(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text)


def markdown(conversation: Conversation) -> str:
    """The conversation in Markdown; every text is escaped, so nothing in it becomes a link or an image."""
    lines = [f"# {_escaped(conversation.title or '政策问答')}", ""]
    for n, turn in enumerate(conversation.turns, 1):
        answer = turn.answer
        lines += [f"## {n}. {_escaped(_line(answer.question))}", ""]
        if _line(answer.standalone_question) != _line(answer.question):
            lines += [f"理解为：{_escaped(_line(answer.standalone_question))}", ""]
        lines += [_OUTCOMES[answer.outcome] + _escaped(answer.answer), ""]
        for c in answer.citations:
            quoted = "\n".join("> " + _escaped(part) for part in c.quote.strip().splitlines())
            lines += [f"【{c.number}】{_escaped(c.label)}{_checked(c.verified)}", "", quoted, ""]
        lines += [f"- {_escaped(_line(note))}" for note in answer.notes]
        lines += [""] if answer.notes else []
    return "\n".join(lines)


def _line(text: str) -> str:
    return " ".join(text.split())


def _checked(verified: bool) -> str:
    return "" if verified else "（引文未能核对）"


def word(conversation: Conversation) -> bytes:
    """The conversation as a .docx file."""
    document = chinese_document()
    document.add_heading(clean(conversation.title or "政策问答"), level=1)
    for n, turn in enumerate(conversation.turns, 1):
        _word_turn(document, n, turn)
    return as_bytes(document)


def _word_turn(document: Document, n: int, turn: StoredTurn) -> None:
    answer = turn.answer
    document.add_heading(clean(f"{n}. {_line(answer.question)}"), level=2)
    if _line(answer.standalone_question) != _line(answer.question):
        document.add_paragraph(clean(f"理解为：{answer.standalone_question}"))
    document.add_paragraph(clean(_OUTCOMES[answer.outcome] + answer.answer))
    for c in answer.citations:
        document.add_paragraph(clean(f"【{c.number}】{c.label}{_checked(c.verified)}"), style="List Bullet")
        document.add_paragraph(clean(c.quote.strip()), style="Intense Quote")
    for note in answer.notes:
        document.add_paragraph(clean(f"说明：{note}"))


def attachment(name: str) -> dict[str, str]:
    """The header that makes a browser save a reply under a Chinese name."""
    return {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}


class Chosen(BaseModel):
    """What was picked on the 指标对比 page."""

    names: Annotated[list[str], Field(max_length=200)]
    regions: Annotated[list[str], Field(max_length=200)] = []


class Form(BaseModel):
    """What was told on the 适用条款 page."""

    place: Annotated[str, Field(max_length=40)] = ""
    trade: Annotated[str, Field(max_length=200)] = ""
    size: Annotated[str, Field(max_length=20)] = ""
    roles: Annotated[list[Annotated[str, Field(max_length=20)]], Field(max_length=20)] = []


def router(desk: Desk) -> APIRouter:
    """The page's download routes; not part of the documented API."""
    routes = APIRouter(include_in_schema=False)

    @routes.post("/export/conversation")
    def conversation(
        body: Conversation, form: Annotated[Literal["md", "docx"], Query(alias="format")]
    ) -> Response:
        if form == "md":
            content, kind = markdown(body).encode(), "text/markdown; charset=utf-8"
        else:
            content, kind = word(body), WORD
        return Response(content, media_type=kind, headers=attachment(f"{body.title or '对话'}.{form}"))

    @routes.post("/export/indicators")
    def indicators(body: Chosen) -> Response:
        figures = comparison.chosen(desk.index, body.names, body.regions)
        return Response(comparison.workbook(figures), media_type=EXCEL, headers=attachment("指标对比.xlsx"))

    @routes.post("/export/checklist")
    def applicable(body: Form) -> Response:
        made = desk.checklist(place=body.place, trade=body.trade, size=body.size, roles=body.roles)
        return Response(checklist.word(made), media_type=WORD, headers=attachment("适用条款清单.docx"))

    @routes.get("/report")
    def report() -> Response:
        found = latest_report()
        page = found[0] / "report.html" if found else None
        if page is None or not page.is_file():
            return Response("还没有评测报告", 404, media_type="text/plain; charset=utf-8")
        return Response(page.read_bytes(), media_type="text/html; charset=utf-8")

    return routes
