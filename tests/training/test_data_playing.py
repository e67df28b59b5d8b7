"""How a piece is played: odd meters, feel, form, tuning, held-out sounds, and the players themselves.

Needs libfluidsynth and both soundfonts, and fails where they are missing.
"""

import random
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
import soundfile

from livenode.training.data import kits, places, sounds, vital
from livenode.training.data.arrange import Part
from livenode.training.data.drum_synth import MACHINES, synthesise_kit
from livenode.training.data.feel import Feel, draw_feel, pairs_beats, played
from livenode.training.data.form import Form, draw_form, silenced
from livenode.training.data.instruments import KIT_WEIGHTS, ROLES
from livenode.training.data.meters import CUTS, METER_SHARES, SOURCE_METER, cuts_of, draw_meter, recut
from livenode.training.data.notes import Control, Note, Track
from livenode.training.data.patches import USES, draw_patch
from livenode.training.data.percussion import KIND_OF_NOTE, KINDS, kind_for
from livenode.training.data.render import FONTS, SAMPLERATE, FontPlayer
from livenode.training.data.rumble import rumble_share, without_rumble
from livenode.training.data.sampler import Hit, lay, repitched
from livenode.training.data.sounds import HELDOUT_KITS, HELDOUT_PROGRAMS, draw_sound
from livenode.training.data.tuning import cents_of, draw_tuning_hz
from livenode.training.encode import piece_grid
from livenode.transport.grid import holds_whole_latent_frames

STRAIGHT = Feel(0.5, 0.0, (0.0,), 0.0, 0.0, 0, ())


def _part(role: str, note_beats: float = 1.0) -> Part:
    return Part(role, role == "drum", 0, (), (), 4.0, 60.0, note_beats)


def _hz(audio: np.ndarray, near_hz: float) -> float:
    """Return the frequency of the strongest partial within a semitone and a half of `near_hz`."""
    spectrum = np.abs(np.fft.rfft(audio * np.hanning(len(audio)), 1 << 19))
    hertz = np.fft.rfftfreq(1 << 19, 1 / SAMPLERATE)
    near = np.abs(np.log2(hertz[1:] / near_hz)) < 1.5 / 12
    return float(hertz[1:][near][np.argmax(spectrum[1:][near])])


def test_meters_are_drawn_in_their_shares():
    drawn = Counter(draw_meter(random.Random(i)) for i in range(5000))
    assert sum(METER_SHARES.values()) == pytest.approx(1.0)
    assert all(abs(drawn[meter] / 5000 - share) < 0.02 for meter, share in METER_SHARES.items())


@pytest.mark.parametrize(("meter", "cuts"), [(meter, cuts) for meter in CUTS for cuts in CUTS[meter]])
def test_cut_bars_have_the_length_of_their_meter_and_their_own_downbeat(meter, cuts):
    bar_beats = meter[0] * 4 / meter[1]
    quarters = [
        Note(bar * 4.0 + beat, bar * 4.0 + beat + 0.4, 60, 80) for bar in range(-2, 6) for beat in range(4)
    ]
    pad = [Note(bar * 4.0, bar * 4.0 + 3.9, 50, 80) for bar in range(-2, 6)]
    track = recut(Track("Chord", False, 0, tuple(sorted(quarters + pad))), cuts)
    assert sum(last - first for first, last in cuts) == bar_beats
    for bar in range(-2, 6):
        inside = [note for note in track.notes if bar * bar_beats <= note.start < (bar + 1) * bar_beats]
        assert min(note.start for note in inside) == bar * bar_beats
        assert max(note.end for note in inside) <= (bar + 1) * bar_beats
        held = [note for note in inside if note.pitch == 50 and note.start == bar * bar_beats]
        assert held[0].end == pytest.approx((bar + 1) * bar_beats - 0.1)


def test_notes_humanised_to_just_before_a_bar_stay_with_it():
    early = Track("Bass", False, 0, (Note(3.97, 4.5, 40, 80), Note(3.6, 3.8, 41, 80)))
    assert recut(early, ((0.0, 3.5),)).notes == (Note(3.5 - (4 - 3.97), 4.0, 40, 80),)


