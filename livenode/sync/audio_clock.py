"""A clock that is what the performer plays: tempo and beat by ear, and how sure of them it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from livenode.sync.audio_beat import BINS, beat_posterior, folded
from livenode.sync.audio_onsets import BLOCK_FRAMES, BLOCK_HOPS, BLOCK_READ_FRAMES, HOPS_PER_S, SAMPLERATE
from livenode.sync.audio_onsets import BANDS, band_powers, onset_strengths
from livenode.sync.audio_tempo import WINDOW_HOPS, Heard, hear_tempo, meter_of, straightened
from livenode.sync.reading import Reading
from livenode.transport.timeline import Timeline
