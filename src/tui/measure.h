/* How wide the words of the screens are in the person's language: a column whose words are known is as
 * wide as the widest of them, which differs from one language to the next. */
#ifndef TUI_MEASURE_H
#define TUI_MEASURE_H

#include <stddef.h>

/* Cells of the widest of n words, each marked with N_() and measured as it is translated; never fewer
 * than least. A word that is NULL or "" takes none. */
int measure_words(int least, const char *const *words, size_t n);

/* The same for one word. */
int measure_word(int least, const char *word);

/* Cells of the longest time left or over that a clock in hours shows before it counts days ("23h 59m over"),
 * and of what stands in its place where there is no due date. */
int measure_left(void);

#endif
