"""Subscriptions: what is told, to whom, how often, and until when."""

import pytest

from livenode.surface import Event
from tests.control.rig import HOST, MAX, OTHER, PANEL, Rig, addresses

HOUR_S = 3600.0


@pytest.fixture
def rig():
    """A panel at 10.0.0.5:9000, subscribed from MAX, and another at 10.0.0.6:9000; both up to date."""
    rig = Rig()
    rig.say("subscribe", 9000)
    rig.say("subscribe", 9000, source=OTHER)
    rig.hush()
    return rig


def told(sent, target, path):
    return [args for to, address, args in sent if (to, address) == (target, path)]


def test_subscriber_gets_a_snapshot_at_once():
    rig = Rig()
    rig.say("subscribe", 9000)
    snapshot = addresses(rig.run(0.05), PANEL)
    assert snapshot[0] == snapshot[-1] == "update"
    assert len(snapshot) > 70
    rig.hush()
    rig.say("refresh")
    assert addresses(rig.run(0.05), PANEL) == snapshot


def test_change_during_a_snapshot_follows_it():
    rig = Rig()
    rig.say("subscribe", 9000)
    sent = addresses(rig.run(), PANEL)
    rig.say("tempo", 90.0, source=OTHER)
    sent += addresses(rig.run(0.06), PANEL)
    assert sent.index("tempo", sent.index("tempo") + 1) > max(n for n, a in enumerate(sent) if a == "update")


def test_others_hear_a_move_at_once_and_the_mover_when_it_rests(rig):
    sent = []
    for step in range(40):  # a fader moved for 400 ms
        rig.say("part/1/level", step / 100)
        sent += rig.run(0.01)
    assert told(sent, PANEL, "part/1/level") == []
    others = told(sent, OTHER, "part/1/level")
    assert 10 <= len(others) <= 13  # 30 Hz
    sent = rig.run(1.0)
    assert told(sent, PANEL, "part/1/level") == [(pytest.approx(0.39),)]
    assert told(sent, OTHER, "part/1/level")[-1:] == [(pytest.approx(0.39),)]


def test_confirmation_comes_150_ms_after_the_last_packet(rig):
    rig.say("part/1/level", 0.5)
    assert told(rig.run(0.14), PANEL, "part/1/level") == []
    assert len(told(rig.run(0.02), PANEL, "part/1/level")) == 1


def test_move_by_another_is_held_back_from_the_hand_too(rig):
    rig.say("part/1/level", 0.5)
    rig.say("part/1/level", 0.2, source=OTHER)
    assert told(rig.run(0.1), PANEL, "part/1/level") == []
    assert told(rig.run(0.2), PANEL, "part/1/level") == [(pytest.approx(0.2),)]


def test_the_wave_is_told_whole_and_only_to_who_names_it(rig):
    rig.say("subscribe", 9100, "wave")
    assert rig.session.feedback.hears("wave")
    sent = []
    for column in range(0, 60, 3):
        rig.surface._publish(Event("wave", None, (column, 0.0)))
        sent += rig.run(0.005)
    sent += rig.run(1.0)
    assert [args[0] for args in told(sent, (HOST, 9100), "wave")] == list(range(0, 60, 3))
    assert told(sent, PANEL, "wave") == []
    rig.say("unsubscribe", 9100)
    assert not rig.session.feedback.hears("wave")


def test_latest_wins_at_the_subscribers_rate():
    rig = Rig()
    rig.say("subscribe", 9000, "meters", 10)
    rig.hush()
    sent = []
    for step in range(200):
        rig.surface._publish(Event("in/level", None, (-float(step), -60.0)))
        sent += rig.run(0.005)
    levels = told(sent, PANEL, "in/level")
    assert 10 <= len(levels) <= 11
    assert levels[-1][0] < -180


def test_discrete_state_is_sent_twice(rig):
    rig.say("part/1/mute", 1, source=OTHER)
    assert told(rig.run(0.5), PANEL, "part/1/mute") == [(1,), (1,)]
    rig.say("part/1/mute", 0, source=OTHER)
    assert told(rig.run(0.04), PANEL, "part/1/mute") == [(0,)]
    rig.say("part/1/mute", 1, source=OTHER)
    assert told(rig.run(0.5), PANEL, "part/1/mute") == [(1,), (1,)]