def test_notes_end_with_their_span():
    track = Track("Bass", False, 0, (Note(1.2, 2.4, 40, 80),))
    assert recut(track, ((0.0, 1.5), (2.0, 4.0))).notes == (Note(1.2, 1.5, 40, 80),)
    assert recut(track, ((0.0, 4.0), (0.0, 1.0))).notes == (Note(1.2, 2.4, 40, 80),)


def test_controls_are_cut_like_notes():
    track = Track(
        "Lead", False, 0, (Note(0.0, 1.0, 60, 80),), (Control(0.5, "bend", 0, 9), Control(3.8, "bend", 0, 1))
    )
    assert recut(track, ((0.0, 3.5),)).controls == (Control(0.5, "bend", 0, 9),)
    assert [each.beat for each in recut(track, ((0.0, 4.0), (0.0, 1.0))).controls] == [0.5, 3.8, 4.5]


def test_only_common_time_can_be_cut():
    assert cuts_of(SOURCE_METER, (7, 8)) == CUTS[(7, 8)]
    with pytest.raises(KeyError, match="3/4"):
        cuts_of((3, 4), (7, 8))


@pytest.mark.parametrize("meter", METER_SHARES)
@pytest.mark.parametrize("bpm", [42.0, 100.0, 170.0, 240.0])
def test_every_meter_has_a_grid_at_every_tempo(meter, bpm):
    beats_per_bar = meter[0] * 4 / meter[1]
    density, _, latents = piece_grid({"bpm": bpm, "beats_per_bar": beats_per_bar, "bars": 16})
    assert holds_whole_latent_frames(density, beats_per_bar)
    assert latents % 16 == 0


def test_straight_eighths_and_sixteenths_can_swing_and_triplets_cannot():
    eighths = [Note(i / 2, i / 2 + 0.4, 60, 80) for i in range(32)]
    sixteenths = [Note(i / 4, i / 4 + 0.2, 60, 80) for i in range(32)]
    triplets = [Note(i / 3, i / 3 + 0.2, 60, 80) for i in range(32)]
    assert pairs_beats(eighths, (4, 4)) == 1.0
    assert pairs_beats(eighths, (7, 8)) == pairs_beats(eighths, (6, 8)) == 0.0
    assert pairs_beats(sixteenths, (7, 8)) == 0.5
    assert pairs_beats(triplets, (4, 4)) == pairs_beats(eighths + triplets, (4, 4)) == 0.0


def test_swing_moves_the_second_of_a_pair_and_no_beat():
    feel = replace(STRAIGHT, swing=2 / 3, swing_beats=1.0)
    assert [feel.swung(beat) for beat in (-1.0, 0.0, 7.0)] == [-1.0, 0.0, 7.0]
    assert feel.swung(2.5) == pytest.approx(2 + 2 / 3)
    assert feel.swung(-0.5) == pytest.approx(-1 / 3)
    assert replace(feel, swing_beats=0.5).swung(1.25) == pytest.approx(1 + 1 / 3)
    beats = np.linspace(0, 2, 200)
    assert all(np.diff([feel.swung(beat) for beat in beats]) > 0)


def test_notes_are_played_where_the_feel_says():
    notes = [Note(float(beat), beat + 0.5, 60, 80) for beat in range(-8, 16)]
    assert [note.start for note in played(random.Random(0), notes, STRAIGHT, 0, 120.0, -8.0)] == [
        i / 2 for i in range(24)
    ]
    late = replace(STRAIGHT, offsets_ms=(12.0,), drift_from=-8, drift_ms=(10.0,) * 40)
    assert played(random.Random(0), notes, late, 0, 120.0, -8.0)[4].start == pytest.approx(2.022)
    loose = replace(STRAIGHT, jitter_ms=8.0, velocity_jitter=9.0)
    moved = played(random.Random(0), notes, loose, 0, 120.0, -8.0)
    off_ms = [1000 * (note.start - i / 2) for i, note in enumerate(moved)]
    assert 3 < np.std(off_ms) < 12 and max(map(abs, off_ms)) <= 20
    assert all(1 <= note.velocity <= 127 for note in moved) and len({note.velocity for note in moved}) > 5
    assert moved == played(random.Random(0), notes, loose, 0, 120.0, -8.0)


