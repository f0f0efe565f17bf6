#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "clock/civil.h"
#include "core/act_inner.h"
#include "core/file_inner.h"
#include "core/moment.h"
#include "core/person.h"
#include "core/subject_file.h"
#include "core/timer.h"
#include "core/timer_inner.h"
#include "store/people.h"

enum { SKEW = 300, WARNING = 256 };

/* One event on its way into the file. */
struct recording {
	struct desk *desk;
	const struct act_event *event;
	const struct act_options *options;
	struct act_checking checking;
	const struct policy_kind *kind;
	struct file *file;		/* NULL: the case is new */
	int64_t at;
	bool timed;
	struct act_concern concern;
	struct field_pair *pairs;
	size_t n_pairs;
	const char *note, *why, *done_by;
	char case_id[ID_SIZE];
	struct act_result *result;
	struct error *err;
};

bool act_may_record(struct desk *desk, const char *kind, const char *reference, struct error *err)
{
	bool allocation = strcmp(kind, "case.allocated") == 0 || strcmp(kind, "case.deallocated") == 0;
	struct str_buf act = { 0 };
	bool may;

	str_addf(&act, "record:%s", kind);
	may = (allocation && desk_may(desk, "allocate", reference, NULL, NULL)) ||
	      desk_may(desk, act.text, reference, NULL, err);
	str_done(&act);
	return may;
}

/* When it happened, and whether that can be. */
static bool settle_moment(struct recording *r)
{
	struct desk *desk = r->desk;
	const struct act_event *event = r->event;

	r->at = event->at == INSTANT_NONE ? desk->now : event->at;
	r->timed = event->at == INSTANT_NONE || event->timed;
	if (!r->timed)
		r->at = zone_first(desk->zone, zone_day(desk->zone, r->at));
	r->checking.day = zone_day(desk->zone, r->at);
	if (event->planned && !r->kind->plannable)
		return error_set(r->err, ERROR_INPUT, _("%s: it cannot be booked ahead"), r->kind->key);
	if (!event->planned && r->at > desk->now + SKEW)
		return error_set(r->err, ERROR_INPUT,
				 r->kind->plannable ? _("%s: that is still to come: book it as planned")
						    : _("%s: that is still to come"), r->kind->key);
	if (r->checking.day < CIVIL_FIRST || r->checking.day > CIVIL_LAST)
		return error_set(r->err, ERROR_INPUT, _("%s: no moment between 2000 and 2100"), r->kind->key);
	return true;
}

/* The first of two moments that the wall clock shows twice was taken: the person is told. */
static void warn_of_autumn(struct recording *r)
{
	struct zone_time local = zone_local(r->desk->zone, r->at);
	int64_t first;

	if (r->event->at == INSTANT_NONE || !r->timed ||
	    zone_instant(r->desk->zone, local.day, local.second, &first) != ZONE_TWICE || first != r->at)
		return;
	snprintf(r->result->warning, WARNING, _("recorded; the first of two %02d:%02d was taken"),
		 (int)(local.second / 3600), (int)(local.second / 60 % 60));
}

bool act_on_record(const struct desk *desk, const struct policy_kind *kind, const struct file *file,
		   const char *about, char text[256])
{
	char shown[MOMENT_SIZE];
	bool there = false;

	for (size_t i = 0; about && file && i < file->history.n_events; i++) {
		const struct file_event *event = &file->events[i];

		if (strcmp(event->kind, kind->key) != 0 || !str_same(event->about, about) ||
		    !file_counts(desk, &file->history.events[i]))
			continue;
		moment_show(event->recorded, true, desk->zone, desk->now, shown);
		/* TRANSLATORS: the event, who recorded it before, when */
		snprintf(text, WARNING, _("“%.80s” is on record of it already, by %.60s %s"), i18n_text(kind->title),
			 event->recorded_by, shown);
		there = true;
	}
	return there;
}

/* Of two who end the same thing the second is told who did, and when: neither may have seen the other do it. */
static void warn_of_twice(struct recording *r)
{
	if (r->kind->closes && !r->options->replaces && !r->options->importing)
		act_on_record(r->desk, r->kind, r->file, r->concern.about, r->result->warning);
}

bool act_seen(const struct desk *desk, const struct file *file, int64_t expected, int64_t *version, struct error *err)
{
	struct file_news news;
	char shown[MOMENT_SIZE];

	*version = file_news(file, desk->name, &news);
	if (expected <= 0 || *version <= expected)
		return true;
	moment_show(news.recorded, true, desk->zone, desk->now, shown);
	/* TRANSLATORS: case, who, the event that was recorded, when */
	return error_set(err, ERROR_INPUT,
			 _("%s: %s recorded “%s” %s: look, then do it again"),
			 file->reference, news.by,
			 news.title ? i18n_text(news.title) : _("Event taken back"), shown);
}

