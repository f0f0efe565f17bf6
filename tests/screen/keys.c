#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "tests/screen/keys.h"
#include "tui/keys.h"
#include "tui/ui.h"

/* What comes of an act wherever it works, on a screen of which the test says nothing else. */
static const struct effect everywhere[] = {
	{ ACT_HELP, NULL, OPENS, "pick", NULL },
	{ ACT_FIND, NULL, OPENS, "prompt", NULL },
	{ ACT_FILTER, NULL, OPENS, "filter", NULL },
	{ ACT_REFRESH, NULL, SAYS, "Read again.", NULL },
	{ ACT_SORT, NULL, OPENS, "pick", NULL },
	{ ACT_REVERSE, NULL, CHANGES, NULL, NULL },
	{ ACT_SORT_LEFT, NULL, CHANGES, NULL, NULL },
	{ ACT_SORT_RIGHT, NULL, CHANGES, NULL, NULL },
	{ ACT_ADD, NULL, OPENS, "known", NULL },
	{ ACT_DECIDE, NULL, OPENS, "form", NULL },
	{ ACT_DIRECT, NULL, OPENS, "form", NULL },
	{ ACT_STRATEGY, NULL, OPENS, "form", NULL },
	{ ACT_ALLOCATE, NULL, OPENS, "pick", NULL },
	{ ACT_NOTE, NULL, OPENS, "form", NULL },
	{ ACT_WHY, NULL, OPENS, "why", NULL },
	{ ACT_SUPERVISE, NULL, OPENS, "form", NULL },
	{ ACT_BOARD, NULL, OPENS, "board", NULL },
	{ ACT_WEEK, NULL, OPENS, "week plan", NULL },
	{ ACT_KNOWN, NULL, OPENS, "known", NULL },
	{ ACT_TODAY, NULL, OPENS, "today", NULL },
	{ ACT_HANDOVER, NULL, OPENS, "handover", NULL },
	{ ACT_DOWN, NULL, CHANGES, NULL, NULL },
	{ ACT_UP, NULL, CHANGES, NULL, "<End>" },
	{ ACT_PAGE_DOWN, NULL, CHANGES, NULL, NULL },
	{ ACT_PAGE_UP, NULL, CHANGES, NULL, "<End>" },
	{ ACT_HALF_DOWN, NULL, CHANGES, NULL, NULL },
	{ ACT_HALF_UP, NULL, CHANGES, NULL, "<End>" },
	{ ACT_FIRST, NULL, CHANGES, NULL, "<End>" },
	{ ACT_LAST, NULL, CHANGES, NULL, NULL },
	{ ACT_RIGHT, NULL, CHANGES, NULL, NULL },
	{ ACT_NEXT_MATCH, NULL, SAYS, "Nothing was looked for yet; / finds.", NULL },
	{ ACT_PREVIOUS_MATCH, NULL, SAYS, "Nothing was looked for yet; / finds.", NULL },
	{ ACT_MINE, NULL, CHANGES, NULL, NULL },
	{ ACT_NEWS, NULL, SAYS, "You have not looked at this queue before", NULL },
	{ ACT_GROUP, NULL, OPENS, "pick", NULL },
	{ ACT_VIEWS, NULL, OPENS, "pick", NULL },
	{ ACT_QUEUES, NULL, OPENS, "pick", NULL },
	{ ACT_QUEUE_1, NULL, OPENS, "queue", NULL },
	{ ACT_QUEUE_2, NULL, OPENS, "queue", NULL },
	{ ACT_QUEUE_3, NULL, OPENS, "queue", NULL },
	{ ACT_QUEUE_4, NULL, OPENS, "queue", NULL },
	{ ACT_QUEUE_5, NULL, OPENS, "queue", NULL },
	{ ACT_QUEUE_6, NULL, OPENS, "queue", NULL },
	{ ACT_QUEUE_7, NULL, OPENS, "queue", NULL },
	{ ACT_QUEUE_8, NULL, OPENS, "queue", NULL },
	{ ACT_QUEUE_9, NULL, OPENS, "queue", NULL },
	{ ACT_MARK, NULL, CHANGES, NULL, NULL },
	{ ACT_MARK_RANGE, NULL, SAYS, "A range begins here", NULL },
	{ ACT_MARK_ALL, NULL, CHANGES, NULL, NULL },
	{ ACT_MARK_TEXT, NULL, OPENS, "prompt", NULL },
	{ ACT_DETAIL, NULL, CHANGES, NULL, NULL },
	{ ACT_NEXT_TAB, NULL, CHANGES, NULL, NULL },
	{ ACT_NEXT_PANE, NULL, CHANGES, NULL, NULL },
	{ ACT_PRINT, NULL, OPENS, "prompt", NULL },
	{ ACT_EXPORT, NULL, OPENS, "prompt", NULL },
	{ ACT_UNDO, NULL, SAYS, "undo: there is nothing of yours", NULL },
	{ ACT_REDO, NULL, SAYS, "redo: there is nothing that you undid", NULL },
	{ ACT_MASK, NULL, SAYS, "Names are masked", NULL },
	{ ACT_COMMAND, NULL, OPENS, "command", NULL },
	{ ACT_REDRAW, NULL, STAYS, NULL, NULL },
	{ ACT_BACK, NULL, GOES_BACK, NULL, NULL },
	{ ACT_CANCEL, NULL, GOES_BACK, NULL, NULL },
	{ ACT_LEAVE, NULL, LEAVES, NULL, NULL },
	{ ACT_NONE, NULL, STAYS, NULL, NULL },
};

