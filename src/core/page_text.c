#include "config.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "clock/civil.h"
#include "core/act_inner.h"
#include "core/fields.h"
#include "core/moment.h"
#include "core/page_text.h"
#include "core/words.h"
#include "policy/policy.h"

char *page_format(struct pool *pool, const char *format, ...)
{
	va_list args, again;
	char *text;
	int n;

	va_start(args, format);
	va_copy(again, args);
	n = vsnprintf(NULL, 0, format, args);
	text = pool_take(pool, n < 0 ? 1 : (size_t)n + 1);
	if (n < 0)
		text[0] = '\0';
	else
		vsnprintf(text, (size_t)n + 1, format, again);
	va_end(again);
	va_end(args);
	return text;
}

char *page_moment(struct pool *pool, const struct desk *desk, int64_t at, bool timed)
{
	char text[MOMENT_SIZE];

	if (at == INSTANT_NONE)
		return pool_text(pool, "");
	moment_show(at, timed, desk->zone, desk->now, text);
	return pool_text(pool, text);
}

char *page_date(struct pool *pool, const struct desk *desk, int32_t day)
{
	return day == CIVIL_NONE ? pool_text(pool, "")
				 : page_moment(pool, desk, zone_first(desk->zone, day), false);
}

const char *page_age(struct pool *pool, const struct desk *desk, int32_t born)
{
	int32_t today = zone_day(desk->zone, desk->now);
	int years, months;

	if (born == CIVIL_NONE)
		return "";
	if (born > today)
		return page_format(pool, _("expected %s"), page_date(pool, desk, born));
	years = civil_years(born, today);
	if (years >= 2)
		return page_format(pool, ngettext("%d year", "%d years", (unsigned long)years), years);
	months = civil_months(born, today);
	return page_format(pool, ngettext("%d month", "%d months", (unsigned long)months), months);
}

const struct file_event *page_event_of(const struct file *file, const struct event *event)
{
	if (!event || !file->history.n_events || event < file->history.events ||
	    event >= file->history.events + file->history.n_events)
		return NULL;
	return &file->events[event - file->history.events];
}

/* Codes as the policy labels them; what it does not know stands as it came. */
static void add_labels(struct str_buf *out, const struct policy_field *field, const char *value)
{
	struct str_view rest = str_view(value);
	bool first = true;

	if (!field || (field->type != FIELD_CHOICE && field->type != FIELD_CHOICES)) {
		str_add(out, value);
		return;
	}
	while (rest.at) {
		char *code = str_copy(str_trim(field->type == FIELD_CHOICES ? str_cut(&rest, ',') : rest));
		const struct policy_choice *choice = policy_field_choice(field, code);

		if (field->type == FIELD_CHOICE)
			rest.at = NULL;
		if (!first)
			str_add(out, ", ");
		first = false;
		str_add(out, choice ? i18n_text(choice->label) : code);
		free(code);
	}
}

/* The child's own fields stand in the page's heading. */
static bool is_own(const char *name)
{
	return strcmp(name, "name") == 0 || strcmp(name, "date_of_birth") == 0 || strcmp(name, "family") == 0;
}

/* Dates and times as they are said, codes as they are labelled. */
static void add_value(struct str_buf *out, const struct desk *desk, const struct policy_field *field, const char *value)
{
	const struct calendar *calendar = desk->practice->newest->calendars[0].calendar;
	char shown[MOMENT_SIZE];
	struct moment moment;

	if (field && (field->type == FIELD_DATE || field->type == FIELD_TIME) &&
	    moment_parse(value, desk->zone, calendar, desk->now, &moment, NULL)) {
		moment_show(moment.at, moment.timed, desk->zone, desk->now, shown);
		str_add(out, shown);
	} else {
		add_labels(out, field, value);
	}
}

const char *page_value(struct pool *pool, const struct desk *desk, const struct policy_field *field,
		       const char *value)
{
	struct str_buf out = { 0 };
	const char *text;

	add_value(&out, desk, field, value);
	text = pool_text(pool, out.text ? out.text : "");
	str_done(&out);
	return text;
}

static void add_pair(struct str_buf *out, const struct desk *desk, const struct policy_field *field,
		     const struct field_pair *pair)
{
	const char *label = field ? i18n_text(field->label) : NULL;

	if (is_own(pair->name) || !pair->value[0])
		return;
	str_addf(out, "%s%s: ", out->n ? "; " : "", label ? label : pair->name);
	add_value(out, desk, field, pair->value);
}

