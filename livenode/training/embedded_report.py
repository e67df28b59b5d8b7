"""The figures from embeddings as text, and the few of them that a bundle's manifest states."""

DISTANT = {
    "ours": "this engine, by text",
    "audio_prompt": "this engine, by audio",
    "recoded": "true stems, encoded and decoded",
    "train": "stems of training pieces (floor)",
    "noise": "noise with the stems' spectra",
}
ADHERENT = {"ours": "this engine", "truth": "true stem", "random": "another piece's stem"}
TOLD = {
    "ours": "this engine, by text",
    "audio_prompt": "this engine, by audio",
    "recoded": "true stem, encoded and decoded",
    "truth": "true stem",
}


def embedded_lines(found: dict) -> list[str]:
    """Return the lines of `embedded_figures`."""
    distances = found["distances"]
    lines = [
        f"distance to {distances['n_true']} patches of true stems (musicnn): kernel x 1000 (95 % interval); "
        f"Frechet, {distances['n_frechet']} patches each"
    ]
    for source, said in DISTANT.items():
        if source in distances:
            kernel = distances[source]["kernel"]
            cell = _cell({key: 1000 * kernel[key] for key in ("value", "low", "high")}, 1)
            lines.append(f"  {said:36}{cell:>26}{distances[source]['frechet']:>10.1f}  n {kernel['n']}")
    if "adherence" in found:
        figures = found["adherence"]
        lines.append(
            f"adherence of mixes, 0 to 1 (APA on musicnn; {figures['pairs']} patches of training pairs)"
        )
        lines += [f"  {said:36}{_cell(figures[source]):>26}" for source, said in ADHERENT.items()]
        lines.append(f"  {'share of the gap closed':36}{_cell(figures['gap_closed']):>26}")
    if "classes" in found:
        figures = found["classes"]
        whole = figures["heldout"]
        lines.append(
            f"instrument class heard as prompted, of {len(figures['names'])} "
            f"(the classifier on {whole['n']} true stems: {_cell(whole)})"
        )
        by_class = figures["heldout_by_class"]
        lines.append("  " + ", ".join(f"{name} {value:.2f}" for name, value in by_class.items()))
        if "ours" in figures:
            lines += [
                f"  {said:36}{_cell(figures[source]):>26}  n {figures[source]['n']}"
                for source, said in TOLD.items()
            ]
            lines.append(f"  {'by chance':36}{figures['chance']:>11.3f}")
    ranks = found["ranks"]
    lines.append(
        f"rank of the own caption among {ranks['captions']}, 0 first, chance 0.5 (the engine's own towers)"
    )
    lines += [f"  {said:36}{_cell(ranks[source]):>26}" for source, said in TOLD.items() if source in ranks]
    spread = found["diversity"]
    lines.append(
        f"mean distance of embeddings: seeds of a clip {spread['seeds']:.2f} ({spread['clips']} clips), "
        f"true stems of one class {spread['true_stems_of_one_class']:.2f}, of any {spread['true_stems']:.2f}"
    )
    return lines


def embedded_quality(found: dict) -> dict:
    """Return what the manifest states: kernel distance, adherence, class as prompted; value, low and high."""
    numbers = {"kernel_distance": _three(found["distances"]["ours"]["kernel"], 4)}
    if "adherence" in found:
        numbers["adherence"] = _three(found["adherence"]["ours"], 3)
    if "ours" in found.get("classes", {}):
        ours, truth = (found["classes"][source] for source in ("ours", "truth"))
        numbers["class_as_prompted"] = _three(ours, 3)
        numbers["class_beside_true_stems"] = [round(ours["value"] / max(truth["value"], 1e-9), 3)]
    return numbers


def _three(figure: dict[str, float], digits: int) -> list[float | None]:
    values = (figure[key] for key in ("value", "low", "high"))
    return [round(value, digits) if value == value else None for value in values]


def _cell(figure: dict[str, float], digits: int = 3) -> str:
    value, low, high = (f"{figure[key]:.{digits}f}" for key in ("value", "low", "high"))
    return f"{value} ({low} {high})"
