"""Who waits with the earliest deadline is next, with all of its kind; who waited too long is told so."""

import threading

import pytest

from livenode.serving.line import Refusal
from livenode.serving.turns import MOST_WAITING, Job, Turns


class Clock:
    now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def turns(clock):
    return Turns(clock)


def job(due_s, kind="a", **more):
    return Job(due_s, ("perform", kind), None, **more)


def test_the_earliest_deadline_is_first(turns):
    late, soon, middle = job(109, "a"), job(101, "b"), job(105, "c")
    for each in (late, soon, middle):
        turns.add(each)
    assert [turns.take(1, 0) for _ in range(3)] == [[soon], [middle], [late]]
    assert turns.take(1, 0) == []


def test_those_of_its_kind_go_along_and_no_others(turns):
    jobs = [job(101 + number, kind) for number, kind in enumerate("abaaba")]
    for each in reversed(jobs):
        turns.add(each)
    assert turns.take(3, 0) == [jobs[0], jobs[2], jobs[3]]
    assert turns.take(3, 0) == [jobs[1], jobs[4]]
    assert turns.take(3, 0) == [jobs[5]]


def test_a_batch_waits_a_moment_for_one_more(turns):
    first, second = job(105), job(104)
    turns.add(first)
    threading.Timer(0.05, lambda: turns.add(second)).start()
    assert turns.take(2, 0, window_s=10.0) == [second, first]


def test_what_is_over_is_dropped_and_told(turns, clock):
    over, alone, good = job(101), job(109, is_heard=lambda: False), job(109)
    for each in (over, alone, good):
        turns.add(each)
    clock.now_s = 102
    assert turns.take(4, 0) == [good]
    with pytest.raises(Refusal, match="time was over") as refused:
        over.answer.result(0)
    assert refused.value.kind == "late"
    with pytest.raises(Refusal, match="nobody waits"):
        alone.answer.result(0)


def test_no_more_wait_than_there_is_room_for(turns):
    for _ in range(MOST_WAITING):
        turns.add(job(200))
    with pytest.raises(Refusal) as refused:
        turns.add(job(200))
    assert refused.value.kind == "full"


def test_a_server_that_ends_refuses_who_waits_and_who_comes(turns):
    waiting = job(200)
    turns.add(waiting)
    turns.close()
    assert turns.take(1, 0) == []
    for refused in (lambda: waiting.answer.result(0), lambda: turns.add(job(200))):
        with pytest.raises(Refusal, match="ends"):
            refused()
