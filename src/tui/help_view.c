#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "tui/habits.h"
#include "tui/help_view.h"
#include "tui/pick_view.h"
#include "tui/text_view.h"

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
	if (!out.n)
		str_add(&out, "-");
	return str_take(&out);
}

/* The pages besides the acts; their values are no numbers. */
static const char habits_value[] = "habits", faults_value[] = "faults";

static void run(struct ui *ui, void *arg, const char *value)
{
	(void)arg;
	if (str_same(value, habits_value)) {
		char *text = habits_text(&ui->keys);

		text_view_open(ui, _("Coming from another program"), text, false);
		free(text);
	} else if (str_same(value, faults_value)) {
		text_view_open(ui, _("Mistakes in the file of keys"), ui->key_faults, false);
	} else {
		ui_act(ui, (enum action)atoi(value));
	}
}

void help_open(struct ui *ui, enum place place)
{
	size_t n, used = 0;
	const struct binding *all = keymap_all(&n);
	struct choice_item *items = mem_array(n + 2, sizeof *items);
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
	items[spec.n++] = (struct choice_item){
		habits_value, "...", _("Coming from mutt, lazygit, k9s, htop, vi or Windows: what differs")};
	if (ui->key_faults)
		items[spec.n++] = (struct choice_item){
			faults_value, "...", _("Mistakes in the file of keys")};
	pick_open(ui, &spec);
	for (size_t i = 0; i < used; i++)
		free(labels[i]);
	free(labels);
	free(values);
	free(items);
}

void help_say_faults(struct ui *ui)
{
	const char *text = ui->key_faults;
	char name[KEY_NAME_SIZE];
	unsigned long n = 0;

	if (!text)
		return;
	for (const char *at = text; *at; at++)
		n += *at == '\n';
	keymap_key_name(&ui->keys, ACT_HELP, name);
	if (n == 1)
		ui_complain_text(ui, _("%.*s (%s shows it again)"), (int)strcspn(text, "\n"), text, name);
	else
		/* TRANSLATORS: a mistake; how many there are; the key of help */
		ui_complain_text(ui, _("%.*s (one of %lu; %s shows all)"), (int)strcspn(text, "\n"), text, n,
				 name);
}
