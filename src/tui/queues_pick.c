#include "config.h"

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
	char **notes;
	size_t n;
};

static bool add_queue(void *arg, const struct policy_queue *policy, const struct queue_counts *counts)
{
	struct listing *listing = arg;
	struct str_buf note = { 0 };

	listing->items = mem_resize(listing->items, listing->n + 1, sizeof *listing->items);
	listing->notes = mem_resize(listing->notes, listing->n + 1, sizeof *listing->notes);
	str_addf(&note, _("%lld, %lld overdue, %lld due soon"), (long long)counts->total,
		 (long long)counts->by[STATUS_OVERDUE], (long long)counts->by[STATUS_DUE_SOON]);
	listing->notes[listing->n] = str_take(&note);
	listing->items[listing->n] =
		(struct choice_item){ policy->key, i18n_text(policy->title), listing->notes[listing->n] };
	listing->n++;
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

void queues_pick(struct ui *ui)
{
	struct listing listing = { 0 };
	struct error err = { 0 };

	if (queue_summary(ui->desk, add_queue, &listing, &err))
		pick_open(ui, &(struct pick_spec){
				      .title = _("Queues"), .items = listing.items, .n = listing.n, .done = picked });
	else
		ui_complain(ui, &err);
	for (size_t i = 0; i < listing.n; i++)
		free(listing.notes[i]);
	free(listing.notes);
	free(listing.items);
}
