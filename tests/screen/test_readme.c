/* What the README tells to press, pressed: its morning, its allocations meeting, its supervision of one
 * worker and its week, on the synthetic authority that it tells to open. The keys are read from the README itself, between
 * `<!-- keys: NAME -->` and `<!-- end of keys -->`: in the second column of its tables a text in backquotes is a
 * key where it is one character or names one, typed words else; what stands in *italics* is waited for. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/str.h"
#include "tests/base/whole.h"
#include "tests/screen/rehearsal.h"

/* Beside typed text, the way there and the page afterwards included. */
enum { KEYS_OF_MORNING = 62, KEYS_OF_MEETING = 24, KEYS_OF_SITTING = 50, KEYS_OF_WEEK = 20 };

/* A Tuesday: the Thornwicks wait longest then, and nobody has been supervised yet today. */
#define MOMENT "2026-03-17T09:40"

struct reader {
	struct rehearsal *file;
	char *built, *readme;
};

/* ---- the synthetic authority ---- */

static void expect_in(const char *text, const char *part)
{
	if (!strstr(text, part))
		fail_msg("not found: %s\nin: %s", part, text);
}

/* The test works in a folder of its own, since the program writes a page where it was started. */
static int begin(void **state)
{
	struct reader *reader = mem_new(sizeof *reader);
	const char *srcdir = getenv("srcdir");
	struct str_buf readme = { 0 };

	str_addf(&readme, "%s/README.md", srcdir ? srcdir : ".");
	reader->readme = realpath(readme.text, NULL);
	assert_non_null(reader->readme);
	str_done(&readme);
	reader->built = realpath(".", NULL);
	assert_non_null(reader->built);
	reader->file = rehearsal_new("readme");
	assert_int_equal(chdir(reader->file->folder), 0);
	rehearsal_run(reader->file, MOMENT, "demo", "--no-open", NULL);
	*state = reader;
	return 0;
}

static int end(void **state)
{
	struct reader *reader = *state;

	assert_int_equal(chdir(reader->built), 0);
	rehearsal_free(reader->file);
	free(reader->built);
	free(reader->readme);
	free(reader);
	return 0;
}

/* ---- the keys of the README ---- */

struct typist {
	struct pty *pty;
	int keys;	/* beside typed text */
	char name[32];	/* of the block */
};

static void press(struct typist *typist, struct str_view word, int times)
{
	static const struct {
		const char *readme, *pty;
	} named[] = {
		{ "Enter", "<ENTER>" }, { "Tab", "<TAB>" }, { "Esc", "<ESC>" },	 { "Space", "<SPACE>" },
		{ "F2", "<F2>" },	{ "↓", "<DOWN>" },  { "↑", "<UP>" }, { "Ctrl-R", "<C-r>" },
	};
	char *text = mem_copy_n(word.at, word.n);
	const char *key = word.n == 1 ? text : NULL;

	for (size_t i = 0; i < sizeof named / sizeof *named; i++)
		if (strcmp(text, named[i].readme) == 0)
			key = named[i].pty;
	for (int i = 0; i < times; i++)
		if (key)
			pty_keys(typist->pty, key);
		else
			pty_send(typist->pty, word.at, word.n);
	typist->keys += key ? times : 0;
	free(text);
}

/* "twice" or "seven times" behind a key. */
static int times_of(const char *after)
{
	static const char *const words[] = { "three", "four", "five", "six", "seven", "eight", "nine" };

	if (strncmp(after, " twice", 6) == 0)
		return 2;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t n = strlen(words[i]);

		if (*after == ' ' && strncmp(after + 1, words[i], n) == 0 && strncmp(after + 1 + n, " times", 6) == 0)
			return (int)i + 3;
	}
	return 1;
}

/* One row: what is to be pressed, in its order, and what is to be seen. */
static void follow(struct typist *typist, char *row)
{
	char *at = strstr(row + 1, " | ");

	assert_non_null(at);
	for (at += 3; *at; at++) {
		char mark = *at, *close;

		if (mark != '`' && mark != '*')
			continue;
		close = strchr(at + 1, mark);
		if (!close)
			fail_msg("%s: %c is not closed: %s", typist->name, mark, row);
		if (mark == '`') {
			press(typist, (struct str_view){ at + 1, (size_t)(close - at - 1) }, times_of(close + 1));
		} else {
			*close = '\0';
			pty_expect(typist->pty, pty_wait(typist->pty, at + 1), at + 1, typist->name, typist->keys);
			*close = mark;
		}
		at = close;
	}
}