static bool is_in(const char *names, const char *name)
{
	struct str_view rest = str_view(names), one;

	while (rest.n > 0) {
		one = str_cut(&rest, ',');
		if (str_equal(one, name))
			return true;
	}
	return false;
}

static const struct effect *effect_in(const struct effect *effects, enum action action, const struct screen *screen)
{
	for (; effects->action != ACT_NONE; effects++)
		if (effects->action == action && (!effects->where || is_in(effects->where, screen->name)))
			return effects;
	return NULL;
}

static const struct effect *effect_of(enum action action, const struct screen *screen, const struct effect *effects)
{
	const struct effect *own = effect_in(effects, action, screen);

	return own ? own : effect_in(everywhere, action, screen);
}

/* One key that was tried, for what is said when it fails. */
struct trial {
	struct inside *in;
	const struct screen *screen;
	int32_t key;
	char name[KEY_NAME_SIZE];
};

static void expect(const struct trial *trial, bool ok, const char *what)
{
	char *text;

	if (ok)
		return;
	text = inside_text(trial->in);
	fail_msg("%s on %s: %s\n%s\nmessage: %s", trial->name, trial->screen->name, what,
		 inside_ui(trial->in)->top ? text : "", inside_ui(trial->in)->message);
}

static void come(struct trial *trial)
{
	struct ui *ui = inside_ui(trial->in);
	char *text;

	inside_begin(trial->in);
	inside_keys(trial->in, trial->screen->keys);
	text = inside_text(trial->in);
	expect(trial, strstr(text, trial->screen->text) && ui->top->ops->place == trial->screen->place,
	       "the screen is not there");
	free(text);
}

static bool says_unused(const struct trial *trial)
{
	char said[KEY_NAME_SIZE + 32];

	snprintf(said, sizeof said, "%s is not used here", trial->name);
	return strncmp(inside_ui(trial->in)->message, said, strlen(said)) == 0;
}

static void press(struct trial *trial)
{
	inside_key(trial->in, trial->key);
	if (trial->key == 'g' && trial->screen->place <= PLACE_TEXT)	/* half of gg */
		inside_key(trial->in, trial->key);
}

