/* The made-up caseload of screens.c in a folder of its own, and the clock that the test sets. */
#ifndef TESTS_SCREEN_CASELOAD_H
#define TESTS_SCREEN_CASELOAD_H

#include <stdint.h>

#include "tests/screen/pty.h"

struct caseload {
	char folder[64];
	char database[96], clock[96], policy[512];
};

/* Fri 1 Mar 2024 10:00 in London: when the caseload is made and every test begins. */
#define CASELOAD_START INT64_C(1709287200)

/* cmocka's group fixtures: one file is made and copied for each test, into *state. */
int caseload_make(void **state);
int caseload_remove(void **state);

/* As caseload_make, under the shipped practice with one line more in its section [policy]. */
int caseload_make_with(void **state, const char *line);

/* The test's fixtures: *state is a struct caseload afterwards. */
int caseload_begin(void **state);
int caseload_end(void **state);

/* Opens the screens in a terminal. term: "TERM=..." or NULL for xterm-256color; more: another variable. */
struct pty *caseload_open(const struct caseload *load, int rows, int cols, const char *term,
			  const char *more);

/* The same as for somebody who may not have been here on this day: Today comes first then. Does not wait for
 * the first screen. */
struct pty *caseload_come(const struct caseload *load, int rows, int cols);

/* Sets the clock to a moment (UTC seconds); it goes on from there. */
void caseload_set_clock(const struct caseload *load, int64_t moment);

/* Another process decides the contact of a reference. */
void caseload_decide(const struct caseload *load, const char *reference);

/* Another process allocates the case of a reference to Sam Grey. */
void caseload_allocate(const struct caseload *load, const char *reference);

/* Another process gives Sam Grey another role; "none" takes their account away. */
void caseload_role(const struct caseload *load, const char *role);

/* Another process finds no fault in the file: else the test ends. */
void caseload_check(const struct caseload *load);

/* Another process takes in n contacts of an hour ago, rated green: M-0001 and on where from is 1. */
void caseload_more(const struct caseload *load, int from, int n);

/* Another process takes in an extract of contacts: a heading and n bytes behind it, in one transaction. */
void caseload_import(const struct caseload *load, const char *rows, size_t n);

/* Contacts of an hour ago, rated green, n of them at once: M-0001 and on. */
void caseload_many(const struct caseload *load, int n);

#endif
