/* Each rule of chapter 2 has a test of its name. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "kit.h"

/* The three clocks of a contact. */
static void mash(struct kit *kit)
{
	kit_rule(kit, (struct timescale){ .key = "4h", .starts = kit_start(kit, "received"),
					  .when = kit_when(kit, "rating", OP_IS, "red"), .stop = kit_matches(kit, "strategy"),
					  .until = kit_matches(kit, "decided closed"),
					  .limits = kit_limit(kit, "4 hours"), .n_limits = 1,
					  .warns = kit_warn(kit, "1 hour"), .n_warns = 1 });
	kit_rule(kit, (struct timescale){ .key = "72h", .starts = kit_start(kit, "received"),
					  .when = kit_when(kit, "rating", OP_NOT_SET, ""), .stop = kit_matches(kit, "decided"),
					  .until = kit_matches(kit, "closed"),
					  .limits = kit_limit(kit, "72 hours"), .n_limits = 1 });
}

static struct timescale review(struct kit *kit)
{
	return (struct timescale){ .key = "review", .starts = kit_start(kit, "plan"), .stop = kit_matches(kit, "held"),
				   .until = kit_matches(kit, "plan-ended"), .repeat = true,
				   .limits = kit_limit(kit, "3 months, then 6 months"), .n_limits = 2 };
}

static void rule_1__first_stop_at_or_after_the_start_decides(void **state)
{
	NEW_KIT;

	kit_plain(kit, "4 hours");
	kit_event(kit, "stop 2024-03-01T08:59 of=A");
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	assert_clocks(kit, "2024-03-01T10:00", "k A on-track due=2024-03-01 13:00:00\n");
	kit_event(kit, "stop 2024-03-01T13:00 of=A");
	kit_event(kit, "stop 2024-03-01T15:00 of=A");
	assert_clocks(kit, "2024-03-01T16:00", "k A met due=2024-03-01 13:00:00 end=2024-03-01 13:00:00\n");
}

static void rule_1__stopped_after_due_is_late(void **state)
{
	NEW_KIT;

	kit_plain(kit, "4 hours");
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "stop 2024-03-01T13:00:01 of=A");
	assert_clocks(kit, "2024-03-01T16:00", "k A late due=2024-03-01 13:00:00 end=2024-03-01 13:00:01\n");
}

static void rule_1__a_stop_in_the_instant_of_the_start_counts(void **state)
{
	NEW_KIT;

	kit_plain(kit, "4 hours");
	kit_event(kit, "stop 2024-03-01T09:00 of=A");
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	assert_clocks(kit, "2024-03-01T16:00", "k A met due=2024-03-01 13:00:00 end=2024-03-01 09:00:00\n");
}

static void rule_1__another_contact_is_not_stopped(void **state)
{
	NEW_KIT;

	kit_plain(kit, "4 hours");
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "start 2024-03-01T09:30 of=B");
	kit_event(kit, "stop 2024-03-01T10:00 of=B");
	assert_clocks(kit, "2024-03-01T11:00",
		      "k A on-track due=2024-03-01 13:00:00\n"
		      "k B met due=2024-03-01 13:30:00 end=2024-03-01 10:00:00\n");
}

static void rule_1__what_was_opened_out_of_it_stops_it(void **state)
{
	NEW_KIT;

	kit_plain(kit, "4 hours");
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "opened 2024-03-01T09:30 of=R out=A");
	kit_event(kit, "stop 2024-03-01T10:00 of=R");
	assert_clocks(kit, "2024-03-01T11:00", "k A met due=2024-03-01 13:00:00 end=2024-03-01 10:00:00\n");
}

static void rule_2__until_in_time_ends_without_judgement(void **state)
{
	NEW_KIT;

	kit_plain(kit, "4 hours");
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "until 2024-03-01T12:00 of=A");
	kit_event(kit, "stop 2024-03-01T12:30 of=A");
	assert_clocks(kit, "2024-03-01T16:00", "k A ended due=2024-03-01 13:00:00 end=2024-03-01 12:00:00\n");
}

static void rule_2__until_after_due_is_late(void **state)
{
	NEW_KIT;

	kit_plain(kit, "4 hours");
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "until 2024-03-01T13:30 of=A");
	assert_clocks(kit, "2024-03-01T16:00", "k A late due=2024-03-01 13:00:00 end=2024-03-01 13:30:00\n");
}

static void rule_2__what_is_said_of_a_thing_comes_after_its_opening(void **state)
{
	NEW_KIT;

	mash(kit);
	kit_event(kit, "received 2024-03-01T09:00 of=A rating=red");
	kit_event(kit, "decided 2024-03-01T09:00 of=A");
	assert_clocks(kit, "2024-03-05T09:00", "4h A ended due=2024-03-01 13:00:00 end=2024-03-01 09:00:00\n");
}

static void rule_3__re_rating_changes_the_clock_from_the_same_start(void **state)
{
	NEW_KIT;

	mash(kit);
	kit_event(kit, "received 2024-03-01T09:00 of=A");
	kit_event(kit, "rated 2024-03-01T10:00 of=A rating=red");
	assert_clocks(kit, "2024-03-01T11:00",
		      "4h A on-track due=2024-03-01 13:00:00\n"
		      "72h A ended due=2024-03-04 09:00:00 end=2024-03-01 10:00:00\n");
}

