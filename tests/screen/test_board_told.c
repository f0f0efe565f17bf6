/* What the allocation board tells of its rows and workers, and whom it offers. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#include <cmocka.h>

#include "tests/screen/meeting.h"

/* What was decided stands whole below the lists, however narrow the note of the row is. */
static void deferral__is_told_whole__with_who_holds_it_on_duty(void **state)
{
	const struct rehearsal *meeting = *state;
	struct pty *pty;

	meeting_add_referral(meeting, 1);
	rehearsal_run(meeting, "2024-02-29T15:00", "--as", "lou", "record", "R-01", "allocation.deferred", "reason=capacity",
	    "until=2024-03-05", NULL);
	rehearsal_run(meeting, "2024-02-29T15:01", "--as", "lou", "record", "R-01", "case.duty", "holder=Sam Grey", NULL);
	pty = meeting_open_as(meeting, "mo", 24, 80);
	EXPECT_TEXT(pty, "0 wait, 1 not today");
	EXPECT_TEXT(pty, "Not today until Tue 5 Mar: Nobody of the team has room");
	EXPECT_TEXT(pty, "held on duty by Sam Grey");
	EXPECT_TEXT(pty, " Tue 5 Mar;");
	pty_resize(pty, 50, 160);
	EXPECT_TEXT(pty, "until Tue 5 Mar: Nobody of the team has room, by Lou Park; held on duty by Sam Grey");
	pty_leave(pty);
}

/* Who is on duty holds what waits, not who has most room; where nobody is, who records it. */
static void duty__is_offered_to_who_is_on_duty__else_to_oneself(void **state)
{
	const struct rehearsal *meeting = *state;
	struct pty *pty;
	int y, x;

	meeting_add_referral(meeting, 1);
	pty = meeting_open_as(meeting, "mo", 24, 80);
	pty_keys(pty, "d");
	EXPECT_TEXT(pty, "Hold on duty: Mo Hale");
	EXPECT_TEXT(pty, "Hold on duty: Sam Grey");
	pty_keys(pty, "<ESC>");
	EXPECT_GONE(pty, "Hold on duty");
	pty_leave(pty);
	rehearsal_run(meeting, "2024-02-29T15:00", "person", "add", "Di Ward", "--login", "di", "--role", "duty", "--team", "North",
	    "--capacity", "2", NULL);
	pty = meeting_open_as(meeting, "mo", 24, 80);
	pty_keys(pty, "d");
	EXPECT_TEXT(pty, "Hold on duty: Di Ward");
	EXPECT_TEXT(pty, "Hand over all");
	pty_settle(pty, 100);
	EXPECT(pty, !pty_find(pty, "Hold on duty: Mo Hale", &y, &x));
	pty_keys(pty, "<DOWN><ENTER>");
	EXPECT_TEXT(pty, "R-01: held on duty by Di Ward");
	pty_keys(pty, "<TAB>jd");
	EXPECT_TEXT(pty, "Hold on duty: Ada Low");
	pty_keys(pty, "<ESC>");
	EXPECT_GONE(pty, "Hold on duty");
	pty_leave(pty);
}

/* As the queue does: the word of the rating, and red before amber where both are due at one moment. */
static void rating__is_shown_in_the_row__and_red_stands_first(void **state)
{
	static const struct {
		int rows, cols;
	} sizes[] = {{24, 80}, {50, 160}};
	const struct rehearsal *meeting = *state;
	struct pty *pty;

	rehearsal_run(meeting, "2024-02-29T08:00", "record", "R-01", "contact.received", "rating=amber", NULL);
	rehearsal_run(meeting, "2024-02-29T08:00", "record", "R-03", "contact.received", "rating=red", NULL);
	for (int n = 1; n <= 3; n++)
		meeting_add_referral(meeting, n);
	pty = meeting_open_as(meeting, "mo", 24, 80);
	EXPECT_TEXT(pty, "> ~ R-03");
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		int red, amber, none, x;

		pty_resize(pty, sizes[i].rows, sizes[i].cols);
		EXPECT_TEXT(pty, " Rating ");
		EXPECT_TEXT(pty, " Red ");
		EXPECT_TEXT(pty, "> ~ R-03");
		pty_settle(pty, 100);
		EXPECT(pty, pty_find(pty, " Red ", &red, &x));
		EXPECT(pty, pty_find(pty, " Amber ", &amber, &x));
		EXPECT(pty, pty_find(pty, "R-02", &none, &x));
		EXPECT(pty, red < amber && amber < none);
	}
	pty_leave(pty);
}

