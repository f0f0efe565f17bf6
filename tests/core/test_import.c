#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clock/civil.h"
#include "core/import.h"
#include "core/keep.h"
#include "stage.h"

/* What an import told. */
struct heard {
	char refused[8][256];
	int n_refused, n_notes;
	char notes[512];
	int64_t interrupt_after; /* -1 never */
};

static void hear_refusal(void *arg, const struct import_refusal *refusal)
{
	struct heard *heard = arg;

	assert_true(heard->n_refused < 8);
	snprintf(heard->refused[heard->n_refused++], sizeof(heard->refused[0]), "%lld %s “%s”: %s",
		 (long long)refusal->row, refusal->column ? refusal->column : "-",
		 refusal->value ? refusal->value : "", refusal->reason);
}

static void hear_note(void *arg, const char *text)
{
	struct heard *heard = arg;
	size_t n = strlen(heard->notes);

	snprintf(heard->notes + n, sizeof(heard->notes) - n, "%s\n", text);
	heard->n_notes++;
}

static bool go_on(void *arg, int64_t bytes, int64_t of)
{
	const struct heard *heard = arg;

	assert_true(bytes <= of || of == 0);
	return heard->interrupt_after < 0;
}

static const char *put(struct world *world, const char *text)
{
	static char path[WORLD_PATH * 2];

	return world_put(world->folder, "extract.csv", text, path);
}

static struct import_report taken_in(struct world *world, const char *text, struct heard *heard)
{
	struct import_watch watch = {hear_refusal, hear_note, go_on, heard};
	struct import_report report;
	struct error err = {0};

	*heard = (struct heard){.interrupt_after = -1};
	world->surroundings.libexec_folder = TEST_EXCHANGE;
	if (!import_contacts(world->desk, put(world, text), false, &watch, &report, &err))
		fail_msg("%s", err.text);
	return report;
}

#define HEAD                                                                                                 \
	"reference,name,date_of_birth,received,source,rating,rated,direction,strategy,decided,outcome,team," \
	"worker,family\n"

static const char first[] =
	HEAD "A-1,Zoë Winter,2015-03-02,2024-02-29T08:00,police,red,29/02/2024 "
	     "08:20,2024-02-29T08:30,2024-02-29T11:00,,,North,"
	     "Sam Grey,Winter\n"
	     "A-2,Ben Winter,,2024-02-28,school,amber,,,,2024-02-28T15:00,nfa,West,New Worker,Winter\n"
	     "A-3,,,2024-03-01T08:00,,,,,,,,,,\n";

static void extract__becomes__events_and_clocks(void **state)
{
	struct world *world = *state;
	struct heard heard;
	struct import_report report = taken_in(world, first, &heard);
	struct file *file;

	assert_int_equal(report.rows, 3);
	assert_int_equal(report.fresh, 3);
	assert_int_equal(report.cases, 3);
	assert_int_equal(report.events, 4 + 2 + 1);
	assert_int_equal(report.teams, 1);
	assert_int_equal(report.people, 1);
	assert_int_equal(report.refused, 0);
	assert_non_null(strstr(heard.notes, "new team: West"));
	assert_non_null(strstr(heard.notes, "New Worker"));
	assert_non_null(strstr(heard.notes, "new source: school"));
	file = taken(world->desk, "A-1");
	assert_string_equal(file->name, "Zoë Winter");
	assert_string_equal(file->team, "North");
	assert_string_equal(file->worker, "Sam Grey");
	assert_non_null(file->family);
	file_free(file);
	assert_int_equal(world_status(world->desk, "A-1", "mash.4h"), STATUS_MET);
	assert_int_equal(world_status(world->desk, "A-1", "mash.24h"), STATUS_OVERDUE);
	assert_int_equal(world_status(world->desk, "A-2", "mash.24h"), STATUS_MET);
	assert_int_equal(world_status(world->desk, "A-3", "mash.72h"), STATUS_ON_TRACK);
	world_is_whole(world->desk);
}

static void extract__twice__changes_nothing(void **state)
{
	struct world *world = *state;
	struct heard heard;
	struct import_report report;
	int before;

	taken_in(world, first, &heard);
	before = world_events(world);
	world_at(world, "2024-03-01 10:00");
	report = taken_in(world, first, &heard);
	assert_int_equal(report.unchanged, 3);
	assert_int_equal(report.fresh + report.changed + report.refused + report.events + report.teams +
				 report.people,
			 0);
	assert_int_equal(world_events(world), before);
}

