"""One conversation: what is said, what is applied, what is answered."""

import math
import struct

import pytest

from livenode.control.osc import encode
from livenode.control.outbox import EACH_TOLD
from livenode.params import ROWS, Refused, spoken
from livenode.surface import Command, Event
from tests.control.rig import HOST, MAX, OTHER, PANEL, Rig, addresses


def errors(sent):
    return [(args[0], args[1]) for _, address, args in sent if address == "error"]


@pytest.fixture
def rig():
    return Rig()


@pytest.mark.parametrize("row", [row for row in ROWS if row.kind == "value"], ids=lambda row: row.path)
def test_every_value_is_asked_and_set(row, rig):
    for part in row.parts:
        path = spoken(row.path, part)
        default = row.default_of(part)
        assert rig.say(path) == [(MAX, path, pytest.approx(default))]
        assert rig.say(path, *default) == []
        assert rig.surface.commands.pop() == Command(row.path, part, pytest.approx(default))


@pytest.mark.parametrize("row", [row for row in ROWS if row.kind == "action"], ids=lambda row: row.path)
def test_every_action_is_done_once_by_a_button(row, rig):
    args = {"s": "jam-bass", "f": 0.5, "i": 1}
    path = spoken(row.path, 1)
    if row.args:
        rig.say(path, *[args[arg.tag] for arg in row.args])
    else:
        rig.say(path, 1.0)
        rig.say(path, 0.0)
    assert [command.path for command in rig.surface.commands] == [row.path]


@pytest.mark.parametrize("row", [row for row in ROWS if row.kind == "out"], ids=lambda row: row.path)
def test_every_out_row_is_asked_and_never_set(row, rig):
    path = spoken(row.path, 1)
    ((_, address, args),) = rig.say(path)
    assert address == path or (args[1] == "not_ready" and row.group in EACH_TOLD)
    told = [] if path == "error" else [(f"/livenode/{path}", "denied")]
    for wrong in (1, "x"):
        assert errors(rig.say(path, wrong)) == told
    assert errors(rig.say(path, *(row.default or (1,)))) == told
    assert rig.surface.commands == []


def test_all_means_every_part(rig):
    rig.say("part/all/level", 0.5)
    assert [command.part for command in rig.surface.commands] == [1, 2, 3, 4]
    assert addresses(rig.say("part/all/level")) == [f"part/{part}/level" for part in (1, 2, 3, 4)]


def test_numbers_come_as_any_type(rig):
    head = b"/livenode/tempo\0"
    for tags, raw in (
        ("d", struct.pack(">d", 99.0)),
        ("i", struct.pack(">i", 99)),
        ("h", struct.pack(">q", 99)),
    ):
        assert rig.packet(head + b"," + tags.encode() + b"\0\0" + raw) == []
    rig.packet(b"/livenode/limiter\0\0\0,F\0\0")
    assert [command.args for command in rig.surface.commands] == [(99.0,)] * 3 + [(0,)]


@pytest.mark.parametrize(
    ("path", "args", "code"),
    [
        ("tempoo", (1,), "unknown_address"),
        ("tempo", (500,), "out_of_range"),
        ("tempo", ("fast",), "bad_type"),
        ("tempo", (100, 2), "bad_count"),
        ("part/9/level", (1,), "no_such_part"),
        ("hello", (99999,), "out_of_range"),
        ("subscribe", (9000, "everything"), "out_of_range"),
        ("at", ("bar",), "bad_count"),
        ("at", ("soon", "panic"), "out_of_range"),
        ("at", ("bar", "at"), "denied"),
        ("at", ("bar", "tempo"), "denied"),
        ("at", ("bar", "hello", 9000), "denied"),
        ("at", ("bar", "nothing"), "unknown_address"),
        ("at", ("bar", "tempo", 500), "out_of_range"),
    ],
)
def test_refused_message_is_answered_to_its_sender(path, args, code, rig):
    ((target, address, (spoken_path, said, text)),) = rig.say(path, *args)
    assert (target, address, spoken_path, said) == (MAX, "error", f"/livenode/{path}", code)
    assert text
    assert rig.surface.commands == []


@pytest.mark.parametrize("path", ["tempo", "ping", "panic", "part/1/generate", "hello", "at"])
@pytest.mark.parametrize(
    "raw", [b",f\0\0" + struct.pack(">f", math.nan), b",d\0\0" + struct.pack(">d", math.inf)]
)
def test_what_is_no_number_is_refused_in_words(path, raw, rig):
    address = f"/livenode/{path}".encode() + b"\0"
    sent = rig.packet(address + b"\0" * (-len(address) % 4) + raw)
    if path == "panic":  # whatever it carries, it is meant
        assert [command.path for command in rig.surface.commands] == ["panic"]
        return
    assert [(to, args[0]) for to, _, args in sent] == [(MAX, f"/livenode/{path}")]
    assert sent[0][2][1] == ("bad_count" if path == "at" else "bad_type")
    assert rig.surface.commands == []


