"""What is read of JSON and TOML: bounded, and refused in words that can be told."""

from __future__ import annotations

import pytest

from livenode.documents import (
    JSON_BYTES,
    MOST_DEPTH,
    TOML_BYTES,
    TOML_LINE,
    DocumentError,
    parse_json,
    parse_toml,
    put_text,
    read_json,
    shown,
)

BAD_JSON = {
    "nothing": ("", "is not JSON"),
    "deep arrays": ("[" * 100_000, "nested too deep"),
    "deep and whole": ("[" * (MOST_DEPTH + 2) + "]" * (MOST_DEPTH + 2), "nested deeper"),
    "a number of 5000 digits": ("9" * 5000, "is not JSON"),
    "a number of 65 bits": (str(1 << 64), "more than 64 bits"),
    "half a character": ('"\\ud800"', "no Unicode"),
    "half a character as a key": ('{"\\udfff": 1}', "no Unicode"),
    "a long text": ('"' + "x" * JSON_BYTES + '"', "the most that is read"),
}
BAD_TOML = {
    "no TOML": ("x = ", "is not TOML"),
    "deep": ("x = " + "[" * 2000, "nested too deep"),
    "deep by dots": (".".join("a" * 200) + " = 1", "nested deeper"),
    "a long key": (".".join("a" * TOML_LINE) + " = 1", "a line longer"),  # minutes, if it were read
    "a number in hexadecimal": ("x = 0x" + "f" * 1900, "more than 64 bits"),
    "a number of 2000 digits": ("x = 1" + "0" * 1900, "more than 64 bits"),
    "long": ("#\n" * TOML_BYTES, "the most that is read"),
    "a date there is none": ("x = 2026-02-30", "is not TOML"),
}


@pytest.mark.parametrize("kind", [*BAD_JSON, *BAD_TOML])
def test_what_is_not_taken(kind):
    parse, (text, says) = (parse_json, BAD_JSON[kind]) if kind in BAD_JSON else (parse_toml, BAD_TOML[kind])
    with pytest.raises(DocumentError, match=says) as refused:
        parse(text)
    assert len(str(refused.value)) < 300
    str(refused.value).encode()


def test_what_is_taken():
    assert parse_json('{"a": [1, -2.5, null, "é"]}') == {"a": [1, -2.5, None, "é"]}
    assert parse_toml("a.b = [1, 2.5]") == {"a": {"b": [1, 2.5]}}
    assert parse_json("[" * MOST_DEPTH + "]" * MOST_DEPTH)


def test_no_more_of_a_file_is_read_than_is_allowed(tmp_path):
    (tmp_path / "endless").symlink_to("/dev/zero")
    with pytest.raises(DocumentError, match="the most that is read"):
        read_json(tmp_path / "endless")
    (tmp_path / "bytes").write_bytes(b'"\xff"')
    with pytest.raises(DocumentError, match="not UTF-8 text"):
        read_json(tmp_path / "bytes")
    with pytest.raises(DocumentError, match="cannot be read"):
        read_json(tmp_path / "a\0b")


@pytest.mark.parametrize("lasting", [False, True])
def test_text_is_put_in_place_whole_or_not_at_all(tmp_path, lasting):
    file = tmp_path / "kept" / "map.json"
    put_text(file, '"ä"', lasting)
    with pytest.raises(UnicodeEncodeError):
        put_text(file, "new" * 10_000 + "\ud800", lasting)
    assert read_json(file) == "ä"
    with pytest.raises(OSError, match="irectory"):
        put_text(file.parent, "new", lasting)
    assert [path.name for path in tmp_path.rglob("*")] == ["kept", "map.json"]


def test_a_value_is_shown_in_a_line():
    assert shown("a\n") == "'a\\n'"
    assert len(shown("x" * 1000)) == 80
