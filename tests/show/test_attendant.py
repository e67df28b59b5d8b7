"""A node that nobody looks after, on a virtual sound card and with clocks of the tests' own."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from livenode import presets
from livenode.config import Config
from livenode.rt.layout import TARGET_AT, TARGET_INDEX
from livenode.show.attendant import LEAST_UP_S, Attendant
from livenode.show.moment import Now
from livenode.show.notify import Notifier
from livenode.show.plan import RestartWanted, plan_of
from livenode.show.service import RESTART_CODE
from livenode.show.state import StateFile
from livenode.surface import Command
from tests.generation.rig import RATE, Stage, music
from tests.show.manager import manager
from tests.stage.day import QuickEngine

MONDAY = datetime(2026, 10, 19)
HEARD = music(90)
START = (Command("tempo", None, (240.0,)), Command("bars", None, (1,)), Command("metronome", None, (0,)))


class Room:
    """A stage with an attendant, begun at a time of the wall's clock; `frame` makes both clocks go."""

    def __init__(
        self,
        file: Path | None = None,
        begin: datetime = MONDAY,
        environment: dict[str, str] | None = None,
        autoplay: bool = True,
        audio: np.ndarray | None = None,
        **settings: object,
    ) -> None:
        self.stage = Stage(QuickEngine(), audio=HEARD if audio is None else audio, collect=False)
        self.begin, self.skipped_s = begin, 0.0
        self.said: list[str] = []
        conductor = self.stage.conductor
        conductor.submit(START)
        self.attendant = Attendant(
            conductor,
            self.stage.memory,
            plan_of(Config(**settings)),  # type: ignore[arg-type]
            StateFile(file) if file else None,
            Notifier(environment or {}),
            self.clock,
            self.said.append,
        )
        self.attendant.prepare(START)
        self.attendant.begin(autoplay)

    def clock(self) -> Now:
        seconds = self.stage.frame / RATE + self.skipped_s
        return Now(seconds, self.begin + timedelta(seconds=seconds))

    def skip(self, seconds: float) -> None:
        """Let the clocks go on without the music."""
        self.skipped_s += seconds
        self.run(0.1)

    def run(self, seconds: float) -> None:
        end = self.stage.frame + round(seconds * RATE)
        while self.stage.frame < end:
            self.stage.conductor.tick(self.stage.frame)
            self.attendant.tick(256)
            self.stage.driver.step()

    def told(self, path: str) -> tuple:
        return self.stage.conductor.get(path, None)

    @property
    def rolls(self) -> bool:
        return self.stage.conductor.timeline is not None

    @property
    def level_now(self) -> float:
        """The peak of the output's last moments."""
        return self.stage.memory.counters().output_peak

    def value(self, path: str, part: int | None = None) -> float:
        return self.stage.conductor.values.number(path, part)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "livenode.state.json"


def test_opening_and_closing_fade_and_turn_the_transport(file):
    room = Room(begin=MONDAY.replace(hour=9, minute=59, second=50), hours=("mo 10:00-10:01",), fade=4)
    assert room.said == ["closed until mo 10:00"]
    room.run(9)
    assert not room.rolls and room.level_now == 0
    room.run(2)
    assert room.rolls and room.told("hours/state") == ("opening",)
    room.run(8)
    assert room.told("hours/state") == ("open",) and room.level_now > 0.05
    loud, master = room.level_now, room.stage.memory.target("master_level")
    room.skip(50)
    room.run(2.4)
    assert room.told("hours/state") == ("closing",) and room.rolls
    assert 0.2 * loud < room.level_now < 0.95 * loud and room.stage.memory.target("master_level") < master
    room.run(3)
    assert room.told("hours/state") == ("closed",) and not room.rolls and room.level_now < 0.1 * loud
    assert room.value("level") == 1.0, "the fader is the performer's"
    assert room.said[1:] == ["open", "closed until mo 10:00"]


def test_play_is_refused_while_closed_and_hours_open_opens(file):
    room = Room(begin=MONDAY, hours=("tu 10:00-18:00",))
    room.stage.say("transport/play", when="now")
    room.run(1)
    assert not room.rolls and room.level_now == 0
    assert ("transport/play", "denied", "closed: send hours open") in room.stage.told("error")
    room.stage.say("hours", "open")
    room.run(10)
    assert room.rolls and room.level_now > 0.05
    room.stage.say("hours", "closed")
    room.run(7)
    assert not room.rolls


