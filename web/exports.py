"""A conversation as Markdown or Word, with every answer's sources.

Served as a download from a request, not through files on disk: a private conversation leaves nothing behind.
Knows nothing of the page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Query
from fastapi.responses import Response
from pydantic import BaseModel, Field

from corpus.types import Document
from web import checklist, comparison
from web.contract import CitationRecord, Conversation, StoredTurn
from web.desk import Desk
from web.reports import latest_report
from web.word import as_bytes, chinese_document, clean, quoted

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_OUTCOMES = {"answered": "", "refused": "（没有找到可以作答的依据）", "clarify": "（需要补充）"}
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+!|~-])")


def _escaped(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text)


def _source(citation: CitationRecord, documents: Mapping[str, Document]) -> str:
    """Label, 成文日期 and 时效性 of a citation in one line, and whether its quote could not be checked."""
    of = documents.get(citation.doc_id)
    known = "，".join(part for part in (of.date, of.status) if part) if of else ""
    checked = "" if citation.verified else "（引文未能核对）"
    return f"【{citation.number}】{citation.label}{f'（{known}）' if known else ''}{checked}"


def markdown(conversation: Conversation, documents: Mapping[str, Document]) -> str:
    """The conversation in Markdown; every text is escaped, so nothing in it becomes a link or an image.

    :param documents: the corpus by doc_id, for what a citation does not say of its document.
    """
    lines = [f"# {_escaped(conversation.title or '政策问答')}", "", _made(), ""]
    for n, turn in enumerate(conversation.turns, 1):
        answer = turn.answer
        lines += [f"## {n}. {_escaped(_line(answer.question))}", ""]
        if _line(answer.standalone_question) != _line(answer.question):
            lines += [f"理解为：{_escaped(_line(answer.standalone_question))}", ""]
        lines += [_OUTCOMES[answer.outcome] + _escaped(answer.answer), ""]
        for c in answer.citations:
            quote_lines = "\n".join("> " + _escaped(part) for part in c.quote.strip().splitlines())
            lines += [_escaped(_source(c, documents)), "", quote_lines, ""]
        lines += [f"- {_escaped(_line(note))}" for note in answer.notes]
        lines += [""] if answer.notes else []
    return "\n".join(lines)


def _line(text: str) -> str:
    return " ".join(text.split())


def _made() -> str:
    return f"政策条款助手，导出于 {datetime.now():%Y-%m-%d %H:%M}。引文以原文为准。"


def word(conversation: Conversation, documents: Mapping[str, Document]) -> bytes:
    """The conversation as a .docx file; ``documents`` as in ``markdown``."""
    document = chinese_document()
    document.add_heading(clean(conversation.title or "政策问答"), level=1)
    document.add_paragraph(_made())
    for n, turn in enumerate(conversation.turns, 1):
        _word_turn(document, n, turn, documents)
    return as_bytes(document)


def _word_turn(document: WordDocument, n: int, turn: StoredTurn, documents: Mapping[str, Document]) -> None:
    answer = turn.answer
    document.add_heading(clean(f"{n}. {_line(answer.question)}"), level=2)
    if _line(answer.standalone_question) != _line(answer.question):
        document.add_paragraph(clean(f"理解为：{answer.standalone_question}"))
    document.add_paragraph(clean(_OUTCOMES[answer.outcome] + answer.answer))
    for c in answer.citations:
        document.add_paragraph(clean(_source(c, documents)), style="List Bullet")
        quoted(document, clean(c.quote.strip()))
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
            content, kind = markdown(body, desk.index.documents).encode(), "text/markdown; charset=utf-8"
        else:
            content, kind = word(body, desk.index.documents), WORD
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
