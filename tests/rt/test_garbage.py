import gc

from livenode.rt.garbage import frozen_garbage


def test_the_collector_leaves_what_was_there_before() -> None:
    before = len(gc.get_objects())
    with frozen_garbage():
        assert len(gc.get_objects()) < 0.05 * before
        ring: list = []
        ring.append(ring)
        del ring
        assert gc.collect() >= 1  # what is made meanwhile is still collected
    assert gc.get_freeze_count() == 0
    assert len(gc.get_objects()) > 0.9 * before
