/* A file for rehearsal in a folder of its own, made and filled by the program itself, for tests of the screens. */
#ifndef TESTS_SCREEN_REHEARSAL_H
#define TESTS_SCREEN_REHEARSAL_H

#include "tests/screen/pty.h"

#define REHEARSAL_PROGRAM "src/caseclock"

enum { REHEARSAL_ENVIRONMENT = 8 };

struct rehearsal {
	char folder[64], database[96], data[512];
	char set[REHEARSAL_ENVIRONMENT][600];
	const char *env[REHEARSAL_ENVIRONMENT + 1];
};

/* An empty folder tests/screen/NAME.XXXXXX and the environment of a program that works in it; no file yet. Never
 * NULL. Owned: rehearsal_free. */
struct rehearsal *rehearsal_new(const char *name);

/* Removes the folder with all that is in it. */
void rehearsal_free(struct rehearsal *rehearsal);

/* One command of the program, at a moment; its words end with NULL. The test fails where the command does. */
void rehearsal_run(const struct rehearsal *rehearsal, const char *now, ...);

/* The screens at a moment, as a person of that login sees them; queue: opened there, NULL Today. */
struct pty *rehearsal_open(const struct rehearsal *rehearsal, const char *now, const char *login, const char *queue,
			   int rows, int cols);

#endif
