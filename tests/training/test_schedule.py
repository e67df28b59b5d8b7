import torch
from torch import nn

from livenode.training import schedule
from livenode.training.schedule import LONGEST_STEP_S, Run


def test_the_time_in_which_a_trainer_was_stopped_is_not_spent(tmp_path, monkeypatch):
    now = [1000.0]
    monkeypatch.setattr(schedule.time, "monotonic", lambda: now[0])
    net = nn.Linear(2, 2)
    run = Run(tmp_path, net, torch.optim.SGD(net.parameters(), lr=0.1), minutes=60)
    for step in run:
        now[0] += 5000.0 if step == 2 else 1.0
        if step == 4:
            break
    assert run.spent == 3 + LONGEST_STEP_S
