/* Supervision on the screen: rows S0-16, S1-08, S2-04 and S2-06. A file of its own, made by the program itself, on
 * Fri 1 Mar 2024 10:00; keys are counted beside typed text. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "tests/screen/rehearsal.h"

enum { TO_SUPERVISE_TWO = 40, CASES = 5 };

/* Child n is Sam's since the day after the nth of February, so that the first is due first. */
static void add_cases(const struct rehearsal *session)
{
	static const char *const actions[] = { "Ring the school", "See the child alone", "Write to the GP" };

	for (int n = 1; n <= CASES; n++) {
		char reference[16], name[32], at[32];

		snprintf(reference, sizeof reference, "N-%d", n);
		snprintf(name, sizeof name, "name=Child %d", n);
		snprintf(at, sizeof at, "2024-02-%02dT09:00", n + 1);
		rehearsal_run(session, at, "record", reference, "assessment.started", name, "team=North", NULL);
		rehearsal_run(session, at, "record", reference, "case.allocated", "worker=sam", "team=North", NULL);
		for (int i = 0; n <= 2 && i < 3; i++) {
			char action[64];

			snprintf(action, sizeof action, "action=%s", actions[i]);
			rehearsal_run(session, at, "record", reference, "action.set", action, "due=2024-03-08", "owner=sam",
			    "origin=supervision", NULL);
		}
	}
}

static int begin(void **state)
{
	struct rehearsal *session = rehearsal_new("supervision");

	rehearsal_run(session, "2024-02-01T09:00", "init", "--rehearse", "--team", "North", NULL);
	rehearsal_run(session, "2024-02-01T09:00", "person", "add", "Mo Hale", "--login", "mo", "--role", "manager",
		      "--team", "North", NULL);
	rehearsal_run(session, "2024-02-01T09:00", "person", "add", "Sam Grey", "--login", "sam", "--role",
		      "practitioner", "--team", "North", NULL);
	add_cases(session);
	*state = session;
	return 0;
}

static int end(void **state)
{
	rehearsal_free(*state);
	return 0;
}

/* The queue of supervisions, with the children of the first case under the cursor. */
static struct pty *opened(const struct rehearsal *session, int rows, int cols)
{
	struct pty *pty = rehearsal_open(session, "2024-03-01T10:00", "mo", "supervision", rows, cols);

	EXPECT_TEXT(pty, "N-1");
	return pty;
}

/* Every character, and every name in angle brackets, is one key. */
static int press(struct pty *pty, const char *keys)
{
	int n = 0;

	for (const char *at = keys; *at; at++, n++)
		if (*at == '<' && strchr(at, '>'))
			at = strchr(at, '>');
	pty_keys(pty, keys);
	return n;
}

/* What has to be said in words. */
static void type(struct pty *pty, const char *text)
{
	pty_send(pty, text, strlen(text));
}

/* One form: three actions carried on, what was talked about, two new actions, the next session. */
static int supervise(struct pty *pty, const char *reference)
{
	static const char *const said[] = { "Visits kept up", "She is quiet", "Who asked her?", "It is on its way",
					    "Played with her", "Father is not reached" };
	char text[64];
	int keys = 0;

	snprintf(text, sizeof text, "Supervision held  %s", reference);
	EXPECT_TEXT(pty, text);
	EXPECT_TEXT(pty, "c Carried on");
	for (int i = 0; i < 3; i++) {
		keys += press(pty, "c");
		EXPECT_TEXT(pty, "Carried on:");
		type(pty, "half term");
		keys += press(pty, "<ENTER>");
	}
	EXPECT_TEXT(pty, "[x] Case supervision");
	keys += press(pty, "<ENTER>");
	for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
		type(pty, said[i]);
		keys += press(pty, "<TAB>");
	}
	keys += press(pty, "<TAB>");
	type(pty, "Go on with the plan");
	keys += press(pty, "<TAB>");
	type(pty, "See her at school; sam; 12/3/2024");
	keys += press(pty, "<ENTER>");
	type(pty, "Ring father; sam; 8/3/2024");
	EXPECT_TEXT(pty, "= Ring father; Sam Grey; Fri 8 Mar 2024");
	keys += press(pty, "<TAB><TAB>");
	type(pty, "28/3/2024");
	EXPECT_TEXT(pty, "Thu 28 Mar 2024");
	return keys + press(pty, "<F2>");
}

