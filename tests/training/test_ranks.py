"""Two processes started by torchrun learn what one process learns from the batches of both."""

import json
import subprocess
import sys

import pytest
import torch

from livenode.training.schedule import Run

STEPS = 4
EACH = """
import json, sys, torch
from pathlib import Path
from livenode.training import ranks
from livenode.training.schedule import Run

ranks.join("cpu")
torch.manual_seed(ranks.RANK)
net = torch.nn.Linear(3, 1)
run = Run(Path(sys.argv[1]), net, torch.optim.SGD(net.parameters(), 0.1), minutes=1, steps=4, log_every=2)
begun = net.weight.tolist()
for step in run:
    run.learn((net(torch.full((2, 3), 1.0 + ranks.RANK)) - 1).square().mean())
    run.note(rank=ranks.RANK)
Path(sys.argv[1], f"{ranks.RANK}.json").write_text(json.dumps([begun, net.weight.tolist(), run.spent]))
"""


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """Return the folder that two processes trained into."""
    out = tmp_path_factory.mktemp("both")
    (out / "each.py").write_text(EACH)
    words = ["-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2", out / "each.py", out]
    done = subprocess.run([sys.executable, *words], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return out


def test_two_processes_learn_from_the_batches_of_both(both, tmp_path):
    one, two = (json.loads((both / f"{rank}.json").read_text()) for rank in (0, 1))
    assert one == two
    torch.manual_seed(0)
    net = torch.nn.Linear(3, 1)
    assert net.weight.tolist() == one[0]
    alone = Run(tmp_path, net, torch.optim.SGD(net.parameters(), 0.1), minutes=1, steps=STEPS)
    for _ in alone:
        alone.learn(sum((net(torch.full((2, 3), 1.0 + rank)) - 1).square().mean() for rank in (0, 1)) / 2)
    assert torch.allclose(net.weight, torch.tensor(one[1]), atol=1e-6)


def test_the_first_process_alone_writes(both):
    rows = [json.loads(line) for line in (both / "log.jsonl").read_text().splitlines()]
    assert [(row["step"], row["rank"]) for row in rows] == [(2, 0), (4, 0)]
