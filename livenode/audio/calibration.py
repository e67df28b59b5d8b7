"""The round trips that `livenode calibrate` measured, in a file of the user's state.

What the node plays comes back in its input a round trip later. It depends on the devices, their rate and the
block size, so these four are the key. A file that cannot be read is never written over.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NamedTuple

from livenode.audio.devices import Started
from livenode.documents import put_text, read_json

_KINDS = {
    "output": str,
    "input": str,
    "samplerate": int,
    "blocksize": int,
    "round_trip_frames": int,
    "agreement": float,
    "level_db": float,
    "snr_db": float,
}


class CalibrationFileError(ValueError):
    """The file of calibrations cannot be read or written; the text says what to do."""

    exit_code = 78


class Key(NamedTuple):
    """What a round trip belongs to: names with host API, frames a second and block of the device."""

    output: str
    input: str
    samplerate: int
    blocksize: int


@dataclass(frozen=True)
class Calibration:
    """A measured round trip.

    round_trip_frames: core frames (48 kHz) from output to input, a bridge's lead included. agreement: share
    of the sweeps that came back with this lag, 0 to 1. level_db: dBFS (RMS) of the sweeps in the input.
    snr_db: how far that is above the noise.
    """

    round_trip_frames: int
    agreement: float
    level_db: float
    snr_db: float


def key_of(driver: Started) -> Key:
    """Return the key of a started driver; its input is "" where it has none."""
    return Key(driver.name, driver.input_name or "", driver.samplerate, driver.blocksize)


def stored(path: Path, key: Key) -> Calibration | None:
    """Return what was measured for a key, None if nothing was. CalibrationFileError: the file is torn."""
    return everything(path).get(key)


def everything(path: Path) -> dict[Key, Calibration]:
    """Return all that is stored, {} without a file. CalibrationFileError: the file is torn."""
    try:
        rows = read_json(path)
        if not isinstance(rows, list):
            raise ValueError("it is no list")
        return dict(_entry(row) for row in rows)
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise CalibrationFileError(f"{path} cannot be read ({error.strerror}); see to its rights") from None
    except ValueError as error:
        raise CalibrationFileError(
            f"{path} is not as livenode calibrate writes it ({error}); move it away, then calibrate again"
        ) from None


def store(path: Path, key: Key, calibration: Calibration) -> None:
    """Keep a calibration, in place of the key's former one; the file is whole at any moment.

    CalibrationFileError where the file that is there is torn, or cannot be written.
    """
    kept = {**everything(path), key: calibration}
    rows = [{**known._asdict(), **asdict(value)} for known, value in kept.items()]
    try:
        put_text(path, json.dumps(rows, indent=1) + "\n")
    except OSError as error:
        raise CalibrationFileError(
            f"{path} cannot be written ({error.strerror}); see to the folder's rights, then calibrate again"
        ) from None


def told(path: Path, driver: Started) -> tuple[int, str]:
    """Return (round trip of a started driver in core frames, how to say it); 0 where it is not known.

    Raises nothing: a node plays without a calibration too.
    """
    if driver.input_name is None:
        return 0, "no input"
    try:
        found = stored(path, key_of(driver))
    except CalibrationFileError as error:
        return 0, f"not calibrated: {error}"
    if found is None:
        return 0, "not calibrated: livenode calibrate"
    return found.round_trip_frames, f"round trip {found.round_trip_frames} frames (calibrated)"


def _entry(row: object) -> tuple[Key, Calibration]:
    """Check a row of the file. ValueError says what is wrong."""
    if not isinstance(row, dict) or row.keys() != _KINDS.keys():
        raise ValueError(f"an entry needs {', '.join(_KINDS)}")
    for name, kind in _KINDS.items():
        value = row[name]
        if type(value) is not kind and not (kind is float and type(value) is int):
            raise ValueError(f"{name} is {value!r}")
        if name in ("samplerate", "blocksize", "round_trip_frames") and row[name] < 0:
            raise ValueError(f"{name} is {row[name]}")
    key = Key(*(row[name] for name in Key._fields))
    return key, Calibration(**{name: row[name] for name in _KINDS if name not in Key._fields})
