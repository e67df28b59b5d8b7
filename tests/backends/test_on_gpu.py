"""On an NVIDIA card: the backends make what ONNX Runtime makes, again and again, after rests too."""

import time
from dataclasses import replace

import numpy as np
import pytest

from livenode.backends.choice import has_nvidia_card, open_engine, probe_riff
from livenode.generation.context import ContextStore, reader
from livenode.generation.pipeline import generate
from livenode.generation.riff import Prompt, RiffRequest, Settings
from livenode.inference.backend import BackendError
from livenode.inference.bundle import load_bundle
from livenode.inference.onnx_engine import OnnxEngine
from livenode.transport.timeline import Timeline
from tests.generation.rig import music

pytestmark = [pytest.mark.gpu, pytest.mark.skipif(not has_nvidia_card(), reason="no NVIDIA card here")]
BUNDLE = load_bundle("default")


@pytest.fixture(params=["torch", "tensorrt"], scope="module")
def engine(request):
    try:
        return open_engine(BUNDLE, request.param)
    except BackendError as problem:
        pytest.skip(str(problem))


def riff(engine, bpm=120.0, takes=1, steps=2, vary=0.0):
    """Return a riff made after four bars of music."""
    timeline = Timeline.start(48_000, 5000, bpm)
    heard = timeline.bar_frame(4) - 9000
    settings = Settings(prompt=Prompt("warm electric bass"), seed=3, steps=steps, takes=takes)
    request = RiffRequest(1, 0, timeline, 4, 2, heard, settings, vary=vary)
    return generate(engine, ContextStore(engine, reader(music(30))), request)


@pytest.mark.parametrize("bpm", [64.0, 120.0, 177.3])
@pytest.mark.parametrize("takes", [1, 3, 8])
def test_riffs_are_those_of_onnx_runtime(engine, bpm, takes):
    made, right = (riff(each, bpm, takes) for each in (engine, OnnxEngine(BUNDLE)))
    for what in ("latents", "audio"):
        one, other = getattr(made, what), getattr(right, what)
        assert np.linalg.norm(one - other) / np.linalg.norm(other) < 2e-2


@pytest.mark.parametrize("steps", [1, 2, 4])
def test_the_same_riff_is_the_same_after_others_and_after_a_rest(engine, steps):
    first = riff(engine, steps=steps)
    for other in (64.0, 177.3):
        riff(engine, other, takes=4)
    time.sleep(1.0)
    engine.idle()
    assert np.array_equal(riff(engine, steps=steps).audio, first.audio)


@pytest.mark.parametrize("count", [2, 3, 8])
def test_riffs_of_several_nodes_in_one_batch_are_those_made_alone(engine, count):
    sampling, sounding = probe_riff(engine.info)
    asked = [
        (replace(sampling, start=sampling.start * np.float32(1 - number / 9)), replace(sounding, hop=hop))
        for number, hop in enumerate(np.linspace(400.0, 900.0, count))
    ]
    for made, (own, where) in zip(engine.perform_all(asked), asked, strict=True):
        alone = engine.perform(own, where)
        for what in ("latents", "audio"):
            one, other = getattr(made, what), getattr(alone, what)
            assert np.linalg.norm(one - other) / np.linalg.norm(other) < 2e-2


def test_riffs_take_no_more_and_more_of_the_card(engine):
    import torch

    for _ in range(3):
        riff(engine)
    before = torch.cuda.memory_reserved()
    for number in range(30):
        riff(engine, 64.0 + number)
    assert torch.cuda.memory_reserved() - before < 64 * 2**20
