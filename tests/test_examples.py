"""The examples of the docs run as they stand, with the engine that comes with livenode."""

import runpy
from pathlib import Path

import numpy as np
import pytest
import soundfile

EXAMPLES = sorted((Path(__file__).parents[1] / "docs" / "examples").glob("*.py"))
BEAT = 24_000  # frames, at 120 bpm


@pytest.fixture
def studio(tmp_path, monkeypatch):
    """A folder with a guitar of eight bars in it: chords on the beats."""
    notes = 220 * 2 ** (np.asarray([0, 4, 7]) / 12)
    time = np.arange(BEAT) / 48_000
    beat = np.sin(2 * np.pi * notes[:, None] * time).sum(0) * np.exp(-5 * time) * 0.1
    soundfile.write(tmp_path / "guitar.wav", np.tile(beat, 32).astype(np.float32), 48_000)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_of_the_docs_runs_and_its_files_sound(example, studio):
    runpy.run_path(str(example), run_name="__main__")
    made = [path for path in studio.rglob("*.wav") if path.name != "guitar.wav"]
    assert made
    for path in made:
        audio, samplerate = soundfile.read(path)
        assert samplerate == 48_000 and audio.shape[1] == 2
        assert np.isfinite(audio).all() and np.abs(audio).max() > 1e-3, path
