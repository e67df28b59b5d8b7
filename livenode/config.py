"""Configuration: TOML to a frozen dataclass, once, at the edge.

An unknown key, a wrong type or a value out of range is a `ConfigError` that names the key, the value and what
is allowed; the command line exits with its `exit_code` then. Its options are checked by the same table.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from os.path import expanduser
from pathlib import Path
from typing import Any

from livenode.documents import DocumentError, read_toml, shown


class ConfigError(ValueError):
    """The configuration cannot be used; the text says which key, which value, and what is allowed."""

    exit_code = 78  # EX_CONFIG


@dataclass(frozen=True)
class Config:
    """What the node is started with. Channels are counted from 1, as on the sound card."""

    engine: str = "default"  # name in engines/, a folder, or "fake"
    preset: str = ""  # "" = the table's defaults
    backend: str = "auto"  # what runs the engine; auto = the fastest that works here
    server: str = ""  # HOST:PORT of a `livenode serve` that makes the riffs; "" = this machine does
    server_token: str = ""  # the token that it printed
    clap: str = ""  # file of `livenode train clap`; "" = prompts by the engine's own towers
    media: str = ""  # folder of sounds that are prompts; "" = media in the user's own data folder
    recordings: str = ""  # folder of recorded sets; "" = recordings in the user's own data folder
    record: bool = False  # from the start
    device: str = ""  # "" = the system's default; otherwise a name or part of one
    input_device: str = ""  # "" = device
    output_device: str = ""  # "" = device
    input_channels: tuple[int, ...] = (1,)  # one, or two for their mean
    output_channels: tuple[int, ...] = (1, 2)  # left and right, or one
    cue_channels: tuple[int, ...] = ()  # where the click goes; [] = with the output
    stem_channels: tuple[int, ...] = ()  # each part alone: 4 in mono, or 8, left and right of each
    samplerate: int = 0  # frames per second
    blocksize: int = 0  # frames
    port: int = 7400  # OSC, UDP and TCP
    http_port: int = 7480  # the page, OSCQuery, status
    prefix: str = "/livenode"  # what addresses begin with
    name: str = "livenode"  # of the node, for those who look for it
    feedback: tuple[str, ...] = ()  # HOST:PORT each; what is told is always told there
    lan: bool = False  # listen on all interfaces, not only for this machine
    token: bool = True  # with lan: other machines need it for the page
    allow: tuple[str, ...] = ()  # with lan: hear these networks only, such as "192.168.1.0/24"
    midi_in: tuple[str, ...] = ()  # names of ports or parts of them, or "virtual"
    midi_out: tuple[str, ...] = ()  # the same, to send to
    midi_clock_out: bool = False  # send the beat there
    hours: tuple[str, ...] = ()  # when it is open, such as "mo-fr 10:00-18:00"; [] = always
    fade: int = 5  # seconds, at opening and closing
    restart: str = ""  # the time of a daily restart, such as "04:00"
    attract: str = ""  # preset of attract mode; "" = the parts play softly, by their prompts alone
    attract_minutes: int = 0  # without anyone playing, until attract mode
    attract_dbfs: int = -45  # how loud somebody has to be to be heard playing
    resume: bool = False  # go on with what was set when the node ended
    wait: bool = False  # for a sound device that is not there at the start
    log: str = ""  # file of what the node says, limited in size


@dataclass(frozen=True)
class Setting:
    """What a key may hold: whole numbers in a range (of a list: each, and how many), or strings."""

    low: int = 0
    high: int = 0
    zero: str = ""  # what 0 stands for, where it is allowed below the range
    most: int = 16
    counts: tuple[int, ...] = ()  # of a list: how many, where not any number up to the most

    def words(self) -> str:
        """Say the range."""
        return f"{self.low} to {self.high}" + (f", or 0 for {self.zero}" if self.zero else "")

    def holds(self, number: int) -> bool:
        """Return whether a number is allowed."""
        return self.low <= number <= self.high or (bool(self.zero) and number == 0)


BACKENDS = ("auto", "onnx", "onnx:cuda", "onnx:coreml", "onnx:directml", "torch", "tensorrt")
FILES = ("engine", "clap", "media", "recordings", "log")  # "~/" in them is the home folder
_CHANNELS = Setting(1, 64, most=2, counts=(1, 2))
SETTINGS: Mapping[str, Setting] = {
    "input_channels": _CHANNELS,
    "output_channels": _CHANNELS,
    "cue_channels": Setting(1, 64, most=2),
    "stem_channels": Setting(1, 64, counts=(0, 4, 8)),
    "samplerate": Setting(8000, 192000, "the device's own"),
    "blocksize": Setting(16, 8192, "the driver's choice"),
    "port": Setting(1, 65535),
    "http_port": Setting(1, 65535, "off"),
    "fade": Setting(0, 60),
    "attract_minutes": Setting(1, 240, "never"),
    "attract_dbfs": Setting(-90, 0),
}
_KEYS = tuple(Config.__dataclass_fields__)
_DEFAULTS = Config()


def load(path: Path | None, default_path: Path | None = None, **options: object) -> Config:
    """Read the named file, else the default one where it exists; then take the options that are not None.

    Raises `ConfigError`, also where a named file is missing or is not TOML.
    """
    chosen = path or (default_path if default_path and default_path.is_file() else None)
    config = from_mapping(_read(chosen), str(chosen)) if chosen else _DEFAULTS
    given = {key: value for key, value in options.items() if value is not None}
    return replace(config, **_checked(given, "the command line"))


def from_mapping(values: Mapping[str, object], origin: str = "the configuration") -> Config:
    """Return a configuration from keys and values. Raises `ConfigError`."""
    return replace(_DEFAULTS, **_checked(values, origin))


def _read(path: Path) -> dict[str, object]:
    try:
        return read_toml(path)
    except OSError as error:
        raise ConfigError(f"{path} cannot be read ({error.strerror}); name another with --config") from None
    except DocumentError as error:
        raise ConfigError(f"{path} {error}; mend it, or name another with --config") from None


def _checked(values: Mapping[str, object], origin: str) -> dict[str, Any]:
    return {key: _value(key, value, origin) for key, value in values.items()}


def _value(key: str, value: object, origin: str) -> object:
    if key not in _KEYS:
        close = get_close_matches(key, _KEYS, n=1)
        raise ConfigError(
            f"{origin}: no key {shown(key)}; " + (f"meant {close[0]}?" if close else ", ".join(_KEYS))
        )
    default = getattr(_DEFAULTS, key)
    if isinstance(default, bool):
        return _typed(key, value, bool, "true or false", origin)
    if isinstance(default, tuple):
        return _list(key, value, origin)
    if isinstance(default, int):
        return _number(key, value, origin)
    text = str(_typed(key, value, str, "a string", origin))
    if key == "backend" and text not in BACKENDS:
        raise ConfigError(f"{origin}: backend = {shown(text)}; allowed is one of: {', '.join(BACKENDS)}")
    if key in FILES and text.startswith("~"):
        return expanduser(text)
    return _prefix(text, origin) if key == "prefix" else text


def _list(key: str, value: object, origin: str) -> tuple[object, ...]:
    kind = "a list of whole numbers" if key in SETTINGS else "a list of strings"
    setting = SETTINGS.get(key, Setting())
    if not isinstance(value, list | tuple):
        raise ConfigError(f"{origin}: {key} = {shown(value)} is not {kind}")
    if len(value) > setting.most:
        raise ConfigError(
            f"{origin}: {key} = {shown(value)} holds {len(value)}; allowed are at most {setting.most}"
        )
    if setting.counts and len(value) not in setting.counts:
        allowed = " or ".join(str(count) for count in setting.counts)
        raise ConfigError(f"{origin}: {key} = {shown(value)} holds {len(value)}; allowed are {allowed}")
    if key in SETTINGS:
        return tuple(_number(key, item, origin) for item in value)
    return tuple(_typed(key, item, str, "a string", origin) for item in value)


def _number(key: str, value: object, origin: str) -> int:
    setting = SETTINGS[key]
    if isinstance(value, bool) or not isinstance(value, int):
        raise ConfigError(
            f"{origin}: {key} = {shown(value)} is not a whole number; allowed is {setting.words()}"
        )
    if not setting.holds(value):
        raise ConfigError(f"{origin}: {key} = {value} is out of range; allowed is {setting.words()}")
    return value


def _prefix(text: str, origin: str) -> str:
    plain = text.isascii() and text.replace("/", "").replace("_", "").replace("-", "").isalnum()
    if not plain or not text.startswith("/") or text.endswith("/") or len(text) > 64:
        raise ConfigError(
            f"{origin}: prefix = {shown(text)}; allowed is a path such as /livenode, without / at its end"
        )
    return text


def _typed(key: str, value: object, kind: type, words: str, origin: str) -> object:
    if not isinstance(value, kind):
        raise ConfigError(f"{origin}: {key} = {shown(value)} is not {words}")
    return value
