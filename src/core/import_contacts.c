#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "clock/civil.h"
#include "core/subject.h"
#include "core/import_contact.h"
#include "core/timer.h"

/* ---- reading a row ---- */

/* A contact that the file has had already: a part of the id of its about, and the row. */
struct contact_key {
	uint64_t hash; /* 0: a free slot */
	int64_t line;
};

static bool not_before(struct import_run *run, const struct contact *contact, int column,
		       const struct moment *moment)
{
	const struct zone *zone = run->desk->zone;
	bool before;

	if (moment->at == INSTANT_NONE)
		return true;
	if (moment->timed && contact->received.timed)
		before = moment->at < contact->received.at;
	else
		before = zone_day(zone, moment->at) < zone_day(zone, contact->received.at);
	return !before || import_refuse(run, column, _("it comes before the contact was received"));
}

static bool read_born(struct import_run *run, struct contact *contact)
{
	const char *value = run->value[COLUMN_BORN];

	contact->born = CIVIL_NONE;
	if (!value[0])
		return true;
	if (!civil_parse(str_view(value), &contact->born))
		return import_refuse(run, COLUMN_BORN, _("not a date: write 2019-03-31 or 31/03/2019"));
	if (import_is_dummy(contact->born)) {
		contact->born = CIVIL_NONE;
		import_note(
			run,
			_("row %lld, date_of_birth %s: it stands for one that is not known and was left out"),
			(long long)run->line, value);
		return true;
	}
	/* A child may be expected. */
	if (contact->born > zone_day(run->desk->zone, run->desk->now) + 366)
		return import_refuse(run, COLUMN_BORN, _("it lies more than a year ahead"));
	return true;
}

static bool read_times(struct import_run *run, struct contact *contact)
{
	const struct {
		int column;
		struct moment *moment;
	} times[] = {
		{COLUMN_RECEIVED, &contact->received},   {COLUMN_RATED, &contact->rated},
		{COLUMN_DIRECTION, &contact->direction}, {COLUMN_STRATEGY, &contact->strategy},
		{COLUMN_DECIDED, &contact->decided},
	};

	for (size_t i = 0; i < sizeof(times) / sizeof(times[0]); i++)
		if (!import_time(run, times[i].column, times[i].moment))
			return false;
	if (contact->received.at == INSTANT_NONE)
		return import_refuse(run, COLUMN_RECEIVED,
				     _("it is empty: when the contact was received must be known"));
	for (size_t i = 1; i < sizeof(times) / sizeof(times[0]); i++)
		if (!not_before(run, contact, times[i].column, times[i].moment))
			return false;
	return true;
}

/* Taken as it is, since it is what the other system holds; it does nothing where it is shown. */
static void note_controls(struct import_run *run, int column)
{
	for (const char *at = run->value[column]; *at; at++)
		if ((unsigned char)*at < ' ' || *at == '\x7f') {
			import_note(run, _("row %lld, %s: it holds a control character, which is shown as a mark"),
				    (long long)run->line, run->format->columns[column]);
			return;
		}
}

static bool read_texts(struct import_run *run, struct contact *contact)
{
	const struct contacts *contacts = run->state;
	struct error why = {0};

	contact->reference = run->value[COLUMN_REFERENCE];
	if (!contact->reference[0])
		return import_refuse(run, COLUMN_REFERENCE,
				     _("it is empty: which child the contact is about must be known"));
	if (!act_check_reference(contact->reference, &why) || !subject_is_child(contact->reference, &why))
		return import_refuse(run, COLUMN_REFERENCE, "%s", why.text);
	contact->name = run->value[COLUMN_NAME];
	contact->family = run->value[COLUMN_FAMILY];
	note_controls(run, COLUMN_NAME);
	note_controls(run, COLUMN_FAMILY);
	contact->source = import_choice(contacts->kinds.source, run->value[COLUMN_SOURCE]);
	contact->rating = import_choice(contacts->kinds.rating, run->value[COLUMN_RATING]);
	contact->outcome = import_choice(contacts->kinds.outcome, run->value[COLUMN_OUTCOME]);
	return true;
}

static bool read_contact(struct import_run *run, struct contact *contact)
{
	struct str_buf key = {0};

	if (!read_texts(run, contact) || !read_times(run, contact) || !read_born(run, contact))
		return false;
	if (contact->rated.at != INSTANT_NONE && !contact->rating[0])
		return import_refuse(run, COLUMN_RATED, _("there is a time of rating and no rating"));
	if (contact->decided.at == INSTANT_NONE && contact->outcome[0])
		return import_refuse(run, COLUMN_OUTCOME,
				     _("there is an outcome and no time of the decision"));
	str_addf(&key, "%s\n%lld\n%d", contact->reference, (long long)contact->received.at,
		 contact->received.timed);
	id_from_name("contact", key.text, contact->about);
	str_done(&key);
	return true;
}

