#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "core/act.h"
#include "core/moment.h"
#include "policy/policy.h"
#include "tui/correct.h"
#include "tui/pick_view.h"
#include "tui/prompt_view.h"
#include "tui/whose.h"

static const char whole[] = "-";	/* in place of a field's name: the event itself */
static const char moment[] = "at";
static const char elsewhere[] = ">";	/* it goes to another child, whose reference is the value */

/* What is being corrected, from box to prompt to prompt. */
struct correction {
	char *event, *reference, *field, *value;
	char *why;			/* as it was typed; NULL not yet */
	int32_t born;			/* of the child on whose record it stands */
	char says[256];			/* who the record is of to which it goes */
	size_t along;			/* of the events that go with one that is moved */
	char *title;			/* what the event is called */
	const struct policy_kind *kind;
	bool going_on;			/* a prompt has taken over */
	bool stays;			/* a second box has */
	char **names, **values;		/* of the event's fields */
	size_t n;
	record_done *done;
	void *arg;
};

static void forget(struct correction *correction)
{
	for (size_t i = 0; i < correction->n; i++) {
		free(correction->names[i]);
		free(correction->values[i]);
	}
	free(correction->names);
	free(correction->values);
	free(correction->event);
	free(correction->reference);
	free(correction->title);
	free(correction->field);
	free(correction->value);
	free(correction->why);
	free(correction);
}

static bool record(struct ui *ui, const struct correction *correction, const char *why, struct error *err)
{
	const struct practice *practice = desk_practice(ui->desk, err);
	struct act_field field = { correction->field, correction->value };
	struct act_result result;
	struct moment at = { .at = INSTANT_NONE };

	if (!practice)
		return false;
	if (strcmp(correction->field, whole) == 0)
		return act_void(ui->desk, correction->event, why, err);
	if (strcmp(correction->field, elsewhere) == 0)
		return act_move(ui->desk, correction->event, correction->value, why, &result, NULL, err);
	if (strcmp(correction->field, moment) != 0)
		return act_replace(ui->desk, correction->event, &field, 1, INSTANT_NONE, false, why, &result,
				   err);
	return moment_parse(correction->value, ui->desk->zone, practice->newest->calendars[0].calendar,
			    ui->now, &at, err) &&
	       act_replace(ui->desk, correction->event, NULL, 0, at.at, at.timed, why, &result, err);
}

static void put(char **at, const char *text)
{
	free(*at);
	*at = mem_copy(text);
}

static void nothing_changed(struct ui *ui, struct correction *correction)
{
	ui_say(ui, _("Nothing was changed."));
	forget(correction);
}

static void ask_value(struct ui *ui, struct correction *correction, const char *value, const char *refused);
static void ask_why(struct ui *ui, struct correction *correction, const char *refused);

/* Refused, all is asked for again with what was typed. */
static void explained(struct ui *ui, void *arg, const char *why)
{
	struct correction *correction = arg;
	struct error err = { 0 };

	if (!why) {
		nothing_changed(ui, correction);
		return;
	}
	put(&correction->why, why);
	if (!record(ui, correction, why, &err)) {
		if (correction->value)
			ask_value(ui, correction, correction->value, err.text);
		else
			ask_why(ui, correction, err.text);
		return;
	}
	ui_recorded(ui);
	correction->done(ui, correction->arg, correction->reference);
	if (strcmp(correction->field, elsewhere) == 0)
		ui_say(ui, _("%s: moved to %s; it stays readable here as taken back."), correction->title,
		       correction->value);
	else if (strcmp(correction->field, whole) == 0)
		ui_say(ui, _("%s: taken back; it stays readable, u undoes it."), correction->title);
	else
		ui_say(ui, _("%s: corrected; the first stays in the chronology."), correction->reference);
	forget(correction);
}

static void lost(void *arg)
{
	forget(arg);
}

static void read_why(struct ui *ui, void *arg, const char *text, struct prompt_reading *out)
{
	struct correction *correction = arg;

	(void)ui;
	whose_reason(correction->says, text, out);
}

static void ask_why(struct ui *ui, struct correction *correction, const char *refused)
{
	prompt_open(ui, &(struct prompt_spec){.label = _("Reason:"),
					      .text = correction->why,
					      .read = read_why,
					      .refused = refused,
					      .done = explained,
					      .lost = lost,
					      .arg = correction});
}

static void typed(struct ui *ui, void *arg, const char *text)
{
	struct correction *correction = arg;

	whose_note(ui, correction->says);
	if (!text) {
		nothing_changed(ui, correction);
		return;
	}
	put(&correction->value, text);
	ask_why(ui, correction, NULL);
}

/* What was recorded of what it opened goes with it: a rating, a note, and the clocks that they run. */
static void say_along(const struct correction *correction, struct prompt_reading *out)
{
	size_t used = strlen(out->says);

	if (used == 0 || correction->along == 0 || used + 2 >= sizeof out->says)
		return;
	/* TRANSLATORS: stands behind whose record an event is moved to. */
	snprintf(out->says + used, sizeof out->says - used,
		 ngettext("; %lu other event goes with it", "; %lu other events go with it", correction->along),
		 (unsigned long)correction->along);
}

static void read_other(struct ui *ui, void *arg, const char *text, struct prompt_reading *out)
{
	struct correction *correction = arg;

	whose_read(ui, correction->reference, correction->born, text, out);
	say_along(correction, out);
	memcpy(correction->says, out->says, sizeof correction->says);
}

