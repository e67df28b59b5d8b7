"""The table: every row can be found, takes its defaults, and says what is wrong."""

import math

import pytest

from livenode.params import (
    CODES,
    GROUPS,
    PARAMS,
    PARTS,
    ROWS,
    Refused,
    check,
    check_action,
    check_when,
    lookup,
    spoken,
)
from livenode.surface import Values

VALUES = [row for row in ROWS if row.kind == "value"]
ACTIONS = [row for row in ROWS if row.kind == "action"]


def refusal(function, *args) -> Refused:
    with pytest.raises(Refused) as caught:
        function(*args)
    assert caught.value.code in CODES
    assert caught.value.text
    return caught.value


def named(rows):
    return pytest.mark.parametrize("row", rows, ids=lambda row: row.path)


@named(ROWS)
def test_row_is_well_formed(row):
    assert PARAMS[row.path] is row
    assert row.kind in ("value", "action", "out", "session")
    assert row.group in GROUPS
    assert row.doc.endswith(".")
    assert set(row.tags) <= set("ifs")
    assert not (row.preset and row.kind != "value")
    for part in row.parts:
        if row.default_of(part):
            assert len(row.default_of(part)) == len(row.args)


def test_paths_are_unique():
    assert len(PARAMS) == len(ROWS)


@named(ROWS)
def test_row_is_found_by_its_spoken_path(row):
    for part in row.parts:
        assert lookup(spoken(row.path, part)) == (row, (part,))
    if row.per_part:
        assert lookup(row.path.replace("<p>", "all")) == (row, PARTS)


@named(VALUES)
def test_default_is_its_own_canonical_form(row):
    for part in row.parts:
        default = row.default_of(part)
        assert check(row, default) == default
        assert [type(value) for value in check(row, default)] == [type(value) for value in default]


@named(VALUES)
def test_value_refuses_what_it_is_not(row):
    wrong = [5 if arg.tag == "s" else "five" for arg in row.args]
    assert refusal(check, row, wrong).code == "bad_type"
    assert refusal(check, row, [*row.default, 1]).code == "bad_count"
    assert refusal(check, row, []).code == "bad_count"
    assert refusal(check, row, [b"blob"] * len(row.args)).code == "bad_type"
    assert refusal(check, row, [None] * len(row.args)).code == "bad_type"


@named([row for row in VALUES if row.args[0].tag != "s"])
def test_number_row_keeps_its_range(row):
    rest = row.default[1:]
    for bad in (math.nan, math.inf, -math.inf):
        assert refusal(check, row, [bad, *rest]).code == "bad_type"
    if row.choices:
        assert [check(row, [choice, *rest])[0] for choice in row.choices] == list(row.choices)
        assert refusal(check, row, [3, *rest]).code == "out_of_range"
        return
    for edge in (row.low, row.high):
        assert check(row, [edge, *rest])[0] == edge
    for beyond in (row.low - 2, row.high + 1):
        assert refusal(check, row, [beyond, *rest]).code == "out_of_range"
    if row.tags.startswith("i"):
        assert check(row, [float(row.high), *rest])[0] == row.high
        assert refusal(check, row, [row.low + 0.5, *rest]).code == "bad_type"


@named([row for row in VALUES if row.choices and row.args[0].tag == "s"])
def test_word_row_takes_its_choices(row):
    assert [check(row, [choice]) for choice in row.choices] == [(choice,) for choice in row.choices]
    error = refusal(check, row, ["nonsense"])
    assert error.code == "out_of_range"
    assert str(row.choices[0]) in error.text


RANGES = {
    "tempo": (30, 300),
    "count_in": (0, 4),
    "steps": (0, 30),
    "part/<p>/guidance/context": (0, 4),
    "part/<p>/guidance/prompt": (0, 4),
    "part/<p>/density": (0, 1),
    "part/<p>/replan": (0, 8),
}


@pytest.mark.parametrize(("path", "limits"), RANGES.items())
def test_range_is_the_contract(path, limits):
    assert (PARAMS[path].low, PARAMS[path].high) == limits


