#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "clock/civil.h"
#include "core/keep.h"
#include "stage.h"
#include "store/clocks.h"
#include "tests/base/whole.h"

static void hear(void *arg, const char *text)
{
	str_addf(arg, "%s\n", text);
}

/* The one file of the world's policy with some of its text changed. */
static void change_policy(struct world *world, const char *from, const char *to)
{
	char path[WORLD_PATH * 2], *text, *at;
	struct str_buf changed = {0};

	snprintf(path, sizeof(path), "%s/test.policy", world->policy);
	text = whole_file(path);
	at = strstr(text, from);
	assert_non_null(at);
	str_add_n(&changed, text, (size_t)(at - text));
	str_add(&changed, to);
	str_add(&changed, at + strlen(from));
	stage_write(world, "test.policy", changed.text);
	str_done(&changed);
	free(text);
}

static int64_t due_of(struct desk *desk, const char *reference, const char *timescale)
{
	struct file *file = taken(desk, reference);
	int64_t due = clock_of(file, timescale)->times.due;

	file_free(file);
	return due;
}

static int faults_of(struct desk *desk, struct str_buf *said)
{
	struct error err = {0};
	int faults;

	if (!keep_check(desk, hear, said, &faults, &err))
		fail_msg("%s", err.text);
	return faults;
}

/* R23: a correction moves what is open and says so, and lets alone what has ended. */
static void correction__moves__open_clocks_only(void **state)
{
	struct world *world = *state;
	struct str_buf said = {0}, checked = {0};
	struct error err = {0};
	int64_t moved;

	record(world->desk, "C-1", "contact.received", "2024-03-01 08:00", "rating=amber", NULL);
	record(world->desk, "C-2", "contact.received", "2024-02-29 08:00", "rating=amber", NULL);
	record(world->desk, "C-2", "contact.decided", "2024-02-29 12:00", "outcome=nfa", NULL);
	world_at(world, "2024-03-01 10:00");
	change_policy(world, "limit = 24 hours", "limit = 30 hours");
	if (!keep_policy_apply(world->desk, world->policy, true, hear, &said, &moved, &err))
		fail_msg("%s", err.text);
	assert_int_equal(moved, 1);
	assert_non_null(strstr(said.text, "C-1 mash.24h: due Sat 2 Mar 08:00 -> Sat 2 Mar 14:00"));
	assert_null(strstr(said.text, "C-2"));
	assert_int_equal(due_of(world->desk, "C-1", "mash.24h"), when("2024-03-02 08:00"));
	assert_int_equal(stage_apply(world), 1);
	assert_int_equal(due_of(world->desk, "C-1", "mash.24h"), when("2024-03-02 14:00"));
	assert_int_equal(due_of(world->desk, "C-2", "mash.24h"), when("2024-03-01 08:00"));
	assert_int_equal(faults_of(world->desk, &checked), 0);
	assert_false(keep_policy_apply(world->desk, world->policy, false, NULL, NULL, &moved, &err));
	assert_int_equal(err.kind, ERROR_INPUT);
	str_done(&said);
	str_done(&checked);
}

static void policy__with_a_mistake__is_not_applied(void **state)
{
	struct world *world = *state;
	struct error err = {0};
	int64_t moved;

	change_policy(world, "limit = 24 hours", "limit = 24 fortnights");
	assert_false(keep_policy_apply(world->desk, world->policy, false, NULL, NULL, &moved, &err));
	assert_int_equal(err.kind, ERROR_INPUT);
	assert_non_null(strstr(err.text, "test.policy"));
	record(world->desk, "C-1", "contact.received", NULL, NULL);
}

static void policy__is_applied__by_those_who_may(void **state)
{
	struct world *world = *state;
	struct desk *desk = world_desk(world, "ada");
	struct error err = {0};
	int64_t moved;

	assert_false(keep_policy_apply(desk, world->policy, true, NULL, NULL, &moved, &err));
	assert_int_equal(err.kind, ERROR_DENIED);
	desk_close(desk);
}

struct one_clock {
	struct clock_row row;
	bool any;
};

static bool keep_one(void *arg, const struct clock_row *row)
{
	struct one_clock *one = arg;

	one->row = *row;
	one->any = true;
	return false;
}

