/* caseclock-exchange: reads a file that someone else wrote and hands its rows to caseclock,
 * which starts it with the file on descriptor 0 and a pipe on descriptor 1. It is a program of
 * its own so that a hostile file meets no database, no screen and no rights. */
#include "config.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/frame.h"
#include "exchange/confine.h"
#include "exchange/read_csv.h"

enum {
	DONE = 0,
	BROKEN_PIPE = 1,
	WRONG_USE = 2,
	BAD_FILE = 3,
};

struct format {
	const char *name;
	bool (*read)(int in, struct frame_writer *out, struct error *err);
};

static const struct format formats[] = {
	{ "csv", read_csv },
};

static const struct format *find_format(const char *name)
{
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
		if (strcmp(formats[i].name, name) == 0)
			return &formats[i];
	}
	return NULL;
}

/* Ends by _exit, since nothing is left to do at exit that a confined process could do. */
static _Noreturn void convert(const struct format *format)
{
	struct frame_writer out;
	struct error err = { 0 };
	int status = DONE;

	confine();
	frame_writer_init(&out, STDOUT_FILENO);
	if (!format->read(STDIN_FILENO, &out, &err)) {
		status = BAD_FILE;
		if (!frame_put(&out, &(struct frame){ .type = FRAME_FAILED, .text = str_view(err.text) },
			&err))
			_exit(BROKEN_PIPE);
	}
	if (!frame_flush(&out, &err))
		status = BROKEN_PIPE;
	_exit(status);
}

int main(int argc, char **argv)
{
	const struct format *format = argc == 2 ? find_format(argv[1]) : NULL;

	if (!format) {
		fputs("usage: caseclock-exchange csv <FILE\n"
			"caseclock starts this program to read a file; its output is for caseclock alone.\n",
				stderr);
		return WRONG_USE;
	}
	convert(format);
}