static void try_act(struct trial *trial, enum action action, const struct effect *effects)
{
	const struct effect *effect = effect_of(action, trial->screen, effects);
	struct ui *ui = inside_ui(trial->in);
	const struct view *top, *below;
	int64_t recorded;
	uint64_t looks;
	bool same, changed;

	expect(trial, effect, "what comes of this act is not in the table");
	come(trial);
	inside_keys(trial->in, effect->before ? effect->before : "");
	recorded = inside_recorded(trial->in);
	top = ui->top;
	below = top->below;
	looks = inside_looks(trial->in);
	press(trial);
	same = ui->top == top;
	changed = ui->top && inside_looks(trial->in) != looks;
	expect(trial, !says_unused(trial), "it is not used");
	expect(trial, !strstr(ui->message, "That is not used here"), "it is not used");
	expect(trial, ui->ending == (effect->what == LEAVES), "leaving");
	switch (effect->what) {
	case CHANGES:
		expect(trial, same && changed && !ui->message_is_error, "nothing has changed");
		break;
	case STAYS:
		expect(trial, same || (effect->text && strcmp(ui->top->ops->name, effect->text) == 0),
		       "another screen came");
		break;
	case OPENS:
		expect(trial, !same && (!effect->text || strcmp(ui->top->ops->name, effect->text) == 0),
		       "it did not open");
		break;
	case GOES_BACK:
		expect(trial, !same && ui->top == below, "it did not go back");
		break;
	case SAYS:
		expect(trial, same && *ui->message && strstr(ui->message, effect->text), effect->text);
		break;
	case LEAVES:
		break;
	case RECORDS:
		expect(trial, strstr(ui->message, effect->text) && strstr(ui->message, "u undoes it"), effect->text);
		expect(trial, inside_recorded(trial->in) > recorded, "nothing was recorded");
		inside_key(trial->in, 'u');
		expect(trial, strncmp(ui->message, "Undone: ", 8) == 0, "it cannot be undone");
		return;
	}
	expect(trial, inside_recorded(trial->in) == recorded, "something was recorded");
}

/* A key without a meaning, or one that is typed. Several of them follow each other on one screen as long as it
 * stays. */
static void try_other(struct trial *trial, bool *here)
{
	enum place place = trial->screen->place;
	/* What is narrowed to, as in the first field of the form, does not begin with a blank. */
	bool letter = trial->key >= (place == PLACE_CHOICE || place == PLACE_FORM ? '!' : ' ') && trial->key <= '~';
	bool typed = letter && place > PLACE_TEXT && place != PLACE_MESSAGE;
	struct ui *ui = inside_ui(trial->in);
	int64_t recorded;
	uint64_t looks;
	const struct view *top;

	if (typed || !*here)
		come(trial);
	recorded = inside_recorded(trial->in);
	top = ui->top;
	looks = inside_looks(trial->in);
	press(trial);
	if (typed)
		expect(trial, !says_unused(trial) && (ui->top != top || inside_looks(trial->in) != looks),
		       "it was not typed");
	else if (place <= PLACE_TEXT || (trial->key >= K_F1 && trial->key <= K_F12))
		expect(trial, says_unused(trial), "it does not say that it is not used here");
	*here = says_unused(trial);
	if (*here)
		expect(trial, ui->top == top && inside_looks(trial->in) == looks, "something happened");
	expect(trial, inside_recorded(trial->in) == recorded, "something was recorded");
}

static bool is_tried(int32_t key)
{
	return key <= '~' || (key >= K_UP && key <= K_F12);
}

void keys_try(struct inside *in, const struct screen *screen, const struct effect *effects)
{
	struct trial trial = { .in = in, .screen = screen };
	bool here = false;

	for (int32_t key = 1; key <= K_F12; key = key == '~' ? K_UP : key + 1) {
		enum action action;

		if (!is_tried(key))
			continue;
		trial.key = key;
		keys_name(key, trial.name);
		action = keymap_action(&inside_ui(in)->keys, screen->place, key);
		if (key == 'g' && screen->place <= PLACE_TEXT)
			action = ACT_FIRST;
		if (action != ACT_NONE) {
			here = false;
			try_act(&trial, action, effects);
		} else {
			try_other(&trial, &here);
		}
	}
}
