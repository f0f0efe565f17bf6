/* Names as a search compares them: word by word, by sound, and by how many slips part them. */
#ifndef BASE_SOUND_H
#define BASE_SOUND_H

#include <stddef.h>

/* Bytes, with the NUL: what is longer is cut there. */
enum { SOUND_WORD = 48, SOUND_KEY = 16 };

/* The words of a name, folded as utf8_fold does, in their order: parted by whatever is neither letter nor
 * digit, but for apostrophes, which fall away (O'Neil is one word). At most `most` of them; returns how
 * many. */
size_t sound_words(const char *text, char (*words)[SOUND_WORD], size_t most);

/* How a word of sound_words sounds in English, in capitals, or in small letters the word itself where it
 * is not in Latin letters. The same for Mohammed, Muhammad and Mohamed, and for Catherine and Kathryn: what
 * people write in several ways after hearing it. Two names with one key need not be the same name. Never
 * empty for a word that is not. */
void sound_key(const char *word, char key[SOUND_KEY]);

/* The number of slips (a letter too many, too few, another, or two exchanged) between two words; more than
 * `most` (at most 3) is given as most + 1. */
int sound_slips(const char *a, const char *b, int most);

#endif
