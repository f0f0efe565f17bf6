/* Files and rows for the tests of the store: synthetic, small, the same each time. */
#ifndef TESTS_STORE_MADE_H
#define TESTS_STORE_MADE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "store/rows.h"
#include "store/store.h"

enum { MADE_PATH = 256 };

/* A folder of its own with a path for a database in it. */
struct made {
	char folder[MADE_PATH];
	char path[MADE_PATH + 16];
};

/* cmocka set-up and tear-down: *state becomes a struct made with an empty folder, which goes
 * with all that is in it. */
int made_setup(void **state);
int made_teardown(void **state);

/* path of another file in the folder; out has room for size. */
void made_beside(const struct made *made, const char *name, char *out, size_t size);

/* How many files there are in the folder. */
int made_files(const struct made *made);

/* Creates, or opens, or dies. */
struct store *made_create(const struct made *made);
struct store *made_open(const struct made *made);

/* Ids that are the same in every run: of case i, of event e of case i. */
void made_case_id(int i, char out[37]);
void made_event_id(int i, int e, char out[37]);

/* Rows whose texts live as long as the struct. */
struct made_case {
	struct case_row row;
	char id[37], reference[24], name[48], folded[80], team[24], worker[24];
};
void made_case(struct made_case *made, int i);

struct made_event {
	struct event_row row;
	char id[37], case_id[37], note[80];
};
void made_event(struct made_event *made, int i, int e);

/* Clock number c of case i, running, in queue "contacts", "assessments" or "protection". */
void made_clock(struct clock_row *row, const struct made_case *made, int i, int c);

/* Cases from..to-1 with events, clocks and an audit line each, in one transaction. */
void made_fill(struct store *store, int from, int to, int events, int clocks);

/* One transaction of one case with one event and its audit line; false when it was not saved. */
bool made_save(struct store *store, int i, struct error *err);

/* Rows of a table, by an engine connection of the test's own. */
int64_t made_count(const char *path, const char *table);

/* Runs sql on the file by such a connection, with triggers off when `force`; true when it was done. */
bool made_sql(const char *path, const char *sql, bool force);

/* The first column of the first row as text; owned. */
char *made_ask(const char *path, const char *sql);

/* Fails the test unless the file at path is of that version. */
void made_is_version(const char *path, const char *version);

void made_read(const char *path, char **bytes, size_t *n);	/* bytes owned */
void made_write(const char *path, const char *bytes, size_t n);

/* store_check and audit_verify on an open store: asserts that nothing is wrong. */
void made_is_whole(struct store *store);

#endif
