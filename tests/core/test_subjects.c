/* Records of workers and teams: how they come and go, who sees them, and that none is a child's. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "clock/civil.h"
#include "clock/status.h"
#include "core/handover.h"
#include "core/keep.h"
#include "core/page.h"
#include "core/queue.h"
#include "core/search.h"
#include "core/subject.h"
#include "core/timer.h"
#include "core/desk_inner.h"
#include "store/cases.h"
#include "shipped_world.h"

/* "team.started, team.arranged": what is on record of it, in order; "" where there is no such record. */
static const char *told_of(struct desk *desk, const char *reference, bool *open)
{
	static char told[400];
	struct error err = {0};
	bool found;
	struct file *file = file_read(desk, reference, &found, &err);

	told[0] = '\0';
	if (open)
		*open = file && file->open;
	for (size_t i = 0; file && i < file->history.n_events; i++) {
		size_t n = strlen(told);

		snprintf(told + n, sizeof(told) - n, "%s%s", i ? ", " : "", file->events[i].kind);
	}
	file_free(file);
	return told;
}

static void change_person(struct world *world, const char *who, struct person_change change)
{
	struct error err = {0};

	if (!act_person(world->desk, who, false, &change, &err))
		fail_msg("%s", err.text);
}

static void person__has_a_record__from_coming_to_going(void **state)
{
	struct world *world = *state;
	struct error err = {0};
	struct person_change kim = {.name = "Kim Low", .role = "practitioner", .team = "North", .from = "2024-02-26"};
	struct file *file;
	bool open, found;

	assert_string_equal(told_of(world->desk, "worker:sam", &open), "worker.started");
	assert_true(open);
	assert_true(act_person(world->desk, "kim", true, &kim, &err));
	file = file_read(world->desk, "worker:kim", &found, &err);
	assert_string_equal(file->name, "Kim Low");
	assert_string_equal(file->team, "North");
	assert_string_equal(file->worker, "Kim Low");
	assert_string_equal(file_value(world->desk, file, 0, "role"), "practitioner");
	assert_int_equal(file->history.events[0].at, when("2024-02-26 00:00"));
	assert_false(file->history.events[0].timed);
	file_free(file);
	world_at(world, "2024-03-04 09:00");
	change_person(world, "kim", (struct person_change){.team = "South"});
	change_person(world, "kim", (struct person_change){.fte = "0.5"});
	assert_string_equal(told_of(world->desk, "worker:kim", NULL), "worker.started, worker.changed");
	world_at(world, "2024-04-09 09:00");
	change_person(world, "kim", (struct person_change){.to = "2024-04-05"});
	assert_string_equal(told_of(world->desk, "worker:kim", &open), "worker.started, worker.changed, worker.left");
	assert_false(open);
	assert_string_equal(shipped_status(world->desk, "worker:kim", "staff.supervision"), "late");
	change_person(world, "kim", (struct person_change){.from = "2024-04-08", .to = "none"});
	told_of(world->desk, "worker:kim", &open);
	assert_true(open);
}

static void last_day_that_passes__ends_the_record(void **state)
{
	struct world *world = *state;
	struct error err = {0};
	bool open;

	change_person(world, "sam", (struct person_change){.to = "2024-03-08"});
	told_of(world->desk, "worker:sam", &open);
	assert_true(open);
	world_at(world, "2024-03-09 00:10");
	assert_true(subjects_keep_up(world->desk, false, &err));
	assert_string_equal(told_of(world->desk, "worker:sam", &open), "worker.started, worker.left");
	assert_false(open);
	assert_true(subjects_keep_up(world->desk, false, &err));
	assert_string_equal(told_of(world->desk, "worker:sam", &open), "worker.started, worker.left");
}

