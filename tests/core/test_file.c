#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/id.h"
#include "clock/civil.h"
#include "core/fields.h"
#include "core/file.h"
#include "store/cases.h"
#include "store/clocks.h"
#include "store/events.h"
#include "store/store.h"
#include "world.h"

/* Adds an event row as an import would. */
static void put(struct desk *desk, const char *case_id, const char *id, const char *kind, const char *at,
		const char *about, const char *type, const char *out_of, bool opens, const char *fields)
{
	struct event_row row = {
		.id = id,
		.case_id = case_id,
		.kind = kind,
		.at = when(at),
		.timed = strchr(at, ':') != NULL,
		.recorded = desk->now,
		.recorded_by = "import",
		.uid = 1000,
		.about = about,
		.about_type = type,
		.out_of = out_of,
		.opens = opens,
		.fields = fields,
		.source = "test.csv",
	};
	struct error err = { 0 };

	if (!event_add(desk->store, &row, NULL, &err))
		fail_msg("%s", err.text);
}

static void put_case(struct desk *desk, const char *id, const char *reference)
{
	struct case_row row = {.id = id,
			       .reference = reference,
			       .folded = reference,
			       .born = CIVIL_NONE,
			       .open = true,
			       .opened = desk->now,
			       .closed = INSTANT_NONE,
			       .version = 1,
			       .name = "Imported",
			       .worker = "Some One"};
	struct error err = { 0 };

	if (!case_add(desk->store, &row, &err))
		fail_msg("%s", err.text);
}

static void commit(struct desk *desk)
{
	bool unknown;

	assert_true(store_commit(desk->store, &unknown, NULL));
}

/* Ids whose order as text is not that of time. */
static const char case_1[] = "aaaaaaaa-0000-7000-8000-000000000001",
		  case_2[] = "aaaaaaaa-0000-7000-8000-000000000002";
static const char contact[] = "ffffffff-0000-5000-8000-000000000001",
		  referral[] = "11111111-0000-5000-8000-000000000002";
static const char assessment[] = "00000000-0000-5000-8000-000000000003";

static void things__are_numbered__parents_first(void **state)
{
	struct world *world = *state;
	struct desk *desk = world->desk;
	struct file *file;

	assert_true(store_begin(desk->store, NULL));
	put_case(desk, case_1, "C-1");
	/* all at one moment, so that the ids decide, and they come children first */
	put(desk, case_1, assessment, "assessment.started", "2024-02-01", assessment, "assessment", referral,
	    true, "");
	put(desk, case_1, referral, "referral.received", "2024-02-01", referral, "referral", contact, true,
	    "");
	put(desk, case_1, contact, "contact.received", "2024-02-01", contact, "contact", NULL, true, "");
	commit(desk);
	file = taken(desk, "C-1");
	assert_int_equal(file->history.n_abouts, 3);
	assert_string_equal(file->history.abouts[0].id, contact);
	assert_int_equal(file->history.abouts[0].parent, -1);
	assert_string_equal(file->history.abouts[1].id, referral);
	assert_int_equal(file->history.abouts[1].parent, 0);
	assert_string_equal(file->history.abouts[2].id, assessment);
	assert_int_equal(file->history.abouts[2].parent, 1);
	assert_int_equal(clock_of(file, "assessment.45")->about, 2);
	assert_string_equal(file->events[0].source, "test.csv");
	file_free(file);
}

static void ring__of_parents__is_cut(void **state)
{
	struct world *world = *state;
	struct desk *desk = world->desk;
	struct file *file;

	assert_true(store_begin(desk->store, NULL));
	put_case(desk, case_1, "C-1");
	put(desk, case_1, referral, "referral.received", "2024-02-01", referral, "referral", contact, true,
	    "");
	put(desk, case_1, contact, "contact.received", "2024-02-01", contact, "contact", referral, true, "");
	commit(desk);
	file = taken(desk, "C-1");
	for (size_t i = 0; i < file->history.n_abouts; i++)
		assert_true(file->history.abouts[i].parent < (int)i);
	file_free(file);
}

