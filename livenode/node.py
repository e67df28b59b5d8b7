"""The composition root: puts memory, engine, worker, conductor, driver and control server together."""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from livenode import __version__, paths, presets
from livenode.audio import calibration
from livenode.audio.absent import open_driver
from livenode.audio.lasting import LastingDriver
from livenode.audio.portaudio import DEFAULT_BLOCKSIZE
from livenode.backends.choice import open_named
from livenode.clocks import CLOCKS, Clocks
from livenode.config import Config
from livenode.control.gate import kept_token
from livenode.control.rejects import Rejects
from livenode.control.server import ControlOptions, ControlServer
from livenode.figures import riff_made
from livenode.generation.bench import Bench, warm_up
from livenode.generation.clap_prompts import ClapPrompted
from livenode.generation.conductor import Conductor
from livenode.generation.planner import LeadTime, Work
from livenode.generation.wave import Wave
from livenode.generation.worker import ThreadWorker
from livenode.inference.engine import Engine
from livenode.journal import JournalWriter, Start, noted
from livenode.metrics import MetricsWriter
from livenode.midi.ports import System
from livenode.midi.station import Station
from livenode.report import Report
from livenode.rt import layout
from livenode.rt.garbage import frozen_garbage
from livenode.rt.memory import Memory
from livenode.serving.opening import open_served
from livenode.show.about import about
from livenode.show.attendant import Attendant
from livenode.show.log import Log
from livenode.show.moment import machine_clock
from livenode.show.notify import Notifier
from livenode.show.plan import plan_of
from livenode.show.recording import Recording
from livenode.show.state import StateFile
from livenode.sounds import shelf
from livenode.status import unbroken
from livenode.surface import Command, Event

SAMPLERATE = 48_000
TICK_S = 0.005


def load_engine(
    name: str, clap: str = "", threads: int = 1, backend: str = "auto", server: str = "", token: str = ""
) -> Engine:
    """Load an engine by name or folder, ready to run; `fake` needs no weights.

    clap: a file of `livenode train clap`, with which prompts are embedded by CLAP; "" = by the engine's own
    towers. backend: one of BACKENDS. server: HOST:PORT of the one that makes its riffs, and its token.
    Raises BundleError, BackendError, PromptError.
    """
    engine: Engine = open_named(name, backend, threads)
    engine = open_served(engine, server, token) if server else engine
    return ClapPrompted(engine, clap) if clap else engine


def configured_engine(config: Config, name: str) -> Engine:
    """Load an engine as the node's configuration says. Raises what `load_engine` raises."""
    return load_engine(
        name, config.clap, backend=config.backend, server=config.server, token=config.server_token
    )


