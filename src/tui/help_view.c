#include "config.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
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

/* What has no key of its own: where it is, and the act that leads there. */
static const char merge_value[] = "merge", part_value[] = "part", drafts_value[] = "drafts";

static const struct topic {
	const char *value;	/* found by that too */
	enum action via;
	const char *help;
} topics[] = {
	{ merge_value, ACT_EDIT, N_("On a child's page, above its chronology: merge two records of one child") },
	{ part_value, ACT_EDIT, N_("On a child's page, above its chronology: part what was merged") },
	{ drafts_value, ACT_CANCEL, N_("Drafts: what a form keeps when it is left; the same form takes it up") },
};
enum { TOPICS = sizeof topics / sizeof *topics };

/* The places where an act that does not work here is looked for, the likeliest first. */
static const struct {
	enum place place;
	const char *label;
} elsewhere[] = {
	{ PLACE_QUEUE, N_("In a queue") },
	{ PLACE_CASE, N_("On a child's page") },
	{ PLACE_BOARD, N_("On the allocation board") },
	{ PLACE_SITTING, N_("In a supervision") },
	{ PLACE_WEEK, N_("In the week plan") },
};
static const char away[] = "@";	/* before the number of an act that works elsewhere */

/* What help says of an act that does not work in this place; false where it works, or nowhere that is named. */
static bool add_elsewhere(const struct binding *binding, enum place place, struct str_buf *out)
{
	if (binding->places & 1u << place)
		return false;
	for (size_t i = 0; i < sizeof elsewhere / sizeof *elsewhere; i++)
		if (binding->places & 1u << elsewhere[i].place) {
			str_addf(out, "%s: %s", _(elsewhere[i].label), _(binding->help));
			return true;
		}
	return false;
}

/* From a line of a queue to its child's page; true when that is on the screen. */
static bool come_to_page(struct ui *ui)
{
	if (ui->top->ops->place == PLACE_QUEUE)
		ui_act(ui, ACT_OPEN);
	return ui->top->ops->place == PLACE_CASE;
}

static void say_keys(struct ui *ui, enum action action, const char *text)
{
	char *keys = keys_of(&ui->keys, action);

	ui_say(ui, "%s: %s", keys, text);
	free(keys);
}

static void run_elsewhere(struct ui *ui, enum action action)
{
	struct str_buf text = { 0 };
	const struct binding *here;

	if (ui->top->ops->place == PLACE_QUEUE && keymap_binding(PLACE_CASE, action))
		come_to_page(ui);
	here = keymap_binding(ui->top->ops->place, action);
	if (here)
		str_add(&text, _(here->help));
	for (int place = 0; !text.n && place < PLACES; place++) {
		const struct binding *binding = keymap_binding((enum place)place, action);

		if (binding)
			add_elsewhere(binding, ui->top->ops->place, &text);
	}
	if (text.n)
		say_keys(ui, action, text.text);
	str_done(&text);
}

static void run_topic(struct ui *ui, const struct topic *topic)
{
	if (topic->value == drafts_value) {
		if (!ui->services->drafts || !ui->services->drafts(ui))
			ui_say(ui, "%s", _(topic->help));
	} else if (come_to_page(ui)) {
		/* Above the chronology it is the record that is meant, not an event. */
		ui_act(ui, ACT_FIRST);
		ui_act(ui, topic->via);
	} else {
		say_keys(ui, topic->via, _(topic->help));
	}
}

static void run(struct ui *ui, void *arg, const char *value)
{
	(void)arg;
	for (size_t i = 0; i < TOPICS; i++)
		if (str_same(value, topics[i].value)) {
			run_topic(ui, &topics[i]);
			return;
		}
	if (str_same(value, habits_value)) {
		char *text = habits_text(&ui->keys);

		text_view_open(ui, _("Coming from another program"), text, false);
		free(text);
	} else if (str_same(value, faults_value)) {
		text_view_open(ui, _("Mistakes in the file of keys"), ui->key_faults, false);
	} else if (*value == *away) {
		run_elsewhere(ui, (enum action)atoi(value + 1));
	} else {
		ui_act(ui, (enum action)atoi(value));
	}
}

/* The lines of help; their texts are owned. */
struct page {
	struct choice_item *items;
	const char **also;	/* names of acts; lent */
	size_t n, room, also_room;
};

static void add(struct page *page, const char *value, char *label, const char *note, const char *also)
{
	size_t n = page->n;

	mem_grow(&page->items, n, &page->room, sizeof *page->items);
	mem_grow(&page->also, n, &page->also_room, sizeof *page->also);
	page->items[n] = (struct choice_item){ mem_copy(value), label, mem_copy(note) };
	page->also[page->n++] = also;
}

static void add_acts(struct page *page, const struct ui *ui, enum place place, bool here)
{
	size_t n;
	const struct binding *all = keymap_all(&n);

	for (size_t i = 0; i < n; i++) {
		struct str_buf note = { 0 };
		char value[16];

		snprintf(value, sizeof value, "%s%d", here ? "" : away, (int)all[i].action);
		if (here && all[i].places & 1u << place)
			add(page, value, keys_of(&ui->keys, all[i].action), _(all[i].help), all[i].name);
		else if (!here && add_elsewhere(&all[i], place, &note))
			add(page, value, keys_of(&ui->keys, all[i].action), note.text, all[i].name);
		str_done(&note);
	}
}

void help_open(struct ui *ui, enum place place)
{
	struct page page = { 0 };

	add_acts(&page, ui, place, true);
	for (size_t i = 0; i < TOPICS; i++)
		add(&page, topics[i].value, keys_of(&ui->keys, topics[i].via), _(topics[i].help), NULL);
	add(&page, habits_value, mem_copy("..."), _("Coming from mutt, lazygit, k9s, htop, vi or Windows: what differs"),
	    NULL);
	if (ui->key_faults)
		add(&page, faults_value, mem_copy("..."), _("Mistakes in the file of keys"), NULL);
	add_acts(&page, ui, place, false);
	pick_open(ui, &(struct pick_spec){ .title = _("Keys that work here; Enter runs one"),
					   .items = page.items,
					   .also = page.also,
					   .n = page.n,
					   .done = run });
	for (size_t i = 0; i < page.n; i++) {
		free((void *)(uintptr_t)page.items[i].value);
		free((void *)(uintptr_t)page.items[i].label);
		free((void *)(uintptr_t)page.items[i].note);
	}
	free(page.items);
	free(page.also);
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
