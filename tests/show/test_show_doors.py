"""The doors fade, and act on the transport once each."""

from __future__ import annotations

from livenode.show.doors import CLOSED, CLOSING, OPEN, OPENING, Doors


def run(doors: Doors, wants_open: bool, seconds: float, begin_s: float, sounds: bool = True) -> list[str]:
    """Go on in steps of 0.1 s; return what was done to the transport."""
    acts = [
        doors.advance(wants_open, sounds, begin_s + step / 10) for step in range(1, round(10 * seconds) + 1)
    ]
    return [act for act in acts if act]


def test_closing_fades_and_then_stops():
    doors = Doors(5.0)
    doors.begin(True, 0.0)
    assert run(doors, False, 2.5, 0.0) == []
    assert doors.state == CLOSING and abs(doors.gain - 0.5) < 0.03
    assert run(doors, False, 3.0, 2.5) == ["stop"]
    assert (doors.state, doors.gain) == (CLOSED, 0.0)
    assert run(doors, False, 60.0, 5.5) == []


def test_opening_plays_and_rises_with_the_first_sound():
    doors = Doors(5.0)
    doors.begin(False, 0.0)
    assert (doors.state, doors.gain) == (CLOSED, 0.0)
    assert run(doors, True, 4.0, 0.0, sounds=False) == ["play"]
    assert (doors.state, doors.gain) == (OPENING, 0.0)
    assert run(doors, True, 2.5, 4.0) == []
    assert abs(doors.gain - 0.5) < 0.03
    run(doors, True, 3.0, 6.5)
    assert (doors.state, doors.gain) == (OPEN, 1.0)


def test_a_show_that_does_not_sound_opens_all_the_same():
    doors = Doors(5.0)
    doors.begin(False, 0.0)
    run(doors, True, 21.0, 0.0, sounds=False)
    assert (doors.state, doors.gain) == (OPEN, 1.0)


def test_a_clock_set_back_while_it_closes_turns_it_up_again_without_a_stop():
    doors = Doors(5.0)
    doors.begin(True, 0.0)
    run(doors, False, 3.0, 0.0)
    gain = doors.gain
    assert run(doors, True, 1.0, 3.0) == []
    assert gain < doors.gain < 1.0 and doors.state == OPENING


def test_without_a_fade_it_is_at_once():
    doors = Doors(0.0)
    doors.begin(True, 0.0)
    assert doors.advance(False, True, 0.1) == "stop"
    assert doors.advance(True, True, 0.2) == "play"
    assert doors.advance(True, True, 0.3) == ""
    assert doors.gain == 1.0