/* Presses a block of the README; how many keys those were. */
static int follow_readme(const struct reader *reader, struct pty *pty, const char *name)
{
	struct typist typist = { .pty = pty };
	char heading[64], *text = whole_file(reader->readme), *row, *last;

	snprintf(typist.name, sizeof typist.name, "README: %s", name);
	snprintf(heading, sizeof heading, "<!-- keys: %s -->\n", name);
	row = strstr(text, heading);
	if (!row)
		fail_msg("the README has no block %s", heading);
	last = strstr(row, "<!-- end of keys -->");
	assert_non_null(last);
	*last = '\0';
	row = strtok(row + strlen(heading), "\n");
	for (int n = 0; row; row = strtok(NULL, "\n"), n++)
		if (n > 1)	/* below the heading of the table and its rule */
			follow(&typist, row);
	free(text);
	assert_true(typist.keys > 0);
	return typist.keys;
}

static struct pty *opened(const struct reader *reader, int rows, int cols)
{
	struct pty *pty = rehearsal_open(reader->file, MOMENT, NULL, NULL, rows, cols);

	EXPECT_TEXT(pty, "Next deadlines");
	return pty;
}

/* The program ends well, and finds no fault in the file. */
static void closed(const struct reader *reader, struct pty *pty)
{
	assert_int_equal(pty_end(pty), 0);
	pty_free(pty);
	rehearsal_run(reader->file, MOMENT, "check", NULL);
}

static void leave(const struct reader *reader, struct pty *pty)
{
	pty_keys(pty, "Q");
	closed(reader, pty);
}

static void expect_shown(const struct reader *reader, const char *reference, const char *part)
{
	char *page = rehearsal_said(reader->file, MOMENT, "show", reference, NULL);

	expect_in(page, part);
	free(page);
}

static void few_enough(const char *what, int keys, int most)
{
	print_message("the README's %s: %d keys beside typed text\n", what, keys);
	if (keys > most)
		fail_msg("%d keys, expected at most %d", keys, most);
}

/* ---- the morning ---- */

/* The clock stands still: what is rated red and decided in one second has no red clock, since in one instant
 * stops come before conditions. So the events are looked at. */
static void work_morning(const struct reader *reader, int rows, int cols)
{
	static const struct {
		const char *reference, *says;
	} recorded[] = {
		{ "C-000001", "Family: C-000002 Ben Hollin, C-000003 Cai Hollin" },
		{ "C-000001", "2026-03-17T09:00:00+00:00  Contact received: Source: School, college or early years" },
		{ "C-000001", "Contact rated: Rating: Red" },
		{ "C-000001", "Next steps: See Wren at school today; Reviewed on: Wed 18 Mar" },
		{ "C-000001", "Action set: Action: Ring the school; Owner: Alex Coldbrook; Due: Tue 17 Mar" },
		{ "C-000001", "Strategy discussion held: Agencies that took part: Children's social care, Police, Health" },
		{ "C-000001", "Contact decided: Outcome: Referral; Reason: The threshold is met" },
		{ "C-000001", "Worker: Lindsay Merrow" },
		{ "C-000003", "Date of birth: 2020-11-03" },
		{ "C-000217", "Worker: Lindsay Merrow" },
		{ "C-000237", "Worker: Lindsay Merrow" },
	};
	struct pty *pty = opened(reader, rows, cols);
	int keys = follow_readme(reader, pty, "morning");

	closed(reader, pty);	/* its last row leaves */
	for (size_t i = 0; i < sizeof recorded / sizeof *recorded; i++)
		expect_shown(reader, recorded[i].reference, recorded[i].says);
	few_enough("morning", keys, KEYS_OF_MORNING);
}

static void morning__of_the_readme__is_worked(void **state)
{
	work_morning(*state, 24, 80);
}

static void morning__of_the_readme__is_worked_on_a_wide_screen(void **state)
{
	work_morning(*state, 50, 160);
}

/* ---- the meeting ---- */

static void hold_meeting(const struct reader *reader, int rows, int cols)
{
	static const struct {
		const char *reference, *worker;
	} allocated[] = {
		{ "C-000229", "Worker: Jamie Longacre" }, { "C-000231", "Worker: Jamie Longacre" },
		{ "C-000220", "Worker: Dana Rushmere" },  { "C-000221", "Worker: Dana Rushmere" },
	};
	static const char *const noted[] = {
		", Dana Rushmere", "Case allocated (8)", "C-000222", "C-000226",
		"Held on duty (1)", /* the other was taken back */
		"Layla Holmbury\n         Reason: Nobody of the team has room; Until: Wed 18 Mar",
	};
	struct pty *pty = opened(reader, rows, cols);
	int keys = follow_readme(reader, pty, "meeting");
	char *note;

	leave(reader, pty);
	for (size_t i = 0; i < sizeof allocated / sizeof *allocated; i++)
		expect_shown(reader, allocated[i].reference, allocated[i].worker);
	note = whole_file("allocation-2026-03-17.txt");
	for (size_t i = 0; i < sizeof noted / sizeof *noted; i++)
		expect_in(note, noted[i]);
	free(note);
	few_enough("meeting", keys, KEYS_OF_MEETING);
}

