/* The week plan on the screen: rows S0-07 and S2-03. */
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

#include "tests/screen/caseload.h"

/* An assessment, typed as a command; it falls due 45 working days after its start. */
static void assess(struct pty *pty, const char *reference, const char *name, const char *started)
{
	char keys[160], done[80];

	snprintf(keys, sizeof keys,
		 ":record %s assessment.started name=%s team=MASH worker=sam --at %s<ENTER>", reference, name, started);
	snprintf(done, sizeof done, "Done: record %s", reference);
	pty_keys(pty, keys);
	pty_expect(pty, pty_wait(pty, done), done, __FILE__, __LINE__);
}

/* Due on Thu 22 Feb, Thu 29 Feb and Fri 1 Mar 2024, which is today, and next week on Mon 4 and Tue 5 March. */
static struct pty *open_it(const struct caseload *load, int rows, int cols)
{
	struct pty *pty = caseload_open(load, rows, cols, NULL, NULL);

	assess(pty, "P-1", "Ashby", "2023-12-18");
	assess(pty, "P-2", "Birley", "2023-12-27");
	assess(pty, "P-3", "Corby", "2023-12-28");
	assess(pty, "P-4", "Derby", "2023-12-29");
	assess(pty, "P-5", "Enderby", "2024-01-02");
	pty_keys(pty, "W");
	EXPECT_TEXT(pty, "TRAINING Week plan  Mon 26 Feb  all teams");
	return pty;
}

static void wide__S2_03__shows_the_days_side_by_side(void **state)
{
	struct pty *pty = open_it(*state, 50, 160);
	int y, x, y2, x2;

	EXPECT_TEXT(pty, "Reviews and visits due (");
	EXPECT_TEXT(pty, "Mon 26 Feb (0)");
	EXPECT_TEXT(pty, "Fri 1 Mar (1) today");
	EXPECT(pty, pty_find(pty, "Thu 29 Feb (1)", &y, &x));
	EXPECT(pty, pty_find(pty, "P-2 Birley", &y2, &x2));
	EXPECT(pty, y2 == y + 1 && x2 > x && x2 < x + 8);
	EXPECT(pty, pty_find(pty, "Fri 1 Mar (1)", &y, &x));
	EXPECT(pty, pty_find(pty, "P-3 Corby", &y2, &x2));
	EXPECT(pty, y2 == y + 1 && x2 > x && x2 < x + 8);
	EXPECT_TEXT(pty, "Assessments overdue from before (1)");
	EXPECT_TEXT(pty, "day 45 of 45");
	/* Left and right go from day to day. */
	pty_keys(pty, "gg<RIGHT>");
	EXPECT_TEXT(pty, "P-2 Birley");
	pty_keys(pty, "<RIGHT><ENTER>");
	EXPECT_TEXT(pty, "Chronology");
	EXPECT_TEXT(pty, "P-3");
	pty_keys(pty, "q");
	EXPECT_TEXT(pty, "TRAINING Week plan");
	pty_leave(pty);
}

static void narrow__is_a_list__and_opens_case_and_why(void **state)
{
	struct pty *pty = open_it(*state, 24, 80);

	EXPECT_TEXT(pty, "Assessments overdue from before (1)");
	EXPECT_TEXT(pty, "P-1 Ashby");
	pty_keys(pty, "i");
	EXPECT_TEXT(pty, "Why?");
	pty_keys(pty, "q");
	EXPECT_TEXT(pty, "P-1 Ashby");
	pty_keys(pty, "<ENTER>");
	EXPECT_TEXT(pty, "Chronology");
	pty_keys(pty, "q");
	EXPECT_TEXT(pty, "TRAINING Week plan");
	pty_keys(pty, "W");
	EXPECT_TEXT(pty, "The week plan is on the screen already.");
	pty_leave(pty);
}

static void brackets__go_to_the_next_week_and_back(void **state)
{
	struct pty *pty = open_it(*state, 50, 160);

	pty_keys(pty, "]");
	EXPECT_TEXT(pty, "Week plan  Mon 4 Mar");
	EXPECT_TEXT(pty, "Mon 4 Mar (1)");
	EXPECT_TEXT(pty, "P-4 Derby");
	EXPECT_TEXT(pty, "P-5 Enderby");
	pty_keys(pty, "[[");
	EXPECT_TEXT(pty, "Week plan  Mon 19 Feb");
	EXPECT_TEXT(pty, "Thu 22 Feb (1)");
	pty_leave(pty);
}

static void another_week__begins_at_its_top__after_a_long_account_of_the_last(void **state)
{
	struct pty *pty = open_it(*state, 12, 80);

	pty_keys(pty, "<F2>made with Sam<ENTER>");
	EXPECT_TEXT(pty, "kept");
	pty_keys(pty, "]");
	EXPECT_TEXT(pty, "Week plan  Mon 4 Mar");
	EXPECT_TEXT(pty, "not yet");	/* the first line: when this one was planned */
	pty_leave(pty);
}

static void plan__S0_07__is_kept__with_remark_and_note__and_the_next_opens_with_it(void **state)
{
	struct pty *pty = open_it(*state, 50, 160);

	pty_keys(pty, "ASam writes on Monday<ENTER>");
	EXPECT_TEXT(pty, "The remark goes with the plan");
	EXPECT_TEXT(pty, "Sam writes on Monday");
	pty_keys(pty, "<F2>made with Sam<ENTER>");
	EXPECT_TEXT(pty, "The plan is kept");
	EXPECT_TEXT(pty, "Fri 1 Mar 10:0");
	EXPECT_TEXT(pty, "made with Sam");
	EXPECT_TEXT(pty, "Sam writes on Monday");
	pty_keys(pty, "]");
	EXPECT_TEXT(pty, "What became of the plan for the week of Mon 26 Feb");
	EXPECT_TEXT(pty, "met 0, late 0, still open");
	pty_keys(pty, "q");
	EXPECT_TEXT(pty, "Contacts");
	caseload_check(*state);
	pty_leave(pty);
}

