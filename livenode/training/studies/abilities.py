"""Does each ability do what its fader says? Prompts mixed and morphed, variations, inpainting, loops, width.

    livenode evaluate --abilities --data FOLDER

On held-out clips. The prompts are a clip's caption, and a stem of another piece as a sound and by its
caption. Where between the two a riff lies is its place along the line from one prompt to the other, in the
engine's own prompt space (its audio tower on the riff's latents) and, along the line between the riffs at
both ends, in Musicnn's, which knows nothing of the engine. A bar line is an onset in most music: the flux at
a loop's seam is also measured against that at the same line when the part plays on instead.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from livenode.generation.offline import Room, SettingsAt, inpainted, looped, track
from livenode.generation.prompting import prompt_input
from livenode.generation.riff import PRE_FRAMES, Prompt, Riff, Settings, Sound
from livenode.generation.width import stereo
from livenode.inference.engine import Engine
from livenode.training.clips import MEASURED_BARS, RIFF_BARS, ROLLOUT_BARS, Clip, draw_clips, load_pieces
from livenode.training.intervals import mean_interval
from livenode.training.measures import onset_envelope
from livenode.training.musicnn import Musicnn
from livenode.training.rollout import joined, play
from livenode.training.stems_embedded import embed_sounding
from livenode.training.studies.wanted import Wanted, cell, line, progress, title

PLACES = (0.0, 0.25, 0.5, 0.75, 1.0)
PIECE_BARS = ROLLOUT_BARS[-1] + RIFF_BARS
INPAINTED = (4, 2)  # bars 5 and 6
LOOP_BARS = 4
LEAST_FLUX = 0.1  # dB a band
SEAM_FRAMES = 512  # around the seam, in which its flux is looked for


def abilities(engine: Engine, network: Musicnn, wanted: Wanted) -> dict:
    """Return the figures. Raises FileNotFoundError where there are no pieces."""
    clips = draw_clips(load_pieces(wanted.data, wanted.split, MEASURED_BARS), wanted.clips, wanted.seed)
    rows: list[dict[str, object]] = []
    for number, clip in enumerate(clips, 1):
        settings = wanted.settings(clip)
        rows.append(_prompts(engine, network, clip, settings) | _tracks(engine, network, clip, settings))
        progress("played clip", number, len(clips))
    groups = np.asarray([clip.piece.folder.name for clip in clips])
    return wanted.head("abilities", engine, clips) | {
        "places": list(PLACES),
        **{
            name: _by_place(rows, name, groups, wanted.seed)
            for name in ("mix", "morph", "mix_heard", "morph_heard", "vary", "vary_heard")
        },
        "vary_0_same_bytes": _share(rows, "vary_same"),
        "inpaint_kept_same": _share(rows, "inpaint_kept"),
        "inpaint_new_differs": _share(rows, "inpaint_new"),
        "loop_seam_within_p95": _share(rows, "seam_within"),
        "loop_bar_lines_within_p95": float(_column(rows, "lines_within").mean()),
        "loop_seam_of_going_on": mean_interval(_column(rows, "seam_of_going_on"), groups, wanted.seed),
        "width_0_same": _share(rows, "width_0_same"),
        "width_1_correlation": mean_interval(_column(rows, "correlation"), groups, wanted.seed),
        "width_1_correlation_most": float(_column(rows, "correlation").max()),
        "width_1_mono_db": mean_interval(_column(rows, "mono_db"), groups, wanted.seed),
    }


def _prompts(engine: Engine, network: Musicnn, clip: Clip, settings: Settings) -> dict[str, object]:
    """Return where riffs lie between two prompts, by mix and by morph."""
    timeline, stems = clip.piece.timeline, clip.piece.stems()
    context = stems.sum(0) - stems[clip.stem]
    bars = [bar for bar in ROLLOUT_BARS if bar <= clip.piece.measured_bars[-1]]
    other = clip.other.stems()[clip.other_stem]
    first = clip.other.timeline.bar_frame(ROLLOUT_BARS[0])
    sound = Sound("other", np.ascontiguousarray(other[first:]))
    caption = str(clip.other.meta["stems"][clip.other_stem]["captions"][0])
    text = Prompt(clip.prompt)
    found: dict[str, object] = {}
    for name, end in (("mix", Prompt(sound=sound)), ("morph", Prompt(caption))):
        begin, goal = (prompt_input(engine, one)[:-1] for one in (text, end))
        made = []
        for place in PLACES:
            if name == "mix":
                prompt = replace(text, sound=sound, mix=place)
            else:
                prompt = replace(text, text2=caption, morph=place)
            made.append(list(play(engine, context, timeline, bars, replace(settings, prompt=prompt))))
        towers = [engine.embed_audio(np.concatenate([riff.latents for riff in riffs])) for riffs in made]
        found[name] = [_along(each, begin, goal) for each in towers]
        heard = [_heard(network, np.nan_to_num(joined(riffs, timeline))) for riffs in made]
        found[f"{name}_heard"] = [_along(each, heard[0], heard[-1]) for each in heard]
    return found


def _along(place: np.ndarray, begin: np.ndarray, goal: np.ndarray) -> float:
    """Return how far from `begin` (0) to `goal` (1) a place projects; NaN where they are the same."""
    line = goal - begin
    length = float(line @ line)
    return float((place - begin) @ line / length) if length > 1e-9 else float("nan")


def _heard(network: Musicnn, audio: np.ndarray) -> np.ndarray:
    rows = embed_sounding(network, audio)
    return rows.mean(0) if len(rows) else np.zeros(200)


def _tracks(engine: Engine, network: Musicnn, clip: Clip, settings: Settings) -> dict[str, object]:
    """Return what became of a clip's track: varied, inpainted, closed to a loop, in stereo."""
    timeline, stems = clip.piece.timeline, clip.piece.stems()
    bars = min(PIECE_BARS, clip.piece.meta["bars"])
    room = Room(stems.sum(0) - stems[clip.stem], timeline, bars)

    def settings_at(bar: int) -> Settings:
        return replace(settings, mode="offline")

    made = track(engine, room, settings_at)
    varied = [track(engine, room, settings_at, made, amount) for amount in PLACES]
    heard = [_heard(network, each.audio) for each in (made, *varied)]
    first, count = INPAINTED
    anew = inpainted(engine, room, settings_at, made, first, count)
    begin, end = (timeline.bar_frame(bar) + PRE_FRAMES for bar in (first, first + count))
    kept = np.concatenate(
        [
            made.audio[: begin - PRE_FRAMES] == anew.audio[: begin - PRE_FRAMES],
            made.audio[end:] == anew.audio[end:],
        ]
    )
    wide = track(engine, room, lambda bar: replace(settings, mode="offline", wide=True))
    return {
        "vary": [_distance(made.latents, each.latents) for each in varied],
        "vary_heard": [float(np.linalg.norm(each - heard[0])) for each in heard[1:]],
        "vary_same": made.audio.tobytes() == varied[0].audio.tobytes(),
        "inpaint_kept": bool(kept.all()),
        "inpaint_new": not np.array_equal(made.audio[begin:end], anew.audio[begin:end]),
        **_seam(engine, replace(room, bars=LOOP_BARS), settings_at),
        **_width(wide),
    }


