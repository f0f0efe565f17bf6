/* What the files of the search of all children share. */
#ifndef TUI_KNOWN_INNER_H
#define TUI_KNOWN_INNER_H

#include "core/search.h"
#include "tui/edit.h"
#include "tui/recorded.h"
#include "tui/ui.h"

/* Children at most on the screen: another word is sooner typed than sixty rows are read. */
enum { KNOWN_MOST = 60 };

/* One child, copied out of the search; texts are owned, NULL where there is none. */
struct known_child {
	char *reference, *name, *born, *age, *family, *team, *worker, *merged_into, *why;
	bool open;
};

struct known_view {
	struct view view;
	bool before;		/* a new contact is to be recorded */
	record_done *done;
	void *arg;
	struct edit edit;
	struct search_birth birth;	/* among what was typed */
	struct known_child rows[KNOWN_MOST];
	size_t n, cursor, top;
	bool more;		/* there are others */
	bool searched;		/* something was looked for that is not on record yet */
};

/* The view's drawing. */
void known_draw(struct ui *ui, struct view *view);

bool known_point(struct ui *ui, struct view *view, int y, int x);	/* view_ops.point */

/* Rows of children that there is room for. */
size_t known_lines(const struct ui *ui);

/* The record that a child's contact goes to: the one that took it up, where it was merged. */
const char *known_reference(const struct known_child *child);

#endif
