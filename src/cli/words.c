#include "config.h"
#include "cli/words.h"

#include <stdlib.h>
#include <string.h>
#include "base/i18n.h"
#include "base/mem.h"

static void add_word(struct words *words, struct str_buf *word)
{
	mem_grow(&words->at, words->n + 1, &words->room, sizeof *words->at);
	words->at[words->n++] = mem_copy(word->text ? word->text : "");
	words->at[words->n] = NULL;
	str_clear(word);
}

bool words_split(const char *line, struct words *words, struct error *err)
{
	struct str_buf word = {0};
	char quote = 0;
	*words = (struct words){0};
	mem_grow(&words->at, 0, &words->room, sizeof *words->at);
	words->at[0] = NULL;
	for (const char *at = line; *at; at++) {
		bool blank = *at == ' ' || *at == '\t';
		if (!quote && blank) {
			if (words->open)
				add_word(words, &word);
			words->open = false;
			continue;
		}
		if (!words->open)
			words->last = (size_t)(at - line);
		words->open = true;
		if (quote ? *at == quote : *at == '"' || *at == '\'')
			quote = quote ? 0 : *at;
		else if (*at == '\\' && at[1] && quote != '\'')
			str_add_char(&word, *++at);
		else
			str_add_char(&word, *at);
	}
	if (words->open)
		add_word(words, &word);
	else
		words->last = strlen(line);
	str_done(&word);
	return !quote || error_set(err, ERROR_USAGE, _("%c: this quote is not closed"), quote);
}

void words_done(struct words *words)
{
	for (size_t i = 0; i < words->n; i++)
		free(words->at[i]);
	free(words->at);
	*words = (struct words){0};
}

void words_quote(struct str_buf *out, const char *word)
{
	if (*word && !strpbrk(word, " \t\"'\\")) {
		str_add(out, word);
		return;
	}
	str_add_char(out, '"');
	for (; *word; word++) {
		if (*word == '"' || *word == '\\')
			str_add_char(out, '\\');
		str_add_char(out, *word);
	}
	str_add_char(out, '"');
}