static void rule_3__re_rating_down_does_not_erase_a_breach(void **state)
{
	NEW_KIT;

	mash(kit);
	kit_event(kit, "received 2024-03-01T09:00 of=A rating=red");
	kit_event(kit, "rated 2024-03-01T14:00 of=A rating=green");
	assert_clocks(kit, "2024-03-01T15:00", "4h A late due=2024-03-01 13:00:00 end=2024-03-01 14:00:00\n");
}

static void rule_3__re_rating_up_can_be_overdue_at_once(void **state)
{
	NEW_KIT;

	mash(kit);
	kit_event(kit, "received 2024-03-01T09:00 of=A rating=green");
	kit_event(kit, "rated 2024-03-01T14:00 of=A rating=red");
	assert_clocks(kit, "2024-03-01T14:00", "4h A overdue due=2024-03-01 13:00:00\n");
}

static void rule_3__a_condition_that_comes_true_again_resumes_it(void **state)
{
	NEW_KIT;

	mash(kit);
	kit_event(kit, "received 2024-03-01T09:00 of=A rating=red");
	kit_event(kit, "rated 2024-03-01T10:00 of=A rating=amber");
	assert_clocks(kit, "2024-03-01T10:30", "4h A ended due=2024-03-01 13:00:00 end=2024-03-01 10:00:00\n");
	kit_event(kit, "rated 2024-03-01T11:00 of=A rating=red");
	assert_clocks(kit, "2024-03-01T11:30", "4h A on-track due=2024-03-01 13:00:00\n");
}

static void rule_3__a_stop_while_the_condition_was_false_counts(void **state)
{
	NEW_KIT;

	mash(kit);
	kit_event(kit, "received 2024-03-01T09:00 of=A rating=amber");
	kit_event(kit, "strategy 2024-03-01T10:00 of=A");
	assert_clocks(kit, "2024-03-01T10:30", "");
	kit_event(kit, "rated 2024-03-01T14:00 of=A rating=red");
	assert_clocks(kit, "2024-03-01T15:00", "4h A met due=2024-03-01 13:00:00 end=2024-03-01 10:00:00\n");
}

static void rule_3__a_condition_that_first_holds_after_an_until_starts_none(void **state)
{
	NEW_KIT;

	mash(kit);
	kit_event(kit, "received 2024-03-01T09:00 of=A rating=amber");
	kit_event(kit, "decided 2024-03-01T10:00 of=A");
	kit_event(kit, "rated 2024-03-01T11:00 of=A rating=red");
	assert_clocks(kit, "2024-03-01T15:00", "");
}

static void rule_3__in_one_instant_the_stop_comes_before_the_re_rating(void **state)
{
	NEW_KIT;

	mash(kit);
	kit_event(kit, "received 2024-03-01T09:00 of=A rating=red");
	kit_event(kit, "rated 2024-03-01T11:00 of=A rating=green");
	kit_event(kit, "strategy 2024-03-01T11:00 of=A");
	assert_clocks(kit, "2024-03-01T15:00", "4h A met due=2024-03-01 13:00:00 end=2024-03-01 11:00:00\n");
}

static void rule_4__each_stop_starts_the_next_interval_from_when_it_happened(void **state)
{
	NEW_KIT;

	kit_rule(kit, review(kit));
	kit_event(kit, "plan 2024-01-10 of=P");
	kit_event(kit, "held 2024-03-20 of=P rec=2024-03-29");
	kit_event(kit, "held 2024-10-01 of=P");
	assert_clocks(kit, "2024-10-02T09:00",
		      "review P met due=2024-04-10 end=2024-03-20 00:00:00\n"
		      "review P late due=2024-09-20 end=2024-10-01 00:00:00\n"
		      "review P on-track due=2025-04-01\n");
}

static void rule_4__age_is_taken_at_the_start_of_the_interval(void **state)
{
	NEW_KIT;
	struct clause clause[2] = {
		{ .subject = CLAUSE_AGE_CHILD, .op = OP_UNDER, .age = { 5, UNIT_YEARS } },
		{ .subject = CLAUSE_AGE_CHILD, .op = OP_FROM, .age = { 5, UNIT_YEARS } },
	};

	for (int i = 0; i < 2; i++)
		kit_rule(kit, (struct timescale){ .key = i == 0 ? "health.under5" : "health.from5",
						  .starts = kit_start(kit, "in-care health"), .each_start = true,
						  .stop = kit_matches(kit, "health"), .when = { &clause[i], 1 },
						  .limits = kit_limit(kit, i == 0 ? "6 months" : "12 months"),
						  .n_limits = 1 });
	kit->history.born = civil_day(2019, 6, 1);
	kit_event(kit, "in-care 2024-01-10");
	assert_clocks(kit, "2024-08-01T09:00", "health.under5 - overdue due=2024-07-10\n");
	kit_event(kit, "health 2024-08-02");
	assert_clocks(kit, "2024-08-03T09:00",
		      "health.from5 - on-track due=2025-08-02\n"
		      "health.under5 - late due=2024-07-10 end=2024-08-02 00:00:00\n");
}

