#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "exchange/workbook_styles.h"

enum { PADDED_MAX = 20 };

void styles_done(struct styles *styles)
{
	free(styles->own);
}

/* 00000: a number of a fixed width, as ids are often shown. */
static uint8_t padded(struct str_view code)
{
	if (code.n < 2 || code.n > PADDED_MAX)
		return NUMBER_PLAIN;
	for (size_t i = 0; i < code.n; i++) {
		if (code.at[i] != '0')
			return NUMBER_PLAIN;
	}
	return (uint8_t)(NUMBER_PADDED + code.n);
}

uint8_t styles_format(struct str_view code)
{
	bool date = false, time = false;

	for (size_t i = 0; i < code.n && code.at[i] != ';'; i++) {
		char c = code.at[i];
		const char *end;

		if (c == '"' || c == '[') {
			end = memchr(code.at + i + 1, c == '"' ? '"' : ']', code.n - i - 1);
			if (!end)
				break;
			/* [h]:mm is a length of time. */
			i = (size_t)(end - code.at);
		} else if (c == '\\' || c == '_' || c == '*') {
			i++;
		} else if (strchr("dDyY", c)) {
			date = true;
		} else if (strchr("hHsS", c)) {
			time = true;
		} else if (c == 'G' || c == '#' || c == '?') {
			return NUMBER_PLAIN;
		}
	}
	if (date)
		return time ? NUMBER_TIME : NUMBER_DATE;
	return padded(code);
}

/* The formats that every workbook has; those of numbers 27 to 36 and 50 to 58 are dates in some
 * languages. */
static uint8_t built_in(uint64_t id)
{
	if (id == 22)
		return NUMBER_TIME;
	if ((id >= 14 && id <= 17) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58))
		return NUMBER_DATE;
	return NUMBER_PLAIN;
}

static bool number(struct str_view v, uint64_t *out)
{
	int64_t value;

	if (!str_to_int(v, &value) || value < 0)
		return false;
	*out = (uint64_t)value;
	return true;
}

static uint8_t format_of(const struct styles *styles, uint64_t id)
{
	for (size_t i = 0; i < styles->n; i++) {
		if (styles->own[i].id == id)
			return styles->own[i].format;
	}
	return built_in(id);
}

bool styles_start(void *world, const char *name, const struct xml_attributes *attributes, uint64_t line,
		  struct error *err)
{
	struct styles *styles = world;
	struct workbook *workbook = styles->workbook;
	uint64_t id;

	(void)line;
	if (strcmp(name, "cellXfs") == 0)
		styles->in_cells = true;
	if (workbook->n_styles == WORKBOOK_STYLES_MAX || styles->n == WORKBOOK_STYLES_MAX / 64)
		return error_set(err, ERROR_INPUT, "it has too many formats of cells");
	if (strcmp(name, "numFmt") == 0 && number(xml_attribute(attributes, "numFmtId", false), &id)) {
		mem_grow(&styles->own, styles->n, &styles->room, sizeof(styles->own[0]));
		styles->own[styles->n++] = (struct own_format){
			id, styles_format(xml_attribute(attributes, "formatCode", false))};
	} else if (strcmp(name, "xf") == 0 && styles->in_cells) {
		if (!number(xml_attribute(attributes, "numFmtId", false), &id))
			id = 0;
		mem_grow(&workbook->styles, workbook->n_styles, &workbook->room_styles,
			 sizeof(workbook->styles[0]));
		workbook->styles[workbook->n_styles++] = format_of(styles, id);
	}
	return true;
}

bool styles_end(void *world, const char *name, struct error *err)
{
	struct styles *styles = world;

	(void)err;
	if (strcmp(name, "cellXfs") == 0)
		styles->in_cells = false;
	return true;
}