def test_a_part_is_spoken_to_by_its_name(rig):
    rig.say("part/2/name", "bass")
    rig.say("part/bass/level", 0.5)
    rig.say("at", "bar", "part/bass/mute", 1)
    assert [(c.path, c.part, c.when) for c in rig.surface.commands[1:]] == [
        ("part/<p>/level", 2, None),
        ("part/<p>/mute", 2, "bar"),
    ]
    assert rig.say("part/bass/level") == [(MAX, "part/2/level", (0.5,))]
    rig.say("part/4/name", "bass")  # a name that two parts share means both
    assert addresses(rig.say("part/bass/pan")) == ["part/2/pan", "part/4/pan"]
    rig.say("part/all/name", "")
    for name in ("bass", "", "Bass", "5"):
        ((_, _, (_, code, told)),) = rig.say(f"part/{name}/level", 0.5)
        assert code == "no_such_part" and "part/1/name" in told


@pytest.mark.parametrize("name", ["all", "1", "4", "two words", "x" * 33, "a/b"])
def test_what_cannot_be_a_parts_name_is_refused(name, rig):
    assert errors(rig.say("part/1/name", name)) == [("/livenode/part/1/name", "out_of_range")]


def test_other_prefix_is_told_the_right_one():
    rig = Rig(prefix="/stage/left")
    rig.session.receive(encode("/livenode/ping", ()), MAX)
    rig.session.receive(encode("/stage/left/tempo", (90.0,)), MAX)
    assert b"start with /stage/left/" in encode("/x", rig.sent[0][2])
    assert rig.surface.values.number("tempo") == 90.0


def test_bundle_is_applied_whole_or_not_at_all(rig):
    sent = rig.bundle(("tempo", 90.0), ("bars", 3), ("part/1/level", 0.1))
    assert errors(sent) == [("/livenode/bars", "out_of_range")]
    assert "nothing of its bundle" in sent[0][2][2]
    assert rig.surface.commands == []
    assert rig.bundle(("tempo", 90.0), ("bars", 4), ("part/1/level", 0.5)) == []
    assert [command.path for command in rig.surface.commands] == ["tempo", "bars", "part/<p>/level"]


def test_bundle_that_the_surface_refuses_leaves_nothing(rig):
    rig.surface.refuse = Refused("out_of_range", "bars is at most 2 at this tempo")
    assert errors(rig.bundle(("tempo", 40.0), ("bars", 8))) == [("/livenode/tempo", "out_of_range")]
    assert rig.surface.values.number("tempo") == 120.0
    rig.surface.refuse = Refused("busy", "later")
    rig.say("part/1/generate")
    rig.say("part/1/generate")
    rig.take()
    rig.surface.run_bar()
    assert addresses(rig.take()) == ["done"]


def test_bug_in_the_surface_is_answered_and_survived(rig, monkeypatch):
    monkeypatch.setattr(rig.surface, "submit", lambda commands: 1 / 0)
    assert errors(rig.say("tempo", 90.0)) == [("/livenode/tempo", "internal")]
    monkeypatch.undo()
    assert rig.say("tempo", 90.0) == []
    assert rig.session.rejects.counts["internal"] == 2  # the bug, and its answer


def test_action_is_queued_then_done(rig):
    assert rig.say("part/2/generate") == [(MAX, "queued", ("/livenode/part/2/generate", 5))]
    assert rig.run(0.1) == []
    rig.surface.run_bar()
    assert rig.take() == [(MAX, "done", ("/livenode/part/2/generate", 5))]


def test_action_now_is_done_without_a_queue(rig):
    assert addresses(rig.say("part/2/generate", "now")) == ["done"]
    assert addresses(rig.say("panic")) == ["done"]


def test_what_is_refused_at_its_bar_is_told_to_who_asked():
    rig = Rig()
    rig.say("subscribe", 9000, "log", source=OTHER)
    rig.hush()
    rig.say("part/2/generate")
    for path, code in (("part/2/generate", "not_ready"), ("status", "internal")):
        rig.session.publish(Event("error", None, (path, code, "send transport/play")))
    sent = [(to, address, args[:2]) for to, address, args in rig.take() + rig.run(0.05)]
    assert sent == [
        (MAX, "error", ("/livenode/part/2/generate", "not_ready")),
        (OTHER, "error", ("/livenode/status", "internal")),
    ]


