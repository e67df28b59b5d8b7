import pytest

from livenode import presets
from livenode.params import PARAMS, check
from livenode.presets import PresetError
from livenode.surface import Values

SHIPPED = presets.names([presets.folders()[1]])


def test_there_are_starting_points():
    assert len(SHIPPED) >= 6
    assert {"jam-bass", "full-band"} <= set(SHIPPED)


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_preset_is_playable(name):
    preset = presets.load(name, presets.folders()[1:])
    assert preset.description
    values = Values().with_values(preset.values.items())
    sounding = [part for part in (1, 2, 3, 4) if values.number("part/<p>/auto", part)]
    assert 1 in sounding
    for part in sounding:
        assert values.text("part/<p>/prompt", part)
    beats_per_bar = values.number("meter") * 4 / values.get("meter")[1]
    assert values.get("meter") == ((3, 4) if "waltz" in name else (4, 4))
    # 32 beats are seen at a middle tempo, 16 below it: a riff is at most half of that
    seen_beats = 32 if values.number("tempo") > 82 else 16
    assert values.number("bars") * beats_per_bar <= seen_beats / 2


@pytest.mark.parametrize("name", SHIPPED)
def test_preset_becomes_checked_commands(name):
    for command in presets.load(name).commands("bar"):
        row = PARAMS[command.path]
        assert row.preset
        assert check(row, command.args) == command.args
        assert command.part in row.parts
        assert command.when == "bar"


def test_saved_preset_reads_back_the_same(tmp_path):
    text = 'say "hi" \\ \n\t\x7f\u00e4 \U0001f3b8'
    values = Values().with_values(
        [(("meter", None), (7, 8)), (("tempo", None), (91.25,)), (("part/<p>/prompt", 3), (text,))]
    )
    presets.save("mine", values, tmp_path, "a 'line'")
    preset = presets.load("mine", [tmp_path])
    assert Values().with_values(preset.values.items()) == values
    assert preset.description == "a 'line'"
    assert [file.name for file in tmp_path.iterdir()] == ["mine.toml"]


def test_own_preset_is_found_first(tmp_path):
    own, shipped = tmp_path / "own", tmp_path / "shipped"
    for folder, bpm in ((own, 90.0), (shipped, 100.0)):
        presets.save("same", Values().with_value("tempo", None, (bpm,)), folder)
    presets.save("other", Values(), shipped)
    assert presets.load("same", [own, shipped]).values["tempo", None] == (90.0,)
    assert presets.names([own, shipped]) == ["other", "same"]


def test_unknown_preset_lists_the_names(tmp_path):
    presets.save("groove", Values(), tmp_path)
    for name in ("nope", "../groove", "", "a" * 33, "groove\0"):
        with pytest.raises(PresetError, match="groove"):
            presets.load(name, [tmp_path])


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[node]\ntempo = 500", "30 to 300"),
        ("[node]\ntempo = 'fast'", "a string"),
        ("[node]\ntemp = 100", "no key 'temp'; there are tempo"),
        ("[node]\nlevels = 1", "there are tempo"),
        ("[node]\n'transport/play' = 1", "no key"),
        ("[part.5]\nlevel = 1", "parts are all, 1"),
        ("[part.1]\nhold = 1", "there are name, prompt"),
        ("[part]\n1 = 3", "part.1 is a table"),
        ("node = 3", "node is a table"),
        ("tempo = 100", "no 'tempo' there"),
        ("[node]\nmeter = 4", "got 1 arguments"),
        ("[node", "is not TOML"),
    ],
)
def test_broken_preset_says_what_is_wrong(text, says):
    with pytest.raises(PresetError, match=says):
        presets.parse("broken", text)


def test_single_part_wins_over_all():
    preset = presets.parse("p", "[part.2]\nauto = true\n[part.all]\nauto = false")
    assert [preset.values["part/<p>/auto", part] for part in (1, 2, 3, 4)] == [(0,), (1,), (0,), (0,)]


def test_name_that_is_no_name_is_not_saved(tmp_path):
    with pytest.raises(PresetError, match="letters"):
        presets.save("../x", Values(), tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(PresetError, match="cannot be saved"):
        presets.save("x", Values(), tmp_path / "file")


def test_not_more_presets_are_saved_than_a_folder_should_hold(tmp_path, monkeypatch):
    monkeypatch.setattr(presets, "MOST_OWN", 2)
    for name in ("a", "b", "a"):
        presets.save(name, Values(), tmp_path)
    with pytest.raises(presets.PresetError, match="remove some"):
        presets.save("c", Values(), tmp_path)
    assert presets.names([tmp_path]) == ["a", "b"]