static void extract__of_next_week__adds_what_is_new(void **state)
{
	static const char next[] = HEAD "A-1,Zoë Winter,2015-03-02,2024-02-29T08:00,police,red,29/02/2024 "
					"08:20,2024-02-29T08:30,2024-02-29T11:00,"
					"2024-03-01T07:00,referral,North,Sam Grey,Winter\n"
					"A-2,Benjamin "
					"Winter,2016-01-01,2024-02-28,school,amber,,,,2024-02-28T15:00,"
					"referral,West,New Worker,Winter\n"
					"A-3,Cat Summer,,2024-03-01T08:00,,red,,,,,,,,\n"
					"A-3,,,2024-03-01T08:30,,green,,,,,,,,\n"
					"A-4,,,2024-03-01T08:45,,,,,,,,,,\n";
	struct world *world = *state;
	struct heard heard;
	struct import_report report;
	struct file *file;

	taken_in(world, first, &heard);
	world_at(world, "2024-03-01 10:00");
	report = taken_in(world, next, &heard);
	assert_int_equal(report.changed, 3);
	assert_int_equal(report.fresh, 2);
	assert_int_equal(report.cases, 1);
	assert_int_equal(world_status(world->desk, "A-1", "mash.24h"), STATUS_MET);
	file = taken(world->desk, "A-2");
	assert_string_equal(file->name, "Benjamin Winter");
	assert_int_not_equal(file->born, CIVIL_NONE);
	for (size_t i = 0; i < file->history.n_events; i++)
		if (strcmp(file->events[i].kind, "contact.decided") == 0 &&
		    file->history.events[i].removed == INSTANT_NONE)
			assert_string_equal(file_value(world->desk, file, i, "outcome"), "referral");
	file_free(file);
	assert_int_equal(world_status(world->desk, "A-3", "mash.4h"), STATUS_ON_TRACK);
	world_is_whole(world->desk);
	report = taken_in(world, next, &heard);
	assert_int_equal(report.unchanged, 5);
	assert_int_equal(report.events, 0);
}

static void worker__who_changes__is_allocated_each_time(void **state)
{
	static const char sam[] = "reference,received,worker\nW-1,2024-03-01T08:00,Sam Grey\n";
	static const char ada[] = "reference,received,worker\nW-1,2024-03-01T08:00,Ada Green\n";
	struct world *world = *state;
	struct heard heard;
	struct file *file;

	taken_in(world, sam, &heard);
	for (int i = 0; i < 3; i++) {
		world->ms += 3600 * 1000;
		desk_refresh(world->desk);
		assert_int_equal(taken_in(world, i % 2 ? sam : ada, &heard).changed, 1);
		assert_int_equal(taken_in(world, i % 2 ? sam : ada, &heard).unchanged, 1);
		file = taken(world->desk, "W-1");
		assert_string_equal(file->worker, i % 2 ? "Sam Grey" : "Ada Green");
		file_free(file);
	}
	world->ms += 3600 * 1000;
	desk_refresh(world->desk);
	record(world->desk, "W-1", "case.allocated", NULL, "worker=Sam Grey", NULL);
	assert_int_equal(taken_in(world, ada, &heard).unchanged, 1);
	file = taken(world->desk, "W-1");
	assert_string_equal(file->worker, "Sam Grey");
	file_free(file);
}

static void refusals__name__row_column_and_reason(void **state)
{
	static const struct {
		const char *row, *said;
	} wrong[] = {
		{",2024-03-01T08:00,,,,,\n", "2 reference"},
		{"R-1,,,,,,\n", "2 received"},
		{"R-1,01/13/2024,,,,,\n", "2 received “01/13/2024”"},
		{"R-1,1900-01-01,,,,,\n", "2 received “1900-01-01”"},
		{"R-1,9999-12-31,,,,,\n", "2 received “9999-12-31”"},
		{"R-1,2024-03-02,,,,,\n", "2 received “2024-03-02”"},
		{"R-1,2024-03-01T08:00,,2024-03-01T07:00,,red,\n", "2 rated"},
		{"R-1,2024-03-01T08:00,2024-02-29T07:00,,,,\n", "2 decided"},
		{"R-1,2024-03-01T08:00,,,nfa,,\n", "2 outcome “nfa”"},
		{"R-1,2024-03-01T08:00,,2024-03-01T08:10,,,\n", "2 rated"},
		{"R-1,2024-03-01T08:00,,,,,31/02/2010\n", "2 date_of_birth “31/02/2010”"},
		{"R-1,2024-03-31T01:30,,,,,\n", "2 received “2024-03-31T01:30”"},
	};
	struct world *world = *state;
	struct heard heard;
	char text[256];

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		struct import_report report;

		snprintf(text, sizeof(text),
			 "reference,received,decided,rated,outcome,rating,date_of_birth\n%s", wrong[i].row);
		report = taken_in(world, text, &heard);
		assert_int_equal(report.refused, 1);
		assert_int_equal(heard.n_refused, 1);
		if (strncmp(heard.refused[0], wrong[i].said, strlen(wrong[i].said)) != 0)
			fail_msg("%s: %s", wrong[i].row, heard.refused[0]);
	}
	assert_int_equal(world_events(world), 0);
}

