"""A song from nothing: four parts, one after the other, each hearing those before it."""

from livenode import Engine

band = [
    "drum kit, funk groove",
    "electric bass, funk",
    "clavinet riff, funk",
    {"prompt": "brass section", "pan": 0.4},
]
song = Engine().play(parts=band, bpm=104, bars=16)
song.save("song.wav", stems="stems")
