#include "config.h"

#include <stdio.h>

#include "base/i18n.h"
#include "base/utf8.h"
#include "core/words.h"
#include "tui/measure.h"

static int wider(int cells, const char *shown)
{
	int width = shown ? utf8_width(shown) : 0;

	return width > cells ? width : cells;
}

int measure_word(int least, const char *word)
{
	return wider(least, i18n_text(word));
}

int measure_words(int least, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		least = measure_word(least, words[i]);
	return least;
}

int measure_left(void)
{
	char time[WORDS_SIZE], shown[WORDS_SIZE];
	int cells = wider(0, _("no due date"));

	snprintf(time, sizeof time, _("%lldh %lldm"), 23LL, 59LL);
	snprintf(shown, sizeof shown, _("%s left"), time);
	cells = wider(cells, shown);
	snprintf(shown, sizeof shown, _("%s over"), time);
	return wider(cells, shown);
}
