"""What docs/security.md says is done: nothing of a file is run, and no name leads out of its folder."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import soundfile
from onnx import TensorProto, helper

from livenode import paths, presets, sounds
from livenode.audio.files import AudioFileError, read_audio
from livenode.control.fake_surface import FakeSurface
from livenode.control.gate import Gate
from livenode.control.oscquery import Tree
from livenode.control.site import Ask, Site, read_page
from livenode.params import PARAMS, Refused, check
from livenode.surface import Values
from tests.test_imports import PACKAGE, TRAINING, imports

NASTY = (
    "..",
    "../secret",
    "a/../../secret",
    "/etc/passwd",
    "..\\secret",
    "C:\\secret",
    "a\0b",
    "secret\0.toml",
    "x" * 300,
    "x" * 100_000,
    "ünïcode",
    "\u202esecret",
    "\ud800",
    "~",
    "$HOME",
    "%2e%2e%2fsecret",
    ".hidden",
    "",
)
# What runs what it reads. pickle's name is there for the error that torch's safe loader raises.
RUNS = {"pickle", "marshal", "shelve", "dill", "joblib", "cloudpickle", "yaml", "code", "runpy"}
NAMED = {"prompts/laion.py": {"pickle.UnpicklingError"}}
RUN_BY_NAME = {"eval", "exec", "compile", "__import__"}


def short(name: str) -> str:
    return ascii(name)[:20]


def trees() -> Iterator[tuple[str, ast.AST]]:
    for file in sorted(PACKAGE.rglob("*.py")):
        yield file.relative_to(PACKAGE).as_posix(), ast.parse(file.read_text("utf-8"))


def calls() -> Iterator[tuple[str, ast.Call, str]]:
    for file, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                yield file, node, ast.unparse(node.func)


# -- nothing that is read is run


def test_no_pickle_and_nothing_like_it():
    users = {file for file, names in imports().items() if {name.split(".")[0] for name in names} & RUNS}
    used = {file: {name for name in attributes(tree) if name.split(".")[0] in RUNS} for file, tree in trees()}
    assert {file: used[file] for file in users} == NAMED


def attributes(tree: ast.AST) -> set[str]:
    return {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


def test_json_and_toml_have_one_reader():
    parse = {"json.loads", "json.load", "tomllib.loads", "tomllib.load"}
    found = {file for file, _, name in calls() if name in parse and file.split("/")[0] not in TRAINING}
    assert found == {"documents.py"}


def test_numpy_and_torch_load_numbers_alone():
    loads = [(file, node, name) for file, node, name in calls() if name in ("np.load", "torch.load")]
    assert {name for _, _, name in loads} == {"np.load", "torch.load"}
    for file, node, name in loads:
        given = {key.arg: ast.unparse(key.value) for key in node.keywords}
        allowed = {"np.load": ("allow_pickle", ("False", None)), "torch.load": ("weights_only", ("True",))}
        option, values = allowed[name]
        assert given.get(option) in values, f"{file}: {ast.unparse(node)}"


def test_nothing_is_evaluated_and_no_shell_is_asked():
    found = [
        f"{file}: {ast.unparse(node)[:60]}"
        for file, node, name in calls()
        if name in RUN_BY_NAME
        or name in ("os.system", "os.popen")
        or any(key.arg == "shell" and ast.unparse(key.value) != "False" for key in node.keywords)
    ]
    assert found == []


def test_an_array_that_would_run_code_is_not_loaded(tmp_path):
    np.save(tmp_path / "a.npy", np.array([print], dtype=object), allow_pickle=True)
    with pytest.raises(ValueError, match="allow_pickle"):
        np.load(tmp_path / "a.npy")


def test_a_graph_reads_no_file_outside_its_bundle(tmp_path):
    (tmp_path / "engine").mkdir()
    for folder in (tmp_path, tmp_path / "engine"):
        (folder / "weights").write_bytes(np.arange(4, dtype=np.float32).tobytes())
    for place, opens in (("weights", True), ("../weights", False), (str(tmp_path / "weights"), False)):
        tensor = TensorProto(name="w", data_type=TensorProto.FLOAT, dims=[4])
        tensor.data_location = TensorProto.EXTERNAL
        for key, value in (("location", place), ("length", "16")):
            tensor.external_data.add(key=key, value=value)
        out = helper.make_tensor_value_info("y", TensorProto.FLOAT, [4])
        graph = helper.make_graph([helper.make_node("Identity", ["w"], ["y"])], "g", [], [out], [tensor])
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
        file = tmp_path / "engine" / "a.onnx"
        file.write_bytes(model.SerializeToString())
        assert opened(file) == opens, place


def opened(file: Path) -> bool:
    try:
        onnxruntime.InferenceSession(str(file), providers=["CPUExecutionProvider"])
    except Exception as problem:  # onnxruntime has no common base class
        assert "External data path" in str(problem)
        return False
    return True


# -- no name leads out of its folder


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own, beside something secret."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    paths.user_presets().mkdir(parents=True)
    for folder in (tmp_path, tmp_path / "data", tmp_path / "data" / "livenode"):
        (folder / "secret.toml").write_text('description = "secret"')
        (folder / "secret").write_text("secret")
        soundfile.write(folder / "secret.wav", np.full(48_000, 0.1), 48_000)
    return tmp_path


def everything(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", NASTY, ids=short)
def test_a_preset_s_name_is_no_path(name, home):
    before = everything(home)
    with pytest.raises(presets.PresetError, match="no preset"):
        presets.load(name)
    with pytest.raises(presets.PresetError, match="a preset's name"):
        presets.save(name, Values())
    assert everything(home) == before


@pytest.mark.parametrize("name", [name for name in NASTY if name], ids=short)
def test_over_osc_the_names_of_presets_and_engines_are_words(name):
    for path in ("preset/load", "preset/save", "engine/load"):
        with pytest.raises(Refused) as refused:
            check(PARAMS[path], (name,))
        assert len(refused.value.text) < 400


@pytest.mark.parametrize(
    "name", [*NASTY, "secret.wav", "../secret.wav", "link.wav", "there/secret.wav"], ids=ascii
)
def test_a_sound_is_of_the_media_folder(name, home):
    media = paths.media_folder()
    media.mkdir()
    (media / "link.wav").symlink_to(home / "secret.wav")
    (media / "there").symlink_to(home)
    with pytest.raises(AudioFileError, match="no sound") as refused:
        sounds.in_folder(media, name)
    assert len(str(refused.value)) < 400


@pytest.mark.parametrize("name", [name for name in NASTY if name != "\ud800"], ids=short)
def test_a_recording_of_an_impossible_name_is_told(name, home, monkeypatch):
    monkeypatch.chdir(home)
    with pytest.raises(AudioFileError):
        read_audio(name)


@pytest.mark.parametrize("name", NASTY, ids=short)
def test_a_request_names_no_file(name, home):
    tree = Tree(FakeSurface().get, "/livenode", "stage", 7400)
    site = Site(lambda: None, tree, Gate(), read_page(paths.shipped("page")))
    for path in (f"/{name}", f"/page.js/{name}", f"//{name}", f"/{name}.js"):
        found = site.answer(Ask(path, host="127.0.0.1"))
        assert found.status in (200, 404) and b"secret\n" not in found.body
        assert found.status == 404 or b"FULL_PATH" in found.body


def test_what_comes_with_the_package_is_what_a_page_is_made_of():
    assert read_page(paths.shipped("page")).keys() == {
        f"/{file.name}" for file in (PACKAGE / "page").iterdir()
    }
