import pytest

from livenode.sync.correction import ABSORBED_S, RULES, Move, Tempo, move, off_frames, tempi
from livenode.sync.reading import Reading
from livenode.transport.timeline import MAX_BPM, MIN_BPM, Timeline

RATE = 48_000
LINK, AUDIO = RULES["link"], RULES["audio"]


def timeline(bpm: float = 120.0, bar0_frame: float = 1000.0) -> Timeline:
    return Timeline.start(RATE, bar0_frame, bpm)


def clock(bpm: float, line_frame: float, frame: float = 0.0) -> Reading:
    """Return what a clock says that has a bar line at a frame."""
    return Reading(frame, (frame - line_frame) * bpm / (60 * RATE), bpm)


@pytest.mark.parametrize("frame", [0.0, 12_345.6, 1e9])
@pytest.mark.parametrize("off", [-20_000.0, -480.0, 0.0, 0.5, 300.0, 47_000.0])
def test_a_line_is_as_far_off_as_the_clock_says_wherever_it_was_read(frame, off):
    assert off_frames(timeline(), 7, clock(120.0, 1000 + off, frame)) == pytest.approx(off, abs=1e-3)


def test_the_beat_called_bar_1_is_a_line():
    beat = 60 * RATE / 120
    assert off_frames(timeline(), 3, clock(120.0, 1000 - 2 * beat), bar1_beat=2.0) == pytest.approx(
        0, abs=1e-3
    )
    assert abs(off_frames(timeline(), 3, clock(120.0, 1000 - 2 * beat))) == pytest.approx(2 * beat, abs=1e-3)


@pytest.mark.parametrize(
    ("off_ms", "moves"),
    [(0.0, False), (0.1, False), (0.5, True), (-9.9, True), (10.1, False), (-300.0, False)],
)
def test_what_a_join_absorbs_moves_the_line(off_ms, moves):
    off = off_ms * 48
    wanted = Move(5, timeline().bar_frame_exact(5) + off) if moves else None
    assert move(timeline(), 5, off, LINK) == wanted


@pytest.mark.parametrize("bpm", [90.0, 119.0, 121.0, 174.0, 30.0, 300.0])
@pytest.mark.parametrize("off", [-0.49, -0.2, -0.001, 0.0, 0.3, 0.5])
def test_after_one_bar_the_lines_and_the_tempo_are_the_clocks(bpm, off):
    length = 4 * 60 * RATE / bpm
    before = timeline()
    reading = clock(bpm, before.bar_frame_exact(4) + off * length)
    off = off_frames(before, 4, reading)
    after = before
    for tempo in tempi(before, 4, off, bpm, LINK):
        after = after.with_tempo(tempo.bpm, tempo.bar)
    assert after.bar_frame(4) == before.bar_frame(4), "the sounding riff ends where it was to end"
    assert after.entry_at_bar(5).bpm == bpm
    if MIN_BPM < after.entry_at_bar(4).bpm < MAX_BPM:
        assert off_frames(after, 5, reading) == pytest.approx(0, abs=1.0)
        assert off_frames(after, 100, reading) == pytest.approx(0, abs=1.0)
    if 30 < bpm < 300:
        assert 0.6 <= after.entry_at_bar(4).bpm / bpm <= 1.65


def test_what_fits_is_left_alone():
    assert tempi(timeline(), 4, 0.0, 120.0, LINK) == []
    assert tempi(timeline(), 4, 100.0, 120.0 * (1 + 0.5 * LINK.tempo_share), LINK) == []
    assert tempi(timeline(), 4, 0.0, 120.5, LINK)[-1] == Tempo(5, 120.5)


def test_a_slewed_tempo_changes_little_by_little_and_arrives():
    music, reading = timeline(120.0), clock(150.0, 31_000.0)
    bars = []
    for bar in range(1, 40):
        off = off_frames(music, bar, reading)
        for tempo in tempi(music, bar, off, reading.bpm, AUDIO):
            assert abs(tempo.bpm / music.entry_at_bar(bar).bpm - 1) <= 0.02 + 1e-9
            music = music.with_tempo(tempo.bpm, tempo.bar)
        bars.append(music.entry_at_bar(bar).bpm)
    assert bars[10] == pytest.approx(120 * 1.02**11, rel=1e-6)
    assert bars[-1] == pytest.approx(150.0, rel=0.02)
    assert abs(off_frames(music, 40, reading)) < 2 * ABSORBED_S * RATE


def test_asked_again_and_again_a_bar_takes_no_more_than_its_share():
    music = timeline(120.0)
    for _ in range(5):
        for tempo in tempi(music, 4, 0.0, 150.0, AUDIO):
            music = music.with_tempo(tempo.bpm, tempo.bar)
    assert music.entry_at_bar(4).bpm == pytest.approx(120 * 1.02)


@pytest.mark.parametrize("bpm", [1.0, 29.0, 301.0, 1e6])
def test_a_clock_beyond_the_nodes_tempi_is_followed_to_their_end(bpm):
    assert tempi(timeline(), 4, 0.0, bpm, LINK)[-1].bpm in (MIN_BPM, MAX_BPM)
