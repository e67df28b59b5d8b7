"""Triton's inference protocol over gRPC (Open Inference Protocol, version 2): the line, and the door to it.

The only file that imports tritonclient and grpc. The line speaks to any server of this protocol; the door is
small and holds what livenode needs of it: live, ready, config, infer, statistics. Arrays travel as raw bytes
with their name, type and shape; how long an answer is waited for is the request's `timeout` (microseconds).
"""

import ipaddress
import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import unquote

os.environ.setdefault("GRPC_VERBOSITY", "NONE")  # it would print each lost connection

import grpc
import numpy as np
from tritonclient.grpc import InferenceServerClient, InferInput, service_pb2, service_pb2_grpc
from tritonclient.utils import InferenceServerException, np_to_triton_dtype, triton_to_np_dtype

from livenode.serving.line import Desk, Refusal, Request, Tensors, Visitor

ASK_BYTES, ANSWER_BYTES = 16 << 20, 64 << 20  # the largest riff asked for is 4 MB, the largest made 33
CALLS, CALLS_WAITING = 64, 128
LONGEST_S = 10.0  # a request that names no time
MODELS = ("perform", "sound")
LINE_OPTIONS = [
    ("grpc.max_send_message_length", ASK_BYTES),
    ("grpc.max_receive_message_length", ANSWER_BYTES),
    ("grpc.enable_retries", 0),
    ("grpc.initial_reconnect_backoff_ms", 200),
    ("grpc.min_reconnect_backoff_ms", 200),
    ("grpc.max_reconnect_backoff_ms", 1000),
    ("grpc.use_local_subchannel_pool", 1),
    ("grpc.enable_http_proxy", 0),
]
DOOR_OPTIONS = [
    ("grpc.max_receive_message_length", ASK_BYTES),
    ("grpc.max_send_message_length", ANSWER_BYTES),
    ("grpc.so_reuseport", 0),
]
CODES = {
    "late": grpc.StatusCode.DEADLINE_EXCEEDED,
    "denied": grpc.StatusCode.PERMISSION_DENIED,
    "invalid": grpc.StatusCode.INVALID_ARGUMENT,
    "full": grpc.StatusCode.RESOURCE_EXHAUSTED,
    "broken": grpc.StatusCode.INTERNAL,
    "lost": grpc.StatusCode.UNAVAILABLE,
}
KIND_OF = {str(code): kind for kind, code in CODES.items()}
WORDS = {"lost": "it cannot be reached", "late": "it does not answer in time"}  # in place of gRPC's own


class TritonLine:
    """A line to a server of Triton's protocol at HOST:PORT. Thread: any. Real-time safe: no."""

    def __init__(self, address: str, token: str = "") -> None:
        self._client = InferenceServerClient(address, channel_args=LINE_OPTIONS)
        self._headers = {"authorization": f"Bearer {token}"} if token else None

    def about(self, timeout_s: float) -> Mapping[str, str]:
        """See Line.about: the parameters of the model `perform`."""
        try:
            found = self._client.get_model_config("perform", headers=self._headers, client_timeout=timeout_s)
        except (InferenceServerException, ValueError) as problem:
            raise _refusal(problem) from None
        return {key: value.string_value for key, value in found.config.parameters.items()}

    def ask(self, model: str, digest: str, tensors: Tensors, timeout_s: float) -> Tensors:
        """See Line.ask."""
        inputs = []
        for name, array in tensors.items():
            inputs.append(InferInput(name, array.shape, np_to_triton_dtype(array.dtype)))
            inputs[-1].set_data_from_numpy(array)
        try:
            made = self._client.infer(
                model,
                inputs,
                headers=self._headers,
                timeout=max(1, round(1e6 * timeout_s)),
                client_timeout=timeout_s,
                parameters={"digest": digest},
            )
        except (InferenceServerException, ValueError) as problem:
            raise _refusal(problem) from None
        answer = made.get_response()
        return _arrays(answer.outputs, answer.raw_output_contents)

    def close(self) -> None:
        """See Line.close."""
        self._client.close()


class TritonDoor:
    """Lets nodes in on ADDRESS:PORT, until closed. Thread: any. Real-time safe: no."""

    def __init__(self, desk: Desk, address: str, port: int) -> None:
        """Open the port (0: any free one, see `port`). Raises OSError."""
        calls = ThreadPoolExecutor(CALLS, thread_name_prefix="livenode-door")
        self._server = grpc.server(calls, options=DOOR_OPTIONS, maximum_concurrent_rpcs=CALLS_WAITING)
        service_pb2_grpc.add_GRPCInferenceServiceServicer_to_server(_Servicer(desk), self._server)
        where = f"[{address}]" if ":" in address else address
        try:
            self.port = int(self._server.add_insecure_port(f"{where}:{port}"))
        except RuntimeError as problem:
            raise OSError(str(problem)) from None
        self._server.start()

    def close(self) -> None:
        """Let nobody in any more; what is asked already is broken off."""
        self._server.stop(None).wait()


