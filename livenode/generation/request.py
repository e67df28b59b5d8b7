"""From a part's plan to the request that the worker is sent: what it hears, goes on from, varies or keeps."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from livenode.generation.hearing import Hearing
from livenode.generation.looper import Looper
from livenode.generation.others import first_needed_frame
from livenode.generation.part import Part, Pass, Plan, mixed
from livenode.generation.places import latent_of_bar, same_until
from livenode.generation.riff import PRE_FRAMES, Kept, OtherAudio, Past, Riff, RiffRequest, Settings, summed
from livenode.generation.scene import Scene
from livenode.transport.timeline import Timeline


def heard_beside(part: Part, plan: Plan, scene: Scene, parts: Iterable[Part], looper: Looper) -> OtherAudio:
    """Return what a part hears beside the input: the other parts, and the loop, whose future is known.

    Thread: control. Real-time safe: no.
    """
    heard = [one for one in parts if one is not part and not scene.on("part/<p>/mute", one.number)]
    first = first_needed_frame(scene.timeline, plan.start_bar)
    others = mixed(heard, first)
    if not scene.values.number("loop/level"):
        return others
    riff_end = scene.timeline.bar_frame(plan.start_bar + plan.bars)
    return summed(others, looper.sounds(first, max(riff_end, others.first_frame + len(others.audio))))


def request_for(
    part: Part,
    plan: Plan,
    timeline: Timeline,
    settings: Settings,
    hearing: Hearing,
    others: OtherAudio,
    space: str,
) -> RiffRequest:
    """Return the request of a planned riff. space: of the engine's latents; a riff of another is not gone on
    from. Thread: control. Real-time safe: no.
    """
    sounding = part.sounding(timeline.bar_frame(plan.start_bar) - 1)
    request = RiffRequest(
        part=part.number,
        number=plan.number,
        timeline=timeline,
        start_bar=plan.start_bar,
        bars=plan.bars,
        heard_frame=hearing.heard_frame(plan.heard_frame),
        hearing=hearing,
        settings=settings,
        past=part.past(timeline, plan.start_bar, space) if part.passes else Past(),
        others=others,
    )
    if sounding is None or sounding.riff.space != space:
        return request
    if plan.inpaint:
        return _inpainting(request, part, sounding, plan.inpaint[1])
    if plan.vary is not None:
        takes, _ = sounding.riff.from_bar(plan.start_bar - sounding.first_bar)
        return replace(request, vary=plan.vary, vary_from=takes[sounding.riff.take])
    return request


def _inpainting(request: RiffRequest, part: Part, sounding: Pass, bars: int) -> RiffRequest:
    """Return a request for the riff as it sounds around its start bar, with so many bars from there on anew.

    It may be another, or be cut shorter, than when this was planned.
    """
    timeline, riff = request.timeline, sounding.riff
    first = (request.start_bar - sounding.first_bar) % riff.bars
    start_bar = request.start_bar - first
    behind = start_bar + riff.bars
    if same_until(timeline, start_bar, behind) != behind:  # it is decoded anew for another tempo
        return request
    laid = _laid(riff, timeline, start_bar)
    return replace(
        request,
        start_bar=start_bar,
        bars=riff.bars,
        past=part.past(timeline, start_bar, riff.space),
        after=Past(latent_of_bar(timeline, behind), laid.latents),
        kept=Kept(laid, first, min(bars, riff.bars - first)),
    )


def _laid(riff: Riff, timeline: Timeline, start_bar: int) -> Riff:
    """Return a riff with the take that sounds alone, as long as its bars are from `start_bar` on."""
    frames = timeline.bar_frame(start_bar + riff.bars) - timeline.bar_frame(start_bar)

    def long(signal: np.ndarray) -> np.ndarray:
        return np.concatenate([signal[:PRE_FRAMES], np.resize(signal[PRE_FRAMES:], frames)])

    side = None if riff.side is None else long(riff.side)
    return replace(riff.alone(), audio=long(riff.audio), side=side)
