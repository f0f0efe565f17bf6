#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/str.h"
#include "clock/civil.h"
#include "clock/status.h"
#include "core/keep.h"
#include "core/page.h"
#include "core/queue.h"
#include "core/search.h"
#include "stage.h"

enum { MOST = 40 };

/* Every clock but the withdrawn ones; owned. */
static bool add_standing(void *arg, const struct queue_row *row)
{
	return row->withdrawn != INSTANT_NONE || stage_add_row(arg, row);
}

static struct act_result moved(struct desk *desk, const char *event, const char *to, size_t wanted)
{
	struct act_result result;
	struct error err = { 0 };
	size_t n;

	assert_int_equal(act_move_along(desk, event) + 1, wanted);
	if (!act_move(desk, event, to, "wrong sister", &result, &n, &err))
		fail_msg("%s", err.text);
	assert_int_equal(n, wanted);
	return result;
}

static const char *not_moved(struct desk *desk, const char *event, const char *to, const char *why,
			     struct error *err)
{
	struct act_result result;

	assert_false(act_move(desk, event, to, why, &result, NULL, err));
	return err->text;
}

static void contact__goes_with_all_that_stands_on_it(void **state)
{
	struct world *world = *state;
	struct desk *desk = world->desk;
	struct act_result contact;
	struct file *file;

	record(desk, "C-1", "contact.received", "2024-03-01 08:00", "rating=green", NULL);
	record(desk, "C-1", "contact.closed", "2024-03-01 08:30", NULL);
	record(desk, "C-2", "contact.received", "2024-03-01 08:00", "rating=green", "name=Leo Marsh", NULL);
	contact = record(desk, "C-1", "contact.received", "2024-03-01 09:00", "rating=amber", "name=Ivy Ashdene", NULL);
	record(desk, "C-1", "contact.rated", "2024-03-01 09:00", "rating=red", NULL);
	record(desk, "C-1", "care.started", "2024-03-01 09:00", NULL);
	record(desk, "C-1", "referral.received", "2024-03-01 09:00", NULL);
	world_at(world, "2024-03-01 10:00");
	moved(desk, contact.event, "C-2", 3);
	world_is_whole(desk);
	stage_expect(desk, "C-1 mash.72h ended; C-2 mash.4h on-track; C-2 mash.24h on-track; C-2 mash.72h on-track");
	/* Who the child is does not go with it, and it was first on record when it was recorded first. */
	file = taken(desk, "C-2");
	assert_string_equal(file->name, "Leo Marsh");
	for (size_t i = 0; i < file->history.n_events; i++)
		assert_true(file->history.events[i].first_recorded <= when("2024-03-01 09:00"));
	assert_non_null(strstr(file->events[file->history.n_events - 1].note, "Moved here from C-1"));
	file_free(file);
}

static bool keep_reference(void *arg, const struct known_row *row)
{
	snprintf(arg, 32, "%s", row->reference);
	return true;
}

/* The only contact, with the name, goes: whose record it was is still to be read, and to be found. */
static void record__that_is_left_empty__keeps_the_name_that_it_had(void **state)
{
	struct world *world = *state;
	struct desk *desk = world->desk;
	struct act_result contact;
	struct error err = { 0 };
	struct case_page *page;
	struct known_query query = { .words = "Ivy Ashdene", .born = CIVIL_NONE, .most = 3 };
	char found[32] = "";
	struct file *file;

	contact = record(desk, "C-1", "contact.received", NULL, "rating=green", "name=Ivy Ashdene", NULL);
	record(desk, "C-2", "contact.received", NULL, "rating=green", "name=Leo Marsh", NULL);
	page = case_page_open(desk, "C-1", &err);
	assert_string_equal(page->name, "Ivy Ashdene");
	case_page_free(page);
	world_at(world, "2024-03-01 10:00");
	moved(desk, contact.event, "C-2", 1);
	world_is_whole(desk);
	page = case_page_open(desk, "C-1", &err);
	assert_non_null(page);
	assert_false(page->file->open);
	assert_string_equal(page->name, "Ivy Ashdene (as last recorded; what said so was taken back)");
	case_page_free(page);
	assert_true(search_known(desk, &query, keep_reference, found, NULL, &err));
	assert_string_equal(found, "C-1");
	/* It is no name that another would contradict. */
	record(desk, "C-1", "contact.received", NULL, "rating=green", "name=Ben Moss", NULL);
	file = taken(desk, "C-1");
	assert_string_equal(file->name, "Ben Moss");
	assert_false(file_name_is_past(desk, file));
	file_free(file);
	world_is_whole(desk);
}

static void breach__on_the_wrong_child__stays_as_withdrawn(void **state)
{
	struct world *world = *state;
	struct desk *desk = world->desk;
	struct act_result contact;

	record(desk, "C-1", "contact.received", NULL, NULL);
	record(desk, "C-1", "contact.closed", NULL, NULL);
	record(desk, "C-2", "contact.received", NULL, NULL);
	record(desk, "C-2", "contact.closed", NULL, NULL);
	contact = record(desk, "C-1", "contact.received", "2024-03-01 09:00", "rating=red", NULL);
	world_at(world, "2024-03-01 14:00");
	moved(desk, contact.event, "C-2", 1);
	world_is_whole(desk);
	stage_expect(desk, "C-1 mash.4h withdrawn; C-1 mash.72h ended; C-2 mash.4h overdue; C-2 mash.24h on-track; "
			   "C-2 mash.72h ended");
}

