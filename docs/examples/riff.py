"""A bass beside a guitar: five lines."""

from livenode import Engine

engine = Engine()
riff = engine.play("guitar.wav", "warm electric bass", bpm=120)
riff.save("bass.wav")