static void record__follows__a_new_login_and_a_new_name(void **state)
{
	struct world *world = *state;
	struct error err = {0};
	struct file *file;
	bool found;

	change_person(world, "sam", (struct person_change){.login = "sgrey"});
	assert_string_equal(told_of(world->desk, "worker:sam", NULL), "");
	assert_string_equal(told_of(world->desk, "worker:sgrey", NULL), "worker.started");
	change_person(world, "sgrey", (struct person_change){.name = "Sam Green"});
	file = file_read(world->desk, "worker:sgrey", &found, &err);
	assert_string_equal(file->name, "Sam Green");
	assert_string_equal(file->worker, "Sam Green");
	file_free(file);
	assert_true(act_team(world->desk, "North", "North East", false, true, &err));
	assert_string_equal(told_of(world->desk, "team:North", NULL), "");
	file = file_read(world->desk, "team:North East", &found, &err);
	assert_string_equal(file->team, "North East");
	file_free(file);
	assert_string_equal(told_of(world->desk, "worker:sgrey", NULL), "worker.started, worker.changed");
}

static void team__has_a_record__until_it_is_closed(void **state)
{
	struct world *world = *state;
	struct error err = {0};
	bool open;

	assert_true(act_team(world->desk, "East", NULL, true, true, &err));
	record(world->desk, "team:East", "team.arranged", NULL, "meets=daily", "plans=weekly", NULL);
	world_at(world, "2024-03-04 12:00");
	assert_string_equal(shipped_status(world->desk, "team:East", "team.week"), "on-track");
	record(world->desk, "team:east", "week.planned", NULL, NULL);
	assert_string_equal(shipped_status(world->desk, "team:East", "team.week"), "met");
	assert_true(act_team(world->desk, "East", NULL, false, false, &err));
	assert_string_equal(told_of(world->desk, "team:East", &open),
			    "team.started, team.arranged, week.planned, team.closed");
	assert_false(open);
}

static void event__of_another_subject__is_refused_in_plain_words(void **state)
{
	struct world *world = *state;

	record(world->desk, "C-1", "contact.received", NULL, "name=Ash Low", NULL);
	assert_string_equal(refused(world->desk, "C-1", "allocation.met", NULL, NULL),
			    "C-1: allocation.met is recorded of a team, and this is a child");
	assert_string_equal(refused(world->desk, "team:North", "contact.received", NULL, NULL),
			    "team:North: contact.received is recorded of a child, and this is a team");
	assert_string_equal(refused(world->desk, "team:Nowhere", "allocation.met", NULL, NULL),
			    "team:Nowhere: there is no such team in this file");
	assert_string_equal(refused(world->desk, "worker:nobody", "contact.received", NULL, NULL),
			    "worker:nobody: contact.received is recorded of a child, and this is a worker");
	assert_string_equal(refused(world->desk, "team:North", "team.started", NULL, NULL),
			    "team.started: it is recorded by itself, when a team is added, changed or ended");
}

/* ---- none of them is a child ---- */

static bool count_known(void *arg, const struct known_row *row)
{
	(void)row;
	++*(int *)arg;
	return true;
}

static void records_of_others__are_no_children(void **state)
{
	struct world *world = *state;
	struct error err = {0};
	int64_t open, all;
	const char *const words[] = {"sam", "worker:sam", "team:North", "North", "grey"};

	record(world->desk, "C-1", "contact.received", NULL, "name=Ash Low", NULL);
	assert_true(case_count(world->desk->store, &open, &all, &err));
	assert_int_equal(open, 1);
	assert_int_equal(all, 1);
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		struct known_query query = {.words = words[i], .born = CIVIL_NONE, .most = 20};
		int n = 0;

		assert_true(search_known(world->desk, &query, count_known, &n, NULL, &err));
		if (n != 0)
			fail_msg("%s was found", words[i]);
	}
	assert_false(act_merge(world->desk, "C-1", "team:North", "the same", &err));
	assert_string_equal(err.text, "team:North: only records of children are merged");
}

/* ---- what is private ---- */

struct seen {
	int staff, rows;
};

static bool see_row(void *arg, const struct queue_row *row)
{
	struct seen *seen = arg;

	seen->rows++;
	seen->staff += subject_of(row->reference) == SUBJECT_WORKER;
	return true;
}

