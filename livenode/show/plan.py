"""What a configuration asks of a node that nobody looks after, checked; and the wish to be started again."""

from dataclasses import dataclass
from datetime import time

from livenode import presets
from livenode.config import Config
from livenode.show.hours import Hours, parse_hours, parse_restart
from livenode.show.service import RESTART_CODE
from livenode.surface import Command


class RestartWanted(Exception):
    """The node ends to be started again, by whoever started it; the sentence says why."""

    exit_code = RESTART_CODE


@dataclass(frozen=True)
class Plan:
    """The opening hours, the seconds of a fade, the time of the nightly restart, and values to begin with."""

    hours: Hours = Hours()
    fade_s: float = 5.0
    restart: time | None = None
    values: tuple[Command, ...] = ()


def plan_of(config: Config) -> Plan:
    """Return what a configuration asks for. Raises ConfigError or PresetError.

    Thread: control. Real-time safe: no.
    """
    if config.attract:
        presets.load(config.attract)
    values = (
        Command("attract/after", None, (float(config.attract_minutes),)),
        Command("attract/preset", None, (config.attract,)),
        Command("attract/threshold", None, (float(config.attract_dbfs),)),
    )
    hours, restart = parse_hours(config.hours), parse_restart(config.restart)
    return Plan(hours, float(config.fade), restart, values)
