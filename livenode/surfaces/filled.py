"""Files of other languages that come with the package, with the table filled in where @NAME@ stands."""

from pathlib import Path

from livenode.params import PARAMS, Param


def filled(file: str, **values: str) -> str:
    """Return the text of a file beside this one with its places filled."""
    text = Path(__file__).with_name(file).read_text("utf-8")
    for name, value in values.items():
        text = text.replace(f"@{name}@", value)
    return text


def camel(path: str) -> str:
    """Return a row's path as a name in a program: "part/<p>/guidance/context" -> "partGuidanceContext"."""
    first, *others = path.replace("<p>/", "").replace("_", "/").split("/")
    return first + "".join(word[0].upper() + word[1:] for word in others)


def sent() -> list[Param]:
    """Return the rows that take a message; what only passes by cannot be asked."""
    return [row for row in PARAMS.values() if row.kind != "out" or row.default or row.path.endswith("/list")]
