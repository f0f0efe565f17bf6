/* Keys as the screens know them: code points, and names for what has none. No curses here, so
 * that key map, editing and forms are tested without a terminal. */
#ifndef TUI_KEYS_H
#define TUI_KEYS_H

#include <stddef.h>
#include <stdint.h>
#include "base/str.h"

/* Code points are themselves (Tab is 9, Enter 13, Escape 27, Ctrl-A is 1, rubout 127). */
enum {
	K_NONE = 0,
	K_TAB = 9,
	K_ENTER = 13,
	K_ESCAPE = 27,
	K_RUBOUT = 127,
	K_NAMED = 0x200000,	/* the first that is no code point */
	K_UP = K_NAMED, K_DOWN, K_LEFT, K_RIGHT,
	K_HOME, K_END, K_PAGE_UP, K_PAGE_DOWN,
	K_DELETE, K_INSERT, K_BACK_TAB,
	K_F1, K_F2, K_F3, K_F4, K_F5, K_F6, K_F7, K_F8, K_F9, K_F10, K_F11, K_F12,
	K_GG,			/* g pressed twice */
	K_UNKNOWN,		/* something that no table knows */
	K_WHEEL_UP, K_WHEEL_DOWN, K_CLICK,	/* the mouse, where it was asked for */
	K_ALT = 0x400000,	/* added to a code point: Alt with it */
};

/* The code of Ctrl with an ASCII letter. */
#define K_CTRL(c) ((c) & 31)

enum { KEY_NAME_SIZE = 16 };
/* What a person calls the key: "j", "Space", "Ctrl-D", "F10", "Alt-b", "gg". */
void keys_name(int32_t key, char out[KEY_NAME_SIZE]);

/* The key that has a name of its own ("Space", "PgUp"), in English or as keys_name gives it, in any case (of
 * ASCII letters); K_NONE: none. */
int32_t keys_named(struct str_view name);

#endif