static bool as_expected(struct recording *r)
{
	int64_t version;
	bool ok = act_seen(r->desk, r->file, r->event->expected, &version, r->err);

	if (!ok)
		r->result->version = version;
	return ok;
}

static bool find_case(struct recording *r)
{
	const struct act_event *event = r->event;
	bool found;

	if (!act_check_reference(event->reference ? event->reference : "", r->err))
		return false;
	r->file = file_read(r->desk, event->reference, &found, r->err);
	if (!r->file && found)
		return false;
	if (!r->file && r->err->kind != ERROR_NONE)
		return false;
	if (!subject_fits(r->kind, r->file, event->reference, r->err))
		return false;
	if (r->file) {
		snprintf(r->case_id, sizeof(r->case_id), "%s", r->file->id);
		return as_expected(r);
	}
	if (!r->kind->new_case)
		return error_set(r->err, ERROR_INPUT,
				 _("%s: no such case: a contact, for instance, makes a new one"),
				 event->reference);
	return true;
}

static const char *pair_value(const struct recording *r, const char *name)
{
	for (size_t i = 0; i < r->n_pairs; i++)
		if (strcmp(r->pairs[i].name, name) == 0)
			return r->pairs[i].value;
	return NULL;
}

static void drop_pair(struct recording *r, const char *name)
{
	size_t to = 0;

	for (size_t i = 0; i < r->n_pairs; i++)
		if (strcmp(r->pairs[i].name, name) != 0)
			r->pairs[to++] = r->pairs[i];
	r->n_pairs = to;
}

/* Who the child is, is said once and corrected there: another name or date of birth on a later event
 * is the sign of a wrong reference. What says the same is not said again. */
static bool same_child(struct recording *r)
{
	const char *name = pair_value(r, "name"), *born = pair_value(r, "date_of_birth");
	char known[CIVIL_SIZE];

	if (!r->file || !r->kind->new_case || r->options->replaces || r->options->importing)
		return true;
	if (name && r->file->name && !file_name_is_past(r->desk, r->file)) {
		char *a = utf8_fold(name), *b = utf8_fold(r->file->name);
		bool same = strcmp(a, b) == 0;

		free(a);
		free(b);
		if (!same)
			return error_set(r->err, ERROR_INPUT,
					 _("%s: the name there is “%.80s”, not “%.80s”: look at the "
					   "reference, or correct the event that said so"),
					 r->file->reference, r->file->name, name);
		drop_pair(r, "name");
	}
	if (born && r->file->born != CIVIL_NONE) {
		civil_iso(r->file->born, known);
		if (strcmp(born, known) != 0)
			return error_set(r->err, ERROR_INPUT,
					 _("%s: the date of birth there is %s, not %s: look at the "
					   "reference, or correct the event that said so"),
					 r->file->reference, known, born);
		drop_pair(r, "date_of_birth");
	}
	return true;
}

static bool check_born(struct recording *r)
{
	const char *born = pair_value(r, "date_of_birth");
	int32_t day;

	if (born && civil_parse(str_view(born), &day) && act_born_ahead(r->desk, day))
		return error_set(r->err, ERROR_INPUT, _("date_of_birth: %s lies too far ahead"), born);
	return true;
}

/* Whoever gets a case or something to do has to be at work when they get it (lesson R42) and, to have a case, in a
 * role that works on cases. */
static bool check_worker(struct recording *r, const char *field, bool has_case)
{
	const char *worker = pair_value(r, field);
	struct person_copy copy;
	bool found, works, holds;

	if (!worker || r->options->importing || strcmp(r->kind->key, "case.deallocated") == 0)
		return true;
	if (!person_who(r->desk->store, worker, &copy, &found, r->err))
		return false;
	works = !found || person_works(&copy.row, r->checking.day);
	holds = !found || !has_case || person_role_holds(r->checking.practice->newest, copy.role);
	person_copy_done(&copy);
	if (!works)
		return error_set(r->err, ERROR_INPUT, _("%s: %s is not at work on that date"), field, worker);
	return holds || error_set(r->err, ERROR_INPUT,
				  _("worker: %s has a role that records nothing, and so cannot hold cases"),
				  worker);
}

