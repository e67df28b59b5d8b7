"""WAV files that can be opened at any time while they are written, however large they grow.

A header is written once its frames are on the disk, so that it never promises more than there is. Up to
4 GiB a file is a WAV file; from there on it is RF64 (EBU Tech 3306), for which the chunk JUNK keeps the room.
Silence is not written: the file has a hole there, which takes no room on the disks that know of holes.
"""

import os
import struct
from pathlib import Path
from types import TracebackType

import numpy as np

HEADER_BYTES = 92
FLOAT = 3  # WAVE_FORMAT_IEEE_FLOAT
MOST_RIFF_BYTES = 2**32 - 1


def header(channels: int, samplerate: int, frames: int) -> bytes:
    """Return the header of a file of so many frames of 32-bit float. Thread: any. Real-time safe: no."""
    frame_bytes = 4 * channels
    data_bytes = frame_bytes * frames
    riff_bytes = data_bytes + HEADER_BYTES - 8
    fields = FLOAT, channels, samplerate, samplerate * frame_bytes, frame_bytes, 32
    if riff_bytes > MOST_RIFF_BYTES:
        sizes = (
            struct.pack("<4sI", b"RF64", MOST_RIFF_BYTES),
            struct.pack("<4sIQQQI", b"ds64", 28, riff_bytes, data_bytes, frames, 0),
        )
        data_bytes = MOST_RIFF_BYTES
    else:
        sizes = struct.pack("<4sI", b"RIFF", riff_bytes), struct.pack("<4sI28x", b"JUNK", 28)
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, *fields)
    fact = struct.pack("<4sII", b"fact", 4, min(frames, MOST_RIFF_BYTES))
    return b"".join((sizes[0], b"WAVE", sizes[1], form, fact, struct.pack("<4sI", b"data", data_bytes)))


class WavWriter:
    """Writes one file. Raises OSError where the disk is full or gone. Thread: any. Real-time safe: no.

    path: a new file. What is not `secured` yet may be lost with the machine.
    """

    def __init__(self, path: Path, channels: int, samplerate: int) -> None:
        self.frames = 0
        self._channels, self._samplerate = channels, samplerate
        self._file = path.open("xb", buffering=0)
        self._write_at(0, header(channels, samplerate, 0))

    def write(self, audio: np.ndarray) -> None:
        """Append audio, (frames,) or (frames, channels) float32."""
        if audio.any():
            self._write_at(self._end, np.ascontiguousarray(audio, "<f4").tobytes())
        self.frames += len(audio)

    def secure(self) -> None:
        """Bring what was written to the disk, and then say so in the header."""
        if os.fstat(self._file.fileno()).st_size != self._end:
            self._file.truncate(self._end)  # it ends in silence, or in what the disk did not take whole
        os.fsync(self._file.fileno())
        self._write_at(0, header(self._channels, self._samplerate, self.frames))

    def close(self) -> None:
        """Secure what was written, header included, and close."""
        try:
            self.secure()
            os.fsync(self._file.fileno())
        finally:
            self._file.close()

    @property
    def _end(self) -> int:
        return HEADER_BYTES + 4 * self._channels * self.frames

    def _write_at(self, place: int, data: bytes) -> None:
        self._file.seek(place)
        view = memoryview(data)
        while view:
            view = view[self._file.write(view) :]

    def __enter__(self) -> "WavWriter":
        return self

    def __exit__(self, kind: type | None, value: BaseException | None, trace: TracebackType | None) -> None:
        self.close()
