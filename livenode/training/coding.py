"""What coding costs: held-out stems and mixes through the autoencoder, beside Opus. `evaluate --autoencoder`.

The anchors are kept in a folder, as they do not depend on the engine.
"""

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np

from livenode.inference.engine import Engine
from livenode.inference.features import SAMPLERATE
from livenode.training.autoencoder import DISTANCES, Codec, codecs, tempo_change_clicks
from livenode.training.clips import Piece, load_pieces
from livenode.training.embedding import frechet_distance, kernel_distance
from livenode.training.faults import SILENT_DBFS, clicks, rms_dbfs
from livenode.training.intervals import mean_interval
from livenode.training.keep import Arrays, kept
from livenode.training.musicnn import PATCH_FRAMES, Musicnn, embed
from livenode.training.opus import BITRATES_KBPS

HEARD_FRAMES = 20 * SAMPLERATE  # of each piece for the distances; embeddings are of all
LOUDEST = 0.98  # a mix over it is turned down: what is coded must not clip
ROWS = ("ours", *(f"opus_{kbps}" for kbps in BITRATES_KBPS), "noise")
GROUPS = {
    "stems": None,
    "drums": ("drum",),
    "basses": ("bass", "walk"),
    "chords": ("chord", "arpeggio", "plectrum"),
    "melodies": ("scale",),
    "mixes": ("mix",),
}


def signals(piece: Piece) -> list[np.ndarray]:
    """Return every stem of a piece, then the mix, each (frames,) float32."""
    stems = piece.stems()
    mix = stems.sum(0)
    return [*stems, mix * np.float32(min(1.0, LOUDEST / max(float(np.abs(mix).max()), 1e-9)))]


def sounding(audio: np.ndarray) -> np.ndarray:
    """Return which 3 s patches of audio (frames,) are not silent, (n,) bool."""
    count = len(audio) // PATCH_FRAMES
    levels = [rms_dbfs(part) for part in audio[: count * PATCH_FRAMES].reshape(count, PATCH_FRAMES)]
    return np.asarray(levels, np.float64) > SILENT_DBFS


def examine(network: Musicnn, piece: Piece, through: dict[str, Codec], with_truth: bool) -> Arrays:
    """Put every signal of a piece through codecs.

    Returns arrays by name: `<codec>/distances` (signals, DISTANCES), `<codec>/kbps` (signals,), and
    `<codec>/<signal>` embeddings of the patches that sound in the original; codec "truth" is the original.
    """
    heard = signals(piece)
    live = [sounding(audio) for audio in heard]
    found: Arrays = {}
    if with_truth:
        found |= {f"truth/{i}": embed(network, audio)[live[i]] for i, audio in enumerate(heard)}
    for name, codec in through.items():
        distances, rates = [], []
        for index, audio in enumerate(heard):
            made, kbps = codec(audio)
            found[f"{name}/{index}"] = embed(network, made)[live[index]]
            pair = made[:HEARD_FRAMES], audio[:HEARD_FRAMES]
            distances.append([distance(*pair) for distance in DISTANCES.values()])
            rates.append(kbps)
        found |= {f"{name}/distances": np.asarray(distances), f"{name}/kbps": np.asarray(rates)}
    return found


def examine_autoencoder(
    engine: Engine, network: Musicnn, data: Path, *, split: str, pieces: int, keep: Path | None, seed: int
) -> dict:
    """Return the figures of the autoencoder and its anchors. pieces: at most so many, 0 = all."""
    chosen = load_pieces(data, split)[: pieces or None]
    found: list[Arrays] = []
    change = {"lines": 0, "at_line": 0, "in_all": 0}
    true_clicks = 0
    for number, piece in enumerate(chosen, 1):
        anchors = kept(
            keep,
            piece,
            "coding-1",
            partial(examine, network, piece, codecs(None, piece, seed), with_truth=True),
        )
        found.append(anchors | examine(network, piece, codecs(engine, piece, seed), with_truth=False))
        for stem in piece.stems():
            for name, count in tempo_change_clicks(engine, stem, piece).items():
                change[name] += count
            true_clicks += len(clicks(stem[: 4 * piece.timeline.bar_frame(1)]))
        print(f"coded piece {number}/{len(chosen)}", file=sys.stderr, flush=True)
    return {
        "engine": engine.info.name,
        "split": split,
        "pieces": len(chosen),
        "tempo_change_clicks": change | {"in_true_stems": true_clicks},
        "groups": {name: _figures(roles, chosen, found, seed) for name, roles in GROUPS.items()},
    }


