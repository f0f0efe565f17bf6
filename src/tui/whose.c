#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "clock/civil.h"
#include "core/search.h"
#include "tui/whose.h"

enum { LOOKED_AT = 2 };		/* the one meant may be the record itself */

struct looking {
	struct ui *ui;
	const char *from;
	int32_t born;
	struct prompt_reading *out;
	bool itself, exact;
};

static bool take(void *arg, const struct known_row *row)
{
	struct looking *looking = arg;
	struct prompt_reading *out = looking->out;
	char born[CIVIL_SIZE], *who;
	bool exact = row->reasons & KNOWN_REFERENCE;

	if (strcmp(row->reference, looking->from) == 0) {
		looking->itself = exact;
		return !exact;
	}
	who = search_who(row, ui_masked(looking->ui));
	looking->exact = exact;
	snprintf(out->take, sizeof out->take, "%s", row->reference);
	if (!exact) {
		/* TRANSLATORS: a record that may be meant. */
		snprintf(out->says, sizeof out->says, _("%s? Tab takes it."), who);
	} else if (row->born == CIVIL_NONE || looking->born == CIVIL_NONE || row->born == looking->born) {
		snprintf(out->says, sizeof out->says, "%s", who);
	} else {
		civil_iso(looking->born, born);
		snprintf(out->says, sizeof out->says,
			 /* TRANSLATORS: a record; the reference and the date of birth of the other one. */
			 _("%s. The dates of birth differ: %s has %s."), who, looking->from,
			 ui_masked(looking->ui) ? _("another") : born);
	}
	free(who);
	return false;
}

void whose_read(struct ui *ui, const char *from, int32_t born, const char *text, struct prompt_reading *out)
{
	struct looking looking = { .ui = ui, .from = from, .born = born, .out = out };
	struct known_query query = { .words = text, .born = CIVIL_NONE, .most = LOOKED_AT };
	char *typed = str_copy(str_trim(str_view(text)));

	query.words = typed;
	if (!*typed)
		snprintf(out->problem, sizeof out->problem, "%s", _("A reference is needed; Esc leaves all as it is."));
	else if (!search_known(ui->desk, &query, take, &looking, NULL, &(struct error){ 0 }))
		;	/* who may not look is told so by what comes of it */
	else if (looking.itself)
		snprintf(out->problem, sizeof out->problem, _("%s is this record itself."), from);
	else if (!looking.exact && *out->take)
		snprintf(out->problem, sizeof out->problem,
			 _("%.60s: there is no record of that reference. Tab takes %s."), typed, out->take);
	else if (!looking.exact)
		snprintf(out->problem, sizeof out->problem, _("%.60s: there is no record of that reference."), typed);
	free(typed);
}

void whose_reason(const char *says, const char *text, struct prompt_reading *out)
{
	snprintf(out->says, sizeof out->says, "%s", says);
	if (str_trim(str_view(text)).n == 0)
		snprintf(out->problem, sizeof out->problem, "%s", _("A reason is needed; Esc leaves all as it is."));
}

void whose_note(struct ui *ui, const char *says)
{
	struct error err = { 0 };

	if (*says && !search_note(ui->desk, 1, &err))
		ui_complain(ui, &err);
}
