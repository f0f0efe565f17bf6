/* The mouse, where it was asked for. */
#ifndef TUI_MOUSE_H
#define TUI_MOUSE_H

#include "tui/ui.h"

/* What wheel and clicks do: the wheel moves as the arrows do, a click on the key bar is its key, a click
 * elsewhere puts the cursor there, and a second one soon after opens. False when the key is no mouse. */
bool mouse_key(struct ui *ui, int32_t key);

#endif
