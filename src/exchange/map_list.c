/* What the entries of a map say, but for `make`. */
#include "config.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "exchange/choice.h"
#include "exchange/cut.h"
#include "exchange/heading.h"
#include "exchange/map_inner.h"

enum { COMPLAINTS_MAX = 50 };

static const char *const type_names[] = {
	[MAP_TEXT] = "text",     [MAP_ID] = "id",     [MAP_DATE] = "date",   [MAP_TIME] = "time",
	[MAP_NUMBER] = "number", [MAP_CODE] = "code", [MAP_CODES] = "codes",
};

const char *map_type_name(enum map_type type)
{
	return type_names[type];
}

void map_complain(struct map_reader *reader, int line, const char *format, ...)
{
	char why[256];
	va_list args;

	if (reader->n_complaints++ >= COMPLAINTS_MAX)
		return;
	va_start(args, format);
	cut_format(why, sizeof(why), format, args);
	va_end(args);
	if (reader->n_complaints == 1)
		error_set(reader->err, ERROR_INPUT, "%s:%d: %s", reader->map->name, line, why);
	if (reader->complaints)
		str_addf(reader->complaints, "%s:%d: %s\n", reader->map->name, line, why);
}

static void *keep(struct map *map, void *what)
{
	mem_grow(&map->kept, map->n_kept, &map->room_kept, sizeof(map->kept[0]));
	map->kept[map->n_kept++] = what;
	return what;
}

const char *map_keep(struct map *map, struct str_view text)
{
	return keep(map, str_copy(text));
}

void *map_room(struct map *map, size_t n, size_t size)
{
	return n > 0 ? keep(map, mem_array(n, size)) : NULL;
}

struct map_list *map_list_now(struct map_reader *reader)
{
	return &reader->map->lists[reader->map->n_lists - 1];
}

int map_column_named(const struct map_list *list, struct str_view name)
{
	for (size_t i = 0; i < list->n_columns; i++) {
		if (str_equal(name, list->columns[i].name))
			return (int)i;
	}
	return -1;
}

/* The words of an entry as one text, as they stand, with a blank between. */
static const char *whole_text(struct map *map, const struct map_entry *entry)
{
	struct str_buf text = {0};
	const char *kept;

	for (size_t i = 0; i < entry->n; i++) {
		if (i > 0 && !(entry->words[i].text.n == 1 && entry->words[i].text.at[0] == ','))
			str_add_char(&text, ' ');
		str_add_n(&text, entry->words[i].text.at, entry->words[i].text.n);
	}
	kept = map_keep(map, (struct str_view){text.text, text.n});
	str_done(&text);
	return kept;
}

void map_read_title(struct map_reader *reader, const struct map_entry *entry)
{
	reader->map->title = whole_text(reader->map, entry);
}

void map_read_from(struct map_reader *reader, const struct map_entry *entry)
{
	struct map *map = reader->map;

	for (size_t i = 0; i < entry->n; i++) {
		struct str_view word = entry->words[i].text;

		if (str_equal(word, "workbook"))
			map->workbook = true;
		else if (str_equal(word, "csv"))
			map->csv = true;
		else if (str_equal(word, "xml"))
			map->xml = true;
		else
			map_complain(reader, entry->line,
				     "`%.*s`: no kind of file, expected workbook, csv or xml", (int)word.n,
				     word.at);
	}
	if (map->xml && (map->workbook || map->csv))
		map_complain(reader, entry->line, "a map of xml is of nothing else");
}

static void add_spelling(void *world, const char *key, const char *code)
{
	struct map_reader *reader = world;
	struct map_codes *codes = &reader->map->codes[reader->map->n_codes - 1];

	mem_grow(&codes->spellings, codes->n, &reader->room_spellings, sizeof(codes->spellings[0]));
	codes->spellings[codes->n++] = (struct map_spelling){map_keep(reader->map, str_view(key)), code};
}

void map_read_code(struct map_reader *reader, const struct map_entry *entry)
{
	const char *code = map_keep(reader->map, entry->first);

	if (entry->second.n > 0) {
		map_complain(reader, entry->line, "a code is one word");
		return;
	}
	choice_spell(entry->first, code, add_spelling, reader);
	for (size_t i = 0; i < entry->n; i++) {
		if (!entry->words[i].quoted && str_equal(entry->words[i].text, ","))
			continue;
		choice_spell(entry->words[i].text, code, add_spelling, reader);
	}
}

void map_read_list_text(struct map_reader *reader, const struct map_entry *entry)
{
	struct map_list *list = map_list_now(reader);
	const char *text = whole_text(reader->map, entry);

	if (!text[0])
		map_complain(reader, entry->line, "it says nothing");
	else if (str_equal(entry->first, "title"))
		list->title = text;
	else if (str_equal(entry->first, "skip"))
		list->skip = text;
	else if (str_equal(entry->first, "unit"))
		list->unit = text;
	else
		list->row = text;
}

/* The key of a pattern, whose stars are kept. */
static const char *pattern_key(struct map *map, struct str_view text)
{
	char key[HEADING_KEY];
	struct str_buf pattern = {0};
	const char *kept;

	heading_key(text, key);
	if (text.n > 1 && text.at[0] == '*')
		str_add_char(&pattern, '*');
	str_add(&pattern, key);
	if (text.n > 1 && text.at[text.n - 1] == '*')
		str_add_char(&pattern, '*');
	kept = map_keep(map, str_view(pattern.text));
	str_done(&pattern);
	return key[0] ? kept : NULL;
}

