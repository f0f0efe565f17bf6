#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "clock/civil.h"
#include "core/act_inner.h"
#include "core/file_inner.h"
#include "core/file_row.h"
#include "core/form_inner.h"
#include "core/page_text.h"
#include "core/person.h"
#include "core/supervise.h"
#include "store/board.h"
#include "store/people.h"

enum { FORTNIGHT = 14 };

struct gathered {
	struct pool *pool;
	struct sitting *sitting;
	size_t room;
};

static bool add_case(void *arg, const struct case_row *row)
{
	struct gathered *g = arg;
	struct sitting *sitting = g->sitting;

	if (row->subject)
		return true;
	if (sitting->n >= SITTING_MOST) {
		sitting->left_out++;
		return true;
	}
	mem_grow(&sitting->cases, sitting->n, &g->room, sizeof(*sitting->cases));
	sitting->cases[sitting->n++] = (struct sitting_case){
		.reference = pool_text(g->pool, row->reference),
		.held_by = pool_text(g->pool, row->held_by),
		.joint = pool_text(g->pool, row->joint),
	};
	return true;
}

/* ---- one case ---- */

static bool runs(const struct desk *desk, const struct clock *clock)
{
	return clock->withdrawn == INSTANT_NONE && !clock->rule->measured_only &&
	       status_is_running(clock_status(&clock->times, desk->now));
}

static bool is_stopped_by(const struct timescale *rule, int kind)
{
	for (size_t i = 0; i < rule->stop.n; i++)
		if (kinds_have(rule->stop.items[i].kinds, kind))
			return true;
	return false;
}

static void read_due(const struct desk *desk, const struct file *file, int kind, struct pool *pool,
		     struct sitting_case *to)
{
	const struct clock *first = NULL;

	for (size_t i = 0; i < file->clocks.n; i++) {
		const struct clock *clock = &file->clocks.items[i];

		if (!runs(desk, clock) || !is_stopped_by(clock->rule, kind) || clock->times.due == INSTANT_NONE)
			continue;
		if (!first || clock->times.due < first->times.due)
			first = clock;
		if (clock->planned != INSTANT_NONE && (to->booked == INSTANT_NONE || clock->planned < to->booked)) {
			to->booked = clock->planned;
			to->booked_late = clock->flags & CLOCK_PLANNED_LATE;
		}
	}
	if (!first)
		return;
	to->due = first->times.due;
	to->due_title = pool_text(pool, i18n_text(first->rule->title));
	to->status = clock_status(&first->times, desk->now);
	words_left(&first->times, desk->practice->newest->calendars[0].calendar, desk->now, to->left);
}

static char *said(const struct desk *desk, const struct file *file, size_t at, const char *field, struct pool *pool)
{
	return pool_text(pool, file_value(desk, file, at, field));
}

static bool is_session(const struct desk *desk, const struct file *file, size_t i, const char *kind)
{
	return strcmp(file->events[i].kind, kind) == 0 && !file->events[i].hidden && !file->events[i].away &&
	       file->events[i].removed_by == NULL && file_counts(desk, &file->history.events[i]);
}

static void read_last(const struct desk *desk, const struct file *file, struct pool *pool, struct sitting_case *to)
{
	int32_t today = zone_day(desk->zone, desk->now);

	for (size_t i = 0; i < file->history.n_events; i++) {
		const struct file_event *event = &file->events[i];

		if (!is_session(desk, file, i, SUPERVISION))
			continue;
		to->last = file->history.events[i].at;
		to->last_event = pool_text(pool, event->id);
		to->last_by = pool_text(pool, event->done_by ? event->done_by : event->recorded_by);
		to->decisions = said(desk, file, i, "decisions", pool);
		to->stuck = said(desk, file, i, "stuck", pool);
		to->barriers = said(desk, file, i, "barriers", pool);
		to->held_today = zone_day(desk->zone, to->last) == today;
	}
}

bool sitting_own_held(struct desk *desk, const struct sitting *sitting)
{
	int32_t today = zone_day(desk->zone, desk->now);
	char reference[160];
	struct file *file;
	bool found, held = false;

	if (!sitting->login)
		return false;
	snprintf(reference, sizeof reference, "worker:%s", sitting->login);
	file = file_read(desk, reference, &found, NULL);
	for (size_t i = 0; file && i < file->history.n_events; i++)
		if (is_session(desk, file, i, SUPERVISION_OWN))
			held = zone_day(desk->zone, file->history.events[i].at) == today;
	file_free(file);
	return held;
}

