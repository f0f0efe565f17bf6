#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "exchange/csv.h"
#include "exchange/read_map.h"
#include "exchange/read_workbook.h"
#include "exchange/read_xml.h"
#include "exchange/source.h"
#include "exchange/table.h"

enum { PIECE = 128 * 1024 };

/* What the readers of each kind of file share. */
struct reading {
	struct source source;
	const struct frame_sink *sink;
	struct rows rows;
	struct table *table;
	uint32_t told;    /* the last progress that was put */
	struct error err; /* why a call of the CSV reader stopped */
};

static bool tell_progress(struct reading *reading, struct error *err)
{
	uint32_t now = source_progress(&reading->source);

	if (now == reading->told)
		return true;
	reading->told = now;
	return reading->sink->put(reading->sink->world,
				  &(struct frame){.type = FRAME_PROGRESS, .column = now}, err);
}

/* ---- CSV ---- */

static bool on_header(void *world, uint64_t line, const struct str_view *cells, size_t n)
{
	(void)world;
	(void)line;
	(void)cells;
	(void)n;
	return false;
}

static bool on_row(void *world, uint64_t line, const struct str_view *cells, size_t n)
{
	struct reading *reading = world;

	return table_row(reading->table, line, cells, n, &reading->err);
}

static bool on_refused(void *world, uint64_t line, uint32_t column, const char *why)
{
	struct reading *reading = world;

	return table_bad_row(reading->table, line, column, why, &reading->err);
}

static bool on_note(void *world, const char *text)
{
	struct reading *reading = world;

	return rows_note(&reading->rows, &reading->err, "%s", text);
}

static bool feed_all(struct reading *reading, struct csv *csv, struct error *err)
{
	char *piece = mem_new(PIECE);
	bool good = true;
	size_t n = 1;

	while (good && n > 0) {
		good = source_read(&reading->source, piece, PIECE, &n, err) && tell_progress(reading, err) &&
		       (n > 0 ? csv_feed(csv, piece, n, err) : csv_end(csv, err));
	}
	free(piece);
	if (reading->err.kind != ERROR_NONE)
		*err = reading->err;
	return good;
}

static bool no_list(const struct reading *reading, const char *what, struct error *err)
{
	const struct map *map = reading->rows.map;

	return error_set(err, ERROR_INPUT, "%s: no row in it has the headings of a list of %s, which is %s",
			 what, map->name, map->title ? map->title : "not named");
}

static bool read_csv_file(struct reading *reading, const char *file_name, struct error *err)
{
	const struct csv_sink sink = {reading, on_header, on_row, on_refused, on_note};
	struct csv *csv = csv_new_raw(&sink);
	bool good, found;

	table_begin(reading->table, file_name);
	good = feed_all(reading, csv, err) && table_end(reading->table, &found, err);
	csv_free(csv);
	return good && (found || no_list(reading, file_name, err));
}

/* ---- XML and workbooks ---- */

static bool give_xml(void *world, char *out, size_t room, size_t *n, struct error *err)
{
	struct reading *reading = world;

	return source_read(&reading->source, out, room, n, err) && tell_progress(reading, err);
}

static bool read_xml_file(struct reading *reading, const char *file_name, struct error *err)
{
	const struct xml_source source = {give_xml, reading};

	(void)file_name;
	return read_xml(&source, &reading->rows, err);
}

static bool read_workbook_file(struct reading *reading, const char *file_name, struct error *err)
{
	bool found = false;

	return read_workbook(&reading->source, reading->sink, &reading->rows, reading->table, &found, err) &&
	       (found || no_list(reading, file_name, err));
}

/* ---- what is it ---- */

static bool allowed(const struct map *map, enum source_kind kind)
{
	switch (kind) {
	case SOURCE_ZIP:
		return map->workbook;
	case SOURCE_XML:
		return map->xml;
	case SOURCE_TEXT:
		return map->csv;
	case SOURCE_EMPTY:
	case SOURCE_OLE:
	case SOURCE_PDF:
		return true;
	}
	return false;
}

