/* Every construct of a timescale, read into the structures of the engine. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>
#include "clock/civil.h"
#include "kit.h"

#define UNUSED(x) (void)(x)

/* Reads one timescale `t` of these lines (title and source are added). */
static const struct timescale *read_lines(struct kit *kit, const char *lines)
{
	struct str_buf text = {0};

	str_addf(&text, "[timescale t]\ntitle = T\nsource = S\n%s", lines);
	kit_read(kit, text.text);
	str_done(&text);
	kit_good(kit);
	return policy_timescale_named(kit->policy, "t");
}

static void timescale__reads__the_strategy_discussion(void **state)
{
	struct kit kit;
	const struct timescale *t;

	UNUSED(state);
	kit_read(&kit, "[timescale mash.4h]\n"
		       "title  = Strategy discussion (red)\n"
		       "brief  = Strategy\n"
		       "queue  = contacts\n"
		       "start  = contact.received\n"
		       "when   = rating is red\n"
		       "stop   = strategy.held\n"
		       "until  = contact.decided, contact.closed\n"
		       "limit  = 4 hours\n"
		       "warn   = 1 hour\n"
		       "target = 100%\n"
		       "source = Improvement Plan; 1.2 ; a comment\n");
	kit_good(&kit);
	t = policy_timescale_named(kit.policy, "mash.4h");
	assert_string_equal(t->title, "Strategy discussion (red)");
	assert_string_equal(t->brief, "Strategy");
	assert_string_equal(t->source, "Improvement Plan; 1.2");
	assert_string_equal(t->queue, "contacts");
	assert_int_equal(t->n_starts, 1);
	assert_int_equal(t->starts[0].source, START_EVENT);
	assert_true(kinds_have(t->starts[0].on.kinds, kit_kind(&kit, "contact.received")));
	assert_false(kinds_have(t->starts[0].on.kinds, kit_kind(&kit, "contact.rated")));
	assert_int_equal(t->when.n, 1);
	assert_int_equal(t->when.clauses[0].subject, CLAUSE_ATTRIBUTE);
	assert_int_equal(t->when.clauses[0].op, OP_IS);
	assert_int_equal(t->when.clauses[0].name, kit_field(&kit, "rating"));
	assert_string_equal(t->when.clauses[0].values[0], "red");
	assert_int_equal(t->stop.n, 1);
	assert_int_equal(t->until.n, 2);
	assert_int_equal(t->n_limits, 1);
	assert_int_equal(t->limits[0].kind, LIMIT_SPAN);
	assert_int_equal(t->limits[0].span.n, 4);
	assert_int_equal(t->limits[0].span.unit, UNIT_HOURS);
	assert_int_equal(t->n_warns, 1);
	assert_int_equal(t->warns[0].kind, WARN_BEFORE);
	assert_int_equal(t->target, 1000);
	assert_int_equal(t->scope, SCOPE_ABOUT);
	assert_int_equal(t->reopen, REOPEN_NEW);
	assert_int_equal(t->from, CIVIL_NONE);
	assert_ptr_equal(t->counting.calendar, kit.policy->calendars[0].calendar);
	kit_done(&kit);
}

