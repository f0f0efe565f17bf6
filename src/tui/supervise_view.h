/* A sitting: the cases that are gone through in supervision, one form after another. */
#ifndef TUI_SUPERVISE_VIEW_H
#define TUI_SUPERVISE_VIEW_H

#include <stddef.h>
#include "tui/ui.h"

/* All open cases of a worker (login or name), what is due first. */
void supervise_view_worker(struct ui *ui, const char *worker);

/* The same of the worker who has the case. */
void supervise_view_of(struct ui *ui, const char *reference);

/* The cases named: brothers and sisters, group supervision. */
void supervise_view_over(struct ui *ui, char *const *references, size_t n);

#endif
