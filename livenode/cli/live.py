"""livenode run on the sound card: until a signal comes, with the view where stdout is a terminal."""

import argparse
import asyncio
import logging
import signal
import sys
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TextIO

from livenode import config, paths, presets
from livenode.audio.devices import AudioUnavailable
from livenode.cli.screen import Screen, open_screen
from livenode.cli.snapshot import snapshot
from livenode.inference.engine import Engine
from livenode.metrics import STDOUT
from livenode.node import LiveNode, configured_engine
from livenode.show.log import Log
from livenode.show.moment import machine_clock
from livenode.surface import Command

LOOK_S = 0.1  # how often the view is painted anew
KEPT_LINES = 200
KEYS = (
    "device", "input_device", "output_device", "input_channels", "output_channels", "stem_channels",
    "cue_channels", "port", "http_port", "blocksize", "prefix", "name", "feedback", "allow", "lan",
    "token", "preset", "clap", "media", "backend", "server", "server_token", "midi_in", "midi_out",
    "midi_clock_out", "recordings", "record", "resume", "wait", "log",
)  # fmt: skip


class Lines:
    """What the node says: printed, or held back while the view covers the terminal. Thread: any.

    to_stderr: stdout has the metrics. log: has it too.
    """

    def __init__(self, to_stderr: bool = False, log: Log | None = None) -> None:
        self.held: deque[str] = deque(maxlen=KEPT_LINES)
        self._covered, self._to_stderr, self._log = False, to_stderr, log

    def say(self, text: str) -> None:
        """Say one line."""
        self._put(text, sys.stderr if self._to_stderr else sys.stdout)

    def warn(self, text: str) -> None:
        """Say one line that is no answer to anything."""
        self._put(text, sys.stderr)

    def _put(self, text: str, stream: TextIO) -> None:
        if self._log is not None:
            self._log.say(text.removeprefix("livenode: "))
        if self._covered:
            self.held.append(f"{datetime.now():%H:%M:%S} {text.removeprefix('livenode: ')}")
        else:
            print(text, file=stream, flush=True)

    def cover(self) -> None:
        """Hold back from now on."""
        self._covered = True

    def uncover(self) -> None:
        """Print what was held back, and print from now on."""
        self._covered = False
        while self.held:
            self.say(self.held.popleft())


class _Log(logging.Handler):
    """Says what is logged."""

    def __init__(self, lines: Lines) -> None:
        super().__init__(logging.WARNING)
        self._lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        """Say one record. Called by logging."""
        self._lines.warn(record.getMessage())


def play(arguments: argparse.Namespace, commands: Sequence[Command]) -> int:
    """Play on the sound card until a signal comes; returns the exit code."""
    given = {key: getattr(arguments, key) for key in KEYS}
    given["engine"] = None if arguments.engine == "default" else arguments.engine
    settings = config.load(arguments.config, paths.config_file(), **given)
    if settings.preset:
        presets.load(settings.preset)  # an unknown name is told before the sound card opens
    engine = configured_engine(settings, settings.engine)
    log = Log(Path(settings.log), machine_clock) if settings.log else None
    lines = Lines(arguments.metrics == STDOUT, log)
    handler = _Log(lines)
    logging.getLogger().addHandler(handler)
    try:
        _play(arguments, commands, settings, engine, lines, log)
    except Exception as problem:
        if log is not None and hasattr(problem, "exit_code"):
            log.say(str(problem))
        raise
    finally:
        logging.getLogger().removeHandler(handler)
        if log is not None:
            log.close()
    return 0


def _play(
    arguments: argparse.Namespace,
    commands: Sequence[Command],
    settings: config.Config,
    engine: Engine,
    lines: Lines,
    log: Log | None,
) -> None:
    try:
        node = LiveNode(
            settings,
            engine,
            lines.say,
            arguments.journal,
            arguments.metrics,
            http_required=bool(arguments.http_port),
            log=log,
        )
    except AudioUnavailable as problem:
        raise AudioUnavailable(
            f"{problem}\nlivenode: to hear it without a sound card: livenode run --demo"
        ) from None
    node.conductor.submit(commands)
    is_plain = arguments.plain or arguments.metrics == STDOUT
    asyncio.run(_until_signal(node, arguments.play, lines, None if is_plain else open_screen()))


async def _until_signal(node: LiveNode, autoplay: bool, lines: Lines, screen: Screen | None) -> None:
    task = asyncio.create_task(node.run(autoplay))
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, task.cancel)
        except NotImplementedError:  # Windows: Ctrl-C arrives as KeyboardInterrupt
            break
    viewer = asyncio.create_task(_show(node, lines, screen)) if screen else None
    try:
        await task
    except asyncio.CancelledError:
        await _end(viewer)
        lines.say("livenode: stopped")
    finally:
        await _end(viewer)


async def _show(node: LiveNode, lines: Lines, screen: Screen) -> None:
    """Show the node from its first block on."""
    while not node.driver.active:
        await asyncio.sleep(LOOK_S)
    lines.cover()
    try:
        while not screen.problem:
            screen.show(snapshot(node, tuple(lines.held)))
            await asyncio.sleep(LOOK_S)
    except Exception as problem:  # the view must not cost the show
        screen.problem = f"the view ended ({type(problem).__name__}: {problem})"
    finally:
        screen.close()
        lines.uncover()
        if screen.problem:
            lines.say(f"livenode: {screen.problem}; the music goes on")


async def _end(viewer: "asyncio.Task[None] | None") -> None:
    if viewer is not None:
        viewer.cancel()
        with suppress(asyncio.CancelledError):
            await viewer
