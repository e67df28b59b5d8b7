"""What an existing inference server costs: its install, and a call with a riff's arrays there and back.

    python -m tests.stage.serving_choice --venvs DIR --json

Each candidate gets a virtual environment of its own in `--venvs` (kept, hundreds of MB each) and answers with
zeros, so that nothing but the way is timed. `ours` is `livenode/serving/triton.py`. Client and server are two
processes; Triton's own protocol is spoken to all but Ray Serve, which takes bytes over HTTP.
"""

from __future__ import annotations

import argparse
import http.client
import os
import signal
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import numpy as np

from livenode.serving import wire
from livenode.serving.line import Refusal
from livenode.serving.triton import TritonLine
from tests.ports import free_port
from tests.serving.rig import SAMPLING, SOUNDING
from tests.stage.told import tell

FRAMES = 384_000  # four bars at 120 bpm
BEGIN_S = 60.0
MADE = f"dict(latents=np.zeros((1, 128, 64), np.float32), audio=np.zeros((1, {FRAMES}), np.float32))"
HEAD = f"import asyncio, sys, threading\nimport numpy as np\nport = int(sys.argv[1])\nmade = {MADE}\n"

OURS = """
from livenode.serving.triton import TritonDoor
class Desk:
    def about(self, visitor): return {}
    def ask(self, request): return made
    def counts(self, visitor): return {}
door = TritonDoor(Desk(), "127.0.0.1", port)
threading.Event().wait()
"""
PYTRITON = """
from pytriton.decorators import batch
from pytriton.model_config import DynamicBatcher, ModelConfig, Tensor
from pytriton.triton import Triton, TritonConfig
shapes = dict(start=(192, 64), condition=(192, 1091), prompt=(129,), globals=(-1,), before=(-1, 64))
shapes |= dict(sigmas=(-1,), factors=(-1,), order_length=(-1,), grid=(-1,), place=(-1,))
kinds = dict.fromkeys(("sigmas", "factors", "grid"), np.float64)
kinds |= dict.fromkeys(("order_length", "place"), np.int64)
tensor = lambda name, shape: Tensor(name=name, dtype=kinds.get(name, np.float32), shape=shape)
config = TritonConfig(grpc_address="127.0.0.1", http_address="127.0.0.1", grpc_port=port, http_port=port + 1)
config.allow_metrics = False
with Triton(config=config) as triton:
    inputs = [tensor(*row) for row in shapes.items()]
    outputs = [tensor(name, (-1,) * (made[name].ndim - 1)) for name in made]
    several = ModelConfig(max_batch_size=8, batcher=DynamicBatcher(max_queue_delay_microseconds=1000))
    triton.bind("perform", batch(lambda **given: made), inputs, outputs, config=several)
    triton.serve()
"""
KSERVE = """
from kserve import InferOutput, InferResponse, Model, ModelServer
class Riffs(Model):
    def __init__(self):
        super().__init__("perform")
        self.ready = True
    async def predict(self, payload, headers=None, response_headers=None):
        given, outputs = [part.as_numpy() for part in payload.inputs], []
        for name, array in made.items():
            outputs.append(InferOutput(name=name, shape=list(array.shape), datatype="FP32"))
            outputs[-1].set_data_from_numpy(array)
        return InferResponse(response_id="1", model_name="perform", infer_outputs=outputs)
ModelServer(http_port=port + 1, grpc_port=port, enable_grpc=True, workers=1).start([Riffs()])
"""
MLSERVER = """
from mlserver import MLModel, MLServer, ModelSettings, Settings
from mlserver.codecs import NumpyCodec
from mlserver.types import InferenceResponse
class Riffs(MLModel):
    async def load(self): return True
    async def predict(self, payload):
        given = [NumpyCodec.decode_input(part) for part in payload.inputs]
        outputs = [NumpyCodec.encode_output(*row) for row in made.items()]
        return InferenceResponse(model_name=self.name, outputs=outputs)
ports = dict(grpc_port=port, http_port=port + 1, metrics_port=port + 2)
settings = Settings(host="127.0.0.1", parallel_workers=0, grpc_max_message_length=64 << 20, **ports)
asyncio.run(MLServer(settings).start([ModelSettings(name="perform", implementation=Riffs)]))
"""
RAY = """
import ray
from ray import serve
from starlette.requests import Request
from starlette.responses import Response
@serve.deployment
class Riffs:
    async def __call__(self, request: Request):
        given = np.frombuffer(await request.body(), np.float32)
        return Response(b"".join(array.tobytes() for array in made.values()))
ray.init(num_cpus=2, include_dashboard=False)
serve.start(http_options=dict(host="127.0.0.1", port=port))
serve.run(Riffs.bind())
threading.Event().wait()
"""
# name: (what pip installs, the server)
CANDIDATES = {
    "ours": ("tritonclient[grpc]", OURS),
    "triton (nvidia-pytriton)": ("nvidia-pytriton", PYTRITON),
    "kserve": ("kserve", KSERVE),
    "mlserver": ("mlserver", MLSERVER),
    "ray serve": ("ray[serve]", RAY),
}


