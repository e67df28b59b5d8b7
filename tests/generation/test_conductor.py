"""What a player does and hears: each command on a conductor that rolls."""

import numpy as np
import pytest

from livenode.generation.riff import PRE_FRAMES
from livenode.params import Refused
from livenode.surface import Command
from tests.generation.rig import LEAD_MS, RATE, Stage
from tests.surface_contract import check_surface


def test_conductor_is_a_surface():
    stage = Stage().play(parts=2)
    check_surface(stage.conductor, lambda: stage.run(8))


@pytest.mark.parametrize("mode", ["anticipate", "loop"])
@pytest.mark.parametrize(("bpm", "meter"), [(60, (4, 4)), (120, (4, 4)), (300, (3, 4)), (180, (7, 8))])
@pytest.mark.parametrize("bars", [1, 8])
def test_first_riff_comes_at_most_4_bars_after_play(mode, bpm, meter, bars):
    stage = Stage()
    stage.say("mode", mode)
    stage.say("meter", *meter)
    stage.play(bpm, bars)
    stage.run_to(stage.timeline.bar_frame(4) + 256)
    first = stage.riffs[0]
    assert first.start_bar <= 4
    assert first.start_frame == stage.timeline.bar_frame(first.start_bar)
    assert not stage.sounded(1, 0, first.start_frame - PRE_FRAMES).any()


def test_every_riff_starts_on_its_bar_to_the_sample():
    stage = Stage().play(131.7, bars=1)
    stage.run(20)
    assert len(stage.riffs) >= 7
    for riff in stage.riffs[:-1]:
        assert riff.start_frame == stage.timeline.bar_frame(riff.start_bar)
        stage.assert_starts(riff, riff.start_frame)
    assert stage.conductor.band.late_riffs == 0


def test_count_in_and_clicks_lie_on_the_beats():
    stage = Stage()
    stage.say("tempo", 150.0)
    stage.say("count_in", 2)
    stage.say("transport/play", when="now")
    stage.run(7)
    cue, timeline = stage.driver.cue, stage.timeline
    begins = [n for n in np.flatnonzero(cue) if not cue[max(0, n - 1000) : n].any()]
    beats = [timeline.beat_frame(bar, beat) for bar in range(-2, 2) for beat in range(4)]
    assert begins[: len(beats)] == [frame + 1 for frame in beats]  # a click begins with a zero
    loud = [np.abs(np.fft.rfft(cue[n : n + 1000], 4800))[:400].argmax() * 10 for n in beats[:8]]
    assert [frequency > 1500 for frequency in loud] == [True, False, False, False] * 2
    assert stage.told("transport/state") == [("count_in",), ("rolling",)]
    assert stage.told("beat")[0][:2] == (-1, 1)


def test_click_leaves_the_output_when_the_first_riff_sounds_and_switches_off():
    stage = Stage().play(240, bars=1)
    stage.run_to(stage.timeline.bar_frame(5))
    first = stage.riffs[0].start_frame
    assert stage.driver.cue[:first].any()
    assert not stage.driver.cue[first + 1000 :].any()
    silent = Stage()
    silent.say("metronome", 0)
    silent.play(240, parts=0)
    silent.run(3)
    assert not silent.driver.cue.any()


def dominant_hz(audio: np.ndarray) -> float:
    spectrum = np.abs(np.fft.rfft(audio * np.hanning(len(audio)), 2**19))
    return float(spectrum.argmax() * RATE / 2**19)


