"""A loop of four bars that is between a marimba and the sound of a file, and closes without a seam."""

from livenode import Engine

sounds = {"prompt": "marimba", "audio": "guitar.wav", "audio/mix": 0.5}
Engine().play("guitar.wav", sounds, bpm=120, bars=4, loop=True).save("loop.wav")