def test_drift_is_rare_slow_and_near_the_grid():
    notes = [[Note(i / 2, i / 2 + 0.4, 60, 80) for i in range(64)]]
    feels = [draw_feel(random.Random(i), notes, (4, 4), -8.0, 64.0) for i in range(400)]
    drifts = [feel for feel in feels if feel.drift_ms]
    assert 0.18 < len(drifts) / 400 < 0.32
    assert all(abs(ms) <= 25 for feel in drifts for ms in feel.drift_ms)
    assert all(len(feel.drift_ms) > 64 - feel.drift_from for feel in drifts)
    assert max(abs(np.diff(feel.drift_ms)).max() for feel in drifts) < 18
    assert np.mean([np.ptp(feel.drift_ms) for feel in drifts]) > 15
    assert all(feel.delay_s(beat) == 0.0 for feel in feels if not feel.drift_ms for beat in (-8, 0, 63.9))
    assert all(0.5 <= feel.swing <= 0.67 and abs(feel.offsets_ms[0]) <= 12 for feel in feels)
    assert all(feel.jitter_ms <= 8 for feel in feels)


def test_words_for_the_feel_are_true():
    swung = replace(STRAIGHT, swing=0.62, swing_beats=1.0, offsets_ms=(9.0, -9.0))
    eighths = [Note(i / 2, i / 2 + 0.4, 60, 80) for i in range(32)]
    quarters = eighths[::2]
    assert [words[0] for words in swung.words(0, eighths)] == ["swung", "laid back"]
    assert [words[0] for words in swung.words(1, quarters)] == ["pushing"]
    assert STRAIGHT.words(0, eighths) == ()


def test_a_third_of_pieces_have_a_form_and_no_bar_is_empty():
    notes = [[Note(float(beat), beat + 0.5, 60, 80) for beat in range(-8, 68)] for _ in range(4)]
    forms = [draw_form(random.Random(i), notes, 16, 4.0) for i in range(600)]
    formed = [form for form in forms if any(form.rests) or form.breaks]
    assert 0.28 < len(formed) / 600 < 0.40
    kinds = Counter()
    for form in formed:
        quiet = [set(range(*span)) for spans in form.rests for span in spans]
        assert not quiet or len(quiet) < 4 or set.intersection(*quiet) == set()
        for first, last in (span for spans in form.rests for span in spans):
            kinds["enter" if first == 0 else "leave" if last == 16 else "rest"] += 1
            assert first != 0 or last in (2, 4, 8)
            assert last - first <= 0.6 * 16
        assert all(last - first in (1.0, 2.0) and last % 16 == 0 for first, last in form.breaks)
    assert min(kinds[kind] for kind in ("enter", "leave", "rest")) > 20
    assert 0.2 < np.mean([bool(form.breaks) for form in formed]) < 0.6


def test_the_only_part_of_a_bar_never_rests_there():
    busy = [Note(float(beat), beat + 0.5, 60, 80) for beat in range(64)]
    sparse = [note for note in busy if note.start < 8]
    for i in range(300):
        form = draw_form(random.Random(i), [busy, sparse], 16, 4.0)
        assert not any(last > 2 for _, last in form.rests[0])


def test_resting_parts_fall_silent_and_start_again():
    notes = [Note(float(beat), beat + 1.5, 60, 80) for beat in range(-4, 16)]
    form = Form((((0, 2),), ((2, 3),)), ((15.0, 16.0),))
    entering = silenced(notes, form.silent(0, 4.0))
    assert [note.start for note in entering] == [8.0, 9.0, 10.0, 11.0, 12.0, 13.0, 14.0]
    assert entering[-1].end == 15.0
    resting = silenced(notes, form.silent(1, 4.0))
    assert not [note for note in resting if 8 <= note.start < 12 or note.start < 8 < note.end]
    assert form.silent_beats(0, 4.0) == 9.0