static bool check_note(struct recording *r)
{
	const struct act_event *event = r->event;

	if (r->options->as_before) {
		r->note = event->note;
		r->done_by = event->done_by;
		return true;
	}
	return act_check_note(&r->checking, _("note"), event->note, &r->note, r->err) &&
	       (!event->done_by || !*event->done_by ||
		act_check_person(&r->checking, event->done_by, &r->done_by, r->err));
}

static bool check_words(struct recording *r)
{
	const struct act_event *event = r->event;

	r->pairs = pool_array(r->checking.pool, event->n_fields + r->checking.n_kept + 1, sizeof(*r->pairs));
	return act_check_fields(&r->checking, r->kind, event->fields, event->n_fields, r->pairs, &r->n_pairs,
				r->err) &&
	       check_note(r) && act_check_note(&r->checking, _("reason"), r->options->why, &r->why, r->err) &&
	       same_child(r) && check_born(r) && check_worker(r, "worker", true) && check_worker(r, "joint", true) &&
	       check_worker(r, "holder", true) && check_worker(r, "owner", false);
}

/* The replaced event opened something: this one opens the same. */
static bool resolve(struct recording *r)
{
	if (!r->options->as_before)
		return act_resolve(&r->checking, r->kind, r->file, r->event, r->at, r->timed, &r->concern,
				   r->err);
	r->concern = (struct act_concern){.about = r->event->about, .type = -1, .out_of = r->event->out_of};
	r->concern.opens = r->kind->opens >= 0 && r->event->about;
	for (size_t i = 0; i < r->file->history.n_abouts; i++)
		if (str_same(r->file->history.abouts[i].id, r->event->about))
			r->concern.type = r->file->history.abouts[i].type;
	return true;
}

static bool add_case(struct recording *r)
{
	char *folded = utf8_fold(r->event->reference);
	struct case_row row = {
		.id = r->case_id,
		.reference = r->event->reference,
		.folded = folded,
		.born = CIVIL_NONE,
		.open = true,
		.opened = r->at,
		.closed = INSTANT_NONE,
		.version = 1,
	};
	bool ok;

	desk_id(r->desk, r->case_id);
	ok = case_add(r->desk->store, &row, r->err);
	free(folded);
	r->result->new_case = ok;
	return ok;
}

/* The record on which it is to stand: where records were merged, with what it replaces or is about, so that
 * parting gives both back whole. */
static const char *record_of(const struct recording *r)
{
	for (size_t i = 0; r->file && r->file->n_records > 0 && i < r->file->history.n_events; i++) {
		const struct file_event *event = &r->file->events[i];
		bool same = r->options->replaces ? str_same(event->id, r->options->replaces)
						 : r->file->history.events[i].opens &&
							   str_same(event->about, r->concern.about ? r->concern.about
												   : r->concern.out_of);

		if (same)
			return event->case_id;
	}
	/* An extract goes on telling of the record that it knows. */
	if (r->options->importing && r->file && r->file->asked)
		return r->file->asked_id;
	return r->case_id;
}

static bool add_event(struct recording *r)
{
	struct desk *desk = r->desk;
	char *fields = fields_pack(r->pairs, r->n_pairs);
	struct event_row row = {
		.id = r->result->event,
		.case_id = record_of(r),
		.kind = r->kind->key,
		.at = r->at,
		.timed = r->timed,
		.recorded = desk->now,
		.done_by = r->done_by,
		.recorded_by = desk->name,
		.uid = desk->world->uid,
		.about = r->concern.opens && !r->concern.about ? r->result->event : r->concern.about,
		.about_type = names_text(r->checking.practice->names, NAME_TYPE, r->concern.type),
		.out_of = r->concern.out_of,
		.opens = r->concern.opens,
		.planned = r->event->planned,
		.note = r->note,
		.fields = fields,
		.replaces = r->options->replaces,
		.why = r->why,
	};
	const char *hashed[] = { row.kind, fields, r->note, r->done_by };
	char hash[HASH_SIZE], what[96];
	bool ok;

	if (row.about)
		snprintf(r->result->about, sizeof(r->result->about), "%s", row.about);
	hash_fields(hashed, sizeof(hashed) / sizeof(hashed[0]), hash);
	snprintf(what, sizeof(what), "%s %s", r->options->replaces ? "replace" : "record", row.kind);
	ok = event_add(desk->store, &row, NULL, r->err) &&
	     desk_audit(desk,
			&(struct desk_line){.what = what,
					    .object = "event",
					    .object_id = row.id,
					    .reference = r->event->reference,
					    .why = r->why,
					    .old_hash = r->options->replaces,
					    .new_hash = hash},
			r->err);
	free(fields);
	return ok;
}