static void rule_5__a_second_start_while_one_runs_does_nothing(void **state)
{
	NEW_KIT;

	kit_plain(kit, "4 hours");
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "start 2024-03-01T10:00 of=A");
	assert_clocks(kit, "2024-03-01T11:00", "k A on-track due=2024-03-01 13:00:00\n");
	kit_event(kit, "stop 2024-03-01T11:00 of=A");
	kit_event(kit, "start 2024-03-01T12:00 of=A");
	assert_clocks(kit, "2024-03-01T12:00",
		      "k A met due=2024-03-01 13:00:00 end=2024-03-01 11:00:00\n"
		      "k A on-track due=2024-03-01 16:00:00\n");
}

static void rule_5__a_start_out_of_what_runs_is_a_second_start(void **state)
{
	NEW_KIT;

	kit_plain(kit, "45 working days");
	kit_event(kit, "start 2024-03-01T09:00 of=R");
	kit_event(kit, "start 2024-03-05T09:00 of=A out=R");
	kit_event(kit, "start 2024-03-05T09:00 of=B");
	assert_clocks(kit, "2024-03-06T09:00", "k R on-track due=2024-05-08\nk B on-track due=2024-05-10\n");
	kit_event(kit, "stop 2024-03-07T09:00 of=A");
	assert_clocks(kit, "2024-03-08T09:00",
		      "k R met due=2024-05-08 end=2024-03-07 09:00:00\nk B on-track due=2024-05-10\n");
}

static void rule_5__restart_ends_it_and_begins_again(void **state)
{
	NEW_KIT;

	kit_plain(kit, "4 hours");
	kit->rules[0].restart = true;
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "start 2024-03-01T14:00 of=A");
	assert_clocks(kit, "2024-03-01T15:00",
		      "k A late due=2024-03-01 13:00:00 end=2024-03-01 14:00:00\n"
		      "k A on-track due=2024-03-01 18:00:00\n");
}

static void rule_5__each_start_has_its_own_clock(void **state)
{
	NEW_KIT;

	kit_plain(kit, "4 hours");
	kit->rules[0].each_start = true;
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "start 2024-03-01T10:00 of=A");
	assert_clocks(kit, "2024-03-01T11:00",
		      "k A on-track due=2024-03-01 13:00:00\n"
		      "k A on-track due=2024-03-01 14:00:00\n");
}

static void rule_5__an_answer_stops_the_clock_of_its_own_question(void **state)
{
	NEW_KIT;

	kit_plain(kit, "4 hours");
	kit->rules[0].each_start = true;
	kit->rules[0].has_same = true;
	kit->rules[0].same = kit_name(kit, "agency");
	kit_event(kit, "start 2024-03-01T09:00 of=A agency=police");
	kit_event(kit, "start 2024-03-01T09:00 of=A agency=health");
	kit_event(kit, "stop 2024-03-01T11:00 of=A agency=health");
	assert_clocks(kit, "2024-03-01T12:00",
		      "k A on-track due=2024-03-01 13:00:00\n"
		      "k A met due=2024-03-01 13:00:00 end=2024-03-01 11:00:00\n");
}

static void rule_6__closing_a_case_ends_every_clock(void **state)
{
	NEW_KIT;

	kit_plain(kit, "4 hours");
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "start 2024-03-01T05:00 of=B");
	kit_event(kit, "case.closed 2024-03-01T12:00");
	assert_clocks(kit, "2024-03-01T15:00",
		      "k A ended due=2024-03-01 13:00:00 end=2024-03-01 12:00:00\n"
		      "k B late due=2024-03-01 09:00:00 end=2024-03-01 12:00:00\n");
}

static void rule_6__closing_an_about_ends_its_own_clocks_only(void **state)
{
	NEW_KIT;

	kit_plain(kit, "4 hours");
	kit_plain(kit, "4 hours");
	kit->rules[1].key = "m";
	kit->rules[1].starts = kit_start(kit, "referral");
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "referral 2024-03-01T09:30 of=R out=A");
	kit_event(kit, "about.closed 2024-03-01T12:00 of=A");
	assert_clocks(kit, "2024-03-01T13:00",
		      "k A ended due=2024-03-01 13:00:00 end=2024-03-01 12:00:00\n"
		      "m R on-track due=2024-03-01 13:30:00\n");
}

static void rule_7__recorded_late_is_not_done_late(void **state)
{
	NEW_KIT;

	kit_plain(kit, "4 hours");
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "stop 2024-03-01T12:00 of=A rec=2024-03-01T12:59");
	assert_clocks(kit, "2024-03-01T15:00", "k A met due=2024-03-01 13:00:00 end=2024-03-01 12:00:00\n");
}

static void rule_7__back_dated_past_due_is_flagged_and_what_was_seen_stays(void **state)
{
	NEW_KIT;

	kit_plain(kit, "4 hours");
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "stop 2024-03-01T12:00 of=A rec=2024-03-01T14:00");
	assert_clocks(kit, "2024-03-01T15:00",
		      "k A met due=2024-03-01 13:00:00 end=2024-03-01 12:00:00 recorded-after-due\n"
		      "k A withdrawn due=2024-03-01 13:00:00 end=2024-03-01 14:00:00\n");
}