static void two_supervisions(const struct rehearsal *session, int rows, int cols)
{
	struct pty *pty = opened(session, rows, cols);
	int keys = press(pty, "Z");

	EXPECT_TEXT(pty, "TRAINING Supervision  Sam Grey  0 of 5 held");
	keys += press(pty, "<ENTER>");
	keys += supervise(pty, "N-1");
	keys += supervise(pty, "N-2");	/* saving goes on to it */
	EXPECT_TEXT(pty, "Supervision held  N-3");
	if (keys > TO_SUPERVISE_TWO)
		fail_msg("two supervisions took %d keys, expected at most %d", keys, TO_SUPERVISE_TWO);
	pty_keys(pty, "<ESC>");
	EXPECT_TEXT(pty, "2 of 5 held");
	EXPECT_TEXT(pty, "Thu 28 Mar");
	pty_keys(pty, "z");
	EXPECT_TEXT(pty, "Decided then: Go on with the plan");
	pty_terminate(pty);
}

static void two_supervisions__take_forty_keys__s0_16_s2_06(void **state)
{
	two_supervisions(*state, 24, 80);
}

static void two_supervisions__take_forty_keys__on_a_wide_screen(void **state)
{
	two_supervisions(*state, 50, 160);
}

/* What was decided last time is read to its end, however wide the window is. */
static void page_before__is_wrapped__to_the_window(void **state)
{
	struct pty *pty;

	rehearsal_run(*state, "2024-02-20T09:00", "record", "N-1", "supervision.held", "purpose=case",
	    "decisions=Go on with the plan, see the child alone at school before the next session, and ask the GP", NULL);
	pty = opened(*state, 24, 80);
	pty_keys(pty, "Zz");
	EXPECT_TEXT(pty, "Open: Ring the school (due Fri 8 Mar (7d left), Sam Grey, Supervision)");
	EXPECT_TEXT(pty, "Before the supervision");
	pty_keys(pty, "G");
	EXPECT_TEXT(pty, "Decided then: Go on with the plan");
	EXPECT_TEXT(pty, "and ask the GP");
	pty_resize(pty, 24, 60);
	EXPECT_TEXT(pty, "    at school before the next session, and ask the GP");
	pty_terminate(pty);
}

static void sitting__says_no_change_of_one__and_the_rest_stay_due__s1_08(void **state)
{
	struct pty *pty = opened(*state, 24, 80);

	pty_keys(pty, "Z");
	EXPECT_TEXT(pty, "0 of 5 held");
	pty_keys(pty, "jjd");
	EXPECT_TEXT(pty, "N-3: record [n]o change");
	pty_keys(pty, "n");
	EXPECT_TEXT(pty, "N-3: no change is recorded");
	EXPECT_TEXT(pty, "1 of 5 held");
	pty_keys(pty, "u");
	EXPECT_TEXT(pty, "0 of 5 held");
	pty_keys(pty, "d<ENTER>");	/* the safe answer is the form */
	EXPECT_TEXT(pty, "Supervision held  N-4");
	pty_terminate(pty);
}

/* The page of the last session goes into a file that is its user's own, and never over another unasked. */
static void own_supervision__stands_on_its_line_once_it_is_held(void **state)
{
	struct pty *pty = opened(*state, 24, 100);

	pty_keys(pty, "ZG");
	EXPECT_TEXT(pty, "Sam Grey's own supervision: on no child's record");
	EXPECT(pty, !pty_has(pty, "held today"));
	pty_keys(pty, "<ENTER>");
	EXPECT_TEXT(pty, "Save");
	pty_keys(pty, "<F2>");
	EXPECT_TEXT(pty, "Sam Grey: saved");
	EXPECT_TEXT(pty, "on no child's record  held today");
	pty_keys(pty, "u");
	EXPECT_GONE(pty, "held today");
	pty_terminate(pty);
}

