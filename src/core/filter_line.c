#include "config.h"

#include "core/filter_line.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

/* The next word as it is written, quotes and all; empty at the end. */
static struct str_view next_word(const char **line)
{
	const char *at = *line + strspn(*line, " \t"), *from = at;
	bool quoted = false;

	for (; *at && (quoted || (*at != ' ' && *at != '\t')); at++)
		if (*at == '"')
			quoted = !quoted;
	*line = at;
	return (struct str_view){from, (size_t)(at - from)};
}

/* A key that ends in a letter ("new") is a whole word; others are its beginning. */
static bool is_of(struct str_view word, const char *key)
{
	size_t n = strlen(key);
	bool whole = key[n - 1] >= 'a' && key[n - 1] <= 'z';

	return (whole ? word.n == n : word.n >= n) && memcmp(word.at, key, n) == 0;
}

/* What stands in the word from a place on. Owned. */
static char *unquoted(struct str_view word, size_t from)
{
	struct str_buf value = {0};

	for (size_t i = from; i < word.n; i++)
		if (word.at[i] != '"')
			str_add_char(&value, word.at[i]);
	return value.n ? str_take(&value) : mem_copy("");
}

static void add_word(struct str_buf *out, struct str_view word)
{
	if (out->n)
		str_add_char(out, ' ');
	str_add_n(out, word.at, word.n);
}

size_t filter_line_words(const char *line, char ***words)
{
	struct str_view word;
	size_t n = 0, room = 0;

	*words = NULL;
	while ((word = next_word(&line)).n) {
		mem_grow(words, n, &room, sizeof(**words));
		(*words)[n++] = unquoted(word, 0);
	}
	return n;
}

char *filter_line_get(const char *line, const char *key)
{
	struct str_view word;

	while ((word = next_word(&line)).n) {
		if (is_of(word, key))
			return unquoted(word, strlen(key));
	}
	return NULL;
}

static void add_pair(struct str_buf *out, const char *key, const char *value)
{
	bool quote = strpbrk(value, " \t") != NULL;

	if (out->n)
		str_add_char(out, ' ');
	if (*value == '=') {	/* a part of the sign, which stands before what is quoted */
		str_addf(out, quote ? "%s=\"%s\"" : "%s=%s", key, value + 1);
		return;
	}
	str_addf(out, quote ? "%s\"%s\"" : "%s%s", key, value);
}

char *filter_line_set(const char *line, const char *key, const char *value)
{
	struct str_buf out = {0};
	struct str_view word;
	bool put = false;

	while ((word = next_word(&line)).n) {
		if (!is_of(word, key)) {
			add_word(&out, word);
		} else if (value && !put) {
			add_pair(&out, key, value);
			put = true;
		}
	}
	if (value && !put)
		add_pair(&out, key, value);
	return out.n ? str_take(&out) : mem_copy("");
}

char *filter_line_rest(const char *line, const char *const *keys, size_t n)
{
	struct str_buf out = {0};
	struct str_view word;

	while ((word = next_word(&line)).n) {
		bool taken = false;

		for (size_t i = 0; i < n && !taken; i++)
			taken = is_of(word, keys[i]);
		if (!taken)
			add_word(&out, word);
	}
	return out.n ? str_take(&out) : mem_copy("");
}
