#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/handover.h"
#include "core/keep.h"
#include "core/timer.h"
#include "stage.h"

static struct handover *read_it(struct desk *desk, const char *team, int64_t since)
{
	struct error err = {0};
	struct handover *handover = handover_read(desk, team, since, &err);

	if (!handover)
		fail_msg("%s", err.text);
	return handover;
}

static const struct handover_line *line_of(const struct handover *handover, enum handover_part part,
					   const char *reference, const char *title)
{
	for (size_t i = 0; i < handover->n; i++) {
		const struct handover_line *line = &handover->lines[i];

		if (line->part == part && !strcmp(line->reference, reference) &&
		    (!title || !strcmp(line->title, title)))
			return line;
	}
	return NULL;
}

static bool refuse_note(void *arg, const struct audit_line *line)
{
	assert_true(!line->why || !strstr(line->why, "dog"));
	*(int *)arg += strcmp(line->what, "handover") == 0;
	return true;
}

/* ---- the night ---- */

static void night__is_out_of_hours__and_recorded_more_than_an_hour_later(void **state)
{
	static const struct {
		const char *at, *recorded;
		bool timed, night, night_with_office;
	} cases[] = {
		{"2024-02-29 23:10", "2024-03-01 08:45", true, true, true},
		{"2024-02-29 23:10", "2024-02-29 23:40", true, false, false},	/* typed at once */
		{"2024-02-29 23:10", "2024-03-01 00:10", true, false, false},	/* to the hour */
		{"2024-02-29 23:10", "2024-03-01 00:11", true, true, true},
		{"2024-03-01 08:29", "2024-03-01 10:00", true, true, false},
		{"2024-03-01 08:30", "2024-03-01 10:00", true, false, false},
		{"2024-03-01 17:29", "2024-03-01 20:00", true, false, false},
		{"2024-03-01 17:30", "2024-03-01 20:00", true, true, false},
		{"2024-03-01 19:30", "2024-03-01 22:00", true, true, false},
		{"2024-03-01 20:00", "2024-03-01 22:00", true, true, true},
		{"2024-03-02 11:00", "2024-03-04 09:00", true, true, true},	/* a Saturday */
		{"2024-03-29 11:00", "2024-04-02 09:00", true, true, true},	/* Good Friday */
		{"2024-02-29 00:00", "2024-03-01 08:45", false, false, false},	/* no time of day */
	};
	struct world *world = *state;
	struct error err = {0};
	const struct practice *practice = desk_practice(world->desk, &err);
	size_t n = sizeof(cases) / sizeof(cases[0]);

	for (int office = 0; office < 2; office++) {
		for (size_t i = 0; i < n; i++) {
			if (handover_is_night(practice->newest, world->desk->zone, when(cases[i].at),
					      cases[i].timed, when(cases[i].recorded)) !=
			    (office ? cases[i].night_with_office : cases[i].night))
				fail_msg("%s recorded %s, office %d", cases[i].at, cases[i].recorded, office);
		}
		if (office)
			break;
		stage_write(world, "office.policy",
			    "[calendar office]\nnation = england-and-wales\nhours = Mon-Fri 08:00-20:00\n");
		stage_apply(world);
		practice = desk_practice(world->desk, &err);
	}
}

/* ---- the page ---- */

static void weekend(struct world *world)
{
	struct desk *desk = world->desk;
	struct error err = {0};
	int64_t turned;

	record(desk, "C-1", "contact.received", "2024-03-01 09:00", "name=Ada Summer", "rating=red", "team=North",
	       "worker=Ada Green", NULL);
	record(desk, "C-2", "contact.received", "2024-03-01 09:00", "rating=green", "team=South", NULL);
	world_at(world, "2024-03-01 18:00");
	assert_true(handover_mark(desk, "north", "The dog at C-1 bites.", &err));
	assert_true(timer_round(desk, NULL, NULL, &turned, &err));
	world_at(world, "2024-03-02 10:00");
	record(desk, "C-3", "contact.received", "2024-03-02 09:50", "rating=amber", "team=North", NULL);
	assert_true(timer_round(desk, NULL, NULL, &turned, &err));
	world_at(world, "2024-03-04 08:45");
	assert_true(timer_round(desk, NULL, NULL, &turned, &err));
	record(desk, "C-4", "contact.received", "2024-03-03 02:00", "name=Ben Winter", "rating=amber", NULL);
	record(desk, "C-4", "contact.decided", "2024-03-03 02:30", "outcome=nfa", NULL);
	record(desk, "C-5", "contact.received", "2024-03-03 03:00", "rating=green", "team=North", NULL);
	record(desk, "C-6", "contact.received", "2024-03-04 08:40", "rating=red", "team=South", NULL);
	record(desk, "C-1", "contact.decided", "2024-03-04 08:40", "outcome=referral", NULL);
	record(desk, "C-2", "contact.rated", NULL, "rating=amber", NULL);
}