static void rule_7__what_came_in_one_import_was_never_seen_overdue(void **state)
{
	NEW_KIT;

	kit_plain(kit, "4 hours");
	kit_event(kit, "start 2024-03-01T09:00 of=A rec=2024-03-04T10:00");
	kit_event(kit, "stop 2024-03-01T12:00 of=A rec=2024-03-04T10:00");
	assert_clocks(kit, "2024-03-05T15:00",
		      "k A met due=2024-03-01 13:00:00 end=2024-03-01 12:00:00 recorded-after-due\n");
}

static void rule_8__a_clock_keeps_the_version_it_started_with(void **state)
{
	NEW_KIT;

	kit_plain(kit, "4 hours");
	kit->rules[0].to = civil_day(2024, 2, 1);
	kit_plain(kit, "2 hours");
	kit->rules[1].from = civil_day(2024, 2, 1);
	kit_event(kit, "start 2024-01-31T23:59 of=A");
	kit_event(kit, "start 2024-02-01T00:00 of=B");
	assert_clocks(kit, "2024-02-01T01:00",
		      "k A on-track due=2024-02-01 03:59:00\n"
		      "k B on-track due=2024-02-01 02:00:00\n");
}

static void rule_8__a_correction_moves_open_clocks_and_not_ended_ones(void **state)
{
	NEW_KIT;
	struct timescale corrected[1];
	struct revision second;
	const struct revision *revisions[2] = { &kit->revision, &second };

	kit_plain(kit, "4 hours");
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "start 2024-03-01T09:00 of=B");
	kit_event(kit, "start 2024-03-01T05:00 of=C");
	kit_event(kit, "stop 2024-03-01T10:30 of=B");
	kit_show(kit, "2024-03-01T12:00", NULL);
	corrected[0] = kit->rules[0];
	corrected[0].limits = kit_limit(kit, "6 hours");
	second = kit->revision;
	second.timescales = corrected;
	second.applied = kit_time("2024-03-01T10:50");
	derive(revisions, 2, &kit->history, (struct derive_view){ kit_time("2024-03-01T10:55"), INT64_MAX }, &kit->list);
	assert_int_equal(kit->list.n, 4);
	assert_int_equal(kit->list.items[0].times.due, kit_time("2024-03-01T15:00"));	/* open: moved */
	assert_int_equal(kit->list.items[1].times.due, kit_time("2024-03-01T13:00"));	/* ended: kept */
	assert_int_equal(kit->list.items[2].times.due, kit_time("2024-03-01T11:00"));	/* was overdue: in time now */
	assert_int_equal(kit->list.items[3].withdrawn, second.applied);			/* and kept as withdrawn */
	assert_null(kit->list.items[3].cause);
}

static void rule_9__a_void_keeps_what_had_been_overdue(void **state)
{
	NEW_KIT;

	kit_plain(kit, "4 hours");
	kit_event(kit, "start 2024-03-01T09:00 of=A gone=2024-03-01T14:00");
	assert_clocks(kit, "2024-03-01T13:30", "k A overdue due=2024-03-01 13:00:00\n");
	assert_clocks(kit, "2024-03-01T15:00", "k A withdrawn due=2024-03-01 13:00:00 end=2024-03-01 14:00:00\n");
	assert_ptr_equal(kit->list.items[0].cause, &kit->events[0]);
}

static void rule_9__a_void_in_time_leaves_nothing(void **state)
{
	NEW_KIT;

	kit_plain(kit, "4 hours");
	kit_event(kit, "start 2024-03-01T09:00 of=A gone=2024-03-01T12:00");
	assert_clocks(kit, "2024-03-01T15:00", "");
}

static void rule_9__voiding_a_late_stop_leaves_it_overdue_not_withdrawn(void **state)
{
	NEW_KIT;

	kit_plain(kit, "4 hours");
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "stop 2024-03-01T14:00 of=A gone=2024-03-01T14:30");
	assert_clocks(kit, "2024-03-01T15:00", "k A overdue due=2024-03-01 13:00:00\n");
}

static void rule_9__a_replacement_that_moves_the_start_keeps_the_breach(void **state)
{
	NEW_KIT;

	kit_plain(kit, "4 hours");
	kit_event(kit, "start 2024-03-01T09:00 of=A gone=2024-03-01T14:00");
	kit_event(kit, "start 2024-03-01T11:00 of=A rec=2024-03-01T14:00 correction");
	assert_clocks(kit, "2024-03-01T13:10", "k A overdue due=2024-03-01 13:00:00\n");
	assert_clocks(kit, "2024-03-01T14:10",
		      "k A on-track due=2024-03-01 15:00:00\n"
		      "k A withdrawn due=2024-03-01 13:00:00 end=2024-03-01 14:00:00\n");
}

static void rule_10__soon_is_counted_in_the_warns_own_unit(void **state)
{
	NEW_KIT;

	kit_plain(kit, "10 working days");
	kit->rules[0].warns = kit_warn(kit, "5 working days");
	kit->rules[0].n_warns = 1;
	kit_event(kit, "start 2024-03-01T09:00 of=A");	/* a Friday: due the end of Friday 15 March */
	assert_clocks(kit, "2024-03-08T23:59:58", "k A on-track due=2024-03-15\n");
	assert_clocks(kit, "2024-03-08T23:59:59", "k A due-soon due=2024-03-15\n");
}

