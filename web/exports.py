"""A conversation as Markdown or Word, with every answer's sources.

Served as a download from a request, not through files on disk: a private conversation leaves nothing behind.
Knows nothing of the page.
"""

from __future__ import annotations

import io
import re
from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Query
from fastapi.responses import Response
from pydantic import BaseModel, Field

from web import comparison
from web.contract import Conversation, StoredTurn
from web.desk import Desk

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_OUTCOMES = {"answered": "", "refused": "（没有找到可以作答的依据）", "clarify": "（需要补充）"}
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+!|~-])")
# characters that XML, and so Word, cannot hold
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


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
    from docx import Document
    from docx.oxml.ns import qn
    from docx.shared import Pt

    document = Document()
    normal = document.styles["Normal"]
    normal.font.name = "Noto Sans CJK SC"
    normal.font.size = Pt(11)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")
    document.add_heading(_clean(conversation.title or "政策问答"), level=1)
    for n, turn in enumerate(conversation.turns, 1):
        _word_turn(document, n, turn)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _word_turn(document: object, n: int, turn: StoredTurn) -> None:
    from docx.document import Document

    assert isinstance(document, Document)
    answer = turn.answer
    document.add_heading(_clean(f"{n}. {_line(answer.question)}"), level=2)
    if _line(answer.standalone_question) != _line(answer.question):
        document.add_paragraph(_clean(f"理解为：{answer.standalone_question}"))
    document.add_paragraph(_clean(_OUTCOMES[answer.outcome] + answer.answer))
    for c in answer.citations:
        document.add_paragraph(_clean(f"【{c.number}】{c.label}{_checked(c.verified)}"), style="List Bullet")
        document.add_paragraph(_clean(c.quote.strip()), style="Intense Quote")
    for note in answer.notes:
        document.add_paragraph(_clean(f"说明：{note}"))


def _clean(text: str) -> str:
    return _CONTROL.sub("", text)


def attachment(name: str) -> dict[str, str]:
    """The header that makes a browser save a reply under a Chinese name."""
    return {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}


class Chosen(BaseModel):
    """What was picked on the 指标对比 page."""

    names: Annotated[list[str], Field(max_length=200)]
    regions: Annotated[list[str], Field(max_length=200)] = []


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

    return routes
