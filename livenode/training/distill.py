"""Distil a guided teacher into a student that makes a riff in one, two or four calls.

    python -m livenode.training.distill --data runs/data/main --latents runs/latents --towers runs/towers \
        --teacher runs/denoiser --out runs/student --minutes 30

The teacher samples whole trajectories under guidance strengths drawn from 0 to 4 squared; from any point of
a trajectory, strengths given, the student learns where it ends. That is consistency distillation (Song et al.
2023) with the end of the trajectory itself as target (Luhman & Luhman 2021), not a guess of the student's.
Exact resume from `<out>/state.pt`; the pool of trajectories is made anew.
"""

import argparse
import json
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from livenode.generation.sampler import noise_levels
from livenode.inference.grid_inputs import GUIDANCE_MAX
from livenode.models.denoiser import Denoiser
from livenode.training.schedule import Average, learning_rate, save, state_file, training_state
from livenode.training.train_denoiser import Batches, Prompts
from livenode.training.trajectories import trajectories
from livenode.training.windows import load_pieces

TEACHER_STEPS = 12
LEVELS = noise_levels(TEACHER_STEPS, 80.0)
POOL_BATCHES = 40  # trajectories of so many batches are kept; the oldest give way
FRESH_EVERY = 8  # student steps for each new batch of trajectories
HUBER = 0.03  # pseudo-Huber width, in standard deviations of a latent channel


class Pool:
    """The newest trajectories: what the student draws from."""

    def __init__(self, rng: np.random.Generator) -> None:
        self.rng, self.batches = rng, []

    def add(self, states: Tensor, inputs: tuple[Tensor, ...], weight: Tensor) -> None:
        """Keep states (steps + 1, b, 192, 64), the last being the clean end, and the student's inputs."""
        self.batches = [*self.batches, (states.half(), inputs, weight)][-POOL_BATCHES:]

    def draw(self) -> tuple[Tensor, Tensor, Tensor, tuple[Tensor, ...], Tensor]:
        """Return x, sigma, the trajectory's end, inputs and weights of one batch, a level for each example.

        A third of the examples start from the highest level, where all one-step riffs start.
        """
        states, inputs, weight = self.batches[self.rng.integers(len(self.batches))]
        count = states.shape[1]
        level = torch.from_numpy(self.rng.integers(0, TEACHER_STEPS, count))
        level[torch.from_numpy(self.rng.random(count) < 1 / 3)] = 0
        x = states[level, torch.arange(count)].float()
        sigma = torch.from_numpy(LEVELS).float()[level]
        return x, sigma, states[-1].float(), inputs, weight


def draw_guidance(rng: np.random.Generator, count: int) -> Tensor:
    """Draw (count, 2) strengths; half of them lie near those that are played most."""
    wide = rng.uniform(0, GUIDANCE_MAX, (count, 2))
    near = np.clip(2 + 0.5 * rng.standard_normal((count, 2)), 0, GUIDANCE_MAX)
    return torch.from_numpy(np.where(rng.random((count, 1)) < 0.5, wide, near).astype(np.float32))


def student_of(teacher: Denoiser) -> Denoiser:
    """Return a guided network that starts as its teacher, deaf to the strengths."""
    student, weights = Denoiser(guided=True), teacher.state_dict()
    columns = student.globals.weight.shape[1] - weights["globals.weight"].shape[1]
    weights["globals.weight"] = torch.nn.functional.pad(weights["globals.weight"], (0, columns))
    student.load_state_dict(weights)
    return student


def distance(made: Tensor, end: Tensor, weight: Tensor) -> Tensor:
    """Return the pseudo-Huber distance per latent frame, averaged over what was to be made."""
    size = made.shape[-1] ** 0.5 * HUBER
    error = torch.sqrt((made - end).square().sum(-1) + size**2) - size
    return (error * weight).sum() / weight.sum().clamp(min=1)


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--latents", type=Path, required=True)
    parser.add_argument("--towers", type=Path, required=True)
    parser.add_argument("--teacher", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--compile", action="store_true", help="minutes to start, then faster")
    arguments = parser.parse_args(argv)
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    arguments.out.mkdir(parents=True, exist_ok=True)
    towers = torch.load(state_file(arguments.towers), weights_only=True)
    prompts = Prompts(towers["nets"], towers["mean"].numpy(), towers["std"].numpy())
    pieces = load_pieces(arguments.data, arguments.latents, "train")
    teacher = Denoiser().eval().requires_grad_(False)
    teacher.load_state_dict(torch.load(state_file(arguments.teacher), weights_only=True)["average"])
    student = student_of(teacher)
    average = Average(student)
    optimizer = torch.optim.AdamW(
        student.parameters(), lr=arguments.rate, betas=(0.9, 0.98), weight_decay=0.0
    )
    state_path, spent, step = arguments.out / "state.pt", 0.0, 0
    if state_path.exists():
        state = torch.load(state_path, weights_only=True)
        student.load_state_dict(state["net"])
        average.nets.load_state_dict(state["average"])
        optimizer.load_state_dict(state["optimizer"])
        spent, step = state["spent"], state["step"]
    fast_teacher, fast = (
        (torch.compile(teacher), torch.compile(student)) if arguments.compile else (teacher, student)
    )
    rng = np.random.default_rng([arguments.seed, step])
    torch.manual_seed(arguments.seed + step)
    loader = torch.utils.data.DataLoader(
        Batches(pieces, prompts, arguments.seed + 1, step, arguments.batch),
        batch_size=None,
        num_workers=1,
        prefetch_factor=2,
    )
    source, pool = iter(loader), Pool(rng)
    print(f"{len(pieces)} pieces, step {step}", flush=True)
    begun, saved, recent = time.monotonic() - spent, time.monotonic(), []
    while (spent := time.monotonic() - begun) < arguments.minutes * 60:
        if step % FRESH_EVERY == 0 or not pool.batches:
            _, condition, prompt, globals_, weight = next(source)
            strengths = draw_guidance(rng, len(condition))
            with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
                states = trajectories(fast_teacher, condition, prompt, globals_, strengths, LEVELS)
            told = torch.cat([globals_, strengths / (GUIDANCE_MAX / 2) - 1], 1)
            pool.add(states, (condition.half(), prompt, told), weight)
        x, sigma, end, inputs, weight = pool.draw()
        rate = arguments.rate * learning_rate(step, spent / (arguments.minutes * 60))
        for group in optimizer.param_groups:
            group["lr"] = rate
        with torch.autocast("cpu", torch.bfloat16):
            made = fast(x, sigma, inputs[0].float(), *inputs[1:])
        loss = distance(made.float(), end, weight)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(student.parameters(), 1.0)
        optimizer.step()
        average.update(step)
        recent.append(
            (float(loss.detach()), float((made.detach().float() - end)[sigma == 80].square().mean()))
        )
        step += 1
        if step % 50 == 0:
            loss_mean, from_noise = np.nanmean(recent, 0)
            row = {
                "step": step,
                "spent_s": round(spent, 1),
                "loss": round(loss_mean, 4),
                "one_step_mse": round(from_noise, 4),
            }
            recent = []
            with (arguments.out / "log.jsonl").open("a") as log:
                log.write(json.dumps(row) + "\n")
            print(row, flush=True)
        if time.monotonic() - saved > 120:
            save(state_path, training_state(student, average, optimizer, spent, step))
            saved = time.monotonic()
    save(state_path, training_state(student, average, optimizer, spent, step))


if __name__ == "__main__":
    main()