static void rule_10__soon_is_never_before_the_start(void **state)
{
	NEW_KIT;

	kit_plain(kit, "4 hours");
	kit->rules[0].warns = kit_warn(kit, "1 day");
	kit->rules[0].n_warns = 1;
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	assert_clocks(kit, "2024-03-01T09:00", "k A due-soon due=2024-03-01 13:00:00\n");
	assert_int_equal(kit->list.items[0].times.soon, kit_time("2024-03-01T09:00"));
}

static void rule_10__at_day_and_per_cent(void **state)
{
	NEW_KIT;
	struct warn_rule at_day = { WARN_AT_DAY, { 0, UNIT_DAYS }, 25, 0 }, percent = { WARN_PERCENT, { 0, UNIT_DAYS }, 75, 0 };

	kit_plain(kit, "45 working days");
	kit->rules[0].warns = &at_day;
	kit->rules[0].n_warns = 1;
	kit_event(kit, "start 2024-11-25T10:00 of=A");
	kit_show(kit, "2024-11-26T09:00", NULL);
	assert_int_equal(kit->list.items[0].times.soon, kit_time("2025-01-02"));	/* the first second of day 25 */
	kit->rules[0].warns = &percent;
	kit->rules[0].limits = kit_limit(kit, "4 hours");
	kit_show(kit, "2024-11-26T09:00", NULL);
	assert_int_equal(kit->list.items[0].times.soon, kit_time("2024-11-25T13:00"));
}

static void rule_11__in_time_at_the_second_of_due_and_overdue_one_later(void **state)
{
	NEW_KIT;

	kit_plain(kit, "4 hours");
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	assert_clocks(kit, "2024-03-01T13:00:00", "k A on-track due=2024-03-01 13:00:00\n");
	assert_int_equal(clock_next_change(&kit->list.items[0].times, kit_time("2024-03-01T13:00")),
			 kit_time("2024-03-01T13:00:01"));
	assert_clocks(kit, "2024-03-01T13:00:01", "k A overdue due=2024-03-01 13:00:00\n");
}

static void rule_12__an_action_is_a_clock_by_the_date_in_its_field(void **state)
{
	NEW_KIT;
	struct limit_rule by = { .kind = LIMIT_FIELD, .field = kit_name(kit, "due") };

	kit_rule(kit, (struct timescale){ .key = "action", .starts = kit_start(kit, "action.set"), .each_start = true,
					  .action = true, .stop = kit_matches(kit, "action.done"), .limits = &by,
					  .n_limits = 1 });
	kit_event(kit, "action.set 2024-03-01T09:00 of=X due=2024-03-08");
	kit_event(kit, "action.set 2024-03-01T09:00 of=Y due=2024-03-08T12:00");
	kit_event(kit, "action.set 2024-03-01T09:00 of=V due=2024-03-08T12:00+99:99");
	kit_event(kit, "action.set 2024-03-01T09:00 of=Z due=soon");
	kit_event(kit, "action.done 2024-03-08T12:30 of=Y");
	assert_clocks(kit, "2024-03-09T09:00",
		      "action X overdue due=2024-03-08\n"
		      "action Y late due=2024-03-08 12:00:00 end=2024-03-08 12:30:00\n"
		      "action V attention no-limit\n"
		      "action Z attention no-limit\n");
}

static void rule_13__what_never_happened_is_overdue(void **state)
{
	NEW_KIT;

	kit_rule(kit, review(kit));
	kit_event(kit, "plan 2024-01-10 of=P");
	assert_clocks(kit, "2024-05-01T09:00", "review P overdue due=2024-04-10 never\n");
}

static void rule_13__going_live_counts_from_that_date(void **state)
{
	NEW_KIT;

	kit_rule(kit, review(kit));
	kit->revision.live_from = civil_day(2024, 6, 1);
	kit_event(kit, "plan 2023-01-10 of=P");
	assert_clocks(kit, "2024-06-03T09:00", "review P on-track due=2024-09-01 no-record-before never\n");
}

static void rule_13__evidence_before_going_live_is_judged(void **state)
{
	NEW_KIT;

	kit_rule(kit, review(kit));
	kit->revision.live_from = civil_day(2024, 6, 1);
	kit_event(kit, "plan 2023-10-10 of=P");
	kit_event(kit, "held 2024-01-05 of=P");
	assert_clocks(kit, "2024-06-03T09:00",
		      "review P met due=2024-01-10 end=2024-01-05 00:00:00\n"
		      "review P on-track due=2024-07-05\n");
}

static void rule_13__an_imported_latest_one_says_that_earlier_are_unknown(void **state)
{
	NEW_KIT;

	kit_rule(kit, review(kit));
	kit_event(kit, "plan 2022-01-10 of=P rec=2024-06-01");
	kit_event(kit, "held 2024-03-05 of=P rec=2024-06-01 earlier=unknown number=4");
	assert_clocks(kit, "2024-06-03T09:00", "review P on-track due=2024-09-05\n");
}

static void pausing(struct kit *kit, const char *limit)
{
	kit_plain(kit, limit);
	kit->rules[0].pause = kit_matches(kit, "pause");
	kit->rules[0].resume = kit_matches(kit, "resume");
}

