"""The chain's bookkeeping: budgets as typed, what is finished is not done again, what failed is said."""

import sys

import pytest

from livenode.training import chain
from livenode.training.chain import Chain, Job, budget


def test_minutes_are_given_by_stage():
    assert budget(["cae=60", "denoiser=0.5"]) == {"cae": 60.0, "denoiser": 0.5}


@pytest.mark.parametrize("word", ["cae", "drums=3", "cae="])
def test_a_wrong_stage_is_told_the_stages(word):
    with pytest.raises(ValueError, match="the stages are render, features"):
        budget([word])


@pytest.fixture
def job(tmp_path, monkeypatch):
    """A job whose stages write their names into a file in place of working."""

    def start(self, name):
        code = "import sys, pathlib; open(sys.argv[1], 'a').write(sys.argv[2] + '\\n')"
        code += "; piece = pathlib.Path(sys.argv[3]) / '00000'; piece.mkdir(parents=True, exist_ok=True)"
        code += "; (piece / 'meta.json').write_text('{}'); sys.exit(sys.argv[2] == 'encode' and broken)"
        code = code.replace("broken", repr(int((tmp_path / "broken").exists())))
        words = [sys.executable, "-c", code, str(tmp_path / "ran"), name, str(self.job.data)]
        self.running.append(chain.subprocess.Popen(words))
        return self.running[-1]

    monkeypatch.setattr(Chain, "start", start)
    return Job(tmp_path / "out", 1, 1, 1, 0, 100, {})


def test_a_failed_stage_stops_the_chain_and_the_next_sitting_goes_on_there(job, tmp_path):
    (tmp_path / "broken").touch()
    assert Chain(job).run() == 1
    first = (tmp_path / "ran").read_text().split()
    assert first == ["render", "features", "cae", "encode"]
    (tmp_path / "broken").unlink()
    assert Chain(job).run() == 0
    after = (tmp_path / "ran").read_text().split()[len(first) :]
    assert after == ["encode", "sentences", "towers", "denoiser", "distil", "export", "evaluate"]
    assert Chain(job).run() == 0
    assert (tmp_path / "ran").read_text().split() == first + after