def _distance(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.sqrt(np.square(one - other).mean()))


def _seam(engine: Engine, room: Room, settings_at: SettingsAt) -> dict[str, object]:
    """Return whether the flux where a loop closes is usual in it, and its share of that where it plays on."""
    loop = looped(engine, room, settings_at).audio[PRE_FRAMES:]
    thrice = np.tile(loop, 3)
    on = track(engine, room.twice(), lambda bar: settings_at(bar % room.bars)).audio[PRE_FRAMES:]
    length = len(loop)
    flux, _ = onset_envelope(thrice, length, length)
    most = np.percentile(flux, 95)
    lines = [length + room.timeline.bar_frame(bar) for bar in range(1, room.bars)]
    return {
        "seam_within": _flux_at(thrice, 2 * length) <= most,
        "lines_within": float(np.mean([_flux_at(thrice, frame) <= most for frame in lines])),
        "seam_of_going_on": _flux_at(thrice, 2 * length) / max(_flux_at(on, length), LEAST_FLUX),
    }


def _flux_at(audio: np.ndarray, frame: int) -> float:
    """Return the most flux around a frame."""
    flux, places = onset_envelope(audio, frame - 4 * SEAM_FRAMES, 8 * SEAM_FRAMES)
    return float(flux[np.abs(places - frame) <= SEAM_FRAMES].max())


def _width(wide: Riff) -> dict[str, object]:
    narrow, full = (stereo(wide.audio, wide.side, width) for width in (0.0, 1.0))
    alone, mono = (np.square(each.mean(1), dtype=np.float64).mean() for each in (narrow, full))
    sounds = np.abs(full).max() > 1e-4
    correlation = float(np.corrcoef(full.T)[0, 1]) if sounds else float("nan")
    return {
        "width_0_same": bool((narrow[:, 0] == narrow[:, 1]).all()),
        "correlation": correlation,
        "mono_db": float(10 * np.log10(mono / alone)) if sounds else float("nan"),
    }


def _column(rows: Sequence[dict[str, object]], name: str) -> np.ndarray:
    return np.asarray([row[name] for row in rows], float)


def _share(rows: Sequence[dict[str, object]], name: str) -> dict[str, int]:
    return {"yes": sum(bool(row[name]) for row in rows), "of": len(rows)}


def _by_place(rows: Sequence[dict[str, object]], name: str, groups: np.ndarray, seed: int) -> dict:
    """Return the mean at each place and its interval, and how many steps from place to place go up."""
    values = _column(rows, name)
    known = np.isfinite(values).all(1)
    if not known.any():  # nothing moved at all
        return {"at": [], "steps_up": 0.0, "monotone": False, "clips": 0}
    steps = np.diff(values[known], axis=1)
    return {
        "at": [mean_interval(values[known, index], groups[known], seed) for index in range(len(PLACES))],
        "steps_up": float((steps > 0).mean()),
        "monotone": bool((np.diff(values[known].mean(0)) > 0).all()),
        "clips": int(known.sum()),
    }


def table(found: dict) -> str:
    """Return the figures as text."""
    lines = [title(found), line("", [f"{place:g}" for place in found["places"]])]
    for name in ("mix", "mix_heard", "morph", "morph_heard", "vary", "vary_heard"):
        row = found[name]
        lines.append(line(name, [cell(each) for each in row["at"]]))
        lines.append(f"  monotone: {row['monotone']}, steps up: {row['steps_up']:.2f}, clips: {row['clips']}")
    for name in (
        "vary_0_same_bytes",
        "inpaint_kept_same",
        "inpaint_new_differs",
        "loop_seam_within_p95",
        "width_0_same",
    ):
        lines.append(f"{name:36}{found[name]['yes']} of {found[name]['of']}")
    for name in ("loop_seam_of_going_on", "width_1_correlation", "width_1_mono_db"):
        lines.append(line(name, [cell(found[name])]))
    plain = ("loop_bar_lines_within_p95", "width_1_correlation_most")
    return "\n".join([*lines, *(f"{name:36}{found[name]:.3f}" for name in plain)])
