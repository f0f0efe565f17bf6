/* The rows of a queue as a source for a list: pages by key where core can page, else (another
 * order, the past, cases that need attention) all of them read once. */
#ifndef TUI_QUEUE_SOURCE_H
#define TUI_QUEUE_SOURCE_H

#include "core/queue.h"
#include "tui/list.h"
#include "tui/marks.h"

enum queue_group { GROUP_NONE, GROUP_TEAM, GROUP_WORKER, GROUP_FAMILY, GROUP_RATING };
enum { QUEUE_GROUPS = GROUP_RATING + 1 };

/* More rows than these are not grouped: a group is known only when all of its rows are. */
enum { QUEUE_GROUP_MOST = 50000 };

/* One row of the list: a copy with its own texts. */
struct queue_item {
	struct queue_row row;
	size_t at;		/* its number where all are held */
	bool settled;		/* acted on here: stays where it is, dimmed, until the next move */
	bool heading;		/* of a group: row.timescale is its key ("" none), row.title what it is called
				 * (NULL: without), all else of the row is empty */
	bool folded;		/* heading: its rows are not shown */
	size_t rows, overdue;	/* heading: of the group */
	bool held_known;	/* held_since was looked up */
	int64_t held_since;	/* since when the worker, or nobody, has the case; INSTANT_NONE not known */
	bool shown_known;	/* shown was looked up */
	char shown[200];		/* what the policy's queue shows of the clock, in one line; "" nothing */
};

struct queue_source {
	struct desk *desk;
	struct queue_query query;	/* what it points to is lent by the view */
	enum queue_group group;
	struct marks folded;		/* keys of the groups whose rows are not shown */
	bool paged;
	struct queue_item **all;	/* where it is not: every row, in groups where there are some */
	size_t n, room;
	struct queue_item **headings;	/* one for each group */
	size_t n_headings;
	struct queue_item **shown;	/* of both, what can be seen; borrowed from them */
	size_t n_shown;
};

/* The first row of a case among those of the query, of that about where one is given (NULL: any); the case's clocks
 * are looked at, not the rows before them. *row is owned; NULL: there is none, and *filtered says whether the filter
 * alone leaves it out. */
bool queue_source_case(struct queue_source *source, const char *reference, const char *about,
		       struct queue_item **row, bool *filtered, struct error *err);

/* Where all rows are held: makes `at` of a row that is there no more the number of `next`, which came after it. False,
 * and nothing done, when that is not there either, or rows come in pages. */
bool queue_source_put_before(const struct queue_source *source, struct queue_item *row, const struct queue_item *next);

/* Shows the rows of the group in which the row is. */
void queue_source_unfold(struct queue_source *source, const struct queue_item *row);

/* list_source.page and the others, with a struct queue_source for their argument. */
extern const struct list_source queue_list_source;

/* Takes note of a changed query, or reads again what is held. */
bool queue_source_load(struct queue_source *source, struct error *err);

/* Drops what is held. */
void queue_source_done(struct queue_source *source);

/* Shows or hides the rows of a heading's group; what is held is not read again. */
void queue_source_fold(struct queue_source *source, const struct queue_item *heading, bool fold);

/* The rows of a heading's group, *n of them; borrowed until the source is loaded again. */
struct queue_item *const *queue_source_rows(const struct queue_source *source, const struct queue_item *heading,
					    size_t *n);

/* Puts what is held in groups, in their order, and makes the headings; queue_groups.c. */
void queue_source_group(struct queue_source *source);

/* The same item once more; owned, released with free(). */
struct queue_item *queue_item_copy(const struct queue_item *item);

/* A copy of a row; owned, released with free(). */
struct queue_item *queue_item_new(const struct queue_row *row);

/* The same clock of the same case? */
bool queue_item_same(const void *a, const void *b);

/* The clock of an item as it stands now, running or ended, or the one that took its place because the
 * rating is another; *fresh NULL when there is none any more. */
bool queue_item_now(struct desk *desk, const struct queue_item *item, struct queue_item **fresh,
		    struct error *err);

#endif
