"""What a riff cost, as it is kept, counted and written."""

import json
from datetime import UTC, datetime

import pytest

from livenode.figures import Figures, RiffFigures, RiffLog, riff_made
from livenode.metrics import MetricsError, MetricsWriter, metrics_line
from livenode.params import PARAMS, check
from livenode.rt.memory import Memory
from livenode.status import DEGRADED, FAULT, OK, Health, Status

ROW = {
    "frame": 96_000, "riff": 2, "number": 5, "ms": 120.5, "start_bar": 3, "start_frame": 120_000,
    "lead_frames": 24_000, "margin_frames": 4_800, "late": 0, "timings_ms": {"encode": 20.0}, "engine": "e",
}  # fmt: skip
LATE = {**ROW, "late": 1, "margin_frames": -480}
FAILED = {"frame": 1, "riff": 1, "number": 2, "ms": 3.0, "failed": "ValueError: x"}


def test_a_riff_of_the_journal():
    riff = riff_made(ROW, 48_000, "repeat")
    assert (riff.part, riff.number, riff.bar, riff.cost_ms) == (2, 5, 4, 120.5)
    assert (riff.lead_ms, riff.margin_ms, riff.late, riff.fallback) == (500.0, 100.0, False, "")


def test_what_misses_its_bar_names_its_fallback():
    late, failed = (riff_made(row, 48_000, "mute") for row in (LATE, FAILED))
    assert (late.late, late.fallback, late.margin_ms) == (True, "mute", -10.0)
    assert (failed.fallback, failed.bar, failed.failed) == ("mute", 0, "ValueError: x")


def test_a_line_holds_every_field():
    line = json.loads(metrics_line(riff_made(ROW, 48_000, "repeat"), datetime(2026, 1, 2, 3, tzinfo=UTC)))
    assert line["time"] == "2026-01-02T03:00:00.000+00:00"
    assert line["timings_ms"] == {"encode": 20.0}
    assert line["cost_ms"] == 120.5 and line["bar"] == 4 and line["late"] is False


def test_figures_of_the_last_riffs():
    log = RiffLog()
    assert log.figures(0, 0, 0) == RiffFigures()
    for cost in range(100):
        log.take(riff_made({**ROW, "ms": float(cost), "margin_frames": 48 * cost}, 48_000, ""))
    log.take(riff_made({**FAILED, "ms": 50.0}, 48_000, ""))
    figures = log.figures(101, 2, 1)
    assert (figures.cost_p50_ms, figures.cost_p99_ms) == (50.0, 98.0)
    assert (figures.margin_p50_ms, figures.margin_least_ms) == (50.0, 0.0)
    assert (figures.made, figures.late, figures.failed, figures.fallbacks) == (101, 2, 1, 1)


def test_the_counters_row_is_what_the_table_says():
    figures = Figures("n", Status(), 1.5, 3, Memory().counters(), RiffFigures(7, 1, 0, 2, 10.0, 20.0))
    assert check(PARAMS["counters"], figures.row()) == figures.row() == (7, 1, 2, 0, 10.0, 20.0)
    assert json.loads(json.dumps(figures.document(), allow_nan=False))["counters"]["xruns"] == 0


def test_a_file_that_cannot_be_opened_is_told_at_once(tmp_path):
    with pytest.raises(MetricsError, match="--metrics"):
        MetricsWriter(str(tmp_path / "no" / "file"))


def test_health_remembers_half_a_minute():
    health = Health()
    assert health.judge(True) == (OK, "")
    health.observe(100.0, (0, 0, 0), ())
    health.observe(101.0, (2, 0, 0), ())
    assert health.judge(True) == (DEGRADED, "late riffs in 30 s: 2")
    for second in range(102, 131):
        health.observe(second, (2, int(second > 120), 0), ())
    assert health.judge(True) == (DEGRADED, "late riffs in 30 s: 2; lost blocks in 30 s: 1")
    health.observe(131.0, (2, 1, 0), ())
    assert health.judge(True) == (DEGRADED, "lost blocks in 30 s: 1")
    for second in range(132, 160):
        health.observe(second, (2, 1, 0), ())
    assert health.judge(True) == (OK, "")
    assert health.judge(False)[0] == FAULT


def test_a_problem_is_new_once():
    health = Health()
    assert health.observe(1.0, (0, 0, 0), ["no disk"]) == ["no disk"]
    assert health.observe(2.0, (0, 0, 0), ["no disk"]) == []
    assert health.judge(True) == (DEGRADED, "no disk")
