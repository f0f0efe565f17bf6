/* A duty desk's morning, key by key: thirty contacts triaged, six allocated, two corrected. What a person
 * presses beside typed text is counted for each act: at most two keys to look, five to rate or allocate. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/screen/caseload.h"

enum { TO_LOOK = 2, TO_ACT = 5, CONTACTS = 30, ALLOCATED = 6 };

struct morning {
	struct pty *pty;
	int keys;	/* since the last act began */
	int all;
};

/* Every character, and every name in angle brackets, is one key. */
static void press(struct morning *morning, const char *keys)
{
	for (const char *at = keys; *at; at++) {
		if (*at == '<' && strchr(at, '>'))
			at = strchr(at, '>');
		morning->keys++;
		morning->all++;
	}
	pty_keys(morning->pty, keys);
}

/* What a person has to say in words. */
static void type(struct morning *morning, const char *text)
{
	pty_send(morning->pty, text, strlen(text));
}

static void within(struct morning *morning, int most, const char *what)
{
	if (morning->keys > most)
		fail_msg("%s took %d keys, expected at most %d", what, morning->keys, most);
	morning->keys = 0;
}

static void expect_contact(struct morning *morning, int number, const char *said)
{
	char text[64];

	snprintf(text, sizeof text, "M-%04d: %s", number, said);
	EXPECT_TEXT(morning->pty, text);
}

static void filter(struct morning *morning, const char *words)
{
	press(morning, "/");
	EXPECT_TEXT(morning->pty, "Find:");
	type(morning, words);
	press(morning, "<ENTER>");
	EXPECT_GONE(morning->pty, "Find:");
	EXPECT_TEXT(morning->pty, words);
	within(morning, TO_LOOK, "finding contacts");
}

/* Red, amber, or decided as it is: one after the other. */
static void triage(struct morning *morning, int number)
{
	static const char *const letters[] = { "r", "a" };

	if (number % 3 == 0) {
		press(morning, "d");
		EXPECT_TEXT(morning->pty, "Outcome");
		type(morning, "no f");
		press(morning, "<TAB>");
		type(morning, "advice given to the school");
	} else {
		press(morning, "+");
		EXPECT_TEXT(morning->pty, "Rating");
		press(morning, letters[number % 3 - 1]);
		press(morning, "<TAB>");
		type(morning, "the threshold is met");
	}
	press(morning, "<F2>");
	expect_contact(morning, number, "saved");
	if (number % 3 == 0)
		EXPECT_TEXT(morning->pty, " met ");	/* in eighty columns no status stands beside the time left */
	within(morning, TO_ACT, "rating or deciding a contact");
}

static void go_on(struct morning *morning, const char *said)
{
	press(morning, "j");
	pty_expect(morning->pty, pty_wait_gone(morning->pty, said), said, __FILE__, __LINE__);
	within(morning, TO_LOOK, "going on to the next contact");
}

static void allocate(struct morning *morning, int number)
{
	press(morning, "w");
	EXPECT_TEXT(morning->pty, "Allocate");
	type(morning, "sam");
	press(morning, "<ENTER>");
	expect_contact(morning, number, "allocated to Sam Grey");
	within(morning, TO_ACT, "allocating a contact");
}

/* Another source, said of the event on the child's page. */
static void correct(struct morning *morning)
{
	press(morning, "<ENTER>");
	EXPECT_TEXT(morning->pty, "Chronology");
	within(morning, TO_LOOK, "looking at the child's page");
	press(morning, "Ge");
	EXPECT_TEXT(morning->pty, "Correct it");
	press(morning, "<ENTER>");
	EXPECT_TEXT(morning->pty, "Source");
	type(morning, "source");
	press(morning, "<ENTER>");
	EXPECT_TEXT(morning->pty, "Source:");
	press(morning, "<C-u>");
	type(morning, "police");
	press(morning, "<ENTER>");
	EXPECT_TEXT(morning->pty, "Reason:");
	type(morning, "the police rang, not the hospital");
	press(morning, "<ENTER>");
	EXPECT_TEXT(morning->pty, "Source: Police");
	press(morning, "q");
	EXPECT_TEXT(morning->pty, "Time left");
	morning->keys = 0;
}

/* What was done a moment ago by a slip of the finger. */
static void take_back(struct morning *morning)
{
	press(morning, "u");
	EXPECT_TEXT(morning->pty, "Undone:");
	within(morning, TO_LOOK, "taking back a slip");
}

/* Five at one stroke, and back. */
static void allocate_five(struct morning *morning)
{
	press(morning, "<HOME>");
	for (int i = 0; i < 5; i++)
		press(morning, "<SPACE>");
	EXPECT_TEXT(morning->pty, "5 marked");
	EXPECT_TEXT(morning->pty, "w worker (5)");
	morning->keys = 0;
	press(morning, "w");
	EXPECT_TEXT(morning->pty, "Allocate");
	type(morning, "test");
	press(morning, "<ENTER>");
	EXPECT_TEXT(morning->pty, "5 cases allocated to Test Erin");
	within(morning, TO_ACT, "allocating the marked");
	press(morning, "u");
	EXPECT_TEXT(morning->pty, "and 4 more");
	within(morning, TO_LOOK, "taking back one stroke");
}

static void morning__is_worked_with_few_keys(void **state)
{
	struct morning morning = { 0 };

	caseload_more(*state, 1, CONTACTS);
	caseload_set_clock(*state, CASELOAD_START + 60);
	morning.pty = caseload_open(*state, 24, 80, NULL, NULL);
	filter(&morning, "M-0 rating:green");
	for (int i = 1; i <= CONTACTS; i++) {
		triage(&morning, i);
		go_on(&morning, ": saved");
	}
	EXPECT_TEXT(morning.pty, "(0 of");
	press(&morning, "<ESC>");
	EXPECT_TEXT(morning.pty, "W-1010");
	within(&morning, TO_LOOK, "showing everyone again");
	filter(&morning, "M-0 rating:amber");
	for (int i = 0; i < ALLOCATED; i++) {
		allocate(&morning, 2 + 3 * i);
		go_on(&morning, ": allocated");
	}
	correct(&morning);
	press(&morning, "w");
	EXPECT_TEXT(morning.pty, "Allocate");
	type(&morning, "test");
	press(&morning, "<ENTER>");
	EXPECT_TEXT(morning.pty, "allocated to Test Erin");
	morning.keys = 0;
	take_back(&morning);
	allocate_five(&morning);
	print_message("%d keys beside typed text for %d contacts triaged, %d allocated and two slips mended\n",
		      morning.all, CONTACTS, ALLOCATED);
	pty_leave(morning.pty);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(morning__is_worked_with_few_keys, caseload_begin, caseload_end),
	};

	return cmocka_run_group_tests(tests, caseload_make, caseload_remove);
}
