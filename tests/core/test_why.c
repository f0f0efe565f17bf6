#include "config.h"

#include <string.h>

#include "core/desk_inner.h"
#include "core/page.h"
#include "store/events.h"
#include "stage.h"

static struct why_page *why(struct desk *desk, const char *reference, const char *timescale)
{
	struct error err = {0};
	struct why_page *page = why_page_open(desk, reference, timescale, NULL, INSTANT_NONE, 0, &err);

	if (!page)
		fail_msg("%s", err.text);
	return page;
}

/* Fails unless a line of that label (or one that goes on with it) says so. */
static void says(const struct why_page *page, const char *label, const char *text)
{
	const char *under = "";

	for (size_t i = 0; i < page->n; i++) {
		if (page->lines[i].label[0])
			under = page->lines[i].label;
		if (strcmp(under, label) == 0 && strstr(page->lines[i].text, text))
			return;
	}
	fail_msg("“%s” does not say “%s”", label, text);
}

static int skipped(const struct why_page *page, const char *text)
{
	int n = 0;

	for (size_t i = 0; i < page->n; i++)
		n += page->lines[i].skipped && strstr(page->lines[i].text, text);
	return n;
}

static void why__counts__each_day_and_names_what_it_skips(void **state)
{
	struct world *world = *state;
	struct why_page *page;

	world_at(world, "2024-03-28 16:00");
	record(world->desk, "C-1", "assessment.started", "2024-03-28 10:00", NULL);
	page = why(world->desk, "C-1", "assessment.45");
	says(page, "Rule", "assessment.45");
	says(page, "Source", "test");
	says(page, "Policy", "Test practice");
	says(page, "Limit", "45 working days");
	says(page, "Started", "Assessment started, Thu 28 Mar 10:00, by Una Field");
	says(page, "day 0", "Thu 28 Mar");
	says(page, "day 1", "Tue 2 Apr");
	assert_int_equal(skipped(page, "Good Friday"), 1);
	assert_int_equal(skipped(page, "Easter Monday"), 1);
	assert_int_equal(skipped(page, "Sunday"), 10);
	says(page, "day 45", "Mon 3 Jun");
	says(page, "Due", "Mon 3 Jun 23:59");
	says(page, "Due soon", "Mon 27 May");
	/* The answer stands above the days that lead to it. */
	assert_string_equal(page->lines[0].label, "Status");
	assert_string_equal(page->lines[1].label, "Due");
	assert_non_null(strstr(page->lines[1].text, "Mon 3 Jun 23:59"));
	says(page, "Status", "on track");
	why_page_free(page);
}

static void why__tells__each_change_of_rating(void **state)
{
	struct world *world = *state;
	struct why_page *page;
	struct error err = {0};

	record(world->desk, "C-1", "contact.received", "2024-03-01 08:00", "rating=green", NULL);
	record(world->desk, "C-1", "contact.rated", "2024-03-01 08:40", "rating=red", NULL);
	page = why(world->desk, "C-1", "mash.4h");
	says(page, "Rating", "green");
	says(page, "Rating", "red: Contact rated, Fri 1 Mar 08:40, by Una Field; recorded Fri 1 Mar 09:00");
	says(page, "Due", "Fri 1 Mar 12:00");
	why_page_free(page);
	page = why(world->desk, "C-1", "mash.72h");
	says(page, "Status", "ended");
	why_page_free(page);
	assert_null(why_page_open(world->desk, "C-1", "assessment.45", NULL, INSTANT_NONE, 0, &err));
	assert_int_equal(err.kind, ERROR_INPUT);
	assert_null(why_page_open(world->desk, "C-1", "nonsense", NULL, INSTANT_NONE, 0, &err));
	assert_non_null(strstr(err.text, "nonsense"));
}

