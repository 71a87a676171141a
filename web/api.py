"""The REST door: ask, search, clause, indicators, documents; the contract's JSON. Knows nothing of the page."""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request
from pydantic import BaseModel, Field

from corpus.types import Clause
from index.types import Filters
from web import comparison
from web.cards import departments_of
from web.contract import AnswerRecord
from web.desk import Desk
from web.gate import LOCAL, operator_of

Many = Annotated[list[str], Query(max_length=50)]


class AskBody(BaseModel):
    """A question; ``turns`` are the earlier questions of the conversation, oldest first."""

    question: str = Field(max_length=20_000, examples=["西安2025年首席质量官覆盖率目标是多少？"])
    turns: list[Annotated[str, Field(max_length=20_000)]] = Field(default=[], max_length=12)


def user_of(request: Request) -> str:
    """Who asks."""
    return operator_of(request.scope) or LOCAL


def clause_json(desk: Desk, clause: Clause, *, whole: bool = True) -> dict[str, Any]:
    """A clause as the API shows it; ``text`` is ``Document.text[start:end]`` to the letter."""
    document = desk.index.documents[clause.doc_id]
    row = clause.row
    shown: dict[str, Any] = {
        "clause_id": clause.clause_id,
        "doc_id": clause.doc_id,
        "document": document.title,
        "kind": clause.kind,
        "number": clause.number,
        "label": desk.index.tree.reader_label(clause),
        "path": desk.index.tree.path(clause),
        "title": clause.title,
        "parent_id": clause.parent_id,
        "start": clause.start,
        "end": clause.end,
        "departments": list(departments_of(desk.index, clause)),
        "row": {k: getattr(row, k) for k in ("no", "group", "name", "unit", "target", "attribute")}
        if row
        else None,
        "date": document.date,
        "status": document.status,
    }
    if whole:
        shown["text"] = clause.text
        shown["children"] = [c.clause_id for c in desk.index.tree.children(clause)]
    return shown


def figure_json(figure: comparison.Figure) -> dict[str, Any]:
    """A target as the API shows it; numbers as JSON numbers, ``said`` as the source writes it."""
    return {k: float(v) if isinstance(v, Decimal) else v for k, v in asdict(figure).items()}


def documents_json(desk: Desk) -> list[dict[str, Any]]:
    """The documents with how much stands in each."""
    counts: dict[str, dict[str, int]] = {d: {} for d in desk.index.documents}
    for clause in desk.index.tree:
        of = counts[clause.doc_id]
        of[clause.kind] = of.get(clause.kind, 0) + 1
    return [
        {
            "doc_id": d.doc_id,
            "title": d.title,
            "issuers": list(d.issuers),
            "number": d.number,
            "date": d.date,
            "region": d.region,
            "level": d.level,
            "status": d.status,
            "period_end": d.period_end,
            "source": d.source,
            "sha256": d.sha256,
            "provenance": dict(d.provenance),
            "clauses": counts[d.doc_id],
        }
        for d in desk.index.documents.values()
    ]


def router(desk: Desk) -> APIRouter:
    """The routes under /api."""
    routes = APIRouter(prefix="/api", tags=["policy"])

    @routes.post("/ask", summary="问答：一个问题，一个有依据的答案")
    def ask(body: AskBody, request: Request) -> AnswerRecord:
        return desk.answer_after([*body.turns, body.question], user=user_of(request), door="rest")

    @routes.get("/search", summary="检索条款")
    def search(
        q: Annotated[str, Query(max_length=2000)],
        k: Annotated[int, Query(ge=1, le=50)] = 10,
        doc_id: Many = [],  # noqa: B006  (FastAPI copies it)
        region: Many = [],  # noqa: B006
        level: Many = [],  # noqa: B006
        department: Many = [],  # noqa: B006
        year: Annotated[list[int], Query(max_length=50)] = [],  # noqa: B006
    ) -> dict[str, Any]:
        narrow = Filters(
            doc_ids=tuple(doc_id),
            regions=tuple(region),
            levels=tuple(level),
            departments=tuple(department),
            years=tuple(year),
        )
        hits = desk.finder.find(q, narrow, k)
        return {
            "query": q,
            "results": [{**clause_json(desk, h.clause), "found_by": h.reason} for h in hits],
        }

    @routes.get("/clause/{clause_id:path}", summary="一条条款")
    def clause(clause_id: str) -> dict[str, Any]:
        found = desk.index.tree.get(clause_id)
        if found is None:
            raise HTTPException(404, f"clause {clause_id!r}: not in the corpus")
        return clause_json(desk, found)

    @routes.get("/indicators", summary="指标目标值")
    def indicators(
        name: Annotated[str, Query(max_length=200)] = "",
        region: Many = [],  # noqa: B006
    ) -> dict[str, Any]:
        found = (
            comparison.search(desk.index, name, region)
            if name.strip()
            else comparison.chosen(desk.index, comparison.names(desk.index), region)
        )
        return {"indicators": [figure_json(f) for f in found]}

    @routes.get("/documents", summary="语料里的文件")
    def documents() -> dict[str, Any]:
        return {"documents": documents_json(desk), "warnings": list(desk.index.warnings)}

    return routes
