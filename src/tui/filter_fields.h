/* The fields of the filter builder: which word each writes, and what can be chosen for it. */
#ifndef TUI_FILTER_FIELDS_H
#define TUI_FILTER_FIELDS_H

#include "tui/pick_view.h"
#include "tui/ui.h"

/* Where the choices of a field come from. */
enum filter_source {
	FILTER_GIVEN, /* `choices` */
	FILTER_TIMESCALES,
	FILTER_PEOPLE,
	FILTER_TEAMS,
	FILTER_SWITCH, /* there or not: nothing to choose */
};

struct filter_field {
	const char *key;   /* of core/filter_line.h */
	const char *label; /* untranslated */
	enum filter_source source;
	const struct choice_item *choices; /* labels untranslated; value NULL ends them */
};

enum { FILTER_FIELDS = 8 };
extern const struct filter_field filter_fields[FILTER_FIELDS];

/* What is read in the field for a value of the line (NULL: not in it). Owned. */
char *filter_field_shown(const struct filter_field *field, const char *value);

/* The value that a choice writes; NULL: the word goes. Borrowed from choice. */
const char *filter_field_value(const struct filter_field *field, const char *choice);

/* What was typed by hand as a value: the word of the first choice that begins so ("over"), else as it is; a date
 * for what is due means its end ("=fri"), as people say it. Owned. */
char *filter_field_meant(const struct filter_field *field, const char *typed);

/* Opens the list of what can be chosen; queue: key of the queue whose timescales are offered; value: what is
 * chosen now, NULL nothing. */
void filter_field_pick(struct ui *ui, const struct filter_field *field, const char *queue, const char *value,
		       pick_done *done, void *arg);

#endif