static void read_actions(const struct desk *desk, const struct file *file, const struct policy_kind *kind,
			 struct pool *pool, struct sitting_case *to)
{
	struct form_choice *actions;
	char *breaches;

	for (size_t i = 0; i < kind->n_fields; i++) {
		const struct policy_field *field = &kind->fields[i];

		if (field->type == FIELD_REVIEW) {
			to->n_actions = form_reviewed(desk, file, field, pool, &actions);
			to->actions = actions;
			for (size_t k = 0; k < file->clocks.n; k++)
				to->n_overdue += strcmp(file->clocks.items[k].rule->key, field->review_of) == 0 &&
						 clock_status(&file->clocks.items[k].times, desk->now) ==
							 STATUS_OVERDUE;
		}
		if (field->breaches_within > 0) {
			breaches = form_breaches(desk, file, field, kind->number);
			to->breaches = pool_text(pool, breaches);
			free(breaches);
		}
	}
}

static bool read_case(struct desk *desk, struct sitting_case *to, struct pool *pool, struct error *err)
{
	const struct practice *practice = desk_practice(desk, err);
	const struct policy_kind *kind = practice ? policy_kind_named(practice->newest, SUPERVISION) : NULL;
	struct sitting_case fresh = { .reference = to->reference, .held_by = to->held_by, .joint = to->joint,
				      .last = INSTANT_NONE, .due = INSTANT_NONE, .booked = INSTANT_NONE,
				      .status = STATUS_ON_TRACK, .breaches = "" };
	struct file *file;
	bool found;

	if (!kind)
		return practice && error_set(err, ERROR_INPUT, _("%s: no such event in the policy"), SUPERVISION);
	file = file_read(desk, to->reference, &found, err);
	if (!file)
		return found || error_set(err, ERROR_INPUT, _("%s: no such case"), to->reference);
	if (!file_derive(desk, file, err)) {
		file_free(file);
		return false;
	}
	fresh.reference = pool_text(pool, file->reference);
	fresh.name = pool_text(pool, file->name);
	fresh.age = page_age(pool, desk, file->born);
	fresh.team = pool_text(pool, file->team);
	fresh.worker = pool_text(pool, file->worker);
	fresh.open = file->open;
	read_due(desk, file, kind->number, pool, &fresh);
	read_last(desk, file, pool, &fresh);
	read_actions(desk, file, kind, pool, &fresh);
	file_free(file);
	*to = fresh;
	return true;
}

/* ---- the sitting ---- */

static int by_due(const void *a, const void *b)
{
	const struct sitting_case *x = a, *y = b;
	bool none_x = x->due == INSTANT_NONE, none_y = y->due == INSTANT_NONE;

	if (none_x != none_y)
		return none_x ? 1 : -1;
	if (!none_x && x->due != y->due)
		return x->due < y->due ? -1 : 1;
	return strcmp(x->reference, y->reference);
}

static bool keep_absence(void *arg, const struct absence_row *row)
{
	struct sitting *sitting = arg;

	if (sitting->away_from != CIVIL_NONE)
		return false;
	sitting->away_from = row->from;
	sitting->away_to = row->to;
	return true;
}

struct looking {
	struct sitting *sitting;
	int32_t today;
};

/* Past ones are not told; the one of today, or the next. */
static bool look_absence(void *arg, const struct absence_row *row)
{
	struct looking *looking = arg;

	return (row->to != CIVIL_NONE && row->to < looking->today) || keep_absence(looking->sitting, row);
}

static bool read_worker(struct desk *desk, struct sitting *sitting, const struct person_copy *copy, struct error *err)
{
	struct pool *pool = sitting->memory;
	int32_t today = zone_day(desk->zone, desk->now);
	struct looking looking = { sitting, today };
	struct gathered g = { .pool = pool, .sitting = sitting };

	sitting->worker = pool_text(pool, copy->name);
	sitting->login = pool_text(pool, copy->login);
	if (!board_absences(desk->store, copy->id, today + FORTNIGHT, look_absence, &looking, err))
		return false;
	sitting->away = sitting->away_from != CIVIL_NONE && sitting->away_from <= today;
	return board_cases(desk->store, NULL, sitting->worker, add_case, &g, err);
}

