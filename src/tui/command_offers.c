#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "tui/choice.h"
#include "tui/command_offers.h"

void offers_done(struct offers *offers)
{
	for (size_t i = 0; i < offers->n; i++) {
		free(offers->items[i].word);
		free(offers->items[i].arguments);
		free(offers->items[i].note);
	}
	free(offers->items);
	memset(offers, 0, sizeof *offers);
}

static struct offer *add(struct offers *offers, const char *word, const char *note)
{
	struct offer *offer;

	mem_grow(&offers->items, offers->n, &offers->room, sizeof *offers->items);
	offer = &offers->items[offers->n++];
	*offer = (struct offer){ .word = mem_copy(word), .note = mem_copy(note) };
	return offer;
}

static struct offer *find(struct offers *offers, const char *word)
{
	for (size_t i = 0; i < offers->n; i++)
		if (strcmp(offers->items[i].word, word) == 0)
			return &offers->items[i];
	return NULL;
}

const struct offer *offers_named(const struct offers *offers, const char *word)
{
	const struct offer *only = NULL;
	size_t n = 0, length = strlen(word);

	for (size_t i = 0; i < offers->n; i++) {
		const struct offer *offer = &offers->items[i];

		if (strcmp(offer->word, word) == 0)
			return offer;
		if (strncmp(offer->word, word, length) == 0) {
			only = offer;
			n++;
		}
	}
	return n == 1 ? only : NULL;
}

/* Moving about needs no name; it has keys everywhere. */
static bool is_worth_a_name(enum action action)
{
	return action > ACT_PREVIOUS_TAB && action != ACT_COMMAND && action != ACT_INTERRUPT
	       && action != ACT_CANCEL;
}

static void all_acts(enum place place, struct offers *offers)
{
	size_t n;
	const struct binding *all = keymap_all(&n);

	for (size_t i = 0; i < n; i++)
		if (all[i].places & 1u << place && is_worth_a_name(all[i].action))
			add(offers, all[i].name, _(all[i].help))->action = all[i].action;
}

static void all_commands(const struct console_calls *calls, struct offers *offers)
{
	const char *name, *arguments, *summary;

	for (size_t i = 0; calls && calls->command(calls->world, i, &name, &arguments, &summary); i++) {
		struct offer *offer = find(offers, name);

		if (!offer)
			offer = add(offers, name, summary);
		offer->arguments = mem_copy(arguments);
		offer->command = true;
	}
}

static int by_word(const void *a, const void *b)
{
	return strcmp(((const struct offer *)a)->word, ((const struct offer *)b)->word);
}

static bool fits(const struct offer *offer, const char *typed)
{
	struct choice_item item = { offer->word, offer->word, offer->note };

	return choice_matches(&item, typed);
}

/* Those that begin with what is typed; where none does, those that have it in their words. */
static void narrow(struct offers *offers, const char *typed)
{
	struct offers kept = { .from = offers->from };
	size_t n = strlen(typed);

	for (int round = 0; round < 2 && !kept.n; round++)
		for (size_t i = 0; i < offers->n; i++) {
			struct offer *offer = &offers->items[i];
			bool begins = offer->word && strncmp(offer->word, typed, n) == 0;

			if (!offer->word || (round == 0 ? !begins : !fits(offer, typed)))
				continue;
			mem_grow(&kept.items, kept.n, &kept.room, sizeof *kept.items);
			kept.items[kept.n++] = *offer;
			*offer = (struct offer){ .word = NULL };
		}
	offers_done(offers);
	*offers = kept;
}

static bool add_word(void *arg, const char *word, const char *note)
{
	add(arg, word, note);
	return true;
}

static void find_usage(const struct console_calls *calls, const char *line, struct offers *offers)
{
	const char *name, *arguments, *summary;
	size_t n = strcspn(line, " ");

	for (size_t i = 0; calls->command(calls->world, i, &name, &arguments, &summary); i++)
		if (strlen(name) == n && strncmp(name, line, n) == 0) {
			offers->usage = arguments;
			offers->usage_name = name;
		}
}

void offers_make(struct ui *ui, enum place place, const char *line, struct offers *offers)
{
	const struct console_calls *calls = ui->console.calls;

	offers_done(offers);
	if (!strchr(line, ' ')) {
		all_acts(place, offers);
		all_commands(calls, offers);
		if (offers->n)
			qsort(offers->items, offers->n, sizeof *offers->items, by_word);
		narrow(offers, line);
	} else if (calls) {
		find_usage(calls, line, offers);
		offers->from = calls->complete(calls->world, ui->desk, line, add_word, offers);
	}
}
