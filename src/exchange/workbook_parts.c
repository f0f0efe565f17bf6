#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "exchange/workbook.h"
#include "exchange/workbook_styles.h"

/* A sheet's place in the relations of the workbook. */
struct relation {
	char id[WORKBOOK_NAME];
	size_t sheet;
};

struct parts {
	struct workbook *workbook;
	struct relation *relations;
	size_t n, room;
	struct str_buf text; /* of the shared text under way */
	bool in_text, phonetic;
};

static bool ignore_end(void *world, const char *name, struct error *err)
{
	(void)world;
	(void)name;
	(void)err;
	return true;
}

static bool ignore_text(void *world, const char *text, size_t n, struct error *err)
{
	(void)world;
	(void)text;
	(void)n;
	(void)err;
	return true;
}

static bool is_true(struct str_view v)
{
	return str_equal(v, "1") || str_equal(v, "true");
}

/* ---- xl/workbook.xml ---- */

static bool on_workbook(void *world, const char *name, const struct xml_attributes *attributes, uint64_t line,
			struct error *err)
{
	struct parts *parts = world;
	struct workbook *workbook = parts->workbook;
	struct workbook_sheet *sheet;
	struct str_view called, id;

	(void)line;
	if (strcmp(name, "workbookPr") == 0)
		workbook->epoch_1904 = is_true(xml_attribute(attributes, "date1904", false));
	if (strcmp(name, "sheet") != 0)
		return true;
	if (workbook->n_sheets == WORKBOOK_SHEETS_MAX)
		return error_set(err, ERROR_INPUT, "it has more than 200 sheets");
	mem_grow(&workbook->sheets, workbook->n_sheets, &workbook->room_sheets, sizeof(workbook->sheets[0]));
	mem_grow(&parts->relations, parts->n, &parts->room, sizeof(parts->relations[0]));
	sheet = &workbook->sheets[workbook->n_sheets];
	called = xml_attribute(attributes, "name", false);
	id = xml_attribute(attributes, "id", true);
	*sheet = (struct workbook_sheet){.part = ""};
	if (called.n < sizeof(sheet->name))
		snprintf(sheet->name, sizeof(sheet->name), "%.*s", (int)called.n, called.n ? called.at : "");
	parts->relations[parts->n].sheet = workbook->n_sheets++;
	snprintf(parts->relations[parts->n++].id, WORKBOOK_NAME, "%.*s", id.n < WORKBOOK_NAME ? (int)id.n : 0,
		 id.n ? id.at : "");
	return true;
}

/* ---- xl/_rels/workbook.xml.rels ---- */

