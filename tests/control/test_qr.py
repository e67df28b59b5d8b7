"""The QR code of the page's address, read again from its characters."""

import segno

from livenode.control.qr import HALVES, QUIET, qr_lines

ADDRESS = "http://192.168.1.5:7480/?token=0123456789ab"


def test_the_lines_are_the_codes_modules_within_a_light_frame():
    halves = {character: pair for pair, character in HALVES.items()}
    lines = qr_lines(ADDRESS)
    light = [[halves[letter][half] for letter in line] for line in lines for half in (0, 1)]
    dark = [[1 - module for module in row] for row in light]
    inside = [row[QUIET:-QUIET] for row in dark[QUIET : QUIET + len(dark[0]) - 2 * QUIET]]
    assert inside == [list(row) for row in segno.make(ADDRESS, error="l", micro=False).matrix]
    assert sum(map(sum, dark)) == sum(map(sum, inside))
    assert len(lines) <= 20 and len(lines[0]) <= 40  # a small terminal
