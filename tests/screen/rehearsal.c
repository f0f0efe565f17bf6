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
#include "tests/screen/rehearsal.h"

enum { WORDS = 24 };

static const char program[] = REHEARSAL_PROGRAM;

static void add_environment(struct rehearsal *rehearsal, const char *name, const char *value)
{
	size_t n = 0;

	while (rehearsal->env[n])
		n++;
	assert_true(n < REHEARSAL_ENVIRONMENT);
	snprintf(rehearsal->set[n], sizeof rehearsal->set[n], "%s=%s", name, value);
	rehearsal->env[n] = rehearsal->set[n];
}

struct rehearsal *rehearsal_new(const char *name)
{
	struct rehearsal *rehearsal = mem_new(sizeof *rehearsal);
	const char *srcdir = getenv("srcdir");

	snprintf(rehearsal->folder, sizeof rehearsal->folder, "tests/screen/%s.XXXXXX", name);
	assert_non_null(mkdtemp(rehearsal->folder));
	snprintf(rehearsal->database, sizeof rehearsal->database, "%s/db", rehearsal->folder);
	snprintf(rehearsal->data, sizeof rehearsal->data, "%s/data", srcdir ? srcdir : ".");
	add_environment(rehearsal, "LC_ALL", "C.UTF-8");
	add_environment(rehearsal, "TERM", "xterm-256color");
	add_environment(rehearsal, "HOME", rehearsal->folder);
	add_environment(rehearsal, "CASECLOCK_DATADIR", rehearsal->data);
	add_environment(rehearsal, "CASECLOCK_LIBEXECDIR", "src/exchange");
	return rehearsal;
}

void rehearsal_free(struct rehearsal *rehearsal)
{
	pid_t pid = fork();
	int status;

	if (pid == 0) {
		execlp("rm", "rm", "-rf", rehearsal->folder, NULL);
		_exit(127);
	}
	waitpid(pid, &status, 0);
	free(rehearsal);
}

void rehearsal_run(const struct rehearsal *rehearsal, const char *now, ...)
{
	const char *argv[WORDS] = { program, "-q", "-d", rehearsal->database, "--now", now };
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
		execve(program, (char *const *)(uintptr_t)argv, (char *const *)(uintptr_t)rehearsal->env);
		_exit(127);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	if (status != 0)
		fail_msg("%s %s %s: status %d", argv[6], argv[7], argv[8] ? argv[8] : "", WEXITSTATUS(status));
}

struct pty *rehearsal_open(const struct rehearsal *rehearsal, const char *now, const char *login, const char *queue,
			   int rows, int cols)
{
	const char *const argv[] = { program, "-d", rehearsal->database, "--now", now, "--as", login,
				     queue ? "--queue" : NULL, queue, NULL };

	return pty_start(&(struct pty_spec){ .argv = argv, .env = rehearsal->env, .rows = rows, .cols = cols });
}
