"""A session with a clock moved by hand, and a server in a thread for real clients."""

import asyncio
import threading
from contextlib import contextmanager

from livenode.control.fake_surface import FakeSurface
from livenode.control.osc import decode, encode, encode_bundle
from livenode.control.server import ControlOptions, ControlServer
from livenode.control.session import Session

WALL_S = 1.7e9
HOST = "10.0.0.5"
MAX = (HOST, 50000)  # sends from here, hears on another port
PANEL = (HOST, 9000)
OTHER = ("10.0.0.6", 9000)


class Rig:
    """A session on a fake surface. `sent`: (target, address, args) of all that went out since `take`."""

    def __init__(self, **options: object) -> None:
        self.now_s = 1000.0
        self.jump_s = 0.0  # of the wall clock, which someone may set
        self.surface = FakeSurface()
        self.sent: list[tuple] = []
        self.session = Session(
            self.surface, self._send, now=lambda: self.now_s, wall=lambda: self.wall_s, **options
        )

    @property
    def wall_s(self) -> float:
        return WALL_S + self.now_s + self.jump_s

    def _send(self, target: tuple, packet: bytes) -> None:
        assert len(packet) < 1400
        (message,) = decode(packet)
        self.sent.append((target, message.address.removeprefix("/livenode/"), message.args))

    def say(self, path: str, *args: object, source: tuple = MAX) -> list[tuple]:
        """Send one message; return what came back at once."""
        return self.packet(encode(f"/livenode/{path}", args), source)

    def bundle(self, *messages: tuple, source: tuple = MAX, at_wall_s: float | None = None) -> list[tuple]:
        spelled = [(f"/livenode/{path}", args) for path, *args in messages]
        return self.packet(encode_bundle(spelled, at_wall_s), source)

    def packet(self, packet: bytes, source: tuple = MAX) -> list[tuple]:
        self.take()
        self.session.receive(packet, source)
        return self.take()

    def take(self) -> list[tuple]:
        sent, self.sent = self.sent, []
        return sent

    def run(self, seconds: float = 0.0) -> list[tuple]:
        """Let time pass in steps of 5 ms, polling; return what went out."""
        self.take()
        self.session.poll()
        for _ in range(round(seconds / 0.005)):
            self.now_s += 0.005
            self.session.poll()
        return self.take()

    def hush(self) -> None:
        """Let the snapshot and the repeats go out, and forget them."""
        self.run(0.5)


def addresses(sent: list[tuple], target: tuple | None = None) -> list[str]:
    return [address for to, address, _ in sent if target in (None, to) and address != "heartbeat"]


@contextmanager
def live_server(surface: FakeSurface | None = None, report=None, **options: object):
    """Run a server in a thread on a free port; yields (server, surface)."""
    surface = surface or FakeSurface()
    ready, stop = threading.Event(), None
    loop = asyncio.new_event_loop()
    holder: list[ControlServer] = []

    async def serve() -> None:
        nonlocal stop
        stop = asyncio.Event()
        server = ControlServer(surface, ControlOptions(port=0, **options), report=report)
        await server.start()
        holder.append(server)
        ready.set()
        await stop.wait()
        await server.stop()

    thread = threading.Thread(target=lambda: loop.run_until_complete(serve()))
    thread.start()
    try:
        assert ready.wait(10)
        yield holder[0], surface
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(10)
        loop.close()
