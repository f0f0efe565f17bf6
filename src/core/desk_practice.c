#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "clock/civil.h"
#include "core/desk.h"
#include "core/desk_inner.h"

/* The versions of the file, copied out. */
struct versions {
	struct practice_version *items;
	size_t n, room;
	int64_t newest;
};

static bool copy_version(void *arg, const struct policy_row *row)
{
	struct versions *versions = arg;

	mem_grow(&versions->items, versions->n, &versions->room, sizeof(*versions->items));
	versions->items[versions->n++] =
		(struct practice_version){ row->applied, row->from, mem_copy(row->packed) };
	versions->newest = row->number;
	return true;
}

static bool newest_number(void *arg, const struct policy_row *row)
{
	*(int64_t *)arg = row->number;
	return true;
}

static void versions_done(struct versions *versions)
{
	for (size_t i = 0; i < versions->n; i++) {
		char *packed;

		memcpy(&packed, &versions->items[i].packed, sizeof(packed));
		free(packed);
	}
	free(versions->items);
}

bool desk_live_from(struct desk *desk, int32_t *day, struct error *err)
{
	char *text;

	*day = CIVIL_NONE;
	if (!meta_get(desk->store, "live_from", &text, err))
		return false;
	if (text && *text && !civil_parse(str_view(text), day)) {
		error_set(err, ERROR_DATABASE, _("%s: the date of going live cannot be read: “%s”"),
			  store_path(desk->store), text);
		free(text);
		return false;
	}
	free(text);
	return true;
}

static struct practice *read_practice(struct desk *desk, int64_t *number, struct error *err)
{
	struct versions versions = { .newest = 0 };
	struct practice *practice = NULL;
	int32_t live_from;

	if (!policy_versions(desk->store, copy_version, &versions, err) ||
	    !desk_live_from(desk, &live_from, err)) {
		versions_done(&versions);
		return NULL;
	}
	if (versions.n == 0)
		error_set(err, ERROR_DATABASE, _("%s: it holds no policy: restore a backup"),
			  store_path(desk->store));
	else
		practice = practice_new(versions.items, versions.n, live_from, err);
	*number = versions.newest;
	versions_done(&versions);
	return practice;
}

/* True when the practice that is held is that of the file. */
static bool is_current(struct desk *desk)
{
	struct desk_inner *inner = desk->inner;
	int64_t changes = store_change_counter(desk->store), number = 0;
	int32_t live_from;

	if (changes == inner->practice_changes)
		return true;
	if (!policy_versions(desk->store, newest_number, &number, NULL) || number != inner->practice_version)
		return false;
	if (!desk_live_from(desk, &live_from, NULL) || live_from != desk->practice->revisions[0]->live_from)
		return false;
	inner->practice_changes = changes;
	return true;
}

const struct practice *desk_practice(struct desk *desk, struct error *err)
{
	struct desk_inner *inner = desk->inner;
	struct practice *practice;
	int64_t number, changes;

	if (desk->practice && is_current(desk))
		return desk->practice;
	changes = store_change_counter(desk->store);
	practice = read_practice(desk, &number, err);
	if (!practice)
		return NULL;
	if (desk->practice) {
		mem_grow(&inner->retired, inner->n_retired, &inner->room_retired, sizeof(struct practice *));
		inner->retired[inner->n_retired++] = desk->practice;
	}
	desk->practice = practice;
	desk->zone = practice->newest->zone;
	inner->practice_changes = changes;
	inner->practice_version = number;
	return practice;
}

const struct practice *desk_practice_held(struct desk *desk)
{
	return desk->practice ? desk->practice : desk_practice(desk, NULL);
}
