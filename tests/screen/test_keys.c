/* Every printable key and F1 to F12, and Enter, Tab, Esc, the arrows and Ctrl with letters, on every screen: what
 * the key map and the help say of it happens, or it says that it is not used here; and nothing is on record
 * afterwards that was not before. A new screen is a line of `screens`, a new act a line of
 * `effects`, or of the table in keys.c where it does the same on every screen. The screens on which managers meet are in
 * test_keys_meetings.c. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/screen/keys.h"

/* How to come to a screen from the queue of contacts, and how to know that one is there. */
static const struct screen screens[] = {
	{ "queue", "", "Contacts 14", PLACE_QUEUE },
	{ "queue in groups", "br<ENTER>j", "Contacts 14", PLACE_QUEUE },
	{ "case", "<Enter>", "Chronology", PLACE_CASE },
	{ "why", "i", "Why?", PLACE_WHY },
	{ "history", "<Enter>H", "History", PLACE_WHY },
	{ "today", "0", "Next deadlines", PLACE_TODAY },
	{ "week share", "0<End><Up><Enter>", "This week to date", PLACE_WHY },
	{ "handover", "E", "Came in (", PLACE_HANDOVER },
	{ "week plan", "W", "Assessments due this week (", PLACE_WEEK },
	{ "answer", ":list<Enter>", ":list", PLACE_TEXT },
	{ "help", "?", "Keys that work here", PLACE_CHOICE },
	{ "queue list", "c", "Type to narrow:", PLACE_CHOICE },
	{ "views list", "F", "Type to narrow:", PLACE_CHOICE },
	{ "sort list", "o", "Type to narrow:", PLACE_CHOICE },
	{ "group list", "b", "Type to narrow:", PLACE_CHOICE },
	{ "workers", "w", "Type to narrow:", PLACE_CHOICE },
	{ "correcting", "<Enter>Ge", "Take it back", PLACE_CHOICE },
	{ "moving", "<Enter>Gem<Enter>", "", PLACE_PROMPT },
	{ "known", "SMo", "Is this child known?", PLACE_KNOWN },
	{ "filter builder", "f", "Save as a view", PLACE_BUILDER },
	{ "form", "d", "[ Save ]", PLACE_FORM },
	{ "find", "/", "", PLACE_PROMPT },
	{ "mark text", "T", "Mark what matches:", PLACE_PROMPT },
	{ "palette", ":", "Add: a new contact here", PLACE_PROMPT },
	{ "file name", "p<Ctrl-U>", "", PLACE_PROMPT },
	{ "handover note", "EA", "", PLACE_PROMPT },
	{ "question", "Axx<Esc>", "[d]iscard", PLACE_MESSAGE },
	{ "leaving", "Axx<F10>", "[k]eep", PLACE_MESSAGE },
};
enum { SCREENS = sizeof screens / sizeof *screens };

