/* A small authority for the tests of core: a folder with a policy and a file of its own, people
 * of each role, and a wall clock that only the test moves. */
#ifndef TESTS_CORE_WORLD_H
#define TESTS_CORE_WORLD_H

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "core/act.h"
#include "core/desk.h"
#include "core/file.h"

enum { WORLD_PATH = 256 };

struct world {
	char folder[WORLD_PATH], policy[WORLD_PATH], database[WORLD_PATH];
	int64_t ms;			/* what the wall clock says */
	struct surroundings surroundings;
	struct desk *desk;		/* the administrator's */
};

/* Makes it on Fri 1 Mar 2024 09:00 with the teams "North" and "South", a file of that kind, and these
 * people: Ada Green (login ada, manager, North), Sam Grey (sam, practitioner, North), Rea Dunn (rea,
 * reader). */
struct world *world_new(const char *kind);
void world_free(struct world *world);

/* As cmocka's fixtures, for a live file. */
int world_setup(void **state);
int world_setup_rehearsing(void **state);
int world_teardown(void **state);

/* The instant of a local time "2024-03-01 10:00" or "2024-03-01T10:00+01:00". */
int64_t when(const char *text);

/* Moves the wall clock there and refreshes the desk. */
void world_at(struct world *world, const char *text);

/* Another desk in the same file: the account's own, or that of a login in a rehearsing file. */
struct desk *world_desk(struct world *world, const char *as_login);

/* Records one event and fails the test when it is refused. fields: "rating=red", ..., NULL. at: NULL now. */
struct act_result record(struct desk *desk, const char *reference, const char *kind, const char *at, ...)
	__attribute__((sentinel));

/* The same, expected to be refused: the reason. kind of the error in *kind_of (may be NULL). */
const char *refused(struct desk *desk, const char *reference, const char *kind, const char *at, ...)
	__attribute__((sentinel));

/* Writes a file into one of the world's folders; returns path, where its name then stands. */
const char *world_put(const char *folder, const char *name, const char *text, char path[WORLD_PATH * 2]);

/* How many events there are in the file, of all cases. */
int world_events(struct world *world);

/* Reads the case and derives it. */
struct file *taken(struct desk *desk, const char *reference);

/* The one clock of a timescale that is not withdrawn; fails when there is none. */
const struct clock *clock_of(const struct file *file, const char *timescale);

/* The status of that clock of a case. */
enum clock_status world_status(struct desk *desk, const char *reference, const char *timescale);

/* Fails unless what is stored is what the events give, and nothing else is wrong with the file. */
void world_is_whole(struct desk *desk);

#endif
