/* Going live at the screens, with the program itself: the date is asked for until somebody says it, and a page
 * tells what is not known and who could say. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/str.h"
#include "tests/screen/rehearsal.h"

static int begin(void **state)
{
	*state = rehearsal_new("live");
	return 0;
}

static int end(void **state)
{
	rehearsal_free(*state);
	return 0;
}

static struct pty *open_at(const struct rehearsal *place, int rows, int cols, const char *now)
{
	struct pty *pty = rehearsal_open(place, now, NULL, NULL, rows, cols);

	EXPECT_TEXT(pty, "Today");
	return pty;
}

static void going_live__is_asked_for_until_it_is_said(void **state)
{
	const struct rehearsal *place = *state;
	struct pty *pty;

	rehearsal_run(place, NULL, "init", "--team", "North", NULL);
	pty = open_at(place, 24, 80, NULL);
	EXPECT_TEXT(pty, "Going live with caseclock on  20");	/* the day on which the file was made */
	pty_keys(pty, "<ESC>");
	EXPECT_TEXT(pty, "it is asked again next time");
	pty_leave(pty);

	pty = open_at(place, 24, 80, NULL);
	EXPECT_TEXT(pty, "Going live with caseclock on ");
	pty_keys(pty, "<C-u>soon<ENTER>");
	EXPECT_TEXT(pty, "soon: not a date");
	pty_keys(pty, "<C-u>1999-12-31<ENTER>");
	EXPECT_TEXT(pty, "1999-12-31: the date of going");
	pty_keys(pty, "<C-u>8/4/2024<ENTER>");
	EXPECT_TEXT(pty, "Going live on 2024-04-08.");
	pty_leave(pty);

	pty = open_at(place, 24, 80, NULL);
	EXPECT_TEXT(pty, "F1 keys");
	pty_keys(pty, ":live<ENTER>");
	EXPECT_TEXT(pty, "2024-04-08");
	EXPECT(pty, !pty_has(pty, "Going live with caseclock on"));
	pty_leave(pty);
}

static void going_live__said_with_init_is_not_asked_for(void **state)
{
	const struct rehearsal *place = *state;
	struct pty *pty;

	rehearsal_run(place, NULL, "init", "--team", "North", "--live-from", "2024-04-08", NULL);
	pty = open_at(place, 24, 80, NULL);
	EXPECT_TEXT(pty, "F1 keys");
	EXPECT(pty, !pty_has(pty, "Going live with caseclock on"));
	pty_leave(pty);
}

static void take_in_a_list(const struct rehearsal *place)
{
	static const char text[] =
		"Child Unique ID,Date of Birth,Eligibility Category,LA In Touch,Latest Pathway Plan Review Date,"
		"Latest Date of Contact,Allocated Team,Allocated Worker\n"
		"0098,03/02/2004,b) Former relevant child,a) Yes,,20/02/2024,North,Kim Low\n"
		"0099,03/02/2004,z) Unheard of,a) Yes,01/02/2024,20/02/2024,North,\n";
	struct str_buf list = { 0 };
	FILE *file;

	str_addf(&list, "%s/List 9.csv", place->folder);
	file = fopen(list.text, "w");
	assert_non_null(file);
	assert_int_equal(fputs(text, file) >= 0, true);
	assert_int_equal(fclose(file), 0);
	rehearsal_run(place, "2024-03-04T09:00", "init", "--rehearse", "--live-from", "2024-03-04", "--team", "North",
		      NULL);
	rehearsal_run(place, "2024-03-04T09:00", "import", "annex-a", list.text, NULL);
	str_done(&list);
}

static void unknown__is_a_page_of_what_and_of_who_could_say(void **state)
{
	const struct rehearsal *place = *state;
	struct pty *pty;

	take_in_a_list(place);
	pty = open_at(place, 40, 200, "2024-03-04T09:05");
	EXPECT_TEXT(pty, "F1 keys");
	pty_keys(pty, ":unknown<ENTER>");
	EXPECT_TEXT(pty, "Who could say");
	EXPECT_TEXT(pty, "no record before");
	EXPECT_TEXT(pty, "Pathway plan reviewed");	/* what would tell */
	EXPECT_TEXT(pty, "Kim Low");
	EXPECT_TEXT(pty, "Unheard of");
	pty_keys(pty, "q");
	EXPECT_GONE(pty, "Who could say");
	pty_keys(pty, ":live 2024-02-01 --dry-run<ENTER>");
	EXPECT_TEXT(pty, "going live on 2024-02-01");
	pty_leave(pty);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(going_live__is_asked_for_until_it_is_said, begin, end),
		cmocka_unit_test_setup_teardown(going_live__said_with_init_is_not_asked_for, begin, end),
		cmocka_unit_test_setup_teardown(unknown__is_a_page_of_what_and_of_who_could_say, begin, end),
	};

	return cmocka_run_group_tests_name("going live", tests, NULL, NULL);
}