static struct seen listed(struct desk *desk, const char *queue)
{
	struct queue_query query = {.queue = queue, .limit = -1};
	struct seen seen = {0, 0};
	struct error err = {0};

	if (!queue_list(desk, &query, see_row, &seen, &err))
		fail_msg("%s", err.text);
	return seen;
}

static int64_t counted(struct desk *desk, const char *queue)
{
	struct queue_query query = {.queue = queue, .limit = -1};
	struct queue_counts counts;
	struct error err = {0};

	if (!queue_count(desk, &query, &counts, &err))
		fail_msg("%s", err.text);
	return counts.total;
}

static bool see_summary(void *arg, const struct policy_queue *queue, const struct queue_counts *counts)
{
	if (queue->of_staff)
		*(int64_t *)arg = counts->total;
	return true;
}

static int64_t summed(struct desk *desk)
{
	struct error err = {0};
	int64_t total = -1;

	assert_true(queue_summary(desk, see_summary, &total, &err));
	return total;
}

/* Rule 20 for each of them: what is listed, counted and summed is the same. */
static void sees(struct desk *desk, int staff)
{
	assert_int_equal(listed(desk, "staff").staff, staff);
	assert_int_equal(listed(desk, NULL).staff, staff);
	assert_int_equal(counted(desk, "staff"), staff);
	assert_int_equal(summed(desk), staff);
	assert_int_equal(counted(desk, NULL), listed(desk, NULL).rows);
}

static void clock_of_a_worker__is_seen__by_that_worker_and_by_managers(void **state)
{
	struct world *world = *state;
	struct desk *sam = world_desk(world, "sam"), *mo = world_desk(world, "mo"), *rea = world_desk(world, "rea");
	int all;

	record(world->desk, "C-1", "contact.received", NULL, "name=Ash Low", NULL);
	all = listed(mo, "staff").staff;
	assert_true(all >= 3);	/* Ada, Mo and Sam, and who else works with children here; no reader */
	sees(mo, all);
	sees(sam, 1);
	sees(rea, 0);
	desk_close(sam);
	desk_close(mo);
	desk_close(rea);
}

static void record_of_a_worker__is_closed__to_everybody_else(void **state)
{
	struct world *world = *state;
	struct desk *sam = world_desk(world, "sam"), *mo = world_desk(world, "mo");
	struct error err = {0};

	record(mo, "worker:sam", "staff.supervised", NULL, "wellbeing=Tired", NULL);
	assert_true(desk_may(mo, "view", "worker:sam", NULL, &err));
	assert_true(desk_may(sam, "view", "worker:sam", NULL, &err));
	assert_true(desk_may(sam, "view", "worker:Sam Grey", NULL, &err));
	assert_false(desk_may(sam, "view", "worker:mo", NULL, &err));
	assert_int_equal(err.kind, ERROR_DENIED);
	assert_string_equal(err.text, "view worker:mo: only that worker sees it, and who may view-staff: the role Social "
				      "worker or personal adviser does not");
	assert_false(desk_may(sam, "record:note.added", "worker:mo", NULL, &err));
	assert_non_null(strstr(refused(sam, "worker:sam", "staff.supervised", NULL, NULL), "does not permit it"));
	desk_close(sam);
	desk_close(mo);
}

static bool see_audit(void *arg, const struct audit_line *line)
{
	if (line->reference && subject_of(line->reference) == SUBJECT_WORKER)
		++*(int *)arg;
	return true;
}

static void audit__of_staff__is_for_those_who_see_staff(void **state)
{
	struct world *world = *state;
	struct error err = {0};
	struct person_change change = {.name = "Aud Pine", .role = "auditor"};
	struct desk *aud;
	int n = 0;

	assert_true(act_person(world->desk, "aud", true, &change, &err));
	aud = world_desk(world, "aud");
	assert_true(keep_audit(aud, NULL, NULL, INSTANT_NONE, see_audit, &n, &err));
	assert_int_equal(n, 1);		/* when their own record was made */
	assert_false(keep_audit(aud, "worker:sam", NULL, INSTANT_NONE, see_audit, &n, &err));
	assert_int_equal(err.kind, ERROR_DENIED);
	desk_close(aud);
}

