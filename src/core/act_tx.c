#include "config.h"

#include "base/i18n.h"
#include "clock/zone.h"
#include "core/act_inner.h"
#include "store/events.h"

bool act_begin(struct desk *desk, struct error *err)
{
	if (desk->known != INT64_MAX)
		return error_set(err, ERROR_USAGE,
				 _("--known: it shows what was known then; nothing can be recorded with it"));
	if (desk->fixed_now && !desk->rehearsing)
		return error_set(err, ERROR_USAGE,
				 _("--now: it shows another moment; nothing can be recorded with it "
				   "except in a file made by `demo` or `init --rehearse`"));
	if (!store_begin(desk->store, err))
		return false;
	if (desk_practice(desk, err))
		return true;
	store_rollback(desk->store);
	return false;
}

/* What was tried and refused is on record too; where that fails there is no more to be done. */
static void note_refusal(struct desk *desk, const struct error *refusal)
{
	bool unknown;

	if (!store_begin(desk->store, NULL))
		return;
	if (desk_audit(desk, &(struct desk_line){ .what = "refused", .why = refusal->text }, NULL))
		store_commit(desk->store, &unknown, NULL);
	else
		store_rollback(desk->store);
}

static bool ignore_event(void *arg, const struct event_row *row)
{
	(void)arg;
	(void)row;
	return false;
}

/* D3: the answer of COMMIT was lost; the file itself is asked. */
static bool look_for(struct desk *desk, const struct act_proof *proof, struct error *err)
{
	struct error why = *err;
	int64_t at_ms = INSTANT_NONE;
	bool found = false, looked;

	looked = store_reopen(desk->store, err);
	if (looked && proof->event) {
		looked = event_by_id(desk->store, proof->event, ignore_event, NULL, &found, err);
	} else if (looked) {
		looked =
			audit_last(desk->store, desk->world->uid, proof->what, proof->object_id, &at_ms, err);
		found = at_ms != INSTANT_NONE && at_ms >= desk_now_ms(desk) - 60 * 1000;
	}
	if (!looked)
		return error_set(err, ERROR_DATABASE,
				 _("not known whether it was saved: %s: look at the record before "
				   "you record it again"),
				 why.text);
	if (!found)
		return error_set(err, ERROR_DATABASE, _("not saved: %s"), why.text);
	error_clear(err);
	return true;
}

bool act_finish(struct desk *desk, bool ok, const struct act_proof *proof, struct error *err)
{
	bool unknown = false;

	if (!ok) {
		store_rollback(desk->store);
		if (err->kind == ERROR_DENIED)
			note_refusal(desk, err);
		return false;
	}
	if (store_commit(desk->store, &unknown, err))
		return true;
	return unknown && look_for(desk, proof, err);
}
