#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
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

size_t form_save_also(struct desk *desk, const struct form *form, char *const *references, size_t n,
		      struct error *err)
{
	size_t done = 0;

	for (size_t i = 0; i < n; i++) {
		struct form *other = form_open(desk, form->kind, references[i], NULL, err);
		struct act_result result;

		if (!other)
			continue;
		copy_values(form, other);
		if (form->held) {	/* asked for the first already */
			free(other->held);
			other->held = mem_copy(form->held);
		}
		done += form_save(desk, other, &result, err);
		form_free(other);
	}
	return done;
}
