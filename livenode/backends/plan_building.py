"""Building an engine's plans: each network is exported for its batches, built, and kept with a sidecar."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import torch

from livenode.backends.flavour import Flavour, Range
from livenode.backends.plans import PlanError, Sidecar, find_plan, read_sidecar, write_plan
from livenode.inference.bundle import Bundle
from livenode.models.bundled import load_networks
from livenode.models.standard import AUDIO_LATENTS, example_inputs, to_onnx

TAKES = (1, 4, 8)
CHUNKS = 4  # of DECODE_LATENTS: the longest riff
# component: examples at once
BATCHES = {
    "encoder": (1,),
    "denoiser": TAKES,
    "decoder": tuple(CHUNKS * takes for takes in TAKES),
    "text_tower": (1,),
    "audio_tower": (1,),
}
PRECISIONS = ("fp16", "fp32")
USUAL_S = {"tensorrt": 60.0, "tensorrt_rtx": 8.0}  # a plan, before any was built here


@dataclass(frozen=True)
class Built:
    """One plan: its sidecar, its path, and whether it was there already."""

    sidecar: Sidecar
    path: Path
    was_there: bool


def wanted_plans(
    bundle: Bundle, flavour: Flavour, precision: str, capabilities: Iterable[str]
) -> list[Sidecar]:
    """Return what an engine's plans must be."""
    guided = bool(bundle.manifest.get("guided", False))
    plans = []
    for component, batches in BATCHES.items():
        for batch in batches:
            shapes: dict[str, list] = {
                name: list(value.shape) for name, value in example_inputs(guided, batch)[component].items()
            }
            if component == "audio_tower":
                shapes = {name: [list(shape) for shape in _lengths(row)] for name, row in shapes.items()}
            plans.append(
                Sidecar(
                    component,
                    batch,
                    flavour.name,
                    flavour.version,
                    list(capabilities),
                    precision,
                    shapes,
                    ["strongly typed"],
                    bundle.manifest["files"][f"{component}.onnx"],
                )
            )
    return plans


def seconds(folder: Path, plans: Iterable[Sidecar]) -> float:
    """Return about how long the plans that are not there will take, by those that were built before."""
    times = []
    for path in folder.glob("*.plan"):
        with suppress(PlanError):  # one that is torn tells no time; it is built again
            times.append(read_sidecar(path).build_seconds)
    missing = [plan for plan in plans if there(folder, plan) is None]
    return sum(sum(times) / len(times) if times else USUAL_S[plan.flavour] for plan in missing)


def there(folder: Path, plan: Sidecar) -> Path | None:
    """Return the plan that is there for all its cards, or None."""
    try:
        return [find_plan(folder, plan, capability) for capability in plan.capabilities][0]
    except PlanError:
        return None


def _lengths(shape: list[int]) -> Range:
    least, greatest = AUDIO_LATENTS
    first, usual, last = (tuple([shape[0], length, shape[2]]) for length in (least, shape[1], greatest))
    return first, usual, last


def build_plans(
    bundle: Bundle,
    flavour: Flavour,
    folder: Path,
    plans: Iterable[Sidecar],
    *,
    portable: bool = False,
    tell: Callable[[Sidecar, str, int, int], None] = lambda plan, phase, step, steps: None,
) -> Iterator[Built]:
    """Build the plans that are not there yet, one after the other; each is kept as soon as it is built.

    portable: for the plans' compute capabilities in place of the card here. Raises BackendError with what
    TensorRT said.
    """
    networks: dict = {}
    for plan in plans:
        found = there(folder, plan)
        if found is not None:
            yield Built(plan, found, True)
            continue
        networks = networks or load_networks(bundle.folder, plan.precision == "fp16")
        begun = time.perf_counter()
        graph = graph_of(networks[plan.component], plan)
        ranges = {name: _lengths(shape[1]) for name, shape in plan.shapes.items() if _varies(shape)}
        made = flavour.build(
            graph,
            ranges,
            plan.capabilities if portable else (),
            lambda phase, step, steps, plan=plan: tell(plan, phase, step, steps),  # type: ignore[misc]
        )
        built = replace(plan, build_seconds=round(time.perf_counter() - begun, 2))
        yield Built(built, write_plan(folder, made, built), False)


def _varies(shape: list) -> bool:
    return isinstance(shape[0], list)


def graph_of(network: torch.nn.Module, plan: Sidecar) -> bytes:
    """Return the ONNX graph that a plan is built from."""
    guided = getattr(network, "guided", False)
    inputs = example_inputs(guided, plan.batch)[plan.component]
    return bytes(to_onnx(plan.component, network, inputs).SerializeToString())
