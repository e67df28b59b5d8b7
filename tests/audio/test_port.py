"""A node whose OSC port is taken says so and gives the sound card back."""

from __future__ import annotations

import socket

import pytest

from livenode.cli import main

pytestmark = pytest.mark.audio


def test_a_busy_port_is_told_with_the_remedy(jack_48000, capsys):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        for _ in range(2):  # the second run finds the device free
            code = main(["run", "--engine", "fake", "--port", str(port)])
            said = capsys.readouterr().err
            assert code == 78
            assert said.count("\n") == 1 and f"--port {port + 1}" in said


def test_a_device_that_does_not_exist_is_told_with_those_there_are(jack_48000, capsys):
    for words in (["--device", "nope"], ["--input-channels", "7"], ["--device", "99"]):
        assert main(["run", "--engine", "fake", *words]) == 74
        said = capsys.readouterr().err
        assert said.count("\n") == 1 and "Traceback" not in said
