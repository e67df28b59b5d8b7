"""The torch backend makes what ONNX Runtime makes: every network, the features, and riffs whole."""

import numpy as np
import pytest

from livenode.backends.torch_backend import open_torch
from livenode.generation.context import ContextStore, reader
from livenode.generation.pipeline import generate
from livenode.generation.riff import Prompt, RiffRequest, Settings
from livenode.inference.bundle import load_bundle
from livenode.inference.engine import (
    DECODE_LATENTS,
    DECODE_LEFT,
    DECODE_RIGHT,
    ENCODE_LATENTS,
    ENCODE_LEFT,
    Sampling,
    Sounding,
    Term,
)
from livenode.inference.features import BANDS, FINE_BINS, FINE_PER_LATENT, STFT_PER_LATENT
from livenode.inference.grid_inputs import CONDITION_CHANNELS
from livenode.inference.onnx_engine import OnnxEngine
from livenode.transport.timeline import Timeline
from tests.generation.rig import music

BUNDLE = load_bundle("default")
TIMELINE = Timeline.start(48_000, 5000, 131.0)


@pytest.fixture(scope="module")
def right():
    return OnnxEngine(BUNDLE)


@pytest.fixture(scope="module")
def ours():
    return open_torch(BUNDLE, "cpu", half=False)


def error(one, other):
    return np.linalg.norm(one - other) / np.linalg.norm(other)


def inputs(component):
    """Return inputs of a network as Engine takes them."""
    rng = np.random.default_rng(3)
    encode, decode = ENCODE_LEFT + ENCODE_LATENTS, DECODE_LEFT + DECODE_LATENTS + DECODE_RIGHT

    def noise(*shape):
        return (0.4 * rng.standard_normal(shape)).astype(np.float32)

    guided = BUNDLE.manifest["shapes"]["denoiser"]["globals"][1]
    return {
        "encode": (
            noise(encode * STFT_PER_LATENT, BANDS),
            noise(encode * FINE_PER_LATENT, FINE_BINS),
            np.full(encode, 450, np.float32),
        ),
        "denoise": (noise(192, 64), 3.0, noise(192, CONDITION_CHANNELS), noise(129), noise(guided)),
        "decode": (noise(decode, 64), np.full(decode, 700, np.float32)),
        "embed_text": ("warm electric bass, sparse",),
        "embed_audio": (noise(150, 64),),
    }[component]


@pytest.mark.parametrize("network", ["encode", "denoise", "decode", "embed_text", "embed_audio"])
def test_each_network_makes_what_its_graph_makes(ours, right, network):
    made, wanted = (getattr(engine, network)(*inputs(network)) for engine in (ours, right))
    pairs = zip(made, wanted, strict=True) if network == "decode" else [(made, wanted)]
    assert all(error(one, other) < 1e-4 for one, other in pairs)


def test_half_precision_stays_within_two_hundredths(right):
    half = open_torch(BUNDLE, "cpu", half=True)
    made, wanted = (engine.denoise(*inputs("denoise")) for engine in (half, right))
    assert 1e-6 < error(made, wanted) < 2e-2


@pytest.mark.parametrize("bpm", [64.0, 131.0, 177.3])
def test_a_riff_is_the_same_from_input_to_audio(ours, right, bpm):
    timeline = Timeline.start(48_000, 5000, bpm)
    heard = timeline.bar_frame(4) - 9000
    request = RiffRequest(1, 0, timeline, 4, 2, heard, Settings(prompt=Prompt("warm electric bass"), seed=3))
    made = [generate(engine, ContextStore(engine, reader(music(30))), request) for engine in (ours, right)]
    assert made[0].audio.shape == made[1].audio.shape
    assert error(made[0].latents, made[1].latents) < 1e-4
    assert error(made[0].audio, made[1].audio) < 1e-4
    assert made[0].network_calls == made[1].network_calls


def test_several_takes_and_guidance_terms_are_the_same(ours, right):
    rng = np.random.default_rng(1)
    start = 80 * rng.standard_normal((3, 192, 64)).astype(np.float32)
    _, _, condition, prompt, globals_ = inputs("denoise")
    terms = (Term(-0.5, 0 * condition, 0 * prompt, globals_), Term(1.5, condition, prompt, globals_))
    sampling = Sampling(start, np.asarray([80.0, 2.0, 0.3, 0.0]), 2, terms, 96)
    sounding = Sounding(
        0.4 * rng.standard_normal((20, 64)).astype(np.float32), 777.7, 500.3, 48, 150_000, 99_000
    )
    made, wanted = (engine.perform(sampling, sounding) for engine in (ours, right))
    assert made.latents.shape == (3, 96, 64)
    assert error(made.latents, wanted.latents) < 1e-4
    assert error(made.audio, wanted.audio) < 1e-4
    assert error(made.audio[0], made.audio[1]) > 0.1


def test_the_same_riff_again_is_the_same_to_the_bit(ours):
    request = RiffRequest(1, 0, TIMELINE, 4, 2, TIMELINE.bar_frame(4) - 9000, Settings(seed=3))
    one, other = (generate(ours, ContextStore(ours, reader(music(30))), request) for _ in range(2))
    assert np.array_equal(one.audio, other.audio)


def riff_of(seed, hop):
    """Return a riff of its own condition, tempo and place, of two takes."""
    rng = np.random.default_rng(seed)
    _, _, condition, prompt, globals_ = inputs("denoise")
    start = 80 * rng.standard_normal((2, 192, 64)).astype(np.float32)
    terms = (Term(1.0, condition * np.float32(seed / 3), prompt, globals_),)
    before = 0.4 * rng.standard_normal((20, 64)).astype(np.float32)
    where = Sounding(before, 77.7 * seed, hop, 48, round(384 * hop), 60_000 + 1000 * seed)
    return Sampling(start, np.asarray([80.0, 2.0, 0.0]), 2, terms, 96), where


@pytest.mark.parametrize("count", [2, 3])
def test_riffs_made_in_one_batch_are_those_made_one_by_one(ours, count):
    asked = [riff_of(seed, 380.5 + 90 * seed) for seed in range(1, count + 1)]
    together, alone = ours.perform_all(asked), [ours.perform(*each) for each in asked]
    for made, wanted in zip(together, alone, strict=True):
        assert made.latents.shape == wanted.latents.shape and made.audio.shape == wanted.audio.shape
        assert error(made.latents, wanted.latents) < 1e-5
        assert error(made.audio, wanted.audio) < 1e-4
    assert error(together[0].latents, together[1].latents) > 0.1
