"""How long a server is waited for: never so long that this machine, where it could, would be late."""

import pytest

from livenode.serving.patience import CALM_S, STALL, Costs, patience_s


@pytest.mark.parametrize(
    ("left_s", "local_s", "usual_s", "wanted"),
    [
        (None, 0.2, 0.05, CALM_S),  # nothing presses
        (0.5, 0.2, 0.05, 0.3),  # time for both: what this machine does not need
        (9.0, 0.2, 0.05, CALM_S),
        (0.15, 0.2, 0.05, 0.15),  # this machine would be late, the server will not
        (0.22, 0.2, 0.05, 0.22),
        (0.02, 0.2, 0.05, 0.1),  # late anyway: the server is quicker
        (-3.0, 0.2, 0.05, 0.1),
        (0.1, 0.2, 0.3, 0.6),
        (0.1, 0.2, 0.5, 0.0),  # late anyway, and later by the server
        (0.25, 0.2, 0.3, 0.0),  # only this machine will be in time
        (0.5, 0.2, 0.0, 0.3),  # not known yet
    ],
)
def test_patience(left_s, local_s, usual_s, wanted):
    assert patience_s(left_s, local_s, usual_s) == pytest.approx(wanted)


def test_a_wait_leaves_time_for_this_machine_wherever_there_is_time_for_both():
    steps = [number / 32 for number in range(40)]  # exact
    for left_s in steps:
        for local_s in steps:
            for usual_s in steps:
                wait_s = patience_s(left_s, local_s, usual_s)
                if usual_s + local_s <= left_s:
                    assert usual_s <= wait_s + 1e-9 and wait_s + local_s <= left_s + 1e-9


def test_costs_grow_with_the_work_and_a_stall_is_not_the_usual():
    costs = Costs()
    assert costs.usual_s("perform", 4) == 0
    for spent_s in (0.1, 0.12, 0.1, 0.1, 5.0):
        costs.took("perform", 2.0, spent_s)
    assert costs.usual_s("perform", 4.0) == pytest.approx(STALL * 0.2)
    assert costs.usual_s("sound", 4.0) == 0
