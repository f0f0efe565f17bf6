/* From what curses reads to the keys of keys.h: whole UTF-8 characters, Alt, sequences that the
 * terminal's description does not have, and pastes. A part of term. */
#ifndef TUI_TERM_KEYS_H
#define TUI_TERM_KEYS_H

#include <stdbool.h>
#include <stdint.h>
#include "base/str.h"

enum { TERM_PRESSES = 8 };	/* as many as curses keeps */
enum { TERM_BLOCK = 4096 };	/* as much as a terminal's line holds */

struct term_input {
	bool utf8;
	int fd;				/* what curses reads too; borrowed */
	bool pasting;
	struct str_buf pasted;
	int held;			/* bytes of the bracket at the end of a paste that have come */
	unsigned char block[TERM_BLOCK];	/* read past curses during a paste, and what came behind it */
	size_t block_at, n_block;	/* what of it is not used yet */
	unsigned char partial[4];	/* of a character of which not all bytes have come */
	int n_partial;
	int ahead[8];			/* codes of curses read and not used yet */
	int n_ahead;
	int mouse_y, mouse_x;		/* of the last K_CLICK */
	struct term_press {
		int32_t key;
		int y, x;
	} presses[TERM_PRESSES];	/* of the mouse, not used yet; the last comes first */
	int n_presses;
};

/* fd: of the terminal, as curses has it. utf8: bytes above 127 are parts of UTF-8. */
void term_input_init(struct term_input *input, int fd, bool utf8);
void term_input_done(struct term_input *input);		/* releases what it holds */

/* Tells curses the brackets of a paste. */
void term_input_brackets(void);

/* After the terminal said that there is something: false when there was nothing, which is its end. */
bool term_input_read(struct term_input *input);

/* As term_key. */
bool term_input_next(struct term_input *input, int32_t *key, const char **pasted);

#endif
