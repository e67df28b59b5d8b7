/* The audio callback: live and virtual drivers call it for each block.

   No interpreter, no GIL, no allocation, no lock. All it touches is the block of memory of layout.py. */

#include <stddef.h>

#include "mixing.h"

#ifdef _WIN32
typedef uint32_t unsigned_long;
#else
#include <time.h>
typedef unsigned long unsigned_long;
#endif

enum { CONTINUE = 0, ABORT = 2 }; /* paContinue, paAbort */

static const int64_t FLAG_WORDS[] = {INPUT_UNDERFLOW, INPUT_OVERFLOW, OUTPUT_UNDERFLOW, OUTPUT_OVERFLOW};

EXPORTED int64_t livenode_tag(void) {
    return LAYOUT_TAG;
}

EXPORTED int64_t livenode_load(const int64_t *word) {
    return load(word);
}

static void note_change(Block block, int64_t start, int64_t target, double value) {
    int64_t count = block.i64[CHANGES], slot = count % CHANGE_CAPACITY;
    block.i64[CHANGE_FRAME_AT + slot] = start;
    block.i64[CHANGE_TARGET_AT + slot] = target;
    block.f64[CHANGE_VALUE_AT + slot] = value;
    store(&block.i64[CHANGES], count + 1);
}

/* Journal each newly stored target and begin its ramp; say whether a ramp is under way. */
static int take_targets(Block block, int64_t start) {
    int ramping = 0;
    int64_t ramp_frames = block.i64[RAMP_FRAMES];
    for (int64_t target = 0; target < TARGET_COUNT; target++) {
        double value = *(volatile double *)&block.f64[TARGET_AT + target]; /* control may store meanwhile */
        if (value != block.f64[APPLIED_AT + target]) {
            block.f64[APPLIED_AT + target] = value;
            if (target < RAMPED_TARGETS) {
                block.f64[STEP_AT + target] = (value - current(block, target)) / (double)ramp_frames;
                block.i64[LEFT_AT + target] = ramp_frames;
            } else {
                block.f64[CURRENT_AT + target] = value;
            }
            note_change(block, start, target, value);
        }
        ramping |= block.i64[LEFT_AT + target] > 0;
    }
    return ramping;
}

static int advance_ramps(Block block) {
    int ramping = 0;
    for (int64_t target = 0; target < RAMPED_TARGETS; target++) {
        int64_t left = block.i64[LEFT_AT + target];
        if (left <= 0) continue;
        block.i64[LEFT_AT + target] = left - 1;
        block.f64[CURRENT_AT + target] += block.f64[STEP_AT + target];
        if (left == 1) block.f64[CURRENT_AT + target] = block.f64[APPLIED_AT + target];
        ramping = 1;
    }
    return ramping;
}

/* The mean of the two chosen input channels, in [-1, 1]; a channel that is not there is silent. */
static double read_input(Block block, const float *inputs, int64_t n) {
    int64_t channels = block.i64[INPUT_CHANNELS];
    int64_t a = (int64_t)current(block, IN_A), b = (int64_t)current(block, IN_B);
    double value = a < channels ? sound_of(block, inputs[n * channels + a]) : 0.0;
    if (b == a) return value;
    if (b < channels) value += sound_of(block, inputs[n * channels + b]);
    return 0.5 * value;
}

/* Begin or end to fill the stereo ring, as asked; say whether it is filled. */
static int begin_stereo(Block block, int64_t start) {
    int64_t asked = block.i64[STEREO_ASKED];
    if (block.i64[STEREO_CAPACITY] > 0 && asked != block.i64[STEREO_FILLED]) {
        block.i64[STEREO_FRAME] = start;
        store(&block.i64[STEREO_FILLED], asked);
    }
    return block.i64[STEREO_FILLED] != 0;
}

/* The place of a frame in the stereo ring, zeroed. */
static float *stereo_place(Block block, float *stereo_ring, int64_t frame) {
    float *place = stereo_ring + STEREO_CHANNELS * (frame & (block.i64[STEREO_CAPACITY] - 1));
    for (int channel = 0; channel < STEREO_CHANNELS; channel++) place[channel] = 0.0f;
    return place;
}

/* Count the block and PortAudio's status flags; let the peak meters fall. */
static void count_block(Block block, int64_t frames, int64_t flags) {
    block.i64[CALLBACKS] += 1;
    for (int bit = 0; bit < 4; bit++)
        if (flags >> bit & 1) block.i64[FLAG_WORDS[bit]] += 1;
    double fall = 1.0, of_a_frame = block.f64[PEAK_FALL];
    for (int64_t left = frames; left > 0; left >>= 1, of_a_frame *= of_a_frame)
        if (left & 1) fall *= of_a_frame;
    for (int64_t word = INPUT_PEAK; word < PART_PEAK + MAIN_RINGS; word++) block.f64[word] *= fall;
}