static const struct effect effects[] = {
	{ ACT_SAVE, "known", OPENS, "form", NULL },
	{ ACT_SAVE, "filter builder", GOES_BACK, NULL, NULL },
	{ ACT_SAVE, "form", SAYS, "", NULL },
	{ ACT_SAVE, "week plan", OPENS, "prompt", NULL },
	{ ACT_REFRESH, "queue,queue in groups", SAYS, "Recalculated", NULL },
	{ ACT_OPEN, "queue,queue in groups", OPENS, "case", NULL },
	{ ACT_OPEN, "case", OPENS, "why", NULL },
	{ ACT_OPEN, "today", OPENS, "queue", NULL },
	{ ACT_OPEN, "handover", OPENS, "case", NULL },
	{ ACT_OPEN, "known", OPENS, "case", NULL },
	{ ACT_OPEN, "why,history,answer,queue list,views list,sort list,group list", GOES_BACK, NULL, NULL },
	{ ACT_OPEN, "week share,week plan", SAYS, "There is no case under the cursor.", NULL },
	{ ACT_OPEN, "help,correcting", STAYS, "pick", NULL },
	{ ACT_OPEN, "workers", RECORDS, "allocated to", NULL },
	{ ACT_ADD, "case", OPENS, "pick", NULL },
	{ ACT_NEW, NULL, OPENS, "form", NULL },
	{ ACT_RATE_UP, NULL, OPENS, "form", NULL },
	{ ACT_RATE_DOWN, NULL, OPENS, "form", NULL },
	{ ACT_DECIDE, "handover", OPENS, "prompt", NULL },
	{ ACT_NOTE, "handover", OPENS, "prompt", NULL },
	{ ACT_NOTE, "week plan", SAYS, "There is no line of this week's plan under the cursor.", NULL },
	{ ACT_EDIT, NULL, OPENS, "pick", NULL },
	{ ACT_WHY, "today", SAYS, "i explains the clock of a deadline.", NULL },
	{ ACT_WHY, "week plan", SAYS, "There is no case under the cursor.", NULL },
	{ ACT_HISTORY, NULL, OPENS, "history", NULL },
	{ ACT_SITTING, NULL, SAYS, "The case under the cursor has no worker.", NULL },
	{ ACT_WEEK, "week plan", SAYS, "The week plan is on the screen already.", NULL },
	{ ACT_TODAY, "today", SAYS, "Today is on the screen already.", NULL },
	{ ACT_HANDOVER, "handover", SAYS, "The handover is on the screen already.", NULL },
	{ ACT_LATER, NULL, SAYS, "There is no case under the cursor.", NULL },
	{ ACT_DOWN, "week share,answer,known", STAYS, NULL, NULL },
	{ ACT_UP, "week share,answer,known", STAYS, NULL, NULL },
	{ ACT_PAGE_DOWN, "week share,answer,known", STAYS, NULL, NULL },
	{ ACT_PAGE_UP, "week share,answer,known", STAYS, NULL, NULL },
	{ ACT_HALF_DOWN, "week share,answer", STAYS, NULL, NULL },
	{ ACT_HALF_UP, "week share,answer", STAYS, NULL, NULL },
	{ ACT_FIRST, "week share,answer", STAYS, NULL, NULL },
	{ ACT_LAST, "week share,answer", STAYS, NULL, NULL },
	{ ACT_LEFT, "queue,queue in groups", SAYS, "This is the first column.", NULL },
	{ ACT_LEFT, "today", CHANGES, NULL, "l" },
	{ ACT_LEFT, NULL, STAYS, NULL, NULL },
	{ ACT_RIGHT, "answer,week plan", STAYS, NULL, NULL },
	{ ACT_NEXT_CASE, NULL, CHANGES, NULL, NULL },
	{ ACT_PREVIOUS_CASE, NULL, CHANGES, NULL, "J" },
	{ ACT_NEXT_ATTENTION, NULL, CHANGES, NULL, NULL },
	{ ACT_PREVIOUS_ATTENTION, NULL, CHANGES, NULL, "G" },
	{ ACT_MINE, "handover", SAYS, "You are in no team", NULL },
	{ ACT_QUEUE_1, "queue,queue in groups", SAYS, "this is the queue on the screen", NULL },
	{ ACT_PREVIOUS_TAB, NULL, CHANGES, NULL, "]]" },
	{ ACT_NEXT_PANE, "known", STAYS, NULL, NULL },
	{ ACT_PREVIOUS_PANE, "known", STAYS, NULL, NULL },
	{ ACT_PREVIOUS_PANE, NULL, CHANGES, NULL, "<Tab><Tab>" },
	{ ACT_COPY, NULL, SAYS, "W-10", NULL },
	{ ACT_BACK, "queue,queue in groups", LEAVES, NULL, NULL },
	{ ACT_CANCEL, "queue,queue in groups", SAYS, "This is the first screen; Q leaves.", NULL },
	{ ACT_INTERRUPT, "form", SAYS, "Esc leaves the form.", NULL },
	{ ACT_INTERRUPT,
	  "queue,queue in groups,case,why,history,today,week share,handover,week plan,answer,known,filter builder",
	  SAYS, "Press q to go back, Q to leave.", NULL },
	{ ACT_INTERRUPT, NULL, GOES_BACK, NULL, NULL },
	{ ACT_NONE, NULL, STAYS, NULL, NULL },
};

static void keys__do_what_help_says_or_say_that_they_do_nothing(void **state)
{
	struct inside *in = inside_open(*state);

	inside_begin(in);
	for (size_t i = 0; i < SCREENS; i++)
		keys_try(in, &screens[i], effects);
	inside_close(in);
}

/* ---- what hands know from elsewhere ---- */

/* The precedents of the key map: what is typed, and what stands on the screen afterwards or is gone. Those
 * of forms, of undo and of allocating are in the tests of those. */
