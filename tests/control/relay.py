"""A UDP relay that loses packets, the same ones each time: which, follows from a seed and their content."""

import random
import selectors
import socket
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

LOCAL = "127.0.0.1"


class Relay:
    """Carries packets between one client and a server port, less a share each way. `port`: the client's side.

    lost: how many each way, to the server and from it.
    """

    def __init__(self, server_port: int, share: float, seed: int) -> None:
        self._server, self._share, self._seed = (LOCAL, server_port), share, seed
        self._near, self._far = (socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(2))
        for each in (self._near, self._far):
            each.bind((LOCAL, 0))
        self.port = self._near.getsockname()[1]
        self.lost, self.carried = [0, 0], [0, 0]
        self._seen: Counter[tuple[int, bytes]] = Counter()
        self._client: tuple[str, int] | None = None
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def begin_anew(self) -> None:
        """Let what is lost from now on not depend on what came before."""
        self._seen.clear()

    def close(self) -> None:
        self._ending.set()
        self._thread.join()
        self._near.close()
        self._far.close()

    def _run(self) -> None:
        with selectors.DefaultSelector() as ready:
            for way, end in enumerate((self._near, self._far)):
                ready.register(end, selectors.EVENT_READ, way)
            while not self._ending.is_set():
                for key, _ in ready.select(0.05):
                    self._carry(key.data)

    def _carry(self, way: int) -> None:
        packet, source = (self._near, self._far)[way].recvfrom(9000)
        if way == 0:
            self._client = source
        if self._is_lost(way, packet):
            self.lost[way] += 1
            return
        self.carried[way] += 1
        if way == 0:
            self._far.sendto(packet, self._server)
        elif self._client is not None:
            self._near.sendto(packet, self._client)

    def _is_lost(self, way: int, packet: bytes) -> bool:
        self._seen[way, packet] += 1
        number = self._seen[way, packet]
        return random.Random(f"{self._seed} {way} {number} {packet.hex()}").random() < self._share


@contextmanager
def lossy(server_port: int, share: float, seed: int) -> Iterator[Relay]:
    relay = Relay(server_port, share, seed)
    try:
        yield relay
    finally:
        relay.close()
