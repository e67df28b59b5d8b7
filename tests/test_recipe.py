"""Recipes: read back as they were written; whatever else is in the file, a sentence says what is wrong."""

import json
import random
from dataclasses import replace

import pytest

from livenode.params import PARAMS, Arg
from livenode.recipe import Recipe, RecipeError, load, parse, write
from livenode.surface import Values

OTHER = {"i": 3, "f": 0.25, "s": 'bässe "x" \\ \x7f'}


def _can_be(value: int | float | str, arg: Arg) -> bool:
    return not arg.choices and (isinstance(value, str) or arg.low <= value <= arg.high)


def full() -> Recipe:
    """Return a recipe in which every field and every value differs from the default."""
    rows = {}
    for (path, part), args in Values().rows.items():
        takes = PARAMS[path].args
        if PARAMS[path].preset and all(_can_be(OTHER[arg.tag], arg) for arg in takes):
            rows[path, part] = tuple("other" if arg.word else OTHER[arg.tag] for arg in takes)
            assert rows[path, part] != args
    values = Values().with_values(rows.items())
    return Recipe(
        values=values,
        engine="fake",
        backend="onnx",
        clap="clap.bin",
        input="ein Stück.wav",
        bar1_s=0.1,
        bars=7,
        loop=True,
        mix=True,
        of=Recipe(values=values, of=Recipe()),
        amount=0.3,
        inpaint=(2, 3),
        digests={"engine": "0" * 64, "ein Stück.wav": "1" * 64},
    )


def test_what_is_written_is_read_back():
    for recipe in (Recipe(), full(), replace(full(), of=None, inpaint=None)):
        assert parse(write(recipe), "x") == recipe
    assert set(json.loads(write(full()))) == {"livenode", *Recipe.__dataclass_fields__}


def test_what_is_left_out_is_as_by_default():
    assert parse('{"livenode": 1}', "x") == Recipe()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "not JSON"),
        ("[]", "not a recipe"),
        ("null", "not a recipe"),
        ("{}", "not a recipe"),
        ('{"livenode": 2}', "not a recipe"),
        ('{"livenode": 1, "speed": 3}', "no key 'speed'; there are amount, backend"),
        ('{"livenode": 1, "bars": "3"}', "bars cannot be '3'"),
        ('{"livenode": 1, "bars": true}', "bars cannot be True"),
        ('{"livenode": 1, "bars": -1}', "bars cannot be -1"),
        ('{"livenode": 1, "amount": NaN}', "amount cannot be nan"),
        ('{"livenode": 1, "amount": 1.01}', "amount cannot be 1.01"),
        ('{"livenode": 1, "bar1_s": Infinity}', "bar1_s cannot be inf"),
        ('{"livenode": 1, "inpaint": [1]}', "first bar and a number of bars"),
        ('{"livenode": 1, "of": []}', "not a recipe"),
        ('{"livenode": 1, "of": {"livenode": 1, "bars": -1}}', "bars cannot be -1"),
        ('{"livenode": 1, "values": {"node": {"volume": 1}}}', "no key 'volume'"),
        ('{"livenode": 1, "values": {"node": {"hold": 1}}}', "no key 'hold'"),
        ("[" * 100_000, "nested too deep"),
    ],
)
def test_what_is_no_recipe_is_refused_in_words(text, says):
    with pytest.raises(RecipeError, match=says) as refused:
        parse(text, "song.json")
    assert str(refused.value).startswith(("song.json", "preset song.json"))
    assert len(str(refused.value)) < 1500


def test_a_file_that_cannot_be_read(tmp_path):
    (tmp_path / "bytes.json").write_bytes(b"\xff\xfe")
    for path in (tmp_path / "none.json", tmp_path, tmp_path / "bytes.json"):
        with pytest.raises(RecipeError, match="cannot be read"):
            load(path)


# -- whatever a file holds

STRANGE = (
    None, True, False, 0, -1, 1, 2**31, 10**400, -(10**400), 1e308, float("nan"), float("inf"), "", "x",
    "\ud800", "a\0b", [], [1, 2], [1, [2]], {}, {"livenode": 1}, [None], "1", 4096,
    {"all": {}}, {"1": {"audio": "x"}},
)  # fmt: skip


def mutated(found: object, rng: random.Random) -> object:
    """Return JSON with one place of it changed: a value, a key, or something left out."""
    if isinstance(found, dict) and found and rng.random() < 0.9:
        key, made = rng.choice(list(found)), dict(found)
        how = rng.random()
        if how < 0.7:
            made[key] = mutated(found[key], rng)
        elif how < 0.85:
            made[rng.choice(["x", "", "of", "part", "all", "5", "tempo"])] = made.pop(key)
        else:
            del made[key]
        return made
    return rng.choice(STRANGE)


def test_no_file_raises_anything_but_a_sentence():
    rng, base, refused = random.Random(7), json.loads(write(full())), 0
    for _ in range(3000):
        found: object = base
        for _ in range(rng.randrange(1, 4)):
            found = mutated(found, rng)
        try:
            parse(json.dumps(found), "x")
        except RecipeError:
            refused += 1
    assert 1000 < refused < 3000


def test_no_bytes_raise_anything_but_a_sentence(tmp_path):
    rng, whole, path = random.Random(8), write(full()).encode(), tmp_path / "x.json"
    for _ in range(500):
        broken = bytearray(whole)
        for _ in range(rng.randrange(1, 5)):
            broken[rng.randrange(len(broken))] = rng.randrange(256)
        path.write_bytes(broken[: rng.randrange(len(broken))] if rng.random() < 0.3 else broken)
        try:
            load(path)
        except RecipeError:
            continue
