"""A line without a network and one of Triton's protocol do the same, down to what is refused and how."""

import ipaddress
import threading
import time
from contextlib import contextmanager

import numpy as np
import pytest

from livenode.inference.fake_engine import FakeEngine
from livenode.serving import wire
from livenode.serving.access import Access
from livenode.serving.fake_line import FakeLine
from livenode.serving.line import Refusal
from livenode.serving.triton import TritonDoor, TritonLine
from tests.live.node_thread import wait_until
from tests.serving.rig import HERE, SAMPLING, SOUNDING, Toy, at_once, served

ASKED = wire.performing(SAMPLING, SOUNDING)


@contextmanager
def fake(server):
    yield FakeLine(server)


@contextmanager
def triton(server):
    door = TritonDoor(server, "127.0.0.1", 0)
    line = TritonLine(f"127.0.0.1:{door.port}")
    yield line
    line.close()
    door.close()


@pytest.fixture(params=[fake, triton])
def to(request):
    return request.param


def kind(what):
    with pytest.raises(Refusal) as refused:
        what()
    assert len(str(refused.value)) <= 300
    return refused.value.kind


def test_riffs_are_those_of_the_engine_to_the_bit(to):
    engine = FakeEngine()
    with served(FakeEngine()) as server, to(server) as line:
        answer = line.ask("perform", "", ASKED, 5.0)
        made = wire.read_performed(answer, SAMPLING, SOUNDING, "fake")
        wanted = engine.perform(SAMPLING, SOUNDING)
        np.testing.assert_array_equal(made.latents, wanted.latents)
        np.testing.assert_array_equal(made.audio, wanted.audio)
        assert made.denoise_ms > 0 and made.decode_ms > 0
        latents = wanted.latents[0]
        answer = line.ask("sound", "", wire.sounded(latents, SOUNDING), 5.0)
        np.testing.assert_array_equal(answer["audio"], engine.sound(latents, SOUNDING))


def test_it_says_which_engine_it_has(to):
    with served(Toy(name="warm", digest="d1")) as server, to(server) as line:
        about = line.about(5.0)
        assert (about["name"], about["digest"], about["backend"]) == ("warm", "d1", "fake")


def test_what_is_wrong_is_refused_by_its_kind(to):
    engine = Toy(digest="d1")
    with served(engine) as server, to(server) as line:
        assert kind(lambda: line.ask("train", "d1", ASKED, 5.0)) == "invalid"
        assert kind(lambda: line.ask("perform", "d2", ASKED, 5.0)) == "invalid"
        assert kind(lambda: line.ask("perform", "d1", {"start": np.zeros(3, np.float32)}, 5.0)) == "invalid"
        engine.before = lambda: 1 / 0
        assert kind(lambda: line.ask("perform", "d1", ASKED, 5.0)) == "broken"
        engine.before = lambda: None
        assert line.ask("perform", "d1", ASKED, 5.0)["audio"].shape == (1, SOUNDING.frames)


def test_an_answer_that_would_be_too_late_is_not_waited_for_nor_made(to):
    engine, begun, go_on = Toy(), threading.Event(), threading.Event()
    with served(engine) as server, to(server) as line:
        engine.before = lambda: (begun.set(), go_on.wait(20))
        warmed_up = len(engine.batches)
        first = threading.Thread(target=lambda: line.ask("perform", "", ASKED, 20.0))
        first.start()
        assert begun.wait(10)
        assert kind(lambda: line.ask("perform", "", ASKED, 0.1)) == "late"
        time.sleep(0.1)  # the server counts from when it was asked
        go_on.set()
        first.join()
        line.ask("perform", "", ASKED, 20.0)
        assert len(engine.batches) == warmed_up + 2


def test_strangers_are_refused(to):
    nobody = Access([ipaddress.ip_network("10.0.0.0/8")])
    with served(Toy(), nobody) as server, to(server) as line:
        assert kind(lambda: line.about(5.0)) == "denied"
        assert kind(lambda: line.ask("perform", "", ASKED, 5.0)) == "denied"


