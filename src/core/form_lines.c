/* How a form's fields stand to each other: what is needed as others stand, and how lines are read. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "clock/civil.h"
#include "core/act_inner.h"
#include "core/form.h"
#include "core/form_inner.h"
#include "store/cases.h"

enum { LINES_SHOWN = 60 };

static const struct policy_kind *kind_of(struct desk *desk, const struct form *form)
{
	const struct practice *practice = desk_practice(desk, NULL);

	return practice ? policy_kind_named(practice->newest, form->kind) : NULL;
}

bool form_needs(struct desk *desk, const struct form *form, size_t field)
{
	const struct form_field *asked = &form->fields[field];
	const struct policy_kind *kind;
	const struct policy_field *rule;

	if (!asked->needed_when)
		return asked->required;
	kind = kind_of(desk, form);
	rule = kind ? policy_kind_field(kind, asked->name) : NULL;
	for (size_t i = 0; rule && rule->when.field && i < form->n_fields; i++)
		if (strcmp(form->fields[i].name, rule->when.field) == 0)
			return act_when_holds(&rule->when, policy_kind_field(kind, rule->when.field),
					      form->fields[i].value, form->fields[i].known);
	return false;
}

/* ---- lines ---- */

static bool keep_name(void *arg, const struct case_row *row)
{
	snprintf(arg, 96, " (%.80s)", row->name ? row->name : _("known, without a name"));
	return false;
}

/* A part as it is understood: who is known under a reference, a date with its weekday. */
static void add_part(struct desk *desk, const struct act_line *part, struct str_buf *out)
{
	char known[96] = "";
	bool found;

	if (!*part->value)
		return;
	if (out->n)
		str_add(out, "; ");
	str_add(out, *part->reading ? part->reading : part->value);
	if (strcmp(part->field->key, "reference") == 0 &&
	    case_by_reference(desk->store, part->value, keep_name, known, &found, NULL))
		str_add(out, found ? known : _(" (a new case)"));
}

void form_fit(char *out, size_t size, const char *text)
{
	size_t n = strnlen(text, size - 1);

	while (n > 0 && text[n] != '\0' && ((unsigned char)text[n] & 0xC0) == 0x80)
		n--;
	memcpy(out, text, n);
	out[n] = '\0';
}

static void read_line(const struct act_checking *checking, const struct form *form, const struct policy_field *lines,
		      struct str_view line, struct form_line *out)
{
	struct act_line *parts = pool_array(checking->pool, lines->n_parts, sizeof(*parts));
	struct error err = { 0 };
	struct str_buf text = { 0 };

	out->wrong = !act_read_line(checking, lines, line, parts, &err);
	for (size_t i = 0; !out->wrong && i < lines->n_parts; i++)
		if (!lines->parts[i].value)
			add_part(checking->desk, &parts[i], &text);
	form_fit(out->text, sizeof out->text, out->wrong ? err.text : text.text ? text.text : "");
	if (!out->wrong && act_lines_are_children(lines))
		form_know_line(checking->desk, form, lines, parts, out);
	str_done(&text);
}

struct form_line *form_lines(struct desk *desk, const struct form *form, size_t field, size_t *n)
{
	const struct policy_kind *kind = kind_of(desk, form);
	const struct policy_field *lines = kind ? policy_kind_field(kind, form->fields[field].name) : NULL;
	struct str_view rest = str_view(form->fields[field].value);
	struct pool pool = { 0 };
	struct act_checking checking = {
		.desk = desk, .practice = desk->practice, .pool = &pool, .day = form_day(desk, desk->practice, form),
	};
	struct form_line *out;

	*n = 0;
	if (!lines || lines->type != FIELD_LINES)
		return NULL;
	out = mem_array(LINES_SHOWN, sizeof(*out));
	while (rest.n > 0 && *n < LINES_SHOWN) {
		struct str_view line = str_trim(str_cut(&rest, '\n'));

		if (line.n > 0)
			read_line(&checking, form, lines, line, &out[*n]);
		(*n)++;
	}
	pool_done(&pool);
	return out;
}