def test_pressing_twice_is_done_twice(rig):
    rig.say("part/1/generate")
    rig.say("part/1/generate")
    rig.surface.run_bar()
    assert addresses(rig.take()) == ["done", "done"]


def test_cancel_drops_what_is_queued(rig):
    rig.say("part/1/generate")
    assert addresses(rig.say("cancel")) == ["done"]
    rig.surface.run_bar()
    assert rig.take() == []


def test_at_times_a_value(rig):
    assert addresses(rig.say("at", "2bar", "/livenode/part/1/level", 0.5)) == ["queued"]
    assert rig.surface.commands == [Command("part/<p>/level", 1, (0.5,), "2bar")]
    assert rig.surface.values.number("part/<p>/level", 1) == pytest.approx(0.8)
    rig.surface.run_bar()
    assert rig.surface.values.number("part/<p>/level", 1) == 0.5
    rig.say("at", "@9", "part/all/generate")
    assert [command.when for command in rig.surface.commands[1:]] == ["@9"] * 4


def test_time_tag_ahead_waits(rig):
    assert rig.bundle(("tempo", 90.0), ("bars", 4), at_wall_s=rig.wall_s + 0.5) == []
    rig.run(0.45)
    assert rig.surface.commands == []
    rig.run(0.1)
    assert len(rig.surface.commands) == 2


@pytest.mark.parametrize("jump_s", [-1e9, -5.0, 5.0, 1e8])
def test_a_wall_clock_that_is_set_moves_nothing(jump_s, rig):
    rig.say("hello", 9000, "max patch")
    rig.say("subscribe", 9000, "state", 30)
    rig.bundle(("tempo", 90.0), at_wall_s=rig.wall_s + 0.5)
    rig.jump_s = jump_s
    rig.run(0.45)
    assert rig.surface.commands == []
    rig.run(0.1)  # half a second after it came, not half a second of the new time
    assert len(rig.surface.commands) == 1
    assert rig.say("ping", 1) == [(PANEL, "pong", (1,))]
    rig.now_s += 12 * 3600 - 60.0  # the lease is of the monotonic clock
    assert rig.say("ping", 2) == [(PANEL, "pong", (2,))]
    rig.bundle(("tempo", 91.0), at_wall_s=rig.wall_s + 0.1)  # tags of the new time
    rig.run(0.2)
    assert len(rig.surface.commands) == 2


@pytest.mark.parametrize(("ahead_s", "late"), [(11.0, True), (-0.1, True), (-0.03, False), (1e8, True)])
def test_time_tag_out_of_reach_runs_now(ahead_s, late, rig):
    sent = rig.bundle(("tempo", 90.0), at_wall_s=rig.wall_s + ahead_s)
    assert errors(sent) == ([("/livenode/tempo", "late")] if late else [])
    assert len(rig.surface.commands) == 1


def test_bundles_that_wait_are_bounded(rig):
    for _ in range(256):
        assert rig.bundle(("tempo", 90.0), at_wall_s=rig.wall_s + 5) == []
    assert errors(rig.bundle(("tempo", 90.0), at_wall_s=rig.wall_s + 5)) == [("/livenode/tempo", "busy")]


def test_hello_sets_where_answers_go(rig):
    sent = rig.say("hello", 9000, "max patch")
    assert sent == [(PANEL, "hello", ("livenode", "0.1.0", 0))]
    snapshot = addresses(rig.run(0.1))
    assert snapshot[0] == snapshot[-1] == "update"
    assert {"tempo", "part/4/prompt", "transport/state", "part/1/state"} <= set(snapshot)
    assert rig.say("ping", 1, "x", source=(HOST, 50001)) == [(PANEL, "pong", (1, "x"))]
    assert errors(rig.say("nope")) == [("/livenode/nope", "unknown_address")]
    assert rig.say("ping", source=OTHER) == [(OTHER, "pong", ())]


def test_hello_holds_twelve_hours_after_the_last_packet(rig):
    rig.say("hello", 9000)
    for hours, target in ((11, PANEL), (11, PANEL), (13, MAX)):
        rig.now_s += hours * 3600
        assert rig.say("ping")[0][0] == target


def test_hello_is_remembered_across_restarts(tmp_path):
    state_file = tmp_path / "state" / "reply_ports.json"
    Rig(state_file=state_file).say("hello", 9000)
    assert Rig(state_file=state_file).say("ping")[0][0] == PANEL
    later = Rig(state_file=state_file)
    later.now_s += 13 * 3600
    restarted = Rig(state_file=state_file)
    assert restarted.say("ping", source=OTHER)[0][0] == OTHER
    for broken in ("", "[]", '{"a": 1}', '{"10.0.0.5": [1, "x"]}', "\0"):
        state_file.write_text(broken)
        assert Rig(state_file=state_file).say("ping")[0][0] == MAX


