/* A row of many columns for people: a title, and below it `Heading: value; Heading: value`, no line wider than 80
 * columns where its words allow it. For programs the same rows are a sheet. */
#ifndef CLI_CARD_H
#define CLI_CARD_H

#include <stddef.h>
#include <stdint.h>
#include "cli/command.h"

struct card {
	const struct cli *cli;
	size_t n;   /* values so far */
	int column; /* cells of the last line so far */
};

/* Writes the title, made safe, and wrapped. The card holds nothing that has to be released. */
void card_begin(struct card *card, const struct cli *cli, const char *title);

/* The next value, under a heading that is marked for translation; nothing of it where it is NULL or empty. */
void card_text(struct card *card, const char *heading, const char *value);
/* The same, of a number. */
void card_number(struct card *card, const char *heading, int64_t number);

/* Ends the last line. */
void card_end(const struct card *card);

#endif
