"""The thread that brings a set to disk: reads the rings that the callback fills, writes the set's folder.

Nothing waits for it. What it comes too late for is silence in its files, counted; a disk that fails ends the
recording. Every half second all is brought to the disk, so that a power cut costs no more than two.
"""

import queue
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np

from livenode.rt.memory import Memory, RecordError
from livenode.rt.stereo import StereoRing
from livenode.show.files import SetFiles
from livenode.show.folder import BEFORE, make, write_array, write_info
from livenode.show.room import Room
from livenode.show.wav import WavWriter

Row = dict[str, Any]
POLL_S, SECURE_S = 0.05, 0.5
CHUNK_FRAMES = 48_000
SPARED_FRAMES = 4_800  # at the old end of a ring, which the callback overwrites while it is read
WAIT_S = 10.0
STILL_S = 0.5  # so long the callback has to stop; where it no longer runs, what there is is all


class Recorder:
    """Records one set. `put` and `end` are control's, `round` is one round of the thread, which tests call.

    base: folder of all sets. about: says what stands in set.json, called by the thread with the first frame
    of the files and of what was heard before. What control reads: `folder`, the set's name once there is one;
    `frames` written; `lost_frames`, silent since the disk was too slow; `problem`, why it ended by itself;
    `warning`; `done`. Thread: control. Real-time safe: no.
    """

    def __init__(self, memory: Memory, base: Path, name: str, about: Callable[[int, int], Row]) -> None:
        self.folder = self.problem = self.warning = ""
        self.frames = self.lost_frames = 0
        self.done = False
        self._memory, self._ring = memory, StereoRing(memory)
        self._base, self._name, self._about = base, name, about
        self._waiting: queue.SimpleQueue[Row | tuple[str, np.ndarray]] = queue.SimpleQueue()
        self._info: Row = {}
        self._path: Path | None = None
        self._files: SetFiles | None = None
        self._end_s: float | None = None
        self._sealed = threading.Event()
        self._secured_s = 0.0
        self.thread: threading.Thread | None = None
        self._ring.fill(True)

    def start(self) -> None:
        """Begin to record, in a thread."""
        self.thread = threading.Thread(target=self._run, name="livenode-recorder", daemon=True)
        self.thread.start()

    def wait(self) -> None:
        """Wait until all is written, as long as a disk may take."""
        if self.thread is None:
            self._run()
        else:
            self.thread.join(WAIT_S)

    @property
    def is_ending(self) -> bool:
        """Whether it was asked to end."""
        return self._end_s is not None

    def put(self, row: Mapping[str, Any]) -> None:
        """Append a row to the journal."""
        self._waiting.put(dict(row))

    def keep(self, name: str, array: np.ndarray) -> None:
        """Keep an array that the journal names."""
        self._waiting.put((name, array))

    def end(self) -> None:
        """Record no more: what sounds after the callback's next block is not written."""
        self._ring.fill(False)
        self._end_s = time.monotonic()

    def seal(self) -> None:
        """Say that no row follows."""
        self._sealed.set()

    def ended_frame(self) -> int | None:
        """Return the frame at which the callback ceased to fill the ring, None until it has."""
        filled, frame = self._ring.filled()
        if self._end_s is None or (filled and time.monotonic() - self._end_s < STILL_S):
            return None
        return self._memory.frame() if filled else frame

    def round(self) -> bool:
        """Write what there is; returns whether there will be more."""
        try:
            if self._files is None and not self._open():
                self.done = self._end_s is not None  # before there was anything
                return not self.done
            return self._write()
        except Exception as problem:  # whatever it is, it must be told, and the music goes on
            self._ring.fill(False)
            text = getattr(problem, "strerror", None) or f"{type(problem).__name__}: {problem}"
            self.problem = f"the recording has ended: {text}"
            self._close()
            return False

    def _run(self) -> None:
        while self.round():
            time.sleep(POLL_S)

    def _open(self) -> bool:
        """Make the folder, once the ring is being filled; returns whether it is."""
        filled, first_frame = self._ring.filled()
        if not filled:
            return False
        oldest = self._memory.frame() + CHUNK_FRAMES - self._memory.record_capacity
        before_frame = min(first_frame, max(0, oldest))
        frames = first_frame - before_frame
        heard = [read(before_frame, frames) for read in (self._memory.read_record, self._memory.read_sent)]
        self._path = make(self._base, self._name, datetime.now())
        self._info = self._about(first_frame, before_frame)
        write_info(self._path, self._info)
        with WavWriter(self._path / BEFORE, 2, self._memory.samplerate) as before:
            before.write(np.stack(heard, axis=1))
        self._files = SetFiles(self._path, self._memory.samplerate, first_frame)
        self._room = Room(self._path, self._memory.samplerate)
        self.folder = self._path.name
        return True

    def _write(self) -> bool:
        assert self._files is not None
        is_sealed, end_frame = self._sealed.is_set(), self.ended_frame()
        self._write_rows()
        until = self._memory.frame() if end_frame is None else end_frame
        while self._files.next_frame < until:
            self._take(min(until - self._files.next_frame, CHUNK_FRAMES))
        self.frames = self._files.frames
        if is_sealed and end_frame is not None:
            self._close()
            return False
        if time.monotonic() - self._secured_s >= SECURE_S:
            self._secured_s = time.monotonic()
            self._files.secure()
            self.warning = self._room.words()
        return True

    def _take(self, frames: int) -> None:
        """Write the next frames; those that the ring no longer holds are silent."""
        assert self._files is not None
        start = self._files.next_frame
        try:
            heard = self._memory.read_record(start, frames)
        except RecordError:
            heard = np.zeros(frames, np.float32)
        try:
            sounded = self._ring.read(start, frames)
        except RecordError:
            frames = min(frames, max(1, self._ring.oldest_frame() + SPARED_FRAMES - start))
            heard, sounded = heard[:frames], self._ring.silence(frames)
            self.lost_frames += frames
            self._files.write_row({"frame": start, "lost": frames})
        self._files.write(heard, sounded)

    def _write_rows(self) -> None:
        """Write what waits now; what comes meanwhile is the next round's, however fast it comes."""
        assert self._files is not None and self._path is not None
        for _ in range(self._waiting.qsize()):
            item = self._waiting.get_nowait()
            if isinstance(item, tuple):
                write_array(self._path, *item)
            else:
                self._files.write_row(item)

    def _close(self) -> None:
        """Close the files as far as the disk lets them, and say how it ended."""
        if self._files is not None and self._path is not None:
            self.frames = self._files.frames
            end = {
                "frames": self.frames,
                "lost_frames": self.lost_frames,
                "ended": self.problem or "as asked",
            }
            with suppress(OSError):
                self._files.close()
            with suppress(OSError):
                write_info(self._path, {**self._info, **end})
        self.done = True