static bool drop_drafts(struct recording *r)
{
	struct desk *desk = r->desk;
	const char *form = r->event->draft;

	return !form || (draft_drop(desk->store, desk->person, form, r->event->reference, r->err) &&
			 (!r->event->draft_new ||
			  draft_drop(desk->store, desk->person, form, r->event->draft_new, r->err)));
}

/* An extract says what others did; what is done again after an undo is this person's act. */
static bool check_author(const struct recording *r)
{
	return (r->options->importing && !r->options->as_before) ||
	       act_check_not_by(&r->checking, r->kind, r->file, r->concern.about, r->done_by, r->err);
}

/* What the policy needs only as another field stands: against what the thing has now. */
static bool check_needed(struct recording *r)
{
	for (size_t i = 0; i < r->kind->n_fields && !r->options->importing; i++) {
		const struct policy_field *field = &r->kind->fields[i], *other;
		const char *value, *had;

		if (!field->required || !field->when.field || pair_value(r, field->key))
			continue;
		other = policy_kind_field(r->kind, field->when.field);
		value = pair_value(r, field->when.field);
		had = act_attribute(r->desk, r->file, r->concern.about ? r->concern.about : "", other->name);
		if (act_when_holds(&field->when, other, value ? value : "", had))
			return error_set(r->err, ERROR_INPUT, _("%s: the field %s is missing, as %s stands"),
					 r->kind->key, field->key, other->key);
	}
	return true;
}

/* The event in whose place it stands has that moment too: then it was not said now when it happened. */
static bool keeps_moment(const struct recording *r)
{
	for (size_t i = 0; r->options->replaces && i < r->file->history.n_events; i++)
		if (strcmp(r->file->events[i].id, r->options->replaces) == 0)
			return r->file->history.events[i].at == r->at && r->file->history.events[i].timed == r->timed;
	return false;
}

/* Extracts tell what other systems took; what opens the thing is its beginning. */
static bool check_order(struct recording *r)
{
	return r->options->importing || r->concern.opens || keeps_moment(r) ||
	       act_check_order(&r->checking, r->file, r->concern.about, &r->at, r->timed,
			       r->event->at == INSTANT_NONE, r->err) ||
	       error_prefix(r->err, "%s", r->event->reference);
}

static bool record_steps(struct recording *r)
{
	if (act_is_link(r->kind->key))
		return error_set(r->err, ERROR_INPUT, _("%s: it is recorded by `caseclock merge` and `part` alone"),
				 r->kind->key);
	desk_id(r->desk, r->result->event);
	if (!settle_moment(r) || !find_case(r) ||
	    !act_may_record(r->desk, r->kind->key, r->event->reference, r->err) || !check_words(r) ||
	    !resolve(r) || !check_order(r) || !check_needed(r) || !check_author(r))
		return false;
	if (r->file && r->file->asked)
		snprintf(r->result->warning, WARNING, _("recorded on %.80s, into which %.80s was merged"),
			 r->file->reference, r->file->asked);
	if (r->concern.was_closed)
		snprintf(r->result->warning, WARNING, "%s", _("recorded on what was closed already"));
	warn_of_twice(r);
	warn_of_autumn(r);
	if (!(r->file ? timer_catch_up(r->desk, r->case_id, r->err) : add_case(r)))
		return false;
	return add_event(r) && drop_drafts(r);
}

bool act_record_one(struct desk *desk, const struct act_event *event, const struct act_options *options,
		    struct act_result *result, struct act_recorded *recorded, struct error *err)
{
	const struct practice *practice = desk_practice(desk, err);
	struct pool pool = { 0 };
	struct recording r = {
		.desk = desk,
		.event = event,
		.options = options,
		.result = result,
		.err = err,
		.checking = {desk, practice, &pool, options->importing, CIVIL_NONE, options->kept,
			     options->n_kept, false, event->draft != NULL},
	};
	bool ok;

	*result = (struct act_result){ .new_case = false };
	error_clear(err);
	if (!practice)
		return false;
	r.kind = policy_kind_named(practice->newest, event->kind);
	ok = r.kind ? record_steps(&r)
		    : error_set(err, ERROR_INPUT,
				_("%s: no such event in the policy: `caseclock policy show` lists them"),
				event->kind);
	file_free(r.file);
	pool_done(&pool);
	memcpy(recorded->case_id, r.case_id, ID_SIZE);
	recorded->type = r.concern.type;
	return ok;
}
