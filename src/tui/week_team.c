#include "config.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "core/keep.h"
#include "tui/week_inner.h"

struct teams {
	char **names;
	size_t n, room;
};

static bool add_team(void *arg, const char *name, bool active)
{
	struct teams *teams = arg;

	if (!active)
		return true;
	mem_grow(&teams->names, teams->n, &teams->room, sizeof *teams->names);
	teams->names[teams->n++] = mem_copy(name);
	return true;
}

void week_pick_team(struct ui *ui, struct week_view *week, pick_done *done)
{
	struct teams teams = {0};
	struct choice_item *items;
	struct error err = {0};
	bool ok = keep_teams(ui->desk, add_team, &teams, &err);

	items = mem_array(teams.n + 1, sizeof *items);
	for (size_t i = 0; i < teams.n; i++)
		items[i].value = teams.names[i];
	if (ok)
		pick_open(ui, &(struct pick_spec){.title = _("Whose week"),
						  .items = items,
						  .n = teams.n,
						  .current = week->plan->team,
						  .done = done,
						  .arg = week});
	else
		ui_complain(ui, &err);
	for (size_t i = 0; i < teams.n; i++)
		free(teams.names[i]);
	free(teams.names);
	free(items);
}
