#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "core/subject.h"
#include "tui/form_inner.h"
#include "tui/form_view.h"

/* Brothers and sisters: the same was recorded along with it on other cases. */
static void add_made(void *arg, const struct act_more *more)
{
	struct form_view *form = arg;

	if (strcmp(more->kind, form->form->kind) != 0 || strcmp(more->reference, form->form->reference) == 0)
		return;
	mem_grow(&form->made, form->n_made, &form->room_made, sizeof *form->made);
	form->made[form->n_made++] = mem_copy(more->reference);
}

static void forget_made(struct form_view *form)
{
	for (size_t i = 0; i < form->n_made; i++)
		free(form->made[i]);
	form->n_made = 0;
}

bool form_record(struct ui *ui, struct form_view *form, struct act_result *result, struct form_told *told,
		 struct error *err)
{
	struct error draft_err = { 0 };
	bool ok;

	forget_made(form);
	act_gesture(ui->desk, true);
	ok = form_save_all(ui->desk, form->form, result, add_made, form, err);
	if (ok)
		form_told_add(told, form->form->reference, result);
	else
		reasons_add(&told->refused, form->form->reference, err->text);
	if (form->n_also)
		form_save_also(ui->desk, form->form, form->also, form->seen, form->n_also, told);
	act_gesture(ui->desk, false);
	if (!ok && told->done && result->version && !form_keep_draft(ui->desk, form->form, &draft_err))
		reasons_add(&told->refused, form->form->reference, draft_err.text);
	return told->done > 0;
}

/* The reference of the case, also of one that the form has just made. Owned. */
static char *reference_saved(const struct form_view *form)
{
	const char *reference = form->form->reference;

	for (size_t i = 0; i < form->n && !*reference; i++)
		if (strcmp(form->form->fields[i].name, "reference") == 0)
			reference = form->form->fields[i].value;
	return mem_copy(reference);
}

/* A new child, or what a child who is known comes with: it is looked for where it stands now. */
static bool is_new(struct ui *ui, const struct form_view *form, const struct act_result *result)
{
	const struct practice *practice = desk_practice(ui->desk, NULL);
	const struct policy_kind *kind =
		practice ? policy_kind_named(practice->newest, form->form->kind) : NULL;

	return !form->n_also && (result->new_case || (kind && kind->new_case && *result->about));
}

/* Of whom it is: "C-000042, C-000043". Owned. */
static char *whose(const struct form_view *form, const char *reference)
{
	struct str_buf text = { 0 };

	/* A worker, a team or a panel is known by its name, not by the key of its record. */
	str_add(&text, form->form->name && subject_of(reference) != SUBJECT_CHILD ? form->form->name : reference);
	for (size_t i = 0; i < form->n_made; i++)
		str_addf(&text, ", %s", form->made[i]);
	return str_take(&text);
}

/* What is said once all views below have read again: what was saved is the last word. */
static void say(struct ui *ui, const struct form_told *told, const char *said)
{
	if (told->refused.n)
		ui_complain_text(ui, "%s", said);
	else if (!ui->message_is_error || !*ui->message)
		ui_say(ui, "%s", said);
}

static char *saved_text(const char *whose_it_is, const struct ui_saved *saved, const char *warning)
{
	struct str_buf text = { 0 };
	/* TRANSLATORS: what a form said was recorded. */
	const char *words = saved->words ? saved->words : _("saved; u undoes it.");

	str_addf(&text, *warning ? "%s: %s %s" : "%s: %s", whose_it_is, words, warning);
	return str_take(&text);
}

void form_recorded(struct ui *ui, struct form_view *form, const struct act_result *result,
		   const struct form_told *told)
{
	char *reference = reference_saved(form), *of = whose(form, reference);
	struct ui_saved saved = { .new_record = is_new(ui, form, result), .reference = reference,
				  .about = result->about, .also = form->made, .n_also = form->n_made };
	char *said = form->n_also ? form_told_text(told, ui_message_cells(ui)) : NULL;
	form_saved *tell = form->saved;
	void (*gone)(void *arg) = form->gone;
	void *arg = form->arg;

	form->gone = NULL;
	form->made = NULL;
	form->n_made = 0;
	ui_pop(ui);
	ui->saved = &saved;
	if (tell)
		tell(ui, arg, result, reference);
	ui->saved = NULL;
	if (gone)
		gone(arg);
	if (!said)
		said = saved_text(of, &saved, result->warning);
	say(ui, told, said);
	for (size_t i = 0; i < saved.n_also; i++)
		free(saved.also[i]);
	free(saved.also);
	free(said);
	free(of);
	free(reference);
}