/* ---- one contact twice in a file ---- */

static uint64_t hash_of(const char *id)
{
	uint64_t hash = 0;

	for (; *id; id++)
		if (*id != '-')
			hash = hash << 4 ^ hash >> 60 ^ (uint64_t)(*id <= '9' ? *id - '0' : *id - 'a' + 10);
	return hash ? hash : 1;
}

static struct contact_key *slot_of(struct contact_key *seen, size_t slots, uint64_t hash)
{
	size_t slot = hash & (slots - 1);

	while (seen[slot].hash && seen[slot].hash != hash)
		slot = (slot + 1) & (slots - 1);
	return &seen[slot];
}

static void grow_seen(struct contacts *contacts)
{
	size_t slots = contacts->slots ? contacts->slots * 2 : 1024;
	struct contact_key *seen = mem_array(slots, sizeof(*seen));

	for (size_t i = 0; i < contacts->slots; i++)
		if (contacts->seen[i].hash)
			*slot_of(seen, slots, contacts->seen[i].hash) = contacts->seen[i];
	free(contacts->seen);
	contacts->seen = seen;
	contacts->slots = slots;
}

static bool is_first(struct import_run *run, const struct contact *contact)
{
	struct contacts *contacts = run->state;
	struct contact_key *slot;

	if (contacts->n_seen * 2 >= contacts->slots)
		grow_seen(contacts);
	slot = slot_of(contacts->seen, contacts->slots, hash_of(contact->about));
	if (slot->hash)
		return import_refuse(run, -1, _("row %lld of this file is about the same contact"),
				     (long long)slot->line);
	*slot = (struct contact_key){hash_of(contact->about), run->line};
	contacts->n_seen++;
	return true;
}

/* ---- a case that is new ---- */

static void all_events(struct import_run *run, const struct contact *contact, struct contact_events *events)
{
	const struct contact_kinds *kinds = &((const struct contacts *)run->state)->kinds;

	events->n = 0;
	contact_add_received(run, events, contact, contact->about);
	if (contact->rated.at != INSTANT_NONE)
		contact_add_rated(run, events, contact, contact->about, contact->rated);
	contact_add_plain(run, events, kinds->directed, contact->about, contact->direction);
	contact_add_plain(run, events, kinds->strategy, contact->about, contact->strategy);
	contact_add_outcome(run, events, contact, contact->about);
}

static int by_moment(const void *one, const void *other)
{
	const struct event_row *a = one, *b = other;

	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	return strcmp(a->id, b->id);
}

/* The record on which a row is to stand: where records were merged, the one of what it replaces or is about,
 * else the one of which the extract tells. */
static const char *stands_on(const struct file *file, const struct event_row *row)
{
	for (size_t i = 0; file->n_records > 0 && i < file->history.n_events; i++)
		if (row->replaces ? str_same(file->events[i].id, row->replaces)
				  : file->history.events[i].opens && str_same(file->events[i].about, row->about))
			return file->events[i].case_id;
	return file->asked_id ? file->asked_id : file->id;
}

static bool add_events(struct import_run *run, const struct file *file, struct contact_events *events,
		       int64_t *added, struct error *err)
{
	*added = 0;
	for (size_t i = 0; i < events->n; i++) {
		bool known = false;

		events->rows[i].case_id = stands_on(file, &events->rows[i]);
		if (!event_add(run->desk->store, &events->rows[i], &known, err))
			return false;
		*added += !known;
	}
	run->report->events += *added;
	return true;
}

/* The case never was in the file, so nothing of it has to be read. */
static bool put_new_case(struct import_run *run, const struct contact *contact, struct error *err)
{
	struct contacts *contacts = run->state;
	struct file *file = contacts->fresh;
	struct contact_events events = {.n = 0};
	char id[ID_SIZE], *folded;
	struct case_row row = {
		.id = id,
		.reference = contact->reference,
		.born = contact->born,
		.open = true,
		.opened = INSTANT_NONE,
		.closed = INSTANT_NONE,
		.version = 1,
	};
	bool changed = false, ok;
	int64_t added;

	desk_id(run->desk, id);
	all_events(run, contact, &events);
	qsort(events.rows, events.n, sizeof(events.rows[0]), by_moment);
	file_take_case(file, &row);
	for (size_t i = 0; i < events.n; i++)
		file_take_event(file, &events.rows[i]);
	file_settle(file);
	if (!file_project(run->desk, file, &changed, err))
		return false;
	folded = file_folded(file);
	row = file_case_row(file, folded);
	ok = case_add(run->desk->store, &row, err) && add_events(run, file, &events, &added, err) &&
	     file_store(run->desk, file, err);
	free(folded);
	run->report->cases++;
	run->report->fresh++;
	run->report->attention += file->attention != NULL;
	return ok;
}

