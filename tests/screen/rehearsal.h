/* A file for rehearsal in a folder of its own, made and filled by the program itself, for tests of the screens. */
#ifndef TESTS_SCREEN_REHEARSAL_H
#define TESTS_SCREEN_REHEARSAL_H

#include "tests/screen/pty.h"

/* From the folder of the build. */
#define REHEARSAL_PROGRAM "src/caseclock"

enum { REHEARSAL_ENVIRONMENT = 5 };

struct rehearsal {
	char *program, *folder, *database;	/* whole paths, so that a test may work in another folder */
	char *set[REHEARSAL_ENVIRONMENT];
	const char *env[REHEARSAL_ENVIRONMENT + 1];
};

/* An empty folder tests/screen/NAME.XXXXXX and the environment of a program that works in it; no file yet. Never
 * NULL. Owned: rehearsal_free. */
struct rehearsal *rehearsal_new(const char *name);

/* Removes the folder with all that is in it. */
void rehearsal_free(struct rehearsal *rehearsal);

/* One command of the program, at a moment, NULL: as the clock stands; its words end with NULL. The test fails where
 * the command does. */
void rehearsal_run(const struct rehearsal *rehearsal, const char *now, ...);

/* The same; what the command prints. Owned. */
char *rehearsal_said(const struct rehearsal *rehearsal, const char *now, ...);

/* The screens at a moment, NULL: as the clock stands; as a person of that login sees them, NULL whoever runs the
 * test; queue: opened there, NULL Today. */
struct pty *rehearsal_open(const struct rehearsal *rehearsal, const char *now, const char *login, const char *queue,
			   int rows, int cols);

#endif
