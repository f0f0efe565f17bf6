/* The shares of the week, and the clocks behind them. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "clock/civil.h"
#include "report/measure.h"
#include "report/week.h"
#include "tests/core/stage.h"

static const char extra_policy[] =
	"[timescale target.test]\ntitle = With a target\nqueue = contacts\nstart = contact.received\n"
	"stop = contact.decided\nlimit = 6 hours\ntarget = 90 %\nsource = test\n"
	"[timescale never.test]\ntitle = With a target and nothing due\nqueue = leavers\nstart = care.started\n"
	"stop = note.added\nlimit = 6 hours\ntarget = 90 %\nsource = test\n"
	"[timescale measured.test]\ntitle = Only measured\nstart = contact.received\n"
	"stop = contact.decided\nlimit = 1 hour\nmeasured only = yes\nsource = test\n";

struct behind {
	int64_t total, within;
};

static bool count(void *arg, const struct queue_row *row)
{
	struct behind *behind = arg;

	behind->total++;
	behind->within += measure_judge(row->status) == JUDGED_WITHIN;
	return true;
}

static const struct week_row *row_of(const struct week *week, const char *key)
{
	for (size_t i = 0; i < week->n; i++)
		if (!strcmp(week->rows[i].key, key))
			return &week->rows[i];
	return NULL;
}

/* Every share of the week against the rows that it opens. Returns how many clocks there were. */
static int64_t compare(struct desk *desk, const char *team, const char *worker, struct week *week)
{
	struct error err = {0};
	int64_t sum = 0;

	if (!week_read(desk, team, worker, week, &err))
		fail_msg("%s", err.text);
	for (size_t i = 0; i < week->n; i++) {
		const struct week_row *row = &week->rows[i];
		struct behind behind = {0, 0};

		assert_true(week_rows(desk, week, row->timescale, team, worker, count, &behind, &err));
		assert_int_equal(row->total, behind.total);
		assert_int_equal(row->within, behind.within);
		assert_int_equal(row->judged, row->total > 0 && row->target >= 0);
		sum += row->total;
	}
	return sum;
}

static void shares__are_those_of_the_clocks_they_open(void **state)
{
	struct world *world = *state;
	const struct week_row *row;
	struct week week;

	stage_write(world, "extra.policy", extra_policy);
	stage_apply(world);
	record(world->desk, "C-1", "contact.received", "2024-03-01 08:00", "rating=red", "team=North",
	       "worker=Sam Grey", NULL);
	record(world->desk, "C-2", "contact.received", "2024-03-01 08:00", "rating=amber", "team=South", NULL);
	record(world->desk, "C-3", "contact.received", "2024-02-25 08:00", "rating=amber", NULL); /* last week's */
	record(world->desk, "C-1", "contact.decided", "2024-03-01 08:30", "outcome=nfa", NULL);
	world_at(world, "2024-03-02 09:00");
	assert_true(compare(world->desk, NULL, NULL, &week) > 0);
	assert_true(week.from == civil_day(2024, 2, 26) && week.to == civil_day(2024, 3, 2));
	row = row_of(&week, "target.test");
	assert_non_null(row);
	assert_int_equal(row->total, 2);
	assert_int_equal(row->within, 1);
	assert_true(row->judged && !row->meets);
	row = row_of(&week, "never.test");	/* its target is shown, and nothing is held against it */
	assert_true(row && row->total == 0 && !row->judged);
	assert_null(row_of(&week, "measured.test"));
	assert_null(row_of(&week, "assessment.45"));
	week_done(&week);
	assert_true(compare(world->desk, "North", NULL, &week) > 0);
	row = row_of(&week, "target.test");
	assert_true(row && row->total == 1 && row->judged && row->meets);
	week_done(&week);
	assert_true(compare(world->desk, NULL, "Sam Grey", &week) > 0);
	week_done(&week);
	assert_int_equal(compare(world->desk, NULL, "Nobody", &week), 0);
	week_done(&week);
	world_at(world, "2024-03-04 09:00");	/* a new week begins */
	compare(world->desk, NULL, NULL, &week);
	assert_true(week.from == week.to);
	week_done(&week);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(shares__are_those_of_the_clocks_they_open, world_setup,
						world_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
