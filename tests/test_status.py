from livenode.params import PARAMS, check
from livenode.status import DEGRADED, Status, unbroken


def test_rows_are_what_the_table_says():
    status = Status(DEGRADED, "card", 48000, 256, 0.25, 1, 2, "default", "onnx", "draft")
    assert check(PARAMS["status"], status.row()) == status.row()
    assert check(PARAMS["heartbeat"], status.heartbeat(61.9, 3)) == (61, "degraded", 3, 0.25, 1)
    assert len(Status().row()) == len(PARAMS["status"].args)


def test_a_console_that_is_gone_stops_nothing():
    def gone(line):
        raise OSError(line)

    lines = []
    unbroken(gone)("sound card lost")
    unbroken(lines.append)("sound card lost")
    assert lines == ["sound card lost"]
