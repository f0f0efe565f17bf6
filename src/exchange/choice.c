#include "config.h"

#include <stdio.h>
#include <string.h>

#include "exchange/choice.h"
#include "exchange/heading.h"

/* A cell or a spelling taken apart: `a) 1A: Individual` has the letter a, the whole `1A: Individual`
 * and the halves `1A` and `Individual`. What is not there is empty. */
struct parts {
	struct str_view letter, whole, left, right;
};

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* How many bytes at i part a code from its words: `:`, or a dash between blanks; 0 for none. */
static size_t parting(struct str_view v, size_t i)
{
	if (v.at[i] == ':')
		return 1;
	if (v.at[i] == ' ' && i + 2 < v.n && v.at[i + 1] == '-' && v.at[i + 2] == ' ')
		return 3;
	if (v.at[i] == ' ' && i + 4 < v.n && memcmp(v.at + i + 1, "\xE2\x80\x93 ", 4) == 0)
		return 5;
	return 0;
}

static struct parts take_apart(struct str_view v)
{
	struct parts parts = {.whole = str_trim(v)};
	size_t n = 0, gap;

	v = parts.whole;
	while (n < v.n && n < 2 && is_letter(v.at[n]))
		n++;
	if (n > 0 && n < v.n && v.at[n] == ')') {
		parts.letter = (struct str_view){v.at, n};
		v = parts.whole = str_trim((struct str_view){v.at + n + 1, v.n - n - 1});
	}
	for (size_t i = 0; i < v.n; i++) {
		gap = parting(v, i);
		if (gap == 0)
			continue;
		parts.left = (struct str_view){v.at, i};
		parts.right = (struct str_view){v.at + i + gap, v.n - i - gap};
		break;
	}
	return parts;
}

/* The key of a part; false for an empty one. That of a letter begins with a sign that no other key
 * can have. */
static bool part_key(struct str_view part, bool letter, char out[HEADING_KEY])
{
	char key[HEADING_KEY];

	if (heading_key(part, key) == 0)
		return false;
	snprintf(out, HEADING_KEY, "%s%.250s", letter ? ")" : "", key);
	return true;
}

void choice_spell(struct str_view spelling, const char *code,
		  void (*add)(void *world, const char *key, const char *code), void *world)
{
	struct parts parts = take_apart(spelling);
	char key[HEADING_KEY];

	if (part_key(parts.whole, false, key))
		add(world, key, code);
	if (part_key(parts.left, false, key))
		add(world, key, code);
	if (part_key(parts.right, false, key))
		add(world, key, code);
	if (part_key(parts.letter, true, key))
		add(world, key, code);
}

static const char *find(const struct map_codes *codes, struct str_view part, bool letter)
{
	char key[HEADING_KEY];

	if (!part_key(part, letter, key))
		return NULL;
	for (size_t i = 0; i < codes->n; i++) {
		if (strcmp(codes->spellings[i].key, key) == 0)
			return codes->spellings[i].code;
	}
	return NULL;
}

const char *choice_find(const struct map_codes *codes, struct str_view cell)
{
	struct parts parts = take_apart(cell);
	const char *code = find(codes, parts.whole, false);

	if (!code)
		code = find(codes, parts.left, false);
	if (!code)
		code = find(codes, parts.right, false);
	if (!code && parts.whole.n == 0)
		code = find(codes, parts.letter, true);
	if (!code && parts.letter.n == 0 && parts.whole.n <= 2)
		code = find(codes, parts.whole, true);
	return code;
}
