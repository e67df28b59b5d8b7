"""The HTTP port of the node: what it counts, to be read, and WebSockets that speak OSC (`http_socket`).

GET and HEAD of a few paths, one request a connection, no bodies. Connections are few and short, so that a
slow or hostile client costs the node nothing. A WebSocket at / lives on among the open connections.
"""

import asyncio
from collections.abc import Callable
from typing import Any, cast

from aiohttp import web

from livenode.control.connections import Connections
from livenode.control.gate import COOKIE
from livenode.control.http_socket import converse
from livenode.control.site import Answer, Ask, Site, error

MAX_CONNECTIONS = 32  # a browser opens six to load the page, and there may be five of them at once
CONNECTION_S = 5.0  # from the first byte to the last
TURN_S = 0.05  # between two answers: who asks without end waits
LIMITS: dict[str, Any] = {"max_line_size": 1024, "max_field_size": 4096, "max_headers": 48}
QUIET: dict[str, Any] = {"access_log": None, "lingering_time": 0.0}
METHODS = ("GET", "HEAD")

Count = Callable[[str, str], None]


class HttpServer:
    """Answers what `site` says. Thread: control. Real-time safe: no.

    allows: whether a host is heard; others are cut off unread. count: notes what is refused, by class.
    """

    def __init__(
        self, site: Site, connections: Connections, allows: Callable[[str], bool], count: Count
    ) -> None:
        self._site, self._connections = site, connections
        self._allows, self._count = allows, count
        self._server: asyncio.Server | None = None
        self._web: web.Server | None = None
        self._open: dict[_Connection, None] = {}
        self._turn_s = 0.0  # when the last answer was given, or will be

    @property
    def port(self) -> int:
        """The port that is open, 0 for none."""
        return int(self._server.sockets[0].getsockname()[1]) if self._server else 0

    async def start(self, host: str, port: int) -> None:
        """Open the port. Raises OSError."""
        loop = asyncio.get_running_loop()
        self._web = served = web.Server(self._answer)
        self._server = await loop.create_server(lambda: _Connection(self, served, loop), host, port)

    async def stop(self) -> None:
        """Close the port and every connection."""
        if self._server is None or self._web is None:
            return
        self._server.close()
        for connection in list(self._open):
            connection.cut()
        await self._web.shutdown(1.0)
        self._server = self._web = None

    def opened(self, connection: "_Connection", host: str) -> None:
        """Take a new connection, in place of the oldest where there are too many; a stranger's is cut."""
        self._open[connection] = None
        if not self._allows(host):
            self.refused("not allowed", f"{host} is in no allowed network; see --allow")
            connection.cut()
        elif len(self._open) > MAX_CONNECTIONS:
            self.refused("busy", f"more than {MAX_CONNECTIONS} HTTP connections")
            next(iter(self._open)).cut()

    def closed(self, connection: "_Connection") -> None:
        """Forget a connection."""
        self._open.pop(connection, None)

    def refused(self, kind: str, detail: str) -> None:
        """Count what is not answered."""
        self._count(kind, detail)

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        await self._wait()
        ask = _ask(request)
        if ask.path == "/" and request.headers.get("Upgrade", "").lower() == "websocket":
            return await self._converse(request, ask)
        return _response(self._respond(request, ask))

    async def _converse(self, request: web.BaseRequest, ask: Ask) -> web.StreamResponse:
        """Talk on a WebSocket until it ends; from here on it is no short request."""
        if refusal := self._site.refusal(ask):
            self.refused("denied", f"{ask.peer}: {refusal}")
            return _response(error(403, refusal))
        cast(_Connection, request.protocol).stay()
        try:
            talked = await converse(request, self._connections)
        except web.HTTPException:  # aiohttp would let the connection live on, without a limit
            self.refused("not HTTP", f"from {ask.peer}")
            return _response(error(400, "this is no handshake of a WebSocket"))
        return talked or _response(error(503, "too many connections are open; close one"))

    async def _wait(self) -> None:
        """Wait for this answer's turn; who comes alone does not wait."""
        now_s = asyncio.get_running_loop().time()
        self._turn_s = max(now_s, min(self._turn_s, now_s + MAX_CONNECTIONS * TURN_S) + TURN_S)
        await asyncio.sleep(self._turn_s - now_s)

    def _respond(self, request: web.BaseRequest, ask: Ask) -> Answer:
        if request.method not in METHODS:
            return error(405, "only GET and HEAD are answered", Allow=", ".join(METHODS))
        if request.body_exists:
            return error(400, "no body is taken")
        try:
            return self._site.answer(ask)
        except Exception as problem:  # a bug must not stop the show
            self.refused("internal", repr(problem))
            return error(500, "the node failed; see its log")


class _Connection(web.RequestHandler):
    """One connection: seen at its opening, cut after CONNECTION_S whatever it does."""

    def __init__(self, owner: HttpServer, served: web.Server, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(served, loop=loop, **LIMITS, **QUIET)
        self._owner = owner
        self._wire: asyncio.Transport | None = None
        self._limit = loop.call_later(CONNECTION_S, self.cut)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the connection. Called by asyncio."""
        super().connection_made(transport)
        self._wire = cast(asyncio.Transport, transport)
        peer = transport.get_extra_info("peername")
        self._owner.opened(self, str(peer[0]) if peer else "")

    def connection_lost(self, exc: BaseException | None) -> None:
        """Let the connection go. Called by asyncio."""
        self._limit.cancel()
        self._owner.closed(self)
        super().connection_lost(exc)

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """Answer what is not HTTP, or too large. Called by aiohttp."""
        self._owner.refused("not HTTP", f"from {request.remote}")
        return _response(error(status, "this is no request that is answered"))

    def stay(self) -> None:
        """Live as long as the client likes: a WebSocket."""
        self._limit.cancel()
        self._owner.closed(self)

    def cut(self) -> None:
        """End the connection now, whatever is unread or unsent."""
        if self._wire is not None:
            self._wire.abort()


def _ask(request: web.BaseRequest) -> Ask:
    headers = request.headers
    here = request.transport.get_extra_info("sockname") if request.transport else ("", 0)
    return Ask(
        path=request.path,
        query=request.query_string,
        accept=headers.get("Accept", ""),
        cookie=request.cookies.get(COOKIE, ""),
        peer=request.remote or "",
        host=headers.get("Host", ""),
        origin=headers.get("Origin", ""),
        address=str(here[0]),
        port=int(here[1]),
    )


def _response(answer: Answer) -> web.Response:
    """Return an answer as aiohttp sends it; the connection ends behind it."""
    headers = {**answer.headers, "Content-Type": answer.kind}
    response = web.Response(status=answer.status, body=answer.body, headers=headers)
    response.force_close()
    return response
