#include "config.h"

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "measure.h"
#include "terminal.h"

void pty_start(struct pty *pty, char *const *argv, int columns, int rows)
{
	struct winsize size = { .ws_col = (unsigned short)columns, .ws_row = (unsigned short)rows };
	int moment[2];

	*pty = (struct pty){0};
	if (pipe(moment) != 0)
		measure_die("a pipe", "cannot be made");
	pty->pid = forkpty(&pty->fd, NULL, NULL, &size);
	if (pty->pid < 0)
		measure_die("a pseudo-terminal", "cannot be had");
	if (pty->pid == 0) {
		double now = measure_ms();

		if (write(moment[1], &now, sizeof(now)) != (ssize_t)sizeof(now))
			_exit(127);
		close(moment[0]);
		close(moment[1]);
		execvp(argv[0], argv);
		_exit(127);
	}
	if (read(moment[0], &pty->began, sizeof(pty->began)) != (ssize_t)sizeof(pty->began))
		measure_die(argv[0], "it could not be started");
	close(moment[0]);
	close(moment[1]);
	fcntl(pty->fd, F_SETFL, O_NONBLOCK);
}

/* What is there within ms, at most size - 1 bytes with a 0 behind; 0 for silence. */
static size_t read_some(struct pty *pty, double ms, char *buf, size_t size)
{
	struct pollfd poll_fd = { .fd = pty->fd, .events = POLLIN };
	struct timespec span;
	ssize_t n;

	if (ms < 0)
		ms = 0;
	span.tv_sec = (time_t)(ms / 1e3);
	span.tv_nsec = (long)((ms - (double)span.tv_sec * 1e3) * 1e6);
	if (pty->ended || ppoll(&poll_fd, 1, &span, NULL) <= 0)
		return 0;
	n = read(pty->fd, buf, size - 1);
	if (n <= 0) {
		pty->ended = true;
		return 0;
	}
	buf[n] = '\0';
	return (size_t)n;
}

/* The marker may lie across two reads: the end of what was read before stays in front. */
struct look {
	char tail[64];
	bool seen;
};

static void look_for(struct look *look, const char *marker, const char *text, size_t n)
{
	char both[sizeof(look->tail) + (1 << 16)];
	size_t kept = strlen(look->tail), all;

	if (look->seen)
		return;
	memcpy(both, look->tail, kept);
	memcpy(both + kept, text, n);
	all = kept + n;
	look->seen = memmem(both, all, marker, strlen(marker)) != NULL;
	kept = all < sizeof(look->tail) - 1 ? all : sizeof(look->tail) - 1;
	memcpy(look->tail, both + all - kept, kept);
	look->tail[kept] = '\0';
}

struct pty_burst pty_read(struct pty *pty, const struct pty_wait *wait)
{
	struct pty_burst burst = { .last = -1 };
	struct look look = { .seen = !wait->marker };
	char buf[1 << 16];

	while (!pty->ended) {
		double now = measure_ms() - wait->since;
		double left = wait->limit - now;
		size_t n;

		if (burst.last >= 0 && look.seen && wait->quiet - (now - burst.last) < left)
			left = wait->quiet - (now - burst.last);
		if (left <= 0)
			break;
		n = read_some(pty, left, buf, sizeof(buf));
		if (!n)
			continue;
		burst.last = measure_ms() - wait->since;
		burst.bytes += n;
		burst.parts = 1;
		if (!look.seen)
			look_for(&look, wait->marker, buf, n);
	}
	if (!look.seen)
		burst.last = -1;
	return burst;
}

struct pty_burst pty_watch(struct pty *pty, double ms)
{
	struct pty_burst burst = { .last = -1e9 };
	double began = measure_ms();
	char buf[1 << 14];

	while (!pty->ended && measure_ms() - began < ms) {
		size_t n = read_some(pty, ms - (measure_ms() - began), buf, sizeof(buf));
		double now = measure_ms() - began;

		if (!n)
			continue;
		if (now - burst.last > 200)
			burst.parts++;
		burst.last = now;
		burst.bytes += n;
	}
	return burst;
}

void pty_send(struct pty *pty, const char *keys)
{
	size_t n = strlen(keys);

	if (!pty->ended && write(pty->fd, keys, n) != (ssize_t)n)
		pty->ended = true;
}

long pty_status(const struct pty *pty, const char *field)
{
	char path[64], line[256];
	size_t n = strlen(field);
	long value = -1;
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%d/status", (int)pty->pid);
	file = fopen(path, "re");
	if (!file)
		return -1;
	while (value < 0 && fgets(line, sizeof(line), file))
		if (!strncmp(line, field, n) && line[n] == ':')
			value = strtol(line + n + 1, NULL, 10);
	fclose(file);
	return value;
}

static bool reap(struct pty *pty, double ms)
{
	double began = measure_ms();
	struct rusage usage;
	char buf[1 << 14];

	do {
		if (wait4(pty->pid, NULL, WNOHANG, &usage) == pty->pid) {
			pty->max_rss_kib = (int)usage.ru_maxrss;
			close(pty->fd);
			return true;
		}
		if (pty->ended)
			poll(NULL, 0, 2);
		else
			read_some(pty, 5, buf, sizeof(buf));
	} while (measure_ms() - began < ms);
	return false;
}

void pty_stop(struct pty *pty, const char *keys)
{
	if (keys)
		pty_send(pty, keys);
	if (keys && reap(pty, 20000))
		return;
	kill(pty->pid, SIGHUP);
	if (reap(pty, 1000))
		return;
	kill(pty->pid, SIGKILL);
	reap(pty, 5000);
}