class _Servicer(service_pb2_grpc.GRPCInferenceServiceServicer):
    """The protocol's calls. Called by grpc, in its threads."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def ServerLive(self, request: Any, context: Any) -> Any:  # noqa: N802
        return service_pb2.ServerLiveResponse(live=True)

    def ServerReady(self, request: Any, context: Any) -> Any:  # noqa: N802
        return service_pb2.ServerReadyResponse(ready=True)

    def ModelReady(self, request: Any, context: Any) -> Any:  # noqa: N802
        return service_pb2.ModelReadyResponse(ready=request.name in MODELS)

    def ModelConfig(self, request: Any, context: Any) -> Any:  # noqa: N802
        answer = service_pb2.ModelConfigResponse()
        answer.config.name = request.name
        for key, value in _answered(context, lambda: self._desk.about(_visitor(context))).items():
            answer.config.parameters[key].string_value = value
        return answer

    def ModelStatistics(self, request: Any, context: Any) -> Any:  # noqa: N802
        answer = service_pb2.ModelStatisticsResponse()
        counts = _answered(context, lambda: self._desk.counts(_visitor(context)))
        for name, (requests, batches) in counts.items():
            if request.name in ("", name):
                answer.model_stats.add(name=name, inference_count=requests, execution_count=batches)
        return answer

    def ModelInfer(self, request: Any, context: Any) -> Any:  # noqa: N802
        made = _answered(context, lambda: self._made(request, context))
        answer = service_pb2.ModelInferResponse(model_name=request.model_name, id=request.id)
        for name, array in made.items():
            answer.outputs.add(name=name, datatype=np_to_triton_dtype(array.dtype), shape=array.shape)
            answer.raw_output_contents.append(np.ascontiguousarray(array).tobytes())
        return answer

    def _made(self, request: Any, context: Any) -> Tensors:
        tensors, told = _arrays(request.inputs, request.raw_input_contents), dict(request.parameters)
        timeout_us = told["timeout"].int64_param if "timeout" in told else 0
        timeout_s = min(timeout_us / 1e6, LONGEST_S) if timeout_us > 0 else LONGEST_S
        digest = told["digest"].string_param if "digest" in told else ""
        return self._desk.ask(
            Request(_visitor(context), request.model_name, digest, tensors, timeout_s, context.is_active)
        )


def _answered(context: Any, answer: Any) -> Any:
    """Return an answer, or end the call with what the refusal says."""
    try:
        return answer()
    except Refusal as refusal:
        context.abort(CODES[refusal.kind], str(refusal))


def _arrays(told: Any, contents: Any) -> Tensors:
    """Return arrays by name. Raises Refusal where what is told of them does not fit their bytes."""
    if len(told) != len(contents):
        raise Refusal("invalid", "arrays are taken as raw contents, one for each that is named")
    found: Tensors = {}
    for tensor, content in zip(told, contents, strict=True):
        kind, shape = triton_to_np_dtype(tensor.datatype), tuple(tensor.shape)
        if kind in (None, np.object_, bool) or any(size < 0 for size in shape):
            raise Refusal("invalid", f"{tensor.name[:40]!r} is no array of numbers")
        try:
            found[tensor.name] = np.frombuffer(content, kind).reshape(shape)
        except ValueError:
            raise Refusal(
                "invalid", f"{tensor.name[:40]!r} has not as many bytes as its shape says"
            ) from None
    return found


def _visitor(context: Any) -> Visitor:
    """Return who calls: gRPC names a peer as ipv4:ADDRESS:PORT or ipv6:[ADDRESS]:PORT."""
    address = unquote(context.peer()).partition(":")[2].rpartition(":")[0].strip("[]")
    shown = dict(context.invocation_metadata()).get("authorization", "")
    mapped = getattr(ipaddress.ip_address(address), "ipv4_mapped", None) if address else None
    return Visitor(str(mapped or address), shown.removeprefix("Bearer "))


def _refusal(problem: InferenceServerException | ValueError) -> Refusal:
    if isinstance(problem, ValueError):  # gRPC's, of a line that was closed meanwhile
        return Refusal("lost", WORDS["lost"])
    kind = KIND_OF.get(str(problem.status()), "broken")
    return Refusal(kind, WORDS.get(kind, str(problem.message() or "no answer")[:300]))
