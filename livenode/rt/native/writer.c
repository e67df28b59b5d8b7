/* The one function that writes a play ring (rt/writer.py says what for), safe against its own lateness. */

#include "block.h"

typedef struct {
    double old, new, product;
} Powers;

/* How loud old and new are in the fade, and how alike: from `first` to the end of the lead-in. */
static Powers measure(const float *ring, int64_t mask, const float *lead, int64_t lead_at, int64_t first, int64_t end) {
    Powers powers = {1e-12, 1e-12, 0.0};
    for (int64_t frame = first; lead && frame < end; frame++) {
        double old = ring[frame & mask], new = lead[frame - lead_at];
        powers.old += old * old;
        powers.new += new * new;
        powers.product += old * new;
    }
    return powers;
}

/* The gain that keeps the power of a crossfade level (Fink, Holters & Zoelzer 2016), whether the two are
   alike or not. */
static double fade_level(Powers powers, double fall, double rise) {
    double root = __builtin_sqrt(powers.old * powers.new), alike = larger(powers.product / root, 0.0);
    double own = powers.old * fall * fall + powers.new * rise * rise;
    return __builtin_sqrt(own / (own + 2.0 * fall * rise * root * alike));
}

/* Replace [start, start + frames) of a ring by `audio` (null: silence), behind a fade of `fade` frames.

   lead: what fades in before `start`, (fade) or null. rise: the fade's gain at each of its frames, its mirror
   is the fall. least: the first frame that may be stored, beside what the counter says. told: receives the
   first frame stored, frames stored, frames too late, the frame before which all was too late. */
EXPORTED void livenode_write_ring(
    void *address, int64_t ring, int64_t start, int64_t frames, const float *audio, const float *lead,
    const double *rise, int64_t fade, int64_t least, int64_t *told
) {
    Block block = block_at(address);
    int64_t *i64 = block.i64, mask = i64[PLAY_CAPACITY] - 1;
    float *place = block.f32 + RECORD_AT + i64[RECORD_CAPACITY] + ring * i64[PLAY_CAPACITY];
    int64_t guard = later(3 * i64[SAMPLERATE] / 100, 3 * load(&i64[MAX_BLOCK]));
    int64_t edge = later(load(&i64[FRAME]) + guard, least);
    int64_t first = later(start - fade, edge), end = start + frames, late = 0;
    Powers powers = measure(place, mask, lead, start - fade, first, earlier(start, first + fade));
    for (int64_t frame = first; frame < end; frame++) {
        float *slot = place + (frame & mask), new = 0.0f;
        if (frame >= start && audio) new = audio[frame - start];
        if (frame < start && lead) new = lead[frame - start + fade];
        int64_t step = frame - first;
        if (step < fade) {
            double up = rise[step], down = rise[fade - 1 - step];
            *slot = (float)((*slot * down + new * up) * fade_level(powers, down, up));
        } else {
            *slot = new;
        }
    }
    if (audio) late = earlier(later(edge - start, 0), frames);
    fence(); /* the counter is read after all that was stored */
    int64_t late_edge = load(&i64[FRAME]) + load(&i64[MAX_BLOCK]);
    for (int64_t frame = first; frame < earlier(end, late_edge); frame++) {
        float *slot = place + (frame & mask);
        if (*slot == 0.0f) continue; /* what was heard in time is zero already */
        *slot = 0.0f;
        late += audio != 0; /* silence that comes too late is no loss */
    }
    if (ring < SIDE) i64[LATE_WRITE_FRAMES] += late;
    told[0] = first;
    told[1] = later(0, end - first);
    told[2] = late;
    told[3] = late_edge;
}
