"""What the doctor says of a machine, and that it is right."""

import json

import pytest

from livenode.cli import main
from livenode.generation.planner import Cost, most_cost_ms
from livenode.verdict import Setting, Verdict, advice, judge, shortest_safe
from tests.stage.limits import SHARES, play

TWO_BARS = Setting(parts=2, bars=2, bpm=120.0)


@pytest.mark.parametrize("setting", [Setting(1, 1, 240.0), Setting(2, 2, 120.0), Setting(1, 4, 200.0)])
@pytest.mark.parametrize("share", SHARES)
def test_a_verdict_is_what_comes(setting, share):
    found = play(setting, share, seconds=60)
    assert found["keeps_up"] == (share < 1)
    assert (found["fallbacks"] == 0) == (share < 1), found


@pytest.mark.parametrize(
    ("whole_ms", "safe", "keeps_up", "word"),
    [(700, True, True, "safe"), (1600, False, True, "little to spare"), (2100, False, False, "too slow")],
)
def test_words_of_a_verdict(whole_ms, safe, keeps_up, word):
    verdict = judge([Cost(100, whole_ms)] * 3, TWO_BARS)
    assert verdict.most_ms == most_cost_ms(2, 4000)
    assert (verdict.is_safe, verdict.keeps_up) == (safe, keeps_up)
    assert word in verdict.words() and f"{whole_ms} ms" in verdict.words()


@pytest.mark.parametrize(
    ("cost", "bars"),
    [
        (Cost(100, 400), 1),
        (Cost(1000, 2500), 4),  # 2500 of 0.75 * 3990; of two bars 1500 of 0.75 * 1990
        (Cost(1500, 3200), 8),
        (Cost(9000, 9000), None),
    ],
)
def test_the_shortest_riff_that_is_safe(cost, bars):
    assert shortest_safe(cost, TWO_BARS) == bars


def test_advice_names_what_helps():
    slow = Verdict(2500, 1990)
    told = advice(slow, TWO_BARS, {1: 2, 2: 4, 4: 8}, steps=2)
    assert "--bars 4" in told[0] and "--steps 1" in told[1] and "parts" in told[2]
    assert advice(Verdict(100, 1990), TWO_BARS, {2: 1}, steps=2) == []
    alone = advice(slow, Setting(1, 8, 120.0), {2: None}, steps=2)
    assert len(alone) == 1 and "close other programs" in alone[0]


@pytest.mark.slow
def test_the_page_without_a_sound_card(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("JACK_NO_START_SERVER", "1")
    words = ["doctor", "--engine", "fake", "--rehearse", "0.15", "--bpm", "240", "--device", "no such device"]
    code = main(words)
    page = capsys.readouterr().out
    for row in (
        "machine:",
        "sound:",
        "rehearsed without a sound card",
        "engine fake",
        "rehearsal:",
        "safe here:",
    ):
        assert row in page
    assert "change:      sound:" in page
    assert code in (0, 1) and ("safe" in page.splitlines()[-1]) >= (code == 0)
    main([*words, "--json"])
    figures = json.loads(capsys.readouterr().out)
    assert figures["riffs"] >= 2 and figures["verdict"]["most_ms"] == most_cost_ms(2, 2000)
    assert figures["leads_ms"] and set(figures["safe"]) == {"1", "2", "4", "8"}
