/* The row that stands for a derived clock: what is stored with the case, and what the views into
 * the past show without storing it. Core's own: store/ stays below. */
#ifndef CORE_FILE_ROW_H
#define CORE_FILE_ROW_H

#include "core/file.h"
#include "store/rows.h"

/* Who has the case at desk->now as known at desk->known, by its events: the names of the latest
 * allocation. Borrowed from file; NULL: nobody. */
void file_holders(const struct desk *desk, const struct file *file, const char **team, const char **worker);

/* The rating that goes with `about` (-1: the child's latest), NULL when none: the one of the contact
 * out of which it came; an unknown one as the extract said it. Borrowed from file. */
const char *file_rating(const struct desk *desk, const struct file *file, int about);

/* When the thing was opened; for -1 when the case was. */
int64_t file_opened(const struct desk *desk, const struct file *file, int about);

/* Fills row (id 0) for one of file->clocks: its state and next change are those at desk->now. folded is
 * utf8_fold of reference and name. Pointers are borrowed from file, the practice and folded. */
void file_clock_row(const struct desk *desk, const struct file *file, const struct clock *clock,
		    const char *folded, struct clock_row *row);

/* Since when the worker, or nobody (NULL), has had the case. */
int64_t file_held_since(const struct desk *desk, const struct file *file, const char *worker);

#endif
