/* What the files of keep share. Core's own. */
#ifndef CORE_KEEP_INNER_H
#define CORE_KEEP_INNER_H

#include <stdbool.h>
#include "base/error.h"
#include "core/desk_inner.h"

/* One audit line in a transaction of its own; false with err: it was not kept. */
bool keep_line_write(struct desk *desk, const struct desk_line *line, struct error *err);

#endif
