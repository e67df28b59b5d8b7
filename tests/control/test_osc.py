"""The decoder takes what is OSC, refuses everything else with OscError, and does so in bounded time."""

import random
import struct
import time

import pytest

from livenode.control.osc import (
    MAX_MESSAGES,
    MAX_SENT_BYTES,
    Message,
    OscError,
    decode,
    encode,
    encode_bundle,
    to_wall_s,
)
from tests.control.rig import Rig

BUNDLE = b"#bundle\0"
NOW = struct.pack(">Q", 1)


def text(value: str) -> bytes:
    raw = value.encode() + b"\0"
    return raw + b"\0" * (-len(raw) % 4)


def element(raw: bytes) -> bytes:
    return struct.pack(">i", len(raw)) + raw


@pytest.mark.parametrize(
    ("args", "heard"),
    [
        ((), ()),
        ((1, 2.5, "x"), (1, 2.5, "x")),
        ((True, False), (1, 0)),
        ((2**40, -(2**40)), (2**31 - 1, -(2**31))),
        ((float("nan"), float("inf"), float("-inf")), (0.0, 1e9, -1e9)),
        (("ä\0b", "\U0001f3b8", ""), ("ä b", "\U0001f3b8", "")),
    ],
)
def test_message_is_said_as_i_f_s(args, heard):
    assert decode(encode("/a/b", args)) == [Message("/a/b", heard)]


def test_long_message_is_cut_under_a_packet():
    packet = encode("/livenode/error", ("/a", "bad_type", "ä" * 4000))
    assert len(packet) <= MAX_SENT_BYTES
    assert decode(packet)[0].args[:2] == ("/a", "bad_type")


@pytest.mark.parametrize("length", [1, 2000])
def test_a_file_name_that_is_no_utf_8_is_said_all_the_same(length):
    name = b"M\xfcller".decode("utf-8", "surrogateescape")  # as the system gives such a name
    (message,) = decode(encode("/livenode/record/state", (name * length,)))
    assert message.args[0].startswith("M?ller")


def test_every_number_type_is_read():
    raw = text("/a") + text(",ifdhTFNIb")
    raw += (
        struct.pack(">ifdq", 1, 0.5, 0.25, 7) + element(b"xy\0\0")[:4].replace(b"\x04", b"\x02") + b"xy\0\0"
    )
    assert decode(raw)[0].args == (1, 0.5, 0.25, 7, True, False, None, None, b"xy")


def test_missing_type_tags_are_no_arguments():
    assert decode(text("/a")) == [Message("/a", ())]


def test_bundle_keeps_order_and_innermost_time():
    tag = struct.pack(">Q", 5 << 32)
    inner = BUNDLE + tag + element(text("/b") + text(","))
    raw = BUNDLE + NOW + element(text("/a") + text(",")) + element(inner) + element(text("/c") + text(","))
    assert [(m.address, m.timetag) for m in decode(raw)] == [("/a", None), ("/b", 5 << 32), ("/c", None)]


def test_time_tag_is_unix_time():
    (message,) = decode(encode_bundle([("/a", ())], 1.7e9 + 0.25))
    assert to_wall_s(message.timetag) == pytest.approx(1.7e9 + 0.25, abs=1e-6)


HOSTILE = {
    "one byte": b"/",
    "empty": b"",
    "too long": b"/" + b"a" * 9000,
    "no slash": text("abc"),
    "unterminated": b"/abc",
    "not utf-8": b"/\xff\xfe\0" + text(","),
    "control characters": text("/a\x07"),
    "no comma": text("/a") + text("i") + b"\0\0\0\1",
    "no argument": text("/a") + text(",i"),
    "unknown tag": text("/a") + text(",[i]") + b"\0\0\0\1",
    "trailing": text("/a") + text(",") + b"\0\0\0\1",
    "many arguments": text("/a") + text("," + "T" * 65),
    "blob below zero": text("/a") + text(",b") + b"\xff\xff\xff\xfc",
    "blob beyond": text("/a") + text(",b") + b"\x7f\xff\xff\xff",
    "bundle below zero": bytes.fromhex("2362756e646c65000000000000000001fffffffc00000000"),
    "empty element": BUNDLE + NOW + b"\0\0\0\0",
    "element beyond": BUNDLE + NOW + b"\0\0\1\0" + text("/a"),
    "cut bundle": BUNDLE + b"\0\0\0\0",
    "many messages": BUNDLE + NOW + element(text("/a")) * (MAX_MESSAGES + 1),
    "long address": text("/" + "a" * 256),
}


@pytest.mark.parametrize("packet", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_packet_is_refused(packet):
    with pytest.raises(OscError):
        decode(packet)
    rig = Rig()
    assert rig.packet(packet) == []
    assert sum(rig.session.rejects.counts.values()) == 1
    assert "internal" not in rig.session.rejects.counts


def test_deep_nesting_is_refused():
    raw = text("/a")
    for _ in range(5):
        raw = BUNDLE + NOW + element(raw)
    with pytest.raises(OscError, match="deep"):
        decode(raw)


def test_stars_are_an_address_like_any_other():
    rig = Rig()
    begun_s = time.perf_counter()
    ((_, address, args),) = rig.packet(text("/" + "*" * 24) + text(","))
    assert time.perf_counter() - begun_s < 0.5
    assert (address, args[1]) == ("error", "unknown_address")


def mutated(rng: random.Random, seeds: list[bytes]) -> bytes:
    packet = bytearray(rng.choice(seeds))
    for _ in range(rng.randint(0, 6)):
        at = rng.randrange(len(packet))
        action = rng.randrange(4)
        if action == 0:
            packet[at] = rng.randrange(256)
        elif action == 1:
            packet[at : at + 4] = rng.choice((b"\xff\xff\xff\xfc", b"\0\0\0\0", b"\x7f\xff\xff\xff", BUNDLE))
        elif action == 2:
            del packet[at : at + 4 * rng.randint(1, 3)]
            packet = packet or bytearray(b"/\0\0\0")
        else:
            packet[at:at] = packet[: 4 * rng.randint(1, 8)]
    return bytes(packet) if rng.random() < 0.9 else rng.randbytes(4 * rng.randint(0, 40))


def test_twenty_thousand_broken_packets():
    rng = random.Random(7)
    part = encode("/livenode/part/1/level", (0.5,))
    seeds = [
        part,
        encode("/livenode/part/all/prompt", ("warm pad",)),
        encode("/livenode/hello", (9000, "x")),
        encode("/livenode/subscribe", (9000, "all", 30)),
        encode("/livenode/at", ("bar", "part/1/generate")),
        encode_bundle(
            [("/livenode/tempo", (100.0,)), ("/livenode/bars", (4,)), ("/livenode/panic", ())], 1.7e9
        ),
        BUNDLE + NOW + element(BUNDLE + NOW + element(part) + element(part)),
    ]
    rig = Rig()
    slowest_s, begun_s = 0.0, time.process_time()
    for _ in range(20000):
        packet = mutated(rng, seeds)
        one_s = time.process_time()
        try:
            decode(packet)
        except OscError:
            pass
        slowest_s = max(slowest_s, time.process_time() - one_s)
        rig.session.receive(packet, ("10.0.0.5", 50000))
        rig.sent.clear()
    rig.now_s += 20.0
    rig.session.poll()
    assert "internal" not in rig.session.rejects.counts
    assert rig.surface.commands
    assert slowest_s < 0.1
    assert time.process_time() - begun_s < 60
