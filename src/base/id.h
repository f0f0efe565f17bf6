/* Identifiers: UUIDs as 36 lower-case characters.
 * Version 7 (time-ordered, RFC 9562) for what is recorded here; version 5 (name-based, by
 * libuuid) for what an extract brings, so that a row imported twice stays one record. */
#ifndef BASE_ID_H
#define BASE_ID_H

#include <stdbool.h>
#include <stdint.h>

enum { ID_SIZE = 37 };	/* 36 characters and the NUL */

/* A source of version-7 ids that grow even when the wall clock steps back. {0} is fresh. */
struct id_source {
	uint64_t last_ms;
	uint32_t counter;
};

/* The next id; now_ms is milliseconds since 1970. Ids from one source are strictly
 * increasing as text, whatever now_ms does. */
void id_next(struct id_source *source, uint64_t now_ms, char out[ID_SIZE]);

/* The id that stands for name inside space (both non-empty texts): the same for ever. */
void id_from_name(const char *space, const char *name, char out[ID_SIZE]);

/* True for 36 characters in UUID form, either case. */
bool id_valid(const char *text);

#endif
