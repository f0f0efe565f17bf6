/* A form for recording an event: fields one below the other, errors beside them, a draft kept while
 * one types. */
#ifndef TUI_FORM_VIEW_H
#define TUI_FORM_VIEW_H

#include "core/form.h"
#include "tui/ui.h"

/* Told once the record was made; the form has gone. */
typedef void form_saved(struct ui *ui, void *arg, const struct act_result *result, const char *reference);

/* Shows a form (owned from now on). here: name of the field on which one begins, NULL the first
 * that is empty. saved may be NULL. gone releases arg once the form has gone, whether saved or not, after
 * saved was told; NULL: arg is lent. */
void form_view_open(struct ui *ui, struct form *form, const char *here, form_saved *saved,
		    void (*gone)(void *arg), void *arg);

/* The same is to be recorded on n other cases (copied). For the form that was opened last. */
void form_view_also(struct ui *ui, char *const *references, size_t n);

#endif
