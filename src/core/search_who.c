/* Who a record is of, in one line. */
#include "config.h"

#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "clock/civil.h"
#include "core/search.h"

char *search_who(const struct known_row *row, bool masked)
{
	struct str_buf who = { 0 };
	char born[CIVIL_SIZE];

	str_add(&who, row->reference);
	if (!masked) {
		str_addf(&who, " %s", row->name ? row->name : _("(not known)"));
		civil_iso(row->born, born);
		if (*born)
			str_addf(&who, ", %s", born);
	}
	if (row->merged_into)
		str_addf(&who, _(", merged into %s"), row->merged_into);
	else if (!row->open)
		str_add(&who, _(", closed"));
	else if (row->worker)
		str_addf(&who, _(", open: %s"), row->worker);
	else
		str_add(&who, _(", open: no worker"));
	if (!row->merged_into && row->open && row->team)
		str_addf(&who, ", %s", row->team);
	return str_take(&who);
}
