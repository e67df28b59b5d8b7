"""An evaluation for the eye and for the bundle's manifest."""

from livenode.training.embedded_report import embedded_lines, embedded_quality

ROWS = (
    ("ours", "this engine"),
    ("wrong_context", "this engine, wrong context"),
    ("truth", "true stem"),
    ("repeat", "true stem, 4 bars ago"),
    ("random", "another piece's stem, on the bars"),
    ("unaligned", "another piece's stem, anywhere"),
)
DIFFERENCES = (
    ("gap_closed", "share of the gap closed"),
    ("repeat_gap_closed", "... by the true stem, 4 bars ago"),
    ("truth_minus_floor", "the gap (truth - floor)"),
    ("right_minus_wrong", "right - wrong context"),
)


def quality(found: dict) -> dict:
    """Return the few numbers that a bundle's manifest states; lists are value, low and high of 95 %."""
    numbers = {key: found[key] for key in ("split", "mode", "steps", "clips", "riffs", "seed")}
    for measure, figures in found["measures"].items():
        for name in ("gap_closed", "right_minus_wrong"):
            numbers[f"{measure}_{name}"] = [_rounded(figures[name][key]) for key in ("value", "low", "high")]
    if "embedded" in found:
        numbers |= embedded_quality(found["embedded"])
    whole = found["round_trip"][-1]
    numbers["round_trip_log_mel_db"] = _rounded(whole["decoded_log_mel_db"])
    numbers["round_trip_log_spectral_db"] = _rounded(whole["decoded_log_spectral_db"])
    numbers["faults"] = sum(
        found["faults"][name] for name in ("not_finite", "silent", "clipped", "dc", "clicks")
    )
    return numbers


def _rounded(value: float) -> float | None:
    return round(value, 3) if value == value else None


def table(found: dict) -> str:
    """Return an evaluation as text."""
    lines = [
        f"engine {found['engine']} ({found['grade']}), mode {found['mode']}, {found['steps']} steps: "
        f"{found['clips']} clips of {found['pieces']} {found['split']} pieces, {found['riffs']} riffs, "
        f"seed {found['seed']}",
        "agreement with what was played in the same bars (mean, 95 % interval)",
        _line("", found["measures"]),
    ]
    for key, name in (*ROWS, *DIFFERENCES):
        lines.append(_line(name, [_cell(figures[key]) for figures in found["measures"].values()]))
    lines.append(_line("floor of the gap", [figures["floor"] for figures in found["measures"].values()]))
    lines.append(_line("clips", [str(figures["n"]) for figures in found["measures"].values()]))
    lines += embedded_lines(found["embedded"]) if "embedded" in found else []
    lines.append("faults: " + ", ".join(f"{name} {count}" for name, count in found["faults"].items()))
    lines.append("encode and decode, dB (log-spectral distance / log-mel error)")
    lines.append(_line("  STFT frames a beat, hop, stems", ["decoded", "silence", "noise"]))
    for row in found["round_trip"]:
        name = (
            f"  {row['stft_frames_per_beat'] or 'all'}, {row['hop_min']:.0f}-{row['hop_max']:.0f}, {row['n']}"
        )
        cells = [
            f"{row[f'{each}_log_spectral_db']:.1f} / {row[f'{each}_log_mel_db']:.1f}"
            for each in ("decoded", "silence", "noise")
        ]
        lines.append(_line(name, cells))
    lines.append(
        "ms a riff: " + ", ".join(f"{name} {value:.0f}" for name, value in found["latency_ms"].items())
    )
    return "\n".join(lines) + "\n"


def _line(name: str, cells: object) -> str:
    return f"{name:34}" + "".join(f"{cell:>26}" for cell in cells).rstrip()


def _cell(figure: dict[str, float]) -> str:
    return f"{figure['value']:.3f} ({figure['low']:.3f} {figure['high']:.3f})"
