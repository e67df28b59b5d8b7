"""Make a folder of training pieces: `python -m livenode.training.data.make --pieces 400 --out runs/data`.

Each piece is a folder `00012/` with `stems.npy`, int16 (stems, frames), mono, 48 kHz, frame 0 the start of a
bar, and `meta.json`. Piece i depends only on the seed, on `bars` and on i. A finished piece is skipped, so a
stopped run goes on.
"""

import argparse
import json
import multiprocessing
import random
import shutil
import time
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

from livenode.training.data.arrange import Part, arrange
from livenode.training.data.captions import caption_parts, draw_captions
from livenode.training.data.effects import draw_effects
from livenode.training.data.grooves import Groove, load_catalogue, split_of
from livenode.training.data.instruments import PROGRAM_NAMES, sound_names
from livenode.training.data.levels import activity, draw_levels, rms_db, turn_down
from livenode.training.data.piece import LEAD_IN_BARS, Piece, PieceError, compose
from livenode.training.data.render import FONTS, SAMPLERATE, FontPlayer

METER_SHARES = {(4, 4): 0.9, (3, 4): 0.06, (6, 8): 0.04}
MIN_ACTIVITY = 0.4
MIN_STEMS = 3
MAX_ATTEMPTS = 30


def make(out_dir: Path, pieces: int, jobs: int = 1, seed: int = 0, bars: int = 16) -> None:
    """Make pieces 0 to `pieces - 1` under `out_dir` with `jobs` processes; skip those that are there.

    `bars` is cut down (to 8 at least) where a piece would last longer than 48 s.

    Raises:
        FileNotFoundError: mma, its grooves or a soundfont are not installed.
    """
    out_dir.mkdir(parents=True, exist_ok=True)
    load_catalogue(out_dir / "grooves.json", jobs=jobs)
    todo = [i for i in range(pieces) if not (_folder(out_dir, i) / "meta.json").exists()]
    print(f"{pieces - len(todo)} of {pieces} pieces are there, making {len(todo)}", flush=True)
    tasks = [(out_dir, seed, i, bars) for i in todo]
    started = time.monotonic()
    if jobs == 1:
        for done, task in enumerate(tasks, 1):
            _make_task(task)
            _report(done, len(todo), started)
        return
    with multiprocessing.get_context("spawn").Pool(jobs) as pool:
        for done, _ in enumerate(pool.imap_unordered(_make_task, tasks), 1):
            _report(done, len(todo), started)


def make_piece(out_dir: Path, seed: int, index: int, bars: int, grooves: Sequence[Groove]) -> dict:
    """Make one piece and return its metadata; draws again (30 times at most) where a draw is rejected."""
    for attempt in range(MAX_ATTEMPTS):
        rng = random.Random(f"{seed}:{index}:{attempt}")
        try:
            piece = compose(rng, _draw_groove(rng, grooves), _key_semitone(seed, index), bars)
        except PieceError:
            continue
        result = _render(rng, piece)
        if result is not None:
            stems, meta = result
            meta = {"seed": seed, "index": index, **meta}
            _save(_folder(out_dir, index), stems, meta)
            return meta
    raise RuntimeError(f"piece {index} of seed {seed}: {MAX_ATTEMPTS} draws were rejected")


def _draw_groove(rng: random.Random, grooves: Sequence[Groove]) -> Groove:
    """Draw a meter, then a family, then a groove: a family is not heard more for having more grooves."""
    meter = rng.choices(list(METER_SHARES), list(METER_SHARES.values()))[0]
    fitting = [groove for groove in grooves if groove.meter == meter] or list(grooves)
    family = rng.choice(sorted({groove.family for groove in fitting}))
    return rng.choice([groove for groove in fitting if groove.family == family])


def _key_semitone(seed: int, index: int) -> int:
    """Return the key note of a piece; any twelve pieces from a multiple of twelve on have all twelve."""
    order = list(range(12))
    random.Random(f"keys:{seed}:{index // 12}").shuffle(order)
    return order[index % 12]


