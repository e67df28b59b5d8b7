"""What every surface does: the fake one and the conductor pass the same test."""

from livenode.params import PARAMS, Refused, check
from livenode.surface import Command


def check_surface(surface, let_time_pass) -> None:
    """Steer a surface that is rolling. `let_time_pass()` runs it for some bars."""
    events = []
    surface.attach(events.append)
    for row in PARAMS.values():
        for part in row.parts:
            if row.kind == "value" or (row.kind == "out" and row.default):
                args = surface.get(row.path, part)
                assert check(row, args) == args, row.path
    (receipt,) = surface.submit([Command("part/<p>/level", 2, (0.25,))])
    assert (receipt.path, receipt.part, receipt.queued_bar) == ("part/<p>/level", 2, None)
    assert surface.get("part/<p>/level", 2) == (0.25,)
    surface.submit([Command("tempo", None, (100.0,))])
    assert surface.get("tempo", None) == (100.0,)  # as asked for, even before its bar
    first, second = surface.submit([Command("part/<p>/generate", part, (), "bar") for part in (1, 2)])
    assert first.queued_bar == second.queued_bar
    assert first.queued_bar >= 1
    let_time_pass()
    told = {(event.path, event.part): event.args for event in events}
    assert told["part/<p>/level", 2] == (0.25,)
    assert told["tempo", None] == (100.0,)
    done = [event.args for event in events if event.path == "done"]
    assert ("part/1/generate", first.queued_bar) in done
    for event in events:
        assert check(PARAMS[event.path], event.args) == event.args, event
    before = {
        row.path: surface.get(row.path, None)
        for row in PARAMS.values()
        if row.kind == "value" and not row.per_part
    }
    try:
        surface.submit(
            [Command("level", None, (0.5,)), Command("preset/load", None, ("no-such-preset",), "now")]
        )
    except Refused:
        assert {path: surface.get(path, None) for path in before} == before
