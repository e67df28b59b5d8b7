"""The General MIDI drum map as kinds of drum, so that a small kit can play every note of it."""

# kind: (General MIDI notes, kinds that stand in for it in this order)
KINDS = {
    "kick": ((35, 36), ()),
    "stick": ((31, 33, 37), ("wood", "snare")),
    "snare": ((38, 40), ()),
    "clap": ((39,), ("snare",)),
    "closed hat": ((42,), ()),
    "pedal hat": ((44,), ("closed hat",)),
    "open hat": ((46,), ("closed hat",)),
    "low tom": ((41, 43), ("middle tom", "kick")),
    "middle tom": ((45, 47), ("low tom", "kick")),
    "high tom": ((48, 50), ("middle tom", "snare")),
    "crash": ((49, 52, 55, 57), ("open hat",)),
    "ride": ((51, 53, 59), ("closed hat",)),
    "cowbell": ((56, 67, 68), ("wood", "stick")),
    "shaker": ((54, 58, 69, 70, 73, 74, 82), ("pedal hat", "closed hat")),
    "conga": ((60, 61, 62, 63, 64, 65, 66, 78, 79), ("high tom",)),
    "wood": ((75, 76, 77), ("stick",)),
    "triangle": ((80, 81, 83, 84), ("ride", "closed hat")),
}
KIND_OF_NOTE = {note: kind for kind, (notes, _) in KINDS.items() for note in notes}
CHOKED, CHOKING = "open hat", {"closed hat", "pedal hat", "open hat"}
# How far notes of one kind lie apart in pitch: a conga at 62 is higher than one at 64.
HIGHER_SEMITONES = {41: -2, 43: 0, 45: 0, 47: 2, 48: 0, 50: 2, 60: 4, 61: 1, 62: 2, 63: 2, 64: -2, 65: 5,
                    66: 2, 67: 5, 68: 2, 76: 3, 77: 0, 35: -2, 40: 1, 78: 1, 79: 0}  # fmt: skip


def kind_for(note: int, kinds: set[str]) -> str | None:
    """Return which of a kit's kinds plays a General MIDI note; None where nothing can stand in."""
    kind = KIND_OF_NOTE.get(note, "stick")
    if kind in kinds:
        return kind
    return next((other for other in KINDS[kind][1] if other in kinds), None)
