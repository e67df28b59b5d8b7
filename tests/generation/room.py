"""A room with a loudspeaker and a microphone, music for both, and how much of the one is in the other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.signal

from livenode.audio.virtual import VirtualBlock, VirtualDriver
from livenode.generation.bleed import Canceller
from livenode.generation.hearing import BLEED_BLOCK_FRAMES
from livenode.rt import Memory

RATE = 48_000
OCTAVES_HZ = (63, 125, 250, 500, 1000, 2000, 4000, 8000)


def room(seed: int, rt60_s: float = 0.4, direct_s: float = 0.004) -> np.ndarray:
    """Return the way from loudspeaker to microphone, (frames,) float64 of energy 1, as an impulse response.

    Direct sound, six early reflections, and a tail of noise that decays by 60 dB in `rt60_s` and loses
    treble; the loudspeaker plays 60 Hz to 15 kHz.
    """
    rng = np.random.default_rng(seed)
    direct = round(direct_s * RATE)
    time_s = np.arange(round(1.5 * rt60_s * RATE)) / RATE
    tail = rng.standard_normal(len(time_s)) * 10 ** (-3 * time_s / rt60_s)
    tail = scipy.signal.lfilter([0.5], [1, -0.5], tail)
    response = np.concatenate([np.zeros(direct), tail / np.linalg.norm(tail)])
    response[direct] += 0.8
    for late_s in rng.uniform(0.0005, 0.025, 6):
        response[direct + round(late_s * RATE)] += rng.choice([-1, 1]) * rng.uniform(0.15, 0.4)
    speaker = scipy.signal.butter(2, [60, 15_000], "bandpass", fs=RATE, output="sos")
    response = scipy.signal.sosfilt(speaker, response)
    return response / np.linalg.norm(response)


def played(seconds: float, seed: int, beat_s: float = 0.25) -> np.ndarray:
    """Return plucked notes and a noisy drum on the beats, (frames,) float32 of RMS 0.1, never silent."""
    rng = np.random.default_rng(seed)
    audio = np.zeros(round(seconds * RATE))
    for start in range(0, len(audio), round(beat_s * RATE)):
        time_s = np.arange(min(RATE, len(audio) - start)) / RATE
        hz = 55 * 2 ** (rng.choice([0, 3, 5, 7, 10, 12, 15, 19, 24, 31]) / 12)
        note = sum(np.sin(2 * np.pi * n * hz * time_s + n) / n for n in range(1, 12))
        audio[start : start + RATE] += note * np.exp(-time_s / rng.uniform(0.1, 0.5))
        audio[start : start + RATE] += (
            rng.standard_normal(len(time_s)) * np.exp(-time_s / 0.03) * rng.uniform(0, 2)
        )
    return as_loud(audio)


def as_loud(audio: np.ndarray, rms: float = 0.1) -> np.ndarray:
    """Return audio (frames,) float32 at an RMS."""
    return (audio * (rms / np.sqrt(np.mean(np.square(audio))))).astype(np.float32)


def echo_of(own: np.ndarray, response: np.ndarray) -> np.ndarray:
    """Return what of the own output (frames,) arrives at the microphone."""
    return scipy.signal.oaconvolve(own, response)[: len(own)]


def cleaned(own: np.ndarray, microphone: np.ndarray) -> np.ndarray:
    """Return the microphone's signal less the own output as a canceller finds it, whole blocks of it."""
    canceller, blocks = Canceller(), len(own) // BLEED_BLOCK_FRAMES
    sent, recorded = (
        np.asarray(audio[: blocks * BLEED_BLOCK_FRAMES], np.float32).reshape(blocks, -1)
        for audio in (own, microphone)
    )
    return np.concatenate([canceller.clean(n, sent[n], recorded[n]) for n in range(blocks)])


def down_db(left: np.ndarray, echo: np.ndarray, start_s: float = 0.0, end_s: float | None = None) -> float:
    """Return by how much the own output is down, in dB: energy in the microphone over energy left.

    What is left is what comes out less the performer: what is subtracted is a filtered copy of the own output
    alone, so the performer passes as they are.
    """
    part = slice(round(start_s * RATE), None if end_s is None else round(end_s * RATE))
    before, after = (
        float(np.sum(np.square(audio[part], dtype=np.float64))) for audio in (echo[: len(left)], left)
    )
    return 10 * np.log10((before + 1e-12) / (after + 1e-12))


def octave_levels_db(audio: np.ndarray) -> np.ndarray:
    """Return the level of audio (frames,) in each octave of OCTAVES_HZ."""
    power, bins_hz = np.abs(np.fft.rfft(audio.astype(np.float64))) ** 2, np.fft.rfftfreq(len(audio), 1 / RATE)
    edges = [(hz / np.sqrt(2), hz * np.sqrt(2)) for hz in OCTAVES_HZ]
    return 10 * np.log10([power[(bins_hz >= low) & (bins_hz < high)].sum() for low, high in edges])


class RoomDriver(VirtualDriver):
    """A virtual sound card whose microphone hears the performer and, through a room, what the node plays.

    performer: (frames,) float32. response: of the room. round_trip_frames: of the card, a block at least.
    echo: what of the node's output arrived at the microphone, (frames,); heard: with the performer.
    """

    def __init__(
        self,
        memory: Memory,
        performer: np.ndarray,
        response: np.ndarray,
        round_trip_frames: int,
        blocksize: int = 256,
    ) -> None:
        assert round_trip_frames >= blocksize, "a block would hear itself"
        self.heard = performer.copy()
        self.echo = np.zeros(len(performer))
        self._response, self._round_trip_frames = response, round_trip_frames
        super().__init__(memory, self.heard, blocksize)
        assert np.shares_memory(self.heard, self._input), "the echo must reach the callback"
        self.performer = performer

    def step(self) -> VirtualBlock:
        block = super().step()
        came = scipy.signal.oaconvolve(block.output[:, 0].astype(np.float64), self._response)
        first = block.start_frame + self._round_trip_frames
        last = min(first + len(came), len(self.echo))
        if last > first:
            self.echo[first:last] += came[: last - first]
            self.heard[first:last] = self.performer[first:last] + self.echo[first:last]
        return block


@dataclass(frozen=True)
class Heard:
    """What a microphone heard and what is left of it: own output alone `echo`, all `left`, both (frames,)."""

    echo: np.ndarray
    left: np.ndarray


def heard(own: np.ndarray, performer: np.ndarray, response: np.ndarray) -> Heard:
    """Return what is left of the own output in a microphone that hears a performer too."""
    echo = echo_of(own, response)
    out = cleaned(own, echo + performer)
    return Heard(echo[: len(out)], out - performer[: len(out)])