/* Not even on the page that a manager prints. */
static void handover__tells_of_teams__and_of_no_staff(void **state)
{
	struct world *world = *state;
	struct desk *mo = world_desk(world, "mo");
	struct error err = {0};
	struct handover *page;
	int teams = 0;

	record(mo, "worker:sam", "staff.supervised", NULL, "wellbeing=Tired", NULL);
	record(mo, "team:North", "team.arranged", NULL, "meets=none", NULL);
	page = handover_read(mo, NULL, INSTANT_NONE, &err);
	assert_non_null(page);
	for (size_t i = 0; i < page->n; i++) {
		assert_int_not_equal(subject_of(page->lines[i].reference), SUBJECT_WORKER);
		teams += subject_of(page->lines[i].reference) == SUBJECT_TEAM;
	}
	assert_true(teams > 0);
	handover_free(page);
	desk_close(mo);
}

static bool see_turn(void *arg, const struct timer_turn *turn)
{
	if (subject_of(turn->reference) == SUBJECT_WORKER)
		++*(int *)arg;
	return true;
}

static int rings(struct desk *desk, int64_t since)
{
	struct error err = {0};
	int n = 0;

	assert_true(timer_news(desk, &since, see_turn, &n, &err));
	return n;
}

static void bell__of_staff_supervision__rings_for_who_may_see_it(void **state)
{
	struct world *world = *state;
	struct desk *sam, *mo, *rea;
	struct error err = {0};
	int64_t turned, since = world->desk->now;

	world_at(world, "2024-04-01 09:00");
	assert_true(timer_round(world->desk, NULL, NULL, &turned, &err));
	sam = world_desk(world, "sam");
	mo = world_desk(world, "mo");
	rea = world_desk(world, "rea");
	assert_int_equal(rings(rea, since), 0);
	assert_true(rings(sam, since) > 0);
	assert_true(rings(mo, since) > rings(sam, since));
	desk_close(sam);
	desk_close(mo);
	desk_close(rea);
}

static void panel__has_a_record_and_a_rhythm(void **state)
{
	struct world *world = *state;
	bool open;

	stage_write(world, "panels.policy",
		    "[panel placement]\ntitle = Placement panel\n"
		    "[timescale panel.monthly]\ntitle = Panel\nqueue = meetings\nscope = case\n"
		    "start = panel.started\nevery = 1 month from 2024-03-05\nstop = panel.met\n"
		    "limit = 0 working days\nsource = Local practice\n");
	stage_apply(world);
	assert_string_equal(told_of(world->desk, "panel:placement", &open), "panel.started");
	assert_true(open);
	world_at(world, "2024-03-05 10:00");
	assert_string_equal(shipped_status(world->desk, "panel:placement", "panel.monthly"), "on-track");
	record(world->desk, "panel:placement", "panel.met", NULL, NULL);
	assert_string_equal(shipped_status(world->desk, "panel:placement", "panel.monthly"), "met");
}

#define SHIPPED(test) cmocka_unit_test_setup_teardown(test, shipped_setup, world_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		SHIPPED(person__has_a_record__from_coming_to_going),
		SHIPPED(last_day_that_passes__ends_the_record),
		SHIPPED(record__follows__a_new_login_and_a_new_name),
		SHIPPED(team__has_a_record__until_it_is_closed),
		SHIPPED(event__of_another_subject__is_refused_in_plain_words),
		SHIPPED(records_of_others__are_no_children),
		SHIPPED(clock_of_a_worker__is_seen__by_that_worker_and_by_managers),
		SHIPPED(record_of_a_worker__is_closed__to_everybody_else),
		SHIPPED(audit__of_staff__is_for_those_who_see_staff),
		SHIPPED(handover__tells_of_teams__and_of_no_staff),
		SHIPPED(bell__of_staff_supervision__rings_for_who_may_see_it),
		SHIPPED(panel__has_a_record_and_a_rhythm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
