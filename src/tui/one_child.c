#include "config.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "core/act.h"
#include "tui/one_child.h"
#include "tui/pick_view.h"
#include "tui/prompt_view.h"

static const char merging[] = "";	/* else the reference of the record to part */

struct joining {
	char *reference;	/* of the page */
	char *other;		/* the one that stays, or the one to part */
	bool parts;
	bool going_on;		/* a prompt has taken over */
	record_done *done;
	void *arg;
};

static void forget(struct joining *joining)
{
	free(joining->reference);
	free(joining->other);
	free(joining);
}

static bool join_or_part(struct ui *ui, const struct joining *joining, const char *why, struct error *err)
{
	if (joining->parts)
		return act_part(ui->desk, joining->other, why, err);
	return act_merge(ui->desk, joining->reference, joining->other, why, err);
}

static void explained(struct ui *ui, void *arg, const char *why)
{
	struct joining *joining = arg;
	struct error err = { 0 };

	if (!why) {
		ui_say(ui, _("Nothing was changed."));
	} else if (!join_or_part(ui, joining, why, &err)) {
		ui_complain(ui, &err);
	} else {
		ui_recorded(ui);
		joining->done(ui, joining->arg, joining->reference);
		if (joining->parts)
			ui_say(ui, _("%s: a record of its own again."), joining->other);
		else
			ui_say(ui, _("%s: merged into %s; it can be parted again."), joining->reference,
			       joining->other);
	}
	forget(joining);
}

static void lost(void *arg)
{
	forget(arg);
}

static void ask_why(struct ui *ui, struct joining *joining)
{
	prompt_open(ui, &(struct prompt_spec){.label = _("Reason:"),
					      .done = explained,
					      .lost = lost,
					      .arg = joining});
}

static void named(struct ui *ui, void *arg, const char *text)
{
	struct joining *joining = arg;

	if (!text) {
		ui_say(ui, _("Nothing was changed."));
		forget(joining);
		return;
	}
	joining->other = mem_copy(text);
	ask_why(ui, joining);
}

static void chosen(struct ui *ui, void *arg, const char *value)
{
	struct joining *joining = arg;

	joining->going_on = true;
	joining->parts = !str_same(value, merging);
	if (joining->parts) {
		joining->other = mem_copy(value);
		ask_why(ui, joining);
	} else {
		prompt_open(ui, &(struct prompt_spec){ .label = _("Reference of the record that stays:"),
						       .done = named,
						       .lost = lost,
						       .arg = joining });
	}
}

static void gone(void *arg)
{
	struct joining *joining = arg;

	if (!joining->going_on)
		forget(joining);
}

void one_child_open(struct ui *ui, const struct file *file, record_done *done, void *arg)
{
	struct joining *joining = mem_new(sizeof *joining);
	struct choice_item *items = mem_array(file->n_merged + 1, sizeof *items);
	size_t n = 0;

	*joining = (struct joining){ .reference = mem_copy(file->reference), .done = done, .arg = arg };
	items[n++] = (struct choice_item){ merging, _("Merge it into another record of the same child"), NULL };
	for (size_t i = 0; i < file->n_merged; i++)
		items[n++] = (struct choice_item){ file->merged[i], _("Part what was merged, another child's record"),
						   file->merged[i] };
	pick_open(ui, &(struct pick_spec){ .title = file->reference,
					   .items = items,
					   .n = n,
					   .done = chosen,
					   .gone = gone,
					   .arg = joining });
	free(items);
}
