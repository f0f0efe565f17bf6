/* Help: the keys that work here, from the same table that looks them up. */
#ifndef TUI_HELP_VIEW_H
#define TUI_HELP_VIEW_H

#include "tui/ui.h"

/* Lists what works in a place, with the live keys; type to narrow by name or key, Enter runs it. Behind it
 * stand what has no key of its own, what differs for who comes from another program, what is wrong in the file of
 * keys, and what works in other places: Enter goes to a child's page from its line, else says where. */
void help_open(struct ui *ui, enum place place);

/* Says on the message line that the file of keys has mistakes, with the first; nothing where it has none. */
void help_say_faults(struct ui *ui);

#endif
