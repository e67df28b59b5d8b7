"""Write docs/osc.md from the table: `python -m livenode.control.reference > docs/osc.md`."""

import sys
from collections.abc import Sequence

from livenode.params import CODES, GROUPS, WHENS, Arg, Args, Param
from livenode.rows import SECTIONS


def _list(words: Sequence[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


_HEAD = f"""# The OSC surface

This page is written from the table in `livenode/rows.py` by `python -m livenode.control.reference`.

The node listens on port 7400 of this machine, over UDP and TCP (`--lan`: of the network). Every address
starts with `/livenode` (`--prefix`). `<p>` is a part, 1 to 4, or the name it has (`part/<p>/name`, which
presets give), or `all`. Two parts of one name are meant together. The node itself speaks of the number.

## How to talk to it

- **Values**: without an argument, asked; with one, set. Feedback comes on the same address.
- **Actions** take nothing, a `when`, or a number: non-zero is a press, 0 a release, which is ignored. A
  `when` is {_list(WHENS)} or `@<bar>`; without it `quantize` decides.
  The answer is `queued` with the bar, and `done` when it happens. `cancel` drops what is queued. `at` gives
  any value or action a `when`.
- **A late press counts.** Up to an eighth note after a bar line, `bar` (and `2bar`, `4bar`, where it is
  theirs) still means the bar that has begun: `loop/press` records from the line on, `bar1` lies on it, the
  rest is done at once; `queued` names that bar. A riff takes time to make, and a tempo to be ready for:
  `generate`, `vary`, `inpaint`, `take/next`, `take/back`, `tempo` and `meter` go to the first bar line that
  they can be ready for.
- Numbers may come as i, f, d, T or F; the node sends i, f and s only. Switches are 0 and 1.
- **Answers** go to the port named in `hello`, for 12 h and across restarts; or to `--feedback HOST:PORT`; or
  to the port the packet came from. Max's `udpsend` cannot receive, so a Max patch sends `hello` first.
- **Feedback** is for subscribers: `subscribe port groups max_hz`. Groups: {_list(GROUPS)}.
  A control that you move is not echoed until 150 ms after its last packet; then it is confirmed once.
  A network loses packets: a switch or a state is told twice, each value of a snapshot three times. So after
  one `refresh` all is right again; where no `update` answers it, the request was lost: send it again.
- A **bundle** is applied whole or not at all. A time tag up to 10 s ahead is kept; later, or more than 50 ms
  late, the bundle is run at once and `late` reported.
- **TCP** takes both framings, size-prefixed (OSC 1.0) and SLIP (OSC 1.1), and answers in the same. On a
  connection answers and feedback come back on it, whatever port is named; its subscriptions end with it. A
  client that does not read is closed, so that nobody else waits. At most 32 connections.
- What is refused is answered by `error` with its address, a code and what to send instead; an
  `error` that is sent here is not. Codes:
  {_list(CODES)}.
"""


_HTTP = """## Over HTTP: a WebSocket, and the tree of all addresses (OSCQuery)

Port 7480 (`--http-port`) speaks [OSCQuery](https://github.com/Vidvox/OSCQueryProposal).

- `http://127.0.0.1:7480/` is the tree of all addresses as JSON, for a browser the node's page. Any address
  is a path: `/livenode/tempo`, and one attribute of it a query: `/livenode/tempo?VALUE`. `/?HOST_INFO`
  names the ports.
- An unknown path is answered by 404, an unknown attribute by 400, one that the address does not have by
  204.
- What the proposal has no word for is under `LIVENODE`: `KIND`, `GROUP`, `SECTION`, `PRESET`, `DEFAULT`,
  and `ALSO`, the values that are allowed outside the range. A button without arguments has the type `I`;
  its `when` is an overload.
- `ws://127.0.0.1:7480/` is a connection like one over TCP: binary frames are OSC packets, both ways. Text
  frames are commands: `{"COMMAND": "LISTEN", "DATA": "/livenode/tempo"}` tells that address alone, at once
  and at each change; `IGNORE` ends it.
- A browser may talk to the node from the node's own page only: another `Origin`, or a `Host` that is
  neither an address nor this machine's name, is answered by 403.
- With `--lan` other machines need the token that the node prints: once as `?token=...`, then a cookie
  stands for it. OSC does not ask for it, nor do `/status` and `/metrics`. OSCQuery programs cannot give
  one: `--no-token` opens the tree and the page to every machine of the allow list.
- With `--lan` and `pip install 'livenode[discovery]'` the node is announced as `_osc._udp` and
  `_oscjson._tcp` under its `--name`, with a number behind it where another node has that name.
"""


def page() -> str:
    """Return the reference page, Markdown."""
    sections = [_section(title, rows) for title, rows in SECTIONS.items()]
    return "\n".join([_HEAD, *sections, _HTTP])


def _section(title: str, rows: tuple[Param, ...]) -> str:
    lines = [f"## {title}", "", "| address | kind | arguments | default | notes |", "|---|---|---|---|---|"]
    return "\n".join([*lines, *(_row(row) for row in rows), ""])


def _row(row: Param) -> str:
    kind = {"value": "value", "action": "action", "out": "told", "session": "asked"}[row.kind]
    args = [argument(row, arg) for arg in row.args] + ["..."] * row.rest
    notes = (
        row.doc
        + (f" Group `{row.group}`." if row.kind == "out" else "")
        + (" In presets." if row.preset else "")
    )
    default = spell(row.default) if row.kind == "value" else ""
    if row.first is not None:
        default += f"; part 1: {spell(row.first)}"
    return f"| `{row.path}` | {kind} | {'<br>'.join(args)} | {default} | {notes} |"


def argument(row: Param, arg: Arg) -> str:
    """Return what an argument of a row takes, Markdown."""
    text = f"`{arg.tag}:{arg.name}`"
    if arg.choices or arg.tag != "s":
        text += f" {arg.accepts()}"
    unit = f" {row.unit}" if row.unit and arg is row.args[0] and row.unit != arg.name else ""
    return text + unit + (", optional" if arg.optional else "")


def spell(args: Args) -> str:
    """Return values as they are written in OSC: strings in quotes."""
    return " ".join(f'"{arg}"' if isinstance(arg, str) else f"{arg:g}" for arg in args)


if __name__ == "__main__":
    sys.stdout.write(page())
