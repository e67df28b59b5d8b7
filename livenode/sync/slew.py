"""How fast the node's tempo may follow another: a pure function of both."""

from __future__ import annotations

MOST_SLEW = 0.02  # of the tempo, a bar
CATCH_UP_BARS = 2.0


def slewed_bpm(
    bpm: float, wanted_bpm: float, ahead_beats: float = 0.0, beats_per_bar: float = 4.0, most: float = MOST_SLEW
) -> float:
    """Return the tempo of the next bar: towards the wanted one, and towards its place, by `most` at the most.

    bpm: of the bar before. ahead_beats: how far the other clock is ahead of the node (negative: behind), made
    up for over two bars.

    Thread: any. Real-time safe: yes.
    """
    target = wanted_bpm * (1 + ahead_beats / (CATCH_UP_BARS * beats_per_bar))
    return min(max(target, bpm * (1 - most)), bpm * (1 + most))
