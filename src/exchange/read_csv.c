#include "config.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "exchange/csv.h"
#include "exchange/read_csv.h"

enum { PIECE = 128 * 1024 };

_Static_assert((int)CSV_COLUMNS_MAX <= (int)FRAME_CELLS_MAX, "a row fits into a frame");
_Static_assert(CSV_RECORD_MAX + 4 * CSV_COLUMNS_MAX + 12 <= FRAME_MAX, "a row fits into a frame");

/* Where the calls of the CSV reader write, and why that failed. */
struct target {
	struct frame_writer *out;
	struct error err;
};

static bool put(struct target *target, const struct frame *frame)
{
	return frame_put(target->out, frame, &target->err);
}

static bool put_header(void *world, uint64_t line, const struct str_view *cells, size_t n)
{
	(void)line;
	return put(world, &(struct frame){ .type = FRAME_HEADER, .cells = cells, .n_cells = n });
}

static bool put_row(void *world, uint64_t line, const struct str_view *cells, size_t n)
{
	return put(world, &(struct frame){ .type = FRAME_ROW, .line = line, .cells = cells, .n_cells = n });
}

static bool put_refused(void *world, uint64_t line, uint32_t column, const char *why)
{
	return put(world, &(struct frame){ .type = FRAME_REFUSED, .line = line, .column = column,
		.text = str_view(why) });
}

static bool put_note(void *world, const char *text)
{
	return put(world, &(struct frame){ .type = FRAME_NOTE, .text = str_view(text) });
}

static bool read_all(int in, struct csv *csv, struct error *err)
{
	char *piece = mem_new(PIECE);
	bool good = true;

	while (good) {
		ssize_t n = read(in, piece, PIECE);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			good = error_set(err, ERROR_INPUT, "it cannot be read: %s", strerror(errno));
		else if (n == 0)
			break;
		else
			good = csv_feed(csv, piece, (size_t)n, err);
	}
	free(piece);
	return good && csv_end(csv, err);
}

bool read_csv(int in, struct frame_writer *out, struct error *err)
{
	struct target target = { .out = out };
	const struct csv_sink sink = {
		.world = &target,
		.header = put_header,
		.row = put_row,
		.refused = put_refused,
		.note = put_note,
	};
	struct csv *csv = csv_new(&sink);
	bool good = read_all(in, csv, err);
	uint64_t rows = csv_rows(csv);

	csv_free(csv);
	if (target.err.kind != ERROR_NONE)
		*err = target.err;
	return good && frame_put(out, &(struct frame){ .type = FRAME_END, .line = rows }, err);
}
