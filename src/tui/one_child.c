#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "core/act.h"
#include "tui/one_child.h"
#include "tui/pick_view.h"
#include "tui/prompt_view.h"
#include "tui/whose.h"

static const char merging[] = "";	/* else the reference of the record to part */

struct joining {
	char *reference;	/* of the page */
	char *other;		/* the one that stays, or the one to part */
	char *why;		/* as it was typed; NULL not yet */
	int32_t born;		/* of the child of the page */
	char says[256];		/* who the other record is of */
	bool parts;
	bool going_on;		/* a prompt has taken over */
	record_done *done;
	void *arg;
};

static void forget(struct joining *joining)
{
	free(joining->reference);
	free(joining->other);
	free(joining->why);
	free(joining);
}

static bool join_or_part(struct ui *ui, const struct joining *joining, const char *why, struct error *err)
{
	if (joining->parts)
		return act_part(ui->desk, joining->other, why, err);
	return act_merge(ui->desk, joining->reference, joining->other, why, err);
}

static void put(char **at, const char *text)
{
	free(*at);
	*at = mem_copy(text);
}

static void nothing_changed(struct ui *ui, struct joining *joining)
{
	ui_say(ui, _("Nothing was changed."));
	forget(joining);
}

static void ask_other(struct ui *ui, struct joining *joining, const char *refused);
static void ask_why(struct ui *ui, struct joining *joining, const char *refused);

/* Refused, both are asked for again with what was typed. */
static void explained(struct ui *ui, void *arg, const char *why)
{
	struct joining *joining = arg;
	struct error err = { 0 };

	if (!why) {
		nothing_changed(ui, joining);
		return;
	}
	put(&joining->why, why);
	if (!join_or_part(ui, joining, why, &err)) {
		(joining->parts ? ask_why : ask_other)(ui, joining, err.text);
		return;
	}
	ui_recorded(ui);
	joining->done(ui, joining->arg, joining->reference);
	if (joining->parts)
		ui_say(ui, _("%s: a record of its own again."), joining->other);
	else
		ui_say(ui, _("%s: merged into %s; it can be parted again."), joining->reference, joining->other);
	forget(joining);
}

static void lost(void *arg)
{
	forget(arg);
}

static void read_why(struct ui *ui, void *arg, const char *text, struct prompt_reading *out)
{
	struct joining *joining = arg;

	(void)ui;
	whose_reason(joining->says, text, out);
}

static void ask_why(struct ui *ui, struct joining *joining, const char *refused)
{
	prompt_open(ui, &(struct prompt_spec){ .label = _("Reason:"),
					       .text = joining->why,
					       .read = read_why,
					       .refused = refused,
					       .done = explained,
					       .lost = lost,
					       .arg = joining });
}

static void named(struct ui *ui, void *arg, const char *text)
{
	struct joining *joining = arg;

	whose_note(ui, joining->says);
	if (!text) {
		nothing_changed(ui, joining);
		return;
	}
	put(&joining->other, text);
	ask_why(ui, joining, NULL);
}

static void read_other(struct ui *ui, void *arg, const char *text, struct prompt_reading *out)
{
	struct joining *joining = arg;

	whose_read(ui, joining->reference, joining->born, text, out);
	memcpy(joining->says, out->says, sizeof joining->says);
}

static void ask_other(struct ui *ui, struct joining *joining, const char *refused)
{
	prompt_open(ui, &(struct prompt_spec){ .label = _("Reference of the record that stays:"),
					       .text = joining->other,
					       .read = read_other,
					       .refused = refused,
					       .done = named,
					       .lost = lost,
					       .arg = joining });
}

static void chosen(struct ui *ui, void *arg, const char *value)
{
	struct joining *joining = arg;

	joining->going_on = true;
	joining->parts = !str_same(value, merging);
	if (joining->parts) {
		joining->other = mem_copy(value);
		ask_why(ui, joining, NULL);
	} else {
		ask_other(ui, joining, NULL);
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

	*joining = (struct joining){ .reference = mem_copy(file->reference), .born = file->born, .done = done,
				      .arg = arg };
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
