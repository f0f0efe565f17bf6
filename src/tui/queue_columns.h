/* The columns of a queue: what each shows, how wide, and which go first when there is no room. */
#ifndef TUI_QUEUE_COLUMNS_H
#define TUI_QUEUE_COLUMNS_H

#include "tui/layout.h"
#include "tui/pen.h"
#include "tui/queue_source.h"
#include "tui/ui.h"

enum { QUEUE_COLUMNS = 13 };

struct queue_column {
	const char *title;	/* untranslated */
	const char *sort;	/* as queue_can_sort knows it */
	struct column width;
	bool right;
};
extern const struct queue_column queue_columns[QUEUE_COLUMNS];

/* Cells for each column on so many cells. skipped: how many are scrolled away to the left; the sign, the
 * reference and the time left stay. Returns how many of skipped were of use. */
int queue_columns_fit(int cols, int skipped, int widths[QUEUE_COLUMNS]);

/* What stands beside the sign of a row. */
enum queue_sign { QUEUE_PLAIN, QUEUE_MARKED, QUEUE_NEW };

/* One row. */
void queue_row_draw(struct ui *ui, struct pen *pen, const struct queue_item *item, enum queue_sign sign,
		    const int widths[QUEUE_COLUMNS]);

/* The clock's title in the person's language or, where that needs more than so many cells, its brief name; NULL
 * where the row is of no clock. Borrowed from the practice or for ever. */
const char *queue_clock_name(const struct queue_row *row, int cells);

/* The word of a rating ("Red"), "? violet" where no policy knows it, "-" where there is none. Borrowed from the
 * catalogue, or own. */
const char *queue_rating(const char *rating, char own[64]);

/* Cells of the widest of those words; never fewer than least. */
int queue_rating_cells(int least);

/* The heading of a group of rows. */
void queue_heading_draw(struct ui *ui, struct pen *pen, const struct queue_item *heading,
			enum queue_group group);

/* True where the time with the worker is shown: each item must know it then. */
bool queue_columns_held(const int widths[QUEUE_COLUMNS]);

/* The line of titles. sort: the column (with "-" when reversed) that is marked; NULL none. */
void queue_titles_draw(struct pen *pen, const int widths[QUEUE_COLUMNS], const char *sort);

/* The calendar by which a clock is counted. */
const struct calendar *queue_calendar(struct desk *desk, const char *timescale);

/* The next moment after now at which a figure of the row changes. */
int64_t queue_row_next(const struct desk *desk, const struct queue_row *row, int64_t now);

#endif
