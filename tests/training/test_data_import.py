"""The user's own music: what is read from names and song.toml, how it is cut, and what is refused.

Tiny generated files: a click on every beat, tones that change with the bar.
"""

import json

import numpy as np
import pytest
import soundfile
import torch

from livenode.models.cae import Encoder
from livenode.training.data.import_songs import import_songs
from livenode.training.data.measure_stem import mean_pitch, onsets
from livenode.training.data.song_sheet import SongError, read_sheet, tempo_of_names
from livenode.training.data.songs import read_song, spans_of
from livenode.training.data.stem_names import is_mix, read_stem_name
from livenode.training.encode import encode_piece
from livenode.training.windows import attributes, load_pieces

SAMPLERATE = 48_000


def _clicks(bpm: float, seconds: float, samplerate: int = SAMPLERATE, first_s: float = 0.0) -> np.ndarray:
    """Clicks on every beat from `first_s` on, every fourth louder."""
    audio = np.zeros(round(seconds * samplerate))
    now_s = np.arange(samplerate // 50) / samplerate
    burst = np.random.default_rng(0).standard_normal(len(now_s)) * np.exp(-now_s / 0.005)
    burst /= np.abs(burst).max()
    for beat in range(round((seconds - first_s) * bpm / 60)):
        at = round((first_s + beat * 60 / bpm) * samplerate)
        audio[at : at + len(burst)] += (0.3 if beat % 4 else 0.9) * burst[: len(audio) - at]
    return audio


def _tone(hz: float, seconds: float, samplerate: int = SAMPLERATE) -> np.ndarray:
    now = np.arange(round(seconds * samplerate)) / samplerate
    return 0.2 * sum(np.sin(2 * np.pi * hz * n * now) / n for n in (1, 2, 3))


def _write(folder, files: dict, samplerate: int = SAMPLERATE, sheet: str | None = None):
    folder.mkdir(parents=True)
    for name, audio in files.items():
        with soundfile.SoundFile(folder / name, "w", samplerate, audio.ndim) as file:
            for first in range(0, len(audio), 1 << 14):  # libsndfile crashes on long blocks of Vorbis
                file.write(audio[first : first + (1 << 14)])
    if sheet is not None:
        (folder / "song.toml").write_text(sheet)
    return folder


def _metas(out) -> list[dict]:
    return [json.loads(path.read_text()) for path in sorted(out.glob("[0-9]*/meta.json"))]


@pytest.mark.parametrize(
    ("names", "bpm"),
    [
        (["song_120bpm"], 120),
        (["song", "drums 97.5 BPM.wav"], 97.5),
        (["bpm128-bass"], 128),
        (["take_84_drums.wav"], 84),
        (["song", "drums2.wav"], None),
        (["track_07_bass"], None),
        (["take_999_"], None),
        (["summer 2019"], None),
        (["a_120_x", "b 120bpm"], 120),
    ],
)
def test_tempo_by_name(names, bpm):
    assert tempo_of_names(names) == bpm


def test_names_of_different_tempos_are_refused():
    with pytest.raises(SongError, match="120 .a_120bpm. and 90"):
        tempo_of_names(["a_120bpm", "b_90bpm"])


@pytest.mark.parametrize(
    ("name", "role", "instrument"),
    [
        ("drums", "drum", "drums"),
        ("01_Kick_In", "drum", "kick drum"),
        ("BassDrum", "drum", "kick drum"),
        ("Bass DI", "bass", "electric bass"),
        ("SynthBass2", "bass", "synth bass"),
        ("gtr1", "chord", "electric guitar"),
        ("AcGtr L", "chord", "acoustic guitar"),
        ("keys", "chord", "keys"),
        ("LeadVox", "melody", "vocals"),
        ("backing vocals 2", "chord", "backing vocals"),
        ("808", "drum", "drum machine"),
        ("TenorSax-120bpm", "melody", "saxophone"),
        ("Rhodes", "chord", "electric piano"),
    ],
)
def test_stems_by_name(name, role, instrument):
    said = read_stem_name(name)
    assert (said.role, said.instrument, said.is_known) == (role, instrument, True)


def test_a_name_that_says_nothing_is_taken_as_it_is():
    said = read_stem_name("Zorp_03")
    assert (said.role, said.program, said.instrument, said.is_known) == ("melody", -1, "zorp", False)


def test_mixes_are_known_and_no_stems():
    assert is_mix("Mix") and is_mix("song_master") and is_mix("FullMix") and is_mix("01 mixdown")
    assert not is_mix("remixed bass") and not is_mix("drums")


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        ("bpm = 'fast'", "must be a number"),
        ("bpm = 500", "must be 30 to 300"),
        ("meter = '4'", 'must be like "4/4"'),
        ("meter = '4/3'", "must count"),
        ("bar1 = -1", "0 or more"),
        ("tempo = 120", "tempo is unknown; there are bpm, meter"),
        ("split = 'test'", "must be one of train, heldout"),
        ("[captions]\n'bass.wav' = ''", "empty caption"),
        ("bpm = ", "not TOML"),
    ],
)
def test_sheets_are_checked(tmp_path, sheet, said):
    (tmp_path / "song.toml").write_text(sheet)
    with pytest.raises(SongError, match=said):
        read_sheet(tmp_path)


