"""Other people's OSC programs start, steer and hear a node that plays; hostile packets do not stop it."""

import random
import socket
import time

import pytest

from livenode import paths
from livenode.control.osc import decode, encode, encode_bundle
from livenode.journal import read
from livenode.surface import Command
from tests import clients
from tests.jack_server import PERIOD
from tests.live.node_thread import running_node, wait_until

pytestmark = [pytest.mark.audio, pytest.mark.slow, pytest.mark.usefixtures("jack")]

FAST = (
    Command("tempo", None, (200.0,)),
    Command("bars", None, (1,)),
    Command("count_in", None, (0,)),
    Command("part/<p>/auto", 1, (1,)),
)
STEERED = {
    ("tempo", None): (131.5,),
    ("part/<p>/level", 2): (0.25,),
    ("part/<p>/mute", 3): (1,),
    ("part/<p>/prompt", 2): ("strings",),
    ("part/<p>/hold", 1): (1,),
    ("part/<p>/mute", 2): (1,),
    ("part/<p>/name", 4): ("choir",),
}
ALSO_HEARD = (
    ("beat", "[1-9]"),
    ("part/1/state", "(generating|ready|playing)"),
    ("heartbeat", "(ok|degraded)"),
    *(("done", path) for path in clients.QUEUED),
    ("part/1/hold", "1"),
    ("part/2/mute", "1"),
    ("part/4/name", "choir"),
    ("part/2/state", "(playing|muted)"),
)


@pytest.fixture
def also_heard(monkeypatch):
    """Let each client wait for the beat and a part's state too."""
    monkeypatch.setattr(clients, "HEARD", (*clients.HEARD, *ALSO_HEARD))


@pytest.fixture
def evening(tmp_path, monkeypatch):
    """Store the preset that the clients load."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    paths.user_presets().mkdir(parents=True)
    (paths.user_presets() / f"{clients.PRESET}.toml").write_text('[part.4]\nname = "choir"\n')


@pytest.mark.usefixtures("also_heard", "evening")
@pytest.mark.parametrize("client", clients.CLIENTS)
def test_client_starts_steers_and_hears_a_node_that_plays(client, tmp_path):
    journal = tmp_path / "journal"
    with running_node(FAST, options={"journal": journal}) as node:
        client(node.config.port, tmp_path)
        conductor = node.conductor
        assert {key: conductor.values.get(*key) for key in STEERED} == STEERED
        assert conductor.timeline is not None
        timeline = conductor.timeline
        assert node.memory.target("part2_gain") == 0.0
        wait_until(lambda: conductor.band.sounds, 15)
        assert not node.server.session.rejects.counts
    late_by = clients_late(journal, timeline)
    print(f"frames from the bar line to the change: {late_by}")
    assert set(late_by) == {"generate", "hold", "mute", "preset"}
    eighth = timeline.entries[-1].frames_per_beat(timeline.samplerate) / 2  # pressed so late, it still counts
    assert all(-PERIOD < frames < eighth + PERIOD for frames in late_by.values())


def clients_late(journal, timeline):
    """Return by how many frames each thing that waited for a bar came after its line; levels are ahead."""
    performance, late_by = read(journal), {}
    for step, at_frame, command in performance.commands:
        if command.when in ("bar", "2bar"):
            name = "preset" if command.path == "preset/load" else command.path.split("/")[-1]
            assert at_frame == timeline.bar_frame(timeline.position(at_frame).bar)
            late_by[name] = step - at_frame
        elif command.path == "part/<p>/generate":
            starts = [row["start_frame"] for row in performance.riffs if row["riff"] == 2]
            late_by["generate"] = starts[0] - timeline.bar_frame(int(command.when[1:]) - 1)
    return late_by


@pytest.fixture
def asker():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as opened:
        opened.bind(("127.0.0.1", 0))
        opened.settimeout(5)
        yield opened


def test_a_button_that_sends_1_then_0_does_one_thing(asker):
    with running_node((*FAST, Command("transport/play", None, (), "now"))) as node:
        wait_until(lambda: node.conductor.band.sounds, 15)
        told = []
        asker.sendto(encode("/livenode/subscribe", (0, "log", 30)), ("127.0.0.1", node.config.port))
        for state in (1.0, 0.0):
            asker.sendto(encode("/livenode/part/2/generate", (state,)), ("127.0.0.1", node.config.port))
        deadline_s = time.monotonic() + 4
        asker.settimeout(0.2)
        while time.monotonic() < deadline_s:
            try:
                told += decode(asker.recv(2048))
            except TimeoutError:
                continue
        spoken = [message.address for message in told if message.args[:1] == ("/livenode/part/2/generate",)]
        assert spoken == ["/livenode/queued", "/livenode/done"]
        made = [message.args for message in told if message.address == "/livenode/generation"]
        assert [args[0] for args in made].count("2") == 1
        assert len(node.conductor.band.parts[2].passes) >= 1


def test_inputs_are_chosen_over_osc(asker):
    with running_node(input_channels=(2,)) as node:

        def ask(path, *args):
            asker.sendto(encode(f"/livenode/{path}", args), ("127.0.0.1", node.config.port))
            return decode(asker.recv(2048))[0].args

        assert ask("in/channels") == ("2",)
        assert ask("in/channels", "3")[1:] == (
            "out_of_range",
            "in/channels: 2 inputs are open; for others start with --input-channels",
        )
        asker.sendto(encode("/livenode/in/channels", ("1,2",)), ("127.0.0.1", node.config.port))
        wait_until(lambda: (node.memory.target("in_a"), node.memory.target("in_b")) == (0.0, 1.0), 5)
        assert ask("in/channels") == ("1,2",)


def hostile_packets():
    """Return packets made to hang or confuse a receiver, and noise."""
    rng = random.Random(1)
    good = encode("/livenode/part/2/level", (0.25,))
    yield bytes.fromhex("2362756e646c65000000000000000001fffffffc00000000")
    yield b"/" + b"*" * 24 + b"\0\0\0,\0\0\0"
    yield encode_bundle([("/livenode/tempo", (90.0,))] * 100, time.time() + 3600)
    yield b"#bundle\0" + b"\xff" * 8
    yield encode("/livenode/tempo", (float("nan"),))
    yield encode("/livenode/part/1/prompt", ("x" * 1200,))
    for _ in range(2000):
        yield rng.randbytes(rng.randrange(200))
        broken = bytearray(good)
        broken[rng.randrange(len(broken))] = rng.randrange(256)
        yield bytes(broken)


def test_hostile_packets_do_not_stop_the_music(asker):
    hostile = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)  # nobody reads the errors it gets
    with hostile, running_node((*FAST, Command("transport/play", None, (), "now"))) as node:
        band = node.conductor.band
        wait_until(lambda: band.made_riffs >= 2, 15)
        late, riffs, begun = band.late_riffs, band.made_riffs, node.memory.frame()
        for count, packet in enumerate(hostile_packets()):
            hostile.sendto(packet, ("127.0.0.1", node.config.port))
            if count % 20 == 0:
                time.sleep(0.01)
        wait_until(lambda: band.made_riffs >= riffs + 2, 15)
        assert node.memory.frame() > begun + 48_000
        assert band.late_riffs == late
        asker.sendto(encode("/livenode/ping", (5,)), ("127.0.0.1", node.config.port))
        wait_until(lambda: (5,) in [message.args for message in decode(asker.recv(2048))], 10)
