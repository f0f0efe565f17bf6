/* What a form begins with: the things that are open, to be given a verdict each, and a line for each breach. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "clock/civil.h"
#include "clock/limit.h"
#include "core/act_inner.h"
#include "core/form.h"
#include "core/form_inner.h"
#include "core/moment.h"
#include "core/words.h"

enum { REVIEWED_MOST = 60 };

/* The event's own text: what has to be done. */
static const char *first_value(const struct desk *desk, const struct file *file, size_t at, enum field_type one,
			       enum field_type other)
{
	const struct policy_kind *kind = policy_kind_named(desk->practice->newest, file->events[at].kind);

	for (size_t i = 0; kind && i < kind->n_fields; i++)
		if (kind->fields[i].type == one || kind->fields[i].type == other) {
			const char *value = file_value(desk, file, at, kind->fields[i].key);

			if (value)
				return value;
		}
	return NULL;
}

/* Of where it comes from: its last session and what others found go before the rest. */
static int rank_of(const char *origin)
{
	static const char *const first[] = { "supervision", "audit", "direction", "remedial" };

	for (int i = 0; origin && i < (int)(sizeof first / sizeof *first); i++)
		if (strcmp(origin, first[i]) == 0)
			return i;
	return (int)(sizeof first / sizeof *first);
}

static const char *label_of_choice(const struct desk *desk, const char *kind, const char *field, const char *code)
{
	const struct policy_kind *named = policy_kind_named(desk->practice->newest, kind);
	const struct policy_field *of = named ? policy_kind_field(named, field) : NULL;
	const struct policy_choice *choice = of && code ? policy_field_choice(of, code) : NULL;

	return choice ? i18n_text(choice->label) : code;
}

/* "due Fri 8 Mar 2024 (3d over), Sam Grey, Supervision": what matters first, where there is little room. */
static char *meaning_of(const struct desk *desk, const struct file *file, const struct clock *clock, size_t at)
{
	const struct calendar *calendar = desk->practice->newest->calendars[0].calendar;
	const char *origin = label_of_choice(desk, file->events[at].kind, "origin", file_value(desk, file, at, "origin"));
	const char *owner = first_value(desk, file, at, FIELD_PERSON, FIELD_PERSON);
	char due[MOMENT_SIZE], left[WORDS_SIZE];
	struct str_buf text = { 0 };

	if (clock->times.due != INSTANT_NONE) {
		moment_show(clock->times.due, false, desk->zone, desk->now, due);
		words_left(&clock->times, calendar, desk->now, left);
		/* TRANSLATORS: of an action: its due date, and how long it is left or over */
		str_addf(&text, _("due %s (%s)"), due, left);
	}
	if (clock->planned != INSTANT_NONE) {
		moment_show(clock->planned, false, desk->zone, desk->now, due);
		/* TRANSLATORS: of an action: the date to which it was carried */
		str_addf(&text, _(", carried to %s"), due);
	}
	if (owner)
		str_addf(&text, "%s%s", text.n ? ", " : "", owner);
	if (origin)
		str_addf(&text, "%s%s", text.n ? ", " : "", origin);
	return str_take(&text);
}

struct found {
	const struct clock *clock;
	size_t event;
	int rank;
};

static int by_rank(const void *a, const void *b)
{
	const struct found *x = a, *y = b;

	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	if (x->clock->times.due != y->clock->times.due)
		return x->clock->times.due < y->clock->times.due ? -1 : 1;
	return x->event < y->event ? -1 : x->event > y->event;
}

static bool runs(const struct desk *desk, const struct clock *clock)
{
	return clock->withdrawn == INSTANT_NONE && status_is_running(clock_status(&clock->times, desk->now));
}

/* What runs under the timescale, each with the event that opened it. */
static size_t find_open(const struct desk *desk, const struct file *file, const char *timescale, struct found *out)
{
	size_t n = 0;

	for (size_t i = 0; i < file->clocks.n && n < REVIEWED_MOST; i++) {
		const struct clock *clock = &file->clocks.items[i];
		ptrdiff_t at = clock->opener ? clock->opener - file->history.events : -1;

		if (at < 0 || clock->about < 0 || !runs(desk, clock) || strcmp(clock->rule->key, timescale) != 0)
			continue;
		out[n++] = (struct found){ clock, (size_t)at,
					   rank_of(file_value(desk, file, (size_t)at, "origin")) };
	}
	qsort(out, n, sizeof(*out), by_rank);
	return n;
}

