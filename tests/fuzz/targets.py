"""The readers of what comes from outside, as functions of bytes: each may refuse in its own words, no more.

`TARGETS`: name: (what reads, its seeds). The plain tests run each on its seeds and on what was found once;
`python -m tests.fuzz.run` lets atheris look for more.
"""

from __future__ import annotations

import atexit
import gzip
import io
import shutil
import tempfile
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import numpy as np

from livenode import config, journal, paths, presets, recipe
from livenode.audio import calibration
from livenode.audio.files import AudioFileError, read_audio
from livenode.bundles.archive import ArchiveError, unpack_stream
from livenode.control.fake_surface import FakeSurface
from livenode.control.framing import Stream
from livenode.control.gate import Gate
from livenode.control.osc import OscError, decode
from livenode.control.oscquery import Tree
from livenode.control.replies import Replies
from livenode.control.session import Session
from livenode.control.site import Ask, Site, read_page
from livenode.inference import manifest
from livenode.inference.bundle import BundleError, check_bundle
from livenode.midi import map_file
from livenode.prompts import clap_map
from livenode.prompts.clap import PromptError
from livenode.show.folder import ARRAYS, INFO, SetError, read_arrays, read_info
from livenode.show.state import StateFile
from livenode.show.state import write as write_state
from livenode.sounds import LONGEST_S
from livenode.surface import Values
from tests.fuzz import seeds

SENTENCE_CHARACTERS = 4000
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


# -- files that people and livenode write


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


def read_replies(data: bytes) -> None:
    """Where hosts want their answers."""
    Replies([], written(data, "fuzz-replies.json"), lambda: 0.0, lambda: 0.0).route(("10.0.0.5", 50000))


def read_calibrations(data: bytes) -> None:
    """Measured round trips."""
    try:
        calibration.everything(written(data, "fuzz-calibration.json"))
    except calibration.CalibrationFileError as error:
        told(error)


def read_clap_map(data: bytes) -> None:
    """A map from CLAP's space."""
    try:
        clap_map.load_map(str(written(data, "fuzz.npz")))
    except PromptError as error:
        told(error)


def read_state(data: bytes) -> None:
    """What a node goes on with."""
    found, problem = StateFile(written(data, "fuzz.state.json")).load()
    problem.encode()
    if found is not None:
        write_state(found)
        found.commands()


def read_set_info(data: bytes) -> None:
    """What a recorded set says of itself."""
    try:
        read_info(written(data, INFO).parent)
    except SetError as error:
        told(error)


def read_set_array(data: bytes) -> None:
    """An array of a recorded set."""
    (scratch() / ARRAYS).mkdir(exist_ok=True)
    try:
        read_arrays(written(data, f"{ARRAYS}/a.npy").parents[1])
    except SetError as error:
        told(error)


def read_file(data: bytes) -> None:
    """One of the files that people and livenode write, by its first byte."""
    readers = (
        read_preset,
        read_config,
        read_recipe,
        read_midi_map,
        read_replies,
        read_calibrations,
        read_clap_map,
        read_state,
        read_set_info,
        read_set_array,
    )
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


TARGETS: dict[str, tuple[Read, Callable[[], Iterable[bytes]]]] = {
    "bundle": (read_bundle, seeds.bundles),
    "file": (read_file, seeds.files),
    "sound": (read_sound, seeds.sounds),
    "osc": (read_osc, seeds.packets),
    "request": (read_request, seeds.requests),
    "journal": (read_journal, seeds.journals),
}
