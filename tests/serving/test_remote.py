"""A node's engine with a server: served while it can be, made here the moment it cannot, and back again."""

import threading
import time

import numpy as np
import pytest

from livenode.generation.bench import Bench
from livenode.generation.worker import ThreadWorker
from livenode.inference.backend import BackendError
from livenode.inference.fake_engine import FakeEngine
from livenode.inference.features import SAMPLERATE
from livenode.rt.memory import Memory
from livenode.serving import link as link_file
from livenode.serving.fake_line import FakeLine
from livenode.serving.line import Refusal
from livenode.serving.opening import open_served
from livenode.serving.patience import DELIVERY_S
from livenode.serving.remote import RemoteEngine
from tests.live.node_thread import wait_until
from tests.serving.rig import SAMPLING, SOUNDING, Toy, served, serving


@pytest.fixture
def pair():
    """Return a node's engine, its line and the server's engine."""
    there = Toy()
    with served(there) as server:
        line = FakeLine(server)
        yield RemoteEngine(Toy(), "stage:7490", lambda: line), line, there


def test_the_server_makes_the_riffs_and_says_so(pair):
    engine, _, there = pair
    made = len(there.batches)
    assert engine.perform(SAMPLING, SOUNDING).backend == "fake served"
    assert len(there.batches) == made + 1
    assert (engine.info.backend, engine.info.trouble) == ("fake served", "")
    assert "stage:7490" in engine.info.words()


def test_without_the_line_the_riff_is_made_here_at_once_and_later_there_again(pair):
    engine, line, there = pair
    line.cut = True
    made = len(there.batches)
    assert engine.perform(SAMPLING, SOUNDING).backend == "fake"
    assert engine.sound(np.zeros((24, 64), np.float32), SOUNDING).shape == (SOUNDING.frames,)
    assert len(there.batches) == made
    assert engine.info.backend == "fake" and "cut" in engine.info.trouble
    line.cut = False
    wait_until(lambda: engine.idle() or engine.info.backend == "fake served", 10)
    assert engine.perform(SAMPLING, SOUNDING).backend == "fake served"
    assert engine.info.trouble == ""


def test_a_line_lost_between_two_riffs_is_seen_without_asking(pair):
    engine, line, _ = pair
    line.cut = True
    wait_until(lambda: engine.idle() or engine.info.backend == "fake", 10)


def test_an_answer_is_not_waited_for_longer_than_leaves_time_to_make_it_here():
    here, there, go_on, waits_s = Toy(), Toy(), threading.Event(), []
    here.before = lambda: time.sleep(0.25)
    with served(there) as server:
        line = FakeLine(server)
        engine = RemoteEngine(here, "stage:7490", lambda: line)
        ask = line.ask
        line.ask = lambda *asked: (waits_s.append(asked[-1]), ask(*asked))[1]
        there.before = lambda: go_on.wait(20)
        engine.follow(lambda: SOUNDING.start - SAMPLERATE)  # it is due in a second
        assert engine.perform(SAMPLING, SOUNDING).backend == "fake"
        go_on.set()
    assert len(waits_s) == 1 and 0 < waits_s[0] <= 1.0 - DELIVERY_S - 0.25


