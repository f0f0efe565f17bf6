#include "config.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "core/import_mapped.h"

/* What the reconciliation says of an extract as a whole, once and not row by row. */

/* "first after ..." and its like are words of the map, settled later. */
static bool is_of_map(const struct policy_field *field)
{
	return strcmp(field->key, "earlier") == 0 || strcmp(field->key, "opened") == 0;
}

void mapped_unlisted(struct mapped *mapped, const struct policy_kind *kind, const struct policy_field *field,
		     const char *heading, const char *value)
{
	struct mapped_code *code;
	struct str_buf safe = {0};
	size_t i = 0;

	if (is_of_map(field))
		return;
	utf8_safe(&safe, value, false);
	while (i < mapped->n_codes && !(strcmp(mapped->codes[i].heading, heading) == 0 &&
					str_same(mapped->codes[i].value, safe.text)))
		i++;
	if (i < MAPPED_CODES) {
		code = &mapped->codes[i];
		if (i == mapped->n_codes) {
			*code = (struct mapped_code){mem_copy(heading), mem_copy(safe.text ? safe.text : ""), 0, 0,
						     policy_decides(mapped->run.desk->practice->newest, kind,
								    field)};
			mapped->n_codes++;
		}
		code->n += code->row != mapped->run.report->rows;
		code->row = mapped->run.report->rows;
	} else {
		mapped->more_codes++;
	}
	str_done(&safe);
}

static void tell_codes(struct mapped *mapped)
{
	for (size_t i = 0; i < mapped->n_codes; i++) {
		const struct mapped_code *code = &mapped->codes[i];

		import_note(&mapped->run,
			    code->decides ? _("%s “%s” (%" PRId64 "): the policy does not know this code, and a"
					      " deadline depends on it: see what needs attention")
					  : _("%s “%s” (%" PRId64 "): the policy does not know this code; it is kept"
					      " as it is"),
			    code->heading, code->value, code->n);
	}
	if (mapped->more_codes > 0)
		import_note(&mapped->run,
			    ngettext("%" PRId64 " more value is a code that the policy does not know",
				     "%" PRId64 " more values are codes that the policy does not know",
				     (unsigned long)mapped->more_codes),
			    mapped->more_codes);
}

void mapped_tell_rest(struct mapped *mapped)
{
	tell_codes(mapped);
	if (mapped->unkept.text)
		import_note(&mapped->run, _("not kept, since the policy has no field for it: %s"),
			    mapped->unkept.text);
	if (mapped->n_silent > 0)
		import_note(&mapped->run,
			    ngettext("%" PRId64 " child stands in the extract without anything that has a date",
				     "%" PRId64 " children stand in the extract without anything that has a date",
				     (unsigned long)mapped->n_silent),
			    mapped->n_silent);
}

void mapped_rest_done(struct mapped *mapped)
{
	for (size_t i = 0; i < mapped->n_codes; i++) {
		free(mapped->codes[i].heading);
		free(mapped->codes[i].value);
	}
	mapped->n_codes = 0;
}
