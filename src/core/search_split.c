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

enum { GROUPS = 3, DIGITS = 4 };

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

/* The word of that length is a month or three letters at least of its beginning: not "Mayfield". */
static bool is_month(const char *word, size_t length)
{
	static const char *const months[] = { "january", "february", "march", "april", "may", "june", "july",
					      "august", "september", "october", "november", "december" };

	for (size_t i = 0; i < sizeof months / sizeof *months && length >= 3; i++)
		if (length <= strlen(months[i]) && strncasecmp(word, months[i], length) == 0)
			return true;
	return false;
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
	if (!is_month(text + n, length))
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

/* The date at the start of text, or what looks like one: the bytes that it takes, 0 where none stands there. */
static size_t date_at(const char *text)
{
	size_t n = figures_at(text);

	return n ? n : month_at(text);
}

/* Of n bytes, of which the last may only close it. */
static void read_date(const struct desk *desk, const char *text, size_t n, struct search_birth *birth)
{
	struct moment moment;
	int length;

	while (n > 1 && strchr(closing, text[n - 1]))
		n--;
	length = (int)(n < sizeof birth->typed ? n : sizeof birth->typed - 1);
	snprintf(birth->typed, sizeof birth->typed, "%.*s", length, text);
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

char *search_split(const struct desk *desk, const char *typed, struct search_birth *birth)
{
	struct str_buf words = { 0 };

	*birth = (struct search_birth){ .day = CIVIL_NONE };
	while (*typed) {
		size_t open = strspn(typed, "("), n;
		size_t date = birth->day == CIVIL_NONE ? date_at(typed + open) : 0;

		if (date > 0) {
			read_date(desk, typed + open, date, birth);
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
	return str_take(&words);
}