def test_a_fifth_of_pieces_is_tuned_elsewhere():
    drawn = [draw_tuning_hz(random.Random(i)) for i in range(2000)]
    off = [hz for hz in drawn if hz != 440.0]
    assert 0.17 < len(off) / 2000 < 0.23
    assert 415 <= min(off) < 418 and 463 < max(off) <= 466
    assert cents_of(440.0) == 0 and cents_of(415.3) == pytest.approx(-100, abs=0.5)


@pytest.mark.parametrize("font", FONTS)
@pytest.mark.parametrize("tuning_hz", [415.3, 440.0, 466.0])
def test_fonts_play_in_the_tuning(font, tuning_hz):
    note = [Note(0.0, 1.5, 69, 100)]
    audio = FontPlayer(font).render(note, [], 73, False, cents_of(tuning_hz), SAMPLERATE)
    assert abs(1200 * np.log2(_hz(audio[9600:], tuning_hz) / tuning_hz)) < 8


def test_held_out_sounds_are_never_in_training():
    drawn = {
        split: [
            draw_sound(random.Random(i), _part(role, beats), split)
            for i in range(300)
            for role, beats in (
                ("drum", 1.0),
                ("bass", 1.0),
                ("chord", 1.0),
                ("chord", 2.0),
                ("arpeggio", 0.5),
                ("scale", 1.0),
            )
        ]
        for split in ("train", "heldout")
    }
    programs = {
        split: {sound.program for sound in found if sound.source == "font" and sound.name not in _kit_names()}
        for split, found in drawn.items()
    }
    assert not programs["train"] & HELDOUT_PROGRAMS
    assert programs["heldout"] >= HELDOUT_PROGRAMS
    assert not {sound.kit for sound in drawn["train"]} & HELDOUT_KITS
    kits_drawn = {split: {s.name for s in found} & _kit_names() for split, found in drawn.items()}
    held_names = {sounds.KIT_NAMES[kit][0] for kit in sounds.HELDOUT_FONT_KITS}
    assert not kits_drawn["train"] & held_names and kits_drawn["heldout"] >= held_names
    used = {program for programs_of, _ in ROLES.values() for program in programs_of}
    assert 0.06 < len(HELDOUT_PROGRAMS) / len(used) < 0.13 and HELDOUT_PROGRAMS <= used


def _kit_names() -> set[str]:
    return {sounds.KIT_NAMES[kit][0] for kit in KIT_WEIGHTS}


def test_own_sounds_have_their_shares(monkeypatch):
    monkeypatch.setattr(kits, "load_kit", lambda name: {})
    monkeypatch.setattr(vital, "is_installed", lambda: True)
    drums = Counter(draw_sound(random.Random(i), _part("drum"), "train").source for i in range(2000))
    assert abs(1 - drums["font"] / 2000 - 0.2) < 0.03 and min(drums["kit"], drums["machine"]) > 100
    chords = Counter(draw_sound(random.Random(i), _part("chord"), "train").source for i in range(2000))
    assert set(chords) == {"font", "vital"} and abs(chords["vital"] / 2000 - 0.15) < 0.03


def test_what_is_missing_is_played_by_the_fonts_and_nothing_else_changes(monkeypatch):
    def draws():
        rng = random.Random(1)
        return [draw_sound(rng, _part(role), "train") for role in ("drum", "bass", "chord") * 200]

    monkeypatch.setattr(kits, "load_kit", lambda name: {})
    monkeypatch.setattr(vital, "is_installed", lambda: True)
    whole = draws()
    monkeypatch.setattr(vital, "is_installed", lambda: False)
    lacking = draws()
    assert {sound.source for sound in whole} == {"font", "vital", "kit", "machine"}
    assert [new for old, new in zip(whole, lacking, strict=True) if old.source != "vital"] == [
        sound for sound in whole if sound.source != "vital"
    ]
    assert all(sound.source != "vital" for sound in lacking)


