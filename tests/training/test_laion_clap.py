"""LAION's CLAP from a checkpoint of random weights in the public ones' format, in a process of its own."""

import importlib.util
import json
import os
import subprocess
import sys

import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(importlib.util.find_spec("laion_clap") is None, reason="needs the extra clap"),
]


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hub")
    done = subprocess.run(
        [sys.executable, "-m", "tests.training.tiny_clap", str(folder)],
        env=os.environ | {"HF_HOME": str(folder), "HF_HUB_OFFLINE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert "unpickled" not in lines
    return json.loads(lines[-1])


def test_the_checkpoints_weights_are_those_that_embed(found):
    assert found["shapes"] == [[2, 512], [512]]
    assert found["text_error"] < 1e-5
    assert found["audio_error"] < 1e-5
    assert found["words_apart"] > 1e-4
    assert len(found["fingerprint"]) == 64


def test_long_audio_is_heard_whole_in_windows(found):
    assert found["long_error"] < 1e-5


@pytest.mark.parametrize(
    ("checkpoint", "says"),
    [
        ("unsafe", "holds more than weights and is not opened"),
        ("other", "no checkpoint of CLAP without fusion"),
        ("missing", "give one of music, general, or a file"),
        ("no words", "RoBERTa's tokenizer could not be fetched"),
        ("not fetched", "huggingface.co/lukewys/laion_clap and name the file with --checkpoint"),
    ],
)
def test_what_cannot_be_loaded_is_told(found, checkpoint, says):
    assert says in found["refused"][checkpoint]
