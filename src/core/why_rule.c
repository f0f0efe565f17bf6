#include "config.h"

#include <string.h>

#include "base/i18n.h"
#include "clock/civil.h"
#include "clock/explain.h"
#include "core/why.h"
#include "core/words.h"

/* The version of the policy that holds this very entry, or the newest with the same one. */
static const struct policy *version_of(const struct practice *practice, const struct timescale *rule)
{
	for (size_t v = practice->n; v-- > 0;) {
		const struct policy *policy = practice->policies[v];

		for (size_t i = 0; i < policy->n_timescales; i++) {
			const struct timescale *other = &policy->timescales[i];

			if (other == rule || (strcmp(other->key, rule->key) == 0 &&
					      other->starts == rule->starts && other->limits == rule->limits))
				return policy;
		}
	}
	return practice->newest;
}

static void add_version(struct working *working)
{
	const struct timescale *rule = working->clock->rule;
	const struct policy *policy = version_of(working->desk->practice, rule);
	struct pool *pool = working->pool;
	const char *name = policy->name ? i18n_text(policy->name) : "";
	const char *version = policy->version ? policy->version : "";

	why_add(working, _("Policy"),
		page_format(pool, "%s%s%s", name, name[0] && version[0] ? ", " : "", version));
	if (rule->from != CIVIL_NONE)
		why_add(working, "",
			page_format(pool, _("for clocks that start on or after %s"),
				    page_date(pool, working->desk, rule->from)));
	if (rule->to != CIVIL_NONE)
		why_add(working, "",
			page_format(pool, _("and before %s"), page_date(pool, working->desk, rule->to)));
}

static void add_warns(struct working *working)
{
	const struct timescale *rule = working->clock->rule;
	int step = 0;

	for (size_t i = 0; i < rule->n_warns; i++)
		if (rule->warns[i].step <= working->clock->interval && rule->warns[i].step > step)
			step = rule->warns[i].step;
	for (size_t i = 0; i < rule->n_warns; i++) {
		const struct warn_rule *warn = &rule->warns[i];
		char span[WORDS_SIZE];
		const char *text = NULL;

		if (warn->step != step)
			continue;
		words_limit(warn->span, span);
		switch (warn->kind) {
		case WARN_BEFORE:
			text = page_format(working->pool, _("due soon from %s before"), span);
			break;
		case WARN_AT_DAY:
			text = page_format(working->pool, _("due soon from day %d"), warn->n);
			break;
		case WARN_PERCENT:
			text = page_format(working->pool, _("due soon when %d %% of it has passed"), warn->n);
			break;
		}
		why_add(working, "", text);
	}
}

void why_rule(struct working *working)
{
	const struct timescale *rule = working->clock->rule;

	why_add(working, _("Rule"), page_format(working->pool, "%s (%s)", i18n_text(rule->title), rule->key));
	if (working->clock->interval > 0)
		why_add(working, "",
			page_format(working->pool, _("number %d of a duty that repeats"),
				    working->clock->interval + 1));
	why_add(working, _("Source"), rule->source ? rule->source : _("the policy names none"));
	add_version(working);
	why_add(working, _("Limit"), page_limit_words(working->pool, working->desk, working->clock));
	if (rule->not_before.n > 0) {
		char span[WORDS_SIZE];

		words_limit(rule->not_before, span);
		why_add(working, "",
			page_format(working->pool, _("what happens in the first %s does not count"), span));
	}
	add_warns(working);
}

/* ---- the days ---- */

static void add_office_hours(struct working *working)
{
	why_add(working, "", _("only time inside the office hours of the working days above is counted"));
}

static void add_day(struct working *working, const struct explained_day *day, bool first)
{
	char *date = page_date(working->pool, working->desk, day->day);

	if (day->number > 0)
		why_add(working, page_format(working->pool, _("day %d"), day->number), date);
	else if (day->reason)
		why_add_skipped(working, first ? _("day 0") : "",
				page_format(working->pool, _("%s: not counted, %s"), date,
					    words_reason(day->reason)));
	else
		why_add(working, _("day 0"), date);
}

void why_days(struct working *working)
{
	const struct clock *clock = working->clock;
	const struct limit_rule *limit = clock->limit;
	struct explained days;

	if (!limit || limit->kind != LIMIT_SPAN || clock->times.due == INSTANT_NONE)
		return;
	if (clock->rule->grid.kind != GRID_NONE)
		return;
	explain_days(&clock->rule->counting, clock->times.started, limit->span, &days);
	for (size_t i = 0; i < days.n; i++)
		add_day(working, &days.days[i], i == 0);
	if (days.n && limit->span.unit != UNIT_WORKING_DAYS)
		add_office_hours(working);
	if (days.n)
		why_add(working, _("Skipped"),
			page_format(working->pool, ngettext("%d day", "%d days", (unsigned long)days.skipped),
				    days.skipped));
	explained_done(&days);
}
