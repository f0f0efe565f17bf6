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

enum { LISTS_MAX = 1000, KINDS_MAX = 100, KIND_HEAD = 2, KIND_EACH = 3 };

/* How many values each kind of record of a list has. */
struct kinds {
	size_t values[KINDS_MAX];
	size_t n;
};

struct exchange {
	pid_t pid;		/* -1 once reaped */
	int file;		/* borrowed */
	int pipe;
	struct frame_reader reader;
	bool headed;		/* the heading row has come */
	bool over;		/* the last frame has come, or a failure was told */
	bool mapped;		/* lists come, rows and records */
	size_t n_cells;
	uint64_t rows;
	uint32_t list;		/* of the row that has begun */
	bool begun;
	struct kinds *lists;	/* those declared */
	size_t n_lists, room_lists;
	struct str_buf text;	/* of the last frame, safe to show */
};

/* Descriptors for the new program, then a clean slate of signals: one that is ignored here,
 * SIGPIPE above all, would be ignored there. What asks both of us to end is heard here alone, so that it is
 * answered as an interruption; exchange_finish ends the other. */
static int spawn(pid_t *pid, const char *program, char *const args[], int file, int out, int map)
{
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attributes;
	sigset_t ours, all;
	char *const environment[] = { NULL };
	int failed;

	sigemptyset(&ours);
	sigaddset(&ours, SIGINT);
	sigaddset(&ours, SIGTERM);
	sigfillset(&all);
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_adddup2(&files, file, STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&files, out, STDOUT_FILENO);
	posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	if (map >= 0)
		posix_spawn_file_actions_adddup2(&files, map, STDERR_FILENO + 1);
#if defined(__GLIBC__) && __GLIBC_PREREQ(2, 34)
	posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + (map >= 0 ? 2 : 1));
#endif
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setsigmask(&attributes, &ours);
	posix_spawnattr_setsigdefault(&attributes, &all);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
	failed = posix_spawn(pid, program, &files, &attributes, args, environment);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&files);
	return failed;
}

static struct exchange *start(const char *program, char *const args[], int fd, int map, struct error *err)
{
	struct exchange *exchange;
	int ends[2], failed;
	pid_t pid;

	if (pipe2(ends, O_CLOEXEC) != 0) {
		error_set(err, ERROR_INPUT, _("%s: no pipe to it: %s"), program, strerror(errno));
		return NULL;
	}
	assert(ends[0] > STDERR_FILENO && ends[1] > STDERR_FILENO);
	failed = spawn(&pid, program, args, fd, ends[1], map);
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
	*exchange = (struct exchange){ .pid = pid, .file = fd, .pipe = ends[0], .mapped = map >= 0 };
	frame_reader_init(&exchange->reader, ends[0]);
	return exchange;
}

struct exchange *exchange_start(const char *program, const char *format, int fd, struct error *err)
{
	char *name = mem_copy(program), *what = mem_copy(format);
	char *const args[] = { name, what, NULL };
	struct exchange *exchange = start(program, args, fd, -1, err);

	free(name);
	free(what);
	return exchange;
}

struct exchange *exchange_start_mapped(const char *program, const struct exchange_map *map, int fd,
				       struct error *err)
{
	char *name = mem_copy(program), *file = mem_copy(map->file_name), *called = mem_copy(map->name);
	char what[] = "map";
	char *const args[] = { name, what, file, called, NULL };
	struct exchange *exchange = start(program, args, fd, map->fd, err);

	free(name);
	free(file);
	free(called);
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

static bool take_kind(struct exchange *exchange, const struct frame *frame)
{
	struct kinds *kinds;

	if (exchange->n_lists == 0 || frame->list != exchange->n_lists - 1 ||
	    frame->n_cells < KIND_HEAD + KIND_EACH)
		return false;
	kinds = &exchange->lists[frame->list];
	if (frame->column != kinds->n || kinds->n == KINDS_MAX ||
	    (frame->n_cells - KIND_HEAD) % KIND_EACH != 0)
		return false;
	kinds->values[kinds->n++] = (frame->n_cells - KIND_HEAD) / KIND_EACH;
	return true;
}

/* The same for what is read by a map. */
static bool in_order_mapped(struct exchange *exchange, const struct frame *frame)
{
	bool known = frame->list < exchange->n_lists;
	const struct kinds *kinds = known ? &exchange->lists[frame->list] : NULL;

	if (frame->type == FRAME_LIST) {
		if (frame->list != exchange->n_lists || frame->n_cells != 3 || exchange->n_lists == LISTS_MAX)
			return false;
		mem_grow(&exchange->lists, exchange->n_lists, &exchange->room_lists,
			sizeof(exchange->lists[0]));
		exchange->lists[exchange->n_lists++] = (struct kinds){ .n = 0 };
		exchange->begun = false;
		return true;
	}
	if (frame->type == FRAME_KIND)
		return take_kind(exchange, frame);
	if (frame->type == FRAME_BEGIN) {
		exchange->rows++;
		exchange->begun = true;
		exchange->list = frame->list;
		return known;
	}
	if (frame->type == FRAME_RECORD)
		return known && exchange->begun && frame->list == exchange->list &&
			frame->column < kinds->n && frame->n_cells == kinds->values[frame->column];
	if (!known || frame->n_cells != 4 || frame->cells[3].n == 0)
		return false;
	if (str_equal(frame->cells[0], "row")) {
		exchange->rows++;
		exchange->begun = false;
	}
	return str_equal(frame->cells[0], "row") || str_equal(frame->cells[0], "list") ||
		(str_equal(frame->cells[0], "value") && exchange->begun);
}

/* The program is confined because it may be taken over by what it reads. So its order is
 * checked too: what a caller gets is what exchange_next promises. */
static bool in_order(struct exchange *exchange, const struct frame *frame)
{
	switch (frame->type) {
	case FRAME_LIST:
	case FRAME_KIND:
	case FRAME_BEGIN:
	case FRAME_RECORD:
	case FRAME_FAULT:
		return exchange->mapped && in_order_mapped(exchange, frame);
	case FRAME_PROGRESS:
		return frame->column <= 1000;
	case FRAME_HEADER:
		exchange->n_cells = frame->n_cells;
		if (exchange->mapped || exchange->headed || frame->n_cells == 0)
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
		return (exchange->headed || exchange->mapped) && frame->line == exchange->rows;
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
	if (frame->type == FRAME_FAULT)
		frame->text = frame->cells[3];
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
	free(exchange->lists);
	free(exchange);
}