size_t form_reviewed(const struct desk *desk, const struct file *file, const struct policy_field *review,
		     struct pool *pool, struct form_choice **out)
{
	struct found found[REVIEWED_MOST];
	size_t n = find_open(desk, file, review->review_of, found);

	*out = pool_array(pool, n, sizeof(**out));
	for (size_t i = 0; i < n; i++) {
		const char *text = first_value(desk, file, found[i].event, FIELD_TEXT, FIELD_LONG);
		char *meaning = meaning_of(desk, file, found[i].clock, found[i].event);

		(*out)[i] = (struct form_choice){
			pool_text(pool, file->history.abouts[found[i].clock->about].id),
			pool_text(pool, text ? text : i18n_text(found[i].clock->rule->title)),
			pool_text(pool, meaning),
		};
		free(meaning);
	}
	return n;
}

struct form_choice *form_verdicts(const struct policy_field *review, struct pool *pool)
{
	struct form_choice *out = pool_array(pool, review->n_verdicts, sizeof(*out));

	for (size_t i = 0; i < review->n_verdicts; i++)
		out[i] = (struct form_choice){ pool_text(pool, review->verdicts[i].word),
					       pool_text(pool, i18n_text(review->verdicts[i].label)), NULL };
	return out;
}

/* ---- what it is for ---- */

/* It would count for the clock now. */
static bool is_open_to(const struct desk *desk, const struct clock *clock)
{
	const struct limit_counting how = {
		.calendar = desk->practice->newest->calendars[0].calendar,
	};
	struct limit wait = clock->rule->not_before;

	return runs(desk, clock) &&
	       (wait.n == 0 || limit_due(&how, clock->times.started, wait).due <= zone_last(desk->zone, zone_day(desk->zone, desk->now)));
}

/* The first of its choices that the rule's stops ask of an event of this kind; NULL: none. */
static const char *choice_that_stops(const struct timescale *rule, int kind, int field)
{
	for (size_t i = 0; i < rule->stop.n; i++) {
		const struct match *match = &rule->stop.items[i];

		for (size_t k = 0; kinds_have(match->kinds, kind) && k < match->where.n; k++)
			if (match->where.clauses[k].op == OP_HAS && match->where.clauses[k].name == field)
				return match->where.clauses[k].values[0];
	}
	return NULL;
}

char *form_purposes(const struct desk *desk, const struct file *file, const struct policy_field *field, int kind)
{
	struct str_buf out = { 0 };

	for (size_t i = 0; i < field->n_choices; i++)
		for (size_t k = 0; k < file->clocks.n; k++) {
			const struct clock *clock = &file->clocks.items[k];
			const char *code = choice_that_stops(clock->rule, kind, field->name);

			if (!code || strcmp(code, field->choices[i].code) != 0 || !is_open_to(desk, clock))
				continue;
			str_addf(&out, "%s%s", out.n ? "," : "", code);
			break;
		}
	return str_take(&out);
}

/* ---- breaches ---- */

static bool stops(const struct timescale *rule, int kind)
{
	for (size_t i = 0; i < rule->stop.n; i++)
		if (kinds_have(rule->stop.items[i].kinds, kind))
			return true;
	return false;
}

/* An action that was set for the same breach is still open. */
static bool has_action(const struct desk *desk, const struct file *file, const char *title)
{
	for (size_t i = 0; i < file->clocks.n; i++) {
		const struct clock *clock = &file->clocks.items[i];
		ptrdiff_t at = clock->opener ? clock->opener - file->history.events : -1;
		const char *text;

		if (!clock->rule->action || at < 0 || !runs(desk, clock))
			continue;
		text = first_value(desk, file, (size_t)at, FIELD_TEXT, FIELD_LONG);
		if (text && strncmp(text, title, strlen(title)) == 0)
			return true;
	}
	return false;
}

static bool is_breach(const struct desk *desk, const struct file *file, const struct clock *clock, int kind)
{
	return clock->withdrawn == INSTANT_NONE && !clock->rule->measured_only && !clock->rule->action &&
	       clock_status(&clock->times, desk->now) == STATUS_OVERDUE && !stops(clock->rule, kind) &&
	       !has_action(desk, file, i18n_text(clock->rule->title));
}