static bool refuse_kind(const struct reading *reading, const char *what, struct error *err)
{
	const struct map *map = reading->rows.map;

	return error_set(err, ERROR_INPUT, "it is %s, and %s is read from %s%s%s", what, map->name,
			 map->xml ? "XML" : "", map->workbook ? "a workbook" : "",
			 map->csv ? (map->workbook ? " or CSV" : "CSV") : "");
}

static bool read_by_kind(struct reading *reading, const char *file_name, struct error *err)
{
	bool allows = allowed(reading->rows.map, reading->source.kind);

	switch (reading->source.kind) {
	case SOURCE_ZIP:
		return allows ? read_workbook_file(reading, file_name, err)
			      : refuse_kind(reading, "a workbook or another archive", err);
	case SOURCE_XML:
		return allows ? read_xml_file(reading, file_name, err) : refuse_kind(reading, "XML", err);
	case SOURCE_TEXT:
		return allows ? read_csv_file(reading, file_name, err)
			      : refuse_kind(reading, "a text file", err);
	case SOURCE_OLE:
		return refuse_old_workbook(&reading->source, err);
	case SOURCE_EMPTY:
		return error_set(err, ERROR_INPUT, "it is empty");
	case SOURCE_PDF:
		return error_set(err, ERROR_INPUT, "it is a PDF document");
	}
	return false;
}

/* The name of a file without its ending: lists are told by it. */
static char *stem(const char *name)
{
	const char *dot = strrchr(name, '.');

	return dot && dot > name ? mem_copy_n(name, (size_t)(dot - name)) : mem_copy(name);
}

static bool read_file(struct reading *reading, const struct read_map *what, struct error *err)
{
	char *name = stem(what->file_name);
	bool good =
		source_init(&reading->source, what->fd, what->size, err) && read_by_kind(reading, name, err);

	free(name);
	return good &&
	       reading->sink->put(reading->sink->world,
				  &(struct frame){.type = FRAME_END, .line = reading->rows.rows}, err);
}

/* Every mistake of the map as a note; the first is also the failure. */
static bool tell_mistakes(const struct frame_sink *sink, struct str_view complaints, struct error *err)
{
	struct error ignored = {0};

	while (complaints.n > 0) {
		struct str_view line = str_cut(&complaints, '\n');

		if (line.n > 0 &&
		    !sink->put(sink->world, &(struct frame){.type = FRAME_NOTE, .text = line}, &ignored)) {
			*err = ignored;
			break;
		}
	}
	return false;
}

static bool read_whole(const struct read_map *what, const struct frame_sink *sink, struct error *err)
{
	struct reading *reading;
	struct str_buf complaints = {0};
	struct map *map = map_parse(what->map_name, what->map_text, what->n_map_text, &complaints, err);
	bool good;

	if (!map) {
		tell_mistakes(sink, (struct str_view){complaints.text, complaints.n}, err);
		str_done(&complaints);
		return false;
	}
	reading = mem_new(sizeof(*reading));
	reading->sink = sink;
	rows_init(&reading->rows, map, sink);
	reading->table = table_new(&reading->rows);
	good = read_file(reading, what, err);
	table_free(reading->table);
	rows_done(&reading->rows);
	free(reading);
	map_free(map);
	str_done(&complaints);
	return good;
}

/* Names of files are any bytes, and so are those that a failure quotes. */
bool read_map(const struct read_map *what, const struct frame_sink *sink, struct error *err)
{
	char *file_name = utf8_repair(what->file_name, strlen(what->file_name), NULL);
	char *map_name = utf8_repair(what->map_name, strlen(what->map_name), NULL), *why;
	struct read_map sound = *what;
	bool good;

	sound.file_name = file_name;
	sound.map_name = map_name;
	good = read_whole(&sound, sink, err);
	if (!good) {
		why = utf8_repair(err->text, strlen(err->text), NULL);
		error_set(err, err->kind, "%s", why);
		free(why);
	}
	free(file_name);
	free(map_name);
	return good;
}
