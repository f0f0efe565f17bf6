#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "exchange/map_inner.h"

/* What an entry of each section is, and who reads it. */
struct rule {
	const char *section, *first;
	bool second; /* has a second word */
	void (*read)(struct map_reader *reader, const struct map_entry *entry);
};

static const struct rule rules[] = {
	{"map", "title", false, map_read_title},      {"map", "from", false, map_read_from},
	{"list", "title", false, map_read_list_text}, {"list", "skip", false, map_read_list_text},
	{"list", "unit", false, map_read_list_text},  {"list", "row", false, map_read_list_text},
	{"list", "sheet", false, map_read_sheet},     {"list", "column", true, map_read_column},
	{"list", "make", true, map_read_make},
};

static void start_map(struct map_reader *reader, const struct map_entry *entry)
{
	if (reader->headed)
		map_complain(reader, entry->line, "a second [map NAME]");
	reader->headed = true;
}

static void start_codes(struct map_reader *reader, const struct map_entry *entry)
{
	struct map *map = reader->map;

	for (size_t i = 0; i < map->n_codes; i++) {
		if (str_equal(entry->second, map->codes[i].name))
			map_complain(reader, entry->line, "`%s`: these codes are there twice",
				     map->codes[i].name);
	}
	mem_grow(&map->codes, map->n_codes, &reader->room_codes, sizeof(map->codes[0]));
	map->codes[map->n_codes++] = (struct map_codes){.name = map_keep(map, entry->second)};
	reader->room_spellings = 0;
}

static void start_list(struct map_reader *reader, const struct map_entry *entry)
{
	struct map *map = reader->map;

	map_end_list(reader);
	if (map->n_lists == MAP_LISTS_MAX) {
		map_complain(reader, entry->line, "more than %d lists", (int)MAP_LISTS_MAX);
		reader->section = "";
		return;
	}
	for (size_t i = 0; i < map->n_lists; i++) {
		if (str_equal(entry->second, map->lists[i].key))
			map_complain(reader, entry->line, "`%s`: this list is there twice",
				     map->lists[i].key);
	}
	mem_grow(&map->lists, map->n_lists, &reader->room_lists, sizeof(map->lists[0]));
	map->lists[map->n_lists++] = (struct map_list){.key = map_keep(map, entry->second), .child = -1};
	reader->room_columns = reader->room_makes = 0;
	reader->list_line = entry->line;
}

static void start_section(struct map_reader *reader, const struct map_entry *entry)
{
	static const struct {
		const char *name;
		void (*start)(struct map_reader *reader, const struct map_entry *entry);
	} sections[] = {{"map", start_map}, {"codes", start_codes}, {"list", start_list}};

	reader->section = "";
	for (size_t i = 0; i < sizeof(sections) / sizeof(sections[0]); i++) {
		if (!str_equal(entry->first, sections[i].name))
			continue;
		reader->section = sections[i].name;
		if (entry->second.n == 0)
			map_complain(reader, entry->line, "[%s] has no name", sections[i].name);
		sections[i].start(reader, entry);
		return;
	}
	map_complain(reader, entry->line, "`%.*s`: no such section, expected map, codes or list",
		     (int)entry->first.n, entry->first.at);
}

static void read_entry(struct map_reader *reader, const struct map_entry *entry)
{
	if (strcmp(reader->section, "codes") == 0) {
		map_read_code(reader, entry);
		return;
	}
	for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++) {
		const struct rule *rule = &rules[i];

		if (strcmp(rule->section, reader->section) != 0 || !str_equal(entry->first, rule->first))
			continue;
		if (rule->second != (entry->second.n > 0)) {
			map_complain(reader, entry->line,
				     rule->second ? "`%s` has no name after it"
						  : "`%s` stands alone before the =",
				     rule->first);
			return;
		}
		rule->read(reader, entry);
		return;
	}
	if (reader->section[0] || reader->map->n_lists + reader->map->n_codes == 0)
		map_complain(reader, entry->line, "`%.*s`: nothing of this name belongs here",
			     (int)entry->first.n, entry->first.at);
}

static void check_whole(struct map_reader *reader)
{
	const struct map *map = reader->map;

	if (!reader->headed)
		map_complain(reader, 1, "no [map NAME]");
	if (!map->workbook && !map->csv && !map->xml)
		map_complain(reader, 1, "no `from`: expected workbook, csv or xml");
	if (map->n_lists == 0)
		map_complain(reader, 1, "no list");
}

struct map *map_parse(const char *name, const char *text, size_t n, struct str_buf *complaints,
		      struct error *err)
{
	struct map_text *cutter = mem_new(sizeof(*cutter));
	struct map_reader reader = {
		.map = mem_new(sizeof(*reader.map)), .complaints = complaints, .err = err, .section = ""};
	struct map_entry entry;
	const char *why;
	int line, got;

	error_clear(err);
	reader.map->name = map_keep(reader.map, str_view(name));
	cutter->rest = (struct str_view){text, n};
	if (n >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
		cutter->rest = (struct str_view){text + 3, n - 3};
	if (n > MAP_BYTES_MAX || !utf8_valid(text, n)) {
		map_complain(&reader, 1, n > MAP_BYTES_MAX ? "larger than 1 MB" : "it is not UTF-8");
	} else {
		while ((got = map_text_read(cutter, &entry, &line, &why)) != 0) {
			if (got < 0)
				map_complain(&reader, line, "%s", why);
			else if (entry.section)
				start_section(&reader, &entry);
			else
				read_entry(&reader, &entry);
		}
		map_end_list(&reader);
		check_whole(&reader);
	}
	free(cutter);
	if (reader.n_complaints == 0)
		return reader.map;
	map_free(reader.map);
	return NULL;
}

void map_free(struct map *map)
{
	if (!map)
		return;
	for (size_t i = 0; i < map->n_codes; i++)
		free(map->codes[i].spellings);
	for (size_t i = 0; i < map->n_lists; i++) {
		free(map->lists[i].columns);
		free(map->lists[i].makes);
	}
	for (size_t i = 0; i < map->n_kept; i++)
		free(map->kept[i]);
	free(map->kept);
	free(map->codes);
	free(map->lists);
	free(map);
}
