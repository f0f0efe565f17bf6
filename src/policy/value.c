/* Values: plain ones, and the words of the longer ones. */
#include "config.h"
#include "policy/parse.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include "clock/civil.h"

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

const char *entry_text(struct parse *parse, const struct section *section, const struct entry *entry)
{
	char *text = arena_text(parse->arena, str_view(entry->value));
	size_t n = 0;

	(void)section;
	for (const char *c = text; *c != '\0'; c++) {
		if (!is_blank(*c))
			text[n++] = *c;
		else if (n > 0 && text[n - 1] != ' ')
			text[n++] = ' ';
	}
	text[n] = '\0';
	if (n >= 2 && text[0] == '"' && strchr(text + 1, '"') == text + n - 1) {
		text[n - 1] = '\0';
		text++;
	}
	return text;
}

void entry_yes(struct parse *parse, const struct section *section, const struct entry *entry, bool *out)
{
	if (strcmp(entry->value, "yes") == 0)
		*out = true;
	else if (strcmp(entry->value, "no") == 0)
		*out = false;
	else
		entry_complain(parse, section, entry, "%s = `%s`: expected yes or no", entry->key,
			       entry->value);
}

void entry_date(struct parse *parse, const struct section *section, const struct entry *entry, int32_t *out)
{
	struct lex lex;

	lex_start(&lex, parse, section, entry);
	if (lex_date(&lex, out))
		lex_end(&lex, "nothing more after the date");
}

/* "97.5" as 975; false for anything but digits with at most one decimal, up to 100. */
static bool tenths(struct str_view text, int *out)
{
	struct str_view whole = str_cut(&text, '.');
	int64_t units, part = 0;

	if (whole.n == 0 || whole.n > 3 || !str_to_int(whole, &units) || whole.at[0] == '+' || units < 0)
		return false;
	if (text.at != NULL && (text.n != 1 || text.at[0] < '0' || text.at[0] > '9'))
		return false;
	if (text.at != NULL)
		part = text.at[0] - '0';
	if (units * 10 + part > 1000)
		return false;
	*out = (int)(units * 10 + part);
	return true;
}

void entry_percent(struct parse *parse, const struct section *section, const struct entry *entry, int *out)
{
	struct str_view text = str_trim(str_view(entry->value));

	if (text.n > 0 && text.at[text.n - 1] == '%') {
		text.n--;
		if (tenths(str_trim(text), out))
			return;
	}
	entry_complain(parse, section, entry,
		       "%s = `%s`: expected a share from 0 %% to 100 %%, such as 85 %%", entry->key,
		       entry->value);
}

/* ---- words ---- */

void lex_start(struct lex *lex, struct parse *parse, const struct section *section, const struct entry *entry)
{
	*lex = (struct lex){.parse = parse, .section = section, .entry = entry, .next = entry->value};
	lex_next(lex);
}

static bool ends_word(char c)
{
	return c == '\0' || c == ',' || c == '(' || c == ')' || c == '"' || is_blank(c);
}

static void lex_string(struct lex *lex)
{
	const char *from = lex->next + 1, *to = from;

	while (*to != '\0' && *to != '\n' && *to != '"')
		to++;
	lex->token = *to == '"' ? TOKEN_STRING : TOKEN_BAD;
	lex->text = (struct str_view){from, (size_t)(to - from)};
	lex->next = *to == '"' ? to + 1 : to;
}

void lex_next(struct lex *lex)
{
	while (is_blank(*lex->next))
		lex->next++;
	lex->text = (struct str_view){lex->next, 1};
	if (lex->words == WORDS_MOST) {
		lex->token = TOKEN_BAD;
		return;
	}
	lex->words++;
	switch (*lex->next) {
	case '\0':
		lex->token = TOKEN_END;
		lex->text.n = 0;
		return;
	case ',':
		lex->token = TOKEN_COMMA;
		break;
	case '(':
		lex->token = TOKEN_OPEN;
		break;
	case ')':
		lex->token = TOKEN_CLOSE;
		break;
	case '"':
		lex_string(lex);
		return;
	default:
		lex->token = TOKEN_WORD;
		while (!ends_word(lex->text.at[lex->text.n]))
			lex->text.n++;
	}
	lex->next += lex->text.n;
}