/* One line: what is overdue and since when, whose it is, and the day by which it has to be put right. */
static void add_breach(const struct desk *desk, const struct file *file, const struct policy_field *lines,
		       const struct clock *clock, struct str_buf *out)
{
	const struct policy_kind *kind = policy_kind_named(desk->practice->newest, lines->lines_of);
	char due[MOMENT_SIZE], by[CIVIL_SIZE];
	bool first = true;

	moment_show(clock->times.due, false, desk->zone, 0, due);
	civil_iso(zone_day(desk->zone, desk->now) + lines->breaches_within, by);
	for (size_t i = 0; i < lines->n_parts; i++) {
		const struct policy_field *field = kind ? policy_kind_field(kind, lines->parts[i].key) : NULL;

		if (lines->parts[i].value)
			continue;
		str_add(out, first ? "" : "; ");
		first = false;
		if (field && (field->type == FIELD_TEXT || field->type == FIELD_LONG))
			/* TRANSLATORS: an action for a timescale that was missed: its title, its due date */
			str_addf(out, _("%s: overdue since %s"), i18n_text(clock->rule->title), due);
		else if (field && field->type == FIELD_PERSON && file->worker)
			str_add(out, file->worker);
		else if (field && field->type == FIELD_DATE)
			str_add(out, by);
	}
	str_add(out, "\n");
}

char *form_breaches(const struct desk *desk, const struct file *file, const struct policy_field *lines, int kind)
{
	struct str_buf out = { 0 };

	for (size_t i = 0; i < file->clocks.n; i++)
		if (is_breach(desk, file, &file->clocks.items[i], kind))
			add_breach(desk, file, lines, &file->clocks.items[i], &out);
	if (out.n)
		out.text[--out.n] = '\0';
	return str_take(&out);
}

/* ---- how the lines of a review are read ---- */

static const char *booked_value(const struct form *form, const struct policy_kind *kind)
{
	for (size_t i = 0; i < form->n_fields; i++) {
		const struct policy_field *field = policy_kind_field(kind, form->fields[i].name);

		if (field && field->books && *form->fields[i].value)
			return form->fields[i].value;
	}
	return NULL;
}

static const struct form_choice *reviewed(const struct form_field *field, const char *id)
{
	for (size_t i = 0; i < field->n_choices; i++)
		if (strcmp(field->choices[i].code, id) == 0)
			return &field->choices[i];
	return NULL;
}

static bool check_line(const struct act_checking *checking, const struct form *form, const struct policy_kind *kind,
		       const struct form_field *field, struct str_view line, struct error *err)
{
	struct act_verdict read;
	const struct form_choice *what;

	if (!act_split_verdict(policy_kind_field(kind, field->name), line, &read, checking->pool, err))
		return false;
	what = reviewed(field, read.about);
	if (!what)
		return error_set(err, ERROR_INPUT, _("what was marked “%.40s” is no longer open: rub the mark out"),
				 *read.words ? read.words : read.verdict->word);
	return act_read_verdict(checking, policy_kind_field(kind, field->name), line, booked_value(form, kind),
				&read, err) ||
	       error_prefix(err, "%.60s", what->label);
}

bool form_check_review(struct desk *desk, const struct form *form, size_t place, char reading[96],
		       struct error *err)
{
	const struct policy_kind *kind = policy_kind_named(desk->practice->newest, form->kind);
	const struct form_field *field = &form->fields[place];
	struct str_view rest = str_view(field->value);
	struct pool pool = { 0 };
	struct act_checking checking = {
		.desk = desk, .practice = desk->practice, .pool = &pool, .day = CIVIL_NONE, .asking = true,
	};
	size_t marked = 0;
	bool ok = true;

	while (rest.n > 0 && ok) {
		struct str_view line = str_trim(str_cut(&rest, '\n'));

		if (line.n > 0)
			ok = check_line(&checking, form, kind, field, line, err);
		marked += line.n > 0;
	}
	pool_done(&pool);
	if (ok && field->required && marked < field->n_choices)
		return error_set(err, ERROR_INPUT, _("%zu of them are not marked yet"), field->n_choices - marked);
	if (ok)
		snprintf(reading, 96, _("%zu of %zu marked; the others stay open"), marked, field->n_choices);
	return ok;
}
