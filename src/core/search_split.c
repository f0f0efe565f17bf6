/* What was typed to find a child, parted into the name and the date of birth. */
#include "config.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/str.h"
#include "clock/civil.h"
#include "clock/zone.h"
#include "core/act_inner.h"
#include "core/moment.h"
#include "core/search.h"
#include "core/search_inner.h"

enum { GROUPS = 3, DIGITS = 4, SOLID = 8, EARLIEST = 1900, MISSED = 25 };

/* What may stand behind a date, and what ends a sentence or a bracket. */
static const char blanks[] = " \t,;", closing[] = ".)";

/* A blank or the end comes next, but for what closes. */
static bool ends(const char *text)
{
	text += strspn(text, closing);
	return !*text || strchr(blanks, *text);
}

/* Groups of figures with / . or - between them: 4/5, 15.6.2017, 99/99/17, 2017-06-15. The bytes that they take up to
 * a blank; 0: something else stands there, such as a reference. Two groups are a day and a month only with /. */
static size_t figures_at(const char *text)
{
	size_t n = 0, groups = 0, longer = 0;
	bool strokes = true;

	for (;;) {
		size_t digits = strspn(text + n, "0123456789");

		if ((digits == 0 && groups < GROUPS - 1) || digits > DIGITS || groups == GROUPS)
			return 0;
		longer += digits > 2;
		groups++;
		n += digits;
		if (ends(text + n))
			break;
		if (!strchr("/.-", text[n]))
			return 0;
		strokes = strokes && text[n] == '/';
		n++;
	}
	if (groups == GROUPS ? longer > 1 : groups < 2 || !strokes || longer > 0)
		return 0;
	return n + strspn(text + n, closing);
}

/* 1 to 12 where the word of that length is a month, or three letters at least of its beginning; 0: it is none, such
 * as "Mayfield". */
static int month_of(const char *word, size_t length)
{
	static const char *const months[] = { "january", "february", "march", "april", "may", "june", "july",
					      "august", "september", "october", "november", "december" };

	for (int i = 0; i < 12 && length >= 3; i++)
		if (length <= strlen(months[i]) && strncasecmp(word, months[i], length) == 0)
			return i + 1;
	return 0;
}

/* "4 may", "04 May 2015", "4may 2015": as figures_at. */
static size_t month_at(const char *text)
{
	size_t n = strspn(text, "0123456789"), length = 0, blank, year;

	if (n == 0 || n > 2)
		return 0;
	n += strspn(text + n, " ");
	while (isalpha((unsigned char)text[n + length]))
		length++;
	if (!month_of(text + n, length))
		return 0;
	n += length;
	if (text[n] && !strchr(blanks, text[n]))
		return 0;
	blank = strspn(text + n, blanks);
	year = strspn(text + n + blank, "0123456789");
	if (year > 0 && (!text[n + blank + year] || strchr(blanks, text[n + blank + year])))
		n += blank + year;
	return n;
}

static int number(const char *text, size_t digits)
{
	int value = 0;

	for (size_t i = 0; i < digits; i++)
		value = value * 10 + (text[i] - '0');
	return value;
}

/* 04052015 where that is a day of the past: as figures_at. */
static size_t solid_at(const struct desk *desk, const char *text, int32_t *day)
{
	int32_t read;
	int year;

	if (strspn(text, "0123456789") != SOLID || !ends(text + SOLID))
		return 0;
	year = number(text + 4, 4);
	if (year < EARLIEST || !civil_exists(year, number(text + 2, 2), number(text, 2)))
		return 0;
	read = civil_day(year, number(text + 2, 2), number(text, 2));
	if (read > zone_day(desk->zone, desk->now))
		return 0;
	*day = read;
	return SOLID + strspn(text + SOLID, closing);
}

/* 2011, 2011-05, 5/2011, may 2011: as figures_at. */
static size_t year_at(const struct desk *desk, const char *text, struct search_birth *birth)
{
	size_t first = strspn(text, "0123456789"), n = first, second, length = 0;
	int year = 0, month = 0;

	while (first == 0 && isalpha((unsigned char)text[length]))
		length++;
	if (length > 0) {
		month = month_of(text, length);
		n = length + strspn(text + length, " ");
		if (!month || n == length)
			return 0;
	} else if (first > 0 && text[n] && strchr("/.-", text[n]) && !ends(text + n)) {
		n++;
	}
	second = n > first ? strspn(text + n, "0123456789") : 0;
	if (first == 4 && second <= 2)
		year = number(text, 4);
	else if (first <= 2 && second == 4)
		year = number(text + n, 4);
	if (second > 0 && first > 0)
		month = first == 4 ? number(text + n, second) : number(text, first);
	n += second;
	if (year < EARLIEST || year > civil_from_day(zone_day(desk->zone, desk->now)).year || !ends(text + n) ||
	    (n > 4 && (month < 1 || month > 12)))
		return 0;
	birth->year = year;
	birth->month = month;
	return n + strspn(text + n, closing);
}

