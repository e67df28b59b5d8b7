"""The files with which a system starts the node by itself and starts it again: systemd's, and launchd's."""

import plistlib
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

RESTART_CODE = 75  # EX_TEMPFAIL: the node ended to be started again
WATCHDOG_S = 10
NAME, LABEL = "livenode.service", "org.livenode.node"
OPTIONS = ("--plain", "--play", "--resume", "--wait")


@dataclass(frozen=True)
class Service:
    """One file: where it goes, what it says, and what the user types to begin and to end with it."""

    path: Path
    text: str
    enable: tuple[str, ...]
    disable: tuple[str, ...]


def service(program: Sequence[str], config: Path, home: Path, platform: str = sys.platform) -> Service:
    """Return the service of a platform. program: what starts livenode, such as (".venv/bin/livenode",).

    Raises ServiceError where there is none. Thread: any. Real-time safe: no.
    """
    words = [*program, "run", *OPTIONS, "--config", str(config)]
    if platform == "linux":
        return _systemd(words, home)
    if platform == "darwin":
        return _launchd(words, home)
    raise ServiceError(
        "services are written for Linux and macOS; on Windows let the Task Scheduler start, at logon: "
        + " ".join(words)
    )


class ServiceError(RuntimeError):
    """There is no service here, or its file cannot be written; the text says what to do."""

    exit_code = 78


def _systemd(words: Sequence[str], home: Path) -> Service:
    text = _UNIT.format(
        command=" ".join(_quoted(word) for word in words), watchdog=WATCHDOG_S, code=RESTART_CODE
    )
    path = home / ".config" / "systemd" / "user" / NAME
    enable = (f"systemctl --user enable --now {NAME}", "sudo loginctl enable-linger $USER")
    return Service(path, text, enable, (f"systemctl --user disable --now {NAME}",))


def _quoted(word: str) -> str:
    """Return a word as systemd takes it back."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{escaped}"' if any(letter in escaped for letter in " '\"\t;") else escaped


def _launchd(words: Sequence[str], home: Path) -> Service:
    table = {
        "Label": LABEL,
        "ProgramArguments": list(words),
        "RunAtLoad": True,
        "KeepAlive": True,
        "ThrottleInterval": 5,
        "ProcessType": "Interactive",  # not slowed down in the background
        "StandardOutPath": str(home / "Library" / "Logs" / "livenode.out"),
        "StandardErrorPath": str(home / "Library" / "Logs" / "livenode.out"),
    }
    path = home / "Library" / "LaunchAgents" / f"{LABEL}.plist"
    enable = (f"launchctl bootstrap gui/$(id -u) {path}", f"launchctl print gui/$(id -u)/{LABEL}")
    text = plistlib.dumps(table, sort_keys=False).decode()
    return Service(path, text, enable, (f"launchctl bootout gui/$(id -u)/{LABEL}",))


# No PrivateDevices (the sound card), no PrivateNetwork (OSC), no MemoryDenyWriteExecute (libffi writes
# what PortAudio calls at its end), no ProtectHome (presets, state and log lie there). A user's manager sets
# the two limits as far as it may.
_UNIT = """\
[Unit]
Description=livenode: plays generated accompaniment
After=sound.target pipewire.service pulseaudio.service
StartLimitIntervalSec=0

[Service]
Type=notify
NotifyAccess=main
ExecStart={command}
Restart=always
RestartSec=1
SuccessExitStatus={code}
WatchdogSec={watchdog}
TimeoutStartSec=300
TimeoutStopSec=15
LimitRTPRIO=80
LimitMEMLOCK=infinity
NoNewPrivileges=yes
LockPersonality=yes
RestrictSUIDSGID=yes
RestrictNamespaces=yes
SystemCallArchitectures=native

[Install]
WantedBy=default.target
"""
