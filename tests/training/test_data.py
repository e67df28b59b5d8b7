"""The data recipe: what a piece holds, that it lies on its bar grid, and that a seed fixes it.

Needs mma, libfluidsynth and both soundfonts, and fails where they are missing.
"""

import json
import random
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from livenode.training.data.arrange import Part
from livenode.training.data.captions import caption_parts, draw_captions
from livenode.training.data.effects import draw_effects
from livenode.training.data.grooves import Groove, load_catalogue, scan, split_of
from livenode.training.data.instruments import GUITARS, PROGRAM_NAMES, ROLES, sound_names
from livenode.training.data.levels import draw_levels, heard, rms_db, turn_down
from livenode.training.data.make import make, make_piece
from livenode.training.data.notes import Note
from livenode.training.data.piece import bars_that_fit, compose, draw_bpm
from livenode.training.data.play import keep_active
from livenode.training.data.progression import LOOP_BARS, draw_progression
from livenode.training.data.render import FONTS, SAMPLERATE, FontPlayer
from livenode.training.data.sounds import Sound
from livenode.training.data.styles import style_of
from livenode.training.data.write import write_piece

FILES = (
    "stdlib/rockballad",
    "casio/rock1",
    "stdlib/march",
    "stdlib/waltz",
    "stdlib/68march",
    "stdlib/blues68",
)
SEED, BARS = 5, 4


@pytest.fixture(scope="module")
def grooves() -> list[Groove]:
    return scan(FILES)


@pytest.fixture(scope="module")
def made(tmp_path_factory, grooves) -> Path:
    out_dir = tmp_path_factory.mktemp("data")
    rows = [{**vars(groove), "meter": list(groove.meter)} for groove in grooves]
    (out_dir / "grooves.json").write_text(json.dumps(rows))
    make(out_dir, pieces=2, jobs=1, seed=SEED, bars=BARS)
    return out_dir


def _metas(out_dir: Path) -> list[dict]:
    return [json.loads(path.read_text()) for path in sorted(out_dir.glob("*/meta.json"))]


def test_catalogue_is_read_back_from_its_cache(made, grooves):
    assert load_catalogue(made / "grooves.json") == grooves


def test_catalogue_knows_meters_and_has_only_loops(grooves):
    meters = {groove.name: groove.meter for groove in grooves}
    assert meters["stdlib/rockballad:RockBallad"] == (4, 4)
    assert meters["stdlib/waltz:Waltz"] == (3, 4)
    assert meters["stdlib/68march:68March"] == meters["stdlib/blues68:Blues68"] == (6, 8)
    assert not [name for name in meters if "Intro" in name or "End" in name]


def test_catalogue_without_the_library_names_the_remedy(tmp_path):
    with pytest.raises(FileNotFoundError, match="install the package `mma`"):
        load_catalogue(tmp_path / "grooves.json", library=tmp_path)


def test_split_is_by_family_and_about_a_tenth():
    splits = Counter(split_of(f"family {i}") for i in range(2000))
    assert 0.08 < splits["heldout"] / 2000 < 0.12
    assert split_of("french waltz") == split_of("tango") == "heldout"  # written down: a split must never move
    assert split_of("rock") == split_of("waltz") == "train"


@pytest.mark.parametrize(
    ("file", "style"),
    [
        ("casio/rock1", "rock"),
        ("pflib/slowrock", "slow rock"),
        ("casio/r+b", "r&b"),
        ("stdlib/jazz-54", "jazz"),
        ("stdlib/68swing", "swing"),
        ("casio/16beatballad2", "16-beat ballad"),
    ],
)
def test_style_is_words(file, style):
    assert style_of(file) == style


def test_tempo_stays_in_range_and_prefers_the_middle():
    rng = random.Random(0)
    tempi = [draw_bpm(rng) for _ in range(2000)]
    assert 40 <= min(tempi) < 55 and 200 < max(tempi) <= 240
    assert 0.6 < np.mean([70 <= bpm <= 160 for bpm in tempi]) < 0.8


