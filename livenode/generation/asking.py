"""What the engine is asked for: from a request and its context to the sampling of a window."""

from dataclasses import replace

import numpy as np

from livenode.generation.context import ContextStore, Heard, heard_at
from livenode.generation.others import OthersStore
from livenode.generation.places import latent_of_bar, window_latents
from livenode.generation.prompting import prompt_input
from livenode.generation.riff import Past, RiffRequest, Settings
from livenode.inference.condition import lay_out_condition, masked_context
from livenode.inference.engine import Engine, Sampling, Term
from livenode.inference.grid_inputs import (
    CONTEXT_END,
    GUIDANCE_MAX,
    LAGS_BARS,
    LATENT_CHANNELS,
    RIFF_START,
    WINDOW_LATENTS,
    global_inputs,
    grid_phases,
    guidance_inputs,
)
from livenode.inference.sampler import keyed_noise, noise_levels
from livenode.transport.timeline import Timeline

PAST_KEY, TWIN_KEY, VARY_KEY, TAKE_KEY = 1 << 62, 1 << 61, 1 << 60, 1 << 40  # above every seed
USUAL_STRENGTH = 2.0  # of guidance: what a guided network is played with most
VARY_SIGMA = 12.0  # noise level at which nothing of the varied riff is left


def asked(
    engine: Engine, store: ContextStore, request: RiffRequest, others: OthersStore
) -> tuple[Sampling, np.ndarray, np.ndarray]:
    """Return what the engine is to sample, the condition as it is, what the part sounded before (m, 64)."""
    timeline, settings = request.timeline, request.settings
    entry = timeline.entry_at_bar(request.start_bar)
    offsets = np.arange(WINDOW_LATENTS) - RIFF_START
    latents = window_latents(timeline, request.start_bar, offsets)
    store.follow(timeline)
    contexts = _input_contexts(store, request, offsets)
    contexts += others.contexts(request, offsets)
    past, fixed = _own_past((request.past, request.after), latents)
    places, blur = latent_of_bar(timeline, request.start_bar) + offsets, engine.info.past_noise
    shown = np.concatenate([_blurred(past, blur, settings.seed, places) * fixed, fixed], 1)
    condition = lay_out_condition(contexts, shown, _grid(timeline, request.start_bar, offsets))
    globals_ = global_inputs(dict(settings.attributes), entry.bpm, entry.stft_frames_per_beat, blur)
    prompt = prompt_input(engine, settings.prompt)
    start, sigmas = _start(engine, request, places)
    order = 1 if engine.info.guided else 2
    terms = _terms(engine, condition, prompt, globals_, settings)
    length = request.bars * entry.latent_frames_per_bar
    before = past[:RIFF_START][fixed[:RIFF_START, 0] > 0]
    return Sampling(start, sigmas, order, terms, length), condition, before


def _start(engine: Engine, request: RiffRequest, places: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return what the takes are made from (takes, 192, 64), noise or a noisy riff, and the noise levels."""
    seed = request.settings.seed + (0 if request.vary_from is None else VARY_KEY)
    noise = _noises(seed, request.settings.takes, places)
    if request.vary_from is None:
        steps = request.settings.steps or engine.info.steps_default
        sigmas = noise_levels(steps, engine.info.sigma_max, engine.info.sigma_min)
        return noise * np.float32(sigmas[0]), sigmas
    entry = request.timeline.entry_at_bar(request.start_bar)
    riff = fit(request.vary_from, request.bars * entry.latent_frames_per_bar)
    return _noised(riff, noise, engine, request.settings, request.vary)


def _noises(seed: int, takes: int, places: np.ndarray) -> np.ndarray:
    """Return noise (takes, 192, 64) for as many takes."""
    return np.stack([keyed_noise(seed + take * TAKE_KEY, places, LATENT_CHANNELS) for take in range(takes)])


def _noised(
    riffs: np.ndarray, noise: np.ndarray, engine: Engine, settings: Settings, amount: float
) -> tuple[np.ndarray, np.ndarray]:
    """Return windows with riffs (.., n, 64) in them, noisy by `amount` 0..1, and the noise levels from there.

    At 0 there is nothing to take away: the riffs stay as they are.
    """
    steps, top = settings.steps or engine.info.steps_default, float(np.clip(amount, 0, 1)) ** 2 * VARY_SIGMA
    sigmas = noise_levels(steps, top, engine.info.sigma_min) if top else np.zeros(1)
    start = np.zeros_like(noise)
    start[:, RIFF_START : RIFF_START + riffs.shape[-2]] = riffs
    return start + noise * np.float32(sigmas[0]), sigmas


def twins_asked(
    engine: Engine, sampling: Sampling, takes: np.ndarray, request: RiffRequest, amount: float
) -> Sampling:
    """Return the sampling of twins of takes (takes, n, 64): each noised by `amount`, denoised anew."""
    first = latent_of_bar(request.timeline, request.start_bar)
    places = first + np.arange(WINDOW_LATENTS) - RIFF_START
    noise = _noises(request.settings.seed + TWIN_KEY, len(takes), places)
    start, sigmas = _noised(takes, noise, engine, request.settings, amount)
    return replace(sampling, start=start, sigmas=sigmas)


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


def _own_past(known: tuple[Past, ...], latents: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return what is known of the part's own latents in the window (192, 64), and where it is (192, 1)."""
    values = np.zeros((len(latents), LATENT_CHANNELS), np.float32)
    fixed = np.zeros((len(latents), 1), np.float32)
    for past in known:
        rows = latents - past.first
        inside = (rows >= 0) & (rows < len(past.latents))
        if inside.any():
            values[inside], fixed[inside] = past.latents[rows[inside]], 1
    return values, fixed


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
    taught this sum makes it in one call whatever the strengths; it is shown contexts and prompt fainter or
    plainer too, since it hardly listens to the strengths themselves.
    """
    context_strength, prompt_strength = settings.guidance_context, settings.guidance_prompt
    if engine.info.guided:
        told = np.append(globals_, guidance_inputs(context_strength, prompt_strength))
        heard, wanted = condition.copy(), np.float32(emphasis(prompt_strength)) * prompt
        heard[:, :CONTEXT_END] *= emphasis(context_strength)
        return (Term(1.0, heard, wanted, told),)
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


def emphasis(strength: float) -> float:
    """Return the factor by which a guided network is shown what a strength 0..4 is about.

    Nothing at 0, as it is at USUAL_STRENGTH. Thread: any. Real-time safe: no.
    """
    beyond = (strength - USUAL_STRENGTH) / GUIDANCE_MAX
    return strength / USUAL_STRENGTH if beyond < 0 else 1 + beyond
