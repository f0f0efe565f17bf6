/* One line of a field of lines, read into its parts. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "clock/civil.h"
#include "core/act_inner.h"
#include "core/search.h"
#include "store/cases.h"

bool act_lines_are_children(const struct policy_field *lines)
{
	for (size_t i = 0; i < lines->n_parts; i++)
		if (strcmp(lines->parts[i].key, "name") == 0 || strcmp(lines->parts[i].key, "reference") == 0)
			return true;
	return false;
}

static const struct policy_field reference_field = {
	.name = -1, .key = "reference", .label = N_("Reference"), .type = FIELD_TEXT,
};

static const struct policy_field *part_field(const struct policy_kind *kind, const char *key)
{
	return strcmp(key, "reference") == 0 ? &reference_field : act_field_of(kind, key);
}

/* The next part of a line: up to a semicolon, or a tab as a spreadsheet has it. */
static struct str_view take_part(struct str_view *line)
{
	size_t n = 0;
	struct str_view part;

	while (n < line->n && line->at[n] != ';' && line->at[n] != '\t')
		n++;
	part = (struct str_view){ line->at, n };
	line->at += n < line->n ? n + 1 : n;
	line->n -= n < line->n ? n + 1 : n;
	return str_trim(part);
}

static size_t typed_parts(const struct policy_field *lines)
{
	size_t n = 0;

	for (size_t i = 0; i < lines->n_parts; i++)
		n += !lines->parts[i].value;
	return n;
}

static bool too_many(const struct policy_kind *kind, const struct policy_field *lines, struct error *err)
{
	struct str_buf parts = { 0 };

	for (size_t i = 0; i < lines->n_parts; i++) {
		const struct policy_field *field = part_field(kind, lines->parts[i].key);

		if (!lines->parts[i].value)
			str_addf(&parts, "%s%s", parts.n ? "; " : "", i18n_text(field->label));
	}
	error_set(err, ERROR_INPUT, _("more than %zu parts: expected %s"), typed_parts(lines), parts.text);
	str_done(&parts);
	return false;
}

/* The mistake with the field's label, as it is read, in place of its key. */
static void label_mistake(const struct policy_field *field, struct error *err)
{
	size_t n = strlen(field->key);
	struct error first = *err;

	if (strncmp(first.text, field->key, n) == 0 && strncmp(first.text + n, ": ", 2) == 0)
		error_set(err, first.kind, "%s: %s", i18n_text(field->label), first.text + n + 2);
}

/* ---- children ---- */

static const char **part_text(const struct policy_field *lines, const char **texts, const char *key)
{
	for (size_t i = 0; i < lines->n_parts; i++)
		if (strcmp(lines->parts[i].key, key) == 0 && !lines->parts[i].value)
			return &texts[i];
	return NULL;
}

static bool keep_nothing(void *arg, const struct case_row *row)
{
	(void)arg;
	(void)row;
	return false;
}

/* A reference has figures in it; what is on record under none is a name or a date. */
static bool is_reference(const struct act_checking *checking, const char *text)
{
	bool found = false;

	return strpbrk(text, "0123456789") &&
	       case_by_reference(checking->desk->store, text, keep_nothing, NULL, &found, NULL) && found;
}

/* A known reference that stands where the date does, or at the end of the name. */
static void move_reference(const struct act_checking *checking, const char **name, const char **born,
			   const char **reference)
{
	const char *last;

	if (born && is_reference(checking, *born)) {
		*reference = *born;
		*born = "";
		return;
	}
	last = name ? strrchr(*name, ' ') : NULL;
	if (!name || !is_reference(checking, last ? last + 1 : *name))
		return;
	*reference = last ? last + 1 : *name;
	if (last) {
		char *rest = str_copy(str_trim((struct str_view){ *name, (size_t)(last - *name) }));

		*name = pool_text(checking->pool, rest);
		free(rest);
	} else {
		*name = "";
	}
}

/* What stands at the end of the name without a semicolon is still the reference, or the date of birth. */
static void part_child(const struct act_checking *checking, const struct policy_field *lines, const char **texts)
{
	const char **name = part_text(lines, texts, "name"), **born = part_text(lines, texts, "date_of_birth"),
		   **reference = part_text(lines, texts, "reference");
	struct search_birth birth;
	char *words;

	if (reference && !**reference)
		move_reference(checking, name, born, reference);
	if (!name || !born || **born)
		return;
	words = search_split(checking->desk, *name, &birth);
	if (*birth.typed && !birth.year) {
		*name = pool_text(checking->pool, words);
		*born = pool_text(checking->pool, birth.typed);
	}
	free(words);
}

static bool has_child(const struct policy_field *lines, const char **texts)
{
	const char **name = part_text(lines, texts, "name"), **reference = part_text(lines, texts, "reference");

	return (name && **name) || (reference && **reference);
}

/* ---- reading ---- */

static bool read_part(const struct act_checking *checking, const char *text, struct act_line *one,
		      struct error *err)
{
	if (!act_check_value(checking, one->field, text, &one->value, one->reading, err) ||
	    !act_check_born(checking->desk, one->field->key, one->value, err)) {
		label_mistake(one->field, err);
		return false;
	}
	if (one->field->required && !*one->value)
		return error_set(err, ERROR_INPUT, _("%s: it is missing"), i18n_text(one->field->label));
	return true;
}

bool act_read_line(const struct act_checking *checking, const struct policy_field *lines,
		   struct str_view line, struct act_line *out, struct error *err)
{
	const struct policy_kind *kind = policy_kind_named(checking->practice->newest, lines->lines_of);
	const char **texts = pool_array(checking->pool, lines->n_parts, sizeof(*texts));

	for (size_t i = 0; i < lines->n_parts; i++) {
		const struct policy_part *part = &lines->parts[i];
		char *text = str_copy(part->value ? str_view(part->value) : take_part(&line));

		texts[i] = pool_text(checking->pool, text);
		free(text);
	}
	if (act_lines_are_children(lines)) {
		part_child(checking, lines, texts);
		if (!has_child(lines, texts))
			return error_set(err, ERROR_INPUT, "%s", _("the name is missing"));
	}
	for (size_t i = 0; i < lines->n_parts; i++) {
		out[i] = (struct act_line){ .field = part_field(kind, lines->parts[i].key), .value = "" };
		if (!read_part(checking, texts[i], &out[i], err))
			return false;
	}
	return str_trim(line).n == 0 || too_many(kind, lines, err);
}