def test_tempo_change_plays_the_riff_again_on_the_new_grid_at_the_same_pitch(monkeypatch):
    stage = Stage()
    decode = stage.engine.decode

    def one_note(latents: np.ndarray, hop: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        amplitudes, gains = decode(latents, hop)
        amplitudes[:] = 0.01 * amplitudes[:, 30:94].mean(1, keepdims=True) / 0.02
        amplitudes[:, :132] = amplitudes[:, 133:] = 0
        return amplitudes, gains

    monkeypatch.setattr(stage.engine, "decode", one_note)
    stage.play(240, bars=1)
    stage.say("part/<p>/replan", 0, part=1)  # nothing new comes by itself
    stage.run_bars(5)
    before = stage.riffs[0]
    stage.say("tempo", 200.0)
    stage.run_bars(4)
    again = stage.riffs[-1]
    entry = stage.timeline.entries[1]
    assert (entry.start_bar, entry.bpm) == (again.start_bar, 200.0)
    np.testing.assert_array_equal(again.latents, before.latents)
    line = stage.timeline.bar_frame(again.start_bar)
    stage.assert_starts(again, line)
    for repeat in (1, 2):
        stage.assert_starts(again, stage.timeline.bar_frame(again.start_bar + repeat))
    assert stage.timeline.bar_frame(entry.start_bar + 1) - line == round(4 * 60 / 200 * RATE)
    was = dominant_hz(stage.sounded(1, line - 24_000, 20_000))
    now = dominant_hz(stage.sounded(1, line + 24_000 * 240 // 200, 20_000))
    assert abs(1200 * np.log2(now / was)) < 10
    assert stage.conductor.get("tempo", None) == (200.0,)


def test_a_fader_on_the_tempo_leaves_no_silence():
    stage = Stage().play(240, bars=1, parts=2)
    stage.run_bars(5)
    begun = stage.frame
    for step in range(80):
        stage.say("tempo", 240.0 - step / 2)
        stage.run(0.03)
    stage.run(3)
    for part in (1, 2):
        blocks = (stage.frame - begun) // 2400
        levels = np.abs(stage.sounded(part, begun, blocks * 2400).reshape(-1, 2400)).max(1)
        assert levels.min() > 1e-4
    assert stage.timeline.entries[-1].bpm == 240.0 - 79 / 2
    assert not stage.told("error")


def test_tempo_change_before_the_first_riff_comes_at_the_next_bar():
    stage = Stage().play(120, bars=2)
    stage.say("tempo", 90.0)
    stage.run(4)
    assert [entry.start_bar for entry in stage.timeline.entries] == [0]
    assert stage.timeline.entries[0].bpm == 90.0


def test_tap_sets_the_tempo():
    stage = Stage().play(120)
    for _ in range(4):
        stage.say("tempo/tap")
        stage.run(0.4)
    assert abs(stage.conductor.get("tempo", None)[0] - 150) < 1.5
    stage.say("tempo/nudge", 10.0)
    stage.run(0.1)
    assert abs(stage.conductor.get("tempo", None)[0] - 165) < 1.7


def test_new_meter_comes_at_the_next_bar_and_the_band_starts_anew():
    stage = Stage().play(240, bars=1)
    stage.run_bars(5)
    stage.run(0.1)
    bar = stage.timeline.position(stage.frame).bar + 1
    stage.say("meter", 7, 8)
    stage.run_bars(5)
    entry = stage.timeline.entries[-1]
    assert (entry.start_bar, entry.numerator, entry.denominator) == (bar, 7, 8)
    line = stage.timeline.bar_frame(bar)
    assert not stage.sounded(1, line, stage.timeline.bar_frame(bar + 1) - line - PRE_FRAMES).any()
    last = stage.riffs[-2]
    assert last.start_bar > bar
    stage.assert_starts(last, stage.timeline.bar_frame(last.start_bar))


def test_bar1_now_makes_the_press_bar_1():
    stage = Stage().play(240, bars=1)
    stage.run_bars(5)
    stage.run(0.3)
    pressed = stage.frame
    stage.say("bar1", when="now")
    stage.run(4)
    assert stage.timeline.bar_frame(0) == pressed
    riff = next(riff for riff in stage.riffs if riff.start_frame > pressed + RATE)
    assert (riff.start_frame - pressed) % RATE == 0
    stage.assert_starts(riff, riff.start_frame)


def test_bar1_on_the_beat_lies_on_the_beat_to_the_sample():
    stage = Stage().play(131.7, bars=1)
    stage.run(6.1)
    line = stage.timeline.next_line(stage.frame + 6000, "beat")
    stage.run_to(line.frame - 7000)
    stage.say("bar1", when="beat")
    stage.run(1)
    assert stage.timeline.bar_frame(0) == line.frame
    assert ("bar1", 1) in stage.told("done")


def test_hold_keeps_the_sounding_riff_and_release_lets_new_ones_come():
    stage = Stage().play(240, bars=1)
    stage.run_bars(5)
    stage.run(0.9)  # the next riff is in the ring already
    held_bar = stage.timeline.position(stage.frame).bar
    held = next(riff for riff in stage.riffs if riff.start_bar == held_bar)
    stage.say("part/<p>/hold", 1, part=1)
    stage.run_bars(1)
    stage.run_bars(4)
    for bar in range(held_bar + 2, held_bar + 5):
        stage.assert_starts(held, stage.timeline.bar_frame(bar))
    stage.say("part/<p>/hold", 0, part=1)
    stage.run_bars(3)
    assert stage.riffs[-1].start_bar > held_bar + 4
    assert ("held", "", held_bar + 4) in stage.told("part/<p>/state", 1)


@pytest.mark.parametrize(("when", "every"), [("bar", 1), ("2bar", 2), ("4bar", 4), ("@9", None)])
def test_generate_comes_when_it_was_asked_for(when, every):
    stage = Stage().play(240, bars=1, parts=0)
    stage.run_bars(5)
    stage.run(0.1)
    receipt = stage.say("part/<p>/generate", part=2, when=when)
    assert receipt.queued_bar is not None
    bar = receipt.queued_bar - 1
    assert bar == 8 if every is None else bar % every == 0
    stage.run_to(stage.timeline.bar_frame(bar + 1))
    assert [riff.start_bar for riff in stage.riffs] == [bar]
    stage.assert_starts(stage.riffs[0], stage.timeline.bar_frame(bar))
    assert ("part/2/generate", bar + 1) in stage.told("done")


def test_generate_now_takes_the_first_bar_that_can_be_served_and_repeats():
    stage = Stage().play(240, bars=1, parts=0)
    stage.run_to(stage.timeline.bar_frame(4) - round(LEAD_MS * 48) + 2000)  # too late for bar 4
    assert stage.say("part/<p>/generate", part=1, when="now").queued_bar == 6
    stage.run_bars(6)
    (riff,) = stage.riffs
    for bar in range(5, 9):
        stage.assert_starts(riff, stage.timeline.bar_frame(bar))


def test_cancel_drops_what_waits():
    stage = Stage().play(240, parts=0)
    stage.run(0.1)
    stage.conductor.submit([Command("part/<p>/level", 1, (0.1,), "4bar")])
    stage.say("cancel")
    stage.run(5)
    assert stage.conductor.values.number("part/<p>/level", 1) == 0.8


def test_what_waits_for_a_bar_moves_with_the_tempo():
    stage = Stage().play(240, parts=0)
    stage.run(0.1)
    stage.conductor.submit([Command("part/<p>/level", 1, (0.1,), "@9")])
    stage.say("tempo", 120.0)
    stage.run_to(stage.timeline.bar_frame(2))
    stage.run_to(stage.timeline.bar_frame(8) - 512)
    assert stage.conductor.values.number("part/<p>/level", 1) == 0.8
    stage.run(0.03)
    assert stage.conductor.values.number("part/<p>/level", 1) == 0.1


@pytest.mark.parametrize("amount", [0.0, 0.1, 1.0])
def test_vary_stays_near_the_sounding_riff_by_its_amount(amount):
    stage = Stage().play(240, bars=2)
    stage.say("part/<p>/replan", 0, part=1)
    stage.run_to(stage.timeline.bar_frame(7))
    (riff,) = stage.riffs
    bar = stage.say("part/<p>/vary", amount, part=1, when="bar").queued_bar - 1
    stage.run_bars(5)
    varied = stage.riffs[1]
    turned = np.roll(riff.latents, -(bar - riff.start_bar) % 2 * (len(riff.latents) // 2), 0)
    assert varied.start_bar == bar
    distance = np.abs(varied.latents - turned).mean()
    assert distance < 0.02 if amount == 0 else distance > 1e-3
    stage.assert_starts(varied, stage.timeline.bar_frame(bar))


def test_mute_and_level_are_heard_within_a_block():
    stage = Stage().play(240, bars=1)
    stage.run_bars(5)
    stage.run(0.1)
    at = stage.frame
    stage.say("part/<p>/mute", 1, part=1)
    stage.run(0.5)
    assert stage.sounded(1, at - 256, 256).any()
    assert not stage.sounded(1, at + 256 + 240, 12_000).any()
    assert "muted" in [state[0] for state in stage.told("part/<p>/state", 1)] or stage.run(1) is None


def test_panic_is_silence_and_play_comes_back():
    stage = Stage().play(240, bars=1)
    stage.say("monitor", 1.0)
    stage.run_bars(5)
    stage.say("panic", when="now")
    at = stage.frame
    stage.run(2)
    assert not stage.driver.output[at + 256 + 240 :].any()
    assert stage.conductor.timeline is None
    stage.say("transport/play", when="now")
    stage.run(5)
    assert stage.driver.output[-RATE:].any()
    assert stage.conductor.band.sounds


def test_stop_on_the_bar_ends_there_to_the_sample_and_play_starts_again():
    stage = Stage().play(240, bars=1)
    stage.run_bars(5)
    stage.run(0.2)
    line = stage.timeline.bar_frame(stage.timeline.position(stage.frame).bar + 1)
    stage.say("transport/stop", when="bar")
    stage.run(3)
    assert stage.sounded(1, line - PRE_FRAMES - 4800, 4800).any()
    assert not stage.sounded(1, line, 2 * RATE).any()
    assert stage.told("part/<p>/state", 1)[-1] == ("empty", "", 0)
    stage.say("transport/play", when="now")
    stage.run(4)
    riff = stage.riffs[-2]
    stage.assert_starts(riff, riff.start_frame)
    assert stage.told("transport/state") == [("rolling",), ("stopped",), ("rolling",)]


def test_preset_is_taken_whole():
    stage = Stage().play(240, bars=1)
    stage.run_bars(4)
    assert stage.say("preset/load", "jazz-waltz", when="now").queued_bar is None
    stage.run(8)
    assert stage.conductor.get("meter", None) == (3, 4)
    assert stage.timeline.entries[-1].numerator == 3
    assert stage.conductor.band.sounds
    with pytest.raises(Refused):
        stage.say("preset/load", "no-such-preset")


def test_four_parts_play_and_each_hears_the_others():
    stage, quiet = Stage(), Stage()
    for one in (stage, quiet):
        one.play(240, bars=1, parts=4)
    quiet.say("part/<p>/mute", 1, part=1)
    for one in (stage, quiet):
        one.run(8)
    assert stage.driver.parts[-RATE:].any(0).all()
    assert stage.conductor.band.late_riffs == 0
    first = {riff.part: riff for riff in stage.riffs[:4]}
    without = {riff.part: riff for riff in quiet.riffs[:4]}
    assert sorted(first) == sorted(without) == [1, 2, 3, 4]
    np.testing.assert_array_equal(first[1].latents, without[1].latents)  # it was made before any other
    for part in (2, 3, 4):
        assert (first[part].latents != without[part].latents).any()


@pytest.mark.parametrize("fallback", ["repeat", "mute"])
def test_what_sounds_when_no_riff_comes(fallback, monkeypatch):
    stage = Stage().play(240, bars=1)
    stage.say("fallback", fallback)
    stage.run_to(stage.timeline.bar_frame(2) + 4800)
    (first, *_) = stage.riffs
    monkeypatch.setattr(stage.worker, "post", lambda job: None)  # the worker is stuck
    stage.run(6)
    last = stage.riffs[-1]
    after = stage.timeline.bar_frame(last.start_bar + 1)
    if fallback == "repeat":
        for bar in (2, 3, 4):
            stage.assert_starts(last, stage.timeline.bar_frame(last.start_bar + bar))
    else:
        assert not stage.sounded(1, after, 2 * RATE).any()


def test_late_riff_joins_at_the_next_bar_is_counted_and_told():
    stage = Stage().play(240, bars=2)
    held, results = [], stage.worker.results

    def late(frame):
        held.extend(results(frame))
        due = [made for made in held if frame >= made[0].start_frame - 1000]
        held[:] = [made for made in held if made not in due]
        return due

    stage.worker.results = late
    stage.run_to(stage.timeline.bar_frame(5))
    riff = stage.riffs[0]
    stage.assert_starts(riff, stage.timeline.bar_frame(riff.start_bar + 1), bar_in_riff=1)
    assert not stage.sounded(1, riff.start_frame, RATE - PRE_FRAMES).any()
    assert stage.conductor.band.late_riffs >= 1
    assert stage.told("generation")[0][-1] == 1
    assert ("late", "playing", riff.start_bar + 1) in stage.told("part/<p>/state", 1)


def test_failing_worker_is_reported_and_the_music_goes_on(monkeypatch):
    stage = Stage().play(240, bars=1)
    stage.run_bars(4)
    good, denoise = stage.riffs[-1], stage.engine.denoise
    monkeypatch.setattr(stage.engine, "denoise", lambda *args: 1 / 0)
    stage.run(3)
    ((path, code, text), *_) = stage.told("error")
    assert (path, code) == ("part/1/generate", "internal")
    assert "ZeroDivisionError" in text
    stage.assert_starts(good, stage.timeline.bar_frame(good.start_bar + 1))
    monkeypatch.setattr(stage.engine, "denoise", denoise)
    count = len(stage.riffs)
    stage.run(3)
    assert len(stage.riffs) > count


def test_a_bar_longer_than_the_window_is_refused():
    stage = Stage().play(120)
    for path, args in (("meter", (16, 2)), ("bars", (8,))):
        with pytest.raises(Refused, match="bars|window"):
            stage.say(path, *args)
    stage.say("meter", 6, 4)
    stage.run(0.1)
    stage.say("tempo/nudge", -20.0)
    stage.run(20)
    assert not stage.told("error")


def test_a_bundle_is_judged_as_a_whole():
    stage = Stage()
    with pytest.raises(Refused, match="window"):  # each alone would fit
        stage.conductor.submit([Command("tempo", None, (60.0,)), Command("meter", None, (16, 4))])


@pytest.mark.parametrize("meter", [(1, 16), (1, 4), (5, 16)])
def test_tiny_bars_play_without_gaps(meter):
    stage = Stage()
    stage.say("meter", *meter)
    stage.play(300, bars=1)
    stage.run(4)
    levels = np.abs(stage.driver.parts[3 * RATE : 4 * RATE, 0].reshape(-1, 2400)).max(1)
    assert levels.min() > 1e-5
    assert not stage.told("error")


def test_the_same_show_twice_is_the_same_to_the_bit():
    def show() -> Stage:
        stage = Stage().play(200, bars=1, parts=2)
        stage.run(5)
        stage.say("tempo", 180.0)
        stage.run(4)
        return stage

    assert (show().driver.parts == show().driver.parts).all()


def test_inputs_are_chosen_of_those_that_are_open():
    stage = Stage()
    assert stage.conductor.get("in/channels", None) == ("1",)
    stage.say("in/channels", "1")
    for text, says in (
        ("2", "1 input is open"),
        ("1,2", "1 input is open"),
        ("0", '"1,2"'),
        ("1,1,1", "two"),
    ):
        with pytest.raises(Refused, match=says) as refused:
            stage.say("in/channels", text)
        assert refused.value.code == "out_of_range"
    stage.memory.configure(input_channels=4, output_channels=2, blocksize=256, clock=False)
    stage.say("in/channels", "2, 4")
    stage.run_to(stage.frame)
    stage.conductor.tick(stage.frame + 256)
    assert [stage.memory.target(name) for name in ("in_a", "in_b")] == [1.0, 3.0]


@pytest.mark.parametrize("ends", [True, False])
def test_a_part_is_muted_for_the_downbeat(ends):
    stage = Stage().play(240, bars=1)
    stage.say("part/<p>/mute", int(not ends), part=1)
    stage.run_to(stage.timeline.bar_frame(8) + 20_000)
    bar = stage.say("part/<p>/mute", int(ends), part=1, when="bar").queued_bar - 1
    stage.run_bars(3)
    line = stage.timeline.bar_frame(bar)
    before, after = stage.sounded(1, line - 20_000, 19_500), stage.sounded(1, line + 240, 20_000)
    assert before.any() == ends and after.any() != ends
    assert np.abs(before if ends else after).max() > 1e-3


def test_so_much_may_wait_and_no_more():
    stage = Stage().play(240, bars=1, parts=0)
    for number in range(512):
        stage.say("part/<p>/pan", number / 512, part=2, when="@50")
    with pytest.raises(Refused, match="send cancel") as refused:
        stage.say("part/<p>/pan", 0.0, part=2, when="@50")
    assert refused.value.code == "busy"
    stage.say("part/<p>/level", 0.5, part=2)  # what does not wait is done
    stage.run(0.02)
    assert stage.told("part/<p>/level", 2)[-1] == (0.5,)
    stage.say("cancel")
    stage.run(0.02)
    stage.say("part/<p>/pan", 0.0, part=2, when="@50")
