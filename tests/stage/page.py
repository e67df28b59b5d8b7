"""What the page costs: `python -m tests.stage.page --json`, in Chromium without a GPU, at two sizes.

A node plays along with the demo's performer; the page shows its waves, levels, bars and riffs, as often as
the node tells them. It prints updates a second, the share of a core that each kind of Chromium's processes
takes, what the node takes with nobody looking and with the page, and what the console had to complain about.
Without a GPU the process named after it composes the screen on the CPU. Needs Linux.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import tempfile
import time
from collections import Counter
from pathlib import Path

from livenode.node import LiveNode
from livenode.surface import Event
from tests.page.browser import DESKTOP, FLAGS, PHONE, program
from tests.page.performance import performing
from tests.stage.told import tell

SETTLE_S = 6.0
TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")


def family(root: int) -> list[int]:
    """Return a process and all that it started."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (fields := stat(int(entry.name))):
            parents[int(entry.name)] = int(fields[1])
    found = [root]
    for one in found:
        found += [process for process, parent in parents.items() if parent == one]
    return found


def stat(process: int) -> list[str]:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2].split()
    except OSError:
        return []


def kind(process: int) -> str:
    """Return what a process of Chromium is for."""
    words = Path(f"/proc/{process}/cmdline").read_text()
    if "NetworkService" in words:
        return "network"
    found = re.search(r"--type=([a-z-]+)", words)
    return found[1] if found else "browser"


def cpu_s(processes: list[int]) -> Counter[str]:
    """Return the seconds of CPU time taken so far, by kind of process."""
    taken: Counter[str] = Counter()
    for process in processes:
        if fields := stat(process):
            taken[kind(process)] += (int(fields[11]) + int(fields[12])) / TICKS_A_SECOND
    return taken


def look(node: LiveNode, size: tuple[int, int], seconds: float, folder: Path) -> dict[str, object]:
    """Look at the node for some seconds; return the figures."""
    told = count_waves(node)
    errors = folder / f"console-{size[0]}.txt"
    options = [*FLAGS, "--enable-logging=stderr", f"--user-data-dir={folder / str(size[0])}"]
    window = f"--window-size={size[0]},{size[1]}"
    command = [program("chromium"), *options, window, f"http://127.0.0.1:{node.config.http_port}/"]
    with errors.open("w") as console:
        chromium = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=console)
    try:
        time.sleep(SETTLE_S)
        processes, begun, updates = family(chromium.pid), cpu_s(family(chromium.pid)), len(told)
        share = node_share(seconds)
        taken = cpu_s(processes) - begun
        updates = len(told) - updates
    finally:
        chromium.terminate()
        chromium.wait(10)
    percent = {name: round(100 * taken[name] / seconds, 1) for name in taken}
    return {
        "updates_a_second": round(updates / seconds, 1),
        "chromium_percent": round(sum(percent.values()), 1),
        "less_composing_percent": round(sum(percent.values()) - percent.get("gpu-process", 0.0), 1),
        "of_which": percent,
        "node_percent": share,
        "console": [line for line in errors.read_text().splitlines() if "CONSOLE" in line],
    }


def count_waves(node: LiveNode) -> list[Event]:
    """Return a list that grows by each wave the node tells."""
    told: list[Event] = []
    publish = node._publish

    def counted(event: Event) -> None:
        if event.path == "wave":
            told.append(event)
        publish(event)

    node._publish = counted  # type: ignore[method-assign]
    return told


def node_share(seconds: float) -> float:
    """Wait; return the share of a core, in percent, that this process took."""
    begun_s, begun_cpu_s = time.monotonic(), time.process_time()
    time.sleep(seconds)
    return round(100 * (time.process_time() - begun_cpu_s) / (time.monotonic() - begun_s), 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place, performing(Path(place)) as node:
        time.sleep(SETTLE_S)
        figures: dict[str, object] = {"node_alone_percent": node_share(arguments.seconds)}
        for name, size in (("phone", PHONE), ("desktop", DESKTOP)):
            figures[name] = look(node, size, arguments.seconds, Path(place))
        figures["load_average"] = os.getloadavg()[0]
    tell(figures, arguments.json)


if __name__ == "__main__":
    main()
