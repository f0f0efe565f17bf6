/* Events of workers, teams and panels, and what must not be mixed. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include "kit.h"
#include "policy/subject.h"

#define UNUSED(x) (void)(x)

#define TEAM \
	"[event team.started]\ntitle = A\nsubject = team\nbegins = yes\n" \
	"[event team.closed]\ntitle = B\nsubject = team\nends = yes\n" \
	"[event team.met]\ntitle = C\nsubject = team\n"
#define WORKER \
	"[event worker.started]\ntitle = D\nsubject = worker\nbegins = yes\nopens = post\n" \
	"[event worker.seen]\ntitle = E\nsubject = worker\n"

static void event__says__whom_it_is_of(void **state)
{
	struct kit kit;

	UNUSED(state);
	kit_read(&kit, TEAM WORKER "[panel placement]\ntitle = Placement panel\n"
		       "[event panel.met]\ntitle = F\nsubject = panel\n"
		       "[event worker.changed]\ntitle = G\nsubject = worker\nfollows = yes\n"
		       "[event child.seen]\ntitle = H\nsubject = child\n");
	kit_good(&kit);
	assert_int_equal(policy_kind_named(kit.policy, "team.met")->subject, SUBJECT_TEAM);
	assert_int_equal(policy_kind_named(kit.policy, "worker.seen")->subject, SUBJECT_WORKER);
	assert_int_equal(policy_kind_named(kit.policy, "panel.met")->subject, SUBJECT_PANEL);
	assert_int_equal(policy_kind_named(kit.policy, "child.seen")->subject, SUBJECT_CHILD);
	assert_string_equal(policy_subject_begins(kit.policy, SUBJECT_WORKER)->key, "worker.started");
	assert_string_equal(policy_subject_follows(kit.policy, SUBJECT_WORKER)->key, "worker.changed");
	assert_string_equal(policy_subject_ends(kit.policy, SUBJECT_TEAM)->key, "team.closed");
	assert_null(policy_subject_ends(kit.policy, SUBJECT_WORKER));
	assert_null(policy_subject_begins(kit.policy, SUBJECT_PANEL));
	assert_string_equal(policy_panel_named(kit.policy, "placement")->title, "Placement panel");
	assert_null(policy_panel_named(kit.policy, "other"));
	kit_done(&kit);
}

static void timescale_and_queue__are_of_the_subject_of_their_start(void **state)
{
	struct kit kit;

	UNUSED(state);
	kit_read(&kit, TEAM WORKER "[queue staff]\ntitle = S\n[queue plans]\ntitle = P\n"
		       "[timescale t.t]\ntitle = T\nqueue = plans\nstart = team.started\nevery = Monday\n"
		       "stop = team.met\nuntil = team.closed\nlimit = 0 working days\nsource = S\n"
		       "[timescale w.w]\ntitle = W\nqueue = staff\nstart = worker.started\nstop = worker.seen\n"
		       "repeat = yes\nlimit = 4 weeks\nsource = S\n");
	kit_good(&kit);
	assert_int_equal(policy_timescale_subject(kit.policy, policy_timescale_named(kit.policy, "t.t")), SUBJECT_TEAM);
	assert_int_equal(policy_timescale_subject(kit.policy, policy_timescale_named(kit.policy, "w.w")), SUBJECT_WORKER);
	assert_true(policy_queue_named(kit.policy, "staff")->of_staff);
	assert_false(policy_queue_named(kit.policy, "plans")->of_staff);
	kit_done(&kit);
}

/* What ends a team ends every clock of it, as the closing of a case does. */
static void end_of_a_subject__closes_its_record(void **state)
{
	struct kit kit;

	UNUSED(state);
	kit_read(&kit, TEAM);
	kit_good(&kit);
	assert_true(kinds_have(kit.policy->closes_case, kit_kind(&kit, "team.closed")));
	assert_false(kinds_have(kit.policy->closes_case, kit_kind(&kit, "team.met")));
	kit_done(&kit);
}

static void event_of_a_subject__opens_no_case(void **state)
{
	UNUSED(state);
	assert_true(kit_refuses("[event a.a]\ntitle = A\nsubject = team\nnew case = yes\n", 1, "a.a", "no `new case`"));
	assert_true(kit_refuses("[event a.a]\ntitle = A\nsubject = house\n", 3, "house", "worker, team or panel"));
	assert_true(kit_refuses("[event a.a]\ntitle = A\nbegins = yes\n", 1, "a.a", "`subject` too"));
	assert_true(kit_refuses("[event a.a]\ntitle = A\nsubject = team\nends = yes\nopens = thing\n", 1, "a.a",
				"recorded by itself"));
	assert_true(kit_refuses("[event a.a]\ntitle = A\nsubject = team\nends = yes\nbegins = yes\n", 1, "a.a",
				"one of them"));
}

static void subject__begins_with_one_event(void **state)
{
	UNUSED(state);
	assert_true(kit_refuses("[event a.a]\ntitle = A\nsubject = team\nbegins = yes\n"
				"[event b.b]\ntitle = B\nsubject = team\nbegins = yes\n", 5, "b.b", "begins"));
}

static void timescale__that_mixes_subjects__is_refused(void **state)
{
	UNUSED(state);
	assert_true(kit_refuses(TEAM "[timescale t.t]\ntitle = T\nstart = team.started\nstop = contact.decided\n"
				"limit = 1 day\nsource = S\n", 12, "t.t", "contact.decided is of a child"));
	assert_true(kit_refuses(TEAM WORKER "[timescale t.t]\ntitle = T\nstart = team.started, worker.started\n"
				"stop = team.met\nlimit = 1 day\nsource = S\n", 20, "t.t", "worker.started is of a worker"));
}

static void queue__of_private_clocks_and_others__is_refused(void **state)
{
	UNUSED(state);
	assert_true(kit_refuses("[queue staff]\ntitle = S\n" TEAM WORKER
				"[timescale t.t]\ntitle = T\nqueue = staff\nstart = team.started\nstop = team.met\n"
				"limit = 1 day\nsource = S\n"
				"[timescale w.w]\ntitle = W\nqueue = staff\nstart = worker.started\n"
				"stop = worker.seen\nlimit = 4 weeks\nsource = S\n", 1, "staff", "a queue of their own"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(event__says__whom_it_is_of),
		cmocka_unit_test(timescale_and_queue__are_of_the_subject_of_their_start),
		cmocka_unit_test(end_of_a_subject__closes_its_record),
		cmocka_unit_test(event_of_a_subject__opens_no_case),
		cmocka_unit_test(subject__begins_with_one_event),
		cmocka_unit_test(timescale__that_mixes_subjects__is_refused),
		cmocka_unit_test(queue__of_private_clocks_and_others__is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
