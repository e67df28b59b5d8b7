"""What every trainer shares: its budget and learning rate, the running average, its log, and exact resume."""

import copy
import json
import math
import os
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from livenode.training import ranks

SAVE_EVERY_S = 120
LONGEST_STEP_S = 60.0  # what a step takes beyond that, the process was stopped
WARM_STEPS = 100


def learning_rate(step: int, progress: float) -> float:
    """Return the factor for the peak rate: linear warm-up over steps, then cosine over `progress` 0..1 of
    the budget.
    """
    return min(1.0, (step + 1) / WARM_STEPS) * (
        0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * min(progress, 1.0)))
    )


class Average:
    """Exponential moving average of a module's parameters; its memory grows with training up to 1 / (1 -
    decay).
    """

    def __init__(self, nets: nn.Module, decay: float = 0.999) -> None:
        self.source, self.nets, self.decay = nets, copy.deepcopy(nets).requires_grad_(False), decay

    @torch.no_grad()
    def update(self, step: int) -> None:
        decay = min(self.decay, (step + 1) / (step + 10))
        for mean, value in zip(
            self.nets.state_dict().values(), self.source.state_dict().values(), strict=True
        ):
            mean.lerp_(value, 1 - decay) if mean.is_floating_point() else mean.copy_(value)


class Run:
    """A training of `nets` under a budget of minutes, or of steps where those are given.

    Iterate over it to train: it sets the rate before each step, and afterwards averages, logs and saves. It
    goes on from `<out>/state.pt` where there is one; `spent` counts the seconds of all sittings, but not
    those in which the process was stopped. `<out>/log.jsonl` has a line every `log_every` steps.
    """

    def __init__(
        self,
        out: Path,
        nets: nn.Module,
        optimizer: torch.optim.Optimizer,
        *,
        minutes: float,
        steps: int | None = None,
        log_every: int = 50,
    ) -> None:
        out.mkdir(parents=True, exist_ok=True)
        ranks.begin_alike(nets)
        self.device = next(nets.parameters()).device
        self.out, self.nets, self.optimizer = out, nets, optimizer
        self.minutes, self.steps, self.log_every = minutes, steps, log_every
        self.average = Average(nets)
        self.spent, self.step = 0.0, 0
        self.peak = [group["lr"] for group in optimizer.param_groups]
        self.noted: dict[str, list[float]] = {}
        if (out / "state.pt").exists():
            state = torch.load(out / "state.pt", weights_only=True, map_location=self.device)
            nets.load_state_dict(state["net"])
            self.average.nets.load_state_dict(state["average"])
            optimizer.load_state_dict(state["optimizer"])
            self.spent, self.step = state["spent"], state["step"]

    def progress(self) -> float:
        """Return the share of the budget that is spent."""
        return self.step / self.steps if self.steps else self.spent / (60 * self.minutes)

    def __iter__(self) -> Iterator[int]:
        saved = before = time.monotonic()
        while self.progress() < 1:
            factor = learning_rate(self.step, self.progress())
            for group, peak in zip(self.optimizer.param_groups, self.peak, strict=True):
                group["lr"] = peak * factor
            yield self.step
            self.average.update(self.step)
            self.step += 1
            now = time.monotonic()
            self.spent = ranks.agree(self.spent + min(now - before, LONGEST_STEP_S), self.device)
            before = now
            if self.step % self.log_every == 0:
                self._log()
            if time.monotonic() - saved > SAVE_EVERY_S:
                self.save()
                saved = time.monotonic()
        self.save()

    def learn(self, loss: Tensor) -> None:
        """Take one step down the gradient of `loss`, clipped to norm 1."""
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        ranks.average(value.grad for value in self.nets.parameters() if value.grad is not None)
        torch.nn.utils.clip_grad_norm_(self.nets.parameters(), 1.0)
        self.optimizer.step()

    def note(self, **values: float | Tensor) -> None:
        """Note figures of this step; the log has their means."""
        for name, value in values.items():
            self.noted.setdefault(name, []).append(float(value))

    def _log(self) -> None:
        row = {"step": self.step, "spent_s": round(self.spent, 1)}
        row |= {name: round(float(np.nanmean(values)), 5) for name, values in self.noted.items()}
        row |= {"rate": self.optimizer.param_groups[0]["lr"]}
        self.noted = {}
        if ranks.RANK:
            return
        with (self.out / "log.jsonl").open("a") as log:
            log.write(json.dumps(row) + "\n")
        left_min = self.spent / 60 * (1 / max(self.progress(), 1e-9) - 1)
        print(f"{self.out.name}: {json.dumps(row)[1:-1]}, {left_min:.0f} min left", flush=True)

    def save(self) -> None:
        """Write all that exact resume needs; of several processes the first one does."""
        if ranks.RANK:
            return
        save(
            self.out / "state.pt",
            {
                "net": self.nets.state_dict(),
                "average": self.average.nets.state_dict(),
                "optimizer": self.optimizer.state_dict(),
                "spent": self.spent,
                "step": self.step,
            },
        )


def state_file(path: Path) -> Path:
    """Return the file of a trainer's state: `path`, or `state.pt` in it where it is a folder."""
    return path / "state.pt" if path.is_dir() or not path.suffix else path


def save(path: Path, state: dict) -> None:
    """Write a training state through a temporary file: it is whole or not there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.save(state, path.with_suffix(".tmp"))
    os.replace(path.with_suffix(".tmp"), path)
