/* One case with the eyes of whoever looks after its management oversight: the decision points with and without it,
 * what shows a manager's grip, and the times without any. */
#ifndef CORE_OVERSIGHT_H
#define CORE_OVERSIGHT_H

#include <stdbool.h>
#include "core/desk.h"

/* The page as text. Decision points are those of the policy's measures of oversight; what counts as oversight is what
 * stops its timescale oversight.case. Notes that the case was viewed. Owned; NULL on failure. */
char *oversight_page(struct desk *desk, const char *reference, struct error *err);

#endif
