/* The one list of actions under the shipped practice: set from every source, carried, given, done; and what the
 * queue shows of them. Rows S2-06, S0-20. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clock/status.h"
#include "core/action.h"
#include "core/form.h"
#include "shipped_world.h"

struct listed {
	char text[2000];
	int n;
};

static bool take(void *arg, const struct action_row *row)
{
	struct listed *listed = arg;
	size_t n = strlen(listed->text);

	snprintf(listed->text + n, sizeof listed->text - n, "%s %s: %s [%s] %s%s\n", row->clock->reference,
		 row->owner ? row->owner : "-", row->action, row->origin ? row->origin : "-",
		 status_word(row->clock->status), row->owner_left ? " left" : "");
	listed->n++;
	return true;
}

static const char *list_by(struct desk *desk, const struct action_query *query)
{
	static struct listed listed;
	struct error err = { 0 };

	listed = (struct listed){ .n = 0 };
	if (!action_list(desk, query, take, &listed, &err))
		fail_msg("%s", err.text);
	return listed.text;
}

static const char *list(struct desk *desk, const char *owner, const char *origin, bool all)
{
	return list_by(desk, &(struct action_query){ .owner = owner, .origin = origin, .all = all });
}

static void begin(struct world *world)
{
	record(world->desk, "C-1", "contact.received", "2024-03-01 08:00", "name=Ben Moss", NULL);
	record(world->desk, "C-2", "contact.received", "2024-03-01 08:00", "name=Cy Moss", NULL);
}

static struct act_result set(struct world *world, const char *reference, const char *action, const char *owner,
			     const char *due, const char *origin)
{
	char a[80], o[80], d[40], f[40];

	snprintf(a, sizeof a, "action=%s", action);
	snprintf(o, sizeof o, "owner=%s", owner);
	snprintf(d, sizeof d, "due=%s", due);
	snprintf(f, sizeof f, "origin=%s", origin);
	return record(world->desk, reference, "action.set", NULL, a, o, d, f, NULL);
}

static void say(struct desk *desk, const char *kind, const char *id, const char *field, const char *value)
{
	struct act_field one = { field, value };
	struct act_event event = { .reference = "C-1", .kind = kind, .fields = &one, .n_fields = 1, .about = id,
				   .at = INSTANT_NONE };
	struct act_result result;
	struct error err = { 0 };

	if (!act_record(desk, &event, 1, &result, &err))
		fail_msg("%s", err.text);
}

static void actions__of_every_source__stand_in_one_list_by_due_date(void **state)
{
	static const char *const origins[] = { "direction", "supervision", "audit", "conference",
					       "challenge", "meeting",	   "remedial", "other" };
	struct world *world = *state;
	char due[16];

	begin(world);
	for (int i = 0; i < 8; i++) {
		snprintf(due, sizeof due, "2024-03-%02d", 20 - i);
		set(world, i % 2 ? "C-2" : "C-1", "Ring", "sam", due, origins[i]);
	}
	assert_string_equal(list(world->desk, NULL, NULL, false),
			    "C-2 Sam Grey: Ring [other] on-track\nC-1 Sam Grey: Ring [remedial] on-track\n"
			    "C-2 Sam Grey: Ring [meeting] on-track\nC-1 Sam Grey: Ring [challenge] on-track\n"
			    "C-2 Sam Grey: Ring [conference] on-track\nC-1 Sam Grey: Ring [audit] on-track\n"
			    "C-2 Sam Grey: Ring [supervision] on-track\nC-1 Sam Grey: Ring [direction] on-track\n");
	assert_string_equal(list(world->desk, NULL, "audit", false), "C-1 Sam Grey: Ring [audit] on-track\n");
}

static void s2_06__overdue__comes_first_and_done_leaves_the_list(void **state)
{
	struct world *world = *state;
	struct act_result first;

	begin(world);
	first = set(world, "C-1", "See school", "sam", "2024-03-10", "supervision");
	set(world, "C-2", "Ring GP", "ada", "2024-03-04", "audit");
	world_at(world, "2024-03-06 09:00");
	assert_string_equal(list(world->desk, NULL, NULL, false),
			    "C-2 Ada Green: Ring GP [audit] overdue\n"
			    "C-1 Sam Grey: See school [supervision] on-track\n");
	say(world->desk, "action.done", first.about, "outcome", "Seen on Tuesday");
	assert_string_equal(list(world->desk, "sam", NULL, false), "");
	assert_string_equal(list(world->desk, "sam", NULL, true), "C-1 Sam Grey: See school [supervision] met\n");
}

static void cases_that_are_named__have_their_own_actions__by_due_date(void **state)
{
	static const char *const both[] = { "C-2", "C-1" };
	struct action_query query = { .references = both, .n_references = 1 };
	struct world *world = *state;
	struct act_result done;

	begin(world);
	done = set(world, "C-1", "See school", "sam", "2024-03-04", "supervision");
	set(world, "C-1", "Ring GP", "sam", "2024-03-08", "audit");
	set(world, "C-2", "Ring father", "ada", "2024-03-10", "audit");
	set(world, "C-2", "See home", "ada", "2024-03-06", "audit");
	say(world->desk, "action.done", done.about, "outcome", "Seen on Friday");
	assert_string_equal(list_by(world->desk, &query),
			    "C-2 Ada Green: See home [audit] on-track\nC-2 Ada Green: Ring father [audit] on-track\n");
	query.n_references = 2;
	query.all = true;
	assert_string_equal(list_by(world->desk, &query),
			    "C-1 Sam Grey: See school [supervision] met\nC-2 Ada Green: See home [audit] on-track\n"
			    "C-1 Sam Grey: Ring GP [audit] on-track\nC-2 Ada Green: Ring father [audit] on-track\n");
	query.owner = "sam";
	query.all = false;
	assert_string_equal(list_by(world->desk, &query), "C-1 Sam Grey: Ring GP [audit] on-track\n");
}

static void carried__plans_a_date__and_never_moves_the_due(void **state)
{
	struct world *world = *state;
	struct act_result action;
	const struct clock *clock;
	struct file *file;

	begin(world);
	action = set(world, "C-1", "See school", "sam", "2024-03-05", "supervision");
	set(world, "C-1", "Ring GP", "sam", "2024-03-05", "supervision");
	say(world->desk, "action.carried", action.about, "planned", "2024-03-20");
	file = taken(world->desk, "C-1");
	for (size_t i = 0; i < file->clocks.n; i++) {
		clock = &file->clocks.items[i];
		if (strcmp(clock->rule->key, "action.due") != 0)
			continue;
		assert_int_equal(clock->times.due, when("2024-03-05 23:59:59"));
		if (strcmp(file->history.abouts[clock->about].id, action.about) == 0)
			assert_int_equal(clock->planned, when("2024-03-20 23:59:59"));
		else
			assert_true(clock->planned == INSTANT_NONE);
	}
	file_free(file);
}

static void owner__who_left__is_said_and_another_is_given_it(void **state)
{
	struct world *world = *state;
	struct person_change change = { .to = "2024-03-03" };
	struct error err = { 0 };
	struct act_result action;

	begin(world);
	action = set(world, "C-1", "See school", "sam", "2024-03-10", "supervision");
	if (!act_person(world->desk, "sam", false, &change, &err))
		fail_msg("%s", err.text);
	world_at(world, "2024-03-04 09:00");
	assert_string_equal(list(world->desk, "sam", NULL, false),
			    "C-1 Sam Grey: See school [supervision] on-track left\n");
	say(world->desk, "action.given", action.about, "owner", "ada");
	assert_string_equal(list(world->desk, NULL, NULL, false),
			    "C-1 Ada Green: See school [supervision] on-track\n");
}

static void actions__end_with_the_case__and_not_with_the_contact(void **state)
{
	struct world *world = *state;

	begin(world);
	set(world, "C-1", "See school", "sam", "2024-03-10", "direction");
	world_at(world, "2024-03-04 09:00");
	record(world->desk, "C-1", "contact.decided", NULL, "outcome=nfa", NULL);
	record(world->desk, "C-1", "contact.closed", NULL, NULL);
	assert_string_equal(list(world->desk, NULL, NULL, false),
			    "C-1 Sam Grey: See school [direction] on-track\n");
	record(world->desk, "C-1", "case.closed", NULL, "reason=No need", NULL);
	assert_string_equal(list(world->desk, NULL, NULL, false), "");
	assert_string_equal(list(world->desk, NULL, NULL, true), "C-1 Sam Grey: See school [direction] ended\n");
}

struct first {
	struct desk *desk;
	char text[400];
};

static bool take_shown(void *arg, const struct queue_row *row)
{
	struct first *first = arg;
	struct queue_shown *shown = queue_shown(first->desk, row);
	size_t n = 0;

	assert_non_null(shown);
	for (size_t i = 0; i < shown->n; i++)
		n += (size_t)snprintf(first->text + n, sizeof first->text - n, "%s=%s;", shown->items[i].label,
				      shown->items[i].text);
	queue_shown_free(shown);
	return false;
}

static void queue__shows__owner_what_and_where_it_comes_from(void **state)
{
	struct world *world = *state;
	struct first first = { .desk = world->desk };
	struct queue_query query = { .queue = "actions", .limit = -1 };
	struct error err = { 0 };

	begin(world);
	set(world, "C-1", "See school", "sam", "2024-03-10", "remedial");
	if (!queue_list(world->desk, &query, take_shown, &first, &err))
		fail_msg("%s", err.text);
	assert_string_equal(first.text, "Owner=Sam Grey;Action=See school;Comes from=Remedy for a missed timescale;");
}

static void s0_20__direction_with_a_review__says_how(void **state)
{
	struct world *world = *state;

	begin(world);
	assert_non_null(strstr(refused(world->desk, "C-1", "case.directed", NULL, "next_steps=See the child",
				       "review_on=2024-03-15", NULL), "review_how"));
	record(world->desk, "C-1", "case.directed", NULL, "next_steps=See the child", "review_on=2024-03-15",
	       "review_how=In supervision", "actions=Ring school; sam; 2024-03-08", NULL);
	assert_string_equal(shipped_status(world->desk, "C-1", "direction.case_review"), "on-track");
	assert_string_equal(list(world->desk, NULL, "direction", false),
			    "C-1 Sam Grey: Ring school [direction] on-track\n");
}

static void closing__says_first__what_it_ends(void **state)
{
	struct world *world = *state;
	struct error err = { 0 };
	struct form *form;

	begin(world);
	set(world, "C-1", "See school", "sam", "2024-03-03", "supervision");
	set(world, "C-1", "Ring GP", "sam", "2024-03-20", "supervision");
	world_at(world, "2024-03-04 09:00");
	form = form_open(world->desk, "case.closed", "C-1", NULL, &err);
	assert_non_null(form);
	assert_string_equal(form->ends, "This ends 3 clocks: Action: See school (overdue); "
					"72h decision (green or not yet rated) (overdue); Action: Ring GP");
	form_free(form);
	form = form_open(world->desk, "contact.rated", "C-1", NULL, &err);
	assert_null(form->ends);
	form_free(form);
}

/* The wrong year of a date by which something has to be done, or looked at, is said at once. */
static void limit__before_the_day_of_the_event__is_refused_at_its_field(void **state)
{
	static const struct { const char *field, *value, *problem; } tries[] = {
		{ "review_on", "29/2/2024", "Thu 29 Feb 2024 lies before the event" },
		{ "by_when", "1/1/2020", "Wed 1 Jan 2020 lies before the event" },
		{ "actions", "Ring school; sam; 1/1/2020", "line 1: Due: Wed 1 Jan 2020 lies before the event" },
		{ "review_on", "today", "" },
		{ "actions", "Ring school; sam; 1/3/2024", "" },
		{ "by_when", "today", "" },
	};
	struct world *world = *state;
	struct form *form;
	char says[160], reads[96];

	begin(world);
	form = stage_opened(world->desk, "contact.directed", "C-1");
	for (size_t i = 0; i < sizeof(tries) / sizeof(tries[0]); i++) {
		stage_set(form, tries[i].field, tries[i].value);
		form_check(world->desk, form, stage_place(form, tries[i].field), says, reads);
		if (!strstr(says, tries[i].problem) || (*says && !*tries[i].problem))
			fail_msg("%s: “%s”", tries[i].value, says);
	}
	stage_set(form, "at", "yesterday");	/* what was done then may have been looked at today */
	stage_set(form, "review_on", "29/2/2024");
	assert_true(form_check(world->desk, form, stage_place(form, "review_on"), says, reads));
	form_free(form);
	assert_non_null(strstr(refused(world->desk, "C-1", "case.directed", NULL, "review_on=2024-02-29",
				       "review_how=x", NULL), "case.directed: review_on: Thu 29 Feb 2024 lies before"));
	assert_non_null(strstr(refused(world->desk, "C-1", "case.directed", NULL, "actions=Ring;sam;1/1/2020", NULL),
			       "actions, line 1: Due: Wed 1 Jan 2020 lies before"));
	assert_non_null(strstr(refused(world->desk, "C-1", "info.requested", NULL, "agency=police",
				       "by=2024-02-28 10:00", NULL), "by: Wed 28 Feb 2024 lies before"));
	record(world->desk, "C-1", "info.requested", NULL, "agency=police", "by=2024-03-01 08:00", NULL);
}

#define IN_WORLD(f) cmocka_unit_test_setup_teardown(f, shipped_setup, world_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_WORLD(actions__of_every_source__stand_in_one_list_by_due_date),
		IN_WORLD(s2_06__overdue__comes_first_and_done_leaves_the_list),
		IN_WORLD(cases_that_are_named__have_their_own_actions__by_due_date),
		IN_WORLD(carried__plans_a_date__and_never_moves_the_due),
		IN_WORLD(owner__who_left__is_said_and_another_is_given_it),
		IN_WORLD(actions__end_with_the_case__and_not_with_the_contact),
		IN_WORLD(limit__before_the_day_of_the_event__is_refused_at_its_field),
		IN_WORLD(closing__says_first__what_it_ends),
		IN_WORLD(queue__shows__owner_what_and_where_it_comes_from),
		IN_WORLD(s0_20__direction_with_a_review__says_how),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
