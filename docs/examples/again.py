"""The same samples again, from the recipe that lies beside what was saved."""

import numpy as np

from livenode import Engine

engine = Engine()
engine.play("guitar.wav", "soft strings", bpm=120).save("strings.wav")
again = engine.again("strings.json")
print("the same:", np.array_equal(again.audio, engine.again("strings.json").audio))
