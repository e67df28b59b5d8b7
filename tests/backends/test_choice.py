"""The backend that is named runs or says why not; `auto` takes the fastest that passes, and says why."""

import time

import numpy as np
import pytest

from livenode import cli
from livenode.backends import choice
from livenode.backends.choice import open_engine, probe
from livenode.inference.backend import BackendError
from livenode.inference.bundle import load_bundle
from livenode.inference.onnx_engine import OnnxEngine

BUNDLE = load_bundle("default")


@pytest.fixture(scope="module")
def right():
    return OnnxEngine(BUNDLE)


class Other(OnnxEngine):
    """ONNX Runtime under another name, with a wait and a factor on what the denoiser says."""

    def __init__(self, name, wait_s=0.0, factor=1.0):
        super().__init__(BUNDLE)
        self._info = self._info.__class__(**{**self._info.__dict__, "backend": name})
        self.wait_s, self.factor = wait_s, factor

    def denoise(self, *given):
        time.sleep(self.wait_s)
        return self.factor * super().denoise(*given)


def card(monkeypatch, **openers):
    """Pretend that there is an NVIDIA card, and these backends for it."""

    def opener(name):
        def open_it(bundle, threads):
            if name not in openers:
                raise BackendError(f"backend {name}: no plans: livenode compile builds them")
            return openers[name]

        return open_it

    monkeypatch.setattr(choice, "has_nvidia_card", lambda: True)
    monkeypatch.setattr(choice, "OPENERS", {name: opener(name) for name in choice.AUTO})


def test_without_a_card_auto_is_onnx():
    info = open_engine(BUNDLE).info
    assert (info.backend, info.why) == ("onnx", "no NVIDIA card here")


def test_with_a_card_auto_takes_the_fastest_and_tells_what_others_lack(monkeypatch):
    monkeypatch.setattr(OnnxEngine, "decode", slowly(OnnxEngine.decode))
    fast = Other("torch")
    fast.decode = lambda *given: OnnxEngine.decode.__wrapped__(fast, *given)
    card(monkeypatch, torch=fast)
    info = open_engine(BUNDLE).info
    assert info.backend == "torch"
    assert "the fastest: onnx " in info.why and "torch " in info.why
    assert "no plans: livenode compile builds them" in info.why


def slowly(method):
    def slow(*given):
        time.sleep(0.5)
        return method(*given)

    slow.__wrapped__ = method
    return slow


def test_a_slower_card_is_not_taken(monkeypatch):
    card(monkeypatch, torch=Other("torch", wait_s=1.0))
    assert open_engine(BUNDLE).info.backend == "onnx"


@pytest.mark.parametrize(("factor", "says"), [(1.2, "differs from ONNX Runtime"), (np.nan, "no numbers")])
def test_one_that_makes_something_else_is_refused(monkeypatch, right, factor, says):
    wrong = Other("torch", factor=np.float32(factor))
    with pytest.raises(BackendError, match=f"{says}.*--backend onnx"):
        probe(wrong, right)
    card(monkeypatch, torch=wrong)
    with pytest.raises(BackendError, match=says):
        open_engine(BUNDLE, "torch")
    assert open_engine(BUNDLE, "auto").info.backend == "onnx"


@pytest.mark.parametrize(
    ("backend", "says"),
    [
        ("torch", "sees no NVIDIA card here"),
        ("tensorrt", "sees none here"),
        ("onnx:cuda", "install onnxruntime-gpu"),
        ("onnx:coreml", "on a Mac"),
        ("onnx:directml", "onnxruntime-directml"),
    ],
)
def test_a_named_backend_that_cannot_run_is_an_error_with_the_remedy(backend, says, capsys, tmp_path):
    if choice.has_nvidia_card():
        pytest.skip("there is a card")
    with pytest.raises(BackendError, match=says):
        open_engine(BUNDLE, backend)
    assert cli.main(["run", "--demo", "--out", str(tmp_path / "out"), "--backend", backend]) == 69
    assert says in capsys.readouterr().err
    assert not list(tmp_path.rglob("*.wav"))


@pytest.mark.parametrize("problem", [RuntimeError("CUDA error: no kernel image"), OSError("libcublas.so.13")])
def test_a_broken_card_is_told_and_auto_plays_on(monkeypatch, problem):
    def broken(bundle, threads):
        raise problem

    monkeypatch.setattr(choice, "has_nvidia_card", lambda: True)
    monkeypatch.setattr(choice, "OPENERS", dict.fromkeys(choice.AUTO, broken))
    info = open_engine(BUNDLE).info
    assert info.backend == "onnx" and str(problem) in info.why
    with pytest.raises(BackendError, match=str(problem)):
        open_engine(BUNDLE, "torch")


def test_the_named_one_says_so():
    assert open_engine(BUNDLE, "onnx").info.why == "asked for"
