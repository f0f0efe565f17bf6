#include "config.h"

#include <inttypes.h>

#include "base/str.h"
#include "exchange/csv.h"
#include "transcript.h"

static void add_cells(struct str_buf *out, const struct str_view *cells, size_t n)
{
	str_add_char(out, '[');
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			str_add_char(out, '|');
		str_add_n(out, cells[i].at, cells[i].n);
	}
	str_add(out, "]\n");
}

static bool on_header(void *world, uint64_t line, const struct str_view *cells, size_t n)
{
	str_addf(world, "H%" PRIu64, line);
	add_cells(world, cells, n);
	return true;
}

static bool on_row(void *world, uint64_t line, const struct str_view *cells, size_t n)
{
	str_addf(world, "R%" PRIu64, line);
	add_cells(world, cells, n);
	return true;
}

static bool on_refused(void *world, uint64_t line, uint32_t column, const char *why)
{
	str_addf(world, "X%" PRIu64 ".%" PRIu32 " %s\n", line, column, why);
	return true;
}

static bool on_note(void *world, const char *text)
{
	str_addf(world, "W %s\n", text);
	return true;
}

char *transcript(const char *bytes, size_t n, size_t first, size_t step)
{
	struct str_buf out = { 0 };
	const struct csv_sink sink = { &out, on_header, on_row, on_refused, on_note };
	struct csv *csv = csv_new(&sink);
	struct error err = { 0 };
	bool good = true;

	for (size_t at = 0, piece = first; good && at < n; at += piece, piece = step) {
		if (piece > n - at)
			piece = n - at;
		good = csv_feed(csv, bytes + at, piece, &err);
	}
	if (good && csv_end(csv, &err))
		str_addf(&out, "Z%" PRIu64 "\n", csv_rows(csv));
	else
		str_addf(&out, "E %s\n", err.text);
	csv_free(csv);
	return str_take(&out);
}
