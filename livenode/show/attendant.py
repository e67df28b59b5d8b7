"""Looks after a node while nobody does: opens, closes, resumes, attracts, misses sound, feeds the watchdog.

It steers by the same commands as a performer and has no thread: `tick` is called by the control loop, so that
the watchdog is not fed where that loop is dead.
"""

from collections.abc import Callable, Sequence
from typing import Protocol

from livenode.figures import Attended
from livenode.params import PARTS, Args, Refused, spoken
from livenode.rt.memory import Memory
from livenode.show.doors import CLOSED, OPEN, Doors
from livenode.show.hours import passed
from livenode.show.idle import ATTRACTING, Idle
from livenode.show.moment import Clock, Now
from livenode.show.notify import Notifier
from livenode.show.plan import Plan, RestartWanted
from livenode.show.pulse import LOOK_S, Pulse
from livenode.show.quiet import MISSED_S, Quiet, audible_parts, should_sound
from livenode.show.state import State, StateFile, changed
from livenode.surface import Command, Receipt, Values

TICK_S = 0.1
LEAST_UP_S = 2 * 3600.0  # no restart before: the wall's clock may show an hour twice
FIRST_SOUND_S = 60.0  # from play on: the first riff of a slow tempo is no silence
ASK_AGAIN_S = 1.0  # for a riff, where there is no sound
SOUNDING = ("playing", "held")


class Board(Protocol):
    """Tells subscribers: a state where it is new, and what happens."""

    def tell(self, path: str, part: int | None, args: Args) -> None: ...

    def say(self, path: str, part: int | None, args: Args) -> None: ...


class Stage(Protocol):
    """What is looked after: the conductor."""

    @property
    def board(self) -> Board: ...

    @property
    def values(self) -> Values: ...

    def get(self, path: str, part: int | None) -> Args: ...

    def submit(self, commands: Sequence[Command]) -> list[Receipt]: ...

    def fade(self, gain: float) -> None: ...