def test_four_nodes_riffs_are_made_in_one_batch(to):
    engine, begun, go_on = Toy(at_once=4), threading.Event(), threading.Event()
    with served(engine) as server, to(server) as line:
        engine.before = lambda: (begun.set(), go_on.wait(20))
        warmed_up = len(engine.batches)
        first = threading.Thread(target=lambda: line.ask("perform", "", ASKED, 20.0))
        first.start()  # keeps the engine busy, so that the others meet
        assert begun.wait(10)
        wait = threading.Thread(target=lambda: (wait_until(lambda: waiting(server) == 4, 10), go_on.set()))
        wait.start()
        riffs = at_once(4, lambda number: line.ask("perform", "", of_node(number), 20.0))
        wait.join()
        first.join()
        assert engine.batches[warmed_up:] == [1, 4]
        for number, riff in enumerate(riffs):
            np.testing.assert_array_equal(riff["latents"], 0.01 * of_node(number)["start"][:, 96:120])
        assert server.counts(HERE)["perform"] == (5, 2)


def waiting(server):
    return len(server._turns._waiting)


def of_node(number):
    return {**ASKED, "start": ASKED["start"] + np.float32(number)}


def test_a_line_that_is_cut_is_lost():
    with served(Toy()) as server:
        line = FakeLine(server)
        line.cut = True
        assert kind(lambda: line.about(1.0)) == "lost"
        door = TritonDoor(server, "127.0.0.1", 0)
        line = TritonLine(f"127.0.0.1:{door.port}")
        line.about(5.0)
        door.close()
        assert kind(lambda: line.about(5.0)) == "lost"
        assert kind(lambda: line.ask("perform", "", ASKED, 5.0)) == "lost"


def test_bytes_that_do_not_fit_their_shape_are_refused_and_the_server_goes_on():
    from tritonclient.grpc import InferenceServerClient, InferInput, service_pb2
    from tritonclient.utils import InferenceServerException

    with served(Toy()) as server:
        door = TritonDoor(server, "127.0.0.1", 0)
        client = InferenceServerClient(f"127.0.0.1:{door.port}")
        for shape, datatype, content in (
            ([1, 192, 64], "FP32", b"\0" * 5),
            ([-1], "FP32", b""),
            ([1], "BYTES", b"\4\0\0\0none"),
            ([2**40, 2**40], "FP32", b""),
        ):
            given = InferInput("start", shape, datatype)
            given._raw_content = content
            with pytest.raises(InferenceServerException, match="start"):
                client.infer("perform", [given], client_timeout=5.0)
        request = service_pb2.ModelInferRequest(model_name="perform")
        request.inputs.add(name="start", datatype="FP32", shape=[1])
        with pytest.raises(Exception, match="raw contents"):
            client._client_stub.ModelInfer(request, timeout=5.0)
        with pytest.raises(InferenceServerException):  # larger than any riff
            big = InferInput("start", [20 << 20], "UINT8")
            big.set_data_from_numpy(np.zeros(20 << 20, np.uint8))
            client.infer("perform", [big], client_timeout=5.0)
        assert client.is_server_live() and client.is_model_ready("perform")
        assert not client.is_model_ready("train")
        stats = client.get_inference_statistics("perform").model_stats
        assert [(stat.name, stat.inference_count) for stat in stats] == [("perform", 0)]
        client.close()
        door.close()


class Slip:
    """A desk that keeps what it was asked."""

    def __init__(self):
        self.asked = []

    def ask(self, request):
        self.asked.append(request)
        return request.tensors

    def about(self, visitor):
        return {}

    def counts(self, visitor):
        return {}


def test_the_desk_is_told_who_asks_for_which_engine_and_until_when(to):
    slip = Slip()
    with to(slip) as line:
        back = line.ask("perform", "d1", ASKED, 1.5)
    (request,) = slip.asked
    assert (request.visitor, request.model, request.digest) == (HERE, "perform", "d1")
    assert request.timeout_s == pytest.approx(1.5)
    for name, array in ASKED.items():
        assert back[name].dtype == array.dtype
        np.testing.assert_array_equal(back[name], array)


def test_a_line_that_is_closed_while_it_is_used_is_lost():
    with served(Toy()) as server, triton(server) as line:
        line.close()  # by who looks after it in the background, between one call and the next
        assert kind(lambda: line.ask("perform", "", ASKED, 5.0)) == "lost"
        assert kind(lambda: line.about(5.0)) == "lost"
