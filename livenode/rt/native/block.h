/* The one block of memory, as layout.py lays it out: layout.h is written from it before this is compiled.

   The same bytes are looked at as int64, double and float (-fno-strict-aliasing). The compiler may not move
   accesses across `load`, `store` and `fence`; on ARM they are the right barrier instructions, on x86 a
   release store and an acquire load cost nothing. */

#ifndef LIVENODE_BLOCK_H
#define LIVENODE_BLOCK_H

#include <stdint.h>

#include "layout.h"

#ifdef _WIN32
#define EXPORTED __declspec(dllexport)
#else
#define EXPORTED __attribute__((visibility("default")))
#endif

typedef struct {
    int64_t *i64;
    double *f64;
    float *f32;
} Block;

static inline Block block_at(void *address) {
    return (Block){address, address, address};
}

static inline int64_t load(const int64_t *word) {
    return __atomic_load_n(word, __ATOMIC_ACQUIRE);
}

static inline void store(int64_t *word, int64_t value) {
    __atomic_store_n(word, value, __ATOMIC_RELEASE);
}

static inline void fence(void) {
    __atomic_thread_fence(__ATOMIC_SEQ_CST);
}

static inline double current(Block block, int64_t target) {
    return block.f64[CURRENT_AT + target];
}

static inline double larger(double a, double b) {
    return a > b ? a : b;
}

static inline int64_t later(int64_t a, int64_t b) {
    return a > b ? a : b;
}

static inline int64_t earlier(int64_t a, int64_t b) {
    return a < b ? a : b;
}

#endif