void map_read_sheet(struct map_reader *reader, const struct map_entry *entry)
{
	struct map_list *list = map_list_now(reader);
	const char **sheets = map_room(reader->map, entry->n, sizeof(sheets[0]));

	list->n_sheets = 0;
	for (size_t i = 0; i < entry->n; i++) {
		if (!entry->words[i].quoted && str_equal(entry->words[i].text, ","))
			continue;
		sheets[list->n_sheets] = pattern_key(reader->map, entry->words[i].text);
		if (sheets[list->n_sheets])
			list->n_sheets++;
		else
			map_complain(reader, entry->line, "a name of a sheet without letters and digits");
	}
	list->sheets = sheets;
}

static bool read_type(struct map_reader *reader, const struct map_entry *entry, struct map_column *column)
{
	for (size_t i = 0; entry->n > 0 && i < sizeof(type_names) / sizeof(type_names[0]); i++) {
		if (str_equal(entry->words[0].text, type_names[i])) {
			column->type = (enum map_type)i;
			return true;
		}
	}
	map_complain(reader, entry->line, "expected text, id, date, time, number, code or codes first");
	return false;
}

static bool read_codes(struct map_reader *reader, const struct map_entry *entry, struct str_view word,
		       struct map_column *column)
{
	if (column->codes >= 0 || (column->type != MAP_CODE && column->type != MAP_CODES)) {
		map_complain(reader, entry->line, "`%.*s`: no such word here", (int)word.n, word.at);
		return false;
	}
	for (size_t i = 0; i < reader->map->n_codes; i++) {
		if (str_equal(word, reader->map->codes[i].name)) {
			column->codes = (int)i;
			return true;
		}
	}
	map_complain(reader, entry->line, "`%.*s`: no [codes] of this name stand above", (int)word.n,
		     word.at);
	return false;
}

/* Words between the type and `from`. Returns how many were read, 0 after a complaint. */
static size_t read_option(struct map_reader *reader, const struct map_entry *entry, size_t at,
			  struct map_column *column)
{
	const struct map_list *list = map_list_now(reader);
	struct str_view word = entry->words[at].text;

	if (str_equal(word, "required")) {
		column->required = column->needed = true;
	} else if (str_equal(word, "needed")) {
		column->needed = true;
	} else if (str_equal(word, "lenient")) {
		column->lenient = true;
	} else if (str_equal(word, "open")) {
		column->open = true;
	} else if (str_equal(word, "not") && at + 2 < entry->n &&
		   str_equal(entry->words[at + 1].text, "before")) {
		column->not_before = map_column_named(list, entry->words[at + 2].text);
		if (column->not_before < 0)
			map_complain(reader, entry->line, "`%.*s`: no column of this name stands above",
				     (int)entry->words[at + 2].text.n, entry->words[at + 2].text.at);
		return 3;
	} else if (!read_codes(reader, entry, word, column)) {
		return 0;
	}
	return 1;
}

static void read_from(struct map_reader *reader, const struct map_entry *entry, size_t at,
		      struct map_column *column)
{
	struct map *map = reader->map;
	size_t n = entry->n - at;
	char key[HEADING_KEY];

	column->from = map_room(map, n ? n : 1, sizeof(column->from[0]));
	column->keys = map_room(map, n ? n : 1, sizeof(column->keys[0]));
	if (n == 0) {
		heading_key(entry->second, key);
		column->from[0] = map_keep(map, entry->second);
		column->keys[0] = map_keep(map, str_view(key));
		column->n = 1;
	}
	for (; at < entry->n; at++) {
		struct str_view text = entry->words[at].text;

		if (!entry->words[at].quoted && str_equal(text, ","))
			continue;
		heading_key(text, key);
		if (!key[0] && !map->xml)
			map_complain(reader, entry->line, "a heading without letters and digits");
		column->from[column->n] = map_keep(map, text);
		column->keys[column->n++] = map_keep(map, str_view(key));
	}
}

void map_read_column(struct map_reader *reader, const struct map_entry *entry)
{
	struct map_list *list = map_list_now(reader);
	struct map_column column = {.codes = -1, .not_before = -1};
	size_t at = 1, used;

	if (map_column_named(list, entry->second) >= 0) {
		map_complain(reader, entry->line, "`%.*s`: this column is there twice", (int)entry->second.n,
			     entry->second.at);
		return;
	}
	if (map_is_keyword(entry->second)) {
		map_complain(reader, entry->line,
			     "`%.*s`: this word means something in `make`, and is no name",
			     (int)entry->second.n, entry->second.at);
		return;
	}
	if (list->n_columns == MAP_COLUMNS_MAX) {
		map_complain(reader, entry->line, "more than %d columns", (int)MAP_COLUMNS_MAX);
		return;
	}
	if (!read_type(reader, entry, &column))
		return;
	column.name = map_keep(reader->map, entry->second);
	while (at < entry->n && (entry->words[at].quoted || !str_equal(entry->words[at].text, "from"))) {
		used = read_option(reader, entry, at, &column);
		if (used == 0)
			return;
		at += used;
	}
	read_from(reader, entry, at < entry->n ? at + 1 : at, &column);
	mem_grow(&list->columns, list->n_columns, &reader->room_columns, sizeof(list->columns[0]));
	list->columns[list->n_columns++] = column;
}
