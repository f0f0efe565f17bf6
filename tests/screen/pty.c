#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/pidfd.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>

#include "tests/screen/pty.h"
#include "tests/screen/pty_inner.h"

enum { DEADLINE_MS = 10000 };
enum { WAITS_MS = 5 };	/* so long may bytes be under way in the terminal */

static long long monotonic_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

static int on_prop(VTermProp prop, VTermValue *value, void *user)
{
	struct pty *pty = user;

	if (prop == VTERM_PROP_ALTSCREEN)
		pty->alternate = value->boolean;
	else if (prop == VTERM_PROP_CURSORVISIBLE)
		pty->cursor_visible = value->boolean;
	return 1;
}

static int on_move(VTermPos to, VTermPos from, int visible, void *user)
{
	struct pty *pty = user;

	(void)from;
	(void)visible;
	pty->cursor_y = to.row;
	pty->cursor_x = to.col;
	return 1;
}

static const VTermScreenCallbacks callbacks = { .settermprop = on_prop, .movecursor = on_move };

static void die(const char *what)
{
	fprintf(stderr, "pty: %s: %s\n", what, strerror(errno));
	exit(99);
}

/* The environment of the program, and where a sanitizer is to write what it finds: on the terminal nobody would
 * see it. */
static void become(const struct pty_spec *spec)
{
	static const char *const passed[] = { "ASAN_OPTIONS", "UBSAN_OPTIONS" };
	char *env[32] = { 0 }, texts[2][256];
	size_t n = 0;

	for (; spec->env[n] && n < 28; n++)
		env[n] = (char *)(size_t)spec->env[n];
	for (size_t i = 0; i < 2; i++) {
		const char *value = getenv(passed[i]);

		snprintf(texts[i], sizeof texts[i], "%s=%s", passed[i], value ? value : "");
		if (value)
			env[n++] = texts[i];
	}
	execve(spec->argv[0], (char *const *)(size_t)spec->argv, env);
	_exit(127);
}

struct pty *pty_start(const struct pty_spec *spec)
{
	struct pty *pty = calloc(1, sizeof *pty);
	struct winsize size = { .ws_row = (unsigned short)spec->rows, .ws_col = (unsigned short)spec->cols };

	if (!pty || openpty(&pty->master, &pty->slave, NULL, NULL, &size) != 0)
		die("no pseudo-terminal");
	fcntl(pty->master, F_SETFD, FD_CLOEXEC);
	tcgetattr(pty->slave, &pty->before);
	pty->rows = spec->rows;
	pty->cols = spec->cols;
	pty->cursor_visible = true;
	pty->vterm = vterm_new(spec->rows, spec->cols);
	vterm_set_utf8(pty->vterm, 1);
	pty->screen = vterm_obtain_screen(pty->vterm);
	vterm_screen_enable_altscreen(pty->screen, 1);
	vterm_screen_set_callbacks(pty->screen, &callbacks, pty);
	vterm_screen_reset(pty->screen, 1);
	fflush(NULL);
	pty->pid = fork();
	if (pty->pid < 0)
		die("fork");
	if (pty->pid == 0) {
		setsid();
		ioctl(pty->slave, TIOCSCTTY, 0);
		for (int fd = 0; fd < 3; fd++)
			dup2(pty->slave, fd);
		if (pty->slave > 2)
			close(pty->slave);
		become(spec);
	}
	pty->pidfd = pidfd_open(pty->pid, 0);
	if (pty->pidfd < 0)
		die("pidfd_open");
	return pty;
}

void pty_free(struct pty *pty)
{
	if (!pty->ended) {
		kill(pty->pid, SIGKILL);
		waitpid(pty->pid, NULL, 0);
	}
	if (pty->master >= 0)
		close(pty->master);
	if (pty->slave >= 0)
		close(pty->slave);
	close(pty->pidfd);
	vterm_free(pty->vterm);
	free(pty->log);
	free(pty);
}

static void keep(struct pty *pty, const char *bytes, size_t n)
{
	pty->log = realloc(pty->log, pty->n_log + n + 1);
	if (!pty->log)
		die("memory");
	memcpy(pty->log + pty->n_log, bytes, n);
	pty->n_log += n;
	pty->log[pty->n_log] = '\0';
}

/* Reads what is there, waiting for at most timeout_ms. False when nothing came. */
static bool pump(struct pty *pty, long long timeout_ms)
{
	struct pollfd polls[2] = {{.fd = pty->master, .events = POLLIN},
				  {.fd = pty->pidfd, .events = POLLIN}};
	char bytes[65536];
	ssize_t n;

	if (pty->master < 0)
		return false;
	if (poll(polls, pty->ended ? 1 : 2, timeout_ms < 0 ? 0 : (int)timeout_ms) <= 0)
		return false;
	if (!(polls[0].revents & POLLIN)) {
		if (polls[1].revents && !pty->ended) {
			int status;

			waitpid(pty->pid, &status, 0);
			pty->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
			pty->ended = true;
			return true;
		}
		return false;
	}
	n = read(pty->master, bytes, sizeof bytes);
	if (n <= 0)
		return false;
	keep(pty, bytes, (size_t)n);
	vterm_input_write(pty->vterm, bytes, (size_t)n);
	n = (ssize_t)vterm_output_read(pty->vterm, bytes, sizeof bytes);
	if (n > 0)
		pty_send(pty, bytes, (size_t)n);
	return true;
}

