"""The one table of the node: every address with its arguments, range, default, group and meaning.

Dispatch, validation, queries, feedback, presets and the reference page are read from `PARAMS`. Adding a
parameter is one row here. A row's path has no prefix: "tempo", "part/<p>/level". Import from `params`.
"""

import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from livenode.row import CODES, PARTS, SEED_HIGH, WHENS, Arg, Param


def _i(name: str, low: float = -math.inf, high: float = math.inf, **more: Any) -> Arg:
    return Arg("i", name, low, high, **more)


def _f(name: str, low: float = -math.inf, high: float = math.inf, **more: Any) -> Arg:
    return Arg("f", name, low, high, **more)


def _s(name: str, *choices: str, **more: Any) -> Arg:
    return Arg("s", name, choices=choices, **more)


_SWITCH = _i("on", 0, 1)
_GAIN = _f("gain", 0, 1)
_MIX = _f("amount", 0, 1)
_FREE = _f("amount", 0, 1, also=(-1,))
_STRENGTH = _f("strength", 0, 4)
_BARS = _i("bars", choices=(1, 2, 4, 8))
_NAME = _s("name", word=True)
_PORT = _i("port", 1, 65535, also=(0,), optional=True)
_LEVELS = (_f("peak_dbfs"), _f("rms_dbfs"))
_STATUS = _s("status", "ok", "degraded", "fault")
_FALLBACK = _s("fallback", "repeat", "mute", "dry")
_PART_NAME = _s("name", word=True, blank=True, taken=("all", *map(str, PARTS)))
_LOOP = _s("state", "empty", "armed", "recording", "playing", "overdubbing", "stopped")
_SOURCE = _s("source", "internal", "link", "midi", "audio", "loop")
_MANNER = _s("manner", "fader", "turn", "toggle", "hold", "press", "latch", "long")
_RECORDS = _s("state", "stopped", "recording")
_STATE = _s("state", "empty", "generating", "ready", "playing", "held", "late", "muted")

# fmt: off
_SESSION = (
    Param("ping", "session", (), "Answered by `pong` with the same arguments.", rest=True),
    Param("pong", "out", (), "The answer to `ping`.", rest=True, group="log"),
    Param("version", "session", (), "Answered by `version s:version i:major i:minor` of this surface."),
    Param("hello", "session", (_PORT, _s("name", optional=True)),
          "The first thing a patch sends: answers and errors for this host go to this port for 12 h. "
          "Answered by `hello s:node s:version i:http_port`, then a snapshot."),
    Param("subscribe", "session", (_PORT, _s("groups", optional=True), _i("max_hz", 1, 100, optional=True)),
          "Feedback to this port of the packet's own host, at most `max_hz` per address (30). Groups: "
          "state beat meters log, or all of these; wave. A 12 h lease, renewed by any packet; a snapshot "
          "follows at once."),
    Param("unsubscribe", "session", (_PORT,), "End the subscription of this port, or all of this host."),
    Param("refresh", "session", (), "Send the whole snapshot again."),
    Param("update", "out", (_i("begin", 0, 1),), "1 before a snapshot, 0 after it.", group="log"),
    Param("at", "session", (_s("when"), _s("address")), "Run a value or action row then.", rest=True),
    Param("cancel", "action", (), "Drop what is queued."),
    Param("error", "out", (_s("address"), _s("code", *CODES), _s("text")),
          "A refused message, to its sender only; the text says what to send instead.", group="log"),
    Param("queued", "out", (_s("address"), _i("bar")), "An action waits for this bar.", group="log"),
    Param("done", "out", (_s("address"), _i("bar")), "An action was carried out in this bar.", group="log"),
    Param("heartbeat", "out", (_i("uptime_s"), _STATUS, _i("bar"), _f("cpu"), _i("xruns")),
          "Once a second, to every subscriber.", (0, "ok", 0, 0.0, 0)),
    Param("status", "out", (_STATUS, _s("device"), _i("samplerate"), _i("block"), _f("cpu"), _i("xruns"),
                            _i("late"), _s("engine"), _s("backend"), _s("quality"), _s("why"), _s("reason")),
          "How the node is (fault: the device is lost); why on this backend; the reason where it is not ok.",
          ("ok", "", 0, 0, 0.0, 0, 0, "", "", "", "", "")),
    Param("counters", "out", (_i("riffs"), _i("late"), _i("fallbacks"), _i("xruns"), _f("cost_p50_ms"),
                              _f("cost_p99_ms")),
          "Once a second: what was counted since the start, and what the last riffs cost.",
          (0, 0, 0, 0, 0.0, 0.0)),
    Param("generation", "out", (_s("part"), _s("id"), _f("ms"), _f("margin_ms"), _i("late", 0, 1)),
          "One per riff: how long its first bar took and how early it was.", group="log"),
)

