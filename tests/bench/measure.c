#include "config.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "measure.h"

double measure_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

double measure_part(double *samples, size_t n, double share)
{
	if (!n)
		return 0;
	qsort(samples, n, sizeof(*samples), by_value);
	return samples[(size_t)((double)(n - 1) * share + 0.5)];
}

void measure_die(const char *what, const char *why)
{
	fprintf(stderr, "bench: %s: %s\n", what, why);
	exit(1);
}

void measure_copy(const char *from, const char *to)
{
	char buf[1 << 16];
	int in = open(from, O_RDONLY | O_CLOEXEC), out;
	ssize_t n;

	unlink(to);
	out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (in < 0 || out < 0)
		measure_die(in < 0 ? from : to, "cannot be opened");
	while ((n = read(in, buf, sizeof(buf))) > 0)
		if (write(out, buf, (size_t)n) != n)
			measure_die(to, "cannot be written");
	if (n < 0 || fsync(out) != 0 || close(out) != 0 || close(in) != 0)
		measure_die(to, "the copy failed");
}

void measure_warm(const char *path)
{
	char buf[1 << 16];
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		measure_die(path, "cannot be opened");
	while (read(fd, buf, sizeof(buf)) > 0)
		;
	close(fd);
}
