#include "config.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "core/desk.h"
#include "core/desk_inner.h"
#include "core/person.h"
#include "store/audit.h"
#include "store/events.h"
#include "store/people.h"

int64_t desk_now_ms(const struct desk *desk)
{
	return desk->world->now_ms(desk->world->arg);
}

void desk_id(struct desk *desk, char out[ID_SIZE])
{
	int64_t ms = desk_now_ms(desk);

	id_next(&desk->ids, ms > 0 ? (uint64_t)ms : 0, out);
}

bool desk_audit(struct desk *desk, const struct desk_line *line, struct error *err)
{
	struct audit_row row = {
		.at_ms = desk_now_ms(desk),
		.uid = desk->world->uid,
		.who = desk->name,
		.session = desk->session,
		.what = line->what,
		.object = line->object,
		.object_id = line->object_id,
		.reference = line->reference,
		.why = line->why,
		.old_hash = line->old_hash,
		.new_hash = line->new_hash,
	};

	return audit_add(desk->store, &row, err);
}

bool desk_begin_session(struct desk *desk, struct error *err)
{
	struct session_row row = {
		.id = desk->session, .person = desk->person, .pid = desk->world->pid, .tty = desk->world->tty,
		.since = desk->now, .last = desk->now,
	};
	bool unknown;

	assert(desk->inner->is_screen && !desk->inner->has_session);
	if (desk->reading)
		return true;
	if (!store_begin(desk->store, err))
		return false;
	if (!session_put(desk->store, &row, err) ||
	    !desk_audit(desk, &(struct desk_line){ .what = "session start", .object = "session",
						   .object_id = desk->session }, err)) {
		store_rollback(desk->store);
		return false;
	}
	desk->inner->has_session = store_commit(desk->store, &unknown, err);
	return desk->inner->has_session;
}

/* What the file says of itself. */
static bool read_kind(struct desk *desk, struct error *err)
{
	char *kind;

	if (!meta_get(desk->store, "kind", &kind, err))
		return false;
	desk->rehearsing = str_same(kind, "rehearse") || str_same(kind, "demo");
	free(kind);
	return true;
}

static struct desk *desk_new(const struct surroundings *world)
{
	struct desk *desk = mem_new(sizeof(*desk));

	desk->inner = mem_new(sizeof(*desk->inner));
	desk->inner->env = (struct store_env){ world->pause_ms, world->waiting, world->arg, NULL };
	desk->world = world;
	desk->known = INT64_MAX;
	desk->zone = zone_find("Europe/London");
	return desk;
}

/* What the file is, and who sits at it. */
static bool look_about(struct desk *desk, const struct desk_options *options, struct error *err)
{
	bool ok;

	store_hold(desk->store);
	ok = read_kind(desk, err) && desk_identify(desk, options->as_login, err);
	if (ok)
		desk->inner->changes = store_change_counter(desk->store);
	store_let_go(desk->store);
	return ok;
}

struct desk *desk_open(const struct desk_options *options, const struct surroundings *world,
		       struct error *err)
{
	struct desk *desk = desk_new(world);

	desk->fixed_now = options->now != INSTANT_NONE;
	if (desk->fixed_now)
		desk->now = options->now;
	if (options->known != INSTANT_NONE)
		desk->known = options->known;
	desk_refresh(desk);
	desk_id(desk, desk->session);
	desk->reading = !store_may_write(options->database);
	desk->store = desk->reading ? store_open_reading(options->database, &desk->inner->env, err)
				    : store_open(options->database, &desk->inner->env, err);
	if (!desk->store || !look_about(desk, options, err)) {
		desk_close(desk);
		return NULL;
	}
	desk->inner->is_screen = options->screen;
	return desk;
}

/* A session row left behind is seen by its pid; failing to end it is no reason to stay. */
static void close_session(struct desk *desk)
{
	bool unknown;

	if (!desk->inner->has_session || !store_begin(desk->store, NULL))
		return;
	if (session_end(desk->store, desk->session, NULL) &&
	    desk_audit(desk, &(struct desk_line){ .what = "session end", .object = "session",
						  .object_id = desk->session }, NULL))
		store_commit(desk->store, &unknown, NULL);
	else
		store_rollback(desk->store);
}

void desk_close(struct desk *desk)
{
	if (!desk)
		return;
	if (desk->store)
		close_session(desk);
	store_close(desk->store);
	desk_forget_all(desk);
	for (size_t i = 0; i < desk->inner->n_retired; i++)
		practice_free(desk->inner->retired[i]);
	free(desk->inner->retired);
	if (desk->practice)
		practice_free(desk->practice);
	row_cache_free(desk->inner->rows);
	free(desk->inner);
	free(desk->name);
	free(desk->login);
	free(desk->role);
	free(desk->team);
	free(desk);
}

void desk_refresh(struct desk *desk)
{
	int64_t ms;

	if (desk->fixed_now)
		return;
	ms = desk_now_ms(desk);
	desk->now = ms >= 0 ? ms / 1000 : (ms - 999) / 1000;
}

void desk_read_at_once(struct desk *desk)
{
	store_hold(desk->store);
}

void desk_read_done(struct desk *desk)
{
	store_let_go(desk->store);
}

bool desk_changed(struct desk *desk)
{
	int64_t changes = store_change_counter(desk->store);
	bool changed = changes != desk->inner->changes;

	desk->inner->changes = changes;
	return changed;
}

bool desk_in_past(struct desk *desk)
{
	int64_t at, recorded;

	if (desk->known != INT64_MAX)
		return true;
	if (!desk->fixed_now)
		return false;
	return !event_latest(desk->store, &at, &recorded, NULL) || (at != INSTANT_NONE && at > desk->now);
}

bool desk_at_present(struct desk *desk, const char *what, struct error *err)
{
	if (!desk_in_past(desk))
		return true;
	return error_set(err, ERROR_USAGE,
			 _("%s: it shows how things stand now, and not at an earlier moment: leave out --now and --known, "
			   "or use `list`"),
			 what);
}