_TIME = (
    Param("transport/play", "action", (), "Start, after the count-in.", quantised=True),
    Param("transport/stop", "action", (), "Stop.", quantised=True),
    Param("transport/state", "out", (_s("state", "stopped", "count_in", "rolling"),), "The transport.",
          ("stopped",)),
    Param("tempo", "value", (_f("bpm", 30, 300),), "Quarter notes per minute, from the next bar.",
          (120.0,), unit="bpm", preset=True),
    Param("tempo/tap", "action", (), "Tap the tempo; never quantised."),
    Param("tempo/nudge", "action", (_f("percent", -20, 20),), "Push the tempo by this much.", unit="%"),
    Param("tempo/double", "action", (), "Twice the tempo, twice the bars of the loop; its sound stays."),
    Param("tempo/halve", "action", (), "Half the tempo, half the bars of the loop; its sound stays."),
    Param("time", "value", (_s("time", "grid", "free"),),
          "free: no count-in, click or beats; riffs melt into one another; actions happen at once.",
          ("grid",), preset=True),
    Param("meter", "value", (_i("beats", 1, 16), _i("unit", choices=(2, 4, 8, 16))), "From the next bar.",
          (4, 4), preset=True),
    Param("count_in", "value", (_i("bars", 0, 4),), "Bars counted before the first.",
          (1,), unit="bars", preset=True),
    Param("metronome", "value", (_SWITCH,),
          "The click: on the cue output, or on the main output until the first riff sounds.",
          (1,), preset=True),
    Param("metronome/level", "value", (_GAIN,), "How loud the click is.", (0.5,), unit="gain", preset=True),
    Param("bar1", "action", (), "Re-align: this is bar 1.", quantised=True),
    Param("beat", "out", (_i("bar"), _i("beat"), _f("phase")), "On each beat, counted from 1.",
          (1, 1, 0.0), group="beat"),
    Param("quantize", "value", (_s("when", *WHENS),), "When actions happen that do not say.",
          ("bar",), preset=True),
    Param("sync/source", "value", (_SOURCE,),
          "Who owns the tempo: the node, Ableton Link, a MIDI clock, the performer, the first loop.",
          ("internal",), preset=True),
    Param("sync/status", "out", (_SOURCE, _s("state", "locked", "searching", "lost"), _i("peers"),
                                 _f("offset_ms")),
          "Who owns it now, whether it is heard, how many others follow it, how far the bars are off.",
          ("internal", "locked", 0, 0.0)),
    Param("sync/confidence", "out", (_f("confidence"),), "How sure the clock is of itself.", (1.0,)),
    Param("sync/freeze", "value", (_SWITCH,), "Keep the tempo that there is, whatever the clock says.", (0,)),
    Param("sync/offset_ms", "value", (_f("offset_ms", -250, 250),),
          "Trim on top of the calibrated latency of input and output.", (0.0,), unit="ms"),
)

