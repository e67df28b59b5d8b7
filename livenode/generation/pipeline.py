"""The one pipeline of live, virtual, offline and benchmark: request and context -> riff, a pure function."""

from collections.abc import Callable
from dataclasses import replace
from time import perf_counter

import numpy as np

from livenode.generation.context import ContextStore, Heard, heard_at
from livenode.generation.decode import sounding
from livenode.generation.others import OthersStore
from livenode.generation.places import latent_of_bar, window_latents
from livenode.generation.ranking import ranked, surroundings
from livenode.generation.riff import Past, Riff, RiffRequest, Settings
from livenode.inference.condition import lay_out_condition, masked_context
from livenode.inference.engine import Engine, Performed, Sampling, Sounding, Term
from livenode.inference.features import STFT_PER_LATENT
from livenode.inference.grid_inputs import (
    CONTEXT_END,
    LAGS_BARS,
    LATENT_CHANNELS,
    PROMPT_CHANNELS,
    RIFF_START,
    WINDOW_LATENTS,
    global_inputs,
    grid_phases,
    guidance_inputs,
)
from livenode.inference.sampler import keyed_noise, noise_levels
from livenode.transport.timeline import Timeline

PAST_KEY, TAKE_KEY = 1 << 62, 1 << 40  # above every seed
VARY_SIGMA = 12.0  # noise level at which nothing of the varied riff is left


def max_bars(timeline: Timeline, bar: int) -> int:
    """Return the longest riff (bars) the window holds at the grid of `bar`.

    Thread: any. Real-time safe: no.
    """
    return (WINDOW_LATENTS - RIFF_START) // timeline.entry_at_bar(bar).latent_frames_per_bar


def generate(
    engine: Engine,
    store: ContextStore,
    request: RiffRequest,
    others: OthersStore | None = None,
    opened: Callable[[Riff], None] | None = None,
) -> Riff:
    """Make a riff. The same request, input and engine give the same samples.

    others: what the part heard of the others for its last riff, to save work. opened: given the first bar, a
    riff of its own, as soon as it is decoded. Thread: worker. Real-time safe: no.
    """
    begun = perf_counter()
    sampling, before = asked(engine, store, request, others or OthersStore(engine))
    encoded = perf_counter()
    whole = sounding(request.timeline, request.start_bar, request.bars, before)
    first = replace(whole, frames=request.timeline.bar_frame(request.start_bar + 1) - whole.start)
    in_two = request.bars > 1 and (opened is not None or request.settings.takes > 1)
    made = engine.perform(sampling, first if in_two else whole)
    order = _ranked(engine, made, first, sampling, request) if request.settings.takes > 1 else [0]
    takes, audio = made.latents[order], made.audio[order[0]]
    stages = {"encode": 1000 * (encoded - begun), "denoise": made.denoise_ms, "decode": made.decode_ms}
    calls = len(sampling.terms) * (len(sampling.sigmas) - 1)
    if in_two:
        if opened is not None:
            per_bar = takes.shape[1] // request.bars
            opened(_riff(engine, replace(request, bars=1), takes[:, :per_bar], audio, stages, calls))
        begun = perf_counter()
        rest = replace(whole, start=whole.start + first.frames, frames=whole.frames - first.frames)
        audio = np.concatenate([audio, engine.sound(takes[0], rest)])
        stages["decode"] += 1000 * (perf_counter() - begun)
    return _riff(engine, request, takes, audio, stages, calls)


def _riff(
    engine: Engine,
    request: RiffRequest,
    takes: np.ndarray,
    audio: np.ndarray,
    stages: dict[str, float],
    calls: int,
) -> Riff:
    return Riff(
        part=request.part,
        number=request.number,
        start_bar=request.start_bar,
        bars=request.bars,
        start_frame=request.start_frame,
        takes=takes,
        audio=audio,
        timings_ms=tuple(stages.items()),
        network_calls=calls,
        engine=engine.info.name,
        space=engine.info.space,
    )


def _ranked(
    engine: Engine, made: Performed, first: Sounding, sampling: Sampling, request: RiffRequest
) -> list[int]:
    entry = request.timeline.entry_at_bar(request.start_bar)
    riff = slice(RIFF_START, RIFF_START + entry.latent_frames_per_bar)
    around = surroundings(sampling.terms[-1].condition[riff])
    beat = entry.stft_frames_per_beat // STFT_PER_LATENT
    return ranked(engine, made.audio[:, : first.frames], first, around, beat)


def asked(
    engine: Engine, store: ContextStore, request: RiffRequest, others: OthersStore
) -> tuple[Sampling, np.ndarray]:
    """Return what the engine is to sample, and what the part sounded before (m, 64)."""
    timeline, settings = request.timeline, request.settings
    entry = timeline.entry_at_bar(request.start_bar)
    offsets = np.arange(WINDOW_LATENTS) - RIFF_START
    latents = window_latents(timeline, request.start_bar, offsets)
    store.follow(timeline)
    contexts = _input_contexts(store, request, offsets)
    contexts += others.contexts(request, offsets)
    past, fixed = _own_past(request.past, latents, offsets)
    places, blur = latent_of_bar(timeline, request.start_bar) + offsets, engine.info.past_noise
    shown = np.concatenate([_blurred(past, blur, settings.seed, places) * fixed, fixed], 1)
    condition = lay_out_condition(contexts, shown, _grid(timeline, request.start_bar, offsets))
    globals_ = global_inputs(dict(settings.attributes), entry.bpm, entry.stft_frames_per_beat, blur)
    prompt = np.zeros(PROMPT_CHANNELS + 1, np.float32)
    if settings.prompt:
        prompt = np.append(engine.embed_text(settings.prompt), 1).astype(np.float32)
    start, sigmas = _start(engine, request, places)
    order = 1 if engine.info.guided else 2
    terms = _terms(engine, condition, prompt, globals_, settings)
    length = request.bars * entry.latent_frames_per_bar
    before = past[:RIFF_START][fixed[:RIFF_START, 0] > 0]
    return Sampling(start, sigmas, order, terms, length), before


