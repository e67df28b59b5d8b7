"""Files that can be opened whenever they are looked at."""

from __future__ import annotations

import os

import numpy as np
import pytest
import soundfile

from livenode.show.wav import HEADER_BYTES, WavWriter, header
from tests.show.conftest import samples

RATE = 48_000


def noise(frames: int, channels: int = 2) -> np.ndarray:
    return np.random.default_rng(1).standard_normal((frames, channels)).astype(np.float32)


def test_what_was_secured_can_be_read_while_more_is_written(tmp_path):
    path, audio = tmp_path / "a.wav", noise(3000)
    writer = WavWriter(path, 2, RATE)
    assert len(samples(path)) == 0
    writer.write(audio[:1000])
    writer.secure()
    writer.write(audio[1000:])
    assert np.array_equal(samples(path), audio[:1000])
    writer.close()
    assert np.array_equal(samples(path), audio)
    assert soundfile.info(path).subtype == "FLOAT"
    assert path.stat().st_size == HEADER_BYTES + audio.nbytes


def test_silence_at_the_end_and_in_the_middle_is_there(tmp_path):
    audio = np.concatenate([noise(500, 1), np.zeros((70_000, 1), np.float32), noise(10, 1)])
    audio = np.concatenate([audio, np.zeros((70_000, 1), np.float32)])[:, 0]
    with WavWriter(tmp_path / "a.wav", 1, RATE) as writer:
        for place in range(0, len(audio), 1000):
            writer.write(audio[place : place + 1000])
    assert np.array_equal(samples(tmp_path / "a.wav")[:, 0], audio)


def test_what_the_disk_did_not_take_whole_is_cut_off(tmp_path):
    writer = WavWriter(tmp_path / "a.wav", 2, RATE)
    writer.write(noise(100))
    writer._file.seek(0, os.SEEK_END)
    writer._file.write(b"\1" * 333)
    writer.close()
    assert (tmp_path / "a.wav").stat().st_size == HEADER_BYTES + 800


@pytest.mark.parametrize("channels", [1, 2])
def test_beyond_four_gigabytes_it_is_rf64(tmp_path, channels):
    frames = (2**32 + 2**20) // (4 * channels)
    path = tmp_path / "long.wav"
    last = noise(100, channels)
    with path.open("wb") as stream:  # a hole: it takes no room
        stream.write(header(channels, RATE, frames))
        stream.seek(HEADER_BYTES + 4 * channels * (frames - 100))
        stream.write(last.tobytes())
    with soundfile.SoundFile(path) as file:
        assert (file.frames, file.channels, file.format, file.subtype) == (frames, channels, "RF64", "FLOAT")
        file.seek(frames - 100)
        assert np.array_equal(file.read(dtype="float32", always_2d=True), last)
    largest = (2**32 - 1 - HEADER_BYTES + 8) // (4 * channels)
    assert header(channels, RATE, largest)[:4] == b"RIFF"
    assert header(channels, RATE, largest + 1)[:4] == b"RF64"
    assert len(header(channels, RATE, frames)) == len(header(channels, RATE, 0)) == HEADER_BYTES


def test_no_file_is_written_over(tmp_path):
    (tmp_path / "a.wav").write_text("mine")
    with pytest.raises(FileExistsError):
        WavWriter(tmp_path / "a.wav", 1, RATE)
    assert (tmp_path / "a.wav").read_text() == "mine"