static void why__tells__pauses_and_what_they_gave_back(void **state)
{
	struct world *world = *state;
	struct why_page *page;

	stage_write(world, "extra.policy",
		    "[queue holds]\ntitle = Holds\n"
		    "[event hold.begun]\ntitle = On hold\nconcerns = contact\n"
		    "[event hold.over]\ntitle = Hold over\nconcerns = contact\n"
		    "[timescale hold.test]\ntitle = With pauses\nqueue = holds\nstart = contact.received\n"
		    "stop = contact.decided\npause = hold.begun\nresume = hold.over\nlimit = 100 "
		    "hours\nsource = test\n");
	stage_apply(world);
	record(world->desk, "C-1", "contact.received", "2024-03-01 08:00", NULL);
	record(world->desk, "C-1", "hold.begun", "2024-03-01 08:10", NULL);
	record(world->desk, "C-1", "hold.over", "2024-03-01 08:50", NULL);
	page = why(world->desk, "C-1", "hold.test");
	says(page, "Paused", "On hold, Fri 1 Mar 08:10");
	says(page, "Paused", "Hold over, Fri 1 Mar 08:50");
	says(page, "Due", "Tue 5 Mar 12:40");
	says(page, "Due", "pauses have been given back");
	why_page_free(page);
}

static void why__tells__late_recording_and_withdrawal(void **state)
{
	struct world *world = *state;
	struct act_result received;
	struct why_page *page;
	struct error err = {0};

	received = record(world->desk, "C-1", "contact.received", "2024-02-27 08:00", "rating=amber", NULL);
	record(world->desk, "C-1", "contact.decided", "2024-02-27 12:00", "outcome=nfa", NULL);
	page = why(world->desk, "C-1", "mash.24h");
	says(page, "Status", "met");
	says(page, "Ended", "first recorded after it was due");
	why_page_free(page);
	record(world->desk, "C-2", "contact.received", "2024-02-27 08:00", "rating=amber", NULL);
	world_at(world, "2024-03-02 09:00");
	received = record(world->desk, "C-3", "contact.received", "2024-02-27 08:00", "rating=amber", NULL);
	world_at(world, "2024-03-03 09:00");
	if (!act_void(world->desk, received.event, "wrong child", &err))
		fail_msg("%s", err.text);
	page = why(world->desk, "C-3", "mash.24h");
	says(page, "Withdrawn", "wrong child");
	why_page_free(page);
}

static void why__finds__the_clock_by_its_start(void **state)
{
	struct world *world = *state;
	struct why_page *page;
	struct error err = {0};

	record(world->desk, "C-1", "contact.received", "2024-02-20 08:00", "rating=amber", NULL);
	record(world->desk, "C-1", "contact.decided", "2024-02-20 12:00", "outcome=nfa", NULL);
	record(world->desk, "C-1", "contact.received", "2024-03-01 08:00", "rating=amber", NULL);
	page = why(world->desk, "C-1", "mash.24h");
	says(page, "Started", "Fri 1 Mar 08:00");
	why_page_free(page);
	page = why_page_open(world->desk, "C-1", "mash.24h", NULL, when("2024-02-20"), 0, &err);
	assert_non_null(page);
	says(page, "Started", "Tue 20 Feb 08:00");
	why_page_free(page);
	assert_null(why_page_open(world->desk, "C-1", "mash.24h", NULL, when("2024-02-21"), 0, &err));
}

/* Rule 19: what an extract says with a word of its own ends nothing, and the page names it. */
static void why__names__what_was_passed_over(void **state)
{
	struct world *world = *state;
	struct event_row row = {
		.kind = "contact.decided",
		.at = when("2024-03-01 08:30"),
		.timed = true,
		.recorded = world->desk->now,
		.recorded_by = "import",
		.uid = 1000,
		.about_type = "contact",
		.fields = "outcome=MASH-X\n",
		.source = "test.csv",
	};
	struct act_result contact;
	struct why_page *page;
	struct error err = {0};
	char id[ID_SIZE];
	bool unknown;

	contact = record(world->desk, "C-1", "contact.received", "2024-03-01 08:00", "rating=amber", NULL);
	page = why(world->desk, "C-1", "mash.24h");
	for (size_t i = 0; i < page->n; i++)
		assert_string_not_equal(page->lines[i].label, "Unclear");
	why_page_free(page);
	struct file *file = taken(world->desk, "C-1");
	desk_id(world->desk, id);
	row.id = id;
	row.case_id = file->id;
	row.about = contact.about;
	assert_true(store_begin(world->desk->store, &err));
	assert_true(event_add(world->desk->store, &row, NULL, &err));
	assert_true(store_commit(world->desk->store, &unknown, &err));
	file_free(file);
	page = why(world->desk, "C-1", "mash.24h");
	says(page, "Unclear", "Contact decided, Fri 1 Mar 08:30, by import");
	says(page, "Unclear", "the policy does not know a value of it: it was passed over");
	says(page, "Status", "on track");
	why_page_free(page);
}

