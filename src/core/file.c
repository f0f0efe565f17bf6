#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "clock/status.h"
#include "clock/zone.h"
#include "core/desk.h"
#include "core/desk_inner.h"
#include "core/file.h"
#include "core/file_inner.h"
#include "core/file_join.h"
#include "core/subject.h"

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

/* ---- records that were merged ---- */

static bool add_merged(void *arg, const struct case_row *row)
{
	struct file *file = arg;

	file->merged[file->n_merged++] = pool_text(&file->memory->pool, row->reference);
	return true;
}

/* The events of the others, and what was breached on those that are merged into this one. */
static bool take_others(struct desk *desk, struct file *file, const struct joining *joining, struct error *err)
{
	struct file_memory *memory = file->memory;
	bool ok = true, found;

	memory->records = pool_array(&memory->pool, joining->n, sizeof(*memory->records));
	memory->n_records = joining->n;
	file->merged = pool_array(&memory->pool, joining->n, sizeof(*file->merged));
	memory->members = mem_array(joining->n, sizeof(*memory->members));
	for (size_t i = 0; ok && i < joining->n; i++) {
		const struct join_member *member = &joining->members[i];

		memory->records[i] = memory->taking_id = pool_text(&memory->pool, member->id);
		memory->taking = (int)i;
		if (i == 0)
			continue;
		ok = event_of_case(desk->store, member->id, take_event, file, err);
		if (ok && join_member_now(desk, member))
			ok = case_by_id(desk->store, member->id, add_merged, file, &found, err);
		/* Where this record was merged on, what it had taken up went with it. */
		if (ok && member->direct &&
		    (join_member_now(desk, member) || !join_member_now(desk, &joining->members[0]))) {
			struct file *own = file_read_own(desk, member->id, &found, err);

			if (own)
				memory->members[memory->n_members++] = own;
			ok = own != NULL;
		}
	}
	return ok;
}

/* ---- events that came from another child ---- */

static bool is_here(const struct file *file, const char *id)
{
	for (size_t i = 0; i < file->history.n_events; i++)
		if (strcmp(file->events[i].id, id) == 0)
			return true;
	return false;
}

struct elsewhere {
	char replaces[ID_SIZE];
	int64_t at, recorded;
};

static bool keep_elsewhere(void *arg, const struct event_row *row)
{
	struct elsewhere *elsewhere = arg;

	snprintf(elsewhere->replaces, ID_SIZE, "%s", row->replaces ? row->replaces : "");
	elsewhere->at = row->at;
	elsewhere->recorded = row->recorded;
	return true;
}

/* An event that was moved here was first on record where it was recorded first. */
bool file_find_moved(struct desk *desk, struct file *file, struct error *err)
{
	struct file_memory *memory = file->memory;

	for (size_t i = 0; memory->n_links > memory->n_voids && i < file->history.n_events; i++) {
		struct elsewhere elsewhere = { .at = memory->events[i].at };
		bool found = file->events[i].replaces != NULL && !is_here(file, file->events[i].replaces);

		if (!found)
			continue;
		snprintf(elsewhere.replaces, ID_SIZE, "%s", file->events[i].replaces);
		for (int steps = 0; found && *elsewhere.replaces && steps < 16; steps++) {
			char id[ID_SIZE];

			memcpy(id, elsewhere.replaces, ID_SIZE);
			if (!event_by_id(desk->store, id, keep_elsewhere, &elsewhere, &found, err))
				return false;
			if (!found || elsewhere.at != memory->events[i].at)
				break;
			if (elsewhere.recorded < memory->events[i].first_recorded)
				memory->events[i].first_recorded = elsewhere.recorded;
		}
	}
	return true;
}

static bool take_joined(struct desk *desk, struct file *file, struct error *err)
{
	struct joining joining;
	bool ok;

	if (!joining_read(desk, file->id, &joining, err))
		return false;
	if (!joining_matters(&joining)) {
		joining_done(&joining);
		file_settle(file);
		return file_find_moved(desk, file, err);
	}
	ok = take_others(desk, file, &joining, err);
	if (ok) {
		file_settle(file);
		ok = file_find_moved(desk, file, err);
	}
	if (ok) {
		file_weave(file, &joining);
		if (!join_member_now(desk, &joining.members[0])) {
			char into[ID_SIZE];

			ok = joining_survivor(desk, file->id, into, err);
			file->merged_into = pool_text(&file->memory->pool, into);
		}
	}
	joining_done(&joining);
	return ok;
}

struct file *file_read_own(struct desk *desk, const char *id, bool *found, struct error *err)
{
	const struct practice *practice = desk_practice(desk, err);
	bool own = practice && store_is_idle(desk->store), ok;
	struct file *file;

	*found = false;
	if (!practice || (own && !store_begin_read(desk->store, err)))
		return NULL;
	file = file_new(practice);
	ok = case_by_id(desk->store, id, take_case, file, found, err);
	if (ok && *found)
		ok = event_of_case(desk->store, file->id, take_event, file, err) && take_joined(desk, file, err);
	if (own)
		store_end_read(desk->store);
	if (!ok || !*found) {
		file_free(file);
		return NULL;
	}
	return file;
}

