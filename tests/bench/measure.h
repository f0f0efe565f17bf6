/* What the benchmarks share: a clock, an order of samples, and an end with a sentence. */
#ifndef BENCH_MEASURE_H
#define BENCH_MEASURE_H

#include <stddef.h>

/* Milliseconds of a clock that never steps. */
double measure_ms(void);

/* The value below which `share` (0 to 1) of the n samples lie; sorts them. 0 of none. */
double measure_part(double *samples, size_t n, double share);

/* Says why on standard error and ends the program with status 1. */
_Noreturn void measure_die(const char *what, const char *why);

/* Makes `to` a copy of the file `from`; ends the program when it cannot. */
void measure_copy(const char *from, const char *to);

/* Reads a file through once, so that no run after it waits for what was not in memory yet. */
void measure_warm(const char *path);

#endif
