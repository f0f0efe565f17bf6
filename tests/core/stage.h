/* More for the world of the tests of core: policy files that are added, rows that are gathered, forms that
 * are filled in. */
#ifndef TESTS_CORE_STAGE_H
#define TESTS_CORE_STAGE_H

#include "core/form.h"
#include "core/queue.h"
#include "world.h"

/* Writes a file into the world's policy folder. */
void stage_write(struct world *world, const char *name, const char *text);

/* Applies the folder as it stands now. Returns how many clocks moved. */
int64_t stage_apply(struct world *world);

enum { STAGE_ROWS = 2000 };

/* "C-1 mash.24h overdue", one a row. */
struct stage_rows {
	char text[STAGE_ROWS][96];
	enum clock_status status[STAGE_ROWS];
	struct queue_place place[STAGE_ROWS];
	int64_t due[STAGE_ROWS];
	int more[STAGE_ROWS];
	bool unallocated[STAGE_ROWS];
	int n, stop; /* stop: after so many; 0 never */
};
bool stage_take(void *arg, const struct queue_row *row);
void stage_list(struct desk *desk, const struct queue_query *query, struct stage_rows *rows);

/* Fails unless the counts of the query are those of its rows. */
void stage_counts(struct desk *desk, const struct queue_query *query);

struct filter *stage_filter(struct desk *desk, const char *line);

/* The form of a kind of event for a case, NULL a new one; the test fails where it does not open. Owned: form_free. */
struct form *stage_opened(struct desk *desk, const char *kind, const char *reference);

/* Which of its fields has that name; the test fails where none has. */
size_t stage_place(const struct form *form, const char *name);

/* Types a value in the place of what stands in the field. */
void stage_set(struct form *form, const char *name, const char *value);

/* Every clock of the file, ended ones too, as rows of a queue in one line: "C-1 mash.24h overdue; ...". Owned. each
 * may leave some out, and gives the others to stage_add_row with its own arg. */
char *stage_clocks(struct desk *desk, queue_each_row *each);
bool stage_add_row(void *arg, const struct queue_row *row);

/* Fails unless all of them are as wanted. */
void stage_expect(struct desk *desk, const char *wanted);

/* The next of numbers that are the same in every run; *random is where they are, at first any number. */
unsigned stage_chance(unsigned *random);

#endif
