#include "config.h"

#include <string.h>

#include "exchange/map_text.h"

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

/* Cuts a line off the rest, without its end. */
static struct str_view next_line(struct map_text *text)
{
	text->line++;
	return str_cut(&text->rest, '\n');
}

/* The first sign that is no blank; 0 for an empty line and for a comment. */
static char first_sign(struct str_view line)
{
	for (size_t i = 0; i < line.n; i++) {
		if (line.at[i] == ';' || line.at[i] == '#')
			return 0;
		if (!is_blank(line.at[i]))
			return line.at[i];
	}
	return 0;
}

/* True when the next line goes on with the entry before it: it begins with a blank and is not
 * empty. It may be a comment. */
static bool continues(const struct map_text *text)
{
	struct str_view rest = text->rest;
	struct str_view line = str_cut(&rest, '\n');

	return line.n > 0 && is_blank(line.at[0]) && str_trim(line).n > 0;
}

static const char *add_word(struct map_text *text, size_t *n, struct str_view word, bool quoted)
{
	if (*n == MAP_WORDS_MAX)
		return "more than 400 words in one entry";
	if (word.n > MAP_WORD_BYTES_MAX)
		return "a word or a text of more than 1,000 bytes";
	text->words[(*n)++] = (struct map_word){word, quoted};
	return NULL;
}

/* Cuts the words of one line. */
static const char *cut_words(struct map_text *text, struct str_view line, size_t *n)
{
	const char *why = NULL;
	size_t i = 0;

	while (i < line.n && !why) {
		size_t begin = i;

		if (is_blank(line.at[i])) {
			i++;
		} else if (line.at[i] == ';' || line.at[i] == '#') {
			break;
		} else if (line.at[i] == ',') {
			why = add_word(text, n, (struct str_view){line.at + i++, 1}, false);
		} else if (line.at[i] == '"') {
			const char *end = memchr(line.at + i + 1, '"', line.n - i - 1);

			if (!end)
				return "a quote that is not closed on its line";
			i = (size_t)(end - line.at) + 1;
			why = add_word(text, n, (struct str_view){line.at + begin + 1, i - begin - 2}, true);
		} else {
			while (i < line.n && !is_blank(line.at[i]) && line.at[i] != ',' && line.at[i] != '"')
				i++;
			why = add_word(text, n, (struct str_view){line.at + begin, i - begin}, false);
		}
	}
	return why;
}

/* Cuts `first second` where they are one or two words. */
static bool cut_names(struct str_view names, struct map_entry *entry)
{
	size_t i = 0;

	names = str_trim(names);
	while (i < names.n && !is_blank(names.at[i]))
		i++;
	entry->first = (struct str_view){names.at, i};
	entry->second = str_trim((struct str_view){names.at + i, names.n - i});
	for (i = 0; i < entry->second.n; i++) {
		if (is_blank(entry->second.at[i]) || entry->second.at[i] == '"')
			return false;
	}
	return entry->first.n > 0 && names.n <= MAP_NAMES_BYTES_MAX;
}

static const char *read_section(struct str_view line, struct map_entry *entry)
{
	const char *end = memchr(line.at, ']', line.n);

	entry->section = true;
	if (!end || first_sign((struct str_view){end + 1, line.n - (size_t)(end + 1 - line.at)}))
		return "a section is written as [KIND NAME] on a line of its own";
	if (!cut_names((struct str_view){line.at + 1, (size_t)(end - line.at) - 1}, entry))
		return "a section is written as [KIND NAME]";
	return NULL;
}

static const char *read_entry(struct map_text *text, struct str_view line, struct map_entry *entry)
{
	const char *equals = memchr(line.at, '=', line.n), *why, *more;
	size_t n = 0;

	if (!equals)
		why = "expected NAME = VALUE";
	else if (!cut_names((struct str_view){line.at, (size_t)(equals - line.at)}, entry))
		why = "expected one word, or two, before the =";
	else
		why = cut_words(text, (struct str_view){equals + 1, line.n - (size_t)(equals + 1 - line.at)},
				&n);
	while (continues(text)) {
		more = cut_words(text, next_line(text), &n);
		why = why ? why : more;
	}
	entry->words = text->words;
	entry->n = n;
	return why;
}

int map_text_read(struct map_text *text, struct map_entry *entry, int *line, const char **why)
{
	while (text->rest.n > 0) {
		struct str_view next = next_line(text);
		char sign = first_sign(next);

		if (!sign)
			continue;
		*entry = (struct map_entry){.line = text->line};
		*line = text->line;
		if (is_blank(next.at[0]))
			*why = "a line that begins with a blank goes on with an entry, and there is none "
			       "before it";
		else if (sign == '[')
			*why = read_section(next, entry);
		else
			*why = read_entry(text, next, entry);
		return *why ? -1 : 1;
	}
	return 0;
}
