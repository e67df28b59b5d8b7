"""Sets and settings that are odd: a name too long for a disk, a set.json changed by hand, a mark first."""

import json
import shutil
from datetime import datetime

import pytest

from livenode import config
from livenode.cli import main
from livenode.show.folder import make

MONDAY = datetime(2026, 6, 1, 9, 0)


def test_a_node_of_a_long_name_can_be_recorded(tmp_path):
    assert make(tmp_path, "x" * 300, MONDAY).is_dir()
    assert make(tmp_path, "x" * 300, MONDAY).is_dir()


@pytest.mark.parametrize(
    "changed", [{"engine": None}, {"engine": {"name": "fake"}}, {"engine": "fake"}, {"config": 3}]
)
def test_a_set_json_that_is_not_whole_is_told(changed, performed, tmp_path, capsys):
    folder = tmp_path / "set"
    shutil.copytree(performed[1], folder)
    info = json.loads((folder / "set.json").read_text())
    (folder / "set.json").write_text(json.dumps(info | changed))
    assert main(["replay", str(folder)]) == 66
    assert "set.json is not whole" in capsys.readouterr().err


def test_a_file_that_begins_with_windows_mark_is_read(tmp_path):
    file = tmp_path / "show.toml"
    file.write_bytes(b"\xef\xbb\xbf" + b'preset = "jam-bass"\r\n')
    assert config.load(file).preset == "jam-bass"
