"""Write docs/presets.md from the presets that come with livenode, and from the table.

`python -m livenode.reference.presets > docs/presets.md`
"""

import json
import sys

from livenode import paths, presets
from livenode.control.reference import argument, spell
from livenode.params import ROWS, Param

_HEAD = """# Presets

This page is written from the presets and the table by `python -m livenode.reference.presets`.

A preset is a TOML file of OSC values. It is taken by `livenode run --preset NAME`, by
`/livenode/preset/load NAME` or on the page; `/livenode/preset/save NAME` stores what is set now among your
own. Those lie in `presets` in your own data folder, `~/.local/share/livenode` on Linux, and come before one
of the same name below.

"""
_FILE = """
## A file

```toml
description = "A bass, and soft chords when they are asked for."

[node]
tempo = 100
bars = 2
"loop/bars" = 4          # a key with a slash stands in quotes

[part.all]               # taken before the single parts
auto = 0

[part.1]
name = "bass"
prompt = "warm electric bass, funk, steady"
"guidance/context" = 3
auto = 1

[part.2]
prompt = "electric piano, soft chords"
level = 0.6

[midi]                   # what `midi/map` tells
map = ["cc 1 64 press loop/press", "cc 1 64 long loop/clear"]
```

What a preset does not name stays as it is. An unknown key, or a value out of range, is refused with what is
allowed.
"""
_KEYS = """
## {title}

| key | takes | default | |
|---|---|---|---|
"""


def page() -> str:
    """Return the page of presets, Markdown."""
    kept = [row for row in ROWS if row.preset]
    node, parts = [row for row in kept if not row.per_part], [row for row in kept if row.per_part]
    return "".join(
        [
            _HEAD,
            _shipped(),
            _FILE,
            _KEYS.format(title="Keys of `[node]`"),
            *map(_row, node),
            _KEYS.format(title="Keys of `[part.1]` to `[part.4]` and `[part.all]`"),
            *map(_row, parts),
        ]
    )


def _shipped() -> str:
    folder = [paths.shipped("presets")]
    found = [presets.load(name, folder) for name in presets.names(folder)]
    rows = [f"| `{preset.name}` | {preset.description.rstrip('.')} |\n" for preset in found]
    return "| | |\n|---|---|\n" + "".join(rows)


def _row(row: Param) -> str:
    key = row.path.removeprefix("part/<p>/")
    written = json.dumps(key) if "/" in key else key
    takes = "<br>".join(argument(row, arg) for arg in row.args)
    first = "" if row.first is None else f"; part 1: {spell(row.first)}"
    return f"| `{written}` | {takes} | {spell(row.default)}{first} | {row.doc} |\n"


if __name__ == "__main__":
    sys.stdout.write(page())