static void check__finds__a_clock_that_is_not_what_events_give(void **state)
{
	struct world *world = *state;
	struct str_buf said = {0};
	struct one_clock one = {.any = false};
	struct clock_page page = {.limit = 1};
	bool unknown;

	record(world->desk, "C-1", "contact.received", NULL, "rating=amber", NULL);
	assert_int_equal(faults_of(world->desk, &said), 0);
	assert_true(clock_running(world->desk->store, &page, keep_one, &one, NULL));
	assert_true(one.any);
	assert_true(store_begin(world->desk->store, NULL));
	assert_true(clock_turned(
		world->desk->store,
		&(struct clock_row){.id = one.row.id, .queue = "contacts", .state = STATUS_ON_TRACK},
		STATUS_OVERDUE, INSTANT_NONE, NULL));
	assert_true(store_commit(world->desk->store, &unknown, NULL));
	assert_true(faults_of(world->desk, &said) > 0);
	assert_non_null(strstr(said.text, "C-1"));
	str_done(&said);
}

static void check__tells__when_the_calendar_runs_out(void **state)
{
	struct world *world = *state;
	struct str_buf said = {0};

	world_at(world, "2030-09-01 09:00");
	assert_int_equal(faults_of(world->desk, &said), 0);
	assert_non_null(strstr(said.text, "known until"));
	world_at(world, "2031-09-01 09:00");
	assert_true(faults_of(world->desk, &said) > 0);
	str_done(&said);
}

static void backup__is_verified__and_put_back(void **state)
{
	struct world *world = *state;
	struct str_buf said = {0};
	struct error err = {0};
	char copy[WORLD_PATH * 2];
	struct file *file;
	bool found;

	record(world->desk, "C-1", "contact.received", NULL, NULL);
	snprintf(copy, sizeof(copy), "%s/copy.db", world->folder);
	if (!keep_backup(world->desk, copy, &err) || !keep_verify(copy, hear, &said, &err))
		fail_msg("%s", err.text);
	record(world->desk, "C-2", "contact.received", NULL, NULL);
	desk_close(world->desk);
	world->desk = NULL;
	if (!keep_restore(copy, world->database, &world->surroundings, &err))
		fail_msg("%s", err.text);
	world->desk = world_desk(world, NULL);
	file_free(taken(world->desk, "C-1"));
	file = file_read(world->desk, "C-2", &found, &err);
	assert_null(file);
	assert_false(found);
	str_done(&said);
}

static void places__belong__to_the_person(void **state)
{
	struct world *world = *state;
	struct desk *ada = world_desk(world, "ada");
	char *value;

	assert_true(keep_place_get(world->desk, "view", &value, NULL));
	assert_null(value);
	assert_true(keep_place_set(world->desk, "view", "contacts due<2d", NULL));
	assert_true(keep_place_set(ada, "view", "assessments", NULL));
	assert_true(keep_place_get(world->desk, "view", &value, NULL));
	assert_string_equal(value, "contacts due<2d");
	free(value);
	desk_close(ada);
}

struct people {
	int n;
	int64_t of_sam;
};

static bool see_person(void *arg, const struct keep_person *person)
{
	struct people *people = arg;

	people->n++;
	if (strcmp(person->name, "Sam Grey") == 0)
		people->of_sam = person->open_cases;
	return true;
}

static bool see_team(void *arg, const char *name, bool active)
{
	str_addf(arg, "%s%s ", name, active ? "" : "-");
	return true;
}

static void people__are_listed__with_their_open_cases(void **state)
{
	struct world *world = *state;
	struct people people = {.n = 0};
	struct str_buf teams = {0};

	record(world->desk, "C-1", "contact.received", NULL, "worker=Sam Grey", NULL);
	record(world->desk, "C-2", "contact.received", NULL, "worker=Sam Grey", NULL);
	record(world->desk, "C-3", "contact.received", NULL, "worker=Sam Grey", NULL);
	record(world->desk, "C-3", "case.closed", NULL, NULL);
	assert_true(keep_people(world->desk, see_person, &people, NULL));
	assert_int_equal(people.n, 4);
	assert_int_equal(people.of_sam, 2);
	assert_true(keep_teams(world->desk, see_team, &teams, NULL));
	assert_string_equal(teams.text, "North South ");
	str_done(&teams);
}

static bool see_worker(void *arg, const struct keep_person *person)
{
	assert_true(person->holds_cases);
	str_addf(arg, "%s, ", person->name);
	return true;
}