@pytest.mark.parametrize("use", USES)
def test_patches_play_in_tune_and_on_time(use):
    patch = replace(draw_patch(random.Random(4), use), voices=1, detune=0.0, attack_s=0.005, second_level=0.0)
    patch = replace(patch, resonance=0.1, sustain=0.8)
    pitch = 45 if use == "bass" else 69
    notes = [Note(0.25 + 0.5 * i, 0.6 + 0.5 * i, pitch, 100) for i in range(3)]
    audio = vital.play_patch(patch, notes, -50.0, SAMPLERATE, 2 * SAMPLERATE)
    assert audio.shape == (2 * SAMPLERATE,) and audio.dtype == np.float32
    assert np.abs(audio[: round(0.249 * SAMPLERATE)]).max() == 0
    assert np.abs(audio[12000:12480]).max() > 0.1 * np.abs(audio).max()
    want_hz = 440 * 2 ** ((pitch - 69) / 12 - 50 / 1200)
    assert abs(1200 * np.log2(_hz(audio[13000:28000], want_hz) / want_hz)) < 12
    assert (audio == vital.play_patch(patch, notes, -50.0, SAMPLERATE, 2 * SAMPLERATE)).all()


def test_patches_say_what_they_are():
    drawn = [draw_patch(random.Random(i), use) for i in range(100) for use in USES]
    for patch in drawn:
        assert patch.wave in patch.names()[0] and len(patch.names()) >= 3
        assert all(("detuned" in name) <= (patch.voices > 1) for name in patch.names())
        assert all(("pluck" in name) <= (patch.shape == "pluck") for name in patch.names())
    assert any("bass" in name for name in draw_patch(random.Random(0), "bass").names())


def test_many_pitches_are_taken_from_fewer_notes():
    roots = vital._roots(set(range(48, 72)))
    assert len(set(roots.values())) <= 9
    assert max(abs(pitch - root) for pitch, root in roots.items()) == 1
    assert vital._roots({60, 64, 67}) == {60: 60, 64: 64, 67: 67}


def test_repitched_samples_sound_higher():
    tone = np.sin(2 * np.pi * 1000 * np.arange(SAMPLERATE) / SAMPLERATE).astype(np.float32)
    up = repitched(tone, 2 ** (1 / 12))
    assert len(up) == pytest.approx(SAMPLERATE / 2 ** (1 / 12), abs=4)
    assert _hz(up, 1059.5) == pytest.approx(1059.46, abs=0.5)


def test_samples_are_laid_to_the_frame_and_released():
    one = np.ones(1000, np.float32)
    out = lay([Hit(100, one, 0.5), Hit(-10, one[:20], 1.0), Hit(1990, one, 1.0)], 2000)
    assert out[9] == 1.0 and out[10] == out[99] == 0.0 and out[100] == out[1099] == 0.5
    assert out[1100] == 0.0 and out[1999] == 1.0
    cut = lay([Hit(0, one, 1.0, end_frame=100, release_frames=50)], 1000)
    assert cut[99] == 1.0 and 0 < cut[125] < 0.1 and not cut[150:].any()


def test_rumble_is_taken_out_and_only_where_it_is_much():
    now = np.arange(4 * SAMPLERATE) / SAMPLERATE
    low_e, slow = (np.sin(2 * np.pi * hz * now).astype(np.float32) for hz in (41.2, 7.0))
    assert rumble_share(low_e, SAMPLERATE) < 0.01
    assert rumble_share(low_e + slow + 0.3, SAMPLERATE) == pytest.approx(0.59 / 1.09, abs=0.02)
    assert rumble_share(np.zeros(SAMPLERATE), SAMPLERATE) == 0.0
    assert without_rumble(low_e, SAMPLERATE) is low_e
    clean = without_rumble(low_e + slow + 0.3, SAMPLERATE)[SAMPLERATE:]
    assert rumble_share(clean, SAMPLERATE) < 0.01 and clean.std() == pytest.approx(0.7, abs=0.08)