static void page__tells__what_the_next_shift_needs(void **state)
{
	struct world *world = *state;
	const struct handover_line *line;
	struct handover *handover;

	weekend(world);
	handover = read_it(world->desk, "North", INSTANT_NONE);
	assert_false(handover->first);
	assert_true(handover->since == when("2024-03-01 18:00"));
	assert_string_equal(handover->last_note, "The dog at C-1 bites.");
	assert_non_null(line_of(handover, HANDOVER_CAME, "C-3", NULL));
	assert_null(line_of(handover, HANDOVER_CAME, "C-6", NULL));	/* of the other team */
	line = line_of(handover, HANDOVER_NIGHT, "C-4", NULL);		/* of no team yet */
	assert_non_null(line);
	assert_true(line->at == when("2024-03-03 02:00") && line->recorded == when("2024-03-04 08:45"));
	assert_true(line->decided == when("2024-03-03 02:30"));
	assert_string_equal(line->rating, "amber");
	line = line_of(handover, HANDOVER_NIGHT, "C-5", NULL);
	assert_non_null(line);
	assert_true(line->decided == INSTANT_NONE);
	line = line_of(handover, HANDOVER_OPEN, "C-3", NULL);
	assert_non_null(line);
	assert_int_equal(line->status, STATUS_OVERDUE);
	assert_non_null(line_of(handover, HANDOVER_OPEN, "C-5", NULL));
	assert_null(line_of(handover, HANDOVER_OPEN, "C-4", NULL));
	assert_non_null(line_of(handover, HANDOVER_CHANGED, "C-1", "Contact decided"));
	assert_non_null(line_of(handover, HANDOVER_CHANGED, "C-1", "Decision (red, amber)"));	/* it was breached */
	assert_null(line_of(handover, HANDOVER_CHANGED, "C-2", NULL));
	handover_free(handover);
	handover = read_it(world->desk, NULL, INSTANT_NONE);
	assert_true(handover->first);
	assert_null(handover->last_note);
	assert_non_null(line_of(handover, HANDOVER_CAME, "C-6", NULL));
	assert_non_null(line_of(handover, HANDOVER_CHANGED, "C-2", "Contact rated"));
	assert_null(line_of(handover, HANDOVER_CAME, "C-3", NULL));	/* longer than a day ago */
	handover_free(handover);
}

/* Whoever is in no team hands over for every team at once; what is later counts. */
static void handover__of_all_teams__reaches_each_of_them(void **state)
{
	struct world *world = *state;
	struct handover *handover;
	struct error err = {0};

	weekend(world);
	handover = read_it(world->desk, "South", INSTANT_NONE);
	assert_true(handover->first && !handover->last_whole);
	handover_free(handover);
	assert_true(handover_mark(world->desk, NULL, "The gate is locked.", &err));
	world_at(world, "2024-03-04 09:00");
	for (int south = 0; south < 2; south++) {
		handover = read_it(world->desk, south ? "South" : "North", INSTANT_NONE);
		assert_false(handover->first);
		assert_true(handover->last_whole);
		assert_true(handover->since == when("2024-03-04 08:45"));
		assert_string_equal(handover->last_note, "The gate is locked.");
		handover_free(handover);
	}
	assert_true(handover_mark(world->desk, "north", "Ring the school.", &err));
	world_at(world, "2024-03-04 09:10");
	handover = read_it(world->desk, "North", INSTANT_NONE);
	assert_false(handover->last_whole);
	assert_string_equal(handover->last_note, "Ring the school.");
	handover_free(handover);
	handover = read_it(world->desk, "South", INSTANT_NONE);
	assert_true(handover->last_whole);
	handover_free(handover);
	handover = read_it(world->desk, NULL, INSTANT_NONE);	/* a team's is not one of all */
	assert_string_equal(handover->last_note, "The gate is locked.");
	assert_false(handover->last_whole);
	handover_free(handover);
}