static void workers__are_given__by_team_and_room(void **state)
{
	struct world *world = *state;
	struct person_change full = {.capacity = "1"}, south = {.team = "South"};
	struct str_buf said = {0};
	struct error err = {0};

	record(world->desk, "C-1", "contact.received", NULL, "worker=Sam Grey", "team=North", NULL);
	assert_true(act_person(world->desk, "sam", false, &full, &err));
	assert_true(keep_workers(world->desk, "C-1", see_worker, &said, &err));
	assert_string_equal(said.text, "Sam Grey, Ada Green, Una Field, ");	/* not Rea Dunn, a reader */
	str_done(&said);
	assert_true(act_person(world->desk, "ada", false, &south, &err));
	assert_true(keep_workers(world->desk, "C-1", see_worker, &said, &err));
	assert_string_equal(said.text, "Sam Grey, Ada Green, Una Field, ");
	str_done(&said);
	assert_true(act_absence(world->desk, "ada", zone_day(world->desk->zone, world->desk->now), CIVIL_NONE,
				&err));
	assert_true(keep_workers(world->desk, NULL, see_worker, &said, &err));
	assert_string_equal(said.text, "Sam Grey, Una Field, ");
	str_done(&said);
}

/* Those whose work is to hold cases stand before a manager with more room, of their own team or not. */
static void workers__who_hold_cases__come_before_managers(void **state)
{
	struct world *world = *state;
	struct person_change full = {.capacity = "1", .team = "South"},
			      also = {.role = "practitioner", .team = "South"};
	struct str_buf said = {0};
	struct error err = {0};

	record(world->desk, "C-1", "contact.received", NULL, "worker=Sam Grey", "team=North", NULL);
	assert_true(act_person(world->desk, "sam", false, &full, &err));
	assert_true(keep_workers(world->desk, "C-1", see_worker, &said, &err));
	assert_string_equal(said.text, "Sam Grey, Ada Green, Una Field, ");
	str_done(&said);
	assert_true(act_person(world->desk, "rea", false, &also, &err));
	assert_true(keep_workers(world->desk, "C-1", see_worker, &said, &err));
	assert_string_equal(said.text, "Rea Dunn, Sam Grey, Ada Green, Una Field, ");
	str_done(&said);
}

static bool see_line(void *arg, const struct audit_line *line)
{
	str_addf(arg, "%s|%s|%s\n", line->who, line->what, line->reference ? line->reference : "");
	return true;
}

static void audit__is_read__and_the_reading_is_noted(void **state)
{
	struct world *world = *state;
	struct str_buf said = {0};
	struct error err = {0};
	char head[65];
	int64_t bad, rows;

	record(world->desk, "C-1", "contact.received", NULL, NULL);
	if (!keep_audit(world->desk, "C-1", NULL, INSTANT_NONE, see_line, &said, &err))
		fail_msg("%s", err.text);
	assert_non_null(strstr(said.text, "Una Field|record contact.received|C-1"));
	assert_non_null(strstr(said.text, "Una Field|audit read|C-1"));
	if (!keep_audit_verify(world->desk, &bad, head, &rows, &err))
		fail_msg("%s", err.text);
	assert_int_equal(bad, 0);
	str_done(&said);
}

static bool see_why(void *arg, const struct audit_line *line)
{
	if (line->why)
		str_addf(arg, "%s|%s|%s\n", line->who, line->what, line->why);
	return true;
}

static void rows_that_leave__are_noted_without_what_was_searched_for(void **state)
{
	struct world *world = *state;
	const char *const words[] = {"team:North", "-status:met", "due<2d", "Blackwood", "", "-Marlowe"};
	struct str_buf said = {0};
	struct error err = {0};

	assert_true(keep_can_export(world->desk, &err));
	assert_true(keep_exported(world->desk,
				  &(struct keep_export){.what = "list", .object = "mash.contacts", .form = "csv",
							.words = words, .n_words = 6, .rows = 12},
				  &err));
	assert_true(keep_exported(world->desk, &(struct keep_export){.what = "print", .reference = "C-1", .rows = 1},
				  &err));
	assert_true(keep_audit(world->desk, NULL, NULL, INSTANT_NONE, see_why, &said, &err));
	assert_non_null(strstr(said.text, "Una Field|list|mash.contacts: 12 rows, csv, team:North, -status:met, due<2d,"
					  " 2 search words\n"));
	assert_non_null(strstr(said.text, "Una Field|print|1 row\n"));
	assert_null(strstr(said.text, "Blackwood"));
	str_done(&said);
}

struct measured {
	int total, within;
};

static bool see_event(void *arg, const struct keep_event *event, bool within)
{
	struct measured *measured = arg;

	assert_non_null(event->reference);
	measured->total++;
	measured->within += within;
	return true;
}

