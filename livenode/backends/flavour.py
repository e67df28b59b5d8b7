"""TensorRT, whichever there is: the classic one (10 and 11) and TensorRT for RTX have one interface here.

The only file that imports them. Networks are strongly typed in both: precision is that of the graph.
"""

import importlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from livenode.inference.backend import BackendError

Range = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]  # least, usual and greatest shape
# flavour: (module, extra of livenode that brings it)
MODULES = {"tensorrt": ("tensorrt", "tensorrt"), "tensorrt_rtx": ("tensorrt_rtx", "rtx")}
OLDEST = {"tensorrt": 10, "tensorrt_rtx": 1}


@dataclass(frozen=True)
class Flavour:
    """A TensorRT that is installed here: its name, version and module."""

    name: str
    version: str
    module: ModuleType

    def build(
        self,
        graph: bytes,
        ranges: Mapping[str, Range],
        capabilities: Iterable[str] = (),
        progress: Callable[[str, int, int], None] | None = None,
    ) -> bytes:
        """Return the plan of an ONNX graph.

        ranges: shapes of the inputs whose shape is not fixed. capabilities: build for these in place of the
        card here, such as "8.9" (TensorRT for RTX alone). progress: told phase, step, steps. Raises
        BackendError with what TensorRT said. Takes seconds to minutes; needs no card where capabilities are
        given.
        """
        trt, said = self.module, _Sayings(self.module)
        builder = trt.Builder(said.logger)
        if builder is None:
            raise BackendError(f"{self.name} {self.version} does not start here: {said}")
        network = builder.create_network(1 << int(trt.NetworkDefinitionCreationFlag.STRONGLY_TYPED))
        parser = trt.OnnxParser(network, said.logger)
        if not parser.parse(graph):
            errors = "; ".join(str(parser.get_error(index)) for index in range(parser.num_errors))
            raise BackendError(f"{self.name} {self.version} cannot read the graph: {errors}")
        config = builder.create_builder_config()
        if ranges:
            profile = builder.create_optimization_profile()
            for name, shapes in ranges.items():
                profile.set_shape(name, *shapes)
            config.add_optimization_profile(profile)
        self._aim(config, tuple(capabilities))
        if progress is not None:
            config.progress_monitor = said.monitor(progress)
        plan = builder.build_serialized_network(network, config)
        if plan is None:
            raise BackendError(f"{self.name} {self.version} builds no plan: {said}")
        return bytes(plan)

    def _aim(self, config: Any, capabilities: tuple[str, ...]) -> None:
        if not capabilities:
            return
        if self.name != "tensorrt_rtx":
            raise BackendError("TensorRT builds for the card of this machine alone: leave out --capability")
        kinds = self.module.ComputeCapability
        known = {name: getattr(kinds, name) for name in dir(kinds) if name.startswith("SM")}
        config.num_compute_capabilities = len(capabilities)
        for index, capability in enumerate(capabilities):
            name = "SM" + capability.replace(".", "")
            if name not in known:
                cards = ", ".join(sorted(each[2:-1] + "." + each[-1] for each in known))
                raise BackendError(
                    f"{self.name} {self.version} knows no compute capability {capability}, only {cards}: "
                    "use --backend torch on this card"
                )
            config.set_compute_capability(known[name], index)

    def load(self, plan: bytes) -> Any:
        """Return the engine of a plan. Raises BackendError with what TensorRT said."""
        said = _Sayings(self.module)
        runtime = self.module.Runtime(said.logger)
        engine = runtime.deserialize_cuda_engine(plan) if runtime is not None else None
        if engine is None:
            raise BackendError(f"{self.name} {self.version} does not load the plan: {said}")
        return engine


def find_flavour(wanted: str = "") -> Flavour:
    """Return the TensorRT that is installed, the classic one first. Raises BackendError: none is."""
    problems = []
    for name, (module_name, extra) in MODULES.items():
        if wanted not in ("", name):
            continue
        try:
            module = importlib.import_module(module_name)
        except (ImportError, OSError) as problem:
            problems.append(f"{name}: {problem} (pip install 'livenode[{extra}]')")
            continue
        version = str(module.__version__)
        if int(version.split(".")[0]) < OLDEST[name]:
            problems.append(
                f"{name} {version} is too old: {OLDEST[name]} or later (pip install 'livenode[{extra}]')"
            )
            continue
        return Flavour(name, version, module)
    raise BackendError("no TensorRT here: " + "; ".join(problems))


class _Sayings:
    """Keeps what TensorRT says at its worst."""

    def __init__(self, trt: ModuleType) -> None:
        said: list[str] = []

        class Logger(trt.ILogger):  # type: ignore[name-defined]
            def __init__(self) -> None:
                trt.ILogger.__init__(self)

            def log(self, severity: Any, text: str) -> None:
                if severity in (trt.ILogger.Severity.ERROR, trt.ILogger.Severity.INTERNAL_ERROR):
                    said.append(text)

        self._trt, self._said, self.logger = trt, said, Logger()

    def __str__(self) -> str:
        return "; ".join(self._said) or "it says nothing"

    def monitor(self, tell: Callable[[str, int, int], None]) -> Any:
        """Return a progress monitor that tells the outermost phases."""
        trt = self._trt

        class Monitor(trt.IProgressMonitor):  # type: ignore[name-defined]
            def __init__(self) -> None:
                trt.IProgressMonitor.__init__(self)
                self._steps: dict[str, int] = {}

            def phase_start(self, phase_name: str, parent_phase: str | None, num_steps: int) -> None:
                if not parent_phase:
                    self._steps[phase_name] = num_steps

            def step_complete(self, phase_name: str, step: int) -> bool:
                if phase_name in self._steps:
                    tell(phase_name, step + 1, self._steps[phase_name])
                return True

            def phase_finish(self, phase_name: str) -> None:
                self._steps.pop(phase_name, None)

        return Monitor()