/* ---- a case that is on record ---- */

static bool settle(struct import_run *run, const char *case_id, struct error *err)
{
	bool found, ok;
	struct file *file = file_read_id(run->desk, case_id, &found, err);

	if (!file)
		return false;
	ok = file_store(run->desk, file, err);
	run->report->attention += ok && file->attention != NULL;
	file_free(file);
	return ok;
}

static bool change_case(struct import_run *run, const struct contact *contact, const struct file *file,
			struct error *err)
{
	struct contact_events events = {.n = 0};
	bool fresh = false;
	int64_t added;

	if (!contact_merge(run, contact, file, &events, &fresh))
		return true;
	if (fresh)
		all_events(run, contact, &events);
	if (events.n && !timer_catch_up(run->desk, file->id, err))
		return false;
	if (!add_events(run, file, &events, &added, err))
		return false;
	if (!added) {
		run->report->unchanged++;
		return true;
	}
	if (fresh)
		run->report->fresh++;
	else
		run->report->changed++;
	return desk_audit(run->desk,
			  &(struct desk_line){.what = "import contacts",
					      .object = "case",
					      .object_id = file->id,
					      .reference = file->reference},
			  err) &&
	       settle(run, file->id, err);
}

static bool see_case(void *arg, const struct case_row *row)
{
	(void)arg;
	(void)row;
	return false;
}

static bool take_row(struct import_run *run, struct error *err)
{
	struct contact contact = {0};
	struct file *file;
	bool known, found, ok;

	if (!read_contact(run, &contact) || !is_first(run, &contact))
		return true;
	if (!import_team(run, run->value[COLUMN_TEAM], &contact.team, err) ||
	    !import_worker(run, run->value[COLUMN_WORKER], contact.team, &contact.worker, err))
		return false;
	import_source(run, ((const struct contacts *)run->state)->kinds.source, contact.source);
	if (!case_by_reference(run->desk->store, contact.reference, see_case, NULL, &known, err))
		return false;
	if (!known)
		return put_new_case(run, &contact, err);
	file = file_read(run->desk, contact.reference, &found, err);
	if (!file)
		return false;
	ok = file_derive(run->desk, file, err) && change_case(run, &contact, file, err);
	file_free(file);
	return ok;
}

/* ---- the run ---- */

static const struct policy_kind *need(const struct policy *policy, const char *key, bool *all)
{
	const struct policy_kind *kind = policy_kind_named(policy, key);

	*all &= kind != NULL;
	return kind;
}

static bool start(struct import_run *run, struct error *err)
{
	const struct policy *policy = run->desk->practice->newest;
	struct contacts *contacts = mem_new(sizeof(*contacts));
	struct contact_kinds *kinds = &contacts->kinds;
	bool all = true;

	run->state = contacts;
	contacts->fresh = file_new(run->desk->practice);
	kinds->received = need(policy, "contact.received", &all);
	kinds->rated = need(policy, "contact.rated", &all);
	kinds->directed = need(policy, "contact.directed", &all);
	kinds->strategy = need(policy, "strategy.held", &all);
	kinds->decided = need(policy, "contact.decided", &all);
	kinds->allocated = need(policy, "case.allocated", &all);
	if (!all)
		return error_set(err, ERROR_INPUT,
				 _("import contacts: the policy lacks one of contact.received, contact.rated,"
				   " contact.directed, strategy.held, contact.decided, case.allocated"));
	kinds->source = policy_kind_field(kinds->received, "source");
	kinds->rating = policy_kind_field(kinds->rated, "rating");
	kinds->outcome = policy_kind_field(kinds->decided, "outcome");
	kinds->about_type = names_text(policy->names, NAME_TYPE, kinds->received->opens);
	return true;
}

static void done(struct import_run *run)
{
	struct contacts *contacts = run->state;

	if (!contacts)
		return;
	file_free(contacts->fresh);
	free(contacts->seen);
	free(contacts);
}

static const struct import_format format = {
	.name = "contacts",
	.columns = {"reference", "received", "name", "date_of_birth", "source", "rating", "rated",
		    "direction", "strategy", "decided", "outcome", "team", "worker", "family", NULL},
	.n_required = 2,
	.may = "import",
	.start = start,
	.row = take_row,
	.done = done,
};

bool import_contacts(struct desk *desk, const char *file, bool dry_run, const struct import_watch *watch,
		     struct import_report *report, struct error *err)
{
	return import_run(&format, desk, file, dry_run, watch, report, err);
}
