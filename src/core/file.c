#include "config.h"

#include <string.h>

#include "core/desk.h"
#include "core/desk_inner.h"
#include "core/file.h"
#include "core/file_inner.h"

/* Seconds by which a machine's clock may be behind another's (chapter 2, "Events"). */
enum { SKEW = 300 };

static bool take_case(void *arg, const struct case_row *row)
{
	file_take_case(arg, row);
	return true;
}

static bool take_event(void *arg, const struct event_row *row)
{
	file_take_event(arg, row);
	return true;
}

/* One state of the file: inside whatever transaction there is, or one of its own. */
static struct file *read_whole(struct desk *desk, const char *reference, const char *id, bool *found,
			       struct error *err)
{
	const struct practice *practice = desk_practice(desk, err);
	bool own = practice && store_is_idle(desk->store), ok;
	struct file *file;

	*found = false;
	if (!practice || (own && !store_begin_read(desk->store, err)))
		return NULL;
	file = file_new(practice);
	ok = reference ? case_by_reference(desk->store, reference, take_case, file, found, err)
		       : case_by_id(desk->store, id, take_case, file, found, err);
	if (ok && *found)
		ok = event_of_case(desk->store, file->id, take_event, file, err);
	if (own)
		store_end_read(desk->store);
	if (!ok || !*found) {
		file_free(file);
		return NULL;
	}
	file_settle(file);
	return file;
}

struct file *file_read(struct desk *desk, const char *reference, bool *found, struct error *err)
{
	return read_whole(desk, reference, NULL, found, err);
}

struct file *file_read_id(struct desk *desk, const char *id, bool *found, struct error *err)
{
	return read_whole(desk, NULL, id, found, err);
}

/* What is on record has happened, whatever the wall clock says now: another machine's may run a little
 * ahead, and ours may have stepped back. Only a moment that was asked for leaves out what came later. */
static void advance(const struct desk *desk, int64_t moment, int64_t *now)
{
	bool asked_for = desk->fixed_now && !desk->inner->storing;

	if (moment > *now && moment <= desk->known && !asked_for)
		*now = moment;
}

/* The moment at which an event is looked at: now, and not before anything that is on record of it. */
static int64_t moment_of(const struct desk *desk, const struct event *event)
{
	int64_t now = desk->now;

	advance(desk, event->recorded, &now);
	if (event->removed != INSTANT_NONE)
		advance(desk, event->removed, &now);
	return now;
}

/* The moment at which a case is looked at. */
static int64_t moment_of_view(const struct desk *desk, const struct file *file)
{
	int64_t now = desk->now;

	for (size_t i = 0; i < file->history.n_events; i++) {
		const struct event *event = &file->history.events[i];
		int64_t moment = moment_of(desk, event);

		if (moment > now)
			now = moment;
		if (!event->planned && event->at > now && event->recorded <= now && event->recorded <= desk->known &&
		    event->at <= event->recorded + SKEW)
			now = event->at;
	}
	return now;
}

bool file_derive(struct desk *desk, struct file *file, struct error *err)
{
	const struct practice *practice = desk_practice(desk, err);
	struct derive_view view = { moment_of_view(desk, file), desk->known };

	if (!practice)
		return false;
	file->history.born = file->born;
	derive(practice->revisions, practice->n_revisions, &file->history, view, &file->clocks);
	return true;
}

bool file_counts(const struct desk *desk, const struct event *event)
{
	return !event->planned && event_counts(event, moment_of(desk, event), desk->known);
}

const char *file_value(const struct desk *desk, const struct file *file, size_t i, const char *field)
{
	int number = names_find(desk->practice->names, NAME_FIELD, field, strlen(field));
	const struct event *event = &file->history.events[i];

	for (size_t f = 0; number >= 0 && f < event->n_facts; f++)
		if (event->facts[f].field == number)
			return event->facts[f].value[0] ? event->facts[f].value : NULL;
	return NULL;
}
