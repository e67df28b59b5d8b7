"""The Pd abstraction: messages as in docs/osc.md in, what is told out. Vanilla objects only."""

from livenode.params import Param, spoken
from livenode.surfaces.filled import sent
from livenode.surfaces.pd_patch import Patch
from livenode.surfaces.widgets import Wiring

HELLO_MS, SILENT_MS = 2000, 3000


def pd(wiring: Wiring) -> bytes:
    """Return livenode.pd.

    Inlet: `tempo 100`, `part/2/level 0.5`; `connect HOST PORT`; `reply PORT`. Outlets: what is told, as a
    list without prefix; 1 while the node is heard, 0 when it is silent; errors.
    """
    patch = Patch(size=(760, 560))
    route = patch.object((20, 60), "route connect reply")
    rows = patch.inside((200, 260), _rows(wiring))
    patch.chain(patch.object((20, 20), "inlet"), route)
    patch.wire(route, rows, 2)
    connect = _sending(patch, rows)
    patch.wire(route, connect, 0)
    hello, alive = _lamp(patch, wiring, rows, connect)
    receive = patch.object((500, 60), f"netreceive -u -b {wiring.reply_port}")
    listen = patch.message((120, 100), "listen \\$1")
    trigger = patch.object((120, 80), "t f f")
    patch.wire(route, trigger, 1)
    patch.chain(trigger, hello)
    patch.wire(trigger, listen, 1)
    patch.wire(listen, receive)
    told = [patch.object((500, 90), "oscparse"), patch.object((500, 120), "list trim")]
    told += [patch.object((500, 150), f"route {name}") for name in wiring.prefix.strip("/").split("/")]
    patch.chain(receive, *told)
    known = patch.object((560, 200), "route heartbeat error")
    patch.wire(told[-1], known)
    patch.wire(told[-1], patch.object((500, 500), "outlet"))
    patch.wire(known, alive)
    patch.wire(known, patch.object((700, 500), "outlet"), 1)
    return patch.file()


def _sending(patch: Patch, rows: int) -> int:
    """Add what sends; return what takes a host and a port to send to."""
    send = patch.object((200, 380), "netsend -u -b")
    patch.chain(
        rows, patch.object((200, 320), "list prepend send"), patch.object((200, 350), "list trim"), send
    )
    anew, off = patch.object((20, 170), "t a b"), patch.message((80, 200), "disconnect")
    connect, trim = patch.object((20, 200), "list prepend connect"), patch.object((20, 230), "list trim")
    patch.chain(anew, connect, trim, send)
    patch.wire(anew, off, 1)
    patch.wire(off, send)
    return anew


def _lamp(patch: Patch, wiring: Wiring, rows: int, connect: int) -> tuple[int, int]:
    """Add what says hello until the node is heard; return what takes a reply port, and a heartbeat."""
    start = patch.object((20, 290), "loadbang")
    first = patch.object((20, 310), "t b b")
    to = patch.message((20, 340), f"{wiring.host} {wiring.port}")
    port = patch.object((320, 200), f"f {wiring.reply_port}")
    words = patch.message((320, 230), r"hello \$1 \, subscribe \$1 all 30")
    patch.chain(start, first)
    patch.wire(first, to, 1)
    patch.wire(to, connect)
    metro, on, off = (
        patch.object((320, 140), f"metro {HELLO_MS}"),
        patch.message((320, 110), "1"),
        patch.message((360, 110), "0"),
    )
    patch.chain(first, on, metro, port, words, rows)
    patch.wire(off, metro)
    heard, silent = patch.object((560, 240), "t b b b"), patch.object((620, 280), f"delay {SILENT_MS}")
    yes, no = patch.message((560, 320), "1"), patch.message((620, 320), "0")
    changed, refresh = patch.object((560, 360), "change -1"), patch.object((560, 400), "sel 1")
    again = patch.message((560, 430), "refresh")
    patch.wire(heard, silent, 2)
    patch.wire(heard, off, 1)
    patch.wire(heard, yes, 0)
    patch.chain(silent, no, changed)
    patch.wire(silent, on)
    patch.chain(yes, changed, refresh, again, rows)
    patch.wire(changed, patch.object((600, 500), "outlet"))
    return port, heard


def _rows(wiring: Wiring) -> Patch:
    """Return the patch that turns a message into a packet: a row's own types and address."""
    patch = Patch("rows", (700, 500))
    found = [(row, path) for row in sent() for path in paths(row)]
    inlet = patch.object((20, 20), "inlet")
    route = patch.object((20, 50), f"route {' '.join(path for _, path in found)}")
    patch.wire(inlet, route)
    outlet = patch.object((20, 440), "outlet")
    prefix = wiring.prefix.strip("/").replace("/", " ")
    for number, (row, path) in enumerate(found):
        flag = f"-f {row.tags} " if row.tags else ""
        line = 90 + 20 * (number % 16), 20 + 40 * (number // 16)
        plain = patch.object((line[1], line[0]), "list")
        packet = patch.object((line[1] + 30, line[0]), f"oscformat {flag}{prefix} {path.replace('/', ' ')}")
        patch.wire(route, plain, number)
        patch.chain(plain, packet, outlet)
    patch.wire(route, patch.object((400, 440), "print livenode: no such row"), len(found))
    return patch


def paths(row: Param) -> list[str]:
    """Return the spoken paths of a row: of each part, and of all."""
    named = [spoken(row.path, part) for part in row.parts]
    return [*named, row.path.replace("<p>", "all")] if row.per_part else named
