/* What closing a case, or a thing, would end: said in its form first (rule 6); what was ended before, and who has not
 * answered yet. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "clock/status.h"
#include "core/act_inner.h"
#include "core/file.h"
#include "core/file_inner.h"
#include "core/form.h"
#include "core/form_inner.h"
#include "core/page_text.h"

static bool stops(const struct policy_kind *kind, const struct timescale *rule)
{
	for (size_t i = 0; i < rule->stop.n; i++)
		if (kinds_have(rule->stop.items[i].kinds, kind->number))
			return true;
	return false;
}

/* A clock of the thing (about "": of the case as a whole) that runs and is not met by this event. */
static bool would_end(const struct file *file, const struct policy_kind *kind, const char *about,
		      const struct clock *clock)
{
	bool of_case = kind->n_may_concern == 0;

	if (clock->times.end != END_RUNNING || clock->withdrawn != INSTANT_NONE || clock->rule->measured_only ||
	    stops(kind, clock->rule))
		return false;
	return of_case || (clock->about >= 0 && strcmp(file->history.abouts[clock->about].id, about) == 0);
}

/* What is to be done, of an action; else NULL. */
static const char *action_words(const struct desk *desk, const struct file *file, const struct clock *clock)
{
	for (size_t i = 0; clock->rule->action && i < file->history.n_events; i++)
		if (&file->history.events[i] == clock->opener)
			return file_value(desk, file, i, "action");
	return NULL;
}

static void add_clock(struct str_buf *out, const struct desk *desk, const struct file *file,
		      const struct clock *clock, bool overdue)
{
	const char *action = action_words(desk, file, clock);

	str_addf(out, "%s%s%s%s%s", out->n ? "; " : "", i18n_text(clock->rule->title), action ? ": " : "",
		 action ? action : "", overdue ? _(" (overdue)") : "");
}

char *form_ends(const struct desk *desk, const struct file *file, const struct policy_kind *kind, const char *about)
{
	struct str_buf clocks = { 0 }, out = { 0 };
	unsigned long n = 0;

	/* What is overdue first, and of that the actions: that is what closing must not hide. */
	for (int round = 0; round < 4; round++)
		for (size_t i = 0; i < file->clocks.n; i++) {
			const struct clock *clock = &file->clocks.items[i];
			bool overdue = clock_status(&clock->times, desk->now) == STATUS_OVERDUE;

			if (!would_end(file, kind, about, clock) || overdue != (round < 2) ||
			    clock->rule->action != (round % 2 == 0))
				continue;
			add_clock(&clocks, desk, file, clock, overdue);
			n++;
		}
	if (n > 0)
		/* TRANSLATORS: how many clocks, and which */
		str_addf(&out, ngettext("This ends %lu clock: %s", "This ends %lu clocks: %s", n), n, clocks.text);
	str_done(&clocks);
	return str_take(&out);
}

static bool stops_any(const struct policy *policy, const struct policy_kind *kind)
{
	for (size_t i = 0; i < policy->n_timescales; i++)
		if (stops(kind, &policy->timescales[i]))
			return true;
	return false;
}

bool form_find_again(struct desk *desk, const struct policy_kind *kind, struct file *file,
		     const struct act_concern *concern, char **again, struct error *err)
{
	const struct practice *practice = desk_practice(desk, err);
	char text[256];

	if (!practice)
		return false;
	if (!(kind->closes ? concern->was_closed : stops_any(practice->newest, kind)) ||
	    !act_on_record(desk, kind, file, concern->about, text))
		return true;
	if (!file_derive(desk, file, err))
		return false;
	for (size_t i = 0; i < file->clocks.n; i++) {
		const struct clock *clock = &file->clocks.items[i];

		if (clock->times.end == END_RUNNING && clock->withdrawn == INSTANT_NONE && stops(kind, clock->rule))
			return true;
	}
	*again = mem_copy(text);
	return true;
}

/* ---- who has not answered yet ---- */

static bool starts(int kind, const struct timescale *rule)
{
	for (size_t i = 0; i < rule->n_starts; i++)
		if (kinds_have(rule->starts[i].on.kinds, kind))
			return true;
	return false;
}

static bool is_answered(const struct desk *desk, const struct file *file, size_t asked, const char *value,
			const struct policy_kind *kind, int field)
{
	for (size_t i = asked + 1; i < file->history.n_events; i++) {
		const struct event *event = &file->history.events[i];

		if (event->kind == kind->number && file_counts(desk, event) &&
		    str_same(file->events[i].about, file->events[asked].about) &&
		    str_same(event_value(event, field), value))
			return true;
	}
	return false;
}

static void add_unanswered(const struct desk *desk, const struct file *file, const struct policy_kind *kind,
			   const struct timescale *rule, const char *about, struct str_buf *out)
{
	for (size_t i = 0; i < file->history.n_events; i++) {
		const struct event *event = &file->history.events[i];
		const char *value = event_value(event, rule->same), *key;
		const struct policy_kind *asking = policy_kind(desk->practice->newest, event->kind);
		struct pool pool = { 0 };

		if (!value || !asking || !starts(event->kind, rule) || !file_counts(desk, event) ||
		    (*about && !str_same(file->events[i].about, about)) ||
		    is_answered(desk, file, i, value, kind, rule->same))
			continue;
		key = names_text(desk->practice->names, NAME_FIELD, rule->same);
		str_addf(out, "%s%s", out->n ? ", " : "",
			 page_value(&pool, desk, policy_kind_field(asking, key), value));
		pool_done(&pool);
	}
}

char *form_unanswered(const struct desk *desk, const struct file *file, const struct policy_kind *kind,
		      const struct policy_field *field, const char *about)
{
	const struct policy *policy = desk->practice->newest;
	struct str_buf out = { 0 };

	for (size_t t = 0; t < policy->n_timescales && !out.n; t++) {
		const struct timescale *rule = &policy->timescales[t];
		const char *same = rule->has_same ? names_text(desk->practice->names, NAME_FIELD, rule->same) : NULL;

		if (same && strcmp(same, field->key) == 0 && stops(kind, rule) && !starts(kind->number, rule))
			add_unanswered(desk, file, kind, rule, about, &out);
	}
	return out.n ? str_take(&out) : NULL;
}
