#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "tui/reasons.h"

enum { NAMED = 24, GROUPS = 5, BYTES = 420 };	/* at most: of one reason, reasons, and what a message holds */

static struct reason *reason_of(struct reasons *reasons, const char *why)
{
	struct reason *reason;

	for (size_t i = 0; i < reasons->n; i++)
		if (strcmp(reasons->items[i].why, why) == 0)
			return &reasons->items[i];
	mem_grow(&reasons->items, reasons->n, &reasons->room, sizeof *reasons->items);
	reason = &reasons->items[reasons->n++];
	*reason = (struct reason){ .why = mem_copy(why) };
	return reason;
}

void reasons_add(struct reasons *reasons, const char *reference, const char *text)
{
	size_t n = strlen(reference);
	bool named = strncmp(text, reference, n) == 0 && strncmp(text + n, ": ", 2) == 0;
	struct reason *reason = reason_of(reasons, named ? text + n + 2 : text);

	mem_grow(&reason->references, reason->n, &reason->room, sizeof *reason->references);
	reason->references[reason->n++] = mem_copy(reference);
	reasons->total++;
}

static void add_more(struct str_buf *text, size_t n)
{
	if (n > 0)
		str_addf(text, ngettext(", and %zu more", ", and %zu more", (unsigned long)n), n);
}

static char *compose(const struct reasons *reasons, size_t groups, size_t named)
{
	struct str_buf text = { 0 };
	size_t left = reasons->total;

	for (size_t i = 0; i < groups; i++) {
		const struct reason *reason = &reasons->items[i];
		size_t n = reason->n < named ? reason->n : named;

		str_add(&text, i ? "; " : "");
		for (size_t k = 0; k < n; k++)
			str_addf(&text, "%s%s", k ? ", " : "", reason->references[k]);
		add_more(&text, reason->n - n);
		str_addf(&text, ": %s", reason->why);
		left -= reason->n;
	}
	add_more(&text, left);
	return str_take(&text);
}

/* Every reason is worth more than all the references of one. */
char *reasons_text(const struct reasons *reasons, int cells)
{
	size_t groups = reasons->n < GROUPS ? reasons->n : GROUPS;

	for (; groups > 0; groups--)
		for (size_t named = NAMED; named > 0; named--) {
			char *text = compose(reasons, groups, named);

			if ((utf8_width(text) <= cells && strlen(text) <= BYTES) || (groups == 1 && named == 1))
				return text;
			free(text);
		}
	return mem_copy("");
}

void reasons_done(struct reasons *reasons)
{
	for (size_t i = 0; i < reasons->n; i++) {
		for (size_t k = 0; k < reasons->items[i].n; k++)
			free(reasons->items[i].references[k]);
		free(reasons->items[i].references);
		free(reasons->items[i].why);
	}
	free(reasons->items);
	*reasons = (struct reasons){ .n = 0 };
}
