"""A board of buttons in Pure Data: each sends one message to a node; the test presses them."""

from __future__ import annotations

import socket
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.clients import end, tool
from tests.ports import free_port


class PdBoard:
    """A running Pd. Messages are as `part/1/level 0.5`, without prefix."""

    def __init__(self, messages: Sequence[str], port: int) -> None:
        self._messages, self._port = list(messages), port
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)

    def press(self, message: str) -> None:
        """Let Pd send a message."""
        self._socket.sendto(f"{self._messages.index(message)};\n".encode(), ("127.0.0.1", self._port))

    def close(self) -> None:
        self._socket.close()


@contextmanager
def pd_board(node_port: int, folder: Path, messages: Sequence[str]) -> Iterator[PdBoard]:
    """Run Pd with a button for each message; it takes a moment until it listens."""
    own_port, patch = free_port(), folder / "board.pd"
    patch.write_text(_patch(node_port, own_port, messages))
    command = [tool("pd"), "-nogui", "-noaudio", "-nomidi", "-stderr", "-open", str(patch)]
    with (folder / "board.log").open("wb") as log:
        program = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )
    board = PdBoard(messages, own_port)
    try:
        yield board
    finally:
        board.close()
        end(program)


def _patch(node_port: int, own_port: int, messages: Sequence[str]) -> str:
    objects = [
        "obj 20 20 loadbang",
        f"msg 20 50 connect 127.0.0.1 {node_port}",
        "obj 20 400 netsend -u -b",
        f"obj 150 20 netreceive -u {own_port}",
        f"obj 150 50 route {' '.join(str(number) for number in range(len(messages)))}",
        "obj 150 340 list prepend send",
        "obj 150 360 list trim",
    ]
    wires = [(0, 0, 1), (1, 0, 2), (3, 0, 4), (5, 0, 6), (6, 0, 2)]
    for number, message in enumerate(messages):
        path, *arguments = message.split()
        first = len(objects)
        objects += [
            f"msg 250 {80 + 20 * number} list {' '.join(arguments)}",
            f"obj 450 {80 + 20 * number} oscformat {_tags(arguments)} livenode {path.replace('/', ' ')}",
        ]
        wires += [(4, number, first), (first, 0, first + 1), (first + 1, 0, 5)]
    lines = ["#N canvas 0 0 700 500 12;", *(f"#X {text};" for text in objects)]
    return "\n".join([*lines, *(f"#X connect {a} {outlet} {b} 0;" for a, outlet, b in wires)]) + "\n"


def _tags(arguments: Sequence[str]) -> str:
    """Return the flag of the types: Pd sends every number as a float."""
    kinds = "".join("f" if one.lstrip("-").replace(".", "", 1).isdigit() else "s" for one in arguments)
    return f"-f {kinds}" if kinds else ""