/* The date at the start of text, or what looks like one: the bytes that it takes, 0 where none stands there. */
static size_t date_at(const char *text)
{
	size_t n = figures_at(text);

	return n ? n : month_at(text);
}

/* As it was typed, of n bytes, of which the last may only close it. */
static void keep_typed(const char *text, size_t n, struct search_birth *birth)
{
	int length;

	while (n > 1 && strchr(closing, text[n - 1]))
		n--;
	length = (int)(n < sizeof birth->typed ? n : sizeof birth->typed - 1);
	snprintf(birth->typed, sizeof birth->typed, "%.*s", length, text);
}

static void read_date(const struct desk *desk, const char *text, size_t n, struct search_birth *birth)
{
	struct moment moment;

	keep_typed(text, n, birth);
	birth->year = birth->month = 0;
	birth->problem[0] = '\0';
	if (!moment_parse(birth->typed, desk->zone, NULL, desk->now, &moment, &(struct error){ 0 }) || moment.timed) {
		snprintf(birth->problem, sizeof birth->problem, _("the date %s is not understood: write 15/6/2017"),
			 birth->typed);
		return;
	}
	birth->day = zone_day(desk->zone, moment.at);
	if (!act_born_ahead(desk, birth->day))
		return;
	birth->day = CIVIL_NONE;
	snprintf(birth->problem, sizeof birth->problem,
		 _("the date of birth %s lies too far ahead: write the year in full"), birth->typed);
}

/* Takes what is, or looks like, a date of birth at the start of text: the bytes of it, 0 where none stands there. */
static size_t take_birth(const struct desk *desk, const char *text, struct search_birth *birth)
{
	size_t n;

	if (birth->day != CIVIL_NONE)
		return 0;
	n = date_at(text);
	if (n > 0) {
		read_date(desk, text, n, birth);
		return n;
	}
	if (*birth->typed)
		return 0;
	n = solid_at(desk, text, &birth->day);
	if (n == 0)
		n = year_at(desk, text, birth);
	if (n > 0)
		keep_typed(text, n, birth);
	return n;
}

/* As in the references that the program proposes. */
static const char *padded(const char *digits, char out[SHORT_SPELLING])
{
	size_t n = strlen(digits);

	snprintf(out, SHORT_SPELLING, "%.*s%s", n < 6 ? (int)(6 - n) : 0, "000000", digits);
	return out;
}

/* Why a word with figures in it, n bytes of the words, found nobody. */
static void say_figured(const char *words, const char *first, size_t n, struct search_birth *birth)
{
	struct search_short in_short;
	char beside[SHORT_SPELLING], word[MISSED];

	snprintf(word, sizeof word, "%.*s", (int)n, first);
	if (n < strlen(words))
		snprintf(birth->missed, sizeof birth->missed,
			 search_beside(words, beside, &in_short) ? _("%s: no such reference; nobody of that name")
								 : _("%s: not looked for beside a name"),
			 word);
	else if (strspn(word, "0123456789") == n && search_shorten(word, &in_short))
		/* TRANSLATORS: a number; the same as a reference, with zeros in front. */
		snprintf(birth->missed, sizeof birth->missed, _("%s: neither C-%s nor a date; write it in full"), word,
			 padded(in_short.digits, beside));
	else
		snprintf(birth->missed, sizeof birth->missed, _("%s: no such reference, family or date"), word);
}

/* "No child like that is known" would be a lie of what was never looked for. */
static void say_missed(const char *words, struct search_birth *birth)
{
	const char *first;
	size_t n = search_figured(words, &first);

	if (birth->year && !*words)
		snprintf(birth->problem, sizeof birth->problem, "%s",
			 birth->month ? _("a month alone is not looked for: add a name, or write the date (15/6/2017)")
				      : _("a year alone is not looked for: add a name, or write the date (15/6/2017)"));
	if (*birth->problem)
		snprintf(birth->missed, sizeof birth->missed,
			 *words ? _("%s: not looked for; nobody of that name") : _("%s: not looked for"), birth->typed);
	else if (n > 0)
		say_figured(words, first, n, birth);
}

char *search_split(const struct desk *desk, const char *typed, struct search_birth *birth)
{
	struct str_buf words = { 0 };

	*birth = (struct search_birth){ .day = CIVIL_NONE };
	while (*typed) {
		size_t open = strspn(typed, "("), n;
		size_t date = take_birth(desk, typed + open, birth);

		if (date > 0) {
			typed += open + date;
			typed += strspn(typed, blanks);
			continue;
		}
		n = strcspn(typed, " \t");
		if (n > 0 && words.n > 0)
			str_add_char(&words, ' ');
		str_add_n(&words, typed, n);
		typed += n;
		typed += strspn(typed, " \t");
	}
	/* "Ashdene, 4/5/2015" */
	while (words.n > 0 && birth->typed[0] && strchr(blanks, words.text[words.n - 1]))
		words.text[--words.n] = '\0';
	say_missed(words.n ? words.text : "", birth);
	return str_take(&words);
}
