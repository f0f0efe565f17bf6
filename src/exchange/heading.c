#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "exchange/heading.h"

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool counts(char c)
{
	return (c >= 'a' && c <= 'z') || is_digit(c) || (signed char)c < 0;
}

/* Keeps what counts of n folded bytes. */
static size_t squeeze(const char *text, size_t n, char out[HEADING_KEY])
{
	size_t used = 0;

	for (size_t i = 0; i < n && used < HEADING_KEY - 1; i++) {
		char c = text[i] >= 'A' && text[i] <= 'Z' ? (char)(text[i] + 'a' - 'A') : text[i];

		if (counts(c))
			out[used++] = c;
	}
	out[used] = '\0';
	return used;
}

size_t heading_key(struct str_view text, char out[HEADING_KEY])
{
	char *copy, *folded;
	size_t n;

	for (size_t i = 0; i < text.n; i++) {
		if ((signed char)text.at[i] > 0)
			continue;
		copy = str_copy(text);
		folded = utf8_fold(copy);
		n = squeeze(folded, strlen(folded), out);
		free(folded);
		free(copy);
		return n;
	}
	return squeeze(text.at, text.n, out);
}

/* The pattern's n bytes at text; a number in it may not go on or begin before. */
static bool part_fits(const char *key, size_t at, const char *pattern, size_t n)
{
	if (strncmp(key + at, pattern, n) != 0)
		return false;
	if (n > 0 && is_digit(pattern[n - 1]) && is_digit(key[at + n]))
		return false;
	return n == 0 || at == 0 || !is_digit(pattern[0]) || !is_digit(key[at - 1]);
}

bool heading_fits(const char *key, const char *pattern)
{
	bool before = pattern[0] == '*', after;
	size_t n, length = strlen(key);

	pattern += before;
	n = strlen(pattern);
	after = n > 0 && pattern[n - 1] == '*';
	n -= after;
	for (size_t at = 0; at + n <= length && (at == 0 || before); at++) {
		if ((after || at + n == length) && part_fits(key, at, pattern, n))
			return true;
	}
	return false;
}
