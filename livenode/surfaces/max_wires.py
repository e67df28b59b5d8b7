"""What every Max patch has: what sends, what hears, and the hello that `udpsend` cannot do without."""

from livenode.params import Args
from livenode.surfaces.max_patch import Patcher
from livenode.surfaces.widgets import Widget, Wiring, is_word

HELLO_MS, SILENT_MS = 2000, 3000


def connection(patcher: Patcher, wiring: Wiring, left: float, top: float, lamp: str) -> tuple[str, str]:
    """Add the connection to the node; return (what sends, what is heard). `lamp` takes 1 and 0."""
    send = patcher.add((left, top + 250, 150, 22), f"udpsend {wiring.host} {wiring.port}", outlets=0)
    hear = patcher.add((left + 220, top, 110, 22), f"udpreceive {wiring.reply_port}")
    heart = patcher.add((left + 220, top + 30, 190, 22), f"route {wiring.address('heartbeat')}", outlets=2)
    patcher.chain(hear, heart)
    start, once = (
        patcher.add((left, top, 60, 22), "loadbang"),
        patcher.add((left, top + 60, 40, 22), "t 1"),
    )
    metro = patcher.add((left, top + 90, 80, 22), f"metro {HELLO_MS}", inlets=2)
    both = patcher.add((left, top + 120, 50, 22), "t b b", outlets=2)
    words = (f"subscribe {wiring.reply_port} all 30", f"hello {wiring.reply_port}")
    for outlet, text in enumerate(words):
        message = patcher.box("message", (left, top + 150 + 30 * outlet, 220, 22), text=wiring.address(text))
        patcher.wire(both, message, outlet)
        patcher.wire(message, send)
    patcher.chain(start, once, metro, both)
    _watch(patcher, wiring, (left + 220, top + 60), lamp, (heart, once, metro, send))
    return send, hear


def _watch(
    patcher: Patcher, wiring: Wiring, corner: tuple[float, float], lamp: str, boxes: tuple[str, ...]
) -> None:
    """Add what lights the lamp while heartbeats come, and says hello again when they end."""
    heart, again, metro, send = boxes
    left, top = corner
    beat = patcher.add((left, top, 70, 22), "t b 0 1", outlets=3)
    late = patcher.add((left, top + 60, 80, 22), f"delay {SILENT_MS}", inlets=2)
    silent = patcher.add((left, top + 90, 50, 22), "t b 0", outlets=2)
    changed = patcher.add((left + 100, top + 60, 60, 22), "change", outlets=3)
    back = patcher.add((left + 100, top + 90, 50, 22), "sel 1", outlets=2)
    refresh = patcher.box("message", (left + 100, top + 120, 130, 22), text=wiring.address("refresh"))
    patcher.wire(heart, beat)
    patcher.wire(beat, late, 0)
    patcher.wire(beat, metro, 1)
    patcher.wire(beat, changed, 2)
    patcher.chain(late, silent, again)
    patcher.wire(silent, changed, 1)
    patcher.wire(changed, lamp)
    patcher.chain(changed, back, refresh, send)


def spelled(widget: Widget, wiring: Wiring, arguments: Args) -> str:
    """Spell the message of an option, as a message box has it: floats keep their point."""
    words = (f"{arg:g}" if isinstance(arg, int) else f"{arg}" for arg in arguments)
    return " ".join([wiring.address(widget.path), *words])


def plain(widget: Widget) -> list[Args]:
    """Return the options that a message box can hold as they are: single words."""
    return [
        args
        for args in widget.options
        if all(is_word(arg) and not set(" ,;$") & set(f"{arg}") for arg in args)
    ]