static void date_of_birth__that_is_a_dummy__is_left_out(void **state)
{
	struct world *world = *state;
	struct heard heard;
	struct import_report report = taken_in(
		world, "reference,received,date_of_birth\nD-1,2024-03-01T08:00,1900-01-01\n", &heard);
	struct file *file = taken(world->desk, "D-1");

	assert_int_equal(report.fresh, 1);
	assert_int_equal(file->born, CIVIL_NONE);
	assert_non_null(strstr(heard.notes, "1900-01-01"));
	file_free(file);
}

static void same_contact__twice_in_a_file__is_refused(void **state)
{
	struct world *world = *state;
	struct heard heard;
	struct import_report report =
		taken_in(world, "received,reference\n2024-03-01T08:00,D-1\n2024-03-01T08:00,D-1\n", &heard);

	assert_int_equal(report.fresh, 1);
	assert_int_equal(report.refused, 1);
	assert_non_null(strstr(heard.refused[0], "row 2"));
}

static void contradiction__is_told__and_not_obeyed(void **state)
{
	static const char then[] =
		"reference,received,decided,outcome\nK-1,2024-02-29T08:00,2024-03-01T09:00,nfa\n";
	static const char other[] =
		"reference,received,decided,outcome\nK-1,2024-02-29T08:00,2024-02-29T09:00,nfa\n";
	struct world *world = *state;
	struct heard heard;
	struct import_report report;

	taken_in(world, then, &heard);
	report = taken_in(world, other, &heard);
	assert_int_equal(report.refused, 1);
	assert_int_equal(report.events, 0);
	assert_non_null(strstr(heard.refused[0], "decided"));
	assert_non_null(strstr(heard.refused[0], "replace"));
	assert_int_equal(world_status(world->desk, "K-1", "mash.72h"), STATUS_MET);
}

/* Rule 19: unknown and retired values are taken in, stop no clock, and stand in needs attention. */
static void unknown_values__need__attention(void **state)
{
	static const char text[] =
		"reference,received,rating,decided,outcome\nU-1,2024-03-01T08:00,purple,,\n"
		"U-2,2024-03-01T08:00,blue,,\nU-3,2024-02-27T08:00,Amber,2024-02-27T09:00,shrug\n"
		"U-4,2024-02-27T08:00,Amber,2024-02-27T09:00,No further action\n";
	struct world *world = *state;
	struct heard heard;
	struct import_report report = taken_in(world, text, &heard);
	struct queue_query query = {.queue = "attention", .limit = -1};
	struct stage_rows rows;

	assert_int_equal(report.fresh, 4);
	assert_int_equal(report.attention, 3);
	assert_int_equal(world_status(world->desk, "U-1", "mash.72h"), STATUS_ON_TRACK);
	assert_int_equal(world_status(world->desk, "U-3", "mash.24h"), STATUS_OVERDUE);
	assert_int_equal(world_status(world->desk, "U-4", "mash.24h"), STATUS_MET);
	stage_list(world->desk, &query, &rows);
	assert_int_equal(rows.n, 3);
	assert_string_equal(rows.text[0], "U-1 - attention");
	stage_counts(world->desk, &query);
}

static void dry_run__and_interruption__keep_nothing(void **state)
{
	struct world *world = *state;
	struct heard heard = {.interrupt_after = -1};
	struct import_watch watch = {hear_refusal, hear_note, go_on, &heard};
	struct import_report dry, wet;
	struct error err = {0};
	struct str_buf many = {0};

	world->surroundings.libexec_folder = TEST_EXCHANGE;
	if (!import_contacts(world->desk, put(world, first), true, &watch, &dry, &err))
		fail_msg("%s", err.text);
	assert_int_equal(world_events(world), 0);
	str_add(&many, "reference,received\n");
	for (int i = 0; i < 1000; i++)
		str_addf(&many, "M-%04d,2024-03-01T08:00\n", i);
	heard.interrupt_after = 1;
	assert_false(import_contacts(world->desk, put(world, many.text), false, &watch, &wet, &err));
	assert_non_null(strstr(err.text, "interrupted"));
	assert_int_equal(world_events(world), 0);
	str_done(&many);
	wet = taken_in(world, first, &heard);
	assert_memory_equal(&dry, &wet, sizeof(dry));
}

