"""A network that TensorRT runs, asked like a torch module."""

import math
from collections.abc import Iterable, Sequence
from typing import Any

import torch
from torch import Tensor

from livenode.backends.flavour import Flavour
from livenode.inference.backend import BackendError


class LoadedPlan:
    """One plan on the card, with fixed buffers. Thread: worker. Real-time safe: no."""

    def __init__(self, flavour: Flavour, plan: bytes, names: Iterable[str], device: torch.device) -> None:
        """Load a plan; names: of its inputs, as they will be given. Raises BackendError."""
        trt = flavour.module
        kinds = {trt.float32: torch.float32, trt.float16: torch.float16}
        self._engine = flavour.load(plan)
        self._context: Any = self._engine.create_execution_context()
        if self._context is None:
            raise BackendError(f"{flavour.name} {flavour.version}: no room on the card for the plan")
        self._inputs: dict[str, Tensor] = {}
        self._outputs: dict[str, Tensor] = {}
        self._varying: set[str] = set()
        for index in range(self._engine.num_io_tensors):
            name = self._engine.get_tensor_name(index)
            is_input = self._engine.get_tensor_mode(name) == trt.TensorIOMode.INPUT
            shape = tuple(self._engine.get_tensor_shape(name))
            if is_input and -1 in shape:  # room for the longest
                shape = tuple(self._engine.get_tensor_profile_shape(name, 0)[2])
                self._varying.add(name)
            kind = kinds[self._engine.get_tensor_dtype(name)]
            buffer = torch.zeros(shape, dtype=kind, device=device)
            (self._inputs if is_input else self._outputs)[name] = buffer
            self._context.set_tensor_address(name, buffer.data_ptr())
        self._inputs = {name: self._inputs[name] for name in names}
        self.batch = next(iter(self._inputs.values())).shape[0]

    def __call__(self, *given: Tensor) -> tuple[Tensor, ...]:
        """Run on at most `batch` examples; what comes back is the caller's."""
        count = len(given[0])
        for (name, buffer), value in zip(self._inputs.items(), given, strict=True):
            buffer.flatten()[: value.numel()].copy_(value.flatten())
            if name in self._varying:
                self._context.set_input_shape(name, tuple(value.shape))
        stream = torch.cuda.current_stream()
        if not self._context.execute_async_v3(stream.cuda_stream):
            raise BackendError("TensorRT does not run the plan: build it again with livenode compile")
        return tuple(buffer[:count].clone() for buffer in self._outputs.values())


class PlanNetwork:
    """A network with plans for several batches; takes the smallest that holds what it is given."""

    def __init__(self, plans: Sequence[LoadedPlan]) -> None:
        self._plans = sorted(plans, key=lambda plan: plan.batch)

    def __call__(self, *given: Tensor) -> Tensor | tuple[Tensor, ...]:
        """Return what the network makes of its inputs, batch first."""
        count, largest = len(given[0]), self._plans[-1].batch
        parts = []
        for index in range(math.ceil(count / largest)):
            rows = slice(index * largest, (index + 1) * largest)
            some = [value[rows] for value in given]
            plan = next(plan for plan in self._plans if plan.batch >= len(some[0]))
            parts.append(plan(*some))
        made = tuple(torch.cat(part) if len(part) > 1 else part[0] for part in zip(*parts, strict=True))
        return made if len(made) > 1 else made[0]
