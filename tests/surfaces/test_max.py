"""The Max patches: read back, with what lies where. They were not opened in Max."""

from __future__ import annotations

from itertools import combinations

import pytest

from tests.surfaces.max_reader import Box, Patch, hears, live_device, max_patch, sends

HEIGHT = 169  # of Live's device view
Rect = tuple[float, float, float, float]


@pytest.fixture
def device(folder) -> Patch:
    return live_device((folder / "livenode.amxd").read_bytes())


def overlap(one: Rect, other: Rect) -> bool:
    (x, y, w, h), (a, b, v, g) = one, other
    return x < a + v and a < x + w and y < b + g and b < y + h


def clashes(rects: dict[str, Rect]) -> list[tuple[str, str]]:
    return [(a, b) for a, b in combinations(rects, 2) if overlap(rects[a], rects[b])]


def test_no_box_of_the_patch_lies_on_another(folder):
    def boxes(patch: Patch) -> list[Patch]:
        return [patch, *(one for inside in patch.inside for one in boxes(inside))]

    for patch in boxes(max_patch((folder / "livenode.maxpat").read_bytes())):
        assert clashes({name: box.about["patching_rect"] for name, box in patch.boxes.items()}) == []


def test_the_device_fits_live_and_nothing_lies_on_another(device):
    shown = {name: box.about["presentation_rect"] for name, box in device.boxes.items() if seen(box)}
    assert len(shown) > 30 and clashes(shown) == []
    assert all(x >= 0 and y >= 0 and y + height <= HEIGHT for x, y, _, height in shown.values())


def seen(box: Box) -> bool:
    return box.about.get("presentation") == 1


def test_the_device_s_parameters_have_names_of_their_own_and_start_where_the_node_does(device):
    about = [
        box.about["saved_attribute_attributes"]["valueof"]
        for box in device.boxes.values()
        if "varname" in box.about
    ]
    names = [one["parameter_longname"] for one in about]
    assert len(set(names)) == len(names) > 30
    starts = {one["parameter_longname"]: one.get("parameter_initial") for one in about}
    assert (starts["tempo"], starts["part 2 level"], starts["mode"]) == ([120.0], [0.8], [0])
    assert starts["part 1 auto"] == [1] and starts["part 2 auto"] == [0] and starts["panic"] is None


def test_midi_goes_through_the_device(device):
    (box,) = [box for box in device.boxes.values() if box.text == "midiin"]
    assert [one.text for one in box.ahead()] == ["midiout"]


@pytest.mark.parametrize("name", ["livenode.maxpat", "livenode.amxd"])
def test_a_patch_says_where_it_hears_before_anything_else(name, folder):
    content = (folder / name).read_bytes()
    patch = max_patch(content) if name.endswith("maxpat") else live_device(content)
    texts = [box.text for box in patch.all()]
    assert "udpsend 127.0.0.1 7400" in texts and "udpreceive 9000" in texts
    for message in (("/livenode/hello", (9000,)), ("/livenode/subscribe", (9000, "all", 30))):
        assert message in sends(patch)
    assert "/livenode/heartbeat" in hears(patch)
