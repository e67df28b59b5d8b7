/* What the callback makes of a frame of the play rings: left and right, stems, what the limiter leaves.

   Of a part, left is mid + width * side and right is mid - width * side, each after its gain of the pan. So
   the mean of the two is the mid alone where the pan is in the middle, whatever the width. */

#ifndef LIVENODE_MIXING_H
#define LIVENODE_MIXING_H

#include "block.h"

typedef struct {
    double left, right;
} Pair;

/* The value, or 0 for NaN and infinite, which is counted. */
static inline double sound_of(Block block, float value) {
    if (__builtin_isfinite(value)) return value;
    block.i64[NONFINITE] += 1;
    return 0.0;
}

static inline void meter(Block block, int64_t word, double peak) {
    if (peak > block.f64[word]) block.f64[word] = peak;
}

static inline double loudest(Pair pair) {
    return larger(__builtin_fabs(pair.left), __builtin_fabs(pair.right));
}

static inline Pair scaled(Pair pair, double gain) {
    return (Pair){pair.left * gain, pair.right * gain};
}

/* The limiter's gain: what exceeds the ceiling is turned down at once, the gain returns slowly.
   peak: of the louder channel. */
static inline double limit(Block block, double peak) {
    double gain = block.f64[LIMITER_GAIN];
    gain += (1.0 - gain) * block.f64[LIMITER_RETURN];
    if (gain > 1.0 - 1e-6) gain = 1.0;
    if (peak * gain > CEILING) gain = CEILING / peak;
    block.f64[LIMITER_GAIN] = gain;
    return gain;
}

/* Write frame n of the two channels that two targets name; `mono` where they are the same channel. */
static inline void write_pair(
    Block block, float *outputs, int64_t n, int64_t target_l, int64_t target_r, Pair pair, double mono
) {
    int64_t channels = block.i64[OUTPUT_CHANNELS];
    int64_t channel_l = (int64_t)current(block, target_l);
    int64_t channel_r = (int64_t)current(block, target_r);
    if (channel_l >= 0 && channel_l < channels)
        outputs[n * channels + channel_l] = (float)(channel_l == channel_r ? mono : pair.left);
    if (channel_r >= 0 && channel_r < channels && channel_r != channel_l)
        outputs[n * channels + channel_r] = (float)pair.right;
}

/* A part's left and right after gain, width and pan; its stem and its place in the stereo ring are written. */
static inline Pair mix_part(
    Block block, float *outputs, int64_t n, int64_t part, double mid, double wide, double through, float *kept
) {
    wide *= current(block, PART_WIDTH + part);
    Pair pair = {
        (mid + wide) * current(block, PART_LEFT + part), (mid - wide) * current(block, PART_RIGHT + part)
    };
    Pair heard = scaled(pair, through);
    write_pair(block, outputs, n, PART_STEM_L + part, PART_STEM_R + part, heard, mid * through);
    if (kept) {
        kept[2 * part] = (float)heard.left;
        kept[2 * part + 1] = (float)heard.right;
    }
    return pair;
}

/* The sum of the rings at `frame`, left and right; writes stems and cue, zeroes what was taken.
   outputs, taps: zeroed, taps of this frame or null. through: what panic leaves of the stems and the cue,
   0 to 1. kept: the zeroed place of the frame in the stereo ring, null where that is not filled. */
static inline Pair mix_frame(
    Block block, float *outputs, int64_t frame, float *taps, int64_t n, double through, float *kept
) {
    int64_t capacity = block.i64[PLAY_CAPACITY];
    float *slot = block.f32 + RECORD_AT + block.i64[RECORD_CAPACITY] + (frame & (capacity - 1));
    double level = current(block, MASTER_LEVEL), gate = current(block, TRANSPORT_GATE);
    Pair mix = {0.0, 0.0};
    for (int64_t ring = 0; ring < MAIN_RINGS; ring++) {
        int is_part = ring < PARTS;
        float *middle = slot + ring * capacity, *side = slot + (SIDE + ring) * capacity;
        float value = *middle, wide = is_part ? *side : 0.0f;
        if (value == 0.0f && wide == 0.0f) continue;
        *middle = 0.0f;
        double gain = current(block, PART_GAIN + ring) * level * (is_part ? gate : 1.0);
        double sound = sound_of(block, value), mid = sound * gain;
        Pair pair = {mid, mid};
        if (is_part) {
            *side = 0.0f;
            pair = mix_part(block, outputs, n, ring, mid, sound_of(block, wide) * gain, through, kept);
        } else if (ring == CUE) {
            double cue = sound * current(block, CUE_OUT) * through;
            write_pair(block, outputs, n, CUE_L, CUE_R, (Pair){cue, cue}, cue);
        }
        meter(block, PART_PEAK + ring, loudest(pair));
        if (taps) taps[ring] = (float)(0.5 * (pair.left + pair.right));
        mix.left += pair.left;
        mix.right += pair.right;
    }
    return mix;
}

#endif
