"""An engine's grade follows from its figures, and what was not measured is not met."""

import pytest

from livenode.training.grade import drift_quality, grade

GOOD = {
    "rhythm_gap_closed": [0.9, 0.8, 1.0],
    "harmony_gap_closed": [0.52, 0.4, 0.6],
    "harmony_right_minus_wrong": [0.2, 0.1, 0.3],
    "class_beside_true_stems": [0.8],
    "riffs": 294,
    "faults": 1,
}
STEADY = {
    "rhythm_drift": [-0.02, -0.1, 0.1],
    "groove_drift": [0.0, -0.1, 0.1],
    "harmony_drift": [0.1, 0, 0.2],
}


def test_figures_make_the_grade():
    assert grade(GOOD) == "good"
    assert grade(GOOD | STEADY) == "good"  # a fault in an evening is one too many
    assert grade(GOOD | STEADY | {"faults": 0}) == "stage"


@pytest.mark.parametrize(
    "short",
    [
        {"harmony_gap_closed": [0.49, 0.4, 0.6]},
        {"harmony_right_minus_wrong": [0.2, -0.01, 0.3]},
        {"rhythm_gap_closed": [None, None, None]},
        {"class_beside_true_stems": [0.79]},
        {"faults": 2},
    ],
)
def test_one_figure_short_is_a_draft(short):
    assert grade(GOOD | short) == "draft"


def test_nothing_measured_is_a_draft():
    assert grade({}) == "draft"
    assert (
        grade({name: value for name, value in GOOD.items() if name != "class_beside_true_stems"}) == "draft"
    )


def test_drift_is_what_changed_since_the_first_bars():
    change = {"late_minus_early": {"value": -0.0214, "low": -0.1, "high": 0.05}}
    found = drift_quality({"figures": {"rhythm": change, "groove": change, "harmony": change}})
    assert found["rhythm_drift"] == [-0.021, -0.1, 0.05]
    assert grade(GOOD | {"faults": 0} | found) == "stage"
