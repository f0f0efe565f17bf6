#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "core/queue_words.h"

void queue_words_done(struct queue_words *words)
{
	for (size_t i = 0; i < words->n; i++) {
		free(words->items[i].text);
		free(words->items[i].folded);
	}
	free(words->items);
}

uint32_t queue_words_find(const struct queue_words *words, const char *word)
{
	for (size_t i = 0; i < words->n; i++)
		if (strcmp(words->items[i].text, word) == 0)
			return (uint32_t)i + 1;
	return 0;
}

uint32_t queue_words_add(struct queue_words *words, const char *word)
{
	uint32_t *guess, hash = 5381;

	if (!word || !word[0])
		return 0;
	for (const char *at = word; *at; at++)
		hash = hash * 33 ^ (unsigned char)*at;
	guess = &words->slots[hash % QUEUE_WORD_SLOTS];
	if (*guess && strcmp(words->items[*guess - 1].text, word) == 0)
		return *guess;
	*guess = queue_words_find(words, word);
	if (*guess)
		return *guess;
	mem_grow(&words->items, words->n, &words->room, sizeof(*words->items));
	words->items[words->n++] = (struct queue_word){mem_copy(word), utf8_fold(word)};
	*guess = (uint32_t)words->n;
	return *guess;
}

const char *queue_words_text(const struct queue_words *words, uint32_t number)
{
	return number ? words->items[number - 1].text : NULL;
}

const char *queue_words_folded(const struct queue_words *words, uint32_t number)
{
	return number ? words->items[number - 1].folded : NULL;
}
