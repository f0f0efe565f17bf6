/* One act as bare rows: what it wrote into one file is found by comparison and written again into
 * another by prepared statements, in one durable transaction. */
#ifndef BENCH_FLOOR_COMMIT_H
#define BENCH_FLOOR_COMMIT_H

struct floor_commit;

/* done has the act already, bare (until then the same) not yet; both stay open. Owned. */
struct floor_commit *floor_commit_new(const char *bare, const char *done);
void floor_commit_free(struct floor_commit *floor);

/* Finds the rows that an act on the case wrote into `done`; returns how many. */
int floor_commit_find(struct floor_commit *floor, const char *reference);

/* Writes them into `bare`; milliseconds from BEGIN to the end of COMMIT. */
double floor_commit_write(struct floor_commit *floor);

#endif