@pytest.mark.parametrize("machine", MACHINES)
def test_machines_play_every_drum(machine):
    kit = synthesise_kit(machine, 7)
    assert {kind_for(note, set(kit)) for note in range(27, 88)} <= set(kit)
    for sample in kit.values():
        assert np.isfinite(sample).all() and np.abs(sample).max() == pytest.approx(0.7, abs=1e-3)
        assert abs(sample[-1]) < 1e-6 and 0.01 < len(sample) / SAMPLERATE < 2
    assert all((kit[kind] == again).all() for kind, again in synthesise_kit(machine, 7).items())
    kick, hat = (np.abs(np.fft.rfft(kit[kind], SAMPLERATE)) for kind in ("kick", "closed hat"))
    assert np.argmax(kick) < 150 and np.argmax(hat) > 4000


def test_drum_map_has_each_note_once_and_only_known_stand_ins():
    assert sum(len(notes) for notes, _ in KINDS.values()) == len(KIND_OF_NOTE)
    assert all(other in KINDS for _, others in KINDS.values() for other in others)
    assert set(range(35, 82)) - {71, 72} <= set(KIND_OF_NOTE)  # whistles: played as a stick


@pytest.fixture
def drumkits(tmp_path, monkeypatch):
    """A folder of kits like Debian's, of clicks that are as long as their place in the table."""
    for folder, _, files in kits.KITS.values():
        (tmp_path / folder).mkdir()
        for i, file in enumerate(files.values(), 1):
            click = np.r_[np.zeros(200), np.full(1000 * i, 0.25)]
            soundfile.write(tmp_path / folder / file, click, SAMPLERATE)
    monkeypatch.setenv(places.KITS_VARIABLE, str(tmp_path))
    kits.load_kit.cache_clear()
    yield tmp_path
    kits.load_kit.cache_clear()


@pytest.mark.parametrize("name", kits.KITS)
def test_kits_are_read_trimmed_and_played_on_time(drumkits, name):
    kit = kits.load_kit(name)
    assert set(kit) == set(kits.KITS[name][2]) and set(kit) <= set(KINDS)
    audio = kits.play_kit(kit, [Note(0.5, 0.6, 36, 127), Note(1.0, 1.1, 38, 64)], SAMPLERATE, 2 * SAMPLERATE)
    assert not audio[: SAMPLERATE // 2].any() and audio[SAMPLERATE // 2 + 100] == pytest.approx(0.7, abs=0.01)
    assert audio[SAMPLERATE + 100] == pytest.approx(0.7 * (64 / 127) ** 2, abs=0.01)


def test_closed_hats_choke_the_open_one():
    kit = {kind: np.ones(SAMPLERATE, np.float32) for kind in ("open hat", "closed hat")}
    rung = kits.play_kit(kit, [Note(0.0, 0.1, 46, 127)], SAMPLERATE, SAMPLERATE)
    choked = kits.play_kit(kit, [Note(0.0, 0.1, 46, 127), Note(0.5, 0.6, 42, 127)], SAMPLERATE, SAMPLERATE)
    assert rung[-1] == 1.0
    assert choked[20000] == 1.0 and choked[24001] > 1.5 and choked[30000] == 1.0


def test_a_missing_kit_is_said_and_left_out(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv(places.KITS_VARIABLE, str(tmp_path))
    kits.load_kit.cache_clear()
    assert kits.load_kit("rumpf") is None
    assert "install hydrogen-drumkits" in capsys.readouterr().err
    kits.load_kit.cache_clear()


def test_fonts_are_found_in_a_named_folder(tmp_path, monkeypatch):
    monkeypatch.setenv(places.FONTS_VARIABLE, str(tmp_path))
    with pytest.raises(FileNotFoundError, match="fluid-soundfont-gm.*--fonts"):
        places.font_file("FluidR3_GM")
    (tmp_path / "FluidR3_GM.sf3").write_bytes(b"")
    assert places.font_file("FluidR3_GM") == tmp_path / "FluidR3_GM.sf3"
