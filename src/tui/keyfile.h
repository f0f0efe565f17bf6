/* A person's own keys: a plain file with `key action` on each line.
 *
 *	# what stands behind a # at the start is not read
 *	use vi			the shipped alternative of that name first
 *	F7 mark			F7 does what `mark` does, besides the keys it has
 *	x none			x does nothing
 *	mouse on
 */
#ifndef TUI_KEYFILE_H
#define TUI_KEYFILE_H

#include <stdbool.h>
#include <stddef.h>
#include "base/str.h"
#include "tui/keymap.h"

/* Changes map by the text of a file (name is for the messages); folder holds the shipped alternatives.
 * Each mistake is one line of *faults, "NAME:LINE: what, and what to do", and that line of the file is
 * not followed. Acts without which nobody gets on keep a key. Returns how many mistakes there were. */
size_t keyfile_read(struct keymap *map, const char *name, const char *text, const char *folder,
		    struct str_buf *faults);

/* The key of a name as keys_name gives it or in English, in any case, or as "^X"; K_NONE: no key. */
int32_t keyfile_key(struct str_view name);

#endif