/* The cases of who has left have no clock here to tell it. */
static void rating__is_known__of_the_case_of_who_has_left(void **state)
{
	const struct rehearsal *meeting = *state;
	struct pty *pty;

	rehearsal_run(meeting, "2024-02-29T08:00", "record", "R-01", "contact.received", "rating=red", NULL);
	meeting_add_referral(meeting, 1);
	rehearsal_run(meeting, "2024-02-28T09:00", "person", "change", "lee", "--to", "none", NULL);
	rehearsal_run(meeting, "2024-02-29T11:00", "--as", "lou", "allocate", "R-01", "lee", NULL);
	rehearsal_run(meeting, "2024-02-29T12:00", "person", "change", "lee", "--to", "2024-02-29", NULL);
	pty = meeting_open_as(meeting, "mo", 24, 80);
	EXPECT_TEXT(pty, "has left");
	EXPECT_TEXT(pty, " Red ");
	pty_leave(pty);
}

/* Cells that nothing stands in are given to the names, of children and of workers. */
static void names__are_whole__where_there_is_room(void **state)
{
	static const char worker[] = "Imran Thornwood-Ashdown";
	static const struct {
		int rows, cols;
	} sizes[] = {{24, 80}, {50, 160}};
	const struct rehearsal *meeting = *state;
	struct pty *pty;

	rehearsal_run(meeting, "2024-02-29T08:00", "record", "R-01", "contact.received", "name=Bartholomew Ashdown", NULL);
	meeting_add_referral(meeting, 2);
	rehearsal_run(meeting, "2024-02-29T09:00", "record", "R-01", "referral.received", "team=North", NULL);
	rehearsal_run(meeting, "2024-02-29T10:00", "record", "R-01", "referral.decided", "outcome=assessment", NULL);
	rehearsal_run(meeting, "2024-02-29T15:00", "person", "add", worker, "--login", "imran", "--role", "practitioner",
		    "--team", "North", "--kind", "permanent", NULL);
	rehearsal_run(meeting, "2024-02-29T15:00", "person", "add", "Wyn Ash", "--login", "wyn", "--role", "practitioner",
		    "--team", "North", "--kind", "permanent", "--fte", "0.694", NULL);
	pty = meeting_open_as(meeting, "mo", 24, 80);
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		pty_resize(pty, sizes[i].rows, sizes[i].cols);
		if (sizes[i].cols >= 160)	/* then the lists stand beside one another */
			EXPECT_TEXT(pty, "\u2502> Imran");
		EXPECT_TEXT(pty, worker);
		EXPECT_TEXT(pty, "Bartholomew Ashdown  ");	/* below the lists with a full stop */
		EXPECT_TEXT(pty, " 0 of 12.5 ");
		EXPECT_TEXT(pty, " Cases/fam ");
	}
	pty_leave(pty);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(deferral__is_told_whole__with_who_holds_it_on_duty, meeting_begin, meeting_end),
		cmocka_unit_test_setup_teardown(duty__is_offered_to_who_is_on_duty__else_to_oneself, meeting_begin, meeting_end),
		cmocka_unit_test_setup_teardown(rating__is_shown_in_the_row__and_red_stands_first, meeting_begin, meeting_end),
		cmocka_unit_test_setup_teardown(names__are_whole__where_there_is_room, meeting_begin, meeting_end),
		cmocka_unit_test_setup_teardown(rating__is_known__of_the_case_of_who_has_left, meeting_begin, meeting_end),
	};

	if (access(REHEARSAL_PROGRAM, X_OK) != 0)
		return 77;
	return cmocka_run_group_tests_name("board_told", tests, NULL, NULL);
}
