#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "clock/civil.h"
#include "core/act_inner.h"
#include "core/keep_inner.h"
#include "core/live.h"
#include "core/moment.h"

enum { AHEAD = 366 };

static const char key_day[] = "live_from", key_said[] = "live_said";

bool live_get(struct desk *desk, int32_t *day, bool *asked, struct error *err)
{
	char *said = NULL;

	if (!desk_live_from(desk, day, err) || !meta_get(desk->store, key_said, &said, err))
		return false;
	*asked = !said || strcmp(said, "no") != 0;
	free(said);
	return true;
}

bool live_parse(struct desk *desk, const char *text, int32_t *day, struct error *err)
{
	const struct practice *practice = desk_practice(desk, err);
	struct moment moment;

	if (!practice)
		return false;
	if (!civil_parse(str_view(text), day)) {
		if (!moment_parse(text, desk->zone, practice->newest->calendars[0].calendar, desk->now, &moment, NULL))
			return error_set(err, ERROR_USAGE,
					 _("%s: not a date: write 2024-04-08, 8/4/2024, today or mon"), text);
		*day = zone_day(desk->zone, moment.at);
	}
	if (*day >= civil_day(2000, 1, 1) && *day <= zone_day(desk->zone, desk->now) + AHEAD)
		return true;
	return error_set(err, ERROR_USAGE,
			 _("%s: the date of going live lies after 1999 and at most a year ahead"), text);
}

static bool set(struct desk *desk, int32_t day, struct keep_deriving *deriving, struct error *err)
{
	char text[CIVIL_SIZE], before[CIVIL_SIZE] = "", why[2 * CIVIL_SIZE + 8];
	int32_t was;

	if (!desk_live_from(desk, &was, err))
		return false;
	if (was != CIVIL_NONE)
		civil_iso(was, before);
	civil_iso(day, text);
	snprintf(why, sizeof(why), "%s -> %s", before[0] ? before : "none", text);
	if (!meta_set(desk->store, key_day, text, err) || !meta_set(desk->store, key_said, "yes", err))
		return false;
	desk->inner->practice_changes = -1;
	return desk_practice(desk, err) && (was == day || keep_derive_all(desk, deriving, err)) &&
	       desk_audit(desk, &(struct desk_line){.what = "live", .object = "file", .why = why}, err);
}

bool live_set(struct desk *desk, int32_t day, bool dry_run, keep_line *line, void *arg, int64_t *moved,
	      struct error *err)
{
	struct keep_deriving deriving = {.line = line, .arg = arg, .begins = true};
	struct act_proof proof = {.what = "live", .object_id = "file"};
	struct error local = {0};
	bool ok;

	*moved = 0;
	if (!desk_may(desk, "policy", NULL, NULL, err))
		return false;
	ok = act_begin(desk, &local);
	if (ok)
		ok = keep_finish(desk, set(desk, day, &deriving, &local), dry_run, &proof, &local);
	*moved = deriving.moved;
	if (!ok && err)
		*err = local;
	return ok;
}