static void start__may_be__anything_of_chapter_2(void **state)
{
	struct kit kit;
	const struct timescale *t =
		read_lines(&kit, "start = contact.received where source is police and rating is red,\n"
				 "        tag:conference, #meeting where agencies has police,\n"
				 "        16th birthday with care.started where legal_status is co,\n"
				 "        on placed_on of care.started,\n"
				 "        13 weeks after care.started,\n"
				 "        2 days after on placed_on of care.started\n"
				 "stop  = case.closed\n"
				 "limit = 3 months\n");

	UNUSED(state);
	assert_int_equal(t->n_starts, 7);
	assert_int_equal(t->starts[0].on.where.n, 2);
	assert_int_equal(t->starts[0].on.where.clauses[0].subject, CLAUSE_FIELD);
	assert_int_equal(t->starts[0].on.where.clauses[1].subject, CLAUSE_FIELD);
	assert_true(kinds_have(t->starts[1].on.kinds, kit_kind(&kit, "conference.initial")));
	assert_true(kinds_have(t->starts[1].on.kinds, kit_kind(&kit, "conference.review")));
	assert_false(kinds_have(t->starts[1].on.kinds, kit_kind(&kit, "strategy.held")));
	assert_true(kinds_have(t->starts[2].on.kinds, kit_kind(&kit, "strategy.held")));
	assert_int_equal(t->starts[2].on.where.clauses[0].op, OP_HAS);
	assert_int_equal(t->starts[3].source, START_BIRTHDAY);
	assert_int_equal(t->starts[3].number, 16);
	assert_int_equal(t->starts[3].on.where.n, 1);
	assert_int_equal(t->starts[4].source, START_FIELD);
	assert_int_equal(t->starts[4].field, kit_field(&kit, "placed_on"));
	assert_int_equal(t->starts[5].source, START_EVENT);
	assert_int_equal(t->starts[5].delay.n, 13);
	assert_int_equal(t->starts[5].delay.unit, UNIT_WEEKS);
	assert_int_equal(t->starts[6].source, START_FIELD);
	assert_int_equal(t->starts[6].delay.n, 2);
	kit_done(&kit);
}

static void match__takes__several_events_with_one_condition(void **state)
{
	struct kit kit;
	const struct timescale *t =
		read_lines(&kit, "start = contact.received\n"
				 "stop = contact.decided where outcome is one of (nfa, referral), "
				 "contact.closed or case.closed\n"
				 "until = strategy.held where agencies has at least 3 and rating is not set\n"
				 "limit = 1 day\n");

	UNUSED(state);
	assert_int_equal(t->stop.n, 2);
	assert_int_equal(t->stop.items[0].where.clauses[0].op, OP_ONE_OF);
	assert_int_equal(t->stop.items[0].where.clauses[0].n_values, 2);
	assert_string_equal(t->stop.items[0].where.clauses[0].values[1], "referral");
	assert_true(kinds_have(t->stop.items[1].kinds, kit_kind(&kit, "contact.closed")));
	assert_true(kinds_have(t->stop.items[1].kinds, kit_kind(&kit, "case.closed")));
	assert_int_equal(t->until.items[0].where.clauses[0].op, OP_HAS_AT_LEAST);
	assert_int_equal(t->until.items[0].where.clauses[0].number, 3);
	assert_int_equal(t->until.items[0].where.clauses[1].op, OP_NOT_SET);
	assert_int_equal(t->until.items[0].where.clauses[1].subject, CLAUSE_ATTRIBUTE);
	kit_done(&kit);
}

static void when__takes__every_condition(void **state)
{
	struct kit kit;
	const struct timescale *t = read_lines(
		&kit, "start = placement.started\nstop = visit.held\nlimit = 6 weeks\n"
		      "when = rating is one of red, amber and legal_status is set and long_term is not yes\n"
		      "       and rating is not one of (green, purple) and age of child under 5 years\n"
		      "       and age of placement from 1 year and legal_status is not \"s20\"\n");
	const struct clause *c = t->when.clauses;

	UNUSED(state);
	assert_int_equal(t->when.n, 8);
	assert_int_equal(c[0].op, OP_ONE_OF);
	assert_int_equal(c[0].n_values, 2);
	assert_int_equal(c[1].op, OP_SET);
	assert_int_equal(c[2].op, OP_IS_NOT);
	assert_string_equal(c[2].values[0], "yes");
	assert_int_equal(c[3].op, OP_IS_NOT);
	assert_string_equal(c[3].values[0], "green");
	assert_int_equal(c[4].op, OP_IS_NOT);
	assert_string_equal(c[4].values[0], "purple");
	assert_int_equal(c[5].subject, CLAUSE_AGE_CHILD);
	assert_int_equal(c[5].op, OP_UNDER);
	assert_int_equal(c[5].age.n, 5);
	assert_int_equal(c[5].age.unit, UNIT_YEARS);
	assert_int_equal(c[6].subject, CLAUSE_AGE_ABOUT);
	assert_int_equal(c[6].op, OP_FROM);
	assert_int_equal(c[6].name, names_find(kit.names, NAME_TYPE, "placement", 9));
	assert_string_equal(c[7].values[0], "s20");
	kit_done(&kit);
}

