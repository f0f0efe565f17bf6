#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/str.h"
#include "tests/base/folder.h"
#include "tests/base/whole.h"
#include "tests/screen/rehearsal.h"

enum { WORDS = 24 };

/* "FOLDER/NAME". Owned. */
static char *inside(const char *folder, const char *name)
{
	struct str_buf path = { 0 };

	str_addf(&path, "%s/%s", folder, name);
	return str_take(&path);
}

static void set_environment(struct rehearsal *rehearsal, const char *built, const char *sources)
{
	char *data = inside(sources, "data"), *exchange = inside(built, "src/exchange");
	const struct {
		const char *name, *value;
	} all[REHEARSAL_ENVIRONMENT] = {
		{ "LC_ALL", "C.UTF-8" },
		{ "TERM", "xterm-256color" },
		{ "HOME", rehearsal->folder },
		{ "CASECLOCK_DATADIR", data },
		{ "CASECLOCK_LIBEXECDIR", exchange },
	};

	for (size_t i = 0; i < REHEARSAL_ENVIRONMENT; i++) {
		struct str_buf set = { 0 };

		str_addf(&set, "%s=%s", all[i].name, all[i].value);
		rehearsal->env[i] = rehearsal->set[i] = str_take(&set);
	}
	free(data);
	free(exchange);
}

struct rehearsal *rehearsal_new(const char *name)
{
	struct rehearsal *rehearsal = mem_new(sizeof *rehearsal);
	const char *srcdir = getenv("srcdir");
	char *built = realpath(".", NULL), *sources = realpath(srcdir ? srcdir : ".", NULL);
	struct str_buf folder = { 0 };

	assert_non_null(built);
	assert_non_null(sources);
	str_addf(&folder, "%s/tests/screen/%s.XXXXXX", built, name);
	rehearsal->folder = str_take(&folder);
	assert_non_null(mkdtemp(rehearsal->folder));
	rehearsal->program = inside(built, REHEARSAL_PROGRAM);
	rehearsal->database = inside(rehearsal->folder, "db");
	set_environment(rehearsal, built, sources);
	free(built);
	free(sources);
	return rehearsal;
}

void rehearsal_free(struct rehearsal *rehearsal)
{
	folder_remove(rehearsal->folder);
	for (size_t i = 0; i < REHEARSAL_ENVIRONMENT; i++)
		free(rehearsal->set[i]);
	free(rehearsal->program);
	free(rehearsal->folder);
	free(rehearsal->database);
	free(rehearsal);
}

/* What stands before the words of every command; how many words that are. */
static size_t begin_words(const struct rehearsal *rehearsal, const char *now, const char *argv[static WORDS])
{
	size_t n = 0;

	argv[n++] = rehearsal->program;
	argv[n++] = "-d";
	argv[n++] = rehearsal->database;
	if (now) {
		argv[n++] = "--now";
		argv[n++] = now;
	}
	return n;
}

static void run_to(const struct rehearsal *rehearsal, const char *file, const char *now, va_list words)
{
	const char *argv[WORDS];
	size_t n = begin_words(rehearsal, now, argv), first;
	int status;
	pid_t pid;

	argv[n++] = "-q";
	first = n;
	while ((argv[n] = va_arg(words, const char *)))
		assert_true(++n < WORDS);
	pid = fork();
	if (pid == 0) {
		if (!freopen(file, "w", stdout))
			_exit(126);
		execve(rehearsal->program, (char *const *)(uintptr_t)argv, (char *const *)(uintptr_t)rehearsal->env);
		_exit(127);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	if (status != 0)
		fail_msg("%s %s: status %d", argv[first], argv[first + 1] ? argv[first + 1] : "", WEXITSTATUS(status));
}

void rehearsal_run(const struct rehearsal *rehearsal, const char *now, ...)
{
	va_list words;

	va_start(words, now);
	run_to(rehearsal, "/dev/null", now, words);
	va_end(words);
}

char *rehearsal_said(const struct rehearsal *rehearsal, const char *now, ...)
{
	char *file = inside(rehearsal->folder, "said"), *text;
	va_list words;

	va_start(words, now);
	run_to(rehearsal, file, now, words);
	va_end(words);
	text = whole_file(file);
	free(file);
	return text;
}

struct pty *rehearsal_open(const struct rehearsal *rehearsal, const char *now, const char *login, const char *queue,
			   int rows, int cols)
{
	const char *argv[WORDS];
	size_t n = begin_words(rehearsal, now, argv);

	if (login) {
		argv[n++] = "--as";
		argv[n++] = login;
	}
	if (queue) {
		argv[n++] = "--queue";
		argv[n++] = queue;
	}
	argv[n] = NULL;
	return pty_start(&(struct pty_spec){ .argv = argv, .env = rehearsal->env, .rows = rows, .cols = cols });
}
