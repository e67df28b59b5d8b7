"""What the performer played is heard where it was played, and without the node's own output if asked."""

import json

import numpy as np
import pytest

from livenode import journal
from livenode.audio.virtual import VirtualDriver
from livenode.generation.bench import Bench, Listen
from livenode.generation.ear import Ear
from livenode.generation.hearing import BLEED_BLOCK_FRAMES, Hearing
from livenode.generation.riff import Riff, RiffRequest, Settings
from livenode.inference.fake_engine import FakeEngine
from livenode.rt import Memory, RecordError, write
from livenode.transport.timeline import Timeline
from livenode.virtual import replay
from tests.generation.rig import LEAD_MS, RATE, Stage, music
from tests.generation.room import RoomDriver, down_db, played, room

TIMELINE = Timeline.start(RATE, 5000, 131.0)
ROUND_TRIP = 1200
CUT = 9 * RATE + 123
BLOCK = 1024


def recorded(audio: np.ndarray, own: np.ndarray | None = None) -> Memory:
    """Return a memory that has recorded audio (frames,) and sent `own`."""
    memory = Memory(RATE, record_frames=2**20, play_frames=2**20)
    driver = VirtualDriver(memory, audio.astype(np.float32))
    if own is not None:
        write(memory, 0, 4096, own[: len(audio) - 4096])
    while not driver.done:
        driver.step()
    return memory


def riff_on(memory: Memory, hearing: Hearing, heard_frame: int = CUT) -> np.ndarray:
    made = Bench(FakeEngine(), memory).make(
        RiffRequest(1, 1, TIMELINE, 6, 1, heard_frame, Settings(steps=2), hearing=hearing)
    )
    assert isinstance(made, Riff), made
    return made.audio


@pytest.mark.parametrize("delay", [1, 1777, 20_000])
def test_late_input_gives_the_riff_of_input_in_time_to_the_bit(delay):
    audio = music(12)
    late = recorded(np.concatenate([np.zeros(delay, np.float32), audio]))
    in_time = riff_on(recorded(audio), Hearing())
    assert np.array_equal(riff_on(late, Hearing(delay)), in_time)
    assert not np.array_equal(riff_on(late, Hearing()), in_time)


def test_a_round_trip_shortens_what_is_heard_and_nothing_else():
    """With so much longer a lead the same is heard; the riffs are the same though they are begun earlier."""
    delay, bars = 4800, 8
    late = Stage(seconds=20, round_trip_frames=delay, lead_ms=LEAD_MS)
    late.driver = VirtualDriver(late.memory, np.concatenate([np.zeros(delay, np.float32), music(20)]))
    in_time = Stage(seconds=20, lead_ms=LEAD_MS + 1000 * delay / RATE)
    for stage in (late, in_time):
        stage.play()
        stage.run_bars(bars)
    assert len(in_time.riffs) >= 5
    for one, other in zip(late.riffs, in_time.riffs, strict=True):
        assert np.array_equal(one.audio, other.audio)


def test_the_trim_moves_the_input_and_is_never_an_advance():
    stage = Stage(seconds=5, round_trip_frames=480).play()
    for offset_ms, delay_frames in ((0.0, 480), (20.0, 1440), (-5.0, 240), (-100.0, 0)):
        stage.say("sync/offset_ms", offset_ms)
        stage.run(0.1)
        assert stage.conductor.band.hearing == Hearing(delay_frames)


def test_what_was_encoded_is_encoded_again_when_it_is_heard_in_another_way():
    own, performer = played(12, 1), played(12, 2)
    memory = recorded(performer + own, own)
    bench = Bench(FakeEngine(), memory)
    ways = [Hearing(delay, True, 0, since) for delay, since in ((0, 81_920), (0, 163_840), (700, 163_840))]
    for hearing in (*ways, Hearing(700), Hearing(), Hearing(2000)):
        heard_frame = hearing.heard_frame(CUT)
        while bench.listen(Listen(TIMELINE, heard_frame, hearing)):
            pass
        request = RiffRequest(1, 1, TIMELINE, 6, 1, heard_frame, Settings(steps=2), hearing=hearing)
        made = bench.make(request)
        assert isinstance(made, Riff), made
        assert np.array_equal(made.audio, riff_on(memory, hearing, heard_frame))


def test_switching_bleed_on_costs_nothing_of_what_was_heard():
    engine, memory = FakeEngine(), recorded(played(12, 2), played(12, 1))
    bench = Bench(engine, memory)
    while bench.listen(Listen(TIMELINE, CUT)):
        pass
    hearing = Hearing(bleed=True, since_frame=CUT - CUT % BLEED_BLOCK_FRAMES)
    assert not bench.listen(Listen(TIMELINE, hearing.heard_frame(CUT), hearing))


def test_without_bleed_what_is_heard_is_the_record_ring():
    memory = recorded(played(3, 2), played(3, 1))
    ear = Ear(memory)
    assert np.array_equal(ear.read(Hearing(), 1000, 50_000), memory.read_record(1000, 50_000))
    assert np.array_equal(ear.read(Hearing(700), -900, 5000)[200:], memory.read_record(0, 4800))
    assert not ear.read(Hearing(), memory.frame(), 1000).any()