def _render(rng: random.Random, piece: Piece) -> tuple[np.ndarray, dict] | None:
    """Return int16 stems (stems, frames) and metadata, or None where too little of the piece is playing."""
    font = rng.choice(list(FONTS))
    frames_per_beat = SAMPLERATE * 60 / piece.bpm
    start = round(LEAD_IN_BARS * piece.beats_per_bar * frames_per_beat)
    frames = round(piece.bars * piece.beats_per_bar * frames_per_beat)
    parts, audio, words = [], [], []
    for part in arrange(rng, piece):
        effects = draw_effects(rng, part.role, part.program, 60 / piece.bpm)
        lead_in_beat = -start / frames_per_beat
        dry = _player(font).render(
            part.events, part.program, part.is_drum, frames_per_beat, lead_in_beat, start + frames
        )
        parts.append(part)
        audio.append(effects.apply(dry, SAMPLERATE)[start:])
        words.append(effects.words)
    kept, levelled = _keep_active(draw_levels(rng, audio))
    roles = {parts[i].role for i in kept}
    if len(kept) < MIN_STEMS or not roles & {"drum", "bass", "walk"}:
        return None
    stems = np.stack([np.round(stem * 32767).astype(np.int16) for stem in levelled])
    described = [
        _describe(rng, parts[i], piece, words[i], stem) for i, stem in zip(kept, levelled, strict=True)
    ]
    return stems, {**_piece_meta(piece, font, frames), "stems": described}


def _keep_active(levelled: list[np.ndarray]) -> tuple[list[int], list[np.ndarray]]:
    """Return the indices of the stems that play enough, and those stems at levels whose sum does not clip."""
    kept = list(range(len(levelled)))
    while kept:
        stems = turn_down([levelled[i] for i in kept])
        active = [
            i for i, stem in zip(kept, stems, strict=True) if activity(stem, SAMPLERATE) >= MIN_ACTIVITY
        ]
        if active == kept:
            return kept, stems
        kept = active  # without the others the sum peaks elsewhere
    return [], []


def _piece_meta(piece: Piece, font: str, frames: int) -> dict:
    return {
        "split": split_of(piece.groove.family),
        "family": piece.groove.family,
        "groove": piece.groove.name,
        "style": piece.groove.family,
        "description": piece.groove.description,
        "bpm": piece.bpm,
        "meter": list(piece.groove.meter),
        "beats_per_bar": piece.beats_per_bar,
        "bars": piece.bars,
        "frames": frames,
        "samplerate": SAMPLERATE,
        "frames_per_bar": piece.beats_per_bar * SAMPLERATE * 60 / piece.bpm,
        "key": piece.progression.key,
        "chords": [list(piece.progression.chords(bar)) for bar in range(piece.bars)],
        "font": font,
    }


def _describe(
    rng: random.Random, part: Part, piece: Piece, effects: tuple[str, ...], stem: np.ndarray
) -> dict:
    said = caption_parts(part, piece.groove, piece.bpm, piece.progression.key, effects)
    return {
        "role": part.role,
        "program": part.program,
        "program_name": sound_names(True, part.program)[0] if part.is_drum else PROGRAM_NAMES[part.program],
        "drum": part.is_drum,
        "caption_parts": said,
        "captions": draw_captions(rng, part, said),
        "activity": round(activity(stem, SAMPLERATE), 3),
        "notes_per_bar": round(part.notes_per_bar, 2),
        "mean_pitch": round(part.mean_pitch, 1),
        "rms_db": round(rms_db(stem), 2),
    }


def _save(folder: Path, stems: np.ndarray, meta: dict) -> None:
    """Write the piece beside its place, then rename: a folder is either whole or not there."""
    part = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    np.save(part / "stems.npy", stems)
    (part / "meta.json").write_text(json.dumps(meta, indent=1))
    shutil.rmtree(folder, ignore_errors=True)
    part.rename(folder)


def _folder(out_dir: Path, index: int) -> Path:
    return out_dir / f"{index:05d}"


@cache
def _player(font: str) -> FontPlayer:
    return FontPlayer(font)


@cache
def _catalogue(path: Path) -> list[Groove]:
    return load_catalogue(path)


def _make_task(task: tuple[Path, int, int, int]) -> None:
    out_dir, seed, index, bars = task
    make_piece(out_dir, seed, index, bars, _catalogue(out_dir / "grooves.json"))


def _report(done: int, total: int, started: float) -> None:
    elapsed_s = time.monotonic() - started
    left_s = elapsed_s / done * (total - done)
    end = "\n" if done == total else "\r"
    print(
        f"piece {done}/{total}, {elapsed_s / done:.2f} s a piece, {left_s:.0f} s left   ", end=end, flush=True
    )


def main(argv: list[str] | None = None) -> None:
    """Read the command line and make the pieces."""
    parser = argparse.ArgumentParser(description="Make training pieces with MMA, fluidsynth and pedalboard.")
    parser.add_argument("--pieces", type=int, default=400)
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    parser.add_argument("--out", type=Path, required=True, help="folder for the pieces")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--bars", type=int, default=16, help="bars a piece (fewer, at least 8, where that is over 48 s)"
    )
    arguments = parser.parse_args(argv)
    make(arguments.out, arguments.pieces, arguments.jobs, arguments.seed, arguments.bars)


if __name__ == "__main__":
    main()
