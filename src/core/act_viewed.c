#include "config.h"

#include "clock/zone.h"
#include "core/act_inner.h"

/* One line for each person and record in this time (chapter 6 B11). */
enum { AGAIN_MS = 10 * 60 * 1000 };

bool act_viewed(struct desk *desk, const char *case_id, const char *reference, struct error *err)
{
	struct error own = { 0 };
	struct act_proof proof = { .what = "view", .object_id = case_id };
	int64_t last, now = desk_now_ms(desk);
	bool ok;

	err = err ? err : &own;
	if (!desk_may(desk, "view", reference, NULL, err) ||
	    !audit_last(desk->store, desk->world->uid, "view", case_id, &last, err))
		return false;
	if (last != INSTANT_NONE && last > now - AGAIN_MS && last <= now)
		return true;
	if (!store_begin(desk->store, err))
		return false;
	ok = desk_may(desk, "view", reference, NULL, err) &&
	     desk_audit(desk, &(struct desk_line){ .what = "view", .object = "case", .object_id = case_id,
						   .reference = reference }, err);
	return act_finish(desk, ok, &proof, err);
}