_BAND = (
    Param("preset/load", "action", (_NAME,), "Take every value the preset names.", quantised=True),
    Param("preset/save", "action", (_NAME,), "Store the present values under this name."),
    Param("preset/list", "out", (), "The names of all presets.", rest=True, group="log"),
    Param("engine/load", "action", (_NAME,),
          "Load this engine beside the one that plays; it takes over between two riffs.",
          quantised=True),
    Param("engine/list", "out", (), "The names of all engines.", rest=True, group="log"),
    Param("engine", "out", (_s("name"), _s("backend"), _s("quality")), "The engine that makes the riffs.",
          ("", "", "")),
    Param("mode", "value", (_s("mode", "anticipate", "loop"),),
          "anticipate: play on with the performer; loop: take the last bars as a loop.",
          ("anticipate",), preset=True),
    Param("bars", "value", (_BARS,), "The length of a riff.", (2,), unit="bars", preset=True),
    Param("loop/bars", "value", (_BARS,), "The length of the loop in mode loop.",
          (4,), unit="bars", preset=True),
    Param("loop/press", "action", (),
          "The looper's button: record, play, overdub, play. With the transport stopped, the first loop sets "
          "the tempo and starts it.", quantised=True),
    Param("loop/undo", "action", (), "Drop the newest overdub."),
    Param("loop/clear", "action", (), "Drop the loop; the music goes on."),
    Param("loop/level", "value", (_GAIN,), "The loop's fader.", (1.0,), unit="gain", preset=True),
    Param("loop/state", "out", (_LOOP, _i("bars"), _i("layers")), "What the looper does.", ("empty", 0, 0)),
    Param("steps", "value", (_i("steps", 0, 30),), "Denoising steps; 0 = the engine's own.",
          (0,), preset=True),
    Param("monitor", "value", (_GAIN,), "The input in the output.", (0.0,), unit="gain", preset=True),
    Param("in/gain_db", "value", (_f("gain_db", -24, 24),), "Gain of the input.",
          (0.0,), unit="dB", preset=True),
    Param("in/channels", "value", (_s("channels"),),
          'Which inputs of the sound device are heard, of those that are open: "2", or "1,2" for their mean.',
          ("1",)),
    Param("bleed", "value", (_SWITCH,),
          "Subtract the node's own output from its input: it does not accompany itself in a loud room.",
          (0,), preset=True),
    Param("fallback", "value", (_FALLBACK,),
          "What sounds when a riff misses its deadline: the last again, nothing, the input in its place.",
          ("repeat",), preset=True),
    Param("follow", "value", (_MIX,),
          "How much the player's loudness drives the density, energy and level of the parts.",
          (0.0,), preset=True),
    Param("takes", "value", (_i("takes", 1, 8),),
          "Candidates made for each riff; the one that fits best is sounded.", (1,), preset=True),
    Param("level", "value", (_GAIN,), "The master fader.", (1.0,), unit="gain", preset=True),
    Param("limiter", "value", (_SWITCH,), "The limiter on the output.", (1,), preset=True),
    Param("panic", "action", (), "Silence at once; never quantised."),
    Param("record", "value", (_SWITCH,),
          "Record the set, in a folder of its own: the input, each part, the output, and what made them.",
          (0,)),
    Param("record/state", "out", (_RECORDS, _s("folder"), _i("seconds"), _s("why")),
          "The set that is recorded, or was last, and how long it is; why it ended, or soon will.",
          ("stopped", "", 0, "")),
    Param("in/level", "out", _LEVELS, "The input's level.", (-120.0, -120.0), unit="dBFS", group="meters"),
    Param("out/level", "out", _LEVELS, "The output's level.", (-120.0, -120.0), unit="dBFS", group="meters"),
    Param("wave", "out", (_i("column"),),
          "About 30 times a second: the number of the first of some columns of 10 ms, and of each column "
          "five numbers: its place (bars from 1, and the share of the bar that has passed; 0 while "
          "stopped), the lowest and highest sample of the input, and of the output.",
          rest=True, group="wave"),
)

_PART = (
    Param("part/<p>/name", "value", (_PART_NAME,),
          "What the part is called: addresses take the name in place of its number; parts that share one are "
          "meant together.", ("",), preset=True),
    Param("part/<p>/prompt", "value", (_s("text"),), "What to play: instrument, style, manner.",
          ("",), ("warm electric bass, funk, steady",), preset=True),
    Param("part/<p>/prompt/2", "value", (_s("text"),), "Other words, to move to with `morph`.",
          ("",), preset=True),
    Param("part/<p>/morph", "value", (_MIX,),
          "Where between the prompt (0) and the other words (1) the part is.", (0.0,), preset=True),
    Param("part/<p>/morph/bars", "value", (_i("bars", 0, 64),),
          "How many bars a morph takes to get there; 0 = at once.", (0,), unit="bars", preset=True),
    Param("part/<p>/audio", "value", (_s("name"),),
          "A sound as the prompt: a file of the media folder, `input` = the last bars played, or nothing.",
          ("",), preset=True),
    Param("part/<p>/audio/mix", "value", (_MIX,),
          "Where between the words (0) and the sound (1) the prompt is.", (0.5,), preset=True),
    Param("part/<p>/guidance/context", "value", (_STRENGTH,), "How closely it follows the performer.",
          (2.0,), preset=True),
    Param("part/<p>/guidance/prompt", "value", (_STRENGTH,), "How closely it follows the prompt.",
          (2.0,), preset=True),
    Param("part/<p>/density", "value", (_FREE,), "Few notes to many; -1 = free.", (-1.0,), preset=True),
    Param("part/<p>/energy", "value", (_FREE,), "Soft to hard; -1 = free.", (-1.0,), preset=True),
    Param("part/<p>/register", "value", (_FREE,), "Low to high; -1 = free.", (-1.0,), preset=True),
    Param("part/<p>/seed", "value", (_i("seed", 0, SEED_HIGH),),
          "Same seed, same input, same settings: same riff.", (0,), preset=True),
    Param("part/<p>/generate", "action", (), "A new riff.", quantised=True),
    Param("part/<p>/auto", "value", (_SWITCH,), "Keep generating.", (0,), (1,), preset=True),
    Param("part/<p>/replan", "value", (_i("bars", 0, 8, also=(-1,)),),
          "How often the part is planned anew; -1 = each riff, 0 = only on request.",
          (-1,), unit="bars", preset=True),
    Param("part/<p>/vary", "action", (_f("amount", 0, 1),), "Vary the sounding riff by this much.",
          quantised=True),
    Param("part/<p>/inpaint", "action", (_i("first_bar", 1, 8), _i("bars", 1, 8)),
          "Make only these bars of the sounding riff anew, counted from 1.", quantised=True),
    Param("part/<p>/hold", "value", (_SWITCH,), "Keep looping the sounding riff.", (0,)),
    Param("part/<p>/take/next", "action", (), "The next take of the riff; behind the last, a new riff.",
          quantised=True),
    Param("part/<p>/take/back", "action", (), "The take before.", quantised=True),
    Param("part/<p>/take/keep", "action", (), "Hold this take, and drop the others."),
    Param("part/<p>/take", "out", (_i("take"), _i("takes")), "Which take sounds, of how many.", (1, 1)),
    Param("part/<p>/missed", "out", (_FALLBACK, _i("bar")),
          "No riff was ready at this bar: what sounds instead.", group="log"),
    Param("part/<p>/level", "value", (_GAIN,), "The part's fader.", (0.8,), unit="gain", preset=True),
    Param("part/<p>/pan", "value", (_f("pan", -1, 1),),
          "Left, middle or right: -1, 0, 1; equally loud on the way.", (0.0,), preset=True),
    Param("part/<p>/width", "value", (_f("width", 0, 1),),
          "Pseudo-stereo: 0 = mono; left and right together are the same at any width.",
          (0.0,), preset=True),
    Param("part/<p>/mute", "value", (_SWITCH,), "Silence the part.", (0,), preset=True),
    Param("part/<p>/solo", "value", (_SWITCH,),
          "Silence every part that is not soloed; `mute` silences this one all the same.", (0,)),
    Param("part/<p>/state", "out", (_STATE, _s("next"), _i("at_bar")),
          "What the part does, and what it does next.", ("empty", "", 0)),
)

