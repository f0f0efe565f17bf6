/* What is on record of a duty before its clock is judged (rule 13). The clock room's own. */
#ifndef CLOCK_EVIDENCE_H
#define CLOCK_EVIDENCE_H

#include "clock/interval.h"

/* Place of the latest stop of the duty that says that earlier ones are not known; sight->n if none. It may
 * belong to a later start. */
size_t evidence_latest(const struct interval *in);

/* Place of the latest stop from `since` on (included) and before a moment (excluded); sight->n if none. */
size_t evidence_before(const struct interval *in, struct point since, int64_t moment);

/* True when there is one. */
bool evidence_any(const struct interval *in, struct point since, int64_t moment);

/* True when what the interval starts with is itself what the duty asks for: from one core group to the next. */
bool evidence_at_start(const struct interval *in);

#endif
