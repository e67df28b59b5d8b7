"""The PortAudio library as a thing that can be started anew, in a fresh copy where the old one is stuck.

PortAudio looks for devices only when it is initialised, and its JACK client is made then. Once the JACK
server has died, its stream cannot be closed (PortAudio waits ten minutes for a callback that never comes),
so the library cannot be terminated either. A copy of its file is another library to the system, with
variables of its own: the stuck one is left as it is. It stays loaded, since libjack goes on calling it.
Nor can a library be terminated whose JACK server has died without a stream on it: PortAudio ends the process.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

TERMINATE_LIMIT_S = 3.0

_left: list[Any] = []  # libraries that are stuck, and what their streams may still touch


def leave(sounddevice: Any, *kept: object) -> None:
    """Give up the library that is loaded; nothing will terminate or unload it, and `kept` stays too.

    Thread: control. Real-time safe: no.
    """
    left = (sounddevice._lib, *kept)
    _left.append(left)
    ctypes.pythonapi.Py_IncRef(ctypes.py_object(left))  # not unloaded at exit either: its threads still run
    sounddevice._initialized = 0  # of what sounddevice terminates when the process ends


def start_anew(sounddevice: Any) -> None:
    """Let PortAudio look for devices again; no stream may be open but those of a library that was left.

    Thread: control. Real-time safe: no.
    """
    if sounddevice._initialized and _has_jack(sounddevice):  # whose server may have died long ago
        leave(sounddevice)
    end(sounddevice)
    if any(left[0] is sounddevice._lib for left in _left):
        sounddevice._lib = _fresh_copy(sounddevice)
    sounddevice._initialize()


def end(sounddevice: Any) -> None:
    """Terminate the library, or leave it where that hangs; its JACK server, if any, must be there.

    Thread: control. Real-time safe: no.
    """
    if sounddevice._initialized:
        if within(TERMINATE_LIMIT_S, sounddevice._lib.Pa_Terminate):
            sounddevice._initialized = 0
        else:
            leave(sounddevice)


def _has_jack(sounddevice: Any) -> bool:
    return any(api["name"].startswith("JACK") for api in sounddevice.query_hostapis())


def within(limit_s: float, action: Callable[[], object]) -> bool:
    """Run a call that may hang in a thread; return whether it came back in time, if with an exception.

    Thread: control. Real-time safe: no.
    """

    def run() -> None:
        with suppress(Exception):
            action()

    thread = threading.Thread(target=run, name="livenode-may-hang", daemon=True)
    thread.start()
    thread.join(limit_s)
    return not thread.is_alive()


def _fresh_copy(sounddevice: Any) -> Any:
    """Load a copy of the library's file; the name of the copy is free again at once, except on Windows."""
    source = _file_of(sounddevice._libname)
    handle, path = tempfile.mkstemp(prefix="livenode-", suffix=source.suffix or ".so")
    os.close(handle)
    try:
        shutil.copyfile(source, path)
        return sounddevice._ffi.dlopen(path)
    finally:
        with suppress(PermissionError):
            os.unlink(path)


def _file_of(name: str) -> Path:
    """Return the file of a loaded library; Linux knows it by a name without a folder."""
    if os.path.isabs(name):
        return Path(name)
    for line in Path("/proc/self/maps").read_text("utf-8").splitlines():
        path = Path(line.split(maxsplit=5)[-1])
        if path.name.startswith(Path(name).name.split(".so")[0]):
            return path
    raise OSError(f"the file of {name} is not known")
