"""The student learns from what it will be shown when it plays."""

from dataclasses import replace

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from livenode.generation.asking import USUAL_STRENGTH, _terms  # noqa: E402
from livenode.generation.riff import Prompt, Settings  # noqa: E402
from livenode.inference.fake_engine import FakeEngine  # noqa: E402
from livenode.inference.grid_inputs import CONDITION_CHANNELS, GLOBAL_CHANNELS  # noqa: E402
from livenode.training.distill import student_inputs  # noqa: E402


class Guided(FakeEngine):
    """An engine that was taught the strengths."""

    @property
    def info(self):
        return replace(super().info, guided=True)


@pytest.mark.parametrize("strengths", [(0.0, 0.0), (1.0, 3.0), (USUAL_STRENGTH, USUAL_STRENGTH), (4.0, 0.5)])
def test_it_is_shown_what_the_engine_is_shown(strengths):
    rng = np.random.default_rng(5)
    condition = rng.standard_normal((192, CONDITION_CHANNELS)).astype(np.float16).astype(np.float32)
    prompt, globals_ = rng.standard_normal(129).astype(np.float32), np.ones(GLOBAL_CHANNELS, np.float32)
    settings = Settings(Prompt(""), guidance_context=strengths[0], guidance_prompt=strengths[1])
    (played,) = _terms(Guided(), condition, prompt, globals_, settings)
    shown = student_inputs(
        *(torch.from_numpy(each[None]) for each in (condition, prompt, globals_)), torch.tensor([strengths])
    )
    assert np.allclose(shown[0][0].float(), played.condition, atol=2e-3)
    assert np.allclose(shown[1][0], played.prompt, atol=1e-6)
    assert np.allclose(shown[2][0], played.globals_, atol=1e-6)
