#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "tui/help_view.h"
#include "tui/pick_view.h"

/* "F3, /": the label of an act in help. */
static char *keys_of(const struct keymap *map, enum action action)
{
	const int32_t *keys = map->keys[action];
	struct str_buf out = { 0 };

	for (size_t i = 0; i < KEYMAP_KEYS && keys[i] != K_NONE; i++) {
		char name[KEY_NAME_SIZE];

		keys_name(keys[i], name);
		if (i)
			str_add(&out, ", ");
		str_add(&out, name);
	}
	return str_take(&out);
}

static void run(struct ui *ui, void *arg, const char *value)
{
	(void)arg;
	ui_act(ui, (enum action)atoi(value));
}

void help_open(struct ui *ui, enum place place)
{
	size_t n, used = 0;
	const struct binding *all = keymap_all(&n);
	struct choice_item *items = mem_array(n, sizeof *items);
	char **labels = mem_array(n, sizeof *labels), (*values)[8] = mem_array(n, sizeof *values);
	struct pick_spec spec = {
		.title = _("Keys that work here; Enter runs one"), .items = items, .done = run};

	for (size_t i = 0; i < n; i++) {
		if (!(all[i].places & 1u << place))
			continue;
		labels[used] = keys_of(&ui->keys, all[i].action);
		snprintf(values[used], sizeof *values, "%d", (int)all[i].action);
		items[used] = (struct choice_item){ values[used], labels[used], _(all[i].help) };
		used++;
	}
	spec.n = used;
	pick_open(ui, &spec);
	for (size_t i = 0; i < used; i++)
		free(labels[i]);
	free(labels);
	free(values);
	free(items);
}
