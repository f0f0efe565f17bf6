#include "config.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "core/queue.h"
#include "tui/pick_view.h"
#include "tui/queue_view.h"
#include "tui/queues_pick.h"

struct listing {
	struct choice_item *items;
	size_t n, room;
};

/* The number that the key has too stands before the title, so that "10" and Enter go to the tenth. */
static bool add_queue(void *arg, const struct policy_queue *policy, const struct queue_counts *counts)
{
	struct listing *listing = arg;
	struct str_buf label = { 0 }, note = { 0 };

	mem_grow(&listing->items, listing->n, &listing->room, sizeof *listing->items);
	str_addf(&label, "%-2zu %s", listing->n + 1, i18n_text(policy->title));
	str_addf(&note, _("%lld, %lld overdue, %lld due soon"), (long long)counts->total,
		 (long long)counts->by[STATUS_OVERDUE], (long long)counts->by[STATUS_DUE_SOON]);
	listing->items[listing->n++] = (struct choice_item){ policy->key, str_take(&label), str_take(&note) };
	return true;
}

static void picked(struct ui *ui, void *arg, const char *key)
{
	const struct practice *practice = desk_practice(ui->desk, NULL);

	(void)arg;
	for (size_t i = 0; practice && i < practice->newest->n_queues; i++)
		if (strcmp(practice->newest->queues[i].key, key) == 0)
			queue_view_nth(ui, (int)i + 1);
}

void queues_pick(struct ui *ui, const char *current)
{
	struct listing listing = { 0 };
	struct error err = { 0 };

	if (queue_summary(ui->desk, add_queue, &listing, &err))
		pick_open(ui, &(struct pick_spec){.title = _("Queues"),
						  .items = listing.items,
						  .n = listing.n,
						  .current = current,
						  .done = picked});
	else
		ui_complain(ui, &err);
	for (size_t i = 0; i < listing.n; i++) {
		free((void *)(uintptr_t)listing.items[i].label);
		free((void *)(uintptr_t)listing.items[i].note);
	}
	free(listing.items);
}
