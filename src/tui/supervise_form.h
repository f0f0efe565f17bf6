/* The form of a supervision, for the queue, the case page and the sitting alike. */
#ifndef TUI_SUPERVISE_FORM_H
#define TUI_SUPERVISE_FORM_H

#include "tui/recorded.h"
#include "tui/ui.h"

/* The form of a kind of event; done is told when it was saved. */
void supervise_open(struct ui *ui, const char *kind, const char *reference, record_done *done, void *arg);

/* The form of a supervision of one case, the same way. Says why where there can be none. */
void supervise_form(struct ui *ui, const char *reference, record_done *done, void *arg);

#endif
