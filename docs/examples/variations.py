"""A riff, three variations of it, and the same riff with its third bar played otherwise."""

from livenode import Engine

engine = Engine()
riff = engine.play("guitar.wav", {"prompt": "electric piano, sparse", "width": 0.6}, bpm=120)
riff.save("piano.wav")
for number in range(3):
    engine.vary(riff, 0.3, seed=number).save(f"piano-{number}.wav")
engine.inpaint(riff, 3, 1).save("piano-third-bar.wav")
