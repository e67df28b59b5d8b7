"""Whole things of each kind, from which a fuzzer begins."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import tempfile
import zipfile
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import numpy as np
import soundfile

from livenode import journal, paths, recipe
from livenode.audio.calibration import Calibration, Key
from livenode.control.framing import SIZED, SLIP
from livenode.control.osc import encode, encode_bundle
from livenode.params import PARAMS, spoken
from livenode.show.folder import FORMAT
from livenode.show.state import State
from livenode.show.state import write as write_state
from tests.bundles import make_bundle

SOUNDS = (
    ("WAV", "PCM_16", 44100),
    ("WAV", "PCM_24", 48000),
    ("WAV", "FLOAT", 8000),
    ("WAV", "IMA_ADPCM", 48000),
    ("WAV", "ULAW", 8000),
    ("WAVEX", "PCM_16", 48000),
    ("RF64", "PCM_16", 48000),
    ("W64", "PCM_16", 48000),
    ("FLAC", "PCM_16", 44100),
    ("FLAC", "PCM_24", 96000),
    ("OGG", "VORBIS", 48000),
    ("AIFF", "PCM_16", 48000),
    ("CAF", "PCM_16", 48000),
    ("MP3", "MPEG_LAYER_III", 48000),
)


def files() -> Iterable[bytes]:
    for file in sorted(paths.shipped("presets").glob("*.toml")):
        yield b"\0" + file.read_bytes()
    yield b"\0[midi]\nmap = ['cc 1 64 press loop/press', 'note 10 36 press part/2/vary 0.3']\n"
    yield b"\1port = 7500\ninput_channels = [2]\nfeedback = ['10.0.0.2:9000']\nlan = true\nprefix = '/a'\n"
    yield b"\2" + recipe.write(recipe.Recipe(of=recipe.Recipe(), inpaint=(1, 2))).encode()
    yield b"\3" + json.dumps(["cc 1 7 fader part/1/level", "program 1 5 press preset/load jam-bass"]).encode()
    yield b'\4{"10.0.0.5": [9000, 60.0]}'
    measured = Calibration(512, 1.0, -20.0, 40.0)
    row = {**Key("out", "in", 48000, 256)._asdict(), **asdict(measured)}
    yield b"\5" + json.dumps([row]).encode()
    with io.BytesIO() as file:
        np.savez_compressed(
            file, checkpoint="a", fingerprint="b", towers="c", text=np.zeros(9), audio=np.zeros(9)
        )
        yield b"\6" + file.getvalue()
    yield b"\7" + write_state(State({("tempo", None): (90.0,)}, True, "default")).encode()
    yield b"\x08" + json.dumps({"format": FORMAT, "engine": {"name": "default"}}).encode()
    with io.BytesIO() as file:
        np.save(file, np.zeros((3, 2), np.float32))
        yield b"\x09" + file.getvalue()
    yield b"\1x = 0x" + b"f" * 500 + b"\ny = 9999-01-01T00:00:00Z\nz = [[{a.b = inf}]]"


def bundles() -> Iterable[bytes]:
    with tempfile.TemporaryDirectory() as above:
        folder = make_bundle(Path(above) / "tiny", version="2", sigma_min=0.1, guided=True)
        files = {path.name: path.read_bytes()[:90] for path in folder.iterdir()}
        yield b"\0" + (folder / "manifest.json").read_bytes()
        zipped, tarred = io.BytesIO(), io.BytesIO()
        with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in files.items():
                archive.writestr(f"tiny/{name}", content)
        with tarfile.open(fileobj=tarred, mode="w", format=tarfile.PAX_FORMAT) as archive:
            for name, content in files.items():
                member = tarfile.TarInfo(f"tiny/{name}")
                member.size, member.pax_headers = len(content), {"comment": "x" * 20}
                archive.addfile(member, io.BytesIO(content))
    yield b"\1" + zipped.getvalue()
    yield b"\2" + gzip.compress(tarred.getvalue(), mtime=0)
    yield b"\3" + tarred.getvalue()


def sounds() -> Iterable[bytes]:
    audio = 0.3 * np.sin(np.arange(900) / 9).astype(np.float32)[:, None].repeat(2, axis=1)
    for kind, subtype, rate in SOUNDS:
        file = io.BytesIO()
        soundfile.write(file, audio, rate, format=kind, subtype=subtype)
        yield file.getvalue()


def packets() -> Iterable[bytes]:
    words = {"i": 1, "f": 0.5, "s": "bass"}
    for row in PARAMS.values():
        args = tuple(arg.choices[0] if arg.choices else words[arg.tag] for arg in row.args)
        yield encode(f"/livenode/{spoken(row.path, 2)}", args)
    bundle = encode_bundle([("/livenode/level", (0.5,)), ("/livenode/part/1/mute", (1,))], 1.0)
    yield bundle
    yield SIZED.wrap(bundle) * 2
    yield SLIP.wrap(bundle) * 2
    yield b"/livenode/ping\0\0,ihfdtsSbcrmTFNI\0\0\0\0" + bytes(64)


def requests() -> Iterable[bytes]:
    yield b"/\nHTML&token=0123456789ab\n127.0.0.1:7480\nhttp://127.0.0.1:7480\n0123456789ab\n10.0.0.9\ntext/html"
    for path in ("/", "/status", "/metrics", "/page.js", "/../../etc/passwd", "/livenode/part/1/level"):
        yield f"{path}\nVALUE&HOST_INFO\n[::1]:7480".encode()
    yield b'#{"COMMAND": "LISTEN", "DATA": "/livenode/part/1/level"}'


def journals() -> Iterable[bytes]:
    rows = [
        journal.Start(256, 1.0, 2.0).row(),
        {"frame": 512, "at": 700, "path": "part/<p>/level", "part": 2, "args": [0.5], "when": None},
        {"frame": 600, "target": "gain", "value": 0.1},
        {"frame": 900, "riff": 1, "number": 1, "ms": 3.5, "start_bar": 2, "engine": "default"},
        {"frame": 950, "switched": "other", "failed": "", "cost": [1.0, 2.0]},
        {"frame": 990, "clock": {"frame": 1.0, "beat": 2.0, "bpm": 120.0, "state": "locked"}},
    ]
    yield "".join(f"{json.dumps(row)}\n" for row in rows).encode()
