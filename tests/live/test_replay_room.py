"""A thread that listens whenever it comes to it, in a room: the journal gives the performance again."""

import json
import time

import numpy as np
import pytest

from livenode import journal
from livenode.generation.bench import Bench
from livenode.generation.worker import ThreadWorker
from livenode.virtual import replay
from tests.generation.rig import RATE, Stage
from tests.generation.room import RoomDriver, down_db, played, room

pytestmark = pytest.mark.slow

SECONDS = 24
ROUND_TRIP, BLOCK, LEAD_MS = 1200, 512, 1000.0


def test_what_a_thread_made_in_a_room_is_given_again_to_the_sample(tmp_path):
    stage = Stage(seconds=SECONDS, round_trip_frames=ROUND_TRIP, lead_ms=LEAD_MS)
    worker = ThreadWorker(Bench(stage.engine, stage.memory))
    stage.conductor._worker = stage.conductor.band._worker = worker
    performer = played(SECONDS, 2)
    stage.driver = driver = RoomDriver(stage.memory, performer, 0.7 * room(1, 0.25), ROUND_TRIP, BLOCK)
    for path, value in (("tempo", 200.0), ("bars", 1), ("count_in", 0)):
        stage.say(path, value)
    stage.say("part/<p>/auto", 1, part=2)
    stage.say("transport/play", when="now")
    begun_s = time.monotonic()
    for second, path, value in (
        (2, "bleed", 1),
        (12, "sync/offset_ms", 15.0),
        (16, "bleed", 0),
        (19, "bleed", 1),
    ):
        run_until(stage, second, begun_s)
        stage.say(path, value)
    run_until(stage, SECONDS - 1, begun_s)
    worker.close()
    frames = stage.memory.record_capacity
    start = journal.Start(BLOCK, lead_ms=LEAD_MS, round_trip_frames=ROUND_TRIP, record_frames=frames).row()
    noted = journal.noted(stage.memory)
    path = tmp_path / "journal.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in [start, *stage.rows, *noted]), "utf-8")
    performance = journal.read(path)
    again = replay(stage.engine, driver.heard[: stage.frame], performance)
    print(len(performance.riffs), "riffs,", sum(row["late"] for row in performance.riffs), "late")
    assert len(performance.riffs) > 20
    assert down_db(performer, driver.echo) > -20  # there was something to remove
    assert np.array_equal(again.output, driver.output[: len(again.output)])


def run_until(stage: Stage, second: float, begun_s: float) -> None:
    while stage.frame < second * RATE:
        stage.conductor.tick(stage.frame)
        stage.driver.step()
        time.sleep(max(0.0, begun_s + stage.frame / RATE - time.monotonic()))
