"""The whole way from nothing to an engine: render, learn, encode, distil, export, evaluate, each in its time.

    livenode train chain --out runs/chain --pieces 400 --jobs 2 --minutes cae=60 denoiser=120

What is finished is written down in `<out>/chain.json` and not done again; a stage that was killed goes on
from its own state. Rendering runs beside the first stages, which begin as soon as there are enough pieces.
"""

import argparse
import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

FIRST_PIECES = 24  # enough for the first stages to begin


@dataclass(frozen=True)
class Job:
    """Where the chain works, with how many processes, pieces and threads, and the minutes of each stage."""

    out: Path
    pieces: int
    jobs: int
    threads: int
    seed: int
    phrases: int
    minutes: dict[str, float]

    @property
    def data(self) -> Path:
        """The folder of pieces."""
        return self.out / "data"

    @property
    def latents(self) -> Path:
        """The folder of encoded pieces."""
        return self.out / "latents"


@dataclass(frozen=True)
class Stage:
    """A module of livenode/training and its words; `limit_s` stops it after its minutes, keeping what it has.

    A `timed` stage is told its minutes. A stage that needs all pieces waits for the rendering to end.
    """

    module: str
    words: Callable[[Job], list[object]]
    minutes: float = 0.0
    timed: bool = True
    needs_all: bool = True


def _learning(job: Job, name: str) -> list[object]:
    found: list[object] = ["--data", job.data, "--out", job.out / name, "--threads", job.threads]
    return found


def _on_latents(job: Job, name: str) -> list[object]:
    return [*_learning(job, name), "--latents", job.latents, "--towers", job.out / "towers"]


STAGES = {
    "render": Stage(
        "data.make",
        lambda job: ["--pieces", job.pieces, "--jobs", job.jobs, "--out", job.data, "--seed", job.seed],
        minutes=60,
        timed=False,
    ),
    "features": Stage(
        "train_features",
        lambda job: [*_learning(job, "features"), "--jobs", job.jobs, "--pieces", job.pieces],
        minutes=30,
        needs_all=False,
    ),
    "cae": Stage(
        "train_cae",
        lambda job: [*_learning(job, "cae"), "--resume", job.out / "features"],
        minutes=60,
        needs_all=False,
    ),
    "encode": Stage(
        "encode",
        lambda job: [
            *("--data", job.data, "--cae", job.out / "cae", "--out", job.latents, "--jobs", job.jobs)
        ],
        minutes=30,
        timed=False,
    ),
    "sentences": Stage(
        "sentences",
        lambda job: [
            *("--data", job.data, "--out", job.out / "sentences.npz"),
            *("--threads", job.threads, "--count", job.phrases),
        ],
        minutes=10,
        timed=False,
    ),
    "towers": Stage(
        "train_towers",
        lambda job: [
            *_learning(job, "towers"),
            *("--latents", job.latents, "--sentences", job.out / "sentences.npz"),
        ],
        minutes=6,
    ),
    "denoiser": Stage("train_denoiser", lambda job: _on_latents(job, "denoiser"), minutes=120),
    "distil": Stage(
        "distill",
        lambda job: [*_on_latents(job, "student"), "--teacher", job.out / "denoiser"],
        minutes=40,
    ),
    "export": Stage(
        "export",
        lambda job: [
            *("--cae", job.out / "cae", "--towers", job.out / "towers", "--denoiser", job.out / "student"),
            *("--out", job.out / "engine", "--steps", 2),
        ],
        minutes=10,
        timed=False,
    ),
    "evaluate": Stage(
        "evaluate",
        lambda job: [
            *("--engine", job.out / "engine", "--data", job.data, "--out", job.out / "evaluate.json"),
            *("--threads", job.threads),
        ],
        minutes=10,
        timed=False,
    ),
}


