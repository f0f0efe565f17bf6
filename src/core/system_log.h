/* The system's log, where the audit trail cannot take a line. Core's own. */
#ifndef CORE_SYSTEM_LOG_H
#define CORE_SYSTEM_LOG_H

#include <stdbool.h>
#include "core/desk_inner.h"

/* Gives the line to the system's log: ids, codes and the account, no name of a child and no text that
 * somebody typed (chapter 6 B15). False when there is no log or it did not take it; then what the line
 * tells of must not be done. */
bool system_log_line(struct desk *desk, const struct desk_line *line);

#endif