static bool keep_id(void *arg, const struct case_row *row)
{
	snprintf(arg, ID_SIZE, "%s", row->id);
	return true;
}

/* One state of the file: inside whatever transaction there is, or one of its own. */
static struct file *read_whole(struct desk *desk, const char *reference, const char *id, bool *found,
			       struct error *err)
{
	const struct practice *practice = desk_practice(desk, err);
	bool own = practice && store_is_idle(desk->store), ok = true;
	char asked[ID_SIZE] = "", survivor[ID_SIZE] = "";
	struct file *file = NULL;

	*found = false;
	if (!practice || (own && !store_begin_read(desk->store, err)))
		return NULL;
	if (reference)
		ok = case_by_reference(desk->store, reference, keep_id, asked, found, err);
	else
		snprintf(asked, sizeof(asked), "%s", id);
	if (ok && (*found || !reference) && joining_survivor(desk, asked, survivor, err))
		file = file_read_own(desk, survivor, found, err);
	if (own)
		store_end_read(desk->store);
	if (file && reference && strcmp(asked, survivor) != 0) {
		file->asked = pool_text(&file->memory->pool, reference);
		file->asked_id = pool_text(&file->memory->pool, asked);
	}
	return file;
}

struct file *file_read(struct desk *desk, const char *reference, bool *found, struct error *err)
{
	struct error own = {0};
	struct file *file = read_whole(desk, reference, NULL, found, err ? err : &own);
	char *known;

	if (file || *found || subject_of(reference) == SUBJECT_CHILD || (err ? err : &own)->kind != ERROR_NONE)
		return file;
	known = subject_find(desk, reference, err);
	if (known && strcmp(known, reference) != 0)
		file = read_whole(desk, known, NULL, found, err);
	free(known);
	return file;
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

/* ---- what was breached before a merge (rule 9) ---- */

static const struct event *event_named(const struct file *file, const struct event *event)
{
	for (size_t i = 0; event && i < file->history.n_events; i++)
		if (!file->events[i].hidden && strcmp(file->events[i].id, event->id) == 0)
			return &file->history.events[i];
	return NULL;
}

/* The number that a thing has in another file that holds it too. */
static int about_named(const struct file *file, const char *id)
{
	for (size_t i = 0; i < file->history.n_abouts; i++)
		if (strcmp(file->history.abouts[i].id, id) == 0)
			return (int)i;
	return -1;
}

/* What merged the records at a moment; NULL: that was something else. */
static const struct event *merge_at(const struct file *file, int64_t moment)
{
	for (size_t i = 0; i < file->history.n_events; i++)
		if (!file->events[i].hidden && file->history.events[i].at == moment &&
		    strcmp(file->events[i].kind, "record.merged") == 0)
			return &file->history.events[i];
	return NULL;
}

/* Listed as breached or withdrawn already? */
static bool shows(const struct file *file, const struct clock *was, int64_t now)
{
	for (size_t i = 0; i < file->clocks.n; i++) {
		const struct clock *clock = &file->clocks.items[i];
		enum clock_status status = clock_status(&clock->times, now);

		if (strcmp(clock->rule->key, was->rule->key) == 0 && clock->about == was->about &&
		    clock->mark == was->mark && clock->times.started == was->times.started &&
		    (clock->withdrawn != INSTANT_NONE || status == STATUS_OVERDUE || status == STATUS_LATE))
			return true;
	}
	return false;
}

/* A record that was merged had its own clocks until then: one that was overdue there, and that the two
 * together do not show, stays listed as withdrawn, by the merge. */
static void add_breaches(struct desk *desk, struct file *file)
{
	const struct practice *practice = desk->practice;
	struct derive_view view = { moment_of_view(desk, file), desk->known };

	for (size_t m = 0; m < file->memory->n_members; m++) {
		struct file *member = file->memory->members[m];

		member->history.born = member->born;
		derive(practice->revisions, practice->n_revisions, &member->history, view, &member->clocks);
		add_breaches(desk, member);
		for (size_t i = 0; i < member->clocks.n; i++) {
			struct clock clock = member->clocks.items[i];

			if (clock.withdrawn == INSTANT_NONE)
				continue;
			if (clock.about >= 0)
				clock.about = about_named(file, member->history.abouts[clock.about].id);
			if (shows(file, &clock, view.now))
				continue;
			clock.opener = event_named(file, clock.opener) ? event_named(file, clock.opener) : clock.opener;
			clock.ender = event_named(file, clock.ender);
			clock.cause = merge_at(file, clock.withdrawn) ? merge_at(file, clock.withdrawn)
								      : event_named(file, clock.cause);
			*clock_list_add(&file->clocks) = clock;
		}
	}
}

bool file_derive(struct desk *desk, struct file *file, struct error *err)
{
	const struct practice *practice = desk_practice(desk, err);
	struct derive_view view = { moment_of_view(desk, file), desk->known };

	if (!practice)
		return false;
	file->history.born = file->born;
	file->clocks.n = 0;
	file->clocks.again = INSTANT_NONE;
	/* A record that was merged speaks through the one that took it up. */
	if (file->merged_into)
		return true;
	derive(practice->revisions, practice->n_revisions, &file->history, view, &file->clocks);
	add_breaches(desk, file);
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
