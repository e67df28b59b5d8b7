"""livenode: a real-time audio node that plays generated, bar-aligned accompaniment."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from livenode.api import Engine as Engine

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """Load `Engine` when it is asked for: `livenode --help` needs nothing of it."""
    if name == "Engine":
        from livenode.api import Engine

        return Engine
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
