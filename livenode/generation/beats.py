"""The beats that subscribers are told, each once."""

from livenode.generation.board import Board
from livenode.generation.scene import Scene


class Beats:
    """Tells beats as they come. Thread: control. Real-time safe: no."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._told: tuple[int, int] | None = None

    def restart(self) -> None:
        """Forget what was told: the music starts anew."""
        self._told = None

    def advance(self, scene: Scene, from_bar: int) -> bool:
        """Tell the beat, none before `from_bar` and none in free time; returns whether it is a new one."""
        timeline, frame = scene.timeline, scene.frame
        if frame < timeline.bar_frame(from_bar):
            return False
        position = timeline.position(frame)
        beat = int(position.beat)
        if self._told == (position.bar, beat):
            return False
        self._told = position.bar, beat
        if not scene.is_free:
            self._board.tell("beat", None, (position.bar + 1, beat + 1, position.beat - beat))
        if position.bar >= 0:
            self._board.tell("transport/state", None, ("rolling",))
        return True
