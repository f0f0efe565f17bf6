#include "config.h"

#include "base/sound.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

/* ---- words ---- */

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

/* Ends a word that was cut between two characters, not inside one. */
static void end_word(char *word, size_t n)
{
	while (n > 0 && n == SOUND_WORD - 1 && ((unsigned char)word[n - 1] & 0xC0) == 0x80)
		n--;
	if (n > 0 && n < SOUND_WORD - 1 && (unsigned char)word[n - 1] >= 0xC0)
		n--;
	word[n] = '\0';
}

size_t sound_words(const char *text, char (*words)[SOUND_WORD], size_t most)
{
	char *folded = utf8_fold(text);
	size_t n = 0;

	for (const char *at = folded; *at && n < most;) {
		size_t length = 0;

		for (; is_letter(*at) || *at == '\''; at++)
			if (*at != '\'' && length < SOUND_WORD - 1)
				words[n][length++] = *at;
		end_word(words[n], length);
		n += words[n][0] != '\0';
		if (*at)
			at++;
	}
	free(folded);
	return n;
}

/* ---- sound ---- */

/* What some letters become, the longest first; `where` is a set of places. An empty `to` is silent. */
enum { ANYWHERE = 0, FIRST = 1, LATER = 2, LAST = 3 };
static const struct spelling {
	const char *from, *to;
	int where;
} spellings[] = {
	{ "sean", "XN", FIRST }, { "tsch", "X", ANYWHERE }, { "sch", "S", ANYWHERE }, { "sio", "X", FIRST },
	{ "cia", "K", FIRST }, { "chr", "KR", ANYWHERE }, { "chl", "KL", ANYWHERE }, { "cz", "X", ANYWHERE },
	{ "ch", "X", FIRST }, { "ch", "K", LATER }, { "sh", "X", ANYWHERE }, { "sz", "S", ANYWHERE },
	{ "ph", "F", ANYWHERE }, { "bh", "V", LATER }, { "mh", "V", LATER }, { "th", "T", ANYWHERE },
	{ "dge", "J", ANYWHERE }, { "dg", "J", ANYWHERE }, { "ck", "K", ANYWHERE }, { "gh", "K", FIRST },
	{ "gh", "", LATER }, { "kn", "N", FIRST }, { "gn", "N", FIRST }, { "pn", "N", FIRST },
	{ "wr", "R", FIRST }, { "ps", "S", FIRST }, { "x", "S", FIRST }, { "wh", "W", FIRST },
	{ "mps", "MS", ANYWHERE }, { "ce", "S", ANYWHERE }, { "ci", "S", ANYWHERE }, { "cy", "S", ANYWHERE },
	{ "ge", "J", ANYWHERE }, { "gi", "J", ANYWHERE }, { "gy", "J", ANYWHERE },
	{ "c", "K", ANYWHERE }, { "q", "K", ANYWHERE }, { "x", "KS", ANYWHERE }, { "z", "S", ANYWHERE },
	{ "v", "F", ANYWHERE }, { "y", "Y", FIRST }, { "h", "H", FIRST }, { "w", "W", FIRST },
	{ "b", "B", ANYWHERE }, { "d", "D", ANYWHERE }, { "f", "F", ANYWHERE }, { "g", "K", ANYWHERE },
	{ "j", "J", ANYWHERE }, { "k", "K", ANYWHERE }, { "l", "L", ANYWHERE }, { "m", "M", ANYWHERE },
	{ "n", "N", ANYWHERE }, { "p", "P", ANYWHERE }, { "r", "R", ANYWHERE }, { "s", "S", ANYWHERE },
	{ "t", "T", ANYWHERE },
	/* Vowels count at the start only, where all of them count as one. */
	{ "a", "A", FIRST }, { "e", "A", FIRST }, { "i", "A", FIRST }, { "o", "A", FIRST }, { "u", "A", FIRST },
};

static const struct spelling *spelling_at(const char *at, bool first)
{
	for (size_t i = 0; i < sizeof(spellings) / sizeof(spellings[0]); i++) {
		const struct spelling *spelling = &spellings[i];

		if ((spelling->where == FIRST && !first) || (spelling->where == LATER && first))
			continue;
		if (strncmp(at, spelling->from, strlen(spelling->from)) == 0)
			return spelling;
	}
	return NULL;
}

/* True for a, e, i, o, u, y, w and h, which part two consonants that sound alike. */
static bool is_open(char c)
{
	return strchr("aeiouywh", c) != NULL;
}

static bool is_latin(const char *word)
{
	for (; *word; word++)
		if (*word < 'a' || *word > 'z')
			return false;
	return true;
}

/* As much of the word itself as there is room for, whole characters. */
static void same_word(const char *word, char key[SOUND_KEY])
{
	size_t n = strlen(word);

	if (n > SOUND_KEY - 1)
		for (n = SOUND_KEY - 1; n > 0 && ((unsigned char)word[n] & 0xC0) == 0x80;)
			n--;
	memcpy(key, word, n);
	key[n] = '\0';
}

void sound_key(const char *word, char key[SOUND_KEY])
{
	size_t n = 0;
	bool parted = true;

	if (!is_latin(word)) {
		same_word(word, key);
		return;
	}
	for (const char *at = word; *at;) {
		const struct spelling *spelling = spelling_at(at, at == word);
		const char *to = spelling ? spelling->to : "";

		for (; *to && n < SOUND_KEY - 1; to++)
			if (parted || n == 0 || key[n - 1] != *to)
				key[n++] = *to;
		/* Two letters that sound alike and stand together are one; between vowels they are two. */
		at += spelling ? strlen(spelling->from) : 1;
		parted = at > word && is_open(at[-1]);
	}
	key[n] = '\0';
	if (n == 0)
		same_word(word, key);
}

/* ---- slips ---- */

enum { SLIPS_WORD = 32 };

static size_t letters(const char *word, uint32_t out[SLIPS_WORD])
{
	size_t n = 0;

	for (size_t left = strlen(word); left > 0 && n < SLIPS_WORD; n++) {
		size_t used = utf8_decode(word, left, &out[n]);

		word += used;
		left -= used;
	}
	return n;
}

static int least(int a, int b, int c)
{
	int two = a < b ? a : b;

	return two < c ? two : c;
}

int sound_slips(const char *a, const char *b, int most)
{
	uint32_t x[SLIPS_WORD], y[SLIPS_WORD];
	size_t n = letters(a, x), m = letters(b, y);
	int rows[3][SLIPS_WORD + 1];

	if ((n > m ? n - m : m - n) > (size_t)most)
		return most + 1;
	for (size_t j = 0; j <= m; j++)
		rows[0][j] = (int)j;
	for (size_t i = 1; i <= n; i++) {
		int *row = rows[i % 3], *above = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];

		row[0] = (int)i;
		for (size_t j = 1; j <= m; j++) {
			row[j] = least(above[j] + 1, row[j - 1] + 1, above[j - 1] + (x[i - 1] != y[j - 1]));
			if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1] && before[j - 2] + 1 < row[j])
				row[j] = before[j - 2] + 1;
		}
	}
	return rows[n % 3][m] > most ? most + 1 : rows[n % 3][m];
}
