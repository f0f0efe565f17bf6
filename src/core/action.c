#include "config.h"

#include "core/action.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "clock/civil.h"
#include "core/file_inner.h"
#include "core/page_text.h"
#include "core/person.h"
#include "core/queue_rows.h"
#include "core/words.h"
#include "store/clocks.h"

/* Of how many days a limit has to be before it is of use to say at which of them it stands. */
enum { DAYS_SAID = 10 };

/* The latest value that the thing's own events give a field; *field is how the event's kind has it. */
static const char *latest(const struct desk *desk, const struct file *file, const struct queue_row *row,
			  const char *key, const struct policy_field **field)
{
	const char *value = NULL;

	for (size_t i = 0; i < file->history.n_events; i++) {
		const struct event *event = &file->history.events[i];
		bool meant = row->about ? str_same(file->events[i].about, row->about)
					: event->at == row->times.started;
		const char *said = meant && file_counts(desk, event) ? file_value(desk, file, i, key) : NULL;
		const struct policy_kind *kind = said ? policy_kind(desk->practice->newest, event->kind) : NULL;

		if (!said)
			continue;
		value = said;
		*field = kind ? policy_kind_field(kind, key) : NULL;
	}
	return value;
}

static bool has_left(struct desk *desk, const char *name)
{
	struct person_copy copy;
	bool found = false, works;

	if (!person_who(desk->store, name, &copy, &found, NULL))
		return false;
	works = found && person_works(&copy.row, zone_day(desk->zone, desk->now));
	person_copy_done(&copy);
	return !works;
}

/* ---- beside the clocks of a queue ---- */

static void show_field(struct desk *desk, const struct file *file, const struct queue_row *row, const char *key,
		       struct queue_shown *shown)
{
	struct pool *pool = shown->memory;
	const struct policy_field *field = NULL;
	const char *value = latest(desk, file, row, key, &field), *text;

	if (!value || shown->n == QUEUE_SHOWN_MOST)
		return;
	text = page_value(pool, desk, field, value);
	if (field && field->type == FIELD_PERSON && has_left(desk, value))
		/* TRANSLATORS: a person's name */
		text = page_format(pool, _("%s (no longer here)"), text);
	shown->items[shown->n].label = pool_text(pool, field ? i18n_text(field->label) : key);
	shown->items[shown->n++].text = text;
}

/* Which of several of one timescale, as the event says that started it. */
static void show_whose(struct desk *desk, const struct file *file, const struct queue_row *row,
		       const struct timescale *rule, struct queue_shown *shown)
{
	struct pool *pool = shown->memory;
	const struct event *opener = NULL;
	const struct policy_kind *kind;
	const struct policy_field *field;
	const char *whose;

	for (size_t i = 0; i < file->history.n_events && !opener; i++)
		if (str_same(file->events[i].id, row->opener))
			opener = &file->history.events[i];
	whose = page_whose(pool, desk, rule, opener);
	if (!whose)
		return;
	kind = policy_kind(desk->practice->newest, opener->kind);
	field = kind ? policy_kind_field(kind, names_text(desk->practice->names, NAME_FIELD, rule->same)) : NULL;
	shown->items[shown->n].label = pool_text(pool, field ? i18n_text(field->label) : "");
	shown->items[shown->n++].text = whose;
	/* What is cut off in a narrow column is what they have in common. */
	shown->title = page_format(pool, "%s: %s", whose, i18n_text(row->brief ? row->brief : rule->title));
}

struct queue_shown *queue_shown(struct desk *desk, const struct queue_row *row)
{
	const struct practice *practice = desk_practice_held(desk);
	const struct policy_queue *queue = practice && row->queue && row->timescale
						   ? policy_queue_named(practice->newest, row->queue)
						   : NULL;
	const struct timescale *rule = queue ? practice_timescale(practice, row->timescale) : NULL;
	bool of_several = rule && rule->has_same && row->opener;
	struct queue_shown *shown;
	struct file *file;
	bool found;

	if (!queue || (queue->n_shows == 0 && !of_several) || !(file = file_read_id(desk, row->case_id, &found, NULL)))
		return NULL;
	shown = mem_array(1, sizeof *shown);
	shown->memory = mem_array(1, sizeof(struct pool));
	if (of_several)
		show_whose(desk, file, row, rule, shown);
	for (size_t i = 0; i < queue->n_shows; i++)
		show_field(desk, file, row, queue->shows[i], shown);
	file_free(file);
	if (shown->n > 0)
		return shown;
	queue_shown_free(shown);
	return NULL;
}