/* Note when this block began, on the clock of Python's time.monotonic(); on Windows control does without. */
static void stamp(Block block, int64_t start) {
#ifndef _WIN32
#ifdef __APPLE__
    clockid_t clock = CLOCK_UPTIME_RAW;
#else
    clockid_t clock = CLOCK_MONOTONIC;
#endif
    struct timespec now;
    block.i64[STAMP_SEQUENCE] += 1;
    fence();
    clock_gettime(clock, &now);
    block.i64[STAMP_FRAME] = start;
    block.i64[STAMP_S] = now.tv_sec;
    block.i64[STAMP_NS] = now.tv_nsec;
    fence();
    block.i64[STAMP_SEQUENCE] += 1;
#endif
}

static void add_power(Block block, int64_t word, double power) {
    block.f64[word] += block.f64[POWER_SHARE] * (power + 1e-20 - block.f64[word]);
}

/* Run one block. inputs, outputs: interleaved, frames * channels long. taps: null, or frames * TAPS long.
   flags: PortAudio's status flags. */
EXPORTED void livenode_process_block(
    void *address, const float *inputs, float *outputs, float *taps, int64_t frames, int64_t flags
) {
    Block block = block_at(address);
    int64_t *i64 = block.i64;
    if (i64[TAG] != LAYOUT_TAG) return;
    if (frames > i64[MAX_BLOCK]) i64[MAX_BLOCK] = frames;
    fence(); /* the writer must see the last counter before this block touches its rings */
    int64_t start = i64[FRAME], record_capacity = i64[RECORD_CAPACITY];
    if (i64[CLOCK_ENABLED]) stamp(block, start);
    count_block(block, frames, flags);
    int ramping = take_targets(block, start), is_kept = begin_stereo(block, start);
    float *record_ring = block.f32 + RECORD_AT;
    float *sent_ring = record_ring + record_capacity + PLAY_RINGS * i64[PLAY_CAPACITY];
    float *stereo_ring = sent_ring + record_capacity;
    for (int64_t n = 0; n < frames * i64[OUTPUT_CHANNELS]; n++) outputs[n] = 0.0f;
    for (int64_t n = 0; taps && n < frames * TAPS; n++) taps[n] = 0.0f;
    for (int64_t n = 0; n < frames; n++) {
        int64_t frame = start + n, place = frame & (record_capacity - 1);
        float *tap = taps ? taps + n * TAPS : NULL;
        float *kept = is_kept ? stereo_place(block, stereo_ring, frame) : NULL;
        if (ramping) ramping = advance_ramps(block);
        /* rounded as the record ring holds it, so that the recorded input gives the same output again */
        float gained = (float)(read_input(block, inputs, n) * current(block, INPUT_GAIN));
        float recorded = (float)sound_of(block, gained);
        double heard = recorded;
        meter(block, INPUT_PEAK, __builtin_fabs(heard));
        add_power(block, INPUT_POWER, heard * heard);
        record_ring[place] = recorded;
        double monitor = heard * current(block, MONITOR) * current(block, MASTER_LEVEL);
        double through = 1.0 - current(block, PANIC), gain = 1.0;
        Pair mix = mix_frame(block, outputs, frame, tap, n, through, kept);
        Pair output = {mix.left + monitor, mix.right + monitor};
        if (current(block, LIMITER) != 0.0) gain = limit(block, loudest(output));
        output = scaled(output, gain * through);
        /* what the node itself sends is kept, to be looked for in its input */
        sent_ring[place] = (float)(0.5 * (mix.left + mix.right) * gain * through);
        meter(block, OUTPUT_PEAK, loudest(output));
        add_power(block, OUTPUT_POWER, 0.5 * (output.left * output.left + output.right * output.right));
        write_pair(block, outputs, n, OUT_L, OUT_R, output, 0.5 * (output.left + output.right));
        if (kept) {
            kept[2 * PARTS] = (float)output.left;
            kept[2 * PARTS + 1] = (float)output.right;
        }
        if (tap) {
            tap[TAP_MONITOR] = (float)monitor;
            tap[TAP_LEFT] = (float)output.left;
            tap[TAP_RIGHT] = (float)output.right;
        }
    }
    fence();
    store(&i64[FRAME], start + frames);
}

/* A PaStreamCallback; userdata: the words of a gate (rt/gate.py). */
EXPORTED int livenode_portaudio_callback(
    const void *inputs, void *outputs, unsigned_long frames, const void *time, unsigned_long flags, void *userdata
) {
    int64_t *gate = userdata, count = (int64_t)frames;
    int result = ABORT;
    store(&gate[GATE_BUSY], 1);
    fence();
    if (!load(&gate[GATE_OPEN])) {
        for (int64_t n = 0; n < count * gate[GATE_OUTPUTS]; n++) ((float *)outputs)[n] = 0.0f;
    } else if (*(int64_t *)(intptr_t)(gate[GATE_BLOCK] + 8 * TAG) == LAYOUT_TAG) {
        livenode_process_block((void *)(intptr_t)gate[GATE_BLOCK], inputs, outputs, NULL, count, (int64_t)flags);
        result = CONTINUE;
    }
    store(&gate[GATE_BUSY], 0);
    return result;
}
