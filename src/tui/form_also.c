#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "tui/form_also.h"

/* The values of the first form into that of another case; what is the child's own stays. */
static void copy_values(const struct form *from, struct form *to)
{
	static const char *const own[] = { "reference", "name", "date_of_birth", "family" };

	for (size_t i = 0; i < to->n_fields; i++) {
		struct form_field *field = &to->fields[i];
		bool kept = false;

		for (size_t k = 0; k < sizeof own / sizeof *own; k++)
			kept = kept || strcmp(field->name, own[k]) == 0;
		for (size_t k = 0; k < from->n_fields && !kept; k++)
			if (strcmp(from->fields[k].name, field->name) == 0) {
				free(field->value);
				field->value = mem_copy(from->fields[k].value);
			}
	}
}

const char *form_also_first(struct desk *desk, const char *kind, char *const *references, size_t n,
			    struct reasons *refused)
{
	for (size_t i = 0; i < n; i++) {
		struct error err = { 0 };
		struct form *form = form_open(desk, kind, references[i], NULL, &err);
		bool can = form && !form->again;

		if (!can)
			reasons_add(refused, references[i], form ? form->again : err.text);
		form_free(form);
		if (can)
			return references[i];
	}
	return NULL;
}

/* What has been ended is not ended once more along with others: alone it is seen before it is done. */
static bool save_on(struct desk *desk, const struct form *form, struct form *other, int64_t seen,
		    struct act_result *result, struct error *err)
{
	struct error draft_err = { 0 };

	if (other->again)
		return error_set(err, ERROR_INPUT, "%s", other->again);
	copy_values(form, other);
	if (form->held) {	/* asked for the first already */
		free(other->held);
		other->held = mem_copy(form->held);
		other->held_line = form->held_line;
	}
	other->version = other->opened = seen;
	if (form_save(desk, other, result, err))
		return true;
	if (result->version && !other->drafted && !form_keep_draft(desk, other, &draft_err))
		*err = draft_err;
	return false;
}

void form_told_add(struct form_told *told, const char *reference, const struct act_result *result)
{
	told->done++;
	if (*result->warning)
		reasons_add(&told->warned, reference, result->warning);
}

void form_save_also(struct desk *desk, const struct form *form, char *const *references, const int64_t *seen,
		    size_t n, struct form_told *told)
{
	for (size_t i = 0; i < n; i++) {
		struct error err = { 0 };
		struct act_result result = { .version = 0 };
		struct form *other = form_open(desk, form->kind, references[i], NULL, &err);

		if (!other || !save_on(desk, form, other, seen[i], &result, &err))
			reasons_add(&told->refused, references[i], err.text);
		else
			form_told_add(told, references[i], &result);
		form_free(other);
	}
}

char *form_told_text(const struct form_told *told, int cells)
{
	char *why = reasons_text(told->refused.n ? &told->refused : &told->warned, cells);
	struct str_buf text = { 0 };

	if (told->refused.n)
		str_addf(&text, _("Saved on %zu, refused on %zu: %s"), told->done, told->refused.total, why);
	else
		str_addf(&text,
			 ngettext("Saved on %zu case; u undoes it.", "Saved on %zu cases; u undoes them all.",
				  (unsigned long)told->done),
			 told->done);
	if (!told->refused.n && *why)
		str_addf(&text, " %s", why);
	free(why);
	return str_take(&text);
}

void form_told_done(struct form_told *told)
{
	reasons_done(&told->refused);
	reasons_done(&told->warned);
}
