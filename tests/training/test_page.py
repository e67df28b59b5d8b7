"""The listening page: well-formed, whole, alone on disk, and it does not tell which part is which."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
import soundfile

from livenode.inference.fake_engine import FakeEngine
from livenode.training.evaluate import main
from livenode.training.studies.page.make import NAMES, PEAK, make, write_ogg
from livenode.training.studies.wanted import Wanted
from tests.training.made_up import RATE, make_pieces

VOID = {"meta", "link", "br", "input"}


class Reader(HTMLParser):
    """Notes what is open, what ids there are, what is referred to, and the text of the data."""

    def __init__(self):
        super().__init__()
        self.open, self.ids, self.files, self.data, self.faults = [], [], [], "", []

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.ids += [values["id"]] if "id" in values else []
        self.files += [values[key] for key in ("src", "href") if key in values]
        if tag not in VOID:
            self.open.append((tag, values.get("id")))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop()[0] != tag:
            self.faults.append(tag)

    def handle_data(self, data):
        if self.open and self.open[-1] == ("script", "data"):
            self.data += data


@pytest.fixture(scope="module")
def pieces(tmp_path_factory):
    return make_pieces(tmp_path_factory.mktemp("pieces"), bars=10)


@pytest.fixture(scope="module")
def folder(pieces, tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages") / "page"
    assert main(["--engine", "fake", "--data", str(pieces), "--page", str(folder), "--clips", "2"]) == 0
    return folder


@pytest.fixture(scope="module")
def read(folder):
    reader = Reader()
    reader.feed((folder / "index.html").read_text("utf-8"))
    reader.close()
    return reader


def test_the_page_is_well_formed(folder, read):
    assert read.faults == [] and read.open == []
    assert len(read.ids) == len(set(read.ids))
    script = (folder / "page.js").read_text("utf-8")
    assert set(re.findall(r'(?:find|getElementById)\("(\w+)"\)', script)) <= set(read.ids)


def test_nothing_comes_from_elsewhere(folder, read):
    local = [name for name in read.files if not name.startswith("data:")]
    assert sorted(local) == ["page.css", "page.js"]
    assert all((folder / name).is_file() for name in local)
    for name in ("index.html", "page.js", "page.css"):
        assert "//" not in re.sub(r"^// .*$", "", (folder / name).read_text("utf-8"), flags=re.MULTILINE)


def test_every_sound_is_there_and_nothing_else(folder, read):
    data = json.loads(read.data)
    assert len(data["clips"]) == 2 and set(data["names"]) == set(NAMES)
    named = {clip["input"] for clip in data["clips"]}
    for clip in data["clips"]:
        assert set(clip["parts"]) == set(NAMES)
        named |= {name for part in clip["parts"].values() for name in part.values()}
    assert {f"audio/{path.name}" for path in (folder / "audio").iterdir()} == named
    assert not [name for name in named if re.search("truth|ours|random", name)]


def test_a_mix_is_the_input_and_two_bars_later_the_part(folder, read):
    for clip in json.loads(read.data)["clips"]:
        bpm = float(re.search(r"([\d.]+) bpm", clip["said"])[1])
        played, rate = soundfile.read(folder / clip["input"])
        assert rate == RATE
        assert len(played) == pytest.approx(8 * 4 * 60 / bpm * RATE, abs=2)
        for part in clip["parts"].values():
            mix, alone = (soundfile.read(folder / part[name])[0] for name in ("mix", "alone"))
            assert len(alone) == pytest.approx(6 * 4 * 60 / bpm * RATE, abs=2)
            expected = played + np.pad(alone, (len(played) - len(alone), 0))
            assert np.mean((mix - expected) ** 2) < 0.1 * np.mean(mix**2)  # Vorbis changes noise
            assert np.abs(mix).max() < 1.1 * PEAK


def test_the_truth_is_the_stem(folder, pieces, read):
    for clip in json.loads(read.data)["clips"]:
        meta = json.loads((pieces / clip["piece"] / "meta.json").read_text())
        start = round(4 * 4 * 60 / meta["bpm"] * RATE)
        stem = np.load(pieces / clip["piece"] / "stems.npy")[clip["stem"]][start:]
        for source, part in clip["parts"].items():
            alone = soundfile.read(folder / part["alone"])[0]
            count = min(len(stem), len(alone))
            assert (np.corrcoef(stem[:count], alone[:count])[0, 1] > 0.7) == (source == "truth")


def test_pages_of_other_clips_keep_their_ratings_apart(pieces, folder, read, tmp_path):
    again, other = (
        make(FakeEngine(), Wanted(pieces, clips=2, seed=seed), tmp_path / str(seed)) for seed in (0, 1)
    )
    ids = []
    for found in (again, other):
        text = Path(found["page"]).read_text("utf-8")
        ids.append(re.search(r'"id": "(\w+)"', text)[1])
    assert json.loads(read.data)["id"] == ids[0] != ids[1]


def test_long_audio_is_written(tmp_path):
    write_ogg(tmp_path / "long.ogg", np.zeros(RATE * 60, np.float32))
    assert soundfile.info(tmp_path / "long.ogg").frames == RATE * 60