def test_a_show_without_hours_is_closed_and_opened_by_hand():
    room = Room(fade=1)
    room.run(2)
    room.stage.say("hours", "closed")
    room.run(2)
    assert not room.rolls and room.said == ["closed until hours open is sent"]
    room.stage.say("hours", "kept")
    room.run(3)
    assert room.rolls and room.level_now > 0.05


def test_a_wall_clock_that_is_set_neither_stops_the_music_nor_breaks_it():
    room = Room(begin=MONDAY.replace(hour=12), hours=("mo-su 10:00-18:00",))
    room.run(4)
    for hours in (1, -2, 3):
        room.begin += timedelta(hours=hours)
        room.run(2)
        assert room.told("hours/state") == ("open",) and room.level_now > 0.05
    room.begin += timedelta(hours=8)
    room.run(6)
    assert not room.rolls
    room.begin -= timedelta(hours=8)
    room.run(7)
    assert room.rolls and room.level_now > 0.05


def test_the_nightly_restart_fades_keeps_and_says_so_with_its_code(file):
    room = Room(file, begin=MONDAY.replace(hour=3, minute=59, second=50), restart="04:00", resume=True)
    room.run(12)
    assert room.rolls, "it has just begun"
    room.begin -= timedelta(seconds=room.clock().s)
    room.skip(LEAST_UP_S)
    room.begin = MONDAY.replace(hour=3, minute=59, second=58) - timedelta(seconds=room.clock().s)
    room.run(2.5)
    loud = room.level_now
    with pytest.raises(RestartWanted, match="every day at 04:00") as caught:
        room.run(10)
    assert caught.value.exit_code == RESTART_CODE
    assert room.level_now < loud
    after = Room(file, autoplay=False, resume=True)
    assert after.said == ["resumed: 0 values as they were, playing"]
    after.run(3)
    assert after.rolls and after.level_now > 0.05


def test_a_power_cut_is_gone_on_from_and_heard_within_two_bars(file):
    room = Room(file, preset="full-band", resume=True)
    room.stage.say("part/<p>/prompt", "a dusty upright bass", part=1)
    room.stage.say("part/<p>/seed", 41, part=2)
    room.stage.say("tempo", 180.0)
    room.run(6)  # and the process is thrown away
    after = Room(file, autoplay=False, resume=True)
    assert after.said == ["resumed: 3 values as they were, playing"]
    after.run(2 * 4 * 60 / 180 + 0.4)
    assert after.value("tempo") == 180.0 and after.value("part/<p>/seed", 2) == 41
    assert after.stage.conductor.values.text("part/<p>/prompt", 1) == "a dusty upright bass"
    assert after.value("count_in") == 1.0, "as it was, though nobody was counted in"
    assert after.level_now > 0.05


def test_what_was_stopped_stays_stopped(file):
    room = Room(file, resume=True)
    room.run(1)
    assert room.rolls, "asked for by --play, where there is no state"
    room.stage.say("transport/stop", when="now")
    room.run(2.5)
    after = Room(file, resume=True)
    after.run(0.5)
    assert after.said == ["resumed: 0 values as they were"] and not after.rolls


def test_a_torn_state_is_said_and_the_node_begins(file):
    file.write_text("{")
    room = Room(file, resume=True)
    assert "livenode.state.json is not JSON (" in room.said[0] and "livenode.state.bad" in room.said[0]
    room.run(3)
    assert room.rolls and file.is_file()


def test_a_preset_of_attract_mode_that_is_gone_is_said(file, monkeypatch):
    room = Room(file, audio=np.zeros(7 * RATE, np.float32), attract_minutes=1, attract="ambient-pad")
    monkeypatch.setattr(presets, "folders", list)
    room.run(3)
    room.skip(60)
    room.run(1)
    assert room.told("attract/state") == ("attracting",)
    (said,) = [line for line in room.said if "attract/preset" in line]
    assert "ambient-pad" in said and "playing softly instead" in said


