/* A disk that can lose its power: passes every call of the engine through to the real one, keeps a
 * record, and makes from it what could be on the disk had the power failed at any moment. */
#ifndef TESTS_FAULT_POWERLOSS_H
#define TESTS_FAULT_POWERLOSS_H

#include <stddef.h>

/* From now on the engine's files are recorded; path is the database, as it is now. */
void powerloss_begin(const char *path);

/* Marks a moment: what was saved before it has been told. */
void powerloss_told(void);

/* Back to the real disk; the record stays. */
void powerloss_end(void);

/* Number of recorded calls. */
size_t powerloss_calls(void);

/* Writes to `to` (and the journal beside it) what could be left when the power fails after `calls` calls:
 * what was synced, and of the rest any sectors of 512 bytes that chance picks. Returns how many
 * powerloss_told there were before. */
int powerloss_image(const char *to, size_t calls, unsigned seed);

void powerloss_free(void);

#endif
