from pathlib import Path

import numpy as np
import pytest
import soundfile
from tones import frequency_hz, sine

from livenode.audio.files import AudioFileError, check_output, read_audio, write_wav


@pytest.mark.parametrize("samplerate", [8000, 22_050, 44_100, 48_000, 96_000])
def test_any_rate_is_read_at_48_khz_and_in_tune(tmp_path: Path, samplerate: int) -> None:
    soundfile.write(tmp_path / "a.wav", 0.5 * sine(1000, 2 * samplerate, samplerate), samplerate)
    read = read_audio(tmp_path / "a.wav")
    assert read.audio.dtype == np.float32
    assert abs(len(read.audio) - 96_000) <= 1
    assert read.duration_s == pytest.approx(2, abs=0.001)
    assert (read.source_samplerate, read.source_channels, read.is_silent) == (samplerate, 1, False)
    assert frequency_hz(read.audio, 48_000) == pytest.approx(1000, abs=0.05)


@pytest.mark.parametrize("name", ["a.wav", "a.flac", "a.ogg"])
def test_formats(tmp_path: Path, name: str) -> None:
    soundfile.write(tmp_path / name, 0.5 * sine(1000, 48_000, 48_000), 48_000)
    assert frequency_hz(read_audio(tmp_path / name).audio, 48_000) == pytest.approx(1000, abs=0.05)


def test_channels(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.wav", np.tile([0.1, 0.3, 0.8], (100, 1)), 48_000, subtype="FLOAT")
    assert read_audio(tmp_path / "a.wav").audio == pytest.approx(0.4)
    np.testing.assert_allclose(
        read_audio(tmp_path / "a.wav", 2).audio, np.tile([0.1, 0.3], (100, 1)), rtol=1e-6
    )
    soundfile.write(tmp_path / "b.wav", np.full(100, 0.25), 44_100, subtype="FLOAT")
    assert read_audio(tmp_path / "b.wav", 2).audio.shape[1] == 2
    with pytest.raises(ValueError, match="channels is 3"):
        read_audio(tmp_path / "a.wav", 3)


def test_long_files_are_read_in_pieces_without_a_seam(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.wav", sine(100, 700_000, 44_100), 44_100, subtype="FLOAT")
    audio = read_audio(tmp_path / "a.wav").audio
    np.testing.assert_allclose(audio[1000:-1000], sine(100, len(audio), 48_000)[1000:-1000], atol=0.001)


def test_silence_is_read_and_reported(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.wav", np.zeros(100), 48_000)
    assert read_audio(tmp_path / "a.wav").is_silent


@pytest.mark.parametrize("samplerate", [8000, 44_100, 48_000])
def test_one_sample(tmp_path: Path, samplerate: int) -> None:
    soundfile.write(tmp_path / "a.wav", np.full(1, 0.5), samplerate)
    assert 1 <= len(read_audio(tmp_path / "a.wav").audio) <= 6


def test_what_cannot_be_read_is_said_in_a_sentence(tmp_path: Path) -> None:
    def write(name: str, content: bytes) -> Path:
        (tmp_path / name).write_bytes(content)
        return tmp_path / name

    soundfile.write(tmp_path / "nan.wav", np.array([0.0, np.nan]), 48_000, subtype="FLOAT")
    soundfile.write(tmp_path / "empty.wav", np.zeros(0), 48_000)
    whole = tmp_path / "whole.wav"
    soundfile.write(whole, np.zeros(1000), 48_000)
    cases = {
        tmp_path / "missing.wav": "there is no such file",
        tmp_path: "is a folder",
        write("text.wav", b"hello"): "not an audio file that can be read",
        write("nothing.wav", b""): "not an audio file that can be read",
        write("a.raw", b"1234"): "not an audio file that can be read",
        write("cut.wav", whole.read_bytes()[:20]): "not an audio file|holds no audio",
        tmp_path / "nan.wav": "not finite",
        tmp_path / "empty.wav": "holds no audio",
    }
    for path, sentence in cases.items():
        with pytest.raises(AudioFileError, match=sentence) as error:
            read_audio(path)
        assert str(path) in str(error.value)


def test_a_form_that_would_cost_more_than_its_file(tmp_path: Path) -> None:
    for samplerate, channels, says in ((1, 1, "1000 to 768000"), (48_000, 65, "at most 64")):
        soundfile.write(tmp_path / "a.wav", np.full((9, channels), 0.1), samplerate)
        with pytest.raises(AudioFileError, match=says):
            read_audio(tmp_path / "a.wav")


def test_more_than_two_hours_are_refused_before_they_are_read(tmp_path: Path) -> None:
    with soundfile.SoundFile(tmp_path / "a.flac", "w", 8000, 1) as file:
        for _ in range(122):
            file.write(np.zeros(60 * 8000, np.int16))
    with pytest.raises(AudioFileError, match="is 122.0 minutes long, at most 120 can be read"):
        read_audio(tmp_path / "a.flac")


@pytest.mark.parametrize(("subtype", "tolerance"), [("PCM_24", 2e-7), ("FLOAT", 0)])
def test_what_is_written_reads_back(tmp_path: Path, subtype: str, tolerance: float) -> None:
    audio = np.random.default_rng(1).uniform(-0.9, 0.9, (1000, 2)).astype(np.float32)
    write_wav(tmp_path / "a.wav", audio, subtype=subtype)
    again, samplerate = soundfile.read(tmp_path / "a.wav", dtype="float32")
    assert samplerate == 48_000
    np.testing.assert_allclose(again, audio, atol=tolerance, rtol=0)
    assert [path.name for path in tmp_path.iterdir()] == ["a.wav"]


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_wav(tmp_path / "a.wav", np.full(10, 0.5))
    before = (tmp_path / "a.wav").read_bytes()

    def fail(path: Path, *args: object, **options: object) -> None:
        path.write_bytes(b"half")
        raise OSError("no space left on device")

    monkeypatch.setattr(soundfile, "write", fail)
    with pytest.raises(AudioFileError, match="a.wav: cannot be written .*no space left"):
        write_wav(tmp_path / "a.wav", np.zeros(10))
    assert (tmp_path / "a.wav").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["a.wav"]


def test_an_output_that_cannot_be_is_refused_in_a_sentence(tmp_path: Path) -> None:
    write_wav(tmp_path / "in.wav", np.zeros(10))
    (tmp_path / "link.wav").symlink_to(tmp_path / "in.wav")
    for path, sentence in {
        tmp_path / "in.wav": "is the input too",
        tmp_path / "link.wav": "is the input too",
        tmp_path / "a.mp3": "only WAV files are written",
        tmp_path / "none" / "a.wav": "there is no folder",
    }.items():
        with pytest.raises(AudioFileError, match=sentence):
            check_output(path, [tmp_path / "in.wav"])
    with pytest.raises(ValueError, match="subtype is 'PCM_8'"):
        write_wav(tmp_path / "a.wav", np.zeros(10), subtype="PCM_8")
