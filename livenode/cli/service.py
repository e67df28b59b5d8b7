"""livenode service: the file with which the system starts the node by itself, written, shown or removed."""

import argparse
import sys
from pathlib import Path

from livenode import config, paths, presets
from livenode.inference.bundle import find_bundle
from livenode.show.plan import plan_of
from livenode.show.service import Service, ServiceError, service


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of service."""
    parser.add_argument("what", choices=("install", "uninstall", "show"), help="what to do with the file")
    parser.add_argument("--config", type=Path, help="the node's configuration, TOML")
    parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")


def run(arguments: argparse.Namespace) -> int:
    """Write, show or remove the file; the configuration is checked first."""
    path = (arguments.config or paths.config_file()).absolute()
    if arguments.what != "uninstall":
        _check(config.load(path))
    found = service(_program(), path, Path.home())
    _DO[arguments.what](found, arguments.dry_run)
    return 0


def _check(wanted: config.Config) -> None:
    """Raise what the node would end with at each start: it would be started again without end."""
    plan_of(wanted)
    if wanted.preset:
        presets.load(wanted.preset)
    if wanted.engine != "fake":
        find_bundle(wanted.engine)


def _program() -> list[str]:
    """Return what starts this livenode: the script beside this Python, or the package."""
    script = Path(sys.executable).with_name("livenode")
    return [str(script)] if script.is_file() else [sys.executable, "-m", "livenode"]


def _install(found: Service, dry_run: bool) -> None:
    if not dry_run:
        try:
            found.path.parent.mkdir(parents=True, exist_ok=True)
            found.path.write_text(found.text, "utf-8")
        except OSError as problem:
            raise ServiceError(
                f"{found.path} cannot be written ({problem.strerror}); see to the folder's rights"
            ) from None
    _say(f"{'would write' if dry_run else 'wrote'} {found.path}; to enable it:", *found.enable)


def _uninstall(found: Service, dry_run: bool) -> None:
    there = found.path.is_file()
    if there and not dry_run:
        found.path.unlink()
    done = "would remove" if dry_run else "removed"
    _say(f"{done} {found.path}; to end it:" if there else f"there is no {found.path}", *found.disable * there)


def _show(found: Service, dry_run: bool) -> None:
    print(f"# {found.path}\n{found.text.rstrip()}")


_DO = {"install": _install, "uninstall": _uninstall, "show": _show}


def _say(first: str, *lines: str) -> None:
    print("\n".join([first, *(f"    {line}" for line in lines)]))
