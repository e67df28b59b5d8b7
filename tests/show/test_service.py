"""The files that start the node: as systemd and launchd read them, and as the command writes them."""

from __future__ import annotations

import plistlib
import shutil
import subprocess
from pathlib import Path

import pytest

from livenode.cli import main
from livenode.show.service import RESTART_CODE, WATCHDOG_S, ServiceError, service

PROGRAM = ["/opt/live node/.venv/bin/livenode"]
CONFIG = Path("/etc/live $1 50%.toml")


def test_the_unit_restarts_and_watches():
    found = service(PROGRAM, CONFIG, Path("/home/me"), "linux")
    assert found.path == Path("/home/me/.config/systemd/user/livenode.service")
    settings = dict(line.split("=", 1) for line in found.text.splitlines() if "=" in line)
    assert settings["Type"] == "notify" and settings["Restart"] == "always"
    assert settings["WatchdogSec"] == str(WATCHDOG_S) and settings["StartLimitIntervalSec"] == "0"
    assert settings["SuccessExitStatus"] == str(RESTART_CODE)
    options = "run --plain --play --resume --wait"
    assert settings["ExecStart"] == f'"{PROGRAM[0]}" {options} --config "/etc/live $$1 50%%.toml"'
    assert not {"PrivateDevices", "PrivateNetwork", "MemoryDenyWriteExecute", "ProtectHome"} & set(settings)
    assert any("enable-linger" in line for line in found.enable)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not there")
def test_systemd_takes_the_unit(tmp_path):
    program = tmp_path / "live node" / "livenode"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    unit = tmp_path / "livenode.service"
    unit.write_text(service([str(program)], CONFIG, tmp_path, "linux").text)
    command = ["systemd-analyze", "verify", "--user", str(unit)]
    environment = {"PATH": "/usr/bin:/bin", "XDG_RUNTIME_DIR": str(tmp_path), "HOME": str(tmp_path)}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    complaints = [line for line in done.stderr.splitlines() if "livenode" in line]
    assert (done.returncode, complaints) == (0, []), done.stderr


def test_the_plist_keeps_it_alive():
    found = service(PROGRAM, CONFIG, Path("/Users/me"), "darwin")
    table = plistlib.loads(found.text.encode())
    assert found.path == Path(f"/Users/me/Library/LaunchAgents/{table['Label']}.plist")
    assert table["KeepAlive"] is True and table["RunAtLoad"] is True
    assert table["ProgramArguments"] == [
        *PROGRAM,
        *("run", "--plain", "--play", "--resume", "--wait", "--config", str(CONFIG)),
    ]


def test_another_system_is_told_what_to_start():
    with pytest.raises(ServiceError, match="Task Scheduler start, at logon: livenode run"):
        service(["livenode"], CONFIG, Path("/home/me"), "win32")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    (tmp_path / "show.toml").write_text('hours = ["mo-fr 10:00-18:00"]\nrestart = "04:00"\n')
    return tmp_path


def run(home: Path, *words: str) -> int:
    return main(["service", *words, "--config", str(home / "show.toml")])


def test_install_show_and_uninstall(home, capsys):
    unit = home / ".config/systemd/user/livenode.service"
    assert run(home, "install", "--dry-run") == 0
    assert not unit.exists() and "would write" in capsys.readouterr().out
    assert run(home, "install") == 0
    said = capsys.readouterr().out
    assert said.splitlines() == [
        f"wrote {unit}; to enable it:",
        "    systemctl --user enable --now livenode.service",
        "    sudo loginctl enable-linger $USER",
    ]
    assert run(home, "show") == 0
    assert unit.read_text() in capsys.readouterr().out
    assert f"--config {home}/show.toml" in unit.read_text()
    assert run(home, "uninstall") == 0
    assert not unit.exists()
    assert run(home, "uninstall") == 0
    assert "there is no" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('hours = ["always"]', "write days and times"),
        ('attract = "nothing"', "no preset 'nothing'"),
        ('preset = "jam-bas"', "no preset 'jam-bas'"),
        ('engine = "/nowhere/best"', "no engine '/nowhere/best'"),
        ("fade = 90", "0 to 60"),
        ("attract_dbfs = 3", "-90 to 0"),
    ],
)
def test_a_configuration_that_would_not_start_is_not_installed(home, capsys, text, says):
    (home / "show.toml").write_text(text)
    assert run(home, "install") == 78
    assert says in capsys.readouterr().err
    assert not (home / ".config").exists()