static void when__looks_at__the_starting_event_where_it_is_no_attribute(void **state)
{
	struct kit kit;
	const struct timescale *t = read_lines(
		&kit,
		"start = contact.received\nwhen = source is police\nstop = contact.closed\nlimit = 1 day\n");

	UNUSED(state);
	assert_int_equal(t->when.clauses[0].subject, CLAUSE_FIELD);
	kit_done(&kit);
}

static void limit__may_have__marks_steps_and_events(void **state)
{
	struct kit kit;
	const struct timescale *t;

	UNUSED(state);
	t = read_lines(
		&kit,
		"start = care.started\nstop = visit.held\nlimit = 10 working days and 20 working days\n");
	assert_int_equal(t->n_limits, 2);
	assert_int_equal(t->n_marks, 2);
	assert_int_equal(t->limits[1].mark, 1);
	assert_int_equal(t->limits[1].step, 0);
	kit_done(&kit);

	t = read_lines(&kit, "start = care.started\nstop = visit.held\nrepeat = yes\n"
			     "limit = 20 working days, then 3 months, then 6 months\n");
	assert_int_equal(t->n_limits, 3);
	assert_int_equal(t->n_marks, 1);
	assert_int_equal(t->limits[2].step, 2);
	assert_int_equal(t->limits[2].span.unit, UNIT_MONTHS);
	kit_done(&kit);

	t = read_lines(&kit, "start = conference.initial\nstop = conference.review\nrepeat = yes\n"
			     "limit = 6 weeks after conference.initial,\n"
			     "\n"
			     "        half of 6 months after conference.review\n");
	assert_int_equal(t->n_limits, 2);
	assert_true(t->limits[0].has_after);
	assert_true(kinds_have(t->limits[0].after, kit_kind(&kit, "conference.initial")));
	assert_int_equal(t->limits[1].kind, LIMIT_HALFWAY);
	assert_int_equal(t->limits[1].span.n, 6);
	assert_int_equal(t->limits[1].step, 0);
	assert_int_equal(t->limits[1].mark, 0);
	kit_done(&kit);
}

static void limit__may_depend__on_what_holds(void **state)
{
	struct kit kit;
	const struct timescale *t =
		read_lines(&kit, "start = care.started\nstop = visit.held\nrepeat = yes\n"
				 "limit = 20 working days,\n"
				 "        then 6 months when age of child under 5 years and rating is one of (red, amber),\n"
				 "        otherwise 12 months\n"
				 "warn = at day 10, then 6 weeks\n");

	UNUSED(state);
	assert_int_equal(t->n_limits, 3);
	assert_int_equal(t->limits[1].when.n, 2);
	assert_int_equal(t->limits[1].when.clauses[0].subject, CLAUSE_AGE_CHILD);
	assert_int_equal(t->limits[1].when.clauses[1].n_values, 2);
	assert_int_equal(t->limits[1].step, 1);
	assert_int_equal(t->limits[2].step, 1);
	assert_int_equal(t->limits[2].when.n, 0);
	assert_int_equal(t->warns[0].step, 0);
	assert_int_equal(t->warns[1].step, 1);
	kit_done(&kit);
	assert_true(kit_refuses("[timescale t]\ntitle = T\nsource = S\nstart = care.started\nstop = visit.held\n"
				"limit = 6 weeks when age of child under 5 years\n",
				1, "otherwise", NULL));
	assert_true(kit_refuses("[timescale t]\ntitle = T\nsource = S\nstart = care.started\nstop = visit.held\n"
				"limit = 6 weeks\nrepeat = yes\ngoing live = dropped\n",
				1, "going live", "repeats"));
}

