"""How long the disk has room for a recording."""

import shutil
import time
from pathlib import Path

from livenode.rt.layout import STEREO_CHANNELS

LOW_S = 600.0
LOOK_S = 5.0


class Room:
    """Says when a disk is nearly full. Thread: any. Real-time safe: no."""

    def __init__(self, folder: Path, samplerate: int) -> None:
        self._folder, self._bytes_s = folder, 4 * (1 + STEREO_CHANNELS) * samplerate
        self._words, self._looked_s = "", 0.0

    def words(self) -> str:
        """Return how many minutes are left where they are few, else "". Raises OSError."""
        if not self._looked_s or time.monotonic() - self._looked_s >= LOOK_S:
            self._looked_s = time.monotonic()
            left_s = shutil.disk_usage(self._folder).free / self._bytes_s
            minutes = int(left_s / 60)
            words = f"the disk has room for {minutes or 'less than 1'} min of recording: free some"
            self._words = words if left_s < LOW_S else ""
        return self._words
