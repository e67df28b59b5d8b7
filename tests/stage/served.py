"""Four nodes on one served engine beside four local ones; then the server is killed, and comes back.

    python -m tests.stage.served --json
    python -m tests.stage.served --nodes 4 --seconds 60 --workers 2 --engine default

Each node is a process that plays in real time without a sound card. First they play with the engine of their
own, then served: for `--seconds` each. Then the server is killed for half as long, and started again for as
long. Frames of silence are counted in what the parts sounded, from their first riff on.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import numpy as np

from livenode.backends.choice import probe_riff
from livenode.inference.threads import use_one_blas_thread
from livenode.node import load_engine
from livenode.serving.opening import open_served
from tests.serving.rig import serving
from tests.stage.told import tell

SETTLE_S = 6.0  # the first riffs, whose leads are not known yet


def start_nodes(folder: Path, arguments: argparse.Namespace, seconds: float, server: str) -> list:
    """Start the nodes' processes; each writes its figures."""
    command = [sys.executable, "-m", "tests.stage.served_node", "--engine", arguments.engine]
    command += ["--seconds", str(seconds), "--parts", str(arguments.parts), "--server", server]
    files = [folder / f"{server.replace(':', '-')}-{number}.json" for number in range(arguments.nodes)]
    return [(subprocess.Popen([*command, "--out", str(file)]), file) for file in files]


def finished(nodes: list, seconds: float) -> list[dict]:
    """Wait for the nodes; return what each found."""
    for process, _ in nodes:
        assert process.wait(seconds + 60) == 0
    return [json.loads(file.read_text()) for _, file in nodes]


def costs(found: list[dict], begin_s: float, end_s: float) -> dict[str, object]:
    """Return figures of the riffs that came between two times of the wall clock (time.time())."""
    riffs = [
        riff
        for node in found
        for riff in node["riffs"]
        if begin_s <= node["begun_s"] + riff["at_s"] < end_s and riff["at_s"] >= SETTLE_S
    ]
    told: dict[str, object] = {"riffs": len(riffs), "late": sum(riff["late"] for riff in riffs)}
    for name in ("ms", "opening_ms"):
        p50, p99 = np.percentile([riff[name] for riff in riffs], [50, 99]) if riffs else (0.0, 0.0)
        told[f"{name}_p50_p99"] = [round(float(p50), 1), round(float(p99), 1)]
    told["made_by"] = {
        backend: sum(riff["backend"] == backend for riff in riffs)
        for backend in sorted({riff["backend"] for riff in riffs})
    }
    return told


def in_time_after_s(found: list[dict], from_s: float, to_s: float) -> float:
    """Return how long after `from_s` the last riff came that was late, of any node; 0: none was."""
    late = [
        node["begun_s"] + riff["at_s"] - from_s
        for node in found
        for riff in node["riffs"]
        if riff["late"] and from_s <= node["begun_s"] + riff["at_s"] < to_s
    ]
    return round(max(late, default=0.0), 2)


def served_after_s(found: list[dict], from_s: float) -> list[float | None]:
    """Return of each node how long after `from_s` it had its first served riff again."""
    again = [
        min(
            (
                node["begun_s"] + riff["at_s"] - from_s
                for riff in node["riffs"]
                if "served" in riff["backend"] and node["begun_s"] + riff["at_s"] > from_s
            ),
            default=None,
        )
        for node in found
    ]
    return [None if seconds is None else round(seconds, 2) for seconds in again]


def local(folder: Path, arguments: argparse.Namespace) -> dict[str, object]:
    """Play without a server."""
    found = finished(start_nodes(folder, arguments, arguments.seconds, ""), arguments.seconds)
    return costs(found, 0, np.inf) | {"silence_frames": [node["silence_frames"] for node in found]}


def largest_difference(address: str, name: str) -> dict[str, float]:
    """Return by how much a riff of the server's differs at most from one made here, and that it is one."""
    local = load_engine(name, backend="onnx")
    served = open_served(local, address)
    sampling, sounding = probe_riff(local.info)
    there, here = served.perform(sampling, sounding), local.perform(sampling, sounding)
    assert "served" in there.backend
    return {
        "latents": float(np.abs(there.latents - here.latents).max()),
        "audio": float(np.abs(there.audio - here.audio).max()),
    }


def with_server(folder: Path, arguments: argparse.Namespace) -> dict[str, object]:
    """Play served, without the server, and served again."""
    seconds, options = arguments.seconds, ("--workers", str(arguments.workers))
    with serving(*options, engine=arguments.engine) as (process, address):
        difference = largest_difference(address, arguments.engine)
        nodes = start_nodes(folder, arguments, 2.5 * seconds, address)
        time.sleep(seconds + 10)  # they load for some seconds
        process.kill()
        killed_s = time.time()
        process.wait()
    time.sleep(0.5 * seconds)
    with serving("--port", address.rpartition(":")[2], *options, engine=arguments.engine) as (process, _):
        back_s = time.time()
        drain = threading.Thread(target=process.stdout.read, daemon=True)
        drain.start()
        found = finished(nodes, 2.5 * seconds)
        end_s = time.time()
    return {
        "largest_difference": difference,
        "served": costs(found, 0, killed_s),
        "killed": costs(found, killed_s, back_s),
        "in_time_after_kill_s": in_time_after_s(found, killed_s, back_s),
        "back": costs(found, back_s, end_s),
        "served_after_back_s": served_after_s(found, back_s),
        "in_time_after_back_s": in_time_after_s(found, back_s, end_s),
        "silence_frames": [node["silence_frames"] for node in found],
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--engine", default="default")
    parser.add_argument("--nodes", type=int, default=4)
    parser.add_argument("--parts", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    use_one_blas_thread()
    with tempfile.TemporaryDirectory() as name:
        figures = {"engine": arguments.engine, "nodes": arguments.nodes, "parts": arguments.parts}
        tell(
            figures | {"local": local(Path(name), arguments)} | with_server(Path(name), arguments),
            arguments.json,
        )


if __name__ == "__main__":
    main()
