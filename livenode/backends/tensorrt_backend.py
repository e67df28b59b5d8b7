"""Backend tensorrt: an engine's networks as plans that `livenode compile` built for this card."""

import torch

from livenode.backends.device_engine import DeviceEngine
from livenode.backends.flavour import find_flavour
from livenode.backends.plan_building import BATCHES, PRECISIONS, wanted_plans
from livenode.backends.plan_network import LoadedPlan, PlanNetwork
from livenode.backends.plans import PlanError, find_plan, plan_folder
from livenode.inference.backend import BackendError
from livenode.inference.bundle import Bundle


def capability_here() -> str:
    """Return the compute capability of the card, such as "8.9". Raises BackendError where there is none."""
    if not torch.cuda.is_available():
        raise BackendError(
            f"TensorRT needs an NVIDIA card, and torch {torch.__version__} sees none here: install NVIDIA's "
            "driver and a torch built for CUDA (docs/gpu.md), or use --backend onnx; to build for a card "
            "elsewhere: livenode compile --capability 8.9"
        )
    return ".".join(str(part) for part in torch.cuda.get_device_capability())


def open_tensorrt(bundle: Bundle) -> DeviceEngine:
    """Load a bundle's plans, those of the first precision that are whole. Builds nothing.

    Raises BackendError: no card, no TensorRT, or why the plans are not used and what to type.
    """
    capability = capability_here()
    flavour = find_flavour()
    problems = []
    for precision in PRECISIONS:
        try:
            found = [
                (plan, find_plan(plan_folder(bundle.name), plan, capability).read_bytes())
                for plan in wanted_plans(bundle, flavour, precision, [capability])
            ]
        except PlanError as problem:
            problems.append(str(problem))
            continue
        device = torch.device("cuda")
        networks = {
            component: PlanNetwork(
                [
                    LoadedPlan(flavour, content, plan.shapes, device)
                    for plan, content in found
                    if plan.component == component
                ]
            )
            for component in BATCHES
        }
        return DeviceEngine(bundle, "tensorrt", networks, device)
    raise BackendError(
        f"backend tensorrt: {'; '.join(problems)}: build the plans with "
        f"livenode compile --engine {bundle.name}"
    )
