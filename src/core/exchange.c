#include "config.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "core/exchange.h"

enum { PIPE_BYTES = 1024 * 1024 };

struct exchange {
	pid_t pid;		/* -1 once reaped */
	int file;		/* borrowed */
	int pipe;
	struct frame_reader reader;
	bool headed;		/* the heading row has come */
	bool over;		/* the last frame has come, or a failure was told */
	size_t n_cells;
	uint64_t rows;
	struct str_buf text;	/* of the last frame, safe to show */
};

/* Descriptors for the new program, then a clean slate of signals: one that is ignored here,
 * SIGPIPE above all, would be ignored there. */
static int spawn(pid_t *pid, const char *program, const char *format, int file, int out)
{
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attributes;
	sigset_t none, all;
	char *name = mem_copy(program), *what = mem_copy(format);
	char *const args[] = { name, what, NULL }, *const environment[] = { NULL };
	int failed;

	sigemptyset(&none);
	sigfillset(&all);
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_adddup2(&files, file, STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&files, out, STDOUT_FILENO);
	posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
#if defined(__GLIBC__) && __GLIBC_PREREQ(2, 34)
	posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
#endif
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setsigmask(&attributes, &none);
	posix_spawnattr_setsigdefault(&attributes, &all);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
	failed = posix_spawn(pid, program, &files, &attributes, args, environment);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&files);
	free(name);
	free(what);
	return failed;
}

struct exchange *exchange_start(const char *program, const char *format, int fd, struct error *err)
{
	struct exchange *exchange;
	int ends[2], failed;
	pid_t pid;

	if (pipe2(ends, O_CLOEXEC) != 0) {
		error_set(err, ERROR_INPUT, _("%s: no pipe to it: %s"), program, strerror(errno));
		return NULL;
	}
	assert(ends[0] > STDERR_FILENO && ends[1] > STDERR_FILENO);
	failed = spawn(&pid, program, format, fd, ends[1]);
	close(ends[1]);
	if (failed) {
		close(ends[0]);
		error_set(err, ERROR_INPUT, _("%s: cannot be started, is caseclock installed as a whole? %s"),
			program,
			strerror(failed));
		return NULL;
	}
	/* Larger pieces, fewer changes between the two; where it is refused it works all the same. */
	fcntl(ends[0], F_SETPIPE_SZ, PIPE_BYTES);
	exchange = mem_new(sizeof(*exchange));
	*exchange = (struct exchange){ .pid = pid, .file = fd, .pipe = ends[0] };
	frame_reader_init(&exchange->reader, ends[0]);
	return exchange;
}

/* Waits for the program, and says why it ended before it had sent everything. */
static bool reap(struct exchange *exchange, struct error *err)
{
	int status = 0, by;

	while (waitpid(exchange->pid, &status, 0) < 0 && errno == EINTR)
		;
	exchange->pid = -1;
	if (!WIFSIGNALED(status))
		return error_set(err, ERROR_INPUT,
			_("the program that reads files stopped before the end (status %d)"),
			WIFEXITED(status) ? WEXITSTATUS(status) : -1);
	by = WTERMSIG(status);
	if (by == SIGXCPU)
		return error_set(err, ERROR_INPUT,
			_("reading it took too long for its size and was stopped"));
	if (by == SIGSYS)
		return error_set(err, ERROR_INPUT,
			_("the program that reads files tried what it may not do and was stopped"));
	if (by == SIGKILL)
		return error_set(err, ERROR_INPUT,
			_("the program that reads files was stopped from outside"));
	return error_set(err, ERROR_INPUT,
		_("the program that reads files crashed on it or ran out of memory (signal %d)"),
		by);
}

/* The program is confined because it may be taken over by what it reads. So its order is
 * checked too: what a caller gets is what exchange_next promises. */
static bool in_order(struct exchange *exchange, const struct frame *frame)
{
	switch (frame->type) {
	case FRAME_HEADER:
		exchange->n_cells = frame->n_cells;
		if (exchange->headed || frame->n_cells == 0)
			return false;
		exchange->headed = true;
		return true;
	case FRAME_ROW:
		exchange->rows++;
		return exchange->headed && frame->n_cells == exchange->n_cells;
	case FRAME_REFUSED:
		exchange->rows++;
		return exchange->headed;
	case FRAME_END:
		return exchange->headed && frame->line == exchange->rows;
	case FRAME_FAILED:
	case FRAME_NOTE:
		return frame->text.n > 0;
	case FRAME_CLOSED:
		return true;
	}
	return false;
}

/* Its words, translated where they are among ours, and safe to show where they are not. */
static void read_words(struct exchange *exchange, struct frame *frame)
{
	char *words = str_copy(frame->text);

	str_clear(&exchange->text);
	utf8_safe(&exchange->text, _(words), false);
	frame->text = (struct str_view){ exchange->text.text, exchange->text.n };
	free(words);
}

bool exchange_next(struct exchange *exchange, struct frame *frame, struct error *err)
{
	assert(!exchange->over);
	if (!frame_next(&exchange->reader, frame, err)) {
		exchange->over = true;
		return false;
	}
	exchange->over = frame->type == FRAME_END || frame->type == FRAME_FAILED ||
		frame->type == FRAME_CLOSED;
	if (frame->type == FRAME_CLOSED)
		return reap(exchange, err);
	if (!in_order(exchange, frame)) {
		exchange->over = true;
		return error_set(err, ERROR_INPUT, _("the program that reads files sent rows out of order"));
	}
	if (frame->text.n > 0)
		read_words(exchange, frame);
	return frame->type != FRAME_FAILED || error_set(err, ERROR_INPUT, "%s", exchange->text.text);
}

int64_t exchange_position(const struct exchange *exchange)
{
	off_t at = lseek(exchange->file, 0, SEEK_CUR);

	return at < 0 ? 0 : (int64_t)at;
}

void exchange_finish(struct exchange *exchange)
{
	if (!exchange)
		return;
	close(exchange->pipe);
	if (exchange->pid > 0) {
		/* Everything wanted has come; a program that was taken over need not end by itself. */
		kill(exchange->pid, SIGKILL);
		reap(exchange, NULL);
	}
	frame_reader_done(&exchange->reader);
	str_done(&exchange->text);
	free(exchange);
}