static void event__alone__finds_the_thing_that_it_concerns_there(void **state)
{
	struct world *world = *state;
	struct desk *desk = world->desk;
	struct act_result decided;
	struct error err = { 0 };

	record(desk, "C-1", "contact.received", "2024-03-01 08:00", "rating=green", NULL);
	record(desk, "C-2", "contact.received", "2024-03-01 08:00", "rating=green", NULL);
	record(desk, "C-3", "contact.received", "2024-03-01 08:00", "rating=green", NULL);
	record(desk, "C-3", "contact.received", "2024-03-01 08:30", "rating=green", NULL);
	decided = record(desk, "C-1", "contact.decided", "2024-03-01 09:00", "outcome=nfa", NULL);
	assert_non_null(strstr(not_moved(desk, decided.event, "C-3", "x", &err), "more than one"));
	stage_expect(desk, "C-1 mash.72h met; C-2 mash.72h on-track; C-3 mash.72h on-track; C-3 mash.72h on-track");
	decided = moved(desk, decided.event, "C-2", 1);
	stage_expect(desk, "C-1 mash.72h on-track; C-2 mash.72h met; C-3 mash.72h on-track; C-3 mash.72h on-track");
	world_is_whole(desk);
	/* Refused. */
	assert_non_null(strstr(not_moved(desk, decided.event, "C-2", "x", &err), "already"));
	assert_non_null(strstr(not_moved(desk, decided.event, "C-9", "x", &err), "no case"));
	assert_non_null(strstr(not_moved(desk, decided.event, "C-1", "", &err), "reason"));
	assert_non_null(strstr(not_moved(desk, "nothing", "C-1", "x", &err), "no such event"));
	world_is_whole(desk);
}

static bool count_moves(void *arg, const struct audit_line *line)
{
	*(int *)arg += strcmp(line->what, "move") == 0;
	return true;
}

static void move__has_its_lines_on_both_children(void **state)
{
	struct world *world = *state;
	struct desk *desk = world->desk;
	struct error err = { 0 };
	struct act_result note;

	record(desk, "C-1", "contact.received", NULL, NULL);
	record(desk, "C-2", "contact.received", NULL, NULL);
	note = record(desk, "C-1", "care.started", NULL, NULL);
	moved(desk, note.event, "C-2", 1);
	for (int i = 1; i <= 2; i++) {
		int lines = 0;

		assert_true(keep_audit(desk, i == 1 ? "C-1" : "C-2", NULL, INSTANT_NONE, count_moves, &lines, &err));
		assert_int_equal(lines, 1);
	}
}

/* Whatever is moved there and back again leaves the clocks as they were, but for what was overdue. */
static void move__there_and_back__leaves_the_clocks_as_they_were(void **state)
{
	static const char *const kinds[] = { "contact.rated", "contact.decided", "note.added", "strategy.held",
					     "contact.closed", "referral.received", "care.started", "case.closed" };
	struct world *world = *state;
	struct desk *desk = world->desk;
	struct error err = { 0 };
	unsigned random = 7;
	int moves = 0;

	for (int round = 0; round < 12; round++) {
		char events[MOST][ID_SIZE], here[16], there[16], time[32];
		size_t n = 0;

		snprintf(here, sizeof(here), "A-%d", round);
		snprintf(there, sizeof(there), "B-%d", round);
		snprintf(time, sizeof(time), "2024-03-%02d 09:00", 2 + round);
		world_at(world, time);
		record(desk, there, "contact.received", NULL, NULL);
		record(desk, there, "contact.closed", NULL, NULL);
		for (int i = 0; i < 8; i++) {
			const char *kind = i == 0 ? "contact.received" : kinds[stage_chance(&random) % 8];
			struct act_field field = { "rating", stage_chance(&random) % 2 ? "red" : "green" };
			struct act_event event = { .reference = here, .kind = kind, .at = INSTANT_NONE, .fields = &field };
			struct act_result result;

			event.n_fields = strcmp(kind, "contact.rated") == 0 || i == 0;
			if (strcmp(kind, "contact.decided") == 0) {
				field = (struct act_field){ "outcome", "nfa" };
				event.n_fields = 1;
			}
			world->ms += 60000;
			desk_refresh(desk);
			if (act_record(desk, &event, 1, &result, &err))
				memcpy(events[n++], result.event, ID_SIZE);
		}
		for (size_t i = 0; i < n; i++) {
			char *before = stage_clocks(desk, add_standing), *after;
			struct act_result result, back;

			world->ms += 60000;
			desk_refresh(desk);
			if (act_move(desk, events[i], there, "there", &result, NULL, &err)) {
				world_is_whole(desk);
				if (!act_move(desk, result.event, here, "and back", &back, NULL, &err))
					fail_msg("%s", err.text);
				world_is_whole(desk);
				after = stage_clocks(desk, add_standing);
				assert_string_equal(after, before);
				free(after);
				moves++;
				free(before);
				break;	/* what it opened has other names now */
			}
			free(before);
		}
	}
	assert_true(moves >= 10);
}

#define IN_WORLD(test) cmocka_unit_test_setup_teardown(test, world_setup, world_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_WORLD(contact__goes_with_all_that_stands_on_it),
		IN_WORLD(record__that_is_left_empty__keeps_the_name_that_it_had),
		IN_WORLD(breach__on_the_wrong_child__stays_as_withdrawn),
		IN_WORLD(event__alone__finds_the_thing_that_it_concerns_there),
		IN_WORLD(move__has_its_lines_on_both_children),
		IN_WORLD(move__there_and_back__leaves_the_clocks_as_they_were),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
