"""Distil a guided teacher into a student that makes a riff in one, two or four calls.

    python -m livenode.training.distill --data runs/data/main --latents runs/latents --towers runs/towers \
        --teacher runs/denoiser --out runs/student --minutes 30

The teacher samples whole trajectories under guidance strengths drawn from 0 to 4 squared; from any point of
a trajectory, strengths given, the student learns where it ends. That is consistency distillation (Song et al.
2023) with the end of the trajectory itself as target (Luhman & Luhman 2021), not a guess of the student's.
After a stop the pool of trajectories is made anew.
"""

from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from livenode.generation.asking import emphasis
from livenode.inference.grid_inputs import CONTEXT_END, GUIDANCE_MAX
from livenode.inference.sampler import noise_levels
from livenode.models.denoiser import Denoiser, load_denoiser
from livenode.training.arguments import add_latents, parse, source, trainer_parser
from livenode.training.schedule import Run
from livenode.training.train_denoiser import Batches, Prompts
from livenode.training.trajectories import trajectories
from livenode.training.weights import load_weights
from livenode.training.windows import load_pieces

TEACHER_STEPS = 12
LEVELS = noise_levels(TEACHER_STEPS, 80.0)
POOL_BATCHES = 40  # trajectories of so many batches are kept; the oldest give way
FRESH_EVERY = 16  # student steps for each new batch of trajectories
USUAL = np.asarray([2.5, 2.0])  # guidance strengths that are played most, context and prompt
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
        sigma = torch.from_numpy(LEVELS).float()[level].to(x.device)
        return x, sigma, states[-1].float(), inputs, weight


def draw_guidance(rng: np.random.Generator, count: int) -> Tensor:
    """Draw (count, 2) strengths; half of them lie near those that are played most."""
    wide = rng.uniform(0, GUIDANCE_MAX, (count, 2))
    near = np.clip(USUAL + 0.5 * rng.standard_normal((count, 2)), 0, GUIDANCE_MAX)
    return torch.from_numpy(np.where(rng.random((count, 1)) < 0.5, wide, near).astype(np.float32))


def student_of(teacher: Denoiser) -> Denoiser:
    """Return a guided network that starts as its teacher, deaf to the strengths."""
    student, weights = Denoiser(guided=True), teacher.state_dict()
    columns = student.globals.weight.shape[1] - weights["globals.weight"].shape[1]
    weights["globals.weight"] = torch.nn.functional.pad(weights["globals.weight"], (0, columns))
    student.load_state_dict(weights)
    return student


def student_inputs(
    condition: Tensor, prompt: Tensor, globals_: Tensor, strengths: Tensor
) -> tuple[Tensor, Tensor, Tensor]:
    """Return condition, prompt and globals as a guided network is shown them when it plays."""
    factors = torch.tensor([[emphasis(each) for each in pair] for pair in strengths.tolist()])
    context, words = factors.to(condition).T
    heard = condition.clone()
    heard[..., :CONTEXT_END] *= context[:, None, None]
    told = torch.cat([globals_, strengths / (GUIDANCE_MAX / 2) - 1], 1)
    return heard.half(), prompt * words[:, None], told


def distance(made: Tensor, end: Tensor, weight: Tensor) -> Tensor:
    """Return the pseudo-Huber distance per latent frame, averaged over what was to be made."""
    size = made.shape[-1] ** 0.5 * HUBER
    error = torch.sqrt((made - end).square().sum(-1) + size**2) - size
    return (error * weight).sum() / weight.sum().clamp(min=1)


def main(argv: list[str] | None = None) -> None:
    parser = trainer_parser(__doc__, minutes=40, batch=16, rate=3e-4)
    add_latents(parser)
    parser.add_argument("--teacher", type=Path, required=True, help="the denoiser's run")
    parser.add_argument("--compile", action="store_true", help="minutes to start, then faster")
    arguments = parse(parser, argv)
    prompts = Prompts(arguments.towers)
    pieces = load_pieces(arguments.data, arguments.latents, "train")
    teacher = load_denoiser(load_weights(arguments.teacher, "denoiser")).requires_grad_(False)
    teacher = teacher.to(arguments.device)
    first = load_denoiser(load_weights(arguments.resume or arguments.teacher, "denoiser"))
    student = (first if first.guided else student_of(first)).to(arguments.device)
    optimizer = torch.optim.AdamW(
        student.parameters(), lr=arguments.rate, betas=(0.9, 0.98), weight_decay=0.0
    )
    run = Run(arguments.out, student, optimizer, minutes=arguments.minutes)
    print(f"{len(pieces)} pieces, step {run.step}", flush=True)
    ask, tell = (torch.compile(net) if arguments.compile else net for net in (teacher, student))
    rng = np.random.default_rng([arguments.seed, run.step])
    torch.manual_seed(arguments.seed + run.step)
    batches = Batches(pieces, prompts, arguments.seed + 1, run.step, arguments.batch)
    drawn, pool = source(batches, arguments), Pool(rng)
    for step in run:
        if step % FRESH_EVERY == 0 or not pool.batches:
            _, condition, prompt, globals_, weight = next(drawn)
            strengths = draw_guidance(rng, len(condition)).to(arguments.device)
            with torch.no_grad(), torch.autocast(arguments.device, torch.bfloat16):
                states = trajectories(ask, condition, prompt, globals_, strengths, LEVELS)
            pool.add(states, student_inputs(condition, prompt, globals_, strengths), weight)
        x, sigma, end, inputs, weight = pool.draw()
        with torch.autocast(arguments.device, torch.bfloat16):
            made = tell(x, sigma, inputs[0].float(), *inputs[1:]).float()
        loss = distance(made, end, weight)
        run.learn(loss)
        from_noise = (made.detach() - end)[sigma == LEVELS[0]]
        run.note(loss=loss.detach(), one_step_mse=from_noise.square().mean())


if __name__ == "__main__":
    main()