void pty_send(struct pty *pty, const char *bytes, size_t n)
{
	while (n > 0) {
		ssize_t sent = write(pty->master, bytes, n);

		if (sent < 0 && errno != EINTR && errno != EAGAIN)
			return;
		if (sent > 0) {
			bytes += sent;
			n -= (size_t)sent;
		}
	}
}

static bool wait_for(struct pty *pty, const char *text, bool there)
{
	long long end = monotonic_ms() + DEADLINE_MS;

	for (;;) {
		long long left = end - monotonic_ms();

		while (pump(pty, 0))
			;
		if (pty_has(pty, text) == there)
			return true;
		if (left <= 0 || pty->ended)
			return false;
		pump(pty, left);
	}
}

bool pty_wait(struct pty *pty, const char *text)
{
	return wait_for(pty, text, true);
}

bool pty_wait_gone(struct pty *pty, const char *text)
{
	return wait_for(pty, text, false);
}

/* Does the program sleep in ppoll, the one wait of the screens, with nothing left to read? */
static bool waits_for_keys(const struct pty *pty)
{
	char path[64], call[8] = "";
	int left = 0, fd;
	ssize_t n;

	if (ioctl(pty->slave, FIONREAD, &left) != 0 || left > 0)
		return false;
	snprintf(path, sizeof path, "/proc/%d/syscall", (int)pty->pid);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	n = read(fd, call, sizeof call - 1);
	close(fd);
	return n > 0 && atol(call) == SYS_ppoll;
}

void pty_settle(struct pty *pty, int quiet_ms)
{
	long long end = monotonic_ms() + DEADLINE_MS;
	int quiet = 0, waits = 0;

	while (!pty->ended && monotonic_ms() < end && quiet < quiet_ms && waits < WAITS_MS) {
		bool came = pump(pty, 1);

		quiet = came ? 0 : quiet + 1;
		waits = came || !waits_for_keys(pty) ? 0 : waits + 1;
	}
}

void pty_quiet(struct pty *pty, int quiet_ms)
{
	long long end = monotonic_ms() + DEADLINE_MS;

	while (!pty->ended && monotonic_ms() < end && pump(pty, quiet_ms))
		;
}

void pty_resize(struct pty *pty, int rows, int cols)
{
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols };

	pty->rows = rows;
	pty->cols = cols;
	vterm_set_size(pty->vterm, rows, cols);
	ioctl(pty->master, TIOCSWINSZ, &size);
}

void pty_forget(struct pty *pty)
{
	static const char clear[] = "\033[m\033[H\033[2J";

	while (pump(pty, 0))
		;
	vterm_input_write(pty->vterm, clear, sizeof clear - 1);
}

void pty_signal(struct pty *pty, int number)
{
	kill(pty->pid, number);
}

void pty_hang_up(struct pty *pty)
{
	close(pty->slave);
	close(pty->master);
	pty->slave = pty->master = -1;
}

bool pty_ended(const struct pty *pty)
{
	return pty->ended;
}

int pty_end(struct pty *pty)
{
	long long end = monotonic_ms() + DEADLINE_MS, left;

	while (!pty->ended && (left = end - monotonic_ms()) > 0) {
		struct pollfd ending = { .fd = pty->pidfd, .events = POLLIN };
		int status;

		if (pty->master >= 0) {
			pump(pty, left);
		} else if (poll(&ending, 1, (int)left) > 0) {
			waitpid(pty->pid, &status, 0);
			pty->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
			pty->ended = true;
		}
	}
	while (pump(pty, 0))
		;
	return pty->ended ? pty->status : -1;
}

static bool has_last(const struct pty *pty, const char *on, const char *off)
{
	const char *last_on = NULL, *last_off = NULL, *at;

	for (at = pty->log; at && (at = strstr(at, on)); at++)
		last_on = at;
	for (at = pty->log; at && (at = strstr(at, off)); at++)
		last_off = at;
	return last_on && (!last_off || last_off < last_on);
}

bool pty_restored(struct pty *pty)
{
	struct termios after;
	bool ok = true;

	while (pump(pty, 0))
		;
	tcgetattr(pty->slave, &after);
	if (after.c_iflag != pty->before.c_iflag || after.c_oflag != pty->before.c_oflag
	    || after.c_cflag != pty->before.c_cflag || after.c_lflag != pty->before.c_lflag) {
		fprintf(stderr, "pty: the terminal's modes are not what they were\n");
		ok = false;
	}
	if (pty->alternate) {
		fprintf(stderr, "pty: the alternate screen was not left\n");
		ok = false;
	}
	if (!pty->cursor_visible) {
		fprintf(stderr, "pty: the cursor was left hidden\n");
		ok = false;
	}
	if (has_last(pty, "\033[?2004h", "\033[?2004l")) {
		fprintf(stderr, "pty: pastes are still in brackets\n");
		ok = false;
	}
	return ok;
}

size_t pty_bytes(const struct pty *pty)
{
	return pty->n_log;
}

const char *pty_log(const struct pty *pty)
{
	return pty->log ? pty->log : "";
}