static void remark__is_there__for_who_comes_back(void **state)
{
	struct pty *pty = open_it(*state, 24, 80);

	pty_keys(pty, "AAsk the school<ENTER>");
	EXPECT_TEXT(pty, "Ask the school");
	pty_keys(pty, "q");
	EXPECT_GONE(pty, "Week plan");
	pty_keys(pty, "W");
	EXPECT_TEXT(pty, "Ask the school");
	pty_leave(pty);
}

static void later_date__is_a_form_with_the_timescale_in_it(void **state)
{
	struct pty *pty = open_it(*state, 24, 80);

	pty_keys(pty, "P");
	EXPECT_TEXT(pty, "Later date planned  P-1");
	EXPECT_TEXT(pty, "Child and family assessment");	/* beside the key of the timescale */
	EXPECT_TEXT(pty, "assessment.45");
	pty_keys(pty, "<ESC>");
	EXPECT_TEXT(pty, "TRAINING Week plan");
	pty_leave(pty);
}

/* A worker's is chosen from the same list, by any part of the name. */
static void worker__is_chosen__behind_the_teams(void **state)
{
	struct pty *pty = open_it(*state, 24, 80);

	pty_keys(pty, "c");
	EXPECT_TEXT(pty, "Whose week");
	pty_keys(pty, "sam<ENTER>");
	EXPECT_TEXT(pty, "Week plan  Mon 26 Feb  Sam Grey");
	EXPECT_TEXT(pty, "P-1 Ashby");
	pty_leave(pty);
}

static void team__is_chosen__and_the_page_saved_as_text(void **state)
{
	struct caseload *load = *state;
	struct pty *pty = open_it(load, 24, 80);
	char path[128], keys[160], line[256] = "";
	FILE *file;

	pty_keys(pty, "c");
	EXPECT_TEXT(pty, "Whose week");
	pty_keys(pty, "<ENTER>");
	EXPECT_TEXT(pty, "Week plan  Mon 26 Feb  MASH");
	snprintf(path, sizeof path, "%s/week.txt", load->folder);
	snprintf(keys, sizeof keys, "p<C-u>%s<ENTER>", path);
	pty_keys(pty, keys);
	EXPECT_TEXT(pty, "the plan is saved");
	file = fopen(path, "r");
	assert_non_null(file);
	assert_non_null(fgets(line, sizeof line, file));
	assert_string_equal(line, "Week plan, MASH, week of Mon 26 Feb\n");
	fclose(file);
	unlink(path);
	pty_leave(pty);
}

static void reasons__S0_08__are_a_page_behind_the_command_line(void **state)
{
	struct pty *pty = open_it(*state, 50, 160);

	pty_keys(pty, ":report --reasons --by worker --from 2024-02-01<ENTER>");
	EXPECT_TEXT(pty, "no reason is recorded");
	EXPECT_TEXT(pty, "Sam Grey");
	pty_keys(pty, "q");
	EXPECT_TEXT(pty, "TRAINING Week plan");
	pty_keys(pty, ":report assessment.45 --by week --from 2024-02-01<ENTER>");
	EXPECT_TEXT(pty, "2024-W09");
	pty_keys(pty, "q");
	pty_leave(pty);
}

static void small_window__says_so__and_recovers(void **state)
{
	struct pty *pty = open_it(*state, 50, 160);

	pty_resize(pty, 10, 40);
	EXPECT_GONE(pty, "Week plan");
	pty_resize(pty, 24, 80);
	EXPECT_TEXT(pty, "TRAINING Week plan");
	EXPECT_TEXT(pty, "P-1 Ashby");
	EXPECT_GONE(pty, "Mon 26 Feb (0)");
	pty_resize(pty, 50, 160);
	EXPECT_TEXT(pty, "Mon 26 Feb (0)");
	pty_leave(pty);
}

static void names__are_masked__and_remarks_too(void **state)
{
	struct pty *pty = open_it(*state, 50, 160);

	pty_keys(pty, "AAsk the school<ENTER>");
	EXPECT_TEXT(pty, "Ask the school");
	pty_keys(pty, "~");
	EXPECT_TEXT(pty, "MASKED");
	EXPECT_GONE(pty, "Ashby");
	EXPECT_GONE(pty, "Ask the school");
	EXPECT_TEXT(pty, "P-1");
	pty_leave(pty);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, caseload_begin, caseload_end)
		TEST(wide__S2_03__shows_the_days_side_by_side),
		TEST(narrow__is_a_list__and_opens_case_and_why),
		TEST(brackets__go_to_the_next_week_and_back),
		TEST(another_week__begins_at_its_top__after_a_long_account_of_the_last),
		TEST(plan__S0_07__is_kept__with_remark_and_note__and_the_next_opens_with_it),
		TEST(remark__is_there__for_who_comes_back),
		TEST(later_date__is_a_form_with_the_timescale_in_it),
		TEST(team__is_chosen__and_the_page_saved_as_text),
		TEST(worker__is_chosen__behind_the_teams),
		TEST(reasons__S0_08__are_a_page_behind_the_command_line),
		TEST(small_window__says_so__and_recovers),
		TEST(names__are_masked__and_remarks_too),
	};

	return cmocka_run_group_tests(tests, caseload_make, caseload_remove);
}
