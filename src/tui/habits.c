#include "config.h"

#include <stddef.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "tui/habits.h"

/* A key of another program, from its own sources (chapter 8 of the design names them). */
struct habit {
	const char *from;
	int32_t key;
	const char *there;
	enum action wanted;	/* what does here what it did there; ACT_NONE: nothing does */
};

static const struct habit habits[] = {
	{ "mutt", 'd', N_("deletes"), ACT_NONE },
	{ "mutt", '$', N_("writes the changes"), ACT_NONE },
	{ "mutt", 'l', N_("limits the list"), ACT_FILTER },
	{ "mutt", 'm', N_("writes a mail"), ACT_ADD },
	{ "mutt", 'x', N_("leaves without saving"), ACT_LEAVE },
	{ "tig, VisiData, vit", '?', N_("searches back"), ACT_PREVIOUS_MATCH },
	{ "lazygit", 'z', N_("undoes"), ACT_UNDO },
	{ "lazygit", 'q', N_("quits at once"), ACT_LEAVE },
	{ "lazygit", 'a', N_("stages all"), ACT_NONE },
	{ "k9s", 'd', N_("describes"), ACT_WHY },
	{ "k9s", K_CTRL('d'), N_("deletes"), ACT_NONE },
	{ "k9s", '-', N_("goes back to the last view"), ACT_BACK },
	{ "htop", 'u', N_("shows one user's"), ACT_MINE },
	{ "htop", K_F5, N_("shows a tree"), ACT_GROUP },
	{ "htop", K_F9, N_("kills"), ACT_NONE },
	{ "vit, taskwarrior-tui", 'x', N_("deletes"), ACT_NONE },
	{ "vit, taskwarrior-tui", 'D', N_("deletes"), ACT_NONE },
	{ "vit, taskwarrior-tui", 'w', N_("makes it wait"), ACT_NONE },
	{ "vit, taskwarrior-tui", 'm', N_("modifies"), ACT_EDIT },
	{ "VisiData", ' ', N_("opens the commands"), ACT_COMMAND },
	{ "VisiData", 's', N_("selects"), ACT_MARK },
	{ "VisiData", 'd', N_("deletes the row"), ACT_NONE },
	{ "org", 'm', N_("marks"), ACT_MARK },
	{ "org", 'B', N_("acts on the marked"), ACT_MARK },
	{ "org", 't', N_("changes the state"), ACT_DECIDE },
	{ "Windows", K_CTRL('s'), N_("saves"), ACT_SAVE },
	{ "Windows", K_CTRL('z'), N_("undoes"), ACT_UNDO },
	{ "Windows", K_CTRL('f'), N_("finds"), ACT_FIND },
	{ "Windows", K_F5, N_("refreshes"), ACT_REFRESH },
};

static const struct binding *binding_of(enum action action)
{
	size_t n;
	const struct binding *all = keymap_all(&n);

	for (size_t i = 0; i < n; i++)
		if (all[i].action == action)
			return &all[i];
	return NULL;
}

/* What the key does on the pages where letters are acts, or in a form. */
static enum action does(const struct keymap *map, int32_t key)
{
	static const enum place places[] = {PLACE_QUEUE, PLACE_CASE, PLACE_FORM};
	enum action action = ACT_NONE;

	for (size_t i = 0; i < sizeof places / sizeof *places && action == ACT_NONE; i++)
		action = keymap_action(map, places[i], key);
	return action;
}

static void add(struct str_buf *out, const struct keymap *map, const struct habit *habit)
{
	enum action action = does(map, habit->key);
	const struct binding *here = binding_of(action);
	char key[KEY_NAME_SIZE], wanted[KEY_NAME_SIZE];

	keys_name(habit->key, key);
	keymap_key_name(map, habit->wanted, wanted);
	str_addf(out, "  %-8s", key);
	/* TRANSLATORS: of a key: what it does in another program; what it does here */
	str_addf(out, _("%s there; here: %s"), _(habit->there), here ? _(here->help) : _("not used"));
	if (habit->wanted != ACT_NONE && habit->wanted != action && *wanted)
		str_addf(out, _(" (for that: %s)"), wanted);
	str_add_char(out, '\n');
}

char *habits_text(const struct keymap *map)
{
	struct str_buf out = { 0 };
	const char *from = "";

	str_add(&out, _("No key deletes anything. What changes a record opens a form, or can be undone.\n"));
	for (size_t i = 0; i < sizeof habits / sizeof *habits; i++) {
		if (strcmp(habits[i].from, from) != 0)
			str_addf(&out, "\n%s\n", habits[i].from);
		from = habits[i].from;
		add(&out, map, &habits[i]);
	}
	return str_take(&out);
}