static void rule_14__a_pause_is_given_back_in_the_clocks_own_unit(void **state)
{
	NEW_KIT;

	pausing(kit, "8 office hours");		/* lesson R6 and R8: Easter 2026 */
	kit_event(kit, "start 2026-04-04T11:00 of=A");
	kit_event(kit, "pause 2026-04-07T10:00 of=A");
	assert_clocks(kit, "2026-04-07T11:00", "k A paused due=2026-04-07 17:00:00\n");
	kit_event(kit, "resume 2026-04-07T12:00 of=A");
	assert_clocks(kit, "2026-04-07T13:00", "k A on-track due=2026-04-08 11:00:00 hold-ended\n");
}

static void rule_14__not_breached_while_paused(void **state)
{
	NEW_KIT;

	pausing(kit, "3 hours");		/* lesson R9 */
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "pause 2024-03-01T11:00 of=A");
	assert_clocks(kit, "2024-03-01T13:00", "k A paused due=2024-03-01 12:00:00\n");
	kit_event(kit, "resume 2024-03-01T14:00 of=A");
	assert_clocks(kit, "2024-03-01T15:00", "k A on-track due=2024-03-01 15:00:00 hold-ended\n");
}

static void rule_14__a_pause_after_due_gives_nothing_back(void **state)
{
	NEW_KIT;

	pausing(kit, "3 hours");
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "pause 2024-03-01T12:30 of=A");
	assert_clocks(kit, "2024-03-01T13:00", "k A overdue due=2024-03-01 12:00:00\n");
}

static void rule_14__a_re_rating_keeps_what_was_earned(void **state)
{
	NEW_KIT;

	mash(kit);				/* lesson R7 */
	kit->rules[0].pause = kit_matches(kit, "pause");
	kit->rules[0].resume = kit_matches(kit, "resume");
	kit_event(kit, "received 2024-03-04T09:00 of=A rating=amber");
	kit_event(kit, "pause 2024-03-04T10:00 of=A");
	kit_event(kit, "resume 2024-03-04T16:00 of=A");
	kit_event(kit, "rated 2024-03-04T16:00 of=A rating=red");
	assert_clocks(kit, "2024-03-04T16:30", "4h A on-track due=2024-03-04 19:00:00 hold-ended\n");
}

static void rule_15__a_planned_date_stands_beside_the_due(void **state)
{
	NEW_KIT;

	kit_plain(kit, "10 working days");
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "stop 2024-03-14T10:00 of=A planned rec=2024-03-04T09:00");
	assert_clocks(kit, "2024-03-04T10:00", "k A on-track due=2024-03-15 planned=2024-03-14 10:00:00\n");
	kit_event(kit, "extended 2024-03-06T10:00 of=A timescale=k planned_on=2024-03-20");
	assert_clocks(kit, "2024-03-06T11:00", "k A on-track due=2024-03-15 planned=2024-03-20 planned-late\n");
	assert_clocks(kit, "2024-03-16T11:00", "k A overdue due=2024-03-15 planned=2024-03-20 planned-late\n");
}

static void reopening(struct kit *kit, enum reopen_rule rule)
{
	kit_plain(kit, "45 working days");		/* lesson R10 */
	kit->rules[0].reopen = rule;
	kit_event(kit, "start 2026-03-02T10:00 of=A");
	kit_event(kit, "case.closed 2026-03-30T10:00");
	kit_event(kit, "case.reopened 2026-04-13T10:00");
}

static void rule_16__reopened_nothing_resumes_by_itself(void **state)
{
	NEW_KIT;

	reopening(kit, REOPEN_NEW);
	assert_clocks(kit, "2026-04-14T09:00", "k A ended due=2026-05-07 end=2026-03-30 10:00:00\n");
	kit_event(kit, "start 2026-04-13T11:00 of=B");
	assert_clocks(kit, "2026-04-14T09:00",
		      "k A ended due=2026-05-07 end=2026-03-30 10:00:00\n"
		      "k B on-track due=2026-06-17\n");
}

static void rule_16__continue_resumes_from_the_old_start(void **state)
{
	NEW_KIT;

	reopening(kit, REOPEN_CONTINUE);
	assert_clocks(kit, "2026-04-14T09:00",
		      "k A ended due=2026-05-07 end=2026-03-30 10:00:00\n"
		      "k A on-track due=2026-05-07 spell=1 reopened\n");
}

static void rule_16__exclude_gives_the_closed_days_back(void **state)
{
	NEW_KIT;

	reopening(kit, REOPEN_EXCLUDE);
	assert_clocks(kit, "2026-04-14T09:00",
		      "k A ended due=2026-05-07 end=2026-03-30 10:00:00\n"
		      "k A on-track due=2026-05-19 spell=1 reopened\n");
}

static void rule_16__both_results_stay_after_a_second_closure(void **state)
{
	NEW_KIT;

	reopening(kit, REOPEN_CONTINUE);
	kit_event(kit, "case.closed 2026-05-11T10:00");
	assert_clocks(kit, "2026-05-12T09:00",
		      "k A ended due=2026-05-07 end=2026-03-30 10:00:00\n"
		      "k A late due=2026-05-07 end=2026-05-11 10:00:00 spell=1 reopened\n");
}