def _figures(roles: Sequence[str] | None, pieces: Sequence[Piece], found: list[Arrays], seed: int) -> dict:
    """Return n and the figures by codec of signals of some roles (None: all stems)."""
    chosen = [
        (number, index)
        for number, piece in enumerate(pieces)
        for index, role in enumerate([*(stem["role"] for stem in piece.meta["stems"]), "mix"])
        if (role != "mix" if roles is None else role in roles)
    ]
    codings = [name for name in ROWS if chosen and all(f"{name}/kbps" in arrays for arrays in found)]
    groups = np.asarray([number for number, _ in chosen])
    truth = _embeddings("truth", chosen, found)
    figures: dict = {"n": len(chosen), "patches": len(truth), "codings": {}}
    for name in codings:
        distances = np.asarray([found[number][f"{name}/distances"][index] for number, index in chosen])
        made = _embeddings(name, chosen, found)
        piece_of = np.concatenate([np.full(len(found[n][f"truth/{i}"]), n) for n, i in chosen])
        figures["codings"][name] = {
            "kbps": float(np.mean([found[number][f"{name}/kbps"][index] for number, index in chosen])),
            **{
                key: mean_interval(column[~np.isnan(column)], groups[~np.isnan(column)], seed)
                for key, column in zip(DISTANCES, distances.T, strict=True)
            },
            "frechet": frechet_distance(made, truth),
            "kernel": kernel_distance(made, truth, piece_of, piece_of),
        }
    return figures


def _embeddings(name: str, chosen: Sequence[tuple[int, int]], found: list[Arrays]) -> np.ndarray:
    rows = [found[number][f"{name}/{index}"] for number, index in chosen]
    return np.concatenate(rows) if rows else np.zeros((0, 1), np.float32)


COLUMNS = {
    "ours": "this engine",
    **{f"opus_{kbps}": f"Opus {kbps} kbit/s" for kbps in BITRATES_KBPS},
    "noise": "noise",
}
LINES = {
    "log_spectral_db": "log-spectral distance, dB",
    "log_mel_db": "log-mel error, dB",
    "log_mel_high_db": "log-mel error 8-20 kHz, dB",
    "si_sdr_db": "SI-SDR, dB (higher is better)",
    "frechet": "Frechet distance, musicnn",
    "kernel": "kernel distance x 1000, musicnn",
    "kbps": "kbit/s as coded",
}


def table(found: dict) -> str:
    """Return the figures as text, groups of signals one after the other."""
    lines = [f"encode and decode: engine {found['engine']}, {found['pieces']} {found['split']} pieces"]
    for group, figures in found["groups"].items():
        if not figures["codings"]:
            continue
        lines.append(f"{group}: {figures['n']}, {figures['patches']} patches of 3 s")
        lines.append(_line("", [COLUMNS[name] for name in figures["codings"]]))
        for key, said in LINES.items():
            lines.append(_line(f"  {said}", [_cell(key, row[key]) for row in figures["codings"].values()]))
    change = found["tempo_change_clicks"]
    lines.append(
        f"clicks where the tempo changes: {change['at_line']} at {change['lines']} bar lines, "
        f"{change['in_all']} in all those bars; {change['in_true_stems']} in the true stems"
    )
    return "\n".join(lines) + "\n"


def _cell(key: str, value: float | dict[str, float]) -> str:
    if isinstance(value, dict):
        return f"{value['value']:.2f} ({value['low']:.2f} {value['high']:.2f})"
    if value != value:
        return "-"
    return f"{1000 * value if key == 'kernel' else value:.1f}"


def _line(name: str, cells: Sequence[str]) -> str:
    return f"{name:34}" + "".join(f"{cell:>24}" for cell in cells)
