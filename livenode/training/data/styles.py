"""Name the style of a groove in words, from its library file's name: "casio/slowrock" is "slow rock"."""

import re

# How file names are cut into words; the longest match wins.
WORDS = (
    "16beat 2beat 50s 60s 80s 8beat afro ambient arpeggio ballad band basic basie bebop beguine bigband "
    "blue bluegrass blues boggie bolero boogie bossa bossanova bouncy broadway bubble calypso charleston "
    "combo country cuban dance desert digital disco dixie easy electric fast folk folky fox foxtrot "
    "french funk fusion german guitar gypsy happy heavy highfive hill house hymn jazz jive latin light "
    "lullaby mambo march mellow merengue metal middle modern motown nite oldie piano polka pop punk "
    "quickstep ragtime rave reggae rhumba rock salsa samba serenade shoe show shuffle ska slow soft son "
    "soul spiritual string strut swing tango team techno trance trio trip tune twist vienese waltz "
    "western woggie world zydeco"
).split()
# Words and whole names that need another name. Grooves of one music get one name: the split goes by it.
NAMES = {
    "16beat": "16-beat",
    "2beatp": "two-beat",
    "8beat": "8-beat",
    "bigband": "big band",
    "boggie": "boogie",
    "boneym": "disco",
    "bossa": "bossa nova",
    "bossanova": "bossa nova",
    "bvfunk": "funk",
    "bwmarch": "march",
    "chacha": "cha cha",
    "dsoul": "soul",
    "evansish": "modern jazz",
    "fastjazzwaltz": "jazz waltz",
    "fastwaltz": "waltz",
    "hip-hop": "hip hop",
    "hiphop": "hip hop",
    "jazzgrtrio": "jazz guitar trio",
    "k50s_rock": "50s rock",
    "kbossa": "bossa nova",
    "kfunk": "funk",
    "kwestballad": "western ballad",
    "lfusion": "latin fusion",
    "mellowrb": "mellow r&b",
    "mide": "middle eastern",
    "modernjazzwaltz": "jazz waltz",
    "modernrb": "modern r&b",
    "nite": "late-night",
    "oldie": "oldies",
    "popwaltz": "waltz",
    "quando-g.s280": "bossa nova",
    "r+b": "r&b",
    "rb": "r&b",
    "rb-ballad": "r&b ballad",
    "teamtechno": "techno",
    "triphop": "trip hop",
    "twi": "twist",
    "vienese": "viennese",
    "w-rock": "rock",
    "woggie": "woogie",
}
METER_DIGITS = re.compile(r"(34|44|54|68|128)$|^68|\d$")


def style_of(file: str) -> str:
    """Return the style of an MMA library file such as "casio/rock1", here "rock"."""
    name = file.split("/")[-1].lower()
    for known in (name, METER_DIGITS.sub("", name).strip("-")):
        if known in NAMES:
            return NAMES[known]
    pattern = "|".join(re.escape(word) for word in sorted(WORDS, key=len, reverse=True))
    return " ".join(NAMES.get(word, word) for word in re.findall(pattern, known)) or known
