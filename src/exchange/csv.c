#include "config.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "exchange/csv.h"
#include "exchange/csv_row.h"
#include "exchange/csv_sniff.h"

/* Where the next byte stands. */
enum state {
	PLAIN,		/* in a cell without quotes, or before any of its bytes */
	QUOTED,
	CLOSING,	/* after a quote inside quotes: the end, or the first of two */
	AFTER,		/* after the closing quote and blanks */
	CR,		/* after a CR outside quotes */
};

struct csv {
	struct sniff sniff;
	bool started;		/* the heading row is found, its bytes were read again from sniff */
	unsigned char stops[256];	/* 1 for a byte that means something outside quotes */

	/* the record under way */
	enum state state;
	char *text;		/* CSV_RECORD_MAX: the cells, one after the other */
	size_t n, cell_start;
	uint32_t *ends;		/* CSV_COLUMNS_MAX */
	size_t n_cells;
	size_t left;		/* bytes until the record is too long; the whole before its first */
	bool ended;
	uint64_t line, record_line, quote_line;
	size_t quote_column;
	const char *bad;
	uint32_t bad_column;

	struct csv_rows rows;
};

/* Bytes that mean something inside quotes. */
static const unsigned char quoted_stops[256] = { ['"'] = 1, ['\n'] = 1, ['\0'] = 1 };

static void begin_record(struct csv *csv)
{
	csv->state = PLAIN;
	csv->n = csv->cell_start = csv->n_cells = 0;
	csv->left = CSV_RECORD_MAX;
	csv->ended = false;
	csv->record_line = csv->line;
	csv->bad = NULL;
	csv->bad_column = 0;
}

struct csv *csv_new(const struct csv_sink *sink)
{
	struct csv *csv = mem_new(sizeof(*csv));

	sniff_init(&csv->sniff);
	csv_rows_init(&csv->rows, sink);
	csv->text = mem_new(CSV_RECORD_MAX);
	csv->ends = mem_array(CSV_COLUMNS_MAX, sizeof(csv->ends[0]));
	return csv;
}

struct csv *csv_new_raw(const struct csv_sink *sink)
{
	struct csv *csv = csv_new(sink);

	csv->sniff.raw = csv->rows.raw = true;
	return csv;
}

void csv_free(struct csv *csv)
{
	if (!csv)
		return;
	sniff_done(&csv->sniff);
	csv_rows_done(&csv->rows);
	free(csv->text);
	free(csv->ends);
	free(csv);
}

uint64_t csv_rows(const struct csv *csv)
{
	return csv->rows.rows;
}

/* The first fault of a record is the one that is told. */
static void refuse(struct csv *csv, const char *why)
{
	if (csv->bad)
		return;
	csv->bad = why;
	csv->bad_column = (uint32_t)csv->n_cells + 1;
}

static void end_cell(struct csv *csv)
{
	if (csv->n_cells < CSV_COLUMNS_MAX)
		csv->ends[csv->n_cells++] = (uint32_t)csv->n;
	else
		refuse(csv, N_("more than 1,000 columns"));
	csv->cell_start = csv->n;
	csv->state = PLAIN;
}

static void end_record(struct csv *csv)
{
	end_cell(csv);
	csv->ended = true;
	csv->line++;
}

/* A quote outside quotes: opens them where the cell has nothing but blanks so far, otherwise
 * it is a sign like any other (5" nail). */
static void take_quote(struct csv *csv)
{
	for (size_t i = csv->cell_start; i < csv->n; i++) {
		if (csv->text[i] != ' ') {
			csv->text[csv->n++] = '"';
			return;
		}
	}
	csv->n = csv->cell_start;
	csv->state = QUOTED;
	csv->quote_line = csv->line;
	csv->quote_column = csv->n_cells + 1;
}

/* One byte that means something outside quotes. */
static void take_stop(struct csv *csv, char c)
{
	if (c == '\n')
		end_record(csv);
	else if (c == '\r')
		csv->state = CR;
	else if (c == '"')
		take_quote(csv);
	else if (c == '\0')
		refuse(csv, N_("a NUL byte"));
	else
		end_cell(csv);
}

/* The four below take some of n bytes, n >= 1, or change the state, and return how many they
 * took. What is stored never exceeds what was taken, so csv->left guards csv->text. */
static size_t take_plain(struct csv *csv, const char *bytes, size_t n)
{
	size_t i = 0;

	while (i < n && csv->state == PLAIN && !csv->ended) {
		char *to = csv->text + csv->n;
		size_t from = i;

		while (i < n && !csv->stops[(unsigned char)bytes[i]])
			*to++ = bytes[i++];
		csv->n += i - from;
		if (i < n)
			take_stop(csv, bytes[i++]);
	}
	return i;
}