/* The member that a target means: only `worksheets/NAME.xml` is one, with or without /xl/ before. */
static void set_part(struct workbook_sheet *sheet, struct str_view target)
{
	static const char folder[] = "worksheets/", root[] = "/xl/";
	char name[WORKBOOK_NAME];
	size_t n = sizeof(root) - 1;

	if (target.n > n && memcmp(target.at, root, n) == 0)
		target = (struct str_view){target.at + n, target.n - n};
	n = sizeof(folder) - 1;
	if (target.n <= n || target.n + 4 > sizeof(name) || memcmp(target.at, folder, n) != 0)
		return;
	snprintf(name, sizeof(name), "%.*s", (int)(target.n - n), target.at + n);
	if (name[0] == '.' ||
	    strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-") != strlen(name))
		return;
	snprintf(sheet->part, sizeof(sheet->part), "xl/worksheets/%.48s", name);
}

static bool on_relation(void *world, const char *name, const struct xml_attributes *attributes, uint64_t line,
			struct error *err)
{
	struct parts *parts = world;
	struct str_view id = xml_attribute(attributes, "Id", false);

	(void)line;
	(void)err;
	if (strcmp(name, "Relationship") != 0)
		return true;
	for (size_t i = 0; i < parts->n; i++) {
		if (parts->relations[i].id[0] && str_equal(id, parts->relations[i].id))
			set_part(&parts->workbook->sheets[parts->relations[i].sheet],
				 xml_attribute(attributes, "Target", false));
	}
	return true;
}

/* ---- xl/sharedStrings.xml ---- */

static bool on_string(void *world, const char *name, const struct xml_attributes *attributes, uint64_t line,
		      struct error *err)
{
	struct parts *parts = world;

	(void)attributes;
	(void)line;
	(void)err;
	if (strcmp(name, "rPh") == 0)
		parts->phonetic = true;
	parts->in_text = strcmp(name, "t") == 0 && !parts->phonetic;
	return true;
}

static bool on_string_end(void *world, const char *name, struct error *err)
{
	struct parts *parts = world;
	struct workbook *workbook = parts->workbook;

	parts->in_text = false;
	if (strcmp(name, "rPh") == 0)
		parts->phonetic = false;
	if (strcmp(name, "si") != 0)
		return true;
	if (workbook->n_strings == WORKBOOK_STRINGS_MAX)
		return error_set(err, ERROR_INPUT, "it has more than a million different texts");
	mem_grow(&workbook->ends, workbook->n_strings, &workbook->room_strings, sizeof(workbook->ends[0]));
	workbook->ends[workbook->n_strings++] = (uint32_t)workbook->text.n;
	return true;
}

static bool on_string_text(void *world, const char *text, size_t n, struct error *err)
{
	struct parts *parts = world;

	if (!parts->in_text)
		return true;
	if (parts->workbook->text.n + n > WORKBOOK_TEXT_MAX)
		return error_set(err, ERROR_INPUT, "its texts are more than 24 MB together");
	str_add_n(&parts->workbook->text, text, n);
	return true;
}

/* ---- all of them ---- */

static bool read_part(struct parts *parts, struct archive_file *file, const char *name,
		      const struct xml_handler *handler, struct error *err)
{
	const struct xml_source source = {archive_read, file};

	(void)parts;
	if (!archive_enter(file, name, err))
		return err->kind == ERROR_NONE;
	return xml_read(&source, handler, err) || error_prefix(err, "%s", name);
}

/* Says what it is that has no workbook in it. */
static bool check_kind(const struct archive_file *file, struct error *err)
{
	if (archive_size(file, "xl/workbook.xml") > 0)
		return true;
	if (archive_size(file, "xl/workbook.bin") > 0)
		return error_set(err, ERROR_INPUT, "it is a binary workbook (.xlsb): save it again as .xlsx");
	if (archive_size(file, "content.xml") > 0)
		return error_set(err, ERROR_INPUT,
				 "it is an OpenDocument file (.ods): save it again as .xlsx");
	return error_set(err, ERROR_INPUT, "it is an archive, and no workbook (.xlsx)");
}

bool workbook_read(struct workbook *workbook, struct archive_file *file, struct error *err)
{
	struct parts parts = {.workbook = workbook};
	struct styles styles = {.workbook = workbook};
	const struct xml_handler book = {on_workbook, ignore_end, ignore_text, &parts};
	const struct xml_handler relations = {on_relation, ignore_end, ignore_text, &parts};
	const struct xml_handler strings = {on_string, on_string_end, on_string_text, &parts};
	const struct xml_handler formats = {styles_start, styles_end, ignore_text, &styles};
	bool good = check_kind(file, err) && read_part(&parts, file, "xl/workbook.xml", &book, err) &&
		    read_part(&parts, file, "xl/_rels/workbook.xml.rels", &relations, err) &&
		    read_part(&parts, file, "xl/styles.xml", &formats, err) &&
		    read_part(&parts, file, "xl/sharedStrings.xml", &strings, err);

	free(parts.relations);
	str_done(&parts.text);
	styles_done(&styles);
	return good;
}

void workbook_done(struct workbook *workbook)
{
	free(workbook->sheets);
	free(workbook->ends);
	free(workbook->styles);
	str_done(&workbook->text);
}

bool workbook_string(const struct workbook *workbook, uint64_t number, struct str_view *out)
{
	size_t begin;

	if (number >= workbook->n_strings)
		return false;
	begin = number > 0 ? workbook->ends[number - 1] : 0;
	*out = (struct str_view){workbook->text.text ? workbook->text.text + begin : "",
				 workbook->ends[number] - begin};
	return true;
}
