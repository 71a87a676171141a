"""The door: who may see anything at all. An ASGI middleware in front of page, API and tools.

Without operators (loopback only) everyone is "local", and only loopback host names are served. With operators
a reader logs in on a form and gets a session cookie; a program sends HTTP Basic, or Bearer ``name:password``.
Knows nothing of what is behind it.
"""

from __future__ import annotations

import base64
import binascii
import secrets
import time
from urllib.parse import parse_qs

from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from web.markup import render
from web.operators import Operators

COOKIE = "policy_session"
LIFETIME = 12 * 3600  # seconds
LOCAL = "local"
_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
_SECURITY = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    # Gradio needs inline and evaluated script; nothing may be loaded from or sent to anywhere else
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        "connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'"
    ),
}


def operator_of(scope: Scope) -> str | None:
    """The name the gate let in; None before it."""
    name = scope.get("policy_operator")
    return str(name) if name else None


def is_loopback(host: str) -> bool:
    """Whether an address to listen on is reached from this machine only."""
    return host in ("localhost", "::1") or host.startswith("127.")


class Gate:
    """Use as middleware."""

    def __init__(self, app: ASGIApp, operators: Operators | None) -> None:
        self._app = app
        self._operators = operators
        self._sessions: dict[str, tuple[str, float]] = {}
        self._tries = MovingWindowRateLimiter(MemoryStorage())
        self._rate = parse("10/minute")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        send = _with_headers(send)
        if self._operators is None:
            host = headers.get("host", "")
            name = host if host.endswith("]") else host.rpartition(":")[0] or host
            if name not in _LOOPBACK:
                await _refuse(scope, receive, send, 403, f"host {host!r}: only loopback names are served")
                return
            await self._app({**scope, "policy_operator": LOCAL}, receive, send)
            return
        path = scope["path"]
        if scope["type"] == "http" and path == "/login":
            await (await self._login(Request(scope, receive)))(scope, receive, send)
            return
        operator = self._operator(scope, headers)
        if operator is None:
            if (
                scope["type"] == "http"
                and "text/html" in headers.get("accept", "")
                and scope["method"] == "GET"
            ):
                await RedirectResponse("/login", 303)(scope, receive, send)
            else:
                await _refuse(scope, receive, send, 401, "log in first")
            return
        if scope["type"] == "http" and path == "/logout":
            self._sessions.pop(Request(scope).cookies.get(COOKIE, ""), None)
            gone = RedirectResponse("/login", 303)
            gone.delete_cookie(COOKIE)
            await gone(scope, receive, send)
            return
        await self._app({**scope, "policy_operator": operator}, receive, send)

    def _operator(self, scope: Scope, headers: Headers) -> str | None:
        token = Request({**scope, "type": "http"}).cookies.get(COOKIE, "")
        name, until = self._sessions.get(token, ("", 0.0))
        if until > time.time():
            return name
        self._sessions.pop(token, None)
        kind, _, value = headers.get("authorization", "").partition(" ")
        if kind.lower() == "basic":
            try:
                value = base64.b64decode(value, validate=True).decode()
            except (binascii.Error, UnicodeDecodeError):
                return None
        elif kind.lower() != "bearer":
            return None
        name, _, password = value.partition(":")
        return name if self._admits(name, password, scope) else None

    def _admits(self, name: str, password: str, scope: Scope) -> bool:
        assert self._operators is not None
        client = scope.get("client") or ("", 0)
        # only failures count, so that a program may ask as often as the rate limit lets it
        if not self._tries.test(self._rate, name[:64], client[0]):
            return False
        if self._operators.knows(name, password):
            return True
        self._tries.hit(self._rate, name[:64], client[0])
        return False

    async def _login(self, request: Request) -> Response:
        if request.method == "GET":
            return HTMLResponse(render("login.html", failed=False, name=""))
        if request.method != "POST":
            return JSONResponse({"error": "method not allowed"}, 405)
        body = b""
        async for part in request.stream():
            body += part
            if len(body) > 8192:
                return JSONResponse({"error": "form too large"}, 413)
        fields = parse_qs(body.decode("utf-8", "replace"))
        name, password = fields.get("name", [""])[0], fields.get("password", [""])[0]
        if not self._admits(name, password, request.scope):
            return HTMLResponse(render("login.html", failed=True, name=name[:64]), 401)
        now = time.time()
        self._sessions = {t: s for t, s in self._sessions.items() if s[1] > now}
        token = secrets.token_urlsafe(32)
        self._sessions[token] = (name, now + LIFETIME)
        welcome = RedirectResponse("/", 303)
        secure = request.url.scheme == "https"
        welcome.set_cookie(COOKIE, token, max_age=LIFETIME, httponly=True, samesite="lax", secure=secure)
        return welcome


def _with_headers(send: Send) -> Send:
    async def sending(message: dict[str, object]) -> None:  # type: ignore[type-arg,unused-ignore]
        if message["type"] == "http.response.start":
            headers = list(message.get("headers", []))  # type: ignore[call-overload]
            headers += [(k.lower().encode(), v.encode()) for k, v in _SECURITY.items()]
            message = {**message, "headers": headers}
        await send(message)

    return sending  # type: ignore[return-value,unused-ignore]


async def _refuse(scope: Scope, receive: Receive, send: Send, status: int, message: str) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 4401})
        return
    await JSONResponse({"error": message}, status)(scope, receive, send)
