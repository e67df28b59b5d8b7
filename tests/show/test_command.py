"""`livenode replay`: what it writes and what it says, also of folders that are no sets."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import mido
import numpy as np
import pytest

from livenode.backends import choice
from livenode.cli import main
from livenode.show.folder import STEREO_FILES
from tests.show.conftest import SCORE, SECONDS, begun, samples
from tests.stage.day import QuickEngine


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choice, "FakeEngine", QuickEngine)


@pytest.fixture
def folder(performed, tmp_path: Path) -> Path:
    """Return a copy of the set."""
    return Path(shutil.copytree(performed[1], tmp_path / "a-set"))


def test_it_says_that_it_is_the_same(folder, tmp_path, capsys):
    assert main(["replay", str(folder), "--out", str(tmp_path / "out")]) == 0
    said = capsys.readouterr().out
    assert "bit-identical with the recording" in said
    assert said.count("all the same") == 5
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(["input.wav", *STEREO_FILES])


def test_it_says_where_it_is_not(folder, capsys):
    path = folder / "part2.wav"
    with path.open("r+b") as stream:
        stream.seek(92 + 8 * 200_000)
        stream.write(np.float32([0.5, 0.5]).tobytes())
    assert main(["replay", str(folder)]) == 1
    said = capsys.readouterr().out
    assert "part2.wav: " in said and "1 differ, the first at frame 200000" in said
    assert "NOT identical" in said
    assert main(["replay", str(folder)]) == 66  # DIR/replay is there already


def test_stems_lie_on_the_bars_of_the_tempo_map(folder, performed, tmp_path, capsys):
    out = tmp_path / "stems"
    assert main(["replay", str(folder), "--stems", "--out", str(out)]) == 0
    assert "at one frame" in (out / "README.txt").read_text()
    frames = {len(samples(out / name)) for name in ("input.wav", *STEREO_FILES)}
    assert len(frames) == 1
    file = mido.MidiFile(out / "tempo.mid")
    lines, markers, seconds, tempo, meter, left = [0.0], [], 0.0, 500_000, 4.0, 4.0
    for message in file.tracks[0]:
        passed = message.time / file.ticks_per_beat
        while passed > 0:
            step = min(passed, left)
            seconds, passed, left = seconds + step * tempo / 1e6, passed - step, left - step
            if left == 0:
                lines.append(seconds)
                left = meter
        if message.type == "set_tempo":
            tempo = message.tempo
        if message.type == "time_signature":
            meter = left = 4 * message.numerator / message.denominator
        if message.type == "marker":
            markers.append((round(seconds, 2), message.text))
    timeline = performed[0].timeline
    wanted = [timeline.bar_frame(bar) / 48_000 for bar in range(12)]  # from the second start on
    wanted = [line for line in wanted if line < lines[-1] - 1]
    assert len(wanted) >= 2
    assert max(min(abs(line - found) for found in lines) for line in wanted) < 0.001
    assert markers[0][1] == "part/1/prompt grand piano" and abs(markers[0][0] - 6.0) < 0.02
    assert "preset/load jam-bass" in [text for _, text in markers]


def test_with_other_steps_no_likeness_is_claimed(folder, capsys):
    assert main(["replay", str(folder), "--steps", "4"]) == 0
    assert "identical" not in capsys.readouterr().out


@pytest.mark.parametrize("name", ["set.json", "events.jsonl", "input.wav", "before.wav"])
def test_a_file_that_is_missing_is_named(name, folder, capsys):
    (folder / name).unlink()
    assert main(["replay", str(folder)]) == 66
    assert name in capsys.readouterr().err


def test_what_is_no_set_is_told(tmp_path, folder, capsys):
    assert main(["replay", str(tmp_path / "none")]) == 66
    assert main(["replay", str(tmp_path)]) == 66
    (folder / "set.json").write_text("{")
    assert main(["replay", str(folder)]) == 66
    (folder / "set.json").write_text('{"format": 99}')
    assert main(["replay", str(folder)]) == 66
    told = capsys.readouterr().err.splitlines()
    words = ("no such folder", "holds no set.json", "cannot be read", "another livenode")
    assert all(word in line for word, line in zip(words, told, strict=True))


def test_another_engine_than_the_one_that_played_is_told(folder, capsys):
    info = json.loads((folder / "set.json").read_text())
    info["engine"] = {"name": "default", "manifest_sha256": "0" * 64}
    (folder / "set.json").write_text(json.dumps(info))
    assert main(["replay", str(folder)]) == 66
    assert "--engine NAME" in capsys.readouterr().err
    assert main(["replay", str(folder), "--engine", "fake"]) == 0
    assert "identical" not in capsys.readouterr().out


def test_rows_cut_in_the_middle_are_told(folder, capsys):
    events = (folder / "events.jsonl").read_text()
    (folder / "events.jsonl").write_text(events[: len(events) // 2])
    assert main(["replay", str(folder)]) == 0
    said = capsys.readouterr().out
    assert "is torn" in said and "not played again" in said and "bit-identical" in said
    (folder / "events.jsonl").write_text("\n".join(events.splitlines()[:3])[:-4] + "\n" + events)
    assert main(["replay", str(folder)]) == 66


def test_a_set_of_seconds_is_one(tmp_path, capsys):
    virtual = begun(tmp_path)
    folder = virtual.perform(SCORE[:9], 1.5)
    assert main(["replay", str(folder)]) == 0
    assert SECONDS > 1.5 and "bit-identical" in capsys.readouterr().out


@pytest.mark.parametrize(
    "change",
    [
        lambda state: state.pop("lead"),
        lambda state: state.update(values=[["tempo", None, ["fast"]]]),
        lambda state: state.update(values=[["volume", None, [1]]]),
        lambda state: state.update(targets={"gain": 1}),
        lambda state: state.update(parts=[[1, 2]]),
        lambda state: state.update(looper={"begun": None}),
        lambda state: state.update(warm_frame="soon"),
    ],
)
def test_a_state_that_is_none_is_told(change, folder, capsys):
    first, second, *rows = (folder / "events.jsonl").read_text().splitlines(keepends=True)
    row = json.loads(second)
    change(row["state"])
    (folder / "events.jsonl").write_text("".join([first, json.dumps(row) + "\n", *rows]))
    assert main(["replay", str(folder)]) == 66
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_recorded_file_that_is_gone_is_named_and_nothing_is_called_identical(folder, capsys):
    (folder / "part2.wav").unlink()
    (folder / "part3.wav").write_bytes(b"RIFF")
    assert main(["replay", str(folder)]) == 1
    said = capsys.readouterr().out
    assert "part2.wav" in said and "part3.wav" in said and said.count("not compared: ") == 2
    assert "master.wav" in said and "NOT identical" in said