@pytest.mark.parametrize(
    "path", ["part/<p>/density", "part/<p>/energy", "part/<p>/register", "part/<p>/replan"]
)
def test_minus_one_is_free_and_nothing_between(path):
    assert check(PARAMS[path], [-1]) == PARAMS[path].default == (-1,)
    assert refusal(check, PARAMS[path], [-0.5]).code in ("out_of_range", "bad_type")


@pytest.mark.parametrize(
    ("args", "canonical"), [([True], (1,)), ([False], (0,)), ([1.0], (1,)), ([0], (0,)), ([1], (1,))]
)
def test_switch_takes_any_number(args, canonical):
    assert check(PARAMS["part/<p>/mute"], args) == canonical


@named([row for row in ACTIONS if not row.args and row.path != "panic"])
def test_action_is_pressed_released_or_timed(row):
    when = None if row.quantised else "now"
    for press in ([], [1], [1.0], [0.3], [True], [-1]):
        assert check_action(row, press) == ((), when)
    for release in ([0], [0.0], [False]):
        assert check_action(row, release) is None
    assert check_action(row, ["2bar"]) == ((), "now" if row.path == "tempo/tap" else "2bar")
    assert refusal(check_action, row, ["soon"]).code == "out_of_range"
    assert refusal(check_action, row, [1, 2]).code == "bad_count"
    assert refusal(check_action, row, [None]).code == "bad_type"


def test_panic_is_never_refused():
    for args in ([], [1], ["4bar"], ["x", None, b""], [1, 2, 3]):
        assert check_action(PARAMS["panic"], args) == ((), "now")
    assert check_action(PARAMS["panic"], [0]) is None


def test_action_with_arguments_takes_a_when_behind_them():
    vary, load = PARAMS["part/<p>/vary"], PARAMS["preset/load"]
    assert check_action(vary, [0.5]) == ((0.5,), None)
    assert check_action(vary, [0, "@9"]) == ((0.0,), "@9")
    assert check_action(load, ["jam-bass"]) == (("jam-bass",), None)
    assert check_action(load, ["now"]) == (("now",), None)
    assert check_action(load, ["jam-bass", "4bar"]) == (("jam-bass",), "4bar")
    for name in ("", "../x", "a/b", "x" * 33, "ä", "a b"):
        assert refusal(check_action, load, [name]).code == "out_of_range"


@pytest.mark.parametrize("when", ["now", "beat", "bar", "2bar", "4bar", "@1", "@17", "@1000000"])
def test_when_is_taken(when):
    assert check_when(when) == when


@pytest.mark.parametrize(
    "when", ["", "3bar", "@", "@0", "@-1", "@1.5", "@1000001", "@99999999999", "@²", "bar "]
)
def test_when_is_refused(when):
    assert refusal(check_when, when).code == "out_of_range"


@pytest.mark.parametrize(
    ("path", "code", "says"),
    [
        ("tempoo", "unknown_address", "tempo"),
        ("part/1/levle", "unknown_address", "part/1/level"),
        ("part/*/level", "no_such_part", "part/all/level"),
        ("tem*", "unknown_address", "part/all"),
        ("part/5/level", "no_such_part", "part/1/level"),
        ("part/12/level", "no_such_part", "part/1/level"),
        ("part/<p>/level", "no_such_part", "part/1/level"),
        ("part//level", "no_such_part", "part/1/level"),
        ("part", "unknown_address", ""),
        ("", "unknown_address", ""),
        ("sync/sauce", "unknown_address", ""),
    ],
)
def test_unknown_path_names_what_there_is(path, code, says):
    error = refusal(lookup, path)
    assert error.code == code
    assert says in error.text


def test_values_start_with_the_defaults_and_never_change():
    values = Values()
    assert values.number("tempo") == 120.0
    assert [values.get("part/<p>/auto", part) for part in PARTS] == [(1,), (0,), (0,), (0,)]
    louder = values.with_value("part/<p>/level", 2, (0.9,))
    assert louder.number("part/<p>/level", 2) == 0.9
    assert values.number("part/<p>/level", 2) == 0.8
    assert louder.with_value("part/<p>/level", 2, (0.8,)) == values
    with pytest.raises(KeyError):
        values.with_value("part/<p>/level", None, (0.9,))
    with pytest.raises(TypeError):
        values.rows["tempo", None] = (1.0,)