class Chain:
    """The stages of one job; `run` goes through those that are not finished."""

    def __init__(self, job: Job) -> None:
        self.job, self.record = job, job.out / "chain.json"
        self.done: dict[str, float] = json.loads(self.record.read_text()) if self.record.exists() else {}
        self.running: list[subprocess.Popen] = []

    def run(self) -> int:
        """Run what is left; returns 0 or the exit code of the stage that failed. Leaves no process."""
        try:
            return self._stages()
        finally:
            for process in self.running:
                process.terminate()
                process.wait()

    def _stages(self) -> int:
        rendering = None if "render" in self.done else self.start("render")
        begun = time.monotonic()
        for name, stage in STAGES.items():
            if name == "render" or name in self.done:
                continue
            if rendering and (stage.needs_all or self.pieces() < FIRST_PIECES):
                code = self.wait("render", rendering, begun, None if stage.needs_all else FIRST_PIECES)
                if code:
                    return code
                rendering = None if "render" in self.done else rendering
            started = time.monotonic()
            code = self.wait(name, self.start(name), started)
            if code:
                return code
        return 0

    def pieces(self) -> int:
        """Return how many pieces are there."""
        return sum(1 for _ in self.job.data.glob("[0-9]*/meta.json"))

    def minutes(self, name: str) -> float:
        """Return the time of a stage."""
        return self.job.minutes.get(name, STAGES[name].minutes)

    def start(self, name: str) -> subprocess.Popen:
        """Start a stage, its words printed."""
        stage = STAGES[name]
        words = [str(word) for word in stage.words(self.job)]
        words += ["--minutes", str(self.minutes(name))] if stage.timed else []
        print(f"{name}: {stage.module} {' '.join(words)}", flush=True)
        self.running.append(
            subprocess.Popen([sys.executable, "-m", f"livenode.training.{stage.module}", *words])
        )
        return self.running[-1]

    def wait(self, name: str, process: subprocess.Popen, begun: float, pieces: int | None = None) -> int:
        """Wait for a stage to end, or for `pieces`; one that is not timed is stopped after its minutes."""
        while process.poll() is None:
            time.sleep(0.2)
            if pieces is not None and self.pieces() >= pieces:
                return 0
            if not STAGES[name].timed and time.monotonic() - begun > 60 * self.minutes(name):
                process.terminate()
                process.wait()
                print(
                    f"{name}: stopped after {self.minutes(name):g} min, what is there is used",
                    flush=True,
                )
                if not self.pieces():
                    print(f"{name}: no piece was made in that time, give it more", flush=True)
                    return 1
                return self.finish(name, begun)
        if process.returncode:
            print(
                f"{name}: ended with code {process.returncode}; the same command goes on from here",
                flush=True,
            )
            return process.returncode
        return self.finish(name, begun)

    def finish(self, name: str, begun: float) -> int:
        """Write down that a stage is done, and how long it took."""
        self.done[name] = round(time.monotonic() - begun, 1)
        self.job.out.mkdir(parents=True, exist_ok=True)
        temporary = self.record.with_suffix(".part")
        temporary.write_text(json.dumps(self.done, indent=1) + "\n")
        temporary.replace(self.record)
        return 0


def budget(words: list[str]) -> dict[str, float]:
    """Return minutes by stage from words such as "cae=60". Raises ValueError."""
    found = {}
    for word in words:
        name, _, value = word.partition("=")
        if name not in STAGES or not value:
            raise ValueError(f"{word!r}: give STAGE=MINUTES, the stages are {', '.join(STAGES)}")
        found[name] = float(value)
    return found


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--pieces", type=int, default=400)
    parser.add_argument("--jobs", type=int, default=2, help="processes that render and encode")
    parser.add_argument("--threads", type=int, default=1, help="threads that train")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--phrases", type=int, default=70_000, help="that teach the text tower its words")
    parser.add_argument("--minutes", nargs="*", default=[], metavar="STAGE=MINUTES")
    arguments = parser.parse_args(argv)
    try:
        minutes = budget(arguments.minutes)
    except ValueError as problem:
        parser.error(str(problem))
    given = {
        name: getattr(arguments, name) for name in ("out", "pieces", "jobs", "threads", "seed", "phrases")
    }
    job = Job(**given, minutes=minutes)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    return Chain(job).run()


if __name__ == "__main__":
    sys.exit(main())
