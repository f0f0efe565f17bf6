/* Fuzzing of the CSV reader: the first byte of an input says into what pieces the rest is cut.
 * Beyond what the sanitizers see, it checks what csv.h promises of every call, and that the
 * same bytes in one piece give the same. tests/fuzz/run.sh builds and runs it. */
#include "config.h"

#include <assert.h>
#include <stdlib.h>

#include "base/str.h"
#include "base/utf8.h"
#include "exchange/csv.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* What has come until now, told apart by sums, since keeping it all would be slow. */
struct seen {
	size_t n_headings;
	uint64_t rows, last_line, sum;
};

static void add(struct seen *seen, uint64_t value)
{
	seen->sum = (seen->sum ^ value) * UINT64_C(0x100000001B3);
}

static void add_text(struct seen *seen, const char *text, size_t n)
{
	assert(n <= CSV_RECORD_MAX && utf8_valid(text, n));
	add(seen, n);
	for (size_t i = 0; i < n; i++)
		add(seen, (unsigned char)text[i]);
}

static void add_cells(struct seen *seen, uint64_t line, const struct str_view *cells, size_t n)
{
	assert(n >= 1 && n <= CSV_COLUMNS_MAX && line > seen->last_line);
	seen->last_line = line;
	add(seen, line);
	for (size_t i = 0; i < n; i++)
		add_text(seen, cells[i].at, cells[i].n);
}

static bool on_header(void *world, uint64_t line, const struct str_view *cells, size_t n)
{
	struct seen *seen = world;

	assert(seen->n_headings == 0);
	seen->n_headings = n;
	add_cells(seen, line, cells, n);
	return true;
}

static bool on_row(void *world, uint64_t line, const struct str_view *cells, size_t n)
{
	struct seen *seen = world;

	assert(n == seen->n_headings);
	seen->rows++;
	add_cells(seen, line, cells, n);
	return true;
}

static bool on_refused(void *world, uint64_t line, uint32_t column, const char *why)
{
	struct seen *seen = world;

	assert(seen->n_headings > 0 && line > seen->last_line && column <= CSV_COLUMNS_MAX + 1);
	seen->rows++;
	seen->last_line = line;
	add(seen, line + column);
	add_text(seen, why, str_view(why).n);
	return true;
}

static bool on_note(void *world, const char *text)
{
	add_text(world, text, str_view(text).n);
	return true;
}

static struct seen read_in_pieces(const char *bytes, size_t n, size_t piece)
{
	struct seen seen = { 0 };
	const struct csv_sink sink = { &seen, on_header, on_row, on_refused, on_note };
	struct csv *csv = csv_new(&sink);
	struct error err = { 0 };
	bool good = true;

	for (size_t at = 0; good && at < n; at += piece)
		good = csv_feed(csv, bytes + at, piece < n - at ? piece : n - at, &err);
	good = good && csv_end(csv, &err);
	assert(good == (err.kind == ERROR_NONE) && csv_rows(csv) == seen.rows);
	assert(!good || seen.n_headings > 0);
	add_text(&seen, err.text, str_view(err.text).n);
	csv_free(csv);
	return seen;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	const char *bytes = (const char *)data + 1;
	struct seen whole, pieces;

	if (n < 2)
		return 0;
	whole = read_in_pieces(bytes, n - 1, n);
	pieces = read_in_pieces(bytes, n - 1, (size_t)data[0] + 1);
	assert(whole.sum == pieces.sum && whole.rows == pieces.rows);
	return 0;
}
