from livenode.params import PARAMS, check
from livenode.status import DEGRADED, FAULT, OK, Health, Status, unbroken


def test_rows_are_what_the_table_says():
    status = Status(DEGRADED, "card", 48000, 256, 0.25, 1, 2, "default", "onnx", "draft")
    assert check(PARAMS["status"], status.row()) == status.row()
    assert check(PARAMS["heartbeat"], status.heartbeat(61.9, 3)) == (61, "degraded", 3, 0.25, 1)
    assert len(Status().row()) == len(PARAMS["status"].args)


def test_what_is_not_heard_is_a_fault_and_a_lost_device_the_first():
    health = Health()
    assert health.judge(True) == (OK, "")
    assert health.judge(True, "no sound for 12 s") == (FAULT, "no sound for 12 s")
    assert health.judge(False, "no sound for 12 s") == (FAULT, "the sound device no longer calls back")


def test_a_console_that_is_gone_stops_nothing():
    def gone(line):
        raise OSError(line)

    lines = []
    unbroken(gone)("sound card lost")
    unbroken(lines.append)("sound card lost")
    assert lines == ["sound card lost"]
