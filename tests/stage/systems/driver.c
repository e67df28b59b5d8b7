/* Load a compiled callback, play and write through it for some seconds, print a digest of all it made. */

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "block.h"

#ifdef _WIN32
#include <windows.h>
#define OPEN(path) ((void *)LoadLibraryA(path))
#define FIND(library, name) ((void *)GetProcAddress((HMODULE)(library), name))
#else
#include <dlfcn.h>
#define OPEN(path) dlopen(path, RTLD_NOW)
#define FIND(library, name) dlsym(library, name)
#endif

enum { RING = 1 << 14, BLOCK = 256, BLOCKS = 2000, FADE = 240 };

typedef void process_block(void *, const float *, float *, float *, int64_t, int64_t);
typedef void write_ring(
    void *, int64_t, int64_t, int64_t, const float *, const float *, const double *, int64_t, int64_t, int64_t *
);

static uint64_t state = 1, digest = 14695981039346656037u;

static float noise(void) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (float)(int32_t)(state >> 32) / 2147483648.0f;
}

static void add(const void *bytes, size_t size) {
    for (size_t n = 0; n < size; n++) digest = (digest ^ ((const unsigned char *)bytes)[n]) * 1099511628211u;
}

static void set_up(Block block, size_t size) {
    block.i64[TAG] = LAYOUT_TAG;
    block.i64[BLOCK_BYTES] = (int64_t)size;
    block.i64[SAMPLERATE] = 48000;
    block.i64[RECORD_CAPACITY] = block.i64[PLAY_CAPACITY] = block.i64[STEREO_CAPACITY] = RING;
    block.i64[INPUT_CHANNELS] = 1;
    block.i64[OUTPUT_CHANNELS] = 2;
    block.i64[RAMP_FRAMES] = 240;
    block.i64[STEREO_ASKED] = 1;
    block.f64[LIMITER_GAIN] = 1.0;
    block.f64[LIMITER_RETURN] = 0.0004;
    block.f64[POWER_SHARE] = 0.00007;
    block.f64[PEAK_FALL] = 0.99993;
    for (int part = 0; part < MAIN_RINGS; part++) block.f64[TARGET_AT + PART_GAIN + part] = 0.8 + 0.1 * part;
    for (int part = 0; part < PARTS; part++) {
        block.f64[TARGET_AT + PART_WIDTH + part] = 0.25 * part;
        block.f64[TARGET_AT + PART_LEFT + part] = 1.0;
        block.f64[TARGET_AT + PART_RIGHT + part] = 0.7;
        block.f64[TARGET_AT + PART_STEM_L + part] = block.f64[TARGET_AT + PART_STEM_R + part] = -1.0;
    }
    block.f64[TARGET_AT + INPUT_GAIN] = block.f64[TARGET_AT + MASTER_LEVEL] = 1.0;
    block.f64[TARGET_AT + TRANSPORT_GATE] = block.f64[TARGET_AT + OUT_R] = block.f64[TARGET_AT + LIMITER] = 1.0;
    block.f64[TARGET_AT + MONITOR] = 0.3;
    block.f64[TARGET_AT + CUE_L] = block.f64[TARGET_AT + CUE_R] = -1.0;
}

int main(int count, char **words) {
    void *library = count > 1 ? OPEN(words[1]) : NULL;
    if (!library) return 2;
    process_block *process = (process_block *)FIND(library, "livenode_process_block");
    write_ring *write = (write_ring *)FIND(library, "livenode_write_ring");
    size_t size = 4 * (RECORD_AT + (size_t)RING * (2 + PLAY_RINGS + STEREO_CHANNELS));
    Block block = block_at(calloc(1, size));
    static float inputs[BLOCK], outputs[2 * BLOCK], taps[BLOCK * TAPS], audio[2048], lead[FADE];
    double rise[FADE];
    int64_t told[4];
    set_up(block, size);
    for (int n = 0; n < FADE; n++) rise[n] = (n + 0.5) / FADE;
    for (int number = 0; number < BLOCKS; number++) {
        for (int n = 0; n < BLOCK; n++) inputs[n] = noise();
        if (number % 8 == 0) {
            for (int n = 0; n < 2048; n++) audio[n] = noise();
            for (int n = 0; n < FADE; n++) lead[n] = noise();
            int64_t ring = number / 8 % PLAY_RINGS, start = block.i64[FRAME] + 3000;
            write(block.i64, ring, start, 2048, audio, lead, rise, FADE, 0, told);
            add(told, sizeof told);
        }
        if (number % 50 == 0) block.f64[TARGET_AT + MASTER_LEVEL] = 0.5 + 0.5 * noise();
        process(block.i64, inputs, outputs, taps, BLOCK, 0);
        add(outputs, sizeof outputs);
        add(taps, sizeof taps);
    }
    add(block.i64, size);
    printf("%016" PRIx64 "\n", digest);
    return 0;
}
