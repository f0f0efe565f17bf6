#include "config.h"
#include "cli/card.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include "base/i18n.h"
#include "base/str.h"
#include "base/utf8.h"

enum { WIDE = 80, INDENT = 2 };

static void new_line(struct card *card, int indent)
{
	fprintf(card->cli->out, "\n%*s", indent, "");
	card->column = indent;
}

/* Word by word; a word that finds no room begins a line. */
static void put_words(struct card *card, const char *text)
{
	struct str_view rest = str_view(text);
	int blank = 0;
	while (rest.n > 0) {
		char *word = str_copy(str_cut(&rest, ' '));
		int cells = utf8_width(word);
		if (blank && card->column + blank + cells > WIDE) {
			new_line(card, 2 * INDENT);
			blank = 0;
		}
		fprintf(card->cli->out, "%*s%s", blank, "", word);
		card->column += blank + cells;
		blank = 1;
		free(word);
	}
}

void card_begin(struct card *card, const struct cli *cli, const char *title)
{
	struct str_buf safe = {0};
	*card = (struct card){.cli = cli};
	utf8_safe(&safe, title, false);
	put_words(card, safe.text ? safe.text : "");
	str_done(&safe);
}

void card_text(struct card *card, const char *heading, const char *value)
{
	struct str_buf text = {0};
	if (!value || !*value)
		return;
	str_addf(&text, "%s: ", _(heading));
	utf8_safe(&text, value, false);
	if (card->n > 0) {
		putc(';', card->cli->out);
		card->column++;
	}
	/* One cell more for the semicolon behind it. */
	if (card->n == 0 || card->column + 1 + utf8_width(text.text) + 1 > WIDE) {
		new_line(card, INDENT);
	} else {
		putc(' ', card->cli->out);
		card->column++;
	}
	put_words(card, text.text);
	card->n++;
	str_done(&text);
}

void card_number(struct card *card, const char *heading, int64_t number)
{
	char text[24];
	snprintf(text, sizeof text, "%" PRId64, number);
	card_text(card, heading, text);
}

void card_end(const struct card *card)
{
	putc('\n', card->cli->out);
}
