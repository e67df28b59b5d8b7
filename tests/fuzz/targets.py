"""The readers of what comes from outside, as functions of bytes: each may refuse in its own words, no more.

`TARGETS`: name: (what reads, its seeds). The plain tests run each on its seeds and on what was found once;
`python -m tests.fuzz.run` lets atheris look for more.
"""

from __future__ import annotations

import atexit
import gzip
import io
import json
import shutil
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import numpy as np
import soundfile

from livenode import config, journal, paths, presets, recipe
from livenode.audio.files import AudioFileError, read_audio
from livenode.bundles.archive import ArchiveError, unpack_stream
from livenode.control.fake_surface import FakeSurface
from livenode.control.framing import SIZED, SLIP, Stream
from livenode.control.gate import Gate
from livenode.control.osc import OscError, decode, encode, encode_bundle
from livenode.control.oscquery import Tree
from livenode.control.session import Session
from livenode.control.site import Ask, Site, read_page
from livenode.inference import manifest
from livenode.inference.bundle import BundleError, check_bundle
from livenode.midi import map_file
from livenode.params import PARAMS, spoken
from livenode.sounds import LONGEST_S
from livenode.surface import Values
from tests.bundles import make_bundle

SENTENCE_CHARACTERS = 4000
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
Read = Callable[[bytes], object]


def told(error: Exception) -> None:
    """See that an error can be told: it is short, and can be written and sent."""
    assert len(str(error)) < SENTENCE_CHARACTERS, str(error)[:400]
    str(error).encode()


