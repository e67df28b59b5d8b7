"""Write a page on which a person hears an engine beside the truth, and rates them unseen.

    livenode evaluate --data runs/data/main --page FOLDER      then open FOLDER/index.html

A clip is eight bars: two of the input alone, then six with the true part, the engine's, or a random one from
another piece. All is static: no server, no network; ratings stay in the browser until they are downloaded.
"""

import hashlib
import json
import os
from importlib import resources
from pathlib import Path

import numpy as np
import soundfile

from livenode.inference.engine import Engine
from livenode.inference.features import SAMPLERATE
from livenode.training.clips import RIFF_BARS, Clip, Piece, draw_clips, load_pieces
from livenode.training.faults import SILENT_DBFS, rms_dbfs
from livenode.training.measures import excerpt
from livenode.training.rollout import joined, play
from livenode.training.studies.onbars import random_stem
from livenode.training.studies.wanted import Wanted, progress, title

FIRST_BAR, PART_BAR, END_BAR = 2, 4, 10  # the input comes in, the part comes in, the end
NAMES = {"truth": "really played", "ours": "the engine", "random": "from another piece"}
QUESTIONS = {"fits": "fits what is played", "sounds": "sounds good"}
MOST_GAIN_DB = 12.0
PEAK = 0.9
FADE_FRAMES = 960  # 20 ms at the end
BLOCK_FRAMES = SAMPLERATE  # libsndfile's Vorbis encoder fails on very long blocks
Sounds = dict[str, np.ndarray]


def make(engine: Engine, wanted: Wanted, folder: Path) -> dict:
    """Write the page, its audio beside it, and return what it holds.

    Clips in which the input or the true part is silent are passed over. Raises FileNotFoundError where the
    data holds no pieces.
    """
    pieces = load_pieces(wanted.data, wanted.split, (END_BAR - RIFF_BARS,))
    (folder / "audio").mkdir(parents=True, exist_ok=True)
    used: list[Clip] = []
    rows: list[dict] = []
    for clip in draw_clips(pieces, 3 * wanted.clips, wanted.seed):
        sounds = clip_sounds(engine, clip, pieces, wanted) if len(used) < wanted.clips else None
        if sounds is not None:
            used.append(clip)
            rows.append(_write_clip(folder, len(used), clip, sounds, wanted.seed))
            progress("made clip", len(used), wanted.clips)
    found = wanted.head("page", engine, used)
    data = {"about": title(found), "seed": wanted.seed, "names": NAMES, "questions": QUESTIONS, "clips": rows}
    data["id"] = hashlib.sha256(json.dumps(data).encode()).hexdigest()[:12]
    here = resources.files("livenode.training.studies.page")
    for name in ("page.js", "page.css"):
        _write(folder / name, (here / name).read_text("utf-8"))
    said = json.dumps(data, indent=1).replace("<", "\\u003c")
    _write(folder / "index.html", (here / "index.html").read_text("utf-8").replace("{{data}}", said))
    return found | {"page": str(folder / "index.html")}


def clip_sounds(engine: Engine, clip: Clip, pieces: list[Piece], wanted: Wanted) -> Sounds | None:
    """Return "input", from FIRST_BAR on, and the parts of NAMES, from PART_BAR on, to END_BAR.

    All of them (frames,) float32 at levels that can be mixed: the parts are as loud as the true one (RMS, by
    12 dB at the most), nothing is over PEAK. None where a true sound is silent or no random one is there.
    """
    stems, timeline = clip.piece.stems(), clip.piece.timeline
    stem, played = stems[clip.stem], stems.sum(0) - stems[clip.stem]
    start, begin, end = (timeline.bar_frame(bar) for bar in (FIRST_BAR, PART_BAR, END_BAR))
    theirs = random_stem(clip, pieces, PART_BAR, END_BAR - PART_BAR, np.random.default_rng(clip.seed))
    if theirs is None or min(rms_dbfs(each[begin:end]) for each in (stem, played)) < SILENT_DBFS:
        return None
    riffs = play(engine, played, timeline, range(PART_BAR, END_BAR, RIFF_BARS), wanted.settings(clip))
    made = np.nan_to_num(joined(list(riffs), timeline))
    sounds = {"input": _faded(excerpt(played, start, end - start))}
    loud_db = rms_dbfs(stem[begin:end])
    for name, audio in {"truth": stem, "ours": made, "random": theirs}.items():
        part = _faded(excerpt(audio, begin, end - begin))
        gain_db = np.clip(loud_db - rms_dbfs(part), -MOST_GAIN_DB, MOST_GAIN_DB)
        sounds[name] = part * np.float32(10 ** (gain_db / 20))
    mixes = [_together(sounds["input"], sounds[name]) for name in NAMES]
    highest = max(float(np.abs(each).max()) for each in (*sounds.values(), *mixes))
    return {name: audio * np.float32(PEAK / max(highest, 1e-9)) for name, audio in sounds.items()}


def _together(played: np.ndarray, part: np.ndarray) -> np.ndarray:
    return played + np.pad(part, (len(played) - len(part), 0))


def _faded(audio: np.ndarray) -> np.ndarray:
    audio = audio.copy()
    audio[-FADE_FRAMES:] *= np.linspace(1, 0, FADE_FRAMES, dtype=np.float32)
    return audio


def _write_clip(folder: Path, number: int, clip: Clip, sounds: Sounds, seed: int) -> dict:
    """Write the audio of a clip, under names that do not tell, and return what the page says of it."""
    meta = clip.piece.meta
    row: dict = {
        "said": f"{clip.prompt} ({meta['bpm']:g} bpm, {meta['meter'][0]}/{meta['meter'][1]})",
        "piece": clip.piece.folder.name,
        "stem": clip.stem,
        "input": f"audio/{number:02}-input.ogg",
        "parts": {},
    }
    write_ogg(folder / row["input"], sounds["input"])
    for name in NAMES:
        token = hashlib.sha256(f"{seed} {number} {name}".encode()).hexdigest()[:6]
        files = {"mix": f"audio/{number:02}-{token}-mix.ogg", "alone": f"audio/{number:02}-{token}.ogg"}
        write_ogg(folder / files["mix"], _together(sounds["input"], sounds[name]))
        write_ogg(folder / files["alone"], sounds[name])
        row["parts"][name] = files
    return row


def write_ogg(path: Path, audio: np.ndarray) -> None:
    """Write audio (frames,) at 48 kHz as Ogg Vorbis."""
    with soundfile.SoundFile(path, "w", SAMPLERATE, 1, format="OGG", subtype="VORBIS") as file:
        for first in range(0, len(audio), BLOCK_FRAMES):
            file.write(audio[first : first + BLOCK_FRAMES])


def _write(path: Path, text: str) -> None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    temporary.write_text(text, encoding="utf-8")
    os.replace(temporary, path)


def table(found: dict) -> str:
    """Return what was made as text."""
    return f"{title(found)}\nopen {found['page']}\n"