/* In the order of the form, then what the practice does not know. */
char *page_summary(struct pool *pool, const struct desk *desk, const struct file_event *event)
{
	const struct policy_kind *kind = policy_kind_named(desk->practice->newest, event->kind);
	char *copy = pool_text(pool, event->fields ? event->fields : ""), *text;
	struct field_pair *pairs = pool_array(pool, fields_count(copy), sizeof(*pairs));
	size_t n = fields_split(copy, pairs);
	struct str_buf out = {0};

	for (size_t k = 0; kind && k < kind->n_fields; k++)
		for (size_t i = 0; i < n; i++)
			if (strcmp(pairs[i].name, kind->fields[k].key) == 0)
				add_pair(&out, desk, &kind->fields[k], &pairs[i]);
	for (size_t i = 0; i < n; i++)
		if (!kind || !policy_kind_field(kind, pairs[i].name))
			add_pair(&out, desk, kind ? act_field_of(kind, pairs[i].name) : NULL, &pairs[i]);
	text = pool_text(pool, out.text ? out.text : "");
	str_done(&out);
	return text;
}

char *page_event_line(struct pool *pool, const struct desk *desk, const struct file *file,
		      const struct event *event)
{
	const struct file_event *words = page_event_of(file, event);
	char *at, *recorded, *line;

	if (!words)
		return pool_text(pool, "");
	at = page_moment(pool, desk, event->at, event->timed);
	/* Translators: an event, when it happened, by whom. */
	line = page_format(pool, _("%s, %s, by %s"), i18n_text(words->title), at,
			   words->done_by ? words->done_by : words->recorded_by);
	if (event->first_recorded <= event->at + 60 ||
	    (!event->timed && zone_day(desk->zone, event->at) == zone_day(desk->zone, event->first_recorded)))
		return line;
	recorded = page_moment(pool, desk, event->first_recorded, true);
	return page_format(pool, _("%s; recorded %s by %s"), line, recorded, words->recorded_by);
}

static char *taken_back(struct pool *pool, const struct desk *desk, const struct file_event *event,
			int64_t when)
{
	char *at = page_moment(pool, desk, when, true);

	/* Translators: who took something back, when, and the reason that was given. */
	return page_format(pool, _("by %s, %s: %s"), event->removed_by, at,
			   event->removed_why ? event->removed_why : "");
}

char *page_removed(struct pool *pool, const struct desk *desk, const struct file *file, size_t i)
{
	const struct event *event = &file->history.events[i];

	if (event->removed == INSTANT_NONE || !file->events[i].removed_by)
		return NULL;
	return taken_back(pool, desk, &file->events[i], event->removed);
}

char *page_withdrawn(struct pool *pool, const struct desk *desk, const struct file *file,
		     const struct clock *clock, const char **why)
{
	const struct event *cause = clock->cause;
	const struct file_event *by;

	*why = NULL;
	if (clock->withdrawn == INSTANT_NONE)
		return NULL;
	for (size_t i = 0; cause && i < file->history.n_events; i++) {
		const struct event *event = &file->history.events[i];

		if ((event == cause || event->remover == cause) && event->removed == clock->withdrawn &&
		    file->events[i].removed_by) {
			*why = pool_text(pool, file->events[i].removed_why);
			return taken_back(pool, desk, &file->events[i], clock->withdrawn);
		}
	}
	by = page_event_of(file, cause);
	if (by)
		return page_format(pool, _("by %s, %s: %s was recorded"), by->recorded_by,
				   page_moment(pool, desk, clock->withdrawn, true), i18n_text(by->title));
	return page_format(pool, _("%s: the policy or its calendar was corrected"),
			   page_moment(pool, desk, clock->withdrawn, true));
}

const char *page_whose(struct pool *pool, const struct desk *desk, const struct timescale *rule,
		       const struct event *opener)
{
	const char *value = rule && rule->has_same && opener ? event_value(opener, rule->same) : NULL;
	const char *key = value ? names_text(desk->practice->names, NAME_FIELD, rule->same) : NULL;
	const struct policy_kind *kind = key ? policy_kind(desk->practice->newest, opener->kind) : NULL;

	return value ? page_value(pool, desk, kind ? policy_kind_field(kind, key) : NULL, value) : NULL;
}

const char *page_clock_title(struct pool *pool, const struct desk *desk, const struct clock *clock)
{
	const char *whose = page_whose(pool, desk, clock->rule, clock->opener);

	/* TRANSLATORS: what a clock is called, and which of several it is: an agency, a kind of meeting. */
	return whose ? page_format(pool, _("%s: %s"), i18n_text(clock->rule->title), whose) : clock->rule->title;
}

char *page_limit_words(struct pool *pool, const struct desk *desk, const struct clock *clock)
{
	const struct limit_rule *limit = clock->limit;
	const char *field;
	char span[WORDS_SIZE];

	if (!limit)
		return pool_text(pool, _("none that fits"));
	words_limit(limit->span, span);
	switch (limit->kind) {
	case LIMIT_SPAN:
		return page_format(
			pool,
			clock->rule->counting.from_day_1 ? _("%s, the date of the start being day 1") : "%s",
			span);
	case LIMIT_FIELD:
		field = names_text(desk->practice->names, NAME_FIELD, limit->field);
		return page_format(pool, _("by the date that it names itself (%s)"), field ? field : "");
	case LIMIT_BEFORE:
		return page_format(pool, _("%s before the date that is booked"), span);
	case LIMIT_HALFWAY:
		return page_format(pool, _("half of %s"), span);
	}
	return NULL;
}
