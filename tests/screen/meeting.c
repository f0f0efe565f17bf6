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
#include "tests/screen/meeting.h"

enum { WORDS = 24 };

static const char program[] = MEETING_PROGRAM;

/* One command of the program, at a moment. */
void meeting_run(const struct meeting *meeting, const char *now, ...)
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
	assert_true(n < MEETING_ENVIRONMENT);
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
		meeting_run(meeting, "2024-02-01T09:00", "person", "add", people[i].name, "--login", people[i].login,
		    "--role", people[i].role, "--team", "North", "--kind", people[i].kind, "--capacity",
		    people[i].capacity ? people[i].capacity : "none", "--to", people[i].to ? people[i].to : "none", NULL);
}

/* Child n is accepted for assessment, a minute after the one before; two are sisters. */
void meeting_add_referral(const struct meeting *meeting, int n)
{
	char reference[16], name[32], received[32], decided[32];

	snprintf(reference, sizeof reference, "R-%02d", n);
	snprintf(name, sizeof name, "name=Child %d", n);
	snprintf(received, sizeof received, "2024-02-29T09:%02d", n);
	snprintf(decided, sizeof decided, "2024-02-29T10:%02d", n);
	meeting_run(meeting, received, "record", reference, "referral.received", name, "team=North",
	    n == 7 || n == 8 ? "family=F-7" : NULL, NULL);
	meeting_run(meeting, decided, "record", reference, "referral.decided", "outcome=assessment", NULL);
}

int meeting_begin(void **state)
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
	meeting_run(meeting, "2024-02-01T09:00", "init", "--rehearse", "--team", "North", "South", NULL);
	add_people(meeting);
	*state = meeting;
	return 0;
}

int meeting_end(void **state)
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

struct pty *meeting_open_as(const struct meeting *meeting, const char *login, int rows, int cols)
{
	const char *const argv[] = { program, "-d", meeting->database, "--now", "2024-03-01T10:00", "--as", login,
				     NULL };
	struct pty *pty = pty_start(&(struct pty_spec){ .argv = argv, .env = meeting->env, .rows = rows, .cols = cols });

	EXPECT_TEXT(pty, "keys");
	pty_keys(pty, "B");
	EXPECT_TEXT(pty, "Allocation  North");
	return pty;
}

void meeting_leave(struct pty *pty)
{
	pty_keys(pty, "Q");
	assert_int_equal(pty_end(pty), 0);
	pty_free(pty);
}