_MIDI = (
    Param("midi/learn", "session", (_s("address"),),
          "Bind the next control of a MIDI controller that is moved to this value or action; `midi/bound` "
          "tells it. What follows the address is what a press sends.", rest=True),
    Param("midi/learn/as", "session", (_MANNER, _s("address")),
          "The same, and how the control acts. fader: over the range. turn: an endless knob, 1 to 63 up, 127 "
          "to 65 down. toggle: each press takes the next value. hold: on while it is down. press: at each "
          "press. latch: at each change, for pedals that click on and off. long: when it is held for 0.6 s.",
          rest=True),
    Param("midi/forget", "session", (_s("address"),), "Unbind an address, or `all`."),
    Param("midi/map", "out", (), "Every binding as a string: cc, note or program, channel, number, manner, "
          "address, arguments. In presets.", rest=True, group="log"),
    Param("midi/bound", "out", (_s("address"), _s("what")),
          "What an address was bound to; `waiting` for a control, or `none`.", group="log"),
    Param("midi/pickup", "value", (_SWITCH,),
          "A fader takes hold of a value only where it meets it, so that nothing jumps.", (1,), preset=True),
    Param("midi/clock", "value", (_SWITCH,),
          "Send the beat as MIDI clock, with start, stop and song position.", (0,), preset=True),
)

_SHOW = (
    Param("hours", "value", (_s("hours", "kept", "open", "closed"),),
          "kept: as the configuration says; open, closed: now, until another is sent.", ("kept",)),
    Param("hours/state", "out", (_s("state", "open", "opening", "closing", "closed"),),
          "Whether the show is open; it fades in and out.", ("open",)),
    Param("attract/after", "value", (_f("minutes", 0, 240),),
          "How long nobody plays until attract mode begins; 0 = never.", (0.0,), unit="minutes"),
    Param("attract/preset", "value", (_s("name", word=True, blank=True),),
          "What is loaded then; nothing: the parts play softly, by their prompts alone.", ("",)),
    Param("attract/threshold", "value", (_f("dbfs", -90, 0),),
          "How loud somebody has to be to be heard playing.", (-45.0,), unit="dBFS"),
    Param("attract/state", "out", (_s("state", "off", "waiting", "attracting"),), "Attract mode.", ("off",)),
    Param("silence", "out", (_i("count"), _f("seconds")),
          "How often there was no sound although the transport rolls, and for how long there is none now.",
          (0, 0.0), unit="seconds"),
)
# fmt: on

SECTIONS: Mapping[str, tuple[Param, ...]] = MappingProxyType(
    {
        "The conversation": _SESSION,
        "Time": _TIME,
        "The band": _BAND,
        "Each part": _PART,
        "MIDI": _MIDI,
        "While nobody looks after it": _SHOW,
    }
)
ROWS = tuple(row for rows in SECTIONS.values() for row in rows)
PARAMS: Mapping[str, Param] = MappingProxyType({row.path: row for row in ROWS})
