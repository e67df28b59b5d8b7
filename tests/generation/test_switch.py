"""Another engine is loaded beside the one that plays and takes over between two riffs; nothing is lost."""

import threading
import time
from dataclasses import replace

import numpy as np
import pytest

from livenode.generation import library, refusals
from livenode.generation.bench import Bench, Listen, Switched
from livenode.generation.places import latent_of_bar
from livenode.generation.riff import RiffRequest, Settings
from livenode.generation.worker import LockstepWorker, ReplayWorker, ThreadWorker
from livenode.inference.bundle import BundleError
from livenode.inference.fake_engine import FakeEngine
from livenode.journal import JournalWriter, Start, read
from livenode.params import Refused
from livenode.rt import Memory
from livenode.transport.timeline import Timeline
from tests.generation.rig import RATE, Stage
from tests.live.node_thread import wait_until


class Named(FakeEngine):
    """A fake engine with a name and a space of latents, that remembers which pasts it was shown."""

    def __init__(self, name, space):
        super().__init__()
        self.name, self.space, self.decoded = name, space, 0

    @property
    def info(self):
        return replace(super().info, name=self.name, space=self.space)

    def decode(self, latents, hop):
        self.decoded += 1
        return super().decode(latents, hop)


@pytest.fixture
def stage(monkeypatch):
    """Return a stage whose node can load `other`, of another space, and `kin`, of the same."""
    monkeypatch.setattr(refusals, "list_bundles", lambda: ["kin", "other", "torn"])
    monkeypatch.setitem(library.LISTS, "engine/list", refusals.list_bundles)
    made = Stage(Named("first", "a"))
    engines = {"kin": Named("kin", "a"), "other": Named("other", "b")}

    def load(name):
        if name not in engines:
            raise BundleError(f"engine {name} is damaged: install the engine again")
        return engines[name]

    made.worker._bench._open = load
    made.engines = engines
    return made


def told(stage, path):
    return [event.args for event in stage.events if event.path == path]


@pytest.mark.parametrize("name", ["other", "kin"])
def test_riffs_after_the_switch_are_the_other_engines_and_none_is_missing(stage, name):
    requests = []
    post = stage.worker.post
    stage.worker.post = lambda job: (requests.append(job), post(job))[1]
    stage.play(240, bars=1)
    stage.run_to(stage.timeline.bar_frame(6))
    stage.say("engine/load", name, when="now")
    before = len(stage.riffs)
    stage.run_bars(6)
    assert {riff.engine for riff in stage.riffs[: before - 1]} == {"first"}
    assert {riff.engine for riff in stage.riffs[before + 1 :]} == {name}
    starts = [riff.start_bar for riff in stage.riffs]
    assert starts == list(range(starts[0], starts[0] + len(starts)))
    assert told(stage, "engine")[-1] == (name, "fake", "draft")
    first_of_other = next(job for job in requests[before:] if job.number == stage.riffs[before + 1].number)
    latest = requests[-1].past
    assert len(latest.latents) > 0
    space = {"other": "b", "kin": "a"}[name]
    assert stage.conductor.band.space == space
    own = {riff.start_bar: riff for riff in stage.riffs}
    if name == "other":  # what the first engine made means nothing to this one
        oldest = min(bar for bar, riff in own.items() if riff.space == "b")
        assert first_of_other.past.first >= latent_of_bar(stage.timeline, oldest)


def test_a_riff_of_the_first_engine_is_decoded_again_by_the_first(stage):
    stage.play(240, bars=1)
    stage.say("part/<p>/replan", 0, part=1)
    stage.run_bars(5)
    stage.say("engine/load", "other", when="now")
    stage.run_bars(1)
    first, other = stage.engine, stage.engines["other"]
    decoded = first.decoded, other.decoded
    stage.say("tempo", 200.0)
    stage.run_bars(3)
    assert stage.riffs[-1].engine == "first" and stage.riffs[-1].space == "a"
    assert first.decoded > decoded[0] and other.decoded == decoded[1]
    assert np.abs(stage.sounded(1, stage.timeline.bar_frame(stage.riffs[-1].start_bar), 4000)).max() > 0


