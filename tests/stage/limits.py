"""Is the doctor right? Play for an hour at 0.9 and at 1.1 times what it says a riff may cost.

    python -m tests.stage.limits --hours 1 --json

The fake engine's riffs take that long in the music's own time: at 0.9 no fallback may sound, at 1.1 it must.
"""

from __future__ import annotations

import argparse

from livenode.generation.planner import Cost, LeadTime, Work, most_cost_ms
from livenode.verdict import Setting, judge
from tests.generation.rig import Stage
from tests.stage.day import QuickEngine
from tests.stage.told import tell

SHARES = (0.9, 1.1)


def play(setting: Setting, share: float, seconds: float) -> dict[str, object]:
    """Play with riffs that cost that share of the most; returns what the doctor says, and what came."""
    whole_ms = share * most_cost_ms(setting.parts, setting.riff_ms)
    cost = Cost(whole_ms / setting.bars, whole_ms)
    stage = Stage(QuickEngine(), seconds=seconds + 20, cost_of=lambda job: cost, collect=False)
    lead: LeadTime = stage.conductor.lead
    lead.measured(Work(), cost)  # as the warm-up does
    stage.play(setting.bpm, setting.bars, setting.parts)
    stage.run(seconds)
    band, verdict = stage.conductor.band, judge([cost], setting)
    return {
        "share": share,
        "cost_ms": round(whole_ms, 1),
        "verdict": verdict.words(),
        "keeps_up": verdict.keeps_up,
        "seconds": seconds,
        "riffs": band.made_riffs,
        "fallbacks": band.fallbacks,
        "late": band.late_riffs,
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--hours", type=float, default=1.0)
    parser.add_argument("--parts", type=int, default=2)
    parser.add_argument("--bars", type=int, default=2)
    parser.add_argument("--bpm", type=float, default=120.0)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    setting = Setting(arguments.parts, arguments.bars, arguments.bpm)
    for share in SHARES:
        found = play(setting, share, 3600 * arguments.hours)
        tell(found, arguments.json)


if __name__ == "__main__":
    main()
