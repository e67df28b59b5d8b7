"""Plans are built by the real TensorRT for RTX, on any machine; loading one needs a card and says so."""

import json

import pytest

from livenode import cli
from livenode.backends.flavour import MODULES, find_flavour
from livenode.backends.plan_building import BATCHES, build_plans, wanted_plans
from livenode.backends.plans import find_plan
from livenode.inference.backend import BackendError
from livenode.inference.bundle import load_bundle

BUNDLE = load_bundle("default")
CARDS = ["8.6", "8.9", "12.0"]


@pytest.fixture
def rtx():
    pytest.importorskip("tensorrt_rtx", reason="extra rtx is not installed")
    return find_flavour("tensorrt_rtx")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("precision", "components"), [("fp16", ("denoiser", "audio_tower")), ("fp32", ("encoder",))]
)
def test_plans_are_built_without_a_card_once_and_not_loaded_without_one(rtx, tmp_path, precision, components):
    plans = [
        plan
        for plan in wanted_plans(BUNDLE, rtx, precision, CARDS)
        if plan.component in components and plan.batch == 1
    ]
    built = list(build_plans(BUNDLE, rtx, tmp_path, plans, portable=True))
    assert [one.was_there for one in built] == [False] * len(components)
    contents = [find_plan(tmp_path, plan, card).read_bytes() for plan in plans for card in CARDS]
    assert all(len(content) > 1e5 for content in contents)
    again = list(build_plans(BUNDLE, rtx, tmp_path, plans, portable=True))
    assert [one.was_there for one in again] == [True] * len(components)
    sidecar = json.loads(next(tmp_path.glob(f"{components[0]}*.json")).read_text())
    assert sidecar["onnx_sha256"] == BUNDLE.manifest["files"][f"{components[0]}.onnx"]
    assert sidecar["build_seconds"] > 0 and sidecar["version"] == rtx.version
    with pytest.raises(BackendError, match="does not load the plan: .*CUDA"):
        rtx.load(contents[0])


def test_a_card_it_does_not_know_is_refused_with_those_it_knows(rtx):
    with pytest.raises(BackendError, match=r"no compute capability 9\.0, only .*8\.9.*--backend torch"):
        rtx.build(graph_that_adds(), {}, ["9.0"])


def test_a_graph_it_cannot_read_is_told(rtx):
    with pytest.raises(BackendError, match="cannot read the graph"):
        rtx.build(b"no graph", {}, ["8.9"])


def graph_that_adds():
    """Return a graph of one addition."""
    from onnx import TensorProto, helper

    x, y = (helper.make_tensor_value_info(name, TensorProto.FLOAT, [4]) for name in "xy")
    graph = helper.make_graph([helper.make_node("Add", ["x", "x"], ["y"])], "adds", [x], [y])
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)]).SerializeToString()


def test_a_dry_run_tells_every_plan_and_builds_none(rtx, tmp_path, capsys):
    words = [
        "compile",
        "--dry-run",
        "--capability",
        "8.9",
        "--out",
        str(tmp_path),
        "--flavour",
        "tensorrt_rtx",
    ]
    assert cli.main(words) == 0
    said = capsys.readouterr().out
    for component, batches in BATCHES.items():
        for batch in batches:
            assert f"{component}-{batch}-fp16-tensorrt_rtx-sm89.plan" in said
    assert "x 8x192x64" in said and "latents 1x8x64 to 1x1024x64" in said
    assert "nothing was built" in said
    assert list(tmp_path.iterdir()) == []


def test_without_a_card_it_says_what_to_type(rtx, capsys):
    assert cli.main(["compile"]) == 69
    assert "livenode compile --capability 8.9" in capsys.readouterr().err


def test_without_tensorrt_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(MODULES, "tensorrt", ("no_such_module", "tensorrt"))
    monkeypatch.setitem(MODULES, "tensorrt_rtx", ("no_such_module", "rtx"))
    with pytest.raises(BackendError, match=r"pip install 'livenode\[tensorrt\]'.*livenode\[rtx\]"):
        find_flavour()


def test_a_tensorrt_that_is_too_old_is_told(monkeypatch, tmp_path):
    (tmp_path / "old_tensorrt.py").write_text("__version__ = '8.6.1'")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setitem(MODULES, "tensorrt", ("old_tensorrt", "tensorrt"))
    with pytest.raises(BackendError, match="tensorrt 8.6.1 is too old: 10 or later"):
        find_flavour("tensorrt")
