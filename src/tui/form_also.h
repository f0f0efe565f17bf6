/* One form for several cases: what was recorded on the first is recorded on the others. */
#ifndef TUI_FORM_ALSO_H
#define TUI_FORM_ALSO_H

#include "core/form.h"
#include "tui/reasons.h"

/* What becomes of one form on several cases. */
struct form_told {
	size_t done;
	struct reasons refused, warned;
};

/* The first of n references on which the kind can be recorded; NULL: on none, and refused says why of each.
 * Borrowed. */
const char *form_also_first(struct desk *desk, const char *kind, char *const *references, size_t n,
			    struct reasons *refused);

/* Records what the form says on each of n references, as they were when it was opened: seen[i] is form_seen of then.
 * One on which somebody else has recorded since is refused, and what was typed is kept as its draft. */
void form_save_also(struct desk *desk, const struct form *form, char *const *references, const int64_t *seen,
		    size_t n, struct form_told *told);

/* One more on which it was recorded. */
void form_told_add(struct form_told *told, const char *reference, const struct act_result *result);

/* What is said of it: on how many, which were refused and why, else what is to be known of some. Owned. */
char *form_told_text(const struct form_told *told, int cells);

void form_told_done(struct form_told *told);	/* releases what it holds */

#endif
