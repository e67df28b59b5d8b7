"""The grade of an engine follows from its figures: draft, good or stage (livenode/inference/bundle.py).

Good is what the issue of the engine asked for in one riff, stage what it asked for in a whole evening.
"""

from collections.abc import Mapping

from livenode.training.listening import MEASURES

VALUE, LOW = 0, 1
# grade; figure of the manifest's quality; its value or the low end of its interval; at least
NEEDED: tuple[tuple[str, str, int, float], ...] = (
    ("good", "rhythm_gap_closed", VALUE, 0.8),
    ("good", "harmony_gap_closed", VALUE, 0.5),
    ("good", "harmony_right_minus_wrong", LOW, 0.0),
    ("good", "class_beside_true_stems", VALUE, 0.8),
    ("stage", "rhythm_drift", VALUE, -0.05),
    ("stage", "groove_drift", VALUE, -0.05),
    ("stage", "harmony_drift", VALUE, -0.05),
)
FAULTS_A_RIFF = {"draft": float("inf"), "good": 0.005, "stage": 0.0}


def grade(quality: Mapping) -> str:
    """Return the grade of figures that `livenode evaluate` wrote; what was not measured is not met.

    quality: report.quality's numbers, with `drift_quality`'s.
    """
    reached = "draft"
    for wanted in ("good", "stage"):
        needed = [(quality.get(name), end, least) for kind, name, end, least in NEEDED if kind == wanted]
        met = all(found and found[end] is not None and found[end] >= least for found, end, least in needed)
        if not met or quality["faults"] > FAULTS_A_RIFF[wanted] * quality["riffs"]:
            break
        reached = wanted
    return reached


def drift_quality(found: Mapping) -> dict[str, list[float]]:
    """Return how much each measure changed after 128 bars, from a study of `evaluate --drift`."""
    names = ("value", "low", "high")
    return {
        f"{measure}_drift": [round(found["figures"][measure]["late_minus_early"][name], 3) for name in names]
        for measure in MEASURES
    }