static struct sitting *sitting_new(void)
{
	struct sitting *sitting = mem_new(sizeof(*sitting));

	sitting->away_from = sitting->away_to = CIVIL_NONE;
	sitting->memory = mem_new(sizeof(struct pool));
	return sitting;
}

static bool read_all(struct desk *desk, struct sitting *sitting, struct error *err)
{
	bool ok = store_begin_read(desk->store, err);	/* one state of the file, whose lock is asked for once */

	if (!ok)
		return false;
	for (size_t i = 0; ok && i < sitting->n; i++)
		ok = read_case(desk, &sitting->cases[i], sitting->memory, err);
	store_end_read(desk->store);
	if (ok && sitting->n > 1)
		qsort(sitting->cases, sitting->n, sizeof(*sitting->cases), by_due);
	return ok;
}

struct sitting *sitting_over(struct desk *desk, const char *const *references, size_t n, struct error *err)
{
	struct error own = { 0 };
	struct sitting *sitting = sitting_new();
	struct gathered g = { .pool = sitting->memory, .sitting = sitting };
	bool found, ok;

	err = err ? err : &own;
	ok = desk_at_present(desk, "supervise", err) &&
	     desk_may(desk, "view", n == 1 ? references[0] : NULL, NULL, err);
	for (size_t i = 0; i < n && ok; i++)
		ok = case_by_reference(desk->store, references[i], add_case, &g, &found, err) &&
		     (found || error_set(err, ERROR_INPUT, _("%s: no such case"), references[i]));
	if (ok && read_all(desk, sitting, err))
		return sitting;
	sitting_free(sitting);
	return NULL;
}

struct sitting *sitting_open(struct desk *desk, const char *who, struct error *err)
{
	struct error own = { 0 };
	struct sitting *sitting;
	struct person_copy copy;
	bool found, ok;

	err = err ? err : &own;
	if (!person_who(desk->store, who, &copy, &found, err))
		return NULL;
	if (!found) {
		person_copy_done(&copy);
		sitting = sitting_over(desk, &who, 1, err);
		if (!sitting && err->kind == ERROR_INPUT)
			error_set(err, ERROR_INPUT, _("%s: neither a worker nor a case of this file"), who);
		return sitting;
	}
	sitting = sitting_new();
	ok = desk_at_present(desk, "supervise", err) && desk_may(desk, "view", NULL, NULL, err) &&
	     read_worker(desk, sitting, &copy, err) && read_all(desk, sitting, err);
	person_copy_done(&copy);
	if (ok)
		return sitting;
	sitting_free(sitting);
	return NULL;
}

bool sitting_again(struct desk *desk, struct sitting *sitting, size_t i, struct error *err)
{
	return read_case(desk, &sitting->cases[i], sitting->memory, err);
}

void sitting_free(struct sitting *sitting)
{
	if (!sitting)
		return;
	free(sitting->cases);
	pool_done(sitting->memory);
	free(sitting->memory);
	free(sitting);
}

static bool keep_open(void *arg, const struct case_row *row)
{
	*(bool *)arg = row->open;
	return false;
}

bool supervise_may(struct desk *desk, const char *reference, struct error *err)
{
	bool found, open = false;

	return case_by_reference(desk->store, reference, keep_open, &open, &found, err) &&
	       (open || error_set(err, ERROR_INPUT,
				  found ? _("%s: the case is closed; nothing was recorded on it") : _("%s: no such case"),
				  reference));
}

bool supervise_no_change(struct desk *desk, const char *reference, struct act_result *result, struct error *err)
{
	struct form *form = supervise_may(desk, reference, err) ? form_open(desk, SUPERVISION, reference, NULL, err) : NULL;
	/* A Day 25 supervision takes more than that, and stays due. */
	const struct act_field fields[2] = { { "purpose", "case" }, { "decisions", _("No change") } };
	struct act_event event = { .reference = reference, .kind = SUPERVISION, .fields = fields, .n_fields = 2,
				   .at = INSTANT_NONE };
	bool ok;

	if (!form)
		return false;
	/* What was half written is never thrown away for a word. */
	if (form->drafted) {
		form_free(form);
		return error_set(err, ERROR_INPUT, _("%s: a draft of this supervision waits: open it"), reference);
	}
	event.expected = form->version;
	*result = (struct act_result){ .version = 0 };
	ok = act_record(desk, &event, 1, result, err);
	form_free(form);
	return ok;
}