def test_attract_mode_begins_and_somebody_ends_it_at_a_bar_line(file):
    quiet, loud = np.zeros(7 * RATE, np.float32), 0.3 * np.sin(np.arange(5 * RATE) / 20, dtype=np.float32)
    room = Room(file, audio=np.concatenate([quiet, loud, quiet]), attract_minutes=1, resume=True)
    room.run(3)
    room.skip(56)
    assert room.told("attract/state") == ("waiting",) and room.value("level") == 1.0
    room.run(3.4)
    assert room.told("attract/state") == ("attracting",)
    assert room.value("level") == 0.5 and room.value("part/<p>/guidance/context", 1) == 0
    after = Room(file, resume=True)
    after.run(0.2)
    assert after.value("level") == 1.0, "what was before is kept, not what attracts"
    room.run(3)
    assert room.told("attract/state") == ("waiting",)
    assert room.value("level") == 1.0 and room.value("part/<p>/guidance/context", 1) == 2.0
    bars = {args[1] for args in room.stage.told("done") if "guidance" in args[0]}
    assert bars, "at a bar line"


def test_silence_while_it_rolls_is_a_fault_that_is_counted_and_told():
    room = Room()
    room.run(4)
    assert room.attendant.fault == ""
    room.stage.engine.sound = lambda latents, sounding: np.zeros(sounding.frames, np.float32)  # type: ignore[method-assign]
    room.run(6)
    room.skip(12)
    assert room.attendant.fault.startswith("no sound for ")
    figures = room.attendant.figures()
    assert figures.silences == 1 and figures.silent_s >= 12
    assert room.told("silence")[0] == 1
    assert room.said == ["livenode: no sound for 12 s although the transport rolls"]
    room.stage.say("transport/stop", when="now")
    room.run(1)
    assert room.attendant.fault == "" and room.said[-1].startswith("sound is back after")


def test_the_watchdog_is_fed_while_the_callback_goes_on():
    with manager(watchdog_s=4.0) as systemd:
        room = Room(environment=systemd.environment)
        room.run(10)
        assert systemd.told[0] == "READY=1"
        assert 9 <= systemd.count("WATCHDOG=1") <= 11
        assert any(line.startswith("STATUS=plays; open") for line in systemd.told)
        fed = systemd.count("WATCHDOG=1")
        with pytest.raises(RestartWanted, match="the callback has stood still"):
            for _ in range(40):
                room.skipped_s += 0.5
                room.attendant.tick(256)
        assert systemd.count("WATCHDOG=1") - fed <= 3, "no longer fed"
        room.attendant.end()
        assert systemd.told[-1] == "STOPPING=1"


def test_an_output_that_is_stuck_is_not_fed_for():
    with manager() as systemd:
        room = Room(environment=systemd.environment)
        room.run(4)
        memory = room.stage.memory
        sent = memory.read_sent  # what was sent is a constant from now on
        memory.read_sent = lambda start, frames: 0 * sent(start, frames) + np.float32(0.2)  # type: ignore[method-assign]
        with pytest.raises(RestartWanted, match="the output rests off zero: ends to be started again"):
            room.run(10)


def test_without_a_manager_a_stuck_output_is_a_fault_and_the_node_stays():
    room = Room()
    room.run(4)
    for _ in range(10):
        room.skipped_s += 0.5
        room.attendant.tick(256)
    assert room.attendant.fault.startswith("the callback has stood still")
    room.run(2)
    assert room.attendant.fault == ""


def test_the_fade_leaves_no_step_in_the_levels():
    room = Room(begin=MONDAY, hours=("mo 00:00-00:01",), fade=5)
    master = TARGET_AT + TARGET_INDEX["master_level"]
    room.skip(59)
    seen = []
    for _ in range(70):
        room.run(0.1)
        seen.append(float(room.stage.memory.views[1][master]))
    assert max(before - now for before, now in zip(seen, seen[1:], strict=False)) < 0.03
    assert seen[-1] == 0.0


def test_closed_by_hand_it_does_not_promise_to_open_by_itself():
    room = Room(begin=MONDAY.replace(hour=10), hours=("mo 10:00-18:00",), fade=0)
    room.stage.conductor.submit([Command("hours", None, ("closed",))])
    room.run(1)
    assert room.said[-1] == "closed until hours kept or hours open is sent"
