"""The arrows of docs/architecture.md, read from the imports; and one place for each foreign library."""

from __future__ import annotations

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "livenode"
# From the bottom: a layer imports its own and those below. `journal` reads what the callback noted (rt).
LAYERS = (
    {"transport", "params", "row", "rows", "surface", "bindings", "paths", "config", "documents"},
    {"sync"},
    {
        "inference",
        "rt",
        "presets",
        "status",
        "journal",
        "journal_rows",
        "lines",
        "figures",
        "metrics",
        "recipe",
        "surfaces",
    },
    {"backends", "bundles", "prompts"},
    {"serving"},
    {"control", "generation", "audio", "midi"},
    {"show"},
    {
        "node",
        "virtual",
        "rehearsal",
        "verdict",
        "sounds",
        "clocks",
        "rendering",
        "api",
        "replaying",
        "report",
        "set_replay",
    },
    {"cli", "reference"},
)
APART = LAYERS[5]  # these do not know each other: only `node` puts them together
TRAINING = {"models", "training"}
# Library: where in the runtime it is imported. soxr: whole files, and the live stream between two
# rates. mido: messages, and files.
FOREIGN = {
    "sounddevice": {"audio/listing.py"},
    "pythonosc": {"control/osc.py"},
    "aiohttp": {"control/http.py", "control/http_socket.py"},
    "zeroconf": {"control/discovery.py"},
    "ifaddr": {"control/discovery.py"},
    "segno": {"control/qr.py"},
    "link": {"sync/link.py"},
    "mido": {"midi/messages.py", "midi/tempo_file.py"},
    "rtmidi": {"midi/rtmidi_system.py"},
    "rich": {"cli/view.py"},
    "onnxruntime": {"inference/onnx_engine.py"},
    "soundfile": {"audio/files.py"},
    "soxr": {"audio/files.py", "audio/bridge.py"},
    "threadpoolctl": {"inference/threads.py"},
    "tritonclient": {"serving/triton.py"},
    "grpc": {"serving/triton.py"},
    "laion_clap": {"prompts/laion.py"},
    "huggingface_hub": {"prompts/laion.py"},
    "torch": {"prompts/laion.py"}
    | {
        f"backends/{name}.py"
        for name in (
            "device_engine",
            "plan_building",
            "plan_network",
            "signal",
            "tensorrt_backend",
            "torch_backend",
        )
    },
}
ALSO = {"numpy", "scipy", "livenode"}


@cache
def imports() -> dict[str, set[str]]:
    """Return what each file of the package imports, by its path in the package."""
    return {file.relative_to(PACKAGE).as_posix(): imported(file) for file in sorted(PACKAGE.rglob("*.py"))}


def imported(file: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: a relative import"
            assert node.module
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def zone(name: str) -> str:
    """Return the folder or module below the package: "rt" of "rt/memory.py" and of "livenode.rt.Memory"."""
    if name.endswith(".py"):
        return name.split("/")[0].removesuffix(".py")
    return name.split(".")[1]


def layer(of: str) -> int:
    return next(number for number, names in enumerate(LAYERS) if of in names)


def runtime() -> list[str]:
    return [file for file in imports() if zone(file) not in TRAINING]


def arrows() -> set[tuple[str, str]]:
    """Return (importing, imported) zones of the runtime; what lies beyond it is another test's."""
    pairs = {(zone(file), zone(name)) for file in runtime() for name in imports()[file] if ours(name)}
    pairs = {pair for pair in pairs if pair[1] not in TRAINING}
    return {pair for pair in pairs if pair[0] not in ("__init__", "__main__") and pair[0] != pair[1]}


def ours(name: str) -> bool:
    return name.startswith("livenode.") and name != "livenode.__version__"


def test_every_folder_and_module_has_its_layer():
    zones = {zone(file) for file in imports()} - {"__init__", "__main__"}
    assert zones == set().union(*LAYERS) | TRAINING


def test_arrows_go_down():
    assert [pair for pair in sorted(arrows()) if layer(pair[0]) < layer(pair[1])] == []


def test_control_generation_and_audio_do_not_know_each_other():
    assert [pair for pair in arrows() if APART.issuperset(pair)] == []


def test_the_audio_zone_imports_nothing_of_ours():
    assert [pair for pair in arrows() if pair[0] == "rt"] == []


def test_the_runtime_imports_neither_models_nor_training_and_backends_only_models():
    wrong = {f"{file}: {name}" for file in runtime() for name in imports()[file] if banned(name)}
    models = {row for row in wrong if row.startswith("backends/") and ": livenode.models." in row}
    assert wrong - models == set()


def banned(name: str) -> bool:
    return name.split(".")[0] == "onnx" or (ours(name) and zone(name) in TRAINING)


@pytest.mark.parametrize("library", FOREIGN)
def test_a_foreign_library_touches_one_place(library):
    assert {file for file in runtime() if library in tops(file)} == FOREIGN[library]


def test_the_runtime_knows_no_other_library():
    known = set(FOREIGN) | ALSO | set(sys.stdlib_module_names)
    assert {name for file in runtime() for name in tops(file)} - known == set()


def tops(file: str) -> set[str]:
    return {name.split(".")[0] for name in imports()[file]}


def test_help_loads_nothing_heavy_and_the_node_no_torch():
    code = (
        "import sys, contextlib, livenode.cli\n"
        "with contextlib.suppress(SystemExit): livenode.cli.main(['--help'])\n"
        "assert not {'numpy', 'onnxruntime'} & set(sys.modules), 'heavy'\n"
        "import livenode.node\n"
        "late = {'torch', 'sounddevice', 'aiohttp', 'rich', 'grpc'}\n"
        "assert not late & set(sys.modules), late & set(sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_surfaces_are_written_from_the_table_and_the_presets_alone():
    assert {to for zone_from, to in arrows() if zone_from == "surfaces"} == {
        "config",
        "documents",
        "params",
        "presets",
        "rows",
    }