def test_pieces_are_at_most_48_seconds_and_hold_every_bar():
    for bars, bar_s in ((4, 2.0), (24, 2.0), (25, 2.0), (100, 1.7), (33, 6.0)):
        spans = spans_of(bars, bar_s)
        assert [first for first, _ in spans] == list(np.cumsum([0] + [count for _, count in spans])[:-1])
        assert sum(count for _, count in spans) == bars
        assert max(count for _, count in spans) * bar_s <= 48.0
    assert spans_of(24, 2.0) == [(0, 24)]


@pytest.fixture(scope="module")
def imported(tmp_path_factory):
    """A song of 30 bars of 2 s after a beat of count-in, at 44.1 kHz, the bass in stereo."""
    music, out = tmp_path_factory.mktemp("music"), tmp_path_factory.mktemp("out")
    rate = 44_100
    bass = np.r_[np.zeros(rate // 2), _tone(110, 61, rate)][: round(60.6 * rate)]
    pad = _tone(440, 60.6, rate) * (np.arange(round(60.6 * rate)) > 18.5 * rate)
    files = {
        "drums.wav": _clicks(120, 60.6, rate, 0.5),
        "bass.flac": np.stack([bass, bass], axis=1),
        "pad.ogg": pad,
        "mix.wav": bass,
        "empty.wav": np.zeros(rate),
    }
    sheet = (
        "bpm = 120\nbar1 = 0.5\nkey = 'A minor'\nsplit = 'train'\n[captions]\n'pad.ogg' = ['glassy pad']\n"
    )
    _write(music / "my song", files, rate, sheet)
    (music / "my song" / "notes.txt").write_text("hello")
    import_songs(music, out)
    return music, out


def test_imported_pieces_have_our_form(imported):
    metas = _metas(imported[1])
    assert [(meta["first_bar"], meta["bars"]) for meta in metas] == [(0, 15), (15, 15)]
    for index, meta in enumerate(metas):
        stems = np.load(imported[1] / f"{index:05d}" / "stems.npy")
        assert stems.dtype == np.int16 and stems.shape == (len(meta["stems"]), meta["frames"])
        assert meta["index"] == index and meta["split"] == "train" and meta["key"] == "A minor"
        assert meta["frames"] == 15 * 96_000 and meta["frames_per_bar"] == 96_000
        assert np.abs(stems.sum(axis=0, dtype=np.int32)).max() <= 32767
    assert {stem["file"]: stem["role"] for stem in metas[0]["stems"]} == {
        "drums.wav": "drum",
        "bass.flac": "bass",
        "pad.ogg": "chord",
    }


def test_imported_stems_lie_on_their_bars(imported):
    meta = _metas(imported[1])[0]
    drums = [stem["file"] for stem in meta["stems"]].index("drums.wav")
    audio = np.load(imported[1] / "00000" / "stems.npy")[drums] / 32768
    for bar in range(1, 15):
        line = bar * 96_000
        second_beat = np.abs(audio[line + 24_000 : line + 24_500]).max()
        assert np.abs(audio[line : line + 500]).max() > 2 * second_beat  # bar 1 is where the sheet says
        assert np.abs(audio[line - 2000 : line - 48]).max() < 0.05 * np.abs(audio[line : line + 500]).max()


def test_imported_stems_are_described(imported):
    stems = {stem["file"]: stem for stem in _metas(imported[1])[0]["stems"]}
    assert 3.5 <= stems["drums.wav"]["notes_per_bar"] <= 4.5 and stems["drums.wav"]["drum"]
    assert stems["bass.flac"]["mean_pitch"] == pytest.approx(45, abs=0.5)
    assert stems["pad.ogg"]["mean_pitch"] == pytest.approx(69, abs=0.5)
    assert stems["pad.ogg"]["captions"] == ["glassy pad"] and stems["pad.ogg"]["rest_bars"] == [[0, 9]]
    assert stems["pad.ogg"]["activity"] > 0.9
    assert len(stems["bass.flac"]["captions"]) == 4
    assert any("bass" in caption for caption in stems["bass.flac"]["captions"])
    assert not [text for stem in stems.values() for text in stem["captions"] if text != text.strip()]
    assert max(stem["rms_db"] for stem in stems.values()) < -15


def test_balance_between_stems_is_kept(imported):
    stems = {stem["file"]: stem for stem in _metas(imported[1])[1]["stems"]}
    assert stems["bass.flac"]["rms_db"] == pytest.approx(stems["pad.ogg"]["rms_db"], abs=0.3)


def test_imported_pieces_train_like_ours(imported, tmp_path):
    _, out = imported
    encoder = {f"encoder.{name}": value for name, value in Encoder().state_dict().items()}
    torch.save({"average": encoder}, tmp_path / "state.pt")
    (tmp_path / "latents").mkdir()
    encode_piece((out / "00000", tmp_path / "state.pt", tmp_path / "latents", 0.0))
    pieces = load_pieces(out, tmp_path / "latents", "train")
    assert len(pieces) == 1 and pieces[0].stem_latents.shape[0] == 3
    assert all(0 <= attributes(stem, 4.0)["density"] <= 1 for stem in pieces[0].meta["stems"])


def test_what_is_not_used_is_said_and_nothing_is_made_twice(imported, capsys):
    music, out = imported
    song, notes = read_song(music / "my song")
    said = " | ".join(notes)
    assert song.files == ("bass.flac", "drums.wav", "pad.ogg")
    for words in (
        "notes.txt: no audio file",
        "mix.wav: named as the mix",
        "empty.wav: silent",
        "before bar 1",
    ):
        assert words in said
    before = (out / "00001" / "stems.npy").stat().st_mtime_ns
    assert import_songs(music, out) == 0
    assert "bars 16 to 30 are there already" in capsys.readouterr().out
    assert (out / "00001" / "stems.npy").stat().st_mtime_ns == before


def test_new_songs_are_numbered_after_what_is_there(tmp_path, capsys):
    files = {"drums.wav": _clicks(120, 8), "bass.wav": _tone(55, 8)}
    _write(tmp_path / "music" / "one_120bpm", files)
    import_songs(tmp_path / "music", tmp_path / "out")
    before = (tmp_path / "out" / "00000" / "stems.npy").read_bytes()
    _write(tmp_path / "music" / "a new one_120bpm", files)
    import_songs(tmp_path / "music", tmp_path / "out")
    assert [meta["song"] for meta in _metas(tmp_path / "out")] == ["one_120bpm", "a new one_120bpm"]
    assert (tmp_path / "out" / "00000" / "stems.npy").read_bytes() == before
    assert "120 bpm by name, 4/4, bar 1 at 0.000 s" in capsys.readouterr().out


def test_a_tempo_that_nobody_says_is_heard(tmp_path):
    folder = _write(
        tmp_path / "song", {"drums.wav": _clicks(110, 30, first_s=0.4), "bass.wav": _tone(55, 30)}
    )
    song, notes = read_song(folder)
    assert song.bpm == pytest.approx(110, rel=0.01)
    assert any("estimated" in note and "song.toml" in note for note in notes)


def test_one_refused_song_does_not_stop_the_others(tmp_path, capsys):
    music = tmp_path / "music"
    good = {"drums.wav": _clicks(120, 8), "bass.wav": _tone(55, 8)}
    _write(music / "b good 120bpm", good)
    _write(music / "a lonely 120bpm", {"drums.wav": good["drums.wav"]})
    _write(music / "c short 120bpm", {name: audio[:SAMPLERATE] for name, audio in good.items()})
    _write(music / "d still", {"a.wav": _tone(55, 8), "b.wav": _tone(110, 8)})
    _write(music / "e typo 120bpm", good, sheet="[captions]\n'bas.wav' = 'bass'")
    (music / "f broken 120bpm").mkdir()
    (music / "f broken 120bpm" / "drums.wav").write_bytes(b"RIFFnothing")
    with pytest.raises(SongError, match="5 of 6 songs were refused"):
        import_songs(music, tmp_path / "out")
    out = capsys.readouterr().out
    for words in (
        "a lonely 120bpm: 1 stems that can be used, 2 are needed",
        "c short 120bpm: 0 whole bars, 4 are needed",
        "d still: no tempo is said nor heard; write bpm in song.toml",
        "captions for bas.wav, and there is no such file",
        "drums.wav: not an audio file that can be read",
        "1 pieces made",
    ):
        assert words in out
    assert [meta["song"] for meta in _metas(tmp_path / "out")] == ["b good 120bpm"]


@pytest.mark.parametrize("where", ["nowhere", ""])
def test_no_songs_are_an_error(tmp_path, where):
    soundfile.write(tmp_path / "drums.wav", np.zeros(100), SAMPLERATE)
    with pytest.raises(SongError, match="no such folder" if where else "a folder of its own"):
        import_songs(tmp_path / where, tmp_path / "out")


def test_onsets_and_pitch_are_measured():
    assert onsets(_clicks(120, 10), SAMPLERATE) == pytest.approx(20, abs=1)
    assert onsets(np.zeros(SAMPLERATE), SAMPLERATE) == 0
    assert mean_pitch(_tone(220, 2), SAMPLERATE) == pytest.approx(57, abs=0.1)
    assert mean_pitch(np.zeros(SAMPLERATE), SAMPLERATE) == 0.0
