"""The second held-out set: how tunes are read, harmonised and arranged, and that its sounds are unseen.

Reading from the corpus needs music21, which is in no extra: those tests are skipped without it.
"""

import json
import random
import sys

import numpy as np
import pytest

from livenode.training.data import chorales
from livenode.training.data.arrange import arrange
from livenode.training.data.chorales import UNSEEN_PROGRAMS, arrange_tune, draw_unseen_sound, make_chorales
from livenode.training.data.harmony import Triad, best_triad
from livenode.training.data.instruments import ROLES
from livenode.training.data.notes import Note
from livenode.training.data.places import MissingError
from livenode.training.data.sounds import HELDOUT_FONT_KITS, HELDOUT_KITS, HELDOUT_PROGRAMS
from livenode.training.data.tunes import Tune, TuneError, read_tune, tune_paths

# Six bars of 4/4 in C with a pickup: C F G C, then F C.
ROOTS = (0, 5, 7, 0, 5, 0)
MELODY = (
    Note(-1.0, 0.0, 67, 88),
    *(Note(bar * 4.0 + i, bar * 4.0 + i + 1, 60 + (root + (0, 4, 7, 4)[i]) % 12, 88)
      for bar, root in enumerate(ROOTS) for i in range(4 if bar < 5 else 3)),
)  # fmt: skip
TUNE = Tune("test/tune", "fiddle", (4, 4), 6, 0, False, (MELODY,))


def test_the_triad_that_sounds_is_found():
    for root, quality, third in ((0, "", 4), (9, "m", 3), (7, "", 4)):
        notes = [Note(0.0, 2.0, 48 + (root + step) % 12, 80) for step in (0, third, 7)]
        assert best_triad(notes, 0.0, 2.0, 0, False) == Triad(root, quality)
    assert Triad(9, "m").name == "Am" and Triad(9, "m").pitch_classes == (9, 0, 4)
    assert best_triad(notes, 4.0, 6.0, 0, False) is None


def test_passing_notes_do_not_change_the_chord():
    notes = [Note(0.0, 1.0, 60, 80), Note(1.0, 1.25, 62, 80), Note(1.25, 2.0, 64, 80)]
    assert best_triad(notes, 0.0, 2.0, 0, False) == Triad(0, "")


def test_a_tune_gets_its_chords_bass_and_enough_bars():
    piece = arrange_tune(random.Random(0), TUNE)
    assert piece.bars == 12 and piece.meter == (4, 4) and piece.progression.key == "C major"
    assert [bar[0] for bar in piece.progression.loop[:6]] == ["C", "F", "G", "C", "F", "C"]
    roles = {part.role: part for part in arrange(piece)}
    assert {"bass", "chord", "arpeggio", "melody"} <= set(roles)
    roots = [note.pitch % 12 for note in roles["bass"].notes if note.start % 4 == 0]
    assert roots == [*ROOTS, *ROOTS]
    assert max(note.start for part in roles.values() for note in part.notes) < 48
    assert all(36 <= note.pitch <= 54 for note in roles["bass"].notes)


def test_a_tune_comes_again_with_its_pickup():
    melody = [part for part in arrange(arrange_tune(random.Random(0), TUNE)) if part.role == "melody"][0]
    starts = [note.start for note in melody.notes]
    assert starts[0] == -1.0 and 23.0 in starts and 24.0 in starts
    assert [note.pitch for note in melody.notes if note.start in (-1.0, 23.0)] == [67, 67]


def test_half_of_the_pieces_have_drums():
    drums = [any(track.is_drum for track in arrange_tune(random.Random(i), TUNE).tracks) for i in range(200)]
    assert 0.4 < np.mean(drums) < 0.6


def test_four_voices_become_melody_inner_voices_and_bass():
    low = tuple(Note(note.start, note.end, note.pitch - 15, 88) for note in MELODY)
    tune = Tune("test/chorale", "chorale", (4, 4), 6, 0, False, (MELODY, low, low, low))
    tracks = {track.name: track for track in arrange_tune(random.Random(1), tune).tracks}
    assert len(tracks["Chord-Inner"].notes) == 2 * len(tracks["Melody"].notes)
    assert all(note.pitch < 48 for note in tracks["Bass"].notes)


def test_its_sounds_are_never_in_training():
    used = {program for programs, _ in ROLES.values() for program in programs}
    assert not {each for every in UNSEEN_PROGRAMS.values() for each in every} & (used - HELDOUT_PROGRAMS)
    for part in arrange(arrange_tune(random.Random(3), TUNE)):
        for i in range(50):
            sound = draw_unseen_sound(random.Random(i), part, "heldout")
            if part.is_drum:
                assert sound.kit in HELDOUT_KITS or sound.program in HELDOUT_FONT_KITS
            else:
                assert sound.source == "font" and sound.program in UNSEEN_PROGRAMS[part.role]


@pytest.fixture
def no_corpus(monkeypatch):
    """Tunes without music21: one that can be used after one that cannot."""

    def read(path: str, kind: str) -> Tune:
        if path.endswith("0"):
            raise TuneError(path)
        return TUNE

    monkeypatch.setattr(chorales, "tune_paths", lambda kind, seed: [f"{kind} {i}" for i in range(8)])
    monkeypatch.setattr(chorales, "read_tune", read)


def test_pieces_are_made_held_out_and_not_twice(tmp_path, no_corpus, capsys):
    assert make_chorales(tmp_path, 2) == 2
    for index in range(2):
        meta = json.loads((tmp_path / f"{index:05d}" / "meta.json").read_text())
        stems = np.load(tmp_path / f"{index:05d}" / "stems.npy")
        assert meta["split"] == "heldout" and meta["bars"] == 12 and meta["recipe"] == "chorales 1"
        assert stems.shape == (len(meta["stems"]), meta["frames"]) and len(stems) >= 3
    assert make_chorales(tmp_path, 2) == 0
    assert "2 of 2 pieces are there" in capsys.readouterr().out
    with pytest.raises(ValueError, match="the corpus has tunes for 4"):
        make_chorales(tmp_path, 5)


def test_a_missing_corpus_is_said(monkeypatch):
    monkeypatch.setitem(sys.modules, "music21", None)
    with pytest.raises(MissingError, match="pip install music21"):
        tune_paths("chorale", 0)


def test_a_chorale_is_read_to_its_bars():
    pytest.importorskip("music21")
    path = next(path for path in tune_paths("chorale", 0) if path.endswith(("bwv66.6.mxl", "bwv66.6.xml")))
    tune = read_tune(path, "chorale")
    assert (tune.meter, tune.bars, tune.tonic, tune.is_minor) == ((4, 4), 9, 6, True)
    assert [voice[0].start for voice in tune.voices] == [-1.0] * 4
    assert [note.pitch for note in tune.voices[0] if 0 <= note.start < 4] == [69, 71, 73, 76]
    assert [note.pitch for note in tune.voices[3] if note.start in (0.0, 1.0)] == [54, 56]
