"""The page that lies beside the surfaces: what to do with each, in three lines."""

from livenode.surfaces.filled import filled
from livenode.surfaces.widgets import Wiring


def page(wiring: Wiring) -> bytes:
    """Return README.md."""
    named = {"HOST": wiring.host, "PORT": str(wiring.port), "PREFIX": wiring.prefix}
    return filled("surfaces_page.md", REPLY_PORT=str(wiring.reply_port), **named).encode()