static size_t take_quoted(struct csv *csv, const char *bytes, size_t n)
{
	size_t i = 0;

	while (i < n && !quoted_stops[(unsigned char)bytes[i]])
		csv->text[csv->n++] = bytes[i++];
	if (i == n)
		return n;
	if (bytes[i] == '"') {
		csv->state = CLOSING;
	} else if (bytes[i] == '\0') {
		refuse(csv, N_("a NUL byte"));
	} else {
		if (csv->n > csv->cell_start && csv->text[csv->n - 1] == '\r')
			csv->n--;
		csv->text[csv->n++] = '\n';
		csv->line++;
	}
	return i + 1;
}

static size_t take_after(struct csv *csv, char c)
{
	if (c == '"' && csv->state == CLOSING) {
		csv->text[csv->n++] = '"';
		csv->state = QUOTED;
	} else if (csv->stops[(unsigned char)c] && c != '"') {
		take_stop(csv, c);
	} else if (c == ' ' || c == '\t') {
		csv->state = AFTER;
	} else {
		refuse(csv, N_("text after the closing quote: a quote inside quotes is written twice"));
		csv->state = PLAIN;
	}
	return 1;
}

static size_t take_after_cr(struct csv *csv, char c)
{
	if (c == '\r')
		return 1;
	csv->state = PLAIN;
	if (c == '\n') {
		end_record(csv);
		return 1;
	}
	refuse(csv, N_("a CR without LF"));
	return 0;
}

static size_t take(struct csv *csv, const char *bytes, size_t n)
{
	switch (csv->state) {
	case PLAIN:
		return take_plain(csv, bytes, n);
	case QUOTED:
		return take_quoted(csv, bytes, n);
	case CLOSING:
	case AFTER:
		return take_after(csv, bytes[0]);
	case CR:
		return take_after_cr(csv, bytes[0]);
	}
	return n;
}

static bool open_quote(const struct csv *csv, const char *where, struct error *err)
{
	return error_set(err, ERROR_INPUT,
		"line %" PRIu64 ", column %zu: the quote that opens here is not closed %s",
		csv->quote_line, csv->quote_column, where);
}

/* The record has reached its limit. Its text is dropped and the rest passed over; but with a
 * quote open there is no telling where it ends. */
static bool overflow(struct csv *csv, struct error *err)
{
	if (csv->state == QUOTED || csv->state == CLOSING)
		return open_quote(csv, "within 1 MB", err);
	refuse(csv, N_("the row is longer than 1 MB"));
	csv->left = CSV_RECORD_MAX;
	csv->n = csv->cell_start = csv->n_cells = 0;
	return true;
}

static bool hand_over(struct csv *csv, struct error *err)
{
	struct csv_record record = {
		.line = csv->record_line,
		.text = csv->text,
		.ends = csv->ends,
		.n = csv->n_cells,
		.bad = csv->bad,
		.bad_column = csv->bad_column,
	};

	begin_record(csv);
	return csv_rows_take(&csv->rows, &record, err);
}

static bool feed(struct csv *csv, const char *bytes, size_t n, struct error *err)
{
	while (n > 0) {
		size_t used = take(csv, bytes, n < csv->left ? n : csv->left);

		bytes += used;
		n -= used;
		csv->left -= used;
		if (csv->ended) {
			if (!hand_over(csv, err))
				return false;
		} else if (csv->left == 0 && !overflow(csv, err)) {
			return false;
		}
	}
	return true;
}

/* The separator is known: reads what sniff held back. */
static bool start(struct csv *csv, struct error *err)
{
	csv->started = true;
	csv->stops[0] = csv->stops['\n'] = csv->stops['\r'] = csv->stops['"'] = 1;
	csv->stops[(unsigned char)csv->sniff.separator] = 1;
	csv->rows.certain = csv->sniff.marked;
	csv->line = csv->sniff.line;
	begin_record(csv);
	return feed(csv, csv->sniff.head.text, csv->sniff.head.n, err);
}

bool csv_feed(struct csv *csv, const char *bytes, size_t n, struct error *err)
{
	size_t used = 0;

	error_clear(err);
	if (!csv->started) {
		if (!sniff_feed(&csv->sniff, bytes, n, &used, err))
			return false;
		if (!csv->sniff.done)
			return true;
		if (!start(csv, err))
			return false;
	}
	return feed(csv, bytes + used, n - used, err);
}

bool csv_end(struct csv *csv, struct error *err)
{
	error_clear(err);
	if (!csv->started && (!sniff_end(&csv->sniff, err) || !start(csv, err)))
		return false;
	if (csv->state == QUOTED)
		return open_quote(csv, "before the end of the file", err);
	if (csv->left < CSV_RECORD_MAX) {
		end_record(csv);
		if (!hand_over(csv, err))
			return false;
	}
	if (!csv->rows.headings && !csv->rows.raw)
		return error_set(err, ERROR_INPUT, "line 1: no heading row: the file is empty");
	return true;
}
