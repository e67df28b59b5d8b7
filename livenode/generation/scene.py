"""What a decision of the band depends on, and the settings a riff is made with."""

from dataclasses import dataclass, replace

from livenode.generation.riff import Settings
from livenode.inference.grid_inputs import ATTRIBUTES
from livenode.params import PARTS
from livenode.surface import Values
from livenode.transport.timeline import Timeline


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


def snapshot(values: Values, number: int) -> Settings:
    """Return the settings a part's riff is made with. Thread: any. Real-time safe: no."""
    value = values.number
    settings = Settings(
        mode=values.text("mode"),
        loop_bars=int(value("loop/bars")),
        prompt=values.text("part/<p>/prompt", number),
        guidance_context=value("part/<p>/guidance/context", number),
        guidance_prompt=value("part/<p>/guidance/prompt", number),
        attributes=tuple((name, value(f"part/<p>/{name}", number)) for name in ATTRIBUTES),
        steps=int(value("steps")),
        takes=int(value("takes")),
    )
    return replace(settings, seed=int(value("part/<p>/seed", number)) * len(PARTS) + number)
