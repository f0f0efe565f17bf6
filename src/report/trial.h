/* What a draft policy would have done: the events of a past period judged by the practice that
 * was in force and again by the draft, side by side. Nothing is stored. */
#ifndef REPORT_TRIAL_H
#define REPORT_TRIAL_H

#include <stdbool.h>
#include <stdint.h>
#include "core/desk.h"
#include "policy/bundle.h"

struct trial_count {
	int64_t total, within, open; /* as in struct measure_row */
};

struct trial_row {
	const char *timescale;
	const char *title;
	struct trial_count was, would;
	bool is_there, would_be_there; /* whether the policy in force, and the draft, have the timescale */
};

/* Judges the clocks whose due is from <= due <= to (dates) twice and calls each for every timescale that
 * has any, in the draft's order. The draft judges all of it, as if it had always been in force. */
bool trial_run(struct desk *desk, const struct bundle *draft, int32_t from, int32_t to,
	       bool (*each)(void *arg, const struct trial_row *row), void *arg, struct error *err);

#endif
