"""Which clock is open, what it starts and stops, and what becomes of one that fails."""

from livenode.clocks import Clocks
from livenode.sync.fake_clock import FakeClock
from tests.generation.rig import RATE, Stage


class Node(Stage):
    """A stage with the clocks of a node."""

    def __init__(self, **opened) -> None:
        super().__init__()
        self.clock = FakeClock(RATE, 110.0, 5000.0)
        self.said: list[str] = []
        opened = opened or {"link": lambda frames, conductor: self.clock}
        self.clocks = Clocks(self.memory, self.conductor, self.said.append, opened)
        self.say("count_in", 0)

    def run_to(self, frame: int) -> None:
        while self.frame < frame:
            self.clocks.tick()
            self.conductor.tick(self.frame)
            self.driver.step()

    @property
    def rolls(self) -> bool:
        return self.conductor.timeline is not None


def test_the_clock_that_is_asked_for_is_read_and_let_go_again():
    node = Node()
    node.say("sync/source", "link")
    node.run(0.1)
    assert node.conductor.values.number("tempo") == 110.0
    assert node.conductor.following.leader is node.clock
    node.say("sync/source", "internal")
    node.run(0.1)
    assert node.conductor.following.reading is node.conductor.following.leader is None
    assert node.told("sync/status")[-1][:2] == ("internal", "locked")


def test_the_node_starts_and_stops_with_the_session():
    node = Node()
    node.clock.turn(0, playing=False)
    node.say("sync/source", "link")
    node.run(0.1)
    assert not node.rolls
    node.clock.turn(node.frame, playing=True)
    node.run(0.1)
    assert node.rolls
    node.clock.turn(node.frame, playing=False)
    node.run(0.1)
    assert not node.rolls


def test_the_session_starts_and_stops_with_the_node():
    node = Node()
    node.clock.turn(0, playing=False)
    node.say("sync/source", "link")
    node.run(0.1)
    node.say("transport/play", when="now")
    node.run(3)
    assert node.clock.asked[-1] is True
    assert node.rolls
    node.say("transport/stop", when="now")
    node.run(0.2)
    assert node.clock.asked[-1] is False
    assert not node.rolls


def test_a_session_that_plays_already_starts_nothing_by_itself():
    node = Node()
    node.clock.turn(0, playing=True)
    node.say("sync/source", "link")
    node.run(1)
    assert not node.rolls


def test_a_clock_that_cannot_be_had_is_told_and_the_music_goes_on():
    def missing(frames, conductor):
        raise ImportError("Ableton Link is not installed: pip install livenode[link]")

    node = Node(link=missing)
    node.play(120.0)
    node.say("sync/source", "link")
    node.run(3)
    assert len(node.said) == 1
    assert "pip install livenode[link]" in node.said[0]
    assert node.rolls
    assert node.told("sync/status")[-1][:2] == ("link", "searching")


def test_a_clock_that_fails_while_it_is_read_is_let_go():
    class Broken(FakeClock):
        def read(self, frame):
            if frame > RATE:
                raise OSError("the driver is gone")
            return super().read(frame)

    node = Node(link=lambda frames, conductor: Broken(RATE, 120.0))
    node.play(120.0)
    node.say("sync/source", "link")
    node.run(4)
    assert len(node.said) == 1
    assert "the driver is gone" in node.said[0]
    assert node.rolls