static void limit__may_be__a_field_or_before_a_booking(void **state)
{
	struct kit kit;
	const struct timescale *t;

	UNUSED(state);
	t = read_lines(&kit, "start = contact.directed where review_on is set\neach start = yes\n"
			     "stop = contact.directed\nlimit = by review_on\n");
	assert_int_equal(t->limits[0].kind, LIMIT_FIELD);
	assert_int_equal(t->limits[0].field, kit_field(&kit, "review_on"));
	assert_true(t->each_start);
	kit_done(&kit);

	t = read_lines(&kit,
		       "start = planned conference.initial\nstop = visit.held\nlimit = 3 days before\n");
	assert_int_equal(t->limits[0].kind, LIMIT_BEFORE);
	assert_int_equal(t->starts[0].source, START_PLANNED);
	kit_done(&kit);

	t = read_lines(&kit, "start = care.started\nstop = visit.held\nlimit = 0 working days\n");
	assert_int_equal(t->limits[0].span.n, 0);
	kit_done(&kit);
}

static void warn__may_be__before_at_a_day_or_a_share(void **state)
{
	struct kit kit;
	const struct timescale *t =
		read_lines(&kit, "start = care.started\nstop = visit.held\nlimit = 45 working days\n"
				 "warn = at day 25, at day 40, 75 %, 50%, 1 week\n");

	UNUSED(state);
	assert_int_equal(t->n_warns, 5);
	assert_int_equal(t->warns[0].kind, WARN_AT_DAY);
	assert_int_equal(t->warns[1].n, 40);
	assert_int_equal(t->warns[2].kind, WARN_PERCENT);
	assert_int_equal(t->warns[2].n, 75);
	assert_int_equal(t->warns[3].n, 50);
	assert_int_equal(t->warns[4].kind, WARN_BEFORE);
	assert_int_equal(t->warns[4].span.unit, UNIT_WEEKS);
	kit_done(&kit);
}

static void every__may_be__any_rhythm(void **state)
{
	static const struct {
		const char *text;
		enum grid_kind kind;
		int every;
		int32_t anchor_weekday;
	} rows[] = {
		{"Monday", GRID_WEEKS, 1, 0},
		{"friday", GRID_WEEKS, 1, 4},
		{"2 months from 2024-01-01", GRID_MONTHS, 2, 0},
		{"month from 2024-01-02", GRID_MONTHS, 1, 1},
		{"2 weeks from 2024-01-03", GRID_WEEKS, 2, 2},
		{"working day", GRID_WORKING_DAYS, 1, -1},
		{"3 working days from 2024-01-04", GRID_WORKING_DAYS, 3, 3},
		{"dates 2024-01-08, 2024-04-15,\n   2024-09-02", GRID_DATES, 0, -1},
	};

	UNUSED(state);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct kit kit;
		char lines[256];
		const struct timescale *t;

		snprintf(lines, sizeof lines,
			 "start = care.started\nstop = visit.held\nlimit = 1 week\nscope = case\n"
			 "every = %s\n",
			 rows[i].text);
		t = read_lines(&kit, lines);
		assert_int_equal(t->grid.kind, rows[i].kind);
		assert_int_equal(t->grid.every, rows[i].every);
		if (rows[i].anchor_weekday >= 0)
			assert_int_equal(civil_weekday(t->grid.anchor), rows[i].anchor_weekday);
		if (rows[i].kind == GRID_DATES)
			assert_int_equal(t->grid.n_dates, 3);
		assert_int_equal(t->starts[0].source, START_GRID);
		kit_done(&kit);
	}
}