void queue_shown_free(struct queue_shown *shown)
{
	if (!shown)
		return;
	pool_done(shown->memory);
	free(shown->memory);
	free(shown);
}

void queue_day_of(struct desk *desk, const struct queue_row *row, char out[64])
{
	const struct practice *practice = desk_practice_held(desk);
	const struct timescale *rule = practice && row->timescale ? practice_timescale(practice, row->timescale) : NULL;
	const struct calendar *calendar = rule ? rule->counting.calendar : NULL;
	struct limit whole = { .unit = UNIT_WORKING_DAYS };

	out[0] = '\0';
	if (!calendar || row->times.unit != UNIT_WORKING_DAYS || row->times.due == INSTANT_NONE)
		return;
	whole.n = calendar_count(calendar, zone_day(desk->zone, row->times.started),
				 zone_day(desk->zone, row->times.due));
	if (whole.n >= DAYS_SAID)
		words_day_of(&row->times, whole, calendar, desk->now, out);
}

/* ---- the list ---- */

struct listing {
	struct desk *desk;
	const struct action_query *query;
	char **references;	/* as the records have them, and their ids; owned */
	char **cases;
	char *owner;		/* name; owned, NULL any */
	action_each *each;
	void *arg;
	bool stopped;
};

static bool wanted(const struct listing *listing, const char *reference)
{
	for (size_t i = 0; i < listing->query->n_references; i++)
		if (strcmp(listing->references[i], reference) == 0)
			return true;
	return listing->query->n_references == 0;
}

static bool fits(const struct listing *listing, const struct action_row *row)
{
	const struct action_query *query = listing->query;

	return (!listing->owner || str_same(row->owner, listing->owner)) &&
	       (!query->origin || str_same(row->origin, query->origin));
}

static bool give(void *arg, const struct queue_row *clock)
{
	struct listing *listing = arg;
	struct desk *desk = listing->desk;
	const struct policy_field *field = NULL;
	struct action_row row = { .clock = clock, .id = clock->about };
	struct pool pool = { 0 };
	struct file *file;
	bool found;

	if (!wanted(listing, clock->reference) || !(file = file_read_id(desk, clock->case_id, &found, NULL)))
		return true;
	row.action = latest(desk, file, clock, "action", &field);
	row.owner = latest(desk, file, clock, "owner", &field);
	row.origin = latest(desk, file, clock, "origin", &field);
	if (row.origin)
		row.origin_label = page_value(&pool, desk, field, row.origin);
	if (fits(listing, &row)) {
		row.owner_left = row.owner && has_left(desk, row.owner);
		listing->stopped = !listing->each(listing->arg, &row);
	}
	file_free(file);
	pool_done(&pool);
	return !listing->stopped;
}

static bool list_timescale(struct listing *listing, const struct timescale *rule, struct error *err)
{
	struct queue_query query = { .queue = rule->queue, .all = listing->query->all, .limit = -1 };
	struct str_buf word = { 0 };
	struct filter *filter;
	bool ok;

	str_addf(&word, "timescale:%s", rule->key);
	filter = filter_parse(listing->desk, (const char *const[]){ word.text }, 1, err);
	str_done(&word);
	query.filter = filter;
	ok = filter && queue_list(listing->desk, &query, give, listing, err);
	filter_free(filter);
	return ok;
}

/* ---- of some cases alone ---- */

struct of_cases {
	struct listing *listing;
	struct row_maker maker;
	struct row_set *rows;
};

static bool keep_action(void *arg, const struct clock_row *from)
{
	struct of_cases *of = arg;
	const struct timescale *rule = practice_timescale(of->listing->desk->practice, from->timescale);
	struct queue_row row;

	if (!rule || !rule->action || from->measured_only || !(from->running || of->listing->query->all))
		return true;
	row_make(&of->maker, from, &row);
	row_set_add(of->rows, &row);
	return true;
}

