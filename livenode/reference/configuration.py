"""Write docs/configuration.md from the keys of `livenode/config.py` and the comments beside them.

`python -m livenode.reference.configuration > docs/configuration.md`
"""

import inspect
import json
import re
import sys
from collections.abc import Mapping

from livenode.config import BACKENDS, SETTINGS, Config, Setting
from livenode.reference.commands import parsers

_HEAD = """# The configuration file

This page is written from `livenode/config.py` by `python -m livenode.reference.configuration`.

A TOML file of these keys is read by `livenode run --config FILE`; without the option `livenode.toml` is read
from the folder of your own settings, where there is one: `~/.config/livenode` on Linux. Options of the
command line come after it. An unknown key, a wrong type or a value out of range is an error that names the
key, the value and what is allowed. Channels are counted from 1.

```toml
preset = "jam-bass"
device = "USB Audio"
input_channels = [2]
output_channels = [1, 2]
feedback = ["192.168.1.20:9000"]
lan = true
```

| key | option | default | allowed | |
|---|---|---|---|---|
"""


def page() -> str:
    """Return the page of the configuration file, Markdown."""
    return _HEAD + "".join(_row(key, meaning) for key, meaning in meanings().items())


def meanings() -> Mapping[str, str]:
    """Return what each key means: the comment beside it, "" where there is none."""
    return dict(re.findall(r"^    (\w+): [^#\n]*(?:# (.*))?$", inspect.getsource(Config), re.MULTILINE))


def _row(key: str, meaning: str) -> str:
    default = getattr(Config(), key)
    written = json.dumps(list(default) if isinstance(default, tuple) else default)
    return f"| `{key}` | {_option(key)} | `{written}` | {_allowed(key, default)} | {meaning} |\n"


def _option(key: str) -> str:
    options = {action.dest: action.option_strings for action in parsers()["run"]._actions}
    return f"`{options[key][-1]}`" if key in options else ""


def _allowed(key: str, default: object) -> str:
    if key == "backend":
        return ", ".join(f"`{name}`" for name in BACKENDS)
    if isinstance(default, bool):
        return "true, false"
    setting = SETTINGS.get(key, Setting())
    kind = setting.words() if key in SETTINGS else "strings" if isinstance(default, tuple) else "a string"
    if not isinstance(default, tuple):
        return kind
    counts = " or ".join(map(str, setting.counts)) or f"at most {setting.most}"
    return f"a list of {counts}: {kind}"


if __name__ == "__main__":
    sys.stdout.write(page())
