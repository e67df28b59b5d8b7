"""Tables of General MIDI sounds: names, synonyms for captions, and which sound fits which role."""

PROGRAM_NAMES = (
    "acoustic grand piano,bright acoustic piano,electric grand piano,honky-tonk piano,electric piano 1,"
    "electric piano 2,harpsichord,clavinet,celesta,glockenspiel,music box,vibraphone,marimba,xylophone,"
    "tubular bells,dulcimer,drawbar organ,percussive organ,rock organ,church organ,reed organ,accordion,"
    "harmonica,tango accordion,nylon guitar,steel guitar,jazz guitar,clean electric guitar,"
    "muted electric guitar,overdriven guitar,distortion guitar,guitar harmonics,acoustic bass,"
    "fingered bass,picked bass,fretless bass,slap bass 1,slap bass 2,synth bass 1,synth bass 2,violin,"
    "viola,cello,contrabass,tremolo strings,pizzicato strings,harp,timpani,string ensemble,slow strings,"
    "synth strings 1,synth strings 2,choir aahs,voice oohs,synth voice,orchestra hit,trumpet,trombone,"
    "tuba,muted trumpet,french horn,brass section,synth brass 1,synth brass 2,soprano sax,alto sax,"
    "tenor sax,baritone sax,oboe,english horn,bassoon,clarinet,piccolo,flute,recorder,pan flute,bottle,"
    "shakuhachi,whistle,ocarina,square lead,saw lead,calliope lead,chiff lead,charang lead,voice lead,"
    "fifths lead,bass and lead,new age pad,warm pad,polysynth pad,choir pad,bowed pad,metallic pad,"
    "halo pad,sweep pad,rain,soundtrack,crystal,atmosphere,brightness,goblins,echoes,sci-fi,sitar,banjo,"
    "shamisen,koto,kalimba,bagpipe,fiddle,shanai,tinkle bell,agogo,steel drums,woodblock,taiko,"
    "melodic tom,synth drum,reverse cymbal,fret noise,breath,seashore,bird,telephone,helicopter,applause,"
    "gunshot"
).split(",")

SYNONYMS = {
    0: ("piano", "grand piano", "acoustic piano"),
    1: ("bright piano", "piano"),
    2: ("electric grand piano", "stage piano"),
    3: ("honky-tonk piano", "saloon piano"),
    4: ("electric piano", "Rhodes", "tine electric piano"),
    5: ("electric piano", "FM electric piano", "DX piano"),
    7: ("clavinet", "clav", "funky clavinet"),
    11: ("vibraphone", "vibes"),
    16: ("drawbar organ", "organ", "Hammond organ"),
    17: ("percussive organ", "jazz organ", "organ"),
    18: ("rock organ", "organ", "distorted organ"),
    24: ("nylon guitar", "classical guitar", "acoustic guitar"),
    25: ("steel-string guitar", "acoustic guitar", "folk guitar"),
    26: ("jazz guitar", "hollow-body guitar", "electric guitar"),
    27: ("clean electric guitar", "electric guitar", "clean guitar"),
    28: ("palm-muted guitar", "muted electric guitar"),
    29: ("overdriven guitar", "crunchy electric guitar", "electric guitar"),
    30: ("distortion guitar", "heavy guitar", "distorted electric guitar"),
    32: ("upright bass", "double bass", "acoustic bass"),
    33: ("finger bass", "electric bass", "bass guitar"),
    34: ("picked bass", "electric bass", "bass guitar"),
    35: ("fretless bass", "electric bass"),
    36: ("slap bass", "funky slap bass", "electric bass"),
    37: ("slap bass", "popping bass", "electric bass"),
    38: ("synth bass", "analog synth bass", "synthesizer bass"),
    39: ("synth bass", "electronic bass", "rubbery synth bass"),
    44: ("tremolo strings", "strings"),
    45: ("pizzicato strings", "plucked strings"),
    48: ("string ensemble", "strings", "orchestral strings"),
    49: ("slow strings", "lush strings", "strings"),
    50: ("synth strings", "string machine"),
    51: ("synth strings", "string machine"),
    52: ("choir", "choir aahs"),
    53: ("voices", "voice oohs"),
    54: ("synth voice", "synth choir"),
    61: ("brass section", "horns", "horn section"),
    62: ("synth brass", "analog brass"),
    63: ("synth brass", "soft synth brass"),
    80: ("square lead", "square-wave synth", "chiptune lead"),
    81: ("saw lead", "sawtooth synth", "synth lead"),
    88: ("new age pad", "pad", "glassy pad"),
    89: ("warm pad", "pad", "analog pad"),
    90: ("polysynth", "polysynth pad", "synth"),
    91: ("choir pad", "pad", "vocal pad"),
    94: ("halo pad", "pad", "airy pad"),
    95: ("sweep pad", "pad", "evolving pad"),
    98: ("crystal synth", "bell synth"),
    99: ("atmosphere synth", "atmospheric pluck"),
    108: ("kalimba", "thumb piano"),
}