static void rule_17__a_rolled_due_judges_and_both_are_shown(void **state)
{
	NEW_KIT;

	kit_plain(kit, "6 weeks");			/* lesson R35: Christmas Day 2026 */
	kit->rules[0].counting.roll = ROLL_BACK;
	kit_event(kit, "start 2026-11-13T10:00 of=A");
	assert_clocks(kit, "2026-12-24T12:00", "k A on-track due=2026-12-24 formal=2026-12-25\n");
	assert_clocks(kit, "2026-12-25T00:00", "k A overdue due=2026-12-24 formal=2026-12-25\n");
}

static void rule_18__a_timescale_may_name_another_calendar(void **state)
{
	NEW_KIT;
	struct calendar *six = calendar_new(&(struct calendar_spec){
		.zone = zone_find("Europe/London"), .open_weekday = { true, true, true, true, true, true, false },
		.known_until = civil_day(2028, 12, 31) });

	kit_plain(kit, "1 working day");
	kit->rules[0].counting.calendar = six;
	kit_event(kit, "start 2024-03-01T10:00 of=A");
	assert_clocks(kit, "2024-03-01T12:00", "k A on-track due=2024-03-02\n");
	calendar_free(six);
}

static void rule_19__an_unknown_rating_counts_as_unrated(void **state)
{
	NEW_KIT;

	mash(kit);
	kit_event(kit, "received 2024-03-01T09:00 of=A rating=!purple");
	assert_clocks(kit, "2024-03-04T09:00:01", "72h A overdue due=2024-03-04 09:00:00\n");
}

static void rule_19__an_unknown_decision_stops_nothing(void **state)
{
	NEW_KIT;

	mash(kit);				/* lesson R1 */
	kit_event(kit, "received 2024-03-01T09:00 of=A");
	kit_event(kit, "decided 2024-03-01T10:00 of=A outcome=!MASH-CLOSED-X");
	assert_clocks(kit, "2024-03-05T09:00", "72h A overdue due=2024-03-04 09:00:00 unclear\n");
}

/* What the stop asks for may be what is not known: it is passed over, and says so. */
static void rule_19__an_unknown_value_that_a_stop_asks_for_is_unclear(void **state)
{
	NEW_KIT;
	const char *outcomes[] = { "referral" };
	struct clause is = { .subject = CLAUSE_FIELD, .op = OP_IS, .values = outcomes, .n_values = 1,
			     .name = kit_name(kit, "outcome") };

	kit_rule(kit, (struct timescale){ .key = "k", .starts = kit_start(kit, "start"),
					  .stop = kit_matches_where(kit, "decided", is),
					  .until = kit_matches_where(kit, "ended", is),
					  .limits = kit_limit(kit, "4 hours"), .n_limits = 1 });
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "start 2024-03-01T09:00 of=B");
	kit_event(kit, "start 2024-03-01T09:00 of=C");
	kit_event(kit, "start 2024-03-01T09:00 of=D");
	kit_event(kit, "decided 2024-03-01T10:00 of=A outcome=!odd");
	kit_event(kit, "ended 2024-03-01T10:00 of=B outcome=!odd");
	kit_event(kit, "decided 2024-03-01T10:00 of=C outcome=other");
	kit_event(kit, "decided 2024-03-01T10:00 of=D outcome=other colour=!odd");
	assert_clocks(kit, "2024-03-01T11:00",
		      "k A on-track due=2024-03-01 13:00:00 unclear\n"
		      "k B on-track due=2024-03-01 13:00:00 unclear\n"
		      "k C on-track due=2024-03-01 13:00:00\n"
		      "k D on-track due=2024-03-01 13:00:00\n");
	kit_event(kit, "decided 2024-03-01T12:00 of=A outcome=referral");
	assert_string_equal(kit_show(kit, "2024-03-01T12:30", NULL),
			    "k A met due=2024-03-01 13:00:00 end=2024-03-01 12:00:00 unclear\n"
			    "k B on-track due=2024-03-01 13:00:00 unclear\n"
			    "k C on-track due=2024-03-01 13:00:00\n"
			    "k D on-track due=2024-03-01 13:00:00\n");
}

static void rule_20__every_status_has_one_word_and_one_meaning(void **state)
{
	(void)state;
	for (int i = 0; i < STATUSES; i++) {
		enum clock_status back;

		assert_true(status_from_word(str_view(status_word((enum clock_status)i)), &back));
		assert_int_equal(back, i);
	}
	assert_false(status_from_word(str_view("green"), &(enum clock_status){ STATUS_MET }));
	assert_true(status_is_running(STATUS_PAUSED) && status_is_running(STATUS_OVERDUE) &&
		    status_is_running(STATUS_ATTENTION) && !status_is_running(STATUS_LATE) &&
		    !status_is_running(STATUS_WITHDRAWN));
}

static void rule_21__day_numbers_for_the_words_come_from_count(void **state)
{
	NEW_KIT;
	struct limit_counting how = { .calendar = kit->calendar };

	assert_int_equal(limit_count(&how, UNIT_WORKING_DAYS, kit_time("2024-11-25T10:00"), kit_time("2025-01-06T09:00")),
			 27);
}

