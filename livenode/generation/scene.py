"""What a decision of the band depends on, and the settings a riff is made with."""

from dataclasses import dataclass

from livenode.generation.moment import Moment, followed
from livenode.generation.riff import Prompt, Settings
from livenode.inference.grid_inputs import ATTRIBUTES
from livenode.params import PARTS
from livenode.surface import Values
from livenode.transport.timeline import Timeline

FOLLOWING = ("density", "energy")  # the attributes that the player's loudness drives


@dataclass(frozen=True)
class Scene:
    """What a decision depends on: the frame of the step, the timeline and the values."""

    frame: int
    timeline: Timeline
    values: Values

    @property
    def is_free(self) -> bool:
        """Whether nobody is to hear a grid."""
        return self.values.text("time") == "free"

    def on(self, path: str, part: int) -> bool:
        """Return whether a switch of a part is on."""
        return bool(self.values.number(path, part))

    def goes_on(self, part: int) -> bool:
        """Return whether a part's riff sounds again and again until another comes."""
        repeats = self.values.text("fallback") == "repeat" or self.on("part/<p>/hold", part)
        return repeats or not self.on("part/<p>/auto", part)


def snapshot(values: Values, number: int, moment: Moment) -> Settings:
    """Return the settings a part's riff is made with. Thread: any. Real-time safe: no."""

    def value(name: str) -> float:
        return values.number(f"part/<p>/{name}", number)

    def attribute(name: str) -> float:
        follow = values.number("follow") if name in FOLLOWING else 0.0
        return followed(value(name), follow, moment.loudness)

    prompt = Prompt(
        values.text("part/<p>/prompt", number),
        values.text("part/<p>/prompt/2", number),
        moment.morph,
        moment.sound,
        value("audio/mix"),
    )
    return Settings(
        mode=values.text("mode"),
        loop_bars=int(values.number("loop/bars")),
        prompt=prompt,
        guidance_context=value("guidance/context"),
        guidance_prompt=value("guidance/prompt"),
        attributes=tuple((name, attribute(name)) for name in ATTRIBUTES),
        steps=int(values.number("steps")),
        seed=int(value("seed")) * len(PARTS) + number,
        takes=int(values.number("takes")),
        wide=value("width") > 0,
    )