static void meeting__of_the_readme__allocates(void **state)
{
	hold_meeting(*state, 24, 80);
}

static void meeting__of_the_readme__allocates_on_a_wide_screen(void **state)
{
	hold_meeting(*state, 50, 160);
}

/* ---- the supervision ---- */

/* Where there is little room the end of a filter's words goes before the name of the queue does. */
static void filtered_queue__keeps_its_name__in_eighty_columns(void **state)
{
	const struct reader *reader = *state;
	struct pty *pty = opened(reader, 24, 80);

	pty_keys(pty, "4/");
	pty_keys(pty, "worker:longacre<ENTER>");
	EXPECT_TEXT(pty, "overdue hidden");
	EXPECT_TEXT(pty, "TRAINING Supervision  worker:lo");
	EXPECT_TEXT(pty, "filter: worker:longacre");
	leave(reader, pty);
}

static void sit_down(const struct reader *reader, int rows, int cols)
{
	static const struct {
		const char *reference, *event;
	} recorded[] = {
		{ "C-000283", "2026-03-17T09:40:00+00:00  Supervision held: Purpose: Case supervision, Day 25 supervision" },
		{ "C-000283", "Action done: Evidence: She was there" },
		{ "C-000283", "Action carried on: Planned for: Tue 31 Mar; Reason: half term" },
		{ "C-000283", "Action set: Action: See him at school; Owner: Jamie Longacre; Due: Fri 27 Mar" },
		{ "C-000283", "Action set: Action: Ring his father; Owner: Jamie Longacre; Due: Fri 20 Mar" },
		{ "C-000283", "2026-04-14  Supervision held (planned)" },
		{ "C-000278", "Decisions: No change of plan" },
		{ "C-000278", "Action done: Evidence: The health visitor came too" },
		{ "C-000497", "2026-03-17T09:40:00+00:00  Supervision held" },
		{ "C-000335", "2026-03-17T09:40:00+00:00  Supervision held" },
		{ "C-000265", "2026-03-17T09:40:00+00:00  Supervision held" },
		{ "worker:jlongacre", "Well; the caseload is heavy" },
	};
	struct pty *pty = opened(reader, rows, cols);
	int keys = follow_readme(reader, pty, "supervision");
	char *page;

	leave(reader, pty);
	for (size_t i = 0; i < sizeof recorded / sizeof *recorded; i++)
		expect_shown(reader, recorded[i].reference, recorded[i].event);
	page = whole_file("supervision-C-000283.txt");
	expect_in(page, "Go on with the plan");
	free(page);
	few_enough("supervision", keys, KEYS_OF_SITTING);
}

static void supervision__of_the_readme__is_recorded(void **state)
{
	sit_down(*state, 24, 80);
}

static void supervision__of_the_readme__is_recorded_on_a_wide_screen(void **state)
{
	sit_down(*state, 50, 160);
}

/* ---- the week ---- */

static void plan_week(const struct reader *reader, int rows, int cols)
{
	struct pty *pty = opened(reader, rows, cols);
	int keys = follow_readme(reader, pty, "week");
	char *text;

	leave(reader, pty);
	text = whole_file("week-2026-03-16.txt");
	expect_in(text, "Report asked for from the school");
	expect_in(text, "Planned        Tue 17 Mar 09:40, ");
	free(text);
	expect_shown(reader, "C-000320", "Reason for the delay: Court or police proceedings");
	expect_shown(reader, "team:R&A North", "Weekly plan made: Week that begins on: Mon 16 Mar");
	few_enough("week", keys, KEYS_OF_WEEK);
}

static void week__of_the_readme__is_planned(void **state)
{
	plan_week(*state, 24, 80);
}

static void week__of_the_readme__is_planned_on_a_wide_screen(void **state)
{
	plan_week(*state, 50, 160);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
	const struct CMUnitTest tests[] = {
		TEST(morning__of_the_readme__is_worked),
		TEST(morning__of_the_readme__is_worked_on_a_wide_screen),
		TEST(meeting__of_the_readme__allocates),
		TEST(meeting__of_the_readme__allocates_on_a_wide_screen),
		TEST(filtered_queue__keeps_its_name__in_eighty_columns),
		TEST(supervision__of_the_readme__is_recorded),
		TEST(supervision__of_the_readme__is_recorded_on_a_wide_screen),
		TEST(week__of_the_readme__is_planned),
		TEST(week__of_the_readme__is_planned_on_a_wide_screen),
	};

	if (access(REHEARSAL_PROGRAM, X_OK) != 0)
		return 77;
	return cmocka_run_group_tests_name("readme", tests, NULL, NULL);
}