static void timescale__takes__all_its_switches(void **state)
{
	struct kit kit;
	const struct timescale *t = read_lines(
		&kit,
		"start = contact.received\nstop = visit.held where seen is yes\nlimit = 10 working days\n"
		"repeat = yes\nrestart = yes\nreopen = exclude\ncount = from-day-1\nscope = case\n"
		"not before = 5 working days\npause = care.started\nresume = placement.started\n"
		"from = 2024-02-01\nto = 2025-02-01\ntarget = 97.5 %\naction = yes\ncalendar = office\n"
		"queue = contacts\nmeasured only = no\n");

	UNUSED(state);
	assert_true(t->repeat);
	assert_true(t->restart);
	assert_true(t->action);
	assert_false(t->measured_only);
	assert_int_equal(t->reopen, REOPEN_EXCLUDE);
	assert_true(t->counting.from_day_1);
	assert_int_equal(t->scope, SCOPE_CASE);
	assert_int_equal(t->not_before.n, 5);
	assert_int_equal(t->pause.n, 1);
	assert_int_equal(t->resume.n, 1);
	assert_int_equal(t->from, civil_day(2024, 2, 1));
	assert_int_equal(t->to, civil_day(2025, 2, 1));
	assert_int_equal(t->target, 975);
	assert_ptr_equal(t->counting.calendar, kit.policy->calendars[1].calendar);
	kit_done(&kit);

	t = read_lines(&kit, "start = care.started\nstop = visit.held\nlimit = 3 months\nroll = back\n"
			     "reopen = continue\nmeasured only = yes\n");
	assert_int_equal(t->counting.roll, ROLL_BACK);
	assert_int_equal(t->reopen, REOPEN_CONTINUE);
	assert_true(t->measured_only);
	kit_done(&kit);
}

static void entries__of_one_key__stand_together_by_date(void **state)
{
	static const char one[] = "title = T\nsource = S\nstart = care.started\nstop = visit.held\nlimit = ";
	struct str_buf text = {0};
	struct kit kit;

	UNUSED(state);
	str_addf(&text,
		 "[timescale a]\nfrom = 2024-02-01\n%s1 day\n[timescale b]\n%s2 days\n"
		 "[timescale a]\nto = 2024-02-01\ntarget = 80 %%\n%s3 days\n",
		 one, one, one);
	kit_read(&kit, text.text);
	str_done(&text);
	kit_good(&kit);
	assert_int_equal(kit.policy->n_timescales, 3);
	assert_string_equal(kit.policy->timescales[0].key, "a");
	assert_int_equal(kit.policy->timescales[0].limits[0].span.n, 3);
	assert_int_equal(kit.policy->timescales[1].limits[0].span.n, 1);
	assert_string_equal(kit.policy->timescales[2].key, "b");
	assert_int_equal(policy_timescale_named(kit.policy, "a")->limits[0].span.n, 1);
	assert_int_equal(kit.policy->n_measures, 2);
	assert_int_equal(policy_measure_named(kit.policy, "a")->target, -1);
	kit_done(&kit);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(timescale__reads__the_strategy_discussion),
		cmocka_unit_test(start__may_be__anything_of_chapter_2),
		cmocka_unit_test(match__takes__several_events_with_one_condition),
		cmocka_unit_test(when__takes__every_condition),
		cmocka_unit_test(when__looks_at__the_starting_event_where_it_is_no_attribute),
		cmocka_unit_test(limit__may_have__marks_steps_and_events),
		cmocka_unit_test(limit__may_depend__on_what_holds),
		cmocka_unit_test(limit__may_be__a_field_or_before_a_booking),
		cmocka_unit_test(warn__may_be__before_at_a_day_or_a_share),
		cmocka_unit_test(every__may_be__any_rhythm),
		cmocka_unit_test(timescale__takes__all_its_switches),
		cmocka_unit_test(entries__of_one_key__stand_together_by_date),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
