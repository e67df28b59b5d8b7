"""The node's own output is 20 dB down in what it encodes, and the performer is as they were."""

import numpy as np
import pytest

from tests.generation.room import RATE, cleaned, down_db, echo_of, heard, octave_levels_db, played, room

ROOM = room(1)
HISS = 1e-4


def hiss(frames: int) -> np.ndarray:
    return (HISS * np.random.default_rng(9).standard_normal(frames)).astype(np.float32)


def test_the_own_output_is_20_db_down_while_both_play_after_ten_seconds_alone():
    own, performer = played(30, 1), played(30, 2)
    performer[: 10 * RATE] = hiss(10 * RATE)
    found = heard(own, performer, ROOM)
    alone_db, both_db = down_db(found.left, found.echo, 5, 10), down_db(found.left, found.echo, 10, 29)
    print(f"alone {alone_db:.1f} dB down, then with the performer {both_db:.1f} dB")
    assert alone_db > 20
    assert both_db > 20


def test_it_is_learned_while_the_performer_never_pauses():
    own, performer = played(60, 1), played(60, 2)
    found = heard(own, performer, ROOM)
    curve = [down_db(found.left, found.echo, second, second + 10) for second in range(0, 50, 10)]
    print("each 10 s:", " ".join(f"{db:.1f}" for db in curve))
    assert curve[-1] > 20
    assert min(curve) > -0.5  # never worse than nothing


def test_the_performer_is_changed_by_less_than_1_db_in_every_octave():
    own, performer = played(30, 1), played(30, 2)
    performer[: 10 * RATE] = hiss(10 * RATE)
    out = cleaned(own, echo_of(own, ROOM) + performer)[12 * RATE :]
    changes_db = octave_levels_db(out) - octave_levels_db(performer[12 * RATE :][: len(out)])
    print("octaves:", changes_db.round(2))
    assert np.abs(changes_db).max() < 1


def test_it_recovers_when_the_loudspeaker_is_moved():
    own, performer = played(40, 1), hiss(40 * RATE)
    echo = np.concatenate([echo_of(own, ROOM)[: 15 * RATE], echo_of(own, room(2))[15 * RATE :]])
    left = cleaned(own, echo + performer)
    left -= performer[: len(left)]
    after_db = [down_db(left, echo, second, second + 5) for second in (15, 25, 34)]
    print("after the move:", " ".join(f"{db:.1f}" for db in after_db))
    assert after_db[0] > -3.5
    assert min(after_db[1:]) > 20


def test_nothing_is_changed_while_the_node_is_silent():
    own, performer = played(12, 1), played(12, 2)
    own[4 * RATE :] = 0  # it has learned something, and stops
    microphone = (echo_of(own, ROOM) + performer).astype(np.float32)
    out = cleaned(own, microphone)
    quiet = slice(5 * RATE, len(out))
    assert np.array_equal(out[quiet], microphone[quiet])
    silent = np.zeros_like(own)
    assert np.array_equal(cleaned(silent, performer), performer[: len(out)])


@pytest.mark.parametrize("echo_db", [-np.inf, -40.0, -30.0])
def test_nothing_is_done_where_there_is_nothing_to_gain(echo_db):
    own, performer = played(20, 1), played(20, 2)
    microphone = (10 ** (echo_db / 20) * echo_of(own, ROOM) + performer).astype(np.float32)
    out = cleaned(own, microphone)
    assert down_db(out - microphone[: len(out)], microphone) > 25


def test_it_does_not_matter_how_loud_the_microphone_is_set():
    own, performer = played(25, 1), played(25, 2)
    performer[: 10 * RATE] = hiss(10 * RATE)
    echo = echo_of(own, ROOM)
    for gain in (0.03, 3.0):
        left = cleaned(own, gain * (echo + performer))
        left -= gain * performer[: len(left)]
        assert down_db(left, gain * echo, 12) > 20