/* The new value, the moment, or the reference of the child to whom it goes. */
static void ask_value(struct ui *ui, struct correction *correction, const char *value, const char *refused)
{
	bool moves = strcmp(correction->field, elsewhere) == 0;

	prompt_open(ui, &(struct prompt_spec){.label = moves ? _("Reference of the right child:")
						       : strcmp(correction->field, moment) == 0 ? _("When:")
												: _("New value:"),
					      .text = value,
					      .read = moves ? read_other : NULL,
					      .refused = refused,
					      .done = typed,
					      .lost = lost,
					      .arg = correction});
}

static void chosen(struct ui *ui, void *arg, const char *field)
{
	struct correction *correction = arg;
	const char *value = "";

	correction->field = mem_copy(field);
	for (size_t i = 0; i < correction->n; i++)
		if (strcmp(correction->names[i], field) == 0)
			value = correction->values[i];
	correction->going_on = true;
	ask_value(ui, correction, value, NULL);
}

/* The box has gone: without a choice nothing else will come back. */
static void gone(void *arg)
{
	struct correction *correction = arg;

	if (!correction->going_on)
		forget(correction);
}

static void add_field(struct correction *correction, const char *name, const char *value)
{
	correction->names = mem_resize(correction->names, correction->n + 1, sizeof *correction->names);
	correction->values = mem_resize(correction->values, correction->n + 1, sizeof *correction->values);
	correction->names[correction->n] = mem_copy(name);
	correction->values[correction->n++] = mem_copy(value ? value : "");
}

/* What the child's own fields are called, which an event that opens a case may have too. */
static const struct {
	const char *key, *label;
} own[] = {
	{ "name", N_("Name") }, { "date_of_birth", N_("Date of birth") }, { "family", N_("Family") },
};

static const char *label_of(const struct policy_kind *kind, const char *name)
{
	const struct policy_field *field = policy_kind_field(kind, name);

	for (size_t i = 0; !field && i < sizeof own / sizeof *own; i++)
		if (strcmp(own[i].key, name) == 0)
			return _(own[i].label);
	return field ? i18n_text(field->label) : name;
}

static void offer_fields(struct ui *ui, struct correction *correction)
{
	struct choice_item *items = mem_array(correction->n + 1, sizeof *items);
	size_t n = 0;

	correction->going_on = false;
	for (size_t i = 0; i < correction->n; i++)
		items[n++] = (struct choice_item){correction->names[i],
						  label_of(correction->kind, correction->names[i]),
						  ui_masked(ui) ? NULL : correction->values[i]};
	items[n++] = (struct choice_item){ moment, _("When it happened"), NULL };
	pick_open(ui, &(struct pick_spec){.title = correction->title,
					  .items = items,
					  .n = n,
					  .done = chosen,
					  .gone = gone,
					  .arg = correction});
	free(items);
}

static const char by_field[] = "correct", by_void[] = "void", by_move[] = "move";

static void way_chosen(struct ui *ui, void *arg, const char *way)
{
	struct correction *correction = arg;

	if (strcmp(way, by_field) == 0) {
		offer_fields(ui, correction);
		/* The box of the ways goes after this one has come. */
		correction->stays = true;
		return;
	}
	correction->going_on = true;
	correction->field = mem_copy(strcmp(way, by_move) == 0 ? elsewhere : whole);
	if (strcmp(way, by_move) == 0) {
		correction->along = act_move_along(ui->desk, correction->event);
		ask_value(ui, correction, NULL, NULL);
	} else {
		ask_why(ui, correction, NULL);
	}
}

static void way_gone(void *arg)
{
	struct correction *correction = arg;

	if (!correction->going_on && !correction->stays)
		forget(correction);
}

static void offer_ways(struct ui *ui, struct correction *correction)
{
	const struct choice_item items[] = {
		{ by_field, _("Correct it: a field, or when it happened"), NULL },
		{ by_void, _("Take it back: it was recorded by mistake"), NULL },
		{ by_move, _("Move it to another child: it was recorded on the wrong one"), NULL },
	};

	pick_open(ui, &(struct pick_spec){.title = correction->title,
					  .items = items,
					  .n = sizeof items / sizeof *items,
					  .done = way_chosen,
					  .gone = way_gone,
					  .arg = correction});
}

static void add_fields(struct ui *ui, struct correction *correction, const struct file *file, size_t event)
{
	const struct policy_kind *kind = correction->kind;

	for (size_t i = 0; kind->new_case && i < sizeof own / sizeof *own; i++)
		if (!policy_kind_field(kind, own[i].key))
			add_field(correction, own[i].key, file_value(ui->desk, file, event, own[i].key));
	for (size_t i = 0; i < kind->n_fields; i++)
		if (kind->fields[i].type != FIELD_LINES)
			add_field(correction, kind->fields[i].key,
				  file_value(ui->desk, file, event, kind->fields[i].key));
}

void correct_open(struct ui *ui, const struct file *file, const char *event, record_done *done, void *arg)
{
	const struct practice *practice = desk_practice(ui->desk, NULL);
	const struct policy_kind *kind = NULL;
	struct correction *correction;
	size_t i = 0;

	while (i < file->history.n_events && strcmp(file->events[i].id, event) != 0)
		i++;
	if (practice && i < file->history.n_events)
		kind = policy_kind_named(practice->newest, file->events[i].kind);
	if (!kind || file->events[i].removed_why) {
		ui_say(ui, _("This was taken back already, or is of a kind that the policy does not know."));
		return;
	}
	correction = mem_new(sizeof *correction);
	correction->event = mem_copy(event);
	correction->reference = mem_copy(file->reference);
	correction->title = mem_copy(i18n_text(file->events[i].title));
	correction->kind = kind;
	correction->born = file->born;
	correction->done = done;
	correction->arg = arg;
	add_fields(ui, correction, file, i);
	offer_ways(ui, correction);
}
