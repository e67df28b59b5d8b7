"""livenode doctor: what this machine can do, on one page, before the show."""

import argparse
import json
import os
import platform
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from livenode import __version__, config, paths, presets
from livenode.audio import calibration
from livenode.audio.devices import AudioUnavailable, DeviceError
from livenode.audio.portaudio import PortAudioDriver
from livenode.cli.arguments import DEVICE_KEYS, add_backend, add_device, add_preset, between, bpm
from livenode.generation.bench import warm_up
from livenode.inference.engine import Engine
from livenode.inference.threads import use_one_blas_thread
from livenode.node import SAMPLERATE, load_engine
from livenode.params import PARTS
from livenode.rehearsal import Rehearsal, rehearse
from livenode.rt.memory import Memory
from livenode.surface import Command
from livenode.verdict import Setting, Verdict, advice, judge, shortest_safe

STEPS = (1, 2, 4, 8)
BUSY_LOAD = 0.7  # of the cores, over the last minute
GOVERNOR = Path("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor")


@dataclass(frozen=True)
class Finding:
    """A line of the page: what was looked at, what was found, and what to do about it, "" for nothing."""

    what: str
    found: str
    remedy: str = ""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of doctor."""
    parser.add_argument(
        "--rehearse", type=between(0.1, 600), default=1.0, metavar="MINUTES", help="how long (1), unheard"
    )
    parser.add_argument("--engine", default="default", help="name in engines/, a folder, or fake")
    parser.add_argument(
        "--parts", type=between(1, len(PARTS), int), default=2, help="that play by themselves"
    )
    parser.add_argument("--bars", type=int, choices=(1, 2, 4, 8), default=2, help="of a riff")
    parser.add_argument("--bpm", type=bpm, default=120.0, help="that it is rehearsed at")
    parser.add_argument("--steps", type=between(0, 30, int), default=0, help="0: the engine's own")
    add_preset(parser)
    parser.add_argument("--json", action="store_true", help="one line of figures")
    add_device(parser)
    add_backend(parser)


def run(arguments: argparse.Namespace) -> int:
    """Look, rehearse, and print the page; 1 where the machine does not keep up."""
    use_one_blas_thread()
    given = {key: getattr(arguments, key) for key in (*DEVICE_KEYS, "backend")}
    settings = config.load(arguments.config, paths.config_file(), **given)
    engine = load_engine(arguments.engine, settings.clap, backend=settings.backend)
    memory = Memory(SAMPLERATE)
    driver, sound = open_sound(memory, settings)
    try:
        noted = rehearse(engine, memory, driver, _commands(arguments), 60 * arguments.rehearse)
        sound = sound if driver is None else told_sound(driver, noted)
    finally:
        if driver is not None:
            driver.close()
    findings = [machine(), sound, *scheduling(), told_engine(engine)]
    return _page(arguments, engine, findings, noted)


def open_sound(memory: Memory, settings: config.Config) -> tuple[PortAudioDriver | None, Finding]:
    """Open the sound card, or say why there is none."""
    try:
        return PortAudioDriver.of(memory, settings), Finding("sound", "")
    except (AudioUnavailable, DeviceError, config.ConfigError) as problem:
        return None, Finding("sound", "rehearsed without a sound card", str(problem))


def told_sound(driver: PortAudioDriver, noted: Rehearsal) -> Finding:
    """Say what the device does, after the rehearsal."""
    frames, round_trip = calibration.told(paths.calibration_file(), driver)
    found = (
        f"{driver.name}, {driver.samplerate} Hz, {driver.blocksize} frames a block, {round_trip}, "
        f"{noted.xruns_an_hour:.0f} xruns an hour"
    )
    if noted.xruns:
        return Finding("sound", found, f"a larger block: --blocksize {2 * driver.blocksize}")
    return Finding(
        "sound", found, "" if frames or not driver.input_name else "measure it: livenode calibrate"
    )


def machine() -> Finding:
    """Say what the machine is, and whether it is busy or saving power."""
    cores = os.cpu_count() or 1
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    governor = GOVERNOR.read_text("ascii").strip() if GOVERNOR.is_file() else ""
    found = f"{platform.system()} {platform.machine()}, {cores} cores, load {load:.1f}"
    remedies = []
    if load > BUSY_LOAD * cores:
        remedies.append("close what else is running")
    if governor == "powersave":
        remedies.append("choose the performance governor: sudo cpupower frequency-set -g performance")
    return Finding("machine", found, "; ".join(remedies))


def scheduling() -> list[Finding]:
    """Say what the system permits; nothing where it does not tell."""
    try:
        import resource
    except ImportError:
        return []
    if not hasattr(resource, "RLIMIT_RTPRIO"):
        return []
    priority, locked = (
        resource.getrlimit(kind)[0] for kind in (resource.RLIMIT_RTPRIO, resource.RLIMIT_MEMLOCK)
    )
    permitted = os.geteuid() == 0 or priority != 0
    found = (
        f"real-time priority {'permitted' if permitted else 'not permitted'}, "
        f"memory lock {'unlimited' if locked == resource.RLIM_INFINITY else f'{locked >> 20} MB'}"
    )
    remedy = "so that JACK can run in real time: add yourself to the group audio, and log in again"
    return [Finding("scheduling", found, "" if permitted else remedy)]


def told_engine(engine: Engine) -> Finding:
    """Say what makes the riffs, on what and why."""
    info = engine.info
    remedy = "" if info.grade != "draft" else "its quality is a draft: rehearse with it before a show"
    return Finding("engine", f"{info.words()}, {info.steps_default} steps", remedy)


def _commands(arguments: argparse.Namespace) -> list[Command]:
    loaded = presets.load(arguments.preset).commands() if arguments.preset else []
    return [
        *loaded,
        Command("tempo", None, (arguments.bpm,)),
        Command("bars", None, (arguments.bars,)),
        Command("steps", None, (arguments.steps,)),
        *(Command("part/<p>/auto", part, (int(part <= arguments.parts),)) for part in PARTS),
    ]


def _page(arguments: argparse.Namespace, engine: Engine, findings: list[Finding], noted: Rehearsal) -> int:
    setting = Setting(arguments.parts, arguments.bars, arguments.bpm)
    steps = arguments.steps or engine.info.steps_default
    counts = sorted({steps, *(count for count in STEPS if count <= engine.info.steps_max)})
    safe = {count: shortest_safe(warm_up(engine, count), setting) for count in counts}
    verdict = judge(noted.costs, setting) if noted.costs else None
    changes = advice(verdict, setting, safe, steps) if verdict else ["a longer rehearsal: no riff was made"]
    changes += [f"{finding.what}: {finding.remedy}" for finding in findings if finding.remedy]
    if arguments.json:
        figures = {key: value for key, value in asdict(noted).items() if key != "costs"}
        print(
            json.dumps({**figures, "verdict": verdict and asdict(verdict), "safe": safe, "change": changes})
        )
    else:
        for line in _lines(findings, noted, setting, safe, changes):
            print(line)
        print(_last_line(verdict, noted))
    return 0 if verdict and verdict.keeps_up and not noted.fallbacks else 1


def _last_line(verdict: Verdict | None, noted: Rehearsal) -> str:
    if verdict is None:
        return "nothing can be said: no riff was made"
    broken = f"; but {noted.fallbacks} riffs were missing here: something else took the machine"
    return verdict.words() + (broken if verdict.keeps_up and noted.fallbacks else "")


def _lines(
    findings: list[Finding],
    noted: Rehearsal,
    setting: Setting,
    safe: dict[int, int | None],
    changes: list[str],
) -> list[str]:
    lines = [
        f"livenode {__version__}",
        *(f"{finding.what + ':':12s} {finding.found}" for finding in findings),
    ]
    lines.append(
        f"rehearsal:   {noted.seconds:.0f} s, {setting.parts} parts, riffs of {setting.bars} bars, "
        f"{setting.bpm:g} bpm: {noted.riffs} riffs, {noted.late} late, {noted.fallbacks} fallbacks"
    )
    if noted.costs:
        lines.append(
            f"             first bar after {median(cost.opening_ms for cost in noted.costs):.0f} ms, "
            f"heard up to {median(noted.leads_ms):.0f} ms before it sounds, "
            f"{min(noted.margins_ms):.0f} ms to spare at the least; "
            f"control late by {noted.tick_late_ms:.1f} ms (p99)"
        )
    for steps, bars in safe.items():
        words = "none is safe" if bars is None else f"riffs of {bars} bar{'s' * (bars > 1)} or more"
        lines.append(f"safe here:   {steps} steps: {words}")
    return [*lines, *(f"change:      {change}" for change in changes)]