def test_a_server_that_is_too_slow_again_is_left_alone_for_a_while(pair, monkeypatch):
    monkeypatch.setattr(link_file, "SLOW_S", 0.3)
    engine, _, there = pair
    there.before = lambda: time.sleep(0.4)
    engine.follow(lambda: SOUNDING.start - SAMPLERATE // 5)
    for _ in range(link_file.MOST_LATE):
        assert engine.info.backend == "fake served"
        assert engine.perform(SAMPLING, SOUNDING).backend == "fake"
    assert engine.info.backend == "fake" and "too late" in engine.info.trouble
    there.before = lambda: None
    wait_until(lambda: engine.idle() or engine.info.backend == "fake served", 10)


def test_a_server_slower_than_this_machine_is_given_up_and_measured_anew(pair):
    engine, _, there = pair
    there.before = lambda: time.sleep(0.3)
    for _ in range(3):
        engine.perform(SAMPLING, SOUNDING)  # nothing presses: it is known to take so long
    made = len(there.batches)
    engine.follow(lambda: SOUNDING.start - SAMPLERATE // 10)  # too soon for it
    for _ in range(link_file.MOST_LATE):
        assert engine.perform(SAMPLING, SOUNDING).backend == "fake"
    assert len(there.batches) == made, "asked, though it would have been too late"
    assert engine.info.backend == "fake" and "too late" in engine.info.trouble


def test_a_server_that_is_too_slow_time_and_again_is_left_alone_for_longer():
    now_s = [0.0]
    with served(Toy()) as server:
        link = link_file.Link(lambda: FakeLine(server), lambda line, about: None, lambda: now_s[0])
        for wait_s in (10.0, 20.0, 40.0, 80.0, 160.0, 160.0):
            link.look_now()
            assert link.state.up
            for _ in range(link_file.MOST_LATE):
                link.give_up(Refusal("late", "late"))
            assert not link.state.up
            now_s[0] += wait_s - 0.1
            link.look()
            assert link._looking is None, "asked too soon"
            now_s[0] += 0.1


def test_what_the_server_gets_wrong_is_made_here(pair):
    engine, _, there = pair
    there.sound = lambda latents, sounding: np.full(sounding.frames, np.nan, np.float32)
    audio = engine.sound(np.zeros((24, 64), np.float32), SOUNDING)
    assert np.isfinite(audio).all() and audio.any()
    assert "not what was asked for" in engine.info.trouble


def test_a_server_with_another_engine_is_refused_at_the_start_and_left_alone_later():
    with served(Toy(name="other", digest="d2")) as other, served(Toy(digest="d1")) as same:
        with pytest.raises(BackendError, match=r"its engine \(other\) is not this node's \(fake\)"):
            RemoteEngine(Toy(digest="d1"), "stage:7490", lambda: FakeLine(other))
        lines = [FakeLine(same), FakeLine(other)]
        engine = RemoteEngine(Toy(digest="d1"), "stage:7490", lambda: lines[-1 if lines[0].cut else 0])
        lines[0].cut = True
        engine.perform(SAMPLING, SOUNDING)
        wait_until(lambda: engine.idle() or "is not this node's" in engine.info.trouble, 10)
        assert engine.perform(SAMPLING, SOUNDING).backend == "fake"


def test_a_server_that_makes_other_riffs_of_the_same_engine_is_refused():
    with served(Toy()) as server:
        with pytest.raises(BackendError, match="differs"):
            RemoteEngine(FakeEngine(), "stage:7490", lambda: FakeLine(server))


def test_a_node_starts_without_its_server_too():
    def nobody():
        raise Refusal("lost", "it cannot be reached")

    engine = RemoteEngine(Toy(), "stage:7490", nobody)
    assert engine.perform(SAMPLING, SOUNDING).backend == "fake"
    assert "cannot be reached" in engine.info.why


@pytest.mark.parametrize("address", ["stage", "stage:", ":7490", "stage:99999", "stage:port", ""])
def test_what_is_no_address_is_told(address):
    with pytest.raises(BackendError, match="HOST:PORT"):
        open_served(Toy(), address)


def test_a_server_process_is_killed_and_comes_back():
    with serving() as (process, address):
        engine, local = open_served(FakeEngine(), address), FakeEngine()
        wanted = local.perform(SAMPLING, SOUNDING)
        made = engine.perform(SAMPLING, SOUNDING)
        assert made.backend == "fake served"
        np.testing.assert_array_equal(made.audio, wanted.audio)
        process.kill()
        process.wait(10)
        made = engine.perform(SAMPLING, SOUNDING)
        assert made.backend == "fake" and "cannot be reached" in engine.info.trouble
        np.testing.assert_array_equal(made.audio, wanted.audio)
    with serving("--port", address.rpartition(":")[2]):
        wait_until(lambda: engine.idle() or engine.info.backend == "fake served", 20)
        assert engine.perform(SAMPLING, SOUNDING).backend == "fake served"


def test_a_worker_without_work_tells_too_that_the_server_is_gone(pair):
    engine, line, _ = pair
    worker, told = ThreadWorker(Bench(engine, Memory(SAMPLERATE, record_frames=4096, play_frames=4096))), []
    line.cut = True
    wait_until(lambda: bool(told.extend(worker.switched(0)) or told), 10)
    worker.close()
    assert [(switched.name, switched.info.backend) for switched in told] == [("fake", "fake")]
