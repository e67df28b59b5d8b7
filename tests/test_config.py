from pathlib import Path

import pytest

from livenode import paths
from livenode.config import Config, ConfigError, from_mapping, load


def test_nothing_given_is_the_defaults(tmp_path):
    assert load(None) == load(None, tmp_path / "absent.toml") == Config()


def test_file_then_options(tmp_path):
    file = tmp_path / "livenode.toml"
    file.write_text(
        'port = 7500\ninput_channels = [2]\nfeedback = ["10.0.0.2:9000"]\nlan = true\nblocksize = 0\n'
    )
    config = load(file, port=7600, prefix=None)
    assert config.port == 7600
    assert config.input_channels == (2,)
    assert config.feedback == ("10.0.0.2:9000",)
    assert config.lan is True
    assert load(None, file).port == 7500


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"prot": 1}, "no key 'prot'; meant port"),
        ({"zzz": 1}, "engine, preset"),
        ({"port": 70000}, "port = 70000 is out of range; allowed is 1 to 65535"),
        ({"port": "7400"}, "port = '7400' is not a whole number"),
        ({"port": True}, "not a whole number"),
        ({"blocksize": 8}, "16 to 8192, or 0 for the driver's choice"),
        ({"input_channels": 1}, "a list of whole numbers"),
        ({"input_channels": [0]}, "input_channels = 0 is out of range; allowed is 1 to 64"),
        ({"input_channels": [1, 2, 3]}, "at most 2"),
        ({"output_channels": []}, r"output_channels = \[\] holds 0; allowed are 1 or 2"),
        ({"stem_channels": [3, 4]}, r"stem_channels = \[3, 4\] holds 2; allowed are 0 or 4 or 8"),
        ({"stem_channels": [3, 4, 5, 65]}, "stem_channels = 65 is out of range; allowed is 1 to 64"),
        ({"allow": [1]}, "allow = 1 is not a string"),
        ({"lan": 1}, "lan = 1 is not true or false"),
        ({"engine": 1}, "engine = 1 is not a string"),
        ({"prefix": "livenode"}, "a path such as /livenode"),
        ({"prefix": "/"}, "a path such as /livenode"),
        ({"prefix": "/a*"}, "a path such as /livenode"),
    ],
)
def test_error_names_key_value_and_range(values, says):
    with pytest.raises(ConfigError, match=f"file.toml.*{says}"):
        from_mapping(values, "file.toml")


def test_file_that_cannot_be_read(tmp_path):
    with pytest.raises(ConfigError, match="--config"):
        load(tmp_path / "absent.toml")
    (tmp_path / "bad.toml").write_text("port = ")
    with pytest.raises(ConfigError, match="is not TOML"):
        load(tmp_path / "bad.toml")


@pytest.mark.parametrize(
    ("environment", "platform", "folder"),
    [
        ({"XDG_STATE_HOME": "/x"}, "linux", "/x/livenode"),
        ({"XDG_STATE_HOME": "relative"}, "linux", "/home/me/.local/state/livenode"),
        ({}, "linux", "/home/me/.local/state/livenode"),
        ({}, "darwin", "/home/me/Library/Application Support/livenode"),
        ({"LOCALAPPDATA": "/local"}, "win32", "/local/livenode"),
        ({}, "win32", "/home/me/AppData/Local/livenode"),
    ],
)
def test_state_folder_of_each_system(environment, platform, folder):
    assert paths.user_folder("state", environment, platform, Path("/home/me")) == Path(folder)


def test_shipped_presets_are_there():
    assert paths.shipped("presets").is_dir()


def test_the_home_folder_in_names_of_files(monkeypatch):
    monkeypatch.setenv("HOME", "/home/me")
    monkeypatch.setenv("USERPROFILE", "/home/me")
    found = from_mapping({"log": "~/show.log", "recordings": "~/sets", "engine": "mine", "name": "~"})
    assert (found.log, found.recordings) == ("/home/me/show.log", "/home/me/sets")
    assert (found.engine, found.name) == ("mine", "~")
