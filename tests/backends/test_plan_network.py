"""A network with plans for some batches takes any number of examples, each exactly once."""

import pytest
import torch

from livenode.backends.plan_network import PlanNetwork


class Plan:
    """A plan for so many examples at once: doubles them, and remembers how many it was given."""

    def __init__(self, batch, outputs=1):
        self.batch, self.outputs, self.given = batch, outputs, []

    def __call__(self, x, y):
        assert len(x) == len(y) <= self.batch
        self.given.append(len(x))
        return tuple(2 * x + index for index in range(self.outputs))


@pytest.mark.parametrize(
    ("count", "used"),
    [(1, {1: [1]}), (3, {4: [3]}), (8, {8: [8]}), (21, {8: [8, 8, 5]}), (17, {1: [1], 8: [8, 8]})],
)
def test_the_smallest_plan_that_holds_them_is_used(count, used):
    plans = [Plan(batch) for batch in (8, 1, 4)]
    x = torch.arange(count * 3.0).reshape(count, 3)
    assert torch.equal(PlanNetwork(plans)(x, x), 2 * x)
    assert {plan.batch: plan.given for plan in plans if plan.given} == used


def test_several_outputs_stay_apart():
    x = torch.arange(6.0).reshape(6, 1)
    one, other = PlanNetwork([Plan(4, outputs=2)])(x, x)
    assert torch.equal(one, 2 * x) and torch.equal(other, 2 * x + 1)
