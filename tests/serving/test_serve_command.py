"""`livenode serve` says where it is asked, lets in whom it was told to, and what is wrong in a sentence."""

import socket
import sys

import pytest

from livenode import cli, paths
from livenode.control.gate import kept_token
from livenode.control.ports import own_address
from livenode.inference.backend import BackendError
from livenode.inference.fake_engine import FakeEngine
from livenode.serving import opening
from livenode.serving.line import Refusal
from livenode.serving.opening import open_served
from livenode.serving.triton import TritonLine
from tests.serving.rig import Toy, serving


def sentence(capsys, *words):
    code = cli.main(["serve", "--engine", "fake", *words])
    error = capsys.readouterr().err
    assert error.startswith("livenode: ") and error.count("\n") == 1
    return code, error


def test_a_port_that_is_taken_is_told(capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert sentence(capsys, "--port", str(port)) == (
            69,
            f"livenode: TCP port {port} on 127.0.0.1 cannot be opened: give another --port, or --listen an "
            "address of this machine\n",
        )


def test_what_is_no_network_is_told(capsys):
    code, error = sentence(capsys, "--allow", "everybody")
    assert code == 78 and "--allow takes networks" in error


@pytest.mark.skipif(own_address().startswith("127."), reason="needs an address on a network")
def test_it_listens_on_this_machine_alone_unless_asked_and_needs_a_token_then(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    with serving() as (_, address):
        assert address.startswith("127.0.0.1:")
        with pytest.raises(Refusal, match="cannot be reached"):
            TritonLine(f"{own_address()}:{address.rpartition(':')[2]}").about(5.0)
    with serving("--listen", "0.0.0.0", "--allow", "0.0.0.0/0") as (process, address):
        assert address.startswith(own_address())
        port = address.rpartition(":")[2]
        assert open_served(FakeEngine(), f"127.0.0.1:{port}").info.backend == "fake served"
        with pytest.raises(BackendError, match="token"):
            open_served(FakeEngine(), address)
        token = kept_token(paths.token_file())
        assert open_served(FakeEngine(), address, token).info.backend == "fake served"
        process.terminate()
        assert process.wait(10) == 0


def test_without_the_extra_it_is_told_how_to_install_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "livenode.serving.triton", None)
    with pytest.raises(BackendError, match=r"pip install 'livenode\[serve\]'"):
        opening.open_served(Toy(), "stage:7490")
    with pytest.raises(BackendError, match=r"pip install 'livenode\[serve\]'"):
        opening.open_door(None, "127.0.0.1", 0)
