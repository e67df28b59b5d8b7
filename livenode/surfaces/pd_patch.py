"""The file format of Pure Data patches: objects in order, and the wires between them by number."""

from __future__ import annotations

Place = tuple[int, int]


class Patch:
    """A canvas that is filled object by object; each call returns the object's number.

    The order of inlets and outlets follows from their places, left to right.
    """

    def __init__(self, name: str = "", size: Place = (900, 600)) -> None:
        self._name, self._size = name, size
        self._lines: list[str] = []
        self._wires: list[str] = []
        self._count = 0

    def object(self, place: Place, text: str) -> int:
        """Add an object box."""
        return self._add(f"#X obj {place[0]} {place[1]} {text};")

    def message(self, place: Place, text: str) -> int:
        """Add a message box. `text` is escaped already."""
        return self._add(f"#X msg {place[0]} {place[1]} {text};")

    def number(self, place: Place, low: float, high: float) -> int:
        """Add a number box that stays within low..high; 0 and 0: anywhere."""
        return self._add(f"#X floatatom {place[0]} {place[1]} 8 {low:g} {high:g} 0 - - - 0;")

    def symbol(self, place: Place) -> int:
        """Add a box that words are typed into."""
        return self._add(f"#X symbolatom {place[0]} {place[1]} 8 0 0 0 - - - 0;")

    def words(self, place: Place, text: str) -> int:
        """Add a comment."""
        apart = text.replace(",", " ,").replace(";", " ;")  # marks are words of their own
        return self._add(f"#X text {place[0]} {place[1]} {escaped(apart, ' ')}, f {len(text) + 4};")

    def inside(self, place: Place, patch: Patch) -> int:
        """Add a patch as a box."""
        return self._add(f"{patch.body()}\n#X restore {place[0]} {place[1]} pd {patch._name};")

    def wire(self, source: int, target: int, outlet: int = 0, inlet: int = 0) -> None:
        """Join an outlet to an inlet."""
        self._wires.append(f"#X connect {source} {outlet} {target} {inlet};")

    def chain(self, *numbers: int) -> None:
        """Join objects one behind the other."""
        for source, target in zip(numbers, numbers[1:], strict=False):
            self.wire(source, target)

    def body(self) -> str:
        """Return the canvas as it lies in another."""
        head = f"#N canvas 60 60 {self._size[0]} {self._size[1]} {self._name or 12}"
        return "\n".join([f"{head}{' 0' if self._name else ''};", *self._lines, *self._wires])

    def file(self) -> bytes:
        """Return the patch as a file."""
        return f"{self.body()}\n".encode()

    def _add(self, line: str) -> int:
        self._lines.append(line)
        self._count += 1
        return self._count - 1


def escaped(text: str, kept: str = "") -> str:
    """Escape what means something to Pd. A space that is not kept makes the text one symbol."""
    return "".join(f"\\{letter}" if letter in "\\,;$ " and letter not in kept else letter for letter in text)
