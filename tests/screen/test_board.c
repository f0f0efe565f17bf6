/* The allocations meeting on the screen: rows S0-06, S1-13 and S1-30. A file of its own, made by the program
 * itself, on Fri 1 Mar 2024 10:00; keys are counted beside typed text. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/mem.h"
#include "tests/screen/pty.h"

enum { REFERRALS = 20, TO_ALLOCATE = 5, ENVIRONMENT = 8, WORDS = 24 };

static const char program[] = "src/caseclock";

struct meeting {
	char folder[64], database[96], data[512];
	char set[ENVIRONMENT][600];
	const char *env[ENVIRONMENT + 1];
};

/* One command of the program, at a moment. */
static void run(const struct meeting *meeting, const char *now, ...)
{
	const char *argv[WORDS] = { program, "-q", "-d", meeting->database, "--now", now };
	size_t n = 6;
	va_list words;
	int status;
	pid_t pid;

	va_start(words, now);
	while (n < WORDS - 1 && (argv[n] = va_arg(words, const char *)))
		n++;
	va_end(words);
	argv[n] = NULL;
	pid = fork();
	if (pid == 0) {
		if (!freopen("/dev/null", "w", stdout))
			_exit(126);
		execve(program, (char *const *)(uintptr_t)argv, (char *const *)(uintptr_t)meeting->env);
		_exit(127);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	if (status != 0)
		fail_msg("%s %s %s: status %d", argv[6], argv[7], argv[8] ? argv[8] : "", WEXITSTATUS(status));
}

static void add_environment(struct meeting *meeting, const char *name, const char *value)
{
	size_t n = 0;

	while (meeting->env[n])
		n++;
	assert_true(n < ENVIRONMENT);
	snprintf(meeting->set[n], sizeof meeting->set[n], "%s=%s", name, value);
	meeting->env[n] = meeting->set[n];
}

static void add_people(const struct meeting *meeting)
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
		run(meeting, "2024-02-01T09:00", "person", "add", people[i].name, "--login", people[i].login,
		    "--role", people[i].role, "--team", "North", "--kind", people[i].kind, "--capacity",
		    people[i].capacity ? people[i].capacity : "none", "--to", people[i].to ? people[i].to : "none", NULL);
}

/* Child n is accepted for assessment, a minute after the one before; two are sisters. */
static void add_referral(const struct meeting *meeting, int n)
{
	char reference[16], name[32], received[32], decided[32];

	snprintf(reference, sizeof reference, "R-%02d", n);
	snprintf(name, sizeof name, "name=Child %d", n);
	snprintf(received, sizeof received, "2024-02-29T09:%02d", n);
	snprintf(decided, sizeof decided, "2024-02-29T10:%02d", n);
	run(meeting, received, "record", reference, "referral.received", name, "team=North",
	    n == 7 || n == 8 ? "family=F-7" : NULL, NULL);
	run(meeting, decided, "record", reference, "referral.decided", "outcome=assessment", NULL);
}

static int begin(void **state)
{
	struct meeting *meeting = mem_new(sizeof *meeting);
	const char *srcdir = getenv("srcdir");

	strcpy(meeting->folder, "tests/screen/board.XXXXXX");
	assert_non_null(mkdtemp(meeting->folder));
	snprintf(meeting->database, sizeof meeting->database, "%s/db", meeting->folder);
	snprintf(meeting->data, sizeof meeting->data, "%s/data", srcdir ? srcdir : ".");
	add_environment(meeting, "LC_ALL", "C.UTF-8");
	add_environment(meeting, "TERM", "xterm-256color");
	add_environment(meeting, "HOME", meeting->folder);
	add_environment(meeting, "CASECLOCK_DATADIR", meeting->data);
	add_environment(meeting, "CASECLOCK_LIBEXECDIR", "src/exchange");
	run(meeting, "2024-02-01T09:00", "init", "--rehearse", "--team", "North", "South", NULL);
	add_people(meeting);
	*state = meeting;
	return 0;
}

static int end(void **state)
{
	struct meeting *meeting = *state;
	char command[256];
	pid_t pid = fork();
	int status;

	snprintf(command, sizeof command, "%s", meeting->folder);
	if (pid == 0) {
		execlp("rm", "rm", "-rf", command, NULL);
		_exit(127);
	}
	waitpid(pid, &status, 0);
	free(meeting);
	return 0;
}

static struct pty *open_as(const struct meeting *meeting, const char *login, int rows, int cols)
{
	const char *const argv[] = { program, "-d", meeting->database, "--now", "2024-03-01T10:00", "--as", login,
				     NULL };
	struct pty *pty = pty_start(&(struct pty_spec){ .argv = argv, .env = meeting->env, .rows = rows, .cols = cols });

