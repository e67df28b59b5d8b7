"""livenode: a real-time audio node that plays generated, bar-aligned accompaniment."""

__version__ = "0.1.0"