def _start(engine: Engine, request: RiffRequest, places: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return what the takes are made from (takes, 192, 64), noise or a noisy riff, and the noise levels."""
    steps = request.settings.steps or engine.info.steps_default
    noise = np.stack(
        [
            keyed_noise(request.settings.seed + take * TAKE_KEY, places, LATENT_CHANNELS)
            for take in range(request.settings.takes)
        ]
    )
    start, top = np.zeros_like(noise[0]), engine.info.sigma_max
    if request.vary_from is not None:
        entry = request.timeline.entry_at_bar(request.start_bar)
        top = float(np.clip(request.vary, 0.01, 1)) ** 2 * VARY_SIGMA
        length = request.bars * entry.latent_frames_per_bar
        start[RIFF_START : RIFF_START + length] = fit(request.vary_from, length)
    sigmas = noise_levels(steps, top, engine.info.sigma_min)
    return start + noise * np.float32(sigmas[0]), sigmas


def _input_contexts(store: ContextStore, request: RiffRequest, offsets: np.ndarray) -> list[np.ndarray]:
    """Return the input's context and its lags; in loop mode the last bars heard go on for ever."""
    timeline, bar = request.timeline, request.start_bar
    per_bar = timeline.entry_at_bar(bar).latent_frames_per_bar
    looped = request.settings.loop_bars * per_bar if request.settings.mode == "loop" else 0
    heard = heard_at(timeline, window_latents(timeline, bar, offsets), request.heard_frame)
    end = int(offsets[heard][-1]) + 1 if heard.any() else int(offsets[0])
    rows = []
    for lag in (0, *LAGS_BARS):
        places = offsets - lag * per_bar
        if looped:
            places = np.where(places >= end, end - looped + np.mod(places - end, looped), places)
        rows.append(_masked(store.at(window_latents(timeline, bar, places), request.heard_frame)))
    return rows


def _masked(found: Heard) -> np.ndarray:
    return masked_context(found.latents, found.semitones, found.heard)


def _own_past(past: Past, latents: np.ndarray, offsets: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the part's own latents before the riff (192, 64) and where there are any (192, 1)."""
    rows = latents - past.first
    known = (offsets < 0) & (rows >= 0) & (rows < len(past.latents))
    values = np.zeros((len(latents), LATENT_CHANNELS), np.float32)
    if known.any():
        values[known] = past.latents[rows[known]]
    return values, known.astype(np.float32)[:, None]


def _blurred(past: np.ndarray, deviation: float, seed: int, places: np.ndarray) -> np.ndarray:
    """Return the own past with noise, other than the noise that the riff is made from."""
    if not deviation:
        return past
    return past + np.float32(deviation) * keyed_noise(seed + PAST_KEY, places, LATENT_CHANNELS)


def _grid(timeline: Timeline, bar: int, offsets: np.ndarray) -> np.ndarray:
    entry = timeline.entry_at_bar(bar)
    bars = bar + offsets / entry.latent_frames_per_bar
    return grid_phases(bars * entry.beats_per_bar, bars, entry.stft_frames_per_beat)


def fit(latents: np.ndarray, length: int) -> np.ndarray:
    """Return `length` rows of a riff that may have been made on another density: repeated or thinned."""
    return latents[np.floor(np.arange(length) * len(latents) / length).astype(np.int64)]


def _terms(
    engine: Engine, condition: np.ndarray, prompt: np.ndarray, globals_: np.ndarray, settings: Settings
) -> tuple[Term, ...]:
    """Return D0 + w_c (D_c - D0) + w_p (D_cp - D_c): without contexts, with, and with the prompt too.

    A term whose factor is 0 costs no call: with both strengths at 1 it is one call a step. A network that was
    taught this sum makes it in one call whatever the strengths.
    """
    context_strength, prompt_strength = settings.guidance_context, settings.guidance_prompt
    if engine.info.guided:
        told = np.append(globals_, guidance_inputs(context_strength, prompt_strength))
        return (Term(1.0, condition, prompt, told),)
    alone = condition.copy()
    alone[:, :CONTEXT_END] = 0
    no_prompt = np.zeros_like(prompt)
    prompted = prompt_strength if prompt[-1] else 0.0
    terms = (
        Term(1 - context_strength, alone, no_prompt, globals_),
        Term(context_strength - prompted, condition, no_prompt, globals_),
        Term(prompted, condition, prompt, globals_),
    )
    return tuple(term for term in terms if abs(term.factor) > 1e-6)
