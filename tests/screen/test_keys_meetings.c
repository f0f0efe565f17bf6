/* Every key on the screens on which managers meet: the allocation board, the week plan, the sitting, the actions; with
 * rows on each. As test_keys.c has it for the others. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/screen/keys.h"

static const struct screen screens[] = {
	{ "board", "B", "2 wait", PLACE_BOARD },
	{ "week plan", "W", "Assessments due this week (3)", PLACE_WEEK },
	{ "sitting", "3Z", "0 of 3 held", PLACE_SITTING },
	{ "actions", "cactions<Enter>", "Actions 2", PLACE_QUEUE },
};
enum { SCREENS = sizeof screens / sizeof *screens };

static const struct effect effects[] = {
	{ ACT_SAVE, NULL, OPENS, "prompt", NULL },
	{ ACT_REFRESH, "actions", SAYS, "Recalculated", NULL },
	{ ACT_OPEN, "board", OPENS, "case", NULL },
	{ ACT_OPEN, "sitting", OPENS, "form", NULL },
	{ ACT_OPEN, NULL, OPENS, "case", NULL },
	{ ACT_ADD, "sitting", OPENS, "pick", NULL },
	{ ACT_RATE_UP, NULL, SAYS, "", NULL },
	{ ACT_RATE_DOWN, NULL, SAYS, "", NULL },
	{ ACT_DECIDE, "board", OPENS, "pick", NULL },
	{ ACT_DECIDE, "sitting", OPENS, "question", NULL },
	{ ACT_ALLOCATE, "board", CHANGES, NULL, NULL },
	{ ACT_NOTE, "week plan", OPENS, "prompt", NULL },
	{ ACT_NOTE, "sitting", OPENS, "pick", NULL },
	{ ACT_SITTING, NULL, OPENS, "sitting", NULL },
	{ ACT_BOARD, "board", SAYS, "The allocation board is on the screen already.", NULL },
	{ ACT_WEEK, "week plan", SAYS, "The week plan is on the screen already.", NULL },
	{ ACT_LATER, NULL, OPENS, "form", NULL },
	{ ACT_LEFT, "actions", SAYS, "This is the first column.", NULL },
	{ ACT_LEFT, "week plan", CHANGES, NULL, "<End>" },
	{ ACT_NEXT_ATTENTION, NULL, STAYS, NULL, NULL },
	{ ACT_PREVIOUS_ATTENTION, NULL, STAYS, NULL, NULL },
	{ ACT_DETAIL, "sitting", OPENS, "text", NULL },
	{ ACT_NEXT_TAB, "board", SAYS, "There is no other team.", NULL },
	{ ACT_PREVIOUS_TAB, "board", SAYS, "There is no other team.", NULL },
	{ ACT_PREVIOUS_TAB, NULL, CHANGES, NULL, NULL },
	{ ACT_PREVIOUS_PANE, NULL, CHANGES, NULL, NULL },
	{ ACT_COPY, "board", SAYS, "R-1", NULL },
	{ ACT_COPY, NULL, SAYS, "A-1", NULL },
	{ ACT_PRINT, "sitting", SAYS, "no supervision is on record", NULL },
	{ ACT_BACK, "actions", LEAVES, NULL, NULL },
	{ ACT_CANCEL, "actions", SAYS, "This is the first screen; Q leaves.", NULL },
	{ ACT_INTERRUPT, NULL, SAYS, "Press q to go back, Q to leave.", NULL },
	{ ACT_NONE, NULL, STAYS, NULL, NULL },
};

/* What is on record when the meetings begin: two referrals to allocate, one of them of two sisters; three
 * assessments of one worker, due this week; two actions. */
static const char *const before[] = {
	":record R-1 referral.received name=\"Ros Fell\" team=MASH family=F-1<Enter>",
	":record R-2 referral.received name=\"Roz Fell\" team=MASH family=F-1<Enter>",
	":record R-3 referral.received name=\"Sue Hill\" team=MASH<Enter>",
	":record R-1 referral.decided outcome=assessment<Enter>",
	":record R-2 referral.decided outcome=assessment<Enter>",
	":record R-3 referral.decided outcome=assessment<Enter>",
	":record A-1 assessment.started name=\"Amy Pike\" team=MASH worker=sam --at 2023-12-20T09:00<Enter>",
	":record A-2 assessment.started name=\"Ann Rook\" team=MASH worker=sam --at 2023-12-22T09:00<Enter>",
	":record A-3 assessment.started name=\"Abe Wren\" team=MASH worker=sam --at 2023-12-22T10:00<Enter>",
	":action A-1 set \"Ring the school\" --owner sam --due 2024-03-04<Enter>",
	":action A-2 set \"See the plan\" --owner sam --due 2024-03-05<Enter>",
};

static void make_meetings(struct inside *in)
{
	for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
		inside_begin(in);
		inside_keys(in, before[i]);
		if (!strstr(inside_ui(in)->message, "u undoes it"))
			fail_msg("%s: %s", before[i], inside_ui(in)->message);
	}
}

static void keys__at_meetings__do_what_help_says_or_say_that_they_do_nothing(void **state)
{
	struct inside *in = inside_open(*state);

	make_meetings(in);
	inside_close(in);
	in = inside_open(*state);	/* another session: there is nothing of its own to undo */
	inside_begin(in);
	for (size_t i = 0; i < SCREENS; i++)
		keys_try(in, &screens[i], effects);
	inside_close(in);
}

/* d is the end of what the cursor is on, whichever thing that is. */
static void key_d__ends_an_action_a_referral_and_a_contact(void **state)
{
	static const char *const ends[][2] = {
		{ "cactions<Enter>d", "Action done" },
		{ "/R-3<Enter>d", "Referral decided" },
		{ "d", "Contact decided" },
	};
	struct inside *in = inside_open(*state);

	make_meetings(in);
	inside_begin(in);
	inside_keys(in, ":record R-3 referral.received<Enter>");
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		char *text;

		inside_begin(in);
		inside_keys(in, ends[i][0]);
		text = inside_text(in);
		if (!strstr(text, ends[i][1]))
			fail_msg("%s: %s\n%s", ends[i][0], inside_ui(in)->message, text);
		free(text);
	}
	inside_close(in);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(keys__at_meetings__do_what_help_says_or_say_that_they_do_nothing,
						caseload_begin, caseload_end),
		cmocka_unit_test_setup_teardown(key_d__ends_an_action_a_referral_and_a_contact, caseload_begin,
						caseload_end),
	};

	return cmocka_run_group_tests(tests, caseload_make, caseload_remove);
}
