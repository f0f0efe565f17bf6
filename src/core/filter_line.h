/* A filter as the line that people type, for whatever shows its words as fields: one language, read and
 * written both ways. */
#ifndef CORE_FILTER_LINE_H
#define CORE_FILTER_LINE_H

#include <stddef.h>

/* The value of the first word that begins with key ("rating:", "due<"), without its quotes; "" for a word
 * that is the key alone ("new"). NULL: no such word. Owned. */
char *filter_line_get(const char *line, const char *key);

/* The line with that word made `key` and value (quoted where it must be), at its place or at the end; value
 * NULL: without any such word, "" the key alone. Owned. */
char *filter_line_set(const char *line, const char *key, const char *value);

/* The line without the words that begin with one of n keys. Owned. */
char *filter_line_rest(const char *line, const char *const *keys, size_t n);

/* The words one by one, without their quotes: as many as the return value, all owned, in *words. */
size_t filter_line_words(const char *line, char ***words);

#endif
