"""Packets in a stream: both framings, cut anywhere."""

import random

import pytest
from pythonosc import slip

from livenode.control.framing import SIZED, SLIP, Stream
from livenode.control.osc import MAX_PACKET_BYTES, OscError, encode

PACKETS = [
    encode("/livenode/ping", (1,)),
    encode("/livenode/part/1/prompt", ("\u00c0 \u06db",)),  # END and ESC among the bytes
    encode("/livenode/level", (-0.0,)) + b"\xc0\xdb\xdc\xdd",
    b"#bundle\0" + bytes(8),
]


def packets(stream: Stream) -> list[bytes]:
    return list(iter(stream.packet, None))


@pytest.mark.parametrize("framing", [SIZED, SLIP])
@pytest.mark.parametrize("piece", [1, 2, 3, 7, 1000])
def test_what_is_wrapped_is_split_again_wherever_it_is_cut(framing, piece):
    stream, heard = Stream(), []
    sent = b"".join(framing.wrap(packet) for packet in PACKETS)
    for at in range(0, len(sent), piece):
        stream.feed(sent[at : at + piece])
        heard += packets(stream)
    assert heard == PACKETS and stream.framing is framing


def test_slip_is_what_python_osc_says():
    for packet in PACKETS:
        assert SLIP.wrap(packet) == slip.encode(packet)


@pytest.mark.parametrize("first", [b"", b"\xc0", b"\xc0\xc0\xc0"])
def test_slip_needs_an_end_behind_a_packet_only(first):
    stream = Stream()
    stream.feed(first + PACKETS[0] + b"\xc0" + PACKETS[1][:-1])
    assert packets(stream) == PACKETS[:1]


@pytest.mark.parametrize(
    "data",
    [
        b"GET / HTTP/1.1\r\n",
        b"\x16\x03\x01",
        (MAX_PACKET_BYTES + 1).to_bytes(4, "big"),
        bytes(4),
        b"\xc0/\xdb\xde\xc0",
        b"\xc0/\xdb\xc0",
        b"\xc0" + b"/" * (2 * MAX_PACKET_BYTES + 1),
        b"\xc0" + b"/" * (2 * MAX_PACKET_BYTES + 1) + b"\xc0",
    ],
)
def test_a_bad_frame_is_an_osc_error(data):
    stream = Stream()
    with pytest.raises(OscError):
        stream.feed(data)
        stream.packet()


def test_noise_is_packets_or_an_osc_error_and_nothing_else():
    noise = random.Random(7)
    for _ in range(2000):
        stream = Stream()
        try:
            stream.feed(noise.choice([b"\0", b"\xc0", b"/", b""]) + noise.randbytes(noise.randrange(200)))
            for packet in packets(stream):
                assert packet and len(packet) <= 200
        except OscError:
            pass
