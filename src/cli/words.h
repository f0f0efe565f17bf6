/* A typed line as the words of a shell. */
#ifndef CLI_WORDS_H
#define CLI_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include "base/error.h"
#include "base/str.h"

struct words {
	char **at;		/* owned; ended by NULL */
	size_t n, room;
	size_t last;		/* where in the line the last word begins; its end when a new one is to come */
	bool open;		/* the last word is still being typed */
};

/* Blanks part; '...' and "..." keep blanks, a backslash the next character. Nothing is expanded. False
 * with err for a quote that is not closed; the words are there all the same. words_done either way. */
bool words_split(const char *line, struct words *words, struct error *err);

/* Releases them. */
void words_done(struct words *words);

/* Adds a word to a line, in quotes where it would not be one otherwise. */
void words_quote(struct str_buf *out, const char *word);

#endif
