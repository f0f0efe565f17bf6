#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <unistd.h>

#include "tui/paint.h"

static int memory(void)
{
#ifdef HAVE_MEMFD_CREATE
	return memfd_create("paint", MFD_CLOEXEC);
#else
	return -1;
#endif
}

static void close_own(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

void paint_init(struct paint *paint, int out)
{
	*paint = (struct paint){ .out = out, .tty = fcntl(out, F_DUPFD_CLOEXEC, 0), .kept = -1 };
	if (paint->tty >= 0)
		paint->kept = memory();
}

void paint_done(struct paint *paint)
{
	close_own(&paint->kept);
	close_own(&paint->tty);
}

void paint_begin(struct paint *paint)
{
	if (paint->kept >= 0 && dup2(paint->kept, paint->out) < 0)
		close_own(&paint->kept);
}

static void write_all(int fd, const char *text, size_t n)
{
	while (n > 0) {
		ssize_t written = write(fd, text, n);

		if (written < 0 && errno != EINTR)
			return;
		if (written > 0) {
			text += written;
			n -= (size_t)written;
		}
	}
}

void paint_end(struct paint *paint)
{
	char text[32 * 1024];
	off_t at = 0, end;
	ssize_t n = 1;

	if (paint->kept < 0)
		return;
	end = lseek(paint->kept, 0, SEEK_CUR);
	while (dup2(paint->tty, paint->out) < 0 && errno == EINTR)
		;
	for (; at < end && n > 0; at += n) {
		size_t most = end - at < (off_t)sizeof text ? (size_t)(end - at) : sizeof text;

		n = pread(paint->kept, text, most, at);
		if (n > 0)
			write_all(paint->tty, text, (size_t)n);
	}
	lseek(paint->kept, 0, SEEK_SET);
}
