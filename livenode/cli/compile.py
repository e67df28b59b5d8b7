"""livenode compile: build an engine's TensorRT plans for the card of this machine, or for cards elsewhere."""

import argparse
import sys
from pathlib import Path

from livenode.config import ConfigError
from livenode.inference.bundle import load_bundle

BUILT_FOR = "compute capability"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of compile."""
    parser.add_argument("--engine", default="default", help="name in engines/, or a folder")
    parser.add_argument("--precision", choices=("fp16", "fp32"), default="fp16", help="of the plans")
    parser.add_argument(
        "--capability",
        action="append",
        metavar="8.9",
        help=f"build for cards of this {BUILT_FOR} in place of the one here (TensorRT for RTX); repeatable",
    )
    parser.add_argument("--flavour", choices=("tensorrt", "tensorrt_rtx"), default="", help="which TensorRT")
    parser.add_argument("--out", type=Path, help="folder for the plans (the user's cache)")
    parser.add_argument("--dry-run", action="store_true", help="say what would be built, and build nothing")


def run(arguments: argparse.Namespace) -> int:
    """Build the plans that are not there yet. Raises BackendError with what is missing."""
    from livenode.backends.flavour import find_flavour
    from livenode.backends.plan_building import build_plans, seconds, wanted_plans
    from livenode.backends.plans import plan_folder
    from livenode.backends.tensorrt_backend import capability_here

    if arguments.engine == "fake":
        raise ConfigError("the engine fake has no networks: choose another --engine")
    bundle = load_bundle(arguments.engine)
    flavour = find_flavour(arguments.flavour)
    capabilities = arguments.capability or [capability_here()]
    folder = arguments.out or plan_folder(bundle.name)
    plans = wanted_plans(bundle, flavour, arguments.precision, capabilities)
    print(
        f"engine {bundle.name}, {flavour.name} {flavour.version}, {arguments.precision}, "
        f"{BUILT_FOR} {', '.join(capabilities)}, into {folder}"
    )
    left_s = seconds(folder, plans)
    if arguments.dry_run:
        for plan in plans:
            needs_s = seconds(folder, [plan])
            state = f"about {needs_s:.0f} s" if needs_s else "is there"
            print(f"  {plan.file_name}: {_shapes(plan.shapes)}; {state}")
        print(f"about {left_s:.0f} s in all; nothing was built (--dry-run)")
        return 0
    made = build_plans(bundle, flavour, folder, plans, portable=bool(arguments.capability), tell=_tell)
    for number, built in enumerate(made, 1):
        took = "was there" if built.was_there else f"built in {built.sidecar.build_seconds:.0f} s"
        left_s = seconds(folder, plans)
        size = built.path.stat().st_size / 1e6
        print(f"[{number}/{len(plans)}] {built.path.name}: {took}, {size:.0f} MB; about {left_s:.0f} s left")
    return 0


def _shapes(shapes: dict[str, list]) -> str:
    """Say the shapes of a plan's inputs."""
    said = []
    for name, shape in shapes.items():
        rows = shape if isinstance(shape[0], (list, tuple)) else [shape]
        said.append(
            name + " " + " to ".join("x".join(map(str, row)) for row in (rows[0], rows[-1])[: len(rows)])
        )
    return ", ".join(said)


def _tell(plan: object, phase: str, step: int, steps: int) -> None:
    """Show how far TensorRT is, where somebody looks."""
    if sys.stderr.isatty():
        name = getattr(plan, "component", "")
        print(f"\r  {name}: {phase} {100 * step // max(1, steps)} %   ", end="", file=sys.stderr, flush=True)
