/* What the files of keep share. Core's own. */
#ifndef CORE_KEEP_INNER_H
#define CORE_KEEP_INNER_H

#include <stdbool.h>
#include <stdint.h>
#include "base/error.h"
#include "core/desk_inner.h"

struct act_proof;

/* One audit line in a transaction of its own; false with err: it was not kept. */
bool keep_line_write(struct desk *desk, const struct desk_line *line, struct error *err);

/* Who hears of what moves, and how much did. */
struct keep_deriving {
	void (*line)(void *arg, const char *text); /* may be NULL */
	void *arg;
	const char *what;	/* of the audit lines; NULL: that the policy moved them */
	bool begins;		/* line hears of the clocks that are new too */
	int64_t moved, fresh;	/* set: clocks that moved, and those that are new */
};

/* Every case derived again, inside a transaction. Each running clock whose due is another, or that runs no
 * longer, is told and has its audit line; one that gave way to another of the same duty is told with that one. False with err: the caller rolls back. */
bool keep_derive_all(struct desk *desk, struct keep_deriving *deriving, struct error *err);

/* Ends what keep_derive_all was part of, done well or not (ok): kept, or taken back where it is dry_run; then the
 * desk's practice is read again, since either way it may be another than the one last read. False with err, which
 * stays as it is where ok was false. */
bool keep_finish(struct desk *desk, bool ok, bool dry_run, const struct act_proof *proof, struct error *err);

#endif
