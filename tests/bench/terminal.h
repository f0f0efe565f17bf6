/* One program in a pseudo-terminal of its own, timed from just before its exec. */
#ifndef BENCH_TERMINAL_H
#define BENCH_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct pty {
	int fd;
	pid_t pid;
	double began;		/* measure_ms just before exec */
	bool ended;		/* it closed its terminal */
	int max_rss_kib;	/* after pty_stop: the largest it ever was, as the kernel counts */
};

/* Starts argv (ended by NULL, looked up in PATH). Ends the program on failure. */
void pty_start(struct pty *pty, char *const *argv, int columns, int rows);

/* What came until it was quiet. */
struct pty_burst {
	double last;		/* ms from `since` to the last byte; negative when nothing came */
	size_t bytes;
	int parts;		/* separate bursts, each after `quiet` ms of silence */
};

struct pty_wait {
	double since;		/* measure_ms from which `last` counts */
	double quiet;		/* ms of silence that end it */
	double limit;		/* ms after which nothing more is waited for */
	const char *marker;	/* silence counts only after this text was seen; NULL: at once */
};

/* Reads until silence. */
struct pty_burst pty_read(struct pty *pty, const struct pty_wait *wait);

/* Reads for ms whatever comes; parts counts bursts that are more than 200 ms apart. */
struct pty_burst pty_watch(struct pty *pty, double ms);

/* Sends keys as they are. */
void pty_send(struct pty *pty, const char *keys);

/* A number of /proc/PID/status ("VmHWM" in KiB, "voluntary_ctxt_switches"); -1 when it is not there. */
long pty_status(const struct pty *pty, const char *field);

/* Sends `keys` (may be NULL), waits, then hangs up and, at last, kills; reaps it. */
void pty_stop(struct pty *pty, const char *keys);

#endif
