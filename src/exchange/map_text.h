/* The lines of a map, cut into sections, entries and words. */
#ifndef EXCHANGE_MAP_TEXT_H
#define EXCHANGE_MAP_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include "base/str.h"

enum {
	MAP_WORDS_MAX = 400, /* of one entry */
	MAP_WORD_BYTES_MAX = 1000,
	MAP_NAMES_BYTES_MAX = 200, /* before the = */
};

struct map_word {
	struct str_view text; /* without quotes */
	bool quoted;
};

/* `first second = words`. A section's own line is an entry too, with section true: `[first
 * second]`. A comma outside quotes is a word of its own. */
struct map_entry {
	int line;
	bool section;
	struct str_view first, second; /* second may be empty */
	const struct map_word *words;
	size_t n;
};

/* Where map_text_read is in its text. */
struct map_text {
	struct str_view rest;
	int line; /* of what comes next */
	struct map_word words[MAP_WORDS_MAX];
};

/* Cuts the next entry off text, with the lines that continue it; its words are borrowed until the
 * next call and its texts lie in the bytes of text. Returns 1 for an entry, 0 at the end, -1 for a
 * line that is none, with *line and *why (a constant sentence); the reading may go on after it. */
int map_text_read(struct map_text *text, struct map_entry *entry, int *line, const char **why);

#endif