static void file__that_is_no_extract__is_refused_whole(void **state)
{
	static const char *const wrong[] = {"", "reference,name\nA-1,x\n",
					    "reference,received,received\nA-1,2024-03-01,\n"};
	struct world *world = *state;
	struct import_report report;
	struct error err = {0};

	world->surroundings.libexec_folder = TEST_EXCHANGE;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		assert_false(import_contacts(world->desk, put(world, wrong[i]), false, NULL, &report, &err));
		assert_int_equal(err.kind, ERROR_INPUT);
	}
	assert_false(import_contacts(world->desk, "/nonexistent.csv", false, NULL, &report, &err));
	assert_non_null(strstr(err.text, "/nonexistent.csv"));
	assert_false(import_contacts(world->desk, world->folder, false, NULL, &report, &err));
	assert_int_equal(err.kind, ERROR_INPUT);
}

static void contact__logged_by_hand__is_the_same_contact(void **state)
{
	struct world *world = *state;
	struct heard heard;
	struct import_report report;
	struct file *file;

	record(world->desk, "H-1", "contact.received", "2024-03-01 08:00", "name=Ada Summer", NULL);
	report = taken_in(world,
			  "reference,received,rating,rated\nH-1,2024-03-01T08:00,red,2024-03-01T08:10\n",
			  &heard);
	assert_int_equal(report.changed, 1);
	assert_int_equal(report.events, 1);
	file = taken(world->desk, "H-1");
	assert_int_equal(file->history.n_abouts, 1);
	file_free(file);
	assert_int_equal(world_status(world->desk, "H-1", "mash.4h"), STATUS_ON_TRACK);
}

static void people__are_added_and_changed(void **state)
{
	static const char text[] =
		"name,login,role,team,kind,fte,capacity,from,to,away_from,away_to\n"
		"Kim Ash,kash,practitioner,West,agency,0.6,12,2024-01-01,,2024-03-04,2024-03-08\n"
		"Pat Oak,poak,Manager,North,,,,,,,\nLee Elm,lelm,wizard,,,,,,,,\nNo "
		"Share,nshare,reader,,,lots,,,,,\n";
	struct world *world = *state;
	struct heard heard = {.interrupt_after = -1};
	struct import_watch watch = {hear_refusal, hear_note, go_on, &heard};
	struct import_report report;
	struct error err = {0};

	world->surroundings.libexec_folder = TEST_EXCHANGE;
	if (!import_people(world->desk, put(world, text), false, &watch, &report, &err))
		fail_msg("%s", err.text);
	assert_int_equal(report.fresh, 2);
	assert_int_equal(report.refused, 2);
	assert_int_equal(report.teams, 1);
	assert_non_null(strstr(heard.refused[0], "4 role “wizard”"));
	assert_non_null(strstr(heard.refused[1], "5 fte “lots”"));
	if (!import_people(world->desk, put(world, text), false, NULL, &report, &err))
		fail_msg("%s", err.text);
	assert_int_equal(report.unchanged, 2);
	if (!import_people(world->desk, put(world, "login,name,capacity\nkash,Kim Ash,15\n"), false, NULL,
			   &report, &err))
		fail_msg("%s", err.text);
	assert_int_equal(report.changed, 1);
}

#define IN_LIVE(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_LIVE(extract__becomes__events_and_clocks),
		IN_LIVE(extract__twice__changes_nothing),
		IN_LIVE(extract__of_next_week__adds_what_is_new),
		IN_LIVE(worker__who_changes__is_allocated_each_time),
		IN_LIVE(refusals__name__row_column_and_reason),
		IN_LIVE(date_of_birth__that_is_a_dummy__is_left_out),
		IN_LIVE(same_contact__twice_in_a_file__is_refused),
		IN_LIVE(contradiction__is_told__and_not_obeyed),
		IN_LIVE(unknown_values__need__attention),
		IN_LIVE(dry_run__and_interruption__keep_nothing),
		IN_LIVE(file__that_is_no_extract__is_refused_whole),
		IN_LIVE(contact__logged_by_hand__is_the_same_contact),
		IN_LIVE(people__are_added_and_changed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