def environment(folder: Path, requirement: str) -> tuple[Path, float]:
    """Return the interpreter of an environment with a requirement, and the MB it takes beside numpy."""
    place = folder / requirement.partition("[")[0]
    python = place / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(place)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "-q", requirement], check=True)
    known = ("numpy", "pip", "setuptools", "pkg_resources")
    packages = next(place.glob("lib/python*/site-packages"))
    files = (file for file in packages.rglob("*") if file.is_file() and not file.is_symlink())
    own = (file for file in files if not file.relative_to(packages).parts[0].startswith(known))
    return python, sum(file.stat().st_size for file in own) / 1e6


def over_triton(port: int) -> Callable[[], None]:
    line, tensors = TritonLine(f"127.0.0.1:{port}"), wire.performing(SAMPLING, SOUNDING)
    return lambda: _heard(line.ask("perform", "", tensors, 5.0)["audio"].size)


def over_triton_in_batches(port: int) -> Callable[[], None]:
    line, tensors = TritonLine(f"127.0.0.1:{port}"), wire.performing(SAMPLING, SOUNDING)
    one = {
        name: array if len(array) == 1 and array.ndim > 1 else array[None] for name, array in tensors.items()
    }
    return lambda: _heard(line.ask("perform", "", one, 5.0)["audio"].size)


def over_http(port: int) -> Callable[[], None]:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=5.0)
    body = b"".join(array.tobytes() for array in wire.performing(SAMPLING, SOUNDING).values())
    body += b"\0" * (-len(body) % 4)

    def ask() -> None:
        try:
            line.request("POST", "/", body)
            _heard(len(line.getresponse().read()) // 4 - 128 * 64)
        except (OSError, AssertionError):
            line.close()
            raise

    return ask


def _heard(frames: int) -> None:
    assert frames == FRAMES, frames


def timed(ask: Callable[[], None], calls: int) -> list[float]:
    """Return the milliseconds of calls, 20 ms apart, once the first was answered."""
    deadline_s = time.monotonic() + BEGIN_S
    while True:
        try:
            ask()
            break
        except (Refusal, OSError, AssertionError):
            if time.monotonic() > deadline_s:
                raise
            time.sleep(0.5)
    spent_ms = []
    for _ in range(calls + 5):
        begun_s = time.perf_counter()
        ask()
        spent_ms.append(1000 * (time.perf_counter() - begun_s))
        time.sleep(0.02)
    return spent_ms[5:]


def measured(name: str, folder: Path, calls: int) -> dict[str, object]:
    """Run a candidate and call it."""
    requirement, code = CANDIDATES[name]
    python, megabytes = environment(folder, requirement)
    port = free_port()
    libraries = {
        "LD_LIBRARY_PATH": str(sysconfig.get_config_var("LIBDIR"))
    }  # Triton's stub asks for libpython
    runs = sys.executable if name == "ours" else str(python)
    server = subprocess.Popen(
        [runs, "-c", HEAD + code, str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **libraries},
        start_new_session=True,
    )
    ways = {"ray serve": over_http, "triton (nvidia-pytriton)": over_triton_in_batches}
    try:
        found = np.percentile(timed(ways.get(name, over_triton)(port), calls), [50, 99, 100])
    finally:
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)
        server.wait(30)
    return {"install_mb": round(megabytes), "p50_p99_max_ms": [round(float(value), 1) for value in found]}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--venvs", type=Path, required=True)
    parser.add_argument("--calls", type=int, default=300)
    parser.add_argument("--only", choices=CANDIDATES, nargs="+", default=list(CANDIDATES))
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    tell({name: measured(name, arguments.venvs, arguments.calls) for name in arguments.only}, arguments.json)


if __name__ == "__main__":
    main()
