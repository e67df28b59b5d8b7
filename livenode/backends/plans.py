"""Plans on disk: each beside a sidecar that says what it was built from, with what, and for which card.

Of a plan that does not fit, a sentence says why, and it is not used.
"""

import hashlib
import json
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from livenode import paths
from livenode.documents import read_json

SCHEMA = 1


class PlanError(Exception):
    """A plan that is not used; the sentence says why."""


@dataclass(frozen=True)
class Sidecar:
    """What a plan is: of which network, built with what, for what.

    batch: examples at once. capabilities: compute capabilities of the cards it runs on. shapes: of the
    inputs, by name; where a length may vary, the least, the usual and the greatest shape. onnx_sha256: of the
    engine's graph that the weights come from. plan_sha256: of the plan itself.
    """

    component: str
    batch: int
    flavour: str
    version: str
    capabilities: list[str]
    precision: str
    shapes: dict[str, list]
    flags: list[str]
    onnx_sha256: str
    build_seconds: float = 0.0
    plan_sha256: str = ""
    schema: int = SCHEMA

    @property
    def kind(self) -> str:
        """The beginning of the plan's name: all but the cards."""
        return f"{self.component}-{self.batch}-{self.precision}-{self.flavour}"

    @property
    def file_name(self) -> str:
        """The name of the plan's file."""
        return "-".join([self.kind, *map(_card, self.capabilities)]) + ".plan"


# What must be equal, what it is called in a sentence; what changes from build to build is not compared.
COMPARED = {
    "schema": "in form {}",
    "component": "of the {}",
    "batch": "for {} at once",
    "flavour": "with {}",
    "version": "with version {} of it",
    "precision": "in {}",
    "shapes": "for the shapes {}",
    "flags": "with the flags {}",
    "onnx_sha256": "from the graph {:.12}",
}


def plan_folder(engine: str) -> Path:
    """Return the folder of an engine's plans; it need not exist."""
    return paths.user_folder("cache") / "plans" / engine


def write_plan(folder: Path, plan: bytes, sidecar: Sidecar) -> Path:
    """Write a plan, then its sidecar, each whole or not at all; returns the plan's path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / sidecar.file_name
    row = asdict(sidecar) | {"plan_sha256": hashlib.sha256(plan).hexdigest()}
    sidecar_of(path).unlink(missing_ok=True)  # an old sidecar must never stand beside a new plan
    _write(path, plan)
    _write(sidecar_of(path), (json.dumps(row, indent=1) + "\n").encode())
    return path


def find_plan(folder: Path, wanted: Sidecar, capability: str) -> Path:
    """Return the path of the plan that is `wanted` for a card; several may be named for it.

    Raises PlanError: the first thing that does not fit.
    """
    named = sorted(folder.glob(f"{wanted.kind}-sm*.plan"))
    fitting = [path for path in named if _card(capability) in path.stem.removeprefix(wanted.kind).split("-")]
    problems = []
    for path in fitting:
        try:
            _check(path, wanted, capability)
            return path
        except PlanError as problem:
            problems.append(problem)
    if problems:
        raise problems[0]
    raise PlanError(
        f"there is no plan of the {wanted.component} for {wanted.batch} at once on compute capability "
        f"{capability} in {folder}"
    )


def _check(path: Path, wanted: Sidecar, capability: str) -> None:
    found = read_sidecar(path)
    for name, words in COMPARED.items():
        if getattr(found, name) != getattr(wanted, name):
            raise PlanError(
                f"{path.name} was built {words.format(getattr(found, name))}, and is wanted "
                f"{words.format(getattr(wanted, name))}"
            )
    if capability not in found.capabilities:
        cards = ", ".join(found.capabilities)
        raise PlanError(
            f"{path.name} was built for compute capability {cards}, and this card has {capability}"
        )
    if hashlib.sha256(path.read_bytes()).hexdigest() != found.plan_sha256:
        raise PlanError(f"{path.name} is damaged: it is not what was built")


def sidecar_of(path: Path) -> Path:
    """Return the path of a plan's sidecar."""
    return path.with_suffix(".json")


def _card(capability: str) -> str:
    return "sm" + capability.replace(".", "")


def read_sidecar(path: Path) -> Sidecar:
    """Return the sidecar of a plan. Raises PlanError where it is missing or cannot be read."""
    try:
        row = read_json(sidecar_of(path))
        known = {field.name for field in fields(Sidecar)}
        return Sidecar(**{name: value for name, value in row.items() if name in known})
    except FileNotFoundError:
        raise PlanError(f"{path.name} has no sidecar: its building was interrupted") from None
    except (OSError, ValueError, TypeError, AttributeError) as problem:
        raise PlanError(f"{sidecar_of(path).name} cannot be read: {problem}") from None


def _write(path: Path, content: bytes) -> None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    temporary.write_bytes(content)
    os.replace(temporary, path)
