"""However much is refused, the log stays small."""

from livenode.control.rejects import Rejects


def test_a_class_that_goes_on_is_logged_ever_more_seldom_and_none_is_lost():
    now_s, lines = 0.0, []
    rejects = Rejects(lambda: now_s, lines.append)
    at_s = []
    for step in range(36_000):  # an hour, ten a second
        now_s = step / 10
        before = len(lines)
        rejects.count("not OSC", "from 10.0.0.5")
        at_s += [now_s] * (len(lines) - before)
    gaps = [late - early for early, late in zip(at_s, at_s[1:], strict=False)]
    assert gaps[:3] == [10.0, 20.0, 40.0] and max(gaps) <= 600.0 and min(gaps) >= 10.0
    assert len(lines) <= 14
    assert rejects.counts["not OSC"] == 36_000
    now_s += 1300.0  # silence: what comes then is new
    rejects.count("not OSC")
    now_s += 10.0
    rejects.count("not OSC")
    assert len(lines) <= 16 and "more" in lines[-2]


def test_classes_are_apart_and_bounded():
    lines = []
    rejects = Rejects(lambda: 0.0, lines.append)
    for number in range(1000):
        rejects.count(f"kind {number}")
        rejects.count("kind 0")
    assert len(lines) <= 65 and rejects.counts["other"] > 900