@pytest.mark.parametrize(
    ("bars", "bar_s", "fit"), [(16, 2.0, 16), (16, 3.0, 16), (16, 3.9, 12), (16, 9.0, 8), (4, 20.0, 4)]
)
def test_slow_pieces_have_fewer_bars(bars, bar_s, fit):
    assert bars_that_fit(bars, bar_s) == fit


def test_chords_loop_through_the_lead_in():
    progression = draw_progression(random.Random(1), key_semitone=9, halves=True)
    assert progression.key.startswith("A ")
    assert progression.chords(0)[0].startswith("A")
    assert progression.chords(-1) == progression.loop[-1]


def test_loops_have_two_four_or_eight_bars_in_a_fixed_mix():
    lengths = Counter(len(draw_progression(random.Random(i), 0, halves=True).loop) for i in range(2000))
    assert set(lengths) == set(LOOP_BARS) == {2, 4, 8}
    assert all(abs(lengths[bars] / 2000 - share) < 0.04 for bars, share in LOOP_BARS.items())


@pytest.mark.parametrize(
    "name",
    [
        "stdlib/rockballad:RockBallad",
        "stdlib/waltz:Waltz",
        "stdlib/68march:68March",
        "stdlib/blues68:Blues68",
    ],
)
def test_notes_start_on_every_bar_line(grooves, name):
    groove = next(groove for groove in grooves if groove.name == name)
    piece = compose(random.Random(3), groove, key_semitone=0, bars=8)
    starts = [note.start for track in piece.tracks for note in track.notes]
    lines = [min(abs(beat - bar * piece.beats_per_bar) for beat in starts) for bar in range(8)]
    assert max(lines) < 0.03  # grooves humanise by a few ticks of 1/192 beat
    assert max(starts) < 9 * piece.beats_per_bar  # the bar after the last is written too, and no further


@pytest.mark.parametrize("font", FONTS)
def test_render_puts_events_on_their_frame(font):
    bar_s = 4 * 60 / 97.3
    kicks = [Note((bar + 0.25) * bar_s, (bar + 0.5) * bar_s, 36, 127) for bar in range(8)]
    audio = FontPlayer(font).render(kicks, [], 0, True, 0.0, round(8 * bar_s * SAMPLERATE))
    for bar in range(8):
        line = round((bar + 0.25) * bar_s * SAMPLERATE)
        assert np.abs(audio[line - 1000 : line - 64]).max() < 0.01
        assert np.abs(audio[line : line + 1000]).max() > 0.05


def test_pieces_are_whole_and_described(made):
    metas = _metas(made)
    assert len(metas) == 2
    for meta in metas:
        stems = np.load(made / f"{meta['index']:05d}" / "stems.npy")
        assert stems.dtype == np.int16 and stems.shape == (len(meta["stems"]), meta["frames"])
        assert meta["beats_per_bar"] == meta["meter"][0] * 4 / meta["meter"][1]
        assert meta["frames"] == round(meta["bars"] * meta["beats_per_bar"] * SAMPLERATE * 60 / meta["bpm"])
        assert meta["bars"] == len(meta["chords"]) == BARS
        assert meta["seed"] == SEED and meta["split"] == split_of(meta["family"])
        assert 3 <= len(stems) <= 6
        assert {stem["role"] for stem in meta["stems"]} & {"drum", "bass", "walk"}


def test_stems_do_not_clip_and_are_playing(made):
    for meta in _metas(made):
        stems = np.load(made / f"{meta['index']:05d}" / "stems.npy")
        assert np.abs(stems.sum(axis=0, dtype=np.int32)).max() <= 32767
        for stem, audio in zip(meta["stems"], stems, strict=True):
            assert stem["activity"] >= 0.4
            assert stem["rms_db"] == pytest.approx(rms_db(audio / 32768), abs=0.02)
            assert -36 < stem["rms_db"] <= -16.9


def test_stems_have_a_sound_that_fits_and_four_captions(made):
    for stem in (stem for meta in _metas(made) for stem in meta["stems"]):
        assert stem["drum"] == (stem["role"] == "drum")
        assert stem["drum"] or stem["program"] in ROLES[stem["role"]][0]
        assert len(stem["captions"]) == 4 and all(stem["captions"])
        assert set(stem["caption_parts"]) == {
            *("instrument", "role", "style", "bpm", "key", "register", "density", "effects", "feel")
        }


