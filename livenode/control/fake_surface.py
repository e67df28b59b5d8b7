"""A surface without music: it stores values and records commands. For tests, and to try a patch alone."""

from collections.abc import Sequence

from livenode.params import PARAMS, Args, Key, Refused, spoken
from livenode.surface import Command, Event, Publish, Receipt, Values

PRESETS = ("full-band", "jam-bass")


class FakeSurface:
    """Applies values at once and queues quantised actions for `next_bar`. Passes the surface's contract test.

    `commands`: every command taken, in order. `refuse`: set to make the next bundle refused.
    """

    def __init__(self, next_bar: int = 5) -> None:
        self.values = Values()
        self.commands: list[Command] = []
        self.refuse: Refused | None = None
        self.outs: dict[Key, Args] = {}
        self._next_bar = next_bar
        self._queued: list[Command] = []
        self._publish: Publish = lambda event: None

    def attach(self, publish: Publish) -> None:
        """Take the function that tells subscribers."""
        self._publish = publish

    def get(self, path: str, part: int | None) -> Args:
        """Return a value, or an out row's default."""
        if path in ("preset/list", "engine/list"):
            return PRESETS
        if (path, part) in self.values.rows:
            return self.values.get(path, part)
        return self.outs.get((path, part), PARAMS[path].default_of(part))

    def submit(self, commands: Sequence[Command]) -> list[Receipt]:
        """Record the commands; values are applied and told, the rest waits for `run_bar`."""
        if self.refuse is not None:
            refused, self.refuse = self.refuse, None
            raise refused
        self.commands.extend(commands)
        return [self._apply(command) for command in commands]

    def run_bar(self) -> None:
        """Carry out what is queued, as at the next bar line."""
        queued, self._queued = self._queued, []
        for command in queued:
            self._run(command)
            self._done(command)
        self._next_bar += 1

    def _apply(self, command: Command) -> Receipt:
        row = PARAMS[command.path]
        waits = command.when not in (None, "now") or (row.quantised and command.when is None)
        if waits:
            self._queued.append(command)
            return Receipt(command.path, command.part, self._next_bar)
        self._run(command)
        if row.kind == "action" or command.when is not None:
            self._done(command)
        return Receipt(command.path, command.part)

    def _run(self, command: Command) -> None:
        if PARAMS[command.path].kind == "value":
            self.values = self.values.with_value(command.path, command.part, command.args)
            self._publish(Event(command.path, command.part, command.args))
        elif command.path == "cancel":
            self._queued.clear()
        elif command.path in _TRANSPORT:
            self.outs["transport/state", None] = _TRANSPORT[command.path]
            self._publish(Event("transport/state", None, _TRANSPORT[command.path]))

    def _done(self, command: Command) -> None:
        self._publish(Event("done", None, (spoken(command.path, command.part), self._next_bar)))


_TRANSPORT: dict[str, Args] = {"transport/play": ("rolling",), "transport/stop": ("stopped",)}
