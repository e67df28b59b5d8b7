"""Coarse classes of instruments, and a linear classifier that tells them by an embedding. Pure functions."""

import re
from dataclasses import dataclass

import numpy as np
import scipy.optimize
import scipy.special

# class: the General MIDI programs (from 0) it holds, and the words by which a caption names it
CLASSES: dict[str, tuple[tuple[int, ...], str]] = {
    "drums": ((), r"drums?|drum kit|kit|brush(es|ed)?|808|percussion|congas?|bongos?|shaker|tambourine"),
    "bass": (tuple(range(32, 40)), r"(\w+ )?bass|low end"),
    "piano": (
        tuple(range(8)),
        r"piano|rhodes|wurlitzer|tines?|clav(inet)?|harpsichord|keys",
    ),
    "mallets": (
        (*range(8, 16), 98, 108),
        r"celesta|glockenspiel|music box|vib(e|raphone)s?|marimba|xylophone|bells?|dulcimer|kalimba|crystal",
    ),
    "organ": (tuple(range(16, 24)), r"organ|accordion|bandoneon|harmonica|harmonium"),
    "plucked": (
        (*range(24, 32), 45, 46, *range(104, 108)),
        r"guitar|banjo|sitar|koto|harp|shamisen|pizzicato",
    ),
    "sustained": (
        (*range(40, 45), *range(48, 55), *range(88, 96), 99, 110),
        r"strings?|string machine|violin|viola|cello|fiddle|choir|voices?|pad|polysynth|atmosphere",
    ),
    "winds": (
        tuple(range(56, 80)),
        r"brass|horns?|trumpet|trombone|tuba|sax(ophone)?|oboe|clarinet|bassoon|flute|recorder|whistle|ocarina",
    ),
    "lead": (tuple(range(80, 88)), r"lead|saw( wave)?|square( wave)?|synth"),
}
NAMES = tuple(CLASSES)
FOLDS = 5
STRENGTHS = (0.0005, 0.002, 0.008)  # of the decay of weights; the best on held-back pieces is taken
_NOT_BASS = re.compile(r"\bbass drum\b")


def class_of(stem: dict) -> int | None:
    """Return the class (index into NAMES) of a stem as its description tells; None where none holds it."""
    if stem["drum"]:
        return NAMES.index("drums")
    programs = [held for held, _ in CLASSES.values()]
    found = [number for number, held in enumerate(programs) if stem.get("program") in held]
    return found[0] if found else None


def named_class(caption: str) -> int | None:
    """Return the only class whose words are in a caption; None where it names none or more than one."""
    text = _NOT_BASS.sub("drum", caption.lower())
    text = re.sub(r"\bdrum machine\b", "drum", text)
    found = [
        number for number, (_, words) in enumerate(CLASSES.values()) if re.search(rf"\b({words})\b", text)
    ]
    bass = NAMES.index("bass")
    if bass in found and len(found) == 2:  # "synth bass", "string bass": a bass
        return bass if re.search(r"\b(synth\w*|string|808) bass\b|\bbass synth", text) else None
    return found[0] if len(found) == 1 else None


@dataclass(frozen=True)
class Classifier:
    """Multinomial logistic regression on standardised embeddings: weights (d + 1, classes)."""

    mean: np.ndarray
    scale: np.ndarray
    weights: np.ndarray

    def scores(self, rows: np.ndarray) -> np.ndarray:
        """Return log-probabilities (n, classes) of embeddings (n, d)."""
        raw = _with_one((rows - self.mean) / self.scale) @ self.weights
        return raw - scipy.special.logsumexp(raw, 1, keepdims=True)

    def classes(self, rows: np.ndarray) -> np.ndarray:
        """Return the likeliest class of each embedding, (n,)."""
        return self.scores(rows).argmax(1)


def fit(rows: np.ndarray, labels: np.ndarray, groups: np.ndarray) -> Classifier:
    """Return the classifier of embeddings (n, d) with labels (n,), the decay chosen over held-back groups."""
    _, fold = np.unique(groups, return_inverse=True)
    fold = fold % FOLDS

    def held_back(strength: float) -> float:
        right = 0
        for number in range(FOLDS):
            back = fold == number
            if back.any() and not back.all():
                fitted = _fit(rows[~back], labels[~back], strength)
                right += int((fitted.classes(rows[back]) == labels[back]).sum())
        return right / len(rows)

    return _fit(rows, labels, max(STRENGTHS, key=held_back))


def _fit(rows: np.ndarray, labels: np.ndarray, strength: float) -> Classifier:
    """Minimise cross-entropy plus half the `strength` of the squared weights; classes count alike."""
    mean, scale = rows.mean(0), rows.std(0) + 1e-3
    x = _with_one((rows - mean) / scale)
    count = len(NAMES)
    wanted = np.eye(count)[labels]
    sizes = np.maximum(wanted.sum(0), 1)
    weight = (wanted / np.sqrt(sizes)).sum(1)  # between every stem alike and every class alike
    weight = (weight / weight.sum())[:, None]

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights = flat.reshape(-1, count)
        raw = x @ weights
        log = raw - scipy.special.logsumexp(raw, 1, keepdims=True)
        decayed = np.vstack([weights[:-1], np.zeros(count)])
        value = -(weight * wanted * log).sum() + 0.5 * strength * np.square(decayed).sum()
        return value, (x.T @ (weight * (np.exp(log) - wanted)) + strength * decayed).ravel()

    found = scipy.optimize.minimize(
        loss, np.zeros(x.shape[1] * count), jac=True, method="L-BFGS-B", options={"maxiter": 200}
    )
    return Classifier(mean, scale, found.x.reshape(-1, count))


def _with_one(rows: np.ndarray) -> np.ndarray:
    return np.concatenate([rows, np.ones((len(rows), 1))], 1)
