/* The dates of a rhythm (every Monday, every two months, each school term). */
#ifndef CLOCK_GRID_H
#define CLOCK_GRID_H

#include <stdint.h>
#include "clock/timescale.h"

/* The first date of the grid after day; CIVIL_NONE when there is none before 2101. */
int32_t grid_next(const struct grid *grid, const struct calendar *calendar, int32_t day);

#endif