def test_old_reply_port_is_forgotten(tmp_path):
    state_file = tmp_path / "reply_ports.json"
    state_file.write_text('{"10.0.0.5": [9000, 1700000999.0], "10.0.0.6": [9001, 9e12]}')
    rig = Rig(state_file=state_file)
    assert rig.say("ping")[0][0] == MAX
    assert rig.say("ping", source=OTHER)[0][0] == ("10.0.0.6", 9001)
    rig.now_s += 12 * 3600 + 1  # renewed by the packet above; a wrong clock cannot hold it longer than that
    assert rig.say("ping", source=OTHER)[0][0] == OTHER


def test_feedback_target_takes_answers_until_hello(rig):
    rig = Rig(permanent=[PANEL])
    assert rig.say("ping")[0][0] == PANEL
    rig.say("hello", 9001)
    assert rig.say("ping")[0][0] == (HOST, 9001)


def test_version_and_long_lists(rig):
    assert rig.say("version") == [(MAX, "version", ("0.1.0", 1, 0))]
    names = tuple(f"preset-{n}" for n in range(300))
    rig.surface.get = lambda path, part: names
    sent = rig.say("preset/list")
    assert len(sent) > 1
    assert sum((args for _, _, args in sent), ()) == names


def test_a_long_list_is_told_whole(rig):
    rig.say("subscribe", 0, "all")
    rig.run(0.2)
    bindings = tuple(f"cc 1 {n} fader part/1/level" for n in range(100))
    rig.session.publish(Event("midi/map", None, bindings))
    told = [args for _, address, args in rig.run(0.2) if address == "midi/map"]
    assert sum(told, ()) == bindings


def test_error_goes_to_its_sender_only():
    rig = Rig(permanent=[OTHER])
    rig.hush()
    assert {target for target, _, _ in rig.say("nope")} == {MAX}
    assert addresses(rig.run(0.2)) == []


def test_rejects_are_logged_once_in_ten_seconds(rig):
    lines = []
    rig.session.rejects._log = lines.append
    for _ in range(50):
        rig.say("nope")
        rig.packet(b"\0\0\0\0")
    assert len(lines) == 2
    rig.now_s += 10
    rig.say("nope")
    assert len(lines) == 3
    assert "49 more" in lines[2]
    assert rig.session.rejects.counts["unknown_address"] == 51


def test_event_of_the_surface_reaches_subscribers_by_group():
    rig = Rig(permanent=[PANEL])
    rig.say("subscribe", 9000, "beat", source=OTHER)
    rig.hush()
    rig.surface._publish(Event("beat", None, (2, 1, 0.0)))
    rig.surface._publish(Event("generation", None, ("1", "a1", 200.0, 50.0, 0)))
    sent = rig.run(0.2)
    assert addresses(sent, PANEL) == ["generation", "beat"]
    assert addresses(sent, OTHER) == ["beat"]


def test_event_that_is_no_row_does_not_stop_the_surface(rig):
    rig.surface._publish(Event("no/such/row", None, (1,)))
    rig.surface._publish(Event("done", None, ()))
    assert rig.session.rejects.counts["internal"] == 1  # the first is heard by nobody here


def test_a_flood_of_hellos_writes_the_reply_port_once(tmp_path):
    state_file = tmp_path / "reply_ports.json"
    rig = Rig(state_file=state_file)
    rig.say("hello", 9000)
    state_file.write_text("{}")
    for _ in range(50):
        rig.say("hello", 9000)
    assert state_file.read_text() == "{}"
    rig.now_s += 3601.0  # the lease in the file follows within the hour
    rig.say("hello", 9000)
    rig.say("hello", 9001)
    assert "9001" in state_file.read_text()


def test_a_flood_of_refreshes_is_one_snapshot_a_poll(rig):
    rig.say("subscribe", 9000)
    rig.hush()
    for _ in range(200):
        rig.say("refresh")
    sent = rig.run(0.05)
    assert addresses(sent, PANEL).count("update") == 2


def test_an_error_is_not_answered_by_an_error(rig):
    """Two nodes that are each other's feedback would say it to each other for ever."""
    assert rig.say("error", "/livenode/tempo", "denied", "is told") == []
    assert rig.packet(encode("/other/error", ("/other/tempo", "denied", "is told"))) == []
    assert rig.session.rejects.counts == {"denied": 1, "unknown_address": 1}
    assert addresses(rig.say("beat", 1, 1, 0.0)) == ["error"]