static int labelled(const struct why_page *page, const char *label)
{
	int n = 0;

	for (size_t i = 0; i < page->n; i++)
		n += strcmp(page->lines[i].label, label) == 0;
	return n;
}

static void why__tells__what_was_taken_back(void **state)
{
	struct world *world = *state;
	struct desk *desk = world->desk;
	const struct act_field amber = { "rating", "amber" };
	struct act_result held, rated;
	struct why_page *page;
	struct error err = {0};

	record(desk, "C-1", "contact.received", "2024-03-01 08:00", "rating=red", NULL);
	page = why(desk, "C-1", "mash.4h");
	assert_int_equal(labelled(page, "Taken back"), 0);
	why_page_free(page);
	held = record(desk, "C-1", "strategy.held", "2024-03-01 09:00", NULL);
	world_at(world, "2024-03-01 14:00");
	if (!act_void(desk, held.event, "never happened", &err))
		fail_msg("%s", err.text);
	page = why(desk, "C-1", "mash.4h");
	says(page, "Status", "overdue");
	says(page, "Taken back", "Strategy discussion, Fri 1 Mar 09:00, by Una Field");
	says(page, "Taken back", "by Una Field, Fri 1 Mar 14:00: never happened");
	assert_int_equal(labelled(page, "Taken back"), 1);
	why_page_free(page);
	/* It would not have ended the decision. */
	page = why(desk, "C-1", "mash.24h");
	assert_int_equal(labelled(page, "Taken back"), 0);
	why_page_free(page);
	/* What was said wrong, and what stands in its place. */
	rated = record(desk, "C-1", "contact.rated", "2024-03-01 14:00", "rating=green", NULL);
	assert_true(act_replace(desk, rated.event, &amber, 1, INSTANT_NONE, false, "slip", &rated, &err));
	page = why(desk, "C-1", "mash.24h");
	says(page, "Taken back", "Contact rated, Fri 1 Mar 14:00, by Una Field");
	says(page, "Taken back", "slip");
	says(page, "Taken back", "in its place: Contact rated");
	why_page_free(page);
}

static void why__explains__the_clock_of_the_row(void **state)
{
	struct world *world = *state;
	struct desk *desk = world->desk;
	struct case_page *of;
	struct error err = {0};
	int met = 0, withdrawn = 0;

	record(desk, "C-1", "contact.received", "2024-03-01 08:00", "rating=red", NULL);
	world_at(world, "2024-03-01 14:00");
	record(desk, "C-1", "strategy.held", "2024-03-01 09:00", NULL);
	of = case_page_open(desk, "C-1", &err);
	assert_non_null(of);
	for (size_t i = 0; i < of->n_clocks; i++) {
		const struct queue_row *row = &of->clocks[i].row;
		struct why_page *page;

		if (strcmp(row->timescale, "mash.4h") != 0)
			continue;
		page = why_page_open_of(desk, row, &err);
		assert_non_null(page);
		says(page, "Status", row->withdrawn == INSTANT_NONE ? "met" : "withdrawn");
		assert_int_equal(labelled(page, "Withdrawn"), row->withdrawn != INSTANT_NONE);
		*(row->withdrawn == INSTANT_NONE ? &met : &withdrawn) += 1;
		why_page_free(page);
	}
	assert_int_equal(met, 1);
	assert_int_equal(withdrawn, 1);
	case_page_free(of);
}

#define IN_LIVE(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_LIVE(why__counts__each_day_and_names_what_it_skips),
		IN_LIVE(why__tells__each_change_of_rating),
		IN_LIVE(why__tells__pauses_and_what_they_gave_back),
		IN_LIVE(why__tells__late_recording_and_withdrawal),
		IN_LIVE(why__finds__the_clock_by_its_start),
		IN_LIVE(why__names__what_was_passed_over),
		IN_LIVE(why__tells__what_was_taken_back),
		IN_LIVE(why__explains__the_clock_of_the_row),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