class Attendant:
    """Looks after one node. Thread: control. Real-time safe: no.

    file: where the state is kept, None for nowhere. say: takes a sentence for the console and the log.
    `fault`: why nothing is heard, "" while all is well.
    """

    def __init__(
        self,
        stage: Stage,
        memory: Memory,
        plan: Plan,
        file: StateFile | None,
        notifier: Notifier,
        clock: Clock,
        say: Callable[[str], None],
    ) -> None:
        self.fault = ""
        self._stage, self._plan, self._file, self._notifier = stage, plan, file, notifier
        self._clock, self._board, self._say = clock, stage.board, say
        self._doors, self._idle = Doors(plan.fade_s), Idle()
        self._quiet, self._pulse = Quiet(), Pulse(memory)
        self._resumed: State | None = None
        self._restarting = self._wakes = self._has_sounded = False
        self._silent_s = self._next_s = self._next_riff_s = self._next_look_s = self._next_feed_s = 0.0
        self._dead = ""
        self._before: Now = clock()
        self._begun_s = self._stopped_s = self._before.s
        self._base = stage.values

    @property
    def problem(self) -> str:
        """Why the state is not kept."""
        return self._file.problem if self._file else ""

    def figures(self) -> Attended:
        """Return what was counted, and how it is."""
        return Attended(
            hours=self._doors.state,
            attract=self._idle.state,
            silences=self._quiet.count,
            silent_s=self._silent_s,
            watchdog_fed=self._notifier.fed,
            saves=self._file.saves if self._file else 0,
        )

    def prepare(self, first: Sequence[Command]) -> None:
        """Set the configuration's values, and those of the last time; `first` was set before."""
        starting = [*first, *self._plan.values]
        rows = [((each.path, each.part), each.args) for each in starting]
        self._base = self._stage.values.with_values(row for row in rows if row[0] in self._stage.values.rows)
        self._submit(self._plan.values)
        if self._file is None:
            return
        state, sentence = self._file.load()
        if sentence:
            self._say(f"livenode: {sentence}")
        if state is not None:
            self._resumed = state
            self._submit(state.commands())
            self._say(f"resumed: {len(state.values)} values as they were{', playing' * state.rolls}")

    def begin(self, autoplay: bool) -> None:
        """Open, where it is time; play where it played, without a count-in, or as asked by `autoplay`."""
        now, resumed = self._clock(), self._resumed
        is_open = self._wants_open(now, resumed.values.get(("hours", None)) if resumed else None)
        self._doors.begin(is_open, now.s)
        self._stage.fade(self._doors.gain)
        self._begun_s = now.s
        if not is_open:
            self._say(f"closed until {self._opening(now)}")
        elif resumed and resumed.rolls:
            self._play()
        elif autoplay and not resumed:
            self._submit([Command("transport/play", when="now")])
        self._notifier.ready()

    def tick(self, blocksize: int) -> None:
        """Do what is due. Raises RestartWanted."""
        now = self._clock()
        if now.s < self._next_s:
            return
        self._next_s = now.s + TICK_S
        rolls = self._rolls()
        sounds = any(self._stage.get("part/<p>/state", part)[0] in SOUNDING for part in PARTS)
        self._look(now, blocksize)
        self._open_or_close(now, rolls, sounds)
        self._attract(now, rolls)
        self._miss(now, rolls, sounds)
        if self._file is not None and not self._restarting:
            self._file.keep(self._state(rolls), now.s)
        self._feed(now, rolls)
        self._before = now

    def end(self) -> None:
        """Keep the state as it is, and say that it ends."""
        if self._file is not None and not self._restarting:
            self._file.keep(self._state(self._rolls()), float("inf"))
        self._notifier.stopping()

    def _rolls(self) -> bool:
        return self._stage.get("transport/state", None)[0] != "stopped"

    def _state(self, rolls: bool) -> State:
        values = self._idle.before or self._stage.values
        engine = str(self._stage.get("engine", None)[0])
        return State(changed(values, self._base), rolls or self._doors.state == CLOSED, engine)

    def _wants_open(self, now: Now, resumed: Args | None = None) -> bool:
        (asked,) = resumed or self._stage.values.get("hours")
        return asked == "open" or (asked == "kept" and self._plan.hours.is_open(now.local))

    def _opening(self, now: Now) -> str:
        """Say when it opens next; what was closed by hand stays closed, whatever the hours are."""
        if self._plan.hours.spans and self._stage.values.get("hours") == ("closed",):
            return "hours kept or hours open is sent"
        return self._plan.hours.next_opening(now.local)

    def _open_or_close(self, now: Now, rolls: bool, sounds: bool) -> None:
        daily, up_s = self._plan.restart, now.s - self._begun_s
        if daily and up_s >= LEAST_UP_S and passed(daily, self._before.local, now.local):
            self._restarting = True
        act = self._doors.advance(self._wants_open(now) and not self._restarting, sounds, now.s)
        self._stage.fade(self._doors.gain)
        if self._doors.state == CLOSED and self._restarting:
            raise RestartWanted(f"ends to be started again, as every day at {daily:%H:%M}")
        if act == "play":
            self._say("open")
            self._play()
        elif act == "stop":
            self._say(f"closed until {self._opening(now)}")
            self._submit([Command("transport/stop", when="now")])
        elif self._doors.state == CLOSED and rolls:
            self._submit([Command("transport/stop", when="now")])
            self._board.say("error", None, ("transport/play", "denied", "closed: send hours open"))
        elif self._wakes and rolls:
            self._wakes = False
            self._generate()
        self._board.tell("hours/state", None, (self._doors.state,))

    def _play(self) -> None:
        """Start at once: nobody is there to be counted in, or to be listened to first."""
        count_in = self._stage.values.get("count_in")
        start = [Command("count_in", None, (0,)), Command("transport/play", when="now")]
        self._submit([*start, Command("count_in", None, count_in)])
        self._wakes = True

    def _generate(self) -> None:
        """Ask for a riff of each part that should sound, for the next bar that can be served."""
        parts = audible_parts(self._stage.values)
        self._submit([Command("part/<p>/generate", part, (), "now") for part in parts])

    def _attract(self, now: Now, rolls: bool) -> None:
        input_dbfs = float(self._stage.get("in/level", None)[1])
        plays = rolls and self._doors.state == OPEN
        before = self._idle.state
        self._submit(self._idle.advance(self._stage.values, input_dbfs, plays, now.s))
        if self._idle.state == ATTRACTING != before and self._idle.problem:
            self._say(f"livenode: {self._idle.problem}")
        self._board.tell("attract/state", None, (self._idle.state,))

    def _miss(self, now: Now, rolls: bool, sounds: bool) -> None:
        """Notice silence that nobody asked for, and ask for riffs until it is over."""
        plays = rolls and self._doors.state == OPEN
        self._stopped_s = self._stopped_s if plays else now.s
        self._has_sounded = plays and (self._has_sounded or sounds)
        begun = self._has_sounded or now.s - self._stopped_s > FIRST_SOUND_S
        expected = begun and should_sound(self._stage.values, plays)
        before, output_dbfs = self._silent_s, float(self._stage.get("out/level", None)[1])
        self._silent_s = self._quiet.advance(expected, output_dbfs, now.s)
        if self._silent_s and not before:
            self._say(f"livenode: no sound for {MISSED_S:.0f} s although the transport rolls")
        elif before and not self._silent_s:
            self._say(f"sound is back after {before:.0f} s")
        if self._silent_s and now.s >= self._next_riff_s:
            self._next_riff_s = now.s + ASK_AGAIN_S
            self._generate()
        self._board.tell("silence", None, (self._quiet.count, float(round(self._silent_s))))
        silent = f"no sound for {self._silent_s:.0f} s" if self._silent_s else ""
        self.fault = self._dead or silent

    def _look(self, now: Now, blocksize: int) -> None:
        if now.s < self._next_look_s:
            return
        self._next_look_s = now.s + LOOK_S
        self._dead = self._pulse.look(blocksize)
        if self._dead and self._notifier.is_supervised:
            raise RestartWanted(f"{self._dead}: ends to be started again")

    def _feed(self, now: Now, rolls: bool) -> None:
        words = self.fault or ("plays" if rolls else "stopped")
        self._notifier.status(f"{words}; {self._doors.state}; attract mode {self._idle.state}")
        if self._notifier.feed_s and now.s >= self._next_feed_s and not self._dead:
            self._next_feed_s = now.s + self._notifier.feed_s
            self._notifier.feed()

    def _submit(self, commands: Sequence[Command]) -> None:
        """Do each that can be done; what cannot, as a sound that is gone, is told."""
        for command in commands:
            try:
                self._stage.submit([command])
            except Refused as refused:
                address = spoken(command.path, command.part)
                self._board.say("error", None, (address, refused.code, refused.text))
