"""Streaming equals whole: what is encoded and decoded in chunks, early or late, is the same."""

import numpy as np
import pytest

from livenode.generation.context import ContextStore, heard_at, reader
from livenode.generation.decode import decode
from livenode.generation.others import OthersStore
from livenode.generation.pipeline import generate
from livenode.generation.riff import PRE_FRAMES, OtherAudio, RiffRequest, Settings
from livenode.inference.engine import ENCODE_LATENTS, ENCODE_LEFT
from livenode.inference.fake_engine import FakeEngine
from livenode.inference.features import STFT_PER_LATENT, features
from livenode.inference.grid_inputs import RIFF_START, WINDOW_LATENTS
from livenode.inference.host import soften
from livenode.node import load_engine
from livenode.transport.timeline import Timeline
from tests.generation.rig import music

RATE = 48_000
TIMELINE = Timeline.start(RATE, 5000, 131.0)
AUDIO = music(24)
LATENTS = np.arange(0, 240)


@pytest.fixture(scope="module", params=["fake", "default"])
def engine(request):
    return load_engine(request.param)


def store_on(engine, timeline=TIMELINE, audio=AUDIO) -> ContextStore:
    store = ContextStore(engine, reader(audio))
    store.follow(timeline)
    return store


def test_chunks_do_not_depend_on_when_they_are_encoded(engine):
    at_once = store_on(engine).at(LATENTS, len(AUDIO))
    beat_by_beat = store_on(engine)
    for heard in range(0, len(AUDIO), 7000):
        while beat_by_beat.prepare(heard):
            pass
        if heard % 3 == 0:
            beat_by_beat.at(LATENTS, heard)
    streamed = beat_by_beat.at(LATENTS, len(AUDIO))
    assert at_once.heard.all()
    np.testing.assert_array_equal(streamed.latents, at_once.latents)
    np.testing.assert_array_equal(streamed.semitones, at_once.semitones)


def test_listening_past_the_cut_does_not_change_what_was_heard_before_it(engine):
    cut = 9 * RATE + 123
    listened = store_on(engine)
    while listened.prepare(cut + RATE):
        pass
    late, in_time = listened.at(LATENTS, cut), store_on(engine).at(LATENTS, cut)
    np.testing.assert_array_equal(late.latents, in_time.latents)
    np.testing.assert_array_equal(late.semitones, in_time.semitones)


def test_what_comes_after_the_cut_is_not_heard(engine):
    cut = 9 * RATE + 123
    noise = AUDIO.copy()
    noise[cut:] = music(24, seed=4)[cut:]
    one, other = store_on(engine).at(LATENTS, cut), store_on(engine, audio=noise).at(LATENTS, cut)
    np.testing.assert_array_equal(one.latents, other.latents)
    assert 0 < one.heard.sum() < len(LATENTS)
    np.testing.assert_array_equal(one.heard, heard_at(TIMELINE, LATENTS, cut))


def test_a_latent_is_the_same_wherever_in_its_chunk_it_lies(engine):
    """The encoder's reach lies within the left context that a chunk is given."""
    count = ENCODE_LEFT + ENCODE_LATENTS + 5
    hop = TIMELINE.entries[0].hop(RATE)
    middles = 3 * RATE + np.arange(count * STFT_PER_LATENT) * hop
    bands, fine, _ = features(AUDIO, 0, middles)
    window, per_fine = ENCODE_LEFT + ENCODE_LATENTS, len(fine) // count
    hops = np.full(window, hop, np.float32)
    made = [
        engine.encode(
            bands[shift * STFT_PER_LATENT : (shift + window) * STFT_PER_LATENT],
            fine[shift * per_fine : (shift + window) * per_fine],
            hops,
        )
        for shift in range(6)
    ]
    for shift in range(1, 6):  # latent ENCODE_LEFT + 5 of the whole, at place 5 - shift of the chunk
        np.testing.assert_allclose(made[shift][5 - shift], made[0][5], atol=1e-4)


