"""A decoding that fails, again and again, is told once a bar, and what sounds goes on."""

from livenode.generation.bench import DecodeRequest, Failure
from tests.generation.rig import Stage


def test_a_decoding_that_fails_is_tried_again_at_the_next_bar_not_in_every_step() -> None:
    stage = Stage(seconds=30).play(240, bars=1)
    stage.run_bars(6)
    stage.say("part/<p>/auto", 0, part=1)  # what sounds stays, and has to be decoded for the new tempo
    bench, is_broken = stage.worker._bench, True
    make = bench.make

    def fails(job, opened=None):
        if is_broken and isinstance(job, DecodeRequest):
            return Failure(job.part, job.number, "out of memory")
        return make(job, opened)

    bench.make = fails
    stage.run_bars(2)
    stage.say("tempo", 200.0)
    stage.run_bars(8)
    assert 2 <= len(stage.told("error")) <= 10
    is_broken = False
    stage.run_bars(3)
    assert stage.conductor.band.parts[1].torn is None
    stage.assert_starts(stage.riffs[-1], stage.timeline.bar_frame(stage.riffs[-1].start_bar))