def test_bleed_says_what_is_heard_by_whole_blocks():
    hearing = Hearing(300, bleed=True)
    assert hearing.heard_frame(5 * BLEED_BLOCK_FRAMES - 1) == 4 * BLEED_BLOCK_FRAMES - 300
    assert hearing.heard_frame(5 * BLEED_BLOCK_FRAMES) == 5 * BLEED_BLOCK_FRAMES - 300


def test_what_is_cleaned_does_not_depend_on_when_it_is_read():
    own, performer = played(8, 1), played(8, 2)
    memory = Memory(RATE, record_frames=2**20, play_frames=2**20)
    driver = RoomDriver(memory, performer, room(1, 0.2), ROUND_TRIP)
    write(memory, 0, 4096, own[:-4096])
    hearing = Hearing(ROUND_TRIP, True, ROUND_TRIP, since_frame=RATE // 2048 * 2048)
    early, rng, cut = Ear(memory), np.random.default_rng(0), 0
    while not driver.done:
        driver.step()
        heard = hearing.heard_frame(memory.frame())
        if rng.random() < 0.1 and heard > 0:
            start = int(rng.integers(0, heard))
            early.read(hearing, start, int(rng.integers(1, heard - start + 1)))
            cut = heard
    at_once = Ear(memory).read(hearing, 0, cut)
    assert np.array_equal(early.read(hearing, 0, cut), at_once)
    raw = memory.read_record(ROUND_TRIP, cut)
    since = hearing.since_frame - ROUND_TRIP
    assert np.array_equal(at_once[:since], raw[:since])
    assert not np.array_equal(at_once[since:], raw[since:])


def test_what_was_heard_before_it_was_switched_on_anew_is_refused():
    ear = Ear(recorded(played(3, 2), played(3, 1)))
    ear.read(Hearing(bleed=True, since_frame=40_960), 50_000, 1000)
    with pytest.raises(RecordError, match="is forgotten"):
        ear.read(Hearing(bleed=True), 50_000, 1000)


def test_a_stop_longer_than_the_ring_is_survived():
    memory = Memory(RATE, record_frames=2**16, play_frames=2**16)
    driver = VirtualDriver(memory, played(4, 2))
    ear, hearing = Ear(memory), Hearing(bleed=True, round_trip_frames=ROUND_TRIP)
    while not driver.done:
        driver.step()
        if memory.frame() == 20_480:
            ear.read(hearing, 0, 20_480)
    end = hearing.heard_frame(memory.frame())
    assert np.array_equal(ear.read(hearing, end - 20_000, 20_000), memory.read_record(end - 20_000, 20_000))


@pytest.fixture(scope="module")
def in_a_room() -> Stage:
    """Return a stage whose loudspeaker is heard by its microphone, as loud as the performer."""
    seconds = 32
    stage = Stage(seconds=seconds, round_trip_frames=ROUND_TRIP)
    performer = played(seconds, 2)
    performer[5 * RATE : 16 * RATE] *= 0.01  # listens
    stage.driver = RoomDriver(stage.memory, performer, 0.7 * room(1, 0.25), ROUND_TRIP, BLOCK)
    stage.say("bleed", 1)
    stage.play(parts=2)
    stage.run_to(seconds * RATE - 5000)
    return stage


def test_a_node_in_a_room_hears_the_performer_and_not_itself(in_a_room):
    driver, hearing = in_a_room.driver, in_a_room.conductor.band.hearing
    assert isinstance(driver, RoomDriver)
    assert hearing.bleed
    heard = hearing.heard_frame(in_a_room.frame)
    audio = Ear(in_a_room.memory).read(hearing, 0, heard)
    left = audio - driver.performer[ROUND_TRIP:][:heard]
    echo = driver.echo[ROUND_TRIP:][:heard]
    own_db = [down_db(left, echo, start, start + 5) for start in (10, 18, 25)]
    print("own output down by", " ".join(f"{db:.1f}" for db in own_db), "dB")
    assert np.square(echo).sum() > 0.02 * np.square(driver.performer).sum()
    assert own_db[0] > 18 and min(own_db[1:]) > 20  # it learns beside the performer


def test_a_journal_gives_again_what_was_played_in_a_room(in_a_room, tmp_path):
    stage, path = in_a_room, tmp_path / "journal.jsonl"
    start = journal.Start(BLOCK, lead_ms=LEAD_MS, round_trip_frames=ROUND_TRIP).row()
    changes = [journal.change_row(change) for change in stage.memory.changes()]
    path.write_text("".join(json.dumps(row) + "\n" for row in [start, *stage.rows, *changes]), "utf-8")
    again = replay(stage.engine, stage.driver.heard[: stage.frame], journal.read(path))
    assert len(stage.riffs) > 20  # each made of what was heard in the room
    assert np.array_equal(again.output, stage.driver.output[: len(again.output)])
