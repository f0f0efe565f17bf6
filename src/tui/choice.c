#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "tui/choice.h"
#include "tui/keys.h"

enum { PAGE = 8 };

static const char *label_of(const struct choice_item *item)
{
	return item->label ? item->label : item->value;
}

static bool folded_has(const char *text, const char *word)
{
	char *folded = utf8_fold(text ? text : "");
	bool has = strstr(folded, word) != NULL;

	free(folded);
	return has;
}

static bool matches(const struct choice_item *item, const char *also, const char *typed)
{
	char *folded = utf8_fold(typed);
	struct str_view rest = str_view(folded);
	bool all = true;

	while (all && rest.n) {
		struct str_view word = str_cut(&rest, ' ');
		char *one = str_copy(word);

		all = word.n == 0 || folded_has(label_of(item), one) || folded_has(item->value, one)
		      || folded_has(item->note, one) || folded_has(also, one);
		free(one);
	}
	free(folded);
	return all;
}

bool choice_matches(const struct choice_item *item, const char *typed)
{
	return matches(item, NULL, typed);
}

static bool begins(const char *text, const char *start)
{
	return strncmp(text, start, strlen(start)) == 0;
}

/* True when each word of folded typed begins a word of the folded text. */
static bool words_begin(const char *text, const char *typed)
{
	struct str_view rest = str_view(typed);

	while (rest.n) {
		struct str_view word = str_cut(&rest, ' ');
		const char *at = text;

		while (at && strncmp(at, word.at, word.n) != 0) {
			at = strchr(at, ' ');
			at = at ? at + 1 : NULL;
		}
		if (!at)
			return false;
	}
	return true;
}

/* How well an item that matches does so, the best first. */
enum fit {
	FIT_WHOLE,	/* it is the label */
	FIT_BOTH,	/* the label begins so, and the value */
	FIT_BEGINS,	/* one of them does */
	FIT_WORDS,	/* words of the label do */
	FIT_INSIDE,
	FITS,
};

static enum fit fit_of(const struct choice_item *item, const char *typed)
{
	char *label = utf8_fold(label_of(item)), *value = utf8_fold(item->value), *start = utf8_fold(typed);
	bool by_label = begins(label, start), by_value = begins(value, start);
	enum fit fit = FIT_INSIDE;

	if (strcmp(label, start) == 0)
		fit = FIT_WHOLE;
	else if (by_label || by_value)
		fit = by_label && by_value ? FIT_BOTH : FIT_BEGINS;
	else if (words_begin(label, start))
		fit = FIT_WORDS;
	free(start);
	free(value);
	free(label);
	return fit;
}

/* What fits best comes first, with the cursor on it; while nothing is typed the cursor stays on its item. */
static void narrow(struct choice *choice)
{
	const char *typed = choice->typed.text ? choice->typed.text : "";
	size_t keep = choice->n_shown ? choice->shown[choice->cursor] : 0;

	choice->n_shown = 0;
	choice->cursor = *typed ? 0 : keep;
	for (int fit = *typed ? FIT_WHOLE : FIT_INSIDE; fit < FITS; fit++)
		for (size_t i = 0; i < choice->n; i++)
			if (!*typed || (matches(&choice->items[i], choice->also ? choice->also[i] : NULL, typed) &&
					(int)fit_of(&choice->items[i], typed) == fit))
				choice->shown[choice->n_shown++] = i;
}

void choice_init(struct choice *choice, const struct choice_item *items, size_t n)
{
	memset(choice, 0, sizeof *choice);
	choice->items = items;
	choice->n = n;
	choice->shown = mem_array(n, sizeof *choice->shown);
	narrow(choice);
}

void choice_done(struct choice *choice)
{
	free(choice->shown);
	str_done(&choice->typed);
}

void choice_set(struct choice *choice, const char *value)
{
	str_clear(&choice->typed);
	narrow(choice);
	for (size_t i = 0; i < choice->n_shown; i++)
		if (str_same(choice->items[choice->shown[i]].value, value))
			choice->cursor = i;
}

const struct choice_item *choice_current(const struct choice *choice)
{
	return choice->n_shown ? &choice->items[choice->shown[choice->cursor]] : NULL;
}

/* narrow() has put what fits best first. */
bool choice_only_one_fits(const struct choice *choice)
{
	const char *typed = choice->typed.text ? choice->typed.text : "";

	if (choice->n_shown < 2)
		return choice->n_shown == 1;
	return fit_of(&choice->items[choice->shown[0]], typed) != fit_of(&choice->items[choice->shown[1]], typed);
}

static enum choice_result type(struct choice *choice, int32_t key)
{
	char bytes[4];

	if (choice->typed.n == 0 && key == ' ')
		return CHOICE_IGNORED;
	str_add_n(&choice->typed, bytes, utf8_encode((uint32_t)key, bytes));
	narrow(choice);
	return CHOICE_MOVED;
}

static void rub_out(struct choice *choice)
{
	size_t n = choice->typed.n;
	char *kept;

	do
		n--;
	while (n > 0 && ((unsigned char)choice->typed.text[n] & 0xC0) == 0x80);
	kept = mem_copy_n(choice->typed.text, n);
	str_clear(&choice->typed);
	str_add(&choice->typed, kept);
	free(kept);
	narrow(choice);
}

static enum choice_result move(struct choice *choice, long step)
{
	long last = (long)choice->n_shown - 1, to = (long)choice->cursor + step;
	size_t was = choice->cursor;

	if (last < 0)
		return CHOICE_IGNORED;
	choice->cursor = (size_t)(to < 0 ? 0 : to > last ? last : to);
	return choice->cursor != was ? CHOICE_MOVED : CHOICE_IGNORED;
}

enum choice_result choice_key(struct choice *choice, int32_t key)
{
	switch (key) {
	case K_UP:
		return move(choice, -1);
	case K_DOWN:
		return move(choice, 1);
	case K_PAGE_UP:
		return move(choice, -PAGE);
	case K_PAGE_DOWN:
		return move(choice, PAGE);
	case K_RUBOUT: case K_CTRL('h'):
		if (choice->typed.n == 0)
			return CHOICE_IGNORED;
		rub_out(choice);
		return CHOICE_MOVED;
	case K_CTRL('u'):
		if (choice->typed.n == 0)
			return CHOICE_IGNORED;
		str_clear(&choice->typed);
		narrow(choice);
		return CHOICE_MOVED;
	}
	return key >= ' ' && key < K_NAMED ? type(choice, key) : CHOICE_IGNORED;
}

bool choice_paste(struct choice *choice, const char *text)
{
	enum { MOST = 200 };
	size_t n = strlen(text);
	bool fits = true;

	for (size_t i = 0; i < n && fits;) {
		uint32_t code;
		size_t used = utf8_decode(text + i, n - i, &code);
		char bytes[4];

		if (code == '\n' || code == '\r' || code == '\t')
			code = ' ';
		fits = choice->typed.n + sizeof bytes <= MOST;
		if (fits && (code > ' ' || (code == ' ' && choice->typed.n)) && (code < 0x7F || code > 0x9F))
			str_add_n(&choice->typed, bytes, utf8_encode(code, bytes));
		i += used;
	}
	narrow(choice);
	return fits;
}