static void session__is_saved_as_text__and_over_no_other_file_unasked(void **state)
{
	const struct rehearsal *session = *state;
	struct pty *pty = opened(session, 24, 80);
	char path[160], text[40] = "";
	FILE *file;

	/* Short, wherever the build is: the message that is waited for has to fit in a line. */
	snprintf(path, sizeof path, "tests/screen%s/page.txt", strrchr(session->folder, '/'));
	pty_keys(pty, "Z");
	EXPECT_TEXT(pty, "0 of 5 held");
	pty_keys(pty, "dn");
	EXPECT_TEXT(pty, "N-1: no change is recorded");
	pty_keys(pty, "k");
	for (int i = 0; i < 2; i++) {
		pty_keys(pty, "p");
		EXPECT_TEXT(pty, "Save the session as:");
		EXPECT_TEXT(pty, "supervision-N-1.txt");
		pty_keys(pty, "<C-u>");
		type(pty, path);
		pty_keys(pty, "<ENTER>");
		if (i > 0) {
			EXPECT_TEXT(pty, "There already: [r]eplace it, or [k]eep it?");
			pty_keys(pty, "r");
		}
		EXPECT_TEXT(pty, "page.txt: the session is saved.");
	}
	file = fopen(path, "r");
	assert_non_null(file);
	assert_non_null(fgets(text, sizeof text, file));
	fclose(file);
	assert_non_null(strstr(text, "upervision"));
	remove(path);
	pty_keys(pty, "~");
	EXPECT_TEXT(pty, "masked");
	pty_keys(pty, "p");
	EXPECT_TEXT(pty, "Names are masked");
	pty_terminate(pty);
}

static void letter__that_marks_nothing__says_which_do(void **state)
{
	struct pty *pty = opened(*state, 24, 80);

	pty_keys(pty, "s");
	EXPECT_TEXT(pty, "Supervision held  N-1");
	pty_keys(pty, "x");
	EXPECT_TEXT(pty, "d Done, c Carried on, r Dropped");
	pty_keys(pty, "d<F2>");
	EXPECT_TEXT(pty, "some words are missing");
	pty_keys(pty, "<UP><UP>");
	pty_keys(pty, "<BS>");	/* the mark is rubbed out */
	EXPECT_GONE(pty, "Done:");
	pty_keys(pty, "<ESC>");
	EXPECT_TEXT(pty, "Not saved.");
	pty_keys(pty, "d");
	EXPECT_GONE(pty, "Supervision held");
	pty_terminate(pty);
}

static void marked_cases__are_supervised_together__the_closed_one_is_refused(void **state)
{
	const struct rehearsal *session = *state;
	struct pty *pty;

	pty = opened(session, 24, 80);
	EXPECT_TEXT(pty, "N-2");
	pty_keys(pty, "<SPACE><SPACE>s");
	EXPECT_TEXT(pty, "the cases marked");
	rehearsal_run(session, "2024-03-01T10:00", "record", "N-2", "assessment.cancelled", "reason=x", NULL);
	rehearsal_run(session, "2024-03-01T10:00", "record", "N-2", "case.closed", "reason=moved away", NULL);
	EXPECT_TEXT(pty, "closed");
	pty_keys(pty, "j<ENTER>");
	EXPECT_TEXT(pty, "N-2: the case is closed");
	pty_terminate(pty);
}

