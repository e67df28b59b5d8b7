"""What the node counts in Prometheus' text format (version 0.0.4). Pure functions. Thread: any."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from livenode import __version__
from livenode.figures import Figures
from livenode.status import DEGRADED, FAULT, OK

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

Samples = dict[tuple[tuple[str, str], ...], float]


@dataclass(frozen=True)
class Family:
    """One metric. `samples`: its values, by their labels; a plain number has none."""

    name: str
    kind: str  # counter or gauge
    doc: str
    samples: Callable[[Figures], Samples | float]


def _info(figures: Figures) -> Samples:
    status = figures.status
    labels = {"name": figures.name, "version": __version__, "device": status.device}
    labels |= {"engine": status.engine, "backend": status.backend, "quality": status.quality}
    return {tuple(labels.items()): 1}


def _status(figures: Figures) -> Samples:
    return _one_of("status", figures.status.status, (OK, DEGRADED, FAULT))


def _one_of(label: str, word: str, words: Sequence[str]) -> Samples:
    return {((label, each),): float(each == word) for each in words}


def _xruns(figures: Figures) -> Samples:
    kinds = ("input_underflow", "input_overflow", "output_underflow", "output_overflow")
    return {(("kind", kind),): getattr(figures.counters, kind) for kind in kinds}


def _peaks(figures: Figures) -> Samples:
    counters = figures.counters
    return {(("signal", "input"),): counters.input_peak, (("signal", "output"),): counters.output_peak}


def _costs(figures: Figures) -> Samples:
    riffs = figures.riffs
    return {
        (("quantile", "0.5"),): riffs.cost_p50_ms / 1000,
        (("quantile", "0.99"),): riffs.cost_p99_ms / 1000,
    }


def _margins(figures: Figures) -> Samples:
    riffs = figures.riffs
    return {
        (("quantile", "0"),): riffs.margin_least_ms / 1000,
        (("quantile", "0.5"),): riffs.margin_p50_ms / 1000,
    }


# fmt: off
FAMILIES = (
    Family("info", "gauge", "What plays: always 1.", _info),
    Family("status", "gauge", "1 for the status that holds.", _status),
    Family("uptime_seconds", "gauge", "Seconds since the start.", lambda f: f.uptime_s),
    Family("bar", "gauge", "The bar, from 1; 0 while stopped.", lambda f: f.bar),
    Family("cpu_ratio", "gauge", "Share of a block's time that the callback takes.", lambda f: f.status.cpu),
    Family("samplerate_hz", "gauge", "Frames a second of the device.", lambda f: f.status.samplerate),
    Family("block_frames", "gauge", "Frames of a block.", lambda f: f.status.blocksize),
    Family("peak_ratio", "gauge", "Peak amplitude, full scale is 1.", _peaks),
    Family("frames_total", "counter", "Frames played.", lambda f: f.counters.frame),
    Family("callbacks_total", "counter", "Blocks played.", lambda f: f.counters.callbacks),
    Family("xruns_total", "counter", "Blocks that the device lost.", _xruns),
    Family("nonfinite_total", "counter", "Values that were no numbers and were silenced.",
           lambda f: f.counters.nonfinite),
    Family("late_write_frames_total", "counter", "Frames written too late to sound.",
           lambda f: f.counters.late_write_frames),
    Family("riffs_total", "counter", "Riffs made.", lambda f: f.riffs.made),
    Family("riffs_late_total", "counter", "Riffs that missed their bar.", lambda f: f.riffs.late),
    Family("riffs_failed_total", "counter", "Riffs that could not be made.", lambda f: f.riffs.failed),
    Family("fallbacks_total", "counter", "Times the fallback sounded.", lambda f: f.riffs.fallbacks),
    Family("riff_cost_seconds", "gauge", "From the request of a riff to its result, of the last riffs.",
           _costs),
    Family("riff_margin_seconds", "gauge", "How early the last riffs came; quantile 0 is the least.",
           _margins),
    Family("device_losses_total", "counter", "Times the sound device has gone.", lambda f: f.device_losses),
    Family("hours", "gauge", "1 for the state that holds: whether the show is open.",
           lambda f: _one_of("state", f.attended.hours, ("open", "opening", "closing", "closed"))),
    Family("attract", "gauge", "1 for the state that holds, of attract mode.",
           lambda f: _one_of("state", f.attended.attract, ("off", "waiting", "attracting"))),
    Family("silences_total", "counter", "Times there was no sound although the transport rolled.",
           lambda f: f.attended.silences),
    Family("silent_seconds", "gauge", "For how long there is no sound, although it rolls.",
           lambda f: f.attended.silent_s),
    Family("watchdog_fed_total", "counter", "Times the service manager's watchdog was fed.",
           lambda f: f.attended.watchdog_fed),
    Family("state_saves_total", "counter", "Times the state was kept on disk.", lambda f: f.attended.saves),
)
# fmt: on


def exposition(figures: Figures) -> str:
    """Return all figures as Prometheus reads them."""
    return "".join(line + "\n" for family in FAMILIES for line in _lines(family, figures))


def _lines(family: Family, figures: Figures) -> list[str]:
    name, samples = f"livenode_{family.name}", family.samples(figures)
    rows = samples.items() if isinstance(samples, dict) else [((), samples)]
    head = [f"# HELP {name} {family.doc}", f"# TYPE {name} {family.kind}"]
    return head + [f"{name}{_labels(labels)} {value}" for labels, value in rows]


def _labels(labels: tuple[tuple[str, str], ...]) -> str:
    if not labels:
        return ""
    return "{" + ",".join(f'{name}="{_escaped(value)}"' for name, value in labels) + "}"


def _escaped(value: str) -> str:
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
