"""What is told of the parts, beat by beat."""

from collections.abc import Iterable

from livenode.generation.board import Board
from livenode.generation.part import Part
from livenode.generation.scene import Scene


def tell_parts(parts: Iterable[Part], scene: Scene, board: Board) -> None:
    """Tell what each part does now, and what comes next. Thread: control. Real-time safe: no."""
    for part in parts:
        now = next((each for each in part.passes if each.start_frame <= scene.frame < each.end_frame), None)
        if now is None:
            continue
        muted, held = scene.on("part/<p>/mute", part.number), scene.on("part/<p>/hold", part.number)
        coming = part.flight or part.plan
        state = "muted" if muted else "held" if held else "playing"
        following = ("ready", coming.start_bar + 1) if coming else ("", now.end_bar + 1)
        board.tell("part/<p>/state", part.number, (state, *following))
        board.tell("part/<p>/take", part.number, (now.riff.take + 1, len(now.riff.takes)))
