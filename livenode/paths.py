"""Where files are: the only place that reads the environment.

XDG variables are followed on every system; without them each system's own folders are used.
"""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

_NAME = "livenode"
_PACKAGE = Path(__file__).resolve().parent

# kind: (XDG variable, folder below home on Linux, on macOS; Windows variable, its folder below home)
_FOLDERS = {
    "config": ("XDG_CONFIG_HOME", ".config", "Library/Application Support", "APPDATA", "AppData/Roaming"),
    "data": ("XDG_DATA_HOME", ".local/share", "Library/Application Support", "APPDATA", "AppData/Roaming"),
    "cache": ("XDG_CACHE_HOME", ".cache", "Library/Caches", "LOCALAPPDATA", "AppData/Local"),
    "state": (
        "XDG_STATE_HOME",
        ".local/state",
        "Library/Application Support",
        "LOCALAPPDATA",
        "AppData/Local",
    ),
}


def user_folder(
    kind: str,
    environment: Mapping[str, str] = os.environ,
    platform: str = sys.platform,
    home: Path | None = None,
) -> Path:
    """Return the user's folder for "config", "data", "cache" or "state"; it need not exist."""
    xdg, linux, mac, windows, windows_home = _FOLDERS[kind]
    home = home or Path(os.path.expanduser("~"))
    if os.path.isabs(environment.get(xdg, "")):
        return Path(environment[xdg]) / _NAME
    if platform == "win32":
        return Path(environment.get(windows) or home / windows_home) / _NAME
    return home / (mac if platform == "darwin" else linux) / _NAME


def config_file() -> Path:
    """Return the configuration file that is read when none is named."""
    return user_folder("config") / "livenode.toml"


def reply_ports_file() -> Path:
    """Return the file that remembers where hosts want their answers."""
    return user_folder("state") / "reply_ports.json"


def token_file() -> Path:
    """Return the file of the token that other machines show to see the page."""
    return user_folder("state") / "page_token"


def state_file(name: str) -> Path:
    """Return the file of what a node of this name goes on with after a power cut."""
    letters = "".join(letter if letter.isalnum() or letter in "_-" else "_" for letter in name[:40])
    return user_folder("state") / f"{letters or 'livenode'}.state.json"


def supervisor(environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return what the service manager that started this process asks for; {} where none did."""
    return {name: environment[name] for name in ("NOTIFY_SOCKET", "WATCHDOG_USEC") if name in environment}


def calibration_file() -> Path:
    """Return the file that holds the measured round trips of the user's sound devices."""
    return user_folder("state") / "calibration.json"


def midi_map_file() -> Path:
    """Return the file that remembers what MIDI controls are bound to."""
    return user_folder("state") / "midi_map.json"


def user_presets() -> Path:
    """Return the folder of the user's own presets."""
    return user_folder("data") / "presets"


def user_engines() -> Path:
    """Return the folder of the engines that the user installed."""
    return user_folder("data") / "engines"


def media_folder() -> Path:
    """Return the folder of the user's sounds, for prompts."""
    return user_folder("data") / "media"


def recordings_folder() -> Path:
    """Return the folder of the sets that were recorded."""
    return user_folder("data") / "recordings"


def shipped(name: str) -> Path:
    """Return a folder of data that comes with the package: "presets" or "engines".

    A wheel holds it in the package; a checkout beside the package.
    """
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name