static void rule_22__count_is_the_inverse_of_add(void **state)
{
	NEW_KIT;

	for (int32_t day = civil_day(2020, 1, 1); day < civil_day(2036, 1, 1); day++) {
		for (int n = 1; n < 60; n += 7)
			assert_int_equal(calendar_count(kit->calendar, day, calendar_add(kit->calendar, day, n)), n);
	}
}

static void rule_23__the_same_now_gives_the_same_clocks_over_a_clock_change(void **state)
{
	NEW_KIT;

	kit_plain(kit, "24 hours");
	kit_event(kit, "start 2024-10-26T20:00 of=A");
	assert_clocks(kit, "2024-10-27T19:00:00", "k A on-track due=2024-10-27 19:00:00\n");
	assert_clocks(kit, "2024-10-27T19:00:01", "k A overdue due=2024-10-27 19:00:00\n");
}

#define RULE(name) cmocka_unit_test_setup_teardown(name, kit_begin, kit_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		RULE(rule_1__first_stop_at_or_after_the_start_decides),
		RULE(rule_1__stopped_after_due_is_late),
		RULE(rule_1__a_stop_in_the_instant_of_the_start_counts),
		RULE(rule_1__another_contact_is_not_stopped),
		RULE(rule_1__what_was_opened_out_of_it_stops_it),
		RULE(rule_2__until_in_time_ends_without_judgement),
		RULE(rule_2__until_after_due_is_late),
		RULE(rule_2__what_is_said_of_a_thing_comes_after_its_opening),
		RULE(rule_3__re_rating_changes_the_clock_from_the_same_start),
		RULE(rule_3__re_rating_down_does_not_erase_a_breach),
		RULE(rule_3__re_rating_up_can_be_overdue_at_once),
		RULE(rule_3__a_condition_that_comes_true_again_resumes_it),
		RULE(rule_3__a_stop_while_the_condition_was_false_counts),
		RULE(rule_3__a_condition_that_first_holds_after_an_until_starts_none),
		RULE(rule_3__in_one_instant_the_stop_comes_before_the_re_rating),
		RULE(rule_4__each_stop_starts_the_next_interval_from_when_it_happened),
		RULE(rule_4__age_is_taken_at_the_start_of_the_interval),
		RULE(rule_5__a_second_start_while_one_runs_does_nothing),
		RULE(rule_5__a_start_out_of_what_runs_is_a_second_start),
		RULE(rule_5__restart_ends_it_and_begins_again),
		RULE(rule_5__each_start_has_its_own_clock),
		RULE(rule_5__an_answer_stops_the_clock_of_its_own_question),
		RULE(rule_6__closing_a_case_ends_every_clock),
		RULE(rule_6__closing_an_about_ends_its_own_clocks_only),
		RULE(rule_7__recorded_late_is_not_done_late),
		RULE(rule_7__back_dated_past_due_is_flagged_and_what_was_seen_stays),
		RULE(rule_7__what_came_in_one_import_was_never_seen_overdue),
		RULE(rule_8__a_clock_keeps_the_version_it_started_with),
		RULE(rule_8__a_correction_moves_open_clocks_and_not_ended_ones),
		RULE(rule_9__a_void_keeps_what_had_been_overdue),
		RULE(rule_9__a_void_in_time_leaves_nothing),
		RULE(rule_9__voiding_a_late_stop_leaves_it_overdue_not_withdrawn),
		RULE(rule_9__a_replacement_that_moves_the_start_keeps_the_breach),
		RULE(rule_10__soon_is_counted_in_the_warns_own_unit),
		RULE(rule_10__soon_is_never_before_the_start),
		RULE(rule_10__at_day_and_per_cent),
		RULE(rule_11__in_time_at_the_second_of_due_and_overdue_one_later),
		RULE(rule_12__an_action_is_a_clock_by_the_date_in_its_field),
		RULE(rule_13__what_never_happened_is_overdue),
		RULE(rule_13__going_live_counts_from_that_date),
		RULE(rule_13__evidence_before_going_live_is_judged),
		RULE(rule_13__an_imported_latest_one_says_that_earlier_are_unknown),
		RULE(rule_14__a_pause_is_given_back_in_the_clocks_own_unit),
		RULE(rule_14__not_breached_while_paused),
		RULE(rule_14__a_pause_after_due_gives_nothing_back),
		RULE(rule_14__a_re_rating_keeps_what_was_earned),
		RULE(rule_15__a_planned_date_stands_beside_the_due),
		RULE(rule_16__reopened_nothing_resumes_by_itself),
		RULE(rule_16__continue_resumes_from_the_old_start),
		RULE(rule_16__exclude_gives_the_closed_days_back),
		RULE(rule_16__both_results_stay_after_a_second_closure),
		RULE(rule_17__a_rolled_due_judges_and_both_are_shown),
		RULE(rule_18__a_timescale_may_name_another_calendar),
		RULE(rule_19__an_unknown_rating_counts_as_unrated),
		RULE(rule_19__an_unknown_decision_stops_nothing),
		RULE(rule_19__an_unknown_value_that_a_stop_asks_for_is_unclear),
		RULE(rule_20__every_status_has_one_word_and_one_meaning),
		RULE(rule_21__day_numbers_for_the_words_come_from_count),
		RULE(rule_22__count_is_the_inverse_of_add),
		RULE(rule_23__the_same_now_gives_the_same_clocks_over_a_clock_change),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
