import pytest

from livenode.bindings import (
    KINDS,
    MANNERS,
    Binding,
    Control,
    bind,
    can_vary,
    next_step,
    place_of,
    read,
    usual_manner,
    value_at,
)
from livenode.params import PARAMS, ROWS, Refused, check, spoken

CC, NOTE = Control("cc", 1, 7), Control("note", 10, 36)
VARIABLE = [row for row in ROWS if row.kind == "value" and can_vary(row)]


@pytest.mark.parametrize("row", VARIABLE, ids=lambda row: row.path)
def test_every_value_with_a_range_or_choices_can_be_driven(row):
    address = spoken(row.path, row.parts[0])
    for control in (CC, NOTE):
        binding = bind(control, "", address)
        assert read(binding.text()) == binding
    for place in (0.0, 0.25, 0.5, 1.0):
        args = value_at(row, place)
        assert check(row, args) == args
        if not row.choices and row.tags == "f":
            assert place_of(row, args) == pytest.approx(place)
    seen, args = set(), row.default
    for _ in range(20):
        args = next_step(row, args)
        assert check(row, args) == args
        seen.add(args)
    assert len(seen) >= 2


EXAMPLES = {
    "tempo/nudge": (2.0,),
    "preset/load": ("jam-bass",),
    "preset/save": ("mine",),
    "engine/load": ("default",),
    "part/<p>/vary": (0.3,),
    "part/<p>/inpaint": (2, 1),
    "part/<p>/prompt": ("slap bass, funk",),
    "part/<p>/prompt/2": ('it\'s a "marimba"',),
    "part/<p>/audio": ("input",),
    "meter": (7, 8),
}


@pytest.mark.parametrize("row", [r for r in ROWS if r.kind in ("value", "action")], ids=lambda r: r.path)
def test_every_value_and_action_can_be_bound_with_arguments_and_reads_back(row):
    args = EXAMPLES.get(row.path, row.default)
    binding = bind(CC, "press", spoken(row.path, row.parts[0]), args)
    again = read(binding.text())
    assert again.commands() == binding.commands()
    (command,) = binding.commands()
    assert (command.path, command.args) == (row.path, check(row, args))


def test_all_parts_and_a_when():
    binding = read("note 10 40 press part/all/generate now")
    assert [(c.path, c.part, c.args, c.when) for c in binding.commands()] == [
        ("part/<p>/generate", part, (), "now") for part in (1, 2, 3, 4)
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is no binding; write cc 1 7 fader part/1/level"),
        ("cc 1 7 fader", "is no binding"),
        ("cc one 7 fader tempo", "is no binding"),
        ("knob 1 7 fader tempo", "is no control; write cc, note, program"),
        ("cc 17 7 fader tempo", "a channel from 1 to 16"),
        ("cc 1 128 fader tempo", "0 to 127"),
        ("cc 1 7 wiggle tempo", "manner is one of fader"),
        ("cc 1 7 fader temp", "the nearest is tempo"),
        ("cc 1 7 fader loop/press", "send press"),
        ("cc 1 7 press tempo", "say what to set, such as midi/learn tempo 120"),
        ("cc 1 7 press part/1/prompt", "say what to set"),
        ("cc 1 7 fader meter", "say what to set, such as midi/learn meter 4 4"),
        ("cc 1 7 press tempo 500", "30 to 300"),
        ("cc 1 7 press tempo fast", "a number from 30"),
        ("cc 1 7 press part/1/vary", "amount"),
        ("cc 1 7 press in/level", "only values and actions"),
        ("note 1 7 fader level", "fader is for a cc"),
        ("program 1 7 long loop/clear", "long is for a switch"),
        ("cc 1 7 press preset/load 'no such'", "letters, digits"),
        ("cc 1 7 press 'loop", "is no binding"),
    ],
)
def test_a_broken_binding_says_what_is_wrong(text, says):
    with pytest.raises(Refused, match=says):
        read(text)


def test_usual_manners():
    assert usual_manner(CC, "part/1/level", ()) == "fader"
    assert usual_manner(CC, "part/1/mute", ()) == "toggle"
    assert usual_manner(NOTE, "mode", ()) == "toggle"
    assert usual_manner(CC, "bars", ()) == "fader"
    assert usual_manner(NOTE, "bars", ()) == "toggle"
    assert usual_manner(CC, "loop/press", ()) == "press"
    assert usual_manner(CC, "tempo", (100,)) == "press"


def test_a_new_binding_takes_the_place_of_its_control_and_of_its_address():
    press, long = read("cc 1 64 press loop/press"), read("cc 1 64 long loop/clear")
    assert not long.replaces(press)
    assert read("cc 1 64 toggle part/1/mute").replaces(press)
    assert read("note 1 1 press loop/press").replaces(press)
    assert not read("note 1 1 press part/1/vary 0.5").replaces(read("note 1 2 press part/1/vary 0.1"))


def test_the_row_of_learn_names_every_manner():
    assert PARAMS["midi/learn/as"].args[0].choices == MANNERS
    assert set(KINDS) == {"cc", "note", "program"}
    assert Binding(CC, "fader", "level").what == "cc 1 7 fader"


@pytest.mark.parametrize("seed", [123456789, 16777216.0, "2147483647"])
def test_a_seed_keeps_all_its_digits(seed):
    binding = bind(CC, "press", "part/1/seed", (seed,))
    for _ in range(2):  # written, read and written again, as at each start
        binding = read(binding.text())
        assert binding.commands()[0].args == (int(seed),)
