#include "config.h"

#include <string.h>

#include "core/page.h"
#include "stage.h"

static struct case_page *page_of(struct desk *desk, const char *reference)
{
	struct error err = {0};
	struct case_page *page = case_page_open(desk, reference, &err);

	if (!page)
		fail_msg("%s", err.text);
	return page;
}

static void page__shows__running_clocks_first_and_newest_events(void **state)
{
	struct world *world = *state;
	struct case_page *page;

	record(world->desk, "C-1", "contact.received", "2024-02-27 08:00", "name=Zoë Winter",
	       "date_of_birth=2015-03-02", "family=Winter", "rating=amber", "source=police", "team=North",
	       NULL);
	record(world->desk, "C-2", "contact.received", "2024-02-27 08:00", "name=Ben Winter", "family=Winter",
	       NULL);
	record(world->desk, "C-1", "contact.decided", "2024-02-27 18:00", "outcome=nfa", NULL);
	record(world->desk, "C-1", "contact.received", "2024-03-01 08:30", "rating=red", NULL);
	page = page_of(world->desk, "C-1");
	assert_string_equal(page->age, "8 years");
	assert_string_equal(page->team, "North");
	assert_null(page->worker);
	assert_non_null(strstr(page->waiting, "without a worker"));
	assert_int_equal(page->n_family, 1);
	assert_string_equal(page->family[0], "C-2 Ben Winter");
	assert_int_equal(page->n_clocks, 3);
	assert_string_equal(page->clocks[0].row.timescale, "mash.4h");
	assert_string_equal(page->clocks[0].left, "3h 30m left");
	assert_string_equal(page->clocks[1].row.timescale, "mash.24h");
	assert_int_equal(page->clocks[2].row.status, STATUS_MET);
	assert_string_equal(page->clocks[2].result_note, "recorded after it was due");
	assert_int_equal(page->n_events, 3);
	assert_string_equal(page->events[0].kind, "contact.received");
	assert_int_equal(page->events[0].at, when("2024-03-01 08:30"));
	assert_non_null(strstr(page->events[2].summary, "Source: Police"));
	assert_string_equal(page->events[0].recorded_by, "Una Field");
	case_page_free(page);
}

static void page__of_nobody__is_refused(void **state)
{
	struct world *world = *state;
	struct error err = {0};

	assert_null(case_page_open(world->desk, "X-404", &err));
	assert_int_equal(err.kind, ERROR_INPUT);
	assert_non_null(strstr(err.text, "X-404"));
}

static void page__says__who_took_an_event_back_and_what_was_withdrawn(void **state)
{
	struct world *world = *state;
	struct act_result received;
	struct case_page *page;
	struct error err = {0};

	received = record(world->desk, "C-1", "contact.received", "2024-02-27 08:00", "rating=amber", NULL);
	world_at(world, "2024-03-02 09:00");
	if (!act_void(world->desk, received.event, "typed for the wrong child", &err))
		fail_msg("%s", err.text);
	page = page_of(world->desk, "C-1");
	assert_int_equal(page->n_events, 1);
	assert_true(page->events[0].removed);
	assert_non_null(strstr(page->events[0].removed_note, "typed for the wrong child"));
	assert_non_null(strstr(page->events[0].removed_note, "Una Field"));
	assert_int_equal(page->n_clocks, 1);
	assert_int_equal(page->clocks[0].row.status, STATUS_WITHDRAWN);
	assert_non_null(strstr(page->clocks[0].result_note, "typed for the wrong child"));
	case_page_free(page);
}

static void page__is_refused__to_those_who_may_not_see(void **state)
{
	struct world *world = *state;
	struct error err = {0};
	struct desk *desk;

	record(world->desk, "C-1", "contact.received", NULL, NULL);
	desk = world_desk(world, "rea");
	case_page_free(page_of(desk, "C-1"));
	desk_close(desk);
	assert_null(case_page_open(world->desk, "", &err));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(page__shows__running_clocks_first_and_newest_events,
						world_setup, world_teardown),
		cmocka_unit_test_setup_teardown(page__of_nobody__is_refused, world_setup, world_teardown),
		cmocka_unit_test_setup_teardown(page__says__who_took_an_event_back_and_what_was_withdrawn,
						world_setup, world_teardown),
		cmocka_unit_test_setup_teardown(page__is_refused__to_those_who_may_not_see,
						world_setup_rehearsing, world_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
