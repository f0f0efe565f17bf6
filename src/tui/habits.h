/* What hands from another program would press, and what it does here. */
#ifndef TUI_HABITS_H
#define TUI_HABITS_H

#include "tui/keymap.h"

/* A page of text by the live keys. Owned. */
char *habits_text(const struct keymap *map);

#endif