def test_refused_move_is_not_confirmed(rig):
    rig.say("tempo", 500)
    assert addresses(rig.run(0.5)) == []


def test_log_keeps_every_event(rig):
    for number in range(5):
        rig.surface._publish(Event("generation", None, (str(number), "id", 1.0, 1.0, 0)))
    assert [args[0] for args in told(rig.run(0.1), OTHER, "generation")] == list("01234")


def test_heartbeat_once_a_second_to_every_group():
    rig = Rig()
    rig.say("subscribe", 9000, "meters")
    rig.hush()
    beats = told(rig.run(5.0), PANEL, "heartbeat")
    assert beats == [(0, "ok", 0, 0.0, 0)] * 5


def test_done_is_told_once_to_a_subscriber_that_asked(rig):
    rig.say("hello", 9000)
    rig.hush()
    rig.say("part/1/generate")
    rig.surface.run_bar()
    sent = rig.take() + rig.run(0.1)
    assert len(told(sent, PANEL, "done")) == 1
    assert len(told(sent, OTHER, "done")) == 1


def test_lease_ends_after_twelve_silent_hours(rig):
    rig.now_s += 11 * HOUR_S
    rig.say("ping")
    rig.now_s += 2 * HOUR_S
    rig.say("tempo", 90.0, source=("10.0.0.7", 1))
    sent = rig.run(0.1)
    assert told(sent, PANEL, "tempo") == [(90.0,)]
    assert told(sent, OTHER, "tempo") == []


def test_permanent_target_never_ends():
    rig = Rig(permanent=[PANEL])
    rig.now_s += 1000 * HOUR_S
    rig.say("unsubscribe", 9000)
    rig.say("tempo", 90.0, source=OTHER)
    assert told(rig.run(0.1), PANEL, "tempo") == [(90.0,)]


def test_sixteen_subscribers_and_no_more():
    rig = Rig()
    for port in range(1, 17):
        assert rig.say("subscribe", port) == []
    ((_, address, args),) = rig.say("subscribe", 17)
    assert (address, args[1]) == ("error", "busy")
    assert rig.say("subscribe", 16) == []
    rig.say("unsubscribe", 3)
    assert rig.say("subscribe", 17) == []
    rig.say("unsubscribe")
    rig.run()
    assert addresses(rig.run(1.1)) == []


def test_port_of_another_host_cannot_be_subscribed():
    rig = Rig()
    rig.say("subscribe", 9000, source=OTHER)
    assert {target for target, _, _ in rig.run(0.1)} == {OTHER}


def test_subscribe_without_a_port_is_where_answers_go():
    rig = Rig()
    rig.say("subscribe")
    rig.say("subscribe", 0, "all", 20, source=OTHER)
    assert {target for target, _, _ in rig.run(0.1)} == {MAX, OTHER}


def test_deaf_host_is_dropped_after_a_minute(rig):
    feedback = rig.session.feedback
    for second in range(61):
        assert PANEL in feedback.subscriptions
        feedback.refused_by(PANEL, rig.now_s + second)
    assert PANEL not in feedback.subscriptions
    feedback.refused_by(("10.9.9.9", 1), rig.now_s)


def test_host_that_was_deaf_for_moments_is_kept(rig):
    feedback = rig.session.feedback
    for second in range(0, 600, 10):
        feedback.refused_by(PANEL, rig.now_s + second)
    assert PANEL in feedback.subscriptions


def test_hellos_without_end_are_bounded():
    rig = Rig()
    for port in range(1, 200):
        rig.say("hello", port, source=(f"10.1.0.{port}", 5))
    assert len(rig.session.feedback.guests) <= 64
    rig.hush()
    assert rig.session.feedback.guests == {}


def test_a_second_program_of_the_host_is_not_held_back():
    rig = Rig()
    panel, other_program = (HOST, 9000), (HOST, 9001)
    rig.say("subscribe", 9000, source=(HOST, 60000))
    rig.say("subscribe", 9001, source=(HOST, 60001))
    rig.hush()
    rig.say("part/1/level", 0.3, source=(HOST, 60000))
    sent = rig.run(0.1)
    assert told(sent, panel, "part/1/level") == []
    assert len(told(sent, other_program, "part/1/level")) == 1
