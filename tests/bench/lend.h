/* What main lends to core, for benchmarks that call core themselves. */
#ifndef BENCH_LEND_H
#define BENCH_LEND_H

#include "core/desk.h"

/* The machine as it is: wall clock, caller. Texts live as long as the program. */
struct surroundings lend_machine(void);

/* Opens the file as it stood at `now` (a file for rehearsing, in which that may also record). Ends
 * the program when it cannot. world is borrowed until desk_close. */
struct desk *lend_desk(const char *database, int64_t now, const struct surroundings *world);

#endif