static bool list_cases(struct listing *listing, struct error *err)
{
	struct of_cases of = { .listing = listing, .rows = row_set_new(NULL) };
	bool ok = true;

	row_maker_init(&of.maker, listing->desk);
	for (size_t i = 0; ok && i < listing->query->n_references; i++)
		ok = clock_of_case(listing->desk->store, listing->cases[i], keep_action, &of, err);
	row_set_sort(of.rows);
	for (size_t i = 0; ok && !listing->stopped && i < row_set_size(of.rows); i++)
		give(listing, row_set_at(of.rows, i));
	row_set_free(of.rows);
	return ok;
}

/* The references as the records have them, one that was merged as the one that took it up. */
static bool find_references(struct listing *listing, struct error *err)
{
	const struct action_query *query = listing->query;

	listing->references = mem_array(query->n_references + 1, sizeof *listing->references);
	listing->cases = mem_array(query->n_references + 1, sizeof *listing->cases);
	for (size_t i = 0; i < query->n_references; i++) {
		struct error why = { 0 };
		bool found;
		struct file *file = file_read(listing->desk, query->references[i], &found, &why);

		if (!file)
			return why.kind != ERROR_NONE
				       ? error_set(err, why.kind, "%s", why.text)
				       : error_set(err, ERROR_INPUT, _("%s: no such case"), query->references[i]);
		listing->references[i] = mem_copy(file->reference);
		listing->cases[i] = mem_copy(file->id);
		file_free(file);
	}
	return true;
}

static bool find_owner(struct listing *listing, struct error *err)
{
	struct person_copy copy;
	bool found;

	if (!listing->query->owner)
		return true;
	if (!person_who(listing->desk->store, listing->query->owner, &copy, &found, err))
		return false;
	listing->owner = mem_copy(found ? copy.name : listing->query->owner);
	person_copy_done(&copy);
	return true;
}

static bool check_origin(const struct listing *listing, const struct policy *policy, struct error *err)
{
	const struct policy_kind *kind = policy_kind_named(policy, "action.set");
	const struct policy_field *field = kind ? policy_kind_field(kind, "origin") : NULL;
	const char *origin = listing->query->origin;
	struct str_buf known = { 0 };

	if (!origin || !field || policy_field_choice(field, origin))
		return true;
	for (size_t i = 0; i < field->n_choices; i++)
		str_addf(&known, "%s%s", i ? ", " : "", field->choices[i].code);
	error_set(err, ERROR_INPUT, _("origin: “%.80s” is not known: choose one of %s"), origin,
		  known.text ? known.text : "");
	str_done(&known);
	return false;
}

bool action_list(struct desk *desk, const struct action_query *query, action_each *each, void *arg,
		 struct error *err)
{
	const struct practice *practice = desk_practice(desk, err);
	struct listing listing = { .desk = desk, .query = query, .each = each, .arg = arg };
	const char *last = "";
	bool ok = practice && check_origin(&listing, practice->newest, err) && find_owner(&listing, err) &&
		  find_references(&listing, err);
	bool named = query->n_references > 0 && !desk_in_past(desk);

	if (ok && named)
		ok = list_cases(&listing, err);
	for (size_t i = 0; ok && !named && !listing.stopped && i < practice->newest->n_timescales; i++) {
		const struct timescale *rule = &practice->newest->timescales[i];

		if (!rule->action || strcmp(rule->key, last) == 0)
			continue;
		last = rule->key;
		ok = list_timescale(&listing, rule, err);
	}
	for (size_t i = 0; listing.references && i < query->n_references; i++) {
		free(listing.references[i]);
		free(listing.cases[i]);
	}
	free(listing.references);
	free(listing.cases);
	free(listing.owner);
	return ok;
}

static bool keep_case(void *arg, const struct event_row *row)
{
	char **case_id = arg;

	*case_id = row->opens ? mem_copy(row->case_id) : NULL;
	return false;
}

char *action_reference(struct desk *desk, const char *id, struct error *err)
{
	char *case_id = NULL, *reference = NULL;
	struct file *file;
	bool found;

	if (!desk_practice(desk, err) || !event_by_id(desk->store, id, keep_case, &case_id, &found, err))
		return NULL;
	file = case_id ? file_read_id(desk, case_id, &found, err) : NULL;
	if (file)
		reference = mem_copy(file->reference);
	else if (!case_id)
		error_set(err, ERROR_INPUT, _("%.60s: there is no action of that id: `caseclock action` lists them"),
			  id);
	file_free(file);
	free(case_id);
	return reference;
}
