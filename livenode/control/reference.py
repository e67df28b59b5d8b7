"""Write docs/osc.md from the table: `python -m livenode.control.reference > docs/osc.md`."""

import sys
from collections.abc import Sequence

from livenode.params import CODES, GROUPS, WHENS, Arg, Args, Param
from livenode.rows import SECTIONS


def _list(words: Sequence[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


_HEAD = f"""# The OSC surface

This page is written from the table in `livenode/rows.py` by `python -m livenode.control.reference`.

The node listens on UDP port 7400 of this machine (`--lan`: of the network). Every address starts with
`/livenode` (`--prefix`). `<p>` is a part, 1 to 4, or `all`.

## How to talk to it

- **Values**: without an argument, asked; with one, set. Feedback comes on the same address.
- **Actions** take nothing, a `when`, or a number: non-zero is a press, 0 a release, which is ignored. A
  `when` is {_list(WHENS)} or `@<bar>`; without it `quantize` decides.
  The answer is `queued` with the bar, and `done` when it happens. `cancel` drops what is queued. `at` gives
  any value or action a `when`.
- Numbers may come as i, f, d, T or F; the node sends i, f and s only. Switches are 0 and 1.
- **Answers** go to the port named in `hello`, for 12 h and across restarts; or to `--feedback HOST:PORT`; or
  to the port the packet came from. Max's `udpsend` cannot receive, so a Max patch sends `hello` first.
- **Feedback** is for subscribers: `subscribe port groups max_hz`. Groups: {_list(GROUPS)};
  `all`, or none named, is all but `wave`.
  A control that you move is not echoed until 150 ms after its last packet; then it is confirmed once.
- A **bundle** is applied whole or not at all. A time tag up to 10 s ahead is kept; later, or more than 50 ms
  late, the bundle is run at once and `late` reported.
- What is refused is answered by `error` with its address, a code and what to send instead. Codes:
  {_list(CODES)}.
"""


def page() -> str:
    """Return the reference page, Markdown."""
    sections = [_section(title, rows) for title, rows in SECTIONS.items()]
    return "\n".join([_HEAD, *sections])


def _section(title: str, rows: tuple[Param, ...]) -> str:
    lines = [f"## {title}", "", "| address | kind | arguments | default | notes |", "|---|---|---|---|---|"]
    return "\n".join([*lines, *(_row(row) for row in rows), ""])


def _row(row: Param) -> str:
    kind = {"value": "value", "action": "action", "out": "told", "session": "asked"}[row.kind]
    args = [_argument(row, arg) for arg in row.args] + ["..."] * row.rest
    notes = (
        row.doc
        + (f" Group `{row.group}`." if row.kind == "out" else "")
        + (" In presets." if row.preset else "")
    )
    default = _spell(row.default) if row.kind == "value" else ""
    if row.first is not None:
        default += f"; part 1: {_spell(row.first)}"
    return f"| `{row.path}` | {kind} | {'<br>'.join(args)} | {default} | {notes} |"


def _argument(row: Param, arg: Arg) -> str:
    text = f"`{arg.tag}:{arg.name}`"
    if arg.choices or arg.tag != "s":
        text += f" {arg.accepts()}"
    unit = f" {row.unit}" if row.unit and arg is row.args[0] and row.unit != arg.name else ""
    return text + unit + (", optional" if arg.optional else "")


def _spell(args: Args) -> str:
    return " ".join(f'"{arg}"' if isinstance(arg, str) else f"{arg:g}" for arg in args)


if __name__ == "__main__":
    sys.stdout.write(page())
