/* Words that come again and again in the rows of a queue, each kept once: teams, workers, ratings, timescales,
 * queues. Core's own. */
#ifndef CORE_QUEUE_WORDS_H
#define CORE_QUEUE_WORDS_H

#include <stddef.h>
#include <stdint.h>

enum { QUEUE_WORD_SLOTS = 1024 };

struct queue_word {
	char *text, *folded;
};

/* All zero is empty. Released by queue_words_done. */
struct queue_words {
	struct queue_word *items;
	size_t n, room;
	uint32_t slots[QUEUE_WORD_SLOTS]; /* a guess at the number, by hash */
};

/* Releases the words; texts borrowed from it are gone. */
void queue_words_done(struct queue_words *words);

/* The number of a word, which is copied where it is new; 0 for NULL and "". */
uint32_t queue_words_add(struct queue_words *words, const char *word);

/* 0 where it is not kept. */
uint32_t queue_words_find(const struct queue_words *words, const char *word);

/* The word of a number; NULL for 0. Borrowed; stays where it is until queue_words_done. */
const char *queue_words_text(const struct queue_words *words, uint32_t number);

/* Likewise utf8_fold of it. */
const char *queue_words_folded(const struct queue_words *words, uint32_t number);

#endif
