#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "stage.h"

enum { DAY = 86400, HOUR = 3600 };

/* Fri 1 Mar 2024 09:00, the world's first moment. */
static struct queue_row a_row(int64_t now)
{
	return (struct queue_row){
		.case_id = "id",
		.reference = "C-104",
		.name = "Zoë O’Neil",
		.timescale = "mash.24h",
		.title = "Decision",
		.queue = "contacts",
		.rating = "amber",
		.team = "North",
		.worker = "Sam Grey",
		.status = STATUS_DUE_SOON,
		.received = now - 3 * DAY,
		.times = {.started = now - 20 * HOUR,
			  .due = now + 4 * HOUR,
			  .soon = now - HOUR,
			  .stopped = INSTANT_NONE,
			  .paused_since = INSTANT_NONE,
			  .unit = UNIT_HOURS},
	};
}

static const struct {
	const char *line;
	bool matches;
} words[] = {
	{"", true},
	{"zoe", true},
	{"ZOË", true},
	{"o'neil", true},
	{"c-104 zoe", true},
	{"c-105", false},
	{"grey", true},
	{"north", true},
	{"south", false},
	{"-zoe", false},
	{"-adam", true},
	{"team:north", true},
	{"team:nor", true},
	{"team:south", false},
	{"team:South,North", true},
	{"team:none", false},
	{"-team:none", true},
	{"worker:sam", true},
	{"worker:\"Sam Grey\"", true},
	{"worker:none", false},
	{"worker:me", false},
	{"rating:amber", true},
	{"rating:Amber", true},
	{"rating:amb", true},
	{"rating:re", false},
	{"rating:no", false}, /* half typed: none */
	{"rating:red,amber", true},
	{"-rating:amber", false},
	{"status:due-soon", true},
	{"status:due", true},
	{"status:overdue", false},
	{"status:overdue,due-soon", true},
	{"timescale:mash.24h", true},
	{"timescale:mash", true},
	{"timescale:assessment.45", false},
	{"queue:contacts", true},
	{"queue:assess", false},
	{"due<5h", true},
	{"due<4h", false},
	{"due<=4h", true},
	{"due>4h", false},
	{"due>=4h", true},
	{"due>3h", true},
	{"due<1d", true},
	{"due>1d", false},
	{"due<2024-03-01T14:00", true},
	{"due<2024-03-01", false},
	{"due<=2024-03-01", true},
	{"due>2024-03-01", false},
	{"due<=today", true},
	{"due<=thu", true}, /* the coming one */
	{"age<5", true},
	{"age<3", false},
	{"age<=3", true},
	{"age>2d", true},
	{"age<72h", false},
	{"age<4w", true},
	{"direction:no", true},
	{"direction:without", true},
	{"direction:yes", false},
	{"direction:wi", false},
	{"-direction:with", true},
	{"direction:", true},
	{"new", true}, /* nobody has looked yet */
	{"-new", false},
	/* Half typed: no restriction, and no complaint. */
	{"team:", true},
	{"-team:", true},
	{"status:", true},
	{"due<", true},
	{"due", false},
};

static void words__match__as_chapter_4_says(void **state)
{
	struct world *world = *state;
	struct queue_row row = a_row(world->desk->now), folded = row;
	char *text = utf8_fold("C-104 Zoë O’Neil");

	folded.folded = text;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		struct filter *filter = stage_filter(world->desk, words[i].line);

		if (filter_matches(filter, &row, world->desk->now) != words[i].matches ||
		    filter_matches(filter, &folded, world->desk->now) != words[i].matches)
			fail_msg("%s: not as expected", words[i].line);
		filter_free(filter);
	}
	free(text);
}

static void mistakes__are_told__with_the_word(void **state)
{
	static const char *const wrong[] = {"status:late-ish", "queue:nothing", "timescale:nothing",
					    "colour:red",      "due<soonish",   "age>x", "direction:east",
					    "rating:crimson", "-rating:redd",
					    "-status:blue"};
	struct world *world = *state;

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		struct error err = {0};
		const char *word = wrong[i][0] == '-' ? wrong[i] + 1 : wrong[i];

		assert_null(filter_parse_line(world->desk, wrong[i], &err));
		assert_int_equal(err.kind, ERROR_USAGE);
		if (!strstr(err.text, word))
			fail_msg("“%s” does not name %s", err.text, word);
	}
}

/* A limit in days is due at the end of its date: "2d left" is not less than 2d. */
static void due__of_a_date__counts_dates(void **state)
{
	struct world *world = *state;
	struct queue_row row = a_row(world->desk->now);
	static const struct {
		const char *line;
		bool matches;
	} dates[] = {
		{"due<2d", false}, {"due<=2d", true}, {"due<3d", true}, {"due>2d", false}, {"due>1d", true}};

	row.times.unit = UNIT_WORKING_DAYS;
	row.times.due = zone_last(world->desk->zone, zone_day(world->desk->zone, world->desk->now) + 2);
	for (size_t i = 0; i < sizeof(dates) / sizeof(dates[0]); i++) {
		struct filter *filter = stage_filter(world->desk, dates[i].line);

		if (filter_matches(filter, &row, world->desk->now) != dates[i].matches)
			fail_msg("%s", dates[i].line);
		filter_free(filter);
	}
}

static void nothing__known__matches_no_comparison(void **state)
{
	struct world *world = *state;
	struct queue_row row = a_row(world->desk->now);
	static const char *const lines[] = {"due<9999d", "due>1m", "age<9999", "age>0"};

	row.times.due = row.received = INSTANT_NONE;
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		struct filter *filter = stage_filter(world->desk, lines[i]);

		assert_false(filter_matches(filter, &row, world->desk->now));
		filter_free(filter);
	}
}

static void queue_word__is_given__to_the_index(void **state)
{
	struct world *world = *state;
	struct filter *filter = stage_filter(world->desk, "zoe queue:contacts");

	assert_string_equal(filter_queue(filter), "contacts");
	filter_free(filter);
	filter = stage_filter(world->desk, "-queue:contacts");
	assert_null(filter_queue(filter));
	filter_free(filter);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words__match__as_chapter_4_says),
		cmocka_unit_test(mistakes__are_told__with_the_word),
		cmocka_unit_test(due__of_a_date__counts_dates),
		cmocka_unit_test(nothing__known__matches_no_comparison),
		cmocka_unit_test(queue_word__is_given__to_the_index),
	};

	return cmocka_run_group_tests(tests, world_setup, world_teardown);
}
