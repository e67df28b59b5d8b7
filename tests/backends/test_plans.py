"""A plan is used where it is exactly what is wanted; else a sentence says what is not, and it is not read."""

import json
from dataclasses import replace

import pytest

from livenode.backends.plan_building import seconds, there
from livenode.backends.plans import PlanError, Sidecar, find_plan, sidecar_of, write_plan

SIDECAR = Sidecar(
    "denoiser",
    4,
    "tensorrt_rtx",
    "1.7.1",
    ["8.6", "8.9"],
    "fp16",
    {"x": [4, 192, 64]},
    ["strongly typed"],
    "0123456789abcdef",
)
WANTED = replace(SIDECAR, capabilities=["8.9"])
PLAN = b"what TensorRT built" * 1000


@pytest.fixture
def folder(tmp_path):
    write_plan(tmp_path, PLAN, SIDECAR)
    return tmp_path


def change(folder, **fields):
    """Plant other values in the sidecar."""
    path = folder / SIDECAR.file_name
    row = json.loads(sidecar_of(path).read_text())
    sidecar_of(path).write_text(json.dumps(row | fields))


def read_plan(folder, wanted, capability):
    """Return what the plan holds."""
    return find_plan(folder, wanted, capability).read_bytes()


def test_what_was_written_is_read_on_each_of_its_cards(folder):
    assert read_plan(folder, WANTED, "8.9") == PLAN
    assert read_plan(folder, replace(WANTED, capabilities=["8.6"]), "8.6") == PLAN
    assert read_plan(folder, replace(WANTED, build_seconds=9.0), "8.9") == PLAN


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("schema", 0, "in form 0"),
        ("component", "decoder", "of the decoder"),
        ("batch", 8, "for 8 at once"),
        ("flavour", "tensorrt", "with tensorrt,"),
        ("version", "1.6.0", "with version 1.6.0 of it, and is wanted with version 1.7.1"),
        ("precision", "fp32", "in fp32, and is wanted in fp16"),
        ("shapes", {"x": [4, 96, 64]}, "96"),
        ("flags", [], "with the flags []"),
        ("onnx_sha256", "f" * 64, "from the graph ffffffffffff,"),
        ("capabilities", ["12.0"], "compute capability 12.0, and this card has 8.9"),
        ("plan_sha256", "f" * 64, "is damaged"),
    ],
)
def test_a_plan_that_does_not_fit_is_told_and_not_used(folder, field, value, says):
    change(folder, **{field: value})
    with pytest.raises(PlanError) as told:
        read_plan(folder, WANTED, "8.9")
    assert says in str(told.value)
    assert SIDECAR.file_name in str(told.value)


@pytest.mark.parametrize("keep", [0, 100, len(PLAN) - 1])
def test_a_torn_plan_is_not_used(folder, keep):
    (folder / SIDECAR.file_name).write_bytes(PLAN[:keep])
    with pytest.raises(PlanError, match="is damaged"):
        read_plan(folder, WANTED, "8.9")


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"component": "denoiser"}'])
def test_a_torn_sidecar_is_told(folder, text):
    sidecar_of(folder / SIDECAR.file_name).write_text(text)
    with pytest.raises(PlanError, match="cannot be read"):
        read_plan(folder, WANTED, "8.9")


def test_a_plan_without_sidecar_is_told(folder):
    sidecar_of(folder / SIDECAR.file_name).unlink()
    with pytest.raises(PlanError, match="no sidecar: its building was interrupted"):
        read_plan(folder, WANTED, "8.9")


def test_another_card_has_no_plan(folder):
    with pytest.raises(PlanError, match="no plan of the denoiser for 4 at once on compute capability 9.0"):
        read_plan(folder, replace(WANTED, capabilities=["9.0"]), "9.0")


def test_a_build_that_dies_while_it_writes_leaves_nothing_that_is_used(folder, monkeypatch):
    def die(path, content):
        path.write_bytes(content[:10])
        raise KeyboardInterrupt

    monkeypatch.setattr("livenode.backends.plans._write", die)
    with pytest.raises(KeyboardInterrupt):
        write_plan(folder, b"a newer plan", SIDECAR)
    with pytest.raises(PlanError, match="no sidecar"):
        read_plan(folder, WANTED, "8.9")


def test_a_stale_plan_does_not_hide_one_that_fits(folder):
    change(folder, version="1.6.0")  # for several cards, built before an update
    write_plan(folder, b"built for this card since", WANTED)
    assert read_plan(folder, WANTED, "8.9") == b"built for this card since"
    with pytest.raises(PlanError, match="version 1.6.0"):
        read_plan(folder, replace(WANTED, capabilities=["8.6"]), "8.6")


def test_a_torn_sidecar_does_not_stop_the_building(folder):
    assert seconds(folder, [WANTED]) == 0
    sidecar_of(folder / SIDECAR.file_name).write_text("{")
    assert there(folder, WANTED) is None
    assert seconds(folder, [WANTED]) > 0


def test_a_plan_for_several_cards_serves_each_under_its_own_name(folder):
    assert there(folder, WANTED) == folder / SIDECAR.file_name
