/* caseclock-exchange: reads a file that someone else wrote and hands its rows to caseclock,
 * which starts it with the file on descriptor 0 and a pipe on descriptor 1. It is a program of
 * its own so that a hostile file meets no database, no screen and no rights. */
#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/frame.h"
#include "exchange/archive.h"
#include "exchange/confine.h"
#include "exchange/read_csv.h"
#include "exchange/read_map.h"
#include "exchange/xml.h"

enum {
	DONE = 0,
	BROKEN_PIPE = 1,
	WRONG_USE = 2,
	BAD_FILE = 3,
};

enum { MAP_FD = 3 };

/* The first parameter names what is to be done. */
struct task {
	const char *name;
	int n_arguments;
	bool (*run)(char **arguments, struct frame_writer *out, struct error *err);
};

static bool put(void *world, const struct frame *frame, struct error *err)
{
	return frame_put(world, frame, err);
}

static bool run_csv(char **arguments, struct frame_writer *out, struct error *err)
{
	(void)arguments;
	confine();
	return read_csv(STDIN_FILENO, out, err);
}

/* The bytes of the map are fetched while that can be done, and looked at only when nothing else can. */
static bool fetch_map(struct str_buf *out, struct error *err)
{
	char piece[4096];
	ssize_t n;

	do {
		n = read(MAP_FD, piece, sizeof(piece));
		if (n > 0)
			str_add_n(out, piece, (size_t)n);
	} while (out->n <= MAP_BYTES_MAX && (n > 0 || (n < 0 && errno == EINTR)));
	return n >= 0 || error_set(err, ERROR_INPUT, "the map cannot be read: %s", strerror(errno));
}

static bool run_map(char **arguments, struct frame_writer *out, struct error *err)
{
	struct str_buf map = { 0 };
	struct stat file;
	bool sized = fstat(STDIN_FILENO, &file) == 0 && S_ISREG(file.st_mode);
	bool fetched = fetch_map(&map, err);
	const struct read_map what = {
		.fd = STDIN_FILENO,
		.size = sized ? (uint64_t)file.st_size : 0,
		.file_name = arguments[0],
		.map_name = arguments[1],
		.map_text = map.text ? map.text : "",
		.n_map_text = map.n,
	};
	const struct frame_sink sink = { put, out };
	bool good;

	archive_prepare();
	xml_prepare();
	confine();
	good = fetched && read_map(&what, &sink, err);
	str_done(&map);
	return good;
}

static const struct task tasks[] = {
	{ "csv", 0, run_csv },
	{ "map", 2, run_map },
};

static const struct task *find_task(const char *name, int n_arguments)
{
	for (size_t i = 0; i < sizeof(tasks) / sizeof(tasks[0]); i++) {
		if (strcmp(tasks[i].name, name) == 0 && tasks[i].n_arguments == n_arguments)
			return &tasks[i];
	}
	return NULL;
}

/* Ends by _exit, since nothing is left to do at exit that a confined process could do. */
static _Noreturn void run(const struct task *task, char **arguments)
{
	struct frame_writer out;
	struct error err = { 0 };
	int status = DONE;

	frame_writer_init(&out, STDOUT_FILENO);
	if (!task->run(arguments, &out, &err)) {
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
	const struct task *task = argc >= 2 ? find_task(argv[1], argc - 2) : NULL;

	if (!task) {
		fputs("usage: caseclock-exchange csv <FILE\n"
			"       caseclock-exchange map FILE_NAME MAP_NAME <FILE 3<MAP\n"
			"caseclock starts this program to read a file; its output is for caseclock alone.\n",
				stderr);
		return WRONG_USE;
	}
	run(task, argv + 2);
}