@cache
def scratch() -> Path:
    """Return a folder for readers of files, which goes when the process does."""
    folder = Path(tempfile.mkdtemp(prefix="livenode-fuzz-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def written(data: bytes, name: str) -> Path:
    file = scratch() / name
    file.write_bytes(data)
    return file


# -- files that people write


def read_preset(data: bytes) -> None:
    """A preset; one that is taken can be written and read again."""
    try:
        found = presets.load("fuzz", [written(data, "fuzz.toml").parent])
    except presets.PresetError as error:
        told(error)
        return
    values = Values().with_values(found.values.items())
    assert presets.parse("again", presets.write(values, found.description, found.midi)).midi == found.midi


def read_config(data: bytes) -> None:
    """A configuration."""
    try:
        config.load(written(data, "fuzz-config.toml"))
    except config.ConfigError as error:
        told(error)


def read_recipe(data: bytes) -> None:
    """A recipe; one that is taken can be written and read again."""
    try:
        found = recipe.load(written(data, "fuzz.json"))
    except recipe.RecipeError as error:
        told(error)
        return
    recipe.parse(recipe.write(found), "again")


def read_midi_map(data: bytes) -> None:
    """What MIDI controls are bound to."""
    _, problem = map_file.load(written(data, "fuzz-map.json"))
    problem.encode()


def read_journal(data: bytes) -> None:
    """A journal."""
    try:
        journal.read(written(data, "fuzz.jsonl"))
    except journal.JournalError as error:
        told(error)


def read_file(data: bytes) -> None:
    """One of the files that people write, by its first byte."""
    readers = (read_preset, read_config, read_recipe, read_midi_map)
    readers[data[0] % len(readers) if data else 0](data[1:])


# -- bundles


def read_bundle(data: bytes) -> None:
    """A manifest, a .zip, a .tar.gz, or a .tar whose sums are put right, by its first byte."""
    kind, rest = data[0] % 4 if data else 0, data[1:]
    if kind == 0:
        try:
            manifest.parse(rest.decode("utf-8", "replace"))
        except manifest.ManifestError as error:
            told(error)
        return
    folder = scratch() / "unpacked"
    folder.mkdir()
    try:
        unpack_stream(io.BytesIO(gzip.compress(_summed(rest), 0) if kind == 3 else rest), folder)
        check_bundle(folder)
    except (ArchiveError, BundleError) as error:
        told(error)
    except FileExistsError as error:
        raise AssertionError("a file was written twice") from error
    finally:
        assert all(path.is_file() and not path.is_symlink() for path in folder.iterdir())
        shutil.rmtree(folder)


def _summed(data: bytes) -> bytes:
    """Return a .tar with the sums of its headers put right: no fuzzer guesses them."""
    blocks = bytearray(data)
    for at in range(0, len(blocks) - 511, 512):
        if blocks[at + 257 : at + 262] == b"ustar":
            blocks[at + 148 : at + 156] = b" " * 8
            blocks[at + 148 : at + 156] = b"%06o\0 " % sum(blocks[at : at + 512])
    return bytes(blocks)


# -- sounds


def read_sound(data: bytes) -> None:
    """A recording, or a sound that is a prompt."""
    try:
        found = read_audio(written(data, "fuzz.wav"), longest_s=LONGEST_S)
    except AudioFileError as error:
        told(error)
        return
    assert found.audio.dtype == np.float32 and np.isfinite(found.audio).all()


# -- what comes over the network


def read_osc(data: bytes) -> None:
    """A packet; then the same bytes as a stream, in pieces; then said to a node."""
    try:
        for message in decode(data):
            message.address.encode()
    except OscError:
        pass
    stream = Stream()
    try:
        for at in range(0, len(data), 7):
            stream.feed(data[at : at + 7])
            while (packet := stream.packet()) is not None:
                assert len(packet) < len(data)
    except OscError:
        pass
    session = Session(FakeSurface(), lambda target, packet: None, now=lambda: 0.0, wall=lambda: 0.0)
    session.receive(data, ("10.0.0.5", 50000))
    session.poll()
    assert not session.rejects.counts["internal"], data


@cache
def _site() -> Site:
    from tests.control.test_http import FIGURES

    tree = Tree(FakeSurface().get, "/livenode", "stage", 7400)
    return Site(lambda: FIGURES, tree, Gate(["stage"], "0123456789ab"), read_page(paths.shipped("page")))


def read_request(data: bytes) -> None:
    """A GET, line by line: path, query, host, origin, cookie, peer, accept; or, behind a #, a command."""
    text = data.decode("utf-8", "replace")
    if text.startswith("#"):
        session = Session(FakeSurface(), lambda target, packet: None, now=lambda: 0.0, wall=lambda: 0.0)
        session.command(text[1:], ("10.0.0.5", 50000))
        return
    path, query, host, origin, cookie, peer, accept = [*text.split("\n", 6), *[""] * 7][:7]
    ask = Ask(path, query, accept, cookie, peer or "127.0.0.1", host or "127.0.0.1", origin)
    found = _site().answer(ask)
    assert found.status in (200, 204, 400, 403, 404) and len(found.body) < 1 << 20
    for value in found.headers.values():
        assert "\r" not in value and "\n" not in value, "a header of the visitor's own"


# -- seeds


def _files() -> Iterable[bytes]:
    for file in sorted(paths.shipped("presets").glob("*.toml")):
        yield b"\0" + file.read_bytes()
    yield b"\0[midi]\nmap = ['cc 1 64 press loop/press', 'note 10 36 press part/2/vary 0.3']\n"
    yield b"\1port = 7500\ninput_channels = [2]\nfeedback = ['10.0.0.2:9000']\nlan = true\nprefix = '/a'\n"
    yield b"\2" + recipe.write(recipe.Recipe(of=recipe.Recipe(), inpaint=(1, 2))).encode()
    yield b"\3" + json.dumps(["cc 1 7 fader part/1/level", "program 1 5 press preset/load jam-bass"]).encode()
    yield b"\1x = 0x" + b"f" * 500 + b"\ny = 9999-01-01T00:00:00Z\nz = [[{a.b = inf}]]"


def _bundles() -> Iterable[bytes]:
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


def _sounds() -> Iterable[bytes]:
    audio = 0.3 * np.sin(np.arange(900) / 9).astype(np.float32)[:, None].repeat(2, axis=1)
    for kind, subtype, rate in SOUNDS:
        file = io.BytesIO()
        soundfile.write(file, audio, rate, format=kind, subtype=subtype)
        yield file.getvalue()


def _packets() -> Iterable[bytes]:
    words = {"i": 1, "f": 0.5, "s": "bass"}
    for row in PARAMS.values():
        args = tuple(arg.choices[0] if arg.choices else words[arg.tag] for arg in row.args)
        yield encode(f"/livenode/{spoken(row.path, 2)}", args)
    bundle = encode_bundle([("/livenode/level", (0.5,)), ("/livenode/part/1/mute", (1,))], 1.0)
    yield bundle
    yield SIZED.wrap(bundle) * 2
    yield SLIP.wrap(bundle) * 2
    yield b"/livenode/ping\0\0,ihfdtsSbcrmTFNI\0\0\0\0" + bytes(64)


def _requests() -> Iterable[bytes]:
    yield b"/\nHTML&token=0123456789ab\n127.0.0.1:7480\nhttp://127.0.0.1:7480\n0123456789ab\n10.0.0.9\ntext/html"
    for path in ("/", "/status", "/metrics", "/page.js", "/../../etc/passwd", "/livenode/part/1/level"):
        yield f"{path}\nVALUE&HOST_INFO\n[::1]:7480".encode()
    yield b'#{"COMMAND": "LISTEN", "DATA": "/livenode/part/1/level"}'


def _journals() -> Iterable[bytes]:
    rows = [
        journal.Start(256, 1.0, 2.0).row(),
        {"frame": 512, "at": 700, "path": "part/<p>/level", "part": 2, "args": [0.5], "when": None},
        {"frame": 600, "target": "gain", "value": 0.1},
        {"frame": 900, "riff": 1, "number": 1, "ms": 3.5, "start_bar": 2, "engine": "default"},
        {"frame": 950, "switched": "other", "failed": "", "cost": [1.0, 2.0]},
        {"frame": 990, "clock": {"frame": 1.0, "beat": 2.0, "bpm": 120.0, "state": "locked"}},
    ]
    yield "".join(f"{json.dumps(row)}\n" for row in rows).encode()


TARGETS: dict[str, tuple[Read, Callable[[], Iterable[bytes]]]] = {
    "bundle": (read_bundle, _bundles),
    "file": (read_file, _files),
    "sound": (read_sound, _sounds),
    "osc": (read_osc, _packets),
    "request": (read_request, _requests),
    "journal": (read_journal, _journals),
}
