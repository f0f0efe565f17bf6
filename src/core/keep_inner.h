/* What the files of keep share. Core's own. */
#ifndef CORE_KEEP_INNER_H
#define CORE_KEEP_INNER_H

#include <stdbool.h>
#include <stdint.h>
#include "base/error.h"
#include "core/desk_inner.h"
#include "core/keep.h"

/* One audit line in a transaction of its own; false with err: it was not kept. */
bool keep_line_write(struct desk *desk, const struct desk_line *line, struct error *err);

/* Every case derived again, inside a transaction. Each running clock whose due is another, or that runs no
 * longer, is told to line (may be NULL) and has its audit line. */
struct keep_deriving {
	keep_line *line;
	void *arg;
	const char *what;      /* of the audit lines; NULL: that the policy moved them */
	int64_t moved, fresh;  /* set: clocks that moved, and those that are new */
};
bool keep_derive_all(struct desk *desk, struct keep_deriving *deriving, struct error *err);

#endif
