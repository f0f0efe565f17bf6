#include "config.h"
#include "core/oversight.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "clock/civil.h"
#include "core/file_inner.h"
#include "core/keep.h"
#include "core/page_text.h"
#include "core/pool.h"

struct telling {
	struct desk *desk;
	const struct file *file;
	const struct policy_measure *measure; /* that is being told */
	struct pool pool;
	struct str_buf out;
	int told;
};

static const char *day_of(struct telling *t, int64_t at)
{
	return page_moment(&t->pool, t->desk, at, false);
}

/* ---- decision points ---- */

/* Whether something came before, or whether the reason and the review were said. */
static bool is_of_oversight(const struct policy_measure *measure)
{
	size_t n = strlen(measure->key);
	static const char rationale[] = ".rationale";

	return measure->type == MEASURE_AFTER ||
	       (measure->type == MEASURE_SHARE &&
		(strncmp(measure->key, "oversight.", 10) == 0 ||
		 (n >= sizeof rationale && strcmp(measure->key + n - (sizeof rationale - 1), rationale) == 0)));
}

static bool tell_point(void *arg, const struct keep_event *event, bool within)
{
	struct telling *t = arg;
	const struct policy_kind *kind = policy_kind_named(t->desk->practice->newest, event->kind);

	t->told++;
	str_addf(&t->out, "  %s  %s  %s: %s\n", within ? _("yes") : _("NO "), day_of(t, event->at),
		 kind ? i18n_text(kind->title) : event->kind, i18n_text(t->measure->title));
	return true;
}

static void tell_points(struct telling *t)
{
	const struct policy *policy = t->desk->practice->newest;

	str_addf(&t->out, "\n%s\n", _("Decision points"));
	for (size_t i = 0; i < policy->n_measures; i++) {
		t->measure = &policy->measures[i];
		if (is_of_oversight(t->measure))
			keep_events_of(t->desk, t->file, t->measure, tell_point, t);
	}
	if (t->told == 0)
		str_addf(&t->out, "  %s\n", _("none yet"));
}

/* ---- what shows it ---- */

static bool shows(const struct timescale *rule, const struct event *event)
{
	for (size_t i = 0; rule && i < rule->stop.n; i++)
		if (kinds_have(rule->stop.items[i].kinds, event->kind))
			return true;
	return false;
}

static void tell_oversight(struct telling *t, const struct timescale *rule)
{
	const struct history *history = &t->file->history;
	int64_t last = INSTANT_NONE;

	str_addf(&t->out, "\n%s\n", _("Oversight on record"));
	for (size_t i = 0; i < history->n_events; i++) {
		const struct file_event *event = &t->file->events[i];

		if (!shows(rule, &history->events[i]) || event->hidden || event->away ||
		    !file_counts(t->desk, &history->events[i]))
			continue;
		last = history->events[i].at;
		str_addf(&t->out, "  %s  %s, %s\n", day_of(t, last), i18n_text(event->title),
			 event->done_by ? event->done_by : event->recorded_by);
	}
	if (last == INSTANT_NONE) {
		str_addf(&t->out, "  %s\n", _("none yet"));
		return;
	}
	int weeks = (zone_day(t->desk->zone, t->desk->now) - zone_day(t->desk->zone, last)) / 7;

	str_addf(&t->out, ngettext("  The last %d week ago.\n", "  The last %d weeks ago.\n", (unsigned long)weeks), weeks);
}

/* ---- what is behind ---- */

/* The reviews that directions named, and the times in which nobody looked. */
static void tell_missed(struct telling *t)
{
	int n = 0;

	str_addf(&t->out, "\n%s\n", _("Missed"));
	for (size_t i = 0; i < t->file->clocks.n; i++) {
		const struct clock *clock = &t->file->clocks.items[i];
		enum clock_status status = clock_status(&clock->times, t->desk->now);

		if (clock->withdrawn != INSTANT_NONE || (status != STATUS_LATE && status != STATUS_OVERDUE) ||
		    (strcmp(clock->rule->key, "oversight.case") != 0 && strncmp(clock->rule->key, "direction.", 10) != 0 &&
		     strncmp(clock->rule->key, "supervision.", 12) != 0 && strcmp(clock->rule->key, "assessment.day25") != 0))
			continue;
		n++;
		str_addf(&t->out, "  %s  %s", day_of(t, clock->times.due), i18n_text(clock->rule->title));
		/* TRANSLATORS: what was missed was done on a day. */
		if (clock->times.stopped != INSTANT_NONE)
			str_addf(&t->out, "; %s %s", _("done"), day_of(t, clock->times.stopped));
		str_add(&t->out, "\n");
	}
	if (n == 0)
		str_addf(&t->out, "  %s\n", _("nothing"));
}

char *oversight_page(struct desk *desk, const char *reference, struct error *err)
{
	struct file *file = page_file(desk, reference, err);
	struct telling t = {.desk = desk, .file = file};

	if (!file)
		return NULL;
	str_addf(&t.out, "%s\n%s  %s\n", _("Management oversight"), file->reference, file->name ? file->name : "");
	str_addf(&t.out, "%s: %s; %s: %s\n", _("Worker"), file->worker ? file->worker : _("none"), _("Team"),
		 file->team ? file->team : _("none"));
	tell_points(&t);
	tell_oversight(&t, policy_timescale_named(desk->practice->newest, "oversight.case"));
	tell_missed(&t);
	file_free(file);
	pool_done(&t.pool);
	return str_take(&t.out);
}
