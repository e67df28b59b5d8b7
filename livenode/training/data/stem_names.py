"""What a stem's file name says: its role and its instrument."""

import re
from dataclasses import dataclass

# words as they stand in names: (role, General MIDI program or kit near it, what captions call it); first wins
INSTRUMENTS = (
    (r"kick|bd|bass ?drum", "drum", 0, "kick drum"),
    (r"snare|snr|sd|rim(shot)?", "drum", 0, "snare drum"),
    (r"hats?|hh|hi ?hats?|cymbals?|overheads?|oh|ride|crash", "drum", 0, "cymbals"),
    (r"toms?", "drum", 0, "toms"),
    (r"perc(ussion)?|congas?|bongos?|shakers?|tamb(ourine)?|claps?|cajon", "drum", 0, "percussion"),
    (r"808|909|drum ?machine|beats?", "drum", 25, "drum machine"),
    (r"drums?|drum ?kit|kit|drum ?loop|dr", "drum", 0, "drums"),
    (r"(synth|syn) ?bass|sub( ?bass)?|moog", "bass", 38, "synth bass"),
    (r"(double|upright|acoustic) ?bass|contrabass|upright", "bass", 32, "upright bass"),
    (r"bass|bs|bassline", "bass", 33, "electric bass"),
    (r"rhodes|wurli(tzer)?|ep|e ?piano|electric ?piano", "chord", 4, "electric piano"),
    (r"pianos?|pno|grand", "chord", 0, "piano"),
    (r"organ|hammond", "chord", 16, "organ"),
    (r"clav(inet)?", "chord", 7, "clavinet"),
    (r"(acoustic|ac|nylon|steel) ?(guitars?|gtr|gt|git)|agtr|acgtr", "chord", 25, "acoustic guitar"),
    (r"(lead|solo) ?(guitars?|gtr|gt|git)", "melody", 29, "lead guitar"),
    (r"guitars?|gtrs?|gt|git|egtr|elgtr|riff", "chord", 27, "electric guitar"),
    (r"(backing|back|bg|bgv|bv) ?(vox|vocals?|voices?)?|bvs?|bgvs?|choir", "chord", 52, "backing vocals"),
    (r"vox|voc|vocals?|voices?|voice|sing(er|ing)?|rap", "melody", 53, "vocals"),
    (r"strings?|violins?|vln|violas?|celli|cellos?|vc", "chord", 48, "strings"),
    (r"brass|horns?|trumpets?|tpt|trombones?|tbn", "chord", 61, "brass section"),
    (r"sax(es|ophone)?|alto|tenor", "melody", 65, "saxophone"),
    (r"flutes?|clarinet|oboe|whistle|recorder", "melody", 73, "flute"),
    (r"harmonica|accordion|melodica", "melody", 22, "harmonica"),
    (r"pads?|atmos(phere)?|drone", "chord", 89, "synth pad"),
    (r"arps?|arpeggio|sequence|seq", "arpeggio", 80, "synth arpeggio"),
    (r"plucks?", "arpeggio", 80, "plucked synth"),
    (r"(synth|syn) ?lead|lead ?(synth|syn)?|melody|mel|solo", "melody", 81, "synth lead"),
    (r"keys?|keyboards?|kbd|chords?", "chord", 4, "keys"),
    (r"synths?|syn|poly", "chord", 90, "synth"),
    (r"fx|sfx|noise|riser|sweep|texture", "chord", 99, "sound effects"),
)  # fmt: skip
MIXES = re.compile(r"mix|mixdown|master|mastered|full ?mix|stereo ?mix|2mix|bounce", re.I)


@dataclass(frozen=True)
class StemName:
    """`words` is the file name in plain words; `is_known` tells whether it names an instrument."""

    role: str
    program: int
    instrument: str
    words: str
    is_known: bool


def read_stem_name(name: str) -> StemName:
    """Return what a file name without its suffix says; one that says nothing is taken as a melody."""
    words = plain_words(name)
    for pattern, role, program, instrument in INSTRUMENTS:
        if re.search(rf"\b({pattern})\b", words):
            return StemName(role, program, instrument, words, True)
    return StemName("melody", -1, words or "stem", words, False)


def is_mix(name: str) -> bool:
    """Tell whether a file name says that it is the mix of all."""
    return re.fullmatch(rf"(.* )?({MIXES.pattern})( .*)?", plain_words(name), re.I) is not None


def plain_words(name: str) -> str:
    """Return a name in small words: "01_LeadVox-120bpm" is "lead vox"; 808 and 909 stay."""
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    name = re.sub(r"\d+(\.\d+)?[ _-]?bpm|bpm[ _-]?\d+(\.\d+)?", " ", name, flags=re.I)
    words = re.split(r"[^A-Za-z0-9&+]+", name.lower())
    words = [word if word in ("808", "909", "2mix") else word.strip("0123456789") for word in words]
    return " ".join(word for word in words if word)