# role: (programs that fit, the words for the role)
ROLES = {
    "drum": ((), ("groove", "beat", "drum pattern", "drums")),
    "bass": ((32, 33, 33, 34, 35, 36, 37, 38, 39), ("bass line", "bass", "bass part", "low end")),
    "walk": ((32, 32, 33, 35), ("walking bass", "walking bass line")),
    "chord": (
        (0, 0, 1, 2, 3, 4, 4, 5, 5, 6, 7, 11, 16, 16, 17, 18, 19, 20, 21, 23, 24, 25, 26, 27, 28, 29)
        + (48, 49, 50, 51, 52, 53, 54, 61, 62, 63, 81, 88, 89, 89, 90, 91, 94, 95),
        ("chords", "comping", "harmony", "chord part"),
    ),
    "arpeggio": (
        (
            0,
            4,
            5,
            6,
            8,
            9,
            10,
            11,
            12,
            13,
            15,
            24,
            25,
            26,
            27,
            28,
            45,
            46,
            80,
            81,
            84,
            90,
            98,
            99,
            104,
            107,
            108,
        ),
        ("arpeggio", "arpeggios", "broken chords", "arpeggiated part"),
    ),
    "plectrum": (
        (24, 25, 25, 26, 27, 28, 105),
        ("strumming", "strummed chords", "rhythm part", "picking"),
    ),
    "scale": (
        (
            0,
            4,
            11,
            12,
            22,
            26,
            40,
            41,
            42,
            56,
            57,
            59,
            60,
            64,
            65,
            66,
            68,
            71,
            73,
            74,
            75,
            79,
            80,
            81,
            82,
            85,
            110,
        ),
        ("scale runs", "runs", "melodic line", "scalar line"),
    ),
    "melody": ((0, 11, 22, 26, 40, 56, 64, 65, 66, 68, 71, 73, 75, 80, 81), ("melody", "lead line", "tune")),
}

# Sounds that need time to speak: only for tracks whose notes last.
SLOW_PROGRAMS = {19, 48, 49, 50, 51, 52, 53, 54, 88, 89, 91, 94, 95}
# Sounds that make no sense on long held chords.
SHORT_PROGRAMS = {6, 7, 28, 45}
GUITARS = range(24, 31)
DRIVEN_GUITARS = range(26, 31)

KIT_NAMES = {
    0: ("standard drum kit", "acoustic drum kit", "drum kit"),
    8: ("room drum kit", "roomy drum kit", "drum kit"),
    16: ("power drum kit", "rock drum kit", "big drum kit"),
    24: ("electronic drum kit", "drum machine", "electronic drums"),
    25: ("TR-808 drum kit", "808 drums", "drum machine"),
    32: ("jazz drum kit", "jazz drums"),
    40: ("brush drum kit", "brushes", "brushed drums"),
}
KIT_WEIGHTS = {0: 3, 8: 2, 16: 2, 24: 1.5, 25: 1.5, 32: 1.5, 40: 1}


def sound_names(is_drum: bool, program: int) -> tuple[str, ...]:
    """Return the names of a sound, the plain one first; `program` is the kit number where `is_drum`."""
    if is_drum:
        return KIT_NAMES[program]
    return SYNONYMS.get(program, (PROGRAM_NAMES[program],))