static void unknown_value__keeps__the_clock_going_and_asks_for_attention(void **state)
{
	struct world *world = *state;
	struct desk *desk = world->desk;
	struct file *file;
	char *why;

	assert_true(store_begin(desk->store, NULL));
	put_case(desk, case_1, "C-1");
	put(desk, case_1, contact, "contact.received", "2024-02-29 09:00", contact, "contact", NULL, true,
	    "rating=purple");
	file = taken(desk, "C-1");
	assert_true(file_store(desk, file, NULL));
	file_free(file);
	commit(desk);
	file = taken(desk, "C-1");
	assert_int_equal(clock_status(&clock_of(file, "mash.72h")->times, desk->now), STATUS_ON_TRACK);
	assert_string_equal(file_value(desk, file, 0, "rating"), "purple");
	assert_string_equal(file->attention,
			    "contact.received of 2024-02-29: the rating “purple” is not known");
	assert_string_equal(file->name, "Imported"); /* what no event says stays as the import said it */
	assert_string_equal(file->worker, "Some One");
	file_free(file);
	/* retired is unknown too; an answer takes the attention away */
	record(desk, "C-1", "contact.rated", NULL, "rating=red", NULL);
	file = taken(desk, "C-1");
	assert_null(file->attention);
	why = file_attention(desk, file);
	assert_null(why);
	file_free(file);
}

static void retired_value__is_unknown(void **state)
{
	struct world *world = *state;
	struct desk *desk = world->desk;
	struct file *file;
	char *why;

	assert_true(store_begin(desk->store, NULL));
	put_case(desk, case_1, "C-1");
	put(desk, case_1, contact, "contact.received", "2024-02-29 09:00", contact, "contact", NULL, true,
	    "rating=blue");
	put(desk, case_1, assessment, "strategy.held", "2024-02-29 10:00", contact, "contact", NULL, false,
	    "agencies=police,moon");
	commit(desk);
	file = taken(desk, "C-1");
	assert_true(file->history.events[0].facts[0].unknown);
	assert_true(file->history.events[1].facts[0].unknown);
	why = file_attention(desk, file);
	assert_non_null(strstr(why, "blue"));
	free(why);
	file_free(file);
}

static void date_that_cannot_be_read__asks_for_attention(void **state)
{
	struct world *world = *state;
	struct desk *desk = world->desk;
	struct file *file;

	record(desk, "C-1", "contact.received", NULL, NULL);
	record(desk, "C-1", "contact.directed", NULL, NULL);	/* without a date of review */
	file = taken(desk, "C-1");
	assert_non_null(file->attention);
	assert_non_null(strstr(file->attention, "Review of direction"));
	assert_int_equal(clock_status(&clock_of(file, "direction.review")->times, desk->now),
			 STATUS_ATTENTION);
	file_free(file);
}

struct seen {
	int n, events, clocks;
	char references[8][16];
	int stop_after;
};

static bool see(void *arg, struct file *file)
{
	struct seen *seen = arg;

	snprintf(seen->references[seen->n++], 16, "%s", file->reference);
	seen->events += (int)file->history.n_events;
	seen->clocks += (int)file->clocks.n;
	return seen->n != seen->stop_after;
}

static void each__reads__every_case_with_its_own_events(void **state)
{
	struct world *world = *state;
	struct desk *desk = world->desk;
	struct seen seen = { 0 };

	assert_true(file_each(desk, see, &seen, NULL));
	assert_int_equal(seen.n, 0);
	assert_true(store_begin(desk->store, NULL));
	put_case(desk, "00000000-0000-7000-8000-00000000000a",
		 "E-1"); /* without events, before and after the others */
	put_case(desk, "ffffffff-0000-7000-8000-00000000000a", "E-2");
	commit(desk);
	record(desk, "C-1", "contact.received", NULL, "rating=red", NULL);
	record(desk, "C-2", "contact.received", NULL, NULL);
	record(desk, "C-1", "contact.directed", NULL, "review_on=+3", NULL);
	seen = (struct seen){ 0 };
	assert_true(file_each(desk, see, &seen, NULL));
	assert_int_equal(seen.n, 4);
	assert_int_equal(seen.events, 3);
	assert_string_equal(seen.references[0], "E-1");
	assert_string_equal(seen.references[3], "E-2");
	assert_int_equal(seen.clocks, 4);	/* red: 4 and 24 hours, and the review; the other 72 hours */
	seen = (struct seen){ .stop_after = 2 };
	assert_true(file_each(desk, see, &seen, NULL));
	assert_int_equal(seen.n, 2);
	assert_true(store_is_idle(desk->store));
}

struct row_check {
	int n;
	struct clock_row row;
	char rating[16], queue[16], team[16], worker[16];
};

static bool look_at_row(void *arg, const struct clock_row *row)
{
	struct row_check *check = arg;

	if (strcmp(row->timescale, "mash.24h") != 0)
		return true;
	check->n++;
	check->row = *row;
	snprintf(check->rating, 16, "%s", row->rating);
	snprintf(check->queue, 16, "%s", row->queue);
	snprintf(check->team, 16, "%s", row->team ? row->team : "");
	snprintf(check->worker, 16, "%s", row->worker ? row->worker : "");
	return true;
}