	EXPECT_TEXT(pty, "keys");
	pty_keys(pty, "B");
	EXPECT_TEXT(pty, "Allocation  North");
	return pty;
}

static void leave(struct pty *pty)
{
	pty_keys(pty, "Q");
	assert_int_equal(pty_end(pty), 0);
	pty_free(pty);
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

/* ---- twenty referrals ---- */

static void allocate_all(const struct meeting *meeting, int rows, int cols)
{
	struct pty *pty = open_as(meeting, "mo", rows, cols);

	EXPECT_TEXT(pty, "19 wait");
	for (int n = 1; n <= REFERRALS; n++) {
		char said[64];
		int keys = 0;

		if (n == 8)	/* with her sister */
			continue;
		keys += press(pty, "w");
		EXPECT_TEXT(pty, "Enter does it");
		if (n % 4 == 0)
			keys += press(pty, "j");
		keys += press(pty, "<ENTER>");
		snprintf(said, sizeof said, n == 7 ? "2 children: allocated to" : "R-%02d: allocated to", n);
		EXPECT_TEXT(pty, said);
		if (keys > TO_ALLOCATE)
			fail_msg("R-%02d took %d keys, expected at most %d", n, keys, TO_ALLOCATE);
	}
	EXPECT_TEXT(pty, "Nothing waits for a worker.");
	EXPECT_TEXT(pty, "0 wait");
	leave(pty);
}

static void meeting__allocates_twenty_referrals__s0_06(void **state)
{
	const struct meeting *meeting = *state;

	for (int n = 1; n <= REFERRALS; n++)
		add_referral(meeting, n);
	allocate_all(meeting, 24, 80);
}

static void meeting__allocates_twenty_referrals__on_a_wide_screen(void **state)
{
	const struct meeting *meeting = *state;

	for (int n = 1; n <= REFERRALS; n++)
		add_referral(meeting, n);
	allocate_all(meeting, 50, 160);
}

/* s is what it is in the queue: a supervision of the row's child. */
static void supervision__is_recorded_from_the_board(void **state)
{
	const struct meeting *meeting = *state;
	struct pty *pty;

	add_referral(meeting, 1);
	add_referral(meeting, 2);
	pty = open_as(meeting, "mo", 24, 80);
	EXPECT_TEXT(pty, "2 wait");
	pty_keys(pty, "js");
	EXPECT_TEXT(pty, "Supervision held  R-02");
	pty_keys(pty, "<ESC>");
	EXPECT_TEXT(pty, "2 wait");
	leave(pty);
}

/* ---- what it shows ---- */

static void board__shows__load_and_room_of_each_worker__s1_30(void **state)
{
	const struct meeting *meeting = *state;
	struct pty *pty;

	add_referral(meeting, 1);
	add_referral(meeting, 2);
	add_referral(meeting, 3);
	run(meeting, "2024-02-29T15:00", "--as", "lou", "allocate", "R-02", "kit", NULL);
	run(meeting, "2024-02-29T15:00", "--as", "lou", "allocate", "R-03", "kit", NULL);
	run(meeting, "2024-02-29T15:00", "person", "away", "ada", "2024-02-28", "2024-03-08", NULL);
	pty = open_as(meeting, "mo", 24, 80);
	EXPECT_TEXT(pty, "2 of 2");
	EXPECT_TEXT(pty, "AWAY to");
	EXPECT_TEXT(pty, "student");
	pty_keys(pty, "w");
	EXPECT_TEXT(pty, "to Sam Grey: 1 case then, 1 of 18");
	pty_keys(pty, "j");
	EXPECT_TEXT(pty, "3 of 2 (OVER THE CEILING)");
	EXPECT_TEXT(pty, "deadlines in the week");
	pty_keys(pty, "<ESC>");
	EXPECT_GONE(pty, "OVER THE CEILING");
	leave(pty);
}

static void board__survives__any_size(void **state)
{
	const struct meeting *meeting = *state;
	struct pty *pty;

	add_referral(meeting, 1);
	pty = open_as(meeting, "mo", 24, 80);
	pty_resize(pty, 10, 40);
	EXPECT_TEXT(pty, "Window too small");
	pty_resize(pty, 50, 160);
	EXPECT_TEXT(pty, "R-01");
	EXPECT_TEXT(pty, "Sam Grey");
	pty_resize(pty, 11, 41);
	EXPECT_TEXT(pty, "R-01");
	pty_resize(pty, 24, 80);
	EXPECT_TEXT(pty, "Allocation  North");
	leave(pty);
}

/* ---- what is decided ---- */

static void colleague__who_was_faster__is_named_with_the_moment(void **state)
{
	const struct meeting *meeting = *state;
	struct pty *pty;

	add_referral(meeting, 1);
	pty = open_as(meeting, "mo", 24, 80);
	pty_keys(pty, "w");
	EXPECT_TEXT(pty, "Enter does it");
	run(meeting, "2024-03-01T10:00", "--as", "lou", "allocate", "R-01", "kit", NULL);
	pty_keys(pty, "<ENTER>");
	EXPECT_TEXT(pty, "R-01: Lou Park recorded");
	EXPECT_TEXT(pty, "0 wait");
	leave(pty);
}

static void undo__takes_the_decision_back(void **state)
{
	const struct meeting *meeting = *state;
	struct pty *pty;

	add_referral(meeting, 7);
	add_referral(meeting, 8);
	pty = open_as(meeting, "mo", 24, 80);
	EXPECT_TEXT(pty, "R-07 +1");
	pty_keys(pty, "w<ENTER>");
	EXPECT_TEXT(pty, "2 children: allocated to Sam Grey");
	EXPECT_TEXT(pty, "0 wait");
	pty_keys(pty, "u");
	EXPECT_TEXT(pty, "1 wait");
	EXPECT_TEXT(pty, "R-07 +1");
	leave(pty);
}

/* What is decided next is meant for the next child, and what was taken back is there to be decided anew. */
static void cursor__goes_on_after_a_deferral__and_back_with_undo(void **state)
{
	const struct meeting *meeting = *state;
	struct pty *pty;
	int y, x;

	for (int n = 1; n <= 3; n++)
		add_referral(meeting, n);
	pty = open_as(meeting, "mo", 24, 80);
	EXPECT_TEXT(pty, "> ~ R-01");
	pty_keys(pty, "d<ENTER><ENTER><ENTER>");
	EXPECT_TEXT(pty, "2 wait, 1 not today");
	EXPECT_TEXT(pty, "> ~ R-02");
	pty_keys(pty, "w<ENTER>");
	EXPECT_TEXT(pty, "R-02: allocated");
	EXPECT_TEXT(pty, "> ~ R-03");
	pty_keys(pty, "u");
	EXPECT_TEXT(pty, "Undone");
	EXPECT_TEXT(pty, "> ~ R-02");
	EXPECT(pty, pty_find(pty, "R-03", &y, &x));
	leave(pty);
}

/* Under what is said of the brothers and sisters the question stands to its end. */
static void question__is_shown_whole__where_it_takes_three_lines(void **state)
{
	const struct meeting *meeting = *state;
	struct pty *pty;

	for (int n = 7; n <= 8; n++)
		add_referral(meeting, n);
	pty = open_as(meeting, "mo", 24, 60);
	EXPECT_TEXT(pty, "R-07 +1");
	pty_keys(pty, "w");
	EXPECT_TEXT(pty, "Enter does it");
	EXPECT_TEXT(pty, "leaves it.");
	leave(pty);
}

static void deferral__asks_why_and_until_when(void **state)
{
	const struct meeting *meeting = *state;
	struct pty *pty;
	int keys = 0;

	add_referral(meeting, 1);
	pty = open_as(meeting, "mo", 24, 80);
	keys += press(pty, "d");
	EXPECT_TEXT(pty, "Not today");
	keys += press(pty, "<ENTER>");
	EXPECT_TEXT(pty, "Nobody of the team has room");
	keys += press(pty, "<ENTER>");
	EXPECT_TEXT(pty, "Until:");
	keys += press(pty, "<ENTER>");
	EXPECT_TEXT(pty, "R-01: not today");
	EXPECT_TEXT(pty, "0 wait, 1 not today");
	assert_true(keys <= TO_ALLOCATE);
	leave(pty);
}

/* What was decided stands whole below the lists, however narrow the note of the row is. */
static void deferral__is_told_whole__with_who_holds_it_on_duty(void **state)
{
	const struct meeting *meeting = *state;
	struct pty *pty;

	add_referral(meeting, 1);
	run(meeting, "2024-02-29T15:00", "--as", "lou", "record", "R-01", "allocation.deferred", "reason=capacity",
	    "until=2024-03-05", NULL);
	run(meeting, "2024-02-29T15:01", "--as", "lou", "record", "R-01", "case.duty", "holder=Sam Grey", NULL);
	pty = open_as(meeting, "mo", 24, 80);
	EXPECT_TEXT(pty, "0 wait, 1 not today");
	EXPECT_TEXT(pty, "Not today until Tue 5 Mar: Nobody of the team has room");
	EXPECT_TEXT(pty, "held on duty by Sam Grey");
	EXPECT_TEXT(pty, "Tue 5 Mar; d");
	pty_resize(pty, 50, 160);
	EXPECT_TEXT(pty, "until Tue 5 Mar: Nobody of the team has room, by Lou Park; held on duty by Sam Grey");
	leave(pty);
}

/* Lee Fern has left: the reason is asked for, and the commonest is offered. */
static void leaver__stays_in_sight__until_each_case_has_an_owner__s1_13(void **state)
{
	const struct meeting *meeting = *state;
	struct pty *pty;

	add_referral(meeting, 1);
	add_referral(meeting, 2);
	run(meeting, "2024-02-28T09:00", "person", "change", "lee", "--to", "none", NULL);
	run(meeting, "2024-02-29T11:00", "--as", "lou", "allocate", "R-01", "lee", NULL);
	run(meeting, "2024-02-29T11:00", "--as", "lou", "allocate", "R-02", "lee", NULL);
	run(meeting, "2024-02-29T12:00", "person", "change", "lee", "--to", "2024-02-29", NULL);
	pty = open_as(meeting, "mo", 24, 80);
	EXPECT_TEXT(pty, "has left");
	EXPECT_TEXT(pty, "2 wait");
	pty_keys(pty, "d");
	EXPECT_TEXT(pty, "Hand over all cases of Lee Fern");
	pty_keys(pty, "<ENTER>");
	EXPECT_TEXT(pty, "2 children to Sam Grey: 2 cases then");
	pty_keys(pty, "<ENTER>");
	EXPECT_TEXT(pty, "The worker has left or is leaving");
	pty_keys(pty, "<ENTER>");
	EXPECT_TEXT(pty, "2 children: allocated to Sam Grey");
	EXPECT_TEXT(pty, "0 wait");
	pty_keys(pty, "u");
	EXPECT_TEXT(pty, "2 wait");
	leave(pty);
}

/* Somebody of no team begins where something waits, and not with the first of the teams. */
static void board__of_somebody_without_a_team__opens_where_a_case_waits(void **state)
{
	const struct meeting *meeting = *state;
	struct pty *pty;

	run(meeting, "2024-02-01T10:00", "team", "add", "Alpha", NULL);
	run(meeting, "2024-02-01T10:00", "person", "add", "Jo Wold", "--login", "jo", "--role", "manager", NULL);
	add_referral(meeting, 1);
	pty = open_as(meeting, "jo", 24, 80);
	pty_keys(pty, "B");
	EXPECT_TEXT(pty, "R-01");
	leave(pty);
}

/* By name, which is not the order in which they are due; and the workers by their own columns. */
static void board__is_sorted__by_a_column(void **state)
{
	const struct meeting *meeting = *state;
	struct pty *pty;

	add_referral(meeting, 2);
	add_referral(meeting, 11);
	add_referral(meeting, 3);
	pty = open_as(meeting, "mo", 24, 80);
	pty_keys(pty, "B");
	EXPECT_TEXT(pty, "R-11");
	pty_keys(pty, "o");
	EXPECT_TEXT(pty, "What waits sorted by");
	pty_keys(pty, "name<ENTER>");
	EXPECT_GONE(pty, "What waits sorted by");
	pty_keys(pty, "gg");
	EXPECT_TEXT(pty, "> ~ R-11");
	pty_keys(pty, "<TAB>o");
	EXPECT_TEXT(pty, "Workers sorted by");
	pty_keys(pty, "name<ENTER>");
	EXPECT_GONE(pty, "Workers sorted by");
	EXPECT_TEXT(pty, "> Ada Low");
	leave(pty);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(meeting__allocates_twenty_referrals__s0_06, begin, end),
		cmocka_unit_test_setup_teardown(meeting__allocates_twenty_referrals__on_a_wide_screen, begin, end),
		cmocka_unit_test_setup_teardown(board__shows__load_and_room_of_each_worker__s1_30, begin, end),
		cmocka_unit_test_setup_teardown(supervision__is_recorded_from_the_board, begin, end),
		cmocka_unit_test_setup_teardown(board__survives__any_size, begin, end),
		cmocka_unit_test_setup_teardown(colleague__who_was_faster__is_named_with_the_moment, begin, end),
		cmocka_unit_test_setup_teardown(undo__takes_the_decision_back, begin, end),
		cmocka_unit_test_setup_teardown(board__of_somebody_without_a_team__opens_where_a_case_waits, begin, end),
		cmocka_unit_test_setup_teardown(board__is_sorted__by_a_column, begin, end),
		cmocka_unit_test_setup_teardown(cursor__goes_on_after_a_deferral__and_back_with_undo, begin, end),
		cmocka_unit_test_setup_teardown(question__is_shown_whole__where_it_takes_three_lines, begin, end),
		cmocka_unit_test_setup_teardown(deferral__asks_why_and_until_when, begin, end),
		cmocka_unit_test_setup_teardown(deferral__is_told_whole__with_who_holds_it_on_duty, begin, end),
		cmocka_unit_test_setup_teardown(leaver__stays_in_sight__until_each_case_has_an_owner__s1_13, begin, end),
	};

	if (access(program, X_OK) != 0)
		return 77;
	return cmocka_run_group_tests_name("board", tests, NULL, NULL);
}