def test_an_engine_that_does_not_load_is_told_and_the_first_plays_on(stage):
    stage.play(240, bars=1)
    stage.run_bars(5)
    stage.say("engine/load", "torn", when="now")
    stage.run_bars(4)
    assert told(stage, "error")[-1][:2] == ("engine/load", "internal")
    assert "install the engine again" in told(stage, "error")[-1][2]
    assert stage.riffs[-1].engine == "first"
    assert not told(stage, "engine")


def test_an_unknown_engine_is_refused_with_those_there_are(stage):
    with pytest.raises(Refused, match="no engine 'nothing'; there are kin, other, torn"):
        stage.say("engine/load", "nothing")
    assert stage.conductor.get("engine/list", None) == ("kin", "other", "torn")


def test_it_takes_over_while_the_transport_stands(stage):
    stage.say("engine/load", "other", when="now")
    stage.run(0.1)
    assert told(stage, "engine") == [("other", "fake", "draft")]
    assert stage.conductor.engine.name == "other"


class Slow(Named):
    """An engine that takes its time to load its text."""

    def embed_text(self, text):
        time.sleep(0.3)
        return super().embed_text(text)


def test_the_thread_goes_on_working_while_the_other_loads():
    memory = Memory(RATE)
    worker = ThreadWorker(Bench(Named("first", "a"), memory, lambda name: Slow(name, "b")))
    try:
        worker.listen(Listen(Timeline.start(RATE, 0, 120.0), 0))
        worker.switch("second")
        assert worker.switched(0) == []
        deadline = time.monotonic() + 20
        found: list[Switched] = []
        while not found and time.monotonic() < deadline:
            time.sleep(0.01)
            found = worker.switched(0)
        assert [one.info.name for one in found] == ["second"] and found[0].warm_up.whole_ms > 0
    finally:
        worker.close()


def test_a_node_that_cannot_load_says_so():
    worker = LockstepWorker(Bench(FakeEngine(), Memory(RATE)))
    worker.switch("other")
    (switched,) = worker.switched(0)
    assert switched.info is None and "start it with --engine" in switched.text


def test_a_replay_makes_each_riff_with_the_engine_that_made_it(tmp_path):
    memory, timeline = Memory(RATE), Timeline.start(RATE, 0, 120.0)
    journal = tmp_path / "journal"
    with JournalWriter(journal) as rows:
        rows.write(Start(256).row())
        rows.write({"frame": 5, "switched": "torn", "failed": "engine torn is damaged"})
        rows.write({"frame": 10, "riff": 1, "number": 1, "ms": 1.0, "engine": "first"})
        rows.write({"frame": 15, "switched": "other", "failed": ""})
        rows.write({"frame": 20, "riff": 1, "number": 2, "ms": 1.0, "engine": "other"})
    performance = read(journal)
    bench = Bench(Named("first", "a"), memory, lambda name: Named(name, "b"))
    worker = ReplayWorker(bench, performance.arrivals, performance.switches)
    for name in ("torn", "other"):
        worker.switch(name)
    for number in (2, 1):  # the other one is loaded before the first made its last riff
        worker.post(RiffRequest(1, number, timeline, 4, 1, 0, Settings()))
    assert [(one.name, bool(one.text)) for one in worker.switched(14)] == [("torn", True)]
    assert [one.info.space for one in worker.switched(15)] == ["b"]
    assert [riff.engine for riff, _ in worker.results(30)] == ["first", "other"]


def test_of_two_engines_asked_for_the_last_plays_however_long_the_first_takes_to_load():
    memory, goes_on = Memory(RATE, record_frames=2**14, play_frames=2**14), threading.Event()

    def load(name):
        if name == "large":
            assert goes_on.wait(20)
        return Named(name, "b")

    worker, found = ThreadWorker(Bench(Named("first", "a"), memory, load)), list[Switched]()

    def told(names):
        found.extend(worker.switched(0))
        return [one.name for one in found] == names

    try:
        worker.switch("large")
        worker.switch("small")
        wait_until(lambda: told(["small"]), 20)
        goes_on.set()
        wait_until(lambda: told(["small", "large"]), 20)
        assert found[1].info is None and found[1].text == "engine large: small was asked for meanwhile"
        assert worker._bench.engine.name == "small"
    finally:
        worker.close()
