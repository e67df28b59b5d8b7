"""Each ability steered from Pure Data on a node that plays: what is pressed there takes effect here."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from livenode.audio.files import write_wav
from livenode.generation.bench import DecodeRequest, Request
from livenode.generation.riff import RiffRequest, Settings
from livenode.node import LiveNode
from livenode.surface import Command
from tests.audio.wires import wire_output_to_input
from tests.generation.rig import music
from tests.live.node_thread import running_node, wait_until
from tests.pd_board import pd_board

pytestmark = [pytest.mark.audio, pytest.mark.slow, pytest.mark.usefixtures("jack")]

FAST = (
    Command("tempo", None, (240.0,)),
    Command("bars", None, (1,)),
    Command("part/<p>/auto", 1, (0,)),
    Command("count_in", None, (0,)),
    Command("metronome/level", None, (1.0,)),
)


class Seen:
    """What a node does: its values, the levels of its audio zone, and all that its worker was asked for."""

    def __init__(self, node: LiveNode) -> None:
        self.node, self.asked = node, []  # type: ignore[var-annotated]
        post = node.worker.post

        def noted(job: Request) -> None:
            self.asked.append(job)
            post(job)

        node.worker.post = noted  # type: ignore[method-assign]

    def value(self, path: str, part: int | None = None) -> object:
        return self.node.conductor.values.get(path, part)[0]

    def target(self, name: str) -> float:
        return round(self.node.memory.target(name), 4)

    def riffs(self, part: int = 1) -> list[RiffRequest]:
        return [job for job in self.asked if isinstance(job, RiffRequest) and job.part == part]

    def settings(self, part: int = 1) -> Settings:
        """Return what the last riff of a part was asked for with."""
        return self.riffs(part)[-1].settings if self.riffs(part) else Settings()

    def attribute(self, name: str) -> float:
        return dict(self.settings().attributes).get(name, -1.0)

    def sound(self, part: int) -> str:
        """Return the sound that the last riff of a part was asked for with."""
        sound = self.settings(part).prompt.sound
        return sound.name if sound else ""

    def take(self) -> tuple[int, int]:
        """Return which take of part 1 sounds, from 0, and of how many."""
        sounding = self.node.conductor.band.parts[1].sounding(self.node.memory.frame())
        return (sounding.riff.take, len(sounding.riff.takes)) if sounding else (0, 0)

    def kept(self) -> tuple[int, int]:
        """Return which bars the last riff of part 1 was to be inpainted at: the first from 0, how many."""
        kept = self.riffs()[-1].kept
        return (kept.first, kept.bars) if kept else (0, 0)

    def sounds(self) -> bool:
        """Return whether what part 1 asked for last sounds now."""
        sounding = self.node.conductor.band.parts[1].sounding(self.node.memory.frame())
        return sounding is not None and sounding.riff.number == self.riffs()[-1].number

    def loop(self) -> object:
        return self.node.conductor.get("loop/state", None)[0]

    @property
    def bpm(self) -> float:
        timeline = self.node.conductor.timeline
        return timeline.entries[-1].bpm if timeline else 0.0


# ability, what Pd sends, and how it is known to have taken effect; in this order. What begins with a + is
# pressed together with the row before it.
TABLE: tuple[tuple[str, str, Callable[[Seen], bool]], ...] = (
    ("parts play by themselves", "part/1/auto 1", lambda s: s.value("part/<p>/auto", 1) == 1),
    ("start", "transport/play now", lambda s: bool(s.riffs()) and s.node.conductor.band.sounds),
    ("context and words", "part/1/prompt marimba", lambda s: s.settings().prompt.text == "marimba"),
    ("+ context and a sound", "part/1/audio bass.wav", lambda s: s.sound(1) == "bass.wav"),
    ("+ words and a sound", "part/1/audio/mix 0.25", lambda s: s.settings().prompt.mix == 0.25),
    ("+ what was played", "part/2/audio input", lambda s: s.value("part/<p>/audio", 2) == "input"),
    ("+ a riff on request", "part/2/generate now", lambda s: s.sound(2) == "input"),
    ("+ other words", "part/1/prompt/2 flute", lambda s: s.settings().prompt.text2 == "flute"),
    ("+ a morph of so many bars", "part/1/morph/bars 3", lambda s: s.value("part/<p>/morph/bars", 1) == 3),
    ("a morph", "part/1/morph 1", lambda s: {0.0, 1.0} < {one.settings.prompt.morph for one in s.riffs()}),
    ("guided by the context", "part/1/guidance/context 3", lambda s: s.settings().guidance_context == 3),
    ("+ guided by the prompt", "part/1/guidance/prompt 1", lambda s: s.settings().guidance_prompt == 1),
    ("+ density", "part/1/density 0.75", lambda s: s.attribute("density") == 0.75),
    ("+ energy", "part/1/energy 0.25", lambda s: s.attribute("energy") == 0.25),
    ("+ register", "part/1/register 0.5", lambda s: s.attribute("register") == 0.5),
    ("the player is followed", "follow 1", lambda s: s.attribute("energy") not in (0.25, -1.0)),
    ("the player is no longer followed", "follow 0", lambda s: s.attribute("energy") == 0.25),
    ("another seed", "part/1/seed 9", lambda s: s.settings().seed == 37),
    ("+ denoising steps", "steps 3", lambda s: s.settings().steps == 3),
    ("+ width", "part/1/width 0.5", lambda s: s.settings().wide and s.target("part1_width") == 0.5),
    ("+ level", "part/3/level 0.25", lambda s: s.target("part3_gain") == 0.25),
    ("+ pan", "part/1/pan -1", lambda s: s.target("part1_left") == 1.4142 and s.target("part1_right") == 0),
    ("+ mute", "part/2/mute 1", lambda s: s.target("part2_gain") == 0),
    ("solo", "part/3/solo 1", lambda s: s.target("part1_gain") == 0 < s.target("part3_gain")),
    ("solo off", "part/3/solo 0", lambda s: s.target("part1_gain") == 0.8),
    ("+ the master fader", "level 0.5", lambda s: s.target("master_level") == 0.5),
    ("+ the input through", "monitor 0.25", lambda s: s.target("monitor") == 0.25),
    ("to the last bars as a loop", "mode loop", lambda s: s.settings().mode == "loop"),
    ("+ of so many bars", "loop/bars 2", lambda s: s.settings().loop_bars == 2),
    ("what sounds where a riff is late", "fallback dry", lambda s: s.value("fallback") == "dry"),
    ("a late riff's place is kept", "fallback repeat", lambda s: s.value("fallback") == "repeat"),
    ("+ longer riffs", "bars 2", lambda s: s.riffs()[-1].bars == 2),
    ("takes", "takes 3", lambda s: s.settings().takes == 3 and s.take() == (0, 3)),
    ("no riff by itself", "part/1/replan 0", lambda s: s.value("part/<p>/replan", 1) == 0),
    ("the next take", "part/1/take/next now", lambda s: s.take() == (1, 3)),
    ("the take before", "part/1/take/back now", lambda s: s.take() == (0, 3)),
    ("this take kept", "part/1/take/keep", lambda s: s.value("part/<p>/hold", 1) == 1 and s.take() == (0, 1)),
    ("held no longer", "part/1/hold 0", lambda s: s.value("part/<p>/hold", 1) == 0),
    ("varied", "part/1/vary 0.5 now", lambda s: s.riffs()[-1].vary == 0.5 and s.sounds()),
    ("inpainted", "part/1/inpaint 2 1 now", lambda s: s.kept() == (1, 1) and s.sounds()),
    ("held", "part/1/hold 1", lambda s: s.value("part/<p>/hold", 1) == 1),
    ("another tempo", "tempo 220", lambda s: s.bpm == 220 and isinstance(s.asked[-1], DecodeRequest)),
    ("half the tempo", "tempo/halve", lambda s: s.bpm == 110),
    ("free time", "time free", lambda s: s.value("time") == "free"),
    ("on the beat again", "time grid", lambda s: s.value("time") == "grid"),
    ("the looper records", "loop/press", lambda s: s.loop() == "recording"),
    ("the looper plays", "loop/press", lambda s: s.loop() == "playing"),
    ("the looper's fader", "loop/level 0.5", lambda s: s.value("loop/level") == 0.5),
    ("the loop is dropped", "loop/clear", lambda s: s.loop() == "empty"),
    ("silence at once", "panic", lambda s: s.target("panic") == 1 and s.node.conductor.timeline is None),
)  # fmt: skip


def groups() -> list[list[tuple[str, str, Callable[[Seen], bool]]]]:
    """Return the rows of the table, those together that are pressed together."""
    found: list[list[tuple[str, str, Callable[[Seen], bool]]]] = []
    for row in TABLE:
        if row[0].startswith("+"):
            found[-1].append(row)
        else:
            found.append([row])
    return found


@pytest.fixture
def media(tmp_path):
    folder = tmp_path / "media"
    folder.mkdir()
    write_wav(folder / "bass.wav", music(2))
    return folder


def test_each_ability_is_steered_from_pd(media, tmp_path):
    said: list[str] = []
    messages = list(dict.fromkeys(message for _, message, _ in TABLE))
    with running_node(FAST, said.append, media=str(media)) as node:
        seen = Seen(node)
        wire_output_to_input()  # it hears its own click and riffs
        with pd_board(node.config.port, tmp_path, messages) as board:
            wait_until(lambda: board.press(messages[0]) or TABLE[0][2](seen), 20)  # until Pd listens
            for group in groups():
                for _, message, _ in group:
                    board.press(message)
                for ability, message, happened in group:
                    try:
                        wait_until(lambda: happened(seen), 15)  # noqa: B023
                    except AssertionError as late:
                        raise AssertionError(f"{ability}: {message} did nothing; told: {said[-2:]}") from late
        assert not node.server.session.rejects.counts
        assert not [line for line in said if line.startswith("livenode: ")]