static void measured(struct world *world, const char *key, int total, int within)
{
	const struct policy_measure *measure =
		policy_measure_named(desk_practice(world->desk, NULL)->newest, key);
	struct measured found = {0, 0};
	struct error err = {0};

	assert_non_null(measure);
	if (!keep_events(world->desk, measure, when("2024-01-01"), when("2024-03-02"), see_event, &found,
			 &err))
		fail_msg("%s", err.text);
	assert_int_equal(found.total, total);
	assert_int_equal(found.within, within);
}

static void measures__of_events__count_shares(void **state)
{
	struct world *world = *state;

	stage_write(world, "measures.policy",
		    "[measure agencies]\ntitle = At least two agencies\nof = strategy.held\nwith = agencies "
		    "has at least 2\n"
		    "source = test\n"
		    "[measure directed]\ntitle = Directed first\nof = contact.decided\nafter = "
		    "contact.directed\nsource = test\n"
		    "[measure again]\ntitle = Again\nof = referral.received\nwithin = 12 months\nsource = "
		    "test\n");
	stage_apply(world);
	record(world->desk, "C-1", "contact.received", "2024-02-01 08:00", NULL);
	record(world->desk, "C-1", "strategy.held", "2024-02-01 09:00", "agencies=police,health", NULL);
	record(world->desk, "C-1", "contact.directed", "2024-02-01 08:30", "review_on=2024-02-05", NULL);
	record(world->desk, "C-1", "contact.decided", "2024-02-01 12:00", "outcome=nfa", NULL);
	record(world->desk, "C-2", "contact.received", "2024-02-01 08:00", NULL);
	record(world->desk, "C-2", "strategy.held", "2024-02-01 09:00", "agencies=police", NULL);
	record(world->desk, "C-2", "contact.decided", "2024-02-01 12:00", "outcome=nfa", NULL);
	record(world->desk, "C-3", "referral.received", "2023-02-10 08:00", NULL);
	record(world->desk, "C-3", "referral.received", "2024-02-01 08:00", NULL);
	record(world->desk, "C-4", "referral.received", "2024-02-01 08:00", NULL);
	measured(world, "agencies", 2, 1);
	measured(world, "directed", 2, 1);
	measured(world, "again", 2, 1);
}

/* Each event counts once, whichever records are, or were, read together. */
static void measures__of_events__count_merged_records_once(void **state)
{
	struct world *world = *state;
	struct error err = {0};

	stage_write(world, "measures.policy",
		    "[measure agencies]\ntitle = At least two agencies\nof = strategy.held\nwith = agencies "
		    "has at least 2\nsource = test\n");
	stage_apply(world);
	for (int i = 1; i <= 3; i++) {
		char reference[8];

		snprintf(reference, sizeof(reference), "C-%d", i);
		record(world->desk, reference, "contact.received", "2024-02-01 08:00", NULL);
		if (i > 1)
			record(world->desk, reference, "strategy.held", "2024-02-01 09:00",
			       i == 2 ? "agencies=police" : "agencies=police,health", NULL);
	}
	measured(world, "agencies", 2, 1);
	assert_true(act_merge(world->desk, "C-2", "C-1", "one child", &err));
	measured(world, "agencies", 2, 1);
	world_at(world, "2024-03-01 09:10");
	assert_true(act_merge(world->desk, "C-3", "C-1", "one child", &err));
	measured(world, "agencies", 2, 1);
	world_at(world, "2024-03-01 09:20");
	assert_true(act_part(world->desk, "C-2", "two children", &err));
	measured(world, "agencies", 2, 1);
}

#define IN_LIVE(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)
#define REHEARSING(name) cmocka_unit_test_setup_teardown(name, world_setup_rehearsing, world_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_LIVE(correction__moves__open_clocks_only),
		IN_LIVE(policy__with_a_mistake__is_not_applied),
		REHEARSING(policy__is_applied__by_those_who_may),
		IN_LIVE(check__finds__a_clock_that_is_not_what_events_give),
		IN_LIVE(check__tells__when_the_calendar_runs_out),
		IN_LIVE(backup__is_verified__and_put_back),
		REHEARSING(places__belong__to_the_person),
		IN_LIVE(people__are_listed__with_their_open_cases),
		IN_LIVE(workers__are_given__by_team_and_room),
		IN_LIVE(workers__who_hold_cases__come_before_managers),
		IN_LIVE(audit__is_read__and_the_reading_is_noted),
		IN_LIVE(rows_that_leave__are_noted_without_what_was_searched_for),
		IN_LIVE(measures__of_events__count_shares),
		IN_LIVE(measures__of_events__count_merged_records_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
