"""The MCP door: three tools for agents and assistants. Knows nothing of the page."""

from __future__ import annotations

from typing import Any

from mcp.server import MCPServer
from mcp.server.mcpserver import Context
from mcp.server.transport_security import TransportSecuritySettings
from starlette.applications import Starlette
from starlette.requests import Request

from index.types import Filters
from web import comparison
from web.api import clause_json, figure_json
from web.desk import Desk
from web.gate import LOCAL, operator_of

PATH = "/mcp"


def server(desk: Desk) -> MCPServer:
    """The tools, not yet served."""
    tools = MCPServer(
        name="policy-assistant",
        title="政策条款助手",
        log_level="WARNING",
        instructions="回答中国政策文件的问题，每个答案附条款原文。数字以引文为准，不要自行换算。",
    )

    @tools.tool(title="问政策")
    def ask_policy(
        question: str, context: Context[Any], earlier_questions: list[str] | None = None
    ) -> dict[str, Any]:
        """Answer a question about the policy documents, with verbatim citations of the exact clause.

        question: in Chinese (simplified or traditional) or English.
        earlier_questions: of the same conversation, oldest first.
        """
        questions = [*(earlier_questions or [])[-12:], question]
        return desk.answer_after(questions, user=_user(context), door="mcp").model_dump(mode="json")

    @tools.tool(title="查条款")
    def find_clause(text: str, region: str = "", department: str = "", limit: int = 8) -> dict[str, Any]:
        """Find clauses by number (西安 第二十二条, 专栏6), by responsible department or by keyword.

        region and department narrow the search and are exact names; empty: no narrowing.
        """
        narrow = Filters(regions=(region,) if region else (), departments=(department,) if department else ())
        hits = desk.finder.find(text, narrow, max(1, min(limit, 30)))
        return {"clauses": [{**clause_json(desk, h.clause), "found_by": h.reason} for h in hits]}

    @tools.tool(title="比指标")
    def compare_indicator(name: str, regions: list[str] | None = None) -> dict[str, Any]:
        """Targets of the indicators whose name holds every word of ``name``, each with its source.

        Figures in one group share name, unit and year and may be compared; figures of different groups may not.
        """
        found = comparison.groups(comparison.search(desk.index, name, regions or []))
        return {
            "groups": [
                {
                    "caption": g.caption,
                    "unit": g.unit,
                    "year": g.year,
                    "figures": [figure_json(f) for f in g.figures],
                }
                for g in found
            ]
        }

    return tools


def _user(context: Context[Any]) -> str:
    request = context.request_context.request
    return operator_of(request.scope) or LOCAL if isinstance(request, Request) else LOCAL


def app_of(tools: MCPServer) -> Starlette:
    """The tools as an ASGI app (streamable HTTP, stateless); its session manager must be run by the host app."""
    return tools.streamable_http_app(
        streamable_http_path="/",
        json_response=True,
        stateless_http=True,
        # the gate in front has checked the host already
        transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
    )