/* What was marked and typed is there again, whether the program or the line went. */
static void draft__survives_a_kill_and_a_dropped_line(void **state)
{
	const struct rehearsal *session = *state;

	for (int line = 0; line < 2; line++) {
		struct pty *pty = opened(session, 24, 80);

		pty_keys(pty, "s");
		EXPECT_TEXT(pty, "Supervision held  N-1");
		if (line == 0) {
			pty_keys(pty, "d");
			type(pty, "rang on Monday");
			pty_keys(pty, "<TAB>");
			EXPECT_TEXT(pty, "draft kept");
			pty_signal(pty, SIGKILL);
		} else {
			EXPECT_TEXT(pty, "Done: rang on Monday");
			pty_keys(pty, "<TAB><TAB>");
			type(pty, "visits kept up");
			EXPECT_TEXT(pty, "visits kept up");
			pty_hang_up(pty);
		}
		pty_end(pty);
		pty_free(pty);
	}
	struct pty *pty = opened(session, 24, 80);

	pty_keys(pty, "s");
	EXPECT_TEXT(pty, "draft");
	EXPECT_TEXT(pty, "Done: rang on Monday");
	EXPECT_TEXT(pty, "visits kept up");
	pty_terminate(pty);
}

/* The working day at which it stands, in the queue and on the page, however narrow they are. */
static void assessment__says_its_working_day__on_eighty_columns(void **state)
{
	struct pty *pty = opened(*state, 24, 80);

	EXPECT_TEXT(pty, "Day 25 20/25");
	pty_keys(pty, "<ENTER>");
	EXPECT_TEXT(pty, "day 20 of 45");
	pty_terminate(pty);
}

/* A record of a worker is no child's. */
static void record_of_a_worker__is_headed_as_one(void **state)
{
	struct pty *pty = rehearsal_open(*state, "2024-03-01T10:00", "mo", "staff", 50, 160);

	EXPECT_TEXT(pty, "Sam Grey");
	pty_keys(pty, "/Sam<ENTER><ENTER>");
	EXPECT_TEXT(pty, "Began in post");
	EXPECT_TEXT(pty, "Worker");
	EXPECT(pty, !pty_find(pty, "Child", NULL, NULL));
	pty_terminate(pty);
}

/* Six-weekly meetings are recorded by the key of a meeting. */
static void meeting_key__records_a_meeting__where_meetings_are_due(void **state)
{
	struct pty *pty = rehearsal_open(*state, "2024-03-01T10:00", "mo", "meetings", 24, 80);

	EXPECT_TEXT(pty, "N-1");
	pty_keys(pty, "m");
	EXPECT_TEXT(pty, "Meeting about the child held  N-1");
	pty_terminate(pty);
}

/* What is overdue stands ready in the form, to be put right within a week. */
static void missed_timescale__stands_ready_to_be_put_right_within_a_week__s2_04(void **state)
{
	struct pty *pty = opened(*state, 50, 160);

	pty_keys(pty, "s");
	EXPECT_TEXT(pty, "Supervision held  N-1");
	EXPECT_TEXT(pty, "Put right");
	EXPECT_TEXT(pty, "Progress review of the assessment: overdue since Fri 16 Feb 2024; Sam Grey; 2024-03-08");
	pty_terminate(pty);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
	const struct CMUnitTest tests[] = {
		TEST(two_supervisions__take_forty_keys__s0_16_s2_06),
		TEST(two_supervisions__take_forty_keys__on_a_wide_screen),
		TEST(page_before__is_wrapped__to_the_window),
		TEST(sitting__says_no_change_of_one__and_the_rest_stay_due__s1_08),
		TEST(own_supervision__stands_on_its_line_once_it_is_held),
		TEST(session__is_saved_as_text__and_over_no_other_file_unasked),
		TEST(assessment__says_its_working_day__on_eighty_columns),
		TEST(record_of_a_worker__is_headed_as_one),
		TEST(meeting_key__records_a_meeting__where_meetings_are_due),
		TEST(missed_timescale__stands_ready_to_be_put_right_within_a_week__s2_04),
		TEST(letter__that_marks_nothing__says_which_do),
		TEST(marked_cases__are_supervised_together__the_closed_one_is_refused),
		TEST(draft__survives_a_kill_and_a_dropped_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
