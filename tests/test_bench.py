"""livenode bench measures what is asked for, a line each, and what it says can be read by programs."""

import json

from livenode import cli


def test_every_combination_of_steps_and_takes_is_a_line(capsys):
    assert cli.main("bench --engine fake --riffs 2 --steps 1 2 --takes 1 4 --json".split()) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["steps"], row["takes"]) for row in rows] == [(1, 1), (1, 4), (2, 1), (2, 4)]
    for row in rows:
        assert row["backend"] == "fake" and row["riffs"] == 2 and row["cold_start_s"] > 0
        stages = [row[f"{stage}_ms"] for stage in ("last_beat_encode", "encode", "denoise", "decode")]
        assert 0 < sum(stages) <= 1.5 * row["total_p50_ms"] and row["total_p50_ms"] <= row["total_p99_ms"]


def test_a_backend_that_cannot_run_is_told_in_a_sentence(capsys):
    assert cli.main(["bench", "--backend", "onnx:coreml", "--riffs", "2"]) == 69
    assert "on a Mac" in capsys.readouterr().err