bool lex_is(const struct lex *lex, const char *word)
{
	return lex->token == TOKEN_WORD && str_equal(lex->text, word);
}

bool lex_take(struct lex *lex, const char *word)
{
	bool is = lex_is(lex, word);

	if (is)
		lex_next(lex);
	return is;
}

bool lex_take_token(struct lex *lex, enum token token)
{
	bool is = lex->token == token;

	if (is)
		lex_next(lex);
	return is;
}

bool lex_complain(struct lex *lex, const char *format, ...)
{
	char text[512];
	int line = lex->entry->line;
	va_list more;

	va_start(more, format);
	vsnprintf(text, sizeof text, format, more);
	va_end(more);
	for (const char *c = lex->entry->value; c < lex->text.at; c++)
		if (*c == '\n')
			line++;
	if (lex->token == TOKEN_BAD && lex->words == WORDS_MOST)
		return parse_complain(lex->parse, lex->section->file, line, "%s: expected at most %d words",
				      lex->entry->key, (int)WORDS_MOST);
	if (lex->token == TOKEN_BAD)
		return parse_complain(
			lex->parse, lex->section->file, line,
			"%s: a quotation mark that is not closed, expected another in the same line",
			lex->entry->key);
	return parse_complain(lex->parse, lex->section->file, line, "%s: `%.*s`: %s", lex->entry->key,
			      lex->text.n > 60 ? 60 : (int)lex->text.n, lex->text.at, text);
}

bool lex_end(struct lex *lex, const char *expected)
{
	return lex->token == TOKEN_END || lex_complain(lex, "expected %s", expected);
}

const char *lex_name(struct lex *lex, const char *expected)
{
	const char *name;

	if (lex->token != TOKEN_WORD && (lex->token != TOKEN_STRING || lex->text.n == 0)) {
		lex_complain(lex, "expected %s", expected);
		return NULL;
	}
	name = arena_text(lex->parse->arena, lex->text);
	lex_next(lex);
	return name;
}

bool lex_number(struct lex *lex, int least, int most, int *out)
{
	int64_t number;

	if (lex->token != TOKEN_WORD || !str_to_int(lex->text, &number) || lex->text.at[0] == '+' ||
	    number < least || number > most)
		return lex_complain(lex, "expected a whole number from %d to %d", least, most);
	*out = (int)number;
	lex_next(lex);
	return true;
}

bool lex_limit(struct lex *lex, bool zero_too, struct limit *out)
{
	struct lex start = *lex;
	struct str_view span = lex->text;
	struct limit limit;

	if (lex->token == TOKEN_WORD)
		lex_next(lex);
	if (lex_is(lex, "working") || lex_is(lex, "office"))
		lex_next(lex);
	span.n = (size_t)(lex->text.at + lex->text.n - span.at);
	if (start.token != TOKEN_WORD || start.text.at[0] == '+' || !limit_parse(span, &limit)) {
		start.text.n = lex->token == TOKEN_WORD ? span.n : start.text.n;
		return lex_complain(&start, "expected a length of time: a whole number up to 100 000 and a "
					    "unit, such as 10 working days, 4 hours, 6 weeks or 3 months");
	}
	if (limit.n == 0 && !(zero_too && limit.unit == UNIT_WORKING_DAYS)) {
		start.text.n = span.n;
		return lex_complain(&start, "expected a length of time of at least 1%s",
				    zero_too ? " (or 0 working days, the end of the day itself)" : "");
	}
	lex_next(lex);
	*out = limit;
	return true;
}

bool lex_date(struct lex *lex, int32_t *out)
{
	if (lex->token != TOKEN_WORD || lex->text.n != 10 || lex->text.at[4] != '-' ||
	    !civil_parse(lex->text, out) || *out < CIVIL_FIRST || *out > CIVIL_LAST)
		return lex_complain(lex, "expected a date from 2000 to 2100 such as 2024-04-01");
	lex_next(lex);
	return true;
}