static void stored_row__shows__what_a_queue_needs(void **state)
{
	struct world *world = *state;
	struct desk *desk = world->desk;
	struct row_check check = { 0 };
	struct act_result result;
	struct file *file;

	record(desk, "C-1", "contact.received", "2024-03-01 08:00", "rating=amber", "name=Zoë Field", NULL);
	assert_true(act_allocate(desk, "C-1", "sam", NULL, &result, NULL));
	file = taken(desk, "C-1");
	assert_true(clock_of_case(desk->store, file->id, look_at_row, &check, NULL));
	assert_int_equal(check.n, 1);
	assert_string_equal(check.rating, "amber");
	assert_string_equal(check.queue, "contacts");
	assert_string_equal(check.team, "North");
	assert_string_equal(check.worker, "Sam Grey");
	assert_false(check.row.direction);
	assert_true(check.row.running);
	assert_int_equal(check.row.due, when("2024-03-02 08:00"));
	assert_int_equal(check.row.next_at, when("2024-03-02 00:00"));
	assert_int_equal(check.row.state, STATUS_ON_TRACK);
	assert_int_equal(check.row.received, when("2024-03-01 08:00"));
	record(desk, "C-1", "contact.directed", NULL, "review_on=+3", NULL);
	check.n = 0;
	assert_true(clock_of_case(desk->store, file->id, look_at_row, &check, NULL));
	assert_true(check.row.direction);
	file_free(file);
}

static void storing_again__changes__nothing(void **state)
{
	struct world *world = *state;
	struct desk *desk = world->desk;
	struct file *file;
	int64_t version;

	record(desk, "C-1", "contact.received", NULL, "rating=red", "name=Zoë", "family=F",
	       "date_of_birth=2016-01-01", NULL);
	file = taken(desk, "C-1");
	version = file->version;
	assert_true(store_begin(desk->store, NULL));
	assert_true(file_store(desk, file, NULL));
	commit(desk);
	file_free(file);
	file = taken(desk, "C-1");
	assert_int_equal(file->version, version);
	file_free(file);
}

static void case_that_is_not_there__is_not_found(void **state)
{
	struct world *world = *state;
	struct error err = { 0 };
	bool found = true;

	assert_null(file_read(world->desk, "C-9", &found, &err));
	assert_false(found);
	assert_int_equal(err.kind, ERROR_NONE);
	assert_null(file_read_id(world->desk, case_2, &found, &err));
	assert_false(found);
}

/* Rule 9: a slip in the date of birth can be put right, and hides nothing that was seen. */
static void date_of_birth_that_is_corrected__leaves_what_was_overdue_withdrawn(void **state)
{
	struct world *world = *state;
	const struct act_field younger = { "date_of_birth", "2010-11-01" };
	struct act_result received, result;
	struct error err = { 0 };
	struct file *file;

	received = record(world->desk, "C-1", "contact.received", NULL, "name=Una Example", "date_of_birth=2007-11-01",
			 NULL);
	record(world->desk, "C-1", "care.started", NULL, NULL);
	world_at(world, "2024-07-01 10:00");
	file = taken(world->desk, "C-1");
	assert_int_equal(clock_status(&clock_of(file, "pathway.plan")->times, world->desk->now), STATUS_OVERDUE);
	file_free(file);
	if (!act_replace(world->desk, received.event, &younger, 1, INSTANT_NONE, false, "slip", &result, &err))
		fail_msg("%s", err.text);
	world_at(world, "2024-07-01 11:00");
	file = taken(world->desk, "C-1");
	assert_int_equal(file->born, civil_day(2010, 11, 1));
	assert_int_equal(file->clocks.n, 2);
	for (size_t i = 0; i < file->clocks.n; i++) {
		const struct clock *clock = &file->clocks.items[i];

		if (strcmp(clock->rule->key, "pathway.plan") != 0)
			continue;
		assert_int_equal(clock->withdrawn, when("2024-07-01 10:00"));
		assert_string_equal(clock->cause->id, result.event);
	}
	file_free(file);
}

#define IN_LIVE(f) cmocka_unit_test_setup_teardown(f, world_setup, world_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_LIVE(things__are_numbered__parents_first),
		IN_LIVE(ring__of_parents__is_cut),
		IN_LIVE(unknown_value__keeps__the_clock_going_and_asks_for_attention),
		IN_LIVE(retired_value__is_unknown),
		IN_LIVE(date_that_cannot_be_read__asks_for_attention),
		IN_LIVE(each__reads__every_case_with_its_own_events),
		IN_LIVE(stored_row__shows__what_a_queue_needs),
		IN_LIVE(storing_again__changes__nothing),
		IN_LIVE(case_that_is_not_there__is_not_found),
		IN_LIVE(date_of_birth_that_is_corrected__leaves_what_was_overdue_withdrawn),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