def test_inactive_stems_are_left_out_and_the_rest_does_not_clip():
    tone = np.sin(np.arange(48000) * 0.05).astype(np.float32)
    short = tone * (np.arange(48000) < 9000)
    kept, stems = keep_active([tone, -short, tone * 0.5], [[], [], []])
    assert kept == [0, 2]
    assert np.abs(sum(stems)).max() <= 0.9501
    assert keep_active([short], [[(12000, 48000)]])[0] == [0]  # a stem that rests is judged by what is left


def test_piece_depends_only_on_seed_and_index(made, grooves, tmp_path):
    make_piece(tmp_path, SEED, 1, write_piece(SEED, 1, BARS, grooves))  # without piece 0 before it
    for file in ("stems.npy", "meta.json"):
        assert (tmp_path / "00001" / file).read_bytes() == (made / "00001" / file).read_bytes()


def test_finished_pieces_are_skipped_and_no_halves_are_left(made, capsys):
    before = (made / "00000" / "stems.npy").stat().st_mtime_ns
    make(made, pieces=2, jobs=1, seed=SEED, bars=BARS)
    assert "2 of 2 pieces are there" in capsys.readouterr().out
    assert (made / "00000" / "stems.npy").stat().st_mtime_ns == before
    assert sorted(path.name for path in made.iterdir()) == ["00000", "00001", "grooves.json"]


def test_effects_are_never_dry_and_wet_at_once():
    for i in range(500):
        words = draw_effects(random.Random(i), "chord", 27, beat_s=0.5).words
        wet = [
            word
            for word in words
            if word in ("chorus", "phaser", "small room") or word.endswith(("delay", "reverb"))
        ]
        assert ("dry" in words) != bool(wet)


def test_only_guitars_are_driven_and_bass_stays_plain():
    words = {
        word for i in range(300) for word in draw_effects(random.Random(i), "walk", 32, beat_s=0.5).words
    }
    assert not words & {"distortion", "chorus", "phaser", "large hall reverb"}
    assert 27 in GUITARS and "guitar" in PROGRAM_NAMES[27]


def test_captions_drop_the_instrument_sometimes(grooves):
    part = Part("walk", False, 32, (), (), notes_per_bar=4.0, mean_pitch=40.0, note_beats=0.9)
    sound = Sound("font", 32, PROGRAM_NAMES[32], sound_names(False, 32))
    said = caption_parts(part, sound, grooves[0].family, 120.0, "C major", ("dry",))
    captions = [text for i in range(300) for text in draw_captions(random.Random(i), part, sound, said)]
    assert "walking upright bass" in captions and "walking upright bass line" in captions
    assert not [caption for caption in captions if "bass bass" in caption or "bass walking" in caption]
    assert 0.5 < np.mean(["C major" in caption for caption in captions]) / 0.75 < 0.8


def test_rests_are_cut_out_once_though_they_overlap():
    assert list(heard(np.arange(10), [(3, 6), (2, 4), (8, 20)])) == [0, 1, 6, 7]
    assert list(heard(np.arange(3), [])) == [0, 1, 2]


def test_levels_are_drawn_and_the_sum_does_not_clip():
    noise = np.random.default_rng(0).standard_normal((6, 4800)).astype(np.float32)
    noise[0, 100] = 80.0
    noise[1, 2400:] = 0.0
    rests = [[(2400, 4800)] if i == 1 else [] for i in range(7)]
    levelled = draw_levels(random.Random(0), [*noise, np.zeros(4800, np.float32)], rests)
    loud = [rms_db(heard(stem, spans)) for stem, spans in zip(levelled, rests, strict=True)]
    assert all(-24.1 < level_db < -16.9 for level_db in loud[:-1])
    assert not levelled[-1].any()
    assert np.abs(np.sum(turn_down([stem * 9 for stem in levelled]), axis=0)).max() <= 0.9501
