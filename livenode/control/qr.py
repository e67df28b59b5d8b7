"""An address as a QR code for a phone, in characters. Nothing but this file imports segno. Thread: any."""

import segno

QUIET = 2  # light modules around it
HALVES = {(1, 1): "█", (1, 0): "▀", (0, 1): "▄", (0, 0): " "}  # upper and lower; light is what is drawn


def qr_lines(text: str) -> list[str]:
    """Return the lines of a QR code, two modules high each, to be read on a dark terminal."""
    code = segno.make(text, error="l", micro=False)
    rows = [[1 - module for module in row] for row in code.matrix_iter(border=QUIET)]
    if len(rows) % 2:
        rows.append([1] * len(rows[0]))
    return [
        "".join(HALVES[pair] for pair in zip(upper, lower, strict=True))
        for upper, lower in zip(rows[::2], rows[1::2], strict=True)
    ]
