"""livenode in a Python program: play to a file, vary, inpaint, loop; the same as `livenode render`.

from livenode import Engine

engine = Engine()
riff = engine.play("guitar.wav", "warm electric bass", bpm=120)
riff.save("bass.wav")
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from livenode import presets, recipe
from livenode.audio.files import read_audio
from livenode.inference.threads import use_one_blas_thread
from livenode.node import load_engine
from livenode.params import PARAMS, PARTS, check
from livenode.recipe import Recipe, RecipeError
from livenode.rendering import Rendering, check_digests, estimated, render
from livenode.surface import Values

LONGEST_S = 20 * 60.0
PartAsked = str | Mapping[str, object]


class Engine:
    """An engine, loaded. Thread: any, one at a time. Real-time safe: no."""

    def __init__(self, name: str = "default", backend: str = "auto", clap: str = "") -> None:
        """Load an engine by name or folder (`fake`: no weights).

        clap: a file of `livenode train clap`, for prompts by CLAP. Raises BundleError, BackendError,
        PromptError.
        """
        use_one_blas_thread()
        self.name, self._clap = name, clap
        self._engine = load_engine(name, clap, backend=backend)

    def play(
        self,
        input: str | Path = "",
        parts: PartAsked | Sequence[PartAsked] = "",
        *,
        bpm: float | None = None,
        meter: tuple[int, int] = (4, 4),
        bar1_s: float | None = None,
        bars: int = 0,
        loop: bool = False,
        settings: Mapping[str, object] | None = None,
    ) -> Rendering:
        """Play to a file, or from nothing; each part hears the input and the parts before it.

        parts: for each part its prompt, or a table as a preset's [part.1], such as {"prompt": "bass",
        "width": 0.5}. bpm, and then bar1_s: estimated where no tempo is given. bars: how long (as the input).
        settings: as a preset's [node]. Raises RecipeError, PresetError, AudioFileError, TempoError.
        """
        asked = [parts] if isinstance(parts, str | Mapping) else list(parts)
        if not 1 <= len(asked) <= len(PARTS):
            raise RecipeError(f"{len(asked)} parts: a band has 1 to {len(PARTS)}")
        if not input and not bars:
            raise RecipeError("without an input say how many bars")
        tables = [{"prompt": part} if isinstance(part, str) else {"prompt": "", **part} for part in asked]
        rows = {
            "node": {"meter": list(meter), **({} if bpm is None else {"tempo": bpm}), **(settings or {})},
            "part": {str(number): {"auto": 1, **table} for number, table in enumerate(tables, 1)},
        }
        values = Values().with_values(presets.from_tables("parts", rows).values.items())
        wanted = Recipe(values, input=str(input), bar1_s=bar1_s or 0.0, bars=bars, loop=loop)
        if input and bpm is None and "tempo" not in (settings or {}):
            wanted = estimated(wanted, read_audio(input, longest_s=LONGEST_S).audio, bar1_s)
        return self.render(wanted)

    def vary(self, made: Rendering, amount: float = 0.4, seed: int | None = None) -> Rendering:
        """Play what was made otherwise: 0 = the same, 1 = something else. seed: another variation.

        Raises RecipeError, Refused (a ValueError).
        """
        return self.render(_of(made, amount=float(amount), seed=seed), made)

    def inpaint(self, made: Rendering, first_bar: int, bars: int, seed: int | None = None) -> Rendering:
        """Make only these bars anew, counted from 1; the others stay as they are."""
        return self.render(_of(made, inpaint=(first_bar, bars), seed=seed), made)

    def again(self, path: str | Path) -> Rendering:
        """Render a recipe that lies beside what was saved: the same samples. Raises RecipeError."""
        found = recipe.load(path)
        check_digests(found)
        if found.engine != self.name:
            raise RecipeError(f"{path}: was rendered by engine {found.engine}: open that with Engine(...)")
        return self.render(found)

    def render(self, wanted: Recipe, before: Rendering | None = None) -> Rendering:
        """Make what a recipe says, with this engine. before: what its `of` gave, if that is at hand."""
        file = read_audio(wanted.input, longest_s=LONGEST_S) if wanted.input else None
        return render(self._engine, replace(wanted, engine=self.name, clap=self._clap), file, before)


def _of(
    made: Rendering, amount: float = 0.0, inpaint: tuple[int, int] | None = None, seed: int | None = None
) -> Recipe:
    old = made.recipe
    values = old.values
    if seed is not None:
        args = check(PARAMS["part/<p>/seed"], (seed,))
        values = values.with_values((("part/<p>/seed", part), args) for part in old.parts)
    return replace(old, of=old, amount=amount, inpaint=inpaint, values=values)
