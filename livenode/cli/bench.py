"""livenode bench: how long a riff takes on this machine, through the path that live uses."""

import argparse
import itertools
import json
import resource
import subprocess
import sys
import time

import numpy as np

from livenode.cli.arguments import add_backend, between

RIFF_BPM, RIFF_BARS, RIFF_S = 120.0, 4, 8.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of bench."""
    parser.add_argument("--engine", default="default", help="name in engines/, a folder, or fake")
    parser.add_argument("--riffs", type=between(1, 1000, int), default=20, help="how many are timed")
    parser.add_argument("--steps", type=between(1, 30, int), nargs="+", default=[0], help="each in turn")
    parser.add_argument(
        "--takes", type=between(1, 8, int), nargs="+", default=[1], help="at once, each in turn"
    )
    parser.add_argument("--guidance", type=between(0, 4), default=2.0, help="both strengths")
    parser.add_argument(
        "--gap-ms", type=between(0, 10_000), default=0.0, help="idle time before each riff, as between bars"
    )
    parser.add_argument("--json", action="store_true", help="one line a measurement")
    add_backend(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the figures; with a backend other than onnx, those of onnx on this machine beside them."""
    from livenode.node import load_engine

    wanted = arguments.backend or "auto"
    backends = [wanted] if wanted in ("auto", "onnx") else [wanted, "onnx"]
    for backend in backends:
        load_engine(arguments.engine, backend=backend)  # or say why not, before anything is timed
        cold_s = cold_start_s(arguments.engine, backend)
        for steps, takes in itertools.product(arguments.steps, arguments.takes):
            figures = measure(arguments, backend, steps, takes) | {"cold_start_s": round(cold_s, 2)}
            if arguments.json:
                print(json.dumps(figures), flush=True)
            else:
                print("\n".join(f"{name:22s} {value}" for name, value in figures.items()), flush=True)
    return 0


def measure(arguments: argparse.Namespace, backend: str, steps: int, takes: int) -> dict[str, object]:
    """Make riffs of 8 s in anticipate mode on noise bursts; returns the figures, times in ms."""
    from livenode.generation.context import ContextStore, reader
    from livenode.generation.pipeline import generate
    from livenode.generation.riff import Prompt, RiffRequest, Settings
    from livenode.inference.threads import use_one_blas_thread
    from livenode.node import SAMPLERATE, load_engine
    from livenode.transport.timeline import Timeline

    use_one_blas_thread()
    engine = load_engine(arguments.engine, backend=backend)
    count, guidance = arguments.riffs, arguments.guidance
    timeline = Timeline.start(SAMPLERATE, 0, RIFF_BPM)
    rng = np.random.default_rng(0)
    bars = RIFF_BARS * (count + 3)
    audio = (rng.standard_normal(timeline.bar_frame(bars)) * 0.1).astype(np.float32)
    audio *= np.exp(-(np.arange(len(audio)) % 12_000) / 3000)
    store = ContextStore(engine, reader(audio))
    store.follow(timeline)
    settings = Settings(
        prompt=Prompt("warm electric bass"),
        guidance_context=guidance,
        guidance_prompt=guidance,
        steps=steps,
        takes=takes,
    )
    rows: list[dict[str, float]] = []
    opened_s: list[float] = []
    calls = 0
    for number in range(count + 1):
        bar = RIFF_BARS * (number + 2)
        heard_frame = timeline.bar_frame(bar) - SAMPLERATE // 2
        beat = round(timeline.entries[0].frames_per_beat(SAMPLERATE))
        while store.prepare(heard_frame - beat):
            pass
        rest_until = time.perf_counter() + arguments.gap_ms / 1000
        while time.perf_counter() < rest_until:
            time.sleep(0.02)
            engine.idle()
        begun = time.perf_counter()
        while store.prepare(heard_frame):
            pass
        listened = time.perf_counter()
        request = RiffRequest(1, number, timeline, bar, RIFF_BARS, heard_frame, settings)
        riff = generate(engine, store, request, opened=lambda _: opened_s.append(time.perf_counter()))
        total_ms = 1000 * (time.perf_counter() - begun)
        row = {"last_beat_encode": 1000 * (listened - begun), "total": total_ms, **dict(riff.timings_ms)}
        row["first_bar"] = 1000 * (opened_s[-1] - begun)
        calls = riff.network_calls
        if number:  # the first riff warms up
            rows.append(row)
    asked = {"takes": takes, "gap_ms": arguments.gap_ms}
    return _figures(engine, rows, steps, calls) | asked | _card(engine)


def _figures(engine, rows: list[dict[str, float]], steps: int, calls: int) -> dict[str, object]:  # type: ignore[no-untyped-def]
    stages = ("last_beat_encode", "encode", "denoise", "decode", "first_bar")
    times = {name: np.percentile([row[name] for row in rows], [50, 99]) for name in stages}
    middle = {f"{name}_ms": round(float(p50), 2) for name, (p50, _) in times.items()}
    worst = {f"{name}_p99_ms": round(float(p99), 2) for name, (_, p99) in times.items()}
    totals = [row["total"] for row in rows]
    p50, p95, p99 = (round(float(value), 2) for value in np.percentile(totals, [50, 95, 99]))
    return {
        "riff_s": RIFF_S,
        "riffs": len(rows),
        **middle,
        **worst,
        "steps": steps or engine.info.steps_default,
        "network_calls": calls,
        "total_p50_ms": p50,
        "total_p95_ms": p95,
        "total_p99_ms": p99,
        "realtime_factor": round(1000 * RIFF_S / p50, 1),
        "threads": engine.info.threads,
        "backend": engine.info.backend,
        "engine": engine.info.name,
        "quality": engine.info.grade,
        "rss_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
    }


def _card(engine) -> dict[str, object]:  # type: ignore[no-untyped-def]
    """Return the card and what it holds, where the engine is on one."""
    if engine.info.backend not in ("torch", "tensorrt"):
        return {}
    from livenode.backends.torch_backend import card_figures

    return card_figures()


def cold_start_s(engine_name: str, backend: str) -> float:
    """Return the seconds from starting a fresh interpreter until its engine has made its first riff."""
    load = f"load_engine({engine_name!r}, backend={backend!r})"
    code = f"from livenode.node import load_engine, warm_up; warm_up({load})"
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return time.perf_counter() - begun
