#include "config.h"

#include "base/i18n.h"
#include "clock/zone.h"
#include "core/act_inner.h"
#include "core/system_log.h"

/* One line for each person and record in this time (chapter 6 B11). */
enum { AGAIN_MS = 10 * 60 * 1000 };

bool act_viewed(struct desk *desk, const char *case_id, const char *reference, struct error *err)
{
	struct error own = { 0 }, why;
	const struct desk_line line = { .what = "view", .object = "case", .object_id = case_id,
					.reference = reference };
	struct act_proof proof = { .what = "view", .object_id = case_id };
	int64_t last, now = desk_now_ms(desk);
	bool ok;

	err = err ? err : &own;
	if (!desk_may(desk, "view", reference, NULL, err) ||
	    !audit_last(desk->store, desk->world->uid, "view", case_id, &last, err))
		return false;
	if (last != INSTANT_NONE && last > now - AGAIN_MS && last <= now)
		return true;
	ok = store_begin(desk->store, err);
	if (ok) {
		ok = desk_may(desk, "view", reference, NULL, err) && desk_audit(desk, &line, err);
		ok = act_finish(desk, ok, &proof, err);
	}
	if (ok || err->kind != ERROR_DATABASE)
		return ok;
	why = *err;
	/* Chapter 6: what cannot be logged is not shown, but where the system's log took the line instead. */
	if (!system_log_line(desk, &line))
		return error_set(err, ERROR_DATABASE,
				 _("%s: not shown: that it is looked at cannot be noted: %s"), reference, why.text);
	error_clear(err);
	return true;
}