class LiveNode:
    """The node on a sound card. Thread: control. Real-time safe: no.

    The constructor loads everything and opens the device, or raises with a sentence; `run` plays until
    cancelled. metrics: where a line for each riff goes (`MetricsWriter`). http_required: whether a taken
    HTTP port is an error. midi: the machine's, where it is another than python-rtmidi finds. log: whose
    troubles are told.
    """

    def __init__(
        self,
        config: Config,
        engine: Engine,
        say: Callable[[str], None],
        journal: Path | None = None,
        metrics: str | None = None,
        http_required: bool = False,
        midi: System | None = None,
        log: Log | None = None,
    ) -> None:
        say, plan = unbroken(say), plan_of(config)
        self.memory = Memory(SAMPLERATE, stereo_frames=layout.STEREO_FRAMES)
        self.driver = LastingDriver(self.memory, open_driver(self.memory, config, say), say)
        self.config, self._say = config, say
        self._journal, self._metrics = JournalWriter(journal), MetricsWriter(metrics)
        self._errors = Rejects(time.monotonic, say)
        self._first_engine = engine.info.name
        lead, cost = LeadTime(self.memory), warm_up(engine)
        lead.measured(Work(), cost)
        self._cost = cost
        self.worker = ThreadWorker(Bench(engine, self.memory, lambda name: configured_engine(config, name)))
        self.conductor = Conductor(
            self.memory,
            self.worker,
            engine.info,
            lead,
            journal=self._note,
            open_sound=shelf(config.media),
        )
        folder = Path(config.recordings) if config.recordings else paths.recordings_folder()
        self.recording = Recording(self.conductor, folder, config.name, self._about)
        clocks = {**CLOCKS, "midi": lambda frames, conductor: self.midi.clock}
        self.clocks = Clocks(self.memory, self.conductor, self._trouble, clocks)
        self.midi: Station = self._station(config, midi)
        preset = presets.load(config.preset) if config.preset else None
        self._bindings = preset.midi if preset else ()
        first = [Command("record", None, (1,))] if config.record else []
        first += preset.commands() if preset else []
        if config.midi_clock_out:
            first.append(Command("midi/clock", None, (1,)))
        self.conductor.submit(first)
        self.attendant = Attendant(
            self.conductor,
            self.memory,
            plan,
            StateFile(paths.state_file(config.name)) if config.resume else None,
            Notifier(paths.supervisor()),
            machine_clock,
            say,
        )
        self.attendant.prepare(first)
        self._writers = [each for each in (self._journal, self._metrics, self.attendant, log) if each]
        self.report = Report(
            config.name, self.memory, self.driver, self.conductor, self.attendant, self._problems
        )
        self.server = ControlServer(
            self.conductor,
            _control_options(config, http_required),
            report=self.report.figures,
            calls=self.midi.calls,
        )
        self.conductor.attach(self._publish)
        self._wave = Wave(self.memory)

    async def run(self, autoplay: bool = False) -> None:
        """Play until cancelled; everything is closed afterwards."""
        try:
            await self.server.start()
            self.driver.start()
            round_trip = self._find_round_trip()
            blocksize, frames = self.driver.blocksize or DEFAULT_BLOCKSIZE, self.conductor.round_trip_frames
            self._journal.write(Start(blocksize, *self._cost, round_trip_frames=frames).row())
            info = self.conductor.engine
            where = " and ".join(self.server.addresses())
            pages = "".join(f", HTTP on {address}" for address in self.server.http_addresses())
            self._say(f"livenode {__version__}: {info.words()}")
            self._say(
                f"sound: {self.driver.name}, {self.driver.samplerate} Hz, "
                f"{self.driver.blocksize} frames a block, {round_trip}"
            )
            self._say(
                f"control: OSC on {where}{pages}; send /livenode/transport/play to start, Ctrl-C to quit"
            )
            for line in self.server.qr_lines():
                self._say(line)
            for problem in self.server.problems:
                self._say(f"livenode: {problem}")
            self.midi.begin(self._bindings)
            self.attendant.begin(autoplay)
            with frozen_garbage():
                await self._loop()
        finally:
            self.attendant.end()
            self.driver.close()
            self.worker.close()
            self.clocks.close()
            self.midi.close()
            await self.server.stop()
            self._note_memory()
            self.recording.close()
            self._journal.close()
            self._metrics.close()

    def _publish(self, event: Event) -> None:
        """Tell subscribers; an error also where the node speaks."""
        self.server.publish(event)
        self.midi.heard(event)
        if event.path == "error":
            address, _, text = event.args
            if address == "status":  # each is new, and said once
                self._say(f"livenode: status: {text}")
            else:
                self._errors.count(f"livenode: {address}", str(text))

    def _station(self, config: Config, midi: System | None) -> Station:
        if midi is None and (config.midi_in or config.midi_out):
            from livenode.midi.rtmidi_system import RtMidiSystem  # an extra

            midi = RtMidiSystem(config.name)
        return Station(
            midi,
            config.midi_in,
            config.midi_out,
            self.conductor,
            self.clocks.frames,
            lambda: self.conductor.timeline,
            lambda path, args: self.conductor.board.tell(path, None, args, again=path != "midi/map"),
            self._say,
            config.prefix,
            paths.midi_map_file(),
        )

    def _trouble(self, text: str) -> None:
        """Tell what does not work, here and to subscribers."""
        self.conductor.board.say("error", None, ("sync/source", "not_ready", text))

    def _note(self, row: dict[str, Any]) -> None:
        """Take a row of the journal; a riff's goes to the metrics too."""
        self._journal.write(row)
        self.recording.note(row)
        if "riff" in row and "opening" not in row:
            fallback = self.conductor.values.text("fallback")
            riff = riff_made(row, self.memory.samplerate, fallback)
            self.report.riffs.take(riff)
            self._metrics.write(riff)

    def _note_memory(self) -> None:
        for row in noted(self.memory):
            self._note(row)

    def _about(self, engine: str) -> dict[str, Any]:
        name = self.config.engine if engine == self._first_engine else engine
        return about(self.config, self.conductor.engine.backend, name)

    async def _loop(self) -> None:
        next_report_s = 0.0
        while True:
            self.midi.poll(time.monotonic())
            self.clocks.tick()
            self.conductor.tick(self.memory.frame())
            self.attendant.tick(self.driver.blocksize)
            self._note_memory()
            self.recording.tick()
            if self.server.hears("wave"):
                self._wave.advance(self.conductor.timeline, self._publish)
            now_s = time.monotonic()
            if now_s >= next_report_s:
                next_report_s = now_s + 1.0
                self._report(now_s)
            await asyncio.sleep(TICK_S)

    def _find_round_trip(self) -> str:
        """Take the calibration of the device; returns how to say it. One that is not there yet has none."""
        self._awaits_device = not self.driver.active
        frames, words = calibration.told(paths.calibration_file(), self.driver)
        self.conductor.round_trip_frames = frames
        return words

    def _report(self, now_s: float) -> None:
        if self._awaits_device and self.driver.active:
            self._say(f"sound: {self.driver.name}, {self._find_round_trip()}")
        self.report.tell(now_s)

    def _problems(self) -> list[str]:
        told = (*(writer.problem for writer in self._writers), self.conductor.engine.trouble)
        return [problem for problem in told if problem]


def _control_options(config: Config, http_required: bool) -> ControlOptions:
    return ControlOptions(
        port=config.port,
        http_port=config.http_port,
        http_required=http_required,
        prefix=config.prefix,
        name=config.name,
        feedback=config.feedback,
        lan=config.lan,
        allow=config.allow,
        token=kept_token(paths.token_file()) if config.lan and config.token else "",
        state_file=paths.reply_ports_file(),
        patient=config.wait,
    )
