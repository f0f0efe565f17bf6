/* What the fuzz targets of readers by a map share: a file is read from its bytes, and what comes is held
 * against what base/frame.h says of the order and the number of values. */
#ifndef TESTS_FUZZ_MAPPED_FUZZ_H
#define TESTS_FUZZ_MAPPED_FUZZ_H

#include <assert.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/utf8.h"
#include "exchange/read_map.h"

enum { KINDS = 16 };

struct seen {
	uint32_t lists, kinds, list;
	size_t values[KINDS]; /* of the kinds of the last list */
	uint64_t rows;
	bool begun, ended;
};

static bool check_frame(void *world, const struct frame *frame, struct error *err)
{
	struct seen *seen = world;

	(void)err;
	assert(!seen->ended && utf8_valid(frame->text.at, frame->text.n) &&
	       frame->n_cells <= FRAME_CELLS_MAX);
	for (size_t i = 0; i < frame->n_cells; i++)
		assert(utf8_valid(frame->cells[i].at, frame->cells[i].n));
	if (frame->type == FRAME_LIST) {
		assert(frame->list == seen->lists++ && frame->n_cells == 3);
		seen->kinds = 0;
	} else if (frame->type == FRAME_KIND) {
		assert(frame->column == seen->kinds && seen->kinds < KINDS);
		seen->values[seen->kinds++] = (frame->n_cells - 2) / 3;
	} else if (frame->type == FRAME_BEGIN) {
		assert(frame->list < seen->lists);
		seen->list = frame->list;
		seen->rows++;
		seen->begun = true;
	} else if (frame->type == FRAME_RECORD) {
		assert(seen->begun && frame->list == seen->list);
		/* Of the last list declared its kinds are known here. */
		assert(frame->list != seen->lists - 1 || frame->n_cells == seen->values[frame->column]);
	} else if (frame->type == FRAME_FAULT) {
		assert(frame->n_cells == 4 && frame->cells[3].n > 0);
		seen->rows += str_equal(frame->cells[0], "row");
	} else if (frame->type == FRAME_END) {
		assert(frame->line == seen->rows);
		seen->ended = true;
	}
	return true;
}

/* Reads n bytes by the map. */
static void read_by_map(const char *map, const char *bytes, size_t n)
{
	struct seen seen = {.lists = 0};
	const struct frame_sink sink = {check_frame, &seen};
	struct read_map what = {.size = n,
				.file_name = "list 1.csv",
				.map_name = "fuzz",
				.map_text = map,
				.n_map_text = strlen(map)};
	struct error err = {0};
	bool good;

	what.fd = memfd_create("fuzz", MFD_CLOEXEC);
	assert(what.fd >= 0 && write(what.fd, bytes, n) == (ssize_t)n && lseek(what.fd, 0, SEEK_SET) == 0);
	good = read_map(&what, &sink, &err);
	/* The map itself is in order. */
	assert(good == (err.kind == ERROR_NONE) && good == seen.ended && strncmp(err.text, "fuzz:", 5) != 0);
	assert(utf8_valid(err.text, strlen(err.text)));
	close(what.fd);
}

#endif
