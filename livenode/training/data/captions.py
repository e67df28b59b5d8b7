"""Say in words what a stem is: parts of a description, and varied captions made of them."""

import random

from livenode.training.data.arrange import Part
from livenode.training.data.instruments import ROLES
from livenode.training.data.sounds import Sound

EXTRA_KEPT = 0.65
INSTRUMENT_DROPPED = 0.1

FEELS = {"sparse": ("sparse", "minimal"), "steady": ("steady",), "busy": ("busy", "dense")}
TEMPO_WORDS = (
    (75, ("slow", "unhurried")),
    (115, ("mid-tempo",)),
    (150, ("upbeat", "driving")),
    (999, ("fast",)),
)


def caption_parts(
    part: Part,
    sound: Sound,
    style: str,
    bpm: float,
    key: str,
    effects: tuple[str, ...],
    feel: tuple[tuple[str, ...], ...] = (),
) -> dict:
    """Return what can be said of a stem; key and register are empty for drums.

    `feel` holds the synonyms for each thing that can be said of its timing.
    """
    register = "low" if part.mean_pitch < 50 else "middle" if part.mean_pitch < 68 else "high"
    density = "sparse" if part.notes_per_bar < 4 else "busy" if part.notes_per_bar > 16 else "steady"
    return {
        "instrument": sound.names[0],
        "role": ROLES[part.role][1][0],
        "style": style,
        "bpm": round(bpm),
        "key": "" if part.is_drum else key,
        "register": "" if part.is_drum else register,
        "density": density,
        "effects": list(effects),
        "feel": [words[0] for words in feel],
    }


def draw_captions(
    rng: random.Random,
    part: Part,
    sound: Sound,
    parts: dict,
    feel: tuple[tuple[str, ...], ...] = (),
    count: int = 4,
) -> list[str]:
    """Draw captions: the first short ("warm pad chords"), the others with extras, each kept with p = 0.65."""
    long = [_long(rng, part, sound, parts, feel) for _ in range(count - 1)]
    return [_short(rng, part, sound, parts), *long]


def _names(rng: random.Random, part: Part, sound: Sound) -> tuple[str, str]:
    return rng.choice(sound.names), rng.choice(_role_words(part))


def _role_words(part: Part) -> tuple[str, ...]:
    words = ROLES[part.role][1]
    if part.role == "chord" and part.note_beats > 1.5:
        return (*words, "sustained chords", "long chords")
    if part.role == "chord" and part.note_beats < 0.5:
        return (*words, "short chords", "stabs")
    return words


def _join(instrument: str, role: str) -> str:
    """Join instrument and role: "slap bass" and "bass line" give "slap bass line"; "walking" goes first."""
    if role.startswith("walking"):
        return f"walking {instrument}" + role.removeprefix("walking bass")
    said = [word.rstrip("s") for word in instrument.split()]
    words = role.split()
    if words[0].rstrip("s") in said:
        words = words[1:]
    return " ".join([instrument, *words])


def _short(rng: random.Random, part: Part, sound: Sound, parts: dict) -> str:
    instrument, role = _names(rng, part, sound)
    templates = [instrument, _join(instrument, role), _join(f"{parts['style']} {instrument}", role)]
    templates.append(f"{parts['style']} {role}")
    return rng.choice(templates)


def _long(
    rng: random.Random, part: Part, sound: Sound, parts: dict, feel: tuple[tuple[str, ...], ...]
) -> str:
    instrument, role = _names(rng, part, sound)
    head = role if rng.random() < INSTRUMENT_DROPPED else _join(instrument, role)
    kept = {
        name: rng.random() < EXTRA_KEPT
        for name in ("style", "tempo", "key", "register", "density", "effects", "feel")
    }
    tempo = f"{parts['bpm']} bpm"
    if rng.random() < 0.4:
        tempo = rng.choice(next(words for limit, words in TEMPO_WORDS if parts["bpm"] < limit))
    density = rng.choice(FEELS[parts["density"]])
    register = f"{parts['register']} register" if parts["register"] else ""
    effects = ", ".join(parts["effects"])
    values = {"style": parts["style"], "tempo": tempo, "key": parts["key"], "register": register}
    values |= {"density": density, "effects": effects}
    values["feel"] = ", ".join(rng.choice(words) for words in feel)
    said = {name: values[name] if kept[name] else "" for name in values}
    return rng.choice((_as_list, _as_sentence, _as_tags))(rng, head, said)


def _as_list(rng: random.Random, head: str, said: dict[str, str]) -> str:
    style = f"{said['style']} style" if said["style"] else ""
    return ", ".join(filter(None, [head, style, *(said[name] for name in list(said)[1:])]))


def _as_sentence(rng: random.Random, head: str, said: dict[str, str]) -> str:
    front = " ".join(filter(None, [said["density"], said["style"], head]))
    back = "".join(
        f" {word} {said[name]}"
        for word, name in (
            ("in", "key"),
            ("in the", "register"),
            ("with" if said["effects"] != "dry" else "recorded", "effects"),
        )
        if said[name]
    )
    at = f" at {said['tempo']}" if "bpm" in said["tempo"] else f", {said['tempo']}" if said["tempo"] else ""
    return front + back + at + (f", {said['feel']}" if said["feel"] else "")


def _as_tags(rng: random.Random, head: str, said: dict[str, str]) -> str:
    tags = [value for value in said.values() if value]
    rng.shuffle(tags)
    return ", ".join([*tags[:1], head, *tags[1:]])