def test_tempo_change_keeps_what_was_heard_before_it(engine):
    store = store_on(engine)
    before = store.at(LATENTS[:60], len(AUDIO))
    changed = TIMELINE.with_tempo(150.0, 3)
    store.follow(changed)
    kept, fresh = store.at(LATENTS, len(AUDIO)), store_on(engine, changed).at(LATENTS, len(AUDIO))
    np.testing.assert_array_equal(kept.latents, fresh.latents)
    np.testing.assert_array_equal(kept.latents[:60], before.latents)


def riff_latents(bars: int) -> np.ndarray:
    return np.random.default_rng(2).standard_normal((bars * 24, 64)).astype(np.float32)


def test_a_riff_decoded_in_two_is_the_riff_decoded_whole(engine):
    latents = riff_latents(4)
    nothing = latents[:0]
    whole = decode(engine, TIMELINE, 3, 4, latents, nothing)
    first = decode(engine, TIMELINE, 3, 2, latents[:48], nothing)
    second = decode(engine, TIMELINE, 5, 2, latents[48:], latents[:48])
    line = TIMELINE.bar_frame(5) - TIMELINE.bar_frame(3) + PRE_FRAMES
    tail = 3 * round(TIMELINE.entries[0].hop(RATE) * STFT_PER_LATENT)  # what hears the frames after the cut
    np.testing.assert_allclose(first[: line - tail], whole[: line - tail], atol=1e-4)
    np.testing.assert_allclose(second[PRE_FRAMES:-tail], whole[line:-tail], atol=1e-4)
    np.testing.assert_allclose(second[:PRE_FRAMES], whole[line - PRE_FRAMES : line], atol=1e-4)
    assert np.abs(whole).max() > 1e-3


def request_with(others: OtherAudio, start_bar: int = 8, timeline: Timeline = TIMELINE) -> RiffRequest:
    return RiffRequest(1, 1, timeline, start_bar, 1, 14 * RATE, Settings(steps=2), others=others)


def test_what_is_kept_of_the_other_parts_changes_no_riff():
    engine = FakeEngine()
    kept, offsets = OthersStore(engine), np.arange(WINDOW_LATENTS) - RIFF_START
    sound = music(30, seed=6)
    changed = sound.copy()
    changed[12 * RATE :] = music(30, seed=7)[12 * RATE :]
    given = [
        OtherAudio(0, sound[: 16 * RATE]),
        OtherAudio(0, changed[: 18 * RATE]),
        OtherAudio(9000, changed[9000 : 20 * RATE]),
        OtherAudio(4 * RATE, sound[4 * RATE : 20 * RATE]),
        OtherAudio(2 * RATE, sound[2 * RATE : 20 * RATE]),
    ]
    for number, others in enumerate(given):
        timeline = TIMELINE if number < 3 else TIMELINE.with_tempo(140.0, 6)
        request = request_with(others, 8 + number % 2, timeline)
        fresh = OthersStore(engine).contexts(request, offsets)
        for one, other in zip(kept.contexts(request, offsets), fresh, strict=True):
            np.testing.assert_array_equal(one, other)
        assert any(one[:, -1].any() for one in fresh)


def test_a_riff_depends_on_its_request_alone(engine):
    request = request_with(OtherAudio(0, music(18, seed=6)))
    used = store_on(engine)
    for heard in range(0, 14 * RATE, 9000):
        used.prepare(heard)
    one, other = generate(engine, used, request), generate(engine, store_on(engine), request)
    np.testing.assert_array_equal(one.audio, other.audio)


def test_peaks_are_rounded_below_full_scale_and_quiet_audio_is_untouched():
    audio = np.linspace(-3, 3, 6001).astype(np.float32)
    rounded = soften(audio)
    assert np.abs(rounded).max() <= 1.0
    assert np.array_equal(rounded[np.abs(audio) <= 0.7], audio[np.abs(audio) <= 0.7])
    assert (np.diff(rounded) >= 0).all()
