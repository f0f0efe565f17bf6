/* References as people shorten them. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "core/search.h"
#include "core/search_inner.h"

/* Digits alone mean a reference of the kind that the program proposes (form_propose_reference). */
static const char proposed[] = "c", letter[] = "abcdefghijklmnopqrstuvwxyz", digit[] = "0123456789";

/* References are filled up with zeros to eight digits at most. */
enum { WIDEST = 8 };

bool search_shorten(const char *folded, struct search_short *out)
{
	size_t letters = strspn(folded, letter), zeros, digits;
	const char *number = folded + letters;

	*out = (struct search_short){ .digits = "" };
	if (letters > 0 && *number == '-')
		number++;
	digits = strspn(number, digit);
	if (digits == 0 || number[digits] || letters >= SHORT_LETTERS)
		return false;
	zeros = strspn(number, "0");
	zeros -= zeros == digits;
	if (digits - zeros >= SHORT_DIGITS)
		return false;
	memcpy(out->letters, folded, letters);
	memcpy(out->digits, number + zeros, digits - zeros);
	return true;
}

size_t search_figured(const char *words, const char **first)
{
	for (*first = words; **first; *first += strspn(*first, " ")) {
		size_t n = strcspn(*first, " ");

		if (strcspn(*first, digit) < n)
			return n;
		*first += n;
	}
	return 0;
}

bool search_beside(const char *words, char out[SHORT_SPELLING], struct search_short *in_short)
{
	const char *first;
	size_t n = search_figured(words, &first);
	char *word;
	bool found;

	*out = '\0';
	if (n == 0 || n >= SHORT_SPELLING || n == strlen(words))
		return false;
	snprintf(out, SHORT_SPELLING, "%.*s", (int)n, first);
	word = utf8_fold(out);
	found = search_shorten(word, in_short) && *in_short->letters;
	snprintf(out, SHORT_SPELLING, "%s", found ? word : "");
	free(word);
	if (!found)
		*in_short = (struct search_short){ .digits = "" };
	return found;
}

bool search_spelling(const struct search_short *in_short, size_t at, char out[SHORT_SPELLING])
{
	size_t digits = strlen(in_short->digits), width = digits + at / 2;
	bool hyphen = at % 2 == 0;
	int zeros = (int)(width - digits);

	if (digits == 0 || (width > WIDEST && width > digits))
		return false;
	snprintf(out, SHORT_SPELLING, "%s%s%.*s%s",
		 *in_short->letters || !hyphen ? in_short->letters : proposed, hyphen ? "-" : "", zeros, "00000000",
		 in_short->digits);
	return true;
}

bool search_is_short_of(const struct search_short *in_short, const char *folded)
{
	struct search_short other;

	return *in_short->digits && search_shorten(folded, &other) && strcmp(in_short->digits, other.digits) == 0 &&
	       (strcmp(in_short->letters, other.letters) == 0 ||
		(!*in_short->letters && strcmp(other.letters, proposed) == 0));
}