static const struct precedent {
	const char *name, *keys;
	const char *there, *gone;	/* NULL: nothing in particular */
} precedents[] = {
	{ "key_question_mark_lists_the_keys_and_narrows_by_name", "?mark all", "Mark all that are shown", "Reverse the order" },
	{ "key_f1_lists_the_keys", "<F1>", "Keys that work here", NULL },
	{ "key_colon_completes_and_shows_the_key_beside", ":mark-a", "mark-all", "mark-text" },
	{ "key_escape_closes_then_clears_marks_then_the_filter", "/zo<Enter><Space><Esc>", "filter: zo", "1 marked" },
	{ "key_escape_clears_the_filter_next", "/zo<Enter><Space><Esc><Esc>", "Contacts 14", "filter: zo" },
	{ "key_q_goes_back_one_level", "<Enter>iq", "Chronology", NULL },
	{ "key_ctrl_c_says_how_to_leave", "<Ctrl-C>", "Press q to go back, Q to leave.", NULL },
	{ "key_ctrl_c_cancels_a_prompt", "/zo<Ctrl-C>", "Contacts 14", "filter: zo" },
	{ "key_f5_recalculates_and_says_when", "<F5>", "Recalculated Fri 1 Mar 10:00", NULL },
	{ "key_tilde_masks_names", "~", "*****", "Ada Moss" },
	{ "key_space_marks_and_moves_down", "<Space>y", "W-1003", NULL },
	{ "key_space_counts_what_is_marked", "<Space><Space>", "2 marked", NULL },
	{ "key_t_marks_as_space_does", "t", "1 marked", NULL },
	{ "key_capital_t_marks_by_text", "Tada<Enter>", "marked", NULL },
	{ "key_v_marks_a_range", "vjjv", "3 marked", NULL },
	{ "key_slash_narrows_as_one_types", "/zo", "Ashdown", "Flo Elder" },
	{ "key_slash_enter_keeps_the_filter", "/zo<Enter>", "filter: zo", "Flo Elder" },
	{ "key_slash_escape_restores", "/zo<Esc>", "Flo Elder", "filter: zo" },
	{ "key_f_opens_the_builder", "f", "Save as a view", NULL },
	{ "key_o_sorts_by_name", "on<ENTER>", "Ada Moss", NULL },
	{ "key_z_shows_the_detail", "z", "without a worker", NULL },
	{ "key_i_explains_the_clock", "i", "Why?", NULL },
	{ "key_plus_offers_a_step_up", "+", "[ Save ]", NULL },
	{ "key_w_lists_workers", "w", "Sam Grey", NULL },
	{ "key_capital_a_adds_a_note", "A", "[ Save ]", NULL },
	{ "key_d_decides_and_deletes_nothing", "d", "[ Save ]", NULL },
	{ "key_y_shows_the_reference_alone", "y", "W-1010", NULL },
	{ "key_gg_goes_to_the_first", "Gggy", "W-1010", NULL },
	{ "key_capital_j_is_the_next_case", "<Enter>J", "W-1003", "W-1010" },
	{ "key_capital_k_is_the_previous_case", "<Enter>JK", "W-1010", "W-1003" },
	{ "key_capital_h_is_the_history", "<Enter>H", "History", NULL },
	{ "key_c_lists_the_queues_with_counts", "c", "14, 3 overdue", NULL },
	{ "key_u_says_that_there_is_nothing", "u", "nothing of yours", NULL },
	{ "key_tab_goes_to_the_next_section_of_a_case", "<Enter><Tab>", "Chronology", NULL },
};

static void precedents__hold(void **state)
{
	struct inside *in = inside_open(*state);

	for (size_t i = 0; i < sizeof precedents / sizeof *precedents; i++) {
		const struct precedent *one = &precedents[i];
		char *text;

		inside_begin(in);
		inside_keys(in, one->keys);
		text = inside_text(in);
		if ((one->there && !strstr(text, one->there)) || (one->gone && strstr(text, one->gone)))
			fail_msg("%s\n%s", one->name, text);
		free(text);
	}
	inside_close(in);
}

/* Every act of the table works on some screen that is tried, and every place is tried. */
static void screens__cover_every_place_and_act(void **state)
{
	size_t n;
	const struct binding *all = keymap_all(&n);
	unsigned places = 1u << PLACE_BOARD | 1u << PLACE_SITTING;	/* in test_keys_meetings.c */

	(void)state;
	for (size_t i = 0; i < SCREENS; i++)
		places |= 1u << screens[i].place;
	for (size_t i = 0; i < n; i++) {
		if (!(all[i].places & places))
			fail_msg("%s: no screen on which it works is in the table", all[i].name);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(keys__do_what_help_says_or_say_that_they_do_nothing, caseload_begin,
						caseload_end),
		cmocka_unit_test_setup_teardown(precedents__hold, caseload_begin, caseload_end),
		cmocka_unit_test(screens__cover_every_place_and_act),
	};

	return cmocka_run_group_tests(tests, caseload_make, caseload_remove);
}
