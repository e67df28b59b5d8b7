"""WebSockets: binary frames are OSC packets, both ways, text frames OSCQuery commands. Imports aiohttp."""

import asyncio
from contextlib import suppress

from aiohttp import WSMsgType, web

from livenode.control.connections import Connections
from livenode.control.osc import MAX_PACKET_BYTES
from livenode.control.target import Target
from livenode.control.tcp import tend

PING_S = 20.0  # a client that does not answer within half of that is asleep or gone


class SocketWire:
    """A WebSocket's way out: packets wait in a queue, and a task sends them. Thread: control."""

    def __init__(self, opened: web.WebSocketResponse, transport: asyncio.Transport) -> None:
        self._opened, self._transport = opened, transport
        self._queue: asyncio.Queue[bytes] = asyncio.Queue()
        self._queued_bytes = 0

    @property
    def waiting_bytes(self) -> int:
        """How much the client has not taken yet."""
        return self._queued_bytes + self._transport.get_write_buffer_size()

    def send(self, packet: bytes) -> None:
        """Queue a packet; never waits."""
        self._queued_bytes += len(packet)
        self._queue.put_nowait(packet)

    def cut(self) -> None:
        """End the connection now."""
        self._transport.abort()

    async def run(self) -> None:
        """Send what is queued until the connection ends."""
        with suppress(ConnectionError):
            while True:
                packet = await self._queue.get()
                self._queued_bytes -= len(packet)
                await self._opened.send_bytes(packet)


async def converse(request: web.BaseRequest, connections: Connections) -> web.WebSocketResponse | None:
    """Talk on a WebSocket until it ends; None where no connection is free."""
    transport = request.transport
    if transport is None:
        return None
    opened = web.WebSocketResponse(
        heartbeat=PING_S, max_msg_size=MAX_PACKET_BYTES, compress=False, timeout=1.0
    )
    wire = SocketWire(opened, transport)
    peer = transport.get_extra_info("peername")
    target = connections.open(wire, (str(peer[0]), int(peer[1])))
    if target is None:
        return None
    tend(transport.get_extra_info("socket"))
    sender = asyncio.create_task(wire.run())
    try:
        await opened.prepare(request)
        await _listen(opened, connections, target)
    finally:
        connections.close(target)
        sender.cancel()
    return opened


async def _listen(opened: web.WebSocketResponse, connections: Connections, target: Target) -> None:
    async for message in opened:
        if message.type is WSMsgType.BINARY:
            connections.session.receive(message.data, target)
        elif message.type is WSMsgType.TEXT:
            connections.session.command(message.data, target)
        elif message.type is WSMsgType.ERROR:
            connections.count("not OSC, frame", f"from {target[0]}, which is closed")
            return
        await asyncio.sleep(0)  # one packet a turn: who floods waits, the node does not
