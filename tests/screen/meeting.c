#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "tests/screen/meeting.h"

static void add_people(const struct rehearsal *meeting)
{
	static const struct {
		const char *name, *login, *role, *kind, *capacity, *to;
	} people[] = {
		{ "Mo Hale", "mo", "manager", "permanent", NULL, NULL },
		{ "Lou Park", "lou", "manager", "permanent", NULL, NULL },
		{ "Sam Grey", "sam", "practitioner", "permanent", "18", NULL },
		{ "Ada Low", "ada", "practitioner", "newly qualified", NULL, NULL },
		{ "Kit Moss", "kit", "practitioner", "student", "2", NULL },
		{ "Lee Fern", "lee", "practitioner", "agency", NULL, "2024-02-28" },
	};

	for (size_t i = 0; i < sizeof people / sizeof *people; i++)
		rehearsal_run(meeting, "2024-02-01T09:00", "person", "add", people[i].name, "--login", people[i].login,
		    "--role", people[i].role, "--team", "North", "--kind", people[i].kind, "--capacity",
		    people[i].capacity ? people[i].capacity : "none", "--to", people[i].to ? people[i].to : "none", NULL);
}

/* Child n is accepted for assessment, a minute after the one before; two are sisters. */
void meeting_add_referral(const struct rehearsal *meeting, int n)
{
	char reference[16], name[32], received[32], decided[32];

	snprintf(reference, sizeof reference, "R-%02d", n);
	snprintf(name, sizeof name, "name=Child %d", n);
	snprintf(received, sizeof received, "2024-02-29T09:%02d", n);
	snprintf(decided, sizeof decided, "2024-02-29T10:%02d", n);
	rehearsal_run(meeting, received, "record", reference, "referral.received", name, "team=North",
	    n == 7 || n == 8 ? "family=F-7" : NULL, NULL);
	rehearsal_run(meeting, decided, "record", reference, "referral.decided", "outcome=assessment", NULL);
}

int meeting_begin(void **state)
{
	struct rehearsal *meeting = rehearsal_new("board");

	rehearsal_run(meeting, "2024-02-01T09:00", "init", "--rehearse", "--team", "North", "South", NULL);
	add_people(meeting);
	*state = meeting;
	return 0;
}

int meeting_end(void **state)
{
	rehearsal_free(*state);
	return 0;
}

struct pty *meeting_open_as(const struct rehearsal *meeting, const char *login, int rows, int cols)
{
	struct pty *pty = rehearsal_open(meeting, "2024-03-01T10:00", login, NULL, rows, cols);

	EXPECT_TEXT(pty, "keys");
	pty_keys(pty, "B");
	EXPECT_TEXT(pty, "Allocation  North");
	return pty;
}
