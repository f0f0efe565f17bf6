#include "config.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "core/keep.h"
#include "tui/week_inner.h"

struct listing {
	struct choice_item *items;
	size_t n, room;
	char *current;
	const struct week_plan *plan;
};

/* A text of an item is the list's own; the struct lends it as const. */
static void drop(const char *text)
{
	union {
		const char *lent;
		char *own;
	} item = {text};

	free(item.own);
}

static void add(struct listing *listing, const char *kind, const char *id, const char *label, const char *note,
		bool is_current)
{
	struct str_buf value = {0};

	str_addf(&value, "%s:%s", kind, id);
	if (is_current && !listing->current)
		listing->current = mem_copy(value.text);
	mem_grow(&listing->items, listing->n, &listing->room, sizeof *listing->items);
	listing->items[listing->n++] = (struct choice_item){str_take(&value), mem_copy(label), mem_copy(note)};
}

static bool add_team(void *arg, const char *name, bool active)
{
	struct listing *listing = arg;

	if (active)
		add(listing, "team", name, name, _("team"), str_same(listing->plan->team, name));
	return true;
}

static bool add_worker(void *arg, const struct keep_person *person)
{
	struct listing *listing = arg;

	if (person->login && *person->login)
		add(listing, "worker", person->login, person->name, person->team,
		    str_same(listing->plan->worker, person->name));
	return true;
}

void week_pick_whose(struct ui *ui, struct week_view *week, pick_done *done)
{
	struct listing listing = {.plan = week->plan};
	struct error err = {0};

	if (keep_teams(ui->desk, add_team, &listing, &err) &&
	    keep_holders(ui->desk, NULL, add_worker, &listing, &err))
		pick_open(ui, &(struct pick_spec){.title = _("Whose week"),
						  .items = listing.items,
						  .n = listing.n,
						  .current = listing.current,
						  .done = done,
						  .arg = week});
	else
		ui_complain(ui, &err);
	for (size_t i = 0; i < listing.n; i++) {
		drop(listing.items[i].value);
		drop(listing.items[i].label);
		drop(listing.items[i].note);
	}
	free(listing.items);
	free(listing.current);
}
