"""livenode bench: how long a riff takes on this machine, through the path that live uses."""

import argparse
import json
import resource
import subprocess
import sys
import time

import numpy as np

from livenode.cli.arguments import between

RIFF_BPM, RIFF_BARS, RIFF_S = 120.0, 4, 8.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of bench."""
    parser.add_argument("--engine", default="default")
    parser.add_argument("--riffs", type=between(1, 1000, int), default=20)
    parser.add_argument("--steps", type=between(1, 30, int), default=None)
    parser.add_argument("--guidance", type=between(0, 4), default=2.0, help="both strengths")
    parser.add_argument("--json", action="store_true")


def run(arguments: argparse.Namespace) -> int:
    """Print the figures."""
    figures = measure(arguments.engine, arguments.riffs, arguments.steps or 0, arguments.guidance)
    figures["cold_start_s"] = round(cold_start_s(arguments.engine), 2)
    if arguments.json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name:22s} {value}")
    return 0


def measure(engine_name: str, count: int, steps: int, guidance: float) -> dict[str, object]:
    """Make `count` riffs of 8 s in anticipate mode on noise bursts; returns the figures, times in ms."""
    from livenode.generation.context import ContextStore
    from livenode.generation.offline import reader
    from livenode.generation.pipeline import generate
    from livenode.generation.riff import RiffRequest, Settings
    from livenode.inference.threads import use_one_blas_thread
    from livenode.node import SAMPLERATE, load_engine
    from livenode.transport.timeline import Timeline

    use_one_blas_thread()
    engine = load_engine(engine_name)
    timeline = Timeline.start(SAMPLERATE, 0, RIFF_BPM)
    rng = np.random.default_rng(0)
    bars = RIFF_BARS * (count + 3)
    audio = (rng.standard_normal(timeline.bar_frame(bars)) * 0.1).astype(np.float32)
    audio *= np.exp(-(np.arange(len(audio)) % 12_000) / 3000)
    store = ContextStore(engine, reader(audio))
    store.follow(timeline)
    settings = Settings(
        prompt="warm electric bass", guidance_context=guidance, guidance_prompt=guidance, steps=steps
    )
    rows: list[dict[str, float]] = []
    calls = 0
    for number in range(count + 1):
        bar = RIFF_BARS * (number + 2)
        heard_frame = timeline.bar_frame(bar) - SAMPLERATE // 2
        beat = round(timeline.entries[0].frames_per_beat(SAMPLERATE))
        while store.prepare(heard_frame - beat):
            pass
        begun = time.perf_counter()
        while store.prepare(heard_frame):
            pass
        listened = time.perf_counter()
        request = RiffRequest(1, number, timeline, bar, RIFF_BARS, heard_frame, settings)
        riff = generate(engine, store, request)
        total_ms = 1000 * (time.perf_counter() - begun)
        row = {"last_beat_encode": 1000 * (listened - begun), "total": total_ms, **dict(riff.timings_ms)}
        calls = riff.network_calls
        if number:  # the first riff warms up
            rows.append(row)
    return _figures(engine, rows, steps, calls)


def _figures(engine, rows: list[dict[str, float]], steps: int, calls: int) -> dict[str, object]:  # type: ignore[no-untyped-def]
    def middle(name: str) -> float:
        return round(float(np.median([row[name] for row in rows])), 1)

    totals = [row["total"] for row in rows]
    p50, p95, p99 = (round(float(value), 1) for value in np.percentile(totals, [50, 95, 99]))
    return {
        "riff_s": RIFF_S,
        "riffs": len(rows),
        "last_beat_encode_ms": middle("last_beat_encode"),
        "encode_ms": middle("encode"),
        "denoise_ms": middle("denoise"),
        "steps": steps or engine.info.steps_default,
        "network_calls": calls,
        "decode_ms": middle("decode"),
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


def cold_start_s(engine_name: str) -> float:
    """Return the seconds from starting a fresh interpreter until its engine has made its first riff."""
    code = f"from livenode.node import load_engine, warm_up; warm_up(load_engine({engine_name!r}))"
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return time.perf_counter() - begun