static void case_allocated_away__stays_on_the_page_of_its_team(void **state)
{
	struct world *world = *state;
	struct handover *handover;

	weekend(world);
	record(world->desk, "C-3", "case.allocated", NULL, "worker=Sam Grey", "team=South", NULL);
	handover = read_it(world->desk, "North", INSTANT_NONE);
	assert_non_null(line_of(handover, HANDOVER_CHANGED, "C-3", "Case allocated"));
	assert_null(line_of(handover, HANDOVER_OPEN, "C-3", NULL));
	handover_free(handover);
	handover = read_it(world->desk, "South", INSTANT_NONE);
	assert_non_null(line_of(handover, HANDOVER_OPEN, "C-3", NULL));
	handover_free(handover);
}

static void taken_back__is_told_and_not_listed(void **state)
{
	struct world *world = *state;
	struct act_result result;
	struct handover *handover;
	struct error err = {0};

	result = record(world->desk, "C-1", "contact.received", NULL, "rating=red", NULL);
	result = record(world->desk, "C-1", "contact.decided", NULL, "outcome=nfa", NULL);
	assert_true(act_void(world->desk, result.event, "wrong child", &err));
	handover = read_it(world->desk, NULL, INSTANT_NONE);
	assert_null(line_of(handover, HANDOVER_CHANGED, "C-1", "Contact decided"));
	assert_non_null(line_of(handover, HANDOVER_CHANGED, "C-1", "Taken back: Contact decided"));
	assert_int_equal(handover->count[HANDOVER_OPEN], 1);
	for (size_t i = 0; i < handover->n; i++)
		if (handover->lines[i].part == HANDOVER_OPEN)
			assert_int_equal(handover->lines[i].more, 1);	/* the 4 hours and the 24 */
	handover_free(handover);
}

static void marking__needs_a_right__and_leaves_no_word_of_the_note(void **state)
{
	struct world *world = *state;
	struct desk *reader = world_desk(world, "rea");
	struct error err = {0};
	struct handover *handover;
	int told = 0;

	assert_false(handover_mark(reader, NULL, "the dog", &err));
	assert_int_equal(err.kind, ERROR_DENIED);
	desk_close(reader);
	error_clear(&err);
	assert_false(handover_mark(world->desk, "East", NULL, &err));
	assert_int_equal(err.kind, ERROR_USAGE);
	assert_true(handover_mark(world->desk, NULL, "the dog", &err));
	world->ms += 60 * 1000;
	desk_refresh(world->desk);
	handover = read_it(world->desk, NULL, INSTANT_NONE);
	assert_string_equal(handover->last_note, "the dog");
	assert_string_equal(handover->last_by, world->desk->name);
	assert_true(handover->since == world->desk->now - 60);
	handover_free(handover);
	assert_true(keep_audit(world->desk, NULL, NULL, INSTANT_NONE, refuse_note, &told, &err));
	assert_int_equal(told, 1);
}

static void since__is_taken_as_given__but_not_from_the_future(void **state)
{
	struct world *world = *state;
	struct error err = {0};
	struct handover *handover;

	weekend(world);
	handover = read_it(world->desk, NULL, when("2024-03-01 00:00"));
	assert_non_null(line_of(handover, HANDOVER_CAME, "C-2", NULL));
	assert_non_null(line_of(handover, HANDOVER_CAME, "C-3", NULL));
	handover_free(handover);
	assert_null(handover_read(world->desk, NULL, when("2024-03-05 00:00"), &err));
	assert_int_equal(err.kind, ERROR_USAGE);
}

#define IN_WORLD(test) cmocka_unit_test_setup_teardown(test, world_setup, world_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_WORLD(night__is_out_of_hours__and_recorded_more_than_an_hour_later),
		IN_WORLD(page__tells__what_the_next_shift_needs),
		IN_WORLD(handover__of_all_teams__reaches_each_of_them),
		IN_WORLD(case_allocated_away__stays_on_the_page_of_its_team),
		IN_WORLD(taken_back__is_told_and_not_listed),
		cmocka_unit_test_setup_teardown(marking__needs_a_right__and_leaves_no_word_of_the_note,
						world_setup_rehearsing, world_teardown),
		IN_WORLD(since__is_taken_as_given__but_not_from_the_future),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
