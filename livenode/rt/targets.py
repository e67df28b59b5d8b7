"""The systems the compiled code is built for, and how its library is called on each."""

from __future__ import annotations

import platform
import sys
import sysconfig

# By the name of the system and processor: what Zig calls it, the ending of a library there.
TARGETS = {
    "linux-x86_64": ("x86_64-linux-gnu.2.17", "so"),
    "linux-aarch64": ("aarch64-linux-gnu.2.17", "so"),
    "darwin-x86_64": ("x86_64-macos.11.0", "dylib"),
    "darwin-arm64": ("aarch64-macos.11.0", "dylib"),
    "win-amd64": ("x86_64-windows-gnu", "dll"),
    "win-arm64": ("aarch64-windows-gnu", "dll"),
}


def here() -> str:
    """Return this system's name, which need not be one of TARGETS. Thread: any. Real-time safe: no."""
    if sys.platform == "win32":  # of the interpreter, which need not be the processor's own
        return sysconfig.get_platform()
    return f"{sys.platform}-{platform.machine()}"


def library_name(target: str) -> str:
    """Return the file name of a target's library. Thread: any. Real-time safe: no."""
    return f"callback-{target}.{TARGETS[target][1]}"
