"""`livenode train picture` where there is nothing to draw."""

from livenode.cli import main


def test_a_training_without_a_log_is_told(tmp_path, capsys):
    assert main(["train", "picture", str(tmp_path), "--out", str(tmp_path / "progress.png")]) == 66
    assert "has no log.jsonl: name a training" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
